"""fal and ChainHub as state machines: a queue whose answers name links of their own, the video behind another call."""

from __future__ import annotations

from typing import Final

from .provider import EVIL, Body, ModelJob, ModelProvider, last
from .wire import Answer, Request

_PATH: Final = "/fal-ai/kling-video"
_MODEL: Final = f"{_PATH}/v2.5-turbo/pro/image-to-video"
_WORDS: Final = {"running": "IN_PROGRESS", "odd": "ARCHIVED"}
_ERRORS: Final = {"failed": "internal_error", "canceled": "client_cancelled"}


class Fal(ModelProvider):
    """The queue of fal."""

    name = "fal"
    origin = "https://queue.fal.run"
    refused = Answer(404, {"status": "NOT_FOUND"})
    broke = Answer(403, {"detail": "User is locked. Reason: Exhausted balance."})
    full = Answer(429, {"detail": "Too many concurrent requests", "error_type": "concurrent_requests_limit"})

    def about(self, request: Request) -> str:
        return str(request.json()["prompt"]) if request.method == "POST" else _id(request.path)

    def answered(self, request: Request, now: float) -> Answer:
        if request.method == "POST":
            assert request.path == _MODEL
            job = self.start(request.json()["prompt"], None, now)
            return self.full if job is None else Answer(200, _waiting(job, self.origin))
        found = self.find(_id(request.path), now)
        if found is None:
            return self.refused
        if request.method == "PUT":
            taken = self.cancel(found, now)
            return Answer(202, {"status": "CANCELLATION_REQUESTED"}) if taken else _TOO_LATE
        stands = found.stands(now)
        return self._status(found, stands) if last(request.path) == "status" else self._result(found, stands)

    def _status(self, job: ModelJob, stands: str) -> Answer:
        body: Body = {"status": _WORDS.get(stands, "COMPLETED"), "request_id": job.id, "logs": None}
        if stands in _ERRORS:
            body |= {"error": stands, "error_type": _ERRORS[stands]}
        return Answer(202 if stands in _WORDS else 200, body)

    def _result(self, job: ModelJob, stands: str) -> Answer:
        if stands == "running":
            return Answer(400, {"detail": "Request is still in progress"})
        return Answer(200, {"video": {"url": job.link()}} if stands == "done" else {"video": None})


class Chainhub(Fal):
    """The same routes behind another host and key."""

    name = "chainhub"
    origin = "https://api.chainhub.tech"


_TOO_LATE: Final = Answer(400, {"status": "ALREADY_COMPLETED"})


def _id(path: str) -> str:
    return path.removeprefix(f"{_PATH}/requests/").partition("/")[0]


def _waiting(job: ModelJob, origin: str) -> Body:
    host = EVIL if job.fate.trouble == "links to another origin in the submit's answer" else origin
    link = f"{host}{_PATH}/requests/{job.id}"
    urls = {"response_url": link, "status_url": f"{link}/status", "cancel_url": f"{link}/cancel"}
    return {"status": "IN_QUEUE", "request_id": job.id, "queue_position": 1, **urls}
