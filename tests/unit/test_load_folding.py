"""A schema written out in place is the component that says the same."""

from __future__ import annotations

import copy
import json
import time
from pathlib import Path
from typing import Any

import pytest

from generator.diagnostics import Position
from generator.load import Document, load
from generator.load.document import Mark
from generator.load.folding import folded
from tests.support import SPECS, Json, contract, posts, reference, write_specs

PICTURE: Json = {
    "type": "object",
    "description": "A picture.",
    "properties": {"url": {"type": "string", "description": "Where it is."}, "kind": {"enum": ["jpg", "png"]}},
    "required": ["url", "kind"],
}
TREE: Json = {"type": "object", "properties": {"name": {"type": "string"}, "next": reference("Tree")}}
PAIR: Json = {"type": "object", "properties": {"first": reference("Picture"), "tree": reference("Tree")}}
SCHEMAS: Json = {"Picture": PICTURE, "Tree": TREE, "Pair": PAIR}


def read(data: Json) -> Document:
    """A bundled contract of one file, folded."""
    return folded(Document("p/openapi.yaml", data, Mark("specs/p/openapi.yaml", 1, 1)))


def sent(schema: Any, schemas: Json = SCHEMAS) -> Any:
    """What a schema that is sent is read as."""
    data = read(contract(posts(schema), copy.deepcopy(schemas))).data
    return data["paths"]["/things"]["post"]["requestBody"]["content"]["application/json"]["schema"]


def test_a_copy_of_a_component_is_the_component() -> None:
    assert sent(PICTURE) == {**reference("Picture"), "description": "A picture."}


@pytest.mark.parametrize(
    "inline",
    [
        PAIR,
        {**PAIR, "properties": {**PAIR["properties"], "first": PICTURE}},
        {**PAIR, "properties": {"first": PICTURE, "tree": TREE}},
        {
            **PAIR,
            "properties": {"first": PICTURE, "tree": {**TREE, "properties": {**TREE["properties"], "next": TREE}}},
        },
    ],
    ids=["as it is", "one level", "all", "once round"],
)
def test_references_inside_are_followed_however_deep_they_are_written_out(inline: Json) -> None:
    assert sent(inline) == reference("Pair")


def test_a_component_written_out_inside_itself_is_itself() -> None:
    schemas = {"Tree": {**TREE, "properties": {**TREE["properties"], "next": TREE}}}
    data = read(contract(posts(reference("Tree")), schemas)).data

    assert data["components"]["schemas"]["Tree"] == TREE


@pytest.mark.parametrize(
    "beside", [{"description": "The last frame."}, {"default": None}, {"deprecated": True}, {"examples": [{}]}]
)
def test_what_may_stand_beside_a_reference_is_kept_there(beside: Json) -> None:
    inline = {**PAIR, "properties": {**PAIR["properties"], "first": {**PICTURE, **beside}}}
    outer = {"type": "object", "properties": {"a": {**PICTURE, **beside}}}

    assert sent(outer)["properties"]["a"] == {**reference("Picture"), "description": "A picture.", **beside}
    assert sent(inline)["properties"]["first"] == {**reference("Picture"), "description": "A picture.", **beside}
    assert sent(inline, {**SCHEMAS, "Pair": inline}).get("$ref") == reference("Pair")["$ref"]


SAME: dict[str, Json] = {
    "keys in another order": dict(reversed(PICTURE.items())),
    "other line breaks": {**PICTURE, "description": "A\n  picture.\n"},
    "required in another order": {**PICTURE, "required": ["kind", "url"]},
    "values in another order": {
        **PICTURE,
        "properties": {**PICTURE["properties"], "kind": {"enum": ["png", "jpg"]}},
    },
}
OTHER: dict[str, Any] = {
    "a property more": {**PICTURE, "properties": {**PICTURE["properties"], "size": {"type": "integer"}}},
    "a property of another type": {**PICTURE, "properties": {**PICTURE["properties"], "kind": {"type": "integer"}}},
    "a text inside that says something else": {
        **PICTURE,
        "properties": {**PICTURE["properties"], "url": {"type": "string", "description": "A link."}},
    },
    "no description, where a reference would bring one": {k: v for k, v in PICTURE.items() if k != "description"},
    "closed": {**PICTURE, "additionalProperties": False},
    "a value that only Python takes for the same": {
        **PICTURE,
        "properties": {**PICTURE["properties"], "kind": {"enum": ["jpg", True]}},
    },
    "anything": True,
}


