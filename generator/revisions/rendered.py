"""What both sides give below generated/: every file by the templates that run, and Python as it would be committed.

Only modules that differ are tidied; those alike on both sides are left as the templates give them, for they are compared
with themselves.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from generator.ir.model import Package
from generator.load import Specs

if TYPE_CHECKING:
    from generator.emit import Emitted


@dataclass(frozen=True, slots=True)
class Made:
    """The IR of some providers, and their files before they are tidied."""

    specs: Specs
    package: Package
    emitted: Emitted


def made(specs: Specs, templates: Path, *, from_the_end: bool = False) -> Made:
    """Build and render. Raises SpecError for what only the IR can see.

    Two processes that make nearly the same, one of them from the end, meet in the middle: each finds kept what the other made.
    """
    from generator.emit import drawn_models, emit_given
    from generator.ir import build

    package = build(specs)
    providers = package.providers[::-1] if from_the_end else package.providers
    drawn = drawn_models(providers, templates, templates.parent / ".cache")
    return Made(specs, package, emit_given(package, specs, templates, drawn))


def tidied(base: Made, head: Made) -> tuple[Mapping[str, bytes], Mapping[str, bytes]]:
    """The files of both sides, by the path below generated/; both are tidied by one run of the tool."""
    from generator import finish

    old, new = base.emitted.python, head.emitted.python
    differing = sorted(name for name in old.keys() | new.keys() if old.get(name) != new.get(name))
    raw = {
        f"{side}/{name}": files[name] for side, files in (("0", old), ("1", new)) for name in differing if name in files
    }
    done = finish.tidied(raw) if raw else {}
    return _final(base, _below("0/", done)), _final(head, _below("1/", done))


def _final(one: Made, done: Mapping[str, bytes]) -> Mapping[str, bytes]:
    return dict(sorted({**one.emitted.python, **one.emitted.final, **done}.items()))


def _below(folder: str, files: Mapping[str, bytes]) -> dict[str, bytes]:
    return {name.removeprefix(folder): content for name, content in files.items() if name.startswith(folder)}
