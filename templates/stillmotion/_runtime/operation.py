"""What a generated package says about a provider and its calls, as frozen values."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Generic, Literal, TypeVar

from .failure import Classification, Failure

if TYPE_CHECKING:
    from .retry import RetryPolicy

AnswerT = TypeVar("AnswerT", covariant=True)
ItemT = TypeVar("ItemT", covariant=True)
Effect = Literal["read", "billable", "cancel", "upload", "delete", "unknown"]
"""What a call does: `unknown` may change something or cost money; it is treated as billable."""


@dataclass(frozen=True, slots=True)
class ApiKey:
    """A ready credential: the constructor argument `api_key`, or the environment variable `env`."""

    env: str


@dataclass(frozen=True, slots=True)
class JoinedKey:
    """Two environment variables joined with ':' into one credential."""

    env: tuple[str, str]


@dataclass(frozen=True, slots=True)
class SignedToken:
    """A JWT (HS256) signed by the client from `access_key` and `secret_key`. Times are whole seconds."""

    access_key_env: str
    secret_key_env: str
    lifetime: int
    backdate: int
    renew_before: int


@dataclass(frozen=True, slots=True)
class Auth:
    """How a call proves who makes it: `header: prefix + credential`, from the first way that has one."""

    header: str
    prefix: str
    ways: tuple[ApiKey | JoinedKey | SignedToken, ...]


@dataclass(frozen=True, slots=True)
class Provider:
    """One provider: names, servers by region (the first is the default), trusted origins, auth, error reader.

    `envelope` is the path (wire names) and the value that mark success inside an HTTP 2xx; `classify` is asked about a
    2xx only when the answer has another value there, or cannot be read. `request_id_header` is the response header, in
    lower case, that names a call.
    """

    name: str
    title: str
    regions: Mapping[str, str]
    trusted: frozenset[str]
    auth: Auth | None
    classify: Callable[[Failure], Classification | None]
    envelope: tuple[tuple[str, ...], int | str] | None = None
    request_id_header: str = "x-request-id"


@dataclass(frozen=True, slots=True)
class Recovery:
    """How a lost submit is found again: `operation` is asked with the caller's reference, which the request carries in
    the property `field`, in the place of its `parameter` (a Python name of `parameters`)."""

    field: str
    operation: Operation[Any]
    parameters: Callable[..., Any]
    parameter: str


@dataclass(frozen=True, slots=True)
class Operation(Generic[AnswerT]):
    """One call. `path` keeps its `{name}` places; the three name lists hold wire names.

    `answer` is the model of a success body (for a stream: of one event's data); None where the contract declares no
    JSON body: such a call is declared as `Operation[RawResponse]`. `server` is set for an operation that lives on a
    host of its own. `timeout` is the default total, in seconds. `enveloped` is false where the provider's envelope
    does not hold.
    """

    name: str
    method: str
    path: str
    effect: Effect
    answer: type[AnswerT] | None = None
    path_names: tuple[str, ...] = ()
    query_names: tuple[str, ...] = ()
    header_names: tuple[str, ...] = ()
    body: Literal["none", "json", "multipart"] = "none"
    accept: str = "application/json"
    server: str | None = None
    authenticated: bool = True
    timeout: float | None = None
    enveloped: bool = True
    event: str | None = None
    """The SSE event name whose data is `answer`; None: every event's."""
    replayed: bool = False
    """Whether a stream that is opened again goes on after the last event."""
    keep_alive: float | None = None
    """Seconds after which a stream gives a sign of life."""
    recovery: Recovery | None = None
    """Where a call that costs money is looked for when its answer was lost."""


@dataclass(frozen=True, slots=True)
class Paging(Generic[ItemT]):
    """How a list of `ItemT` goes on. `items` is the path to the items, by wire names.

    `position` is the query parameter that moves, starting at `start` and stepping by one page (`page`) or by the items
    received (`offset`); `whole` never goes on. The list ends at the number of pages at `total_pages`, or at a page
    shorter than the `size` parameter (`default_size` when the caller gave none; 0: unknown, it ends at an empty page).
    `last` is the number of the last page the provider gives (0: no limit); it counts where `style` is `page`.
    """

    style: Literal["page", "offset", "whole"]
    items: tuple[str, ...]
    position: str = ""
    start: int = 0
    size: str = ""
    default_size: int = 0
    total_pages: tuple[str, ...] = ()
    last: int = 0


@dataclass(frozen=True, slots=True)
class CallOptions:
    """What a caller may add to one call: total timeout in seconds, and extra parts of the request applied after
    validation. All three are mappings by wire names, and replace what is there by the same name.

    `retry` replaces the client's policy for this call; the budget stays the client's.

    Extra headers are text and never replace the credential. Values of `extra_query` are text, finite numbers, booleans,
    None, or lists of these, which repeat the name; None leaves the parameter out, also one that a field gives.
    """

    timeout: float | None = None
    retry: RetryPolicy | None = None
    extra_headers: Mapping[str, str] = field(default_factory=dict)
    extra_query: Mapping[str, Any] = field(default_factory=dict)
    extra_body: Mapping[str, Any] = field(default_factory=dict)
