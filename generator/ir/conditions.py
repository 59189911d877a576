"""Conditions: what a JSON Schema demands of a value, as a small frozen tree.

Every node judges one *subject*. As in JSON Schema a demand on objects holds for anything that is not an object; a `Guarded`
node says so, and stands only where the subject's declared type leaves room for other types.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias

JsonType = Literal["object", "array", "string", "number", "integer", "boolean", "null"]
Operator = Literal[">=", "<=", ">", "<"]


@dataclass(frozen=True, slots=True)
class Always:
    """Holds for every value, or for none."""

    holds: bool


@dataclass(frozen=True, slots=True)
class OfType:
    """The subject is of one of these JSON types."""

    types: tuple[JsonType, ...]


@dataclass(frozen=True, slots=True)
class OneOf:
    """The subject equals one of these values (JSON text each). `plain`: Python's `==` tells, because no subject can be
    true where a value is 1, and no value is an array or object."""

    values: tuple[str, ...]
    plain: bool


@dataclass(frozen=True, slots=True)
class Compare:
    """A number against a bound."""

    operator: Operator
    bound: int | float


@dataclass(frozen=True, slots=True)
class MultipleOf:
    """A number is a whole multiple."""

    factor: int | float


@dataclass(frozen=True, slots=True)
class Length:
    """Characters of a string, items of an array or properties of an object, against a bound."""

    of: Literal["characters", "items", "properties"]
    operator: Operator
    bound: int


@dataclass(frozen=True, slots=True)
class Matches:
    """A string has a part that matches the pattern."""

    pattern: str


@dataclass(frozen=True, slots=True)
class Unique:
    """No two items of an array are equal."""


@dataclass(frozen=True, slots=True)
class Has:
    """An object has the property."""

    name: str


@dataclass(frozen=True, slots=True)
class Property:
    """If an object has the property, its value satisfies the condition."""

    name: str
    condition: Condition


@dataclass(frozen=True, slots=True)
class Others:
    """Every property that is not named, and whose name matches no pattern, satisfies the condition."""

    named: tuple[str, ...]
    patterns: tuple[str, ...]
    condition: Condition


@dataclass(frozen=True, slots=True)
class Matching:
    """Every property whose name matches the pattern satisfies the condition."""

    pattern: str
    condition: Condition


@dataclass(frozen=True, slots=True)
class Names:
    """Every property name satisfies the condition."""

    condition: Condition


@dataclass(frozen=True, slots=True)
class Items:
    """Every item of an array satisfies the condition, from position `start` on."""

    condition: Condition
    start: int = 0


@dataclass(frozen=True, slots=True)
class Prefix:
    """The first items of an array satisfy one condition each, as far as there are items."""

    conditions: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Contains:
    """At least `least` and at most `most` items satisfy the condition."""

    condition: Condition
    least: int
    most: int | None


@dataclass(frozen=True, slots=True)
class Guarded:
    """The condition, for subjects of one of these types; other subjects pass."""

    types: tuple[JsonType, ...]
    condition: Condition


@dataclass(frozen=True, slots=True)
class All:
    """Every part holds."""

    parts: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Some:
    """At least one part holds."""

    parts: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class ExactlyOne:
    """One part holds and the others do not."""

    parts: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Not:
    """The condition does not hold."""

    condition: Condition


@dataclass(frozen=True, slots=True)
class When:
    """If `test` holds then `then` holds, else `otherwise`."""

    test: Condition
    then: Condition
    otherwise: Condition


Condition: TypeAlias = (
    Always
    | OfType
    | OneOf
    | Compare
    | MultipleOf
    | Length
    | Matches
    | Unique
    | Has
    | Property
    | Others
    | Matching
    | Names
    | Items
    | Prefix
    | Contains
    | Guarded
    | All
    | Some
    | ExactlyOne
    | Not
    | When
)

TRUE = Always(True)
FALSE = Always(False)


def both(parts: list[Condition]) -> Condition:
    """The conjunction, without parts that always hold."""
    flat: list[Condition] = []
    for part in parts:
        flat.extend(part.parts if isinstance(part, All) else [part])
    kept = tuple(part for part in flat if part != TRUE)
    if FALSE in kept:
        return FALSE
    return kept[0] if len(kept) == 1 else All(kept) if kept else TRUE


def is_larger(condition: Condition, limit: int) -> bool:
    """Whether a condition has more than `limit` nodes when it is written out."""
    waiting = [condition]
    for _ in range(limit):
        if not waiting:
            return False
        waiting.extend(_inner(waiting.pop()))
    return bool(waiting)


def _inner(condition: Condition) -> tuple[Condition, ...]:
    match condition:
        case All(parts) | Some(parts) | ExactlyOne(parts) | Prefix(parts):
            return parts
        case When(test, then, otherwise):
            return (test, then, otherwise)
        case (
            Property(_, inner)
            | Others(_, _, inner)
            | Matching(_, inner)
            | Names(inner)
            | Items(inner, _)
            | Contains(inner, _, _)
            | Guarded(_, inner)
            | Not(inner)
        ):
            return (inner,)
        case _:
            return ()


def looked_at(condition: Condition) -> frozenset[str] | None:
    """The properties of an object that decide whether the condition holds for it; None where any may."""
    match condition:
        case Has(name) | Property(name, _):
            return frozenset([name])
        case Always() | OfType() | Compare() | MultipleOf() | Matches() | Unique() | Items() | Prefix() | Contains():
            return frozenset()
        case Not() | Guarded() | All() | Some() | ExactlyOne() | When():
            parts = [looked_at(part) for part in _inner(condition)]
            known = [part for part in parts if part is not None]
            return frozenset().union(*known) if len(known) == len(parts) else None
        case _:
            return None


def renamed(condition: Condition, names: Mapping[str, str]) -> Condition:
    """The same demand on an object whose properties have other names; what the properties hold keeps its own."""
    match condition:
        case Has(name):
            return Has(names[name])
        case Property(name, inner):
            return Property(names[name], inner)
        case All(parts) | Some(parts) | ExactlyOne(parts):
            return type(condition)(tuple(renamed(part, names) for part in parts))
        case When(test, then, otherwise):
            return When(renamed(test, names), renamed(then, names), renamed(otherwise, names))
        case Not(inner):
            return Not(renamed(inner, names))
        case Guarded(types, inner):
            return Guarded(types, renamed(inner, names))
        case _:
            return condition


def fields(condition: Condition) -> tuple[str, ...]:
    """The properties a condition speaks of, in order of appearance; nested ones dotted (`config.zoom`)."""
    return tuple(dict.fromkeys(_fields(condition)))


def _fields(condition: Condition) -> list[str]:
    match condition:
        case Has(name):
            return [name]
        case Property(name, inner):
            return [f"{name}.{field}" for field in _fields(inner)] or [name]
        case All(parts) | Some(parts) | ExactlyOne(parts):
            return [field for part in parts for field in _fields(part)]
        case When(test, then, otherwise):
            return [field for part in (then, otherwise, test) for field in _fields(part)]
        case Not(inner) | Guarded(_, inner):
            return _fields(inner)
        case _:
            return []
