"""The format of `specs/<provider>/client.yaml`: how a provider behaves.

These definitions are the format: the strict reader, the editor schema and the lint all come from them. A path is a
dotted walk through a JSON body (`data.task_id`); `[]` behind a name walks every item (`generations[].generation_id`).
Times are seconds and say so in their name. `source` cites a seed or a fact sheet, as `[seed] …` or `[ext] …`.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from generator.load.emulation_table import Emulation

JsonPath = Annotated[str, StringConstraints(pattern=r"^[A-Za-z_$][\w$-]*(\[\])?(\.[A-Za-z_$][\w$-]*(\[\])?)*$")]
OperationId = Annotated[str, StringConstraints(min_length=1)]
Origin = Annotated[str, StringConstraints(pattern=r"^https://[a-z0-9.-]+(:[0-9]+)?$")]
EnvironmentName = Annotated[str, StringConstraints(pattern=r"^[A-Z][A-Z0-9_]*$")]
Seconds = Annotated[float, Field(gt=0)]
Effect = Literal["read", "billable", "cancel", "upload", "delete"]
Retry = Literal["never", "after_fix", "backoff", "when_slot_frees"]
Text = Annotated[str, StringConstraints(min_length=1)]


class Table(BaseModel):
    """A row or section of the table: closed, frozen, and read without coercion."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class ApiKeyWay(Table):
    """One ready credential, sent as it is."""

    api_key: EnvironmentName = Field(description="environment variable that holds the key")
    source: Text


class JoinedWay(Table):
    """Two parts joined with ':' into one credential (fal's key id and key secret)."""

    joined: tuple[EnvironmentName, EnvironmentName] = Field(description="environment variables of the two parts")
    source: Text


class JwtWay(Table):
    """A token the client signs itself (HS256) from an access key (`iss`) and a secret key."""

    jwt: JwtRecipe
    source: Text


class JwtRecipe(Table):
    """What the signed token claims."""

    access_key: EnvironmentName
    secret_key: EnvironmentName
    lifetime_seconds: Annotated[int, Field(gt=0)] = Field(description="`exp` lies this far ahead of now")
    backdate_seconds: Annotated[int, Field(ge=0)] = Field(description="`nbf` lies this far before now")
    renew_before_seconds: Annotated[int, Field(ge=0)] = Field(description="sign anew when less than this is left")


class Auth(Table):
    """How a call proves who makes it. Ways are tried in the order given; constructor arguments beat the environment."""

    scheme: Text = Field(description="the name under components.securitySchemes")
    prefix: str = Field(default="", description="text before an apiKey credential in its header, as 'Key '")
    ways: tuple[ApiKeyWay | JoinedWay | JwtWay, ...] = Field(min_length=1)


class Trust(Table):
    """Origins that may see the credential, beyond the contract's servers; links in answers that are never followed,
    among them every link of the submit answer that is not the video itself."""

    origins: tuple[Origin, ...]
    ignore_links: tuple[JsonPath, ...] = ()
    source: Text


class ReferenceDedupe(Table):
    """A lost submit is found again by the caller's own reference."""

    by: JsonPath = Field(description="request property that carries the reference")
    recover: OperationId


class HeaderDedupe(Table):
    """The provider documents an idempotency header."""

    header: Text


class OperationRow(Table):
    """What calling one operation does. `billable` is never sent twice; `read` may be repeated."""

    effect: Effect
    dedupe: Literal["none"] | ReferenceDedupe | HeaderDedupe = "none"
    timeout_seconds: Seconds | None = Field(default=None, description="total time of one call; default 60")
    source: Text


class Unsupported(Table):
    """The provider has no such call; the reason is shown to the user who asks for it."""

    unsupported: Text


class Submit(Table):
    """The call that starts a job. With `each`, one call starts several: `each` lists them, `id` is read in each item
    (absent when the items are the ids themselves)."""

    call: OperationId
    id: JsonPath | None = None
    each: JsonPath | None = None


class KeyedCall(Table):
    """A call about one job. `key` says for each path parameter where its value comes from: paths in the submit
    answer (in each item, where `each` lists several jobs), or a request property. An empty list is the item itself."""

    call: OperationId
    key: dict[str, tuple[JsonPath, ...]]


class ListCall(Table):
    """The call that lists jobs."""

    call: OperationId


class EventsCall(Table):
    """A stream of events. `event` is the name of the event about a job (absent when every event is); `key` is the
    property of the event that holds the job's id, absent when the stream belongs to one job."""

    call: OperationId
    event: Text | None = None
    key: JsonPath | None = None
    path_key: dict[str, tuple[JsonPath, ...]] = {}
    replayed: bool = Field(description="whether events fired before the connection are delivered")
    keep_alive_seconds: Seconds | None = None
    source: Text


class CallbackCall(Table):
    """A notice the provider sends. `name` is the callback's name in the contract (under an operation's `callbacks`
    or, with `webhook: true`, under `webhooks`); `key` is the property that holds the job's id."""

    name: Text
    key: JsonPath
    webhook: bool = False
    source: Text


class Jobs(Table):
    """The life of a job, by role."""

    submit: Submit
    poll: KeyedCall | Unsupported
    result: KeyedCall | None = None
    cost: KeyedCall | None = Field(default=None, description="asked once for what an ended job cost; may fail")
    list: ListCall | Unsupported
    cancel: KeyedCall | Unsupported
    events: EventsCall | Unsupported
    callback: CallbackCall | Unsupported


