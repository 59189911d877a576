"""Sides of a review, made in memory from the files of specs, for the layers beside the wire; and edits of such files."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import yaml

from generator.diagnostics import Diagnostic, Severity, SpecError
from generator.emit import emit_given
from generator.ir import build
from generator.lint import lint
from generator.load import load
from generator.review import hygiene, normalized, python, security
from generator.review.finding import Finding, Side
from generator.review.revision import Revision
from tests.support import SPECS, TEMPLATES

Files = Mapping[str, bytes]
LAYERS = {
    **{rule.id: "normalized" for rule in normalized.RULES},
    **{rule.id: "python" for rule in python.RULES},
    **{rule.id: "security" for rule in security.RULES},
    **{rule.id: "hygiene" for rule in hygiene.RULES},
}
# what a row says to people only
_PROSE = frozenset(("source", "doc", "title", "unsupported", "refused", "ignored", "undecided", "what"))


def files_of(folder: Path) -> dict[str, bytes]:
    """The files of a specs folder by their posix names."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*.yaml"))}


def provider_files(provider: str) -> dict[str, bytes]:
    """One of our providers, and the normalized model."""
    found = files_of(SPECS)
    return {name: raw for name, raw in found.items() if name.startswith(f"{provider}/") or "/" not in name}


def side_of(files: Files, side: Side, *, with_python: bool) -> tuple[Revision, tuple[Diagnostic, ...]]:
    """One side, compiled as far as it goes, and what loading and lint say of it. Python is as emitted, not yet formatted."""
    return _side_of(tuple(sorted(files.items())), side, with_python)


@lru_cache(maxsize=64)
def _side_of(
    files: tuple[tuple[str, bytes], ...], side: Side, with_python: bool
) -> tuple[Revision, tuple[Diagnostic, ...]]:
    with TemporaryDirectory() as folder:
        for name, raw in files:
            path = Path(folder, name)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(raw)
        try:
            specs = load(Path(folder), prefix="")
        except SpecError as error:
            return Revision(side, side, "", dict(files), {}), error.diagnostics
    found = lint(specs)
    contracts = {one.name: one.written for one in specs.providers}
    if any(one.severity is Severity.ERROR for one in found):
        return Revision(side, side, "", dict(files), contracts), found
    package = build(specs)
    made = emit_given(package, specs, TEMPLATES).python if with_python else None
    return Revision(side, side, "", dict(files), contracts, specs, package, made), found


def findings(old: Files, new: Files, layers: frozenset[str]) -> tuple[Finding, ...]:
    """What some layers find between two sets of files."""
    base, told = side_of(old, Side.BASE, with_python="python" in layers)
    head, tells = side_of(new, Side.HEAD, with_python="python" in layers)
    found: list[Finding] = []
    found += normalized.findings(base, head) if "normalized" in layers else ()
    found += python.findings(base, head) if "python" in layers else ()
    found += security.findings(base, head) if "security" in layers else ()
    found += hygiene.findings(base, head, told, tells) if "hygiene" in layers else ()
    return tuple(found)


def leaves(node: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[tuple[str | int, ...], Any]]:
    """(path, value) of everything in a table that is no text for people."""
    if isinstance(node, dict):
        for key, value in node.items():
            if key not in _PROSE:
                yield from leaves(value, (*path, key))
    elif isinstance(node, list):
        for index, value in enumerate(node):
            yield from leaves(value, (*path, index))
    else:
        yield path, node


def mutated(raw: bytes, draw: random.Random) -> tuple[tuple[str | int, ...], bytes]:
    """A table with one value that is another one, and the path of that value."""
    data = yaml.load(raw, Loader=yaml.CSafeLoader)
    found = [leaf for leaf in leaves(data) if leaf[0][0] != "emulation"]  # what the emulator plays concerns no client
    path, value = draw.choice(found)
    owner = data
    for step in path[:-1]:
        owner = owner[step]
    alike = sorted({str(other) for _, other in found if isinstance(other, str) and other != value})
    owner[path[-1]] = _other(value, alike, draw)
    return path, yaml.dump(data, Dumper=yaml.CSafeDumper, sort_keys=False, default_flow_style=True, width=1000).encode()


def _other(value: Any, alike: list[str], draw: random.Random) -> Any:
    if isinstance(value, bool):
        return not value
    if isinstance(value, int | float):
        return value + draw.choice((1, 2, 10))
    if value is None:
        return draw.choice((1, 5))
    return draw.choice((f"{value}_x", draw.choice(alike)))
