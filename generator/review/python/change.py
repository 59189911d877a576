"""One symbol that changed, before symbols are gathered to findings."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Change:
    """A symbol below `stillmotion.<provider>` under one rule. `old` and `new` are pointers into the bundled contracts;
    `refs` are the classes that its type leads to, which came or went with it."""

    rule: str
    symbol: str
    before: str
    after: str
    old: str | None
    new: str | None
    refs: frozenset[str] = frozenset()

    @property
    def key(self) -> str:
        """What the changes of one root share."""
        return self.old or self.new or ""