@pytest.mark.parametrize("name", SAME)
def test_what_is_no_content_may_differ(name: str) -> None:
    assert "$ref" in sent(SAME[name])


@pytest.mark.parametrize("name", OTHER)
def test_what_says_something_else_stays_as_it_is(name: str) -> None:
    schemas = {
        **SCHEMAS,
        "Numbered": {**PICTURE, "properties": {**PICTURE["properties"], "kind": {"enum": ["jpg", 1]}}},
    }

    assert sent(OTHER[name], schemas) == OTHER[name]


def test_of_two_alike_the_one_that_needs_the_least_beside_it_is_meant_then_the_first_by_name() -> None:
    texts = {"Zebra": "A picture.", "Image": "An image.", "Frame": "An image."}
    schemas = {name: {**PICTURE, "description": text} for name, text in texts.items()}

    assert sent(PICTURE, schemas)["$ref"].endswith("/Zebra")
    assert sent({**PICTURE, "description": "An image."}, schemas)["$ref"].endswith("/Frame")
    assert sent({**PICTURE, "description": "Mine."}, dict(reversed(schemas.items())))["$ref"].endswith("/Frame")
    assert read(contract({}, copy.deepcopy(schemas))).data["components"]["schemas"] == schemas, "each stays what it is"


@pytest.mark.parametrize("section", ["parameters", "responses", "requestBodies", "headers"])
def test_parameters_answers_bodies_and_headers_are_folded_alike(section: str) -> None:
    header: Json = {"description": "Calls left.", "schema": reference("Picture")}
    parts: dict[str, Json] = {
        "parameters": {"name": "page", "in": "query", "description": "Page.", "schema": {"enum": ["a", "b"]}},
        "responses": {"description": "Fine.", "content": {"application/json": {"schema": reference("Pair")}}},
        "requestBodies": {"content": {"application/json": {"schema": PICTURE}}},
        "headers": header,
    }
    shared = parts[section]
    operation = posts(PICTURE)["/things"]["post"]
    operation["responses"]["default"] = {"description": "Bad.", "headers": {"X-Left": copy.deepcopy(header)}}
    uses: dict[str, Json] = {
        "parameters": {"parameters": [copy.deepcopy(shared)]},
        "responses": {"responses": {**operation["responses"], "202": copy.deepcopy(shared)}},
        "requestBodies": {"requestBody": copy.deepcopy(shared)},
        "headers": {},
    }
    operation |= uses[section]
    data = contract({"/things": {"post": operation}})
    data["components"] = {"schemas": SCHEMAS, section: {"Shared": shared}}

    assert f'"#/components/{section}/Shared"' in json.dumps(read(data).data["paths"])


def test_places_are_those_of_the_text(tmp_path: Path) -> None:
    root = write_specs(tmp_path, sample=contract(posts(PICTURE), SCHEMAS))
    one = load(root).providers[0]
    schema = "/paths/~1things/post/requestBody/content/application~1json/schema"
    lines = (root / "sample" / "openapi.yaml").read_text(encoding="utf-8").splitlines()
    at = one.contract.at(f"{schema}/properties/url")

    assert isinstance(at, Position)
    assert '"url"' in lines[at.line - 1]
    assert at == one.written.at(f"{schema}/properties/url")
    assert one.written.data != one.contract.data


def test_a_contract_without_copies_is_the_same_object() -> None:
    for one in load(SPECS).providers:
        assert one.contract is one.written


def test_a_contract_made_to_cost_time_stays_as_it_is() -> None:
    def deep(end: str) -> Json:
        found: Json = {"type": "object", "properties": {"x": {"type": end}}}
        for _ in range(60):
            found = {"type": "object", "properties": {"x": found}}
        return found

    schemas = {f"C{number}": deep("string") for number in range(300)}
    data = contract(posts({"type": "object", "properties": {f"p{n}": deep("integer") for n in range(300)}}), schemas)
    started = time.process_time()

    assert read(data).data is data
    assert time.process_time() - started < 10
