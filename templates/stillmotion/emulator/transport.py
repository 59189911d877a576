"""The emulator as a transport of httpx2, for blocking and for asynchronous clients. No socket is opened."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl

import httpx2

from .messages import Call, Pause, Reply, Step

if TYPE_CHECKING:
    from .clock import Clock

Answer = Callable[[str, Call], Reply]
"""From the path's first segment, the provider, and a call to its answer."""
_DROPPED = "the server closed the connection without an answer"
_CUT = "the server closed the connection in the middle of the answer"


class EmulatorTransport(httpx2.BaseTransport, httpx2.AsyncBaseTransport):
    """Hands requests to the emulator and answers back. Time that passes is the clock's."""

    def __init__(self, answer: Answer, clock: Clock) -> None:
        self._answer = answer
        self._clock = clock

    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
        """The answer to a request. Raises ReadTimeout and RemoteProtocolError as a connection would."""
        reply = self._reply(request, request.read())
        if reply.delay:
            self._clock.sleep(reply.delay)
        return httpx2.Response(reply.status, headers=_headers(reply), stream=_SyncBody(reply, self._clock))

    async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
        """The answer to a request. Raises ReadTimeout and RemoteProtocolError as a connection would."""
        reply = self._reply(request, await request.aread())
        if reply.delay:
            await _pass(self._clock, reply.delay)
        return httpx2.Response(reply.status, headers=_headers(reply), stream=_AsyncBody(reply, self._clock))

    def _reply(self, request: httpx2.Request, body: bytes) -> Reply:
        provider, call = call_of(request, body)
        reply = self._answer(provider, call)
        patience = (request.extensions.get("timeout") or {}).get("read")
        if patience is not None and reply.delay > patience:
            if self._clock.virtual:
                self._clock.sleep(patience)
            raise httpx2.ReadTimeout(f"no answer within {patience} seconds", request=request)
        if reply.broken == "drop":
            raise httpx2.RemoteProtocolError(_DROPPED, request=request)
        return reply


def call_of(request: httpx2.Request, body: bytes) -> tuple[str, Call]:
    """The provider that a request is for, by the first segment of its path, and the call."""
    path, _, query = request.url.raw_path.decode("ascii").partition("?")
    provider, below = split_path(path)
    origin = f"{request.url.scheme}://{request.url.netloc.decode('ascii')}"
    headers = {name.lower(): value for name, value in request.headers.items()}
    pairs = tuple(parse_qsl(query, keep_blank_values=True))
    return provider, Call(request.method, below, pairs, headers, body, f"{origin}/{provider}")


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


class _SyncBody(httpx2.SyncByteStream):
    def __init__(self, reply: Reply, clock: Clock) -> None:
        self._reply = reply
        self._clock = clock

    def __iter__(self) -> Iterator[bytes]:
        for piece in _pieces(self._reply):
            if isinstance(piece, Pause):
                self._clock.sleep(piece.seconds)
            else:
                yield piece


class _AsyncBody(httpx2.AsyncByteStream):
    def __init__(self, reply: Reply, clock: Clock) -> None:
        self._reply = reply
        self._clock = clock

    async def __aiter__(self) -> AsyncIterator[bytes]:
        for piece in _pieces(self._reply):
            if isinstance(piece, Pause):
                await _pass(self._clock, piece.seconds)
            else:
                yield piece


async def _pass(clock: Clock, seconds: float) -> Any:
    if clock.virtual:
        clock.sleep(seconds)
    await asyncio.sleep(0 if clock.virtual else seconds)
