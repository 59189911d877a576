from __future__ import annotations

import asyncio
from collections.abc import Iterator

import httpx2
import pytest
from runtime_sample import EVENTS, Handler, Shell, Task, answering

from stillmotion._runtime.errors import AuthenticationError, ConfigurationError, NetworkError, ProtocolDriftError

TYPE = {"content-type": "text/event-stream"}


def stream(content: bytes) -> Handler:
    return answering(200, headers=TYPE, content=content)


STORY = b'id: 7\nevent: task\ndata: {"task_id":\ndata: "t"}\n\n: comment\n\nevent: ping\ndata: x\n\n'


@pytest.mark.parametrize("start", [b"", b"\xef\xbb\xbf"])
@pytest.mark.parametrize("end", [b"\n", b"\r", b"\r\n"])
def test_events_are_typed_whatever_the_line_ends(shell: Shell, start: bytes, end: bytes) -> None:
    story = start + STORY.removeprefix(b"id: 7\n").replace(b"\n", end)
    task, ping = shell.events(shell.session(stream(story)), EVENTS)
    assert isinstance(task.data, Task)
    assert (task.event, task.data.task_id) == ("task", "t")
    assert (ping.event, ping.data, ping.text) == ("ping", None, "x")


def test_the_id_is_kept(shell: Shell) -> None:
    assert [event.id for event in shell.events(shell.session(stream(STORY)), EVENTS)] == ["7", "7"]


def test_an_event_that_never_ended_is_dropped(shell: Shell) -> None:
    assert shell.events(shell.session(stream(b'event: task\ndata: {"task_id": "t"}\n')), EVENTS) == []


@pytest.mark.parametrize("data", [b"{}", b"<html>", b"[" * 100_000, b'{"task_id": 5}'])
def test_data_outside_the_contract_is_drift(shell: Shell, data: bytes) -> None:
    with pytest.raises(ProtocolDriftError) as caught:
        shell.events(shell.session(stream(b"event: task\ndata: " + data + b"\n\n")), EVENTS)
    assert len(str(caught.value)) < 1_000


def test_another_content_type_is_drift(shell: Shell) -> None:
    with pytest.raises(ProtocolDriftError, match="content type"):
        shell.events(shell.session(answering(200, json={})), EVENTS)


def test_an_endless_event_is_drift(shell: Shell) -> None:
    with pytest.raises(ProtocolDriftError, match="limit"):
        shell.events(shell.session(stream(b"data: " + b"x" * 9_000_000 + b"\n\n")), EVENTS)


def test_an_opening_error_is_typed(shell: Shell) -> None:
    with pytest.raises(AuthenticationError, match="no key"):
        shell.events(shell.session(answering(401, json={"message": "no key"})), EVENTS)


def test_a_broken_stream_is_a_network_error(shell: Shell) -> None:
    def handle(request: httpx2.Request) -> httpx2.Response:
        raise httpx2.ReadError("reset", request=request)

    with pytest.raises(NetworkError, match="ReadError"):
        shell.events(shell.session(handle), EVENTS)


class Endless(httpx2.SyncByteStream):
    closed = False

    def __iter__(self) -> Iterator[bytes]:
        while True:
            yield b'event: task\ndata: {"task_id": "t"}\n\n'

    def close(self) -> None:
        self.closed = True


def test_leaving_the_stream_closes_the_connection() -> None:
    endless = Endless()
    session = Shell("sync").session(lambda request: httpx2.Response(200, headers=TYPE, stream=endless))
    with session.stream(EVENTS) as events:
        assert next(events).data.task_id == "t"
        assert not endless.closed
    assert endless.closed
    assert list(events) == []


def test_nothing_is_sent_before_the_stream_is_entered() -> None:
    seen = []

    def handle(request: httpx2.Request) -> httpx2.Response:
        seen.append(request.headers["accept"])
        return httpx2.Response(200, headers=TYPE, content=STORY)

    session = Shell("sync").session(handle)
    events = session.stream(EVENTS)
    assert seen == []
    assert len(list(events)) == 2
    assert seen == ["text/event-stream"]


def test_a_closed_session_opens_no_stream() -> None:
    session = Shell("async").session(stream(STORY))

    async def run() -> None:
        await session.close()
        async with session.stream(EVENTS):
            pass

    with pytest.raises(ConfigurationError, match="closed"):
        asyncio.run(run())
