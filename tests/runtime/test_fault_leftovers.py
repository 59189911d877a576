"""What a server sends beyond the end of an answer is the answer to nothing."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final

import pytest
from fault_cells import KEY, RETRY, World
from fault_provider import OLD, ModelProvider
from fault_server import FaultServer, Seen, Talk, serving

from stillmotion import NetworkError, ProviderError, SubmitAmbiguousError
from stillmotion._runtime.retry import NEVER, RetryPolicy
from stillmotion.oxen import AsyncOxenClient, OxenClient

PROVIDER: Final = "http://provider.example.test"


@dataclass
class Doubling:
    """Gives every answer twice, in one packet."""

    provider: ModelProvider = field(default_factory=ModelProvider)

    async def well(self, talk: Talk, seen: Seen) -> None:
        """The answer, and the answer."""
        await talk.send(2 * self.provider(seen))


def made(world: World, url: str, calls: int, *, reads: bool, retry: RetryPolicy = RETRY, **changes: str) -> list[Any]:
    """What calls of one client gave, one after the other: ids, or errors."""
    found: list[Any] = []
    request = {**_REQUEST, **changes}
    if world == "sync":
        with OxenClient(api_key=KEY, base_url=url, timeout=5, retry=retry) as client:
            for _ in range(calls):
                try:
                    found.append(_id(client.queue.get(generation_id=OLD) if reads else client.queue.create(**request)))
                except ProviderError as error:
                    found.append(error)
        return found

    async def run() -> None:
        async with AsyncOxenClient(api_key=KEY, base_url=url, timeout=5, retry=retry) as client:
            for _ in range(calls):
                try:
                    answer = client.queue.get(generation_id=OLD) if reads else client.queue.create(**request)
                    found.append(_id(await answer))
                except ProviderError as error:
                    found.append(error)

    asyncio.run(run())
    return found


_REQUEST: Any = {
    "model": "kling-video-v2-5-turbo-pro-image-to-video",
    "prompt": "p",
    "input_image": "https://example.com/cat.png",
}


def _id(answer: Any) -> str:
    id: str = (answer.generations[0] if hasattr(answer, "generations") else answer).generation_id
    return id


def test_no_submit_gets_the_job_of_another(world: World) -> None:
    doubling = Doubling()
    server = FaultServer(doubling.well)
    with serving(server):
        found = made(world, server.url, 4, reads=False)

    assert found == ["job-1", "job-2", "job-3", "job-4"]
    assert len(server.sent("POST")) == len(doubling.provider.charges) == 4
    assert len({one.connection for one in server.seen}) == 4


def test_what_lies_in_a_connection_is_no_answer_and_costs_nothing(world: World) -> None:
    doubling = Doubling()
    server = FaultServer(doubling.well)
    with serving(server):
        found = made(world, server.url, 3, reads=False, retry=NEVER, prompt="p" * 200_000)

    assert found == ["job-1", "job-2", "job-3"]
    assert len(server.sent("POST")) == len(doubling.provider.charges) == 3


def test_reads_go_on_over_a_new_connection(world: World) -> None:
    server = FaultServer(Doubling().well)
    with serving(server):
        found = made(world, server.url, 3, reads=True)

    assert found == [OLD, OLD, OLD]
    assert [one.connection for one in server.seen] == [1, 2, 3]


@pytest.fixture
def proxy(monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[Doubling, FaultServer]]:
    """A proxy that gives every answer twice stands before the provider; over it httpx2 keeps the connections."""
    doubling = Doubling()
    server = FaultServer(doubling.well)
    with serving(server):
        for name in ("http_proxy", "HTTP_PROXY"):
            monkeypatch.setenv(name, server.url)
        monkeypatch.setenv("no_proxy", "")
        yield doubling, server


def test_over_a_proxy_no_submit_gets_the_job_of_another(world: World, proxy: tuple[Doubling, FaultServer]) -> None:
    doubling, server = proxy

    found = made(world, PROVIDER, 4, reads=False)

    assert found == ["job-1", "job-2", "job-3", "job-4"]
    assert len(server.sent("POST")) == len(doubling.provider.charges) == 4
    assert len({one.connection for one in server.seen}) == 4


def test_over_a_proxy_what_lies_in_a_connection_is_noticed_before_anything_is_sent(
    world: World, proxy: tuple[Doubling, FaultServer]
) -> None:
    doubling, server = proxy

    found = made(world, PROVIDER, 3, reads=False, retry=NEVER)

    assert [found[0], found[2]] == ["job-1", "job-2"]
    assert isinstance(found[1], NetworkError)
    assert found[1].accepted == "no"
    assert len(server.sent("POST")) == len(doubling.provider.charges) == 2


def test_over_a_proxy_a_long_submit_that_was_sent_by_then_may_have_been_taken(
    world: World, proxy: tuple[Doubling, FaultServer]
) -> None:
    _, server = proxy

    found = made(world, PROVIDER, 2, reads=False, prompt="p" * 200_000)

    assert found[0] == "job-1"
    assert isinstance(found[1], SubmitAmbiguousError)
    assert len(server.sent("POST")) <= 2
