"""Files that hold a job until its video is there."""

from __future__ import annotations

import json
import os
from pathlib import Path

from pydantic import ValidationError

from ..normalized.generation import Job
from .asking import text_of
from .exits import Exit
from .problem import Problem


def read_job(source: str) -> Job:
    """The job in a file or on standard input: a job alone, or any document of `--json` that has one. Raises Problem."""
    text = text_of(source, "the job")
    try:
        found = json.loads(text)
        inner = found.get("error", found) if isinstance(found, dict) else found
        job = inner.get("job", inner) if isinstance(inner, dict) else inner
        return Job.model_validate_json(json.dumps(job))
    except ValidationError as error:
        names = ", ".join(".".join(map(str, one["loc"])) for one in error.errors()) or "everything"
        raise Problem(Exit.USAGE, f"{source} holds no job ({names} is not what it should be)") from None
    except ValueError:
        raise Problem(Exit.USAGE, f"{source} holds no job: it is no JSON") from None


def free_path(chosen: Path | None, beside: Path) -> Path:
    """Where a new job is saved: the path that was chosen, else `<beside>.job.json`, `<beside>-2.job.json` and so on, so
    that no job of an earlier call is lost. Raises Problem when it is taken, or its folder cannot be written to."""
    path, number = chosen or beside.with_suffix(".job.json"), 2
    while path.exists():
        if chosen is not None:
            raise Problem(Exit.FILE, f"{path} is there already: it may hold a job that is not finished")
        path, number = beside.with_name(f"{beside.stem}-{number}.job.json"), number + 1
    if not os.access(path.parent, os.W_OK):
        raise Problem(Exit.FILE, f"the folder {path.parent} is not there, or cannot be written to")
    return path


def save_job(job: Job, path: Path) -> Path:
    """Write the job, never over another file. Raises OSError."""
    with path.open("x", encoding="utf-8") as file:
        file.write(job.model_dump_json(indent=2) + "\n")
    return path


def targets(output: Path, number: int) -> list[Path]:
    """A path for each of some videos: `cat.mp4`, `cat-2.mp4`, `cat-3.mp4` …"""
    rest = [output.with_name(f"{output.stem}-{one}{output.suffix}") for one in range(2, number + 1)]
    return [output, *rest][:number]


def refuse_taken(output: Path, number: int, *, force: bool) -> None:
    """Raises Problem for a target that is there, or cannot be: before anything is paid."""
    if not os.access(output.parent, os.W_OK):
        raise Problem(Exit.FILE, f"the folder {output.parent} is not there, or cannot be written to")
    for path in targets(output, number):
        if path.is_dir() or (path.exists() and not force):
            advice = "" if path.is_dir() else "--force replaces it."
            raise Problem(
                Exit.FILE,
                f"{path} is {'a folder' if path.is_dir() else 'there already'}; nothing was sent",
                advice=advice,
            )
