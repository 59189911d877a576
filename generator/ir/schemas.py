"""Reading a bundled contract: `$ref`, composition, declared types. Pure look-ups; nothing is built here."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from generator.load import Document

Schema: TypeAlias = Mapping[str, Any]
ALL_TYPES = frozenset({"object", "array", "string", "number", "boolean", "null"})


@dataclass(frozen=True, slots=True)
class Place:
    """A schema and where it stands in the bundled contract."""

    pointer: str
    schema: Any

    def child(self, *steps: str | int) -> Place:
        """The place of a member; steps are keys or indexes."""
        schema = self.schema
        for step in steps:
            schema = schema[step]
        return Place(self.pointer + "".join(f"/{escape(str(step))}" for step in steps), schema)

    def get(self, key: str, otherwise: Any = None) -> Any:
        """The value of a keyword; boolean schemas have none."""
        return self.schema.get(key, otherwise) if isinstance(self.schema, dict) else otherwise

    def has(self, *keys: str) -> bool:
        """Whether any of the keywords stands here."""
        return isinstance(self.schema, dict) and any(key in self.schema for key in keys)


def escape(step: str) -> str:
    """A key as one step of a JSON pointer."""
    return step.replace("~", "~0").replace("/", "~1")


def lookup(document: Document, reference: str) -> Place:
    """What a local `$ref` points at. Lint has made sure that it exists."""
    data = document.data
    pointer = reference.removeprefix("#")
    for step in pointer.split("/")[1:]:
        key = step.replace("~1", "/").replace("~0", "~")
        data = data[int(key)] if isinstance(data, list) else data[key]
    return Place(pointer, data)


def resolve(document: Document, place: Place) -> Place:
    """The place behind any chain of `$ref`."""
    while place.has("$ref"):
        place = lookup(document, place.get("$ref"))
    return place


def is_composition(document: Document, place: Place) -> bool:
    """Whether an `allOf` entry adds properties (a `$ref` or an object with properties) rather than a rule."""
    return place.has("$ref") or (place.has("properties") and place.get("type") == "object")


def parts(document: Document, place: Place) -> Iterator[Place]:
    """The schema and, through `allOf`, every schema it is composed of: each once, however many paths lead to it."""
    waiting, seen = [place], set[str]()
    while waiting:
        part = resolve(document, waiting.pop())
        if part.pointer in seen:
            continue
        seen.add(part.pointer)
        yield part
        entries = [part.child("allOf", index) for index in range(len(part.get("allOf", ())))]
        waiting.extend(entry for entry in reversed(entries) if is_composition(document, entry))


def properties(document: Document, place: Place) -> dict[str, Place]:
    """Every declared property, composition included. A property declared twice keeps its first place."""
    found: dict[str, Place] = {}
    for part in parts(document, place):
        for name in part.get("properties", {}):
            found.setdefault(name, part.child("properties", name))
    return found


def is_object(document: Document, place: Place) -> bool:
    """Whether a schema becomes a class: an object with declared properties."""
    return bool(properties(document, place)) and declared_types(document, place) - {"null"} == {"object"}


def has_typed_items(place: Place) -> bool:
    """Whether the items of an array are of one type that its list type states."""
    return isinstance(place.get("items"), dict) and place.has("type") and not place.has("prefixItems")


def has_typed_values(place: Place) -> bool:
    """Whether all values of an object are of one type that its dict type states."""
    others = isinstance(place.get("additionalProperties"), dict) and place.has("type")
    return others and not place.has("properties", "patternProperties")


def required(document: Document, place: Place) -> frozenset[str]:
    """Names required by the schema or a schema it is composed of."""
    return frozenset(name for part in parts(document, place) for name in part.get("required", ()))


def declared_types(document: Document, place: Place | None) -> frozenset[str]:
    """The JSON types a declared schema leaves room for (integer counts as number); all of them when it does not say, or
    contradicts itself. The Python type of the schema admits these and no others."""
    return ALL_TYPES if place is None else _types(document, place, {})


def _types(document: Document, place: Place, known: dict[str, frozenset[str]]) -> frozenset[str]:
    """`known`, by pointer, is what this walk has found: the paths through nested unions are too many to walk each."""
    place = resolve(document, place)
    if place.pointer not in known:
        types = ALL_TYPES
        for part in parts(document, place):
            types &= _own_types(document, part, known)
        known[place.pointer] = types or ALL_TYPES
    return known[place.pointer]


def _own_types(document: Document, place: Place, known: dict[str, frozenset[str]]) -> frozenset[str]:
    if place.has("type"):
        named = place.get("type")
        return frozenset(
            "number" if name == "integer" else name for name in ([named] if isinstance(named, str) else named)
        )
    if place.has("const", "enum"):
        values = [place.get("const")] if place.has("const") else place.get("enum")
        return frozenset(type_name(value) for value in values)
    for keyword in ("anyOf", "oneOf"):
        if place.has(keyword) and not place.has("properties"):
            options = [_types(document, place.child(keyword, i), known) for i in range(len(place.get(keyword)))]
            return frozenset().union(*options)
    return ALL_TYPES


def type_name(value: Any) -> str:
    """The JSON type of a value; integers are numbers."""
    match value:
        case None:
            return "null"
        case bool():
            return "boolean"
        case int() | float():
            return "number"
        case str():
            return "string"
        case list():
            return "array"
        case _:
            return "object"


def listed_values(place: Place) -> list[Any]:
    """The values of `const` or `enum`."""
    return [place.get("const")] if place.has("const") else list(place.get("enum", ()))


def tag_of(document: Document, branches: list[Place]) -> str:
    """The property that tells the branches of a union apart: required in each, with texts of its own; empty when none."""
    objects = [branch for branch in branches if declared_types(document, branch) != {"null"}]
    if len(objects) < 2 or any(declared_types(document, branch) != {"object"} for branch in objects):
        return ""
    names = sorted(required(document, objects[0]))
    return next((name for name in names if _tells_apart(document, objects, name)), "")


def _tells_apart(document: Document, branches: list[Place], name: str) -> bool:
    seen: list[Any] = []
    for branch in branches:
        member = properties(document, branch).get(name)
        values = listed_values(resolve(document, member)) if member else []
        if name not in required(document, branch) or not values or not all(isinstance(v, str) for v in values):
            return False
        seen.extend(values)
    return len(seen) == len(set(seen))
