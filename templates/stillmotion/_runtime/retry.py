"""When a call that failed may be sent again, and after how long. Pure but for the budget, which counts.

Every failed call is one of: not sent, refused, ambiguous (it may have been taken). What costs money is sent again only
after a failure that is surely not ambiguous.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC
from email.utils import parsedate_to_datetime
from typing import Final, Literal, TypeAlias

from .errors import CallTimeoutError, InvalidRequestError, NetworkError, ProviderError
from .operation import Effect

Outcome: TypeAlias = Literal["not_sent", "refused", "ambiguous"]
_TENTHS: Final = 10
_FAILED_THERE: Final = frozenset({"provider_failure", "protocol_drift", "conflict"})
# 301 to 303 often show the way to what a POST has made
_PROVES_NOTHING: Final = frozenset({301, 302, 303, 408, 409, 499})
_LONGEST_WAIT: Final = 86_400.0
_MOST_DOUBLINGS: Final = 64


@dataclass(frozen=True, slots=True)
class RetryPolicy:
    """How often a call is sent again.

    `attempts` counts the first one (1: never again). The pause before the nth repetition is random between 0 and
    `base` times 2 to the n, at most `cap`, in seconds; a longer one that the provider asks for is kept. `budget` is how
    many repetitions all calls of a client have in hand; ten calls that succeed give one back. Raises ValueError.
    """

    attempts: int = 4
    base: float = 0.5
    cap: float = 8.0
    budget: int = 10

    def __post_init__(self) -> None:
        # written so that NaN is refused too
        if not (self.attempts >= 1 and 0 <= self.base < _LONGEST_WAIT and self.cap >= 0 and self.budget >= 0):
            raise ValueError("attempts is at least 1; base, cap and budget are not negative; base is less than a day")

    def pause(self, repetition: int, random: Callable[[], float]) -> float:
        """Seconds before the repetition with this number, counted from 0: full jitter."""
        return random() * float(min(self.cap, self.base * 2 ** min(repetition, _MOST_DOUBLINGS)))


NEVER: Final = RetryPolicy(attempts=1)


class RetryBudget:
    """The repetitions that all calls of one client have in hand. Safe in threads."""

    __slots__ = ("_left", "_lock", "_most")

    def __init__(self, most: int) -> None:
        # in tenths: whole numbers add up exactly
        self._most = self._left = most * _TENTHS
        self._lock = threading.Lock()

    def take(self) -> bool:
        """Use one; False when there is none left."""
        with self._lock:
            if self._left < _TENTHS:
                return False
            self._left -= _TENTHS
            return True

    def refill(self) -> None:
        """A call has succeeded."""
        if self._left < self._most:
            with self._lock:
                self._left = min(self._most, self._left + 1)


def outcome_of(error: ProviderError) -> Outcome:
    """What a failure says about the call: it was not sent, it was refused, or it may have been taken."""
    if error.accepted == "no":
        return "not_sent" if error.status is None else "refused"
    if error.status is None or error.status in _PROVES_NOTHING:
        return "ambiguous"
    if 300 <= error.status < 500:
        return "refused"
    # a code inside a success is a refusal, unless it says that the provider failed
    has_code = 200 <= error.status < 300 and error.code is not None
    return "refused" if has_code and error.kind not in _FAILED_THERE else "ambiguous"


def may_repeat(effect: Effect, error: ProviderError) -> bool:
    """Whether the failed call may be sent again by itself.

    A read may after anything that passes with time. Anything else may only when it surely was not taken, and the
    provider's own code does not say that repeating is useless.
    """
    if isinstance(error, CallTimeoutError) and error.accepted != "no":
        return False  # the time of the call is used up
    if isinstance(error, InvalidRequestError):
        return False  # asked too early: what it waits for takes longer than a call, and is waited for by a table
    if effect == "read":
        is_broken = isinstance(error, NetworkError) and error.accepted != "no"
        return is_broken or error.retry == "backoff"
    return error.accepted == "no" and error.retry == "backoff"


def asked_pause(headers: Mapping[str, str], now: float) -> float | None:
    """Seconds that an answer asks to wait, by `retry-after-ms`, or `Retry-After` in seconds or as an HTTP date.

    `now` is the time in seconds since the epoch. None when the answer does not say, or says what makes no sense.
    """
    for name, unit in (("retry-after-ms", 1_000), ("retry-after", 1)):
        value = headers.get(name)
        seconds = None if value is None else _number(value)
        if seconds is not None:
            return min(seconds / unit, _LONGEST_WAIT)
    moment = date_of(headers.get("retry-after"))
    return None if moment is None else min(max(moment - now, 0.0), _LONGEST_WAIT)


def date_of(text: str | None) -> float | None:
    """An HTTP date in seconds since the epoch; None for anything else."""
    if text is None:
        return None
    try:
        moment = parsedate_to_datetime(text)
        return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp()
    except (ValueError, OverflowError, TypeError, IndexError):
        return None


def _number(text: str) -> float | None:
    try:
        seconds = float(text)
    except ValueError:
        return None
    return seconds if 0 <= seconds < float("inf") else None
