"""One pair of small contracts per rule of the wire layer, as data. `python -m tests.wire_pairs` writes them to disk.

The pairs of a kind of change (a facet) are two schemas, put in every scope that has a rule for it. The others are two
contracts, told as edits of one sample (wire_edits.py).
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from tests.support import HOUSE, Json
from tests.wire_edits import call_pairs

FOLDER = HOUSE / "tests" / "fixtures" / "review"
PROVIDER = "sample"

_BOUNDS = {
    "max": ("maximum", "number"),
    "min": ("minimum", "number"),
    "exclusive-max": ("exclusiveMaximum", "number"),
    "exclusive-min": ("exclusiveMinimum", "number"),
    "max-length": ("maxLength", "string"),
    "min-length": ("minLength", "string"),
    "max-items": ("maxItems", "array"),
    "min-items": ("minItems", "array"),
    "max-properties": ("maxProperties", "object"),
    "min-properties": ("minProperties", "object"),
}
_TEXT: Json = {"type": "string"}
_FIGURE: Json = {"type": "integer"}
_CHOICE: Json = {"type": "string", "enum": ["a", "b"]}
_MORE: Json = {"type": "string", "enum": ["a", "b", "c"]}
_OPEN: Json = {"type": "object", "additionalProperties": True}
_NAMED: Json = {"type": "object", "properties": {"seed": _TEXT, "mode": _TEXT, "size": _TEXT}}
_RULE: Json = {"description": "a seed is needed", "required": ["seed"]}
_MODE: Json = {"description": "a mode or a size is needed", "anyOf": [{"required": ["mode"]}, {"required": ["size"]}]}
_SIZE: Json = {"description": "a size goes with a seed", "dependentRequired": {"size": ["seed"]}}
_IF: Json = {"if": {"required": ["seed"]}}
_LIST: Json = {"type": "array"}
_PICTURE: Json = {"title": "Picture", "type": "object", "properties": {"picture": _TEXT}, "required": ["picture"]}
_FILM: Json = {"title": "Film", "type": "object", "properties": {"film": _TEXT}, "required": ["film"]}
_SOUND: Json = {"title": "Sound", "type": "object", "properties": {"sound": _TEXT}, "required": ["sound"]}
_NUMBERS: Json = {"type": "array", "items": {"type": "integer"}}


def _kind(name: str, targets: Mapping[str, str] | None = None) -> Json:
    """A union told apart by a property."""
    branches = [_told("a", name), _told("b", name)]
    found: Json = {"propertyName": name}
    return {"oneOf": branches, "discriminator": found | ({"mapping": dict(targets)} if targets else {})}


def _told(value: str, name: str) -> Json:
    members: Json = {"kind": {"type": "string", "const": value}, "type": {"type": "string", "const": value}}
    return {"title": value, "type": "object", "properties": members, "required": ["kind", "type"]}


def _unions(word: str) -> Iterator[tuple[str, Json, Json]]:
    name = {"anyOf": "any-of", "oneOf": "one-of"}[word]
    plain: Json = {"type": "object"}
    two, three = plain | {word: [_PICTURE, _FILM]}, plain | {word: [_PICTURE, _FILM, _SOUND]}
    yield f"{name}-added", two, three
    yield f"{name}-removed", three, two
    yield f"{name}-set", plain, two
    yield f"{name}-unset", two, plain


def _words(facet: str, word: str, around: Json, old: Any, new: Any = None) -> Iterator[tuple[str, Json, Json]]:
    """A word that comes, goes and, with a second value, changes."""
    yield f"{facet}-added", around, around | {word: old}
    yield f"{facet}-removed", around | {word: old}, around
    if new is not None:
        yield f"{facet}-changed", around | {word: old}, around | {word: new}


def _bounds() -> Iterator[tuple[str, Json, Json]]:
    for name, (word, type_) in _BOUNDS.items():
        plain: Json = {"type": type_}
        yield from _bound(name, word, plain)
    for name, word in (("min-contains", "minContains"), ("max-contains", "maxContains")):
        yield from _bound(name, word, _LIST | {"contains": {"const": "a"}})


def _bound(name: str, word: str, plain: Json) -> Iterator[tuple[str, Json, Json]]:
    yield f"{name}-set", plain, plain | {word: 10}
    yield f"{name}-unset", plain | {word: 10}, plain
    yield f"{name}-increased", plain | {word: 10}, plain | {word: 20}
    yield f"{name}-decreased", plain | {word: 20}, plain | {word: 10}


def facet_pairs() -> Iterator[tuple[str, Json, Json]]:
    """(facet, base schema, head schema)."""
    yield from _bounds()
    yield from _unions("anyOf")
    yield from _unions("oneOf")
    yield from _FACETS
    yield from _words("if", "if", _NAMED, {"required": ["seed"]}, {"required": ["mode"]})
    yield from _words("then", "then", _NAMED | _IF, {"required": ["mode"]})
    yield from _words("else", "else", _NAMED | _IF, {"required": ["mode"]})
    yield from _words("not", "not", _NAMED, {"required": ["seed"]}, {"required": ["mode"]})
    yield from _words("contains", "contains", _LIST, {"const": "a"})
    yield from _words("property-names", "propertyNames", _OPEN, {"maxLength": 8})
    yield from _words("pattern", "pattern", _TEXT, "^a", "^b")
    yield from _words("const", "const", _TEXT, "a", "b")
    yield from _words("default-value", "default", _FIGURE, 5, 10)
    yield "all-of-added", _NAMED | {"allOf": [_RULE, _MODE]}, _NAMED | {"allOf": [_RULE, _MODE, _SIZE]}
    yield "all-of-removed", _NAMED | {"allOf": [_RULE, _MODE, _SIZE]}, _NAMED | {"allOf": [_RULE, _MODE]}
    yield from _words("discriminator", "discriminator", {"oneOf": _kind("kind")["oneOf"]}, {"propertyName": "kind"})
    seed, mode = {"seed": ["mode"]}, {"seed": ["size"]}
    yield from _words("dependent-required", "dependentRequired", _NAMED, seed, mode)
    yield from _words("dependent-schema", "dependentSchemas", _NAMED, {"seed": {"required": ["mode"]}})
    yield from _words("pattern-property", "patternProperties", _OPEN, {"^x-": _TEXT})


_A, _B = "#/components/schemas/Picture", "#/components/schemas/Film"
_FACETS: tuple[tuple[str, Json, Json], ...] = (
    ("multiple-of-set", _FIGURE, _FIGURE | {"multipleOf": 5}),
    ("multiple-of-unset", _FIGURE | {"multipleOf": 5}, _FIGURE),
    ("multiple-of-changed", _FIGURE | {"multipleOf": 5}, _FIGURE | {"multipleOf": 7}),
    ("multiple-of-generalized", _FIGURE | {"multipleOf": 10}, _FIGURE | {"multipleOf": 5}),
    ("multiple-of-specialized", _FIGURE | {"multipleOf": 5}, _FIGURE | {"multipleOf": 10}),
    ("unique-items-set", _NUMBERS, _NUMBERS | {"uniqueItems": True}),
    ("unique-items-unset", _NUMBERS | {"uniqueItems": True}, _NUMBERS),
    ("pattern-generalized", _TEXT | {"pattern": "^a"}, _TEXT | {"pattern": ".*"}),
    ("became-enum", _TEXT, _CHOICE),
    ("became-not-enum", _CHOICE, _TEXT),
    ("enum-value-added", _CHOICE, _MORE),
    ("enum-value-removed", _MORE, _CHOICE),
    ("known-value-added", {"anyOf": [_CHOICE, _TEXT]}, {"anyOf": [_MORE, _TEXT]}),
    ("known-value-removed", {"anyOf": [_MORE, _TEXT]}, {"anyOf": [_CHOICE, _TEXT]}),
    ("type-changed", {"type": "boolean"}, _FIGURE),
    ("type-generalized", _FIGURE, {"type": "number"}),
    ("type-specialized", {"type": "number"}, _FIGURE),
    ("list-of-types-widened", {"anyOf": [_FIGURE, _TEXT]}, {"anyOf": [_FIGURE, _TEXT, {"type": "boolean"}]}),
    ("list-of-types-narrowed", {"anyOf": [_FIGURE, _TEXT, {"type": "boolean"}]}, {"anyOf": [_FIGURE, _TEXT]}),
    ("became-nullable", _TEXT, {"type": ["string", "null"]}),
    ("became-not-nullable", {"type": ["string", "null"]}, _TEXT),
    ("discriminator-property-name-changed", _kind("kind"), _kind("type")),
    ("discriminator-mapping-added", _kind("kind", {"a": _A}), _kind("kind", {"a": _A, "b": _B})),
    ("discriminator-mapping-deleted", _kind("kind", {"a": _A, "b": _B}), _kind("kind", {"a": _A})),
    ("discriminator-mapping-changed", _kind("kind", {"a": _A}), _kind("kind", {"a": _B})),
    ("prefix-items-added", _LIST | {"prefixItems": [_TEXT]}, _LIST | {"prefixItems": [_TEXT, _FIGURE]}),
    ("prefix-items-removed", _LIST | {"prefixItems": [_TEXT, _FIGURE]}, _LIST | {"prefixItems": [_TEXT]}),
    ("additional-properties-refused", _NAMED, _NAMED | {"additionalProperties": False}),
    ("additional-properties-allowed", _NAMED | {"additionalProperties": False}, _NAMED),
    ("wrapped-in-one-of", _NAMED, {"oneOf": [_PICTURE, _FILM]}),
    ("wrapped-in-one-of-original-preserved", _PICTURE, {"oneOf": [_PICTURE, _FILM]}),
    ("structure-changed", _LIST, _LIST | {"contains": {"const": "a"}}),
)
# a schema of `false` cannot be lifted out of its place by an edit, so these two are whole values
_FALSE: tuple[tuple[str, Any, Any], ...] = (
    ("schema-became-false", _TEXT, False),
    ("schema-became-not-false", False, _TEXT),
)
SCOPES = {
    "request-body": "B",
    "request-property": "P",
    "request-parameter-property": "q",
    "request-parameter": "Q",
    "response-body": "b",
    "response-property": "p",
    "response-header": "h",
}


def contract(scope: str, schema: Any, media: str = "application/json") -> Json:
    """A contract with one call, and a schema in one scope of it."""
    member: Json = {"type": "object", "properties": {"value": schema}}
    parameter = {"Q": ("value", schema), "q": ("filter", member)}.get(scope)
    sent = {"B": schema, "P": member}.get(scope, {"type": "object"})
    got = {"b": schema, "p": member}.get(scope, {"type": "object"})
    answer: Json = {"description": "The video.", "content": {media: {"schema": got}}}
    if scope == "h":
        answer["headers"] = {"X-Value": {"description": "A value.", "schema": schema}}
    operation: Json = {"operationId": "videos_create", "tags": ["videos"], "summary": "Make a video"}
    if parameter:
        operation["parameters"] = [
            {"name": parameter[0], "in": "query", "description": "A value.", "schema": parameter[1]}
        ]
    operation["requestBody"] = {"required": True, "content": {media: {"schema": sent}}}
    operation["responses"] = {"200": answer}
    return {
        "openapi": "3.1.0",
        "info": {"title": "Sample", "version": "1.0.0"},
        "servers": [{"url": "https://api.example.com"}],
        "paths": {"/v1/videos": {"post": operation}},
    }


@dataclass(frozen=True, slots=True)
class WirePair:
    """Two contracts whose only difference is the rule's."""

    rule: str
    base: Json
    head: Json


