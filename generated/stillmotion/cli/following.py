"""The commands about jobs there are."""

from __future__ import annotations

from itertools import islice
from pathlib import Path
from typing import Annotated, Any, Final, cast

import typer

from ..normalized.generation import Generation, Job
from ..normalized.report import NO_LOSS
from ..normalized.request import ProviderName
from . import common, documents
from .bar import Bars, stand
from .exits import Exit
from .job_files import read_job, refuse_taken
from .problem import Problem, Stopped
from .reaching import Reach, command
from .screen import Screen
from .work import bring, judge, tell

_MOST: Final = 20


def status(
    job: common.MaybeJob = None,
    *,
    provider: Annotated[ProviderName | None, typer.Option("--provider", help="Whose jobs, without JOB.")] = None,
    client_ref: Annotated[str | None, typer.Option("--client-ref", help="Your own id of a job, without JOB.")] = None,
    limit: Annotated[int, typer.Option("--limit", min=1, help="How many jobs are listed at most.")] = _MOST,
    base_url: common.BaseUrl = None,
    region: common.Region = None,
    emulator: common.Emulator = None,
    json: common.Json = False,
) -> None:
    """Show where a job stands.

    With --provider and --client-ref it is looked for by your own id of it; with --provider alone the provider's jobs
    are listed. Both help after a submit whose answer was lost.
    """
    screen, reach = Screen.of(json), Reach(base_url, region, emulator)
    if (job is None) == (provider is None):
        raise Problem(Exit.USAGE, "give either JOB, or --provider with or without --client-ref")
    if job is not None:
        _show(_at(read_job(job), reach), screen)
    elif client_ref is not None:
        _show(_at(_found(str(provider), client_ref, reach), reach), screen)
    else:
        _list(str(provider), limit, reach, screen)


def wait(
    job: common.JobSource,
    *,
    output: common.MaybeOutput = None,
    force: common.Force = False,
    timeout: common.Timeout = None,
    base_url: common.BaseUrl = None,
    region: common.Region = None,
    emulator: common.Emulator = None,
    json: common.Json = False,
) -> None:
    """Wait until a job has ended, and save its video or print its link."""
    screen, reach = Screen.of(json), Reach(base_url, region, emulator)
    known = read_job(job)
    if output is not None:
        refuse_taken(output, len(known.ids), force=force)
    bars, name = Bars(screen), known.provider
    with reach.client(reach.account(name, known.account)) as client, bars:
        bars.begin(name, "waiting")
        try:
            generation = client.wait(known, timeout=timeout, on_update=lambda now: bars.update(name, now))
            judge(generation)
            files = [] if output is None else bring(client, generation, reach, output, bars, name)
        except (Exception, KeyboardInterrupt) as error:
            raise Stopped(error, _again(job, output, reach, force=force), known) from None
    tell(generation, NO_LOSS, files, screen)


def download(
    job: common.JobSource,
    *,
    output: common.Output,
    force: common.Force = False,
    base_url: common.BaseUrl = None,
    region: common.Region = None,
    emulator: common.Emulator = None,
    json: common.Json = False,
) -> None:
    """Save the video of a job that has ended. Links that are over are asked for anew."""
    screen, reach = Screen.of(json), Reach(base_url, region, emulator)
    known = read_job(job)
    refuse_taken(output, len(known.ids), force=force)
    bars, name = Bars(screen), known.provider
    with reach.client(reach.account(name, known.account)) as client, bars:
        bars.begin(name)
        generation = client.get(known)
        if not generation.is_terminal:
            again = _again(job, output, reach, force=force)
            text = f"job {', '.join(known.ids)} has not ended: it is {stand(generation)}"
            raise Problem(Exit.TIMEOUT, text, kind="unfinished", go_on=again, job=known)
        judge(generation)
        files = bring(client, generation, reach, output, bars, name)
    tell(generation, NO_LOSS, files, screen)


def cancel(
    job: common.JobSource,
    *,
    base_url: common.BaseUrl = None,
    region: common.Region = None,
    emulator: common.Emulator = None,
    json: common.Json = False,
) -> None:
    """Ask the provider to stop a job, and show where it stands then. Not every provider can."""
    screen, reach = Screen.of(json), Reach(base_url, region, emulator)
    known = read_job(job)
    with reach.client(reach.account(known.provider, known.account)) as client:
        client.cancel(known)
        generation = client.get(known)
    _show(generation, screen)


def _at(job: Job, reach: Reach) -> Generation:
    with reach.client(reach.account(job.provider, job.account)) as client:
        return client.get(job)


def _found(provider: str, client_ref: str, reach: Reach) -> Job:
    with reach.client(reach.account(provider)) as client:
        job = client.find(cast(ProviderName, provider), client_ref=client_ref)
    if job is None:
        text = f"{provider} knows no job with the reference {client_ref}"
        raise Problem(Exit.PROVIDER, text, kind="not_found", advice="Right after a lost submit this proves nothing.")
    return job


def _show(generation: Generation, screen: Screen) -> None:
    screen.document({"job": documents.of_job(generation.job), "generation": documents.of_generation(generation)})
    for line in _lines(generation):
        screen.say(line)


def _lines(generation: Generation) -> list[str]:
    ids = ", ".join(generation.job.ids)
    cost = "" if generation.cost is None else f", {generation.cost.amount} {generation.cost.unit}"
    videos = [f"video: {video.url}" for video in generation.videos]
    errors = [f"{one.kind}: {one.message}" for one in generation.errors]
    return [f"{generation.provider} {ids}: {stand(generation)}{cost}", *videos, *errors]


def _list(provider: str, limit: int, reach: Reach, screen: Screen) -> None:
    with reach.client(reach.account(provider)) as client:
        found = list(islice(client.list(cast(ProviderName, provider)), limit))
    listed: list[dict[str, Any]] = [
        {"job": documents.of_job(one.job), "generation": documents.of_generation(one)} for one in found
    ]
    screen.document({"jobs": listed})
    rows = [[", ".join(one.job.ids), stand(one), _when(one), one.client_ref or ""] for one in found]
    screen.table(["job", "status", "taken at", "your reference"], rows)


def _when(generation: Generation) -> str:
    return "" if generation.created_at is None else f"{generation.created_at:%Y-%m-%d %H:%M:%S}"


def _again(job: str, output: Path | None, reach: Reach, *, force: bool) -> str:
    target = [] if output is None else ["--output", str(output)]
    return command("wait", job, *target, *(["--force"] if force else []), *reach.flags())
