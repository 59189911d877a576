"""A provider whose clock differs from ours: a signed token is made anew by its clock, once, and costs nothing twice."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from email.utils import formatdate
from typing import Any

import jwt
import pytest
from fault_cells import World
from fault_provider import OLD, ModelProvider
from fault_server import FaultServer, Seen, Talk, serving
from faults import as_json

from stillmotion import AuthenticationError
from stillmotion.kling import AsyncKlingClient, KlingClient

ACCESS, SECRET = "access-0123456789", "secret-0123456789-0123456789-0123456789"
HOUR = 3_600.0


class Skewed:
    """Kling with a clock of its own. `told` puts the time into refusals; `judge` decides about a token's claims."""

    def __init__(self, skew: float, *, told: bool = True, relents: bool = True) -> None:
        self.skew, self.told, self.relents = skew, told, relents
        self.provider = ModelProvider()
        self.tokens: list[str] = []

    def refusal(self, claims: dict[str, Any]) -> int | None:
        """The code for a token that is early or late by this clock."""
        now = time.time() + self.skew
        if claims["nbf"] > now or not self.relents:
            return 1003
        return 1004 if claims["exp"] < now else None

    async def well(self, talk: Talk, seen: Seen) -> None:
        """Answer when the token is good."""
        self.tokens.append(seen.headers["authorization"].removeprefix("Bearer "))
        claims = jwt.decode(self.tokens[-1], SECRET, ["HS256"], options={"verify_exp": False, "verify_nbf": False})
        code = self.refusal(claims)
        if code is None:
            return await talk.send(self.provider(seen))
        date = [f"date: {formatdate(time.time() + self.skew, usegmt=True)}"] if self.told else []
        return await talk.send(as_json(401, {"code": code, "message": "time", "request_id": "r"}, *date))


def make(client: Any) -> Any:
    """A call that costs money."""
    return client.image_to_video.create(image="https://example.com/cat.png")


def ask(client: Any) -> Any:
    """A call that reads."""
    return client.image_to_video.get(id=OLD)


def calls(world: World, url: str, *made: Callable[[Any], Any], **credentials: str) -> None:
    """Calls of one client, one after the other."""
    given: Any = credentials or {"access_key": ACCESS, "secret_key": SECRET}
    if world == "sync":
        with KlingClient(**given, base_url=url, timeout=5) as client:
            for one in made:
                one(client)
        return

    async def run() -> None:
        async with AsyncKlingClient(**given, base_url=url, timeout=5) as client:
            for one in made:
                await one(client)

    asyncio.run(run())


@pytest.mark.parametrize("skew", [HOUR, -HOUR], ids=["ahead", "behind"])
@pytest.mark.parametrize("call", [make, ask])
def test_a_wrong_clock_is_corrected_once_and_for_good(world: World, skew: float, call: Callable[[Any], Any]) -> None:
    kling = Skewed(skew)
    server = FaultServer(kling.well)
    with serving(server):
        calls(world, server.url, call, ask)

    assert len(server.seen) == 3
    assert len(kling.provider.charges) == (1 if call is make else 0)
    assert kling.tokens[0] != kling.tokens[1] == kling.tokens[2]
    assert server.seen[0].body == server.seen[1].body


@pytest.mark.parametrize("kling", [Skewed(HOUR, told=False), Skewed(0.0, relents=False)], ids=["no date", "no skew"])
def test_without_a_skew_to_correct_a_refused_token_is_final(world: World, kling: Skewed) -> None:
    server = FaultServer(kling.well)
    with serving(server), pytest.raises(AuthenticationError) as caught:
        calls(world, server.url, make)

    assert len(server.seen) == 1
    assert caught.value.code in (1003, 1004)
    assert kling.provider.charges == []


def test_a_provider_that_refuses_every_token_is_asked_twice(world: World) -> None:
    kling = Skewed(HOUR, relents=False)
    server = FaultServer(kling.well)
    with serving(server), pytest.raises(AuthenticationError):
        calls(world, server.url, make)

    assert len(server.seen) == 2
    assert kling.provider.charges == []


def test_a_ready_key_is_not_signed_anew(world: World) -> None:
    async def refuse(talk: Talk, seen: Seen) -> None:
        date = formatdate(time.time() + HOUR, usegmt=True)
        await talk.send(as_json(401, {"code": 1003, "message": "time", "request_id": "r"}, f"date: {date}"))

    server = FaultServer(refuse)
    with serving(server), pytest.raises(AuthenticationError):
        calls(world, server.url, make, api_key="key-0123456789abcdef")

    assert len(server.seen) == 1
