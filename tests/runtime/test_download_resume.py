"""Downloads over connections that break: gone on with where that is safe, started anew where it is not."""

from __future__ import annotations

import gzip
import time
from pathlib import Path
from typing import Any

import pytest
from film_server import ETAG, FILM, Talk, answer, chunked, download, film, serving
from normalized_sample import Clock, World

from stillmotion import (
    CallTimeoutError,
    ConfigurationError,
    NetworkError,
    ProtocolDriftError,
    ProviderError,
    ProviderFailureError,
)
from stillmotion.normalized import links, transfer

HALF = len(FILM) // 2
OTHER = FILM[::-1]


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


@pytest.mark.parametrize("ends", ["close", "reset"])
def test_what_breaks_off_goes_on_where_it_stopped(world: World, target: Path, ends: str) -> None:
    told: list[tuple[int, int | None]] = []
    with serving(film(most=HALF, ends=ends), film()) as server:
        download(world, server.url, target, progress=lambda *counts: told.append(counts))

    assert target.read_bytes() == FILM
    assert is_alone(target)
    first, second = server.seen
    assert "range" not in first.headers
    assert (second.start > 0, second.headers["if-range"]) == (True, ETAG)
    assert [done for done, _ in told] == sorted({done for done, _ in told})
    assert told[-1] == (len(FILM), len(FILM))
    assert {total for _, total in told} == {len(FILM)}


