"""The judgement over a comparison: who breaks, how bad, which version it takes, and whether all of it could be compared."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import IntEnum, StrEnum

from generator.review.finding import Breaks, Comparison, Finding, Layer, Rule, Severity
from generator.review.linking import worst

_VERSION = re.compile(r"([0-9]+)\.([0-9]+)\.([0-9]+)")
_SURFACE = "API.txt"


class State(StrEnum):
    """Whether the comparison is whole. What could not be compared is never the same as what did not change."""

    COMPARED = "compared"
    IN_PART = "compared in part"
    NOT_COMPARED = "could not compare"


class Bump(IntEnum):
    """A step of the version, in order; `UNKNOWN` where it cannot be told, `BACK` where a version went down."""

    UNKNOWN = -2
    BACK = -1
    NONE = 0
    PATCH = 1
    MINOR = 2
    MAJOR = 3

    def __str__(self) -> str:
        return self.name.lower()


@dataclass(frozen=True, slots=True)
class Verdict:
    """`breaks` is empty for nobody, and sorted as `Breaks` is. `severity` is None without findings."""

    state: State
    breaks: tuple[Breaks, ...]
    severity: Severity | None
    counts: Mapping[Severity, int]
    needed: Bump
    taken: Bump

    @property
    def is_bump_enough(self) -> bool:
        """Whether the version goes up as far as the change asks; unknown versions are not judged."""
        return self.taken is Bump.UNKNOWN or self.taken >= self.needed


def judge(comparison: Comparison, rules: Mapping[str, Rule]) -> Verdict:
    """The verdict over linked findings."""
    severities = [severity(finding, rules) for finding in comparison.findings]
    broken = {one for finding in comparison.findings for one in breaks(finding, rules)}
    everyone = tuple(one for one in Breaks if one in broken)
    return Verdict(
        _state(comparison),
        everyone,
        max(severities, default=None),
        {one: severities.count(one) for one in reversed(Severity)},
        _needed(comparison, everyone, rules),
        taken(comparison.base_version, comparison.head_version),
    )


def severity(finding: Finding, rules: Mapping[str, Rule]) -> Severity:
    """The rule's severity, or that of its worst effect."""
    return Severity(worst(finding, rules))


def breaks(finding: Finding, rules: Mapping[str, Rule]) -> tuple[Breaks, ...]:
    """Whom a finding and its effects break, sorted as `Breaks` is."""
    found = {one for name in _rules_of(finding) for one in rules[name].breaks}
    return tuple(one for one in Breaks if one in found)


def _rules_of(finding: Finding) -> Iterator[str]:
    yield finding.rule
    yield from (effect.rule for effect in finding.effects)


def _state(comparison: Comparison) -> State:
    if not comparison.failures:
        return State.COMPARED
    lost = {failure.provider for failure in comparison.failures}
    return State.IN_PART if set(comparison.providers) - lost or comparison.findings else State.NOT_COMPARED


def _needed(comparison: Comparison, broken: tuple[Breaks, ...], rules: Mapping[str, Rule]) -> Bump:
    """Before 1.0.0 a minor version may break, and a patch may add, as the changelog says. Unknown if nothing was compared."""
    if _state(comparison) is State.NOT_COMPARED:
        return Bump.UNKNOWN
    step = _step(comparison, broken, rules)
    version = _VERSION.match(comparison.base_version)
    is_early = version is not None and version[1] == "0"
    return {Bump.MAJOR: Bump.MINOR, Bump.MINOR: Bump.PATCH}.get(step, step) if is_early else step


def _step(comparison: Comparison, broken: tuple[Breaks, ...], rules: Mapping[str, Rule]) -> Bump:
    if set(broken) - {Breaks.PYTHON_SOURCE}:
        return Bump.MAJOR
    kinds = {rules[name].layer for finding in comparison.findings for name in _rules_of(finding)}
    if broken or kinds & {Layer.NORMALIZED, Layer.PYTHON} or any(one.path == _SURFACE for one in comparison.files):
        return Bump.MINOR
    return Bump.PATCH if any(one.path.startswith("stillmotion/") for one in comparison.files) else Bump.NONE


def taken(base: str, head: str) -> Bump:
    """The step between two versions, `1.4.2` and `1.5.0` say."""
    old, new = _numbers(base), _numbers(head)
    if old is None or new is None:
        return Bump.UNKNOWN
    if new < old:
        return Bump.BACK
    steps = (Bump.MAJOR, Bump.MINOR, Bump.PATCH)
    return next((step for step, one, other in zip(steps, old, new, strict=True) if one != other), Bump.NONE)


def _numbers(version: str) -> tuple[int, int, int] | None:
    found = _VERSION.match(version)
    return (int(found[1]), int(found[2]), int(found[3])) if found else None
