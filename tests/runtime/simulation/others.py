"""Oxen and Keevx as state machines."""

from __future__ import annotations

from typing import Final

from .provider import Body, ModelJob, ModelProvider, last
from .wire import Answer, Request

_OXEN: Final = {"running": "processing", "done": "succeeded", "empty": "succeeded", "odd": "archived"}
_KEEVX: Final = {"running": "PROCESSING", "done": "SUCCEEDED", "empty": "SUCCEEDED", "odd": "ARCHIVED"}
_MISSING: Final = {"error": {"type": "resource_not_found", "title": "no such thing"}, "status": "error"}


class Oxen(ModelProvider):
    """A queue, and a history that tells the cost."""

    name = "oxen"
    origin = "https://hub.oxen.ai"
    refused = Answer(404, _MISSING)
    broke = Answer(402, {"error": {"type": "insufficient_credits", "title": "Out of credits"}, "status": "error"})

    def about(self, request: Request) -> str:
        return str(request.json()["prompt"]) if request.method == "POST" else last(request.path)

    def answered(self, request: Request, now: float) -> Answer:
        if request.method == "POST":
            job = self.start(request.json()["prompt"], None, now)
            one = None if job is None else {"generation_id": job.id, "status": "queued"}
            return self.full if one is None else Answer(200, {"generations": [one]})
        found = self.find(last(request.path), now)
        if found is None:
            return self.refused
        if request.method == "DELETE":
            self.cancel(found, now)
            return Answer(200, {"status": "success", "generation_id": found.id})
        stands = _oxen(found, found.stands(now))
        if "/generations/" in request.path:
            return Answer(200, {"status": "success", "generation": {**stands, "cost": "0.70"}})
        return Answer(200, stands)


class Keevx(ModelProvider):
    """Codes in the body, and one call for everything."""

    name = "keevx"
    origin = "https://api.keevx.com"
    refused = Answer(404, {"code": 404, "msg": "no such task"})
    broke = Answer(402, {"code": 402, "msg": "not enough credit"})

    def about(self, request: Request) -> str:
        return str(request.json()["prompt"]) if request.method == "POST" else last(request.path)

    def answered(self, request: Request, now: float) -> Answer:
        if request.method == "POST":
            job = self.start(request.json()["prompt"], None, now)
            return self.full if job is None else _ok({"task_ids": [job.id]})
        found = self.find(last(request.path), now)
        return self.refused if found is None else _ok(_keevx(found, found.stands(now)))


def _ok(data: Body) -> Answer:
    return Answer(200, {"code": 0, "msg": "ok", "data": data})


def _oxen(job: ModelJob, stands: str) -> Body:
    word = {"failed": "failed", "canceled": "cancelled"}.get(stands) or _OXEN[stands]
    at = round(job.made_at)
    said: Body = {"generation_id": job.id, "model_name": "m", "media_type": "video", "status": word, "enqueued_at": at}
    said["result_url"] = job.link() if stands == "done" else None
    said["error_message"] = "the model failed" if stands == "failed" else None
    return said


def _keevx(job: ModelJob, stands: str) -> Body:
    said: Body = {"task_id": job.id, "status": "FAILED" if stands == "failed" else _KEEVX[stands]}
    said["video_url"] = job.link() if stands == "done" else ""
    said["error_message"] = "generation failed" if stands == "failed" else ""
    return said
