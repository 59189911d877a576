"""The state of a job in provider-neutral terms, and what carries a job to another process."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from decimal import Decimal, InvalidOperation
from typing import Any, Final, Literal, TypeAlias

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, SkipValidation

from .._runtime.failure import Retry
from .report import NO_LOSS, Report

Status: TypeAlias = Literal["queued", "running", "succeeded", "failed", "canceled", "expired", "unknown"]
TERMINAL: Final[frozenset[str]] = frozenset({"succeeded", "failed", "canceled", "expired"})


class _Frozen(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True)


class Cost(_Frozen):
    """What a job cost, as the provider reports it. What is not reported is no cost at all, and never 0."""

    amount: Decimal
    unit: str


class Video(_Frozen):
    """A finished video. What the provider does not say is None."""

    url: str
    id: str | None = None
    duration: Decimal | None = None
    """The real length in seconds, not the one asked for."""
    width: int | None = None
    height: int | None = None
    fps: Decimal | None = None
    has_audio: bool | None = None
    media_type: str | None = None
    size_bytes: int | None = None
    thumbnail_url: str | None = None
    expires_at: AwareDatetime | None = None


class GenerationError(_Frozen):
    """Why a job, or one of its ids, has no video. `kind` is an error kind, as of the exceptions."""

    kind: str
    message: str
    id: str | None = None
    provider_code: str | int | None = None
    retry: Retry = "never"


class Job(_Frozen):
    """All that is needed to go on with a job later, elsewhere: `Job.model_validate_json(job.model_dump_json())`.

    Holds no secret and no link. `ids` are the provider's own, one per video where a call starts several.
    """

    provider: str
    account: str
    ids: tuple[str, ...] = Field(min_length=1)
    client_ref: str | None = None
    model: str | None = None
    quality: str | None = None
    submitted_at: AwareDatetime
    cost: Cost | None = None
    """What the answer to the submit said that it costs, where it said so."""
    report: SkipValidation[Report] = Field(default=NO_LOSS, exclude=True, repr=False)
    """What was lost when the job was asked for. Not carried to another process."""


class Generation(_Frozen):
    """Where a job stands. `videos` is non-empty exactly when `status` is `succeeded`.

    `raw_status` and `raw` are the provider's own word and answers, `errors` has one entry per id that failed.
    """

    provider: str
    job: Job
    status: Status
    raw_status: str | None = None
    model: str | None = None
    quality: str | None = None
    client_ref: str | None = None
    progress: float | None = None
    queue_position: int | None = None
    created_at: AwareDatetime | None = None
    updated_at: AwareDatetime | None = None
    videos: tuple[Video, ...] = ()
    errors: tuple[GenerationError, ...] = ()
    cost: Cost | None = None
    report: SkipValidation[Report] = NO_LOSS
    unchecked: tuple[str, ...] = ()
    """Values of the answer that could not be read; they are None here and as they came in `raw`."""
    raw: tuple[Any, ...] = Field(default=(), repr=False, exclude=True)

    @property
    def is_terminal(self) -> bool:
        """Whether nothing will change any more."""
        return self.status in TERMINAL


@dataclass(frozen=True, slots=True)
class Reading:
    """What one answer says about one provider id. `status` is None when the answer does not say."""

    id: str | None = None
    client_ref: str | None = None
    status: Status | None = None
    raw_status: str | None = None
    progress: float | None = None
    queue_position: int | None = None
    created_at: datetime | None = None
    updated_at: datetime | None = None
    error: str | None = None
    error_code: str | int | None = None
    cost: Cost | None = None
    videos: tuple[Video, ...] = ()
    unchecked: tuple[str, ...] = ()
    raw: Any = None


def status_of(words: Mapping[str, Status], word: str | None) -> Status | None:
    """The meaning of a provider's word; `unknown` for a word that is not in the table."""
    return None if word is None else words.get(word, "unknown")


def decimal_of(name: str, value: object, unchecked: list[str]) -> Decimal | None:
    """A number or its text as a decimal; None, and noted, when it is neither."""
    if value is None:
        return None
    try:
        number = Decimal(str(value)) if not isinstance(value, bool) else Decimal("NaN")
    except InvalidOperation:
        number = Decimal("NaN")
    if number.is_finite():
        return number
    unchecked.append(f"{name}: {value!r} is no number")
    return None


def cost_of(amount: Decimal | None, unit: str | None) -> Cost | None:
    """A cost; None when the amount is unknown."""
    return None if amount is None else Cost(amount=amount, unit=unit or "unknown")


def instant_of_unix(name: str, value: object, per_second: int, unchecked: list[str]) -> datetime | None:
    """Units since 1970 as UTC; None, and noted, for what is no time."""
    if value is None:
        return None
    try:
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise ValueError
        return datetime.fromtimestamp(0, UTC) + timedelta(microseconds=round(value * 1_000_000 / per_second))
    except (ValueError, OverflowError):
        unchecked.append(f"{name}: {value!r} is no time")
        return None


def instant_of_text(name: str, value: object, unchecked: list[str]) -> datetime | None:
    """An ISO 8601 text as UTC, read as UTC where it names no zone; None, and noted, for what is no time."""
    if value is None:
        return None
    try:
        instant = datetime.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        instant = None
    if instant is None:
        unchecked.append(f"{name}: {value!r} is no time")
        return None
    return (instant.replace(tzinfo=UTC) if instant.tzinfo is None else instant).astimezone(UTC)


def later(instant: datetime | None, seconds: int) -> datetime | None:
    """An instant and some seconds."""
    return None if instant is None else instant + timedelta(seconds=seconds)


def text_of(value: object) -> str | None:
    """A text that is not empty; None for anything else."""
    return value if isinstance(value, str) and value else None
