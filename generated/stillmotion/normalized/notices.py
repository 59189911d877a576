"""From what came to an event: which recipe judges it, and what it says. No I/O but reading the environment."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from typing import Any, Final

from pydantic import ValidationError

from .._runtime.errors import (
    ConfigurationError,
    ProtocolDriftError,
    ProviderFailureError,
    StillmotionError,
    WebhookVerificationError,
)
from .._runtime.key_ring import KeyRing, Trial, Verdict
from .._runtime.webhook import (
    Notice,
    WebhookRecipe,
    ed25519_keys,
    find_secrets,
    lower_names,
    missing_library,
    secret_problem,
    signed,
)
from .asking import listed
from .generation import Generation, Job, Reading
from .job_table import JobTable
from .progress import Part, generation_of
from .submitting import found_job
from .tables import table_of, unsupported

_NOBODY: Final = WebhookRecipe("ask_job")


@dataclass(frozen=True, slots=True)
class Event:
    """A notice about one job. `job_id` is the provider's id, one of `job.ids` of the job that was submitted.

    An event that is not `verified` may be anybody's: nothing of it but the id is here, its generation is `unknown` and
    has no videos. `confirm` asks the provider. `delivery_id` is the same when a notice comes again: the provider's own
    id of the delivery, else job and status; None for what is not verified, so that a forged notice hides no real one.
    """

    job_id: str
    client_ref: str | None
    generation: Generation
    verified: bool = False
    delivery_id: str | None = None

    @property
    def job(self) -> Job:
        """A job to ask about with `client.get`: the one that the notice is about, of the account it was read for."""
        return self.generation.job


@dataclass(frozen=True, slots=True, repr=False)
class Case:
    """A notice that needs no more judging, or no more than `trial`."""

    table: JobTable
    recipe: WebhookRecipe
    notice: Notice
    verified: bool
    trial: Trial | None = None


def opened(
    provider: str,
    body: bytes,
    headers: Mapping[str, str] | None,
    given: str | Iterable[str] | None,
    verify: bool,
    keys: KeyRing | None,
    now: float,
) -> Case | StillmotionError:
    """What can be told without asking anybody. An error is given back: its traceback must not hold body and secret."""
    table = table_of(provider)
    if table.callback is None or table.read_callback is None:
        return unsupported(table, "callback")
    recipe = (table.webhook if verify else None) or _NOBODY
    notice = Notice(body, lower_names(headers), now)
    missing = missing_library(recipe, table.provider.title)
    if missing is not None or recipe.verify == "ask_job":
        return missing or Case(table, recipe, notice, verified=False)
    if recipe.verify == "ed25519_jwks":
        message = signed(recipe, notice)
        if isinstance(message, str):
            return _refusal(table, message)
        return Case(table, recipe, notice, verified=True, trial=Trial(keys or _shared_ring(provider), message, now))
    secrets = find_secrets(recipe, given, os.environ)
    if isinstance(secrets, ConfigurationError):
        return secrets
    problem = secret_problem(recipe, notice, secrets)
    return _refusal(table, problem) if problem else Case(table, recipe, notice, verified=True)


@cache
def _shared_ring(provider: str) -> KeyRing:
    """The keys of this process: a ring per callback would be no bound on fetching."""
    return KeyRing()


def _refusal(table: JobTable, problem: str) -> WebhookVerificationError:
    return WebhookVerificationError(f"this is not proven to be a callback of {table.provider.title}: {problem}")


def judge(case: Case, verdict: Verdict) -> None:
    """Raises WebhookVerificationError for a signature by no key, ProviderFailureError when there are no keys."""
    if verdict == "refused":
        raise _refusal(case.table, "no key fits the signature")
    if verdict == "unavailable":
        raise no_keys(case, "another attempt has failed just now")


def no_keys(case: Case, reason: str) -> ProviderFailureError:
    """The error for keys that cannot be had: nothing is known of the callback."""
    text = f"the keys of {case.table.provider.title} cannot be had: {reason}"
    return ProviderFailureError(text, provider=case.table.provider.name, operation="callback", retry="backoff")


def keys_of(case: Case, answer: Any) -> tuple[bytes, ...]:
    """The keys of an answer. Raises ProtocolDriftError when it has none."""
    keys = ed25519_keys(answer.model_dump(mode="json", by_alias=True, exclude_unset=True))
    if not keys:
        raise _drift(case.table, "the answer has no ED25519 key", "webhook keys")
    return keys


def event_of(case: Case, account: str) -> Event:
    """The event of a notice. Raises ProtocolDriftError when it names no job."""
    found = _event(case, account)
    if found is None:
        raise _drift(case.table, f"this is no notice of {case.table.provider.title}", "callback")
    return found


def _event(case: Case, account: str) -> Event | None:
    table, now = case.table, datetime.fromtimestamp(case.notice.at, UTC)
    for reading in _readings(case):
        job = found_job(table, account, reading if case.verified else Reading(id=reading.id), now)
        if job is not None and case.verified:
            generation = generation_of(table, job, [listed(table, job, reading)])
            return Event(job.ids[0], generation.client_ref, generation, True, _delivery(case, job, reading))
        if job is not None:
            return Event(job.ids[0], None, generation_of(table, job, [Part(job.ids[0])]))
    return None


def _readings(case: Case) -> tuple[Reading, ...]:
    table = case.table
    assert table.callback is not None and table.read_callback is not None
    try:
        notice = table.callback.model_validate_json(case.notice.body)
    except (ValidationError, RecursionError):
        return ()
    return table.read_callback(notice, case.notice.headers)


def _delivery(case: Case, job: Job, reading: Reading) -> str:
    named = [case.recipe.headers[role] for role in ("id", "request_id") if role in case.recipe.headers]
    return case.notice.headers[named[0]] if named else f"{job.ids[0]}:{reading.raw_status or reading.status}"


def _drift(table: JobTable, text: str, operation: str) -> ProtocolDriftError:
    return ProtocolDriftError(text, provider=table.provider.name, operation=operation)
