"""Over a proxy httpx2's own transport finds the way; what it does not care for is cared for here: the deadline of each
read and write, packets, and what an answer answers.

The transport asks for a timeout once per phase and gives it to every read of the phase, so a server that sends a byte now
and then would hold a blocking call for good; async calls are cancelled instead. It writes head and body one by one, which
costs a packet more; they are gathered here until an answer is read. And bytes that came after the end of an answer lie in
the connection, where they would be the answer to the next request: of two submits, both would get one job.
"""

from __future__ import annotations

import ssl
from collections.abc import Iterable
from contextlib import suppress
from typing import Any, Final

import httpcore2
import httpx2

from .deadline import Left

_PIECE: Final = 65_536
_TOO_EARLY: Final = "an answer was there before its request"


class _Exchange:
    """What became of the request that was written last: whether any of it was sent, and anything read after it."""

    def __init__(self) -> None:
        self._held = b""
        self.has_sent = self.has_read = False

    def _begin(self) -> None:
        if self.has_read:
            self.has_sent = self.has_read = False


class _Stream(httpcore2.NetworkStream, _Exchange):
    def __init__(self, inner: httpcore2.NetworkStream) -> None:
        super().__init__()
        self._inner = inner

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """What came, after what is held was sent; each read has what is left of the call's time."""
        if self._held:
            # a server may answer before it has taken all, and close: its answer is read all the same
            with suppress(httpcore2.WriteError):
                self._send(timeout)
        self.has_read = True
        return self._inner.read(max_bytes, _now(timeout, httpcore2.ReadTimeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._begin()
        for start in range(0, len(buffer), _PIECE):
            self._held += buffer[start : start + _PIECE]
            if len(self._held) >= _PIECE:
                self._send(timeout)

    def _send(self, timeout: float | None) -> None:
        held, self._held, self.has_sent = self._held, b"", True
        self._inner.write(held, _now(timeout, httpcore2.WriteTimeout))

    def close(self) -> None:
        self._inner.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore2.NetworkStream:
        """The same connection, encrypted."""
        return _Stream(self._inner.start_tls(ssl_context, server_hostname, timeout))

    def get_extra_info(self, info: str) -> Any:
        return self._inner.get_extra_info(info)


class _AsyncStream(httpcore2.AsyncNetworkStream, _Exchange):
    def __init__(self, inner: httpcore2.AsyncNetworkStream) -> None:
        super().__init__()
        self._inner = inner

    async def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """What came, after what is held was sent."""
        if self._held:
            with suppress(httpcore2.WriteError):
                await self._send(timeout)
        self.has_read = True
        return await self._inner.read(max_bytes, timeout)

    async def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._begin()
        self._held += buffer
        if len(self._held) >= _PIECE:
            await self._send(timeout)

    async def _send(self, timeout: float | None) -> None:
        held, self._held, self.has_sent = self._held, b"", True
        await self._inner.write(held, timeout)

    async def aclose(self) -> None:
        await self._inner.aclose()

    async def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore2.AsyncNetworkStream:
        """The same connection, encrypted; closed when the handshake does not end."""
        try:
            return _AsyncStream(await self._inner.start_tls(ssl_context, server_hostname, timeout))
        except BaseException:
            from anyio import CancelScope

            # the transport closes after errors, and leaves a handshake that is cancelled open
            with CancelScope(shield=True):
                await self._inner.aclose()
            raise

    def get_extra_info(self, info: str) -> Any:
        return self._inner.get_extra_info(info)


class _Backend(httpcore2.NetworkBackend):
    def __init__(self, inner: httpcore2.NetworkBackend) -> None:
        self._inner = inner

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore2.NetworkStream:
        """A connection, usually to the proxy."""
        return _Stream(self._inner.connect_tcp(host, port, timeout, local_address, socket_options))

    def sleep(self, seconds: float) -> None:
        self._inner.sleep(seconds)


class _AsyncBackend(httpcore2.AsyncNetworkBackend):
    def __init__(self, inner: httpcore2.AsyncNetworkBackend) -> None:
        self._inner = inner

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore2.AsyncNetworkStream:
        """A connection, usually to the proxy."""
        return _AsyncStream(await self._inner.connect_tcp(host, port, timeout, local_address, socket_options))

    async def sleep(self, seconds: float) -> None:
        await self._inner.sleep(seconds)


class _Transport(httpx2.BaseTransport):
    def __init__(self, inner: httpx2.BaseTransport) -> None:
        self._inner = inner

    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
        """The answer. Raises httpx2's errors, also for one that was there before its request."""
        response = self._inner.handle_request(request)
        error = _leftover(response)
        if error is None:
            return response
        response.close()
        raise error

    def close(self) -> None:
        self._inner.close()


class _AsyncTransport(httpx2.AsyncBaseTransport):
    def __init__(self, inner: httpx2.AsyncBaseTransport) -> None:
        self._inner = inner

    async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
        """The answer. Raises httpx2's errors, also for one that was there before its request."""
        response = await self._inner.handle_async_request(request)
        error = _leftover(response)
        if error is None:
            return response
        await response.aclose()
        raise error

    async def aclose(self) -> None:
        await self._inner.aclose()


def _leftover(response: httpx2.Response) -> httpx2.TransportError | None:
    """The error for an answer that was there before its request; of a request that is held still, nothing was sent."""
    stream = response.extensions.get("network_stream")
    if not isinstance(stream, _Stream | _AsyncStream) or stream.has_read:
        return None
    return httpx2.RemoteProtocolError(_TOO_EARLY) if stream.has_sent else httpx2.ConnectError(_TOO_EARLY)


def _now(timeout: float | None, overdue: type[Exception]) -> float | None:
    if not isinstance(timeout, Left):
        return timeout
    seconds = timeout.again()
    if seconds <= 0:
        raise overdue("the time of the call is used up")
    return seconds


def guarded(transport: httpx2.BaseTransport) -> httpx2.BaseTransport:
    """A transport over a proxy, with what it does not care for."""
    _rebuilt(transport, _Backend)
    return _Transport(transport)


def async_guarded(transport: httpx2.AsyncBaseTransport) -> httpx2.AsyncBaseTransport:
    """The same for a loop."""
    _rebuilt(transport, _AsyncBackend)
    return _AsyncTransport(transport)


def _rebuilt(transport: Any, backend: type[_Backend | _AsyncBackend]) -> None:
    # httpx2 lets nobody name a backend; where its parts should ever be called otherwise, the transport stays as it is
    pool: Any = getattr(transport, "_pool", None)
    if hasattr(pool, "_network_backend"):
        pool._network_backend = backend(pool._network_backend)
