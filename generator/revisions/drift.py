"""Whether generated/ of a side is what its specs give. Judged once for the same bytes; the answer is kept in .cache/."""

from __future__ import annotations

import hashlib
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from generator import cache
from generator.diagnostics import Severity, SpecError
from generator.revisions.snapshot import Snapshot

if TYPE_CHECKING:
    from generator.emit import Emitted
    from generator.ir.model import Package


def is_known_clean(snapshot: Snapshot, house: Path) -> bool:
    """Whether these very bytes were judged clean before, by the same generator; or generated a moment ago."""
    if cache.is_fresh(_record(snapshot, house), "clean"):
        return True
    specs, out = house / "specs", house / "generated"
    record = cache.generation(house, specs, out)
    keys = (cache.everything(house, specs, out, is_strict=is_strict) for is_strict in (True, False))
    return snapshot.is_working_tree and any(cache.is_fresh(record, key) for key in keys)


def differing(snapshot: Snapshot, house: Path) -> tuple[str, ...]:
    """The generated files that are not what the specs give, sorted. Raises SpecError when the specs give nothing."""
    from generator.emit import emit
    from generator.ir import build
    from generator.lint import lint
    from generator.load import load

    with tempfile.TemporaryDirectory(prefix="review-") as folder:
        for name, content in snapshot.specs.items():
            path = Path(folder, name)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        specs = load(Path(folder), prefix="")
    errors = [found for found in lint(specs) if found.severity is Severity.ERROR]
    if errors:
        raise SpecError(errors)
    return _told(snapshot, house, emit(build(specs), specs, house / "templates", house / ".cache"))


def differing_from(snapshot: Snapshot, house: Path, package: Package, emitted: Emitted) -> tuple[str, ...]:
    """The same, where what the specs decide has been made of all of them."""
    from generator.emit import emit_rest

    return _told(snapshot, house, emit_rest(emitted, package, house / "templates"))


def _told(snapshot: Snapshot, house: Path, emitted: Emitted) -> tuple[str, ...]:
    from generator.finish import finish

    given, generated = finish(emitted), snapshot.generated or {}
    found = tuple(name for name in sorted(given.keys() | generated.keys()) if given.get(name) != generated.get(name))
    if not found:
        cache.remember(_record(snapshot, house), "clean")
    return found


def _record(snapshot: Snapshot, house: Path) -> Path:
    total = hashlib.blake2b(repr(sys.version_info[:3]).encode(), digest_size=16)
    roots = [house / "generator", house / "templates", house / "constraints.txt"]
    total.update(cache.digest(roots).encode())
    for files in (snapshot.specs, snapshot.generated or {}):
        for name, content in sorted(files.items()):
            total.update(f"{name}\0{len(content)}\0".encode(errors="surrogateescape"))
            total.update(content)
    return house / ".cache" / f"review-{total.hexdigest()}"
