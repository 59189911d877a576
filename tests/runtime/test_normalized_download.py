"""Videos on their way to disk: whole or not at all, without a credential, and not from inside."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import httpx2
import pytest
from normalized_sample import KEY, Answers, Blocking, World

from stillmotion import (
    CallTimeoutError,
    ExpiredError,
    InvalidRequestError,
    NetworkError,
    NotFoundError,
    PermissionDeniedError,
    ProtocolDriftError,
    ProviderError,
    Video,
)
from stillmotion.normalized import links

URL = "https://cdn.example.com/v.mp4?signature=abcdefgh"
FILM = b"film" * 100_000


@pytest.fixture(params=["sync", "async"])
def world(request: pytest.FixtureRequest) -> World:
    found: World = request.param
    return found


@pytest.fixture
def made(world: World) -> Iterator[Any]:
    clients: list[Blocking] = []

    def make(server: Any) -> Blocking:
        clients.append(Blocking(world, server))
        return clients[-1]

    yield make
    for one in clients:
        one.end()


def film(**headers: str) -> httpx2.Response:
    return httpx2.Response(200, content=FILM, headers={"content-type": "video/mp4", **headers})


def test_a_video_is_saved_and_its_progress_told(made: Any, tmp_path: Path) -> None:
    server = Answers().add("GET", "", film())
    told: list[tuple[int, int | None]] = []
    target = tmp_path / "cat.mp4"

    saved = made(server).download(Video(url=URL), target, progress=lambda *counts: told.append(counts))

    assert saved == target
    assert target.read_bytes() == FILM
    assert told == [(len(FILM), len(FILM))]
    assert list(tmp_path.iterdir()) == [target]
    assert "authorization" not in server.requests[0].headers
    assert KEY not in str(server.requests[0].headers)


def test_the_new_file_has_the_usual_permissions(made: Any, tmp_path: Path) -> None:
    usual = tmp_path / "usual"
    usual.write_bytes(b"")
    made(Answers().add("GET", "", film())).download(URL, tmp_path / "cat.mp4")

    assert (tmp_path / "cat.mp4").stat().st_mode == usual.stat().st_mode


BROKEN: list[tuple[httpx2.Response | Exception, type[ProviderError]]] = [
    (httpx2.Response(200, content=b"half", headers={"content-length": "8"}), NetworkError),
    (httpx2.Response(200, content=b""), ProtocolDriftError),
    (httpx2.Response(200, html="<html>"), ProtocolDriftError),
    (httpx2.Response(204), ProtocolDriftError),
    (httpx2.Response(403), PermissionDeniedError),
    (httpx2.Response(404), NotFoundError),
    (httpx2.Response(410), ExpiredError),
    (httpx2.ConnectError("refused"), NetworkError),
    (httpx2.ReadTimeout("slow"), CallTimeoutError),
]


@pytest.mark.parametrize(("answer", "error"), BROKEN, ids=lambda one: str(one)[:30])
def test_a_failed_download_leaves_an_older_file_alone(
    made: Any, tmp_path: Path, answer: Any, error: type[ProviderError]
) -> None:
    target = tmp_path / "cat.mp4"
    target.write_bytes(b"older")

    with pytest.raises(error) as caught:
        made(Answers().add("GET", "", answer)).download(URL, target)

    assert target.read_bytes() == b"older"
    assert list(tmp_path.iterdir()) == [target]
    assert "signature" not in str(caught.value)


def test_a_stopped_download_leaves_nothing(made: Any, tmp_path: Path) -> None:
    def stop(received: int, total: int | None) -> None:
        raise KeyError("stopped")

    with pytest.raises(KeyError):
        made(Answers().add("GET", "", film())).download(URL, tmp_path / "cat.mp4", progress=stop)
    assert list(tmp_path.iterdir()) == []


def test_a_cancelled_download_leaves_nothing(tmp_path: Path) -> None:
    from stillmotion import AsyncClient

    async def serve(request: httpx2.Request) -> httpx2.Response:
        async def body() -> Any:
            yield b"first"
            await asyncio.sleep(60)

        return httpx2.Response(200, content=body())

    async def run() -> None:
        http = httpx2.AsyncClient(transport=httpx2.MockTransport(serve))
        async with AsyncClient(http_client=http) as client, asyncio.timeout(0.2):
            await client.download(URL, tmp_path / "cat.mp4")

    with pytest.raises(TimeoutError):
        asyncio.run(run())
    assert list(tmp_path.iterdir()) == []


def test_a_file_is_named_by_a_path_in_a_folder_that_is_there(made: Any, tmp_path: Path) -> None:
    client = made(Answers().add("GET", "", film()))

    with pytest.raises(InvalidRequestError, match=r"pathlib\.Path"):
        client.download(URL, str(tmp_path / "cat.mp4"))
    with pytest.raises(FileNotFoundError):
        client.download(URL, tmp_path / "nowhere" / "cat.mp4")


def test_redirects_are_followed_and_each_is_judged(made: Any, tmp_path: Path) -> None:
    server = Answers().add(
        "GET", "cdn.example.com", httpx2.Response(302, headers={"location": "//other.example.com/w"})
    )
    server.add("GET", "other.example.com", film())
    made(server).download(URL, tmp_path / "cat.mp4")
    assert [one.url.host for one in server.requests] == ["cdn.example.com", "other.example.com"]

    for place in (
        "http://other.example.com/",
        "https://192.168.1.1/",
        "file:///etc/passwd",
        "https://u:p@example.com/",
    ):
        inside = Answers().add("GET", "", httpx2.Response(302, headers={"location": place}))
        with pytest.raises(InvalidRequestError):
            made(inside).download(URL, tmp_path / "cat.mp4")
        assert len(inside.requests) == 1

    circle = Answers().add("GET", "", httpx2.Response(302, headers={"location": URL}))
    with pytest.raises(ProtocolDriftError, match="redirected more than"):
        made(circle).download(URL, tmp_path / "dog.mp4")
    assert len(circle.requests) == links.MOST_HOPS + 1


REFUSED = """
http://example.com/v.mp4 https://localhost/ https://LOCALHOST./ https://127.0.0.1/ https://[::1]/ https://[::ffff:10.0.0.1]/
https://10.1.2.3/ https://169.254.169.254/ https://0.0.0.0/ https://[fe80::1%25eth0]/ https://224.0.0.1/ http://127.0.0.1/
ftp://example.com/ file:///etc/passwd https:///v.mp4 https://user:word@example.com/ https://[ https://example.com:port/
""".split()


@pytest.mark.parametrize("url", REFUSED)
def test_links_that_are_not_followed(url: str) -> None:
    with pytest.raises(InvalidRequestError) as caught:
        links.judged(url, allow_private=False)
    assert caught.value.accepted == "no"


@pytest.mark.parametrize("url", ["https://10.1.2.3/", "https://localhost/", "http://127.0.0.1:8000/", "http://[::1]/"])
def test_links_inside_are_followed_when_that_is_allowed(url: str) -> None:
    assert links.judged(url, allow_private=True) == url
    with pytest.raises(InvalidRequestError):
        links.judged("http://10.1.2.3/", allow_private=True)


class _Film(BaseHTTPRequestHandler):
    seen: list[str]

    def do_GET(self) -> None:
        self.server.seen.append(self.path)  # type: ignore[attr-defined]
        self.send_response(200)
        self.send_header("content-length", str(len(FILM)))
        self.end_headers()
        self.wfile.write(FILM)

    def log_message(self, *arguments: object) -> None:
        pass


@pytest.fixture
def place() -> Iterator[Any]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Film)
    server.seen = []  # type: ignore[attr-defined]
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


def _download(world: World, url: str, path: Path, *, allow_private: bool) -> None:
    from stillmotion import AsyncClient, Client

    if world == "sync":
        with Client() as client:
            client.download(url, path, allow_private=allow_private)
        return

    async def run() -> None:
        async with AsyncClient() as client:
            await client.download(url, path, allow_private=allow_private)

    asyncio.run(run())


def test_a_real_connection_inside_is_made_when_that_is_allowed(world: World, place: Any, tmp_path: Path) -> None:
    _download(world, f"http://127.0.0.1:{place.server_port}/v", tmp_path / "v.mp4", allow_private=True)

    assert (tmp_path / "v.mp4").read_bytes() == FILM


def test_a_name_that_leads_inside_is_noticed_before_anything_is_sent(
    world: World, place: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # what a resolver may make of any name; no resolver is needed for this spelling of 127.0.0.1
    monkeypatch.setattr(links, "judged", lambda url, allow_private: url)

    with pytest.raises(InvalidRequestError, match="leads to a private address"):
        _download(world, f"http://127.1:{place.server_port}/v", tmp_path / "v.mp4", allow_private=False)
    assert place.seen == []
