"""Run many seeds, or one again: `python -m simulation [seeds] [first]`."""

from __future__ import annotations

import sys
import time

from fault_page import PAGE

from .run import simulate
from .tally import Tally, write

SEEDS = 10_000


def main(seeds: int = SEEDS, first: int | None = None) -> int:
    """Run seeds and print what is wrong. All of them, from the first on, are written to the page when nothing is."""
    tally, began = Tally(first or 0), time.perf_counter()
    for seed in range(tally.first, tally.first + seeds):
        result = simulate(seed)
        tally.add(result)
        for wrong in result.violations:
            print(f"seed {seed}: {wrong}\n  replay: make simulate SEEDS=1 SEED={seed}")
        if seeds == 1:
            print("\n".join(result.record.trace))
    seconds, wrong = time.perf_counter() - began, tally.whole.violations
    print(
        f"{seeds} seeds, {tally.requests:,} requests, {tally.hours:,.0f} virtual hours, {wrong} violations: {seconds:.0f} s"
    )
    if first is None and seeds == SEEDS and not wrong:
        write(PAGE, tally.text())
    return 1 if wrong else 0


sys.exit(main(*(int(argument) for argument in sys.argv[1:])))
