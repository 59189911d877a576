"""`make emulated`: schemathesis judges every emulated provider by its own contract, over a real port.

    python -m tests.emulator [EXAMPLES] [PROVIDER ...]

EXAMPLES (100) are drawn for each operation and phase. The exit code is that of the first run that found something.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from stillmotion.emulator import Emulator, RealClock, running
from stillmotion.emulator.tables import tables_of
from tests.support import HOUSE

TOOL = HOUSE / ".cache" / "emulated" / "bin" / "schemathesis"
CONFIG = Path(__file__).with_name("schemathesis.toml")
ENDLESS = "events_stream"
"""Oxen's stream never ends, and schemathesis would wait for its end."""
KEY = "key-of-schemathesis"


def judged(provider: str, origin: str, examples: int) -> int:
    """The exit code of one run."""
    command: list[str | Path] = [
        *(TOOL, "--config-file", CONFIG, "run", HOUSE / "specs" / provider / "openapi.yaml"),
        *("--url", f"{origin}/{provider}", "--max-examples", str(examples)),
        *(("--exclude-operation-id", ENDLESS) if ENDLESS in tables_of(provider).operations else ()),
    ]
    print(f"== {provider}", flush=True)
    environment = {**os.environ, "EMULATOR_KEY": KEY}
    return subprocess.run(list(map(str, command)), check=False, env=environment, cwd=TOOL.parents[2]).returncode


def main(arguments: list[str]) -> int:
    """Runs all that are named, or every provider."""
    examples = int(arguments[0]) if arguments else 100
    emulator = Emulator(arguments[1:] or None, clock=RealClock(), progress="polls:1", api_keys=[KEY])
    with running(emulator) as origin:
        codes = [judged(provider, origin, examples) for provider in emulator.providers]
    return next((code for code in codes if code), 0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
