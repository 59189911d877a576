"""One root change is one finding: what the other layers see of a wire change hangs on it as effects.

A finding of the normalized or the Python layer belongs to the wire finding of the same provider that stands at the same node
of the contract, or nearest above or below it. One that belongs to none is a root of its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import TypeAlias

from generator.review.finding import Effect, Finding, Layer, Occurrence, Rule, Side

Spot: TypeAlias = tuple[Side, str, str]
"""A node as findings share it: side, file, pointer."""
HANGING = (Layer.NORMALIZED, Layer.PYTHON)


def link(findings: Iterable[Finding], rules: Mapping[str, Rule]) -> tuple[Finding, ...]:
    """The same findings with effects in their place; sorted by severity, provider, place and rule."""
    all_of_them = sorted(findings, key=lambda finding: _order(finding, rules))
    roots = [finding for finding in all_of_them if rules[finding.rule].layer is Layer.WIRE]
    index = _Index(roots)
    hung: dict[int, list[Effect]] = {}
    alone: list[Finding] = []
    for finding in all_of_them:
        layer = rules[finding.rule].layer
        root = index.root_of(finding) if layer in HANGING else None
        if root is not None:
            hung.setdefault(root, []).extend(effects_of(finding))
        elif layer is not Layer.WIRE:
            alone.append(finding)
    joined = [_with(root, hung.get(number, [])) for number, root in enumerate(roots)]
    return tuple(sorted([*joined, *alone], key=lambda finding: _order(finding, rules)))


def effects_of(finding: Finding) -> tuple[Effect, ...]:
    """What hangs on another finding in place of this one."""
    if finding.effects:
        return finding.effects
    return tuple(Effect(finding.rule, occurrence.subject, "", finding.text) for occurrence in finding.occurrences)


def _with(root: Finding, effects: list[Effect]) -> Finding:
    return replace(root, effects=tuple(dict.fromkeys([*root.effects, *effects])))


def _order(finding: Finding, rules: Mapping[str, Rule]) -> tuple[int, str, int, tuple[Occurrence, ...], str]:
    layer = list(Layer).index(rules[finding.rule].layer)
    return -worst(finding, rules), finding.provider, layer, tuple(map(_sortable, finding.occurrences)), finding.rule


def _sortable(occurrence: Occurrence) -> Occurrence:
    """Places that are missing cannot be compared with places that are there; the one that is there stands for both."""
    place = occurrence.head or occurrence.base
    return replace(occurrence, base=place, head=place)


def worst(finding: Finding, rules: Mapping[str, Rule]) -> int:
    """The severity of a finding: its rule's, or that of its worst effect."""
    return max(rules[name].severity for name in (finding.rule, *(effect.rule for effect in finding.effects)))


class _Index:
    """Wire findings by the nodes at which they stand, and by every node above these."""

    def __init__(self, roots: list[Finding]) -> None:
        self.at: dict[tuple[str, Spot], int] = {}
        self.below: dict[tuple[str, Spot], int] = {}
        for number, root in enumerate(roots):
            for spot in _spots(root):
                self.at.setdefault((root.provider, spot), number)
                for above in _above(spot):
                    self.below.setdefault((root.provider, above), number)

    def root_of(self, finding: Finding) -> int | None:
        """The root at the very node; else one below it; else the nearest above it. None when there is none."""
        spots = [(finding.provider, spot) for spot in _spots(finding)]
        for known in (self.at, self.below):
            found = [known[spot] for spot in spots if spot in known]
            if found:
                return min(found)
        ways = [[(provider, above) for above in _above(spot)] for provider, spot in spots]
        nearest = sorted((steps, self.at[spot]) for way in ways for steps, spot in enumerate(way) if spot in self.at)
        return nearest[0][1] if nearest else None


def _spots(finding: Finding) -> Iterator[Spot]:
    for occurrence in finding.occurrences:
        for place in (occurrence.base, occurrence.head):
            if place is not None and place.pointer:
                yield place.side, place.file, place.pointer


def _above(spot: Spot) -> Iterator[Spot]:
    """The nodes above one, nearest first; the root of the document is above everything and says nothing."""
    side, file, pointer = spot
    while pointer := pointer.rpartition("/")[0]:
        yield side, file, pointer
