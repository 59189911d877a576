"""Many jobs at once in async code: one heap of what is due, and few questions under way at a time.

A task per job would make thousands of requests wait inside the connection pool; here they wait in the heap, where they
cost next to nothing.
"""

from __future__ import annotations

import asyncio
import heapq
from collections import deque
from collections.abc import AsyncGenerator, AsyncIterator, Awaitable, Callable, Coroutine, Iterable
from typing import Any, Final

from .._runtime.errors import ProviderError, StillmotionError
from .generation import Generation
from .many import Ended
from .waiting import Watch, about

LANES: Final = 16
"""Questions under way at a time: more gain nothing on one connection each."""


class Follower:
    """Asks about jobs when they are due, and yields them as they end.

    `step` asks once: the generation when the job has ended, else when to ask again. `clock` counts seconds, `sleep` waits.
    """

    def __init__(
        self,
        step: Callable[[Watch], Awaitable[Generation | Watch]],
        clock: Callable[[], float],
        sleep: Callable[[float], Awaitable[Any]],
        lanes: int = LANES,
    ) -> None:
        self._step, self._clock, self._sleep, self._lanes = step, clock, sleep, lanes
        self._due: list[tuple[float, int, Watch]] = []
        self._ended: deque[Ended] = deque()
        self._asking: set[asyncio.Task[None]] = set()
        self._starting: set[asyncio.Task[None]] = set()
        self._wake = asyncio.Event()
        self._count = 0
        self._defect: BaseException | None = None

    def add(self, watch: Watch) -> None:
        """Follow one more job."""
        self._count += 1
        heapq.heappush(self._due, (watch.due, self._count, watch))
        if self._due[0][2] is watch:
            self._wake.set()

    def start(self, begin: Callable[[], Awaitable[Watch | Ended]]) -> None:
        """Begin one more job, and follow it once it is known; what is no watch has ended already."""
        self._run(self._starting, self._begin(begin))

    async def _begin(self, begin: Callable[[], Awaitable[Watch | Ended]]) -> None:
        found = await begin()
        if isinstance(found, Watch):
            self.add(found)
        else:
            self._ended.append(found)

    def _run(self, tasks: set[asyncio.Task[None]], work: Coroutine[Any, Any, None]) -> None:
        """Do something beside; `run` goes on only after its task has left the set, or a lane would seem taken for good."""

        def leave(task: asyncio.Task[None]) -> None:
            tasks.discard(task)
            if not task.cancelled():
                self._defect = self._defect or task.exception()
            self._wake.set()

        task = asyncio.create_task(work)
        tasks.add(task)
        task.add_done_callback(leave)

    async def run(self, watches: Iterable[Watch]) -> AsyncGenerator[Ended, None]:
        """The jobs as they end, failures as values. Leaving the iteration ends all questions; the jobs go on.

        A submit on its way then is let finish: torn off, nobody would know of a job that is paid for. What is no error of
        ours, such as one that `on_update` raised, ends the iteration.
        """
        for watch in watches:
            self.add(watch)
        try:
            while self._due or self._asking or self._starting or self._ended or self._defect:
                self._ask_those_due()
                while self._ended:
                    yield self._ended.popleft()
                if self._defect is not None:
                    raise self._defect
                await self._pause()
        finally:
            for task in self._asking:
                task.cancel()
            await asyncio.gather(*self._asking, *self._starting, return_exceptions=True)

    def _ask_those_due(self) -> None:
        while len(self._asking) < self._lanes and (watch := self._next()) is not None:
            self._run(self._asking, self._ask(watch))

    def _next(self) -> Watch | None:
        """The job that has been due for longest, taken from the heap; None when none is due."""
        return heapq.heappop(self._due)[2] if self._due and self._due[0][0] <= self._clock() else None

    async def _ask(self, first: Watch) -> None:
        """Ask about one job after the other as long as some are due: a new task for each would cost as much as a question."""
        watch: Watch | None = first
        while watch is not None:
            found: Ended | Watch
            try:
                found = await self._step(watch)
            except StillmotionError as error:
                found = about(error, watch.job) if isinstance(error, ProviderError) else error
            if isinstance(found, Watch):
                self.add(found)
            else:
                self._ended.append(found)
                self._wake.set()
            watch = self._next()

    async def _pause(self) -> None:
        """Wait until a job is due, or until a question was answered."""
        if not self._due and not self._asking and not self._starting:
            return
        seconds = self._due[0][0] - self._clock() if self._due else None
        if not self._asking and not self._starting and seconds is not None:
            await self._sleep(max(0.0, seconds))
            return
        self._wake.clear()
        if self._ended:
            return
        if seconds is None or seconds <= 0:  # every lane is busy, or nothing is due
            await self._wake.wait()
            return
        try:
            async with asyncio.timeout(seconds):
                await self._wake.wait()
        except TimeoutError:
            pass


def async_follow(
    watches: Iterable[Watch],
    step: Callable[[Watch], Awaitable[Generation | Watch]],
    clock: Callable[[], float],
    sleep: Callable[[float], Awaitable[Any]],
) -> AsyncIterator[Ended]:
    """Jobs as they end, failures as values; each is asked about when it is due."""
    return Follower(step, clock, sleep).run(watches)
