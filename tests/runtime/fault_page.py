"""RESULTS.md: what came of every cell, one line each, the same for calls that block and calls that do not."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from simulation.tally import MARK

PAGE: Final = Path(__file__).parent / "RESULTS.md"
CALLS: Final = ("kling create", "kling submit", "oxen submit", "kling get", "oxen get", "oxen stream", "download")
_HEAD: Final = """# What clients do when servers misbehave

Written by `make faults`; a test compares every cell with what a run gives. Each holds for clients that block and for clients that do
not. A cell has what the server read, what became of the call, and `billed` when a job was made. "Job made": the server fails once,
after the provider has made the job. "Kling create" and "kling get" are calls of Kling's own client, "oxen stream" of Oxen's; the
others are calls of the client over all providers. A request of which nothing was read, since the connection was torn before, is
not counted. Whatever ends as `submit_ambiguous` was not sent again, and names the time, the account and the reference to look by.

"""
_SAID: Final = {"once": "once", "once, taken": "once, job made", "always": "always"}
_KEYS: Final = {said: how for how, said in _SAID.items()}
Key = tuple[str, str, str]
"""Fault, call, how often."""


@dataclass
class Page:
    """The lines of the page by their cells. `fresh` has those of this run."""

    writes: bool
    committed: dict[Key, str] = field(default_factory=dict)
    fresh: dict[Key, str] = field(default_factory=dict)
    keys: frozenset[Key] | None = None

    def judge(self, key: Key, read: str, billed: int, result: str) -> None:
        """One cell. Its line is kept when the page is written, and must be there when it is not."""
        line = f"{read}: {result}" + (", billed" if billed == 1 else f", billed {billed} times" if billed else "")
        assert self.fresh.setdefault(key, line) == line, "the two kinds of clients differ"
        if not self.writes:
            assert self.committed.get(key) == line, "write the page anew: make faults"

    def judge_keys(self, keys: Iterable[Key]) -> None:
        """All cells there are; the page has them and no other."""
        self.keys = frozenset(keys)
        if not self.writes:
            assert set(self.committed) == self.keys, "write the page anew: make faults"

    def write(self) -> None:
        """Write the lines of this run, and those of cells that did not run."""
        lines = {**self.committed, **self.fresh}
        kept = {key: line for key, line in lines.items() if self.keys is None or key in self.keys}
        rows = [("fault", "how often", *CALLS), ("---",) * (2 + len(CALLS))]
        for fault, how in sorted({(fault, how) for fault, _, how in kept}):
            rows.append((fault, _SAID[how], *(kept.get((fault, call, how), "") for call in CALLS)))
        # the simulation's part of the page is not ours
        _, mark, simulation = PAGE.read_text(encoding="utf-8").partition(MARK) if PAGE.exists() else ("", "", "")
        table = "".join(f"| {' | '.join(row)} |\n" for row in rows)
        PAGE.write_text(_HEAD + table + mark + simulation, encoding="utf-8")


def read_page(*, writes: bool) -> Page:
    """The page as it is."""
    page = Page(writes)
    if not PAGE.exists():
        return page
    for line in PAGE.read_text(encoding="utf-8").splitlines():
        fault, how, *cells = (cell.strip() for cell in line.strip().strip("|").split("|")) if "|" in line else ("", "")
        if how in _KEYS:
            page.committed |= {(fault, call, _KEYS[how]): cell for call, cell in zip(CALLS, cells, strict=True) if cell}
    return page


def read_of(posts: int, gets: int) -> str:
    """How many requests of each kind a server read."""
    said = [f"{count} {method}" for count, method in ((posts, "POST"), (gets, "GET")) if count]
    return ", ".join(said) or "nothing"
