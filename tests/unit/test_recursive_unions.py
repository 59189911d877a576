"""Schemas that name each other many times over cost what they say, not what they would say written out.

Every chain here is so long that a walk along each of its paths would never end.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.diagnostics import Severity, SpecError
from generator.emit import emit
from generator.ir import build
from generator.ir.model import Package
from generator.lint import lint
from generator.load import Specs, load
from generator.load.yaml_tree import parse
from tests.support import Json
from tests.unit.spec_samples import CONTRACT, SAMPLE, write

LEVELS = 64
TEMPLATES = Path(__file__).parents[2] / "templates"


def link(name: str | int) -> Json:
    return {"$ref": f"#/components/schemas/Level{name}"}


def union(after: Json) -> Json:
    return {"oneOf": [after, {"allOf": [after]}]}


def composition(after: Json) -> Json:
    return {"type": "object", "properties": {"a": {"type": "string", "description": "A."}}, "allOf": [after, after]}


def untyped_properties(after: Json) -> Json:
    return {"properties": {"a": after, "b": after}}


def list_or_map(after: Json) -> Json:
    return {"type": ["array", "object"], "items": after, "additionalProperties": after}


def lists_and_maps(after: Json) -> Json:
    return {"anyOf": [{"type": "array", "items": after}, {"type": "object", "additionalProperties": after}]}


def positions(after: Json) -> Json:
    return {"type": "array", "prefixItems": [after, after]}


def case(after: Json) -> Json:
    return {"if": after, "then": {"not": after, "description": "Not both."}}


def specs_with(root: Path, schema: str, levels: dict[str, Json]) -> Specs:
    """The sample, with a property `extra` of one of its schemas that leads to the levels."""
    contract = parse(CONTRACT.encode(), "openapi.yaml").data
    schemas = contract["components"]["schemas"]
    schemas[schema]["properties"]["extra"] = {"$ref": "#/components/schemas/Level0"}
    schemas.update({name: {"description": "A level.", **level} for name, level in levels.items()})
    write(root, {**SAMPLE, "sample/openapi.yaml": json.dumps(contract)})
    specs = load(root)
    assert [one for one in lint(specs) if one.severity is Severity.ERROR] == []
    return specs


def ladder(level: Callable[[Json], Json], last: Json) -> dict[str, Json]:
    """Levels that each lead to the next one twice."""
    return {**{f"Level{i}": level(link(i + 1)) for i in range(LEVELS)}, f"Level{LEVELS}": last}


def extra_type(package: Package, name: str) -> Json:
    """The type of the property `extra`."""
    model = next(one for one in package.providers[0].models if one.name == name)
    return dict(next(field for field in model.fields if field.wire == "extra").type)


@pytest.mark.parametrize(
    "level", [union, composition, untyped_properties, list_or_map, lists_and_maps, positions, case]
)
def test_an_answer_of_many_paths_is_generated(tmp_path: Path, level: Callable[[Json], Json]) -> None:
    last = {"type": "object", "properties": {"z": {"type": "string", "description": "Z."}}}
    specs = specs_with(tmp_path, "Video", ladder(level, last))
    package = build(specs)
    assert extra_type(package, "Video")
    assert emit(package, specs, TEMPLATES)


@pytest.mark.parametrize("level", [list_or_map, lists_and_maps])
def test_a_request_of_many_paths_without_rules_is_generated(tmp_path: Path, level: Callable[[Json], Json]) -> None:
    specs = specs_with(tmp_path, "VideoRequest", ladder(level, {"type": "string"}))
    package = build(specs)
    assert extra_type(package, "VideoRequest") == {"$ref": "#/$defs/Level0"}
    assert emit(package, specs, TEMPLATES)


def test_a_composition_of_many_paths_states_each_rule_once(tmp_path: Path) -> None:
    last = {
        "type": "object",
        "properties": {"z": {"type": "string", "description": "Z."}},
        "maxProperties": 3,
    }
    specs = specs_with(tmp_path, "VideoRequest", ladder(composition, last))
    models = {model.name: model for model in build(specs).providers[0].models}
    assert [field.wire for field in models["Level0"].fields] == ["a", "z"]
    assert [rule.message for rule in models["Level0"].rules] == ["the value must have at most 3 properties"]


@pytest.mark.parametrize("level", [union, untyped_properties, positions, case, list_or_map, lists_and_maps])
def test_a_rule_that_would_be_endless_written_out_is_refused(tmp_path: Path, level: Callable[[Json], Json]) -> None:
    specs = specs_with(tmp_path, "VideoRequest", ladder(level, {"type": "string", "minLength": 2}))
    with pytest.raises(SpecError) as caught:
        build(specs)
    assert {found.code for found in caught.value.diagnostics} == {"IR203"}


@pytest.mark.parametrize("level", [untyped_properties, list_or_map, lists_and_maps])
def test_an_answer_that_holds_itself_is_generated(tmp_path: Path, level: Callable[[Json], Json]) -> None:
    specs = specs_with(tmp_path, "Video", {"Level0": level(link(0))})
    package = build(specs)
    assert extra_type(package, "Video")
    assert emit(package, specs, TEMPLATES)


@pytest.mark.parametrize("level", [untyped_properties, positions])
def test_a_request_that_holds_itself_by_rule_is_refused(tmp_path: Path, level: Callable[[Json], Json]) -> None:
    specs = specs_with(tmp_path, "VideoRequest", {"Level0": level(link(0))})
    with pytest.raises(SpecError) as caught:
        build(specs)
    assert {found.code for found in caught.value.diagnostics} == {"IR201"}
