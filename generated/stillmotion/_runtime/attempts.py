"""One call as a row of attempts: what follows each failure. No I/O; the shells send, sleep and ask again."""

from __future__ import annotations

import random as chance
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from typing import TYPE_CHECKING, Any, Final
from uuid import uuid4

from .credentials import Credentials
from .errors import AuthenticationError, ConflictError, ProviderError, RawResponse, SubmitAmbiguousError
from .operation import Operation, Recovery
from .retry import RetryBudget, RetryPolicy, asked_pause, date_of, may_repeat, outcome_of

if TYPE_CHECKING:
    from .deadline import Remaining
    from .request import PreparedRequest
    from .values import JsonValue

RECOVERY_SECONDS: Final = 10.0
_RECOVERY_PAUSES: Final = (0.0, 0.5, 1.0, 2.0, 3.0)


def _unique() -> str:
    return uuid4().hex


@dataclass(frozen=True, slots=True)
class Timing:
    """Where time and chance come from: `clock` counts seconds, `wall` is the time since the epoch, `random` is in 0..1,
    `reference` makes a text that no other call has."""

    clock: Callable[[], float] = time.monotonic
    wall: Callable[[], float] = time.time
    random: Callable[[], float] = chance.random
    reference: Callable[[], str] = _unique

    def today(self) -> datetime:
        """The time of day."""
        return datetime.fromtimestamp(self.wall(), UTC)


class Attempts:
    """The attempts of one call."""

    __slots__ = (
        "_budget",
        "_credentials",
        "_is_corrected",
        "_made",
        "_operation",
        "_policy",
        "_remaining",
        "_skew",
        "_timing",
    )

    def __init__(
        self,
        operation: Operation[Any],
        policy: RetryPolicy,
        budget: RetryBudget,
        remaining: Remaining,
        timing: Timing,
        credentials: Credentials | None,
    ) -> None:
        self._operation = operation
        self._policy = policy
        self._budget = budget
        self._remaining = remaining
        self._timing = timing
        self._credentials = credentials
        self._made = 0
        self._skew = 0 if credentials is None else credentials.skew
        self._is_corrected = False

    def pause(self, error: ProviderError) -> float | None:
        """Seconds to wait before the call is sent again; None when it is not.

        No pause reaches beyond the call's deadline: a call that could not be answered any more is not sent.
        """
        self._made += 1
        if self._corrects_clock(error):
            return 0.0
        if self._made >= self._policy.attempts or not may_repeat(self._operation.effect, error):
            return None
        seconds = self._policy.pause(self._made - 1, self._timing.random)
        asked = None if error.raw is None else asked_pause(error.raw.headers, self._timing.wall())
        seconds = max(seconds, asked) if asked is not None else seconds
        if seconds >= self._remaining.seconds_left() or not self._budget.take():
            return None
        return seconds

    def _corrects_clock(self, error: ProviderError) -> bool:
        """Whether a refused token is signed anew by the provider's clock, once."""
        if self._credentials is None or self._is_corrected or error.raw is None:
            return False
        if not isinstance(error, AuthenticationError) or outcome_of(error) != "refused":
            return False
        theirs = date_of(error.raw.headers.get("date"))
        if theirs is not None:
            self._is_corrected = self._credentials.correct_clock(theirs, self._timing.wall(), self._skew)
        return self._is_corrected


class Search:
    """The search for a job whose submit answer was lost. It has a deadline of its own, after the call's."""

    __slots__ = ("_clock", "_deadline", "_pauses", "recovery", "reference")

    def __init__(self, recovery: Recovery, reference: str, clock: Callable[[], float]) -> None:
        self.recovery = recovery
        self.reference = reference
        self._clock = clock
        self._deadline = clock() + RECOVERY_SECONDS
        self._pauses = iter(_RECOVERY_PAUSES)

    def pause(self) -> float | None:
        """Seconds before the provider is asked again; None when the search is over."""
        seconds = next(self._pauses, _RECOVERY_PAUSES[-1])
        return seconds if self._clock() + seconds < self._deadline else None

    def left(self) -> float:
        """Seconds for the next question; never below a millisecond."""
        return max(self._deadline - self._clock(), 0.001)

    def is_found(self, answer: Any) -> bool:
        """Whether an answer is about the job searched for: a reference may be the id of another job, which then has
        another reference."""
        if isinstance(answer, RawResponse):
            return True
        return all(found == self.reference for found in _values(answer.wire(), self.recovery.field))


def _values(value: JsonValue, name: str) -> Iterator[JsonValue]:
    if isinstance(value, Mapping):
        if value.get(name) is not None:
            yield value[name]
        for child in value.values():
            yield from _values(child, name)


def is_lost(operation: Operation[Any], error: ProviderError) -> bool:
    """Whether a call that costs money may have been taken although it failed."""
    return operation.effect == "billable" and outcome_of(error) == "ambiguous"


def ambiguous(
    operation: Operation[Any], prepared: PreparedRequest, error: ProviderError, reference: str | None, sent_at: float
) -> SubmitAmbiguousError:
    """The error for a submit whose answer was lost: what happened, and how to find out. It is never sent again.

    `sent_at` is the time in seconds since the epoch; what failed is the cause.
    """
    known = isinstance(error, ConflictError)
    what = (
        f"{error.message}: there is a job with this reference" if known else f"{error.message}: it may have been taken"
    )
    advice = (
        f"look for it by {operation.recovery.field} {reference!r} before sending it again"
        if operation.recovery and reference is not None
        else "look whether it exists, in the provider's list or console, before sending it again"
    )
    lost = SubmitAmbiguousError(
        f"{what}; {advice}",
        provider=error.provider,
        operation=error.operation,
        status=error.status,
        code=error.code,
        request_id=error.request_id,
        raw=error.raw,
    )
    lost.client_ref = reference
    lost.submitted_at = datetime.fromtimestamp(sent_at, UTC)
    lost.fingerprint = _fingerprint(prepared)
    lost.__cause__ = error
    return lost


def _fingerprint(prepared: PreparedRequest) -> str:
    sent = f"{prepared.method} {prepared.url}\n".encode() + (prepared.content or b"")
    return sha256(sent).hexdigest()[:16]
