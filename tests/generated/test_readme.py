"""Every Python block of README.md runs as it stands, answered from the examples of the specs."""

from __future__ import annotations

import functools
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import httpx2
import pytest

from generator.ir import build
from generator.ir.model import Operation, Provider
from generator.load import Specs
from generator.load.examples import ExampleFile, ExampleResponse
from stillmotion import AsyncClient, Client
from stillmotion._runtime.transport import AsyncTransport, Transport
from stillmotion.normalized.api import jobs_of
from stillmotion.normalized.job_table import JobCall
from tests.support import committed

HOUSE = Path(__file__).resolve().parents[2]
World = Literal["sync", "async"]
SHOWN = {"kling", "oxen", "leonardo", "chainhub", "fal", "keevx"}
CALLED = {f"{world} {provider}" for world in ("sync", "async") for provider in SHOWN}
_FENCE = re.compile(r"^```python\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True, slots=True)
class Block:
    """A fenced block and the line of the README it starts on."""

    line: int
    code: str

    def run(self) -> None:
        """Execute it; a traceback shows the README's own lines."""
        source = "\n" * (self.line - 1) + self.code
        exec(compile(source, "README.md", "exec", dont_inherit=True), {"__name__": "__main__"})


@dataclass(frozen=True, slots=True)
class Route:
    """A call of a contract and the answer of its first successful example."""

    provider: str
    method: str
    url: re.Pattern[str]
    places: int
    response: ExampleResponse


class Wire:
    """Stands in for the network; keeps which providers were called, and in which world."""

    def __init__(self) -> None:
        self.called: list[str] = []

    def __call__(self, world: World, request: httpx2.Request) -> httpx2.Response:
        """The example of the one call that this request is; the file behind the link of a video."""
        url = str(request.url).partition("?")[0]
        for route in routes():
            if route.method == request.method and route.url.fullmatch(url):
                self.called.append(f"{world} {route.provider}")
                return answer(route.response)
        if request.method == "GET" and url.endswith(".mp4"):
            return httpx2.Response(200, headers={"content-type": "video/mp4"}, content=b"a video")
        raise AssertionError(f"no example with a success answers {request.method} {url}")


def blocks() -> list[Block]:
    """Every Python block of the README."""
    text = (HOUSE / "README.md").read_text(encoding="utf-8")
    return [Block(text.count("\n", 0, found.start(1)) + 1, found[1]) for found in _FENCE.finditer(text)]


@functools.cache
def specs() -> Specs:
    """The specs as committed."""
    return committed()


@functools.cache
def providers() -> tuple[Provider, ...]:
    """What the generator makes of them."""
    return build(specs()).providers


@functools.cache
def routes() -> tuple[Route, ...]:
    """Every call that has an example, those with the fewest places in their path first."""
    successes = {
        (provider.name, file.operation): _success(provider.name, file)
        for provider in specs().providers
        for file in provider.examples
    }
    found = [
        Route(
            provider.name, operation.http_method, _pattern(server + operation.path), len(operation.path_names), response
        )
        for provider, operation in _operations()
        if (response := successes.get((provider.name, operation.name))) is not None
        for server in ([operation.server] if operation.server else [url for _, url in provider.regions])
    ]
    return tuple(sorted(found, key=lambda route: route.places))


def _success(provider: str, file: ExampleFile) -> ExampleResponse | None:
    """The first success of a call; of a call about a job, the first that tells of a video, so that waiting ends."""
    found = [pair.response for pair in file.pairs if pair.error is None]
    table = jobs_of(provider)
    for call in (table.poll, table.result):
        if call is not None and call.operation.name == file.operation:
            found.sort(key=lambda response: not _tells_the_end(call, response))
    return found[0] if found else None


def _tells_the_end(call: JobCall, response: ExampleResponse) -> bool:
    assert call.read is not None and call.operation.answer is not None
    readings = call.read(call.operation.answer.model_validate(response.body), response.headers)
    return any(one.videos or one.status == "succeeded" for one in readings) and readings[0].status != "unknown"


def variables() -> list[str]:
    """Every environment variable that holds a credential."""
    ways = [way for provider in providers() if provider.auth for way in provider.auth.ways]
    return [variable for way in ways for variable in way.environment]


def _operations() -> Iterator[tuple[Provider, Operation]]:
    for provider in providers():
        for resource in provider.resources:
            for operation in resource.operations:
                yield provider, operation


def _pattern(template: str) -> re.Pattern[str]:
    return re.compile("[^/]+".join(map(re.escape, re.split(r"\{[^}]*\}", template))))


def answer(response: ExampleResponse) -> httpx2.Response:
    """The response of an example."""
    content = json.dumps(response.body) if response.has_body else response.text or ""
    kind = {"content-type": "application/json"} if response.has_body else {}
    return httpx2.Response(response.status, headers={**kind, **response.headers}, content=content.encode())


@pytest.fixture
def wire(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Wire:
    """Every way to a credential in the environment, no network, an empty working directory."""
    found = Wire()

    async def answer_later(transport: AsyncTransport, request: httpx2.Request) -> httpx2.Response:
        await request.aread()
        return found("async", request)

    def answer_blocking(transport: Transport, request: httpx2.Request) -> httpx2.Response:
        request.read()
        return found("sync", request)

    async def no_pause(seconds: float) -> None:
        return None

    monkeypatch.setitem(Client.__init__.__kwdefaults__ or {}, "sleep", lambda seconds: None)
    monkeypatch.setitem(AsyncClient.__init__.__kwdefaults__ or {}, "sleep", no_pause)

    monkeypatch.setattr(Transport, "handle_request", answer_blocking)
    monkeypatch.setattr(AsyncTransport, "handle_async_request", answer_later)
    monkeypatch.chdir(tmp_path)
    for variable in variables():
        monkeypatch.setenv(variable, "key-for-the-readme-0123456789abcdef")
    return found


def _ids(block: Block) -> str:
    return f"line-{block.line}"


@pytest.mark.parametrize("block", blocks(), ids=_ids)
def test_a_block_runs_alone(block: Block, wire: Wire) -> None:
    """One with a client makes a call; one without makes none."""
    block.run()
    assert bool(wire.called) == ("Client(" in block.code)


def test_the_blocks_call_every_provider_in_both_worlds(wire: Wire) -> None:
    for block in blocks():
        block.run()
    assert set(wire.called) == CALLED


def test_the_quick_start_asks_every_provider_in_both_worlds(wire: Wire) -> None:
    """The client over all providers does, without the native ones."""
    text = (HOUSE / "README.md").read_text(encoding="utf-8")
    end = text.count("\n", 0, text.index("## Each provider in its own words"))
    for block in blocks():
        if block.line < end:
            block.run()
    assert set(wire.called) == CALLED


def test_what_the_readme_says_is_printed_is_printed(wire: Wire, capsys: pytest.CaptureFixture[str]) -> None:
    """A block of text behind a Python block is what that prints."""
    text = (HOUSE / "README.md").read_text(encoding="utf-8")
    inside = r"((?:(?!```).*\n)*)"
    pairs = re.findall(rf"^```python\n{inside}```\n\n```text\n{inside}```$", text, re.MULTILINE)
    assert pairs
    for code, said in pairs:
        Block(1, code).run()
        assert capsys.readouterr().out == said
