"""Every code has a specimen below tests/fixtures/negative: its folder says what is wrong, expected.txt what is said."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from generator.diagnostics import Diagnostic, SpecError, render_json, render_text
from generator.lint import lint
from generator.load import load

ROOT = Path(__file__).parents[2]
FIXTURES = ROOT / "tests" / "fixtures" / "negative"
# what no specimen can show: another check refuses it first
UNREACHED = {"VAL004"}
CODE = r"(?:YAML|FILE|REF|TAB|STR|KEY|SCH|HTTP|VAL|STY|BEH|EXA|MAP)[0-9]{3}"


def judged(root: Path) -> tuple[Diagnostic, ...]:
    try:
        return lint(load(root))
    except SpecError as error:
        return error.diagnostics


@pytest.mark.parametrize("name", sorted(path.name for path in FIXTURES.iterdir()))
def test_specimen(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(FIXTURES / name)
    found = judged(Path("."))
    assert render_text(found) + "\n" == Path("expected.txt").read_text("utf-8")
    assert name.split("_")[0] in {finding.code for finding in found}
    assert all(row["hint"] or row["message"] for row in json.loads(render_json(found)))


def sources() -> list[Path]:
    return sorted(path for stage in ("load", "lint", "ir") for path in (ROOT / "generator" / stage).rglob("*.py"))


def test_every_documented_code_has_a_specimen() -> None:
    documented = {
        code
        for path in sources()
        for row in re.findall(r"^\| ([A-Z0-9, ]+) \|", path.read_text("utf-8"), re.MULTILINE)
        for code in re.findall(CODE, row)
    }
    shown = {path.name.split("_")[0] for path in FIXTURES.iterdir()}
    assert documented - shown == UNREACHED
    assert shown <= documented


def test_every_code_in_use_is_documented() -> None:
    used = {code for path in sources() for code in re.findall(rf'"({CODE})"', path.read_text("utf-8"))}
    tables = "\n".join(path.read_text("utf-8") for path in sources())
    assert [code for code in sorted(used) if f"| {code} |" not in tables] == []


def test_chainhub_as_printed() -> None:
    """The seed itself is no YAML: the place and the remedy are named."""
    root = FIXTURES / "YAML001_chainhub_seed"
    (found,) = judged(root)
    assert (found.position.line, found.position.column) == (28, 62)
    assert "quote the value" in found.hint
