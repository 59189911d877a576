"""Patterns must compile in both engines that will run them: Python's `re`, and Rust's `regex` inside pydantic."""

from __future__ import annotations

import re
import warnings

LONGEST_PATTERN = 1_000
_LOOK_AROUND = re.compile(r"\(\?(?:[=!]|<[=!])")
_BACK_REFERENCE = re.compile(r"(?<!\\)(?:\\\\)*\\[1-9]|\(\?P=")


def problem(pattern: str) -> tuple[str, str, str] | None:
    """(code, message, hint) of what is wrong with a pattern; None when both engines take it."""
    if len(pattern) > LONGEST_PATTERN:
        return "SCH003", f"the pattern is longer than {LONGEST_PATTERN} characters", "tell the rule in the description"
    if _LOOK_AROUND.search(pattern):
        return "SCH004", "the pattern looks around", "the engine cannot: use `not` with a `pattern`, or two patterns"
    if _BACK_REFERENCE.search(pattern):
        return "SCH004", "the pattern refers back to a group", "the engine cannot: tell the rule in the description"
    reason = _python_problem(pattern) or _rust_problem(pattern)
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
