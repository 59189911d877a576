"""`python -m tests.benchmarks [ROUNDS]`: measure everything and write RESULTS.md. Exit code 1 when a limit is missed."""

from __future__ import annotations

import os
import platform
import sys
from importlib.metadata import version
from pathlib import Path

from tests.benchmarks import calls, converting, curves, generation, memory, polling, start, validation
from tests.benchmarks.timing import Comparison

_TOOLS = ("datamodel-code-generator", "httpx2", "pydantic")


def main() -> int:
    """Run, print and write."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 7
    load = os.getloadavg()[0]
    found = [
        *generation.measure(rounds),
        *start.measure(rounds),
        *validation.measure(rounds),
        *converting.measure(rounds),
        *calls.measure(rounds),
        *memory.measure(),
        *polling.measure(),
    ]
    page = _page(found, rounds, (load, os.getloadavg()[0])) + curves.page()
    Path(__file__).with_name("RESULTS.md").write_text(page, encoding="utf-8")
    print(page)
    return 0 if all(comparison.holds for comparison in found) else 1


def _page(found: list[Comparison], rounds: int, load: tuple[float, float]) -> str:
    tools = ", ".join(f"{name} {version(name)}" for name in _TOOLS)
    lines = [
        "# Measured",
        "",
        f"Medians of {rounds} interleaved rounds in one run. Python {platform.python_version()}, {tools}. Load of the"
        f" machine ({os.cpu_count()} cores) {load[0]:.1f} before and {load[1]:.1f} after, this run included.",
        "",
        "| what | ours | theirs | ratio | at most | |",
        "|---|---:|---:|---:|---:|---|",
    ]
    lines += [_row(comparison) for comparison in found]
    return "\n".join(lines) + "\n"


def _row(found: Comparison) -> str:
    verdict = "told" if found.limit is None else "yes" if found.holds else "**no**"
    sides = f"{found.shown(found.ours)} | {found.shown(found.theirs)} | {found.ratio:.3f}"
    return f"| {found.what} | {sides} | {'' if found.limit is None else found.limit} | {verdict} |"


if __name__ == "__main__":
    sys.exit(main())
