"""The faults of the matrix: what the server does, and what kind of trouble that is to a client."""

from __future__ import annotations

import gzip
import json
import time
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from email.utils import formatdate
from typing import Any, Final, Literal

from fault_server import Blind, Talk

Kind = Literal["fine", "unsent", "lost", "slow", "alien", "elsewhere", "busy", "late", "down", "conflict", "refused"]
"""What a fault is to the client.

fine: no fault in the end. unsent: the request surely did not go out. lost: the connection broke after that. slow: the
time was used up. alien: an answer outside the contract. elsewhere: an answer that leads to another server, where something may have been made. busy: refused,
and good later. late: good later than the call may take. down: an error that proves nothing. conflict: 409. refused: for
good.
"""
Act = Callable[[Talk, Callable[[], bytes]], Awaitable[None]]
"""What is done about a request. The function gives the good answer, and does what it says: a job is made, and billed."""

PAUSE: Final = 0.2
"""Seconds of the time that a client has for a call to a slow server."""
LIMIT: Final = 1024 * 1024
"""Bytes that an answer may have in these tests; it is 64 times as much for users."""
HUGE: Final = 2 * LIMIT


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault. `asks`: seconds that the answer asks
    to wait. `warm`: it hits a connection that was used before. `provider`: the only one that answers so. `error`: the
    kind of a refusal. `status`: of an answer that leads to another server. `storms`: it can go on for good."""

    name: str
    kind: Kind
    act: Act | None = None
    blind: Blind | None = None
    asks: float = 0.0
    warm: bool = False
    provider: str = ""
    error: str = ""
    status: int = 0
    storms: bool = True


def http(status: int, body: bytes, *headers: str) -> bytes:
    """An HTTP answer with its length."""
    lines = [f"HTTP/1.1 {status} Any", *headers, f"content-length: {len(body)}", "", ""]
    return "\r\n".join(lines).encode("latin-1") + body


def as_json(status: int, body: Any, *headers: str) -> bytes:
    """An HTTP answer with a JSON body."""
    return http(status, json.dumps(body).encode(), "content-type: application/json", *headers)


def split(answer: bytes) -> tuple[bytes, bytes]:
    """Head, with the empty line, and body."""
    head, _, body = answer.partition(b"\r\n\r\n")
    return head + b"\r\n\r\n", body


def with_own_head(answer: bytes, *headers: bytes, body: bytes | None = None) -> bytes:
    """An answer with the same media type and body, and other headers in place of its length."""
    head, old = split(answer)
    kept = [line for line in head.split(b"\r\n") if not line.startswith(b"content-length") and line]
    return b"\r\n".join([*kept, *headers, b"", b""]) + (old if body is None else body)


def says(answer: bytes) -> Act:
    """Bytes in place of the good answer; the connection stays."""

    async def act(talk: Talk, good: Callable[[], bytes]) -> None:
        await talk.send(answer)

    return act


def says_and_closes(answer: bytes) -> Act:
    """Bytes in place of the good answer, and the end of the connection."""

    async def act(talk: Talk, good: Callable[[], bytes]) -> None:
        await talk.send(answer)
        talk.close()

    return act


def says_and_stalls(answer: bytes) -> Act:
    """Bytes in place of the good answer, and silence."""

    async def act(talk: Talk, good: Callable[[], bytes]) -> None:
        await talk.send(answer)
        await talk.stall()

    return act


async def resets(talk: Talk, good: Callable[[], bytes]) -> None:
    """Tears the connection."""
    talk.reset()


async def resets_unread(talk: Talk) -> None:
    """Tears the connection when the request lies there, and does not read it."""
    await talk.arrival()
    talk.reset()


async def closes_unread(talk: Talk) -> None:
    """Closes the connection as soon as it is made."""
    talk.close()


async def trickles(talk: Talk, good: Callable[[], bytes]) -> None:
    """The good answer byte by byte, as fast as it goes."""
    await talk.trickle(good())


async def trickles_slowly(talk: Talk, good: Callable[[], bytes]) -> None:
    """A good answer that takes too long: no silence in it is long."""
    body = split(good())[1]
    await talk.send(with_own_head(good(), b"content-length: %d" % (len(body) + 150), body=b""))
    await talk.trickle(b"\n" * 150, PAUSE / 20)
    await talk.send(body)


async def trickles_its_head(talk: Talk, good: Callable[[], bytes]) -> None:
    """A good answer whose head alone takes too long."""
    head, body = split(good())
    await talk.trickle(b"HTTP/1.1 200 OK\r\nx-long: " + b"x" * 150, PAUSE / 20)
    await talk.send(b"\r\n" + head.partition(b"\r\n")[2] + body)


async def hints_first(talk: Talk, good: Callable[[], bytes]) -> None:
    """Informational answers, then the good one."""
    await talk.send(b"HTTP/1.1 103 Early Hints\r\nlink: </x>\r\n\r\nHTTP/1.1 100 Continue\r\n\r\n" + good())


async def sends_chunks(talk: Talk, good: Callable[[], bytes]) -> None:
    """The good answer in chunks of three bytes, without a length."""
    body = split(good())[1]
    pieces = [body[at : at + 3] for at in range(0, len(body), 3)]
    chunks = b"".join(b"%x\r\n%s\r\n" % (len(piece), piece) for piece in pieces)
    await talk.send(with_own_head(good(), b"transfer-encoding: chunked", body=chunks + b"0\r\n\r\n"))


async def gives_no_size(talk: Talk, good: Callable[[], bytes]) -> None:
    """The good answer as a chunk whose size is no number."""
    chunk = b"zz\r\n" + split(good())[1] + b"\r\n0\r\n\r\n"
    await talk.send(with_own_head(good(), b"transfer-encoding: chunked", body=chunk))


async def zips(talk: Talk, good: Callable[[], bytes]) -> None:
    """The good answer, compressed."""
    body = gzip.compress(split(good())[1], mtime=0)
    length = b"content-length: %d" % len(body)
    await talk.send(with_own_head(good(), b"content-encoding: gzip", length, body=body))


async def answers_and_closes(talk: Talk, good: Callable[[], bytes]) -> None:
    """The good answer, and the end of the connection, which was not announced."""
    await talk.send(good())
    talk.close()


async def cuts(talk: Talk, good: Callable[[], bytes]) -> None:
    """Half of the good answer, and the end of the connection."""
    head, body = split(good())
    await talk.send(head + body[: len(body) // 2])
    talk.close()


async def tears(talk: Talk, good: Callable[[], bytes]) -> None:
    """Half of the good answer, and a reset."""
    head, body = split(good())
    await talk.send(head + body[: len(body) // 2])
    talk.reset()


async def stalls_in_the_body(talk: Talk, good: Callable[[], bytes]) -> None:
    """Half of the good answer, and silence."""
    head, body = split(good())
    await talk.send(head + body[: len(body) // 2])
    await talk.stall()


async def says_too_short_a_length(talk: Talk, good: Callable[[], bytes]) -> None:
    """The good answer with a length that ends in the middle of it."""
    await talk.send(with_own_head(good(), b"content-length: %d" % (len(split(good())[1]) // 2)))


async def closes_instead_of_a_length(talk: Talk, good: Callable[[], bytes]) -> None:
    """Half of the good answer, without a length, so that its end looks like one."""
    body = split(good())[1]
    await talk.send(with_own_head(good(), b"connection: close", body=body[: len(body) // 2]))
    talk.close()


async def pours(talk: Talk, good: Callable[[], bytes]) -> None:
    """More bytes than any answer may have."""
    await talk.send(b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: %d\r\n\r\n" % HUGE)
    await talk.send(b" " * HUGE)


async def asks_by_date(talk: Talk, good: Callable[[], bytes]) -> None:
    """A refusal until a moment one to two seconds from now."""
    await talk.send(as_json(429, {}, f"retry-after: {formatdate(int(time.time()) + 2, usegmt=True)}"))


def as_gzip(body: bytes) -> bytes:
    """An answer that says it is compressed."""
    return http(200, body, "content-type: application/json", "content-encoding: gzip")


def bomb() -> bytes:
    """Some kilobytes that become more than any answer may have."""
    return gzip.compress(b" " * HUGE)


def code(number: int) -> dict[str, Any]:
    """What Kling says with a code of its own."""
    return {"code": number, "message": f"code {number}", "request_id": "r-fault"}


FINE = [
    Fault("answer byte by byte, in time", "fine", trickles),
    Fault("answer in chunks", "fine", sends_chunks),
    Fault("answer compressed", "fine", zips),
    Fault("informational answers first", "fine", hints_first),
    Fault("close a used connection between two calls", "fine", answers_and_closes, warm=True),
]
LOST = [
    Fault("accept, then close", "lost", blind=closes_unread),
    Fault("reset before the request is read", "lost", blind=resets_unread),
    Fault("reset after the request is read", "lost", resets),
    Fault("close after the request is read", "lost", says_and_closes(b"")),
    Fault("close a used connection when the next request is read", "lost", says_and_closes(b""), warm=True),
    Fault("reset a used connection when the next request is read", "lost", resets, warm=True),
    Fault("garbage instead of HTTP", "lost", says_and_closes(b"\x16\x03\x01 garbage\r\n\r\n")),
    Fault("close inside the head", "lost", says_and_closes(b"HTTP/1.1 200 OK\r\ncontent-le")),
    Fault("two lengths", "lost", says(b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\ncontent-length: 3\r\n\r\n{}")),
    Fault("a chunk without a size", "lost", gives_no_size),
    Fault("body cut: length too large, then close", "lost", cuts),
    Fault("body cut: reset", "lost", tears),
]
SLOW = [
    Fault("silence before the head", "slow", says_and_stalls(b"")),
    Fault("silence inside the head", "slow", says_and_stalls(b"HTTP/1.1 200 OK\r\ncontent-le")),
    Fault("silence inside the body", "slow", stalls_in_the_body),
    Fault("head byte by byte, too slow", "slow", trickles_its_head),
    Fault("body byte by byte, too slow", "slow", trickles_slowly),
]
ALIEN = [
    Fault("length too small", "alien", says_too_short_a_length),
    Fault("body cut: no length, then close", "alien", closes_instead_of_a_length),
    Fault("200 with HTML", "alien", says(http(200, b"<!doctype html><p>hello", "content-type: text/html"))),
    Fault("200 with nothing", "alien", says(http(200, b"", "content-type: application/json"))),
    Fault("204", "alien", says(b"HTTP/1.1 204 No Content\r\n\r\n")),
    Fault("200 with NaN", "alien", says(http(200, b'{"code":0,"data":{"task_id":NaN}}'))),
    Fault("200 with JSON 100,000 deep", "alien", says(http(200, b"[" * 100_000 + b"]" * 100_000))),
    Fault("200 of another shape", "alien", says(as_json(200, {"code": 0, "data": ["no task"], "generations": 7}))),
    Fault("200 that is not UTF-8", "alien", says(http(200, b'{"code":0,"data":{"task_id":"\xff\xfe"}}'))),
    Fault("200 with a bare string", "alien", says(as_json(200, "ok"))),
    Fault("gzip bomb", "alien", says(as_gzip(bomb()))),
    Fault("gzip that is none", "alien", says(as_gzip(b"\x1f\x8b\x08 not gzip"))),
    Fault("body over the limit", "alien", pours),
]
BUSY = [
    Fault("429", "busy", says(as_json(429, {}))),
    Fault("429 with Retry-After in seconds", "busy", says(as_json(429, {}, "retry-after: 1")), asks=1.0),
    Fault("429 with Retry-After as a date", "busy", asks_by_date, asks=0.9, storms=False),
    Fault(
        "429 with Retry-After in the past", "busy", says(as_json(429, {}, f"retry-after: {formatdate(0, usegmt=True)}"))
    ),
    Fault("429 with retry-after-ms", "busy", says(as_json(429, {}, "retry-after-ms: 300")), asks=0.3),
    Fault("429 with a Retry-After that makes no sense", "busy", says(as_json(429, {}, "retry-after: soon"))),
    Fault("429 with Retry-After beyond the deadline", "late", says(as_json(429, {}, "retry-after: 3600"))),
    Fault("429 with code 1302", "busy", says(as_json(429, code(1302))), provider="kling"),
    Fault("200 with code 1302", "busy", says(as_json(200, code(1302))), provider="kling"),
]
DOWN = [
    Fault("408", "down", says(as_json(408, {}))),
    Fault("499", "down", says(as_json(499, {}))),
    Fault("500", "down", says(as_json(500, {}))),
    Fault("502 with HTML", "down", says(http(502, b"<html>Bad Gateway", "content-type: text/html"))),
    Fault("503 with Retry-After", "down", says(as_json(503, {}, "retry-after-ms: 200")), asks=0.2),
    Fault("504 with nothing", "down", says(http(504, b""))),
    Fault("500 with code 5000", "down", says(as_json(500, code(5000))), provider="kling"),
    Fault("200 with code 5000", "down", says(as_json(200, code(5000))), provider="kling"),
    Fault("502 with upstream", "down", says(as_json(502, {"error": {"type": "upstream"}})), provider="oxen"),
    Fault("409", "conflict", says(as_json(409, {}))),
]


def _refusal(status: int, error: str, body: Mapping[str, Any] | None = None, provider: str = "") -> Fault:
    word = "" if body is None else f" with {body.get('code') or body['error']['type']}"
    return Fault(f"{status}{word}", "refused", says(as_json(status, body or {})), provider=provider, error=error)


REFUSED = [
    _refusal(400, "invalid_request"),
    _refusal(401, "authentication"),
    _refusal(403, "permission"),
    _refusal(422, "invalid_request"),
    _refusal(429, "insufficient_funds", code(1101), "kling"),
    _refusal(429, "insufficient_funds", code(1102), "kling"),
    _refusal(429, "permission", code(1304), "kling"),
    _refusal(429, "insufficient_funds", {"error": {"type": "insufficient_credits"}}, "oxen"),
    _refusal(200, "invalid_request", code(1201), "kling"),
    _refusal(200, "insufficient_funds", code(1101), "kling"),
    _refusal(503, "insufficient_funds", code(1101), "kling"),
]
UNSENT = Fault("connection refused", "unsent")
ELSEWHERE: Final[list[Fault]] = [
    Fault(f"{status} to another server", kind, status=status, error="protocol_drift")
    for status, kind in {301: "elsewhere", 302: "elsewhere", 303: "elsewhere", 307: "refused", 308: "refused"}.items()
]
GIVING: Final = (
    *(trickles, sends_chunks, zips, hints_first, answers_and_closes, cuts, tears, stalls_in_the_body),
    *(gives_no_size, trickles_slowly, trickles_its_head, says_too_short_a_length, closes_instead_of_a_length),
)
"""The acts that begin with the good answer, so that the provider has done what it was asked."""
FAULTS: Final = (UNSENT, *FINE, *LOST, *SLOW, *ALIEN, *ELSEWHERE, *BUSY, *DOWN, *REFUSED)


def redirect(status: int, url: str) -> Act:
    """An answer that leads elsewhere."""
    return says(http(status, b"", f"location: {url}"))
