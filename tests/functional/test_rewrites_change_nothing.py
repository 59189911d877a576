"""A contract written in another way gives the same package, and a review of it says nothing."""

from __future__ import annotations

import dataclasses
import json
import random
import shutil
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from generator.emit.package import emit_given
from generator.ir import build
from generator.lint import lint
from generator.load import ProviderSpecs, Specs, load
from generator.load.document import Document
from generator.load.files import Tree
from generator.load.folding import folded
from generator.revisions.comparing import Here, compared
from generator.revisions.snapshot import of_folder
from tests.support import HOUSE, PROVIDERS, SPECS, TEMPLATES
from tests.wire_rewrites import SILENT, STRICT, inline_references, rewritten

ALL = load(SPECS)
ONES = {one.name: one for one in ALL.providers}


def with_contract(one: ProviderSpecs, written: Document) -> Specs:
    """The specs of one provider with another contract."""
    return replace(ALL, providers=(replace(one, contract=folded(written), written=written),))


def written_out(one: ProviderSpecs, seed: int) -> Specs:
    """A provider with some references written out. Places are those of the original, so that bytes can be compared."""
    data = one.written.data
    return with_contract(one, replace(one.written, data=inline_references(data, random.Random(seed), data)))


def meaning(value: Any) -> Any:
    """What is left of a part of the IR without orders, line breaks and places."""
    if dataclasses.is_dataclass(value):
        pairs = ((field.name, getattr(value, field.name)) for field in dataclasses.fields(value))
        return {type(value).__name__: {name: meaning(inner) for name, inner in pairs if name != "source"}}
    if isinstance(value, Mapping):
        return {str(key): meaning(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return sorted((meaning(inner) for inner in value), key=lambda one: json.dumps(one, sort_keys=True))
    return " ".join(value.split()) if isinstance(value, str) else value


@pytest.mark.parametrize("name", PROVIDERS)
def test_ten_times_some_references_written_out_give_the_same_package(name: str) -> None:
    one = ONES[name]
    base = build(with_contract(one, one.written))

    for seed in range(10):
        specs = written_out(one, seed)
        assert specs.providers[0].written.data != one.written.data
        assert build(specs) == base, f"seed {seed}"


@pytest.mark.parametrize("name", PROVIDERS)
def test_references_written_out_give_the_same_bytes_and_findings(name: str) -> None:
    one = ONES[name]
    base, head = with_contract(one, one.written), written_out(one, 0)
    old, new = (emit_given(build(specs), specs, TEMPLATES) for specs in (base, head))

    assert lint(head) == lint(base)
    assert new.python == old.python
    assert new.final == old.final


@pytest.mark.parametrize("name", PROVIDERS)
def test_ten_rewrites_of_all_kinds_give_a_package_of_one_meaning(name: str, tmp_path: Path) -> None:
    shutil.copytree(SPECS, tmp_path / "specs")
    one = ONES[name]
    base = meaning(build(with_contract(one, one.written)))

    for seed in range(10):
        text = rewritten(one.written.data, seed, SILENT, STRICT)
        tmp_path.joinpath("specs", name, "openapi.yaml").write_text(text, encoding="utf-8")
        written = Tree.at(tmp_path / "specs").read(f"{name}/openapi.yaml")
        assert meaning(build(with_contract(one, written))) == base, f"seed {seed}"


def test_a_whole_review_of_rewritten_contracts_is_empty(tmp_path: Path) -> None:
    shutil.copytree(SPECS, tmp_path / "head")
    for seed, (name, one) in enumerate(ONES.items()):
        text = rewritten(one.written.data, seed, SILENT, STRICT)
        tmp_path.joinpath("head", name, "openapi.yaml").write_text(text, encoding="utf-8")

    found = compared(of_folder(SPECS, "base"), of_folder(tmp_path / "head", "head"), HOUSE, Here())

    assert [*found.failures, *found.findings] == []
