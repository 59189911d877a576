"""Request models take what JSON Schema takes, and refuse what it refuses: many schemas against many values."""

from __future__ import annotations

import json
from typing import Any, Final

import jsonschema_rs
import pytest

from tests.support import Json, Tree, contract, generate, posts, reference, write_specs

LEAF: Final[Json] = {
    "type": "object",
    "additionalProperties": False,
    "required": ["x"],
    "properties": {"x": {"type": "integer"}},
}
OPEN: Final[Json] = {"type": "object", "properties": {"x": {"type": "integer"}}}
MIXED: Final[Json] = {
    "type": "object",
    "properties": {"x": {"type": "integer"}},
    "additionalProperties": {"type": "string"},
}
RULED: Final[Json] = {
    "type": "object",
    "additionalProperties": False,
    "properties": {"x": {"type": "integer"}, "y": {"type": "string"}},
    "allOf": [{"description": "x or y", "oneOf": [{"required": ["x"]}, {"required": ["y"]}]}],
}
COMPOSED: Final[Json] = {
    "type": "object",
    "allOf": [reference("Open"), {"type": "object", "required": ["z"], "properties": {"z": {"type": "boolean"}}}],
}
COMPONENTS: Final = {
    "Leaf": LEAF,
    "Open": OPEN,
    "Mixed": MIXED,
    "Ruled": RULED,
    "Composed": COMPOSED,
    "Word": {"type": "string", "enum": ["a", "b"]},
    "Code": {"type": "string", "minLength": 2, "maxLength": 3},
    "Choice": {"oneOf": [{"type": "string", "maxLength": 1}, {"type": "integer", "minimum": 2}]},
    "Codes": {"type": "array", "items": reference("Code"), "minItems": 1},
}
SCHEMAS: Final[dict[str, Json]] = {
    "string": {"type": "string"},
    "integer": {"type": "integer"},
    "number": {"type": "number"},
    "boolean": {"type": "boolean"},
    "null": {"type": "null"},
    "anything": {},
    # found by `make fuzz`: a property judged by its value before its presence was
    "presence_first": {
        "type": "array",
        "contains": {
            "type": "object",
            "required": ["x"],
            "properties": {"x": {"type": "boolean"}},
            "allOf": [{"properties": {"x": {"const": "a"}}}],
        },
        "minContains": 0,
    },
    # … an integer between fractions, which an integer field cannot state
    "between_fractions": {"type": "integer", "exclusiveMinimum": 0.5, "exclusiveMaximum": 2.5},
    # … a composed class whose own additionalProperties types no field
    "composed_others": {
        "type": "object",
        "additionalProperties": {"const": 5},
        "allOf": [{"type": "object", "properties": {"x": {"type": "object"}}, "additionalProperties": {"maximum": 4}}],
    },
    # … one that contradicts itself
    "contradiction": {"anyOf": [{"type": "integer", "allOf": [{"type": "object", "properties": {"x": True}}]}]},
    "nullable": {"type": ["string", "null"]},
    "two_types": {"type": ["integer", "string"]},
    "three_types": {"type": ["integer", "boolean", "null"]},
    "short": {"type": "string", "minLength": 1, "maxLength": 2},
    "short_or_null": {"type": ["string", "null"], "maxLength": 1},
    "pattern": {"type": "string", "pattern": "^[a-z]+$"},
    "part": {"type": "string", "pattern": "b"},
    "range": {"type": "integer", "minimum": 1, "maximum": 2},
    "between": {"type": "number", "exclusiveMinimum": 1, "exclusiveMaximum": 2.5},
    "multiple": {"type": "number", "multipleOf": 0.5},
    "even": {"type": "integer", "multipleOf": 2},
    "bounded_two_types": {"type": ["integer", "string"], "minimum": 2, "maxLength": 1},
    "words": {"enum": ["a", "b"]},
    "word_or_null": {"enum": ["a", None]},
    "numbers": {"enum": [1, 2]},
    "mixed_values": {"enum": ["a", 1, None]},
    "true_only": {"const": True},
    "one": {"const": 1},
    "constant": {"const": "a"},
    "flags": {"enum": [True, False, "auto"]},
    "float_values": {"enum": [0.5, 1]},
    "list": {"type": "array"},
    "list_of_strings": {"type": "array", "items": {"type": "string"}},
    "list_of_short": {"type": "array", "items": {"type": "string", "maxLength": 1}, "maxItems": 2},
    "list_of_words": {"type": "array", "items": {"enum": ["a", "b"]}},
    "unique": {"type": "array", "uniqueItems": True, "minItems": 1},
    "contains": {"type": "array", "contains": {"const": 1}, "minContains": 2},
    "nested_lists": {"type": "array", "items": {"type": "array", "items": {"type": "integer", "minimum": 2}}},
    "map": {"type": "object"},
    "map_of_integers": {"type": "object", "additionalProperties": {"type": "integer", "minimum": 1}},
    "small_map": {"type": "object", "maxProperties": 1, "additionalProperties": {"type": "integer"}},
    "leaf": reference("Leaf"),
    "open": reference("Open"),
    "mixed": reference("Mixed"),
    "ruled": reference("Ruled"),
    "composed": reference("Composed"),
    "leaves": {"type": "array", "items": reference("Leaf"), "minItems": 1},
    "map_of_leaves": {"type": "object", "additionalProperties": reference("Leaf")},
    "maybe_leaf": {"anyOf": [reference("Leaf"), {"type": "null"}]},
    "leaf_or_string": {"oneOf": [reference("Leaf"), {"type": "string"}]},
    "leaf_or_open": {"anyOf": [reference("Leaf"), reference("Ruled")]},
    "one_of_two": {"oneOf": [{"type": "number", "minimum": 2}, {"type": "integer"}]},
    "any_of_two": {"anyOf": [{"type": "string", "maxLength": 1}, {"type": "string", "pattern": "^b"}]},
    "word": reference("Word"),
    "code": reference("Code"),
    "choice": reference("Choice"),
    "codes": reference("Codes"),
    "not_empty": {"type": "string", "not": {"const": ""}},
    "not_null": {"not": {"type": "null"}},
    "format": {"type": "string", "format": "uri"},
}
VALUES: Final[list[Any]] = [
    *(None, True, False, 0, 1, 1.0, 2, 2.0, 2.25, 3, -1, 0.5, 1e3, 10**20),
    *("", "a", "b", "ab", "abc", "b\n", "1", "true", "null", "é", "😀😀", "https://a.b"),
    *([], [1], ["a"], ["a", "b"], ["a", "a"], ["ab"], [1, 1.0], [1, True], [None], [[2], []], [[1]], [["a"]], [[]]),
    *(
        {},
        {"x": 1},
        {"x": 1.0},
        {"x": "1"},
        {"x": None},
        {"x": 1, "y": "s"},
        {"y": "s"},
        {"y": 1},
        {"x": 0},
        {"z": True},
    ),
    *(
        {"x": 1, "z": True},
        {"x": 1, "z": 1},
        {"q": 1},
        {"a": {"x": 1}},
        {"a": {}},
        [{"x": 1}],
        [{"x": 1, "y": 2}],
        [{}],
    ),
    *({"x": True}, {"x": 1, "y": 2}, ["ab", "abc"], ["ab", "a"]),
]


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Tree:
    """One body with every schema as a property."""
    schemas = {**COMPONENTS, "All": {"type": "object", "additionalProperties": False, "properties": SCHEMAS}}
    folder = tmp_path_factory.mktemp("agree")
    specs = write_specs(folder / "specs", sample=contract(posts(reference("All")), schemas))
    return Tree.write(folder / "tree", generate(specs))


def _is_valid(schema: Json, value: Any) -> bool:
    whole = {**schema, "components": {"schemas": COMPONENTS}}
    return jsonschema_rs.Draft202012Validator(whole, validate_formats=False).is_valid(value)


def _is_taken(model: Any, name: str, value: Any) -> bool:
    try:
        model.model_validate_json(json.dumps({name: value}))
    except ValueError:
        return False
    return True


@pytest.mark.parametrize("name", SCHEMAS)
def test_models_and_json_schema_agree(tree: Tree, name: str) -> None:
    with tree.imported("stillmotion.sample") as sample:
        wrong = [
            (value, "valid" if _is_valid(SCHEMAS[name], value) else "invalid")
            for value in VALUES
            if _is_taken(sample.models.All, name, value) is not _is_valid(SCHEMAS[name], value)
        ]

    assert wrong == []


@pytest.mark.parametrize("name", SCHEMAS)
def test_what_is_taken_is_sent_unchanged(tree: Tree, name: str) -> None:
    with tree.imported("stillmotion.sample") as sample:
        for value in VALUES:
            if _is_taken(sample.models.All, name, value):
                read = sample.models.All.model_validate_json(json.dumps({name: value}))

                assert json.loads(read.wire_json()) == {name: value}
