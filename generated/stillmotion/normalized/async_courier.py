# Written by the generator from specs/ and templates/.
# Change those, then run `make generate`.
"""Carries files in asynchronous code: pictures from links, videos to disk. No credential goes along."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from pathlib import Path

import httpx2

from .._runtime.attempts import Timing
from .._runtime.errors import ConfigurationError, ProviderError
from .._runtime.own_client import AsyncClient as OwnClient
from .._runtime.ssl_context import shared_ssl_context
from . import links, transfer
from .assets import MAX_BYTES, BytesAsset
from .saving import MemoryFile, PartialFile, Sink
from .saving import async_run as run
from .saving import async_within as within

_FETCH_SECONDS = 120.0
Renew = Callable[[], Awaitable[str | None]]
"""Gives the link anew; None when there is none."""


class AsyncCourier:
    """Gets files from links. A given `http_client` is not closed here; `timing` and `sleep` are where time and chance
    come from."""

    def __init__(
        self, http_client: httpx2.AsyncClient | None, timing: Timing, sleep: Callable[[float], Awaitable[None]]
    ) -> None:
        self._http_client = http_client
        self._owns_client = http_client is None
        self._closed = False
        self._timing = timing
        self._sleep = sleep

    async def download(
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
            await run(file.open)
            await _Download(self, file, url, terms, progress).run(renew)
            return await run(file.finish)
        finally:
            file.discard()

    async def fetch(self, url: str, *, allow_private: bool) -> BytesAsset:
        """The picture behind a link, at most 100 MiB. Raises as `download`."""
        terms = transfer.terms(_FETCH_SECONDS, self.now(), MAX_BYTES, allow_private=allow_private)
        file = MemoryFile()
        copy = await _Download(self, file, url, terms, None).run(None)
        is_picture = copy.media_type is not None and copy.media_type.startswith("image/")
        return BytesAsset(data=bytes(file.data), media_type=copy.media_type if is_picture else None)

    async def open(self, copy: transfer.Copy, terms: transfer.Terms) -> httpx2.Response:
        """The answer at the end of a link's redirects, each judged like the link itself."""
        place: str | None = copy.url
        hops = 0
        while place is not None and hops <= links.MOST_HOPS:
            checked = links.judged(place, allow_private=terms.allow_private)
            guard = None if terms.allow_private else links.AsyncGuard(checked)
            left = terms.left(self.now())
            request = links.request_for(checked, guard, transfer.range_of(copy), left, self.now)
            response = await self._client().send(request, stream=True, auth=None, follow_redirects=False)
            place = links.next_hop(response)
            if place is None:
                return response
            await response.aclose()
            hops += 1
        raise links.circles(copy.url)

    def now(self) -> float:
        """Seconds of the clock that counts."""
        return self._timing.clock()

    async def pause(self, copy: transfer.Copy, failure: ProviderError, terms: transfer.Terms) -> transfer.Copy:
        """Wait before the next attempt. Raises the failure when there is none."""
        copy, seconds = transfer.again(copy, failure, terms, self._timing)
        await self._sleep(seconds)
        return copy

    def _client(self) -> httpx2.AsyncClient:
        if self._closed:
            raise ConfigurationError("this client is closed")
        if self._http_client is None:
            self._http_client = OwnClient(shared_ssl_context())
        return self._http_client

    async def close(self) -> None:
        """Close the connections that were made here."""
        self._closed = True
        client, self._http_client = self._http_client, None
        if client is not None and self._owns_client:
            await client.aclose()


class _Download:
    """One file on its way: attempts until it is whole."""

    def __init__(
        self,
        courier: AsyncCourier,
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

    async def run(self, renew: Renew | None) -> transfer.Copy:
        """How it ended: whole."""
        while True:
            failure = await self._attempt()
            if failure is None:
                return self._copy
            if renew is not None and transfer.is_gone(failure):
                self._copy = transfer.renewed(self._copy, await renew(), failure)
                renew = None
            else:
                self._copy = await self._courier.pause(self._copy, failure, self._terms)

    async def _attempt(self) -> ProviderError | None:
        """Get as much as one answer gives: None when nothing is missing then."""
        terms = self._terms
        try:
            with within(terms.left(self._courier.now()), terms.late):
                response = await self._courier.open(self._copy, terms)
                try:
                    await self._receive(response)
                finally:
                    await response.aclose()
        except httpx2.RequestError as error:
            return terms.meant(links.broken(error, self._copy.url), self._courier.now())
        except ProviderError as error:
            return error
        return None

    async def _receive(self, response: httpx2.Response) -> None:
        if not transfer.is_answer(self._copy, response):
            raise links.no_file(response, self._copy.url, await self._excerpt(response))
        self._copy = transfer.begun(self._copy, response, self._terms)
        await run(self._sink.keep, self._copy.received)
        if not self._copy.is_whole:
            async for chunk in response.aiter_bytes():
                await self._take(chunk)
        transfer.judge_end(self._copy)

    async def _take(self, chunk: bytes) -> None:
        copy = transfer.took(self._copy, chunk, self._terms)
        if self._sink.add(chunk):
            await run(self._sink.flush)
        before, self._copy = self._copy, copy
        if self._progress is not None and copy.told > before.told:
            self._progress(copy.received, copy.total)
        self._terms.left(self._courier.now())

    async def _excerpt(self, response: httpx2.Response) -> bytes:
        """The start of an answer that is no file."""
        start = b""
        try:
            async for chunk in response.aiter_bytes():
                start += chunk
                if len(start) >= links.EXCERPT_BYTES:
                    break
        except httpx2.RequestError:
            pass
        return start
