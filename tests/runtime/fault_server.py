"""A server that misbehaves by a script, on raw sockets of the loopback, and remembers what it saw.

It runs in a thread with an event loop of its own, so that clients that block and clients that do not can be judged by it.
"""

from __future__ import annotations

import asyncio
import json
import socket
import struct
import threading
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import Any, Final

FOREVER: Final = 1_000_000
_RESET: Final = struct.pack("ii", 1, 0)
_PATIENCE: Final = 5.0


@dataclass(frozen=True, slots=True)
class Seen:
    """One request as it came: the bytes, and on which connection (counted from 1)."""

    connection: int
    head: bytes
    body: bytes

    @property
    def method(self) -> str:
        """The HTTP method."""
        return self.head.split(b" ", 1)[0].decode()

    @property
    def target(self) -> str:
        """Path and query; to a proxy the whole URL."""
        return self.head.split(b" ", 2)[1].decode()

    @property
    def headers(self) -> dict[str, str]:
        """The headers, names in lower case."""
        lines = self.head.decode("latin-1").split("\r\n")[1:]
        return {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines if line)}

    @property
    def json(self) -> Any:
        """The body, read as JSON."""
        return json.loads(self.body)


class Talk:
    """One connection, as acts use it. Its number is the place in which it was accepted."""

    def __init__(self, number: int, connection: socket.socket, over: asyncio.Event) -> None:
        self.number = number
        self.is_open = True
        self._socket = connection
        self._over = over
        self._read = b""
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    async def request(self) -> Seen | None:
        """The next request, whole; None when the peer has gone."""
        while b"\r\n\r\n" not in self._read:
            if not await self._more():
                return None
        head, _, self._read = self._read.partition(b"\r\n\r\n")
        seen = Seen(self.number, head, b"")
        length = int(seen.headers.get("content-length", "0"))
        while len(self._read) < length:
            if not await self._more():
                return None
        body, self._read = self._read[:length], self._read[length:]
        return Seen(self.number, head, body)

    async def _more(self) -> bool:
        data = await asyncio.get_running_loop().sock_recv(self._socket, 65_536)
        self._read += data
        return bool(data)

    async def send(self, data: bytes) -> None:
        """Bytes as they are."""
        await asyncio.get_running_loop().sock_sendall(self._socket, data)

    async def trickle(self, data: bytes, pause: float = 0.0) -> None:
        """Bytes one by one, each in a packet of its own."""
        for index in range(len(data)):
            await self.send(data[index : index + 1])
            await asyncio.sleep(pause)

    async def stall(self) -> None:
        """Say nothing until the peer goes, or the server ends."""
        leaving = asyncio.ensure_future(self._gone())
        ending = asyncio.ensure_future(self._over.wait())
        _, open_ones = await asyncio.wait({leaving, ending}, return_when=asyncio.FIRST_COMPLETED, timeout=_PATIENCE)
        for one in open_ones:
            one.cancel()
        # a socket is closed only when nothing in the loop waits for it: its number may be given away at once
        await asyncio.gather(*open_ones, return_exceptions=True)
        self.close()

    async def arrival(self) -> None:
        """Wait until the peer has sent something, and do not read it."""
        while True:
            with suppress(BlockingIOError):
                self._socket.recv(1, socket.MSG_PEEK)
                return
            await asyncio.sleep(0.001)

    async def _gone(self) -> None:
        with suppress(OSError):
            while await self._more():
                pass

    def close(self) -> None:
        """End the connection in order."""
        if self.is_open:
            self.is_open = False
            self._socket.close()

    def reset(self) -> None:
        """Tear the connection."""
        self._socket.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _RESET)
        self.close()


Answer = Callable[[Talk, Seen], Awaitable[None]]
"""What is done about a request. A connection that it leaves open is used again."""
Blind = Callable[[Talk], Awaitable[None]]
"""What is done to a connection before anything is read from it."""


