"""Sockets of a loop, by asyncio's own transports, in the form that httpcore2 has for networks. The blocking form is
httpcore2's own."""

from __future__ import annotations

import asyncio
import select
import ssl
from collections import deque
from collections.abc import Iterable
from typing import Any, Final

import httpcore2

_MOST_HELD: Final = 256 * 1024
"""Bytes that came and that nobody has read; with more, the peer has to wait."""

_POLL: Final[Any] = getattr(select, "poll", None)
_NEXT_ADDRESS_SECONDS: Final = 0.25
"""After which the next address of a name is tried as well, as RFC 8305 recommends."""


class AsyncStream(asyncio.Protocol, httpcore2.AsyncNetworkStream):
    """One connection. One task reads, one writes."""

    def __init__(self) -> None:
        self._transport: Any = None
        self._came: deque[bytes] = deque()
        self._held = 0
        self._error: Exception | None = None
        self._is_over = self._is_lost = self._is_paused = self._is_full = False
        self._reader: asyncio.Future[None] | None = None
        self._writer: asyncio.Future[None] | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """asyncio: there is a connection."""
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        """asyncio: something came."""
        self._came.append(data)
        self._held += len(data)
        if self._held > _MOST_HELD and not self._is_paused:
            self._is_paused = True
            self._transport.pause_reading()
        _wake(self._reader)

    def eof_received(self) -> bool:
        """asyncio: nothing more will come. Without TLS, the rest of a request may still be sent."""
        self._is_over = True
        _wake(self._reader)
        return self._transport.get_extra_info("sslcontext") is None

    def connection_lost(self, exc: Exception | None) -> None:
        """asyncio: the connection has ended."""
        self._error, self._is_over, self._is_lost = exc, True, True
        _wake(self._reader)
        _wake(self._writer)

    def pause_writing(self) -> None:
        """asyncio: the peer takes no more for now."""
        self._is_full = True

    def resume_writing(self) -> None:
        """asyncio: the peer goes on taking."""
        self._is_full = False
        _wake(self._writer)

    async def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """What came; nothing at the end. Raises ReadError, ReadTimeout."""
        if not self._came and not self._is_over:
            self._reader = asyncio.get_running_loop().create_future()
            await _within(timeout, self._reader, httpcore2.ReadTimeout)
        if self._came:
            return self._taken(max_bytes)
        if self._error is not None:
            raise httpcore2.ReadError(str(self._error))
        return b""

    def _taken(self, most: int) -> bytes:
        piece = self._came.popleft()
        if len(piece) > most:
            self._came.appendleft(piece[most:])
            piece = piece[:most]
        self._held -= len(piece)
        if self._is_paused and self._held <= _MOST_HELD:
            self._is_paused = False
            self._transport.resume_reading()
        return piece

    async def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """Send all of it. Raises WriteError, WriteTimeout."""
        if self._is_lost or self._transport.is_closing():
            raise httpcore2.WriteError(str(self._error or "the connection is closed"))
        self._transport.write(buffer)
        if self._is_full and not self._is_lost:
            self._writer = asyncio.get_running_loop().create_future()
            await _within(timeout, self._writer, httpcore2.WriteTimeout)
            if self._is_lost:
                raise httpcore2.WriteError(str(self._error or "the connection is closed"))

    async def aclose(self) -> None:
        """Close it at once, whatever was not sent yet."""
        self._transport.abort()
        await asyncio.sleep(0)

    async def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore2.AsyncNetworkStream:
        """The same connection, encrypted. Raises ConnectError, ConnectTimeout."""
        loop = asyncio.get_running_loop()
        try:
            async with asyncio.timeout(timeout):
                self._transport = await loop.start_tls(
                    self._transport, self, ssl_context, server_hostname=server_hostname
                )
        except TimeoutError as error:
            raise httpcore2.ConnectTimeout(str(error)) from error
        except OSError as error:
            raise httpcore2.ConnectError(str(error)) from error
        if self._transport is None:
            raise httpcore2.ConnectError("the connection was closed in its handshake")
        return self

    def get_extra_info(self, info: str) -> Any:
        """What httpcore2 asks of a connection."""
        if info == "is_readable":
            return self._is_over or bool(self._came) or _is_readable(self._transport.get_extra_info("socket"))
        return self._transport.get_extra_info(_NAMES.get(info, info))


class AsyncNetwork(httpcore2.AsyncNetworkBackend):
    """Makes connections in the running loop."""

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore2.AsyncNetworkStream:
        """A connection. Raises ConnectError, ConnectTimeout; ValueError for what nobody here asks for."""
        if local_address is not None or socket_options is not None:
            raise ValueError("connections are made without a local address and without socket options")
        loop = asyncio.get_running_loop()
        # other loops than asyncio's own look after the addresses of a name themselves, or try one after the other
        eyeballs: Any = (
            {"happy_eyeballs_delay": _NEXT_ADDRESS_SECONDS} if isinstance(loop, asyncio.BaseEventLoop) else {}
        )
        try:
            async with asyncio.timeout(timeout):
                _, stream = await loop.create_connection(AsyncStream, host, port, **eyeballs)
        except TimeoutError as error:
            raise httpcore2.ConnectTimeout(str(error)) from error
        except OSError as error:
            raise httpcore2.ConnectError(str(error)) from error
        return stream


_NAMES: Final = {"server_addr": "peername", "client_addr": "sockname"}


def _wake(waiting: asyncio.Future[None] | None) -> None:
    if waiting is not None and not waiting.done():
        waiting.set_result(None)


async def _within(timeout: float | None, waiting: asyncio.Future[None], overdue: type[Exception]) -> None:
    if timeout is None:
        await waiting
        return
    try:
        async with asyncio.timeout(timeout):
            await waiting
    except TimeoutError as error:
        raise overdue(str(error)) from error


def _is_readable(socket: Any) -> bool:
    """Whether something came that the loop has not looked at yet, or the end did; true for a closed socket."""
    if _POLL is None or socket is None or socket.fileno() < 0:
        return socket is not None and socket.fileno() < 0
    poll = _POLL()
    poll.register(socket.fileno(), select.POLLIN)
    return bool(poll.poll(0))
