"""From what answers say about the ids of a job to where the job stands. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields, replace
from datetime import datetime
from typing import Any, Final, Literal

from pydantic import BaseModel

from .._runtime.errors import ExpiredError, InvalidRequestError, ProviderError
from .._runtime.failure import Failure
from .generation import TERMINAL, Cost, Generation, GenerationError, Job, Reading, Status
from .job_table import JobTable

_SCALARS: Final = tuple(
    field.name for field in fields(Reading) if field.name not in ("id", "videos", "unchecked", "raw", "cost")
)
_ENDS: Final[dict[str, Status]] = {"canceled": "canceled", "expired": "expired"}
# What a refused result call may say about the job. Anything else is about the call, and the job may be well.
_OF_THE_JOB: Final = frozenset(
    {
        "invalid_request",
        "content_policy",
        "asset_invalid",
        "asset_unreachable",
        "generation_failed",
        "output_missing",
        "canceled",
    }
)


@dataclass(frozen=True, slots=True)
class Part:
    """What is known about one id: the readings of its answers, the oldest first. `awaits`: the call that would bring the
    video was not made, or made too early. `fault`: what a refused call said about the job."""

    id: str
    readings: tuple[Reading, ...] = ()
    awaits: bool = False
    fault: GenerationError | None = None


@dataclass(frozen=True, slots=True)
class _Settled:
    status: Status
    reading: Reading
    error: GenerationError | None


def own_reading(readings: Sequence[Reading], id: str) -> Reading | None:
    """What the answer to a question about an id says: the reading that names it, else the only one; None when there is
    none. A provider may write an id in another way than it was asked by."""
    for reading in readings:
        if reading.id == id:
            return reading
    return readings[0] if len(readings) == 1 else None


def merged(readings: Iterable[Reading]) -> Reading:
    """Several readings of one id as one: what a later one says counts, what it leaves out stays."""
    found = Reading()
    for reading in readings:
        said = {name: value for name in _SCALARS if (value := getattr(reading, name)) is not None}
        found = replace(
            found,
            id=reading.id or found.id,
            cost=reading.cost or found.cost,
            videos=reading.videos or found.videos,
            unchecked=(*found.unchecked, *reading.unchecked),
            raw=reading.raw,
            **said,
        )
    return found


def fault_of_refusal(id: str, error: ProviderError, role: Literal["poll", "result"]) -> GenerationError | None:
    """What a refused call says about the job; None when it says nothing, and the call itself has failed."""
    is_final = isinstance(error, ExpiredError) or (role == "result" and _is_of_the_job(error))
    if not is_final or is_too_early(error):
        return None
    return GenerationError(kind=error.kind, message=error.message, id=id, provider_code=error.code, retry=error.retry)


def _is_of_the_job(error: ProviderError) -> bool:
    # a failure with a code of the provider's is how the run ended; one without is trouble on the way to the answer
    return error.kind in _OF_THE_JOB or (error.kind == "provider_failure" and error.code is not None)


def is_too_early(error: ProviderError) -> bool:
    """Whether a result was refused only because the job still runs."""
    return isinstance(error, InvalidRequestError) and error.retry == "backoff"


def is_new(table: JobTable, job: Job, now: datetime) -> bool:
    """Whether a job is so young that not being found means nothing."""
    return (now - job.submitted_at).total_seconds() < table.not_found_grace


def has_ended_well(readings: Iterable[Reading]) -> bool:
    """Whether the provider calls the job a success."""
    return merged(readings).status == "succeeded"


def generation_of(table: JobTable, job: Job, parts: Sequence[Part], silence: Status = "unknown") -> Generation:
    """Where a job stands. `silence` is what an answer without a status means.

    A job with several ids has ended when all have; it succeeded when at least one video came, and `errors` has one
    entry per id without a video.
    """
    settled = [_settled(table, part, silence) for part in parts]
    readings = [one.reading for one in settled]
    status = _joined([one.status for one in settled])
    videos = tuple(video for reading in readings for video in reading.videos) if status == "succeeded" else ()
    return Generation(
        provider=job.provider,
        job=job,
        status=status,
        raw_status=", ".join(dict.fromkeys(one.raw_status for one in readings if one.raw_status)) or None,
        model=job.model,
        quality=job.quality,
        client_ref=next((one.client_ref for one in readings if one.client_ref), None),
        progress=_least([one.progress for one in readings]),
        queue_position=max((one.queue_position for one in readings if one.queue_position is not None), default=None),
        created_at=min((one.created_at for one in readings if one.created_at), default=None),
        updated_at=max((one.updated_at for one in readings if one.updated_at), default=None),
        videos=videos,
        errors=tuple(one.error for one in settled if one.error),
        cost=total_cost([one.cost for one in readings]) or job.cost,
        report=job.report,
        unchecked=tuple(dict.fromkeys(text for one in readings for text in one.unchecked)),
        raw=tuple(reading.raw for part in parts for reading in part.readings if reading.raw is not None),
    )


def _settled(table: JobTable, part: Part, silence: Status) -> _Settled:
    reading = merged(part.readings)
    if part.fault is not None:
        return _Settled(_ENDS.get(part.fault.kind, "failed"), replace(reading, videos=()), part.fault)
    status = reading.status or ("succeeded" if reading.videos else silence)
    if status == "succeeded" and not reading.videos:
        if part.awaits:
            return _Settled("running", reading, None)
        missing = GenerationError(kind="output_missing", message="the job ended well and has no video", id=part.id)
        return _Settled("failed", reading, missing)
    if status in ("succeeded", "queued", "running", "unknown"):
        return _Settled(status, reading, None)
    error = _fault(table, part.id, status, reading)
    return _Settled(_ENDS.get(error.kind, status), replace(reading, videos=()), error)


def _fault(table: JobTable, id: str, status: Status, reading: Reading) -> GenerationError:
    message = reading.error or "the provider gives no reason"
    if status in _ENDS:
        return GenerationError(kind=status, message=message, id=id, provider_code=reading.error_code)
    verdict = table.classify(Failure(status=0, body=_plain(reading.raw), text=reading.error or ""))
    if verdict is None or verdict.kind == "protocol_drift":
        return GenerationError(kind="generation_failed", message=message, id=id, provider_code=reading.error_code)
    code = verdict.code if reading.error_code is None else reading.error_code
    return GenerationError(kind=verdict.kind, message=message, id=id, provider_code=code, retry=verdict.retry)


def _plain(raw: Any) -> Any:
    return raw.model_dump(mode="json", by_alias=True, exclude_unset=True) if isinstance(raw, BaseModel) else raw


def _joined(statuses: Sequence[Status]) -> Status:
    """The status of a job from those of its ids."""
    if all(status in TERMINAL for status in statuses):
        if "succeeded" in statuses:
            return "succeeded"
        return statuses[0] if len(set(statuses)) == 1 else "failed"
    if all(status == "queued" for status in statuses):
        return "queued"
    waiting = {status for status in statuses if status not in TERMINAL}
    return "unknown" if waiting == {"unknown"} else "running"


def _least(values: Sequence[float | None]) -> float | None:
    known = [value for value in values if value is not None]
    return min(known) if known and len(known) == len(values) else None


def total_cost(costs: Sequence[Cost | None]) -> Cost | None:
    """What the ids of a job cost together; None when one is not known, or they are in different units."""
    known = [cost for cost in costs if cost is not None]
    if not known or len(known) < len(costs) or len({cost.unit for cost in known}) > 1:
        return None
    return Cost(amount=sum((cost.amount for cost in known[1:]), known[0].amount), unit=known[0].unit)
