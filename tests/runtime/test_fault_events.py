"""Event streams over a socket, cut at every byte: what a stream means does not depend on how it comes."""

from __future__ import annotations

import asyncio
from typing import Any, Final

import pytest
from fault_cells import KEY, World
from fault_server import FaultServer, Seen, Talk, Trouble, serving

from stillmotion import CallTimeoutError, NetworkError, ProtocolDriftError
from stillmotion.oxen import AsyncOxenClient, OxenClient

DONE: Final = "media_generation_completed"
SAID: Final = """\
: a comment, then an event of another name

event: deployment_status
id: 7
data: {"id": "ö"}

:
event: media_generation_completed
data: {"generation_id": "a-😀",
data:"status": "failed", "media_type": "video"}

id
retry: 100
event:media_generation_completed
unknown: field
data:{"generation_id":"b","status":"failed","media_type":"video"}

event: media_generation_completed
data: half an event is none
"""
MEANT: Final = [
    ("deployment_status", None, "7"),
    (DONE, "a-😀", "7"),
    (DONE, "b", ""),
]
HEAD: Final = b"HTTP/1.1 200 OK\r\ncontent-type: text/event-stream; charset=utf-8\r\ntransfer-encoding: chunked\r\n\r\n"


def in_chunks(body: bytes, size: int) -> bytes:
    """A body in HTTP chunks: each is handed on by itself, however the packets come."""
    pieces = [body[at : at + size] for at in range(0, len(body), size)]
    return b"".join(b"%x\r\n%s\r\n" % (len(piece), piece) for piece in pieces) + b"0\r\n\r\n"


def follow(world: World, url: str, timeout: float = 5.0) -> tuple[list[Any], Exception | None]:
    """The events of a stream, and how it broke."""
    found: list[Any] = []

    def blocking() -> None:
        with OxenClient(api_key=KEY, base_url=url, timeout=timeout) as client, client.events.stream() as stream:
            found.extend(stream)

    async def run() -> None:
        async with (
            AsyncOxenClient(api_key=KEY, base_url=url, timeout=timeout) as client,
            client.events.stream() as stream,
        ):
            async for event in stream:
                found.append(event)

    try:
        blocking() if world == "sync" else asyncio.run(run())
    except Exception as error:
        return found, error
    return found, None


def served(body: bytes, world: World, timeout: float = 5.0) -> tuple[FaultServer, list[Any], Exception | None]:
    """What a client makes of a stream that is sent as it is; a body without its last chunk is followed by silence."""

    async def well(talk: Talk, seen: Seen) -> None:
        await talk.send(body)
        await talk.stall()

    server = FaultServer(well)
    with serving(server):
        found, error = follow(world, server.url, timeout)
    return server, found, error


@pytest.mark.parametrize("size", [1, 2, 3, 7, 10_000])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"], ids=["LF", "CRLF", "CR"])
@pytest.mark.parametrize("mark", ["", "\ufeff"], ids=["plain", "BOM"])
def test_a_stream_means_the_same_however_it_is_cut(world: World, size: int, end: str, mark: str) -> None:
    body = (mark + SAID.replace("\n", end)).encode()

    server, found, error = served(HEAD + in_chunks(body, size), world)

    assert error is None
    assert [(one.event, one.data.generation_id if one.data else None, one.id) for one in found] == MEANT
    assert found[0].text == '{"id": "ö"}'
    assert [one.headers["accept"] for one in server.seen] == ["text/event-stream"]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"], ids=["LF", "CRLF", "CR"])
def test_an_event_is_told_when_its_last_byte_is_there(world: World, end: str) -> None:
    event = SAID[SAID.index("event: deployment") : SAID.index("\n:\n")] + "\n"

    _, found, error = served(HEAD + in_chunks(event.replace("\n", end).encode(), 5)[: -len("0\r\n\r\n")], world, 0.3)

    assert [one.event for one in found] == ["deployment_status"]
    assert isinstance(error, CallTimeoutError)


def test_silence_ends_a_stream_and_keeps_what_came(world: World) -> None:
    server, found, error = served(HEAD + in_chunks(SAID.encode(), 50)[: -len("0\r\n\r\n")], world, 0.3)

    assert isinstance(error, CallTimeoutError)
    assert len(found) == 3
    assert len(server.seen) == 1
    assert server.open == 0


def test_comments_keep_a_slow_stream_alive(world: World) -> None:
    async def well(talk: Talk, seen: Seen) -> None:
        await talk.send(HEAD)
        for _ in range(8):
            await asyncio.sleep(0.1)
            await talk.send(b"2\r\n:\n\r\n")
        await talk.send(in_chunks(SAID.encode(), 10))

    server = FaultServer(well)
    with serving(server):
        found, error = follow(world, server.url, 0.5)

    assert error is None
    assert len(found) == 3


BROKEN: Final = {
    "an event that is no JSON": (HEAD + in_chunks(f"event: {DONE}\ndata: no\n\n".encode(), 9), ProtocolDriftError),
    "an event of another shape": (HEAD + in_chunks(f"event: {DONE}\ndata: [1]\n\n".encode(), 9), ProtocolDriftError),
    "an event 100,000 deep": (
        HEAD + in_chunks(f"event: {DONE}\ndata: {'[' * 100_000}\n\n".encode(), 5_000),
        ProtocolDriftError,
    ),
    "an event without an end": (HEAD + in_chunks(b"data: " + b"x" * 9_000_000, 100_000), ProtocolDriftError),
    "a line without an end": (HEAD + in_chunks(b"x" * 9_000_000, 100_000), ProtocolDriftError),
    "a chunk without a size": (HEAD + in_chunks(b": hello\n\n", 9)[:-5] + b"zz\r\n", NetworkError),
}


@pytest.mark.parametrize("case", BROKEN)
def test_a_broken_stream_is_a_typed_error_and_not_opened_again(world: World, case: str) -> None:
    body, kind = BROKEN[case]

    server, found, error = served(body, world)

    assert found == []
    assert type(error) is kind
    assert len(str(error)) < 1_000
    assert KEY not in str(error)
    assert len(server.seen) == 1
    assert server.open == 0


def test_a_stream_that_is_left_gives_its_connection_back(world: World) -> None:
    async def well(talk: Talk, seen: Seen) -> None:
        await talk.send(HEAD + in_chunks(SAID.encode(), 50)[: -len("0\r\n\r\n")])
        await talk.stall()

    server = FaultServer(well, Trouble())
    with serving(server):
        if world == "sync":
            with OxenClient(api_key=KEY, base_url=server.url) as client, client.events.stream() as stream:
                first = next(stream)
        else:

            async def run() -> Any:
                async with (
                    AsyncOxenClient(api_key=KEY, base_url=server.url) as client,
                    client.events.stream() as stream,
                ):
                    return await anext(stream)

            first = asyncio.run(run())

    assert first.event == "deployment_status"
    assert server.open == 0
