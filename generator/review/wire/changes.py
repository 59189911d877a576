"""What differs between two schemas in their own words, as facets: `max-set`, `enum-value-removed`, `type-changed` …

A facet is named as the rule of a body, a property or a parameter ends. What stands below (properties, items, branches) is
the business of walk.py; which of its words came or went is structure.py's.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from generator.diagnostics import excerpt
from generator.load.document import join_pointer
from generator.review.wire.same import key, keys
from generator.review.wire.schema import Schema

BOUND_NAMES = {
    "maximum": "max",
    "minimum": "min",
    "maxLength": "max-length",
    "minLength": "min-length",
    "maxItems": "max-items",
    "minItems": "min-items",
    "maxProperties": "max-properties",
    "minProperties": "min-properties",
    "minContains": "min-contains",
    "maxContains": "max-contains",
    "exclusiveMinimum": "exclusive-min",
    "exclusiveMaximum": "exclusive-max",
}
_WIDER_FORMATS = (("int64", "int32"), ("double", "float"))
_ANYTHING = frozenset((".*", "^.*$", "^.*", ".*$"))


@dataclass(frozen=True, slots=True)
class Change:
    """One difference. `clause` goes on after the name of what changed; `base` and `head` are pointers, "" where it is not.

    `detail` tells two changes of one facet in one schema apart.
    """

    facet: str
    clause: str
    base: str
    head: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Use:
    """How a schema is used, as far as it decides what a change means. `loose`: values travel as text, JSON is not enforced."""

    is_request: bool
    loose: bool = False


def own_changes(base: Schema, head: Schema, use: Use) -> Iterator[Change]:
    """The changes of a schema's own words."""
    if base.never != head.never:
        facet, clause = ("false", "accepts no value any more") if head.never else ("not-false", "accepts values again")
        yield Change(f"schema-became-{facet}", clause, base.pointer, head.pointer)
        return
    yield from _types(base, head, use)
    if base.nullable != head.nullable:
        facet, clause = (
            ("nullable", "may be null now") if head.nullable else ("not-nullable", "may not be null any more")
        )
        yield Change(f"became-{facet}", clause, _spot(base, "nullable", "type"), _spot(head, "nullable", "type"))
    if are_strangers(base, head):
        # nothing of the old value holds for the new one but that its values are listed now
        yield from (change for change in _listed_values(base, head, use) if change.facet == "became-enum")
        return
    for word, name in BOUND_NAMES.items():
        yield from _bound(word, name, base, head)
    yield from _multiple(base, head, use)
    yield from _unique(base, head)
    yield from _pattern(base, head, use)
    yield from _listed_values(base, head, use)
    yield from _value("const", "const", base, head)
    yield from _value("default", "default-value", base, head)


def _spot(schema: Schema, *words: str) -> str:
    return next((schema.places[word] for word in words if word in schema.places), schema.pointer)


def _types(base: Schema, head: Schema, use: Use) -> Iterator[Change]:
    old_format, new_format = base.words.get("format"), head.words.get("format")
    if base.types == head.types and old_format == new_format:
        return
    places = (_spot(base, "type", "format"), _spot(head, "type", "format"))
    if base.types == head.types:
        places = (_spot(base, "format", "type"), _spot(head, "format", "type"))
    if (base.listed or head.listed) and base.types and head.types and base.types != head.types:
        yield from _list_of_types(base, head, places)
        return
    facet = _type_facet(base, head, use)
    clause = f"type changed from {type_text(base)} to {type_text(head)}"
    yield Change(facet, clause, *places)


def _list_of_types(base: Schema, head: Schema, places: tuple[str, str]) -> Iterator[Change]:
    lost, won = sorted(base.types - head.types), sorted(head.types - base.types)
    lost = [name for name in lost if not (name == "integer" and "number" in head.types)]
    if lost:
        yield Change("list-of-types-narrowed", f"type {' and '.join(lost)} was removed from the list of types", *places)
    if won:
        yield Change("list-of-types-widened", f"type {' and '.join(won)} was added to the list of types", *places)


def _type_facet(base: Schema, head: Schema, use: Use) -> str:
    if takes_all_of(head, base):
        # a format alone is not judged in answers: no model is narrower for it
        is_read_as_before = not use.is_request and base.types == head.types
        return "type-compatible" if is_read_as_before else "type-generalized"
    if takes_all_of(base, head):
        return "type-specialized"
    carried = head if use.is_request else base
    return (
        "type-compatible"
        if use.loose and carried.types == {"string"} and "format" not in carried.words
        else "type-changed"
    )


def takes_all_of(wide: Schema, narrow: Schema) -> bool:
    """Whether every value of the one type and format is one of the other."""
    types = {"number" if name == "integer" and "number" in wide.types else name for name in narrow.types}
    if wide.types and not (types and types <= wide.types):
        return False
    wide_format, narrow_format = wide.words.get("format"), narrow.words.get("format")
    return wide_format in (None, narrow_format) or (wide_format, narrow_format) in _WIDER_FORMATS


def type_text(schema: Schema) -> str:
    """A type with its format, as `string (uri)`; `any` when none is said."""
    named = " or ".join(sorted(schema.types)) or "any"
    found = schema.words.get("format")
    return f"{named} ({found})" if found else named


