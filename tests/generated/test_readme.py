"""Every Python block of README.md runs as it stands, answered from the examples of the specs."""

from __future__ import annotations

import functools
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import httpx2
import pytest

from generator.ir import build
from generator.ir.model import Operation, Provider
from generator.load import Specs, load
from generator.load.examples import ExampleResponse

HOUSE = Path(__file__).resolve().parents[2]
SHOWN = {"kling", "oxen", "leonardo", "chainhub", "fal", "keevx"}
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
    """Stands in for the network; keeps which providers were called."""

    def __init__(self) -> None:
        self.called: list[str] = []

    def __call__(self, request: httpx2.Request) -> httpx2.Response:
        """The example of the one call that this request is."""
        url = str(request.url).partition("?")[0]
        for route in routes():
            if route.method == request.method and route.url.fullmatch(url):
                self.called.append(route.provider)
                return answer(route.response)
        raise AssertionError(f"no example with a success answers {request.method} {url}")


def blocks() -> list[Block]:
    """Every Python block of the README."""
    text = (HOUSE / "README.md").read_text(encoding="utf-8")
    return [Block(text.count("\n", 0, found.start(1)) + 1, found[1]) for found in _FENCE.finditer(text)]


@functools.cache
def specs() -> Specs:
    """The specs as committed."""
    return load(HOUSE / "specs")


@functools.cache
def providers() -> tuple[Provider, ...]:
    """What the generator makes of them."""
    return build(specs()).providers


@functools.cache
def routes() -> tuple[Route, ...]:
    """Every call that has an example, those with the fewest places in their path first."""
    successes = {
        (provider.name, file.operation): pair.response
        for provider in specs().providers
        for file in provider.examples
        for pair in reversed(file.pairs)
        if pair.error is None
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

    async def answer_later(transport: httpx2.AsyncHTTPTransport, request: httpx2.Request) -> httpx2.Response:
        await request.aread()
        return found(request)

    def answer_blocking(transport: httpx2.HTTPTransport, request: httpx2.Request) -> httpx2.Response:
        request.read()
        return found(request)

    monkeypatch.setattr(httpx2.HTTPTransport, "handle_request", answer_blocking)
    monkeypatch.setattr(httpx2.AsyncHTTPTransport, "handle_async_request", answer_later)
    monkeypatch.chdir(tmp_path)
    for variable in variables():
        monkeypatch.setenv(variable, "key-for-the-readme-0123456789abcdef")
    return found


@pytest.mark.parametrize("block", [pytest.param(block, id=f"line-{block.line}") for block in blocks()])
def test_a_block_runs_alone_and_makes_a_call(block: Block, wire: Wire) -> None:
    block.run()
    assert wire.called


def test_the_blocks_call_every_provider(wire: Wire) -> None:
    for block in blocks():
        block.run()
    assert set(wire.called) == SHOWN
