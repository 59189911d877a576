"""The sink: all or nothing, inside the root, and only what the manifest lists is deleted."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest

from generator import sink
from generator.diagnostics import SpecError
from tests.support import tree_of

FILES = {"a.py": b"a = 1\n", "deep/er/b.txt": b"b\n", "FILES": b"FILES\na.py\ndeep/er/b.txt\n"}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A written tree."""
    sink.write(FILES, tmp_path / "out")
    return tmp_path / "out"


def test_writing_twice_changes_nothing(root: Path) -> None:
    times = {path: path.stat().st_mtime_ns for path in root.rglob("*")}
    done = sink.write(FILES, root)

    assert (done.changed, done.removed) == ((), ())
    assert {path: path.stat().st_mtime_ns for path in root.rglob("*")} == times


def test_only_what_differs_is_written(root: Path) -> None:
    kept = (root / "a.py").stat().st_ino
    done = sink.write({**FILES, "deep/er/b.txt": b"c\n"}, root)

    assert done.changed == ("deep/er/b.txt",)
    assert (root / "a.py").stat().st_ino == kept
    assert (root / "deep/er/b.txt").read_bytes() == b"c\n"


def test_what_the_manifest_no_longer_lists_is_removed(root: Path) -> None:
    (root / "deep" / "mine.txt").write_text("mine", encoding="utf-8")
    done = sink.write({"a.py": b"a = 1\n", "FILES": b"FILES\na.py\n"}, root)

    assert done.removed == ("deep/er/b.txt",)
    assert not (root / "deep" / "er").exists()
    assert (root / "deep" / "mine.txt").exists()


def test_a_tree_without_a_manifest_loses_nothing(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine", encoding="utf-8")
    sink.write(FILES, tmp_path)

    assert (tmp_path / "mine.txt").read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize("name", ["../a", "/a", "a/../../b", "a/./b", "a//b", "a\\b", "..", ".", "", "a/"])
def test_a_path_outside_the_root_is_refused_before_anything_is_written(tmp_path: Path, name: str) -> None:
    with pytest.raises(SpecError) as caught:
        sink.write({"good.py": b"", name: b""}, tmp_path / "out")

    assert [found.code for found in caught.value.diagnostics] == ["OUT001"]
    assert not (tmp_path / "out").exists()


def test_paths_that_differ_in_case_only_are_refused(tmp_path: Path) -> None:
    with pytest.raises(SpecError, match="case only"):
        sink.write({"a/Model.py": b"", "a/model.py": b""}, tmp_path / "out")


@pytest.mark.parametrize("place", ["a.py", "deep", "deep/er"])
def test_nothing_is_written_through_a_symlink(root: Path, tmp_path: Path, place: str) -> None:
    target = tmp_path / "elsewhere"
    (root / place).rename(target)
    (root / place).symlink_to(target)
    before = tree_of(tmp_path)
    with pytest.raises(SpecError, match="symbolic link"):
        sink.write({name: content + b"new" for name, content in FILES.items()}, root)

    assert tree_of(tmp_path) == before


@pytest.mark.parametrize("fails_at", range(5))
@pytest.mark.parametrize(
    "failure", [OSError("no space left on device"), KeyboardInterrupt()], ids=["disk", "interrupt"]
)
def test_a_failure_in_the_middle_puts_everything_back(
    root: Path, monkeypatch: pytest.MonkeyPatch, fails_at: int, failure: BaseException
) -> None:
    """Whichever move fails, the tree is what it was, byte for byte."""
    before = tree_of(root)
    real, moves = os.replace, 0

    def replace(source: Any, target: Any) -> None:
        nonlocal moves
        moves += 1
        if moves == fails_at + 1:
            raise failure
        real(source, target)

    monkeypatch.setattr(os, "replace", replace)
    new = {"a.py": b"other", "new/c.py": b"c", "FILES": b"FILES\na.py\nnew/c.py\n"}
    with pytest.raises(type(failure)):
        sink.write(new, root)

    assert tree_of(root) == before
    assert not list(root.glob(".staging-*"))


def test_a_comparison_is_a_diff_and_writes_nothing(root: Path) -> None:
    (root / "a.py").write_bytes(b"a = 2\n")
    before = tree_of(root)
    said = sink.compare({**FILES, "c.py": b"c\n"}, root)

    assert "-a = 2\n+a = 1\n" in said
    assert "+++ generated/c.py" in said
    assert tree_of(root) == before
    assert sink.compare({}, root.parent / "nowhere") == ""


def test_equal_trees_have_no_difference(root: Path) -> None:
    assert sink.compare(FILES, root) == ""


def test_a_difference_in_line_ends_is_seen(root: Path) -> None:
    for content in (b"a = 1", b"a = 1\r\n", b"a = 1\n\n", b"\xffa = 1\n", b""):
        (root / "a.py").write_bytes(content)

        assert sink.compare(FILES, root) != ""
