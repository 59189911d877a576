"""HTTP/1.1 as bytes: requests read, answers written. No I/O."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

_REASONS: Final = {200: "OK", 202: "Accepted", 302: "Found", 404: "Not Found", 429: "Too Many Requests"}


@dataclass(frozen=True, slots=True)
class Request:
    """A request as a server reads it. Header names are in lower case; `raw` is every byte of it."""

    origin: str
    method: str
    target: str
    headers: Mapping[str, str]
    body: bytes
    raw: bytes

    @property
    def path(self) -> str:
        """The target without its query."""
        return self.target.partition("?")[0]

    def json(self) -> Any:
        """The body."""
        return json.loads(self.body)


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer as a provider gives it."""

    status: int
    body: Any = None
    headers: Mapping[str, str] = field(default_factory=dict)

    def wire(self) -> bytes:
        """Head and body, with their length."""
        is_raw = isinstance(self.body, bytes)
        content = self.body if is_raw else json.dumps(self.body).encode()
        kind = {} if "content-type" in self.headers else {"content-type": "video/mp4" if is_raw else "application/json"}
        fields = {**kind, **self.headers, "content-length": str(len(content))}
        lines = [f"HTTP/1.1 {self.status} {_REASONS.get(self.status, 'Status')}", *map(": ".join, fields.items())]
        return "\r\n".join([*lines, "", ""]).encode() + content


def taken_from(origin: str, held: bytearray) -> Request | None:
    """The first whole request among bytes, which are removed; None when it is not whole."""
    end = held.find(b"\r\n\r\n")
    if end < 0:
        return None
    first, *lines = held[:end].decode("latin-1").split("\r\n")
    pairs = (line.split(":", 1) for line in lines)
    headers = {name.lower(): value.strip() for name, value in pairs}
    assert "transfer-encoding" not in headers, "nothing in these runs is sent in chunks"
    size = end + 4 + int(headers.get("content-length", "0"))
    if len(held) < size:
        return None
    raw = bytes(held[:size])
    del held[:size]
    method, target, _ = first.split(" ")
    return Request(origin, method, target, headers, raw[end + 4 :], raw)
