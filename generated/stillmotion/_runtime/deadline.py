"""A number of seconds that knows how many are left later."""

from __future__ import annotations

from collections.abc import Callable


class Left(float):
    """Seconds left when the transport asked; `again` tells how many there are now, 0 or less when none are."""

    __slots__ = ("again",)
    again: Callable[[], float]

    def __new__(cls, seconds: float, again: Callable[[], float]) -> Left:
        """The number, and what counts on."""
        made = super().__new__(cls, seconds)
        made.again = again
        return made