def _bound(word: str, name: str, base: Schema, head: Schema) -> Iterator[Change]:
    old, new = _number(base.words.get(word)), _number(head.words.get(word))
    if old == new:
        return
    old = _number(base.spoken.get(word)) if old is None else old
    new = _number(head.spoken.get(word)) if new is None else new
    places = (base.at(word), head.at(word))
    if old is None:
        yield Change(f"{name}-set", f"{word} was set to {excerpt(new)}", *places)
    elif new is None:
        yield Change(f"{name}-unset", f"{word} {excerpt(old)} was removed", *places)
    else:
        way = "increased" if new > old else "decreased"
        yield Change(f"{name}-{way}", f"{word} was {way} from {excerpt(old)} to {excerpt(new)}", *places)


def _number(value: Any) -> int | float | None:
    return value if isinstance(value, int | float) and not isinstance(value, bool) else None


def _multiple(base: Schema, head: Schema, use: Use) -> Iterator[Change]:
    old, new = _number(base.words.get("multipleOf")), _number(head.words.get("multipleOf"))
    if old == new:
        return
    places = (base.at("multipleOf"), head.at("multipleOf"))
    if old is None or new is None:
        facet = "set" if old is None else "unset"
        clause = f"multipleOf was set to {excerpt(new)}" if old is None else f"multipleOf {excerpt(old)} was removed"
        yield Change(f"multiple-of-{facet}", clause, *places)
        return
    facet = "changed"
    if use.is_request and _divides(new, old):
        facet = "generalized"
    elif not use.is_request and _divides(old, new):
        facet = "specialized"
    yield Change(f"multiple-of-{facet}", f"multipleOf was changed from {excerpt(old)} to {excerpt(new)}", *places)


def _divides(part: int | float, whole: int | float) -> bool:
    if not part:
        return False
    times = whole / part
    return abs(times - round(times)) < 1e-9


def _unique(base: Schema, head: Schema) -> Iterator[Change]:
    old, new = base.words.get("uniqueItems") is True, head.words.get("uniqueItems") is True
    if old != new:
        facet, clause = ("set", "items must differ now") if new else ("unset", "items need not differ any more")
        yield Change(f"unique-items-{facet}", clause, base.at("uniqueItems"), head.at("uniqueItems"))


def _pattern(base: Schema, head: Schema, use: Use) -> Iterator[Change]:
    old, new = base.words.get("pattern"), head.words.get("pattern")
    if old == new:
        return
    places = (base.at("pattern"), head.at("pattern"))
    if old is None:
        yield Change("pattern-added", f"the pattern {excerpt(new)} was added", *places)
    elif new is None:
        yield Change("pattern-removed", f"the pattern {excerpt(old)} was removed", *places)
    else:
        facet = "generalized" if use.is_request and new in _ANYTHING else "changed"
        yield Change(f"pattern-{facet}", f"the pattern was changed from {excerpt(old)} to {excerpt(new)}", *places)


def _listed_values(base: Schema, head: Schema, use: Use) -> Iterator[Change]:
    """What changed about listed values. In answers a closed list is as open as one of known values."""
    if not use.is_request:
        words = ["enum" if "enum" in side.words else "known" for side in (base, head)]
        yield from _enum(base, head, words[0], words[1])
        return
    yield from _enum(base, head, "enum", "enum")
    if "known" in base.words and "known" in head.words:
        known = _enum(base, head, "known", "known")
        yield from (replace(change, facet=change.facet.replace("enum", "known")) for change in known)


def _enum(base: Schema, head: Schema, old_word: str, new_word: str) -> Iterator[Change]:
    old, new = base.words.get(old_word), head.words.get(new_word)
    places = (base.at(old_word), head.at(new_word))
    before, after = keys(old), keys(new)
    if not isinstance(old, list) or not isinstance(new, list):
        if isinstance(new, list):
            verb = "was restricted to" if new_word == "enum" else "is documented with"
            yield Change("became-enum", f"{verb} the values {_values(new)}", *places)
        elif isinstance(old, list):
            verb = "is not restricted to" if old_word == "enum" else "is not documented with"
            yield Change("became-not-enum", f"{verb} the values {_values(old)} any more", *places)
        return
    for one, value in before.items():
        if one not in after:
            where = join_pointer(places[0], list(before).index(one))
            yield Change("enum-value-removed", f"enum value {excerpt(value)} was removed", where, places[1], one)
    for one, value in after.items():
        if one not in before:
            where = join_pointer(places[1], list(after).index(one))
            yield Change("enum-value-added", f"enum value {excerpt(value)} was added", places[0], where, one)


def are_strangers(base: Schema, head: Schema) -> bool:
    """Whether no value can be of both types, so that nothing else is worth comparing."""
    if not base.types or not head.types:
        return False
    return not base.types & head.types and not {"integer", "number"} <= base.types | head.types


def _values(values: list[Any]) -> str:
    shown = ", ".join(excerpt(value) for value in values[:8])
    return shown + (", …" if len(values) > 8 else "")


def _value(word: str, name: str, base: Schema, head: Schema) -> Iterator[Change]:
    places = (base.at(word), head.at(word))
    old, new = word in base.words, word in head.words
    what = "the default" if word == "default" else word
    if old and new:
        before, after = base.words[word], head.words[word]
        if key(before) != key(after):
            clause = f"{what} was changed from {excerpt(before)} to {excerpt(after)}"
            yield Change(f"{name}-changed", clause, *places)
    elif new:
        yield Change(f"{name}-added", f"{what} {excerpt(head.words[word])} was added", *places)
    elif old:
        yield Change(f"{name}-removed", f"{what} {excerpt(base.words[word])} was removed", *places)
