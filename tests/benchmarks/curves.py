"""What following a job costs with each provider's own curve: how many questions, and how late its end is noticed.

Nothing is measured: the curve is walked as `waiting` walks it, in seconds that pass at once. Jobs end at every whole second
between the bounds; a question takes no time.
"""

from __future__ import annotations

import statistics
import sys
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from tests.benchmarks.timing import ROOT

_FROM: Final = 30
_TO: Final = 600
_MOMENT: Final = datetime(2026, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Curve:
    """One provider's: questions per job, and seconds between a job's end and the question that sees it."""

    provider: str
    polls: float
    late_mean: float
    late_most: float


def curves() -> list[Curve]:
    """Every provider's, sorted by name."""
    sys.path.insert(0, str(ROOT / "generated"))
    from stillmotion.normalized.api import provider_names

    return [_curve(provider) for provider in sorted(provider_names())]


def _curve(provider: str) -> Curve:
    walked = [_walked(provider, end) for end in range(_FROM, _TO + 1)]
    late = [seconds for _, seconds in walked]
    return Curve(provider, statistics.mean(polls for polls, _ in walked), statistics.mean(late), max(late))


def _walked(provider: str, end: int) -> tuple[int, float]:
    """Questions about a job that ends so many seconds after its submit, and how late the last of them comes."""
    from stillmotion.normalized import waiting
    from stillmotion.normalized.api import jobs_of
    from stillmotion.normalized.generation import Generation, Job

    table = jobs_of(provider)
    job = Job(provider=provider, account="default", ids=("1",), submitted_at=_MOMENT)
    running = Generation(provider=provider, job=job, status="running")
    watch = waiting.begin(table, job, timeout=10.0 * _TO, now=0.0, today=_MOMENT)
    while watch.due < end:
        watch = waiting.after(table, watch, running, watch.due)
    return watch.asked + 1, watch.due - end


def page() -> str:
    """The section of the page of results."""
    rows = "".join(f"| {c.provider} | {c.polls:.1f} | {c.late_mean:.1f} | {c.late_most:.1f} |\n" for c in curves())
    return (
        f"\n## The providers' own curves\n\nJobs that end {_FROM} to {_TO} s after their submit, evenly spread; walked, not"
        f" timed.\n\n| provider | questions a job | late in the mean, s | late at most, s |\n|---|---:|---:|---:|\n{rows}"
    )
