"""`check` compares and writes nothing; `generate` writes all or nothing, and deletes only what its manifest lists."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support import cli, tree_of

MODELS = "stillmotion/acme/models.py"


def mutate(path: Path) -> None:
    path.write_bytes(path.read_bytes().replace(b"Clip", b"Clap", 1))


def test_a_clean_tree(house: Path) -> None:
    done = cli("check", house=house)

    assert (done.returncode, done.stdout, done.stderr) == (0, "", done.stderr)
    assert "Traceback" not in done.stderr


def test_a_changed_byte_is_a_difference(house: Path) -> None:
    mutate(house / "generated" / MODELS)
    before = tree_of(house)
    done = cli("check", house=house)

    assert done.returncode == 1
    assert f"--- generated/{MODELS}\n+++ generated/{MODELS}\n" in done.stdout
    assert "make generate" in done.stderr
    assert tree_of(house) == before


def test_a_missing_file_is_a_difference(house: Path) -> None:
    (house / "generated" / MODELS).unlink()
    done = cli("check", house=house)

    assert done.returncode == 1
    assert "+class Clip(AnswerModel):" in done.stdout
    assert not (house / "generated" / MODELS).exists()


def test_a_file_left_over_is_a_difference(house: Path) -> None:
    left = house / "generated" / "stillmotion" / "old.py"
    left.write_text("x = 1\n", encoding="utf-8")
    manifest = house / "generated" / "FILES"
    manifest.write_text(manifest.read_text(encoding="utf-8") + "stillmotion/old.py\n", encoding="utf-8")
    done = cli("check", house=house)

    assert done.returncode == 1
    assert "-x = 1" in done.stdout
    assert left.exists()


def test_no_tree_at_all_is_a_difference(house: Path, tmp_path: Path) -> None:
    done = cli("check", "--out", tmp_path / "nothing", house=house)

    assert done.returncode == 1
    assert not (tmp_path / "nothing").exists()


def test_a_foreign_file_is_nobodys_business(house: Path) -> None:
    foreign = house / "generated" / "stillmotion" / "mine.txt"
    foreign.write_text("mine", encoding="utf-8")
    checked, written = cli("check", house=house), cli("generate", house=house)

    assert (checked.returncode, written.returncode) == (0, 0)
    assert foreign.read_text(encoding="utf-8") == "mine"


def test_generate_mends_what_check_finds(house: Path, clean_house: Path) -> None:
    mutate(house / "generated" / MODELS)
    (house / "generated" / "API.txt").unlink()
    done = cli("generate", house=house)

    assert done.returncode == 0
    assert tree_of(house / "generated") == tree_of(clean_house / "generated")


def test_a_provider_that_goes_takes_its_files_along(house: Path) -> None:
    foreign = house / "generated" / "stillmotion" / "acme" / "notes.txt"
    foreign.write_text("mine", encoding="utf-8")
    (house / "specs" / "acme" / "openapi.yaml").rename(house / "acme.yaml")
    (house / "specs" / "acme").rmdir()
    done = cli("generate", house=house)
    left = tree_of(house / "generated")

    assert done.returncode == 0
    assert [name for name in left if "acme" in name] == ["stillmotion/acme/notes.txt"]
    assert b"acme" not in left["FILES"] + left["API.txt"]


def test_a_folder_without_files_goes_too(house: Path) -> None:
    (house / "specs" / "acme" / "openapi.yaml").unlink()
    (house / "specs" / "acme").rmdir()
    cli("generate", house=house)

    assert not (house / "generated" / "stillmotion" / "acme").exists()


def test_generate_leaves_no_staging_behind(house: Path) -> None:
    mutate(house / "generated" / MODELS)
    cli("generate", house=house)

    assert [path.name for path in (house / "generated").iterdir() if path.name.startswith(".")] == []


@pytest.mark.parametrize("place", [MODELS, "stillmotion/acme", "stillmotion"])
def test_a_symlink_among_the_output_is_refused(house: Path, tmp_path: Path, place: str) -> None:
    target = tmp_path / "elsewhere"
    path = house / "generated" / place
    path.rename(target)
    path.symlink_to(target)
    mutate(target if target.is_file() else next(target.rglob("models.py")))
    before = tree_of(target) if target.is_dir() else {"": target.read_bytes()}
    done = cli("generate", house=house)

    assert done.returncode == 1
    assert "OUT001" in done.stderr
    assert "symbolic link" in done.stderr
    assert (tree_of(target) if target.is_dir() else {"": target.read_bytes()}) == before


@pytest.mark.parametrize("name", ["../outside.txt", "/etc/passwd", "a/../../outside.txt", "", "a\\..\\b"])
def test_a_manifest_cannot_name_what_lies_outside(house: Path, name: str) -> None:
    outside = house / "outside.txt"
    outside.write_text("mine", encoding="utf-8")
    manifest = house / "generated" / "FILES"
    manifest.write_text(manifest.read_text(encoding="utf-8") + f"{name}\n", encoding="utf-8")
    done = cli("generate", house=house)

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
    house: Path, command: str, file: str, old: str, new: str, code: str
) -> None:
    path = house / file
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    before = tree_of(house)
    done = cli(command, house=house)

    assert text != path.read_text(encoding="utf-8")
    assert done.returncode == 1
    assert code in done.stderr
    assert "Traceback" not in done.stderr
    assert tree_of(house) == before


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
