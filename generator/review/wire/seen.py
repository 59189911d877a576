"""One change seen in one place of use, and how the same root seen often becomes one finding."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from generator.review.finding import Finding, Occurrence, Place, Rule
from generator.review.wire.contract import Contract


@dataclass(frozen=True, slots=True)
class Seen:
    """`root` is what the change is one with: direction, facet, detail and the declaring pointer, the same in every use.

    `noun` and `clause` make the sentence; `subject` names the place of use; `base` and `head` are pointers, "" where it is not.
    """

    rule: str
    root: tuple[str, ...]
    noun: str
    clause: str
    subject: str
    base: str = ""
    head: str = ""


def declared(base: str, head: str) -> str:
    """The pointer a change is known by: that of a component where one side has it in one, else the base's."""
    if base.startswith("/components/") or not head.startswith("/components/"):
        return base or head
    return head


def findings(
    provider: str, seen: Iterable[Seen], rules: Mapping[str, Rule], base: Contract, head: Contract
) -> tuple[Finding, ...]:
    """One finding per root, sorted: the worst first, then by text. Its rule is the worst of those seen for the root."""
    groups: dict[tuple[str, ...], list[Seen]] = {}
    for one in seen:
        groups.setdefault(one.root, []).append(one)
    found = [_finding(provider, group, rules, base, head) for group in groups.values()]
    return tuple(sorted(found, key=lambda one: (-rules[one.rule].severity, one.rule, one.text, _orders(one))))


def _finding(provider: str, group: list[Seen], rules: Mapping[str, Rule], base: Contract, head: Contract) -> Finding:
    group.sort(key=lambda one: (-rules[one.rule].severity, one.subject, one.rule))
    first = group[0]
    occurrences = {Occurrence(one.subject, _place(base, one.base), _place(head, one.head)) for one in group}
    text = f"{first.noun}: {first.clause}" if first.noun else first.clause
    return Finding(first.rule, provider, text, tuple(sorted(occurrences, key=_order)))


def _place(contract: Contract, pointer: str) -> Place | None:
    return contract.place(pointer) if pointer else None


def _orders(found: Finding) -> tuple[tuple[str, str, str], ...]:
    return tuple(map(_order, found.occurrences))


def _order(one: Occurrence) -> tuple[str, str, str]:
    return one.subject, one.base.pointer if one.base else "", one.head.pointer if one.head else ""
