"""The format of `specs/<provider>/mapping.yaml`: what becomes of every normalized field and of every wire property.

These definitions are the format: the strict reader, the editor schema, the checks and the compiler all come from them.
A wire path is dotted (`endFrameImage.id`); in answers `[]` behind a name walks every item. `source` cites a seed or a
fact sheet; `basis` grades it: `documented` facts block, `reported` and `assumed` ones only warn.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from generator.load.client_table import JsonPath, OperationId, Text
from generator.load.normalized import ModelId, Name, Weight

Basis = Literal["documented", "reported", "assumed"]
Value = bool | int | float | str
AnswerPath = Annotated[str, StringConstraints(pattern=r"^$|^[A-Za-z_$][\w$-]*(\[\])?(\.[A-Za-z_$][\w$-]*(\[\])?)*$")]
Source = Literal["submit", "poll", "result", "cost", "list", "callback", "event"]


class Table(BaseModel):
    """A row or section: closed, frozen, and read without coercion."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True, validate_by_name=False)


# Facts about models


class Column(Table):
    """A fact about every model. `ints` and `strings` list the values a property is narrowed to (see `within`)."""

    type: Literal["string", "bool", "int", "ints", "strings"]
    basis: Basis = "documented"
    source: Text


class Models(Table):
    """One row per model the provider offers (per model and quality, where the tier is part of its id).

    A row has every key, every column, and a `source`; an `int` column may be null.
    """

    key: tuple[Literal["model"]] | tuple[Literal["model"], Literal["quality"]]
    columns: dict[Name, Column]
    rows: tuple[dict[Name, Value | tuple[int, ...] | tuple[str, ...] | None], ...] = Field(min_length=1)


# Operators: from the normalized value to the wire; each has an inverse


class ColumnOperator(Table):
    """The model's value in a column of type string."""

    column: Name


class TableOperator(Table):
    """One wire value for each normalized one. Keys are text; `true` and `false` are written so."""

    table: dict[str, Value] = Field(min_length=1)


class AssetOperator(Table):
    """The form that a profile under `assets` says."""

    asset: Name


class EachOperator(Table):
    """An operator on every item of a list."""

    each: tuple[AssetOperator]


class UnixOperator(Table):
    """An instant as seconds or milliseconds since 1970."""

    unix: Literal["s", "ms"]


Operator = Literal["decimal", "iso8601"] | ColumnOperator | TableOperator | AssetOperator | EachOperator | UnixOperator


class Refusal(Table):
    """Why there is no way."""

    refused: Text


class Inline(Table):
    """Bytes stand in the request itself, as base64 (bare) or as a data URI. With `upload` the client uploads instead."""

    inline: Literal["base64", "data_uri"]
    upload: OperationId | None = None


class Uploaded(Table):
    """Bytes are uploaded before the request is made, by a recipe of client.yaml."""

    upload: OperationId


class Stored(Table):
    """The provider keeps pictures under ids. `kinds` pairs ours with its words; the first is what an upload becomes."""

    kinds: dict[Literal["uploaded", "generated"], Text]


class AssetProfile(Table):
    """The forms in which a picture may be given, each with its way or a refusal, and the limits of the file."""

    url: Literal["direct"] | Uploaded | Refusal | None = None
    bytes: Inline | Uploaded | Literal["host"] | Refusal | None = Field(
        default=None, description="`host`: only by a host the caller names"
    )
    stored: Stored | Refusal | None = None
    media: tuple[Text, ...] = ()
    max_bytes: int | None = None
    source: Text


# What becomes of a request


class ColumnValue(Table):
    """The model's value in a column."""

    column: Name


Guard = dict[str, Value | tuple[Value, ...]]
"""All must hold: `model` (a catalogue id or several) or `model.<column>`, and the value it has or one of several."""


