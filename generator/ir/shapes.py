"""From schemas to models: the type of every property, the constraints pydantic judges, and the rules that remain."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from generator.ir import conditions as c
from generator.ir import naming, prose
from generator.ir.conditions import Condition
from generator.ir.demands import Subject, demand
from generator.ir.model import Alias, Field, Model, Role, Rule, TypeSchema
from generator.ir.nominees import Key, Nominee, is_object, options
from generator.ir.schemas import Place, declared_types, is_composition, parts, properties, required, resolve
from generator.load import Document

FILE: Final[TypeSchema] = {"type": "string", "customTypePath": "stillmotion._runtime.files.FileInput"}
ANY: Final[TypeSchema] = {"type": "string", "customTypePath": "pydantic.JsonValue"}
# A JSON Schema keyword, by the type it judges, and the argument of pydantic's Field that judges the same.
_FIELD_ARGUMENTS: Final[Mapping[str, Mapping[str, str]]] = {
    "string": {"minLength": "min_length", "maxLength": "max_length", "pattern": "pattern"},
    "number": {
        "minimum": "ge",
        "maximum": "le",
        "exclusiveMinimum": "gt",
        "exclusiveMaximum": "lt",
    },
    "array": {"minItems": "min_length", "maxItems": "max_length"},
}


@dataclass(frozen=True, slots=True)
class Shaper:
    """The contract and the names given to its schemas: what every question below needs."""

    document: Document
    nominees: Mapping[Key, Nominee]
    names: Mapping[Key, str]

    def name_of(self, place: Place, role: Role) -> str | None:
        """The class or alias name of a schema, when it has one."""
        return self.names.get((resolve(self.document, place).pointer, role))


def type_of(shaper: Shaper, place: Place, role: Role) -> TypeSchema:
    """The type of a schema for models of a role; answers keep their enumerations open."""
    name = shaper.name_of(place, role)
    if name is not None:
        nullable = shaper.nominees[resolve(shaper.document, place).pointer, role].kind == "model" and "null" in _types(
            shaper, place
        )
        reference: TypeSchema = {"$ref": f"#/$defs/{name}"}
        return _union([reference, {"type": "null"}]) if nullable else reference
    return anonymous_type(shaper, resolve(shaper.document, place), role)


def anonymous_type(shaper: Shaper, place: Place, role: Role) -> TypeSchema:
    """The type of a schema, spelled out: what an alias stands for, and what nameless schemas are."""
    branches = list(options(place))
    if place.has("const", "enum"):
        return _values_type(shaper, place, role)
    if branches:
        return _union([type_of(shaper, branch, role) for branch in branches])
    return _union([_single_type(shaper, place, role, name) for name in _type_names(shaper, place)])


def _type_names(shaper: Shaper, place: Place) -> list[str]:
    named = place.get("type")
    if named is None:
        types = _types(shaper, place)
        return sorted(types) if len(types) < 3 else ["any"]
    return [named] if isinstance(named, str) else list(named)


def _types(shaper: Shaper, place: Place) -> frozenset[str]:
    return declared_types(shaper.document, place)


def _single_type(shaper: Shaper, place: Place, role: Role, name: str) -> TypeSchema:
    match name:
        case "any":
            return ANY
        case "string" if place.get("format") == "binary":
            return FILE
        case "array":
            items = place.get("items")
            return {
                "type": "array",
                "items": type_of(shaper, place.child("items"), role) if isinstance(items, dict) else ANY,
            }
        case "object":
            others = place.get("additionalProperties")
            inner = type_of(shaper, place.child("additionalProperties"), role) if isinstance(others, dict) else ANY
            return {"type": "object", "additionalProperties": inner}
        case _:
            return {"type": name}


def _values_type(shaper: Shaper, place: Place, role: Role) -> TypeSchema:
    values = [place.get("const")] if place.has("const") else list(place.get("enum"))
    plain = [value for value in values if isinstance(value, str | int | bool) or value is None]
    if len(plain) < len(values) or any(isinstance(value, bool) for value in values):
        return _union(
            [_single_type(shaper, Place(place.pointer, {}), role, name) for name in sorted(_types(shaper, place))]
        )
    named: list[Any] = [value for value in values if value is not None]
    branches: list[TypeSchema] = [{"enum": named}] if named else []
    if role == "answer":
        branches.extend(
            {"type": name} for name in sorted({"integer" if isinstance(v, int) else "string" for v in named})
        )
    return _union([*branches, *([{"type": "null"}] if None in values else [])])


def _union(branches: list[TypeSchema]) -> TypeSchema:
    flat: list[TypeSchema] = []
    for branch in branches:
        flat.extend(inner for inner in branch.get("anyOf", [branch]) if inner not in flat)
    return ANY if ANY in flat else flat[0] if len(flat) == 1 else {"anyOf": flat}


def alias(shaper: Shaper, key: Key) -> Alias:
    """The named type of an enumeration or union."""
    nominee = shaper.nominees[key]
    return Alias(
        shaper.names[key],
        anonymous_type(shaper, nominee.place, nominee.role),
        prose.text(nominee.place),
        shaper.document.source(nominee.place.pointer),
    )


def model(shaper: Shaper, key: Key) -> Model:
    """The class of a schema in a role. Rules and closure are for requests; answers keep what is unknown."""
    nominee = shaper.nominees[key]
    place, role = nominee.place, nominee.role
    is_class = is_object(shaper.document, place)
    return Model(
        name=shaper.names[key],
        role=role,
        doc=prose.text(place),
        fields=fields(shaper, properties(shaper.document, place), required(shaper.document, place), role)
        if is_class
        else (),
        closed=role == "request" and is_closed(shaper.document, place),
        rules=tuple(rules(shaper, place)) if role == "request" else (),
        root=None if is_class else anonymous_type(shaper, place, role),
        source=shaper.document.source(place.pointer),
    )


def is_closed(document: Document, place: Place) -> bool:
    """Whether the schema, or one it is composed of, refuses properties it does not declare."""
    return any(part.get("additionalProperties") is False for part in parts(document, place))


def fields(shaper: Shaper, members: Mapping[str, Place], needed: frozenset[str], role: Role) -> tuple[Field, ...]:
    """The fields of a class, required ones first, otherwise in the contract's order."""
    reserved = naming.MODEL_MEMBERS | naming.BUILTINS | naming.MODULE_NAMES
    pythons = naming.allocate({name: naming.snake(name) for name in members}, reserved)
    ordered = sorted(members, key=lambda name: name not in needed)
    return tuple(_field(shaper, name, pythons[name], members[name], name in needed, role) for name in ordered)


