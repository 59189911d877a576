"""What an event stream tells about a job, and what it does not. Pure."""

from __future__ import annotations

from typing import Final, Literal

from .._runtime.errors import InvalidRequestError, NetworkError, ProviderError
from .asking import listed
from .generation import TERMINAL, Generation, Job, Reading
from .job_table import JobCall, JobTable
from .progress import generation_of
from .tables import needed

Follow = Literal["polling", "events"]
"""How the end of a job is noticed: by asking again and again, or by the provider's event stream."""
CHECK_SECONDS: Final = 60.0
"""Seconds after which a job is asked about although its stream is alive: not every end has an event."""


def wanted(table: JobTable, follow: Follow) -> JobCall | None:
    """The stream to listen to; None for polling. Raises UnsupportedError where a provider has none."""
    if follow not in ("polling", "events"):
        text = f"follow is 'polling' or 'events', not {follow!r:.40}"
        raise InvalidRequestError(text, provider=table.provider.name, retry="after_fix", accepted="no")
    return needed(table, "events", table.events) if follow == "events" else None


def has_own_stream(call: JobCall, job: Job) -> bool:
    """Whether there is a stream that is about this job alone; one for each of several ids is not worth it."""
    return bool(call.keys) and len(job.ids) == 1


def may_have_ended(reading: Reading) -> bool:
    """Whether an event says that a job has ended, or says what nobody understands: then the job is asked about."""
    return reading.status is None or reading.status in TERMINAL or reading.status == "unknown" or bool(reading.videos)


def so_far(table: JobTable, job: Job, reading: Reading) -> Generation:
    """Where a job stands by an event that does not end it."""
    return generation_of(table, job, [listed(table, job, reading)])


def may_listen_again(error: ProviderError) -> bool:
    """Whether a stream is worth another connection: it broke. After silence, or data that nobody understands, it is not."""
    return isinstance(error, NetworkError)
