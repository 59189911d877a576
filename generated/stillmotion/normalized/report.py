"""What becomes of a request on its way to a provider: what was lost, replaced, left to the provider, not checked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final, Literal, NamedTuple, TypeAlias

from pydantic_core import to_json

from .._runtime.errors import InvalidRequestError, UnsupportedError

Weight: TypeAlias = Literal["contract", "material", "transport", "advisory"]
Basis: TypeAlias = Literal["documented", "reported", "assumed"]
By: TypeAlias = Literal["provider", "mapping", "client", "source provider"]
Direction: TypeAlias = Literal["up", "down"]
_CLASSES: Final = frozenset({"material", "transport"})


@dataclass(frozen=True, slots=True)
class Dropped:
    """A value that the provider has no way to be told."""

    field: str
    value: Any
    reason: str
    weight: Weight
    basis: Basis = "documented"

    def __str__(self) -> str:
        return f"{self.field} {_shown(self.value)} is lost ({self.weight}): {self.reason}"


@dataclass(frozen=True, slots=True)
class Approximated:
    """A value replaced by the nearest one in the direction that the caller allowed."""

    field: str
    asked: Any
    used: Any
    cost: Direction
    weight: Weight
    basis: Basis = "documented"

    def __str__(self) -> str:
        return f"{self.field} {_shown(self.asked)} becomes {_shown(self.used)} ({self.cost})"


@dataclass(frozen=True, slots=True)
class Defaulted:
    """A value nobody asked for: what the provider does in silence, or what was sent because it wants to be told."""

    field: str
    value: Any
    by: By

    def __str__(self) -> str:
        return f"{self.field} is {_shown(self.value)} by the {self.by}"


class Report(NamedTuple):
    """What became of a request. Prints as a short text, one line each."""

    dropped: tuple[Dropped, ...] = ()
    approximated: tuple[Approximated, ...] = ()
    defaulted: tuple[Defaulted, ...] = ()
    unchecked: tuple[str, ...] = ()

    @property
    def is_lossless(self) -> bool:
        """Whether nothing was dropped and nothing approximated."""
        return not self.dropped and not self.approximated

    def __str__(self) -> str:
        lines = [*self.dropped, *self.approximated, *self.defaulted, *(f"not checked: {one}" for one in self.unchecked)]
        return "\n".join(map(str, lines)) or "nothing was lost"


NO_LOSS: Final = Report()


@dataclass(frozen=True, slots=True)
class LossPolicy:
    """Which losses a caller puts up with.

    `tolerate` names fields, or the classes `material` and `transport`. `snap` names the fields whose value may be
    replaced, each with a direction: up costs money, down costs footage. A contract loss is never tolerated; advisory
    losses are only reported. Raises ValueError for a policy that makes no sense.
    """

    tolerate: frozenset[str] | set[str] | tuple[str, ...] = frozenset()
    snap: Mapping[str, Direction] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if isinstance(self.tolerate, str):
            raise ValueError("tolerate is a set of names, not one text")
        wrong = [name for name, direction in self.snap.items() if direction not in ("up", "down")]
        if wrong:
            raise ValueError(f"snap directions are 'up' and 'down' ({', '.join(wrong)})")

    def blocks(self, lost: Dropped) -> bool:
        """Whether a loss is an error under this policy."""
        if lost.weight in _CLASSES:
            return lost.weight not in self.tolerate and lost.field not in self.tolerate
        return lost.weight == "contract"

    def snapped(self, name: str, asked: int, choices: Iterable[int]) -> int | None:
        """The nearest of `choices` in the direction allowed for the field; None when none was allowed or there is none."""
        direction = self.snap.get(name)
        if direction == "up":
            return min((choice for choice in choices if choice > asked), default=None)
        if direction == "down":
            return max((choice for choice in choices if choice < asked), default=None)
        return None


STRICT: Final = LossPolicy()


class LossError(UnsupportedError):
    """The provider cannot do what was asked; nothing was sent. `report` says what would be lost."""

    def __init__(self, provider: str, report: Report, lost: tuple[Dropped, ...]) -> None:
        advice = (
            "" if any(one.weight == "contract" for one in lost) else "; LossPolicy(tolerate=…) or (snap=…) allows it"
        )
        text = "; ".join(map(str, lost)) + advice
        super().__init__(text, provider=provider, retry="after_fix", accepted="no")
        self.report = report
        self.lost = lost


class MissingFieldError(InvalidRequestError):
    """The provider wants to be told what the request leaves out. `fields` names the normalized fields."""

    def __init__(self, provider: str, fields: tuple[str, ...]) -> None:
        text = f"missing: {', '.join(fields)} (required by {provider})"
        super().__init__(text, provider=provider, retry="after_fix", accepted="no")
        self.fields = fields


class UploadRequiredError(UnsupportedError):
    """A picture is not in a form that the provider takes. `fields` says which, `Client` uploads what can be uploaded."""

    def __init__(self, provider: str, needs: Mapping[str, str]) -> None:
        text = "; ".join(f"{name}: {reason}" for name, reason in needs.items())
        super().__init__(text, provider=provider, retry="after_fix", accepted="no")
        self.fields = tuple(needs)


class Encoded(NamedTuple):
    """A request in a provider's terms: the body as a dict, query and header parameters by wire name, and the report."""

    provider: str
    operation: str
    payload: dict[str, Any]
    query: dict[str, Any]
    headers: dict[str, Any]
    report: Report

    def json(self) -> bytes:
        """The payload as the JSON bytes that are sent."""
        return to_json(self.payload)


def refuse(provider: str, report: Report, policy: LossPolicy, needs: Mapping[str, str], missing: Iterable[str]) -> None:
    """Stops a request that cannot be sent as it is. Returns when the policy puts up with every loss.

    Raises LossError with all losses that the policy does not allow, UploadRequiredError for pictures in another form,
    MissingFieldError for what the provider wants to be told.
    """
    lost = tuple(one for one in report.dropped if policy.blocks(one))
    if lost:
        raise LossError(provider, report, lost)
    if needs:
        raise UploadRequiredError(provider, needs)
    absent = tuple(missing)
    if absent:
        raise MissingFieldError(provider, absent)


def _shown(value: Any) -> str:
    text = repr(value)
    return text if len(text) <= 60 else text[:57] + "..."
