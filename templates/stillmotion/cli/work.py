"""Asking for videos and bringing them home."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Final
from uuid import uuid4

from .._runtime.errors import SubmitAmbiguousError
from ..normalized import submitting
from ..normalized.client import Client
from ..normalized.generation import Generation, Job
from ..normalized.report import Report
from ..normalized.tables import table_of
from ..normalized.waiting import failure_of
from . import documents, wire
from .asking import Asked
from .bar import Bars
from .failures import after_loss
from .job_files import free_path, refuse_taken, save_job, targets
from .problem import Stopped
from .reaching import Reach, command
from .screen import Screen

_UNSURE: Final = "It was not seen whether the job was taken: it may exist, and may be billed."


def show_wire(asked: Asked, reach: Reach, screen: Screen) -> None:
    """Print the requests that would be sent; send nothing."""
    requests, encoded = wire.wire_of(asked, reach)
    report = documents.of_report(encoded.report)
    screen.document({"requests": requests, "report": report, "sent": False})
    screen.say("\n\n".join(map(wire.told, requests)))
    if not encoded.report.is_lossless:
        screen.note(_losses(encoded.report))
    screen.note("Nothing was sent.")


def submit(asked: Asked, reach: Reach, job_file: Path | None, screen: Screen) -> None:
    """Ask, and print the job; save it where a file is named."""
    path = None if job_file is None else free_path(job_file, job_file)
    go_on = command("wait", str(path or "JOB"), "--output", "FILE", *reach.flags())
    bars, job = Bars(screen), None
    try:
        with _client(asked, reach, bars) as client, bars:
            job = _submitted(client, asked, reach, bars)
        if path is not None:
            save_job(job, path)
    except (OSError, KeyboardInterrupt) as error:
        if job is None:
            raise
        # whatever stops this program now, the job is told
        screen.say(job.model_dump_json())
        raise Stopped(error, go_on, job) from None
    report, saved = documents.of_report(job.report), None if path is None else str(path)
    screen.document({"job": documents.of_job(job), "report": report, "saved": saved})
    screen.say(job.model_dump_json())
    _notes(job, screen)
    screen.note(f"Go on with: {go_on}")


def generate(
    asked: Asked,
    reach: Reach,
    output: Path,
    job_file: Path | None,
    timeout: float | None,
    screen: Screen,
    *,
    force: bool,
) -> None:
    """Ask, wait and save. The job is in a file from when there is one until its video is there."""
    refuse_taken(output, asked.request.count or 1, force=force)
    path = free_path(job_file, output)
    go_on = command("wait", str(path), "--output", str(output), *(["--force"] if force else []), *reach.flags())
    bars = Bars(screen)
    with _client(asked, reach, bars) as client, bars:
        job: Job | None = None
        try:
            job = _submitted(client, asked, reach, bars)
            save_job(job, path)
            generation = client.wait(job, timeout=timeout, on_update=lambda now: bars.update(asked.provider, now))
            if not generation.videos:
                path.unlink()  # nothing is to be waited for any more
            judge(generation)
            files = bring(client, generation, reach, output, bars, asked.provider)
        except (Exception, KeyboardInterrupt) as error:
            if job is None:
                raise
            raise Stopped(error, go_on, job, _kept(path)) from None
    with suppress(OSError):
        path.unlink()
    tell(generation, job.report, files, screen)


def bring(client: Client, generation: Generation, reach: Reach, output: Path, bars: Bars, name: str) -> list[Path]:
    """Download every video of a job. Raises what `Client.download` raises."""
    files = targets(output, len(generation.videos))
    inside = reach.is_inside(generation.provider)
    for video, path in zip(generation.videos, files, strict=True):
        client.download(
            video,
            path,
            job=generation.job,
            allow_private=inside,
            progress=lambda done, total: bars.move(name, "downloading", done, total),
        )
    return files


def judge(generation: Generation) -> None:
    """Raises the error of a job that ended without a video."""
    if not generation.videos:
        raise failure_of(generation)


def tell(generation: Generation, report: Report, files: Sequence[Path], screen: Screen) -> None:
    """Print what came of a job: its document, or the paths of its files, else its links."""
    told = documents.of_generation(generation.model_copy(update={"report": report}))
    job = documents.of_job(generation.job)
    screen.document({"job": job, "generation": told, "files": documents.of_files(list(files))})
    for line in map(str, files) if files else (video.url for video in generation.videos):
        screen.say(line)
    _notes(generation.job.model_copy(update={"report": report}), screen)


def _client(asked: Asked, reach: Reach, bars: Bars) -> Client:
    account = reach.account(asked.provider)
    return reach.client(
        account,
        allow_fetch=asked.allow_fetch,
        on_upload=lambda field, done, total: bars.move(asked.provider, f"uploading {field}", done, total),
    )


def _submitted(client: Client, asked: Asked, reach: Reach, bars: Bars) -> Job:
    """The job of a submit. With a reference of our own, where one is taken, it is found again after Ctrl-C."""
    bars.begin(asked.provider)
    table = table_of(asked.provider)
    sent = submitting.with_reference(table, asked.request, uuid4().hex)
    try:
        return client.submit(sent, provider=asked.name, policy=asked.policy)
    except (SubmitAmbiguousError, KeyboardInterrupt) as error:
        advice, go_on = after_loss(asked.provider, sent.client_ref, reach.flags())
        unsure = f"{_UNSURE} {advice}" if isinstance(error, KeyboardInterrupt) else advice
        raise Stopped(error, go_on, advice=unsure) from None


def _kept(path: Path) -> str:
    return f"The job is kept in {path}." if path.exists() else ""


def _notes(job: Job, screen: Screen) -> None:
    if not job.report.is_lossless:
        screen.note(_losses(job.report))


def _losses(report: Report) -> str:
    """What is lost or replaced, a line each."""
    return str(report._replace(defaulted=(), unchecked=()))
