"""When to ask about a job again, and when to stop. Pure: times come in as seconds of the caller's clock."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final, TypeVar

from .._runtime.errors import ERROR_KINDS, CallTimeoutError, ProtocolDriftError, ProviderError
from .generation import Generation, Job
from .job_table import JobTable

ErrorT = TypeVar("ErrorT", bound=ProviderError)
_EMPTY_ASKED: Final = 3


@dataclass(frozen=True, slots=True)
class Watch:
    """A job being waited for. `due` is when to ask next, never after `deadline`; `asked` counts answers, `doubts` those
    since `doubted_at` whose status no table has, `empty` successes without a video."""

    job: Job
    due: float
    deadline: float
    limit: float
    asked: int = 0
    doubts: int = 0
    doubted_at: float = 0.0
    empty: int = 0

    def pause(self, now: float) -> float:
        """Seconds to sleep before asking."""
        return max(0.0, self.due - now)

    def left(self, now: float) -> float:
        """Seconds that a question may take. Raises CallTimeoutError when the patience is used up."""
        if now >= self.deadline:
            raise overdue(self)
        return self.deadline - now


def begin(table: JobTable, job: Job, *, timeout: float | None, now: float, today: datetime) -> Watch:
    """Starts to wait: a job that was just submitted is asked about after the first pause, an older one at once.

    `timeout` is in seconds; None: what the provider's table says.
    """
    limit = table.polling.deadline if timeout is None else timeout
    # the clock of another machine may be ahead of ours
    age = max(0.0, (today - job.submitted_at).total_seconds())
    deadline = now + limit
    return Watch(job, min(now + max(0.0, table.polling.delay(0) - age), deadline), deadline, limit)


def ends(watch: Watch, generation: Generation) -> bool:
    """Whether a job has ended for good. A success may be there a moment before its video is, so one without is asked
    about a few times more."""
    if not generation.is_terminal:
        return False
    is_empty = generation.status == "failed" and all(one.kind == "output_missing" for one in generation.errors)
    return not is_empty or watch.empty >= _EMPTY_ASKED


def after(table: JobTable, watch: Watch, generation: Generation, now: float) -> Watch:
    """What follows an answer that did not end the job. Raises ProtocolDriftError for a word that no table has, once both
    bounds of the patience are used up."""
    asked = watch.asked + 1
    due = min(now + table.polling.delay(asked), watch.deadline)
    empty = watch.empty + generation.is_terminal
    if generation.status != "unknown":
        return replace(watch, due=due, asked=asked, doubts=0, empty=empty)
    doubted_at = watch.doubted_at if watch.doubts else now
    doubts = watch.doubts + 1
    if doubts >= table.patience.polls and now - doubted_at >= table.patience.seconds:
        raise _drift(generation)
    return replace(watch, due=due, asked=asked, doubts=doubts, doubted_at=doubted_at)


def overdue(watch: Watch) -> CallTimeoutError:
    """The error for a wait that took too long. The job may still finish; `job` goes on with it."""
    job = watch.job
    text = f"{_named(job)} has not ended within {watch.limit:g} s; it may still: client.wait(error.job) goes on"
    return about(CallTimeoutError(text, provider=job.provider), job)


def about(error: ErrorT, job: Job) -> ErrorT:
    """The error, with the job it is about."""
    error.job = job
    return error


def failure_of(generation: Generation) -> ProviderError:
    """The typed error of a job that ended without a video, from its first error."""
    if not generation.errors:
        first, kind = None, ERROR_KINDS["generation_failed"]
    else:
        first = generation.errors[0]
        kind = ERROR_KINDS.get(first.kind, ERROR_KINDS["generation_failed"])
    error = kind(
        first.message if first else generation.status,
        provider=generation.provider,
        code=first.provider_code if first else None,
        retry=first.retry if first else "never",
    )
    error.generation = generation
    return about(error, generation.job)


def _drift(generation: Generation) -> ProtocolDriftError:
    job = generation.job
    text = f"{_named(job)} has a status nobody knows: {generation.raw_status!r:.100}"
    error = ProtocolDriftError(text, provider=job.provider)
    error.generation = generation
    return about(error, job)


def _named(job: Job) -> str:
    return f"job {', '.join(job.ids)}"[:200]
