"""Event streams: of one job until it ends, or of all ends of an account for as long as somebody listens."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any, Final

from .messages import Pause, Step

_TICK: Final = 0.25
"""Seconds between two looks at the jobs."""


def event(name: str | None, data: Any) -> bytes:
    """One event, on the wire."""
    head = f"event: {name}\n" if name else ""
    return f"{head}data: {json.dumps(data, ensure_ascii=False, separators=(',', ':'))}\n\n".encode()


def _silence(keep_alive: float, is_idle: Callable[[], bool] = lambda: False) -> Iterator[Step]:
    """A look's pause for ever, with a comment whenever it has been silent for so long."""
    silent = 0.0
    while True:
        yield Pause(_TICK, is_idle())
        silent += _TICK
        if silent >= keep_alive:
            silent = 0.0
            yield b": keep-alive\n\n"


def of_job(look: Callable[[], tuple[Any, bool]], keep_alive: float) -> Iterator[Step]:
    """Every state of one job, and the end. `look` gives what is told of it now, and whether it has ended."""
    told: Any = None
    silence = _silence(keep_alive)
    while True:
        data, ended = look()
        if data != told:
            told, silence = data, _silence(keep_alive)
            yield event(None, data)
        if ended:
            return
        yield next(silence)


def of_account(
    name: str | None, ends: Callable[[], list[Any]], is_idle: Callable[[], bool], keep_alive: float
) -> Iterator[Step]:
    """The end of every job. `ends` gives what is told of those that have ended since it was last asked; `is_idle` whether
    no job is under way."""
    silence = _silence(keep_alive, is_idle)
    while True:
        found = ends()
        for data in found:
            yield event(name, data)
        if found:
            silence = _silence(keep_alive, is_idle)
        yield next(silence)
