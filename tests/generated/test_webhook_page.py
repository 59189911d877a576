"""The receivers of generated/docs/webhooks.md do what the page says: they are run as they stand there."""

from __future__ import annotations

import asyncio
import base64
import hashlib
import hmac
import inspect
import io
import json
import re
import sys
import time
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from types import ModuleType
from typing import Any
from wsgiref.util import setup_testing_defaults
from wsgiref.validate import validator

import pytest

from stillmotion import Generation, Job, NetworkError, Video, webhooks
from tests.support import GENERATED

PAGE = (GENERATED / "docs" / "webhooks.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```python\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
SECRET = "whsec_dGVzdHNlY3JldHRlc3RzZWNyZXR0ZXN0c2VjcmV0MTI="
KLING = b'{"task_id":"task-1","task_status":"succeed","task_result":{"videos":[{"id":"v","url":"https://x.example/v.mp4"}]}}'
KEEVX = b'{"code":0,"msg":"ok","task_type":"image_to_video","data":{"task_id":"task-2","status":"SUCCEEDED"}}'
Post = Callable[[str, bytes, dict[str, str]], int]


def signed(body: bytes, id: str = "msg_1") -> dict[str, str]:
    """Kling's headers of a body that is sent now."""
    at = str(int(time.time()))
    key = base64.b64decode(SECRET.removeprefix("whsec_"))
    made = hmac.new(key, f"{id}.{at}.".encode() + body, hashlib.sha256).digest()
    return {"webhook-id": id, "webhook-timestamp": at, "webhook-signature": "v1," + base64.b64encode(made).decode()}


def job(provider: str, *ids: str, minutes: float = 0) -> Job:
    """A job that was submitted some minutes ago."""
    return Job(
        provider=provider, account="default", ids=ids, submitted_at=datetime.now(UTC) - timedelta(minutes=minutes)
    )


@dataclass
class Provider:
    """Stands for the client: every job has ended, once the provider answers."""

    asked: list[Job] = field(default_factory=list)
    answers: bool = True

    def get(self, job: Job) -> Generation:
        self.asked.append(job)
        if not self.answers:
            raise NetworkError("no connection")
        video = Video(url="https://x.example/v.mp4")
        return Generation(provider=job.provider, job=job, status="succeeded", videos=(video,))


@pytest.fixture
def page(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """What the blocks of the page define."""
    monkeypatch.setenv("KLING_WEBHOOK_SECRET", SECRET)
    monkeypatch.setitem(sys.modules, "fastapi", framework())
    names: dict[str, Any] = {}
    for block in BLOCKS[1:]:
        exec(compile(block, "webhooks.md", "exec"), names)
    return names


@dataclass
class Response:
    status_code: int


@dataclass
class Request:
    body: bytes
    headers: dict[str, str]

    async def stream(self) -> AsyncIterator[bytes]:
        for start in range(0, len(self.body), 16):
            yield self.body[start : start + 16]


class FastAPI:
    def post(self, path: str) -> Callable[[Any], Any]:
        assert path == "/webhooks/{provider}"
        return lambda function: function


def framework() -> ModuleType:
    """As much of FastAPI as the page uses: it is not installed here."""
    module = ModuleType("fastapi")
    vars(module).update(FastAPI=FastAPI, Request=Request, Response=Response)
    return module


@pytest.fixture(params=["wsgi", "fastapi"])
def post(request: pytest.FixtureRequest, page: dict[str, Any]) -> Post:
    """Posts to one of the receivers; the status that it answers."""

    def by_wsgi(path: str, body: bytes, headers: dict[str, str]) -> int:
        environ: dict[str, Any] = {f"HTTP_{name.upper().replace('-', '_')}": value for name, value in headers.items()}
        environ |= {
            "REQUEST_METHOD": "POST",
            "PATH_INFO": path,
            "SCRIPT_NAME": "",
            "QUERY_STRING": "",
            "wsgi.input": io.BytesIO(body),
        }
        environ |= {"CONTENT_LENGTH": str(len(body)), "CONTENT_TYPE": "application/json"}
        setup_testing_defaults(environ)
        answered: list[str] = []

        def start(status: str, headers: Any, error: Any = None) -> Callable[[bytes], object]:
            answered.append(status)
            return io.BytesIO().write

        answer = validator(page["application"])(environ, start)
        assert b"".join(answer) == b""
        answer.close()  # type: ignore[attr-defined]
        return int(answered[0].split()[0])

    def by_fastapi(path: str, body: bytes, headers: dict[str, str]) -> int:
        answer = asyncio.run(page["receive"](path.removeprefix("/webhooks/"), Request(body, headers)))
        status: int = answer.status_code
        return status

    return by_wsgi if request.param == "wsgi" else by_fastapi


def test_a_proven_callback_is_answered_at_once_and_handled_later(page: dict[str, Any], post: Post) -> None:
    provider, known = Provider(), job("kling", "task-1")
    page["jobs"]["kling", "task-1"] = known

    assert post("/webhooks/kling", KLING, signed(KLING)) == 204
    assert provider.asked == []

    page["handle"](provider, page["inbox"].get_nowait())
    assert provider.asked == [known]
    assert page["jobs"] == {}


def test_what_is_not_proven_is_turned_away(page: dict[str, Any], post: Post) -> None:
    assert post("/webhooks/kling", KLING, {}) == 401
    assert post("/webhooks/kling", KLING + b" ", signed(KLING)) == 401

    assert page["inbox"].empty()


def test_what_cannot_be_judged_now_is_to_be_sent_again(
    page: dict[str, Any], post: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("KLING_WEBHOOK_SECRET")
    assert post("/webhooks/kling", KLING, signed(KLING)) == 503

    monkeypatch.setenv("KLING_WEBHOOK_SECRET", SECRET)
    page["inbox"].maxsize = 1
    assert [post("/webhooks/kling", KLING, signed(KLING)) for _ in range(2)] == [204, 503]


def test_a_proven_notice_that_nobody_knows_is_not_asked_for_again(page: dict[str, Any], post: Post) -> None:
    assert post("/webhooks/kling", b'{"news":1}', signed(b'{"news":1}')) == 204
    assert page["inbox"].empty()


def test_strange_paths_and_large_bodies_are_turned_away(page: dict[str, Any], post: Post) -> None:
    assert post("/webhooks/oxen", b"{}", {}) == 404
    assert post("/webhooks/nobody", b"{}", {}) == 404
    assert post("/webhooks/kling", b" " * (page["MOST_BYTES"] + 1), {}) == 413


def test_a_callback_that_comes_twice_is_handled_once(page: dict[str, Any], post: Post) -> None:
    provider = Provider()
    page["jobs"]["kling", "task-1"] = job("kling", "task-1")
    for _ in range(2):
        post("/webhooks/kling", KLING, signed(KLING))
        page["jobs"].setdefault(("kling", "task-1"), job("kling", "task-1"))
        page["handle"](provider, page["inbox"].get_nowait())

    assert len(provider.asked) == 1


def test_a_callback_whose_job_could_not_be_asked_for_is_not_ticked_off(page: dict[str, Any], post: Post) -> None:
    provider = Provider(answers=False)
    page["jobs"]["kling", "task-1"] = job("kling", "task-1")
    for provider.answers in (False, True):
        post("/webhooks/kling", KLING, signed(KLING))
        page["handle"](provider, page["inbox"].get_nowait())

    assert len(provider.asked) == 2
    assert page["jobs"] == {}


def test_a_forged_callback_hides_no_real_one(page: dict[str, Any], post: Post) -> None:
    provider = Provider(answers=False)
    page["jobs"]["keevx", "task-2"] = job("keevx", "task-2")
    post("/webhooks/keevx", KEEVX, {})
    page["handle"](provider, page["inbox"].get_nowait())
    provider.answers = True
    post("/webhooks/keevx", KEEVX, {})
    page["handle"](provider, page["inbox"].get_nowait())

    assert page["jobs"] == {}
    assert page["seen"] == set()


def test_a_job_of_somebody_else_is_dropped(page: dict[str, Any], post: Post) -> None:
    provider = Provider()
    post("/webhooks/kling", KLING, signed(KLING))
    page["handle"](provider, page["inbox"].get_nowait())

    assert provider.asked == []


def test_the_sweep_asks_for_what_is_unfinished_for_long(page: dict[str, Any]) -> None:
    provider = Provider()
    old, new = job("keevx", "a", "b", minutes=11), job("keevx", "c", minutes=1)
    page["jobs"].update({("keevx", "a"): old, ("keevx", "b"): old, ("keevx", "c"): new})

    page["sweep"](provider, datetime.now(UTC))

    assert provider.asked == [old]
    assert page["jobs"] == {("keevx", "c"): new}


def test_the_page_names_every_provider_that_calls_back(page: dict[str, Any]) -> None:
    from stillmotion.normalized.api import jobs_of, provider_names

    assert page["PROVIDERS"] == tuple(name for name in provider_names() if jobs_of(name).callback is not None)


def test_the_first_block_says_the_calls_and_names_of_the_package() -> None:
    names = {"raw": KEEVX, "headers": {}}

    exec(re.sub(r'read\("\w+"', 'read("keevx"', BLOCKS[0]), names)

    assert set(re.findall(r"webhooks\.(\w+)\(", PAGE)) <= set(dir(webhooks))
    assert inspect.signature(webhooks.aread).parameters.keys() == inspect.signature(webhooks.read).parameters.keys()
    assert json.loads(KEEVX)["data"]["task_id"] == names["event"].job_id  # type: ignore[attr-defined]