def _field(shaper: Shaper, wire: str, python: str, place: Place, needed: bool, role: Role) -> Field:
    type_schema = type_of(shaper, place, role)
    return Field(
        python=python,
        wire=wire,
        type=type_schema,
        required=needed,
        nullable="null" in _types(shaper, place),
        constraints=tuple(_constraints(shaper, place)),
        doc=prose.property_text(shaper.document, place),
    )


def _constraints(shaper: Shaper, place: Place) -> Iterator[tuple[str, int | float | str]]:
    arguments = _judged_by_field(shaper, place)
    resolved = resolve(shaper.document, place)
    for keyword, argument in arguments.items():
        if resolved.has(keyword):
            yield argument, resolved.get(keyword)


def _judged_by_field(shaper: Shaper, place: Place) -> Mapping[str, str]:
    resolved = resolve(shaper.document, place)
    types = _types(shaper, place) - {"null"}
    if len(types) != 1 or resolved.has("enum", "const", "anyOf", "oneOf"):
        return {}
    return _FIELD_ARGUMENTS.get(next(iter(types)), {})


def rules(shaper: Shaper, place: Place) -> Iterator[Rule]:
    """Every demand on a value that its model's types and field constraints do not already make."""
    for part in parts(shaper.document, place):
        yield from _own_rules(shaper, part, place)
    for name, member in properties(shaper.document, place).items():
        condition = residue(shaper, member, direct=True)
        if condition != c.TRUE:
            yield _rule(shaper, member, c.Property(name, condition), _said(shaper, member, condition))
    if not is_object(shaper.document, place):
        condition = _own_residue(shaper, place, direct=False)
        if condition != c.TRUE:
            yield _rule(shaper, place, condition, "")


