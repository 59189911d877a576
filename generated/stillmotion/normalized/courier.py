# Written by the generator from specs/ and templates/.
# Change those, then run `make generate`.
"""Carries files in synchronous code: pictures from links, videos to disk. No credential goes along."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import httpx2

from .._runtime.errors import ConfigurationError, InvalidRequestError
from .._runtime.ssl_context import shared_ssl_context
from . import links
from .assets import MAX_BYTES, BytesAsset
from .saving import PartialFile
from .saving import run as run

_CHUNK = 256 * 1024


class Courier:
    """Gets files from links. A given `http_client` is not closed here."""

    def __init__(self, http_client: httpx2.Client | None) -> None:
        self._http_client = http_client
        self._owns_client = http_client is None
        self._closed = False

    def download(
        self, url: str, path: Path, *, progress: Callable[[int, int | None], object] | None, allow_private: bool
    ) -> Path:
        """Save what a link gives. Raises ProviderError, InvalidRequestError for a link that is not followed, OSError."""
        response = self._open(url, allow_private)
        try:
            links.judge_file(response, url)
            return self._save(response, url, path, progress)
        except httpx2.RequestError as error:
            failure = links.broken(error, url)
        finally:
            response.close()
        raise failure

    def _save(
        self, response: httpx2.Response, url: str, path: Path, progress: Callable[[int, int | None], object] | None
    ) -> Path:
        announced, received = links.length_of(response), 0
        file = run(PartialFile, path)
        try:
            for chunk in response.iter_bytes(_CHUNK):
                run(file.write, chunk)
                received += len(chunk)
                if progress is not None:
                    progress(received, announced)
            links.judge_length(received, announced, url)
            return run(file.finish)
        finally:
            file.discard()

    def fetch(self, url: str, *, allow_private: bool) -> BytesAsset:
        """The picture behind a link, at most 100 MiB. Raises as `download`."""
        response = self._open(url, allow_private)
        try:
            links.judge_file(response, url)
            chunks: list[bytes] = []
            for chunk in response.iter_bytes(_CHUNK):
                chunks.append(chunk)
                if len(chunks) * _CHUNK > MAX_BYTES + _CHUNK:
                    raise InvalidRequestError(f"{links.shown(url)} gives more than {MAX_BYTES} bytes", accepted="no")
            data = b"".join(chunks)
            links.judge_length(len(data), links.length_of(response), url)
            media_type = links.media_type_of(response)
            return BytesAsset(
                data=data, media_type=media_type if media_type and media_type.startswith("image/") else None
            )
        except httpx2.RequestError as error:
            failure = links.broken(error, url)
        finally:
            response.close()
        raise failure

    def _open(self, url: str, allow_private: bool) -> httpx2.Response:
        """The answer at the end of a link's redirects, each judged like the link itself."""
        place: str | None = url
        hops = 0
        while place is not None and hops <= links.MOST_HOPS:
            checked = links.judged(place, allow_private=allow_private)
            request = links.request_for(checked, None if allow_private else links.Guard(checked))
            try:
                response = self._client().send(request, stream=True, auth=None, follow_redirects=False)
            except httpx2.RequestError as error:
                raise links.broken(error, checked) from None
            place = links.next_hop(response)
            if place is None:
                return response
            response.close()
            hops += 1
        raise links.circles(url)

    def _client(self) -> httpx2.Client:
        if self._closed:
            raise ConfigurationError("this client is closed")
        if self._http_client is None:
            self._http_client = httpx2.Client(verify=shared_ssl_context())
        return self._http_client

    def close(self) -> None:
        """Close the connections that were made here."""
        self._closed = True
        client, self._http_client = self._http_client, None
        if client is not None and self._owns_client:
            client.close()
