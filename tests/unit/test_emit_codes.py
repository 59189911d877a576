"""The page of diagnostics has every code that the generator uses, and no code that nothing shows."""

from __future__ import annotations

import re
from pathlib import Path

from generator.emit.codes import codes_context

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "generated" / "docs" / "diagnostics.md").read_text(encoding="utf-8")
FIXTURES = ROOT / "tests" / "fixtures" / "negative"
# what no specimen of specs can show: another check refuses it first; the folder to write to is not the specs' (test_sink.py)
UNREACHED = {"VAL004", "OUT001"}
ON_PAGE = re.findall(r"^\| ([A-Z]+[0-9]{3}) \|", PAGE, re.MULTILINE)


def used() -> set[str]:
    sources = sorted((ROOT / "generator").rglob("*.py"))
    return {code for path in sources for code in re.findall(r'"([A-Z]{3,4}[0-9]{3})"', path.read_text("utf-8"))}


def test_every_code_in_use_stands_on_the_page() -> None:
    assert used() - set(ON_PAGE) == set()


def test_every_code_on_the_page_is_used_and_shown() -> None:
    assert set(ON_PAGE) - used() == set()
    shown = {path.name.split("_")[0] for path in FIXTURES.iterdir()}
    assert set(ON_PAGE) - shown == UNREACHED


def test_a_code_stands_once_and_keeps_to_its_cells() -> None:
    assert sorted(ON_PAGE) == sorted(set(ON_PAGE))
    rows = [line for line in PAGE.splitlines() if line.startswith("|")]
    assert {line.count("|") for line in rows} == {3}
    assert len(ON_PAGE) == sum(len(family.codes) for family in codes_context()["families"])


def test_the_code_of_a_mapping_that_is_no_yaml_is_found_on_the_page() -> None:
    assert "MAP001" in PAGE
