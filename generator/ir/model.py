"""The intermediate representation: everything templates need, decided, frozen and printable as JSON."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal, TypeAlias

from generator.ir.conditions import Condition
from generator.ir.converter import Converter

Role = Literal["request", "answer"]
TypeSchema: TypeAlias = Mapping[str, Any]
"""A JSON Schema that says a type and nothing else; `$ref` names a model or alias as `#/$defs/Name`."""


@dataclass(frozen=True, slots=True)
class Field:
    """One property. `constraints` are keyword arguments of pydantic's `Field`; `default` is what absence means, as JSON."""

    python: str
    wire: str
    type: TypeSchema
    required: bool
    nullable: bool
    constraints: tuple[tuple[str, int | float | str], ...]
    doc: str


@dataclass(frozen=True, slots=True)
class Rule:
    """A demand that types cannot say: what a refused caller reads, the fields it names, and the line of the contract."""

    message: str
    fields: tuple[str, ...]
    condition: Condition
    source: str


@dataclass(frozen=True, slots=True)
class Model:
    """A class. `root` is set instead of fields when the value is no object with declared properties."""

    name: str
    role: Role
    doc: str
    fields: tuple[Field, ...]
    closed: bool
    rules: tuple[Rule, ...]
    root: TypeSchema | None
    source: str


@dataclass(frozen=True, slots=True)
class Alias:
    """A named type: an enumeration or a union. `in_order`: the first branch that fits is taken."""

    name: str
    type: TypeSchema
    in_order: bool
    doc: str
    source: str


@dataclass(frozen=True, slots=True)
class Argument:
    """A keyword of a method. `target` says which model it fills, `field` the Python name there, `owner` that model's name."""

    python: str
    owner: str
    field: str
    target: Literal["parameters", "body"]
    positional: bool
    required: bool
    doc: str


@dataclass(frozen=True, slots=True)
class Paging:
    """How a list goes on; see `Paging` in _runtime/operation.py. `item` is the model of one item, empty when unknown."""

    style: str
    items: tuple[str, ...]
    item: str
    position: str
    start: int
    last: int
    size: str
    default_size: int
    total_pages: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Operation:
    """One call. `parameters`, `body` and `answer` are model names, empty when there is none.

    `whole_body`: the body is no object with declared properties, so it is given whole; `body_required`: it must be given.
    """

    name: str
    method_name: str
    constant: str
    http_method: str
    path: str
    summary: str
    doc: str
    effect: str
    parameters: str
    body: str
    body_kind: Literal["none", "json", "multipart"]
    body_required: bool
    whole_body: bool
    answer: str
    stream: bool
    event: str
    accept: str
    path_names: tuple[str, ...]
    query_names: tuple[str, ...]
    header_names: tuple[str, ...]
    server: str
    authenticated: bool
    timeout: float | None
    enveloped: bool
    arguments: tuple[Argument, ...]
    paging: Paging | None
    source: str
    replayed: bool = False
    keep_alive: float | None = None
    recovery: tuple[str, str] | None = None
    """The request property that holds the caller's reference, and the operation that finds the job by it."""


@dataclass(frozen=True, slots=True)
class Resource:
    """A tag: an attribute of the client, and the class behind it."""

    name: str
    class_name: str
    doc: str
    operations: tuple[Operation, ...]


@dataclass(frozen=True, slots=True)
class Way:
    """One way to a credential: `ApiKey`, `JoinedKey` or `SignedToken` of _runtime/operation.py and its arguments."""

    kind: Literal["ApiKey", "JoinedKey", "SignedToken"]
    environment: tuple[str, ...]
    seconds: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Auth:
    """The header a credential goes into, the text before it, and the ways to get one."""

    header: str
    prefix: str
    ways: tuple[Way, ...]


@dataclass(frozen=True, slots=True)
class ErrorRow:
    """One row of the error table; several matchers must all hold."""

    http: tuple[int, ...]
    code: tuple[int | str, ...]
    type: tuple[str, ...]
    text: tuple[str, ...]
    header: tuple[tuple[str, str], ...]
    kind: str
    retry: str
    accepted: str
    source: str


@dataclass(frozen=True, slots=True)
class Errors:
    """How an answer is read as an error. Paths are dotted."""

    code: tuple[str, ...]
    type: tuple[str, ...]
    message: tuple[str, ...]
    request_id_body: str
    request_id_header: str
    envelope_code: str
    envelope_success: int | str | None
    rows: tuple[ErrorRow, ...]


@dataclass(frozen=True, slots=True)
class Provider:
    """One provider, whole. `regions` pairs a region name with its server; the first is the default."""

    name: str
    title: str
    prefix: str
    doc: str
    regions: tuple[tuple[str, str], ...]
    trusted: tuple[str, ...]
    auth: Auth | None
    errors: Errors
    models: tuple[Model, ...]
    aliases: tuple[Alias, ...]
    resources: tuple[Resource, ...]
    notices: tuple[tuple[str, str], ...] = ()
    """Name of a callback or webhook, and the model of its body."""
    converter: Converter | None = None
    """The plan of the converters, for a provider with a mapping."""


@dataclass(frozen=True, slots=True)
class NormalizedField:
    """A field of the normalized request: `type` is the word or the bounds of specs/normalized.yaml."""

    name: str
    kind: str
    values: tuple[Any, ...]
    unit: str
    weight: str
    doc: str


@dataclass(frozen=True, slots=True)
class NormalizedModel:
    """The normalized request and the catalogue, for the providers that have a mapping; the answer's fields by name."""

    fields: tuple[NormalizedField, ...]
    models: tuple[tuple[str, str], ...]
    statuses: tuple[tuple[str, bool], ...]
    generation: tuple[str, ...]
    video: tuple[str, ...]
    errors: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Package:
    """Everything one run generates from."""

    providers: tuple[Provider, ...]
    normalized: NormalizedModel | None = None
