"""How much of the time of a call is left, whenever somebody asks."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from typing import Any, Final

_SHORTEST: Final = 0.001


class Left(float):
    """Seconds left when the transport asked; `again` tells how many there are now, 0 or less when none are."""

    __slots__ = ("again",)
    again: Callable[[], float]

    def __new__(cls, seconds: float, again: Callable[[], float]) -> Left:
        """The number, and what counts on."""
        made = super().__new__(cls, seconds)
        made.again = again
        return made


class Remaining(dict[str, Any]):
    """The timeouts of one call: whenever the transport starts a phase, what is left of the total, in seconds. `attempt`
    counts its requests."""

    def __init__(self, total: float, clock: Callable[[], float] = time.monotonic) -> None:
        super().__init__(connect=total, read=total, write=total, pool=total)
        self.total = total
        self._clock = clock
        self.deadline = clock() + total
        self.per_silence = False
        self.attempt = 0

    def get(self, key: str, default: Any = None) -> Any:
        """Seconds for the phase that starts now; after `per_silence` was set, the total anew for every wait."""
        if self.per_silence:
            return self.total
        seconds = self.deadline - self._clock()
        return Left(seconds if seconds > _SHORTEST else _SHORTEST, self.seconds_left)

    def left(self) -> float:
        """Seconds left; never below a millisecond, since zero means `do not block` to a socket."""
        return max(self.seconds_left(), _SHORTEST)

    def seconds_left(self) -> float:
        """Seconds left; 0 or less when the total is used up."""
        return self.deadline - self._clock()

    def is_over(self) -> bool:
        """Whether the total is used up."""
        return self.seconds_left() <= 0


def allowed(timeouts: Mapping[str, Any], phase: str, overdue: type[Exception]) -> float | None:
    """Seconds that the next wait of a phase may take: of a call, what is left of its total. Raises `overdue` for none."""
    seconds: float | None
    if isinstance(timeouts, Remaining) and not timeouts.per_silence:
        seconds = timeouts.seconds_left()
    else:
        given = timeouts.get(phase)
        seconds = given.again() if isinstance(given, Left) else given
    if seconds is not None and seconds <= 0:
        raise overdue("the time of the call is used up")
    return seconds


def allowed_in_scope(timeouts: Mapping[str, Any], phase: str, overdue: type[Exception]) -> float | None:
    """The same in a loop: there a call is cancelled as a whole when its time is up, and its waits need no clock."""
    if isinstance(timeouts, Remaining) and not timeouts.per_silence:
        return None
    return allowed(timeouts, phase, overdue)
