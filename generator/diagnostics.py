"""What every stage says when a spec cannot be used: a place, a stable code, what is wrong, and a way out.

Nothing here reads files or imports anything heavy. Text of a spec is data: whatever could forge a line in a terminal
or a CI log (control, bidi and invisible characters) is shown escaped.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

LONGEST_EXCERPT = 80


class Severity(StrEnum):
    """`error` stops the generator; `warning` is told and fails `make lint`, not the generation."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True, order=True)
class Position:
    """A place in a file as shown to the user. Line and column count from 1."""

    file: str
    line: int
    column: int

    def __str__(self) -> str:
        return f"{visible(self.file)}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One finding. `pointer` is the JSON pointer of the node, where there is one; `hint` says what to do."""

    position: Position
    code: str
    message: str
    hint: str = ""
    pointer: str = ""
    severity: Severity = Severity.ERROR

    def __str__(self) -> str:
        hint = f" ({visible(self.hint)})" if self.hint else ""
        return f"{self.position} {self.code} {visible(self.message)}{hint}"


class SpecError(Exception):
    """All findings of one stage, sorted by place."""

    def __init__(self, diagnostics: Iterable[Diagnostic]) -> None:
        self.diagnostics: tuple[Diagnostic, ...] = ordered(diagnostics)
        super().__init__(render_text(self.diagnostics))


def ordered(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Sorted by file, line, column, code, message, and without repetitions."""
    return tuple(sorted(dict.fromkeys(diagnostics), key=lambda d: (d.position, d.code, d.message, d.pointer)))


def render_text(diagnostics: Iterable[Diagnostic]) -> str:
    """One line per finding; empty for none."""
    return "\n".join(str(diagnostic) for diagnostic in diagnostics)


def render_json(diagnostics: Iterable[Diagnostic]) -> str:
    """A JSON list of objects with the keys file, line, column, code, severity, message, hint, pointer. ASCII only."""
    rows = [
        {
            "file": d.position.file,
            "line": d.position.line,
            "column": d.position.column,
            "code": d.code,
            "severity": d.severity.value,
            "message": d.message,
            "hint": d.hint,
            "pointer": d.pointer,
        }
        for d in diagnostics
    ]
    return json.dumps(rows, indent=2)


def visible(text: str) -> str:
    """`text` with every character that is not plainly printable written as an escape."""
    if text.isprintable():
        return text
    return "".join(char if char.isprintable() else _escape(char) for char in text)


def _escape(char: str) -> str:
    return char.encode("unicode_escape").decode("ascii")


def excerpt(value: object) -> str:
    """A value of a spec as it is quoted in a message: Python-like and short."""
    text = f"'{value}'" if isinstance(value, str) else _as_json(value)
    return text if len(text) <= LONGEST_EXCERPT else text[: LONGEST_EXCERPT - 3] + "..."


def _as_json(value: object) -> str:
    if isinstance(value, dict | list) and len(value) > LONGEST_EXCERPT:
        return f"{'a mapping' if isinstance(value, dict) else 'a list'} of {len(value)}"
    return json.dumps(value, ensure_ascii=False, default=str)


def nearest(word: str, choices: Iterable[str]) -> str:
    """`did you mean 'x'?` for the choice most like `word`; empty when none is."""
    from difflib import get_close_matches

    known = sorted(choices)
    same = [choice for choice in known if choice.casefold() == word.casefold()]
    longer = [choice for choice in known if len(word) > 2 and choice.startswith(word)]
    found = same or get_close_matches(word[:LONGEST_EXCERPT], known, n=1, cutoff=0.6) or longer
    return f"did you mean '{found[0]}'?" if found else ""
