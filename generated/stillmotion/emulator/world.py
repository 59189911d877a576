"""What all emulated providers share: time, ids, accounts, what was asked and charged, and what goes wrong on purpose."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from .authority import Keys
from .callbacks import Notice
from .clock import Clock
from .faults import Fault, Script
from .identity import Ids
from .ledger import Charge, Entry
from .progress import Progress, State


@dataclass(frozen=True, slots=True)
class Ending:
    """How a job of a provider will end: the state, and the error kind of a failure (None: as in the example)."""

    provider: str
    state: State
    kind: str | None


@dataclass(slots=True)
class World:
    """The state of an emulator. `wall` is the time that signatures are made and judged by, in seconds since the epoch."""

    clock: Clock
    wall: Callable[[], float]
    ids: Ids
    progress: Progress
    keys: Mapping[str, Keys]
    max_in_flight: int | None
    balance: Decimal | None
    link_seconds: float | None
    webhook_url: str | None
    webhook_secrets: Mapping[str, str]
    seed: int
    charges: list[Charge] = field(default_factory=list)
    journal: list[Entry] = field(default_factory=list)
    scripts: list[Script] = field(default_factory=list)
    endings: list[Ending] = field(default_factory=list)
    outbox: list[Notice] = field(default_factory=list)

    def fault(self, provider: str, names: tuple[str, ...]) -> Fault | None:
        """What goes wrong with a call that has these names; the script written first decides."""
        fired = [script.fault for script in self.scripts if script.fires(provider, names)]
        return fired[0] if fired else None

    def ending(self, provider: str) -> Ending:
        """How the next job of a provider ends."""
        for index, ending in enumerate(self.endings):
            if ending.provider == provider:
                return self.endings.pop(index)
        return Ending(provider, "succeeded", None)
