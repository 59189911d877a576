"""`check` compares and writes nothing; `generate` writes all or nothing, and deletes only what its manifest lists."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.pipeline.conftest import Run
from tests.support import cli, tree_of

MODELS = "stillmotion/acme/models.py"


def mutate(path: Path) -> None:
    path.write_bytes(path.read_bytes().replace(b"Clip", b"Clap", 1))


def test_a_clean_tree(house: Path) -> None:
    before = tree_of(house)
    done = cli("check", house=house)

    assert (done.returncode, done.stdout, done.stderr) == (0, "", done.stderr)
    assert "Traceback" not in done.stderr
    assert tree_of(house) == before


def test_a_changed_byte_is_a_difference(tree: Path, run: Run) -> None:
    mutate(tree / "generated" / MODELS)
    before = tree_of(tree)
    done = run("check")

    assert done.returncode == 1
    assert f"--- generated/{MODELS}\n+++ generated/{MODELS}\n" in done.stdout
    assert "make generate" in done.stderr
    assert tree_of(tree) == before


def test_a_missing_file_is_a_difference(tree: Path, run: Run) -> None:
    (tree / "generated" / MODELS).unlink()
    done = run("check")

    assert done.returncode == 1
    assert "+class Clip(AnswerModel):" in done.stdout
    assert not (tree / "generated" / MODELS).exists()


def test_a_file_left_over_is_a_difference(tree: Path, run: Run) -> None:
    left = tree / "generated" / "stillmotion" / "old.py"
    left.write_text("x = 1\n", encoding="utf-8")
    manifest = tree / "generated" / "FILES"
    manifest.write_text(manifest.read_text(encoding="utf-8") + "stillmotion/old.py\n", encoding="utf-8")
    done = run("check")

    assert done.returncode == 1
    assert "-x = 1" in done.stdout
    assert left.exists()


def test_no_tree_at_all_is_a_difference(tree: Path, run: Run, tmp_path: Path) -> None:
    done = run("check", "--out", tmp_path / "nothing")

    assert done.returncode == 1
    assert not (tmp_path / "nothing").exists()


def test_a_foreign_file_is_nobodys_business(tree: Path, run: Run) -> None:
    foreign = tree / "generated" / "stillmotion" / "mine.txt"
    foreign.write_text("mine", encoding="utf-8")
    checked, written = run("check"), run("generate")

    assert (checked.returncode, written.returncode) == (0, 0)
    assert foreign.read_text(encoding="utf-8") == "mine"


def test_generate_mends_what_check_finds(house: Path, clean_house: Path) -> None:
    mutate(house / "generated" / MODELS)
    (house / "generated" / "API.txt").unlink()
    done = cli("generate", house=house)

    assert done.returncode == 0
    assert tree_of(house / "generated") == tree_of(clean_house / "generated")


def test_a_provider_that_goes_takes_its_files_along(tree: Path, run: Run) -> None:
    foreign = tree / "generated" / "stillmotion" / "acme" / "notes.txt"
    foreign.write_text("mine", encoding="utf-8")
    (tree / "specs" / "acme" / "openapi.yaml").rename(tree / "acme.yaml")
    (tree / "specs" / "acme").rmdir()
    done = run("generate")
    left = tree_of(tree / "generated")

    assert done.returncode == 0
    assert [name for name in left if "acme" in name] == ["stillmotion/acme/notes.txt"]
    assert b"acme" not in left["FILES"] + left["API.txt"]


def test_a_folder_without_files_goes_too(tree: Path, run: Run) -> None:
    (tree / "specs" / "acme" / "openapi.yaml").unlink()
    (tree / "specs" / "acme").rmdir()
    run("generate")

    assert not (tree / "generated" / "stillmotion" / "acme").exists()


def test_generate_leaves_no_staging_behind(tree: Path, run: Run) -> None:
    mutate(tree / "generated" / MODELS)
    run("generate")

    assert [path.name for path in (tree / "generated").iterdir() if path.name.startswith(".")] == []


@pytest.mark.parametrize("place", [MODELS, "stillmotion/acme", "stillmotion"])
def test_a_symlink_among_the_output_is_refused(tree: Path, run: Run, tmp_path: Path, place: str) -> None:
    target = tmp_path / "elsewhere"
    path = tree / "generated" / place
    path.rename(target)
    path.symlink_to(target)
    mutate(target if target.is_file() else next(target.rglob("models.py")))
    before = tree_of(target) if target.is_dir() else {"": target.read_bytes()}
    done = run("generate")

    assert done.returncode == 1
    assert "OUT001" in done.stderr
    assert "symbolic link" in done.stderr
    assert (tree_of(target) if target.is_dir() else {"": target.read_bytes()}) == before


@pytest.mark.parametrize("name", ["../outside.txt", "/etc/passwd", "a/../../outside.txt", "", "a\\..\\b"])
def test_a_manifest_cannot_name_what_lies_outside(tree: Path, run: Run, name: str) -> None:
    outside = tree / "outside.txt"
    outside.write_text("mine", encoding="utf-8")
    manifest = tree / "generated" / "FILES"
    manifest.write_text(manifest.read_text(encoding="utf-8") + f"{name}\n", encoding="utf-8")
    done = run("generate")

    assert done.returncode == 0
    assert outside.read_text(encoding="utf-8") == "mine"


BROKEN = [
    ("specs/acme/openapi.yaml", "openapi: 3.1.0", "openapi: 2.0", "STR001"),
    ("specs/acme/openapi.yaml", "summary: One clip", "summary: One clip\n      x-code: import os", "KEY002"),
    ("specs/acme/openapi.yaml", '"#/components/schemas/Failure"', '"#/components/schemas/Nobody"', "REF"),
    ("specs/acme/openapi.yaml", "info:", "info: [", "YAML"),
    ("specs/atlas/client.yaml", "effect: billable", "effect: free", "TAB"),
]


@pytest.mark.parametrize(("file", "old", "new", "code"), BROKEN, ids=[row[3] for row in BROKEN])
@pytest.mark.parametrize("command", ["generate", "check", "lint", "ir"])
def test_a_broken_spec_leaves_everything_as_it_was(
    tree: Path, run: Run, command: str, file: str, old: str, new: str, code: str
) -> None:
    path = tree / file
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    before = tree_of(tree)
    done = run(command)

    assert text != path.read_text(encoding="utf-8")
    assert done.returncode == 1
    assert code in done.stderr
    assert "Traceback" not in done.stderr
    assert tree_of(tree) == before


def test_a_defect_of_ours_leaves_everything_as_it_was(house: Path) -> None:
    """What does not compile never reaches the tree, nor does half of a run."""
    template = house / "templates" / "stillmotion" / "{provider}" / "errors.py.j2"
    template.write_text(template.read_text(encoding="utf-8") + "\ndef broken(:\n", encoding="utf-8")
    before = tree_of(house)
    done = cli("generate", house=house)

    assert done.returncode != 0
    assert "a defect of ours" in done.stderr
    assert "Traceback" not in done.stderr
    assert tree_of(house) == before
