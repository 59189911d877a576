"""A provider as small as it can be, for two contracts: it makes jobs, counts what is billed, and gives a film."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Final
from urllib.parse import urlsplit

from fault_server import Seen
from faults import as_json, http

KLING: Final = "/v1/videos/image2video"
OXEN: Final = "/api/ai/queue"
OLD: Final = "job-old"
"""The job that is there from the beginning."""
FILM: Final = bytes(range(256)) * 3
MARK: Final = '"film-1"'
EVENTS: Final = "".join(
    f'event: media_generation_completed\ndata: {{"generation_id":"{name}","status":"failed","media_type":"video"}}\n\n'
    for name in (OLD, "job-ö", "job-😀")
).encode()


@dataclass
class ModelProvider:
    """Answers to requests as the contracts say. `charges` has the reference of every job that was billed."""

    charges: list[str | None] = field(default_factory=list)
    _jobs: dict[str, str | None] = field(default_factory=lambda: {OLD: None})

    def __call__(self, seen: Seen) -> bytes:
        """The whole HTTP answer. A POST makes a job, and is billed."""
        path = urlsplit(seen.target).path
        if path == "/film.mp4":
            return self._film(seen)
        if path == "/api/events":
            return http(200, EVENTS, "content-type: text/event-stream")
        if path.startswith(KLING):
            return self._kling(seen, path)
        if path.startswith(OXEN):
            return self._oxen(seen, path)
        if path.startswith("/api/ai/generations/"):
            return as_json(404, {"error": {"type": "resource_not_found", "title": "no such thing"}})
        raise AssertionError(f"nobody expected {seen.method} {seen.target}")

    def _billed(self, reference: str | None) -> str:
        self.charges.append(reference)
        name = f"job-{len(self.charges)}"
        self._jobs[name] = reference
        return name

    def _kling(self, seen: Seen, path: str) -> bytes:
        if seen.method == "POST":
            name = self._billed(seen.json.get("external_task_id"))
            return as_json(200, _envelope(_task(name, "submitted", self._jobs[name])))
        asked = path.rpartition("/")[2]
        found = [name for name, reference in self._jobs.items() if asked in (name, reference)]
        if not found:
            return as_json(404, {"code": 1203, "message": "task not found", "request_id": "r-none"})
        return as_json(200, _envelope(_task(found[0], "processing", self._jobs[found[0]])))

    def _oxen(self, seen: Seen, path: str) -> bytes:
        if seen.method == "POST":
            return as_json(200, {"generations": [{"generation_id": self._billed(None), "status": "queued"}]})
        asked = path.rpartition("/")[2]
        if asked not in self._jobs:
            return as_json(404, {"error": {"type": "resource_not_found", "title": "no such thing"}})
        told = {"generation_id": asked, "status": "processing", "result_url": None, "error_message": None}
        return as_json(200, {**told, "model_name": "m", "media_type": "video", "enqueued_at": 1775091431})

    def _film(self, seen: Seen) -> bytes:
        wanted = seen.headers.get("range", "").removeprefix("bytes=").partition("-")[0]
        shared = ("content-type: video/mp4", f"etag: {MARK}", "accept-ranges: bytes")
        if not wanted.isdecimal() or seen.headers.get("if-range", MARK) != MARK:
            return http(200, FILM, *shared)
        start = int(wanted)
        return http(206, FILM[start:], *shared, f"content-range: bytes {start}-{len(FILM) - 1}/{len(FILM)}")


def _envelope(data: Any) -> dict[str, Any]:
    return {"code": 0, "message": "SUCCEED", "request_id": "r-good", "data": data}


def _task(name: str, status: str, reference: str | None) -> dict[str, Any]:
    info = {} if reference is None else {"external_task_id": reference}
    times = {"created_at": 1774805076166, "updated_at": 1774805076166}
    return {"task_id": name, "task_status": status, "task_status_msg": "", "task_info": info, **times}
