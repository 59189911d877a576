"""A bad spec never ends in a Python traceback: load and lint refuse it or find something to say."""

from __future__ import annotations

import json
import random
import re
from pathlib import Path
from typing import Any

import pytest

from generator.diagnostics import Diagnostic, Severity, SpecError
from generator.ir import build
from generator.lint import lint
from generator.lint.structure import rules
from generator.load import load
from tests.unit.spec_samples import SAMPLE, write

FIXTURES = Path(__file__).parents[1] / "fixtures"
ODD: tuple[Any, ...] = (
    None, True, False, 0, -1, 2.5, 10**18, "", "x", "#", "#/", "#/components", "../a.yaml", "[", "(", "{", "{a}", "a.b[].c", "/",
    "https://[", "200", [], [[]], [None], [1, 1], ["a"], {}, {"": None}, {"$ref": "#/components/schemas/Video"},
    {"$ref": "#/nothing"}, {"$ref": 1}, {"type": "object"}, {"type": ["string", 1]}, {"allOf": [1]}, {"properties": [1]},
    {"allOf": [{"$ref": "#/components/schemas/Video"}]}, {"enum": 1}, {"pattern": "(?=a)"}, {"minimum": "a"},
)  # fmt: skip


def places(data: Any) -> list[tuple[Any, Any]]:
    """(container, key) of every node below the root."""
    found: list[tuple[Any, Any]] = []
    pending = [data]
    while pending:
        node = pending.pop()
        keys = list(node) if isinstance(node, dict) else range(len(node)) if isinstance(node, list) else ()
        found.extend((node, key) for key in keys)
        pending.extend(node[key] for key in keys)
    return found


def mutate(data: Any, dice: random.Random) -> None:
    """One to three nodes deleted, replaced, renamed or exchanged."""
    for _ in range(dice.randint(1, 3)):
        found = places(data)
        if not found:
            return
        container, key = dice.choice(found)
        other_container, other_key = dice.choice(found)
        act = dice.randrange(4)
        if act == 0:
            del container[key]
        elif act == 1:
            container[key] = dice.choice(ODD)
        elif act == 2 and isinstance(container, dict):
            container[dice.choice(["x-a", "$ref", "type", "not", "items", "odd", "~/", "properties"])] = container.pop(
                key
            )
        else:
            # a copy, so that no node is its own descendant
            container[key] = json.loads(json.dumps(other_container[other_key]))


def judge(root: Path) -> tuple[Diagnostic, ...]:
    """What load, lint and the intermediate representation have to say; a contract without errors must give the last."""
    try:
        specs = load(root)
        found = lint(specs)
        if not any(one.severity is Severity.ERROR for one in found):
            build(specs)
        return found
    except SpecError as error:
        assert error.diagnostics
        return error.diagnostics


def check(root: Path) -> None:
    """Every finding says something of a place that is there."""
    for one in judge(root):
        assert re.fullmatch(r"[A-Z]{2,4}\d{3}", one.code), one
        assert one.message.strip(), one
        assert one.position.line >= 1 and one.position.column >= 1, one


@pytest.mark.parametrize("seed", range(8))
@pytest.mark.parametrize("name", sorted(SAMPLE))
def test_mutated_specs_are_judged(tmp_path: Path, name: str, seed: int) -> None:
    from generator.load.yaml_tree import parse

    write(tmp_path, SAMPLE)
    dice = random.Random(f"{name} {seed}")
    original = json.dumps(parse(SAMPLE[name].encode(), name).data)
    for _ in range(12):
        data = json.loads(original)
        mutate(data, dice)
        (tmp_path / name).write_text(json.dumps(data, ensure_ascii=False))
        check(tmp_path)


@pytest.mark.parametrize("seed", range(8))
def test_mutated_keywords_are_judged(tmp_path: Path, seed: int) -> None:
    from generator.load.yaml_tree import parse

    dice = random.Random(seed)
    source = FIXTURES / "positive" / "all_keywords" / "openapi.yaml"
    original = json.dumps(parse(source.read_bytes(), source.name).data)
    path = tmp_path / "sample" / "openapi.yaml"
    path.parent.mkdir()
    for _ in range(12):
        data = json.loads(original)
        mutate(data, dice)
        path.write_text(json.dumps(data, ensure_ascii=False))
        check(tmp_path)


@pytest.mark.parametrize("seed", range(8))
def test_damaged_bytes_are_judged(tmp_path: Path, seed: int) -> None:
    dice = random.Random(seed)
    raw = SAMPLE["sample/openapi.yaml"].encode()
    for _ in range(12):
        damaged = bytearray(raw)
        for _ in range(dice.randint(1, 5)):
            place = dice.randrange(len(damaged))
            damaged[place : place + dice.randrange(3)] = bytes(
                dice.choices(b"\x00\t\n\r {}[]:#&*!|>'\"%@`~-?,\xc3\xff", k=2)
            )
        path = tmp_path / "sample" / "openapi.yaml"
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(bytes(damaged))
        check(tmp_path)


def test_rules_are_compiled_from_the_installed_package() -> None:
    assert rules().openapi.is_valid({"openapi": "3.1.0", "info": {"title": "t", "version": "1"}, "paths": {}})
