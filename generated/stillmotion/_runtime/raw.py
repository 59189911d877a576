"""An answer as it came: status, headers, bytes."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from .values import JsonValue

EXCERPT_CHARACTERS: Final = 2_000
_LONG_RUN: Final = r"[A-Za-z0-9+/=_-]{200,}"


@dataclass(frozen=True, slots=True, repr=False)
class RawResponse:
    """One HTTP answer, whole. Header names are lower-case; several values of one name are joined with ', '.

    Its repr is bounded and shows no header, since an answer may set cookies.
    """

    status: int
    headers: Mapping[str, str] = field(default_factory=dict)
    content: bytes = b""
    request_id: str | None = None

    def json(self) -> JsonValue:
        """The body as JSON. Raises ValueError when it is not strict JSON (NaN and more than 200 levels included)."""
        from pydantic_core import from_json

        value: JsonValue = from_json(self.content, allow_inf_nan=False)
        return value

    def excerpt(self, limit: int = EXCERPT_CHARACTERS) -> str:
        """The start of the body as text, at most `limit` characters, long base64 runs replaced by their length."""
        text = self.content[: 8 * limit].decode("utf-8", "replace")
        return re.sub(_LONG_RUN, lambda run: f"<{len(run[0])} characters>", text)[:limit]

    def __repr__(self) -> str:
        known = "" if self.request_id is None else f", request_id={self.request_id[:100]!r}"
        return f"RawResponse(status={self.status}, {len(self.content)} bytes{known})"
