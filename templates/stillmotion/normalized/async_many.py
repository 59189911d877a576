"""Requests in async code: submitted as there is room, then followed together until they end."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Iterable
from contextlib import aclosing
from functools import partial
from typing import Any

from .._runtime.errors import ProviderError, StillmotionError
from .following import Follower
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
    coming = iter(requests)
    follower = Follower(step, clock, sleep)
    asked_for: dict[tuple[str, ...], ImageToVideoRequest] = {}

    async def begin(request: ImageToVideoRequest) -> Watch | Ended:
        try:
            watch = await start(request)
        except StillmotionError as error:
            return with_request(error, request)
        asked_for[watch.job.ids] = request
        return watch

    def take(number: int) -> None:
        for _, request in zip(range(number), coming, strict=False):
            follower.start(partial(begin, request))

    take(room)
    # left early, an inner iteration would be closed at some later time, by the loop
    async with aclosing(follower.run(())) as found:
        async for ended in found:
            request = asked_for.pop(_ids(ended), None)
            if request is not None and isinstance(ended, StillmotionError):
                with_request(ended, request)
            yield ended
            take(1)


def _ids(ended: Ended) -> tuple[str, ...]:
    """The ids of the job that a value is about; none for an error from before there was one."""
    job = ended.job if isinstance(ended, Generation | ProviderError) else None
    return () if job is None else tuple(job.ids)
