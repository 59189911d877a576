"""How requests of httpx2 get to their origins: connections that are kept between calls, each lent to one call at a time.

httpx2's own transport keeps them too, and looks at each of them at the beginning and at the end of every request; with
some jobs asked about at once, that and its layers are most of what a question costs.
"""

from __future__ import annotations

import ssl
import threading
from collections import deque
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from typing import Any, Final, Generic, NoReturn, TypeVar

import h11
import httpcore2
import httpx2

from .connection import AsyncConnection, Connection
from .deadline import allowed

MOST_AT_WORK: Final = 100
MOST_IDLE: Final = 20
"""Connections of one client, as many as httpx2 has."""

_NO_CONNECTION: Final = f"all {MOST_AT_WORK} connections were at work all the time"
_ERRORS: Final[dict[type[Exception], type[httpx2.TransportError]]] = {
    httpcore2.ConnectTimeout: httpx2.ConnectTimeout,
    httpcore2.ReadTimeout: httpx2.ReadTimeout,
    httpcore2.WriteTimeout: httpx2.WriteTimeout,
    httpcore2.PoolTimeout: httpx2.PoolTimeout,
    httpcore2.ConnectError: httpx2.ConnectError,
    httpcore2.ReadError: httpx2.ReadError,
    httpcore2.WriteError: httpx2.WriteError,
    httpcore2.LocalProtocolError: httpx2.LocalProtocolError,
    httpcore2.RemoteProtocolError: httpx2.RemoteProtocolError,
}
_THEIRS: Final = tuple(_ERRORS)

ConnectionT = TypeVar("ConnectionT", Connection, AsyncConnection)
Origin = tuple[str, bytes, int | None]


class _Idle(Generic[ConnectionT]):
    """Connections that wait for a call. The one given back last is lent first, so that the others run out of time."""

    def __init__(self) -> None:
        self._kept: dict[Origin, deque[ConnectionT]] = {}

    def take(self, origin: Origin) -> tuple[ConnectionT | None, list[ConnectionT]]:
        """A connection that is still good, if there is one, and those found useless on the way, to be closed."""
        useless: list[ConnectionT] = []
        found: ConnectionT | None = None
        kept = self._kept.get(origin)
        while kept and found is None:
            last = kept.pop()
            if last.has_expired():
                useless.append(last)
            else:
                found = last
        for others in self._kept.values():
            while others and others[0].has_expired():
                useless.append(others.popleft())
        return found, useless

    def keep(self, origin: Origin, connection: ConnectionT) -> bool:
        """Whether there was room for it."""
        if sum(map(len, self._kept.values())) >= MOST_IDLE:
            return False
        self._kept.setdefault(origin, deque()).append(connection)
        return True

    def drain(self) -> list[ConnectionT]:
        """All of them, to be closed."""
        found = [connection for kept in self._kept.values() for connection in kept]
        self._kept.clear()
        return found


class Transport(httpx2.BaseTransport):
    """For code that blocks; safe in threads."""

    def __init__(self, ssl_context: ssl.SSLContext, backend: httpcore2.NetworkBackend) -> None:
        self._ssl_context = ssl_context
        self._backend = backend
        self._idle: _Idle[Connection] = _Idle()
        self._at_work: set[Connection] = set()
        self._places = threading.BoundedSemaphore(MOST_AT_WORK)
        self._lock = threading.Lock()
        self._is_closed = False

    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
        """The answer with its body unread; its connection is lent until the answer is closed. Raises httpx2's errors."""
        origin = _origin(request)
        if not self._places.acquire(timeout=allowed(request.extensions["timeout"], "pool", httpx2.PoolTimeout)):
            raise httpx2.PoolTimeout(_NO_CONNECTION)
        with self._lock:
            found, useless = self._idle.take(origin)
            connection = found or Connection(self._ssl_context, self._backend)
            self._at_work.add(connection)
        try:
            for one in useless:
                one.close()
            head = connection.send(request)
        except BaseException as error:
            self._take_back(origin, connection)
            if isinstance(error, _THEIRS):
                _raise(error)
            raise
        return _response(head, _Body(connection, request, lambda: self._take_back(origin, connection)))

    def _take_back(self, origin: Origin, connection: Connection) -> None:
        self._places.release()
        with self._lock:
            self._at_work.discard(connection)
            if connection.rest() and not self._is_closed and self._idle.keep(origin, connection):
                return
        if not connection.is_closed:
            connection.close()

    def close(self) -> None:
        """Close all connections, also those at work."""
        with self._lock:
            self._is_closed = True
            found = [*self._idle.drain(), *self._at_work]
        for connection in found:
            connection.close()


