"""What a provider's `jobs.py` says: the calls about a job, who reads their answers, and how long to wait."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final, Literal

from .._runtime.failure import Classification, Failure
from .._runtime.models import WireModel
from .._runtime.operation import Operation, Paging, Provider
from .._runtime.webhook import WebhookRecipe
from .assets import Asset
from .generation import Reading
from .report import Encoded, LossPolicy
from .request import ImageToVideoRequest

_MANY: Final = 100
"""Answers after which a pause has long been the longest; a power of more is no number any more."""
Read = Callable[[Any, Mapping[str, str]], tuple[Reading, ...]]
"""From the typed answer and its headers (lower-case names) to what it says, one entry per provider id."""


@dataclass(frozen=True, slots=True)
class JobCall:
    """A call about one job. `keys` are the Python names of the parameters that take the job's id."""

    operation: Operation[Any]
    parameters: type[WireModel] | None
    keys: tuple[str, ...]
    read: Read | None = None
    """None where the answer says nothing about the job (a cancellation)."""
    pages: Paging[Any] | None = None
    """How a list goes on."""


@dataclass(frozen=True, slots=True)
class Upload:
    """How bytes get to the provider. Paths are by wire name, from the answer of `operation`.

    direct: the file is a part of the call itself. ticket: the call, made with `request`, hands out a `url`; the bytes go
    there without a credential, by `method`, as the last part of a form with `fields` (an object or its JSON text), or raw.
    `gives`: whether `result` is an id of the provider or a link.
    """

    style: Literal["direct", "ticket"]
    operation: Operation[Any]
    request: type[WireModel]
    names: tuple[str, ...]
    """Python names of the fields of `request`."""
    result: tuple[str, ...]
    gives: Literal["id", "url"]
    file_part: str = ""
    method: str = ""
    url: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()
    success: tuple[int, ...] = ()
    parameters: type[WireModel] | None = None
    """Query and header parameters of the call; those that must be there have one possible value each."""


@dataclass(frozen=True, slots=True)
class AssetStep:
    """A picture that must change its form before the request can be encoded.

    `index` counts within a list of pictures, None for a single one. `way`: `upload` by the provider's recipe, or `host`,
    by a host that the caller names. `fetch`: it is a link, whose content must be downloaded first.
    """

    field: str
    index: int | None
    asset: Asset
    way: Literal["upload", "host"]
    fetch: bool = False


@dataclass(frozen=True, slots=True)
class Polling:
    """When to ask: after `first` seconds, then times `factor` up to `most`, until `deadline` seconds are over."""

    first: float
    factor: float
    most: float
    deadline: float

    def delay(self, asked: int) -> float:
        """Seconds to wait before asking when `asked` questions have been answered already."""
        return float(min(self.first * self.factor ** min(asked, _MANY), self.most))


@dataclass(frozen=True, slots=True)
class Patience:
    """How long a status that no table has is polled before it is called drift: both must be used up."""

    polls: int
    seconds: float


@dataclass(frozen=True, slots=True)
class JobTable:
    """All that the normalized client knows about a provider. `reasons` says why a call is not there, by role."""

    provider: Provider
    encode: Callable[[ImageToVideoRequest, LossPolicy], Encoded]
    plan_assets: Callable[[ImageToVideoRequest], tuple[AssetStep, ...]]
    classify: Callable[[Failure], Classification | None]
    submit: Operation[Any]
    request: type[WireModel]
    parameters: type[WireModel] | None
    read_submit: Read
    polling: Polling
    patience: Patience
    poll: JobCall | None = None
    result: JobCall | None = None
    cost: JobCall | None = None
    list: JobCall | None = None
    cancel: JobCall | None = None
    events: JobCall | None = None
    event_name: str = ""
    callback: type[Any] | None = None
    """The model of a callback's body."""
    read_callback: Read | None = None
    webhook: WebhookRecipe | None = None
    """How a callback is proven; None where nothing is known of it."""
    uploads: tuple[Upload, ...] = ()
    reference_field: str = ""
    """The normalized field by which a lost submit is found again; empty where there is none."""
    not_found_grace: float = 0.0
    """Seconds after a submit in which not being found means nothing."""
    reasons: Mapping[str, str] = field(default_factory=dict)
    wire_fields: Mapping[str, str] = field(default_factory=dict)
    """What a refusal of the wire model is about: wire name or attribute to normalized field."""
