"""What a call costs and whether it may be sent again: effect, dedupe, timeout."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from generator.load.client_table import ClientTable, HeaderDedupe, ReferenceDedupe
from generator.review.finding import Finding
from generator.review.parts import Files, changed, from_to, shown


def findings(files: Files, old: ClientTable, new: ClientTable) -> Iterator[Finding]:
    """Findings about every call that both tables have."""
    for name in (name for name in old.operations if name in new.operations):
        yield from _effect(files, name, old.operations[name].effect, new.operations[name].effect)
    yield from _dedupe(files, old, new)
    yield from _timeout(files, old, new)


def _effect(files: Files, name: str, old: str, new: str) -> Iterator[Finding]:
    if old == new:
        return
    rule = "effect-changed"
    if "billable" in (old, new):
        rule = "effect-no-longer-billable" if old == "billable" else "effect-became-billable"
    text = f"the effect of {name} {from_to(old, new)}"
    yield files.finding(rule, text, f"{name} · effect", *files.where("operations", name, "effect"))


def _dedupe(files: Files, old: ClientTable, new: ClientTable) -> Iterator[Finding]:
    for one in changed(
        {name: row.dedupe for name, row in old.operations.items() if name in new.operations},
        {name: row.dedupe for name, row in new.operations.items() if name in old.operations},
    ):
        text = f"how a lost {one.key} is found again {from_to(_said(one.old), _said(one.new))}"
        where = files.where("operations", one.key, "dedupe")
        yield files.finding(_dedupe_rule(one.old, one.new), text, f"{one.key} · dedupe", *where)


def _dedupe_rule(old: Any, new: Any) -> str:
    if new == "none":
        return "dedupe-removed"
    if isinstance(new, HeaderDedupe):
        return "dedupe-by-header"
    return "dedupe-added" if old == "none" else "dedupe-changed"


def _said(dedupe: Any) -> str:
    if isinstance(dedupe, ReferenceDedupe):
        return f"by {dedupe.by}, with {dedupe.recover}"
    return f"by the header {dedupe.header}" if isinstance(dedupe, HeaderDedupe) else "not at all"


def _timeout(files: Files, old: ClientTable, new: ClientTable) -> Iterator[Finding]:
    for name in (name for name in old.operations if name in new.operations):
        before, after = old.operations[name].timeout_seconds, new.operations[name].timeout_seconds
        if before != after:
            text = f"the total time of {name} was {_seconds(before)}, is {_seconds(after)}"
            where = files.where("operations", name, "timeout_seconds")
            yield files.finding("call-timeout-changed", text, f"{name} · timeout", *where)


def _seconds(value: float | None) -> str:
    return "the usual one" if value is None else f"{shown(value)} s"
