"""Plain YAML scalars as YAML 1.2 (core schema) reads them; what YAML 1.1 reads otherwise is refused, not guessed."""

from __future__ import annotations

import math
import re

Scalar = str | int | float | bool | None

_WORDS: dict[str, Scalar] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL")),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}
_SWITCHES = frozenset("yes no on off".split())  # `y` and `n` are text to YAML 1.2 and to PyYAML
# nothing else can be a number, a date, a switch or a null
_MAYBE_SPECIAL = re.compile(r"[-+.0-9~=]|[a-zA-Z]{1,5}\Z|\Z")
_DECIMAL = re.compile(r"[-+]?(?:0|[1-9][0-9]*)\Z")
_OCTAL = re.compile(r"0o[0-7]+\Z")
_HEXADECIMAL = re.compile(r"0x[0-9a-fA-F]+\Z")
_FLOAT = re.compile(r"[-+]?(?:\.[0-9]+|(?:0|[1-9][0-9]*)(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?\Z")
_NOT_FINITE = re.compile(r"[-+]?\.(?:inf|Inf|INF)\Z|\.(?:nan|NaN|NAN)\Z")
_AMBIGUOUS = (
    (re.compile(r"[-+]?0[0-9_]+\Z"), "an octal number to YAML 1.1"),
    (re.compile(r"[-+]?0[0-9_]+(?:\.[0-9_]*)?(?:[eE][-+]?[0-9]+)?\Z"), "a number to some readers"),
    (re.compile(r"[-+]?0b[01_]+\Z"), "a binary number to YAML 1.1"),
    (re.compile(r"[-+]0[xo][0-9a-fA-F_]+\Z|0x[0-9a-fA-F_]+\Z"), "a number to YAML 1.1"),
    (re.compile(r"[-+]?[0-9.][0-9_.]*_[0-9_.]*(?:[eE][-+]?[0-9]+)?\Z"), "a number to YAML 1.1"),
    (re.compile(r"[-+]?[0-9][0-9_]*(?::[0-9]{1,2})+(?:\.[0-9_]*)?\Z"), "a number in base 60 to YAML 1.1"),
    (re.compile(r"[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:\Z|[Tt \t]+[0-9])"), "a date to YAML 1.1"),
    (re.compile(r"=\Z"), "a special value to YAML 1.1"),
)
_LARGEST = 2**64 - 1
_SMALLEST = -(2**63)
_LONGEST_NUMBER = 400


class ScalarError(ValueError):
    """A plain scalar that is refused. `code` is YAML005 (ambiguous) or YAML006 (no such number)."""

    def __init__(self, code: str, message: str, hint: str) -> None:
        super().__init__(message)
        self.code = code
        self.hint = hint


def resolve(text: str) -> Scalar:
    """The value of a plain scalar.

    Raises ScalarError for what YAML 1.1 and 1.2 read differently, and for numbers that JSON cannot carry.
    """
    if not _MAYBE_SPECIAL.match(text):
        return text
    if text in _WORDS:
        return _WORDS[text]
    if text.lower() in _SWITCHES:
        raise _ambiguous(text, "a boolean to YAML 1.1")
    if text[0].isalpha():
        return text
    if _DECIMAL.match(text) or _OCTAL.match(text) or _HEXADECIMAL.match(text):
        return _integer(text)
    if _FLOAT.match(text):
        return _number(text)
    if _NOT_FINITE.match(text):
        raise ScalarError("YAML006", f"{text} is not a finite number", f'quote it if text is meant: "{text}"')
    for pattern, reading in _AMBIGUOUS:
        if pattern.match(text):
            raise _ambiguous(text, reading)
    return text


def _ambiguous(text: str, reading: str) -> ScalarError:
    shown = _shown(text)
    return ScalarError("YAML005", f"{shown} is {reading}", f'quote it: "{shown}"')


def _integer(text: str) -> int:
    if len(text) > _LONGEST_NUMBER:
        raise _too_large(text)
    number = int(text, 0) if text.startswith("0") and len(text) > 1 else int(text)
    if not _SMALLEST <= number <= _LARGEST:
        raise _too_large(text)
    return number


def _number(text: str) -> float:
    number = float(text)
    if not math.isfinite(number):
        raise _too_large(text)
    return number


def _too_large(text: str) -> ScalarError:
    return ScalarError(
        "YAML006", f"the number {_shown(text)} is too large", "JSON readers do not agree on it; quote it"
    )


def _shown(text: str) -> str:
    return text if len(text) <= 40 else text[:37] + "..."
