"""Over a real socket, judged first by what the server saw."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager

import pytest
from runtime_sample import CREATE, EVENTS, Create, Shell

from stillmotion._runtime.errors import CallTimeoutError, NetworkError, ProtocolDriftError, SubmitAmbiguousError
from stillmotion._runtime.operation import CallOptions

BODY = b'{"code":0,"data":{"task_id":"t"}}'
ANSWER = b"HTTP/1.1 200 OK\r\ncontent-length: %d\r\n\r\n" % len(BODY) + BODY
Talk = Callable[[socket.socket, threading.Event], None]


class Server:
    """Hands every connection to `talk` after reading one request; keeps the requests."""

    def __init__(self, listener: socket.socket, talk: Talk) -> None:
        self.url = f"http://127.0.0.1:{listener.getsockname()[1]}"
        self.seen: list[bytes] = []
        self.over = threading.Event()
        self._listener = listener
        self._talk = talk

    def run(self) -> None:
        while not self.over.is_set():
            try:
                connection, _ = self._listener.accept()
            except OSError:
                return
            with closing(connection):
                request = self._request(connection)
                if request:
                    self.seen.append(request)
                    self._talk(connection, self.over)

    def _request(self, connection: socket.socket) -> bytes:
        connection.settimeout(5)
        data = b""
        while b"\r\n\r\n" not in data or (b"content-length: 14" in data.lower() and not data.endswith(b"}")):
            part = connection.recv(65_536)
            if not part:
                return b""
            data += part
        return data


@contextmanager
def serving(talk: Talk) -> Iterator[Server]:
    with closing(socket.create_server(("127.0.0.1", 0))) as listener:
        server = Server(listener, talk)
        thread = threading.Thread(target=server.run, daemon=True)
        thread.start()
        try:
            yield server
        finally:
            server.over.set()
            listener.shutdown(socket.SHUT_RDWR)
            thread.join(5)


def saying(data: bytes) -> Talk:
    return lambda connection, over: connection.sendall(data)


def stalling(data: bytes) -> Talk:
    def talk(connection: socket.socket, over: threading.Event) -> None:
        connection.sendall(data)
        over.wait(5)

    return talk


def trickling(connection: socket.socket, over: threading.Event) -> None:
    connection.sendall(b"HTTP/1.1 200 OK\r\ncontent-length: 1000\r\n\r\n")
    while not over.wait(0.02):
        try:
            connection.sendall(b" ")
        except OSError:
            return


def test_a_call_over_a_socket(shell: Shell) -> None:
    with serving(saying(ANSWER)) as server:
        session = shell.session(None, base_url=server.url)
        assert shell.call(session, CREATE, body=Create(prompt="p")).data.task_id == "t"
    assert len(server.seen) == 1
    head, _, body = server.seen[0].partition(b"\r\n\r\n")
    assert head.startswith(b"POST /v1/tasks HTTP/1.1\r\n")
    assert head.lower().count(b"content-type:") == 1
    assert b"user-agent: stillmotion/" in head.lower()
    assert body == b'{"prompt":"p"}'


@pytest.mark.parametrize("talk", [stalling(b""), stalling(b"HTTP/1.1 200 OK\r\n"), stalling(ANSWER[:-5]), trickling])
def test_the_total_time_is_bounded_and_nothing_is_sent_twice(shell: Shell, talk: Talk) -> None:
    with serving(talk) as server:
        session = shell.session(None, base_url=server.url)
        started = time.monotonic()
        with pytest.raises(SubmitAmbiguousError) as caught:
            shell.call(session, CREATE, body=Create(prompt="p"), options=CallOptions(timeout=0.2))
        assert time.monotonic() - started < 1.5
    assert len(server.seen) == 1
    assert isinstance(caught.value.__cause__, CallTimeoutError)


@pytest.mark.parametrize("data", [b"", b"HTTP/1.1 200 OK\r\n", ANSWER[:-5], b"garbage\r\n\r\n"])
def test_a_submit_whose_connection_breaks_is_sent_once(shell: Shell, data: bytes) -> None:
    with serving(saying(data)) as server:
        session = shell.session(None, base_url=server.url)
        with pytest.raises(SubmitAmbiguousError) as caught:
            shell.call(session, CREATE, body=Create(prompt="p"))
    assert len(server.seen) == 1
    assert isinstance(caught.value.__cause__, NetworkError)


def test_a_body_without_a_length_that_ends_early_is_drift(shell: Shell) -> None:
    with serving(saying(b"HTTP/1.1 200 OK\r\n\r\n" + BODY[:-5])) as server:
        session = shell.session(None, base_url=server.url)
        with pytest.raises(SubmitAmbiguousError) as caught:
            shell.call(session, CREATE, body=Create(prompt="p"))
    assert len(server.seen) == 1
    assert isinstance(caught.value.__cause__, ProtocolDriftError)


def test_a_refused_connection_was_surely_not_taken(shell: Shell) -> None:
    with closing(socket.create_server(("127.0.0.1", 0))) as listener:
        port = listener.getsockname()[1]
    session = shell.session(None, base_url=f"http://127.0.0.1:{port}")
    with pytest.raises(NetworkError) as caught:
        shell.call(session, CREATE, body=Create(prompt="p"))
    assert (caught.value.accepted, caught.value.retry) == ("no", "backoff")


def test_a_silent_stream_times_out_and_a_slow_one_does_not(shell: Shell) -> None:
    event = b'event: task\r\ndata: {"task_id": "t"}\r\n\r\n'

    def talk(connection: socket.socket, over: threading.Event) -> None:
        connection.sendall(b"HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\nconnection: close\r\n\r\n")
        for _ in range(6):
            over.wait(0.1)
            connection.sendall(event)
        over.wait(5)

    with serving(talk) as server:
        session = shell.session(None, base_url=server.url)
        started = time.monotonic()
        with pytest.raises(CallTimeoutError):
            shell.events(session, EVENTS, options=CallOptions(timeout=0.4))
        assert 0.8 < time.monotonic() - started < 3
