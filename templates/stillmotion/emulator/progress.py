"""How jobs go on: from queued over running to their end."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

State = Literal["queued", "running", "succeeded", "failed", "canceled"]
ENDS = frozenset({"succeeded", "failed", "canceled"})


@dataclass(frozen=True, slots=True)
class Immediate:
    """A job has ended when it is first asked for."""


@dataclass(frozen=True, slots=True)
class After:
    """A job ends so many seconds after it was taken; for the first quarter of them it is queued."""

    seconds: float


@dataclass(frozen=True, slots=True)
class Polls:
    """A job is seen unfinished so many times, first queued, then running."""

    number: int


Progress: TypeAlias = Immediate | After | Polls


def progress_of(given: Progress | str) -> Progress:
    """The progress that a text names: `immediate`, `after:2.5` (seconds) or `polls:3`. Raises ValueError."""
    if not isinstance(given, str):
        return given
    word, _, number = given.partition(":")
    try:
        if word == "immediate" and not number:
            return Immediate()
        if word == "after" and float(number) >= 0:
            return After(float(number))
        if word == "polls" and int(number) >= 0:
            return Polls(int(number))
    except ValueError:
        pass
    raise ValueError(f"progress is immediate, after:SECONDS or polls:NUMBER, not {given!r}")


def unfinished_state(progress: Progress, age: float, seen: int) -> Literal["queued", "running"] | None:
    """Where a job stands that is `age` seconds old and was seen `seen` times; None once it has ended."""
    match progress:
        case Immediate():
            return None
        case After(seconds):
            return None if age >= seconds else "queued" if age < seconds / 4 else "running"
        case Polls(number):
            return None if seen >= number else "queued" if seen == 0 else "running"
