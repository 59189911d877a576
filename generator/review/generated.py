"""What changes below generated/: one unified diff per file, the public surface first.

`changes(base: Revision, head: Revision) -> tuple[FileChange, ...]`: files that differ, in the order of the report:
API.txt, then Python that people import, other Python, then the rest. A side without `files` gives no changes. Lines of a spec
that generated code cites are cited without their numbers, which move with every line above them.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping

from generator.review.finding import FileChange
from generator.review.revision import Revision

SURFACE = "API.txt"
_CITED = re.compile(r"(specs/[\w./-]+\.yaml):[0-9]+")


def changes(base: Revision, head: Revision) -> tuple[FileChange, ...]:
    """Every file that differs between what the two sides give."""
    if base.files is None or head.files is None:
        return ()
    old, new = base.files, head.files
    differing = (name for name in old.keys() | new.keys() if old.get(name) != new.get(name))
    told = (_change(name, old, new) for name in sorted(differing, key=_order))
    return tuple(
        change for change in told if change.added or change.removed or change.path not in old.keys() & new.keys()
    )


def _order(name: str) -> tuple[int, str]:
    """The surface, then modules by how likely a reader imports them, then pages and data."""
    if name == SURFACE:
        return 0, name
    if not name.endswith(".py"):
        return 3, name
    return (2 if any(part.startswith("_") and part != "__init__.py" for part in name.split("/")) else 1), name


def _change(name: str, old: Mapping[str, bytes], new: Mapping[str, bytes]) -> FileChange:
    before, after = _lines(old.get(name)), _lines(new.get(name))
    sources = (f"a/{name}" if name in old else "/dev/null", f"b/{name}" if name in new else "/dev/null")
    lines = list(difflib.unified_diff(before, after, *sources, lineterm=""))
    changed = lines[2:]  # behind the two lines that name the files
    return FileChange(
        name,
        added=sum(line.startswith("+") for line in changed),
        removed=sum(line.startswith("-") for line in changed),
        diff="".join(f"{line}\n" for line in lines),
    )


def _lines(content: bytes | None) -> list[str]:
    text = _CITED.sub(r"\1", (content or b"").decode(errors="replace"))
    return text.removesuffix("\n").split("\n") if text else []
