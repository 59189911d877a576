"""The same specs give the same bytes: whatever the hash seed, the folder, the locale, or the order of keys."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import Any

import pytest
import yaml

from generator import sink
from tests.support import (
    GENERATED,
    POSITIVE,
    SPECS,
    Tree,
    cli,
    contract,
    generate,
    posts,
    reference,
    to_ir,
    tree_of,
    write_specs,
)

ATLAS = POSITIVE / "golden" / "atlas"


@pytest.mark.parametrize(
    ("environment", "folder"),
    [
        ({"PYTHONHASHSEED": "0"}, "."),
        ({"PYTHONHASHSEED": "1"}, "specs"),
        ({"PYTHONHASHSEED": "random", "LANG": "C", "LC_ALL": "C", "PYTHONUTF8": "0"}, "/"),
        ({"TZ": "Pacific/Apia", "HOME": "/nonexistent", "COLUMNS": "20", "FORCE_COLOR": "1"}, "generator"),
    ],
    ids=["seed 0", "seed 1", "C locale", "elsewhere"],
)
def test_the_environment_does_not_matter(
    clean_house: Path, tmp_path: Path, environment: dict[str, str], folder: str
) -> None:
    variables = {**os.environ, **environment, "PYTHONPATH": str(clean_house)}
    done = cli("generate", "--out", tmp_path / "out", house=clean_house, cwd=clean_house / folder, env=variables)

    assert done.returncode == 0, done.stderr
    assert tree_of(tmp_path / "out") == tree_of(clean_house / "generated")


def test_the_place_of_the_specs_does_not_matter(clean_house: Path, tmp_path: Path) -> None:
    copy = tmp_path / "deep" / "er" / "specs"
    shutil.copytree(clean_house / "specs", copy)
    done = cli("generate", "--specs", copy, "--out", tmp_path / "out", house=clean_house)

    assert done.returncode == 0, done.stderr
    assert tree_of(tmp_path / "out") == tree_of(clean_house / "generated")
    assert not any(str(tmp_path).encode() in content for content in tree_of(tmp_path / "out").values())


def test_two_runs_in_one_process_are_equal() -> None:
    assert generate(POSITIVE / "golden") == generate(POSITIVE / "golden")


def _reversed(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _reversed(value[key]) for key in reversed(value)}
    return [_reversed(item) for item in value] if isinstance(value, list) else value


def test_the_order_of_keys_moves_no_name(tmp_path: Path) -> None:
    text = yaml.safe_load((ATLAS / "openapi.yaml").read_text(encoding="utf-8"))
    (first,) = to_ir(write_specs(tmp_path / "one", atlas=text)).providers
    (again,) = to_ir(write_specs(tmp_path / "two", atlas=_reversed(text))).providers

    assert {model.name for model in first.models} == {model.name for model in again.models}
    assert [(alias.name, alias.type) for alias in first.aliases] == [
        (alias.name, alias.type) for alias in again.aliases
    ]
    for model in first.models:
        (other,) = [found for found in again.models if found.name == model.name]

        assert {(field.python, field.wire) for field in model.fields} == {
            (field.python, field.wire) for field in other.fields
        }
    assert _calls(first) == _calls(again)


def _calls(provider: Any) -> set[tuple[str, ...]]:
    return {
        (
            resource.name,
            operation.method_name,
            operation.constant,
            *sorted(argument.python for argument in operation.arguments),
        )
        for resource in provider.resources
        for operation in resource.operations
    }


def test_names_that_meet_do_not_depend_on_who_comes_first(tmp_path: Path) -> None:
    thing = {"type": "object", "additionalProperties": False, "properties": {"a-b": {}, "a_b": {}, "aB": {}}}
    schemas = {name: {**thing, "description": name} for name in ("a-b", "a_b", "AB", "ab")}
    body = {"type": "object", "properties": {name: reference(name) for name in schemas}}
    orders = [dict(items) for items in (schemas.items(), reversed(schemas.items()))]
    found = [
        to_ir(write_specs(tmp_path / f"s{n}", sample=contract(posts(body), order))) for n, order in enumerate(orders)
    ]

    assert {model.name: model.doc for model in found[0].providers[0].models} == {
        model.name: model.doc for model in found[1].providers[0].models
    }


def test_the_order_of_components_changes_line_numbers_only(tmp_path: Path) -> None:
    text = yaml.safe_load((ATLAS / "openapi.yaml").read_text(encoding="utf-8"))
    write_specs(tmp_path / "one", atlas=text)
    text["components"]["schemas"] = dict(reversed(text["components"]["schemas"].items()))
    write_specs(tmp_path / "two", atlas=text)
    one, two = generate(tmp_path / "one"), generate(tmp_path / "two")
    changed = {name for name in one if one[name] != two[name]}

    assert changed <= {"stillmotion/atlas/rules.py"}  # it names lines of the contract


def test_one_provider_does_not_change_another(everything: Tree) -> None:
    alone = generate(POSITIVE / "golden")
    own = {name: content for name, content in alone.items() if "/atlas/" in name}

    assert len(own) > 8
    assert own == {name: content for name, content in everything.files.items() if "/atlas/" in name}


def test_the_committed_package_is_what_the_specs_give(tmp_path: Path) -> None:
    sink.write(generate(SPECS), tmp_path / "generated")

    assert tree_of(tmp_path / "generated") == tree_of(GENERATED)
