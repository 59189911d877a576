"""What comes in and what goes out, without any network."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, TypeAlias


@dataclass(frozen=True, slots=True)
class Call:
    """One request. `path` is below the provider's prefix and still encoded; header names are lower-case; `base` is the
    address the caller reached the provider by, without a slash at its end."""

    method: str
    path: str
    query: tuple[tuple[str, str], ...]
    headers: Mapping[str, str]
    body: bytes
    base: str


@dataclass(frozen=True, slots=True)
class Pause:
    """So many seconds pass before the stream goes on. `idle`: nothing is under way that it could tell of."""

    seconds: float
    idle: bool = False


Step: TypeAlias = bytes | Pause
Break = Literal["", "drop", "cut"]


@dataclass(frozen=True, slots=True)
class Reply:
    """One answer. `steps` replace the body where the answer is a stream. After `delay` seconds it goes out.

    `broken`: `drop` closes the connection in place of the answer, `cut` after half of the body.
    """

    status: int
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""
    steps: Iterator[Step] | None = None
    delay: float = 0.0
    broken: Break = ""


def json_reply(status: int, body: Any, headers: Mapping[str, str] | None = None) -> Reply:
    """An answer of JSON."""
    content = json.dumps(body, ensure_ascii=False, separators=(",", ":")).encode()
    return Reply(status, {"content-type": "application/json", **lower(headers or {})}, content)


def text_reply(status: int, text: str, headers: Mapping[str, str] | None = None) -> Reply:
    """An answer of text."""
    return Reply(status, {"content-type": "text/plain; charset=utf-8", **lower(headers or {})}, text.encode())


def lower(headers: Mapping[str, str]) -> dict[str, str]:
    """Headers by lower-case name."""
    return {name.lower(): value for name, value in headers.items()}
