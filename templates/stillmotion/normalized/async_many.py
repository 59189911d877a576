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


class _Crowd:
    """The jobs under way. Each is submitted and then waited for, unless the crowd was told to go home."""

    def __init__(
        self,
        start: Callable[[ImageToVideoRequest], Awaitable[Watch]],
        step: Callable[[Watch], Awaitable[Generation | Watch]],
        clock: Callable[[], float],
        sleep: Callable[[float], Awaitable[Any]],
    ) -> None:
        self._start, self._step, self._clock, self._sleep = start, step, clock, sleep
        self._submitted: set[asyncio.Task[Any] | None] = set()
        self._over = False

    async def run(self, request: ImageToVideoRequest) -> Ended | None:
        """What becomes of a request; None when the crowd went home first."""
        try:
            found: Generation | Watch = await self._start(request)
            self._submitted.add(asyncio.current_task())
            while not self._over:
                if isinstance(found, Generation):
                    return found
                await self._sleep(found.pause(self._clock()))
                found = await self._step(found)
        except StillmotionError as error:
            return with_request(error, request)
        finally:
            self._submitted.discard(asyncio.current_task())
        return None

    async def go_home(self, running: set[asyncio.Task[Ended | None]]) -> None:
        """End all waiting. A submit on its way is let finish: torn off, nobody would know of a job that is paid for."""
        self._over = True
        for task in running & self._submitted:
            task.cancel()
        await asyncio.gather(*running, return_exceptions=True)


async def async_in_turns(
    requests: Iterable[ImageToVideoRequest],
    start: Callable[[ImageToVideoRequest], Awaitable[Watch]],
    step: Callable[[Watch], Awaitable[Generation | Watch]],
    room: int,
    clock: Callable[[], float],
    sleep: Callable[[float], Awaitable[Any]],
) -> AsyncIterator[Ended]:
    """What becomes of requests, as they end. At most `room` are under way; no more are taken from `requests`."""
    coming = iter(requests)
    crowd = _Crowd(start, step, clock, sleep)
    running: set[asyncio.Task[Ended | None]] = set()
    try:
        while True:
            running |= {asyncio.create_task(crowd.run(request)) for request in _some(coming, room - len(running))}
            if not running:
                return
            ended, running = await asyncio.wait(running, return_when=asyncio.FIRST_COMPLETED)
            for task in ended:
                result = task.result()
                if result is not None:
                    yield result
    finally:
        await crowd.go_home(running)


def _some(coming: Iterator[ImageToVideoRequest], number: int) -> Iterator[ImageToVideoRequest]:
    """The next requests, at most so many."""
    for _ in range(number):
        try:
            yield next(coming)
        except StopIteration:
            return
