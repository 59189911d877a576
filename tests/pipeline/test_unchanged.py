"""An unchanged run does nothing, and whatever it depends on makes it work again."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.pipeline.conftest import copy_of
from tests.support import contract, reference, tree_of, write_specs


def work(house: Path, command: str = "generate") -> tuple[bool, int]:
    """Whether a run read the specs (skipping means not even importing what reads them), and its exit code."""
    arguments = [sys.executable, "-X", "importtime", "-m", "generator", command]
    done = subprocess.run(arguments, cwd=house, capture_output=True, text=True, check=False, timeout=60)
    return "generator.load" in done.stderr, done.returncode


def record_of(house: Path) -> list[Path]:
    return list((house / ".cache").glob("generate-*"))


SOURCE = {"url": "https://quiet.example", "description": "[seed] page"}
THING = {
    "type": "object",
    "description": "A thing.",
    "externalDocs": SOURCE,
    "properties": {"id": {"type": "string", "description": "Its id."}},
}
ANSWER = {"description": "It.", "content": {"application/json": {"schema": reference("Thing")}}}
GET = {
    "operationId": "things_get",
    "tags": ["things"],
    "summary": "A thing",
    "description": "As it is.",
    "security": [],
    "responses": {"200": ANSWER, "default": {"description": "What went wrong."}},
}


@pytest.fixture(scope="session")
def clean_quiet(clean_house: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A house whose specs give no warning, after a run: only such a run is remembered. Its place, and all that was there."""
    house = copy_of(clean_house, tmp_path_factory.mktemp("quiet") / "main")
    shutil.rmtree(house / "specs")
    tags = [{"name": "things", "description": "Things."}]
    write_specs(house / "specs", quiet=contract({"/things": {"get": GET}}, {"Thing": THING}, tags=tags))
    assert work(house) == (True, 0)
    assert record_of(house) != []
    return house, house.rename(house.with_name("kept"))


@pytest.fixture
def quiet(clean_quiet: tuple[Path, Path]) -> Iterator[Path]:
    """The quiet house, for one test to spoil. A run is remembered by its place, so each test has the house at the same."""
    house, kept = clean_quiet
    shutil.copytree(kept, house)
    yield house
    shutil.rmtree(house)


def test_a_second_run_is_skipped(quiet: Path) -> None:
    before = tree_of(quiet / "generated")

    assert work(quiet) == (False, 0)
    assert work(quiet, "check") == (False, 0)
    assert tree_of(quiet / "generated") == before


@pytest.mark.parametrize(
    "touched",
    [
        "specs/quiet/openapi.yaml",
        "templates/stillmotion/{provider}/errors.py.j2",
        "templates/stillmotion/_runtime/values.py",
        "templates/models/pydantic_v2/BaseModel.jinja2",
        "generator/emit/text.py",
        "constraints.txt",
        "generated/stillmotion/quiet/models.py",
        "generated/FILES",
    ],
)
def test_what_is_touched_is_seen(quiet: Path, touched: str) -> None:
    path = quiet / touched
    path.write_bytes(path.read_bytes() + b"\n")

    assert work(quiet)[0]


def test_a_new_spec_and_a_lost_file_are_seen(quiet: Path) -> None:
    (quiet / "specs" / "quiet" / "notes.txt").write_text("x", encoding="utf-8")
    assert work(quiet)[0]

    (quiet / "specs" / "quiet" / "notes.txt").unlink()
    (quiet / "generated" / "API.txt").unlink()
    assert work(quiet, "check") == (True, 1)
    assert work(quiet) == (True, 0)


def test_times_of_files_do_not_matter(quiet: Path) -> None:
    for path in (quiet / "specs").rglob("*.yaml"):
        os.utime(path, (1, 1))

    assert work(quiet) == (False, 0)


def test_strict_is_another_question(quiet: Path) -> None:
    arguments = [sys.executable, "-X", "importtime", "-m", "generator", "generate", "--strict"]
    done = subprocess.run(arguments, cwd=quiet, capture_output=True, text=True, check=False, timeout=60)

    assert done.returncode == 0
    assert "generator.load" in done.stderr


def test_a_run_with_a_warning_is_repeated(house: Path) -> None:
    assert work(house) == (True, 0)
    assert work(house) == (True, 0)


def test_a_cache_that_cannot_be_written_costs_time_only(quiet: Path) -> None:
    shutil.rmtree(quiet / ".cache")
    (quiet / ".cache").write_text("in the way", encoding="utf-8")

    assert work(quiet) == (True, 0)
    assert work(quiet) == (True, 0)


def test_a_damaged_record_is_no_record(quiet: Path) -> None:
    for record in record_of(quiet):
        record.write_bytes(b"\xff\x00 nonsense")

    assert work(quiet) == (True, 0)


def test_half_of_what_was_kept_is_not_taken_for_it(quiet: Path) -> None:
    """The models of a provider are kept behind their digest; a damaged text is written anew, not used."""
    before = tree_of(quiet / "generated")
    for kept in (quiet / ".cache").glob("models-*"):
        kept.write_text(kept.read_text(encoding="utf-8").replace("class ", "class Other", 1), encoding="utf-8")
    shutil.rmtree(quiet / "generated")

    assert work(quiet) == (True, 0)
    assert tree_of(quiet / "generated") == before
