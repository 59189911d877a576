"""Timing of whole commands and of statements, interleaved so that both sides see the same machine."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Comparison:
    """Medians of two sides, and the most that ours may be of theirs (None: only told). Seconds, or what `unit` says."""

    what: str
    ours: float
    theirs: float
    limit: float | None
    rounds: int
    unit: str = ""

    def shown(self, value: float) -> str:
        """One side for readers: milliseconds, or the number with its unit."""
        return f"{value:.0f} {self.unit}" if self.unit else f"{value * 1000:.3f} ms"

    @property
    def ratio(self) -> float:
        """Our median by theirs."""
        return self.ours / self.theirs

    @property
    def holds(self) -> bool:
        """Whether the ratio is within the limit."""
        return self.limit is None or self.ratio <= self.limit


def interleaved(sides: Mapping[str, Callable[[], float]], rounds: int) -> dict[str, float]:
    """The median seconds of every side, each round running all of them once, after one round that does not count."""
    seen: dict[str, list[float]] = {name: [] for name in sides}
    for number in range(rounds + 1):
        for name, side in sides.items():
            taken = side()
            if number:
                seen[name].append(taken)
    return {name: statistics.median(values) for name, values in seen.items()}


def command(arguments: Sequence[str | Path], *, folder: Path = ROOT, expect: int = 0, **environment: str) -> float:
    """Seconds of one run of a command, its output thrown away. Raises when it does not end as expected."""
    began = time.perf_counter()
    done = subprocess.run(
        [str(part) for part in arguments],
        cwd=folder,
        env={**os.environ, **environment},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        check=False,
    )
    taken = time.perf_counter() - began
    if done.returncode != expect:
        raise RuntimeError(f"{arguments} ended with {done.returncode}:\n{done.stderr}")
    return taken


def printed(code: str, **environment: str) -> float:
    """The number that a fresh interpreter prints as the last line of this code."""
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=True,
    )
    return float(done.stdout.split()[-1])
