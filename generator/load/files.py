"""The specs folder: which files are inputs, and reading one without leaving the folder.

| code | refused |
|---|---|
| FILE001 | a specs root that is no folder, or holds no provider |
| FILE002 | a folder name that cannot be a provider's module |
| FILE003 | a file that lies outside the root (by a symlink), or is no regular file, or cannot be read |
| FILE004 | (warning) a folder without openapi.yaml |
| FILE005 | (warning) a file that nothing reads |
| FILE006 | an examples file whose name is not its operation's |
"""

from __future__ import annotations

import keyword
import os
import re
import stat
from dataclasses import dataclass
from pathlib import Path

from generator.diagnostics import Diagnostic, Position, Severity, SpecError, excerpt
from generator.load.document import Document

SUFFIXES = (".yaml", ".yml", ".json")
CONTRACT = "openapi.yaml"
CLIENT = "client.yaml"
MAPPING = "mapping.yaml"
NORMALIZED = "normalized.yaml"
EXAMPLES = "examples"
_PROVIDER = re.compile(r"[a-z][a-z0-9_]*\Z")
_TAKEN = frozenset("normalized emulator cli _runtime errors webhooks types".split())
PAGES = frozenset("capabilities cli diagnostics emulator mapping observability webhooks".split())
"""Pages of generated/docs that belong to no provider; a provider's page bears its name, and file systems fold cases."""
_MOST_BYTES = 10_000_001


def spec_files(root: Path) -> list[Path]:
    """Every file below `root` that can be an input, sorted; nothing is opened. [] when there is no such folder."""
    found: list[Path] = []
    for folder, folders, files in os.walk(root):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        found.extend(Path(folder, name) for name in files if name.endswith(SUFFIXES) and not name.startswith("."))
    return sorted(found)


@dataclass(frozen=True, slots=True)
class Tree:
    """The specs root: reads files by their posix name below it."""

    root: Path
    prefix: str

    @classmethod
    def at(cls, root: Path) -> Tree:
        """A tree whose paths are shown relative to the working directory where they lie below it."""
        shown = root
        if root.is_absolute() and root.is_relative_to(Path.cwd()):
            shown = root.relative_to(Path.cwd())
        text = shown.as_posix()
        return cls(root, "" if text == "." else text.rstrip("/") + "/")

    def exists(self, name: str) -> bool:
        """Whether something stands at `name`, readable or not."""
        return os.path.lexists(self.root / name)

    def read(self, name: str) -> Document:
        """The file as a Document. Raises SpecError (FILE003 or YAML…)."""
        from generator.load.yaml_tree import parse

        return parse(self._bytes(name), name, self.prefix)

    def refuse(self, name: str, code: str, message: str, hint: str = "") -> Diagnostic:
        """A finding about a whole file."""
        return Diagnostic(Position(self.prefix + name or ".", 1, 1), code, message, hint)

    def warn(self, name: str, code: str, message: str, hint: str = "") -> Diagnostic:
        """A warning about a whole file."""
        place = Position(self.prefix + name, 1, 1)
        return Diagnostic(place, code, message, hint, severity=Severity.WARNING)

    def _bytes(self, name: str) -> bytes:
        real = os.path.realpath(self.root / name)
        if not Path(real).is_relative_to(os.path.realpath(self.root)):
            outside = self.refuse(name, "FILE003", "a symlink leads outside the specs folder", "copy the file here")
            raise SpecError([outside])
        try:
            # a FIFO or device must not block or act before it is seen to be one
            descriptor = os.open(real, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
            with open(descriptor, "rb") as file:
                if not stat.S_ISREG(os.fstat(descriptor).st_mode):
                    raise SpecError([self.refuse(name, "FILE003", "not a regular file")])
                return file.read(_MOST_BYTES)
        except (OSError, ValueError) as error:
            reason = error.strerror if isinstance(error, OSError) and error.strerror else "not a file name"
            raise SpecError([self.refuse(name, "FILE003", f"cannot be read: {reason}")]) from None


def providers(tree: Tree) -> tuple[list[str], list[Diagnostic]]:
    """The names of all folders that hold a contract, sorted, and what is wrong with folder names.

    Raises SpecError (FILE001) when there is no folder or no provider in it.
    """
    if not tree.root.is_dir():
        raise SpecError([tree.refuse("", "FILE001", "the specs folder does not exist", "name it with --specs")])
    names: list[str] = []
    findings: list[Diagnostic] = []
    for folder in sorted(entry.name for entry in os.scandir(tree.root) if entry.is_dir()):
        if folder.startswith(".") or not tree.exists(f"{folder}/{CONTRACT}"):
            continue
        names.append(folder)
        problem = _name_problem(folder)
        if problem:
            findings.append(tree.refuse(f"{folder}/{CONTRACT}", "FILE002", problem, "rename the folder"))
    if not names:
        raise SpecError([tree.refuse("", "FILE001", "no provider here", f"a provider is a folder with {CONTRACT}")])
    return names, findings


def _name_problem(folder: str) -> str:
    if not _PROVIDER.match(folder):
        return f"{excerpt(folder)} is no provider name: small letters, digits and _, a letter first"
    if keyword.iskeyword(folder) or keyword.issoftkeyword(folder):
        return f"{excerpt(folder)} is a Python keyword"
    if folder in PAGES - _TAKEN:
        return f"{excerpt(folder)} is a page of the documentation"
    return f"{excerpt(folder)} is a module of the package itself" if folder in _TAKEN else ""


def example_names(tree: Tree, provider: str) -> list[str]:
    """The examples files of one provider, sorted."""
    folder = tree.root / provider / EXAMPLES
    if not folder.is_dir():
        return []
    names = sorted(entry.name for entry in os.scandir(folder))
    return [f"{provider}/{EXAMPLES}/{name}" for name in names if name.endswith(".yaml") and not name.startswith(".")]


def strays(tree: Tree, read: frozenset[str]) -> list[Diagnostic]:
    """Warnings about folders without a contract and files that nothing reads (FILE004, FILE005)."""
    findings: list[Diagnostic] = []
    for folder, folders, files in os.walk(tree.root):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        below = Path(folder).relative_to(tree.root).as_posix()
        names = [name if below == "." else f"{below}/{name}" for name in files if not name.startswith(".")]
        if below != "." and "/" not in below and not any(name.startswith(f"{below}/") for name in read):
            hint = f"a provider is a folder with {CONTRACT}"
            findings.append(
                tree.warn(below, "FILE004", "a folder that holds no provider and nothing a $ref reads", hint)
            )
            folders.clear()
            continue
        for name in sorted(names):
            is_known = name in read or name.endswith("README.md")
            if not is_known and (below != "." or name.endswith(SUFFIXES)):
                hint = "remove or rename it; only files of the known names and files behind a $ref are read"
                findings.append(tree.warn(name, "FILE005", "nothing reads this file", hint))
    return findings
