"""A network in memory, below the real transports: connections that are opened, torn, slow, and counted."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any, Final, Literal

import httpcore2

from . import faults
from .faults import Fault
from .wire import Request, taken_from

_END: Final = b""
_PUBLIC: Final = ("93.184.216.34", 443)
Ending = Literal["open", "close", "reset", "silence"]


@dataclass(frozen=True, slots=True)
class Script:
    """What comes back for a request: pieces with the seconds before each, and how it ends."""

    pieces: tuple[tuple[float, bytes], ...] = ()
    ending: Ending = "open"
    tears_the_request: bool = False


@dataclass
class Wires:
    """What a network asks the world: what becomes of a connection, and what a request is answered."""

    connecting: Callable[[str], Fault | None]
    answering: Callable[[Request, int], Script]
    note: Callable[[str], None]
    latency: Callable[[], float]
    streams: list[Stream] = field(default_factory=list)

    @property
    def open(self) -> list[Stream]:
        """The connections that nobody closed."""
        return [one for one in self.streams if not one.is_closed]


class Stream(httpcore2.AsyncNetworkStream):
    """The client's end of one connection."""

    def __init__(self, wires: Wires, origin: str, fault: Fault | None) -> None:
        self._wires, self.origin, self._fault = wires, origin, fault
        self.number = len(wires.streams)
        self.is_closed = False
        self._sent = bytearray()
        self._coming: deque[tuple[float, bytes | None]] = deque()
        wires.streams.append(self)

    async def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """Bytes to the server; the first whole request among them is answered by a script."""
        await asyncio.sleep(0)
        if self.is_closed:
            raise httpcore2.WriteError("closed")
        self._sent += buffer
        request = taken_from(self.origin, self._sent)
        if request is None:
            return
        script = self._wires.answering(request, self.number)
        if script.tears_the_request:
            self._coming.append((0.0, None))
            raise httpcore2.WriteError("reset by peer")
        at = asyncio.get_running_loop().time()
        for seconds, piece in script.pieces:
            at += seconds
            self._coming.append((at, piece))
        if script.ending != "open":
            self._coming.append((float("inf") if script.ending == "silence" else at, _ENDINGS[script.ending]))

    async def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """The next bytes, none at the end. Raises ReadError, ReadTimeout."""
        if self.is_closed:
            raise httpcore2.ReadError("closed")
        now = asyncio.get_running_loop().time()
        at, piece = self._coming[0] if self._coming else (float("inf"), None)
        if timeout is not None and at > now + timeout:
            await asyncio.sleep(timeout)
            raise httpcore2.ReadTimeout("nothing came")
        if at == float("inf"):
            await asyncio.Event().wait()
        await asyncio.sleep(max(0.0, at - now))
        if piece is None:
            raise httpcore2.ReadError("reset by peer")
        if piece == _END:
            return piece
        self._coming.popleft()
        if len(piece) > max_bytes:
            self._coming.appendleft((at, piece[max_bytes:]))
        return piece[:max_bytes]

    async def aclose(self) -> None:
        """Closed, whatever becomes of the task afterwards."""
        if not self.is_closed:
            self.is_closed = True
            self._wires.note(f"close {self.number}")
        await asyncio.sleep(0)

    async def start_tls(
        self, ssl_context: Any, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore2.AsyncNetworkStream:
        """A handshake that takes its time, and may be torn."""
        try:
            await _within(timeout, self._wires.latency(), self._fault, "handshake never ends")
            if self._fault is not None and self._fault.name == "handshake torn":
                raise httpcore2.ConnectError("reset by peer")
        except Exception:
            await self.aclose()
            raise
        return self

    def get_extra_info(self, info: str) -> Any:
        if info == "server_addr":
            return _PUBLIC
        if info == "is_readable":
            return bool(self._coming) and self._coming[0][0] <= asyncio.get_running_loop().time()
        return None


class Backend(httpcore2.AsyncNetworkBackend):
    """Takes the place of the sockets."""

    def __init__(self, wires: Wires) -> None:
        self._wires = wires

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore2.AsyncNetworkStream:
        """A connection, after a while. Raises ConnectError, ConnectTimeout."""
        scheme = {443: "https", 80: "http"}.get(port)
        origin = f"{scheme}://{host}" if scheme else f"http://{host}:{port}"
        fault = self._wires.connecting(origin)
        seconds = self._wires.latency() + (7.0 if fault is not None and fault.name == "connecting is slow" else 0.0)
        await _within(timeout, seconds, fault, "connecting never ends")
        if fault is not None and fault.name == "connection refused":
            raise httpcore2.ConnectError("connection refused")
        stream = Stream(self._wires, origin, fault)
        self._wires.note(f"open {stream.number} {origin}")
        return stream

    async def sleep(self, seconds: float) -> None:
        await asyncio.sleep(seconds)


async def _within(timeout: float | None, seconds: float, fault: Fault | None, endless: str) -> None:
    """Let seconds pass, or for ever where the fault says so. Raises ConnectTimeout."""
    assert fault is None or fault in faults.CONNECTION
    seconds = float("inf") if fault is not None and fault.name == endless else seconds
    if timeout is not None and seconds > timeout:
        await asyncio.sleep(timeout)
        raise httpcore2.ConnectTimeout("not in time")
    if seconds == float("inf"):
        await asyncio.Event().wait()
    await asyncio.sleep(seconds)


_ENDINGS: Final[dict[str, bytes | None]] = {"close": _END, "reset": None, "silence": None}
