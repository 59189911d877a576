"""What is told about the wire: to loggers, to hooks, and to spans by the recipe of the docs."""

from __future__ import annotations

import asyncio
import importlib.util
import logging
import re
import sys
from dataclasses import FrozenInstanceError
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

import httpx2
import pytest
from normalized_sample import Blocking, World, answers, request
from runtime_sample import AUTH, CREATE, EVENTS, GET, KEY, Create, Find, Handler, Shell, answering

import stillmotion
from stillmotion import Hooks, ProviderError, SubmitAmbiguousError, Upload, WireCall, WireOutcome
from stillmotion._runtime.credentials import Credentials

DONE = {"code": 0, "data": {"task_id": "t"}}
Told = list[tuple[WireCall, WireOutcome | None]]
DOCS = Path(stillmotion.__file__).parents[1] / "docs"


def credentials() -> Credentials:
    return Credentials(AUTH, api_key=KEY, environ={})


def listening() -> tuple[Hooks, Told]:
    told: Told = []
    return Hooks(lambda call: told.append((call, None)), lambda call, outcome: told.append((call, outcome))), told


def in_turn(*statuses: int | type[Exception]) -> Handler:
    left = list(statuses)

    def handle(sent: httpx2.Request) -> httpx2.Response:
        status = left.pop(0)
        if not isinstance(status, int):
            raise status("gone")
        return httpx2.Response(status, json=DONE, headers={"x-request-id": f"r{len(left)}"})

    return handle


def test_a_request_is_told_before_and_after(shell: Shell) -> None:
    hooks, told = listening()
    session = shell.session(in_turn(200), hooks=hooks, account="mine", credentials=credentials())
    shell.call(session, GET, parameters=Find(task_id="a/b"))
    call = WireCall("sample", "get", "GET", "https://api.example.com/v1/tasks/a%2Fb", 1, "mine")
    assert told == [(call, None), (call, WireOutcome(200, None, 0.0, "r0"))]


def test_every_attempt_is_told(shell: Shell) -> None:
    hooks, told = listening()
    shell.call(shell.session(in_turn(503, httpx2.ReadError, 200), hooks=hooks), GET, parameters=Find(task_id="t"))
    outcomes = [(call.attempt, outcome.status, outcome.error) for call, outcome in told if outcome]
    assert outcomes == [(1, 503, None), (2, None, "network"), (3, 200, None)]


def test_a_stream_is_told_when_it_opens(shell: Shell) -> None:
    hooks, told = listening()
    headers = {"content-type": "text/event-stream"}
    shell.events(shell.session(answering(200, headers=headers, content=b"data: {}\n\n"), hooks=hooks), EVENTS)
    assert [outcome.status for _, outcome in told if outcome] == [200]


def test_a_stream_that_does_not_open_is_told_once(shell: Shell) -> None:
    hooks, told = listening()
    with pytest.raises(ProviderError):
        shell.events(shell.session(answering(401, json={}), hooks=hooks), EVENTS)
    assert [outcome.status for _, outcome in told if outcome] == [401]


def test_the_query_and_the_user_are_not_told(shell: Shell) -> None:
    hooks, told = listening()
    session = shell.session(in_turn(200), hooks=hooks)
    sent = session.deliver(CREATE, "PUT", "https://u:p@up.example.com/f?sig=s3cret", file=Upload(b"x", "a", "a/b"))
    if shell.kind == "async":
        asyncio.run(sent)
    assert {call.url for call, _ in told} == {"https://up.example.com/f"}


def test_giving_up_is_told() -> None:
    hooks, told = listening()

    async def stall(sent: httpx2.Request) -> httpx2.Response:
        await asyncio.sleep(60)
        raise AssertionError

    async def run() -> None:
        session = Shell("async").session(stall, hooks=hooks)
        task = asyncio.create_task(session.call(GET, parameters=Find(task_id="t")))
        await asyncio.sleep(0.05)
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)

    asyncio.run(run())
    assert [outcome.error for _, outcome in told if outcome] == ["canceled"]


def test_a_hook_that_fails_changes_nothing(shell: Shell, caplog: pytest.LogCaptureFixture) -> None:
    def fail(*told: object) -> None:
        raise RuntimeError("mine")

    session = shell.session(in_turn(200), hooks=Hooks(fail, fail))
    assert shell.call(session, GET, parameters=Find(task_id="t")).data.task_id == "t"
    assert [(one.name, one.levelname) for one in caplog.records if one.name.startswith("stillmotion")] == [
        ("stillmotion.sample", "WARNING")
    ] * 2


def test_what_is_told_cannot_be_changed() -> None:
    call = WireCall("p", "o", "GET", "https://x", 1)
    with pytest.raises(FrozenInstanceError):
        call.url = "y"  # type: ignore[misc]