class Fate(Table):
    """What becomes of a normalized field: exactly one of `to`, `with`, `joint`, `route`, `fixed`, `follows` and
    `unsupported`. `when` stands in `cases` only."""

    when: Guard | tuple[Guard, ...] | None = None
    to: JsonPath | dict[JsonPath, Literal["id", "kind"]] | None = None
    place: Literal["body", "query", "header"] = Field(default="body", alias="in")
    with_: Literal["model"] | None = Field(default=None, alias="with")
    joint: Name | None = None
    route: Name | None = None
    fixed: Value | None = None
    follows: Name | None = None
    unsupported: Text | None = None
    via: tuple[Operator, ...] = ()
    within: Name | None = Field(default=None, description="column with the wire values this model takes")
    absent_means: Value | ColumnValue | None = Field(default=None, description="what the provider does in silence")
    fill: Value | None = Field(default=None, description="sent when nothing was asked for; `ask`: the caller must say")
    basis: Basis = "documented"
    weight: Weight | None = None
    source: Text


class Cases(Table):
    """A fate per kind of model; every model has exactly one."""

    cases: tuple[Fate, ...] = Field(min_length=2)


class Native(Table):
    """A wire property that only this provider has, carried as `provider_options.<provider>.<as>`."""

    as_: Name | None = Field(default=None, alias="as", description="the option's name; absent: the property's own")
    place: Literal["body", "query", "header"] = Field(default="body", alias="in")
    source: Text


class JointRow(Table):
    """Normalized values and the wire values that say them, for some models; null is absence."""

    models: tuple[ModelId, ...] = Field(min_length=1)
    normalized: tuple[Value | None, ...]
    wire: tuple[Value | None, ...]
    basis: Basis = "documented"
    source: Text


class Joint(Table):
    """Fields carried together. Wire combinations without a row travel as options of the provider, by wire name."""

    normalized: tuple[Name, ...] = Field(min_length=2)
    wire: tuple[JsonPath, ...] = Field(min_length=1)
    rows: tuple[JointRow, ...] = Field(min_length=1)


class Rule(Table):
    """What the contract cannot say or what is no sure fact. A `documented` rule refuses, any other only warns."""

    id: Text
    when: Guard | tuple[Guard, ...]
    present: tuple[Name, ...] = ()
    absent: tuple[Name, ...] = ()
    basis: Basis
    source: Text


# What is read of an answer


class Answer(Table):
    """An answer about jobs: `at` is where the job stands in it, `''` the whole body."""

    at: AnswerPath


class FromHeader(Table):
    """A header of the answer."""

    header: Text


class Constant(Table):
    """What this answer means by coming at all."""

    is_: Text = Field(alias="is")


class FromWords(Table):
    """A status in words of its own."""

    path: AnswerPath
    map: dict[str, Name] = Field(min_length=1)


class Derived(Table):
    """An instant of the job plus the documented lifetime of results (client.yaml, `result.lifetime_seconds`)."""

    lifetime_from: Name


From = AnswerPath | FromHeader | Constant | FromWords


class Reader(Table):
    """Where a field is read: exactly one of `from`, `derive` and `unsupported`.

    One path serves every answer that has it; a mapping by answer names those that do. A cost has a `unit`, or
    `unit_from`, the path beside it.
    """

    from_: AnswerPath | dict[Source, From] | None = Field(default=None, alias="from")
    derive: Derived | None = None
    unsupported: Text | None = None
    via: Literal["decimal", "iso8601"] | UnixOperator | None = None
    unit: Text | None = None
    unit_from: AnswerPath | None = None
    basis: Basis = "documented"
    source: Text


class Videos(Table):
    """The videos of a job: `at` names the list (`…[]`) or the object that is one; an entry without a URL is none."""

    at: AnswerPath | dict[Source, AnswerPath]
    fields: dict[Name, Reader]
    source: Text


class Ignored(Table):
    """What nobody reads of an answer, and why: paths from the body's root (`body`) and from the job (`job`)."""

    body: dict[AnswerPath, Text] = {}
    job: dict[AnswerPath, Text] = {}


class Generation(Table):
    """How answers about jobs are read. Every property of them is read, or ignored with a reason."""

    answers: dict[Source, Answer] = Field(min_length=1)
    fields: dict[Name, Reader]
    videos: Videos
    ignored: Ignored = Ignored()


class MappingTable(Table):
    """`mapping.yaml`, whole."""

    mapping: Literal[1]
    provider: Text
    normalized: Literal["image_to_video/1"]
    models: Models
    assets: dict[Name, AssetProfile] = {}
    request: dict[Name, Fate | Cases]
    native: dict[Text, Native] = {}
    joint: dict[Name, Joint] = {}
    rules: tuple[Rule, ...] = ()
    generation: Generation
