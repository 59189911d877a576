"""What an answer is judged by, and the verdict. No I/O."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from .values import JsonValue

Retry: TypeAlias = Literal["never", "after_fix", "backoff", "when_slot_frees"]
Accepted: TypeAlias = Literal["no", "unknown"]

_REFUSED_BY_STATUS: Mapping[int, tuple[str, Retry]] = {
    401: ("authentication", "never"),
    402: ("insufficient_funds", "never"),
    403: ("permission", "never"),
    404: ("not_found", "never"),
    408: ("provider_failure", "backoff"),
    409: ("conflict", "never"),
    410: ("expired", "never"),
    429: ("rate_limited", "backoff"),
    499: ("provider_failure", "backoff"),
}


@dataclass(frozen=True, slots=True)
class Failure:
    """An answer under suspicion.

    `headers` has lower-case names, `body` is the parsed JSON or None, `text` an excerpt of at most 2,000 characters.
    A path is a dotted walk through the body (`error.message`); `[]` behind a name walks every item (`detail[].msg`).
    """

    status: int
    headers: Mapping[str, str] = field(default_factory=dict)
    body: JsonValue = None
    text: str = ""

    def at(self, *paths: str) -> JsonValue:
        """The first value at one of the paths that is there and not null; None when there is none."""
        for path in paths:
            found = next(_walk(self.body, path.split(".")), None)
            if found is not None:
                return found
        return None

    def header(self, name: str) -> str | None:
        """The value of a response header, whatever the case of `name`; None when absent."""
        return self.headers.get(name.lower())

    def code(self, *paths: str) -> int | str | None:
        """The provider's code: the first integer or text at the paths."""
        found = self.at(*paths)
        return found if isinstance(found, int | str) and not isinstance(found, bool) else None

    def message(self, *paths: str) -> str | None:
        """The provider's text: the first value at the paths, bounded; anything but text is shown as JSON."""
        found = self.at(*paths)
        if found is None:
            return None
        return (found if isinstance(found, str) else json.dumps(found, ensure_ascii=False))[:2_000]

    def lower_text(self, *paths: str) -> str:
        """The message at the paths in lower case; the excerpt of the body when no path leads anywhere."""
        return (self.message(*paths) or self.text).lower()


def _walk(value: JsonValue, parts: Sequence[str]) -> Iterator[JsonValue]:
    if not parts:
        if value is not None:
            yield value
        return
    name = parts[0].removesuffix("[]")
    if not isinstance(value, Mapping) or name not in value:
        return
    child = value[name]
    if parts[0] == name:
        yield from _walk(child, parts[1:])
    elif isinstance(child, Sequence) and not isinstance(child, str):
        for item in child:
            yield from _walk(item, parts[1:])


@dataclass(frozen=True, slots=True)
class Classification:
    """What an error answer means. `accepted: no` says that the call was surely not taken."""

    kind: str
    retry: Retry
    code: int | str | None = None
    message: str | None = None
    request_id: str | None = None
    accepted: Accepted = "unknown"


def by_http_status(status: int) -> tuple[str, Retry]:
    """The kind of error and the advice that an HTTP status alone implies."""
    if status >= 500:
        return "provider_failure", "backoff"
    if status < 400:
        return "protocol_drift", "never"
    return _REFUSED_BY_STATUS.get(status, ("invalid_request", "after_fix"))


def accepted_by_http_status(status: int) -> Accepted:
    """Whether a call with this answer may have been taken. 408, 409 and 499 are 4xx that prove nothing."""
    return "no" if 400 <= status < 500 and status not in (408, 409, 499) else "unknown"
