"""Downloads and the disk: whole or not at all, whatever breaks and whoever stops; and links asked for anew."""

from __future__ import annotations

import asyncio
import errno
import os
import threading
import tracemalloc
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx2
import pytest
from film_server import FILM, answer, download, film, head, serving
from normalized_sample import Answers, Blocking, Clock, World, answers, request

from stillmotion import AsyncClient, ExpiredError, NotFoundError, PermissionDeniedError, Timing, Video
from stillmotion.normalized import links

OVER = "https://cdn.example.com/over.mp4?signature=1"
MEGABYTE = 1024 * 1024


@pytest.fixture(params=["sync", "async"])
def world(request: pytest.FixtureRequest) -> World:
    found: World = request.param
    return found


@pytest.fixture
def target(tmp_path: Path) -> Path:
    found = tmp_path / "cat.mp4"
    found.write_bytes(b"older")
    return found


def is_alone(target: Path) -> bool:
    """Whether nothing is beside the target."""
    return list(target.parent.iterdir()) == [target]


def failing(
    function: Any, error: BaseException, *, after: int = 0, only: Callable[..., bool] = lambda *arguments: True
) -> Callable[..., Any]:
    """The function, which raises once it was called so often, or for some arguments only."""
    calls = iter(range(1_000_000))

    def instead(*arguments: Any, **named: Any) -> Any:
        if only(*arguments) and next(calls) >= after:
            raise error
        return function(*arguments, **named)

    return instead


BREAKS = {"write": "write", "sync": "fsync", "close": "close", "cut": "ftruncate"}


