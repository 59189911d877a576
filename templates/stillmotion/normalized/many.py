"""Many jobs at once, in one thread: each is asked about when its turn comes."""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterable, Iterator
from typing import Any, Final

from .._runtime.errors import ConfigurationError, ProviderError, StillmotionError
from .generation import Generation
from .request import ImageToVideoRequest
from .waiting import Watch, about

_DEFAULT: Final = 4
Ended = Generation | StillmotionError


def places(asked: int | None, allowed: int | None) -> int:
    """How many jobs may be unfinished at once: the lesser of what the caller asks and the account allows.

    Raises ConfigurationError for less than one.
    """
    if asked is not None and asked < 1:
        raise ConfigurationError(f"concurrency is 1 or more, not {asked}")
    return min((bound for bound in (asked, allowed) if bound is not None), default=_DEFAULT)


def with_request(error: StillmotionError, request: ImageToVideoRequest) -> StillmotionError:
    """The error, with the request it is about."""
    error.request = request
    return error


def follow(
    watches: Iterable[Watch],
    step: Callable[[Watch], Generation | Watch],
    clock: Callable[[], float],
    sleep: Callable[[float], Any],
) -> Iterator[Ended]:
    """Jobs as they end, failures as values; each is asked about when it is due."""
    waiting = [(watch.due, number, watch) for number, watch in enumerate(watches)]
    heapq.heapify(waiting)
    while waiting:
        _, number, watch = heapq.heappop(waiting)
        sleep(watch.pause(clock()))
        try:
            found = step(watch)
        except ProviderError as error:
            yield about(error, watch.job)
        except StillmotionError as error:
            yield error
        else:
            if isinstance(found, Generation):
                yield found
            else:
                heapq.heappush(waiting, (found.due, number, found))


def in_turns(
    requests: Iterable[ImageToVideoRequest],
    start: Callable[[ImageToVideoRequest], Watch],
    step: Callable[[Watch], Generation | Watch],
    room: int,
    clock: Callable[[], float],
    sleep: Callable[[float], Any],
) -> Iterator[Ended]:
    """What becomes of requests, as they end. At most `room` are under way; no more are taken from `requests`."""
    waiting: list[tuple[float, int, ImageToVideoRequest, Watch]] = []
    coming = enumerate(requests)
    is_more = True
    while is_more or waiting:
        while is_more and len(waiting) < room:
            number, request = next(coming, (-1, None))
            if request is None:
                is_more = False
                break
            try:
                watch = start(request)
            except StillmotionError as error:
                yield with_request(error, request)
                continue
            heapq.heappush(waiting, (watch.due, number, request, watch))
        if not waiting:
            return
        _, number, request, watch = heapq.heappop(waiting)
        sleep(watch.pause(clock()))
        try:
            found = step(watch)
        except StillmotionError as error:
            yield with_request(error, request)
            continue
        if isinstance(found, Generation):
            yield found
        else:
            heapq.heappush(waiting, (found.due, number, request, found))
