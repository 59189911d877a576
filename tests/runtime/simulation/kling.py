"""Kling as a state machine: signed tokens, codes in the body, tasks found by the caller's own id."""

from __future__ import annotations

from typing import Any, Final

import jwt

from .provider import Body, ModelJob, ModelProvider, last, milliseconds
from .wire import Answer, Request

ACCESS: Final = "access-key-0123456789"
_PATH: Final = "/v1/videos/image2video"
_WORDS: Final = {"running": "processing", "done": "succeed", "empty": "succeed", "odd": "archived", "failed": "failed"}


def _code(status: int, code: int, message: str) -> Answer:
    return Answer(status, {"code": code, "message": message, "request_id": "r-no"})


class Kling(ModelProvider):
    """`key` is the secret that tokens are signed with."""

    name = "kling"
    origin = "https://api-singapore.klingai.com"
    refused = _code(404, 1203, "task not found")
    broke = _code(429, 1101, "account in arrears")
    full = _code(429, 1303, "parallel task over resource pack limit")

    def __init__(self, *arguments: Any) -> None:
        super().__init__(*arguments)
        self._read: dict[str, dict[str, Any]] = {}

    def stranger(self, request: Request) -> Answer | None:
        """The refusal of a token that is not ours, is early or over."""
        token = request.headers.get("authorization", "").removeprefix("Bearer ")
        try:
            claims = self._claims(token)
        except jwt.InvalidTokenError:
            return _code(401, 1002, f"authorization is invalid: {token}")
        if claims["nbf"] > self.wall():
            return _code(401, 1003, f"authorization is not yet valid: {token}")
        return _code(401, 1004, f"authorization has expired: {token}") if claims["exp"] < self.wall() else None

    def _claims(self, token: str) -> dict[str, Any]:
        if token not in self._read:
            unjudged = {"verify_exp": False, "verify_nbf": False}
            self._read[token] = jwt.decode(token, self.key, algorithms=["HS256"], options=unjudged)
        return self._read[token]

    def about(self, request: Request) -> str:
        return str(request.json()["prompt"]) if request.method == "POST" else last(request.path)

    def answered(self, request: Request, now: float) -> Answer:
        assert request.path.startswith(_PATH), request.target
        if request.method == "POST":
            body = request.json()
            job = self.start(body["prompt"], body.get("external_task_id"), now)
            return self.full if job is None else _said(job, {"task_status": "submitted"})
        found = self.find(last(request.path), now)
        return self.refused if found is None else _said(found, _state(found, found.stands(now)))


def _said(job: ModelJob, state: Body) -> Answer:
    at = milliseconds(job.made_at)
    info = {} if job.reference is None else {"external_task_id": job.reference}
    data = {"task_id": job.id, "task_info": info, "created_at": at, "updated_at": at, **state}
    return Answer(200, {"code": 0, "message": "SUCCEED", "request_id": "r-yes", "data": data})


def _state(job: ModelJob, stands: str) -> Body:
    state: Body = {"task_status": _WORDS[stands], "task_status_msg": "content check not passed" * (stands == "failed")}
    if stands in ("done", "empty"):
        videos = [{"id": f"v-{job.id}", "url": job.link(), "duration": "5.1"}] if stands == "done" else []
        state["task_result"] = {"videos": videos}
    return state
