"""The emulator behind a port: what a transport cannot show, a connection that is really closed and bytes that really come."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx2
import pytest

from stillmotion import Client, SubmitAmbiguousError
from stillmotion.emulator import Disconnect, Emulator, RealClock, Truncate, running
from stillmotion.emulator.film import FILM
from tests.emulator.asking import PROVIDERS, request_for


@pytest.fixture
def stillmotion_emulator_options() -> dict[str, Any]:
    return {"clock": RealClock(), "progress": "immediate"}


@pytest.fixture
def origin(stillmotion_emulator: Emulator) -> Iterator[str]:
    with running(stillmotion_emulator) as origin:
        yield origin


@pytest.mark.parametrize("provider", PROVIDERS)
def test_every_provider_answers_on_one_port(
    provider: Any, origin: str, stillmotion_emulator: Emulator, tmp_path: Path
) -> None:
    with Client(accounts=stillmotion_emulator.accounts(origin), sleep=lambda seconds: None) as client:
        generation = client.generate(request_for(provider), provider=provider)
        client.download(generation.videos[0], tmp_path / "cat.mp4", allow_private=True)

    assert generation.videos[0].url.startswith(f"{origin}/{provider}/")
    assert tmp_path.joinpath("cat.mp4").read_bytes() == FILM
    assert stillmotion_emulator.charges == 1


@pytest.mark.parametrize("fault", [Disconnect(), Truncate()], ids=lambda fault: type(fault).__name__)
def test_a_connection_that_breaks_after_a_submit_is_not_a_second_video(
    fault: Any, origin: str, stillmotion_emulator: Emulator
) -> None:
    stillmotion_emulator.script("submit", fault)

    with (
        Client(accounts=stillmotion_emulator.accounts(origin)) as client,
        pytest.raises(SubmitAmbiguousError),
    ):
        client.submit(request_for("oxen"), provider="oxen")

    assert stillmotion_emulator.charges == 1


def test_an_asgi_transport_reaches_it_too(stillmotion_emulator: Emulator) -> None:
    async def run() -> Any:
        transport = httpx2.ASGITransport(app=stillmotion_emulator.app)
        async with httpx2.AsyncClient(transport=transport) as http:
            client = stillmotion_emulator.async_native("fal", http_client=http)
            made = await client.image_to_video.create(prompt="Rain", image_url="https://example.com/a.png")
            return await client.image_to_video.result(made.request_id)

    assert asyncio.run(run()).video.content_type == "video/mp4"
    assert stillmotion_emulator.charges == 1


@pytest.mark.parametrize("fault", [Disconnect(taken=False), Truncate()], ids=lambda fault: type(fault).__name__)
def test_a_broken_connection_is_broken_and_no_answer_of_trouble(
    fault: Any, origin: str, stillmotion_emulator: Emulator, capfd: pytest.CaptureFixture[str]
) -> None:
    stillmotion_emulator.script("*", fault)

    with pytest.raises(httpx2.RemoteProtocolError):
        httpx2.get(f"{origin}/oxen/api/ai/queue", headers={"authorization": "Bearer emulator-key"}, trust_env=False)

    assert capfd.readouterr().err == ""


def test_the_root_tells_which_providers_are_there(origin: str) -> None:
    assert httpx2.get(origin, trust_env=False).json() == {"providers": {one: f"{origin}/{one}" for one in PROVIDERS}}


def test_a_path_that_is_no_provider_s_is_none(origin: str) -> None:
    answer = httpx2.get(f"{origin}/nobody/v1", trust_env=False)

    assert answer.status_code == 404
    assert "no provider is at /nobody" in answer.json()["error"]
