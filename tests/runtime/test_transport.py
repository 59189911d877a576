"""Which connection a request goes over, how many there are, and when one is closed; over streams that are no sockets."""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any, Final

import httpcore2
import httpx2
import pytest
from fault_cells import World

from stillmotion._runtime import connection as connection_module
from stillmotion._runtime import transport as transport_module
from stillmotion._runtime.deadline import Remaining
from stillmotion._runtime.transport import AsyncTransport, Transport

_ANSWER: Final = b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nhi"


class Wire:
    """The client's end of a connection; every request that is written gets `answer`."""

    def __init__(self, number: int, answer: bytes) -> None:
        self.number, self.answer = number, answer
        self.sent = 0
        self.came = b""
        self.closed = 0
        self.is_readable = False

    def put(self, buffer: bytes) -> None:
        """Bytes to the server."""
        self.sent += 1
        self.came += self.answer

    def take(self) -> bytes:
        """Bytes of the server; none at the end."""
        came, self.came = self.came, b""
        return came

    def get_extra_info(self, info: str) -> Any:
        """Whether something came that nobody asked for."""
        return self.is_readable if info == "is_readable" else None


class BlockingWire(Wire, httpcore2.NetworkStream):
    """For code that blocks."""

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self.take()

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self.put(buffer)

    def close(self) -> None:
        self.closed += 1


class LoopWire(Wire, httpcore2.AsyncNetworkStream):
    """For a loop."""

    async def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self.take()

    async def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self.put(buffer)

    async def aclose(self) -> None:
        self.closed += 1


class Network:
    """Makes connections, and keeps them."""

    def __init__(self, answer: bytes = _ANSWER) -> None:
        self.answer = answer
        self.wires: list[Any] = []

    def made(self, kind: type[Wire]) -> Any:
        """The next connection."""
        self.wires.append(kind(len(self.wires), self.answer))
        return self.wires[-1]


class BlockingNetwork(Network, httpcore2.NetworkBackend):
    """For code that blocks."""

    def connect_tcp(self, *arguments: Any, **named: Any) -> httpcore2.NetworkStream:
        made: BlockingWire = self.made(BlockingWire)
        return made


class LoopNetwork(Network, httpcore2.AsyncNetworkBackend):
    """For a loop."""

    async def connect_tcp(self, *arguments: Any, **named: Any) -> httpcore2.AsyncNetworkStream:
        made: LoopWire = self.made(LoopWire)
        return made


class Sender:
    """One transport of either world, behind methods that block."""

    def __init__(self, world: World, answer: bytes = _ANSWER) -> None:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        self._loop = asyncio.new_event_loop() if world == "async" else None
        self.network: Network = BlockingNetwork(answer) if self._loop is None else LoopNetwork(answer)
        kind: Any = Transport if self._loop is None else AsyncTransport
        self._transport = kind(context, self.network)

    def _done(self, result: Any) -> Any:
        return result if self._loop is None else self._loop.run_until_complete(result)

    def ask(self, url: str = "http://one.test/", timeout: float = 5.0) -> httpx2.Response:
        """An answer whose body is unread, so that its connection is at work."""
        request = httpx2.Request("GET", url, extensions={"timeout": Remaining(timeout)})
        if self._loop is None:
            return self._transport.handle_request(request)
        answer: httpx2.Response = self._done(self._transport.handle_async_request(request))
        return answer

    def read(self, answer: httpx2.Response) -> bytes:
        """The whole body; the connection is at rest then."""
        content: bytes = self._done(answer.read() if self._loop is None else answer.aread())
        self.leave(answer)
        return content

    def leave(self, answer: httpx2.Response) -> None:
        """Close an answer, whatever of it was read."""
        self._done(answer.close() if self._loop is None else answer.aclose())

    def close(self) -> None:
        """Close the transport."""
        self._done(self._transport.close() if self._loop is None else self._transport.aclose())

    @property
    def used(self) -> list[int]:
        """How many requests went over each connection."""
        return [wire.sent for wire in self.network.wires]

    @property
    def closed(self) -> list[int]:
        """How often each connection was closed."""
        return [wire.closed for wire in self.network.wires]

    def end(self) -> None:
        """The loop is over."""
        self.close()
        if self._loop is not None:
            self._loop.close()


@pytest.fixture
def sender(world: World) -> Iterator[Sender]:
    """A transport with a server that answers well."""
    made = Sender(world)
    yield made
    made.end()


