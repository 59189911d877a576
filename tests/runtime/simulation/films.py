"""The servers of the videos: ranges, signatures that run out, redirects."""

from __future__ import annotations

import re

from .provider import ModelJob
from .wire import Answer, Request


def content(job: ModelJob) -> bytes:
    """The video of a job."""
    return f"\x00\x00\x00 ftypisom {job.id} ".encode() * (40 + 37 * (len(job.prompt) % 5))


def answer(job: ModelJob, request: Request) -> Answer:
    """The video, or the rest of it; 403 for a signature that has run out."""
    signature = int(request.target.rpartition("=")[2])
    if job.fate.trouble == "link that expires at once" and signature == 0:
        job.renewed = 1
        return Answer(403, b"<Error>expired</Error>", {"content-type": "application/xml"})
    film, headers = content(job), {"etag": f'"{job.id}"'}
    asked = re.fullmatch(r"bytes=(\d+)-", request.headers.get("range", ""))
    if asked is None or request.headers.get("if-range") != headers["etag"]:
        return Answer(200, film, headers)
    start = int(asked[1])
    span = f"bytes {start}-{len(film) - 1}/{len(film)}"
    return Answer(206, film[start:], {**headers, "content-range": span})
