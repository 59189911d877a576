"""What a call costs and whether it may be sent again: effect, dedupe, timeout."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from generator.ir.model import Operation, Provider
from generator.load.client_table import ClientTable, HeaderDedupe, ReferenceDedupe
from generator.review.finding import Finding
from generator.review.parts import Files, Pair, changed, client_files, contract_files, from_to, shown


def findings(pair: Pair) -> Iterator[Finding]:
    """Findings about every call that both sides have."""
    old, new = _calls(pair.old_ir), _calls(pair.new_ir)
    for name in (name for name in old if name in new):
        yield from _effect(pair, old[name], new[name])
    if pair.old.client and pair.new.client:
        yield from _dedupe(client_files(pair), pair.old.client, pair.new.client)
        yield from _timeout(client_files(pair), pair.old.client, pair.new.client)


def _calls(provider: Provider) -> dict[str, Operation]:
    return {call.name: call for resource in provider.resources for call in resource.operations}


def _effect(pair: Pair, old: Operation, new: Operation) -> Iterator[Finding]:
    if old.effect == new.effect or "unknown" in (old.effect, new.effect):
        return
    rule = "effect-changed"
    if "billable" in (old.effect, new.effect):
        rule = "effect-no-longer-billable" if old.effect == "billable" else "effect-became-billable"
    files = client_files(pair) if pair.old.client and pair.new.client else contract_files(pair)
    text = f"the effect of {old.name} {from_to(old.effect, new.effect)}"
    yield files.finding(rule, text, f"{old.name} · effect", *files.where("operations", old.name, "effect"))


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
