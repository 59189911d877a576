"""Files that links lead to: films, stills and what was uploaded; whole or in part, for as long as a link is good."""

from __future__ import annotations

import hashlib
import hmac
import re
from dataclasses import dataclass
from typing import Final
from urllib.parse import quote, unquote

from .film import FILM, STILL
from .messages import Call, Reply, text_reply

PREFIX: Final = "/files/"
_RANGE: Final = re.compile(r"bytes=(\d*)-(\d*)")


@dataclass(frozen=True, slots=True)
class Stored:
    """A file."""

    content: bytes
    media_type: str


class Files:
    """What one provider gives away by link. `secret` signs the links."""

    def __init__(self, secret: bytes) -> None:
        self._secret = secret
        self._uploaded: dict[str, Stored] = {}

    def link(self, base: str, name: str, expires: float) -> str:
        """The link to a file, good until then (seconds since the epoch)."""
        until = int(expires)
        return f"{base}{PREFIX}{quote(name)}?expires={until}&signature={self._signature(name, until)}"

    def keep(self, name: str, stored: Stored) -> None:
        """Keep an upload; its link never ends."""
        self._uploaded[name] = stored

    def kept_link(self, base: str, name: str) -> str:
        """The link to an upload."""
        return f"{base}{PREFIX}{quote(name)}"

    def _signature(self, name: str, until: int) -> str:
        return hmac.new(self._secret, f"{name}\n{until}".encode(), hashlib.sha256).hexdigest()[:32]

    def answer(self, call: Call, now: float) -> Reply:
        """The answer to a call for a file."""
        name = unquote(call.path.removeprefix(PREFIX))
        if call.method not in ("GET", "HEAD"):
            return text_reply(405, "Method Not Allowed", {"allow": "GET, HEAD"})
        if name in self._uploaded:
            return _ranged(call, self._uploaded[name])
        query = dict(call.query)
        until = query.get("expires", "")
        if not until.isdecimal() or not hmac.compare_digest(
            self._signature(name, int(until)).encode(), query.get("signature", "").encode()
        ):
            return text_reply(403, "The signature does not match")
        if now >= int(until):
            return text_reply(403, "Request has expired")
        return _ranged(call, Stored(FILM, "video/mp4") if name.endswith(".mp4") else Stored(STILL, "image/png"))


def _ranged(call: Call, stored: Stored) -> Reply:
    content, size = stored.content, len(stored.content)
    tag = f'"{hashlib.sha256(content).hexdigest()[:16]}"'
    headers = {"content-type": stored.media_type, "etag": tag, "accept-ranges": "bytes"}
    if call.headers.get("if-none-match") == tag:
        return Reply(304, headers)
    wanted = _RANGE.fullmatch(call.headers.get("range", ""))
    if wanted is None or not any(wanted.groups()) or call.headers.get("if-range", tag) != tag:
        return Reply(200, headers, content if call.method == "GET" else b"")
    begin, end = _span(wanted[1], wanted[2], size)
    if begin >= size or end < begin:
        return Reply(416, {**headers, "content-range": f"bytes */{size}"})
    return Reply(206, {**headers, "content-range": f"bytes {begin}-{end}/{size}"}, content[begin : end + 1])


def _span(first: str, last: str, size: int) -> tuple[int, int]:
    """The first and last byte that a range asks for; without a first one the last so many."""
    if not first:
        return (max(0, size - int(last)), size - 1) if int(last) else (size, size - 1)
    return int(first), min(int(last), size - 1) if last else size - 1
