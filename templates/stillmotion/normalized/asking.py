"""The decisions between two questions about an id of a job. Pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from pydantic import ValidationError

from .._runtime.answer import raw_response
from .._runtime.errors import InvalidRequestError, NotFoundError, ProviderError
from .._runtime.events import Event
from .._runtime.models import WireModel
from .._runtime.operation import CallOptions
from .generation import Job, Reading
from .job_table import JobCall, JobTable
from .progress import Part, fault_of_refusal, is_new, is_too_early, merged, own_reading


def parameters_for(call: JobCall, id: str) -> WireModel | None:
    """The parameters of a call about an id; None for a call without any."""
    return call.parameters(**dict.fromkeys(call.keys, id)) if call.parameters is not None and call.keys else None


def filters(table: JobTable, call: JobCall, given: Mapping[str, Any] | None) -> WireModel | None:
    """The provider's own parameters of a list. Raises InvalidRequestError."""
    if not given:
        return None
    try:
        if call.parameters is not None:
            return call.parameters(**given)
        text = "this list has no parameters"
    except ValidationError as error:
        text = "; ".join(f"{'.'.join(map(str, one['loc']))}: {one['msg']}" for one in error.errors())
    raise InvalidRequestError(
        text, provider=table.provider.name, operation=call.operation.name, retry="after_fix", accepted="no"
    )


def read(call: JobCall, answer: Any) -> tuple[Reading, ...]:
    """What an answer says; nothing, when nobody reads it."""
    return () if call.read is None else call.read(answer, raw_response(answer).headers)


def options(seconds: float, left: Callable[[], float] | None) -> CallOptions:
    """The timeout of a call: its own, or what is left of a wait when that is less."""
    return CallOptions(timeout=seconds if left is None else max(0.001, min(seconds, left())))


def polled(table: JobTable, job: Job, id: str, readings: tuple[Reading, ...], now: datetime) -> Part:
    """What a poll says about an id. Raises NotFoundError when it says nothing, and the job is not new."""
    reading = own_reading(readings, id)
    if reading is None:
        return unknown(table, job, id, NotFoundError(f"there is no job {id}"[:200], provider=job.provider), now)
    return Part(id, (reading,), awaits=table.result is not None)


def unknown(table: JobTable, job: Job, id: str, error: ProviderError, now: datetime) -> Part:
    """What a refused poll says about an id. Raises the error when the job is not the reason, or not new."""
    fault = fault_of_refusal(id, error, "poll")
    if fault is not None:
        return Part(id, fault=fault)
    if isinstance(error, NotFoundError) and is_new(table, job, now):
        return Part(id, (Reading(id=id, status="queued"),))
    error.job = job
    raise error


def wants_result(table: JobTable, part: Part) -> bool:
    """Whether the call that brings the video is to be made."""
    known = merged(part.readings)
    return part.fault is None and table.result is not None and known.status == "succeeded" and not known.videos


def resulted(part: Part, readings: tuple[Reading, ...]) -> Part:
    """A part with what the result says."""
    reading = own_reading(readings, part.id)
    return Part(part.id, part.readings if reading is None else (*part.readings, reading))


def refused_result(job: Job, part: Part, error: ProviderError) -> Part:
    """A part whose result was refused. Raises the error when the call is the reason, and not the job."""
    fault = fault_of_refusal(part.id, error, "result")
    if fault is not None:
        return Part(part.id, part.readings, fault=fault)
    if is_too_early(error):
        return part
    error.job = job
    raise error


def wants_cost(table: JobTable, part: Part) -> bool:
    """Whether the call that tells the cost is to be made: the job has ended, and no answer told yet."""
    known = merged(part.readings)
    has_ended = part.fault is not None or bool(known.videos) or known.status == "failed"
    return table.cost is not None and has_ended and known.cost is None


def costed(part: Part, readings: tuple[Reading, ...]) -> Part:
    """A part with the cost, and nothing else of that answer: it must not change how the job ended."""
    found = own_reading(readings, part.id)
    if found is None:
        return part
    cost = Reading(id=part.id, cost=found.cost, unchecked=found.unchecked)
    return Part(part.id, (cost, *part.readings), part.awaits, part.fault)


def uncosted(part: Part, error: ProviderError) -> Part:
    """A part whose cost could not be asked for: a video is not lost for that."""
    note = Reading(id=part.id, unchecked=(f"cost: {error.kind}",))
    return Part(part.id, (note, *part.readings), part.awaits, part.fault)


def listed(table: JobTable, job: Job, reading: Reading) -> Part:
    """What a list, an event or a callback says about a job."""
    return Part(job.ids[0] if reading.id is None else reading.id, (reading,), awaits=table.result is not None)


def silent(id: str) -> Part:
    """An id that no event has spoken of yet."""
    return Part(id, (Reading(id=id, status="running"),))


def streams(table: JobTable, call: JobCall, job: Job | None) -> tuple[str, ...]:
    """The ids to open a stream for; one empty id where a stream is about the whole account.

    Raises InvalidRequestError when the provider has streams of single jobs only, and no job is given.
    """
    if not call.keys:
        return ("",)
    if job is None:
        text = f"{table.provider.title} has a stream per job: give the job"
        raise InvalidRequestError(text, provider=table.provider.name, retry="after_fix", accepted="no")
    return job.ids


def told(call: JobCall, event: Event[Any], id: str) -> tuple[Reading, ...]:
    """What an event says; nothing, when it is of another kind. A stream about one job need not repeat its id."""
    if event.data is None or call.read is None:
        return ()
    readings = call.read(event.data, {})
    return tuple(replace(one, id=one.id or id or None) for one in readings)
