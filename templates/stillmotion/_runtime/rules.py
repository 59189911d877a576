"""What the generated rules ask of JSON values, where Python's own operators mean something else than JSON Schema."""

from __future__ import annotations

import re
from collections.abc import Mapping
from fractions import Fraction
from functools import cache
from typing import Any

from .models import WireModel, given

# tuples made once: `isinstance(value, _NUMBER)` makes a union on every call, and rules run on every request
_OBJECT, _NUMBER = (dict, WireModel), (int, float)

# re's own cache is shared with the whole program; the patterns here are a contract's, so few and constant
_compiled = cache(re.compile)


def is_object(value: Any) -> bool:
    """Whether a value is a JSON object, as a dict or as a model."""
    return isinstance(value, _OBJECT)


def plain(value: Any) -> Any:
    """A value that can be looked into: a model as the dict of what it was given, by wire names."""
    return given(value) if isinstance(value, WireModel) else value


def is_number(value: Any) -> bool:
    """Whether a value is a JSON number; true and false are not."""
    return isinstance(value, _NUMBER) and not isinstance(value, bool)


def is_integer(value: Any) -> bool:
    """Whether a value is a JSON integer; 1.0 is one."""
    return is_number(value) and (isinstance(value, int) or value.is_integer())


def same(left: Any, right: Any) -> bool:
    """JSON equality: 1 equals 1.0, true does not equal 1, and the rule holds inside arrays and objects."""
    left, right = plain(left), plain(right)
    if isinstance(left, bool) or isinstance(right, bool):
        return left is right
    if isinstance(left, list | tuple) and isinstance(right, list | tuple):
        return len(left) == len(right) and all(map(same, left, right))
    if isinstance(left, Mapping) and isinstance(right, Mapping):
        return left.keys() == right.keys() and all(same(left[key], right[key]) for key in left)
    return bool(left == right)


def is_unique(values: list[Any]) -> bool:
    """Whether no two items are equal as JSON values."""
    return not any(same(left, right) for index, left in enumerate(values) for right in values[:index])


def is_multiple(value: int | float, factor: int | float) -> bool:
    """Whether a number is a whole multiple of the factor, judged on the decimal numbers as written."""
    return (Fraction(str(value)) / Fraction(str(factor))).denominator == 1


def matches(pattern: str, text: str) -> bool:
    """Whether any part of the text matches."""
    return _compiled(pattern).search(text) is not None
