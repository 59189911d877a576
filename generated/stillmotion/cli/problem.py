"""What commands raise themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .exits import Exit

if TYPE_CHECKING:
    from ..normalized.generation import Job


class Problem(Exception):
    """A command that cannot go on, and what the caller can do about it.

    `exit` is how the process ends; `advice` is a sentence; `go_on` is a command to paste; `job` is the one it is about.
    """

    def __init__(
        self, exit: Exit, message: str, *, kind: str = "", advice: str = "", go_on: str = "", job: Job | None = None
    ) -> None:
        super().__init__(message)
        self.exit = exit
        self.kind = kind or exit.name.lower()
        self.message = message
        self.advice = advice
        self.go_on = go_on
        self.job = job


class Stopped(Exception):
    """Something broke off work on a job that goes on: the cause, the command that goes on, and the job when it is known."""

    def __init__(self, cause: BaseException, go_on: str, job: Job | None = None, advice: str = "") -> None:
        super().__init__(str(cause))
        self.cause = cause
        self.go_on = go_on
        self.job = job
        self.advice = advice
