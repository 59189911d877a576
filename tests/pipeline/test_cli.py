"""The command line: exit codes, and diagnostics for people and for programs."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path
from typing import Any

import pytest

from tests.support import HOUSE, cli, contract, here, write_specs

LINE = re.compile(r"([^:\n]+):([0-9]+):([0-9]+) ([A-Z]+[0-9]{3}) (.+)")
OK = {"200": {"description": "ok"}}


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    """Specs with findings in two providers, and in several stages of each."""
    paths = {
        "/a": {"get": {"operationId": "a_get", "responses": OK, "x-own": 1}},
        "/b": {"get": {"operationId": "a_get", "responses": {"20": {"description": "ok"}}}},
    }
    return write_specs(tmp_path / "specs", one=contract(paths), two=contract(paths, openapi="3.0.0"))


@pytest.fixture
def warned(tmp_path: Path) -> Path:
    """Specs that break conventions only."""
    return write_specs(tmp_path / "specs", one=contract({"/a": {"get": {"operationId": "a_get", "responses": OK}}}))


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["make"],
        ["generate", "--verbose"],
        ["generate", "--format", "xml"],
        ["lint", "extra"],
        ["check", "--specs"],
        ["lint", "--specs", "/nonexistent"],
        ["generate", "--specs", __file__],
    ],
    ids=" ".join,
)
def test_usage_errors_exit_with_2(arguments: list[str]) -> None:
    done = cli(*arguments)

    assert done.returncode == 2
    assert done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("arguments", [["--help"], ["generate", "--help"]])
def test_help_exits_with_0(arguments: list[str]) -> None:
    done = cli(*arguments)

    assert done.returncode == 0
    assert "usage: python -m generator" in done.stdout


def test_every_finding_of_a_run_is_told_at_once(broken: Path) -> None:
    done = here("lint", "--specs", broken)
    codes = {line.split(" ")[1] for line in done.stderr.splitlines()}

    assert done.returncode == 1
    assert done.stdout == ""
    assert {"STR001", "STR004", "KEY002", "HTTP004"} <= codes


def test_a_finding_is_one_line_with_its_place_code_and_way_out(broken: Path) -> None:
    done = cli("lint", "--specs", broken)
    lines = done.stderr.splitlines()
    found = [LINE.fullmatch(line) for line in lines]
    places = [(match[1], int(match[2]), int(match[3])) for match in found if match]

    assert None not in found
    assert places == sorted(places)
    assert any(line.endswith(")") and " (" in line for line in lines)
    assert done.stderr.endswith("\n")


def test_paths_are_shown_as_they_were_given(broken: Path) -> None:
    elsewhere: dict[str, Any] = {"cwd": broken.parent, "env": {**os.environ, "PYTHONPATH": str(HOUSE)}}

    assert cli("lint", "--specs", broken).stderr.startswith(f"{broken}/one/openapi.yaml:")
    assert cli("lint", "--specs", broken, **elsewhere).stderr.startswith("specs/one/openapi.yaml:")
    assert cli("lint", "--specs", "specs", **elsewhere).stderr.startswith("specs/one/openapi.yaml:")


def test_json_diagnostics_parse(broken: Path) -> None:
    text, done = here("lint", "--specs", broken), here("lint", "--specs", broken, "--format", "json")
    rows = json.loads(done.stdout)

    assert done.returncode == 1
    assert done.stdout.isascii()
    assert len(rows) == len(text.stderr.splitlines())
    for row, line in zip(rows, text.stderr.splitlines(), strict=True):
        hint = f" ({row['hint']})" if row["hint"] else ""

        assert line == f"{row['file']}:{row['line']}:{row['column']} {row['code']} {row['message']}{hint}"
        assert row["severity"] in ("error", "warning")
        assert set(row) == {"file", "line", "column", "code", "severity", "message", "hint", "pointer"}


def test_json_of_no_findings_is_an_empty_list(tmp_path: Path, clean_house: Path) -> None:
    done = here("lint", "--format", "json", "--specs", clean_house / "specs")
    rows = json.loads(done.stdout)

    assert done.returncode == 0
    assert all(row["severity"] == "warning" for row in rows)


@pytest.mark.parametrize("command", ["lint", "generate", "check", "ir"])
def test_a_warning_is_an_error_under_strict_only(warned: Path, tmp_path: Path, command: str) -> None:
    out = tmp_path / "out"
    arguments = [command, "--specs", str(warned), "--out", str(out)]
    here("generate", "--specs", warned, "--out", out)
    plain, strict = here(*arguments), here(*arguments, "--strict")

    assert plain.returncode == 0
    assert "STY003" in plain.stderr
    assert strict.returncode == 1
    assert strict.stderr == plain.stderr


def test_nothing_is_written_under_strict_when_there_is_a_warning(warned: Path, tmp_path: Path) -> None:
    done = here("generate", "--strict", "--specs", warned, "--out", tmp_path / "out")

    assert done.returncode == 1
    assert not (tmp_path / "out").exists()


def test_lint_and_ir_write_nothing(warned: Path, tmp_path: Path) -> None:
    for command in ("lint", "ir"):
        here(command, "--specs", warned, "--out", tmp_path / "out")

    assert not (tmp_path / "out").exists()


def test_ir_is_json_that_names_everything(warned: Path) -> None:
    done = here("ir", "--specs", warned)
    (provider,) = json.loads(done.stdout)["providers"]

    assert done.returncode == 0
    assert provider["name"] == "one"
    assert provider["resources"][0]["operations"][0]["method_name"] == "a_get"


def test_texts_of_a_spec_cannot_forge_a_line(tmp_path: Path) -> None:
    forged = "x\n/etc/passwd:1:1 OK000 all is well\u202e\x1b[2J"
    paths = {"/a": {"get": {"operationId": "a_get", "responses": OK, forged: 1}}}
    done = cli("lint", "--specs", write_specs(tmp_path / "specs", one=contract(paths)))

    assert done.returncode == 1
    assert all(line.startswith(str(tmp_path)) for line in done.stderr.splitlines())
    assert done.stderr.replace("\n", "").isprintable()


def test_an_empty_specs_folder_is_told(tmp_path: Path) -> None:
    done = here("generate", "--specs", tmp_path)

    assert done.returncode == 1
    assert "FILE001" in done.stderr
