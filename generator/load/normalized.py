"""The format of `specs/normalized.yaml`: what the providers have in common."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from generator.load.document import Document
from generator.load.tables import read_table

Name = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$")]
Text = Annotated[str, StringConstraints(min_length=1)]
Phase = Literal["before_send", "submit", "submit_or_job", "poll", "job", "result", "client", "any"]
RetryAdvice = Literal["never", "after_fix", "backoff", "reads_only", "when_slot_frees", "recover", "keep_job"]
Billed = Literal["no", "by_provider", "likely", "yes", "unknown"]


class _Row(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class StatusRow(_Row):
    """A status of a job. `result` is what comes with it."""

    terminal: bool
    result: Literal["none", "videos", "error"]
    doc: Text


class ErrorKindRow(_Row):
    """A kind of failure: when it happens, what to do about it, and whether it is paid."""

    phase: Phase
    retry: RetryAdvice
    billed: Billed
    doc: Text


class Normalized(_Row):
    """`normalized.yaml`, whole."""

    normalized: Literal["image_to_video/1"]
    statuses: dict[Name, StatusRow] = Field(min_length=1)
    errors: dict[Name, ErrorKindRow] = Field(min_length=1)


def read_normalized(document: Document) -> Normalized:
    """The table. Raises SpecError (TAB001 to TAB003) with all findings."""
    return read_table(document, Normalized)
