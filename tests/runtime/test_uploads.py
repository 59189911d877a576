"""Files on their way to a provider: read while they are sent, never whole, and closed wherever a call ends."""

from __future__ import annotations

import asyncio
import json
import os
import re
import socket
import struct
import threading
import tracemalloc
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx2
import pytest
from normalized_sample import KEY, PNG, Blocking, World, answers, example, request
from runtime_sample import SEND, Send, Shell

from stillmotion import Account, AsyncClient, Client, InvalidRequestError, ProviderError
from stillmotion._runtime import file_body
from stillmotion._runtime.files import Upload
from stillmotion._runtime.operation import CallOptions
from stillmotion.normalized import links

MEGABYTE = 1024 * 1024
OK = b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 33\r\n\r\n" + (
    b'{"code":0,"data":{"task_id":"t"}}'
)


@dataclass
class Sink:
    """Takes requests; `most` bytes of a body at most, and then resets the connection."""

    listener: socket.socket
    most: int | None = None
    answer: bytes = OK
    heads: list[str] = field(default_factory=list)
    bodies: list[int] = field(default_factory=list)
    start: bytes = b""
    end: bytes = b""
    seen: threading.Event = field(default_factory=threading.Event)
    reached: threading.Event = field(default_factory=threading.Event)
    go: threading.Event = field(default_factory=threading.Event)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.listener.getsockname()[1]}"

    def run(self) -> None:
        while True:
            try:
                connection, _ = self.listener.accept()
            except OSError:
                return
            with closing(connection):
                connection.settimeout(5)
                with suppress(OSError):
                    self._take(connection)

    def _take(self, connection: socket.socket) -> None:
        data = b""
        while b"\r\n\r\n" not in data:
            part = connection.recv(4_096)
            if not part:
                return
            data += part
        head, _, body = data.partition(b"\r\n\r\n")
        self.heads.append(head.decode().lower())
        self.bodies.append(len(body))
        self.seen.set()
        found = re.search(r"content-length: (\d+)", self.heads[-1])
        whole = int(found[1]) if found else 0
        self.start, self.end = body, body
        while self.bodies[-1] < whole:
            if self.most is not None and self.bodies[-1] >= self.most:
                self.reached.set()
                self.go.wait(5)
                connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
                return
            part = connection.recv(65_536)
            if not part:
                return
            self.bodies[-1] += len(part)
            self.start = self.start if len(self.start) > 65_536 else self.start + part
            self.end = (self.end + part)[-65_536:]
        connection.sendall(self.answer)


@contextmanager
def taking(most: int | None = None) -> Iterator[Sink]:
    with closing(socket.create_server(("127.0.0.1", 0))) as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 65_536)
        sink = Sink(listener, most)
        thread = threading.Thread(target=sink.run)
        thread.start()
        try:
            yield sink
        finally:
            sink.go.set()
            listener.shutdown(socket.SHUT_RDWR)
            thread.join(10)


@pytest.fixture
def film(tmp_path: Path) -> Path:
    found = tmp_path / "film.mp4"
    found.write_bytes(bytes(range(256)) * 4 * 1024)
    return found


def opened(path: Path) -> int:
    """How often this process has a file open."""
    links = Path("/proc/self/fd")
    return sum(1 for one in os.listdir(links) if os.path.realpath(links / one) == str(path))


def unbounded(body: bytes) -> bytes:
    """The start of a form without what is random in it."""
    return re.sub(rb"--[0-9a-f]{32}", b"", body[:1_000])


def send(shell: Shell, url: str, file: Any, **named: Any) -> Any:
    return shell.call(shell.session(None, base_url=url), SEND, body=Send(title="t", file=file), **named)


def test_a_path_is_sent_as_its_bytes_would_be(shell: Shell, film: Path) -> None:
    with taking() as sink:
        send(shell, sink.url, Upload(film.read_bytes(), "film.mp4"))
        plain = unbounded(sink.start)
        send(shell, sink.url, film)

    first, second = (re.sub(r"boundary=\w+", "", head) for head in sink.heads)
    assert first == second
    assert "transfer-encoding" not in second
    assert sink.bodies[0] == sink.bodies[1] > film.stat().st_size
    assert b'filename="film.mp4"' in sink.start
    assert unbounded(sink.start) == plain
    assert film.read_bytes()[-1_000:] in sink.end
    assert opened(film) == 0


