"""The converters of one provider, decided: what every normalized field becomes, and how every answer is read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

Codec = Literal["same", "table", "decimal", "column", "asset", "assets", "stored"]
Place = Literal["body", "query", "header"]
Guard = tuple[tuple[tuple[str, tuple[Any, ...]], ...], ...]
"""Alternatives; each is atoms that must all hold: a column (or `model`) and the values it may have."""


@dataclass(frozen=True, slots=True)
class Column:
    """A fact about every model."""

    name: str
    type: str
    basis: str


@dataclass(frozen=True, slots=True)
class ModelRow:
    """What one model offers: its key, the values of the columns, and the line of the table."""

    key: tuple[str, ...]
    values: tuple[Any, ...]
    source: str


@dataclass(frozen=True, slots=True)
class Picture:
    """How a picture travels. `url` and `bytes` are the way, or a refusal's text behind `refused:`.

    url: direct | upload; bytes: base64 | data_uri | upload | host; `upload` names the call that takes bytes.
    """

    url: str
    bytes: str
    stored: str
    upload: str
    kinds: tuple[tuple[str, str], ...]
    media: tuple[str, ...]
    max_bytes: int | None


@dataclass(frozen=True, slots=True)
class Target:
    """A wire property: where it stands, its path by wire names, and the Python attributes that lead to it."""

    place: Place
    path: tuple[str, ...]
    attributes: tuple[str, ...]
    part: str = ""
    """For a stored picture: `id` or `kind`."""
    classes: tuple[str, ...] = ()
    """The model behind each attribute but the last."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What the contract says of a value that is not listed. `pattern` is ECMA 262 and Python alike."""

    minimum: float | None = None
    maximum: float | None = None
    max_length: int | None = None
    pattern: str = ""


@dataclass(frozen=True, slots=True)
class Carry:
    """A field written to the wire.

    `choices` are the normalized values that have an image (None: any); `within` is the column that narrows them, in wire
    terms. `silence` is what absence means, a value or a column's name. `ask`: the caller must say.
    """

    targets: tuple[Target, ...]
    codec: Codec
    table: tuple[tuple[Any, Any], ...] = ()
    column: str = ""
    picture: Picture | None = None
    choices: tuple[Any, ...] | None = None
    within: str = ""
    limits: Limits = field(default_factory=Limits)
    silence: Any = None
    silence_column: str = ""
    fill: Any = None
    ask: bool = False


@dataclass(frozen=True, slots=True)
class Case:
    """One fate. `kind` tells which of the others is set."""

    kind: Literal["carry", "with", "joint", "route", "fixed", "follows", "unsupported"]
    guard: Guard
    basis: str
    weight: str
    source: str
    carry: Carry | None = None
    fixed: Any = None
    text: str = ""
    """The reason, the field followed, or the joint table."""


@dataclass(frozen=True, slots=True)
class FieldPlan:
    """A normalized field: its kind, its one fate or its cases, and its bounds where it is a number."""

    name: str
    kind: str
    cases: tuple[Case, ...]
    bounds: tuple[Any, ...] = ()


@dataclass(frozen=True, slots=True)
class Option:
    """A wire property that only this provider has. `annotation_of` is the model and field that type it."""

    name: str
    target: Target
    owner: str
    doc: str
    source: str
    is_plain: bool
    """Whether the value is JSON as it is; a model must be dumped first."""


@dataclass(frozen=True, slots=True)
class JointRow:
    """What is asked of a model, and what says it on the wire."""

    model: str
    asked: tuple[Any, ...]
    said: tuple[Any, ...]
    basis: str


@dataclass(frozen=True, slots=True)
class JointPlan:
    """Fields carried together, by model: normalized values to wire values."""

    name: str
    fields: tuple[str, ...]
    targets: tuple[Target, ...]
    rows: tuple[JointRow, ...]
    source: str


@dataclass(frozen=True, slots=True)
class RulePlan:
    """A demand on a request beyond the contract; only a documented one refuses."""

    id: str
    guard: Guard
    present: tuple[str, ...]
    absent: tuple[str, ...]
    basis: str
    source: str


@dataclass(frozen=True, slots=True)
class Read:
    """How one field of an answer is read: a path from the job (or the video), a header, or a constant.

    `words` maps the provider's words, where they are the answer's own.
    """

    name: str
    type: str
    role: str
    path: tuple[str, ...] | None = None
    header: str = ""
    constant: str = ""
    words: tuple[tuple[str, str], ...] = ()
    unix: int = 0
    unit: str = ""
    unit_path: tuple[str, ...] | None = None
    derived_from: str = ""
    seconds: int = 0
    basis: str = "documented"
    source: str = ""


@dataclass(frozen=True, slots=True)
class AnswerPlan:
    """One answer: the model of its body, where the job stands in it, where a video stands in the job."""

    role: str
    model: str
    at: tuple[str, ...]
    reads: tuple[Read, ...]
    video_at: tuple[str, ...] | None
    video_reads: tuple[Read, ...]
    source: str


@dataclass(frozen=True, slots=True)
class JobCall:
    """A call about a job: the operation's constant, and where each path parameter's value comes from."""

    role: str
    operation: str
    constant: str
    parameters: str
    keys: tuple[tuple[str, str], ...]
    """(Python name of the parameter, `id` or `client_ref`)."""


@dataclass(frozen=True, slots=True)
class Upload:
    """A recipe of client.yaml with the Python names of its calls and answers. Paths are by wire name."""

    style: str
    operation: str
    constant: str
    body: str
    method: str = ""
    url: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()
    file_part: str = ""
    success: tuple[int, ...] = ()
    result: tuple[str, ...] = ()
    body_fields: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Webhook:
    """How a callback is proven: the secret's environment variable or the constant of the call that gives public keys,
    seconds of tolerance, and the lower-case header of each role."""

    verify: str
    secret: str
    keys: str
    tolerance: float
    headers: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Converter:
    """Everything `converters.py` and `jobs.py` of a provider are made from."""

    keys: tuple[str, ...]
    columns: tuple[Column, ...]
    rows: tuple[ModelRow, ...]
    wire_column: str
    fields: tuple[FieldPlan, ...]
    options: tuple[Option, ...]
    joints: tuple[JointPlan, ...]
    rules: tuple[RulePlan, ...]
    answers: tuple[AnswerPlan, ...]
    statuses: tuple[tuple[str, str], ...]
    failure: bool
    operation: str
    constant: str
    body: str
    parameters: str
    calls: tuple[JobCall, ...]
    unsupported_calls: tuple[tuple[str, str], ...]
    uploads: tuple[Upload, ...]
    polling: tuple[float, float, float, float]
    patience: tuple[int, float]
    grace: float
    event: tuple[str, str]
    """Name and key path of the event stream's events, where there is one."""
    callback_key: tuple[str, ...]
    dedupe_field: str
    wire_fields: Mapping[str, str]
    source: str
    webhook: Webhook | None = None
