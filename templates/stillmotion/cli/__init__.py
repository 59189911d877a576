"""`stillmotion` on the command line. Needs the extra `cli`; importing this package imports nothing of it."""

from __future__ import annotations

import sys
from importlib.util import find_spec


def main() -> None:
    """Run one command and leave the process with its exit code; the code for a missing extra when there is no `cli`."""
    from .exits import Exit

    missing = [name for name in ("typer", "rich") if find_spec(name) is None]
    if missing:
        command = "pip install 'stillmotion[cli]'"
        print(f"stillmotion: the command line needs {' and '.join(missing)}: {command}", file=sys.stderr)
        raise SystemExit(int(Exit.EXTRA))
    for stream in (sys.stdout, sys.stderr):
        # a terminal that cannot show a letter gets its escape, and no traceback
        getattr(stream, "reconfigure", lambda **_: None)(errors="backslashreplace")
    from .program import app

    app(prog_name="stillmotion")
