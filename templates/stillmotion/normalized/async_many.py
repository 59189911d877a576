"""Many jobs at once, each in a task of its own."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Iterator
from typing import Any

from .._runtime.errors import StillmotionError
from .generation import Generation
from .many import Ended, with_request
from .request import ImageToVideoRequest
from .waiting import Watch


async def async_in_turns(
    requests: Iterable[ImageToVideoRequest],
    start: Callable[[ImageToVideoRequest], Awaitable[Watch]],
    step: Callable[[Watch], Awaitable[Generation | Watch]],
    room: int,
    clock: Callable[[], float],
    sleep: Callable[[float], Awaitable[Any]],
) -> AsyncIterator[Ended]:
    """What becomes of requests, as they end. At most `room` are under way; no more are taken from `requests`."""

    async def run(request: ImageToVideoRequest) -> Ended:
        try:
            watch = await start(request)
            while True:
                await sleep(watch.pause(clock()))
                found = await step(watch)
                if isinstance(found, Generation):
                    return found
                watch = found
        except StillmotionError as error:
            return with_request(error, request)

    coming = iter(requests)
    running: set[asyncio.Task[Ended]] = set()
    try:
        while True:
            running |= {asyncio.create_task(run(request)) for request in _some(coming, room - len(running))}
            if not running:
                return
            ended, running = await asyncio.wait(running, return_when=asyncio.FIRST_COMPLETED)
            for task in ended:
                yield task.result()
    finally:
        await _stop(running)


def _some(coming: Iterator[ImageToVideoRequest], number: int) -> Iterator[ImageToVideoRequest]:
    for _ in range(number):
        try:
            yield next(coming)
        except StopIteration:
            return


async def _stop(running: set[asyncio.Task[Ended]]) -> None:
    for task in running:
        task.cancel()
    await asyncio.gather(*running, return_exceptions=True)
