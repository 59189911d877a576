"""The real clients against the emulator: every provider, both worlds, native and normalized, and faults that cost nothing."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest

from stillmotion import SubmitAmbiguousError
from stillmotion.emulator import Break, Disconnect, Emulator, Garbage, Refuse, Stall, Truncate
from stillmotion.emulator.film import FILM
from tests.emulator.asking import NATIVE, PROVIDERS, request_for, settled
from tests.support import World

pytestmark = pytest.mark.parametrize("provider", PROVIDERS)
LOST = (Disconnect(taken=True), Break(500, taken=True), Garbage(), Truncate(), Stall(3600.0))


@asynccontextmanager
async def normalized(emulator: Emulator, world: World) -> AsyncIterator[Any]:
    if world == "sync":
        with emulator.client() as client:
            yield client
    else:
        async with emulator.async_client() as waiting:
            yield waiting


@asynccontextmanager
async def native(emulator: Emulator, world: World, provider: str) -> AsyncIterator[Any]:
    if world == "sync":
        with emulator.native(provider) as client:
            yield client
    else:
        async with emulator.async_native(provider) as waiting:
            yield waiting


def test_a_picture_becomes_a_film(provider: str, world: World, stillmotion_emulator: Emulator, tmp_path: Path) -> None:
    emulator, seen = stillmotion_emulator, []

    async def run() -> None:
        async with normalized(emulator, world) as client:
            job = await settled(client.submit(request_for(provider), provider=provider))
            generation = await settled(client.wait(job, on_update=lambda now: seen.append(now.status)))
            await settled(client.download(generation.videos[0], tmp_path / "cat.mp4"))

    asyncio.run(run())

    assert tmp_path.joinpath("cat.mp4").read_bytes() == FILM
    assert seen[-2:] == ["running", "succeeded"]
    assert emulator.charges == 1
    assert [charge.provider for charge in emulator.ledger] == [provider]


def test_a_job_goes_through_the_words_of_the_provider(
    provider: str, world: World, stillmotion_emulator: Emulator
) -> None:
    emulator, asked = stillmotion_emulator, NATIVE[provider]

    async def run() -> list[Any]:
        async with native(emulator, world, provider) as client:
            id = asked.id_of(await settled(asked.begin(client)))
            return [await settled(asked.ask(client, id)) for _ in range(3)]

    answers = asyncio.run(run())

    assert tuple(map(asked.word_of, answers)) == asked.words
    link = asked.link_of(answers[-1])
    assert link is None or link.startswith(emulator.base_url(provider))
    assert emulator.charges == 1


@pytest.mark.parametrize("fault", LOST, ids=lambda fault: type(fault).__name__)
def test_a_lost_answer_to_a_submit_costs_one_video(
    provider: str, world: World, fault: Any, stillmotion_emulator: Emulator
) -> None:
    emulator = stillmotion_emulator
    emulator.script("submit", fault)

    async def run() -> Any:
        async with normalized(emulator, world) as client:
            try:
                return await settled(client.submit(request_for(provider), provider=provider))
            except SubmitAmbiguousError as error:
                return error

    outcome = asyncio.run(run())

    assert emulator.charges == 1
    assert len(emulator.requests(NATIVE[provider].submit)) == 1
    if provider == "kling":  # its jobs are found again by the caller's reference
        assert outcome.ids == (emulator.ledger[0].job,)
    else:
        assert isinstance(outcome, SubmitAmbiguousError)


def test_a_submit_that_was_surely_not_taken_is_sent_again(
    provider: str, world: World, stillmotion_emulator: Emulator
) -> None:
    emulator = stillmotion_emulator
    emulator.script("submit", Refuse(kind="rate_limited"))

    async def run() -> None:
        async with normalized(emulator, world) as client:
            await settled(client.generate(request_for(provider), provider=provider))

    asyncio.run(run())

    assert len(emulator.requests(NATIVE[provider].submit)) == 2
    assert emulator.charges == 1


def test_trouble_while_waiting_costs_nothing(provider: str, world: World, stillmotion_emulator: Emulator) -> None:
    emulator = stillmotion_emulator
    emulator.script("poll", Break(503), times=1)
    emulator.script("poll", Disconnect(taken=False), nth=2)

    async def run() -> Any:
        async with normalized(emulator, world) as client:
            return await settled(client.generate(request_for(provider), provider=provider))

    assert asyncio.run(run()).status == "succeeded"
    assert emulator.charges == 1


def test_many_are_made_within_the_slots_of_the_account(
    provider: str, world: World, stillmotion_emulator: Emulator
) -> None:
    emulator = stillmotion_emulator
    emulator.set_max_in_flight(2)

    async def run() -> list[Any]:
        async with normalized(emulator, world) as client:
            many = client.generate_many([request_for(provider)] * 5, provider=provider, concurrency=2)
            if world == "sync":
                return list(many)
            return [one async for one in many]

    assert [one.status for one in asyncio.run(run())] == ["succeeded"] * 5
    assert emulator.charges == 5
