"""Random schemas over the honoured keywords, and random and near-miss instances for them. One `Random` decides all."""

from __future__ import annotations

import json
from random import Random
from typing import Any

NAMES = ("a", "b", "c", "name", "x-y")
TEXTS = ("", "a", "b", "ab", "abc", "kling", "data:x", "é", "\U0001f600", "5", "true")
NUMBERS = (0, 1, -1, 2, 3, 5, 10, 0.5, 1.0, 2.5, -3.0, 100, 2**53 + 1)
PATTERNS = ("^a", "b$", "^[a-z]+$", r"\d", "^data:", "é", "^.{2}$")
TYPES = ("string", "integer", "number", "boolean", "null", "array", "object")


def schema(random: Random, depth: int = 3) -> Any:
    """A schema, mostly of one type, sometimes of several or of none, with rules on top."""
    if depth == 0 or random.random() < 0.08:
        return random.choice([True, {}, *({"type": name} for name in TYPES[:5])])
    if random.random() < 0.12:
        return {random.choice(["anyOf", "oneOf"]): [schema(random, depth - 1) for _ in range(random.randint(1, 3))]}
    if random.random() < 0.1:
        return {random.choice(["enum", "enum", "const"]): _values(random)} if random.random() < 0.5 else _listed(random)
    likely = ["object"] if random.random() < 0.4 else random.sample(TYPES, 1)
    names = likely if random.random() < 0.85 else random.sample(TYPES, random.randint(1, 3))
    made: dict[str, Any] = {"type": names[0] if len(names) == 1 else names} if random.random() < 0.9 else {}
    for name in names:
        made |= _OF_TYPE[name](random, depth)
    return made | _rules(random, depth) if random.random() < 0.35 else made


def document(random: Random) -> dict[str, Any] | bool:
    """A schema as a body has it: bare, below a closed object, or by `$ref` to a component that may hold itself."""
    made = schema(random)
    kind = random.random()
    if kind < 0.5:
        return made
    if kind < 0.75:
        members = {"value": made, "list": {"type": "array", "items": made}}
        return {"type": "object", "additionalProperties": False, "properties": members}
    thing = {"type": "object", "properties": {"value": made, "next": {"$ref": "#/components/schemas/Thing"}}}
    if random.random() < 0.5:
        thing = made if isinstance(made, dict) else {}
    reference = {"$ref": "#/components/schemas/Thing"}
    body = random.choice([reference, {"type": "array", "items": reference}, {"oneOf": [reference, {"type": "null"}]}])
    return {**body, "components": {"schemas": {"Thing": thing}}}


def _listed(random: Random) -> dict[str, Any]:
    values = _values(random)
    return {"enum": values} if random.random() < 0.7 else {"const": values[0]}


def _values(random: Random) -> list[Any]:
    pool = [*TEXTS[:6], *NUMBERS[:6], True, False, None, [], [1], {"a": 1}]
    values = random.sample(pool, random.randint(1, 4))
    distinct = {json.dumps(value): value for value in values}
    return list(distinct.values())


def _maybe(random: Random, share: float, **members: Any) -> dict[str, Any]:
    return members if random.random() < share else {}


def _string(random: Random, depth: int) -> dict[str, Any]:
    low = random.randint(0, 3)
    return {
        **_maybe(random, 0.3, minLength=low),
        **_maybe(random, 0.3, maxLength=low + random.randint(0, 3)),
        **_maybe(random, 0.2, pattern=random.choice(PATTERNS)),
    }


def _number(random: Random, depth: int) -> dict[str, Any]:
    low = random.choice([-2, 0, 1, 0.5])
    return {
        **_maybe(random, 0.3, **{random.choice(["minimum", "exclusiveMinimum"]): low}),
        **_maybe(random, 0.3, **{random.choice(["maximum", "exclusiveMaximum"]): low + random.choice([1, 3, 9.5])}),
        **_maybe(random, 0.15, multipleOf=random.choice([1, 2, 5])),
    }


def _array(random: Random, depth: int) -> dict[str, Any]:
    low = random.randint(0, 2)
    most = _maybe(random, 0.3, maxContains=random.randint(2, 3))
    return {
        **_maybe(random, 0.7, items=schema(random, depth - 1)),
        **_maybe(random, 0.15, prefixItems=[schema(random, depth - 1) for _ in range(random.randint(1, 2))]),
        **_maybe(random, 0.3, minItems=low),
        **_maybe(random, 0.3, maxItems=low + random.randint(0, 2)),
        **_maybe(random, 0.2, uniqueItems=True),
        **(_maybe(random, 0.2, contains=schema(random, 1), minContains=random.randint(0, 2), **most)),
    }


def _object(random: Random, depth: int) -> dict[str, Any]:
    names = random.sample(NAMES, random.randint(0, 3))
    return {
        **_maybe(random, 0.8, properties={name: schema(random, depth - 1) for name in names}),
        **_maybe(random, 0.4, required=random.sample(names or list(NAMES[:1]), min(len(names), 1) or 1)),
        **_maybe(random, 0.4, additionalProperties=random.choice([False, True, schema(random, depth - 1)])),
        **_maybe(random, 0.12, patternProperties={random.choice(PATTERNS): schema(random, depth - 1)}),
        **_maybe(random, 0.1, propertyNames={"maxLength": random.randint(1, 4)}),
        **_maybe(random, 0.1, minProperties=random.randint(0, 2)),
        **_maybe(random, 0.1, maxProperties=random.randint(2, 3)),
        **_maybe(random, 0.12, dependentRequired={random.choice(NAMES): [random.choice(NAMES)]}),
        **_maybe(random, 0.1, dependentSchemas={random.choice(NAMES): _group(random)}),
    }