def pairs(rules: frozenset[str]) -> Iterator[WirePair]:
    """A pair for each rule that has one."""
    for facet, base, head in (*facet_pairs(), *_FALSE):
        for prefix, scope in SCOPES.items():
            if f"{prefix}-{facet}" in rules:
                yield WirePair(f"{prefix}-{facet}", contract(scope, base), contract(scope, head))
    for prefix in ("request-body", "request-property", "response-body", "response-property", "response-header"):
        old, new = (_FIGURE, _TEXT) if prefix.startswith("request") else (_TEXT, _FIGURE)
        scope = SCOPES[prefix]
        base, head = contract(scope, old, "text/plain"), contract(scope, new, "text/plain")
        yield WirePair(f"{prefix}-type-compatible", base, head)
    yield from (WirePair(rule, base, head) for rule, base, head in call_pairs())


def text_of(found: Json) -> str:
    """A contract as YAML."""
    return yaml.dump(found, Dumper=_Plain, sort_keys=False, allow_unicode=True, width=120)


class _Plain(yaml.SafeDumper):
    """Writes equal parts out instead of naming them: anchors are refused."""

    def ignore_aliases(self, data: Any) -> bool:
        """Never an alias."""
        return True


def write(folder: Path, rules: frozenset[str]) -> None:
    """Every pair, each side as a folder of specs."""
    for pair in pairs(rules):
        for side, found in (("base", pair.base), ("head", pair.head)):
            target = folder / pair.rule / side / PROVIDER
            shutil.rmtree(target, ignore_errors=True)
            target.mkdir(parents=True)
            target.joinpath("openapi.yaml").write_text(text_of(found), encoding="utf-8")


if __name__ == "__main__":
    from generator.review.wire import WIRE_RULES

    write(FOLDER, frozenset(rule.id for rule in WIRE_RULES))
