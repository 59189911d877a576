"""Calls leave nothing behind, whether they end or are cancelled; `make bench` runs many more of them."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path

import pytest

from stillmotion import AsyncClient
from tests.benchmarks.cancelling import STAGES, Stage, left_by
from tests.benchmarks.loopback import serving
from tests.benchmarks.memory import grown_async, grown_sync

CALLS = 600
BLOCKS = 300
"""Half a block a call: what an interpreter keeps for itself, and less than anything kept for each call would be."""


@pytest.mark.parametrize("stage", STAGES)
def test_a_cancelled_call_leaves_no_connection_and_no_task(stage: Stage) -> None:
    left = asyncio.run(left_by(stage, 12))
    idle = 1 if stage == "retry pause" else 0
    assert (left.connections, left.tasks) == (idle, 0)


@pytest.mark.parametrize(
    "grown",
    [grown_sync, lambda url, calls: asyncio.run(grown_async(url, calls))],
    ids=["sync", "async"],
)
def test_calls_leave_no_memory(grown: Callable[[str, int], tuple[int, int]]) -> None:
    with serving() as url:
        blocks, _ = grown(url, CALLS)
    assert blocks < BLOCKS


def test_a_cancelled_download_leaves_no_handshake_open(tmp_path: Path) -> None:
    async def run() -> None:
        greeted, closed = asyncio.Event(), asyncio.Event()

        async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            while await reader.read(1_000):
                greeted.set()
            closed.set()
            writer.close()

        server = await asyncio.start_server(serve, "127.0.0.1", 0)
        url = f"https://127.0.0.1:{server.sockets[0].getsockname()[1]}/v.mp4"
        async with server, AsyncClient() as client, asyncio.timeout(5):
            task = asyncio.create_task(client.download(url, tmp_path / "v.mp4", allow_private=True))
            await greeted.wait()
            task.cancel()
            (kept,) = await asyncio.gather(task, return_exceptions=True)
            await closed.wait()
            # its frames hold the connection, so nobody else has closed it
            assert isinstance(kept, asyncio.CancelledError)

    asyncio.run(run())