def _said(shaper: Shaper, member: Place, condition: Condition) -> str:
    refused = resolve(shaper.document, member).get("not")
    return str(refused.get("description", "")) if isinstance(condition, c.Not) and isinstance(refused, dict) else ""


def _own_rules(shaper: Shaper, part: Place, place: Place) -> Iterator[Rule]:
    if not is_object(shaper.document, place):
        return
    for index in range(len(part.get("allOf", ()))):
        entry = part.child("allOf", index)
        if not is_composition(shaper.document, entry):
            yield from _entry(shaper, entry, place, prose.rule_text(entry))
    kept = {key: part.get(key) for key in _OBJECT_RULES if part.has(key)}
    for key, value in kept.items():
        companions = {other: part.get(other) for other in ("then", "else") if key == "if" and part.has(other)}
        yield from _entry(shaper, Place(part.pointer, {key: value, **companions}), place, "", f"{part.pointer}/{key}")


_OBJECT_RULES: Final = ("anyOf", "oneOf", "not", "if", "dependentRequired", "minProperties", "maxProperties")


def _entry(shaper: Shaper, entry: Place, place: Place, message: str, pointer: str = "") -> Iterator[Rule]:
    condition = demand(shaper.document, entry, Subject(place))
    if condition != c.TRUE:
        yield _rule(shaper, Place(pointer or entry.pointer, entry.schema), condition, message)


def _rule(shaper: Shaper, place: Place, condition: Condition, message: str) -> Rule:
    return Rule(
        message or prose.words(condition), c.fields(condition), condition, shaper.document.source(place.pointer)
    )


def residue(shaper: Shaper, place: Place, *, direct: bool) -> Condition:
    """What a property's schema demands beyond its type. `direct`: pydantic's Field judges the simple constraints."""
    place = resolve(shaper.document, place)
    nominee = shaper.nominees.get((place.pointer, "request"))
    if is_object(shaper.document, place) or (nominee and nominee.kind == "model"):
        return c.TRUE  # its own class judges it
    return _own_residue(shaper, place, direct=direct)


def _own_residue(shaper: Shaper, place: Place, *, direct: bool) -> Condition:
    place = resolve(shaper.document, place)
    if options(place) and list(options(place)):
        return _union_residue(shaper, place)
    judged = set(_judged_by_field(shaper, place)) if direct else set[str]()
    typed = {"type", "items", "additionalProperties", *judged}
    if _literal(place):
        typed |= {"enum", "const"}
    rest = (
        {key: value for key, value in place.schema.items() if key not in typed}
        if isinstance(place.schema, dict)
        else {}
    )
    found = [demand(shaper.document, Place(place.pointer, rest), Subject(place))]
    if isinstance(place.get("items"), dict):
        inner = residue(shaper, place.child("items"), direct=False)
        found.append(_guarded(shaper, place, "array", c.Items(inner)) if inner != c.TRUE else c.TRUE)
    if isinstance(place.get("additionalProperties"), dict):
        inner = residue(shaper, place.child("additionalProperties"), direct=False)
        found.append(_guarded(shaper, place, "object", c.Others((), (), inner)) if inner != c.TRUE else c.TRUE)
    return c.both(found)


def _literal(place: Place) -> bool:
    values = [place.get("const")] if place.has("const") else place.get("enum", ())
    return all((isinstance(value, str | int) and not isinstance(value, bool)) or value is None for value in values)


def _guarded(shaper: Shaper, place: Place, kind: c.JsonType, condition: Condition) -> Condition:
    return condition if _types(shaper, place) <= {kind} else c.Guarded((kind,), condition)


def _union_residue(shaper: Shaper, place: Place) -> Condition:
    branches = list(options(place))
    kinds = [_types(shaper, branch) for branch in branches]
    disjoint = sum(len(kind) for kind in kinds) == len(frozenset().union(*kinds))
    plain = all(residue(shaper, branch, direct=False) == c.TRUE for branch in branches)
    if plain and (disjoint or place.has("anyOf")):
        return c.TRUE
    return demand(shaper.document, place, Subject(place))


def canonical(value: Any) -> str:
    """A value as JSON text, for comparison and documentation."""
    return json.dumps(value, ensure_ascii=False)
