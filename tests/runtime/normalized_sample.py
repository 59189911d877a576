"""The client over all providers behind blocking methods, sync and async, and servers that answer from the examples."""

from __future__ import annotations

import asyncio
import inspect
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Literal

import httpx2

from stillmotion import Account, ImageToVideoRequest, Timing
from stillmotion.normalized.async_client import AsyncClient
from stillmotion.normalized.client import Client
from tests.conformance.driver import specs

KEY = "key-0123456789abcdef"
PNG = b"\x89PNG\r\n\x1a\n picture"
LINK = "https://example.com/cat.png"
World = Literal["sync", "async"]

# what is asked of each provider, and the operations and examples of the answers, in the order in which a job goes
REQUESTS: dict[str, dict[str, Any]] = {
    "kling": {"model": "kling-2.5-turbo", "prompt": "p", "start_frame": LINK},
    "oxen": {"model": "kling-2.5-turbo", "prompt": "p", "start_frame": LINK},
    "fal": {"model": "kling-2.5-turbo", "prompt": "p", "start_frame": LINK},
    "chainhub": {"model": "kling-2.5-turbo", "prompt": "p", "start_frame": LINK},
    "keevx": {"model": "keevx-v", "prompt": "p", "start_frame": LINK, "duration": 4},
    "leonardo": {"model": "motion-2.0", "prompt": "p", "start_frame": PNG},
}
CREATE = {
    "kling": ("image_to_video_create", "first and last frame, own id and callback"),
    "oxen": ("queue_create", "minimal, the seed's body"),
    "fal": ("image_to_video_create", "the smallest body"),
    "chainhub": ("image_to_video_create", "the smallest body"),
    "keevx": ("image_to_video_create", "V with a start frame, the examples of the seed's body fields"),
    "leonardo": ("image_to_video_create", "Motion 2.0 with everything it takes, on a credit plan"),
}
POLL = {
    "kling": ("image_to_video_get", "running", "done, asked for by the caller's own id"),
    "oxen": ("queue_get", "processing", "succeeded"),
    "fal": ("image_to_video_status", "running, with log lines", "done"),
    "chainhub": ("image_to_video_status", "running, with log lines", "done"),
    "keevx": ("image_to_video_get", "running", "done"),
    "leonardo": ("generations_get", "pending, the time without a zone", "complete"),
}
RESULT = {
    "fal": ("image_to_video_result", "done"),
    "chainhub": ("image_to_video_result", "done, asked on ChainHub's host"),
}


def request(provider: str, **changes: Any) -> ImageToVideoRequest:
    """A request that the provider takes."""
    return ImageToVideoRequest(**{**REQUESTS[provider], **changes})


def example(provider: str, operation: str, name: str) -> httpx2.Response:
    """The answer of an example."""
    (found,) = [
        pair.response
        for file in specs()[provider].examples
        if file.operation == operation
        for pair in file.pairs
        if pair.name == name
    ]
    content = json.dumps(found.body) if found.has_body else found.text or ""
    headers = {"content-type": "application/json"} if found.has_body else {}
    return httpx2.Response(found.status, headers={**headers, **found.headers}, content=content.encode())


def callback(provider: str, name: str) -> tuple[bytes, dict[str, str]]:
    """Body and headers of an example of a notice."""
    for file in specs()[provider].examples:
        for one in file.callbacks:
            if one.name == name:
                return json.dumps(one.body).encode(), one.headers
    raise LookupError(name)


def answers(provider: str, *polls: str) -> Answers:
    """A server on which a job of the provider is submitted, polled (by default once running, then done), and answered."""
    server = Answers()
    create, created = CREATE[provider]
    server.add("POST", "", example(provider, create, created))
    operation, *usual = POLL[provider]
    server.add("GET", "", *(example(provider, operation, name) for name in polls or usual))
    if provider in RESULT:
        server.add("GET", "/requests/", example(provider, *RESULT[provider]))
        server.add("GET", "/status", *(example(provider, operation, name) for name in polls or usual))
    if provider == "oxen":
        server.add("GET", "/api/ai/generations/", example(provider, "history_get", "one generation"))
    if provider == "leonardo":
        server.add("POST", "/init-image", example(provider, "files_ticket", "a PNG; fields is a string"))
        server.add("POST", "bucket.s3.example.com", httpx2.Response(204))
    return server


@dataclass
class _Route:
    method: str
    part: str
    answers: list[httpx2.Response | Exception]


@dataclass
class Answers:
    """A server: the last route added that matches answers, each answer once and the last one again and again."""

    routes: list[_Route] = field(default_factory=list)
    requests: list[httpx2.Request] = field(default_factory=list)

    def add(self, method: str, part: str, *answers: httpx2.Response | Exception) -> Answers:
        """Answers to requests whose URL has a part."""
        self.routes.insert(0, _Route(method, part, list(answers)))
        return self

    def __call__(self, request: httpx2.Request) -> httpx2.Response:
        self.requests.append(request)
        url = str(request.url)
        for route in self.routes:
            if route.method == request.method and route.part in url:
                answer = route.answers.pop(0) if len(route.answers) > 1 else route.answers[0]
                if isinstance(answer, Exception):
                    raise answer
                return httpx2.Response(answer.status_code, headers=answer.headers, content=answer.content)
        raise AssertionError(f"nobody expected {request.method} {url}")

    def sent(self, method: str, part: str = "") -> list[httpx2.Request]:
        """The requests of a method whose URL has a part."""
        return [one for one in self.requests if one.method == method and part in str(one.url)]


@dataclass
class Clock:
    """Time that passes only while somebody sleeps."""

    now: float = 0.0
    slept: list[float] = field(default_factory=list)

    def __call__(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        """Pass time."""
        assert seconds >= 0
        self.slept.append(seconds)
        self.now += seconds

    async def asleep(self, seconds: float) -> None:
        """Pass time."""
        self.sleep(seconds)
        await asyncio.sleep(0)


class Blocking:
    """A client of either world; what it gives is awaited and gathered."""

    def __init__(
        self, world: World, server: Any, *, accounts: tuple[Account, ...] | None = None, **arguments: Any
    ) -> None:
        self.world, self.clock = world, Clock()
        self._runner = asyncio.Runner() if world == "async" else None
        if accounts is None:
            accounts = tuple(Account(provider, api_key=KEY) for provider in REQUESTS)
        transport = httpx2.MockTransport(server)
        self.client: Any
        if world == "sync":
            http = httpx2.Client(transport=transport)
            self.client = Client(
                accounts, http_client=http, timing=Timing(self.clock), sleep=self.clock.sleep, **arguments
            )
        else:
            other = httpx2.AsyncClient(transport=transport)
            self.client = AsyncClient(
                accounts, http_client=other, timing=Timing(self.clock), sleep=self.clock.asleep, **arguments
            )

    def __getattr__(self, name: str) -> Any:
        method = getattr(self.client, name)

        def call(*arguments: Any, **named: Any) -> Any:
            result = method(*arguments, **named)
            if inspect.iscoroutine(result):
                assert self._runner is not None
                return self._runner.run(result)
            return self._drained(result) if hasattr(result, "__anext__") else result

        return call

    def _drained(self, items: Any) -> Iterator[Any]:
        async def next_item() -> list[Any]:
            try:
                return [await anext(items)]
            except StopAsyncIteration:
                return []

        async def close() -> None:
            await items.aclose()

        assert self._runner is not None
        try:
            while found := self._runner.run(next_item()):
                yield found[0]
        finally:
            self._runner.run(close())

    def end(self) -> None:
        """Close the client and the loop."""
        self.close()
        if self._runner is not None:
            self._runner.close()
