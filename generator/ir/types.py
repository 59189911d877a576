"""The Python type of a schema, as a JSON Schema that says a type and nothing else.

A type may be wider than its schema, never narrower: what it leaves open is the business of residues.py. Answers keep
their enumerations open.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from generator.ir.conditions import Condition
from generator.ir.model import Role, TypeSchema
from generator.ir.nominees import Key, Nominee, options
from generator.ir.schemas import (
    ALL_TYPES,
    Place,
    declared_types,
    has_typed_items,
    has_typed_values,
    listed_values,
    resolve,
    tag_of,
    type_name,
)
from generator.load import Document

FILE: Final[TypeSchema] = {"type": "string", "customTypePath": "stillmotion._runtime.files.FileInput"}
ANY: Final[TypeSchema] = {"type": "string", "customTypePath": "pydantic.JsonValue"}
MAP: Final[TypeSchema] = {"type": "object", "additionalProperties": ANY}
NUMBER: Final[TypeSchema] = {"type": "number", "customTypePath": "stillmotion._runtime.models.Number"}
INTEGER: Final[TypeSchema] = {"type": "integer", "customTypePath": "stillmotion._runtime.models.Integer"}
BOOLEAN: Final[TypeSchema] = {"type": "boolean"}


@dataclass(frozen=True, slots=True)
class Shaper:
    """The contract and the names given to its schemas: what every question below needs."""

    document: Document
    nominees: Mapping[Key, Nominee]
    names: Mapping[Key, str]
    tags: frozenset[tuple[str, str]]
    """(pointer of a class, property) that tells the branches of an answer's union apart: its values stay closed."""
    residues: dict[tuple[str, bool], Condition] = field(default_factory=dict, repr=False, compare=False)
    """What residues.py has found so far, so that no schema is read once per path that leads to it."""

    def nominee(self, place: Place, role: Role) -> Nominee | None:
        """The nominee behind a schema, when it has one."""
        return self.nominees.get((resolve(self.document, place).pointer, role))

    def name_of(self, place: Place, role: Role) -> str | None:
        """The class or alias name of a schema, when it has one."""
        return self.names.get((resolve(self.document, place).pointer, role))

    def types(self, place: Place) -> frozenset[str]:
        """The JSON types a schema leaves room for; integer counts as number."""
        return declared_types(self.document, place)


def type_of(shaper: Shaper, place: Place, role: Role) -> TypeSchema:
    """The type of a schema for models of a role."""
    nominee = shaper.nominee(place, role)
    if nominee is None:
        return anonymous_type(shaper, resolve(shaper.document, place), role)
    reference: TypeSchema = {"$ref": f"#/$defs/{shaper.name_of(place, role)}"}
    nullable = nominee.kind == "model" and not nominee.whole and "null" in shaper.types(place)
    return union([reference, {"type": "null"}]) if nullable else reference


def anonymous_type(shaper: Shaper, place: Place, role: Role) -> TypeSchema:
    """The type of a schema, spelled out: what an alias stands for, and what nameless schemas are."""
    if place.has("const", "enum"):
        return _values_type(shaper, place, role)
    branches = options(place)
    if branches:
        # an answer may be of a branch that nobody has documented yet
        others = [MAP] if role == "answer" and tag_of(shaper.document, branches) else []
        return union([*(type_of(shaper, branch, role) for branch in branches), *others])
    return union([_single_type(shaper, place, role, name) for name in type_names(shaper, place)])


def type_names(shaper: Shaper, place: Place) -> list[str]:
    """The type names of a schema that lists no values; `any` when it does not say."""
    types = shaper.types(place)
    if types == ALL_TYPES:
        return ["any"]
    named = place.get("type", sorted(types))
    names = [named] if isinstance(named, str) else list(named)
    return [name for name in names if ("number" if name == "integer" else name) in types]


def _single_type(shaper: Shaper, place: Place, role: Role, name: str) -> TypeSchema:
    match name:
        case "any":
            return ANY
        case "integer":
            return INTEGER
        case "number":
            return NUMBER
        case "string" if place.get("format") == "binary":
            return FILE
        case "array":
            return {
                "type": "array",
                "items": type_of(shaper, place.child("items"), role) if has_typed_items(place) else ANY,
            }
        case "object":
            others = place.child("additionalProperties") if has_typed_values(place) else None
            return {"type": "object", "additionalProperties": type_of(shaper, others, role) if others else ANY}
        case _:
            return {"type": name}


def is_literal(value: object) -> bool:
    """Whether a value can stand in a `Literal` and is judged by it as JSON Schema would."""
    return value is None or (isinstance(value, str | int) and not isinstance(value, bool))


def has_literal_type(place: Place) -> bool:
    """Whether the listed values are the type: all can stand in a `Literal`, and none contradicts `type`."""
    named = place.get("type")
    allowed = {named} if isinstance(named, str) else set(named or ())
    kinds = {"integer" if type_name(value) == "number" else type_name(value) for value in listed_values(place)}
    fits = not allowed or all(kind in allowed or (kind == "integer" and "number" in allowed) for kind in kinds)
    return fits and all(map(is_literal, listed_values(place))) and not (place.has("const") and place.has("enum"))


def _values_type(shaper: Shaper, place: Place, role: Role) -> TypeSchema:
    values = listed_values(place)
    if not has_literal_type(place):
        return union([_single_type(shaper, Place("", {}), role, name) for name in sorted(shaper.types(place))] or [ANY])
    named: list[Any] = [value for value in values if value is not None]
    branches: list[TypeSchema] = [{"enum": named}] if named else []
    if role == "answer":
        open_types = {"integer": INTEGER, "string": {"type": "string"}}
        kinds = sorted({"integer" if isinstance(value, int) else "string" for value in named})
        branches.extend(open_types[kind] for kind in kinds)
    return union([*branches, *([{"type": "null"}] if None in values else [])])


def union(branches: list[TypeSchema]) -> TypeSchema:
    """One of several types. What may be anything is anything."""
    flat: list[TypeSchema] = []
    for branch in branches:
        flat.extend(inner for inner in branch.get("anyOf", [branch]) if inner not in flat)
    if BOOLEAN in flat and INTEGER in flat:
        flat = _without_listed_integers(flat)
    return ANY if ANY in flat else flat[0] if len(flat) == 1 else {"anyOf": flat}


def _without_listed_integers(branches: list[TypeSchema]) -> list[TypeSchema]:
    """Leaves listed integers to the integer beside them: a `Literal[1]` would take the true that the boolean stands for."""
    texts = [[value for value in branch.get("enum", ()) if isinstance(value, str)] for branch in branches]
    kept = [{"enum": listed} if "enum" in branch else branch for branch, listed in zip(branches, texts, strict=True)]
    return [branch for branch in kept if branch.get("enum", True)]
