"""Jobs followed by event streams, over sockets: when the provider tells, when it does not, and when the stream breaks."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable
from typing import Any, Final

import httpx2
import pytest
from fault_server import FaultServer, Seen, Talk, serving
from faults import http
from normalized_sample import KEY, World, example, request

from stillmotion import Account, CallTimeoutError, CanceledError, Generation, UnsupportedError
from stillmotion.normalized import hearing
from stillmotion.normalized.async_client import AsyncClient
from stillmotion.normalized.client import Client

OXEN: Final = "5b0e7d0e-6a0c-4d3a-9a51-0d2f1c7b8e10"
FAL: Final = "727028ec-aa98-4073-9bcd-0acb386abcfc"
HEAD: Final = b"HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\ntransfer-encoding: chunked\r\n\r\n"
Script = Callable[["Provider", Talk], Awaitable[None]]


def chunk(text: str) -> bytes:
    return b"%x\r\n%s\r\n" % (len(text.encode()), text.encode())


def oxen_event(id: str = OXEN) -> bytes:
    said = {"generation_id": id, "status": "succeeded", "media_type": "video", "url": "https://example.com/v.mp4"}
    return chunk(f"event: media_generation_completed\ndata: {json.dumps(said)}\n\n")


def fal_event(status: str) -> bytes:
    return chunk(f"data: {json.dumps({'status': status, 'request_id': FAL})}\n\n")


def plain(answer: httpx2.Response, status: str = "") -> bytes:
    body = answer.content if not status else json.dumps({**answer.json(), "status": status}).encode()
    return http(answer.status_code, body, "content-type: application/json")


class Provider:
    """Oxen or fal with one job. `stream` is what is done on each event stream, the last again and again; `submitted` when
    the job is asked for, before the answer. `polls` are the words of the polls, the last again and again."""

    def __init__(self, name: str, *streams: Script, polls: tuple[str, ...], submitted: Script | None = None) -> None:
        self.name, self.streams, self.polls, self.submitted = name, list(streams), list(polls), submitted
        self.listening: list[Talk] = []
        self.answered = asyncio.Event()
        self.server = FaultServer(self.act)

    async def act(self, talk: Talk, seen: Seen) -> None:
        path = seen.target.partition("?")[0]
        if path.endswith(("/events", "/stream")):
            self.listening.append(talk)
            script = self.streams.pop(0) if len(self.streams) > 1 else self.streams[0]
            await script(self, talk)
        elif seen.method == "POST":
            if self.submitted is not None:
                await self.submitted(self, self.listening[-1])
            create = (
                ("image_to_video_create", "the smallest body")
                if self.name == "fal"
                else ("queue_create", "minimal, the seed's body")
            )
            await talk.send(plain(example(self.name, *create)))
            self.answered.set()
        else:
            await talk.send(self._told(path))

    def _told(self, path: str) -> bytes:
        if path.startswith("/api/ai/generations/"):
            return http(404, b"{}", "content-type: application/json")
        if self.name == "fal" and not path.endswith("/status"):
            return plain(example("fal", "image_to_video_result", "done"))
        word = self.polls.pop(0) if len(self.polls) > 1 else self.polls[0]
        if self.name == "oxen":
            return plain(example("oxen", "queue_get", word))
        return plain(example("fal", "image_to_video_status", "done"), word)

    def paths(self) -> list[str]:
        """What was asked, in order, in short."""
        found = []
        for one in self.server.seen:
            path = one.target.partition("?")[0]
            poll = path.endswith("/status") or path.startswith("/api/ai/queue/")
            stream = path.endswith(("/events", "/stream"))
            found.append("stream" if stream else "submit" if one.method == "POST" else "poll" if poll else "more")
        return [one for one in found if one != "more"]


async def quiet(provider: Provider, talk: Talk) -> None:
    """A stream that opens and says nothing."""
    await talk.send(HEAD)
    await talk.stall()


async def alive(provider: Provider, talk: Talk) -> None:
    """A stream with signs of life only."""
    await talk.send(HEAD)
    while True:
        await talk.send(chunk(": ping\n\n"))
        await asyncio.sleep(0.02)


async def torn(provider: Provider, talk: Talk) -> None:
    """A stream that breaks off once the job is known."""
    await talk.send(HEAD + chunk(": ping\n\n"))
    await provider.answered.wait()
    talk.reset()


async def ended(provider: Provider, talk: Talk) -> None:
    """A stream that the server ends."""
    await talk.send(HEAD + b"0\r\n\r\n")


async def refused(provider: Provider, talk: Talk) -> None:
    """No stream."""
    await talk.send(http(403, b"{}", "content-type: application/json"))


async def garbled(provider: Provider, talk: Talk) -> None:
    """A stream that nobody understands."""
    await talk.send(HEAD + chunk("event: media_generation_completed\ndata: no\n\n"))
    await talk.stall()


async def telling(provider: Provider, talk: Talk) -> None:
    """A stream that tells of another job, and then of this one."""
    await talk.send(HEAD + chunk(": ping\n\n"))
    await provider.answered.wait()
    await talk.send(oxen_event("another") + chunk(": ping\n\n") + oxen_event())
    await talk.stall()


async def early(provider: Provider, talk: Talk) -> None:
    """Tell of the end before the submit is answered."""
    await talk.send(oxen_event())


async def by_steps(provider: Provider, talk: Talk) -> None:
    """fal's stream from the beginning to the end."""
    await talk.send(HEAD)
    for word in ("IN_QUEUE", "IN_PROGRESS", "COMPLETED"):
        await talk.send(fal_event(word))
    await talk.stall()