@pytest.mark.parametrize("name", [*BREAKS, "rename", "open"])
def test_a_disk_that_fails_leaves_an_older_file_alone(
    world: World, target: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    error = OSError(errno.ENOSPC, "No space left on device")
    with serving(film()) as server, monkeypatch.context() as patched:
        if name == "rename":
            patched.setattr(Path, "replace", failing(Path.replace, error))
        elif name == "open":
            patched.setattr(os, "open", failing(os.open, error, only=lambda path, *rest: ".part" in str(path)))
        else:
            patched.setattr(
                os, BREAKS[name], failing(getattr(os, BREAKS[name]), error, only=lambda *arguments: is_ours())
            )
        with pytest.raises(OSError, match="No space left"):
            download(world, server.url, target)

    assert len(server.seen) <= 1
    assert target.read_bytes() == b"older"
    assert is_alone(target)


def is_ours() -> bool:
    """Whether this thread may work for a client; the server's own do not."""
    thread = threading.current_thread()
    return thread is threading.main_thread() or thread.name.startswith("AnyIO")


def test_a_folder_that_cannot_be_made_sure_of_is_no_reason_to_fail(
    world: World, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "fsync", failing(os.fsync, OSError(errno.EINVAL, "no sync"), after=1))
    with serving(film()) as server:
        download(world, server.url, target)

    assert target.read_bytes() == FILM
    assert is_alone(target)


def test_content_and_name_are_on_the_disk_before_it_is_said(
    world: World, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps: list[str] = []
    sync, replace = os.fsync, Path.replace

    def noted_sync(descriptor: int) -> None:
        steps.append("folder" if os.path.isdir(f"/proc/self/fd/{descriptor}") else "file")
        sync(descriptor)

    def noted_replace(path: Path, other: Path) -> Path:
        steps.append("rename")
        return replace(path, other)

    monkeypatch.setattr(os, "fsync", noted_sync)
    monkeypatch.setattr(Path, "replace", noted_replace)
    with serving(film()) as server:
        download(world, server.url, target)

    assert steps == ["file", "rename", "folder"]


def test_a_folder_at_the_target_is_noticed_before_anything_is_asked(world: World, tmp_path: Path) -> None:
    with serving(film()) as server, pytest.raises(IsADirectoryError):
        download(world, server.url, tmp_path)
    assert server.seen == []


@pytest.mark.parametrize("name", ["😀" * 60 + ".mp4", "a" * 255, ".mp4"])
def test_a_long_name_is_no_trouble(world: World, tmp_path: Path, name: str) -> None:
    with serving(film()) as server:
        download(world, server.url, tmp_path / name)
    assert [one.name for one in tmp_path.iterdir()] == [name]


def test_an_interrupt_leaves_an_older_file_alone(target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(done: int, total: int | None) -> None:
        raise KeyboardInterrupt

    with serving(film()) as server, pytest.raises(KeyboardInterrupt):
        download("sync", server.url, target, progress=interrupt)
    assert (target.read_bytes(), is_alone(target)) == (b"older", True)

    monkeypatch.setattr(Path, "replace", failing(Path.replace, KeyboardInterrupt()))
    with serving(film()) as server, pytest.raises(KeyboardInterrupt):
        download("sync", server.url, target)
    assert (target.read_bytes(), is_alone(target)) == (b"older", True)


class Stage:
    """Holds up what is done at a stage until the task was cancelled there."""

    def __init__(self) -> None:
        self.reached = threading.Event()
        self.left = threading.Event()

    def hold(self, function: Callable[..., Any], only: Callable[..., bool] = lambda *arguments: True) -> Any:
        """The function, held up before it does anything."""

        def instead(*arguments: Any, **named: Any) -> Any:
            if only(*arguments) and is_ours():
                self.reached.set()
                self.left.wait(5)
            return function(*arguments, **named)

        return instead

    def talk(self, start: bytes) -> Any:
        """A server that says so much and then waits for the other end to close."""

        def talk(request: Any, connection: Any) -> None:
            connection.sendall(start)
            self.reached.set()
            assert connection.recv(1) == b""

        return talk

    async def cancel(self, task: asyncio.Task[Any]) -> None:
        """Cancel a task once it is there."""
        while not self.reached.is_set():
            await asyncio.sleep(0.005)
        await asyncio.sleep(0.02)
        task.cancel()
        # the loop must come to the task before what holds it up goes on
        asyncio.get_running_loop().call_later(0.05, self.left.set)
        with pytest.raises(asyncio.CancelledError):
            await task


STAGES = ["answer", "body", "pause", "open", "keep", "write", "sync", "rename"]


@pytest.mark.parametrize("name", STAGES)
def test_a_task_cancelled_at_any_stage_leaves_no_half_file(
    target: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    stage = Stage()
    start = head("200 OK", {"content-length": len(FILM), "etag": '"1"'})
    talk = {"answer": stage.talk(b""), "body": stage.talk(start + FILM[:1_000]), "pause": answer("503 Busy")}
    held: dict[str, tuple[Any, str, Callable[..., bool]]] = {
        "open": (os, "open", lambda path, *rest: ".part" in str(path)),
        "keep": (os, "ftruncate", lambda *arguments: True),
        "write": (os, "write", lambda *arguments: True),
        "sync": (os, "fsync", lambda *arguments: True),
        "rename": (Path, "replace", lambda *arguments: True),
    }
    if name in held:
        owner, function, only = held[name]
        monkeypatch.setattr(owner, function, stage.hold(getattr(owner, function), only))

    async def sleep(seconds: float) -> None:
        stage.reached.set()
        await asyncio.sleep(60)

    async def run(url: str) -> None:
        async with AsyncClient(timing=Timing(Clock()), sleep=sleep) as client:
            await stage.cancel(asyncio.create_task(client.download(url, target, allow_private=True)))
            # what a thread does after the task has gone would be seen here
            await asyncio.sleep(0.1)
            assert is_alone(target)

    with serving(talk.get(name, film())) as server:
        asyncio.run(run(server.url))

    assert is_alone(target)
    assert target.read_bytes() in ((b"older", FILM) if name in ("sync", "rename") else (b"older",))
    assert len(server.seen) == (0 if name == "open" else 1)


def test_memory_stays_flat_while_a_long_film_comes(world: World, target: Path) -> None:
    piece = bytes(MEGABYTE)

    def long(request: Any, connection: Any) -> None:
        connection.sendall(head("200 OK", {"content-length": 64 * MEGABYTE}))
        for _ in range(64):
            connection.sendall(piece)

    with serving(film(), long) as server:
        download(world, server.url, target)
        tracemalloc.start()
        try:
            download(world, server.url, target)
            _, peak = tracemalloc.get_traced_memory()
        finally:
            tracemalloc.stop()

    assert target.stat().st_size == 64 * MEGABYTE
    assert peak < 3 * MEGABYTE


# Links that are over, asked for anew


@pytest.fixture
def made(world: World) -> Iterator[Any]:
    clients: list[Blocking] = []

    def make(server: Any) -> Blocking:
        clients.append(Blocking(world, server))
        return clients[-1]

    yield make
    for one in clients:
        one.end()


def finished(made: Any, **changes: Any) -> tuple[Blocking, Answers, Any, Video]:
    """A client, its server, a job that has ended, and its video by a link that is over."""
    server = answers("kling", "done, asked for by the caller's own id")
    client = made(server)
    job = client.submit(request("kling"), provider="kling")
    (video,) = client.get(job).videos
    server.requests.clear()
    return client, server, job, video.model_copy(update={"url": OVER, "expires_at": None, **changes})


def whole() -> httpx2.Response:
    return httpx2.Response(200, content=FILM)


def polls(server: Answers) -> int:
    return len([one for one in server.requests if one.url.host and "/v1/videos" in one.url.path])


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410])
def test_a_link_that_is_over_is_asked_for_anew(made: Any, target: Path, status: int) -> None:
    client, server, job, video = finished(made)
    server.add("GET", "mp4", whole()).add("GET", "over.mp4", httpx2.Response(status))
    client.download(video, target, job=job)

    assert target.read_bytes() == FILM
    over, poll, new = server.requests
    assert (str(over.url), polls(server)) == (OVER, 1)
    assert "authorization" in poll.headers
    assert new.url.path.endswith("mp4")
    assert not any("authorization" in one.headers for one in (over, new))


def test_a_link_that_is_known_to_be_over_is_not_tried(made: Any, target: Path) -> None:
    now = datetime.now(UTC)
    client, server, job, video = finished(made, expires_at=now - timedelta(seconds=1))
    server.add("GET", "mp4", whole())
    client.download(video, target, job=job)
    assert polls(server) == 1
    assert OVER not in [str(one.url) for one in server.requests]

    server.requests.clear()
    client.download(video.model_copy(update={"expires_at": now + timedelta(hours=1)}), target, job=job)
    assert [str(one.url) for one in server.requests] == [OVER]


def test_a_link_is_asked_for_anew_once(made: Any, target: Path) -> None:
    client, server, job, video = finished(made)
    server.add("GET", "mp4", httpx2.Response(403))

    with pytest.raises(PermissionDeniedError):
        client.download(video, target, job=job)
    assert len(server.requests) == 3
    assert target.read_bytes() == b"older"
    assert is_alone(target)


def test_a_link_that_the_job_gives_again_is_not_tried_again(made: Any, target: Path) -> None:
    client, server, job, video = finished(made)
    video = video.model_copy(update={"url": client.get(job).videos[0].url, "expires_at": None})
    server.requests.clear()
    server.add("GET", "mp4", httpx2.Response(410))

    with pytest.raises(ExpiredError):
        client.download(video, target, job=job)
    assert len(server.requests) == 2


def test_without_the_job_nobody_is_asked(made: Any, target: Path) -> None:
    client, server, _, video = finished(made, expires_at=datetime(2020, 1, 1, tzinfo=UTC))
    server.add("GET", "mp4", httpx2.Response(404))

    with pytest.raises(NotFoundError):
        client.download(video, target)
    assert len(server.requests) == 1


def test_a_trouble_that_passes_is_no_reason_to_ask_the_job(made: Any, target: Path) -> None:
    client, server, job, video = finished(made)
    server.add("GET", "over.mp4", httpx2.Response(503), whole())
    client.download(video, target, job=job)

    assert polls(server) == 0
    assert target.read_bytes() == FILM


def test_a_new_link_is_judged_like_the_old_one(made: Any, target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    client, server, job, video = finished(made)
    judged: list[str] = []
    real = links.judged

    def noted(url: str, *, allow_private: bool) -> str:
        judged.append(url)
        return real(url, allow_private=allow_private)

    monkeypatch.setattr(links, "judged", noted)
    server.add("GET", "mp4", whole()).add("GET", "over.mp4", httpx2.Response(403))
    client.download(video, target, job=job)
    assert judged[0] == OVER
    assert len(judged) == 2
