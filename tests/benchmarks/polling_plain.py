"""`python -m tests.benchmarks.polling_plain URL JOBS shared|unlimited`: a task per job, each asking every second through one
httpx client, with its own limit on connections or without. Never ends. Run in the environment of requirements.txt."""

from __future__ import annotations

import asyncio
import sys

import httpx


async def follow(client: httpx.AsyncClient, url: str, job: str) -> None:
    """Ask about one job, read the answer, wait a second."""
    while True:
        answer = await client.get(f"{url}/v1/videos/image2video/{job}", headers={"authorization": "Bearer key"})
        answer.json()
        await asyncio.sleep(1.0)


async def main(url: str, number: int, word: str) -> None:
    """Follow all jobs. No timeout: waiting for a connection is what is measured."""
    limits = httpx.Limits() if word == "unlimited" else httpx.Limits(max_connections=100, max_keepalive_connections=20)
    async with httpx.AsyncClient(limits=limits, timeout=None) as client:
        await asyncio.gather(*(follow(client, url, f"{n:018d}") for n in range(number)))


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], int(sys.argv[2]), sys.argv[3]))
