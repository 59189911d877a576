"""The jobs of one provider."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from .progress import Progress, State, unfinished_state


@dataclass(slots=True)
class Job:
    """One video that is made. Times are seconds since the epoch. `request` is the body that asked for it, by wire names."""

    id: str
    request: dict[str, Any]
    progress: Progress
    created: float
    client_ref: str | None = None
    callback: str | None = None
    outcome: State = "succeeded"
    kind: str | None = None
    """The error kind of a job that fails; None: what the provider's example shows."""
    message: str | None = None
    code: str | None = None
    """The provider's text and word for the failure; None: as in the example."""
    number: int = 0
    """How many jobs were taken before it."""
    seen: int = 0
    ended: float | None = None
    state: State = "queued"
    told: set[State] = field(default_factory=set)
    """The states that a callback has been told of."""

    def move(self, now: float) -> bool:
        """Bring the state up to date; whether it has changed."""
        if self.ended is not None:
            return False
        before = self.state
        self.state = unfinished_state(self.progress, now - self.created, self.seen) or self.outcome
        if self.state == self.outcome:
            self.ended = now
        return self.state != before

    def cancel(self, now: float) -> None:
        """Stop it, when it has not ended."""
        if self.ended is None:
            self.state, self.ended = "canceled", now


class Jobs:
    """All jobs, the oldest first."""

    def __init__(self) -> None:
        self._by_id: dict[str, Job] = {}
        self._taken = 0

    def __iter__(self) -> Iterator[Job]:
        return iter(tuple(self._by_id.values()))

    def __len__(self) -> int:
        return len(self._by_id)

    def add(self, job: Job) -> None:
        """Keep a new job."""
        job.number, self._taken = self._taken, self._taken + 1
        self._by_id[job.id] = job

    def get(self, id: str, *, by_reference: bool = False) -> Job | None:
        """The job of an id, or of the caller's reference where the call takes one; the newest of several."""
        found = self._by_id.get(id)
        if found is None and by_reference:
            return next((job for job in reversed(self._by_id.values()) if job.client_ref == id), None)
        return found

    def remove(self, job: Job) -> None:
        """Forget a job."""
        del self._by_id[job.id]

    def ahead(self, job: Job) -> int:
        """How many jobs wait before this one."""
        return sum(1 for one in self if one.state == "queued" and one.number < job.number)

    def unfinished(self) -> int:
        """How many have not ended."""
        return sum(1 for one in self if one.ended is None)
