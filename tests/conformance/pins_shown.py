"""How pins show values: on one line, short, and the same on every run."""

from __future__ import annotations

from typing import Any

from pydantic import ValidationError

import stillmotion

LONG = 120


def refusal(error: Exception) -> str:
    """An error by its kind and what it tells; a loss by the fields that are lost."""
    if isinstance(error, stillmotion.LossError):
        return f"LossError {error.provider}: {', '.join(map(loss, error.report.dropped))}"
    text = "" if isinstance(error, ValidationError) else f"{getattr(error, 'provider', '')} {error}"
    return f"{type(error).__name__} {short(text)}".strip()


def loss(one: Any) -> str:
    """An entry of a report, with its grade where that is not the best."""
    basis = getattr(one, "basis", "documented")
    return short(str(one)) + ("" if basis == "documented" else f" ({basis})")


def short(text: str) -> str:
    """Head and tail of a long text, and its length."""
    text = text.replace("\n", " ")
    return text if len(text) <= LONG else f"{text[:40]}…{text[-40:]} ({len(text)})"


def shown(value: Any) -> str:
    """A normalized value."""
    if isinstance(value, tuple):
        return f"({', '.join(map(shown, value))})"
    return short(repr(value)) if not hasattr(value, "model_dump") else f"{type(value).__name__}({_members(value)})"


def _members(value: Any) -> str:
    given = {name: getattr(value, name) for name in sorted(type(value).model_fields)}
    return ", ".join(f"{name}={shown(one)}" for name, one in given.items() if one is not None)


def flat(value: Any) -> str:
    """A wire value; keys in order."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{name}: {flat(one)}" for name, one in sorted(value.items())) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(map(flat, value)) + "]"
    return short(repr(value))