def followed(
    world: World, provider: Provider, *, timeout: float = 20.0, silence: float | None = None, wait: bool = False
) -> tuple[Generation, list[str], list[float]]:
    """The generation, the states told, and the pauses made, none of which passes."""
    told: list[str] = []
    slept: list[float] = []

    async def asleep(seconds: float) -> None:
        slept.append(seconds)
        await asyncio.sleep(0)

    def drive(client: Any) -> Any:
        named = {"timeout": timeout, "on_update": lambda one: told.append(one.status), "follow": "events"}
        if not wait:
            return client.generate(request(provider.name), provider=provider.name, **named)
        return client.wait, client.submit(request(provider.name), provider=provider.name), named

    with serving(provider.server):
        account = Account(provider.name, api_key=KEY, base_url=provider.server.url, timeout=silence)
        if world == "sync":
            with Client([account], sleep=slept.append) as client:
                done = drive(client)
                return (done[0](done[1], **done[2]) if wait else done), told, slept

        async def run() -> Any:
            async with AsyncClient([account], sleep=asleep) as client:
                done = drive(client)
                return await (done[0](await done[1], **done[2]) if wait else done)

        return asyncio.run(run()), told, slept


@pytest.fixture(params=["sync", "async"])
def world(request: pytest.FixtureRequest) -> World:
    found: World = request.param
    return found


def test_the_event_ends_the_waiting(world: World) -> None:
    provider = Provider("oxen", telling, polls=("succeeded",))
    done, _, slept = followed(world, provider)
    assert done.status == "succeeded"
    assert provider.paths() == ["stream", "submit", "poll"]
    assert slept == []


def test_an_event_before_the_answer_to_the_submit_is_not_missed(world: World) -> None:
    provider = Provider("oxen", quiet, polls=("succeeded",), submitted=early)
    done, _, slept = followed(world, provider)
    assert done.videos
    assert provider.paths() == ["stream", "submit", "poll"]
    assert slept == []


def test_an_event_that_comes_too_soon_does_not_end_the_job(world: World) -> None:
    provider = Provider("oxen", telling, polls=("processing", "succeeded"))
    done, _, _ = followed(world, provider, silence=0.4)
    assert done.videos
    assert provider.paths() == ["stream", "submit", "poll", "poll"]


def test_silence_turns_to_polling(world: World) -> None:
    provider = Provider("oxen", quiet, polls=("processing", "processing", "succeeded"))
    done, _, slept = followed(world, provider, silence=0.3)
    assert done.videos
    assert provider.paths() == ["stream", "submit", "poll", "poll", "poll"]
    assert len(slept) == 2


def test_an_end_without_an_event_is_found_by_asking(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hearing, "CHECK_SECONDS", 0.1)
    provider = Provider("oxen", alive, polls=("processing", "cancelled"))
    with pytest.raises(CanceledError) as caught:
        followed(world, provider)
    assert caught.value.generation.status == "canceled"
    assert provider.paths() == ["stream", "submit", "poll", "poll"]


