"""Contracts that lint would refuse, and data that is no contract at all: read, compared, and never a crash."""

from __future__ import annotations

import copy
import random
import time
from pathlib import Path
from typing import Any

import pytest

from generator.diagnostics import SpecError
from generator.load.document import Document
from generator.review.finding import Severity
from generator.review.wire import WIRE_RULES, compare, load_contract_leniently, read_leniently
from tests.support import Json, committed, contract, posts, reference, to_yaml

CONTRACTS = {provider.name: provider.contract for provider in committed().providers}
RULES = {rule.id: rule for rule in WIRE_RULES}
JUNK: tuple[Any, ...] = (
    None,
    True,
    False,
    5,
    -1.5,
    "x",
    "",
    [],
    {},
    [1],
    {"x": 1},
    {"$ref": "#/x"},
    {"$ref": "#"},
    [[]],
)


def read(text: str) -> Document:
    """A contract from its text."""
    raw = text.encode()
    return read_leniently("sample/openapi.yaml", lambda name: raw if name == "sample/openapi.yaml" else None)


def spoiled(data: Any, rng: random.Random) -> Any:
    """Data with some node replaced by junk."""
    copied = copy.deepcopy(data)
    node, parent, key = copied, None, None
    for _ in range(rng.randint(1, 12)):
        keys = list(node) if isinstance(node, dict) else list(range(len(node))) if isinstance(node, list) else []
        if not keys:
            break
        parent, key = node, rng.choice(keys)
        node = node[key]
    if parent is not None:
        parent[key] = copy.deepcopy(rng.choice(JUNK))
    return copied


@pytest.mark.parametrize("provider", CONTRACTS)
def test_no_data_is_a_crash(provider: str) -> None:
    base = CONTRACTS[provider]
    rng = random.Random(7)
    for _ in range(25):
        data = base.data
        for _ in range(rng.randint(1, 4)):
            data = spoiled(data, rng)
        other = Document("x/openapi.yaml", data, base.positions)

        for found in (*compare(base, other), *compare(other, base)):
            assert found.rule in RULES
            assert found.occurrences


@pytest.mark.parametrize("junk", JUNK)
def test_a_document_that_is_no_mapping_is_compared_as_an_empty_one(junk: Any) -> None:
    base = CONTRACTS["keevx"]

    found = compare(base, Document("x/openapi.yaml", junk, base.positions))

    assert {RULES[one.rule].severity for one in found} >= {Severity.BREAKING}


def test_what_the_strict_reader_refuses_is_read(tmp_path: Path) -> None:
    text = """
    openapi: 3.0.1
    x-made: &when 2024-01-01
    x-again: *when
    paths:
      /a:
        get:
          x-sunset: 2030-02-03
          deprecated: on
          responses:
            200: {description: ok, description: again}
            404: &missing {description: none}
            410: {<<: *missing}
    """
    file = tmp_path / "base.yaml"
    file.write_text(text, encoding="utf-8")

    document = load_contract_leniently(file)

    call = document.data["paths"]["/a"]["get"]
    assert document.data["x-again"] == "2024-01-01"
    assert call["deprecated"] is True
    assert call["responses"] == {
        "200": {"description": "again"},
        "404": {"description": "none"},
        "410": {"description": "none"},
    }
    assert document.at("/paths/~1a/get/x-sunset").line == 8


def test_references_to_files_beside_it_are_followed(tmp_path: Path) -> None:
    schemas = {"components": {"schemas": {"Thing": {"type": "object", "properties": {"a": {"type": "string"}}}}}}
    made = contract(posts({"$ref": "schemas.yaml#/components/schemas/Thing"}))
    tmp_path.joinpath("schemas.yaml").write_text(to_yaml(schemas), encoding="utf-8")
    base, head = tmp_path / "base.yaml", tmp_path / "head.yaml"
    base.write_text(to_yaml(made), encoding="utf-8")
    head.write_text(to_yaml(contract(posts({"type": "object"}))), encoding="utf-8")

    found = {one.rule: one.occurrences[0].base for one in compare(*map(load_contract_leniently, (base, head)))}

    assert found.keys() == {"request-property-removed", "api-schema-removed"}
    assert {place.file for place in found.values() if place} == {"schemas.yaml"}


@pytest.mark.parametrize(
    ("text", "code"), [("[1]", "YAML008"), ("", "YAML008"), ("a: [", "YAML001"), ("a: &x [*x]", "YAML010")]
)
def test_what_is_no_contract_is_refused_with_a_place(text: str, code: str) -> None:
    with pytest.raises(SpecError) as refused:
        read(text)

    assert [found.code for found in refused.value.diagnostics] == [code]


