"""Rules as Python mean what they mean as JSON Schema: generated expressions against jsonschema-rs, on drawn rules."""

from __future__ import annotations

import ast
from typing import Any

import jsonschema_rs
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from generator.diagnostics import SpecError
from generator.emit.conditions import FIELDS, HELPERS, fails, holds
from generator.ir import conditions as c
from generator.ir import prose
from generator.ir.demands import Subject, demand
from generator.ir.schemas import Place
from generator.load import Document
from stillmotion._runtime import rules as helpers
from tests.support import Json

NAMES = ("a", "b", "c")
TEXTS = ("", "a", "ab", "b\n", "10", "é", "x-1")
NUMBERS = (0, 1, 1.0, 2, 2.5, -1, 0.1, 0.3, 10, 1e16)
PATTERNS = ("^a", "b$", "^[0-9]+$", "é", "a|b", "^$", "[$]", r"\$", "x-.")
SCALARS = st.sampled_from((None, True, False, *TEXTS, *NUMBERS))
VALUES: st.SearchStrategy[Any] = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(NAMES), inner, max_size=3),
    max_leaves=6,
)
COUNTS = st.integers(0, 3)
BOUNDS = st.sampled_from((0, 1, 2, 2.5, -1, 0.1))
TYPES = ("object", "array", "string", "number", "integer", "boolean", "null")

# What the properties of the model are declared as, where a rule judges a model of which something is known.
DECLARED: Json = {
    "type": "object",
    "properties": {
        "a": {"type": "string"},
        "b": {"type": ["integer", "null"]},
        "c": {
            "type": "object",
            "properties": {"a": {"type": "boolean"}, "b": {"type": "array", "items": {"type": "number"}}},
        },
    },
}
MODELS = st.fixed_dictionaries(
    {},
    optional={
        "a": st.sampled_from(TEXTS),
        "b": st.sampled_from((None, 0, 1, 2, 10)),
        "c": st.fixed_dictionaries(
            {}, optional={"a": st.booleans(), "b": st.lists(st.sampled_from(NUMBERS), max_size=3), "c": VALUES}
        ),
    },
)


def leaves() -> st.SearchStrategy[Json]:
    """Schemas without schemas inside."""
    return st.fixed_dictionaries(
        {},
        optional={
            "type": st.sampled_from(TYPES) | st.lists(st.sampled_from(TYPES), min_size=1, max_size=3, unique=True),
            "enum": st.lists(VALUES, min_size=1, max_size=3),
            "const": VALUES,
            "minLength": COUNTS,
            "maxLength": COUNTS,
            "pattern": st.sampled_from(PATTERNS),
            "minimum": BOUNDS,
            "maximum": BOUNDS,
            "exclusiveMinimum": BOUNDS,
            "exclusiveMaximum": BOUNDS,
            "multipleOf": st.sampled_from((1, 2, 0.5, 0.1)),
            "minItems": COUNTS,
            "maxItems": COUNTS,
            "uniqueItems": st.booleans(),
            "minProperties": COUNTS,
            "maxProperties": COUNTS,
            "required": st.lists(st.sampled_from(NAMES), max_size=2, unique=True),
            "dependentRequired": st.dictionaries(
                st.sampled_from(NAMES), st.lists(st.sampled_from(NAMES), max_size=2, unique=True), max_size=2
            ),
        },
    ).map(_few)


def _few(schema: Json) -> Json:
    return dict(list(schema.items())[:3])


def nested(inner: st.SearchStrategy[Json]) -> st.SearchStrategy[Json]:
    """Schemas made of others, every honoured keyword that holds one."""
    several = st.lists(inner, min_size=1, max_size=3)
    made = (
        st.fixed_dictionaries({"properties": st.dictionaries(st.sampled_from(NAMES), inner, min_size=1, max_size=2)}),
        st.fixed_dictionaries(
            {
                "properties": st.dictionaries(st.sampled_from(NAMES), inner, min_size=1, max_size=2),
                "required": st.lists(st.sampled_from(NAMES), min_size=1, max_size=2, unique=True),
            }
        ),
        st.fixed_dictionaries({"anyOf": several}),
        st.fixed_dictionaries({"oneOf": several}),
        st.fixed_dictionaries({"allOf": several}),
        st.fixed_dictionaries({"not": inner}),
        st.fixed_dictionaries({"if": inner, "then": inner}, optional={"else": inner}),
        st.fixed_dictionaries({"if": inner, "else": inner}),
        st.fixed_dictionaries({"items": inner}),
        st.fixed_dictionaries({"contains": inner}, optional={"minContains": COUNTS, "maxContains": COUNTS}),
        st.fixed_dictionaries(
            {"additionalProperties": inner | st.booleans()},
            optional={"properties": st.dictionaries(st.sampled_from(NAMES), inner, max_size=2)},
        ),
    )
    return st.one_of(*made) | st.tuples(st.one_of(*made), leaves()).map(lambda both: {**both[1], **both[0]})


