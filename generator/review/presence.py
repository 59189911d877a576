"""Providers that come or go: what no other layer sees, because there is only one side."""

from __future__ import annotations

from typing import Final

from generator.load.files import CONTRACT
from generator.review.finding import Breaks, Finding, Layer, Occurrence, Place, Rule, Severity, Side
from generator.review.revision import Revision

ADDED: Final = Rule(
    "provider-added",
    Layer.WIRE,
    Severity.INFORMATION,
    (),
    "A new provider has its own clients and changes nothing of the others.",
    "specs/luma/ is new",
)
REMOVED: Final = Rule(
    "provider-removed",
    Layer.WIRE,
    Severity.BREAKING,
    (Breaks.PYTHON_SOURCE, Breaks.PYTHON_API, Breaks.NORMALIZED, Breaks.WIRE),
    "Its clients cannot be imported any more, and `Client` knows its name no longer.",
    "specs/luma/ is gone",
)
RULES: Final = (ADDED, REMOVED)


def findings(base: Revision, head: Revision) -> tuple[Finding, ...]:
    """One finding for each provider that stands on one side only."""
    old, new = _providers(base), _providers(head)
    gone = [_finding(REMOVED, name, Side.BASE) for name in sorted(old - new)]
    come = [_finding(ADDED, name, Side.HEAD) for name in sorted(new - old)]
    return (*gone, *come)


def _providers(revision: Revision) -> frozenset[str]:
    return frozenset(name.split("/")[0] for name in revision.sources if name.endswith(f"/{CONTRACT}"))


def _finding(rule: Rule, name: str, side: Side) -> Finding:
    place = Place(side, f"{name}/{CONTRACT}", 1, 1)
    gone = side is Side.BASE
    occurrence = Occurrence(f"provider {name}", place if gone else None, None if gone else place)
    return Finding(rule.id, name, f"The provider {name} is {'gone' if gone else 'new'}.", (occurrence,))
