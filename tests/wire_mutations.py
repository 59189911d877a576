"""Random changes of a contract, each with the rule that must name it and the node where. Knows nothing of the comparison.

Reachability is found by a walk of its own: which schemas are sent, which received, at which property. Only schemas that are
reached through properties, items and references are touched, where what a change means is beyond doubt.
"""

from __future__ import annotations

import copy
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from tests.support import Json

_METHODS = ("get", "put", "post", "delete", "patch")


@dataclass(frozen=True, slots=True)
class Mutation:
    """A changed contract. `rules` are expected together; `pointer` is the changed node or one around it; `word` its name."""

    name: str
    data: Json
    rules: frozenset[str]
    pointer: str
    word: str


@dataclass(frozen=True, slots=True)
class Property:
    """A property of an object that is sent, received or both. `pointer` leads to it in the contract."""

    pointer: str
    owner: str
    name: str
    ways: frozenset[str]


def pointer_of(*steps: str | int) -> str:
    """A JSON pointer."""
    return "".join("/" + str(step).replace("~", "~0").replace("/", "~1") for step in steps)


def node_at(data: Any, pointer: str) -> Any:
    """The node a pointer leads to."""
    for step in pointer.split("/")[1:]:
        key = step.replace("~1", "/").replace("~0", "~")
        data = data[int(key)] if isinstance(data, list) else data[key]
    return data


def followed(data: Json, pointer: str) -> str:
    """The pointer behind references."""
    node = node_at(data, pointer)
    while isinstance(node, dict) and "$ref" in node:
        pointer = node["$ref"].removeprefix("#")
        node = node_at(data, pointer)
    return pointer


def operations(data: Json) -> list[str]:
    """The pointers of all calls."""
    return [
        pointer_of("paths", path, method)
        for path, item in data["paths"].items()
        for method in item
        if method in _METHODS
    ]


def properties(data: Json) -> list[Property]:
    """Every property that a call sends or receives."""
    ways: dict[tuple[str, str], set[str]] = {}
    for operation in operations(data):
        for way, root in _roots(data, operation):
            _walk(data, root, way, ways, set())
    return [
        Property(pointer_of_member(owner, name), owner, name, frozenset(found))
        for (owner, name), found in sorted(ways.items())
    ]


def pointer_of_member(owner: str, name: str) -> str:
    """Where a property of an object stands."""
    return owner + pointer_of("properties", name)


def _roots(data: Json, operation: str) -> Iterator[tuple[str, str]]:
    node = node_at(data, operation)
    if "requestBody" in node:
        body = followed(data, operation + "/requestBody")
        for media_type in node_at(data, body)["content"]:
            yield "request", body + pointer_of("content", media_type, "schema")
    for status in node["responses"]:
        answer = followed(data, operation + pointer_of("responses", status))
        for media_type in node_at(data, answer).get("content", {}):
            yield "response", answer + pointer_of("content", media_type, "schema")
    for name, callback in node.get("callbacks", {}).items():
        for expression, item in callback.items():
            for method in item:
                below = operation + pointer_of("callbacks", name, expression, method)
                yield from (("response", root) for way, root in _roots(data, below) if way == "request")


def _walk(data: Json, pointer: str, way: str, ways: dict[tuple[str, str], set[str]], seen: set[str]) -> None:
    pointer = followed(data, pointer)
    node = node_at(data, pointer)
    if pointer in seen or not isinstance(node, dict):
        return
    seen.add(pointer)
    for name in node.get("properties", {}):
        ways.setdefault((pointer, name), set()).add(way)
        _walk(data, pointer_of_member(pointer, name), way, ways, seen)
    if "items" in node:
        _walk(data, pointer + "/items", way, ways, seen)


def mutation(data: Json, rng: random.Random) -> Mutation:
    """One change at random; every kind that fits somewhere is as likely as the others."""
    while True:
        kind = rng.choice(_KINDS)
        found = kind(data, rng)
        if found is not None:
            return found


def _plain(data: Json, found: Property) -> Json:
    """The schema of a property, or {} where it is a reference, a union or not seen alike both ways."""
    node = node_at(data, found.pointer)
    is_plain = isinstance(node, dict) and not {"$ref", "anyOf", "oneOf", "allOf", "readOnly", "writeOnly"} & node.keys()
    return node if is_plain else {}