@dataclass
class Trouble:
    """A fault, `times` in a row: to requests of `method` (empty: of any), or to connections of which nothing is read."""

    answer: Answer | None = None
    blind: Blind | None = None
    times: int = 1
    method: str = ""

    def takes(self, seen: Seen) -> bool:
        """Whether this request is the one to fail; it is counted then."""
        if self.answer is None or self.times == 0 or self.method not in ("", seen.method):
            return False
        self.times -= 1
        return True

    def takes_connection(self) -> bool:
        """Whether this connection is the one to fail; it is counted then."""
        if self.blind is None or self.times == 0:
            return False
        self.times -= 1
        return True


@dataclass
class FaultServer:
    """Answers well but for its trouble. `seen` has every request, `accepted` counts connections."""

    well: Answer
    trouble: Trouble = field(default_factory=Trouble)
    seen: list[Seen] = field(default_factory=list)
    accepted: int = 0
    talks: list[Talk] = field(default_factory=list)
    url: str = ""
    _listener: socket.socket = field(default_factory=lambda: socket.socket(socket.AF_INET, socket.SOCK_STREAM))

    def bind(self) -> None:
        """Take a port. Connections are refused until `listen`."""
        self._listener.bind(("127.0.0.1", 0))
        self._listener.setblocking(False)
        self.url = f"http://127.0.0.1:{self._listener.getsockname()[1]}"

    def listen(self) -> None:
        """Let connections come, also when called again."""
        self._listener.listen(64)

    def sent(self, method: str) -> list[Seen]:
        """The requests of a method."""
        return [one for one in self.seen if one.method == method]

    @property
    def open(self) -> int:
        """How many connections are open on this side."""
        return sum(talk.is_open for talk in self.talks)

    async def run(self, over: asyncio.Event) -> None:
        """Serve until `over`."""
        accepting = asyncio.ensure_future(self._accept(over))
        await over.wait()
        accepting.cancel()
        with suppress(asyncio.CancelledError):
            await accepting
        self._listener.close()

    async def _accept(self, over: asyncio.Event) -> None:
        loop = asyncio.get_running_loop()
        served: set[asyncio.Task[None]] = set()
        try:
            while True:
                try:
                    connection, _ = await loop.sock_accept(self._listener)
                except OSError:
                    # nobody listens yet
                    await asyncio.sleep(0.001)
                    continue
                self.accepted += 1
                self.talks.append(Talk(self.accepted, connection, over))
                served.add(asyncio.ensure_future(self._serve(self.talks[-1])))
        finally:
            for task in served:
                task.cancel()
            await asyncio.gather(*served, return_exceptions=True)

    async def _serve(self, talk: Talk) -> None:
        try:
            while talk.is_open:
                if self.trouble.takes_connection():
                    assert self.trouble.blind is not None
                    return await self.trouble.blind(talk)
                seen = await talk.request()
                if seen is None:
                    return None
                self.seen.append(seen)
                await self._chosen(seen)(talk, seen)
        except OSError:
            # the peer tore the connection
            pass
        finally:
            talk.close()
        return None

    def _chosen(self, seen: Seen) -> Answer:
        if self.trouble.takes(seen):
            assert self.trouble.answer is not None
            return self.trouble.answer
        return self.well


@contextmanager
def serving(*servers: FaultServer, refusing: bool = False) -> Iterator[None]:
    """Servers at work, in one thread. `refusing`: connections are refused until `listen` is called."""
    for server in servers:
        server.bind()
        if not refusing:
            server.listen()
    loop = asyncio.new_event_loop()
    over = asyncio.Event()

    async def run() -> None:
        await asyncio.gather(*(server.run(over) for server in servers))

    def work() -> None:
        loop.run_until_complete(run())
        loop.close()

    thread = threading.Thread(target=work, name="fault-server")
    thread.start()
    try:
        yield
    finally:
        loop.call_soon_threadsafe(over.set)
        thread.join(_PATIENCE)
