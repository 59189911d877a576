"""An answer as it came: status, headers, bytes."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from .values import JsonValue

EXCERPT_CHARACTERS: Final = 2_000
_LONG_RUN: Final = r"[A-Za-z0-9+/=_-]{200,}"
_LONGEST_SECRET: Final = 8_192


@dataclass(frozen=True, slots=True, repr=False)
class RawResponse:
    """One HTTP answer, whole. Header names are lower-case; several values of one name are joined with ', '.

    Headers and content are as they came. What is meant to be shown is not: the repr is bounded and has no header, since
    an answer may set cookies, and the excerpt has `***` for every secret of the session that got the answer. So have the
    headers and the content that a pickle holds, when the answer had a secret in it.
    """

    status: int
    headers: Mapping[str, str] = field(default_factory=dict)
    content: bytes = b""
    request_id: str | None = None
    _hide: Callable[[str], str] | None = field(default=None, repr=False, compare=False, kw_only=True)
    """What takes secrets out of a text; None after a pickle, which holds no secret."""

    def json(self) -> JsonValue:
        """The body as JSON. Raises ValueError when it is not strict JSON (NaN and more than 200 levels included)."""
        from pydantic_core import from_json

        value: JsonValue = from_json(self.content, allow_inf_nan=False)
        return value

    def excerpt(self, limit: int = EXCERPT_CHARACTERS) -> str:
        """The start of the body as text, at most `limit` characters, long base64 runs replaced by their length and
        secrets of the session by `***`."""
        # a secret is taken out before the cut, which could leave half of it
        text = self._text(8 * limit + _LONGEST_SECRET)[: 8 * limit]
        return re.sub(_LONG_RUN, lambda run: f"<{len(run[0])} characters>", text)[:limit]

    def _text(self, size: int | None = None) -> str:
        text = self.content[:size].decode("utf-8", "replace")
        return text if self._hide is None else self._hide(text)

    def __repr__(self) -> str:
        known = "" if self.request_id is None else f", request_id={self.request_id[:100]!r}"
        return f"RawResponse(status={self.status}, {len(self.content)} bytes{known})"

    def __copy__(self) -> RawResponse:
        return RawResponse(self.status, self.headers, self.content, self.request_id, _hide=self._hide)

    def __deepcopy__(self, memo: Mapping[int, object]) -> RawResponse:
        return RawResponse(self.status, dict(self.headers), self.content, self.request_id, _hide=self._hide)

    def __reduce__(self) -> tuple[Any, ...]:
        content, headers = self.content, dict(self.headers)
        if self._hide is not None:
            headers = {name: self._hide(value) for name, value in headers.items()}
            shown = self._text()
            # bytes that are no text stay as they are when nothing was hidden
            content = content if shown == content.decode("utf-8", "replace") else shown.encode()
        return RawResponse, (self.status, headers, content, self.request_id)
