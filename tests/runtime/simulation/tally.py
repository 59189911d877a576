"""Many seeds as one table: each fault, how often it struck, and what became of whom it hit."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from .faults import NAMES
from .run import Result

MARK: Final = "\n# What clients do when chance decides\n"
"""The line with which the simulation's part of the page begins."""
_COLUMNS: Final = (
    *("fault", "struck", "submits hit", "video", "ended without one", "ambiguous", "given up by the caller"),
    *("typed failures", "charged", "charged twice", "violations"),
)
_ENDS: Final = {"success": "video", "ambiguous": "ambiguous", "canceled by the caller": "given up by the caller"}


@dataclass
class Row:
    """What became of the submits that one fault hit."""

    struck: int = 0
    hit: int = 0
    ends: Counter[str] = field(default_factory=Counter)
    failures: Counter[str] = field(default_factory=Counter)
    charged: int = 0
    twice: int = 0
    violations: int = 0

    def add(self, result: str, charges: int) -> None:
        """One submit that was hit."""
        self.hit += 1
        self.charged += charges > 0
        self.twice += charges > 1
        end = "ended without one" if result.startswith("generation ") else _ENDS.get(result)
        if end is None:
            self.failures[result] += 1
        else:
            self.ends[end] += 1

    def cells(self, name: str) -> tuple[str, ...]:
        """A line of the table."""
        failures = ", ".join(f"{kind} {count}" for kind, count in sorted(self.failures.items()))
        ends = (str(self.ends[column]) for column in _COLUMNS[3:7])
        last = (failures, str(self.charged), str(self.twice), str(self.violations))
        return (name, str(self.struck), str(self.hit), *ends, *last)


@dataclass
class Tally:
    """Seeds from `first` on, added one by one."""

    first: int
    seeds: int = 0
    requests: int = 0
    hours: float = 0.0
    rows: dict[str, Row] = field(default_factory=lambda: {name: Row() for name in NAMES})
    whole: Row = field(default_factory=Row)

    def add(self, result: Result) -> None:
        """One more seed."""
        record, charges = result.record, Counter(result.charged)
        self.seeds += 1
        self.requests += len(record.seen)
        self.hours += result.seconds / 3_600
        for name, count in record.struck.items():
            row = self.rows[name]
            row.struck += count
            row.violations += len(result.violations)
            for prompt in sorted(record.hit[name] & set(record.asks)):
                row.add(record.asks[prompt].result, charges[prompt])
        self.whole.struck += sum(record.struck.values())
        self.whole.violations += len(result.violations)
        for prompt, ask in record.asks.items():
            self.whole.add(ask.result, charges[prompt])

    def text(self) -> str:
        """The simulation's part of the page."""
        rows = [_COLUMNS, ("---",) * len(_COLUMNS)]
        rows += [self.rows[name].cells(name) for name in NAMES]
        rows.append(self.whole.cells("all together"))
        table = "".join(f"| {' | '.join(row)} |\n" for row in rows)
        return MARK + _HEAD.format(first=self.first, last=self.first + self.seeds - 1, tally=self) + table


_HEAD: Final = """
Written by `make simulate`: seeds {first} to {last}. In each, one to three callers use the real async clients (Kling, fal, Oxen, Keevx,
ChainHub; submit, wait, generate, generate_many, find, cancel, download, and the native clients of three) on a virtual clock, through
the real transports, over a network in memory, against model providers that charge. All together {tally.requests:,} requests
in {tally.hours:,.0f} hours of their time. A line has the submits that a fault hit, of whatever else may have hit them too; `video` counts
native calls as well that were all answered.

What holds in each: no submit is charged twice; each ends in a generation, a typed failure or as ambiguous, and what is charged is known
by its job or ambiguous; nobody gets another's job or video; no credential leaves its origins or is told by an error; every call
keeps its deadline; an account has no more jobs than it may; every connection comes to rest, and is closed with its client; nothing
hangs. `make simulate SEED=… SEEDS=1` replays a seed, and prints its trace.

"""


def write(page: Path, text: str) -> None:
    """Put the simulation's part into the page; the other part stays."""
    matrix = page.read_text(encoding="utf-8").partition(MARK)[0] if page.exists() else ""
    page.write_text(matrix + text, encoding="utf-8")
