"""What a schema demands beyond the type of its model: constraints that pydantic's Field judges, and rules.

Every keyword is accounted for once: by the type, by a Field argument, or by a rule.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from typing import Any, Final

from generator.ir import conditions as c
from generator.ir import prose
from generator.ir.conditions import Condition
from generator.ir.demands import LIMIT, Subject, demand, too_large
from generator.ir.model import Rule
from generator.ir.nominees import ANNOTATIONS, Nominee, options
from generator.ir.schemas import (
    Place,
    has_typed_items,
    has_typed_values,
    is_composition,
    parts,
    properties,
    resolve,
    tag_of,
)
from generator.ir.types import Shaper, has_literal_type, type_names
from generator.lint.patterns import for_rust

# A JSON Schema keyword, by the type it judges, and the argument of pydantic's Field that judges the same.
_FIELD_ARGUMENTS: Final[Mapping[str, Mapping[str, str]]] = {
    "string": {"minLength": "min_length", "maxLength": "max_length", "pattern": "pattern"},
    "number": {"minimum": "ge", "maximum": "le", "exclusiveMinimum": "gt", "exclusiveMaximum": "lt"},
    "array": {"minItems": "min_length", "maxItems": "max_length"},
}
# Keywords that say nothing without another one: they go along with it.
_COMPANIONS: Final[Mapping[str, tuple[str, ...]]] = {
    "if": ("then", "else"),
    "contains": ("minContains", "maxContains"),
    "items": ("prefixItems",),
    "additionalProperties": ("properties", "patternProperties"),
}
_FOLLOWERS: Final = frozenset({"then", "else", "minContains", "maxContains"})


def constraints(shaper: Shaper, place: Place) -> Iterator[tuple[str, int | float | str]]:
    """The arguments of pydantic's Field for a property."""
    resolved = resolve(shaper.document, place)
    for keyword, argument in _judged_by_field(shaper, place).items():
        if resolved.has(keyword):
            yield argument, _argument(argument, resolved.get(keyword), "integer" in type_names(shaper, resolved))


def _argument(name: str, value: Any, is_integer: bool) -> int | float | str:
    if name == "pattern":
        return for_rust(value)
    number: int | float = value
    if name.endswith("_length"):
        return int(number)
    if is_integer:  # an integer field takes integer bounds only: 0.5 and more is 1 and more
        return math.ceil(number) if name in ("ge", "lt") else math.floor(number)
    return number


def _judged_by_field(shaper: Shaper, place: Place) -> Mapping[str, str]:
    resolved = resolve(shaper.document, place)
    types = shaper.types(place) - {"null"}
    if len(types) != 1 or resolved.has("enum", "const") or options(resolved):
        return {}
    if len(set(type_names(shaper, resolved)) - {"null"}) != 1:  # integer and number: a union, judged by a rule
        return {}
    return _FIELD_ARGUMENTS.get(next(iter(types)), {})


def model_rules(shaper: Shaper, nominee: Nominee) -> Iterator[Rule]:
    """The rules of a model: of the class's own schema and of its members; of the whole value when it is no class."""
    place = nominee.place
    if not nominee.is_class:
        yield from _rules_of(shaper, place, place, own_residue(shaper, place, direct=False))
        return
    chosen = properties(shaper.document, place)
    closed_by_class = is_closed(shaper, place)
    for part in parts(shaper.document, place):
        yield from _part_rules(shaper, part, place, closed_by_class)
        for name in part.get("properties", {}):
            if chosen[name].pointer != part.child("properties", name).pointer:  # declared again: both must hold
                yield from _repeated(shaper, part.child("properties", name), name, chosen[name])
    yield from member_rules(shaper, chosen)


def member_rules(shaper: Shaper, members: Mapping[str, Place]) -> Iterator[Rule]:
    """The rules of single properties or parameters."""
    for name, member in members.items():
        if resolve(shaper.document, member).get("readOnly") is True:
            yield _rule(shaper, member, c.Not(c.Has(name)), f"{name} is read-only: the provider sets it")
            continue
        condition = residue(shaper, member, direct=True)
        if condition != c.TRUE:
            yield _rule(shaper, member, c.Property(name, condition), _said(shaper, member, condition))


def is_closed(shaper: Shaper, place: Place) -> bool:
    """Whether a class itself refuses what it does not declare. A schema composed of others is closed by a rule instead:
    its `additionalProperties` does not see the properties of the others."""
    every = list(parts(shaper.document, place))
    return len(every) == 1 and every[0].get("additionalProperties") is False and not every[0].has("patternProperties")


def _repeated(shaper: Shaper, place: Place, name: str, chosen: Place) -> Iterator[Rule]:
    condition = demand(shaper.document, place, Subject(chosen))
    if condition != c.TRUE:
        yield _rule(shaper, place, c.Property(name, condition), "")


def _said(shaper: Shaper, member: Place, condition: Condition) -> str:
    refused = resolve(shaper.document, member).get("not")
    return str(refused.get("description", "")) if isinstance(condition, c.Not) and isinstance(refused, dict) else ""


def _part_rules(shaper: Shaper, part: Place, place: Place, closed_by_class: bool) -> Iterator[Rule]:
    for index in range(len(part.get("allOf", ()))):
        entry = part.child("allOf", index)
        if not is_composition(shaper.document, entry):
            yield from _rules_of(shaper, entry, entry, demand(shaper.document, entry, Subject(place)))
    for keyword, value in _validating(part, closed_by_class).items():
        alone = _alone(shaper, part, place, keyword, value)
        condition = demand(shaper.document, alone, Subject(place))
        yield from _rules_of(shaper, Place(f"{part.pointer}/{keyword}", None), alone, condition)


