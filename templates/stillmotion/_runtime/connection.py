"""A connection to one origin, for code that blocks and for a loop: one request and its answer at a time.

A request goes out in as few packets as it fits, all waits of a call share its one deadline, and a connection is kept only
after an answer that was read to its end. Raises httpcore2's errors; httpx2's timeouts are in the request's extensions.
"""

from __future__ import annotations

import ssl
import time
from collections.abc import AsyncIterable, Iterable
from contextlib import suppress
from typing import Any, Final

import h11
import httpcore2
import httpx2

from .deadline import allowed, allowed_in_scope
from .exchange import Exchange

IDLE_SECONDS: Final = 5.0
"""How long a connection waits for its next request, as httpx2's do."""

_PIECE: Final = 65_536
_PORTS: Final = {"https": 443, "http": 80}


class _Lifetime:
    """How long a connection can be used."""

    _stream: Any

    def __init__(self) -> None:
        self._exchange = Exchange()
        self._stream = None
        self._idle_until = 0.0
        self.is_closed = False

    def has_expired(self) -> bool:
        """Whether it waited too long, or something came that nobody asked for: an end, or an answer to nothing."""
        return time.monotonic() > self._idle_until or bool(self._stream.get_extra_info("is_readable"))

    def rest(self) -> bool:
        """Whether it can be kept for another request, which it waits for from now on."""
        if self.is_closed or not self._exchange.renew():
            return False
        self._idle_until = time.monotonic() + IDLE_SECONDS
        return True


class Connection(_Lifetime):
    """For code that blocks."""

    def __init__(self, ssl_context: ssl.SSLContext, backend: httpcore2.NetworkBackend) -> None:
        super().__init__()
        self._ssl_context = ssl_context
        self._backend = backend

    def send(self, request: httpx2.Request) -> h11.Response:
        """The head of the answer to a request. After an error the connection is closed."""
        timeouts = request.extensions["timeout"]
        try:
            if self._stream is None:
                self._connect(request, timeouts)
            # a server may answer before it has taken all, and close: its answer is read all the same
            with suppress(httpcore2.WriteError):
                self._write(request, timeouts)
            while (head := self._exchange.head()) is None:
                self._receive(timeouts)
        except BaseException:
            self.close()
            raise
        return head

    def read(self, timeouts: Any) -> bytes:
        """The next piece of the answer's body; empty at its end."""
        while (piece := self._exchange.body()) is None:
            self._receive(timeouts)
        return piece

    def _connect(self, request: httpx2.Request, timeouts: Any) -> None:
        host, port = _place(request.url)
        trace = request.extensions.get("trace")
        if trace is not None:
            trace("connection.connect_tcp.started", {"host": host, "port": port})
        seconds = allowed(timeouts, "connect", httpcore2.ConnectTimeout)
        self._stream = self._backend.connect_tcp(host, port, timeout=seconds)
        if trace is not None:
            trace("connection.connect_tcp.complete", {"return_value": self._stream})
        if request.url.scheme == "https":
            seconds = allowed(timeouts, "connect", httpcore2.ConnectTimeout)
            self._stream = self._stream.start_tls(self._ssl_context, host, timeout=seconds)

    def _write(self, request: httpx2.Request, timeouts: Any) -> None:
        held = self._exchange.begin(request)
        assert isinstance(request.stream, Iterable)
        for piece in request.stream:
            held += self._exchange.piece(piece)
            if len(held) >= _PIECE:
                self._send(held, timeouts)
                held = b""
        self._send(held + self._exchange.end(), timeouts)

    def _send(self, data: bytes, timeouts: Any) -> None:
        for piece in _pieces(data):
            self._stream.write(piece, allowed(timeouts, "write", httpcore2.WriteTimeout))

    def _receive(self, timeouts: Any) -> None:
        self._exchange.receive(self._stream.read(_PIECE, allowed(timeouts, "read", httpcore2.ReadTimeout)))

    def close(self) -> None:
        """Close it, whatever it is doing."""
        self.is_closed = True
        if self._stream is not None:
            self._stream.close()


class AsyncConnection(_Lifetime):
    """For a loop."""

    def __init__(self, ssl_context: ssl.SSLContext, backend: httpcore2.AsyncNetworkBackend) -> None:
        super().__init__()
        self._ssl_context = ssl_context
        self._backend = backend

    async def send(self, request: httpx2.Request) -> h11.Response:
        """The head of the answer to a request. After an error the connection is closed."""
        timeouts = request.extensions["timeout"]
        try:
            if self._stream is None:
                await self._connect(request, timeouts)
            with suppress(httpcore2.WriteError):
                await self._write(request, timeouts)
            while (head := self._exchange.head()) is None:
                await self._receive(timeouts)
        except BaseException:
            await self.aclose()
            raise
        return head

    async def read(self, timeouts: Any) -> bytes:
        """The next piece of the answer's body; empty at its end."""
        while (piece := self._exchange.body()) is None:
            await self._receive(timeouts)
        return piece

    async def _connect(self, request: httpx2.Request, timeouts: Any) -> None:
        host, port = _place(request.url)
        trace = request.extensions.get("trace")
        if trace is not None:
            await trace("connection.connect_tcp.started", {"host": host, "port": port})
        seconds = allowed(timeouts, "connect", httpcore2.ConnectTimeout)
        self._stream = await self._backend.connect_tcp(host, port, timeout=seconds)
        if trace is not None:
            await trace("connection.connect_tcp.complete", {"return_value": self._stream})
        if request.url.scheme == "https":
            seconds = allowed(timeouts, "connect", httpcore2.ConnectTimeout)
            self._stream = await self._stream.start_tls(self._ssl_context, host, timeout=seconds)

    async def _write(self, request: httpx2.Request, timeouts: Any) -> None:
        held = self._exchange.begin(request)
        assert isinstance(request.stream, AsyncIterable)
        async for piece in request.stream:
            held += self._exchange.piece(piece)
            if len(held) >= _PIECE:
                await self._send(held, timeouts)
                held = b""
        await self._send(held + self._exchange.end(), timeouts)

    async def _send(self, data: bytes, timeouts: Any) -> None:
        for piece in _pieces(data):
            await self._stream.write(piece, allowed_in_scope(timeouts, "write", httpcore2.WriteTimeout))

    async def _receive(self, timeouts: Any) -> None:
        seconds = allowed_in_scope(timeouts, "read", httpcore2.ReadTimeout)
        self._exchange.receive(await self._stream.read(_PIECE, seconds))

    async def aclose(self) -> None:
        """Close it, whatever it is doing, also in a task that is being cancelled."""
        self.is_closed = True
        if self._stream is not None:
            from anyio import CancelScope

            with CancelScope(shield=True):
                await self._stream.aclose()


def _place(url: httpx2.URL) -> tuple[str, int]:
    return url.raw_host.decode("ascii"), url.port or _PORTS[url.scheme]


def _pieces(data: bytes) -> Iterable[Any]:
    if len(data) <= _PIECE:
        return (data,) if data else ()
    whole = memoryview(data)
    return (whole[start : start + _PIECE] for start in range(0, len(data), _PIECE))
