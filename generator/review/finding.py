"""The values every layer of a review gives and every report reads.

A `Rule` says what kind of change it is and how bad; it stands once in the catalogue. A `Finding` is one root change
judged by one rule; what it causes further on (a row that became lossy, a signature that changed) hangs on it as
`Effect`s, and the places where the same root is seen as `Occurrence`s.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum, StrEnum


class Severity(IntEnum):
    """How bad, in order, so that `--fail-on` is a comparison."""

    INFORMATION = 0
    WARNING = 1
    BREAKING = 2


class Layer(StrEnum):
    """Which question a rule answers; the sections of a report."""

    WIRE = "wire"
    NORMALIZED = "normalized"
    PYTHON = "python"
    SECURITY = "security"
    """Money and security: effect, dedupe, auth, servers, trusted origins, retry class, webhook signatures."""
    HYGIENE = "hygiene"


class Breaks(StrEnum):
    """Who has to change something."""

    PYTHON_SOURCE = "Python source"
    """A type checker or an import of private names complains; what runs goes on running."""
    PYTHON_API = "Python API"
    NORMALIZED = "normalized callers"
    WIRE = "the wire"


class Side(StrEnum):
    BASE = "base"
    HEAD = "head"


@dataclass(frozen=True, slots=True)
class Rule:
    """One kind of change. `id` is stable, in kebab case, and where oasdiff has a check for the same thing, its id."""

    id: str
    layer: Layer
    severity: Severity
    breaks: tuple[Breaks, ...]
    why: str
    example: str


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where one side says it. `file` is relative to the specs folder; line and column count from 1."""

    side: Side
    file: str
    line: int
    column: int
    pointer: str = ""


@dataclass(frozen=True, slots=True, order=True)
class Occurrence:
    """One spot where the root change is seen: `subject` as a reader names it, such as `POST /v1/videos · body · duration`."""

    subject: str
    base: Place | None = None
    head: Place | None = None


@dataclass(frozen=True, slots=True)
class Effect:
    """What a root change does further on: a row or cell of the normalized model, or a symbol of the package."""

    rule: str
    subject: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Finding:
    """One root change. `provider` is empty for what belongs to all; `text` is one sentence that names the values.

    `occurrences` is never empty and sorted. The severity is the rule's, or that of its worst effect: see `verdict`.
    """

    rule: str
    provider: str
    text: str
    occurrences: tuple[Occurrence, ...]
    effects: tuple[Effect, ...] = ()


@dataclass(frozen=True, slots=True)
class Failure:
    """Something that could not be compared: what, and the diagnostics that say why. Never the same as "no change"."""

    provider: str
    side: Side
    what: str
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of the capability matrix that changed: (provider, model, field)."""

    provider: str
    model: str
    field: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class FileChange:
    """One generated file: lines added and removed, and its unified diff. `path` is relative to generated/."""

    path: str
    added: int
    removed: int
    diff: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """All that the layers found between two named revisions, before it is judged; the input of every report."""

    base: str
    head: str
    findings: tuple[Finding, ...] = ()
    cells: tuple[Cell, ...] = ()
    files: tuple[FileChange, ...] = ()
    failures: tuple[Failure, ...] = ()
    base_version: str = ""
    head_version: str = ""
    providers: tuple[str, ...] = ()
    """The providers that differ; all others are the same bytes on both sides."""
    drift: tuple[str, ...] = ()
    """Files below generated/ of the head that are not what its specs give, whatever the base has."""
