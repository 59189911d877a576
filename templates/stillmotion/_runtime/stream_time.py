"""How long a stream of events may take to open, and how long it may be silent."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from .deadline import Left, Remaining

LEAST_SILENCE: Final = 30.0
_SHORTEST: Final = 0.001


class StreamTime(Remaining):
    """The timeouts of a stream: the total until it is open, then `silence` anew for every wait, and none of them beyond
    the moment `until` of the clock. All in seconds."""

    def __init__(self, total: float, silence: float, clock: Callable[[], float]) -> None:
        super().__init__(total, clock)
        self.silence = silence
        self.until: float | None = None

    def get(self, key: str, default: Any = None) -> Any:
        """Seconds for the phase that starts now."""
        if not self.per_silence:
            return super().get(key, default)
        return self.silence if self.until is None else Left(max(self._left(), _SHORTEST), self._left)

    def restart(self) -> None:
        """Count the total from now, for a connection that is made again."""
        now = self._clock()
        self.deadline = now + self.total if self.until is None else min(now + self.total, self.until)
        self.per_silence = False

    def until_left(self) -> float | None:
        """Seconds left until `until`; None where nothing bounds the waits together."""
        return None if self.until is None else max(self.until - self._clock(), 0.0)

    def _left(self) -> float:
        return self.silence if self.until is None else min(self.silence, self.until - self._clock())