RULES = st.recursive(leaves(), nested, max_leaves=5)
drawn = settings(max_examples=400, derandomize=True, deadline=None, database=None)


def condition_of(rule: Json, declared: Json | None = None) -> c.Condition:
    """What a rule demands of a value that is known to fit `declared`."""
    data = {"components": {"schemas": {"Rule": rule, "Model": declared}}}
    known = Place("/components/schemas/Model", declared) if declared else None
    document = Document("acme/openapi.yaml", data, {})
    return demand(document, Place("/components/schemas/Rule", rule), Subject(known))


def judge(source: str, **subject: Any) -> Any:
    """The value of a generated expression, in the names that a generated module has."""
    names = {name: getattr(helpers, name) for name in HELPERS}
    return eval(compile(source, "<rule>", "eval", dont_inherit=True), {**names, **subject})


def agree(rule: Json, value: Any, declared: Json | None = None) -> None:
    """Both expressions against the validator."""
    valid = jsonschema_rs.Draft202012Validator(rule, pattern_options=jsonschema_rs.RegexOptions()).is_valid(value)
    condition = condition_of(rule, declared)
    broken, kept = fails(condition, "value").source, holds(condition, "value").source

    assert bool(judge(broken, value=value)) is not valid, broken
    assert bool(judge(kept, value=value)) is valid, kept


@drawn
@given(RULES, VALUES)
def test_a_rule_judges_any_value_as_json_schema_does(rule: Json, value: Any) -> None:
    agree(rule, value)


@drawn
@given(RULES, MODELS)
def test_a_rule_judges_a_model_as_json_schema_does(rule: Json, value: Any) -> None:
    agree(rule, value, DECLARED)


@drawn
@given(RULES, MODELS)
def test_a_rule_over_the_fields_of_a_model_judges_as_over_its_form(rule: Json, value: Json) -> None:
    condition = condition_of(rule, DECLARED)
    looked = c.looked_at(condition)
    assume(looked is not None and looked <= set(NAMES))

    source = fails(c.renamed(condition, {name: f"{name}_" for name in NAMES}), FIELDS).source
    fields = {f"{name}_": value.get(name) for name in NAMES}

    judged = judge(source, fields=fields, given={f"{name}_" for name in value})
    assert bool(judged) is bool(judge(fails(condition, "value").source, value=value)), source


@drawn
@given(RULES)
def test_every_rule_has_words_and_one_expression(rule: Json) -> None:
    condition = condition_of(rule, DECLARED)
    source = fails(condition, "value").source

    assert prose.words(condition).strip()
    assert isinstance(ast.parse(source, mode="eval").body, ast.expr)
    assert source.isprintable()
    assert all(isinstance(name, str) for name in c.fields(condition))


@pytest.mark.parametrize(
    ("rule", "value"),
    [
        ({"pattern": "b$"}, "b\n"),
        ({"pattern": "^[0-9]+$"}, "10\n"),
        ({"enum": [1]}, True),
        ({"enum": [True]}, 1),
        ({"const": 1}, 1.0),
        ({"const": [1, {"a": False}]}, [1, {"a": 0}]),
        ({"type": "integer"}, 2.0),
        ({"type": "number"}, True),
        ({"uniqueItems": True}, [1, True, 1.0]),
        ({"multipleOf": 0.1}, 0.3),
        ({"minLength": 1, "maxLength": 1}, "😀"),
        ({"contains": {"const": 1}, "minContains": 0}, []),
        ({"contains": {"const": 1}, "maxContains": 1}, [1, 1]),
        ({"contains": {"minimum": 1, "type": "number"}, "minContains": 2}, [1, "x", 2]),
        ({"required": ["a"], "properties": {"a": {"pattern": "^x", "enum": ["x", "y"]}}}, {}),
        ({"not": {"required": ["a"], "properties": {"a": {"pattern": "^x", "enum": ["x"]}}}}, {}),
        ({"minimum": 2}, "text"),
        ({"additionalProperties": False, "properties": {"a": True}}, {"a": 1, "b": 1}),
    ],
    ids=repr,
)
def test_where_python_and_json_schema_part(rule: Json, value: Any) -> None:
    agree(rule, value)


def test_a_rule_that_refers_to_itself_is_refused() -> None:
    rule: Json = {"allOf": [{"$ref": "#/components/schemas/Rule"}]}

    with pytest.raises(SpecError) as caught:
        condition_of(rule)

    assert [found.code for found in caught.value.diagnostics] == ["IR201"]
