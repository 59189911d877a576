# Written by the generator from specs/ and templates/.
# Change those, then run `make generate`.
"""Carries files in synchronous code: pictures from links, videos to disk. No credential goes along."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import httpx2

from .._runtime.attempts import Timing
from .._runtime.errors import ConfigurationError, ProviderError
from .._runtime.own_client import Client as OwnClient
from .._runtime.ssl_context import shared_ssl_context
from . import links, transfer
from .assets import MAX_BYTES, BytesAsset
from .saving import MemoryFile, PartialFile, Sink
from .saving import run as run
from .saving import within as within

_FETCH_SECONDS = 120.0
Renew = Callable[[], str | None]
"""Gives the link anew; None when there is none."""


class Courier:
    """Gets files from links. A given `http_client` is not closed here; `timing` and `sleep` are where time and chance
    come from."""

    def __init__(self, http_client: httpx2.Client | None, timing: Timing, sleep: Callable[[float], None]) -> None:
        self._http_client = http_client
        self._owns_client = http_client is None
        self._closed = False
        self._timing = timing
        self._sleep = sleep

    def download(
        self,
        url: str,
        path: Path,
        terms: transfer.Terms,
        *,
        progress: transfer.Progress | None = None,
        renew: Renew | None = None,
    ) -> Path:
        """Save what a link gives; one that is gone is renewed once. Raises ProviderError, OSError, InvalidRequestError
        for a link that is not followed."""
        file = PartialFile(path)
        try:
            run(file.open)
            _Download(self, file, url, terms, progress).run(renew)
            return run(file.finish)
        finally:
            file.discard()

    def fetch(self, url: str, *, allow_private: bool) -> BytesAsset:
        """The picture behind a link, at most 100 MiB. Raises as `download`."""
        terms = transfer.terms(_FETCH_SECONDS, self.now(), MAX_BYTES, allow_private=allow_private)
        file = MemoryFile()
        copy = _Download(self, file, url, terms, None).run(None)
        is_picture = copy.media_type is not None and copy.media_type.startswith("image/")
        return BytesAsset(data=bytes(file.data), media_type=copy.media_type if is_picture else None)

    def open(self, copy: transfer.Copy, terms: transfer.Terms) -> httpx2.Response:
        """The answer at the end of a link's redirects, each judged like the link itself."""
        place: str | None = copy.url
        hops = 0
        while place is not None and hops <= links.MOST_HOPS:
            checked = links.judged(place, allow_private=terms.allow_private)
            guard = None if terms.allow_private else links.Guard(checked)
            left = terms.left(self.now())
            request = links.request_for(checked, guard, transfer.range_of(copy), left, self.now)
            response = self._client().send(request, stream=True, auth=None, follow_redirects=False)
            place = links.next_hop(response)
            if place is None:
                return response
            response.close()
            hops += 1
        raise links.circles(copy.url)

    def now(self) -> float:
        """Seconds of the clock that counts."""
        return self._timing.clock()

    def pause(self, copy: transfer.Copy, failure: ProviderError, terms: transfer.Terms) -> transfer.Copy:
        """Wait before the next attempt. Raises the failure when there is none."""
        copy, seconds = transfer.again(copy, failure, terms, self._timing)
        self._sleep(seconds)
        return copy

    def _client(self) -> httpx2.Client:
        if self._closed:
            raise ConfigurationError("this client is closed")
        if self._http_client is None:
            self._http_client = OwnClient(shared_ssl_context())
        return self._http_client

    def close(self) -> None:
        """Close the connections that were made here."""
        self._closed = True
        client, self._http_client = self._http_client, None
        if client is not None and self._owns_client:
            client.close()


class _Download:
    """One file on its way: attempts until it is whole."""

    def __init__(
        self,
        courier: Courier,
        sink: Sink,
        url: str,
        terms: transfer.Terms,
        progress: transfer.Progress | None,
    ) -> None:
        self._courier = courier
        self._sink = sink
        self._terms = terms
        self._progress = progress
        self._copy = transfer.Copy(url)

    def run(self, renew: Renew | None) -> transfer.Copy:
        """How it ended: whole."""
        while True:
            failure = self._attempt()
            if failure is None:
                return self._copy
            if renew is not None and transfer.is_gone(failure):
                self._copy = transfer.renewed(self._copy, renew(), failure)
                renew = None
            else:
                self._copy = self._courier.pause(self._copy, failure, self._terms)

    def _attempt(self) -> ProviderError | None:
        """Get as much as one answer gives: None when nothing is missing then."""
        terms = self._terms
        try:
            with within(terms.left(self._courier.now()), terms.late):
                response = self._courier.open(self._copy, terms)
                try:
                    self._receive(response)
                finally:
                    response.close()
        except httpx2.RequestError as error:
            return terms.meant(links.broken(error, self._copy.url), self._courier.now())
        except ProviderError as error:
            return error
        return None

    def _receive(self, response: httpx2.Response) -> None:
        if not transfer.is_answer(self._copy, response):
            raise links.no_file(response, self._copy.url, self._excerpt(response))
        self._copy = transfer.begun(self._copy, response, self._terms)
        run(self._sink.keep, self._copy.received)
        if not self._copy.is_whole:
            for chunk in response.iter_bytes():
                self._take(chunk)
        transfer.judge_end(self._copy)

    def _take(self, chunk: bytes) -> None:
        copy = transfer.took(self._copy, chunk, self._terms)
        if self._sink.add(chunk):
            run(self._sink.flush)
        before, self._copy = self._copy, copy
        if self._progress is not None and copy.told > before.told:
            self._progress(copy.received, copy.total)
        self._terms.left(self._courier.now())

    def _excerpt(self, response: httpx2.Response) -> bytes:
        """The start of an answer that is no file."""
        start = b""
        try:
            for chunk in response.iter_bytes():
                start += chunk
                if len(start) >= links.EXCERPT_BYTES:
                    break
        except httpx2.RequestError:
            pass
        return start
