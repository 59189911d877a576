"""The public keys of a provider: how long they are good, who fetches them, and how often."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Final, Literal

from .webhook import Signed, fits

KEPT_SECONDS: Final = 86_400.0
APART_SECONDS: Final = 60.0

Verdict = Literal["proven", "refused", "unavailable"]


@dataclass(frozen=True, slots=True)
class KeySet:
    """Keys, and when they were asked for, in seconds since the epoch."""

    keys: tuple[bytes, ...]
    since: float


@dataclass(frozen=True, slots=True)
class Fetch:
    """A fetch of the keys, begun at a time. It is the caller's to make when it is `mine`, else `done` tells its end."""

    done: Future[None]
    began: float
    mine: bool


def is_good(held: KeySet | None, now: float) -> bool:
    """Whether keys may still be used: for a day, and not when the clock was set back behind them."""
    return held is not None and -APART_SECONDS < now - held.since < KEPT_SECONDS


def may_fetch(tried: float | None, now: float) -> bool:
    """Whether keys may be fetched: once a minute, since a stranger can make us want to."""
    return tried is None or abs(now - tried) >= APART_SECONDS


class KeyRing:
    """The keys of one provider, kept for a day at most and fetched once a minute at most, whoever asks.

    Safe in threads and event loops: while one caller fetches, the others wait for it.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._held: KeySet | None = None
        self._tried: float | None = None
        self._fetch: Future[None] | None = None

    def step(self, now: float, refused: KeySet | None = None) -> KeySet | Fetch | None:
        """Keys to try, others than those `refused`; else how to come by them; None when it is too early to ask again."""
        with self._lock:
            if self._held is not None and self._held is not refused and is_good(self._held, now):
                return self._held
            if not may_fetch(self._tried, now):
                assert self._tried is not None
                return None if self._fetch is None else Fetch(self._fetch, self._tried, mine=False)
            # a fetch that a minute has passed over was lost, as in a fork
            self._tried, self._fetch = now, Future()
            self._fetch.set_running_or_notify_cancel()
            return Fetch(self._fetch, now, mine=True)

    @contextmanager
    def fetching(self, fetch: Fetch) -> Iterator[list[bytes]]:
        """The time of a fetch of one's own; what is in the list at its end is kept. One that fails counts as this
        minute's, one that is cancelled does not."""
        found: list[bytes] = []
        was_cancelled = True
        try:
            yield found
            was_cancelled = False
        except Exception:
            was_cancelled = False
            raise
        finally:
            with self._lock:
                if self._fetch is fetch.done:
                    self._fetch = None
                    self._held = KeySet(tuple(found), fetch.began) if found else self._held
                    self._tried = None if was_cancelled else self._tried
            fetch.done.set_result(None)


class Trial:
    """One signature against a ring, at a time: call `step` until it is a verdict."""

    def __init__(self, ring: KeyRing, signed: Signed, now: float) -> None:
        self.ring = ring
        self._signed = signed
        self._now = now
        self._refused: KeySet | None = None

    def step(self) -> Fetch | Verdict:
        """The verdict, or the fetch to make or to wait for before the next step.

        refused: no key fits, also none of fresh keys, or it is too early to ask for them. unavailable: there are no keys.
        """
        while True:
            found = self.ring.step(self._now, self._refused)
            if isinstance(found, Fetch):
                return found
            if found is None:
                return "unavailable" if self._refused is None else "refused"
            if fits(self._signed, found.keys):
                return "proven"
            self._refused = found
