"""Whether memory stays flat over many calls, and what cancelled calls leave; both in processes of their own.

`python -m tests.benchmarks.memory URL WORLD CALLS` prints by how many blocks and by how many bytes (RSS) the process has
grown over so many calls after as many as the caches hold; half of them are `create`, half `get`, of one job in a hundred.
"""

from __future__ import annotations

import asyncio
import gc
import os
import subprocess
import sys
from pathlib import Path
from typing import Final

from tests.benchmarks.loopback import serving
from tests.benchmarks.timing import ROOT, Comparison

CALLS: Final = 50_000
CANCELLATIONS: Final = 200
BLOCKS_OF_CALLS: Final = 1_000
"""The most blocks that any number of calls may leave: caches of the interpreter, timers of the loop."""
BLOCKS_OF_CANCELLATIONS: Final = 1_000
BYTES_OF_CALLS: Final = 4 * 1024 * 1024
_WARM: Final = 1_000
_JOBS: Final = 100


def measure() -> list[Comparison]:
    """Growth over all calls against the bounds, sync and async; then what cancellations leave, stage by stage."""
    sys.path.insert(0, str(ROOT / "generated"))
    with serving() as url:
        found = [grown_by for world in ("sync", "async") for grown_by in _calls(url, world)]
    return found + _cancellations()


def _calls(url: str, world: str) -> list[Comparison]:
    arguments = [sys.executable, "-m", "tests.benchmarks.memory", url, world, str(CALLS)]
    path = {**os.environ, "PYTHONPATH": str(ROOT / "generated")}
    done = subprocess.run(arguments, cwd=ROOT, env=path, capture_output=True, text=True, check=True)
    blocks, size = map(int, done.stdout.split())
    what = f"over {CALLS} {world} calls / at most"
    return [
        Comparison(f"blocks grown {what}", blocks, BLOCKS_OF_CALLS, 1.0, 1, "blocks"),
        Comparison(f"KiB of RSS grown {what}", size / 1024, BYTES_OF_CALLS / 1024, 1.0, 1, "KiB"),
    ]


def _cancellations() -> list[Comparison]:
    from tests.benchmarks.cancelling import STAGES, left_by

    found = []
    for stage in STAGES:
        left = asyncio.run(left_by(stage, CANCELLATIONS))
        what = f"left by {CANCELLATIONS} calls cancelled at {stage} / at most"
        most = 1 if stage == "retry pause" else 0  # a connection that waits for the next call
        found += [
            Comparison(
                f"connections and tasks over {most} {what}", left.connections - most + left.tasks, 1, 0.0, 1, "left"
            ),
            Comparison(f"blocks {what}", left.blocks, BLOCKS_OF_CANCELLATIONS, 1.0, 1, "blocks"),
        ]
    return found


def grown_sync(url: str, calls: int) -> tuple[int, int]:
    """Blocks and bytes by which this process grows over so many calls that block."""
    from stillmotion.kling.client import KlingClient

    with KlingClient("key", base_url=url) as client:

        def run(count: int) -> None:
            for number in range(count // 2):
                client.image_to_video.create(image="https://example.com/cat.png", prompt="it jumps")
                client.image_to_video.get(f"job-{number % _JOBS}")

        run(_WARM)
        before = _size()
        run(calls)
        after = _size()
    return after[0] - before[0], after[1] - before[1]


async def grown_async(url: str, calls: int) -> tuple[int, int]:
    """Blocks and bytes by which this process grows over so many calls in a loop."""
    from stillmotion.kling.async_client import AsyncKlingClient

    async with AsyncKlingClient("key", base_url=url) as client:

        async def run(count: int) -> None:
            for number in range(count // 2):
                await client.image_to_video.create(image="https://example.com/cat.png", prompt="it jumps")
                await client.image_to_video.get(f"job-{number % _JOBS}")

        await run(_WARM)
        before = _size()
        await run(calls)
        after = _size()
    return after[0] - before[0], after[1] - before[1]


def _size() -> tuple[int, int]:
    gc.collect()
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return sys.getallocatedblocks(), pages * os.sysconf("SC_PAGE_SIZE")


def main() -> None:
    """Measure one world and print."""
    url, world, calls = sys.argv[1], sys.argv[2], int(sys.argv[3])
    print(*(grown_sync(url, calls) if world == "sync" else asyncio.run(grown_async(url, calls))))


if __name__ == "__main__":
    main()
