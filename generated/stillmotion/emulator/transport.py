"""The emulator as a transport of httpx2, for blocking and for asynchronous clients. No socket is opened."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl

import httpx2

from .messages import Call, Pause, Reply, Step

if TYPE_CHECKING:
    from .clock import Clock

Answer = Callable[[str, Call], Reply]
"""From the path's first segment, the provider, and a call to its answer."""
_SILENCE = 120.0
"""Virtual seconds after which a stream is given up at the latest when no job is under way."""
_DROPPED = "the server closed the connection without an answer"
_CUT = "the server closed the connection in the middle of the answer"


class EmulatorTransport(httpx2.BaseTransport, httpx2.AsyncBaseTransport):
    """Hands requests to the emulator and answers back. Time that passes is the clock's.

    A provider is reached under `/<provider>` of any host, and by the addresses of its own `servers` (address to provider);
    then links lead to `origin`.
    """

    def __init__(self, answer: Answer, clock: Clock, servers: Mapping[str, str], origin: str) -> None:
        self._answer = answer
        self._clock = clock
        self._servers = servers
        self._origin = origin

    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
        """The answer to a request. Raises ReadTimeout and RemoteProtocolError as a connection would."""
        reply = self._reply(request, request.read())
        if reply.delay:
            self._clock.sleep(reply.delay)
        return httpx2.Response(
            reply.status, headers=_headers(reply), stream=_SyncBody(reply, self._clock, _patience(request))
        )

    async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
        """The answer to a request. Raises ReadTimeout and RemoteProtocolError as a connection would."""
        reply = self._reply(request, await request.aread())
        if reply.delay:
            await _pass(self._clock, reply.delay)
        return httpx2.Response(
            reply.status, headers=_headers(reply), stream=_AsyncBody(reply, self._clock, _patience(request))
        )

    def _call(self, request: httpx2.Request, body: bytes) -> tuple[str, Call]:
        url = str(request.url)
        for server, provider in self._servers.items():
            if url.startswith(f"{server}/"):
                path = url.removeprefix(server).partition("?")[0].partition("#")[0]
                return provider, call_of(request, body, path, f"{self._origin}/{provider}")
        path = request.url.raw_path.decode("ascii").partition("?")[0]
        provider, below = split_path(path)
        origin = f"{request.url.scheme}://{request.url.netloc.decode('ascii')}"
        return provider, call_of(request, body, below, f"{origin}/{provider}")

    def _reply(self, request: httpx2.Request, body: bytes) -> Reply:
        provider, call = self._call(request, body)
        reply = self._answer(provider, call)
        patience = _patience(request)
        if reply.delay > patience:
            if self._clock.virtual:
                self._clock.sleep(patience)
            raise httpx2.ReadTimeout(f"no answer within {patience} seconds", request=request)
        if reply.broken == "drop":
            raise httpx2.RemoteProtocolError(_DROPPED, request=request)
        return reply


def _patience(request: httpx2.Request) -> float:
    """For how many seconds the caller bears silence."""
    seconds = (request.extensions.get("timeout") or {}).get("read")
    return float("inf") if seconds is None else float(seconds)


def call_of(request: httpx2.Request, body: bytes, path: str, base: str) -> Call:
    """The call of a request: the path below the provider's address, and the address its links lead to."""
    query = request.url.raw_path.decode("ascii").partition("?")[2]
    headers = {name.lower(): value for name, value in request.headers.items()}
    return Call(request.method, path, tuple(parse_qsl(query, keep_blank_values=True)), headers, body, base)


def split_path(path: str) -> tuple[str, str]:
    """The first segment, and what is below it."""
    provider, slash, below = path.removeprefix("/").partition("/")
    return provider, slash + below


def _headers(reply: Reply) -> dict[str, str]:
    if reply.steps is not None or reply.status in (204, 304):
        return dict(reply.headers)
    return {**reply.headers, "content-length": str(len(reply.body))}


def _pieces(reply: Reply) -> Iterator[Step]:
    if reply.steps is not None:
        yield from reply.steps
    elif reply.broken == "cut":
        yield reply.body[: len(reply.body) // 2]
        raise httpx2.RemoteProtocolError(_CUT)
    elif reply.body:
        yield reply.body


def _watched(reply: Reply, clock: Clock, patience: float) -> Iterator[Step]:
    """The pieces of an answer. Where time is virtual nobody else can start a job while somebody reads, so a stream that has
    nothing to tell for so many seconds is given up as a silent connection is. Raises ReadTimeout."""
    idle = 0.0
    for piece in _pieces(reply):
        if isinstance(piece, Pause):
            idle = idle + piece.seconds if piece.idle else 0.0
        if clock.virtual and idle > min(patience, _SILENCE):
            raise httpx2.ReadTimeout("no job is under way that the stream could tell of")
        yield piece


class _SyncBody(httpx2.SyncByteStream):
    def __init__(self, reply: Reply, clock: Clock, patience: float) -> None:
        self._reply = reply
        self._clock = clock
        self._patience = patience

    def __iter__(self) -> Iterator[bytes]:
        for piece in _watched(self._reply, self._clock, self._patience):
            if isinstance(piece, Pause):
                self._clock.sleep(piece.seconds)
            else:
                yield piece


class _AsyncBody(httpx2.AsyncByteStream):
    def __init__(self, reply: Reply, clock: Clock, patience: float) -> None:
        self._reply = reply
        self._clock = clock
        self._patience = patience

    async def __aiter__(self) -> AsyncIterator[bytes]:
        for piece in _watched(self._reply, self._clock, self._patience):
            if isinstance(piece, Pause):
                await _pass(self._clock, piece.seconds)
            else:
                yield piece


async def _pass(clock: Clock, seconds: float) -> Any:
    if clock.virtual:
        clock.sleep(seconds)
    await asyncio.sleep(0 if clock.virtual else seconds)
