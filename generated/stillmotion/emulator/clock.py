"""Time as the emulator sees it: real, or moved by hand."""

from __future__ import annotations

import time
from typing import Final, Protocol

START: Final = 1_767_225_600.0
"""Where a virtual clock starts: the first of January 2026, UTC, in seconds since the epoch."""


class Clock(Protocol):
    """What the emulator asks of a clock."""

    virtual: bool

    def now(self) -> float:
        """Seconds since the epoch."""
        ...

    def sleep(self, seconds: float) -> None:
        """Let so much time pass."""
        ...


class RealClock:
    """The time of this machine."""

    virtual = False

    def now(self) -> float:
        """Seconds since the epoch."""
        return time.time()

    def sleep(self, seconds: float) -> None:
        """Wait."""
        time.sleep(seconds)


class VirtualClock:
    """A clock that stands still until somebody moves it, or waits at it. It never waits itself."""

    virtual = True

    def __init__(self, start: float = START) -> None:
        self._start = start
        self._passed = 0.0

    def now(self) -> float:
        """Seconds since the epoch."""
        return self._start + self._passed

    def monotonic(self) -> float:
        """Seconds that have passed since the start; give it to a client as `clock`."""
        return self._passed

    def sleep(self, seconds: float) -> None:
        """The same as `advance`; give it to a client as `sleep`."""
        self.advance(seconds)

    async def async_sleep(self, seconds: float) -> None:
        """The same as `advance`; give it to an asynchronous client as `sleep`."""
        import asyncio

        self.advance(seconds)
        await asyncio.sleep(0)

    def advance(self, seconds: float) -> None:
        """Move the clock. Raises ValueError for a time that is past."""
        if seconds < 0:
            raise ValueError(f"a clock goes forward, not by {seconds} seconds")
        self._passed += seconds
