"""From an error to what is told of it: the exit code, one or two lines, and the document of `--json`. Pure."""

from __future__ import annotations

import traceback
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from .._runtime.errors import (
    CallTimeoutError,
    ConfigurationError,
    InvalidRequestError,
    ProviderError,
    SubmitAmbiguousError,
    UnsupportedError,
)
from ..normalized.generation import Job
from ..normalized.report import LossError, UploadRequiredError
from ..normalized.tables import table_of
from .exits import KINDS, Exit
from .problem import Problem, Stopped
from .reaching import command

_HELPS: Final = {
    "after_fix": "Change the request; sending it again as it is changes nothing.",
    "backoff": "Wait a little, and try again.",
    "when_slot_frees": "Try again when one of your jobs has ended.",
}
_KEY: Final = "`stillmotion providers` shows which keys are set and how to set one."


@dataclass(frozen=True, slots=True)
class Failure:
    """A failure in words: `message` is what happened, `advice` what helps, `go_on` a command to paste."""

    exit: Exit
    kind: str
    message: str
    advice: str = ""
    go_on: str = ""
    job: Job | None = None
    facts: Mapping[str, Any] = field(default_factory=dict)

    @property
    def lines(self) -> list[str]:
        """What a person reads."""
        told = [f"stillmotion: {self.message}", *([self.advice] if self.advice else [])]
        return [*told, *([f"Go on with: {self.go_on}"] if self.go_on else [])]

    @property
    def document(self) -> dict[str, Any]:
        """What a program reads."""
        empty = dict.fromkeys(("provider", "operation", "status", "code", "request_id", "retry", "accepted"))
        job = None if self.job is None else self.job.model_dump(mode="json")
        error = {
            "kind": self.kind,
            "exit": int(self.exit),
            "message": self.message,
            "advice": self.advice or None,
            "go_on": self.go_on or None,
            "job": job,
            **empty,
            **self.facts,
        }
        return {"error": error}


def failure_of(error: BaseException) -> Failure:
    """What is told of an error."""
    match error:
        case Stopped():
            return _stopped(error)
        case Problem():
            return Failure(error.exit, error.kind, error.message, error.advice, error.go_on, error.job)
        case KeyboardInterrupt():
            return Failure(Exit.INTERRUPTED, "interrupted", "stopped by Ctrl-C")
        case ProviderError():
            return _refused(error)
        case ConfigurationError():
            return Failure(Exit.USAGE, "configuration", str(error))
        case OSError():
            reason = error.strerror or str(error)
            return Failure(Exit.FILE, "file", f"{error.filename}: {reason}" if error.filename else reason)
        case _:
            return _unexpected(error)


def _stopped(error: Stopped) -> Failure:
    cause = failure_of(error.cause)
    if cause.exit == Exit.FAILED:
        return cause
    job = error.job or cause.job
    message = f"{cause.message}. Job {', '.join(job.ids)} goes on, and is paid" if job is not None else cause.message
    advice = error.advice or ("" if error.go_on else cause.advice)
    return Failure(cause.exit, cause.kind, message, advice, error.go_on, job, cause.facts)


def exit_of(error: ProviderError) -> Exit:
    """How a command ends with an error of a call."""
    if error.generation is not None and error.generation.is_terminal:
        return Exit.FAILED
    is_unsent = error.accepted == "no" and error.status is None
    if is_unsent and isinstance(error, InvalidRequestError | UnsupportedError):
        return Exit.REFUSED
    return KINDS.get(error.kind, Exit.PROVIDER)


def _refused(error: ProviderError) -> Failure:
    exit = exit_of(error)
    names = ("provider", "operation", "status", "code", "request_id", "retry", "accepted")
    facts = {name: getattr(error, name) or None for name in names}
    message, advice = str(error), _HELPS.get(error.retry, "")
    match error:
        case LossError():
            message, advice = _lossy(error)
        case UploadRequiredError():
            message = str(error).replace("Client(allow_fetch=True)", "--allow-fetch")
            message = message.replace("; Client(asset_host=…) makes one of a file", ": give one in place of a file")
            advice = ""
        case SubmitAmbiguousError():
            cause = error.__cause__ or error
            message = (
                f"{cause}. The job may exist, and may be billed: sent at {error.submitted_at:%Y-%m-%d %H:%M:%S} UTC"
            )
        case CallTimeoutError() if error.job is not None:
            message = str(error).partition(";")[0]
    if exit == Exit.AUTHENTICATION:
        advice = _KEY
    if exit == Exit.FAILED:
        advice = "The request may be changed and sent again; that is a new job."
    return Failure(exit, error.kind, message, advice, job=error.job, facts=facts)


def _lossy(error: LossError) -> tuple[str, str]:
    message = f"{error.provider}: " + "; ".join(map(str, error.lost))
    if any(one.weight == "contract" for one in error.lost):
        return message, "`stillmotion plan` shows who can do it."
    names = " ".join(f"--allow-loss {name}" for name in dict.fromkeys(one.field for one in error.lost))
    return message, f"{names} puts up with it; --snap FIELD=up (or down) takes the next value; nothing was sent."


def after_loss(provider: str, client_ref: str | None, flags: Sequence[str]) -> tuple[str, str]:
    """What helps when the answer to a submit was lost: a sentence, and a command that looks for the job, by the way that
    `flags` say."""
    table = table_of(provider)
    if table.reference_field and client_ref:
        find = command("status", "--provider", provider, "--client-ref", client_ref, *flags)
        return "Look for it before you ask again; right after the loss, not found proves nothing.", find
    if table.list is not None:
        return "Ask again only when it is not among the jobs there are.", command(
            "status", "--provider", provider, *flags
        )
    return f"Only the console of {table.provider.title} tells; ask again only when it is not there.", ""


def _unexpected(error: BaseException) -> Failure:
    """A mistake of this program: where it is made, and no traceback, which may hold anything."""
    frames = traceback.extract_tb(error.__traceback__)
    place = f" ({Path(frames[-1].filename).name}:{frames[-1].lineno})" if frames else ""
    text = f"unexpected {type(error).__name__}{place}: {error}"
    return Failure(Exit.UNEXPECTED, "unexpected", text[:300], "This is a mistake of the program; please report it.")