class Envelope(Table):
    """What marks success inside an HTTP 2xx. `code` names a property that must equal `success`; `operations` limits
    the rule (absent: every operation)."""

    code: JsonPath
    success: int | str
    operations: tuple[OperationId, ...] | None = None
    source: Text


class ErrorRow(Table):
    """One row of the error table. Values in one list are alternatives; several keys must all match."""

    http: tuple[int, ...] = ()
    code: tuple[int | str, ...] = Field(default=(), description="the provider's code, at `errors.code`")
    type: tuple[str, ...] = Field(default=(), description="the provider's error word, at `errors.type`")
    text: tuple[str, ...] = Field(default=(), description="parts of the message; compared without case")
    header: dict[str, str] = Field(default={}, description="response header and the value it must have")
    kind: Text = Field(description="an error kind of specs/normalized.yaml")
    retry: Retry
    accepted: Literal["no", "unknown"] = Field(default="unknown", description="`no`: the job was surely not taken")
    source: Text


class RequestIdPlace(Table):
    """Where the provider's request id stands."""

    body: JsonPath | None = None
    header: Text | None = None


class Errors(Table):
    """How an error is read. The first row that matches decides; what no row matches is judged by HTTP status."""

    code: tuple[JsonPath, ...] = ()
    type: tuple[JsonPath, ...] = ()
    message: tuple[JsonPath, ...] = Field(min_length=1, description="where the text stands; the first found wins")
    request_id: RequestIdPlace = RequestIdPlace()
    rows: tuple[ErrorRow, ...]
    undecided: dict[Text, Text] = Field(
        default={}, description="documented codes and words that say nothing by themselves, each with the reason"
    )
    otherwise: Literal["by_http_status"]


class Patience(Table):
    """How long a status that is not in the table is polled before it is called drift."""

    polls: Annotated[int, Field(gt=0)]
    seconds: Seconds


class Status(Table):
    """The provider's status words and what they mean here."""

    path: JsonPath = Field(description="where the poll answer has the status")
    map: dict[str, Text] = Field(description="provider's word to a status of specs/normalized.yaml")
    unknown: Patience | None = Field(default=None, description="patience with a word without a row; must be given")
    failure: JsonPath | None = Field(default=None, description="property that is set when a finished job failed")
    expect: JsonPath | None = Field(default=None, description="must be non-empty on success, else output_missing")
    source: Text


class Polling(Table):
    """When to ask again: `first_seconds`, then times `factor` up to `max_seconds`, until `deadline_seconds`."""

    first_seconds: Seconds
    factor: Annotated[float, Field(ge=1)]
    max_seconds: Seconds
    deadline_seconds: Seconds
    not_found_grace_seconds: Annotated[float, Field(ge=0)] = 0.0
    source: Text


class PagePaging(Table):
    """Pages counted by number. Ends at `total_pages`, or at a page shorter than `size`."""

    style: Literal["page"]
    items: JsonPath
    page: Text = Field(description="query parameter with the page number")
    size: Text = Field(description="query parameter with the page size")
    total_pages: JsonPath | None = None
    source: Text


class OffsetPaging(Table):
    """Pages by offset. Ends at a page shorter than `limit`."""

    style: Literal["offset"]
    items: JsonPath
    offset: Text
    limit: Text
    source: Text


class WholePaging(Table):
    """The whole list comes in one answer."""

    style: Literal["whole"]
    items: JsonPath
    source: Text


class TicketUpload(Table):
    """Upload in two steps: an operation hands out a ticket, the bytes go to a run-time URL without credentials.

    `fields` is a property that holds form parts (an object, or a string of JSON); with it the bytes are sent as the last
    part of a form, without it as the raw body.
    """

    style: Literal["ticket"]
    call: OperationId
    method: Literal["POST", "PUT"]
    url: JsonPath
    fields: JsonPath | None = None
    file_part: Text | None = None
    success: tuple[int, ...]
    result: JsonPath = Field(description="what the request then refers to: an id or a URL")
    lifetime_seconds: Seconds | None = None
    source: Text


class DirectUpload(Table):
    """Upload by one operation of the contract that takes the file as a form part."""

    style: Literal["direct"]
    call: OperationId
    file_part: Text
    result: JsonPath
    source: Text


class Webhook(Table):
    """How a callback proves who sent it."""

    verify: Literal["standard_webhooks", "ed25519_jwks", "bearer", "ask_job"]
    secret: EnvironmentName | None = None
    jwks: OperationId | None = None
    tolerance_seconds: Seconds | None = None
    headers: dict[str, Text] = {}
    source: Text


class Limit(Table):
    """A documented limit that no schema can say."""

    what: Text
    value: int | float
    unit: Text
    source: Text


class Result(Table):
    """How long finished videos stay, and whether their links need the credential."""

    lifetime_seconds: Seconds | None = None
    authenticated: bool = False
    source: Text


class ClientTable(Table):
    """`client.yaml`, whole."""

    client: Literal[1]
    provider: Text
    title: Text = Field(description="the provider's name as people write it")
    auth: Auth
    trust: Trust
    operations: dict[OperationId, OperationRow]
    jobs: Jobs
    envelope: Envelope | None = None
    errors: Errors
    status: Status
    polling: Polling
    paging: dict[OperationId, PagePaging | OffsetPaging | WholePaging] = {}
    uploads: tuple[TicketUpload | DirectUpload, ...] = ()
    webhook: Webhook | None = None
    limits: tuple[Limit, ...] = ()
    result: Result
    emulation: Emulation | None = None
