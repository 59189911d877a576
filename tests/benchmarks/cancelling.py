"""Calls cancelled at one stage again and again, over a real socket: what is left of them, as the server sees it."""

from __future__ import annotations

import asyncio
import gc
import sys
from dataclasses import dataclass
from typing import Any, Final, Literal

from stillmotion._runtime.retry import RetryPolicy
from stillmotion.kling.async_client import AsyncKlingClient
from tests.benchmarks.loopback import answer, length_of, task

Stage = Literal["connect", "headers", "body", "retry pause", "recovery"]
STAGES: Final[tuple[Stage, ...]] = ("connect", "headers", "body", "retry pause", "recovery")
_WARM: Final = 5
_LONGEST: Final = 20.0
_PATIENT: Final = RetryPolicy(budget=1_000_000)
_BUSY: Final = b"HTTP/1.1 503 Service Unavailable\r\ncontent-length: 0\r\n\r\n"
_DONE: Final = answer(task())


@dataclass(frozen=True)
class Left:
    """What cancelled calls left behind: open connections (seen by the server), tasks, and blocks of memory."""

    connections: int
    tasks: int
    blocks: int


class _Server:
    """Stalls at a stage, and tells when a call has reached it. It runs in the loop of the calls, without tasks."""

    def __init__(self, stage: Stage) -> None:
        self.stage: Stage | None = stage
        self.reached = asyncio.Event()
        self.open = 0

    def took(self, head: bytes, transport: asyncio.Transport) -> None:
        """One whole request, or the first bytes of a TLS handshake."""
        if self.stage is None:
            transport.write(_DONE)
        elif self.stage == "retry pause":
            transport.write(_BUSY)  # the client tells when it pauses
        elif self.stage == "recovery" and head.startswith(b"POST"):
            transport.abort()
        else:
            if self.stage == "body":
                transport.write(_DONE[:-20])
            self.reached.set()


class _Talk(asyncio.Protocol):
    def __init__(self, server: _Server) -> None:
        self._server = server
        self._data = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport
        self._server.open += 1

    def connection_lost(self, error: Exception | None) -> None:
        self._server.open -= 1

    def data_received(self, data: bytes) -> None:
        self._data += data
        end = self._data.find(b"\r\n\r\n")
        is_whole = end >= 0 and len(self._data) >= end + 4 + length_of(self._data[:end])
        if is_whole or self._server.stage == "connect":
            head, self._data = self._data, b""
            self._server.took(head, self._transport)


async def left_by(stage: Stage, cancellations: int) -> Left:
    """What is left when so many calls were cancelled at this stage, by one client. Raises TimeoutError when a call does
    not get there, as when connections are lost to earlier ones."""
    server = _Server(stage)
    loop = asyncio.get_running_loop()
    listening = await loop.create_server(lambda: _Talk(server), "127.0.0.1", 0)
    # a server that says nothing stalls a handshake, which is part of connecting
    scheme = "https" if stage == "connect" else "http"
    url = f"{scheme}://127.0.0.1:{listening.sockets[0].getsockname()[1]}"
    try:
        async with AsyncKlingClient("key", base_url=url, retry=_PATIENT, timeout=100_000) as client:
            client._session._sleep = _telling(server)
            return await _left(client, server, cancellations)
    finally:
        listening.close()


async def _left(client: AsyncKlingClient, server: _Server, cancellations: int) -> Left:
    before = asyncio.all_tasks()
    for _ in range(_WARM):
        await _cancelled(client, server)
    blocks = _blocks()
    for _ in range(cancellations):
        await _cancelled(client, server)
    grown = _blocks() - blocks
    await _until_closed(server)
    found = Left(server.open, len(asyncio.all_tasks() - before), grown)
    if server.stage != "connect":
        server.stage = None
        async with asyncio.timeout(_LONGEST):
            await client.image_to_video.get("t")
    return found


async def _cancelled(client: AsyncKlingClient, server: _Server) -> None:
    server.reached.clear()
    calling = asyncio.create_task(_call(client, server.stage))
    async with asyncio.timeout(_LONGEST):
        await server.reached.wait()
    for _ in range(3):
        await asyncio.sleep(0)  # what the server wrote is on its way
    calling.cancel()
    done = await asyncio.gather(calling, return_exceptions=True)
    if not isinstance(done[0], asyncio.CancelledError):
        raise AssertionError(f"a cancelled call ended with {done[0]!r}")


async def _call(client: AsyncKlingClient, stage: Stage | None) -> None:
    if stage == "recovery":
        await client.image_to_video.create(image="https://example.com/cat.png", external_task_id="demo")
    else:
        await client.image_to_video.get("t")


async def _until_closed(server: _Server) -> None:
    """Wait until the server has seen what the client closed; a connection without a call stays open."""
    kept = 1 if server.stage == "retry pause" else 0
    for _ in range(200):
        if server.open <= kept:
            return
        await asyncio.sleep(0.01)


def _telling(server: _Server) -> Any:
    async def sleep(seconds: float) -> None:
        if server.stage == "retry pause":
            server.reached.set()
            seconds = _LONGEST
        await asyncio.sleep(seconds)

    return sleep


def _blocks() -> int:
    gc.collect()
    return sys.getallocatedblocks()
