"""The command `review` on real repositories, folders and files: exit codes, formats, and what a revision cannot do to it."""

from __future__ import annotations

import gc
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from generator import cache
from generator.review import layers
from generator.revisions import command, comparing, drift
from generator.revisions.comparing import Here
from tests.support import HOUSE, MadeOnce, cli, contract, posts, write_specs

ALONE = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
NAMED = ("-c", "user.name=A", "-c", "user.email=a@example.com", "-c", "commit.gpgsign=false")
ACME, ATLAS = "specs/acme/openapi.yaml", "specs/atlas/openapi.yaml"


@dataclass(frozen=True, slots=True)
class Done:
    """What a run gave."""

    returncode: int
    stdout: str
    stderr: str


Review = Callable[..., Done]


def git(folder: Path, *arguments: str) -> str:
    command = ["git", "-C", str(folder), *NAMED, *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=True, env={**os.environ, **ALONE}, timeout=60)
    return done.stdout.strip()


def commit(folder: Path, name: str) -> str:
    """Everything, committed, under a name."""
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message", name, "--allow-empty")
    git(folder, "tag", name)
    return name


def change(house: Path, old: str, new: str, file: str = ATLAS) -> None:
    path = house / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def regenerate(house: Path) -> None:
    assert cli("generate", house=house).returncode == 0


