"""What goes wrong on purpose: which call, how often, and how."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Refuse:
    """The provider's own refusal: of an error kind, with a code, or the example of a name. Nothing is taken or charged."""

    kind: str | None = None
    code: int | str | None = None
    example: str | None = None


@dataclass(frozen=True, slots=True)
class Break:
    """An HTTP status of trouble; `taken`: after the call did what it does, and was charged."""

    status: int = 500
    taken: bool = False


@dataclass(frozen=True, slots=True)
class Disconnect:
    """The connection is closed in place of an answer; `taken`: after the call did what it does, and was charged."""

    taken: bool = True


@dataclass(frozen=True, slots=True)
class Stall:
    """The answer waits so many seconds."""

    seconds: float


@dataclass(frozen=True, slots=True)
class Garbage:
    """The call does what it does, and the answer is no JSON."""

    content: bytes = b"<html><body>it works</body></html>"


@dataclass(frozen=True, slots=True)
class Truncate:
    """The call does what it does, and the connection is closed in the middle of the answer."""


Fault: TypeAlias = Refuse | Break | Disconnect | Stall | Garbage | Truncate


@dataclass(slots=True)
class Script:
    """A fault of the calls from the `nth` on, `times` of them, counted from when it was scripted."""

    provider: str | None
    operation: str
    fault: Fault
    nth: int
    times: int
    seen: int = 0

    def fires(self, provider: str, names: tuple[str, ...]) -> bool:
        """Whether a call goes wrong that has these names (its own and its role's). Counts it."""
        if self.provider not in (None, provider) or (self.operation != "*" and self.operation not in names):
            return False
        self.seen += 1
        return self.nth <= self.seen < self.nth + self.times
