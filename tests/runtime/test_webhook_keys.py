"""fal's public keys: fetched when they are needed, kept for a day, asked for once a minute, whoever sends what."""

from __future__ import annotations

import asyncio
import threading
from typing import Any

import httpx2
import pytest
from normalized_sample import World, callback
from webhook_sample import NOW, SEED, KeyServer, Receiver, fal, jwk

from stillmotion import ProviderFailureError, WebhookVerificationError, webhooks

BODY, _ = callback("fal", "succeeded, signed")
NEW_SEED = bytes(range(1, 33))
STRANGER = bytes(range(2, 34))
DAY = 86_400


@pytest.fixture(params=["sync", "async"])
def receiver(request: pytest.FixtureRequest) -> Receiver:
    kind: World = request.param
    return Receiver(kind)


def read(receiver: Receiver, seed: bytes = SEED) -> webhooks.Event:
    """A callback that is signed at the time of the receiver."""
    return receiver.read("fal", BODY, fal(BODY, at=receiver.now, seed=seed))


def test_keys_are_fetched_once_without_a_credential(receiver: Receiver, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FAL_KEY", "key-0123456789abcdef")

    for _ in range(3):
        assert read(receiver).verified

    (request,) = receiver.server.requests
    assert str(request.url) == "https://rest.fal.ai/.well-known/jwks.json"
    assert "authorization" not in request.headers


def test_keys_are_kept_for_a_day_at_most(receiver: Receiver) -> None:
    read(receiver)
    receiver.now = NOW + DAY - 1
    read(receiver)
    assert len(receiver.server.requests) == 1

    receiver.now = NOW + DAY
    read(receiver)
    assert len(receiver.server.requests) == 2


def test_a_key_that_is_withdrawn_is_refused_after_a_day(receiver: Receiver) -> None:
    read(receiver)
    receiver.server.seeds = (NEW_SEED,)
    receiver.now = NOW + DAY

    with pytest.raises(WebhookVerificationError, match="no key fits"):
        read(receiver)


def test_a_new_key_is_fetched_when_it_is_first_used(receiver: Receiver) -> None:
    read(receiver)
    receiver.server.seeds = (SEED, NEW_SEED)
    receiver.now = NOW + 60

    assert read(receiver, NEW_SEED).verified
    assert read(receiver, SEED).verified
    assert len(receiver.server.requests) == 2


def test_strangers_make_us_ask_for_keys_once_a_minute(receiver: Receiver) -> None:
    for second in range(0, 181, 10):
        receiver.now = NOW + second
        with pytest.raises(WebhookVerificationError, match="no key fits"):
            read(receiver, STRANGER)

    assert len(receiver.server.requests) == 4
    assert read(receiver).verified


@pytest.mark.parametrize("change", [{"X-Fal-Webhook-Timestamp": "1"}, {"X-Fal-Webhook-Signature": "00"}])
def test_what_is_refused_by_its_headers_makes_us_ask_nobody(receiver: Receiver, change: dict[str, str]) -> None:
    with pytest.raises(WebhookVerificationError):
        receiver.read("fal", BODY, {**fal(BODY), **change})

    assert receiver.server.requests == []


@pytest.mark.parametrize(
    "answer",
    [
        httpx2.ConnectError("no way"),
        httpx2.Response(404, json={"detail": "gone"}),
        httpx2.Response(200, json={"keys": []}),
        httpx2.Response(200, json={"keys": [{"kty": "OKP", "crv": "X25519", "x": jwk(SEED)["x"]}]}),
        httpx2.Response(200, json={"keys": [{"x": "c2hvcnQ"}, {"x": "!"}, {"x": "A" * 43, "kty": "RSA"}]}),
        httpx2.Response(200, text="<html></html>"),
        httpx2.Response(302, headers={"location": "https://evil.example.com/keys"}),
    ],
    ids=["no connection", "not found", "no key", "keys of another curve", "broken keys", "HTML", "a redirect"],
)
def test_keys_that_cannot_be_had_are_our_trouble_for_a_minute(receiver: Receiver, answer: Any) -> None:
    receiver.server.waiting = [answer] * 20

    with pytest.raises(ProviderFailureError, match="keys of fal cannot be had"):
        read(receiver)
    asked = len(receiver.server.requests)
    with pytest.raises(ProviderFailureError, match="has failed just now"):
        read(receiver)
    assert len(receiver.server.requests) == asked
    assert {request.url.host for request in receiver.server.requests} == {"rest.fal.ai"}

    receiver.server.waiting.clear()
    receiver.now = NOW + 60
    assert read(receiver).verified


def test_known_keys_stay_good_when_fresh_ones_cannot_be_had(receiver: Receiver) -> None:
    read(receiver)
    receiver.now = NOW + 100
    receiver.server.waiting = [httpx2.Response(404, json={"detail": "gone"})] * 20

    with pytest.raises(ProviderFailureError):
        read(receiver, STRANGER)

    assert read(receiver).verified


def test_a_clock_that_was_set_back_brings_fresh_keys(receiver: Receiver) -> None:
    read(receiver)
    receiver.now = NOW - DAY

    assert read(receiver).verified
    assert len(receiver.server.requests) == 2


def test_callbacks_that_come_together_wait_for_one_fetch() -> None:
    receiver = Receiver("async")

    async def together() -> list[webhooks.Event]:
        arguments: dict[str, Any] = {
            "body": BODY,
            "headers": fal(BODY),
            "keys": receiver.keys,
            "clock": lambda: NOW,
        }
        return await asyncio.gather(*(receiver.aread("fal", arguments) for _ in range(20)))

    assert all(event.verified for event in asyncio.run(together()))
    assert len(receiver.server.requests) == 1


def test_threads_wait_for_one_fetch() -> None:
    everyone = threading.Barrier(8)
    is_asked = threading.Event()

    class Slow(KeyServer):
        def __call__(self, request: httpx2.Request) -> httpx2.Response:
            is_asked.wait(5)
            return super().__call__(request)

    receiver = Receiver("sync", server=Slow())
    found: list[webhooks.Event] = []

    def run() -> None:
        everyone.wait(5)
        found.append(read(receiver))

    threads = [threading.Thread(target=run) for _ in range(8)]
    for thread in threads:
        thread.start()
    is_asked.set()
    for thread in threads:
        thread.join(10)

    assert len(found) == 8 and all(event.verified for event in found)
    assert len(receiver.server.requests) == 1


def test_a_fetch_that_is_cancelled_leaves_the_next_caller_to_fetch() -> None:
    receiver = Receiver("async")
    is_under_way = asyncio.Event()

    async def stalled(request: httpx2.Request) -> httpx2.Response:
        is_under_way.set()
        await asyncio.sleep(3600)
        raise AssertionError

    async def run() -> webhooks.Event:
        arguments: dict[str, Any] = {"body": BODY, "headers": fal(BODY), "keys": receiver.keys, "clock": lambda: NOW}
        async with httpx2.AsyncClient(transport=httpx2.MockTransport(stalled)) as slow:
            first = asyncio.create_task(webhooks.aread("fal", http_client=slow, **arguments))
            await is_under_way.wait()
            second = asyncio.create_task(receiver.aread("fal", arguments))
            await asyncio.sleep(0)
            first.cancel()
            await asyncio.wait([first])
            assert first.cancelled()
            return await second

    assert asyncio.run(run()).verified
    assert len(receiver.server.requests) == 1