@pytest.fixture(scope="session")
def history(clean_house: Path, made_once: MadeOnce, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A house under git with a tag for each thing that can have happened since `main`."""
    made = made_once("history", lambda folder: _make_history(clean_house, folder))
    copy = tmp_path_factory.mktemp("history") / "main"
    shutil.copytree(made, copy, symlinks=True)
    return copy


def _make_history(clean_house: Path, house: Path) -> None:
    shutil.copytree(clean_house, house, ignore=shutil.ignore_patterns("__pycache__"))
    git(house, "init", "--quiet", "--initial-branch", "trunk")
    house.joinpath(".gitignore").write_text("__pycache__/\n.cache/\n", encoding="utf-8")
    commit(house, "main")
    change(house, "maximum: 50", "maximum: 40")
    commit(house, "stale")
    regenerate(house)
    commit(house, "broken")
    change(house, "maximum: 40", "maximum: 60")
    regenerate(house)
    commit(house, "wider")
    git(house, "checkout", "--quiet", "main")
    path = house / "generated" / "stillmotion" / "acme" / "models.py"
    path.write_bytes(path.read_bytes() + b"\n# by hand\n")
    commit(house, "by-hand")
    git(house, "checkout", "--quiet", "main")
    shutil.rmtree(house / "specs" / "acme")
    regenerate(house)
    commit(house, "gone")
    git(house, "checkout", "--quiet", "main")
    git(house, "gc", "--quiet")  # it is copied often, and a pack is two files


@pytest.fixture
def repository(history: Path, tmp_path: Path) -> Path:
    """The same repository, for one test to spoil; what was judged before is still known."""
    copy = tmp_path / "main"
    shutil.copytree(history, copy, symlinks=True)
    return copy


@pytest.fixture
def review(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Review:
    """The command in this process and without others, in the folder of a house, with its templates."""
    monkeypatch.setattr(comparing, "workers", Here)
    monkeypatch.setattr(gc, "disable", lambda: None)  # a process that reviews ends soon; this one goes on
    for name, value in ALONE.items():
        monkeypatch.setenv(name, value)

    def run(house: Path, *arguments: str | Path) -> Done:
        monkeypatch.chdir(house)
        capsys.readouterr()
        try:
            code = command.main([*map(str, arguments)], house)
        except SystemExit as stop:
            code = int(str(stop.code))
        return Done(code, *capsys.readouterr())

    return run


@pytest.fixture
def as_data(review: Review) -> Callable[..., Any]:
    """The same, as the data it prints."""
    return lambda house, *arguments: json.loads(review(house, *arguments, "--format", "json").stdout)


AsData = Callable[..., Any]


# Exit codes


def test_the_command_line_has_the_command(history: Path) -> None:
    """As people run it: in a process of its own, the base compiled in another."""
    done = cli("review", "main", "broken", house=history, env={**os.environ, **ALONE})

    assert done.returncode == 1
    assert done.stdout.startswith("Breaks ")
    assert done.stderr == ""


def test_no_change_breaks_nobody(review: Review, history: Path) -> None:
    done = review(history, "main")

    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("Breaks nobody. No findings.\nNo bump is needed; none is taken (0.1.0 → 0.1.0).\n")


def test_a_break_gives_1_and_is_named(review: Review, history: Path) -> None:
    done = review(history, "main", "broken")

    assert done.returncode == 1
    assert done.stdout.startswith("Breaks ")
    assert "request-parameter-max-decreased atlas: " in done.stdout
    assert "specs/atlas/openapi.yaml:" in done.stdout
    assert "stillmotion.atlas" in done.stdout


@pytest.mark.parametrize(("fail_on", "code"), [("breaking", 1), ("warning", 1), ("information", 1), ("never", 0)])
def test_fail_on_says_from_where_on_a_break_fails(review: Review, history: Path, fail_on: str, code: int) -> None:
    assert review(history, "main", "broken", "--fail-on", fail_on).returncode == code


@pytest.mark.parametrize(("fail_on", "code"), [("breaking", 0), ("warning", 0), ("information", 1), ("never", 0)])
def test_fail_on_says_from_where_on_information_fails(review: Review, history: Path, fail_on: str, code: int) -> None:
    assert review(history, "main", "wider", "--fail-on", fail_on).returncode == code


def test_drift_gives_2_and_names_the_files(review: Review, as_data: AsData, history: Path) -> None:
    done = review(history, "main", "stale", "--fail-on", "never")

    assert done.returncode == 2
    assert "is not what the specs give" in done.stdout
    assert any(name.startswith("stillmotion/atlas/") for name in as_data(history, "main", "stale")["drift"])


def test_what_was_just_generated_is_not_judged_again(
    review: Review, repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def judged(*_: object) -> tuple[str, ...]:
        raise AssertionError("judged again")

    shutil.rmtree(repository / ".cache")
    change(repository, "maximum: 50", "maximum: 60")
    cli("generate", house=repository)
    monkeypatch.setattr(comparing, "judge_drift", judged)
    record = cache.generation(repository, repository / "specs", repository / "generated")
    key = cache.everything(repository, repository / "specs", repository / "generated", is_strict=False)
    cache.remember(record, key)  # as a run without warnings leaves it

    assert review(repository, "main").returncode == 0
    change(repository, "maximum: 60", "maximum: 70")
    assert "judged again" in review(repository, "main").stderr


def test_a_generated_file_changed_by_hand_is_drift(review: Review, as_data: AsData, history: Path) -> None:
    assert as_data(history, "main", "by-hand")["drift"] == ["stillmotion/acme/models.py"]
    assert review(history, "main", "by-hand").returncode == 2


def test_drift_is_the_same_whether_some_or_all_providers_have_changed(
    as_data: AsData, repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    change(repository, "maximum: 50", "maximum: 40")
    acme = (repository / ACME).read_text(encoding="utf-8")
    (repository / ACME).write_text(f"{acme}# a remark\n", encoding="utf-8")
    (repository / "generated" / "docs" / "diagnostics.md").unlink()
    taken: list[bool] = []
    of_head = drift.differing_from

    def noted(*arguments: Any) -> tuple[str, ...]:
        taken.append(True)
        return of_head(*arguments)

    monkeypatch.setattr(drift, "differing_from", noted)
    all_changed = as_data(repository, "main")["drift"]
    assert taken == [True]
    (repository / ACME).write_text(acme, encoding="utf-8")
    some_changed = as_data(repository, "main")["drift"]

    assert taken == [True]
    assert all_changed == some_changed
    assert "docs/diagnostics.md" in all_changed
    assert "stillmotion/atlas/models.py" in all_changed


def test_drift_of_the_base_is_not_of_the_head(review: Review, history: Path) -> None:
    assert review(history, "by-hand", "main").returncode == 0


def test_what_cannot_be_read_gives_3_and_does_not_hide_the_others(
    review: Review, as_data: AsData, repository: Path
) -> None:
    git(repository, "checkout", "--quiet", "broken")
    (repository / ACME).write_text("openapi: [3.1.0\n", encoding="utf-8")
    data = as_data(repository, "main")

    assert review(repository, "main").returncode == 3
    assert data["verdict"]["state"] == "compared in part"
    assert [(one["provider"], one["side"]) for one in data["failures"]] == [("acme", "head")]
    assert "acme/openapi.yaml:" in data["failures"][0]["reasons"][0]
    assert {one["provider"] for one in data["findings"] if one["layer"] != "hygiene"} == {"atlas"}


def test_nothing_that_could_be_compared_is_no_verdict(review: Review, repository: Path) -> None:
    (repository / ACME).write_text("openapi: [3.1.0\n", encoding="utf-8")
    done = review(repository, "main")

    assert done.returncode == 3
    assert done.stdout.startswith("Could not compare")


def test_what_lint_refuses_is_still_compared_on_the_wire(review: Review, as_data: AsData, repository: Path) -> None:
    git(repository, "checkout", "--quiet", "broken")
    change(repository, "operationId: maps_create", "operationId: maps_create\n      x-own: 1")
    data = as_data(repository, "main")

    assert review(repository, "main").returncode == 3
    assert data["failures"][0]["what"] == "all layers but the wire are missing"
    assert "KEY002" in data["failures"][0]["reasons"][0]
    assert "request-parameter-max-decreased" in [one["rule"] for one in data["findings"]]


def test_a_provider_that_comes_is_information_and_one_that_goes_breaks(as_data: AsData, history: Path) -> None:
    came, went = as_data(history, "gone", "main"), as_data(history, "main", "gone")

    assert ("provider-added", "information") in [(one["rule"], one["severity"]) for one in came["findings"]]
    assert [(one["rule"], one["severity"]) for one in went["findings"]] == [("provider-removed", "breaking")]
    assert came["failures"] == went["failures"] == []


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ([], "BASE"),
        (["no-such-branch"], "no such revision, folder or file: 'no-such-branch'"),
        (["main", "no-such-branch"], "no-such-branch"),
        (["main", "specs/atlas/missing.yaml"], "missing.yaml"),
        (["--upload-pack=x"], "usage"),
        (["--", "--upload-pack=x"], "no such revision"),
        (["main:specs"], "no such revision"),
        ([""], "no such revision"),
        (["main", "templates"], "holds no specs"),
        (["main", ATLAS], "a contract file is compared with a contract file"),
        (["main", "--format", "xml"], "--format"),
        (["main", "--fail-on", "anything"], "--fail-on"),
        (["main", "main", "main"], "main"),
        (["main", "--output", "specs"], "--output names a folder"),
    ],
)
def test_usage_gives_4_and_says_what_is_wrong(review: Review, history: Path, arguments: list[str], words: str) -> None:
    done = review(history, *arguments)

    assert done.returncode == 4
    assert words in done.stderr
    assert done.stdout == ""


def test_a_name_that_is_a_folder_and_a_branch_is_asked_about(review: Review, repository: Path) -> None:
    git(repository, "branch", "specs")

    assert "is a path and a revision" in review(repository, "specs").stderr
    assert review(repository, "./specs").returncode == 0


def test_a_defect_of_ours_is_no_finding(review: Review, history: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: object) -> None:
        raise ZeroDivisionError("made up")

    monkeypatch.setattr(layers, "compare", fails)
    done = review(history, "main", "broken")

    assert done.returncode == 3
    assert "a defect of ours" in done.stderr and "ZeroDivisionError" in done.stderr


def test_outside_of_a_repository_git_says_so(review: Review, house: Path) -> None:
    done = review(house, "main")

    assert done.returncode == 4
    assert "not a git repository" in done.stderr


def test_help_gives_0_and_the_exit_codes() -> None:
    done = cli("review", "--help")

    assert done.returncode == 0
    assert "Exit codes: 0" in done.stdout


# Sides


def test_revisions_folders_and_the_working_tree_are_sides(as_data: AsData, repository: Path, tmp_path: Path) -> None:
    git(repository, "checkout", "--quiet", "broken")
    copy = tmp_path / "copy"
    shutil.copytree(repository, copy, ignore=shutil.ignore_patterns(".git", "__pycache__"))
    short = git(repository, "rev-parse", "--short=12", "broken")
    sides = [("main", "broken"), ("main", short), ("main",), ("main", copy), ("main", copy / "specs")]
    found = [as_data(repository, *side)["findings"] for side in sides]

    assert found[0]
    assert all(one == found[0] for one in found)


def test_two_contract_files_are_compared_on_the_wire_whatever_lint_says(
    review: Review, as_data: AsData, tmp_path: Path, history: Path
) -> None:
    old, new = tmp_path / "old.yaml", tmp_path / "new.json"
    sent = {"type": "object", "properties": {"a": {"type": "string", "maxLength": 5}}, "x-own": 1}
    base = contract(posts(sent), openapi="3.0.3")
    old.write_text(json.dumps(base), encoding="utf-8")
    new.write_text(json.dumps(base).replace('"maxLength": 5', '"maxLength": 4'), encoding="utf-8")
    data = as_data(history, old, new)

    assert [one["rule"] for one in data["findings"]] == ["request-property-max-length-decreased"]
    assert data["verdict"]["state"] == "compared"
    assert review(history, old, new).returncode == 1
    assert review(history, old, old).returncode == 0


def test_a_file_that_is_no_contract_could_not_be_compared(review: Review, tmp_path: Path, history: Path) -> None:
    old = tmp_path / "old.yaml"
    old.write_text("[1, 2", encoding="utf-8")

    assert review(history, old, old).returncode == 3


@pytest.fixture(scope="session")
def under_two_seeds(history: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """For each of two orders of hashes a folder with the report in every format, by one process that reviews again for each."""
    first, second = tmp_path_factory.mktemp("seed"), tmp_path_factory.mktemp("seed")
    for seed, folder in (("1", first), ("2", second)):
        words = [["main", "broken", "--format", form, "--output", str(folder / form)] for form in command.FORMATS]
        program = f"from generator.cli import main\nfor words in {words!r}: main(['review', *words])"
        variables = {**os.environ, **ALONE, "PYTHONHASHSEED": seed}
        subprocess.run([sys.executable, "-c", program], cwd=history, env=variables, check=True, timeout=120)
    return first, second


@pytest.mark.parametrize("form", ["json", "markdown", "html", "github", "text"])
def test_output_does_not_depend_on_the_order_of_hashes(under_two_seeds: tuple[Path, Path], form: str) -> None:
    first, second = (folder.joinpath(form).read_text(encoding="utf-8") for folder in under_two_seeds)

    assert first == second != ""


def test_output_is_written_whole_or_not_at_all(review: Review, history: Path, tmp_path: Path) -> None:
    report = tmp_path / "reports" / "review.md"
    done = review(history, "main", "--format", "markdown", "--output", report)

    assert (done.returncode, done.stdout) == (0, "")
    assert report.read_text(encoding="utf-8").startswith("<!-- stillmotion-spec-review -->\n")
    assert [path.name for path in report.parent.iterdir()] == ["review.md"]
    assert review(history, "main", "--output", report / "below").returncode == 3
    assert report.read_text(encoding="utf-8").startswith("<!--")


# What a revision cannot do


def test_no_code_of_a_revision_runs(review: Review, repository: Path, tmp_path: Path) -> None:
    seen = tmp_path / "ran"
    bomb = f"import pathlib; pathlib.Path({str(seen)!r}).write_text('x')\n"
    git(repository, "checkout", "--quiet", "broken")
    for name in ("generator/load/specs.py", "generator/__init__.py", "templates/stillmotion/_runtime/version.py"):
        path = repository / name
        path.write_text(bomb + path.read_text(encoding="utf-8"), encoding="utf-8")
    commit(repository, "bomb")
    git(repository, "checkout", "--quiet", "main")
    environment = {**os.environ, **ALONE}
    there, back = (
        cli("review", *sides, house=repository, env=environment) for sides in (("main", "bomb"), ("bomb", "main"))
    )

    assert not seen.exists()
    assert "request-parameter-max-decreased" in there.stdout
    assert "request-parameter-max-increased" in back.stdout


def test_settings_of_the_repository_start_nothing(review: Review, repository: Path, tmp_path: Path) -> None:
    seen = tmp_path / "ran"
    script = tmp_path / "script"
    script.write_text(f"#!/bin/sh\ntouch {seen}\ncat\n", encoding="utf-8")
    script.chmod(0o755)
    git(repository, "config", "filter.own.smudge", str(script))
    git(repository, "config", "diff.own.textconv", str(script))
    repository.joinpath(".gitattributes").write_text("*.yaml filter=own diff=own export-ignore\n", encoding="utf-8")
    commit(repository, "attributes")
    git(repository, "config", "core.fsmonitor", str(script))
    seen.unlink(missing_ok=True)

    assert review(repository, "main", "attributes").returncode == 0
    assert not seen.exists()


@pytest.mark.parametrize("is_committed", [True, False])
def test_a_link_is_told_and_not_followed(review: Review, repository: Path, tmp_path: Path, is_committed: bool) -> None:
    secret = tmp_path / "secret.yaml"
    secret.write_text("password: hunter2\n", encoding="utf-8")
    (repository / "specs" / "acme" / "client.yaml").symlink_to(secret)
    done = review(repository, "main", *([commit(repository, "linked")] if is_committed else []))

    assert done.returncode == 3
    assert "is not read" in done.stdout
    assert "hunter2" not in done.stdout + done.stderr


@pytest.mark.parametrize("form", ["markdown", "html", "github", "text", "json"])
def test_texts_of_a_spec_stay_texts(review: Review, history: Path, tmp_path: Path, form: str) -> None:
    words = "</details><script>alert(1)</script> `@everyone` \u202e ::error::x"
    paths = posts({"type": "object", "properties": {"a": {"type": "string", "enum": ["a", words]}}})
    old = write_specs(tmp_path / "old", one=contract(paths))
    new = write_specs(
        tmp_path / "new",
        one=contract(posts({"type": "object", "properties": {"a": {"type": "string", "enum": ["a"]}}})),
    )
    done = review(history, old, new, "--format", form)

    assert done.returncode == 1
    assert "\u202e" not in done.stdout
    assert form != "html" or "<script" not in done.stdout
    assert form != "github" or all(
        line.startswith(("::error ", "::warning ", "::notice ")) for line in done.stdout.splitlines()
    )


# Rewrites that change nothing


def _with_comments(text: str) -> str:
    return "# a remark\n" + text.replace("\npaths:", "\n# another\n\npaths:", 1)


def _with_other_breaks(text: str) -> str:
    return text.replace("  description: |\n", "  description: |-\n")


def _with_blank_lines(text: str) -> str:
    return text.replace("\npaths:\n", "\n\n\npaths:\n").replace("\ncomponents:\n", "\n\ncomponents:\n")


@pytest.mark.parametrize("rewrite", [_with_comments, _with_other_breaks, _with_blank_lines])
def test_rewrites_of_our_specs_break_nobody(as_data: AsData, tmp_path: Path, rewrite: Callable[[str], str]) -> None:
    old, new = tmp_path / "old", tmp_path / "new"
    for folder in (old, new):
        shutil.copytree(HOUSE / "specs", folder)
    for path in new.glob("*/openapi.yaml"):
        path.write_text(rewrite(path.read_text(encoding="utf-8")), encoding="utf-8")
    data = as_data(HOUSE, old, new)

    assert data["providers"] == sorted(path.parent.name for path in new.glob("*/openapi.yaml"))
    assert (data["findings"], data["cells"], data["files"], data["failures"]) == ([], [], [], [])
    assert data["verdict"]["breaks"] == []
