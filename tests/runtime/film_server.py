"""A server for files over raw sockets: each request is answered by the next of its talks; and who downloads from it."""

from __future__ import annotations

import asyncio
import re
import socket
import struct
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from normalized_sample import Clock, World

from stillmotion import AsyncClient, Client, Timing

FILM = bytes(range(256)) * 4_096
"""A megabyte."""
ETAG = '"film-1"'

Talk = Callable[["Request", socket.socket], None]


@dataclass(frozen=True)
class Request:
    """What was asked: the first line and the headers, names in lower case."""

    line: str
    headers: dict[str, str]

    @property
    def start(self) -> int:
        """The first byte that was asked for."""
        found = re.fullmatch(r"bytes=(\d+)-", self.headers.get("range", ""))
        return int(found[1]) if found else 0


@dataclass
class FilmServer:
    """The nth request is answered by the nth talk, those after the last by the last."""

    listener: socket.socket
    talks: list[Talk]
    seen: list[Request] = field(default_factory=list)
    over: threading.Event = field(default_factory=threading.Event)
    threads: list[threading.Thread] = field(default_factory=list)

    @property
    def url(self) -> str:
        host, port = self.listener.getsockname()
        return f"http://{host}:{port}/v.mp4?signature=abcdefgh%2Fijkl"

    def run(self) -> None:
        """Serve until the listener is shut down."""
        while True:
            try:
                connection, _ = self.listener.accept()
            except OSError:
                return
            thread = threading.Thread(target=self._serve, args=[connection])
            thread.start()
            self.threads.append(thread)

    def _serve(self, connection: socket.socket) -> None:
        with closing(connection):
            connection.settimeout(10)
            data = b""
            while b"\r\n\r\n" not in data:
                part = connection.recv(65_536)
                if not part:
                    return
                data += part
            line, *rest = data.decode().split("\r\n\r\n")[0].split("\r\n")
            request = Request(line, {name.lower(): value for name, _, value in (one.partition(": ") for one in rest)})
            self.seen.append(request)
            with suppress(OSError):
                self.talks[min(len(self.seen), len(self.talks)) - 1](request, connection)


@contextmanager
def serving(*talks: Talk, host: str = "127.0.0.1") -> Iterator[FilmServer]:
    """A server at work."""
    with closing(socket.create_server((host, 0))) as listener:
        server = FilmServer(listener, list(talks))
        thread = threading.Thread(target=server.run)
        thread.start()
        try:
            yield server
        finally:
            server.over.set()
            listener.shutdown(socket.SHUT_RDWR)
            for one in (thread, *server.threads):
                one.join(10)


def head(status: str, headers: dict[str, Any]) -> bytes:
    """The start of an answer after which the connection is closed."""
    lines = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
    return f"HTTP/1.1 {status}\r\nconnection: close\r\n{lines}\r\n".encode()


def answer(status: str, body: bytes = b"", **headers: Any) -> Talk:
    """Always the same."""
    named = {"content-length": len(body), **{name.replace("_", "-"): value for name, value in headers.items()}}
    return lambda request, connection: connection.sendall(head(status, named) + body)


def film(
    *, most: int | None = None, ends: str = "close", content: bytes = FILM, ranges: bool = True, **given: Any
) -> Talk:
    """The film, or the rest that was asked for; with `most` only so many bytes of it come.

    `ends` says what happens then: the connection is closed or reset, or nothing.
    """
    headers = {"content-type": "video/mp4", "etag": ETAG}
    headers.update({name.replace("_", "-"): value for name, value in given.items()})
    headers = {name: value for name, value in headers.items() if value}

    def talk(request: Request, connection: socket.socket) -> None:
        start = request.start if ranges else 0
        body = content[start:]
        told = {"content-length": len(body), **headers}
        status = "200 OK"
        if start:
            status = "206 Partial Content"
            told = {"content-range": f"bytes {start}-{len(content) - 1}/{len(content)}", **told}
        connection.sendall(head(status, told) + body[:most])
        if most is not None and ends == "reset":
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        elif most is not None and ends == "silence":
            connection.recv(1)

    return talk


def chunked(*pieces: bytes, is_whole: bool = True, **headers: Any) -> Talk:
    """A body whose length is not told before."""
    told = {"transfer-encoding": "chunked", **{name.replace("_", "-"): value for name, value in headers.items()}}

    def talk(request: Request, connection: socket.socket) -> None:
        connection.sendall(head("200 OK", told))
        for piece in pieces:
            connection.sendall(b"%x\r\n%b\r\n" % (len(piece), piece))
        if is_whole:
            connection.sendall(b"0\r\n\r\n")

    return talk


def download(world: World, url: str, path: Path, *, clock: Any = None, **named: Any) -> Path:
    """One download by a client of its own; only sleeping takes time on its clock."""
    clock = clock or Clock()
    named = {"allow_private": True, **named}
    if world == "sync":
        with Client(timing=Timing(clock), sleep=clock.sleep) as client:
            return client.download(url, path, **named)

    async def run() -> Path:
        async with AsyncClient(timing=Timing(clock), sleep=clock.asleep) as other:
            return await other.download(url, path, **named)

    return asyncio.run(run())