def test_the_progress_of_an_upload_is_told(shell: Shell, film: Path) -> None:
    size = film.stat().st_size
    for content in (film, film.read_bytes()):
        told: list[tuple[int, int]] = []
        threads: set[int] = set()

        def tell(done: int, total: int, told: Any = told, threads: Any = threads) -> None:
            told.append((done, total))
            threads.add(threading.get_ident())

        with taking() as sink:
            send(shell, sink.url, Upload(content, "film.mp4", progress=tell))
        assert told == sorted(set(told))
        assert told[-1] == (size, size)
        assert len(told) == size / 65_536
        assert threads == {threading.get_ident()}


def test_memory_stays_flat_while_a_long_file_goes(shell: Shell, tmp_path: Path) -> None:
    long = tmp_path / "long.mp4"
    with long.open("wb") as file:
        file.truncate(64 * MEGABYTE)
    with taking() as sink:
        send(shell, sink.url, b"warm")
        tracemalloc.start()
        try:
            send(shell, sink.url, long, options=CallOptions(timeout=60))
            _, peak = tracemalloc.get_traced_memory()
        finally:
            tracemalloc.stop()

    assert sink.bodies[-1] > 64 * MEGABYTE
    assert peak < 3 * MEGABYTE


def test_a_file_is_closed_when_the_connection_breaks(shell: Shell, tmp_path: Path) -> None:
    long = tmp_path / "long.mp4"
    with long.open("wb") as file:
        file.truncate(64 * MEGABYTE)
    with taking(most=100_000) as sink:
        sink.go.set()
        with pytest.raises(ProviderError):
            send(shell, sink.url, long)
    assert opened(long) == 0
    assert set(sink.bodies) <= set(range(100_000, MEGABYTE))


def test_a_file_is_closed_when_the_task_is_cancelled(tmp_path: Path) -> None:
    shell = Shell("async")
    long = tmp_path / "long.mp4"
    with long.open("wb") as file:
        file.truncate(64 * MEGABYTE)

    async def run(sink: Sink) -> None:
        async with shell.session(None, base_url=sink.url) as session:
            task = asyncio.create_task(session.call(SEND, body=Send(title="t", file=long)))
            while not sink.reached.is_set():
                await asyncio.sleep(0.005)
            task.cancel()
            with pytest.raises(asyncio.CancelledError):
                await task
            assert opened(long) == 0

    with taking(most=100_000) as sink:
        asyncio.run(run(sink))
    assert len(sink.bodies) == 1