def _pick(data: Json, rng: random.Random, fits: Callable[[Json], bool]) -> tuple[Property, Json, Json] | None:
    """A property that fits, its schema in a copy, and the copy."""
    fitting = [found for found in properties(data) if (schema := _plain(data, found)) and fits(schema)]
    if not fitting:
        return None
    found, copied = rng.choice(fitting), copy.deepcopy(data)
    return found, node_at(copied, found.pointer), copied


def _made(name: str, copied: Json, found: Property, request: str, response: str) -> Mutation:
    rules = {"request": request, "response": response}
    expected = frozenset(rules[way] for way in found.ways)
    return Mutation(name, copied, expected, found.pointer, found.name)


def _enum_value_removed(data: Json, rng: random.Random) -> Mutation | None:
    picked = _pick(data, rng, lambda schema: len(schema.get("enum", ())) > 1 and None not in schema["enum"])
    if picked is None:
        return None
    found, schema, copied = picked
    schema["enum"].pop(rng.randrange(len(schema["enum"])))
    rule = "property-enum-value-removed"
    return _made("enum value removed", copied, found, f"request-{rule}", f"response-{rule}")


def _enum_value_added(data: Json, rng: random.Random) -> Mutation | None:
    picked = _pick(data, rng, lambda schema: bool(schema.get("enum")) and isinstance(schema["enum"][0], str))
    if picked is None:
        return None
    found, schema, copied = picked
    schema["enum"].append("quite_new")
    rule = "property-enum-value-added"
    return _made("enum value added", copied, found, f"request-{rule}", f"response-{rule}")


def _is_type(*names: str) -> Callable[[Json], bool]:
    return lambda schema: schema.get("type") in names


def _type_changed(data: Json, rng: random.Random) -> Mutation | None:
    picked = _pick(data, rng, _is_type("string", "integer"))
    if picked is None:
        return None
    found, schema, copied = picked
    described = schema.get("description", "")
    schema.clear()
    schema |= {"type": "boolean", "description": described}
    rule = "property-type-changed"
    return _made("type changed", copied, found, f"request-{rule}", f"response-{rule}")


def _became_nullable(data: Json, rng: random.Random) -> Mutation | None:
    picked = _pick(data, rng, _is_type("string", "integer", "number", "boolean", "array"))
    if picked is None:
        return None
    found, schema, copied = picked
    schema["type"] = [schema["type"], "null"]
    rule = "property-became-nullable"
    return _made("became nullable", copied, found, f"request-{rule}", f"response-{rule}")


def _bound(word: str, name: str, types: tuple[str, ...]) -> Callable[[Json, random.Random], Mutation | None]:
    def change(data: Json, rng: random.Random) -> Mutation | None:
        picked = _pick(data, rng, _is_type(*types))
        if picked is None:
            return None
        found, schema, copied = picked
        old = schema.get(word)
        schema[word] = new = 7_000 if old is None else old + rng.choice((-1, 1))
        way = "set" if old is None else "increased" if new > old else "decreased"
        rule = f"property-{name}-{way}"
        return _made(f"{word} {way}", copied, found, f"request-{rule}", f"response-{rule}")

    return change


def _default_changed(data: Json, rng: random.Random) -> Mutation | None:
    picked = _pick(data, rng, lambda schema: "default" in schema)
    if picked is None:
        return None
    found, schema, copied = picked
    del schema["default"]
    rule = "property-default-value-removed"
    return _made("default removed", copied, found, f"request-{rule}", f"response-{rule}")


def _property_removed(data: Json, rng: random.Random) -> Mutation | None:
    picked = _pick(data, rng, lambda schema: True)
    if picked is None:
        return None
    found, _, copied = picked
    owner = node_at(copied, found.owner)
    needed = found.name in owner.get("required", ())
    del owner["properties"][found.name]
    if needed:
        owner["required"].remove(found.name)
    kind = "required" if needed else "optional"
    return _made("removed", copied, found, "request-property-removed", f"response-{kind}-property-removed")


