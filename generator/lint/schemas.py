"""What a schema says must make sense by itself.

| code | refused |
|---|---|
| SCH001 | a type that JSON Schema does not have |
| SCH002 | a format that is not known (formats are annotations; an unknown one may be meant as a check) |
| SCH003 | a pattern that does not compile, in Python or in Rust |
| SCH004 | a pattern with look-around or a back reference: the validating engine has neither |
| SCH005 | bounds that no value can keep |
| SCH007 | (warning) a keyword that says nothing about the type it stands beside |
| SCH008 | (warning) an `allOf` entry that is neither composition nor a rule with a description |
| SCH009 | (warning) a rule between properties outside `allOf`, where it has no description of its own |
| SCH010 | a keyword that means nothing without another one |
| SCH011 | `required` naming a property that a closed object does not have |
| SCH012 | an enum that is empty or says a value twice |
| SCH014 | a `$schema` of another dialect than JSON Schema 2020-12 |
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from generator.diagnostics import Diagnostic, excerpt, nearest
from generator.lint.findings import error, warning
from generator.lint.nodes import Node, is_composition
from generator.lint.patterns import problem
from generator.load.document import Document, join_pointer

DIALECT = "https://json-schema.org/draft/2020-12/schema"
TYPES = ("string", "number", "integer", "boolean", "object", "array", "null")
FORMATS = {
    **dict.fromkeys(("uri", "date-time", "date", "binary", "byte", "uuid", "email"), "string"),
    **dict.fromkeys(("int32", "int64"), "integer"),
    **dict.fromkeys(("float", "double"), "number"),
}
_ABOUT = {
    **dict.fromkeys(("minLength", "maxLength", "pattern"), "string"),
    **dict.fromkeys(("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"), "number"),
    **dict.fromkeys(("items", "prefixItems", "minItems", "maxItems", "uniqueItems", "contains"), "array"),
    **dict.fromkeys(("properties", "required", "additionalProperties", "minProperties", "maxProperties"), "object"),
    **dict.fromkeys(("dependentRequired", "dependentSchemas", "patternProperties", "propertyNames"), "object"),
}
_BOUNDS = (
    ("minimum", "maximum", False),
    ("minimum", "exclusiveMaximum", True),
    ("exclusiveMinimum", "maximum", True),
    ("exclusiveMinimum", "exclusiveMaximum", True),
    ("minLength", "maxLength", False),
    ("minItems", "maxItems", False),
    ("minProperties", "maxProperties", False),
    ("minContains", "maxContains", False),
)
_NEEDS = {"then": "if", "else": "if", "minContains": "contains", "maxContains": "contains"}
_BETWEEN_PROPERTIES = ("anyOf", "oneOf", "not", "if", "dependentRequired", "dependentSchemas")
_ANNOTATIONS = frozenset("title description examples deprecated externalDocs $comment $schema default".split())
_ADVICE = frozenset(("SCH007", "SCH008", "SCH009"))


def check(document: Document, nodes: list[Node]) -> Iterator[Diagnostic]:
    """All SCH… findings. Values of the wrong shape are left to the structural lint."""
    for node in nodes:
        if node.kind == "schema" and isinstance(node.value, dict):
            for keyword, code, message, hint in _problems(node, node.value):
                pointer = join_pointer(node.pointer, keyword) if keyword else node.pointer
                found = warning if code in _ADVICE else error
                yield found(document, pointer, code, message, hint)


_Problem = tuple[str, str, str, str]


def _problems(node: Node, schema: dict[str, Any]) -> Iterator[_Problem]:
    if schema.get("$schema", DIALECT) != DIALECT:
        yield "$schema", "SCH014", "another dialect than JSON Schema 2020-12", "leave $schema out"
    yield from _types(schema)
    yield from _format(schema)
    yield from _bounds(schema)
    yield from _companions(schema)
    yield from _required(schema)
    yield from _enum(schema)
    if isinstance(schema.get("pattern"), str):
        yield from _pattern("pattern", schema["pattern"])
    named = schema.get("patternProperties")
    for pattern in named if isinstance(named, dict) else ():
        yield from _pattern("patternProperties", pattern)
    if node.member == "allOf" and not is_composition(schema):
        yield from _rule(schema)
    if not node.is_rule and "properties" in schema:
        yield from _outside_all_of(schema)


def named_types(schema: dict[str, Any]) -> list[str]:
    """The type names a schema gives, whether as text or as a list."""
    named = schema.get("type")
    names = named if isinstance(named, list) else [named]
    return [name for name in names if isinstance(name, str)]


def _types(schema: dict[str, Any]) -> Iterator[_Problem]:
    names = named_types(schema)
    for name in names:
        if name not in TYPES:
            yield "type", "SCH001", f"there is no type {excerpt(name)}", nearest(name, TYPES) or ", ".join(TYPES)
    if not names or not set(names) <= set(TYPES):
        return
    covered = {*names, *(["number"] if "integer" in names else [])}
    for keyword in schema:
        about = _ABOUT.get(keyword)
        if about and about not in covered:
            message = f"{keyword} says nothing about type {' or '.join(names)}"
            yield keyword, "SCH007", message, f"it is about type {about}: remove it or correct the type"


def _format(schema: dict[str, Any]) -> Iterator[_Problem]:
    name = schema.get("format")
    if not isinstance(name, str):
        return
    names = named_types(schema)
    if name not in FORMATS:
        hint = nearest(name, FORMATS) or f"known: {', '.join(sorted(FORMATS))}; or tell it in the description"
        yield "format", "SCH002", f"the format {excerpt(name)} is not known", hint
    elif names and FORMATS[name] not in names and not (FORMATS[name] == "integer" and "number" in names):
        message = f"the format {name} says nothing about type {' or '.join(names)}"
        yield "format", "SCH007", message, f"it is about type {FORMATS[name]}: remove it or correct the type"


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _bounds(schema: dict[str, Any]) -> Iterator[_Problem]:
    for low, high, is_strict in _BOUNDS:
        least, most = schema.get(low), schema.get(high)
        if _is_number(least) and _is_number(most) and (least > most or (is_strict and least == most)):  # type: ignore[operator]
            yield high, "SCH005", f"{low} {least} and {high} {most} leave no value", "correct one of the two"


def _companions(schema: dict[str, Any]) -> Iterator[_Problem]:
    for keyword, other in _NEEDS.items():
        if keyword in schema and other not in schema:
            yield keyword, "SCH010", f"{keyword} means nothing without {other}", f"add {other}, or remove {keyword}"
    if "if" in schema and not ("then" in schema or "else" in schema):
        yield "if", "SCH010", "if means nothing without then or else", "add then, or remove if"


def _required(schema: dict[str, Any]) -> Iterator[_Problem]:
    names, properties = schema.get("required"), schema.get("properties")
    if (
        not isinstance(names, list)
        or not isinstance(properties, dict)
        or schema.get("additionalProperties") is not False
    ):
        return
    for name in names:
        if isinstance(name, str) and name not in properties:
            yield "required", "SCH011", f"{excerpt(name)} is required but no property", nearest(name, properties)


def _enum(schema: dict[str, Any]) -> Iterator[_Problem]:
    values = schema.get("enum")
    if not isinstance(values, list):
        return
    if not values:
        yield "enum", "SCH012", "an enum without values", "list the values, or remove enum"
    seen: set[str] = set()
    for index, value in enumerate(values):
        text = json.dumps(value, sort_keys=True)
        if text in seen:
            yield "enum", "SCH012", f"the enum says {excerpt(value)} twice", f"remove entry {index + 1}"
        seen.add(text)


def _pattern(keyword: str, pattern: str) -> Iterator[_Problem]:
    found = problem(pattern)
    if found:
        yield keyword, *found


def _rule(schema: dict[str, Any]) -> Iterator[_Problem]:
    if not set(schema) - _ANNOTATIONS:
        hint = "an entry is a $ref, an object with properties, or a rule"
        yield "", "SCH008", "an allOf entry that demands nothing", hint
    elif not isinstance(schema.get("description"), str) or not schema["description"].strip():
        hint = "say in plain words what a caller must do; for composition write type: object and properties"
        yield "", "SCH008", "a rule in allOf without a description", hint


def _outside_all_of(schema: dict[str, Any]) -> Iterator[_Problem]:
    for keyword in _BETWEEN_PROPERTIES:
        if keyword in schema:
            message = f"{keyword} beside properties is a rule without a description"
            yield keyword, "SCH009", message, "move it into an allOf entry with a description"