def test_json_with_tabs_is_read() -> None:
    assert read('{\n\t"openapi": "3.1.0",\n\t"paths": {}\n}').data == {"openapi": "3.1.0", "paths": {}}


def test_aliases_that_grow_without_end_are_refused() -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 9)]

    with pytest.raises(SpecError):
        read("\n".join(lines))


def test_unions_of_unions_end_soon() -> None:
    def made(word: str) -> Document:
        names = [f"S{n}" for n in range(40)]
        schemas: Json = {
            name: {
                "anyOf": [reference(names[n + 1]), {"type": "object", "title": "x", "allOf": [reference(names[n + 1])]}]
            }
            for n, name in enumerate(names[:-1])
        }
        schemas[names[-1]] = {"type": "object", "properties": {"a": {"type": word}}}
        return read(to_yaml(contract(posts(reference("S0")), schemas)))

    began = time.perf_counter()
    found = compare(made("string"), made("boolean"))

    assert "request-property-type-changed" in {one.rule for one in found}
    assert time.perf_counter() - began < 2


def test_a_component_that_five_calls_reach_is_one_finding() -> None:
    def made(values: list[str]) -> Document:
        paths: Json = {}
        for name in "abcde":
            call = posts(reference("Sent"), path=f"/{name}")[f"/{name}"]
            call["post"]["operationId"] = f"things_{name}"
            paths[f"/{name}"] = call
        schema: Json = {"type": "object", "properties": {"mode": {"type": "string", "enum": values}}}
        return read(to_yaml(contract(paths, {"Sent": schema})))

    (found,) = compare(made(["std", "pro"]), made(["std"]))

    assert found.rule == "request-property-enum-value-removed"
    assert found.text == "request property `mode`: enum value 'pro' was removed"
    assert [one.subject for one in found.occurrences] == [f"POST /{name} · body · mode" for name in "abcde"]
    assert {one.base.pointer for one in found.occurrences if one.base} == {
        "/components/schemas/Sent/properties/mode/enum/1"
    }


def test_a_schema_that_is_sent_and_received_is_told_once_per_direction() -> None:
    def made(type_: str) -> Document:
        schema: Json = {"type": "object", "properties": {"size": {"type": type_}}}
        return read(to_yaml(contract(posts(reference("Both"), answer=reference("Both")), {"Both": schema})))

    found = compare(made("integer"), made("number"))

    assert {one.rule: RULES[one.rule].severity for one in found} == {
        "response-property-type-generalized": Severity.BREAKING,
        "request-property-type-generalized": Severity.INFORMATION,
    }


def test_an_enumeration_that_is_open_only_documents() -> None:
    closed: Json = {"type": "string", "enum": ["a", "b"]}
    opened: Json = {"anyOf": [{"type": "string", "enum": ["a", "b"]}, {"type": "string"}]}
    more: Json = {"anyOf": [{"type": "string", "enum": ["a", "c"]}, {"type": "string"}]}

    def told(old: Json, new: Json) -> dict[str, Severity]:
        sides = [
            read(to_yaml(contract(posts({"properties": {"x": one}}, answer={"properties": {"x": one}}))))
            for one in (old, new)
        ]
        return {one.rule.replace("-property", ""): RULES[one.rule].severity for one in compare(*sides)}

    assert told(closed, opened) == {"request-became-not-enum": Severity.INFORMATION}
    assert told(opened, closed) == {"request-became-enum": Severity.BREAKING}
    assert told({"type": "string"}, opened) == {"response-became-enum": Severity.INFORMATION}
    assert set(told(opened, more)) == {
        "request-known-value-removed",
        "request-known-value-added",
        "response-enum-value-removed",
        "response-enum-value-added",
    }
    assert set(told(opened, more).values()) == {Severity.INFORMATION}


def test_a_chain_too_deep_to_follow_is_refused_and_no_crash() -> None:
    def made(word: str) -> Document:
        schemas: Json = {
            f"S{n}": {"type": "object", "properties": {"next": reference(f"S{n + 1}")}} for n in range(2_000)
        }
        return read(to_yaml(contract(posts(reference("S0")), {**schemas, "S2000": {"type": word}})))

    with pytest.raises(SpecError) as refused:
        compare(made("string"), made("boolean"))

    assert [found.code for found in refused.value.diagnostics] == ["YAML010"]


def test_what_a_webhook_brings_is_judged_as_an_answer() -> None:
    def made(type_: str) -> Document:
        schema: Json = {"type": "object", "required": ["id"], "properties": {"id": {"type": type_}}}
        notice = posts(schema)["/things"]
        return read(to_yaml(contract({}, webhooks={"ended": notice})))

    (found,) = compare(made("integer"), made("string"))

    assert (found.rule, found.text) == (
        "response-property-type-changed",
        "webhook property `id`: type changed from integer to string",
    )
