"""JSON Schema to conditions. Each keyword contributes one demand; the schema is their conjunction."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, cast

from generator.diagnostics import Diagnostic, SpecError
from generator.ir import conditions as c
from generator.ir.conditions import Condition, JsonType
from generator.ir.schemas import (
    Place,
    declared_types,
    has_typed_items,
    has_typed_values,
    is_object,
    lookup,
    properties,
    resolve,
)
from generator.lint.patterns import for_python
from generator.load import Document
from generator.load.shape import children

_BOUNDS: Final[dict[str, c.Operator]] = {
    "minimum": ">=",
    "maximum": "<=",
    "exclusiveMinimum": ">",
    "exclusiveMaximum": "<",
}
_LENGTHS: Final[dict[str, c.Length]] = {
    "minLength": c.Length("characters", ">=", 0),
    "maxLength": c.Length("characters", "<=", 0),
    "minItems": c.Length("items", ">=", 0),
    "maxItems": c.Length("items", "<=", 0),
    "minProperties": c.Length("properties", ">=", 0),
    "maxProperties": c.Length("properties", "<=", 0),
}
_LENGTH_TYPE: Final[dict[str, JsonType]] = {"characters": "string", "items": "array", "properties": "object"}


_NAME: Final = Place("", {"type": "string"})  # what is known of a property's name
# How many schemas or conditions a rule may hold when it is written out, as generated code must.
LIMIT: Final = 2000


@dataclass(frozen=True, slots=True)
class Subject:
    """What is judged: the schema its model declares (None: nothing is known), and the `$ref`s open on the way."""

    declared: Place | None
    open: tuple[str, ...] = ()


def demand(document: Document, place: Place, subject: Subject) -> Condition:
    """Everything the schema demands of the subject. Raises SpecError for a `$ref` that comes back to itself, or that
    leads to more than can be written out."""
    if place.schema is True:
        return c.TRUE
    if place.schema is False:
        return c.FALSE
    if place.has("$ref"):
        return c.both([_behind(document, place, subject), _own(document, place, subject)])
    return _own(document, place, subject)


def _behind(document: Document, place: Place, subject: Subject) -> Condition:
    reference = place.get("$ref")
    if reference in subject.open:
        raise SpecError(
            (
                Diagnostic(
                    document.at(place.pointer),
                    "IR201",
                    f"the rule refers to itself through {reference}",
                    "write the rule without recursion",
                    place.pointer,
                ),
            )
        )
    if not subject.open and _is_larger(document, place):
        raise too_large(document, place, "schemas")
    target = resolve(document, place)
    return demand(document, target, Subject(subject.declared, (*subject.open, reference)))


def too_large(document: Document, place: Place, of: str) -> SpecError:
    """The refusal of a rule whose parts name each other so often that it cannot be written out."""
    message = f"the rule holds more than {LIMIT} {of} when every $ref is written out"
    hint = "let its schemas refer to each other less often"
    return SpecError((Diagnostic(document.at(place.pointer), "IR203", message, hint, place.pointer),))


def _is_larger(document: Document, place: Place) -> bool:
    """Whether a schema holds too many others, each counted once per path to it. A `$ref` back to itself ends a path."""
    waiting: list[tuple[Place, tuple[str, ...]]] = [(place, ())]
    for _ in range(LIMIT):
        if not waiting:
            return False
        here, passed = waiting.pop()
        reference = here.get("$ref")
        if reference and reference not in passed:
            waiting.append((lookup(document, reference), (*passed, reference)))
        waiting.extend(
            (here.child(*path), passed) for path, kind, _ in children("schema", here.schema) if kind == "schema"
        )
    return bool(waiting)


def _own(document: Document, place: Place, subject: Subject) -> Condition:
    found: list[Condition] = []
    for read in _READERS:
        found.extend(read(document, place, subject))
    return c.both(found)


def _guard(document: Document, subject: Subject, kind: JsonType, condition: Condition) -> Condition:
    known = declared_types(document, subject.declared)
    if condition == c.TRUE or kind not in known:
        return c.TRUE  # says nothing about what the subject can be
    return condition if known <= {kind} else c.Guarded((kind,), condition)


def _types(document: Document, place: Place, subject: Subject) -> list[Condition]:
    if not place.has("type"):
        return []
    named = place.get("type")
    types = cast(tuple[JsonType, ...], (named,) if isinstance(named, str) else tuple(named))
    known = declared_types(document, subject.declared)
    return [] if "integer" not in types and known <= set(types) else [c.OfType(types)]


def _values(document: Document, place: Place, subject: Subject) -> list[Condition]:
    lists = [
        [place.get("const")] if key == "const" else place.get("enum") for key in ("const", "enum") if place.has(key)
    ]
    known = declared_types(document, subject.declared)
    return [
        c.OneOf(tuple(map(json.dumps, values)), all(_is_plain(value, known) for value in values)) for values in lists
    ]


def _is_plain(value: object, known: frozenset[str]) -> bool:
    if isinstance(value, bool):
        return "number" not in known
    return value is None or isinstance(value, str) or (isinstance(value, int | float) and "boolean" not in known)


def _numbers(document: Document, place: Place, subject: Subject) -> list[Condition]:
    found: list[Condition] = [c.Compare(sign, place.get(key)) for key, sign in _BOUNDS.items() if place.has(key)]
    if place.has("multipleOf"):
        found.append(c.MultipleOf(place.get("multipleOf")))
    return [_guard(document, subject, "number", condition) for condition in found]


def _lengths(document: Document, place: Place, subject: Subject) -> list[Condition]:
    return [
        _guard(document, subject, _LENGTH_TYPE[length.of], c.Length(length.of, length.operator, place.get(key)))
        for key, length in _LENGTHS.items()
        if place.has(key)
    ]


def _strings(document: Document, place: Place, subject: Subject) -> list[Condition]:
    return (
        [_guard(document, subject, "string", c.Matches(for_python(place.get("pattern"))))]
        if place.has("pattern")
        else []
    )


def _arrays(document: Document, place: Place, subject: Subject) -> list[Condition]:
    found: list[Condition] = []
    item = _member(document, subject, "items")
    prefix = len(place.get("prefixItems", ()))
    if prefix:
        nothing = Subject(None, subject.open)
        firsts = tuple(demand(document, place.child("prefixItems", i), nothing) for i in range(prefix))
        found.append(c.Prefix(firsts) if set(firsts) != {c.TRUE} else c.TRUE)
    if place.has("items"):
        inner = demand(document, place.child("items"), item)
        found.append(c.Items(inner, prefix) if inner != c.TRUE else c.TRUE)
    if place.has("contains"):
        inner = demand(document, place.child("contains"), item)
        found.append(c.Contains(inner, place.get("minContains", 1), place.get("maxContains")))
    if place.get("uniqueItems"):
        found.append(c.Unique())
    return [_guard(document, subject, "array", condition) for condition in found]


def _member(document: Document, subject: Subject, keyword: str) -> Subject:
    """What is known of the items of an array, or of the values of an object: what their declared type states."""
    declared = resolve(document, subject.declared) if subject.declared else None
    states = has_typed_items if keyword == "items" else has_typed_values
    if declared is None or not states(declared) or is_object(document, declared):  # a class types its fields only
        return Subject(None, subject.open)
    return Subject(declared.child(keyword), subject.open)


def _objects(document: Document, place: Place, subject: Subject) -> list[Condition]:
    found: list[Condition] = [c.Has(name) for name in place.get("required", ())]
    known = subject.declared is not None and is_object(document, subject.declared)
    declared = properties(document, subject.declared) if subject.declared and known else {}
    for name in place.get("properties", {}):
        inner = demand(document, place.child("properties", name), Subject(declared.get(name), subject.open))
        found.append(c.Property(name, inner) if inner != c.TRUE else c.TRUE)
    found.extend(_names(document, place, subject))
    for name, needed in place.get("dependentRequired", {}).items():
        found.append(c.When(c.Has(name), c.both([c.Has(other) for other in needed]), c.TRUE))
    for name in place.get("dependentSchemas", {}):
        inner = demand(document, place.child("dependentSchemas", name), subject)
        found.append(c.When(c.Has(name), inner, c.TRUE) if inner != c.TRUE else c.TRUE)
    return [_guard(document, subject, "object", condition) for condition in found]


def _names(document: Document, place: Place, subject: Subject) -> list[Condition]:
    """What is demanded of properties that are found by their name: `patternProperties`, `propertyNames`, the others."""
    found: list[Condition] = []
    nothing = Subject(None, subject.open)
    for pattern in place.get("patternProperties", {}):
        inner = demand(document, place.child("patternProperties", pattern), nothing)
        found.append(c.Matching(for_python(pattern), inner) if inner != c.TRUE else c.TRUE)
    if place.has("propertyNames"):
        inner = demand(document, place.child("propertyNames"), Subject(_NAME, subject.open))
        found.append(c.Names(inner) if inner != c.TRUE else c.TRUE)
    if place.get("additionalProperties", True) is not True:
        other = _member(document, subject, "additionalProperties")
        inner = demand(document, place.child("additionalProperties"), other)
        named, patterns = tuple(place.get("properties", {})), tuple(map(for_python, place.get("patternProperties", {})))
        found.append(c.Others(named, patterns, inner) if inner != c.TRUE else c.TRUE)
    return found


def _combined(document: Document, place: Place, subject: Subject) -> list[Condition]:
    def branches(keyword: str) -> tuple[Condition, ...]:
        return tuple(demand(document, place.child(keyword, i), subject) for i in range(len(place.get(keyword, ()))))

    found: list[Condition] = [*branches("allOf")]
    if place.has("anyOf"):
        found.append(c.Some(branches("anyOf")))
    if place.has("oneOf"):
        found.append(c.ExactlyOne(branches("oneOf")))
    if place.has("not"):
        found.append(c.Not(demand(document, place.child("not"), subject)))
    if place.has("if"):
        then = demand(document, place.child("then"), subject) if place.has("then") else c.TRUE
        otherwise = demand(document, place.child("else"), subject) if place.has("else") else c.TRUE
        if (then, otherwise) != (c.TRUE, c.TRUE):
            found.append(c.When(demand(document, place.child("if"), subject), then, otherwise))
    return found


_READERS: Final[tuple[Callable[[Document, Place, Subject], list[Condition]], ...]] = (
    _types,
    _values,
    _numbers,
    _lengths,
    _strings,
    _arrays,
    _objects,
    _combined,
)