def test_every_part_may_come_by_a_connection_of_its_own(world: World, target: Path) -> None:
    clock = Clock()
    with serving(*[film(most=HALF // 4)] * 7, film()) as server:
        download(world, server.url, target, clock=clock)

    assert target.read_bytes() == FILM
    assert [one.start for one in server.seen] == [HALF // 4 * n for n in range(8)]
    assert len(clock.slept) == 7
    assert max(clock.slept) <= 8


def test_a_connection_that_always_breaks_is_given_up(world: World, target: Path) -> None:
    clock = Clock()
    with serving(film(most=0)) as server, pytest.raises(NetworkError):
        download(world, server.url, target, clock=clock)

    assert len(server.seen) == transfer.MOST_RESUMES + 1
    assert len(clock.slept) == transfer.MOST_RESUMES
    assert target.read_bytes() == b"older"
    assert is_alone(target)


def test_a_date_that_is_old_enough_is_as_good_as_an_etag(world: World, target: Path) -> None:
    dated = {
        "etag": "",
        "last_modified": "Tue, 03 Nov 2026 10:00:00 GMT",
        "date": "Tue, 03 Nov 2026 10:00:02 GMT",
    }
    with serving(film(most=HALF, **dated), film(**dated)) as server:
        download(world, server.url, target)

    assert target.read_bytes() == FILM
    assert server.seen[1].headers["if-range"] == "Tue, 03 Nov 2026 10:00:00 GMT"


@pytest.mark.parametrize(
    "headers",
    [
        {"etag": 'W/"film-1"'},
        {"etag": ""},
        {"etag": "film-1"},
        {"etag": "", "last_modified": "Tue, 03 Nov 2026 10:00:00 GMT"},
        {
            "etag": "",
            "last_modified": "Tue, 03 Nov 2026 10:00:00 GMT",
            "date": "Tue, 03 Nov 2026 10:00:00 GMT",
        },
        {"etag": 'W/"film-1"', "last_modified": "Tue, 03 Nov 2026 10:00:00 GMT"},
        {"etag": "", "last_modified": "yesterday", "date": "today"},
    ],
)
def test_what_is_not_surely_the_same_file_starts_anew(world: World, target: Path, headers: dict[str, str]) -> None:
    with serving(film(most=HALF, **headers), film(**headers)) as server:
        download(world, server.url, target)

    assert target.read_bytes() == FILM
    assert not any("range" in one.headers or "if-range" in one.headers for one in server.seen)


CHANGED: dict[str, Talk] = {
    "a server without ranges": film(content=OTHER, ranges=False),
    "a file that changed": film(content=OTHER, ranges=False, etag='"film-2"'),
}


@pytest.mark.parametrize("name", CHANGED)
def test_a_whole_answer_to_a_resume_starts_anew(world: World, target: Path, name: str) -> None:
    told: list[int] = []
    with serving(film(most=HALF), CHANGED[name]) as server:
        download(world, server.url, target, progress=lambda done, total: told.append(done))

    assert target.read_bytes() == OTHER
    assert len(server.seen) == 2
    assert told == sorted(set(told))
    assert told[-1] == len(OTHER)


def test_a_file_that_became_shorter_is_whole_and_the_progress_never_goes_back(world: World, target: Path) -> None:
    told: list[int] = []
    with serving(film(most=HALF), film(content=b"short", ranges=False, etag='"2"')) as server:
        download(world, server.url, target, progress=lambda done, total: told.append(done))

    assert target.read_bytes() == b"short"
    assert told == sorted(told)


WRONG_PARTS: dict[str, Talk] = {
    "another etag": film(etag='"film-2"'),
    "another place": film(content_range=f"bytes 0-{len(FILM) - 1}/{len(FILM)}"),
    "another length": film(content_range=f"bytes {HALF}-{len(FILM)}/{len(FILM) + 1}"),
    "an end behind the end": film(content_range=f"bytes {HALF}-{len(FILM)}/{len(FILM)}"),
    "no range": answer("206 Partial Content", FILM[HALF:], etag=ETAG),
    "a range in other units": film(content_range=f"seconds {HALF}-{len(FILM) - 1}/{len(FILM)}"),
    "encoded": film(content_encoding="gzip"),
    "unsatisfiable": answer("416 Range Not Satisfiable", content_range=f"bytes */{len(FILM)}"),
    "unsatisfiable, and nothing more is said": answer("416 Range Not Satisfiable"),
}


@pytest.mark.parametrize("name", WRONG_PARTS)
def test_a_part_that_does_not_fit_is_thrown_away(world: World, target: Path, name: str) -> None:
    with serving(film(most=HALF), WRONG_PARTS[name], film(content=OTHER)) as server:
        download(world, server.url, target)

    assert target.read_bytes() == OTHER
    assert [one.start for one in server.seen] == [0, HALF, 0]


def test_a_part_may_be_less_than_what_was_asked_for(world: World, target: Path) -> None:
    def some(request: Any, connection: Any) -> None:
        part = f"bytes {request.start}-{request.start + 999}/{len(FILM)}"
        rest = FILM[request.start : request.start + 1_000]
        answer("206 Partial Content", rest, content_range=part, etag=ETAG)(request, connection)

    with serving(film(most=HALF), some, film()) as server:
        download(world, server.url, target)

    assert target.read_bytes() == FILM
    assert [one.start for one in server.seen] == [0, HALF, HALF + 1_000]


def test_a_body_of_unknown_length_that_was_whole_is_not_fetched_again(world: World, target: Path) -> None:
    cut = chunked(FILM, is_whole=False, etag=ETAG)
    over = answer("416 Range Not Satisfiable", content_range=f"bytes */{len(FILM)}", etag=ETAG)
    with serving(cut, over) as server:
        download(world, server.url, target)

    assert target.read_bytes() == FILM
    assert len(server.seen) == 2


def test_a_chunked_body_has_no_total(world: World, target: Path) -> None:
    told: list[tuple[int, int | None]] = []
    with serving(chunked(b"one", b"two")) as server:
        download(world, server.url, target, progress=lambda *counts: told.append(counts))

    assert target.read_bytes() == b"onetwo"
    assert told[-1] == (6, None)


def test_an_encoded_body_is_decoded_and_never_gone_on_with(world: World, target: Path) -> None:
    packed = gzip.compress(FILM)
    whole = answer("200 OK", packed, content_encoding="gzip", etag=ETAG)

    def cut(request: Any, connection: Any) -> None:
        class Cut:
            def sendall(self, data: bytes) -> None:
                connection.sendall(data[:-100])

        whole(request, Cut())  # type: ignore[arg-type]

    with serving(cut, whole) as server:
        download(world, server.url, target)
    assert target.read_bytes() == FILM
    assert [one.start for one in server.seen] == [0, 0]

    with serving(answer("200 OK", b"no gzip", content_encoding="gzip")) as server, pytest.raises(ProtocolDriftError):
        download(world, server.url, target)
    assert len(server.seen) == 1
    assert target.read_bytes() == FILM


@pytest.mark.parametrize("status", ["408 Request Timeout", "429 Too Many Requests", "500 Oh", "503 Busy"])
def test_a_server_in_trouble_is_asked_again_after_the_time_it_wants(world: World, target: Path, status: str) -> None:
    clock = Clock()
    with serving(answer(status, b"<html>", content_type="text/html", retry_after=30), film()) as server:
        download(world, server.url, target, clock=clock)

    assert target.read_bytes() == FILM
    assert clock.slept == [30]


def test_no_pause_reaches_beyond_the_deadline(world: World, target: Path) -> None:
    clock = Clock()
    with serving(answer("503 Busy", retry_after=30)) as server, pytest.raises(ProviderFailureError):
        download(world, server.url, target, clock=clock, timeout=20)

    assert clock.slept == []
    assert len(server.seen) == 1


def test_a_silence_breaks_a_connection_and_not_the_download(
    world: World, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(links, "SILENCE", 0.2)
    with serving(film(most=HALF, ends="silence"), film()) as server:
        download(world, server.url, target)

    assert target.read_bytes() == FILM
    assert [one.start for one in server.seen] == [0, HALF]


class _RealClock(Clock):
    def __call__(self) -> float:
        return time.monotonic()


def test_a_trickle_ends_at_the_deadline(world: World, target: Path) -> None:
    def trickle(request: Any, connection: Any) -> None:
        film(most=0)(request, connection)
        while not server.over.wait(0.01):
            connection.sendall(b"f")

    with serving(trickle) as server, pytest.raises(CallTimeoutError, match=r"within 0\.3 s"):
        download(world, server.url, target, clock=_RealClock(), timeout=0.3)

    assert len(server.seen) == 1
    assert target.read_bytes() == b"older"
    assert is_alone(target)


def test_a_head_that_trickles_ends_at_the_deadline(world: World, target: Path) -> None:
    def trickle(request: Any, connection: Any) -> None:
        connection.sendall(b"HTTP/1.1 200 OK\r\nx-long: ")
        began = time.monotonic()
        while not server.over.wait(0.01) and time.monotonic() < began + 5:
            connection.sendall(b"f")

    began = time.monotonic()
    with serving(trickle) as server, pytest.raises(CallTimeoutError, match=r"within 0\.3 s"):
        download(world, server.url, target, clock=_RealClock(), timeout=0.3)

    assert time.monotonic() - began < 2
    assert len(server.seen) == 1
    assert target.read_bytes() == b"older"


PAGES: dict[str, Talk] = {
    "html": answer("200 OK", b"<p>signature=abcdefgh%2Fijkl abcdefgh/ijkl</p>" * 9_000, content_type="text/html"),
    "json": answer("200 OK", b'{"error": "abcdefgh/ijkl"}', content_type="application/json"),
    "problem": answer("200 OK", b'{"error": "abcdefgh/ijkl"}', content_type="application/problem+json"),
    "html that says it is a film": answer("200 OK", b"\n<!DOCTYPE html><p>abcdefgh/ijkl", content_type="video/mp4"),
    "json that says nothing": answer("200 OK", b'{"error": "abcdefgh/ijkl"}'),
    "xml that says nothing": answer("200 OK", b"\xef\xbb\xbf<?xml version='1.0'?><E>abcdefgh/ijkl</E>"),
}


@pytest.mark.parametrize("name", PAGES)
def test_a_page_in_place_of_a_film_is_shown_without_secrets(world: World, target: Path, name: str) -> None:
    with serving(PAGES[name]) as server, pytest.raises(ProtocolDriftError, match="no file") as caught:
        download(world, server.url, target)

    error = caught.value
    assert len(server.seen) == 1
    assert error.raw is not None
    assert len(error.raw.content) <= links.EXCERPT_BYTES
    assert "***" in error.raw.excerpt()
    assert "abcdefgh" not in str(error) + repr(error) + error.raw.excerpt()
    assert len(str(error)) < 400
    assert target.read_bytes() == b"older"
    assert is_alone(target)


def test_the_reason_of_a_refusal_is_kept(world: World, target: Path) -> None:
    refusal = b"<Error><Code>AccessDenied</Code><Message>Request has expired</Message></Error>"
    talk = answer("403 Forbidden", refusal, content_type="application/xml")
    with serving(talk) as server, pytest.raises(ProviderError) as caught:
        download(world, server.url, target)

    assert (caught.value.kind, caught.value.status) == ("permission", 403)
    assert caught.value.raw is not None
    assert "Request has expired" in caught.value.raw.excerpt()


@pytest.mark.parametrize("talk", [film(), chunked(FILM)], ids=["announced", "unannounced"])
def test_a_file_beyond_the_bound_is_given_up(world: World, target: Path, talk: Talk) -> None:
    with serving(talk) as server, pytest.raises(ProtocolDriftError, match="more than 1000 bytes"):
        download(world, server.url, target, max_bytes=1_000)
    assert len(server.seen) == 1
    assert target.read_bytes() == b"older"
    assert is_alone(target)

    with serving(talk) as server:
        download(world, server.url, target, max_bytes=len(FILM))
    assert target.read_bytes() == FILM


@pytest.mark.parametrize("named", [{"timeout": 0}, {"timeout": float("nan")}, {"max_bytes": 0}])
def test_bounds_that_are_none_are_refused(world: World, target: Path, named: dict[str, Any]) -> None:
    with serving(film()) as server, pytest.raises(ConfigurationError):
        download(world, server.url, target, **named)
    assert server.seen == []


def test_a_redirect_to_another_origin_gets_the_range_and_no_more(world: World, target: Path) -> None:
    with serving(film(most=HALF), film()) as other, serving() as server:
        server.talks.append(answer("302 Found", location=other.url, set_cookie="session=1; Path=/"))
        download(world, server.url, target)

    assert target.read_bytes() == FILM
    assert len(server.seen) == len(other.seen) == 2
    assert [one.start for one in other.seen] == [0, HALF]
    allowed = {"host", "accept", "accept-encoding", "user-agent", "range", "if-range", "connection"}
    for request in (*server.seen, *other.seen):
        assert set(request.headers) <= allowed


def test_a_redirect_to_a_name_that_leads_inside_is_not_followed(
    world: World, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # the loopback has many addresses: here one is outside and another one inside
    monkeypatch.setattr(links, "is_private", lambda host: host == "127.0.0.2")
    monkeypatch.setattr(links, "judged", lambda url, allow_private: url)
    with serving(film(), host="127.0.0.2") as inside, serving() as server:
        server.talks.append(answer("302 Found", location=inside.url))
        with pytest.raises(ProviderError, match="leads to a private address"):
            download(world, server.url, target, allow_private=False)

    assert (len(server.seen), len(inside.seen)) == (1, 0)
    assert target.read_bytes() == b"older"
    assert is_alone(target)


@pytest.mark.parametrize(
    "host", ["64:ff9b::10.0.0.1", "64:ff9b::169.254.169.254", "2002:a00:1::", "::10.0.0.1", "::ffff:127.0.0.1"]
)
def test_an_address_that_a_gateway_leads_inside_is_private(host: str) -> None:
    assert links.is_private(host)
    assert not links.is_private("2606:4700::1111")
    assert not links.is_private("64:ff9b::1.1.1.1")
