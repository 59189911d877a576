"""The values of a normalized field, and what the operators make of them. Nothing here finds fault."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum
from math import gcd
from typing import Any, Final

from generator.lint.mapping.subject import Row
from generator.load.mapping_table import (
    AssetOperator,
    ColumnOperator,
    ColumnValue,
    EachOperator,
    Fate,
    Operator,
    TableOperator,
)
from generator.load.normalized import IntRange, NumberRange, RequestField, Words

_MOST_MEMBERS: Final = 1_000


class No(Enum):
    """No value at all; None is one."""

    IMAGE = "no image"


NO_IMAGE: Final = No.IMAGE


def kind(field: RequestField) -> str:
    """The word for a field's type: `int`, `number`, `words`, or the name that the type has."""
    match field.type:
        case IntRange():
            return "int"
        case NumberRange():
            return "number"
        case Words():
            return "words"
        case str():
            return field.type


def members(field: RequestField) -> tuple[Any, ...] | None:
    """All values of a field, where they can be listed."""
    match field.type:
        case "bool":
            return (True, False)
        case Words(enum=words):
            return words
        case IntRange(int=(low, high)) if high is not None and high - low < _MOST_MEMBERS:
            return tuple(range(low, high + 1))
        case _:
            return None


def is_member(field: RequestField, value: Any) -> bool:
    """Whether a value is one of the field's."""
    match field.type:
        case "bool":
            return isinstance(value, bool)
        case Words(enum=words):
            return value in words
        case IntRange(int=(low, high)):
            return type(value) is int and value >= low and (high is None or value <= high)
        case NumberRange(number=(low, high)):
            return isinstance(value, int | float) and not isinstance(value, bool) and low <= value <= high
        case "ratio":
            return value == "source" or (isinstance(value, str) and is_lowest_ratio(value))
        case _:
            return isinstance(value, str)


def is_lowest_ratio(text: str) -> bool:
    """Whether a text is `width:height` in lowest terms."""
    width, colon, height = text.partition(":")
    digits = width.isascii() and height.isascii() and width.isdecimal() and height.isdecimal()
    return bool(colon) and digits and int(width) > 0 and int(height) > 0 and gcd(int(width), int(height)) == 1


def operator_of(fate: Fate) -> Operator | None:
    """The operator of a fate; None when values stay as they are."""
    return fate.via[0] if fate.via else None


def operator_name(operator: Operator | None) -> str:
    """The word for an operator in a table."""
    match operator:
        case None:
            return "none"
        case str():
            return operator
        case ColumnOperator():
            return "column"
        case TableOperator():
            return "table"
        case AssetOperator():
            return "asset"
        case EachOperator():
            return "each"
        case _:
            return "unix"


def key_of(value: Any) -> str:
    """A normalized value as the key of a table."""
    return {True: "true", False: "false"}[value] if isinstance(value, bool) else str(value)


def image(operator: Operator | None, value: Any, row: Row) -> Any:
    """What a value becomes on the wire; NO_IMAGE when nothing. Not for assets, whose images are texts of any kind."""
    match operator:
        case "decimal":
            return str(value)
        case ColumnOperator(column=column):
            return row.get(column)
        case TableOperator(table=table):
            return table.get(key_of(value), NO_IMAGE)
        case _:
            return value


def narrowed(fate: Fate, row: Row) -> Sequence[Any] | None:
    """The wire values a model takes, where a column says so."""
    values = row.get(fate.within) if fate.within else None
    return values if isinstance(values, tuple) else None


def silence(fate: Fate, row: Row) -> Any:
    """What absence means for a model, in normalized terms; NO_IMAGE when nothing is documented."""
    meaning = fate.absent_means
    if isinstance(meaning, ColumnValue):
        value = row.get(meaning.column)
        return NO_IMAGE if value is None else value
    return NO_IMAGE if meaning is None else meaning
