"""The bytes of event streams, and streams whose connection breaks."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from dataclasses import replace
from typing import Any

import httpx2
import pytest
from runtime_sample import EVENTS, Handler, Shell

from stillmotion._runtime.errors import CallTimeoutError, NetworkError, ProtocolDriftError, ProviderError
from stillmotion._runtime.operation import CallOptions
from stillmotion._runtime.retry import RetryPolicy
from stillmotion._runtime.sse import EventTooLargeError, Message, Parser
from stillmotion.fal.operations import IMAGE_TO_VIDEO_STATUS_STREAM
from stillmotion.oxen.operations import EVENTS_STREAM

SAID = '\ufeff: hi\n\nid: 7\nevent: task\ndata: {"n":\ndata: "ö😀"}\n\nretry: 1500\n\ndata\n\nid\ndata:x\ndata: half'
MEANT = [Message("task", '{"n":\n"ö😀"}', "7"), Message("message", "", "7")]
REPLAYED = replace(EVENTS, replayed=True)
TYPE = {"content-type": "text/event-stream"}
ONE = b'id: 1\nevent: task\ndata: {"task_id": "a"}\n\n'
TWO = b'id: 2\nevent: task\ndata: {"task_id": "b"}\n\n'


def fed(parser: Parser, *chunks: bytes) -> list[Message]:
    return [message for chunk in chunks for message in parser.feed(chunk)]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_events_are_the_same_wherever_the_bytes_are_cut(end: str) -> None:
    body = SAID.replace("\n", end).encode()
    for at in range(len(body) + 1):
        parser = Parser()
        assert fed(parser, body[:at], body[at:]) == MEANT
        assert parser.pause == 1.5
    assert fed(Parser(), *(body[at : at + 1] for at in range(len(body)))) == MEANT


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_an_event_is_there_with_its_last_byte(end: str) -> None:
    assert len(fed(Parser(), f"data: x{end}{end}".encode())) == 1


@pytest.mark.parametrize("pieces", [[b"data: 12345678", b"90\n"], [b"data: 123\ndata:12\n"], [b":" + b"x" * 30]])
def test_what_waits_for_its_end_is_bounded(pieces: list[bytes]) -> None:
    with pytest.raises(EventTooLargeError):
        fed(Parser(limit=15), *pieces)


def test_comments_without_end_are_no_event() -> None:
    assert fed(Parser(limit=15), *[b": ping\n"] * 100) == []


@pytest.mark.parametrize(
    ("said", "pause"), [("-5", 0), ("1e3", 0), ("", 0), ("²", 0), ("250", 0.25), ("9" * 5_000, 30)]
)
def test_only_digits_ask_for_a_pause_and_none_is_long(said: str, pause: float) -> None:
    parser = Parser()
    fed(parser, f"retry: {said}\n\n".encode())
    assert parser.pause == pause


def test_an_id_with_nul_is_none() -> None:
    assert [one.id for one in fed(Parser(), b"id: 1\ndata: x\n\nid: a\0b\ndata: y\n\n")] == ["1", "1"]


class Breaking(httpx2.SyncByteStream, httpx2.AsyncByteStream):
    """A body that breaks off."""

    def __init__(self, content: bytes, error: type[httpx2.RequestError] = httpx2.ReadError) -> None:
        self._content, self._error = content, error

    def __iter__(self) -> Iterator[bytes]:
        yield self._content
        raise self._error("reset")

    async def __aiter__(self) -> AsyncIterator[bytes]:
        yield self._content
        raise self._error("reset")


def connections(seen: list[Any], *streams: Any) -> Handler:
    """A server with one body for each connection, the last one again and again."""
    left = list(streams)

    def handle(sent: httpx2.Request) -> httpx2.Response:
        seen.append(sent.headers.get("last-event-id"))
        stream = left.pop(0) if len(left) > 1 else left[0]
        if isinstance(stream, bytes):
            return httpx2.Response(200, headers=TYPE, content=stream)
        return httpx2.Response(200, headers=TYPE, stream=stream)

    return handle


def test_a_replayed_stream_goes_on_after_its_last_event(shell: Shell) -> None:
    seen: list[Any] = []
    session = shell.session(connections(seen, Breaking(ONE), TWO))
    assert [event.data.task_id for event in shell.events(session, REPLAYED)] == ["a", "b"]
    assert seen == [None, "1"]
    assert shell.time.slept == [0.25]


def test_the_pause_is_the_servers_when_it_is_longer(shell: Shell) -> None:
    session = shell.session(connections([], Breaking(b"retry: 4000\n" + ONE), TWO))
    shell.events(session, REPLAYED)
    assert shell.time.slept == [4.0]


def test_an_id_that_no_header_carries_is_left_out(shell: Shell) -> None:
    seen: list[Any] = []
    shell.events(shell.session(connections(seen, Breaking(ONE.replace(b"id: 1", "id: ö".encode())), TWO)), REPLAYED)
    assert seen == [None, None]


def test_connecting_again_is_bounded(shell: Shell) -> None:
    seen: list[Any] = []
    session = shell.session(connections(seen, Breaking(b": hi\n\n")), retry=RetryPolicy(attempts=3))
    with pytest.raises(NetworkError):
        shell.events(session, REPLAYED)
    assert len(seen) == 3


def test_a_stream_that_is_not_replayed_is_not_opened_again(shell: Shell) -> None:
    seen: list[Any] = []
    with pytest.raises(NetworkError):
        shell.events(shell.session(connections(seen, Breaking(ONE))), EVENTS)
    assert len(seen) == 1


@pytest.mark.parametrize(
    ("stream", "kind"),
    [(Breaking(ONE, httpx2.ReadTimeout), CallTimeoutError), (b"event: task\ndata: no\n\n", ProtocolDriftError)],
)
def test_silence_and_drift_are_told_at_once(shell: Shell, stream: Any, kind: type[ProviderError]) -> None:
    seen: list[Any] = []
    with pytest.raises(kind):
        shell.events(shell.session(connections(seen, stream)), REPLAYED)
    assert len(seen) == 1


@pytest.mark.parametrize(
    ("keep_alive", "client", "call", "silence"),
    [(None, None, None, 60), (15, None, None, 30), (40, None, None, 80), (40, 5, None, 5), (40, 5, 7, 7)],
)
def test_how_long_a_silence_may_be(
    shell: Shell, keep_alive: float | None, client: float | None, call: float | None, silence: float
) -> None:
    session = shell.session(connections([], b""), timeout=client)
    timeouts = session._core.streaming(replace(EVENTS, keep_alive=keep_alive), CallOptions(timeout=call))
    timeouts.per_silence = True
    assert timeouts.get("read") == silence
    timeouts.until = 3.0
    assert timeouts.get("read") == 3.0


def test_the_providers_say_when_their_streams_give_a_sign_of_life() -> None:
    assert (EVENTS_STREAM.keep_alive, EVENTS_STREAM.replayed) == (15, False)
    assert (IMAGE_TO_VIDEO_STATUS_STREAM.keep_alive, IMAGE_TO_VIDEO_STATUS_STREAM.replayed) == (15, False)
