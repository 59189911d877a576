"""The allow-list holds what a sound contract uses, and nothing else."""

from __future__ import annotations

import shutil
from collections import defaultdict
from pathlib import Path

import pytest

from generator.lint import lint
from generator.lint.keywords import HONOURED
from generator.lint.nodes import Node, gather
from generator.lint.protocol import RECEIVED, SENT
from generator.lint.schemas import FORMATS, TYPES, named_types
from generator.load import load

CONTRACT = Path(__file__).parents[1] / "fixtures" / "positive" / "all_keywords"


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("specs")
    shutil.copytree(CONTRACT, folder / CONTRACT.name)
    return folder


@pytest.fixture(scope="module")
def nodes(root: Path) -> list[Node]:
    (provider,) = load(root).providers
    return gather(provider.contract)


def test_the_contract_is_sound(root: Path) -> None:
    assert lint(load(root)) == ()


def test_every_honoured_keyword_is_used(nodes: list[Node]) -> None:
    used: dict[str, set[str]] = defaultdict(set)
    for node in nodes:
        if isinstance(node.value, dict):
            used[node.kind].update(node.value)
    unused = {kind: sorted(words - used[kind]) for kind, words in HONOURED.items() if words - used[kind]}
    assert unused == {}


RULE_WORDS = """
    type properties required items enum const minLength maxLength pattern minimum maximum minItems maxItems
    minProperties maxProperties contains minContains maxContains anyOf oneOf not if then else dependentRequired
    description
""".split()


def test_every_keyword_of_a_rule_is_used_in_one(nodes: list[Node]) -> None:
    used = {word for node in nodes if node.kind == "schema" and node.is_rule for word in node.value}
    assert set(RULE_WORDS) - {"minItems", "maxItems"} <= used


def test_every_type_format_and_media_type_is_used(nodes: list[Node]) -> None:
    schemas = [node.value for node in nodes if node.kind == "schema" and isinstance(node.value, dict)]
    assert set(TYPES) == {name for schema in schemas for name in named_types(schema)}
    assert set(FORMATS) == {schema["format"] for schema in schemas if "format" in schema}
    content = {name for node in nodes if isinstance(node.value, dict) for name in node.value.get("content", {})}
    assert content == {*SENT, *RECEIVED}