def test_a_connection_serves_one_call_after_the_other(sender: Sender) -> None:
    assert [sender.read(sender.ask()) for _ in range(3)] == [b"hi"] * 3
    assert sender.used == [3]


def test_calls_at_once_have_a_connection_each_and_the_one_given_back_last_is_lent_first(sender: Sender) -> None:
    first, second = sender.ask(), sender.ask()
    sender.read(first)
    sender.read(second)
    sender.read(sender.ask())
    assert sender.used == [1, 2]


def test_each_origin_has_connections_of_its_own(sender: Sender) -> None:
    for url in ("http://one.test/a", "http://two.test/a", "http://one.test:81/a", "http://one.test/b"):
        sender.read(sender.ask(url))
    assert sender.used == [2, 1, 1]


def test_an_answer_that_is_left_unread_ends_its_connection(sender: Sender) -> None:
    sender.leave(sender.ask())
    sender.read(sender.ask())
    assert sender.used == [1, 1]
    assert sender.closed == [1, 0]


def test_what_came_meanwhile_ends_a_connection_that_rests(sender: Sender) -> None:
    sender.read(sender.ask())
    sender.network.wires[0].is_readable = True
    sender.read(sender.ask())
    assert sender.used == [1, 1]
    assert sender.closed == [1, 0]


def test_a_connection_waits_five_seconds(sender: Sender, monkeypatch: pytest.MonkeyPatch) -> None:
    now = [100.0]
    monkeypatch.setattr(connection_module, "time", SimpleNamespace(monotonic=lambda: now[0]))
    sender.read(sender.ask())
    now[0] += 4.9
    sender.read(sender.ask())
    now[0] += 5.1
    sender.read(sender.ask("http://two.test/"))
    assert sender.used == [2, 1]
    assert sender.closed == [1, 0]


def test_no_more_than_so_many_connections_rest(sender: Sender, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(transport_module, "MOST_IDLE", 2)
    for answer in [sender.ask() for _ in range(4)]:
        sender.read(answer)
    assert sender.closed == [0, 0, 1, 1]


def test_a_call_waits_for_a_place_no_longer_than_it_may(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(transport_module, "MOST_AT_WORK", 2)
    sender = Sender(world)
    answers = [sender.ask() for _ in range(2)]
    with pytest.raises(httpx2.PoolTimeout):
        sender.ask(timeout=0.05)
    sender.read(answers[0])
    sender.read(sender.ask())
    assert sender.used == [2, 1]
    sender.end()


def test_closing_ends_connections_at_work_and_at_rest(sender: Sender) -> None:
    at_work = sender.ask()
    sender.read(sender.ask())
    sender.close()
    sender.leave(at_work)
    assert [count > 0 for count in sender.closed] == [True, True]


def test_only_http_is_spoken(sender: Sender) -> None:
    with pytest.raises(httpx2.UnsupportedProtocol, match="ftp"):
        sender.ask("ftp://one.test/")
    assert sender.network.wires == []


@pytest.mark.parametrize(
    ("answer", "error"),
    [
        (b"", httpx2.RemoteProtocolError),
        (b"what is this\r\n\r\n", httpx2.RemoteProtocolError),
        (b"HTTP/1.1 101 Switching Protocols\r\nupgrade: other\r\n\r\n", httpx2.RemoteProtocolError),
        (b"HTTP/1.1 200 OK\r\nx: " + b"y" * 200_000, httpx2.RemoteProtocolError),
    ],
    ids=["nothing", "garbage", "another protocol", "a head without end"],
)
def test_what_is_no_answer_is_an_error_and_ends_the_connection(
    world: World, answer: bytes, error: type[Exception]
) -> None:
    sender = Sender(world, answer)
    with pytest.raises(error):
        sender.ask()
    assert sender.closed == [1]
    sender.end()


def test_words_before_the_answer_are_passed_over(world: World) -> None:
    sender = Sender(world, b"HTTP/1.1 103 Early Hints\r\nlink: </a>\r\n\r\n" + _ANSWER)
    assert sender.read(sender.ask()) == b"hi"
    sender.end()


def test_a_server_that_closes_after_its_answer_gets_no_second_request(world: World) -> None:
    sender = Sender(world, b"HTTP/1.1 200 OK\r\nconnection: close\r\ncontent-length: 2\r\n\r\nhi")
    assert [sender.read(sender.ask()) for _ in range(2)] == [b"hi", b"hi"]
    assert sender.used == [1, 1]
    assert sender.closed == [1, 1]
    sender.end()
