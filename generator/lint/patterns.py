"""Patterns are ECMA 262, as JSON Schema has them, and run in two engines: Python's `re`, and Rust's `regex` in pydantic.

What the three read differently is written out (`\\d` is 0 to 9 and nothing else) or refused.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator
from typing import Final

LONGEST_PATTERN = 1_000
_LOOK_AROUND = re.compile(r"\(\?(?:[=!]|<[=!])")
_BACK_REFERENCE = re.compile(r"(?<!\\)(?:\\\\)*\\[1-9]|\(\?P=")


_SPACES: Final = r"\t\n\x0b\x0c\r \u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufeff"
_CLASSES: Final = {"d": "0-9", "w": "A-Za-z0-9_", "s": _SPACES}


class Unportable(ValueError):
    """A part of a pattern that the engines read differently and that cannot be written out."""


def for_rust(pattern: str) -> str:
    """The pattern as pydantic's engine must be given it. Raises Unportable."""
    return "".join(_portable(pattern, end="$"))


def for_python(pattern: str) -> str:
    """The pattern as Python's `re` must be given it: there `$` would match before a last line feed. Raises Unportable."""
    return "".join(_portable(pattern, end=r"\Z"))


def _portable(pattern: str, end: str) -> Iterator[str]:
    letters = iter(pattern)
    inside = False
    for letter in letters:
        if letter == "\\":
            yield _escape(next(letters, ""), inside)
        else:
            inside = (inside or letter == "[") and not (inside and letter == "]")
            yield end if letter == "$" and not inside else letter


def _escape(letter: str, inside: bool) -> str:
    if letter.lower() in _CLASSES and letter:
        if letter.islower():
            return _CLASSES[letter] if inside else f"[{_CLASSES[letter]}]"
        if inside:
            raise Unportable(f"\\{letter} inside brackets")
        return f"[^{_CLASSES[letter.lower()]}]"
    if letter in ("b", "B") and not inside:
        raise Unportable(f"\\{letter}, which engines take for different letters")
    return "\\" + letter


def problem(pattern: str) -> tuple[str, str, str] | None:
    """(code, message, hint) of what is wrong with a pattern; None when both engines take it."""
    if len(pattern) > LONGEST_PATTERN:
        return "SCH003", f"the pattern is longer than {LONGEST_PATTERN} characters", "tell the rule in the description"
    if _LOOK_AROUND.search(pattern):
        return "SCH004", "the pattern looks around", "the engine cannot: use `not` with a `pattern`, or two patterns"
    if _BACK_REFERENCE.search(pattern):
        return "SCH004", "the pattern refers back to a group", "the engine cannot: tell the rule in the description"
    try:
        reason = _python_problem(for_python(pattern)) or _rust_problem(for_rust(pattern))
    except Unportable as error:
        return "SCH003", f"the pattern has {error}", "write the letters you mean in brackets"
    return ("SCH003", f"the pattern does not compile: {reason}", "correct the pattern") if reason else None


def _python_problem(pattern: str) -> str:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            re.compile(pattern)
    except (re.error, OverflowError, RecursionError, Warning) as error:
        return f"{error} (Python)"
    return ""


def _rust_problem(pattern: str) -> str:
    from pydantic_core import SchemaError, SchemaValidator
    from pydantic_core.core_schema import str_schema

    try:
        SchemaValidator(str_schema(pattern=pattern))
    except SchemaError as error:
        lines = [line.strip() for line in str(error).splitlines() if line.strip()]
        return f"{lines[-1].removeprefix('error: ')} (Rust)"
    return ""