def _validating(part: Place, closed_by_class: bool) -> dict[str, Any]:
    typed = {"type", "properties", "allOf", "$ref", *_FOLLOWERS, *(["additionalProperties"] if closed_by_class else [])}
    return {key: value for key, value in part.schema.items() if key not in typed | ANNOTATIONS}


def _alone(shaper: Shaper, part: Place, place: Place, keyword: str, value: Any) -> Place:
    """A schema of one keyword and its companions; what the class already sees to is left out."""
    alone = {keyword: value, **{other: part.get(other) for other in _COMPANIONS.get(keyword, ()) if part.has(other)}}
    if keyword == "required":
        declared = properties(shaper.document, place)
        alone["required"] = [name for name in value if name not in declared]
    if keyword == "additionalProperties":
        alone["properties"] = dict.fromkeys(part.get("properties", {}), True)
        alone["patternProperties"] = dict.fromkeys(part.get("patternProperties", {}), True)
    return Place(part.pointer, alone)


def _rules_of(shaper: Shaper, where: Place, said: Place, condition: Condition) -> Iterator[Rule]:
    if condition != c.TRUE:
        yield _rule(shaper, where, condition, prose.rule_text(said) if where is said else "")


def _rule(shaper: Shaper, place: Place, condition: Condition, message: str) -> Rule:
    if c.is_larger(condition, LIMIT):
        raise too_large(shaper.document, place, "conditions")
    source = shaper.document.source(place.pointer)
    return Rule(message or prose.words(condition), c.fields(condition), condition, source)


def residue(shaper: Shaper, place: Place, *, direct: bool) -> Condition:
    """What a property's schema demands beyond its type. `direct`: pydantic's Field judges the simple constraints."""
    place = resolve(shaper.document, place)
    key = (place.pointer, direct)
    if key not in shaper.residues:
        shaper.residues[key] = _residue(shaper, place, direct)
    return shaper.residues[key]


def _residue(shaper: Shaper, place: Place, direct: bool) -> Condition:
    nominee = shaper.nominee(place, "request")
    if nominee is None or nominee.kind != "model":
        return own_residue(shaper, place, direct=direct)
    if nominee.is_class and "null" in shaper.types(place):
        whole = demand(shaper.document, place, Subject(Place("", {"type": "null"})))
        return c.TRUE if whole == c.TRUE else c.When(c.OfType(("null",)), whole, c.TRUE)
    return c.TRUE  # its own class judges it


def own_residue(shaper: Shaper, place: Place, *, direct: bool) -> Condition:
    """The same for a schema that has no class."""
    if not isinstance(place.schema, dict):
        return demand(shaper.document, place, Subject(None))
    if not place.has("const", "enum") and options(place):
        return _union_residue(shaper, place)
    typed = _typed(shaper, place) | (set(_judged_by_field(shaper, place)) if direct else set())
    rest = {key: value for key, value in place.schema.items() if key not in typed}
    found = [demand(shaper.document, Place(place.pointer, rest), Subject(_stated(shaper, place, typed)))]
    if "items" in typed:
        inner = residue(shaper, place.child("items"), direct=False)
        found.append(_guarded(shaper, place, "array", c.Items(inner)) if inner != c.TRUE else c.TRUE)
    if "additionalProperties" in typed:
        inner = residue(shaper, place.child("additionalProperties"), direct=False)
        found.append(_guarded(shaper, place, "object", c.Others((), (), inner)) if inner != c.TRUE else c.TRUE)
    return c.both(found)


def _stated(shaper: Shaper, place: Place, typed: set[str]) -> Place | None:
    """What the type of a nameless schema states: all that a rule may take for granted."""
    stated = {
        key: place.schema[key] for key in ("type", "items", "additionalProperties") if key in typed & set(place.schema)
    }
    if "type" not in stated:
        if not place.has("const", "enum") and type_names(shaper, place) == ["any"]:
            return None
        stated["type"] = sorted(shaper.types(place))
    return Place(place.pointer, stated)


def _typed(shaper: Shaper, place: Place) -> set[str]:
    """The keywords that the type of a nameless schema has seen to."""
    if place.has("const", "enum"):
        return {"type", "const", "enum"} if has_literal_type(place) else set()
    if not place.has("type") or type_names(shaper, place) == ["any"]:
        return set()
    kinds = place.get("type")
    names = [kinds] if isinstance(kinds, str) else kinds
    items = {"items"} if "array" in names and has_typed_items(place) else set[str]()
    values = {"additionalProperties"} if "object" in names and has_typed_values(place) else set[str]()
    return {"type", *items, *values}


def _guarded(shaper: Shaper, place: Place, kind: c.JsonType, condition: Condition) -> Condition:
    return condition if shaper.types(place) <= {kind} else c.Guarded((kind,), condition)


def _union_residue(shaper: Shaper, place: Place) -> Condition:
    branches = options(place)
    plain = all(residue(shaper, branch, direct=False) == c.TRUE for branch in branches)
    if plain and (place.has("anyOf") or _is_disjoint(shaper, branches)):
        return c.TRUE
    return demand(shaper.document, place, Subject(place))


def _is_disjoint(shaper: Shaper, branches: list[Place]) -> bool:
    """Whether no value can satisfy two branches: their types differ, or a required property has other values in each."""
    kinds = [shaper.types(branch) for branch in branches]
    if sum(map(len, kinds)) == len(frozenset().union(*kinds)):
        return True
    return bool(tag_of(shaper.document, branches))
