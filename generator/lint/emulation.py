"""Is everything there that the section `emulation` of client.yaml names?

| code | refused |
|---|---|
| BEH017 | emulation names a call, an example, a parameter or a property that is not there, or a message without its place |
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import Final

from generator.diagnostics import Diagnostic, excerpt, nearest
from generator.lint import contract
from generator.lint.behaviour import Subject
from generator.load.document import join_pointer
from generator.load.emulation_table import Emulation
from generator.load.examples import ExampleFile

_CODE: Final = "BEH017"
_PLACES: Final = re.compile(r"\{(\w*)\}")
_KNOWN: Final = ("field", "reason")


def check(subject: Subject, files: tuple[ExampleFile, ...]) -> Iterator[Diagnostic]:
    """All findings about the section; none where there is none."""
    table = subject.table.emulation
    if table is None:
        return
    named = {file.operation: [pair.name for pair in file.pairs] for file in files if file.operation is not None}
    for situation, rows in table.situations.items():
        for call, example in rows.items():
            pointer = join_pointer("/emulation/situations", situation, call)
            yield from _example(subject, pointer, call, example, named.get(call, []))
    yield from _texts(subject, table)
    yield from _lists(subject, table)
    yield from _cancel(subject, table, named)
    yield from _balance(subject, table)


def _example(subject: Subject, pointer: str, call: str, example: str, names: Collection[str]) -> Iterator[Diagnostic]:
    if call not in subject.calls:
        message = f"there is no operation {excerpt(call)}"
        yield subject.find(pointer, _CODE, message, nearest(call, subject.calls))
    elif example not in names:
        message = f"examples/{call}.yaml has no example {excerpt(example)}"
        yield subject.find(pointer, _CODE, message, nearest(example, names))


def _texts(subject: Subject, table: Emulation) -> Iterator[Diagnostic]:
    for situation, text in table.texts.items():
        strange = [name for name in _PLACES.findall(text) if name not in _KNOWN]
        if strange:
            pointer = join_pointer("/emulation/texts", situation)
            yield subject.find(pointer, _CODE, f"{{{strange[0]}}} is not filled in", "only {field} and {reason} are")


def _lists(subject: Subject, table: Emulation) -> Iterator[Diagnostic]:
    for call, row in table.lists.items():
        pointer = join_pointer("/emulation/lists", call)
        if call not in subject.calls:
            message = f"there is no operation {excerpt(call)}"
            yield subject.find(pointer, _CODE, message, nearest(call, subject.calls))
            continue
        known = sorted(contract.names_in(subject.contract, subject.calls[call], "query"))
        for name in row.filters:
            if name not in known:
                place = join_pointer(f"{pointer}/filters", name)
                yield subject.find(place, _CODE, f"{call} has no parameter {excerpt(name)}", nearest(name, known))
        for name in row.totals:
            place = join_pointer(f"{pointer}/totals", name)
            yield from subject.path(place, name, subject.success(call), f"the answer of {call}", _CODE)


def _cancel(subject: Subject, table: Emulation, named: dict[str, list[str]]) -> Iterator[Diagnostic]:
    call = getattr(subject.table.jobs.cancel, "call", None)
    for state, example in table.cancel.items():
        pointer = join_pointer("/emulation/cancel", state)
        if call is None:
            yield subject.find(pointer, _CODE, "there is no call that cancels", "remove it")
        else:
            yield from _example(subject, pointer, call, example, named.get(call, []))


def _balance(subject: Subject, table: Emulation) -> Iterator[Diagnostic]:
    row = table.balance
    if row is None:
        return
    if row.call not in subject.calls:
        message = f"there is no operation {excerpt(row.call)}"
        yield subject.find("/emulation/balance/call", _CODE, message, nearest(row.call, subject.calls))
    else:
        schemas = subject.success(row.call)
        yield from subject.path("/emulation/balance/path", row.path, schemas, f"the answer of {row.call}", _CODE)
