"""`python -m tests.benchmarks.polling_ours URL JOBS [late|kept]`: the normalized client asks about each job every second.

Without a word it never ends; `late` prints after ten seconds how late, in seconds, all but one question in a hundred were;
`kept` prints the bytes that a waiting job takes, and needs no server.
"""

from __future__ import annotations

import asyncio
import gc
import statistics
import sys
import time
import tracemalloc
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from typing import Final

from stillmotion.normalized.account import Account
from stillmotion.normalized.async_client import AsyncClient
from stillmotion.normalized.following import Follower
from stillmotion.normalized.generation import Generation, Job
from stillmotion.normalized.waiting import Watch

_SECONDS: Final = 10.0
_MOMENT: Final = datetime(2026, 1, 1, tzinfo=UTC)


def jobs(number: int) -> Iterator[Job]:
    """Jobs of Kling that were submitted long ago."""
    return (Job(provider="kling", account="default", ids=(f"{n:018d}",), submitted_at=_MOMENT) for n in range(number))


async def followed(url: str, number: int, late: list[float]) -> None:
    """Ask about each job on every full second of its own, spread evenly over the second; `late` takes seconds."""
    async with AsyncClient([Account("kling", api_key="key-of-the-benchmark", base_url=url)]) as client:

        async def step(watch: Watch) -> Generation | Watch:
            late.append(time.monotonic() - watch.due)
            found = await client._step(watch, None)
            assert isinstance(found, Watch)
            return replace(found, due=watch.due + 1.0)

        watches = [client._watch(job, 3_600) for job in jobs(number)]
        begin = time.monotonic() + 0.1
        late.clear()
        follower = Follower(step, time.monotonic, asyncio.sleep)
        async for ended in follower.run(replace(watch, due=begin + n / number) for n, watch in enumerate(watches)):
            raise AssertionError(ended)


async def lateness(url: str, number: int) -> float:
    """Seconds that 99 of 100 questions were late at most, from the third second on."""
    late: list[float] = []
    running = asyncio.ensure_future(followed(url, number, late))
    await asyncio.sleep(_SECONDS)
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)
    assert len(late) > 8 * number, f"only {len(late)} questions"
    return statistics.quantiles(late[2 * number :], n=100)[98]


async def kept(number: int) -> float:
    """Bytes that a waiting job takes: the job, its watch and its place in the heap."""
    async with AsyncClient([Account("kling", api_key="key-of-the-benchmark")]) as client:
        for job in jobs(1):
            client._watch(job, None)
        gc.collect()
        tracemalloc.start()
        follower = Follower(lambda watch: asyncio.sleep(0, watch), time.monotonic, asyncio.sleep)
        for job in jobs(number):
            follower.add(client._watch(job, None))
        gc.collect()
        size, _ = tracemalloc.get_traced_memory()
        tracemalloc.stop()
    return size / number


def main() -> None:
    """Run one of the three."""
    url, number, word = sys.argv[1], int(sys.argv[2]), (*sys.argv[3:], "")[0]
    if word == "late":
        print(asyncio.run(lateness(url, number)))
    elif word == "kept":
        print(asyncio.run(kept(number)))
    else:
        asyncio.run(followed(url, number, []))


if __name__ == "__main__":
    main()
