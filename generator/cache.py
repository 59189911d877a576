"""Skipping work: a digest of everything a run reads and writes. The digest is local (`.cache/`) and never committed.

Only the standard library is imported here: an unchanged run must cost little more than Python's start.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable
from pathlib import Path


def digest(roots: Iterable[Path], *, tools: str = "") -> str:
    """One digest over the names and bytes of all files under the roots (a missing root counts as empty)."""
    total = hashlib.blake2b(tools.encode(), digest_size=20)
    for root in roots:
        for path in sorted(_files(str(root))):
            with open(path, "rb") as file:
                content = file.read()
            total.update(f"{os.path.relpath(path, root)}\0{len(content)}\0".encode())
            total.update(content)
        total.update(b"\1")
    return total.hexdigest()


def _files(root: str) -> Iterable[str]:
    if os.path.isfile(root):
        yield root
    for folder, folders, names in os.walk(root):
        folders[:] = [name for name in folders if name != "__pycache__" and not name.startswith(".")]
        yield from (os.path.join(folder, name) for name in names if not name.endswith(".pyc"))


def is_fresh(record: Path, key: str) -> bool:
    """Whether the record of the last complete run says that nothing has changed since."""
    try:
        return record.read_text(encoding="utf-8") == key
    except (OSError, ValueError):
        return False


def remember(record: Path, key: str) -> None:
    """Record a complete run. A record that cannot be written only costs time later."""
    try:
        record.parent.mkdir(parents=True, exist_ok=True)
        record.write_text(key, encoding="utf-8")
    except OSError:
        return