_OF_TYPE = {
    "string": _string,
    "integer": _number,
    "number": _number,
    "boolean": lambda random, depth: {},
    "null": lambda random, depth: {},
    "array": _array,
    "object": _object,
}


def _group(random: Random) -> dict[str, Any]:
    """A demand as rules make it: on presence, or on the value of a property."""
    name = random.choice(NAMES)
    value = {"const": random.choice([*TEXTS[:4], 1, True])} if random.random() < 0.6 else {"type": random.choice(TYPES)}
    if random.random() < 0.4:
        return {"required": [name]}
    return {"properties": {name: value}, **_maybe(random, 0.6, required=[name])}


def _rules(random: Random, depth: int) -> dict[str, Any]:
    return random.choice(
        [
            {"anyOf": [_group(random) for _ in range(2)]},
            {"oneOf": [_group(random) for _ in range(2)]},
            {"not": random.choice([_group(random), schema(random, 1)])},
            {"allOf": [_group(random), {"not": _group(random)}]},
            {"if": _group(random), "then": _group(random)},
            {"if": _group(random), "then": schema(random, 1), "else": _group(random)},
            {"allOf": [{"if": _group(random), "then": _group(random)}, schema(random, depth - 1)]},
        ]
    )


def instance(random: Random, made: Any, depth: int = 4) -> Any:
    """A value that tends to satisfy the schema."""
    if depth == 0 or not isinstance(made, dict) or random.random() < 0.06:
        return anything(random, 2)
    for keyword in ("anyOf", "oneOf"):
        if keyword in made and "type" not in made:
            return instance(random, random.choice(made[keyword]), depth - 1)
    if "enum" in made and isinstance(made["enum"], list) and random.random() < 0.8:
        return random.choice(made["enum"])
    if "const" in made and random.random() < 0.8:
        return made["const"]
    named = made.get("type", random.choice(TYPES))
    return _value(random, made, named if isinstance(named, str) else random.choice(named), depth)


def _value(random: Random, made: dict[str, Any], name: str, depth: int) -> Any:
    match name:
        case "string":
            return random.choice(TEXTS)
        case "integer":
            return random.choice(
                [int(random.choice(NUMBERS)), float(int(random.choice(NUMBERS))), random.choice(NUMBERS)]
            )
        case "number":
            return random.choice(NUMBERS)
        case "boolean":
            return random.random() < 0.5
        case "null":
            return None
        case "array":
            firsts = [instance(random, first, depth - 1) for first in made.get("prefixItems", ())]
            inner = made.get("items", made.get("contains", True))
            return firsts[: random.randint(0, 2)] + [
                instance(random, inner, depth - 1) for _ in range(random.randint(0, 3))
            ]
        case _:
            return _object_value(random, made, depth)


def _object_value(random: Random, made: dict[str, Any], depth: int) -> dict[str, Any]:
    properties = made.get("properties", {})
    wanted = {*made.get("required", ()), *(name for name in properties if random.random() < 0.6)}
    if random.random() < 0.3:
        wanted.add(random.choice([*NAMES, "other"]))
    others = made.get("additionalProperties", True)
    return {name: instance(random, properties.get(name, others), depth - 1) for name in sorted(wanted)}


def anything(random: Random, depth: int) -> Any:
    """Any JSON value."""
    if depth == 0 or random.random() < 0.7:
        return random.choice([*TEXTS, *NUMBERS, True, False, None])
    if random.random() < 0.5:
        return [anything(random, depth - 1) for _ in range(random.randint(0, 3))]
    return {random.choice(NAMES): anything(random, depth - 1) for _ in range(random.randint(0, 3))}


def near_miss(random: Random, value: Any) -> Any:
    """The value with one thing changed somewhere: a member gone, added or of another type."""
    if isinstance(value, dict) and value and random.random() < 0.8:
        name = random.choice(sorted(value))
        changed = dict(value)
        match random.randint(0, 3):
            case 0:
                del changed[name]
            case 1:
                changed[random.choice([*NAMES, "other", name.upper()])] = anything(random, 1)
            case _:
                changed[name] = near_miss(random, value[name])
        return changed
    if isinstance(value, list) and value and random.random() < 0.8:
        index = random.randrange(len(value))
        return random.choice(
            [
                value[:index] + value[index + 1 :],
                [*value, value[index]],
                [*value[:index], near_miss(random, value[index])],
            ]
        )
    return _other(random, value)


def _other(random: Random, value: Any) -> Any:
    """A value that is easily taken for another."""
    if isinstance(value, bool):
        return random.choice([not value, int(value), str(value).lower(), None])
    if isinstance(value, int | float):
        return random.choice(
            [value + 1, value - 1, -value, str(value), float(value), value + 0.5, bool(value), [value]]
        )
    if isinstance(value, str):
        return random.choice([value + "a", value[:-1], value.upper(), f"data:{value}", [value], None, len(value), ""])
    return anything(random, 2)
