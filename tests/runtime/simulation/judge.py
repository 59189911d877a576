"""What must hold in every run, judged by what the servers saw."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Final

from stillmotion import ProviderError, SubmitAmbiguousError

from .provider import EVIL, FILMS, ModelProvider
from .record import Ask, Record
from .world import NOON, World

_ENDS: Final = ("canceled by the caller", "success", "ambiguous")


def violations(world: World, most_by_provider: dict[str, int]) -> list[str]:
    """All that is wrong, in words. `most_by_provider` has the bound of unfinished jobs of each account that has one."""
    record = world.record
    return [
        *record.wrong,
        *_charged_twice(world),
        *_ended_badly(world),
        *_lost(world),
        *_needless(world.record),
        *_secrets_elsewhere(world),
        *_deadlines(record),
        *_too_many(world, most_by_provider),
    ]


def _charges(world: World) -> Counter[str]:
    return Counter(prompt for one in world.providers.values() for _, prompt, _ in one.charges)


def _charged_twice(world: World) -> Iterator[str]:
    for prompt, times in _charges(world).items():
        if times > 1:
            yield f"{prompt} was charged {times} times"


def _ended_badly(world: World) -> Iterator[str]:
    for ask in world.record.asks.values():
        if ask.result == "begun" or (ask.result == "never begun"):
            yield f"{ask.prompt} has no end"
        if ask.error is not None:
            yield from _told_badly(world, ask, ask.error)


def _told_badly(world: World, ask: Ask, error: BaseException) -> Iterator[str]:
    said = f"{error} {error!r} {error.__cause__}"
    for provider in world.providers.values():
        if provider.key in said or "eyJ" in said:
            yield f"{ask.prompt}: the error tells a secret"
    if isinstance(error, SubmitAmbiguousError):
        if not error.fingerprint or error.submitted_at is None:
            yield f"{ask.prompt}: an ambiguous submit without fingerprint or time"
        elif abs(error.submitted_at.timestamp() - NOON - 1_000) > 20_000:
            yield f"{ask.prompt}: the time of an ambiguous submit is {error.submitted_at}"
        if ask.provider == "kling" and str(error.client_ref or "?") not in str(error) and not ask.native:
            yield f"{ask.prompt}: an ambiguous submit of Kling does not tell its reference"


def _needless(record: Record) -> Iterator[str]:
    """A credential that is ours is never refused for good, and without a fault nothing fails."""
    for ask in record.asks.values():
        if ask.result == "authentication":
            yield f"{ask.prompt} was refused although the clocks can be set"
        if not record.struck and ask.result not in ("success", "timeout", "generation canceled"):
            yield f"{ask.prompt} ended as {ask.result} although nothing was wrong"


def _lost(world: World) -> Iterator[str]:
    """A job that is paid for is known to its caller, or its submit was ambiguous."""
    charged = _charges(world)
    for ask in world.record.asks.values():
        if not charged[ask.prompt] or ask.result in _ENDS or ask.result.startswith("generation "):
            continue
        job = ask.error.job if isinstance(ask.error, ProviderError) else None
        if job is None and not (ask.native and ask.ids):
            yield f"{ask.prompt} was charged and ended as {ask.result} without its job"
        elif job is not None and any(getattr(world.job_of(id), "prompt", "") != ask.prompt for id in job.ids):
            yield f"{ask.prompt}: the error has the job of somebody else"
    for ask in world.record.asks.values():
        if ask.result == "success" and charged[ask.prompt] != 1:
            yield f"{ask.prompt} succeeded and was charged {charged[ask.prompt]} times"
        if any(not any(id in link for id in ask.ids) for link in ask.links):
            yield f"{ask.prompt} was given the video of another job"


def _secrets_elsewhere(world: World) -> Iterator[str]:
    for seen in world.record.seen:
        request, own = seen.request, world.providers.get(seen.request.origin)
        if own is None and "authorization" in request.headers:
            yield f"a credential went to {request.origin}"
        if request.origin == EVIL and request.method != "GET":
            yield f"{request.method} {request.target} went to {EVIL}"
        for provider in world.providers.values():
            if provider is not own and provider.key.encode() in request.raw:
                yield f"the credential of {provider.name} went to {request.origin}"
        if own is not None and "authorization" not in request.headers:
            yield f"{request.method} {request.origin}{request.target} had no credential"
    if any(one.request.origin not in (*world.providers, EVIL, FILMS) for one in world.record.seen):
        yield "a request went to an origin nobody named"


def _deadlines(record: Record) -> Iterator[str]:
    for step in record.steps:
        taken = step.ended - step.began
        if taken > step.allowed:
            yield f"{step.prompt}: {step.name} took {taken:.2f} s, and may take {step.allowed:.2f}"


def _too_many(world: World, most_by_provider: dict[str, int]) -> Iterator[str]:
    """At the provider no more jobs are unfinished than allowed, of those that the client was ever told of."""
    for provider in world.providers.values():
        most = most_by_provider.get(provider.name)
        if most is not None:
            yield from _crowds(world, provider, most)


def _crowds(world: World, provider: ModelProvider, most: int) -> Iterator[str]:
    known = {id for ask in world.record.asks.values() if not ask.native for id in ask.ids}
    # what the provider itself denied to know holds no place
    jobs = [job for job in provider.jobs.values() if job.id in known and not job.fate.trouble.startswith("404")]
    for job in jobs:
        unfinished = sum(one.made_at <= job.made_at < one.ends_at for one in jobs)
        if unfinished > most:
            yield f"{provider.name} has {unfinished} unfinished jobs where {most} may be"
