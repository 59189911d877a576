"""Where files end: written and pruned, compared, or kept in memory. All or nothing.

| code | refused |
|---|---|
| OUT001 | an output path that leaves the output folder, or that a file system cannot hold |
"""

from __future__ import annotations

import difflib
import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from generator.diagnostics import Diagnostic, Position, SpecError
from generator.finish import MANIFEST


@dataclass(frozen=True, slots=True)
class Written:
    """What a write did: names relative to the output root."""

    changed: tuple[str, ...]
    removed: tuple[str, ...]


def write(files: Mapping[str, bytes], root: Path) -> Written:
    """Make the tree equal to the files. Only what the tree's own manifest lists is ever deleted.

    New content is staged beside the tree first, so that a full disk or a refused path leaves everything as it was.
    Raises SpecError for an output path that lies outside the root or behind a symlink.
    """
    _refuse_unsafe(files, root)
    stale = _stale(files, root)
    changed = tuple(name for name, content in files.items() if _read(root / name) != content)
    if changed or stale:
        _replace(files, changed, stale, root)
    return Written(changed, stale)


def compare(files: Mapping[str, bytes], root: Path) -> str:
    """A unified diff from the tree to the files; empty when they are the same. Nothing is written."""
    return "".join(_differences(files, root))


def _differences(files: Mapping[str, bytes], root: Path) -> Iterator[str]:
    for name in sorted({*files, *_listed(root)}):
        old, new = _read(root / name), files.get(name)
        if old != new:
            before, after = _lines(old), _lines(new)
            yield from difflib.unified_diff(before, after, f"{root.name}/{name}", f"generated/{name}")


def _lines(content: bytes | None) -> list[str]:
    return [line + "\n" for line in (content or b"").decode(errors="replace").split("\n")]


def _read(path: Path) -> bytes | None:
    return path.read_bytes() if path.is_file() else None


def _listed(root: Path) -> list[str]:
    manifest = root / MANIFEST
    names = manifest.read_text(encoding="utf-8").split("\n") if manifest.is_file() else []
    return [name for name in names if name and _is_inside(name)]


def _stale(files: Mapping[str, bytes], root: Path) -> tuple[str, ...]:
    return tuple(name for name in _listed(root) if name not in files and (root / name).is_file())


def _is_inside(name: str) -> bool:
    path = PurePosixPath(name)
    return bool(path.parts) and not path.is_absolute() and not {"..", "\\"} & {*path.parts, *name} and name == str(path)


def _refuse_unsafe(files: Mapping[str, bytes], root: Path) -> None:
    found = [_refusal(name, "lies outside the output root") for name in files if not _is_inside(name)]
    for name in [*files, *_listed(root)]:
        if any((root / parent).is_symlink() for parent in [name, *map(str, PurePosixPath(name).parents)][:-1]):
            found.append(_refusal(name, "is, or lies behind, a symbolic link"))
    found.extend(dict.fromkeys(_refusal(path, why) for name in files for path, why in _in_the_way(root, name)))
    folded: dict[str, str] = {}
    for name in files:
        if folded.setdefault(name.casefold(), name) != name:
            found.append(_refusal(name, f"differs from {folded[name.casefold()]} in case only"))
    if found:
        raise SpecError(tuple(found))


def _in_the_way(root: Path, name: str) -> Iterator[tuple[str, str]]:
    """What stands where the file, or a folder on its way, must go."""
    if (root / name).is_dir():
        yield name, "is a folder where a file must go"
    for parent in PurePosixPath(name).parents:
        if str(parent) != "." and (root / parent).is_file():
            yield str(parent), "is a file where a folder must go"


def _refusal(name: str, why: str) -> Diagnostic:
    return Diagnostic(Position(name, 1, 1), "OUT001", f"output path {why}", "rename what the path is made from")


def _replace(files: Mapping[str, bytes], changed: tuple[str, ...], stale: tuple[str, ...], root: Path) -> None:
    made = _make_folder(root)
    staging = Path(tempfile.mkdtemp(prefix=".staging-", dir=root))
    try:
        for number, name in enumerate(changed):
            staging.joinpath(str(number)).write_bytes(files[name])
        _commit(changed, stale, root, staging)
    except BaseException:
        shutil.rmtree(staging, ignore_errors=True)
        _remove_made(made)
        raise
    shutil.rmtree(staging, ignore_errors=True)


def _make_folder(folder: Path) -> list[Path]:
    """Make a folder and its parents; what was made, outermost first."""
    made = [path for path in (folder, *folder.parents) if not path.exists()][::-1]
    folder.mkdir(parents=True, exist_ok=True)
    return made


def _remove_made(made: list[Path]) -> None:
    for folder in reversed(made):
        if folder.is_dir() and not any(folder.iterdir()):
            folder.rmdir()


def _commit(changed: tuple[str, ...], stale: tuple[str, ...], root: Path, staging: Path) -> None:
    """Move staged files into place; if a move fails, put back what was there."""
    undo: list[tuple[Path, Path | None]] = []
    made: list[Path] = []
    try:
        for number, name in enumerate((*changed, *stale)):
            target, kept = root / name, staging / f"{number}.old"
            made += _make_folder(target.parent)
            existed = target.exists()
            if existed:
                os.replace(target, kept)
            undo.append((target, kept if existed else None))
            if number < len(changed):
                os.replace(staging / str(number), target)
    except BaseException:  # an interrupt, too, must not leave half of a run
        for target, old in reversed(undo):
            target.unlink(missing_ok=True)
            if old is not None:
                os.replace(old, target)
        _remove_made(made)
        raise
    _remove_empty_folders(stale, root)


def _remove_empty_folders(stale: tuple[str, ...], root: Path) -> None:
    for name in stale:
        for parent in PurePosixPath(name).parents:
            folder = root / str(parent)
            if str(parent) == "." or not folder.is_dir():
                continue
            shutil.rmtree(folder / "__pycache__", ignore_errors=True)
            if not any(folder.iterdir()):
                folder.rmdir()