class AsyncTransport(httpx2.AsyncBaseTransport):
    """For one event loop."""

    def __init__(self, ssl_context: ssl.SSLContext, backend: httpcore2.AsyncNetworkBackend) -> None:
        self._ssl_context = ssl_context
        self._backend = backend
        self._idle: _Idle[AsyncConnection] = _Idle()
        self._at_work: set[AsyncConnection] = set()
        self._places: Any = None
        self._is_closed = False

    async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
        """The answer with its body unread; its connection is lent until the answer is closed. Raises httpx2's errors."""
        origin = _origin(request)
        await self._place(request)
        found, useless = self._idle.take(origin)
        connection = found or AsyncConnection(self._ssl_context, self._backend)
        self._at_work.add(connection)
        try:
            for one in useless:
                await one.aclose()
            head = await connection.send(request)
        except BaseException as error:
            await self._take_back(origin, connection)
            if isinstance(error, _THEIRS):
                _raise(error)
            raise
        return _response(head, _AsyncBody(connection, request, lambda: self._take_back(origin, connection)))

    async def _place(self, request: httpx2.Request) -> None:
        from anyio import Semaphore, WouldBlock, move_on_after

        if self._places is None:
            self._places = Semaphore(MOST_AT_WORK, max_value=MOST_AT_WORK)
        try:
            self._places.acquire_nowait()
        except WouldBlock:
            with move_on_after(allowed(request.extensions["timeout"], "pool", httpx2.PoolTimeout)):
                await self._places.acquire()
                return
            raise httpx2.PoolTimeout(_NO_CONNECTION) from None

    async def _take_back(self, origin: Origin, connection: AsyncConnection) -> None:
        self._places.release()
        self._at_work.discard(connection)
        if connection.rest() and not self._is_closed and self._idle.keep(origin, connection):
            return
        if not connection.is_closed:
            await connection.aclose()

    async def aclose(self) -> None:
        """Close all connections, also those at work."""
        self._is_closed = True
        for connection in (*self._idle.drain(), *self._at_work):
            await connection.aclose()


class _Body(httpx2.SyncByteStream):
    """The body of an answer; closing it gives the connection back."""

    def __init__(self, connection: Connection, request: httpx2.Request, give_back: Callable[[], None]) -> None:
        self._connection = connection
        self._timeouts = request.extensions["timeout"]
        self._give_back: Callable[[], None] | None = give_back

    def __iter__(self) -> Iterator[bytes]:
        try:
            while piece := self._connection.read(self._timeouts):
                yield piece
        except _THEIRS as error:
            self.close()
            _raise(error)

    def close(self) -> None:
        give_back, self._give_back = self._give_back, None
        if give_back is not None:
            give_back()


class _AsyncBody(httpx2.AsyncByteStream):
    """The body of an answer; closing it gives the connection back."""

    def __init__(
        self, connection: AsyncConnection, request: httpx2.Request, give_back: Callable[[], Awaitable[None]]
    ) -> None:
        self._connection = connection
        self._timeouts = request.extensions["timeout"]
        self._give_back: Callable[[], Awaitable[None]] | None = give_back

    async def __aiter__(self) -> AsyncIterator[bytes]:
        try:
            while piece := await self._connection.read(self._timeouts):
                yield piece
        except _THEIRS as error:
            await self.aclose()
            _raise(error)

    async def aclose(self) -> None:
        give_back, self._give_back = self._give_back, None
        if give_back is not None:
            await give_back()


def _origin(request: httpx2.Request) -> Origin:
    """By what connections are told apart. Raises UnsupportedProtocol."""
    url = request.url
    if url.scheme not in ("http", "https"):
        raise httpx2.UnsupportedProtocol(f"the URL begins with neither http:// nor https:// but {url.scheme!r}")
    return url.scheme, url.raw_host, url.port


def _response(head: h11.Response, body: Any) -> httpx2.Response:
    extensions = {"http_version": b"HTTP/" + head.http_version, "reason_phrase": head.reason}
    return httpx2.Response(head.status_code, headers=list(head.headers), stream=body, extensions=extensions)


def _raise(error: Exception) -> NoReturn:
    raise _ERRORS[type(error)](str(error)) from error
