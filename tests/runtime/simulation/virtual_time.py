"""An event loop whose clock jumps to the next timer as soon as nothing is left to do: an hour costs nothing."""

from __future__ import annotations

import asyncio
import selectors
from collections.abc import Coroutine
from typing import Any, Final, TypeVar

ResultT = TypeVar("ResultT")
START: Final = 1_000.0
"""Where the clock begins, in seconds."""


class Hang(Exception):
    """Every task waits for something that never comes."""


class _Selector(selectors.BaseSelector):
    """Waits by moving the clock. There is nothing to listen to: all connections are in memory."""

    def __init__(self) -> None:
        self.now = START
        self._keys: dict[Any, selectors.SelectorKey] = {}

    def register(self, fileobj: Any, events: int, data: Any = None) -> selectors.SelectorKey:
        """Only the loop's own wake-up pipe comes here."""
        key = selectors.SelectorKey(fileobj, fileobj, events, data)
        self._keys[fileobj] = key
        return key

    def unregister(self, fileobj: Any) -> selectors.SelectorKey:
        return self._keys.pop(fileobj)

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        if timeout is None:
            raise Hang("every task waits, and no timer is set")
        if timeout > 0:
            self.now += timeout
        return []

    def get_map(self) -> dict[Any, selectors.SelectorKey]:
        return self._keys


class VirtualLoop(asyncio.SelectorEventLoop):
    """An event loop on virtual time, from `START` on."""

    def __init__(self) -> None:
        self._clock = _Selector()
        super().__init__(self._clock)

    def time(self) -> float:
        return self._clock.now


def run(main: Coroutine[Any, Any, ResultT]) -> ResultT:
    """The result of a coroutine, on a virtual clock of its own. Raises Hang."""
    with asyncio.Runner(loop_factory=VirtualLoop) as runner:
        return runner.run(main)