def test_debug_has_one_line_per_request(shell: Shell, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG, "stillmotion.sample")
    session = shell.session(in_turn(503, 200), credentials=credentials())
    shell.call(session, GET, parameters=Find(task_id="t", page=1))
    lines = [(one.levelname, one.getMessage()) for one in caplog.records if one.name == "stillmotion.sample"]
    assert lines == [
        ("DEBUG", "GET /v1/tasks/t 503 in 0 ms (attempt 1, request id r1)"),
        ("INFO", "get again in 0.2 s: provider_failure, HTTP 503"),
        ("DEBUG", "GET /v1/tasks/t 200 in 0 ms (attempt 2, request id r0)"),
    ]


def test_a_lost_submit_is_told_at_info(shell: Shell, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO, "stillmotion.sample")
    with pytest.raises(SubmitAmbiguousError):
        shell.call(shell.session(in_turn(httpx2.ReadError)), CREATE, body=Create(prompt="p"))
    assert [one.getMessage() for one in caplog.records if one.name == "stillmotion.sample"] == [
        "create may have been taken: network"
    ]


def test_nobody_listening_costs_one_question(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []
    log = logging.getLogger("stillmotion.sample")
    monkeypatch.setattr(log, "isEnabledFor", lambda level: asked.append(level))
    shell.call(shell.session(in_turn(200)), GET, parameters=Find(task_id="t"))
    assert asked == [logging.DEBUG]


@pytest.mark.parametrize("world", ["sync", "async"])
def test_the_client_over_all_providers_names_the_account(world: World) -> None:
    hooks, told = listening()
    client = Blocking(world, answers("kling"), hooks=hooks)
    client.generate(request("kling"), provider="kling")
    client.end()
    assert [(call.method, call.account) for call, outcome in told if outcome] == [
        ("POST", "default"),
        ("GET", "default"),
        ("GET", "default"),
    ]


def test_a_client_of_one_provider_takes_hooks() -> None:
    hooks, told = listening()
    transport = httpx2.MockTransport(answering(401, json={"code": 1000, "message": "no"}))
    client = stillmotion.KlingClient(KEY, hooks=hooks, http_client=httpx2.Client(transport=transport))
    with pytest.raises(ProviderError):
        client.image_to_video.get("t")
    assert [(call.provider, call.account) for call, outcome in told if outcome] == [("kling", "")]


class StandIn(dict[str, Any]):
    """The part of OpenTelemetry that the recipe uses, where it is not installed."""

    def install(self, monkeypatch: pytest.MonkeyPatch) -> None:
        trace = ModuleType("opentelemetry.trace")
        self.update(spans=[])
        tracer = SimpleNamespace(start_span=self._start)
        for name, value in {
            "get_tracer": lambda name: tracer,
            "SpanKind": SimpleNamespace(CLIENT="client"),
            "StatusCode": SimpleNamespace(ERROR="error"),
            "Status": lambda code: code,
        }.items():
            setattr(trace, name, value)
        package = ModuleType("opentelemetry")
        package.trace = trace  # type: ignore[attr-defined]
        monkeypatch.setitem(sys.modules, "opentelemetry", package)
        monkeypatch.setitem(sys.modules, "opentelemetry.trace", trace)

    def _start(self, name: str, *, kind: object, start_time: int, attributes: dict[str, Any]) -> Any:
        span = SimpleNamespace(name=name, attributes=dict(attributes), status=None, ended=None)
        span.set_attribute = span.attributes.__setitem__
        span.set_status = lambda status: setattr(span, "status", status)
        span.end = lambda end_time: setattr(span, "ended", end_time - start_time)
        self["spans"].append(span)
        return span


def test_the_recipe_makes_a_span_per_request(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    (recipe,) = re.findall(r"```python\n(.*?)```", (DOCS / "observability.md").read_text(), re.DOTALL)
    names: dict[str, Any] = {}
    if importlib.util.find_spec("opentelemetry") and importlib.util.find_spec("opentelemetry.sdk"):
        spans = _real_spans(recipe, names)
    else:
        standing = StandIn()
        standing.install(monkeypatch)
        exec(recipe, names)
        spans = standing["spans"]
    session = shell.session(in_turn(503, 200), hooks=names["hooks"], credentials=credentials())
    shell.call(session, GET, parameters=Find(task_id="t"))
    assert [(span.name, span.attributes["http.request.resend_count"]) for span in spans] == [
        ("GET sample.get", 0),
        ("GET sample.get", 1),
    ]
    assert spans[0].attributes["error.type"] == "503"
    assert spans[1].attributes["stillmotion.request_id"] == "r0"


def _real_spans(recipe: str, names: dict[str, Any]) -> Any:
    from opentelemetry.sdk.trace import TracerProvider
    from opentelemetry.sdk.trace.export import SimpleSpanProcessor
    from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter

    exporter, provider = InMemorySpanExporter(), TracerProvider()
    provider.add_span_processor(SimpleSpanProcessor(exporter))
    exec(recipe, names)
    names["tracer"] = provider.get_tracer("stillmotion")

    class Later:
        def __iter__(self) -> Any:
            return iter(exporter.get_finished_spans())

        def __getitem__(self, index: int) -> Any:
            return exporter.get_finished_spans()[index]

    return Later()
