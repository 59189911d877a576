"""Where a generated type and a JSON Schema oracle are known to differ, and why. A test fails when an entry has become stale."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Difference:
    """One difference: the reason, and a schema with a JSON text on which the oracle says `valid` and we do not agree."""

    name: str
    reason: str
    schema: Any
    text: str
    valid: bool


DIFFERENCES = (
    Difference(
        "non-finite numbers",
        "NaN and Infinity are no JSON; Python's reader, which feeds the oracle, takes them, we do not",
        {"type": "number"},
        "NaN",
        True,
    ),
    Difference(
        "over-range numbers",
        "1e400 is beyond what a float holds; the oracle reads it as infinity, we refuse what we could not send",
        {"type": "number"},
        "1e400",
        True,
    ),
    Difference(
        "integers over 4,300 digits",
        "Python refuses to turn longer texts into integers, so an integer field refuses them too",
        {"type": "integer"},
        "1" + "0" * 4300,
        True,
    ),
    Difference(
        "lone surrogates",
        "a lone half of a surrogate pair is no Unicode text and cannot be sent as UTF-8",
        {"type": "string"},
        '"\\ud800"',
        True,
    ),
    Difference(
        "readOnly in requests",
        "JSON Schema only remarks on it; OpenAPI says that such a property is not sent, so a request refuses it",
        {"type": "object", "properties": {"id": {"type": "string", "readOnly": True}, "a": True}},
        '{"id": "x"}',
        True,
    ),
)
