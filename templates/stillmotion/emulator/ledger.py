"""What was asked for, and what was charged for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Charge:
    """One video that somebody pays for. `at` is in seconds since the epoch."""

    provider: str
    operation: str
    job: str
    at: float


@dataclass(frozen=True, slots=True)
class Entry:
    """One request, as it came, and what became of it. The credential is not kept.

    `operation` is empty for a path that is none of the contract's; `status` is 0 when the connection was closed in place
    of an answer.
    """

    provider: str
    operation: str
    method: str
    path: str
    query: tuple[tuple[str, str], ...]
    headers: Mapping[str, str] = field(repr=False)
    body: bytes = field(repr=False)
    status: int = 0
