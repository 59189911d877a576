"""Calls over TLS: real handshakes with a server of this machine, whose certificate the client trusts or does not."""

from __future__ import annotations

import asyncio
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Final

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from fault_cells import KEY, World

from stillmotion import CallTimeoutError, NetworkError, ProviderError
from stillmotion._runtime import ssl_context
from stillmotion._runtime.retry import NEVER
from stillmotion.oxen import AsyncOxenClient, OxenClient

_LONG: Final = 300_000
_ANSWER: Final = b'{"generations":[{"generation_id":"job-1","status":"queued"}]}'
_REQUEST: Final[dict[str, Any]] = {
    "model": "kling-video-v2-5-turbo-pro-image-to-video",
    "prompt": "p" * _LONG,
    "input_image": "https://example.com/cat.png",
}


@dataclass(frozen=True, slots=True)
class Certificate:
    """A certificate that signs itself, for a host name, and the file that has it and its key."""

    file: Path

    def server(self) -> ssl.SSLContext:
        """For the side that shows it."""
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(self.file)
        return context

    def client(self) -> ssl.SSLContext:
        """For the side that trusts it and no other."""
        return ssl.create_default_context(cafile=str(self.file))


def certificate(file: Path, host: str) -> Certificate:
    """A new certificate."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, host)])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(host)]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    form = serialization.Encoding.PEM
    secret = key.private_bytes(form, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    file.write_bytes(secret + made.public_bytes(form))
    return Certificate(file)


@pytest.fixture(scope="module")
def ours(tmp_path_factory: pytest.TempPathFactory) -> Certificate:
    """What the server shows."""
    return certificate(tmp_path_factory.mktemp("tls") / "localhost.pem", "localhost")


@dataclass
class Server:
    """Answers every request the same way. `bodies` has the size of every request's body."""

    answer: bytes = b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: %d\r\n\r\n%b" % (
        len(_ANSWER),
        _ANSWER,
    )
    closes: bool = False
    bodies: list[int] = field(default_factory=list)
    connections: int = 0
    url: str = ""
    ended: threading.Semaphore = field(default_factory=lambda: threading.Semaphore(0))

    async def talk(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """One connection."""
        self.connections += 1
        while True:
            try:
                head = await reader.readuntil(b"\r\n\r\n")
            except (asyncio.IncompleteReadError, ConnectionError):
                break
            size = int(head.lower().partition(b"content-length: ")[2].partition(b"\r\n")[0] or 0)
            self.bodies.append(len(await reader.readexactly(size)))
            writer.write(self.answer)
            await writer.drain()
            if self.closes:
                break
        # without a word of goodbye, as a process that dies
        writer.transport.abort()
        await asyncio.sleep(0.01)
        self.ended.release()


@contextmanager
def serving(server: Server, shown: Certificate | None) -> Iterator[None]:
    """The server in a thread; without a certificate it never answers a handshake."""
    loop, ready, over = asyncio.new_event_loop(), threading.Event(), asyncio.Event()

    async def silent(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        server.connections += 1
        await reader.read()
        writer.transport.abort()

    async def run() -> None:
        loop.set_exception_handler(lambda *_: None)  # a handshake that the client refuses
        context = None if shown is None else shown.server()
        listening = await asyncio.start_server(silent if shown is None else server.talk, "127.0.0.1", 0, ssl=context)
        server.url = f"https://localhost:{listening.sockets[0].getsockname()[1]}"
        ready.set()
        await over.wait()
        listening.close()

    thread = threading.Thread(target=lambda: loop.run_until_complete(run()))
    thread.start()
    ready.wait()
    try:
        yield
    finally:
        loop.call_soon_threadsafe(over.set)
        thread.join()
        for task in asyncio.all_tasks(loop):
            task.cancel()
            loop.run_until_complete(asyncio.wait([task]))
        loop.close()


@pytest.fixture(autouse=True)
def trusted(ours: Certificate, monkeypatch: pytest.MonkeyPatch) -> None:
    """The clients of this module trust that certificate."""
    monkeypatch.setattr(ssl_context, "_context", ours.client())


def submitted(
    world: World, url: str, calls: int = 1, *, timeout: float = 10, between: Callable[[], object] = bool
) -> list[Any]:
    """What submits of one client gave, one after the other: ids, or errors."""
    given: dict[str, Any] = {"api_key": KEY, "base_url": url, "timeout": timeout, "retry": NEVER}
    found: list[Any] = []
    if world == "sync":
        with OxenClient(**given) as client:
            for _ in range(calls):
                try:
                    found.append(client.queue.create(**_REQUEST).generations[0].generation_id)
                except ProviderError as error:
                    found.append(error)
                between()
        return found

    async def run() -> None:
        async with AsyncOxenClient(**given) as client:
            for _ in range(calls):
                try:
                    found.append((await client.queue.create(**_REQUEST)).generations[0].generation_id)
                except ProviderError as error:
                    found.append(error)
                between()

    asyncio.run(run())
    return found


def test_long_submits_go_over_one_connection(world: World, ours: Certificate) -> None:
    server = Server()
    with serving(server, ours):
        assert submitted(world, server.url, 3) == ["job-1"] * 3

    assert server.connections == 1
    assert len(server.bodies) == 3
    assert min(server.bodies) > _LONG


def test_a_long_answer_is_read_to_its_end(world: World, ours: Certificate) -> None:
    padded = _ANSWER + b" " * _LONG
    server = Server(
        b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: %d\r\n\r\n" % len(padded) + padded
    )
    with serving(server, ours):
        assert submitted(world, server.url, 2) == ["job-1"] * 2

    assert server.connections == 1


@pytest.mark.parametrize("host", ["localhost", "elsewhere.example.test"])
def test_nothing_is_sent_to_a_server_that_is_not_trusted(world: World, host: str, tmp_path: Path) -> None:
    server = Server()
    with serving(server, certificate(tmp_path / "theirs.pem", host)):
        (error,) = submitted(world, server.url)

    assert isinstance(error, NetworkError)
    assert error.accepted == "no"
    assert server.bodies == []


def test_nothing_is_sent_to_a_server_with_the_name_of_another(
    world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    theirs = certificate(tmp_path / "theirs.pem", "elsewhere.example.test")
    monkeypatch.setattr(ssl_context, "_context", theirs.client())
    server = Server()
    with serving(server, theirs):
        (error,) = submitted(world, server.url)

    assert isinstance(error, NetworkError)
    assert error.accepted == "no"
    assert server.bodies == []


def test_a_handshake_that_never_ends_is_given_up_and_nothing_was_taken(world: World) -> None:
    server = Server()
    with serving(server, None):
        (error,) = submitted(world, server.url, timeout=0.3)

    assert isinstance(error, CallTimeoutError)
    assert error.accepted == "no"
    assert server.connections == 1


def test_a_connection_that_ends_after_an_answer_is_not_used_again(world: World, ours: Certificate) -> None:
    server = Server(closes=True)
    with serving(server, ours):
        assert submitted(world, server.url, 3, between=server.ended.acquire) == ["job-1"] * 3

    assert server.connections == 3


def test_an_answer_that_is_cut_leaves_a_submit_ambiguous(world: World, ours: Certificate) -> None:
    server = Server(Server.answer[:-10], closes=True)
    with serving(server, ours):
        (error,) = submitted(world, server.url)

    assert error.accepted != "no"
    assert len(server.bodies) == 1
