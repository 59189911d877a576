"""Skeleton invariance: texts of a contract change constants of the generated code, and nothing else."""

from __future__ import annotations

import ast
import copy
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.emit import emit, emit_given
from generator.ir import build
from tests import hostile
from tests.support import POSITIVE, TEMPLATES, Json, read_specs, write_specs

CONTRACT: Json = yaml.safe_load((POSITIVE / "golden" / "atlas" / "openapi.yaml").read_text(encoding="utf-8"))
# positions whose `description` and friends are names of something, not texts
NAMED = ("properties", "schemas", "responses", "headers", "callbacks", "parameters_by_name")
TEXT_KEYS = ("title", "summary", "description")
# what the strict reader refuses wherever it stands: NUL, C1 controls, surrogates, non-characters
LETTERS = st.characters(
    exclude_categories=["Cs"], exclude_characters="\x00\ufffe\uffff" + "".join(map(chr, range(0x80, 0xA0)))
)
TEXTS = st.lists(st.text(LETTERS, max_size=40) | st.sampled_from(hostile.TEXTS), min_size=1, max_size=6)


def texts(node: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[dict[str, Any], str]]:
    """Every free text of a contract: its mapping and its key."""
    if isinstance(node, list):
        for item in node:
            yield from texts(item, path)
    elif isinstance(node, dict):
        for key, value in node.items():
            if key in TEXT_KEYS and isinstance(value, str) and (not path or path[-1] not in NAMED):
                yield node, key
            elif key not in ("required", "enum", "const", "default"):
                yield from texts(value, (*path, key))


def dressed(drawn: list[str]) -> Json:
    """The contract with every free text replaced by one of the drawn."""
    contract = copy.deepcopy(CONTRACT)
    for number, (node, key) in enumerate(texts(contract)):
        text = drawn[number % len(drawn)]
        is_server = "url" in node and node["url"].endswith("/v2")
        is_rule = {"anyOf", "if", "dependentRequired"} & set(node)
        node[key] = f"{node[key].split(':')[0]}: {text}" if is_server else f"rule {text}" if is_rule else text
    contract["components"]["schemas"]["Camera"]["properties"]["height"]["examples"] = [1, 2.5]
    contract["components"]["schemas"]["MapRequest"]["properties"]["imageId"]["examples"] = drawn
    contract["components"]["schemas"]["Map"]["$comment"] = drawn[0]
    return contract


def skeletons(contract: Json) -> dict[str, str]:
    """Every emitted module as a tree whose text constants are blank."""
    with tempfile.TemporaryDirectory() as folder:
        specs = read_specs(write_specs(Path(folder) / "specs", atlas=contract))
        files = emit_given(build(specs), specs, TEMPLATES).python
    return {name: _skeleton(content) for name, content in files.items()}


def _skeleton(content: bytes) -> str:
    tree = ast.parse(content)
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            node.value = ""
    return ast.dump(tree)


def test_what_is_judged_is_every_module(tmp_path: Path) -> None:
    specs = read_specs(write_specs(tmp_path, atlas=dressed(["word"])))
    package = build(specs)

    assert emit_given(package, specs, TEMPLATES).python == emit(package, specs, TEMPLATES).python


@pytest.fixture(scope="module")
def plain() -> dict[str, str]:
    """The skeleton under one plain word."""
    return skeletons(dressed(["word"]))


def test_the_contract_has_texts_of_every_kind() -> None:
    found = {key for _, key in texts(copy.deepcopy(CONTRACT))}

    assert found == set(TEXT_KEYS)
    assert len(list(texts(copy.deepcopy(CONTRACT)))) > 70


@settings(max_examples=25, derandomize=True, deadline=None, database=None, print_blob=True)
@given(TEXTS)
def test_texts_are_never_code(plain: dict[str, str], drawn: list[str]) -> None:
    assert skeletons(dressed(drawn)) == plain


def test_every_hostile_text_leaves_the_skeleton(plain: dict[str, str]) -> None:
    for start in range(0, len(hostile.TEXTS), 10):
        assert skeletons(dressed(hostile.TEXTS[start:])) == plain
