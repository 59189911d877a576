"""All layers over two revisions: one comparison, its findings linked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from generator.diagnostics import Diagnostic
from generator.review import generated, normalized, presence, python, security, wire
from generator.review.catalogue import catalogue
from generator.review.finding import Comparison, Failure, Finding
from generator.review.linking import link
from generator.review.revision import Revision


@dataclass(frozen=True, slots=True)
class Told:
    """What loading and lint say of each side, what could not be compared, and the findings of hygiene."""

    old: Sequence[Diagnostic] = ()
    new: Sequence[Diagnostic] = ()
    failures: tuple[Failure, ...] = ()
    drift: tuple[str, ...] = ()
    hygiene: tuple[Finding, ...] = ()


def compare(base: Revision, head: Revision, told: Told, providers: tuple[str, ...]) -> Comparison:
    """Everything that the layers find between two sides. Hygiene reads sources only: it is asked by whoever has them."""
    found: list[Finding] = [*presence.findings(base, head), *_wire(base, head)]
    found += [*normalized.findings(base, head), *python.findings(base, head), *security.findings(base, head)]
    found += told.hygiene
    return Comparison(
        base.name,
        head.name,
        link(found, catalogue()),
        normalized.cells(base, head),
        generated.changes(base, head),
        told.failures,
        base.version,
        head.version,
        providers,
        told.drift,
    )


def _wire(base: Revision, head: Revision) -> list[Finding]:
    both = sorted(base.contracts.keys() & head.contracts.keys())
    return [one for name in both for one in wire.compare(base.contracts[name], head.contracts[name])]
