"""What stands at one side, as bytes: a git revision, a folder, or one contract file."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from generator.load.files import CONTRACT, NORMALIZED, SUFFIXES
from generator.revisions.git import Git, UsageError

VERSION_FILE: Final = "templates/stillmotion/_runtime/version.py"
ALONE: Final = "contract"
"""The provider's name when two contract files are compared."""
_MOST_BYTES: Final = 10_000_001
_VERSION: Final = re.compile(rb'^VERSION: Final = "([0-9A-Za-z.+!-]{1,60})"', re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Snapshot:
    """One side, read once. `specs` and `generated` are bytes by posix path below these folders; `odd` names what below specs was
    not read, as links and submodules.

    `generated` is None where the side has none, as a bare folder of specs; `version` is empty then.
    """

    name: str
    specs: Mapping[str, bytes]
    generated: Mapping[str, bytes] | None = None
    version: str = ""
    odd: tuple[str, ...] = ()
    is_working_tree: bool = False
    is_contract: bool = False
    beside: Path | None = None
    """The folder of a contract file, for what it refers to there."""

    def content(self, name: str) -> bytes | None:
        """The bytes of a file by its name below the specs folder; None when there is none."""
        if self.beside is None or name in self.specs:
            return self.specs.get(name)
        path = self.beside / name.removeprefix(f"{ALONE}/")
        inside = path.resolve().is_relative_to(self.beside.resolve())
        return _content(path) if inside else None

    def providers(self) -> frozenset[str]:
        """The folders that hold a contract."""
        return frozenset(name.split("/")[0] for name in self.specs if re.fullmatch(rf"[^/]+/{CONTRACT}", name))

    def folders(self) -> frozenset[str]:
        """All folders, also those that hold no contract, which no generation accepts."""
        return frozenset(name.split("/")[0] for name in self.specs if "/" in name)

    def of(self, provider: str) -> dict[str, bytes]:
        """What a provider is made of: its folder, and the table that all share."""
        return {
            name: content
            for name, content in self.specs.items()
            if name == NORMALIZED or name.startswith(f"{provider}/")
        }


def take(argument: str | None, house: Path) -> Snapshot:
    """The side that an argument names; None is the working tree. Raises UsageError, saying what to write instead."""
    if argument is None:
        return replace(of_folder(house, "the working tree"), is_working_tree=True)
    if not argument:
        raise UsageError("no such revision, folder or file: '' (leave HEAD out to mean the working tree)")
    path, git = Path(argument), Git(house)
    commit = git.commit(argument)
    if path.exists() and commit:
        raise UsageError(f"{argument!r} is a path and a revision: write './{argument}' or a full name of the revision")
    if path.is_dir():
        return of_folder(path, argument)
    if path.exists():
        return _file(path, argument)
    if commit is None:
        hint = git.complaint() or "is it fetched? `git fetch origin`"
        raise UsageError(f"no such revision, folder or file: {argument!r} ({hint})")
    return _revision(git, argument, commit)


def _revision(git: Git, name: str, commit: str) -> Snapshot:
    found, odd = git.files(commit, ("specs", "generated", VERSION_FILE))
    return _of_tree(name, {path: found[path] for path in sorted(found) if _is_wanted(path)}, odd)


def _is_wanted(path: str) -> bool:
    return not path.startswith("specs/") or path.endswith(SUFFIXES)


def _of_tree(name: str, found: Mapping[str, bytes], odd: tuple[str, ...]) -> Snapshot:
    specs = _below("specs/", found)
    if not specs:
        raise UsageError(f"{name!r} has no specs folder (name a revision or a folder that has one)")
    links = tuple(path.removeprefix("specs/") for path in odd if path.startswith("specs/"))
    version = _VERSION.search(found.get(VERSION_FILE, b""))
    return Snapshot(name, specs, _below("generated/", found) or None, version[1].decode() if version else "", links)


def _below(folder: str, found: Mapping[str, bytes]) -> dict[str, bytes]:
    return {path.removeprefix(folder): content for path, content in found.items() if path.startswith(folder)}


def of_folder(root: Path, name: str) -> Snapshot:
    """A whole tree with `specs`, or a folder of specs. Raises UsageError when it holds none."""
    if (root / "specs").is_dir() and not (root / "specs" / CONTRACT).exists():
        files, odd = _read(root, ("specs", "generated", VERSION_FILE))
        return _of_tree(name, files, odd)
    files, odd = _read(root, ("",))
    specs = {path: content for path, content in files.items() if path.endswith(SUFFIXES)}
    if not any(path.endswith(f"/{CONTRACT}") for path in specs):
        raise UsageError(f"{name!r} holds no specs (a folder with <provider>/{CONTRACT}, or with specs/, is wanted)")
    return Snapshot(name, specs, odd=odd)


def _file(path: Path, name: str) -> Snapshot:
    content = _content(path)
    if content is None:
        raise UsageError(f"{name!r} is no regular file that can be read")
    return Snapshot(name, {f"{ALONE}/{CONTRACT}": content}, is_contract=True, beside=path.parent)


def _read(root: Path, parts: Iterable[str]) -> tuple[dict[str, bytes], tuple[str, ...]]:
    found: dict[str, bytes] = {}
    odd: list[str] = []
    for path in _walk(root, parts):
        name = path.relative_to(root).as_posix()
        content = _content(path) if _is_wanted(name) else b""
        if content is None:
            odd.append(name)
        elif _is_wanted(name):
            found[name] = content
    return dict(sorted(found.items())), tuple(sorted(odd))


def _walk(root: Path, parts: Iterable[str]) -> Iterable[Path]:
    for part in parts:
        if part and (root / part).is_symlink():
            yield root / part
            continue
        if (root / part).is_file():
            yield root / part
        for folder, folders, names in os.walk(root / part):
            folders[:] = sorted(name for name in folders if name != "__pycache__" and not name.startswith("."))
            yield from (Path(folder, name) for name in sorted(names) if not name.startswith("."))


def _content(path: Path) -> bytes | None:
    """The bytes of a regular file, links not followed; None for anything else."""
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC | os.O_NOFOLLOW)
        with open(descriptor, "rb") as file:
            return file.read(_MOST_BYTES) if stat.S_ISREG(os.fstat(descriptor).st_mode) else None
    except OSError:
        return None