def test_async_code_reads_the_disk_in_other_threads(film: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    threads: set[int] = set()
    opening = Path.open

    def noted(path: Path, *arguments: Any, **named: Any) -> Any:
        threads.add(threading.get_ident())
        return opening(path, *arguments, **named)

    monkeypatch.setattr(Path, "open", noted)
    with taking() as sink:
        send(Shell("async"), sink.url, film)
    assert threads
    assert threading.get_ident() not in threads


@pytest.mark.parametrize("change", ["longer", "shorter", "another", "gone"])
def test_a_file_that_changes_while_it_is_sent_is_no_upload(shell: Shell, film: Path, change: str) -> None:
    changes: dict[str, Callable[[], object]] = {
        "longer": lambda: film.write_bytes(film.read_bytes() + b"more"),
        "shorter": lambda: os.truncate(film, 100_000),
        "another": lambda: (film.with_name("new").write_bytes(b"n" * MEGABYTE), film.with_name("new").replace(film)),
        "gone": film.unlink,
    }
    told: list[int] = []

    def tell(done: int, total: int) -> None:
        if not told:
            changes[change]()
        told.append(done)

    with taking() as sink:
        with pytest.raises(InvalidRequestError, match=r"changed while it was sent|cannot read") as caught:
            send(shell, sink.url, Upload(film, progress=tell))
        assert sink.seen.wait(5)

    assert len(sink.heads) == 1
    assert sink.bodies[0] < MEGABYTE
    assert caught.value.accepted == "no"
    assert told == [65_536]


def test_what_is_no_file_is_refused_before_anything_is_sent(
    shell: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pipe, large = tmp_path / "pipe", tmp_path / "large"
    os.mkfifo(pipe)
    large.write_bytes(b"12345")
    monkeypatch.setattr(file_body, "MAX_BYTES", 4)
    with taking() as sink:
        for path, message in {
            pipe: "no regular file",
            tmp_path: "no regular file",
            tmp_path / "nowhere": "cannot read .*nowhere",
            large: "larger than 4 bytes",
        }.items():
            with pytest.raises(InvalidRequestError, match=message):
                send(shell, sink.url, path)
    assert sink.heads == []


def test_an_empty_file_is_sent(shell: Shell, tmp_path: Path) -> None:
    empty = tmp_path / "empty.png"
    empty.write_bytes(b"")
    with taking() as sink:
        send(shell, sink.url, empty)
    assert b'filename="empty.png"' in sink.start


@pytest.mark.parametrize("file_part", ["", "file"])
def test_a_file_goes_to_a_link_without_the_credential(shell: Shell, film: Path, file_part: str) -> None:
    told: list[tuple[int, int]] = []
    file = Upload(film, media_type="video/mp4", progress=lambda *counts: told.append(counts))
    form = {"key": "k"} if file_part else None
    with taking() as sink:
        session: Any = shell.session(None, base_url="https://api.example.com")
        arguments = (SEND, "PUT", sink.url + "/bucket")

        async def run() -> Any:
            async with session:
                return await session.deliver(*arguments, file=file, form=form, file_part=file_part)

        raw = (
            asyncio.run(run())
            if shell.kind == "async"
            else session.deliver(*arguments, file=file, form=form, file_part=file_part)
        )
        if shell.kind == "sync":
            session.close()

    assert raw.status == 200
    assert "authorization" not in sink.heads[0]
    size = film.stat().st_size
    assert told[-1] == (size, size)
    assert sink.bodies[0] == size if not file_part else sink.bodies[0] > size
    assert "transfer-encoding" not in sink.heads[0]


def test_a_body_of_files_can_be_sent_twice(film: Path) -> None:
    reader = file_body.FileReader(Upload(film), ValueError)
    raw = file_body.streamed(httpx2.Request("PUT", "https://example.com/", content=reader), [reader])
    assert isinstance(raw.stream, file_body.SentFiles)
    assert b"".join(raw.stream) == b"".join(raw.stream) == film.read_bytes()
    assert raw.headers["content-length"] == str(film.stat().st_size)


# The client over all providers


@pytest.fixture(params=["sync", "async"])
def world(request: pytest.FixtureRequest) -> World:
    found: World = request.param
    return found


@pytest.mark.parametrize("provider", ["leonardo", "fal", "keevx"])
def test_the_client_hears_of_uploads(world: World, provider: str) -> None:
    server = answers(provider)
    if provider == "fal":
        server.add("PUT", "v3.fal.media", httpx2.Response(200))
        server.add("POST", "/storage/upload/initiate", example("fal", "files_ticket", "a picture"))
    if provider == "keevx":
        server.add("POST", "upload", example("keevx", "files_upload", "a picture"))
    told: list[tuple[str, int, int]] = []
    client = Blocking(world, server, on_upload=lambda *said: told.append(said))
    client.submit(request(provider, start_frame=PNG), provider=provider)
    client.end()

    assert told == [("start_frame", len(PNG), len(PNG))]


def test_a_ticket_whose_name_leads_inside_is_not_followed(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    # what a resolver may make of any name; no resolver is needed for this spelling of 127.0.0.1
    monkeypatch.setattr(links, "judged", lambda url, allow_private: url)
    monkeypatch.setattr(links, "is_inside", lambda url: False)
    with taking() as bucket, taking() as api:
        port = bucket.listener.getsockname()[1]
        ticket = json.loads(example("leonardo", "files_ticket", "a PNG; fields is a string").content)
        ticket["uploadInitImage"]["url"] = f"http://127.1:{port}/"
        body = json.dumps(ticket).encode()
        api.answer = b"HTTP/1.1 200 OK\r\ncontent-length: %d\r\n\r\n" % len(body) + body
        account = Account("leonardo", api_key=KEY, base_url=api.url)
        with pytest.raises(InvalidRequestError, match="leads to a private address"):
            _submit(world, account)

    assert bucket.heads == []
    assert len(api.heads) == 1


def _submit(world: World, account: Account) -> None:
    asked = request("leonardo")
    if world == "sync":
        with Client([account]) as client:
            client.submit(asked, provider="leonardo")
        return

    async def run() -> None:
        async with AsyncClient([account]) as other:
            await other.submit(asked, provider="leonardo")

    asyncio.run(run())
