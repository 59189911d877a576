"""The format of `specs/normalized.yaml`: what the providers have in common.

A provider's table (`mapping_table.py`) says what becomes of every field that stands here.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from generator.load.document import Document
from generator.load.tables import read_table

Name = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$")]
ModelId = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+([.-][a-z0-9]+)*$")]
Text = Annotated[str, StringConstraints(min_length=1)]
Phase = Literal["before_send", "submit", "submit_or_job", "poll", "job", "result", "client", "any"]
RetryAdvice = Literal["never", "after_fix", "backoff", "reads_only", "when_slot_frees", "recover", "keep_job"]
Billed = Literal["no", "by_provider", "likely", "yes", "unknown"]
Weight = Literal["contract", "material", "transport", "advisory"]
RequestKind = Literal["model", "text", "url", "asset", "assets", "ratio", "bool"]
AnswerKind = Literal["text", "url", "status", "share", "int", "decimal", "bool", "instant", "cost"]


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


class ModelRow(_Row):
    """A model of the catalogue, whoever serves it."""

    title: Text


class IntRange(_Row):
    """Whole numbers between two bounds, both included; a null bound is none."""

    int: tuple[int, int | None]


class NumberRange(_Row):
    """Numbers between two bounds, both included."""

    number: tuple[float, float]


class Words(_Row):
    """One of some words."""

    enum: tuple[Text, ...] = Field(min_length=1)


class RequestField(_Row):
    """A field of the normalized request. `weight` is how grave its loss is.

    contract: it would be another request; material: it changes the price or what is seen; transport: the caller is
    stranded; advisory: a wish.
    """

    type: RequestKind | IntRange | NumberRange | Words
    unit: Text | None = None
    weight: Weight
    doc: Text


class AnswerField(_Row):
    """A field of the state of a job, or of one of its videos."""

    type: AnswerKind
    unit: Text | None = None
    doc: Text


class Normalized(_Row):
    """`normalized.yaml`, whole. Without `request` there are no converters."""

    normalized: Literal["image_to_video/1"]
    models: dict[ModelId, ModelRow] = {}
    request: dict[Name, RequestField] = {}
    generation: dict[Name, AnswerField] = {}
    video: dict[Name, AnswerField] = {}
    statuses: dict[Name, StatusRow] = Field(min_length=1)
    errors: dict[Name, ErrorKindRow] = Field(min_length=1)


def read_normalized(document: Document) -> Normalized:
    """The table. Raises SpecError (TAB001 to TAB003) with all findings."""
    return read_table(document, Normalized)
