"""A small made-up provider, and one way to call it in both worlds."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

import httpx2
from pydantic import Field

from stillmotion._runtime.async_session import AsyncSession
from stillmotion._runtime.attempts import Timing
from stillmotion._runtime.errors import Classification, Failure, by_http_status
from stillmotion._runtime.events import Event
from stillmotion._runtime.files import FileInput
from stillmotion._runtime.models import AnswerModel, Omittable, RequestModel
from stillmotion._runtime.operation import ApiKey, Auth, Operation, Paging, Provider
from stillmotion._runtime.raw import RawResponse
from stillmotion._runtime.session import Session

KEY = "key-0123456789abcdef"
BASE = "https://api.example.com"
Handler = Callable[[httpx2.Request], httpx2.Response]


class Create(RequestModel):
    prompt: str
    image_url: Omittable[str] = Field(default=None, validation_alias="imageUrl", serialization_alias="imageUrl")


class Find(RequestModel):
    task_id: Omittable[str] = Field(default=None, validation_alias="id", serialization_alias="id")
    page: Omittable[int] = Field(default=None, validation_alias="pageNum", serialization_alias="pageNum")
    size: Omittable[int] = Field(default=None, validation_alias="pageSize", serialization_alias="pageSize")
    done: Omittable[bool] = None
    tags: Omittable[list[str]] = None
    trace: Omittable[str] = Field(default=None, validation_alias="X-Trace", serialization_alias="X-Trace")


class Send(RequestModel):
    title: str
    public: Omittable[bool] = None
    file: FileInput


class Task(AnswerModel):
    task_id: str
    progress: float | None = None


class Answer(AnswerModel):
    status_code: int = Field(validation_alias="code", serialization_alias="code")
    data: Task | None = None


class TaskList(AnswerModel):
    code: int
    data: list[Task] = Field(default=[])
    pages: int | None = None


def classify(failure: Failure) -> Classification | None:
    """What generated code does, by hand."""
    code = failure.code("code")
    message = failure.message("message")
    request_id = failure.at("request_id")
    named = request_id if isinstance(request_id, str) else None
    if code == 1201:
        return Classification("invalid_request", "after_fix", code, message, named, "no")
    if failure.status == 429 and "slot" in failure.lower_text("message"):
        return Classification("concurrency_limited", "when_slot_frees", code, message, named)
    if failure.status >= 400:
        return Classification(*by_http_status(failure.status), code, message, named)
    return None


AUTH = Auth("Authorization", "Bearer ", (ApiKey("SAMPLE_KEY"),))
PROVIDER = Provider(
    name="sample",
    title="Sample",
    regions={"north": BASE, "south": "https://south.example.com"},
    trusted=frozenset({"https://files.example.com"}),
    auth=AUTH,
    classify=classify,
    envelope=(("code",), 0),
)
CREATE: Operation[Answer] = Operation("create", "POST", "/v1/tasks", "billable", Answer, body="json")
GET: Operation[Answer] = Operation("get", "GET", "/v1/tasks/{id}", "read", Answer, path_names=("id",))
LIST: Operation[TaskList] = Operation(
    "list",
    "GET",
    "/v1/tasks",
    "read",
    TaskList,
    query_names=("pageNum", "pageSize", "done", "tags"),
    header_names=("X-Trace",),
)
SEND: Operation[Answer] = Operation("send", "POST", "/v1/files", "upload", Answer, body="multipart")
DELETE: Operation[RawResponse] = Operation("delete", "DELETE", "/v1/tasks", "delete")
EVENTS: Operation[Task] = Operation(
    "events", "GET", "/v1/events", "read", Task, accept="text/event-stream", event="task"
)
BY_PAGE: Paging[Task] = Paging("page", ("data",), "pageNum", 1, "pageSize", 2)


@dataclass
class Time:
    """Time that passes only while somebody sleeps, and chance without chance."""

    now: float = 0.0
    epoch: float = 1_700_000_000.0
    chance: float = 0.5
    slept: list[float] = field(default_factory=list)

    @property
    def timing(self) -> Timing:
        """What a session is given."""
        return Timing(lambda: self.now, lambda: self.epoch + self.now, lambda: self.chance)

    def sleep(self, seconds: float) -> None:
        """Pass time."""
        assert seconds >= 0
        self.slept.append(seconds)
        self.now += seconds

    async def asleep(self, seconds: float) -> None:
        """Pass time."""
        self.sleep(seconds)
        await asyncio.sleep(0)


class Shell:
    """One session, sync or async, behind blocking methods. Nobody ever really sleeps; a session over the real network
    counts real time nevertheless."""

    def __init__(self, kind: Literal["sync", "async"]) -> None:
        self.kind = kind
        self.time = Time()

    def session(self, handler: Handler | None, **arguments: Any) -> Any:
        """A session whose server is `handler`; None: the real network."""
        timing = self.time.timing if handler else Timing(time.monotonic, time.time, lambda: 0.5)
        sleep = self.time.sleep if self.kind == "sync" else self.time.asleep
        values = {"base_url": BASE, "timing": timing, "sleep": sleep, **arguments}
        provider = values.pop("provider", PROVIDER)
        transport = None if handler is None else httpx2.MockTransport(handler)
        if self.kind == "sync":
            client = None if transport is None else httpx2.Client(transport=transport)
            return Session(provider, http_client=client, **values)
        async_client = None if transport is None else httpx2.AsyncClient(transport=transport)
        return AsyncSession(provider, http_client=async_client, **values)

    def call(self, session: Any, operation: Operation[Any], **arguments: Any) -> Any:
        """One call, and the session closed after it."""
        if self.kind == "sync":
            try:
                return session.call(operation, **arguments)
            finally:
                session.close()

        async def run() -> Any:
            async with session:
                return await session.call(operation, **arguments)

        return asyncio.run(run())

    def items(self, session: Any, *arguments: Any, **named: Any) -> list[Any]:
        """All items of a list."""
        pager = session.pages(*arguments, **named)
        if self.kind == "sync":
            return list(pager)

        async def run() -> list[Any]:
            return [item async for item in pager]

        return asyncio.run(run())

    def drain(self, pager: Any, into: list[str]) -> None:
        """The ids of a list's tasks, as far as it goes."""
        if self.kind == "sync":
            for item in pager:
                into.append(item.task_id)
            return

        async def run() -> None:
            async for item in pager:
                into.append(item.task_id)

        asyncio.run(run())

    def events(self, session: Any, operation: Operation[Any], **arguments: Any) -> list[Event[Any]]:
        """All events of a stream, and the session closed after them."""
        if self.kind == "sync":
            with session, session.stream(operation, **arguments) as stream:
                return list(stream)

        async def run() -> list[Event[Any]]:
            async with session, session.stream(operation, **arguments) as stream:
                return [event async for event in stream]

        return asyncio.run(run())


def answering(status: int = 200, **named: Any) -> Handler:
    """A server with one answer."""
    return lambda request: httpx2.Response(status, **named)


def picture(folder: Path) -> Path:
    """A file to upload."""
    path = folder / "cat.png"
    path.write_bytes(b"\x89PNG cat")
    return path
