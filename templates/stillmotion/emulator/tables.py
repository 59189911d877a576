"""What the specs say of a provider, read from the data the generator has written."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib import import_module, resources
from typing import Any
from urllib.parse import unquote

from .progress import State

_ORDER: Mapping[State, tuple[State, ...]] = {
    "queued": ("queued", "running", "succeeded"),
    "running": ("running", "queued", "succeeded"),
    "succeeded": ("succeeded", "running", "queued"),
    "failed": ("failed", "running", "queued", "succeeded"),
    "canceled": ("canceled", "failed", "running", "queued", "succeeded"),
}


@dataclass(frozen=True, slots=True)
class Example:
    """A documented answer, and the path, query and name of a file that got it. `kind` is the error kind a caller sees, None
    on success."""

    name: str
    kind: str | None
    path: Mapping[str, str]
    query: Mapping[str, str]
    file: str | None
    status: int
    headers: Mapping[str, str]
    body: Any = None
    text: str | None = None


@dataclass(frozen=True, slots=True)
class Shape:
    """A documented answer that shows a job in a state."""

    state: State
    status: int
    headers: Mapping[str, str]
    body: Any


@dataclass(frozen=True, slots=True)
class Writes:
    """Where a job stands in an answer (`at`), and where in it its fields and those of its video are."""

    at: str
    fields: Mapping[str, Mapping[str, Any]]
    videos: str | None
    video: Mapping[str, Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class Role:
    """A call about jobs, and how one is written into its answer."""

    call: str
    writes: Writes | None
    shapes: tuple[Shape, ...]
    row: Mapping[str, Any]

    def shape(self, state: State) -> Shape:
        """The documented answer that is nearest to a state. Raises LookupError where there is none at all."""
        for wanted in _ORDER[state]:
            for shape in self.shapes:
                if shape.state == wanted:
                    return shape
        raise LookupError(f"no example shows an answer of {self.call}")


@dataclass(frozen=True, slots=True)
class Operation:
    """One call of the contract. `parameters` and `body` are names in the provider's `models`, empty when there is none."""

    name: str
    method: str
    path: str
    effect: str
    parameters: str
    path_names: tuple[str, ...]
    query_names: tuple[str, ...]
    header_names: tuple[str, ...]
    body: str
    body_kind: str
    authenticated: bool
    paging: Mapping[str, Any] | None
    formats: tuple[Mapping[str, str], ...]
    examples: tuple[Example, ...]
    pattern: re.Pattern[str] = field(repr=False)

    def values(self, path: str) -> dict[str, str] | None:
        """The path parameters of a path, decoded; None for a path that is not this call's."""
        match = self.pattern.fullmatch(path)
        return None if match is None else dict(zip(self.path_names, map(unquote, match.groups()), strict=True))

    @property
    def refusals(self) -> tuple[Example, ...]:
        """The documented refusals of this call."""
        return tuple(one for one in self.examples if one.kind is not None)

    @property
    def sample(self) -> Example:
        """The first documented answer that is no refusal. Raises LookupError where there is none."""
        found = self.successes
        if not found:
            raise LookupError(f"no example shows an answer of {self.name}")
        return found[0]

    @property
    def successes(self) -> tuple[Example, ...]:
        """The documented answers of this call that are none."""
        return tuple(one for one in self.examples if one.kind is None)


@dataclass(frozen=True, slots=True)
class Tables:
    """One provider, whole. `data` is the rest as it was written."""

    provider: str
    title: str
    servers: tuple[str, ...]
    operations: Mapping[str, Operation]
    roles: Mapping[str, Role]
    data: Mapping[str, Any]

    def model(self, name: str) -> Any:
        """A model class of the provider."""
        return getattr(import_module(f"..{self.provider}.models", __package__), name)

    def role_of(self, operation: str) -> str:
        """The role that an operation plays for jobs; empty when it plays none."""
        return next((name for name, role in self.roles.items() if role.call == operation), "")


def provider_names() -> tuple[str, ...]:
    """Every provider that can be emulated, sorted."""
    folder = resources.files(__package__ or "") / "data"
    return tuple(sorted(entry.name.removesuffix(".json") for entry in folder.iterdir() if entry.name.endswith(".json")))


@cache
def tables_of(provider: str) -> Tables:
    """The tables of a provider, read once. Raises ValueError for one that cannot be emulated."""
    if provider not in provider_names():
        raise ValueError(f"no provider is named {provider!r}, only {', '.join(provider_names())}")
    text = (resources.files(__package__ or "") / "data" / f"{provider}.json").read_text(encoding="utf-8")
    data = json.loads(text)
    # the longest path first where two fit: a word is nearer than a place for any word
    ordered = sorted(data["operations"], key=lambda one: (one["path"].count("{"), -len(one["path"])))
    return Tables(
        data["provider"],
        data["title"],
        tuple(data["servers"]),
        {one["name"]: _operation(one) for one in ordered},
        {name: _role(one) for name, one in data["roles"].items()},
        data,
    )


def _operation(data: Mapping[str, Any]) -> Operation:
    pieces = re.split(r"\{[^{}]*\}", data["path"])
    examples = tuple(Example(**one) for one in data["examples"])
    fixed = {name: tuple(data[name]) for name in ("query_names", "header_names", "formats")}
    fixed["path_names"] = tuple(re.findall(r"\{([^{}]*)\}", data["path"]))
    plain = {name: data[name] for name in Operation.__slots__ if name in data and name not in fixed}
    return Operation(
        **{**plain, **fixed, "examples": examples, "pattern": re.compile("([^/]+)".join(map(re.escape, pieces)))}
    )


def _role(data: Mapping[str, Any]) -> Role:
    writes = None if data["writes"] is None else Writes(**data["writes"])
    return Role(data["call"], writes, tuple(Shape(**one) for one in data["shapes"]), data)
