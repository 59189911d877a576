"""What happened in one run: who asked for what, what came of it, what the servers saw."""

from __future__ import annotations

import hashlib
from collections import Counter
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any, Final

from .wire import Request

CALLER: Final[ContextVar[tuple[str, ...]]] = ContextVar("CALLER", default=())
"""The prompts that the running task is about."""


@dataclass
class Ask:
    """One thing that a caller wants, and what became of it. Its prompt tells it apart; times are in virtual seconds."""

    prompt: str
    provider: str
    native: bool = False
    result: str = "never begun"
    error: BaseException | None = None
    ids: set[str] = field(default_factory=set)
    links: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Step:
    """One call of a client: how long it took, and how long it may take, in seconds."""

    name: str
    prompt: str
    began: float
    ended: float
    allowed: float


@dataclass(frozen=True, slots=True)
class Seen:
    """A request that a server read."""

    at: float
    request: Request
    connection: int


@dataclass
class Record:
    """Everything that is judged afterwards."""

    asks: dict[str, Ask] = field(default_factory=dict)
    steps: list[Step] = field(default_factory=list)
    seen: list[Seen] = field(default_factory=list)
    struck: Counter[str] = field(default_factory=Counter)
    hit: dict[str, set[str]] = field(default_factory=dict)
    """The prompts that each fault hit."""
    wrong: list[str] = field(default_factory=list)
    """What was found wrong while it ran."""
    trace: list[str] = field(default_factory=list)

    def note(self, at: float, what: str) -> None:
        """One line of the trace."""
        self.trace.append(f"{at:.6f} {what}")

    def strike(self, fault: str, prompts: tuple[str, ...]) -> None:
        """A fault has struck, and whom."""
        self.struck[fault] += 1
        self.hit.setdefault(fault, set()).update(prompts)

    @property
    def digest(self) -> str:
        """Tells two runs apart."""
        return hashlib.sha256("\n".join(self.trace).encode()).hexdigest()


def kind_of(error: BaseException) -> str:
    """One word for an error."""
    kind: Any = getattr(error, "kind", None)
    return kind if isinstance(kind, str) else type(error).__name__