def _property_added(data: Json, rng: random.Random) -> Mutation | None:
    picked = _pick(data, rng, lambda schema: True)
    if picked is None:
        return None
    found, _, copied = picked
    owner = node_at(copied, found.owner)
    owner["properties"]["quite_new"] = {"type": "string", "description": "New."}
    needed = rng.random() < 0.5
    if needed:
        owner.setdefault("required", []).append("quite_new")
    kind = "required" if needed else "optional"
    added = Property(pointer_of_member(found.owner, "quite_new"), found.owner, "quite_new", found.ways)
    return _made("added", copied, added, f"new-{kind}-request-property", f"response-{kind}-property-added")


def _requirement_changed(data: Json, rng: random.Random) -> Mutation | None:
    picked = _pick(data, rng, lambda schema: "default" not in schema)
    if picked is None:
        return None
    found, _, copied = picked
    required = node_at(copied, found.owner).setdefault("required", [])
    way = "optional" if found.name in required else "required"
    required.remove(found.name) if way == "optional" else required.append(found.name)
    rule = f"property-became-{way}"
    return _made(f"became {way}", copied, found, f"request-{rule}", f"response-{rule}")


def _call(data: Json, rng: random.Random) -> tuple[str, Json, Json]:
    pointer, copied = rng.choice(operations(data)), copy.deepcopy(data)
    return pointer, node_at(copied, pointer), copied


def _call_removed(data: Json, rng: random.Random) -> Mutation:
    pointer, _, copied = _call(data, rng)
    item, _, method = pointer.rpartition("/")
    path = node_at(copied, item)
    del path[method]
    is_last = not any(name in _METHODS for name in path)
    rule = f"api-{'path-' if is_last else ''}removed-without-deprecation"
    return Mutation("call removed", copied, frozenset([rule]), pointer, method.upper())


def _call_deprecated(data: Json, rng: random.Random) -> Mutation:
    pointer, call, copied = _call(data, rng)
    call["deprecated"] = True
    return Mutation("deprecated", copied, frozenset(["endpoint-deprecated"]), pointer, "")


def _call_renamed(data: Json, rng: random.Random) -> Mutation:
    pointer, call, copied = _call(data, rng)
    call["operationId"] += "_again"
    return Mutation("renamed", copied, frozenset(["api-operation-id-removed"]), pointer, "")


def _parameter_added(data: Json, rng: random.Random) -> Mutation:
    pointer, call, copied = _call(data, rng)
    required = rng.random() < 0.5
    one: Json = {"name": "quite_new", "in": "query", "required": required, "schema": {"type": "string"}}
    call.setdefault("parameters", []).append(one)
    rule = f"new-{'required' if required else 'optional'}-request-parameter"
    return Mutation("parameter added", copied, frozenset([rule]), pointer, "quite_new")


def _status_added(data: Json, rng: random.Random) -> Mutation:
    pointer, call, copied = _call(data, rng)
    status = rng.choice(("209", "418"))
    call["responses"][status] = {"description": "New."}
    rule = f"response-{'success' if status[0] == '2' else 'non-success'}-status-added"
    return Mutation("status added", copied, frozenset([rule]), pointer, status)


def _tag_removed(data: Json, rng: random.Random) -> Mutation | None:
    pointer, call, copied = _call(data, rng)
    if not call.pop("tags", None):
        return None
    return Mutation("tag removed", copied, frozenset(["api-tag-removed"]), pointer, "")


def _server_added(data: Json, rng: random.Random) -> Mutation:
    copied = copy.deepcopy(data)
    copied["servers"].append({"url": "https://quite-new.example.com"})
    return Mutation("server added", copied, frozenset(["server-added"]), "/servers", "quite-new")


_KINDS: tuple[Callable[[Json, random.Random], Mutation | None], ...] = (
    _enum_value_removed,
    _enum_value_added,
    _type_changed,
    _became_nullable,
    _bound("maxLength", "max-length", ("string",)),
    _bound("maximum", "max", ("integer", "number")),
    _bound("maxItems", "max-items", ("array",)),
    _default_changed,
    _property_removed,
    _property_added,
    _requirement_changed,
    _call_removed,
    _call_deprecated,
    _call_renamed,
    _parameter_added,
    _status_added,
    _tag_removed,
    _server_added,
)