def test_a_stream_that_breaks_is_opened_again_and_what_was_lost_is_asked_for(world: World) -> None:
    provider = Provider("oxen", torn, quiet, polls=("succeeded",))
    done, _, _ = followed(world, provider)
    assert done.videos
    assert provider.paths() == ["stream", "submit", "stream", "poll"]
    assert "last-event-id" not in provider.server.seen[2].headers


def test_the_second_stream_tells_as_well(world: World) -> None:
    provider = Provider("oxen", torn, telling, polls=("processing", "succeeded"))
    done, _, _ = followed(world, provider)
    assert done.videos
    assert provider.paths() == ["stream", "submit", "stream", "poll", "poll"]


def test_a_stream_that_keeps_breaking_turns_to_polling(world: World) -> None:
    provider = Provider("oxen", ended, polls=("processing",) * 6 + ("succeeded",))
    done, _, _ = followed(world, provider)
    assert done.videos
    assert provider.paths().count("stream") == 4
    assert provider.paths().count("submit") == 1


@pytest.mark.parametrize("script", [refused, garbled])
def test_a_stream_that_does_not_work_turns_to_polling(world: World, script: Script) -> None:
    provider = Provider("oxen", script, polls=("processing", "succeeded"))
    done, _, _ = followed(world, provider)
    assert done.videos
    assert provider.paths() == ["stream", "submit", "poll", "poll"]


def test_the_deadline_is_kept_while_listening(world: World) -> None:
    provider = Provider("oxen", alive, polls=("processing",))
    with pytest.raises(CallTimeoutError) as caught:
        followed(world, provider, timeout=0.4)
    assert caught.value.job.ids == (OXEN,)
    assert provider.paths() == ["stream", "submit"]


def test_the_deadline_is_kept_in_silence(world: World) -> None:
    provider = Provider("oxen", quiet, polls=("processing",))
    with pytest.raises(CallTimeoutError) as caught:
        followed(world, provider, timeout=0.4)
    assert caught.value.job.ids == (OXEN,)
    assert provider.paths()[:2] == ["stream", "submit"]


async def stalled(provider: Provider, talk: Talk) -> None:
    """A stream that never opens."""
    await talk.stall()


def test_a_stream_that_does_not_open_does_not_use_up_more_than_the_deadline(world: World) -> None:
    provider = Provider("fal", stalled, polls=("IN_PROGRESS",))
    with pytest.raises(CallTimeoutError) as caught:
        followed(world, provider, timeout=0.4)
    assert caught.value.job.ids == (FAL,)
    assert provider.paths() == ["submit", "stream"]


def test_waiting_for_an_older_job_asks_once_the_stream_is_open(world: World) -> None:
    provider = Provider("oxen", telling, polls=("processing", "succeeded"))
    done, _, _ = followed(world, provider, wait=True)
    assert done.videos
    assert provider.paths() == ["submit", "stream", "poll", "poll"]


def test_a_stream_of_one_job_is_opened_after_the_submit_and_tells_its_steps(world: World) -> None:
    provider = Provider("fal", by_steps, polls=("IN_QUEUE", "COMPLETED"))
    done, told, slept = followed(world, provider)
    assert done.videos
    assert provider.paths() == ["submit", "stream", "poll", "poll"]
    assert told == ["queued", "queued", "queued", "running", "succeeded"]
    assert slept == []


def test_an_older_job_with_a_stream_of_its_own(world: World) -> None:
    provider = Provider("fal", by_steps, polls=("IN_PROGRESS", "COMPLETED"))
    done, _, _ = followed(world, provider, wait=True)
    assert done.videos
    assert provider.paths() == ["submit", "stream", "poll", "poll"]


@pytest.mark.parametrize("script", [refused, ended, quiet])
def test_fals_stream_that_fails_turns_to_polling(world: World, script: Script) -> None:
    provider = Provider("fal", script, polls=("IN_PROGRESS",) * 6 + ("COMPLETED",))
    done, _, _ = followed(world, provider, silence=0.4)
    assert done.videos


def test_no_connection_is_left_open(world: World) -> None:
    provider = Provider("oxen", telling, polls=("succeeded",))
    followed(world, provider)
    assert provider.server.open == 0


def test_a_provider_without_a_stream_is_refused_before_anything_is_sent(world: World) -> None:
    provider = Provider("kling", quiet, polls=("processing",))
    with pytest.raises(UnsupportedError):
        followed(world, provider)
    assert provider.server.seen == []
