"""The last step before files are files: imports and layout by ruff, a syntax gate on the bytes, the list of names."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from generator.emit import Emitted

MANIFEST: Final = "FILES"
_RUFF: Final = (
    # a template imports all that it may need; what a module does not use is taken out again, the rest is sorted
    ("check", "--quiet", "--fix", "--isolated", "--no-cache", "--select", "I001,F401", "--ignore-noqa"),
    ("format", "--quiet", "--isolated", "--no-cache"),
)


def finish(emitted: Emitted) -> dict[str, bytes]:
    """Every file, final, and the manifest. Raises SyntaxError (a defect of ours) for Python that does not compile."""
    files = dict(sorted({**tidied(emitted.python), **emitted.final}.items()))
    for name, content in files.items():
        if name.endswith(".py"):
            compile(content, name, "exec", dont_inherit=True)
    listed = "".join(f"{name}\n" for name in sorted([*files, MANIFEST]))
    return {**files, MANIFEST: listed.encode()}


def tidied(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Python modules by path, imports and layout as they are committed. Raises SyntaxError for what ruff refuses."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        for name, content in files.items():
            path = root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        for arguments in _RUFF:
            _run(root, arguments)
        return {name: (root / name).read_bytes() for name in files}


def _run(root: Path, arguments: tuple[str, ...]) -> None:
    ruff = str(Path(sys.executable).with_name("ruff"))
    width = ("--line-length", "120", "--target-version", "py311", ".")
    done = subprocess.run([ruff, *arguments, *width], cwd=root, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise SyntaxError(f"ruff {arguments[0]} refused generated code:\n{done.stdout}{done.stderr}")
