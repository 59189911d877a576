"""The error table of client.yaml. Codes are those of behaviour.py."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from generator.diagnostics import Diagnostic, excerpt, nearest
from generator.lint import contract
from generator.lint.behaviour import Subject
from generator.load.document import join_pointer

if TYPE_CHECKING:
    from generator.load.client_table import ErrorRow


def check(subject: Subject) -> Iterator[Diagnostic]:
    """All findings about `errors`."""
    errors = subject.table.errors
    everywhere = subject.any_answer()
    for role in ("code", "type", "message"):
        for index, path in enumerate(getattr(errors, role)):
            yield from subject.path(f"/errors/{role}/{index}", path, everywhere, "any answer")
    yield from subject.path("/errors/request_id/body", errors.request_id.body, everywhere, "any answer")
    headers = {name for call in subject.calls.values() for name in contract.answer_headers(subject.contract, call)}
    yield from _header(subject, "/errors/request_id/header", errors.request_id.header, headers)
    for index, row in enumerate(errors.rows):
        yield from _row(subject, f"/errors/rows/{index}", row, headers)
    yield from _shadowed(subject)


def _header(subject: Subject, pointer: str, name: str | None, known: set[str]) -> Iterator[Diagnostic]:
    if name is not None and name.lower() not in known:
        hint = nearest(name.lower(), known) or "declare it among the headers of the answer"
        yield subject.find(pointer, "BEH010", f"no answer has a header {excerpt(name)}", hint)


def _row(subject: Subject, place: str, row: ErrorRow, headers: set[str]) -> Iterator[Diagnostic]:
    errors = subject.table.errors
    if subject.normalized is not None and row.kind not in subject.normalized.errors:
        hint = nearest(row.kind, subject.normalized.errors)
        message = f"specs/normalized.yaml has no error kind {excerpt(row.kind)}"
        yield subject.find(f"{place}/kind", "BEH006", message, hint)
    for role in ("code", "type"):
        if getattr(row, role) and not getattr(errors, role):
            hint = f"say where it stands: errors.{role}: [path]"
            yield subject.find(f"{place}/{role}", "BEH004", f"nothing says where the {role} stands", hint)
    for name in row.header:
        yield from _header(subject, join_pointer(f"{place}/header", name), name, headers)


def _shadowed(subject: Subject) -> Iterator[Diagnostic]:
    """The first row that matches decides: a value that earlier rows take in every case is never read."""
    rows = subject.table.errors.rows
    for index, row in enumerate(rows):
        for role in ("code", "type", "http"):
            values = getattr(row, role)
            for number, value in enumerate(values):
                earlier = next((i for i in range(index) if _takes(rows[i], row, role, value)), None)
                if earlier is not None:
                    line = subject.document.at(f"/errors/rows/{earlier}").line
                    place = join_pointer("/errors/rows", index, role, number)
                    message = f"the {role} {excerpt(value)} never comes here: the row of line {line} takes it"
                    yield subject.find(place, "BEH008", message, "remove it here, or put the narrower row first")
            if values:
                break  # a row is judged by its narrowest key
        else:
            if not row.text and not row.header:
                yield subject.find(f"/errors/rows/{index}", "BEH008", "a row that matches everything", "name a key")


def _takes(earlier: ErrorRow, row: ErrorRow, role: str, value: object) -> bool:
    """Whether `earlier` matches whenever `row` matches with this one value."""
    for key in ("http", "code", "type"):
        wide = set(getattr(earlier, key))
        narrow = {value} if key == role else set(getattr(row, key))
        if wide and not (narrow and narrow <= wide):
            return False
    if earlier.text and not (row.text and _all_contain(row.text, earlier.text)):
        return False
    return earlier.header.items() <= row.header.items()


def _all_contain(texts: tuple[str, ...], parts: tuple[str, ...]) -> bool:
    return all(any(part.lower() in text.lower() for part in parts) for text in texts)
