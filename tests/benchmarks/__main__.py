"""`python -m tests.benchmarks [ROUNDS]`: measure everything and write RESULTS.md. Exit code 1 when a limit is missed."""

from __future__ import annotations

import platform
import sys
from importlib.metadata import version
from pathlib import Path

from tests.benchmarks import converting, generation, start, validation
from tests.benchmarks.timing import Comparison

_TOOLS = ("datamodel-code-generator", "httpx2", "pydantic")


def main() -> int:
    """Run, print and write."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 7
    found = [
        *generation.measure(rounds),
        *start.measure(rounds),
        *validation.measure(rounds),
        *converting.measure(rounds),
    ]
    page = _page(found, rounds)
    Path(__file__).with_name("RESULTS.md").write_text(page, encoding="utf-8")
    print(page)
    return 0 if all(comparison.holds for comparison in found) else 1


def _page(found: list[Comparison], rounds: int) -> str:
    tools = ", ".join(f"{name} {version(name)}" for name in _TOOLS)
    lines = [
        "# Measured",
        "",
        f"Medians of {rounds} interleaved rounds in one run. Python {platform.python_version()}, {tools}.",
        "",
        "| what | ours | theirs | ratio | at most | |",
        "|---|---:|---:|---:|---:|---|",
    ]
    lines += [
        f"| {c.what} | {c.ours * 1000:.3f} ms | {c.theirs * 1000:.3f} ms | {c.ratio:.3f} | {c.limit} | {'yes' if c.holds else '**no**'} |"
        for c in found
    ]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    sys.exit(main())
