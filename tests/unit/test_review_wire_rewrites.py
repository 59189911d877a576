"""Rewrites that change nothing give an empty review of the wire, for every contract of ours."""

from __future__ import annotations

import random
from typing import Any

import pytest

from generator.load.document import Document
from generator.review.wire import compare, read_leniently
from tests.support import PROVIDERS, Json, committed, contract, posts
from tests.wire_rewrites import REWRITES, rewritten, written

CONTRACTS = {provider.name: provider.contract for provider in committed().providers}


def read(text: str, name: str = "sample") -> Document:
    """A contract from its text."""
    raw = text.encode()
    return read_leniently(f"{name}/openapi.yaml", lambda asked: raw if asked == f"{name}/openapi.yaml" else None)


@pytest.mark.parametrize("provider", PROVIDERS)
def test_twenty_rewrites_that_change_nothing_give_nothing(provider: str) -> None:
    base = CONTRACTS[provider]
    for seed in range(20):
        found = compare(base, read(rewritten(base.data, seed), provider))

        assert [(one.rule, one.text) for one in found] == [], f"seed {seed}"


@pytest.mark.parametrize("rewrite", REWRITES, ids=lambda rewrite: rewrite.__name__)
def test_a_rewrite_writes_something_else(rewrite: Any) -> None:
    """Otherwise the test above would prove nothing."""
    rng = random.Random(1)
    data = CONTRACTS["leonardo"].data

    assert written(rewrite(data, rng, data), random.Random(2)) != written(data, random.Random(2))


SAME: dict[str, tuple[Json, Json]] = {
    "nullable of 3.0": ({"type": ["string", "null"]}, {"type": "string", "nullable": True}),
    "null in an enumeration": (
        {"type": ["string", "null"], "enum": ["a", None]},
        {"nullable": True, "type": "string", "enum": ["a"]},
    ),
    "a list of one type": ({"type": "string"}, {"type": ["string"]}),
    "a flag beside a bound": (
        {"type": "number", "exclusiveMinimum": 5},
        {"type": "number", "minimum": 5, "exclusiveMinimum": True},
    ),
    "an example": ({"type": "string"}, {"type": "string", "example": "a", "title": "x", "x-order": 1}),
    "1 and 1.0": ({"type": "number", "maximum": 1, "enum": [1]}, {"type": "number", "maximum": 1.0, "enum": [1.0]}),
    "properties moved into an entry": (
        {"type": "object", "properties": {"a": {"type": "string"}, "b": {"type": "string"}}, "required": ["a"]},
        {
            "type": "object",
            "allOf": [
                {"type": "object", "properties": {"a": {"type": "string"}}, "required": ["a"]},
                {"type": "object", "properties": {"b": {"type": "string"}}},
            ],
        },
    ),
    "branches in another order": (
        {"anyOf": [{"type": "string", "maxLength": 3}, {"type": "array", "items": {"type": "string"}}]},
        {"anyOf": [{"type": "array", "items": {"type": "string"}}, {"type": "string", "maxLength": 3}]},
    ),
    "an entry that says nothing": ({"type": "string"}, {"type": "string", "allOf": [{"description": "x"}]}),
    "everything is allowed": ({"type": "object"}, {"type": "object", "additionalProperties": True}),
}


@pytest.mark.parametrize("name", SAME)
def test_two_spellings_of_one_meaning_are_the_same(name: str) -> None:
    old, new = (read(written(contract(posts(schema)), random.Random(0))) for schema in SAME[name])

    assert [one.text for one in compare(old, new)] == []
    assert [one.text for one in compare(new, old)] == []


def test_a_schema_that_holds_itself_has_an_end() -> None:
    def tree(word: str) -> Document:
        node: Json = {
            "type": "object",
            "properties": {"name": {"type": word}, "next": {"$ref": "#/components/schemas/T"}},
        }
        reference: Json = {"$ref": "#/components/schemas/T"}
        return read(written(contract(posts(reference, answer=reference), {"T": node}), random.Random(0)))

    assert compare(tree("string"), tree("string")) == ()
    found = compare(tree("string"), tree("integer"))

    assert [one.rule for one in found] == ["request-property-type-changed", "response-property-type-changed"]


def test_names_of_placeholders_are_no_business_of_the_wire() -> None:
    def one(name: str) -> Document:
        parameter: Json = {"name": name, "in": "path", "required": True, "schema": {"type": "string"}}
        paths = posts({"type": "object"}, path=f"/things/{{{name}}}", parameters=[parameter])
        return read(written(contract(paths), random.Random(0)))

    assert compare(one("id"), one("thing_id")) == ()
