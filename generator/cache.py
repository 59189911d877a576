"""Skipping work: a digest of everything a run reads and writes. The digest is local (`.cache/`) and never committed.

Only the standard library is imported here: an unchanged run must cost little more than Python's start.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import sys
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


def generation(house: Path, specs: Path, out: Path) -> Path:
    """The record of the last complete run over two folders."""
    where = hashlib.blake2b(f"{specs.resolve()}\0{out.resolve()}".encode(), digest_size=8).hexdigest()
    return house / ".cache" / f"generate-{where}"


def everything(house: Path, specs: Path, out: Path, *, is_strict: bool) -> str:
    """A digest of everything a generation depends on, and of its output."""
    inputs = [specs, house / "generator", house / "templates", house / "constraints.txt", out]
    return digest(inputs, tools=f"{sys.version_info[:3]} {is_strict} {os.path.basename(specs)}")


def is_fresh(record: Path, key: str) -> bool:
    """Whether the record of the last complete run says that nothing has changed since."""
    return _text(record) == key


def kept(record: Path) -> str | None:
    """The text that was kept there, whole; None when there is none."""
    digest_of_it, _, text = (_text(record) or "").partition("\n")
    return text if digest_of_it == _digest(text) else None


def keep(record: Path, text: str) -> None:
    """Keep a text behind its digest, so that half of it is never taken for it. What cannot be kept only costs time later."""
    staged = record.with_name(f"{record.name}.{os.getpid()}")
    remember(staged, f"{_digest(text)}\n{text}")
    with contextlib.suppress(OSError):
        os.replace(staged, record)


def _digest(text: str) -> str:
    return hashlib.blake2b(text.encode(), digest_size=16).hexdigest()


def _text(record: Path) -> str | None:
    try:
        return record.read_text(encoding="utf-8")
    except (OSError, ValueError):
        return None


def remember(record: Path, key: str) -> None:
    """Record a complete run. A record that cannot be written only costs time later."""
    try:
        record.parent.mkdir(parents=True, exist_ok=True)
        record.write_text(key, encoding="utf-8")
    except OSError:
        return
