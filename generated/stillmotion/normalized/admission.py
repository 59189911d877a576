"""How many unfinished jobs an account has, as this client knows them, and whether there is room for one more. No I/O."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from .generation import Generation, Job


class Slots:
    """The jobs of one account that hold a place. A place frees when a job is seen to have ended. Safe in threads.

    `most` bounds them; None: no bound, and nothing is kept.
    """

    __slots__ = ("_jobs", "_lock", "_most", "_reserved")

    def __init__(self, most: int | None) -> None:
        self._most = most
        self._jobs: dict[tuple[str, ...], Job] = {}
        self._reserved = 0
        self._lock = threading.Lock()

    def reserve(self) -> bool:
        """Take a place for a job that is about to be asked for; False when there is none."""
        with self._lock:
            if self._most is not None and len(self._jobs) + self._reserved >= self._most:
                return False
            self._reserved += 1
            return True

    @contextmanager
    def reserved(self) -> Iterator[None]:
        """The time in which a reserved place waits for its job; the reservation ends with it."""
        try:
            yield
        finally:
            with self._lock:
                self._reserved -= 1

    def hold(self, job: Job) -> None:
        """A job has been taken and holds a place until it ends."""
        if self._most is not None:
            with self._lock:
                self._jobs[job.ids] = job

    def note(self, generation: Generation) -> None:
        """What was seen of a job: one that has ended holds no place any more."""
        if generation.is_terminal:
            self.release(generation.job)

    def release(self, job: Job) -> None:
        """A job holds no place any more."""
        if self._jobs:
            with self._lock:
                self._jobs.pop(job.ids, None)

    def waiting_for(self) -> tuple[Job, ...]:
        """The jobs that hold places, the oldest first."""
        with self._lock:
            return tuple(self._jobs.values())
