"""The error table of client.yaml. (BEH… codes: see behaviour.py.)

| code | refused |
|---|---|
| MAP501 | an error value in two rows that match alike |
| MAP502 | an error value that an earlier, wider row takes in every case |
| MAP503 | an error value that an earlier row repeats, where a later row or header says that this is in vain |
| MAP504 | a documented error code, word or header value without a row; an `undecided` one that is not documented or has a row |
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Final

from generator.diagnostics import Diagnostic, excerpt, nearest
from generator.lint import contract
from generator.lint.behaviour import Subject
from generator.lint.contract import mapping, sequence
from generator.lint.json_paths import items, same_value
from generator.load.document import join_pointer

if TYPE_CHECKING:
    from generator.load.client_table import Envelope, ErrorRow

_KEYS: Final = ("code", "type", "http", "text")  # a row is judged by the first that it has: its narrowest
_REPEATED: Final = ("backoff", "when_slot_frees")


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
    yield from _too_late(subject)
    yield from _unnamed(subject)
    yield from _unread_headers(subject)


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
        key = next((key for key in _KEYS if getattr(row, key)), None)
        if key is None and not row.header:
            yield subject.find(f"/errors/rows/{index}", "BEH008", "a row that matches everything", "name a key")
        for number, value in enumerate(getattr(row, key) if key else ()):
            earlier = next((i for i in range(index) if _takes(rows[i], row, key or "", value)), None)
            if earlier is not None:
                line = subject.document.at(f"/errors/rows/{earlier}").line
                code, message, hint = _collision(rows[earlier], row, key or "", value, line)
                yield subject.find(join_pointer("/errors/rows", index, key or "", number), code, message, hint)


def _collision(earlier: ErrorRow, row: ErrorRow, key: str, value: object, line: int) -> tuple[str, str, str]:
    """(code, message, hint) for a value that an earlier row takes."""
    what = f"the {key} {excerpt(value)}"
    if value in getattr(earlier, key) and _conditions(earlier, key) == _conditions(row, key):
        message = f"{what} stands in two rows that match alike: the row of line {line} takes it"
        return "MAP501", message, "keep it in one of them"
    if earlier.retry in _REPEATED and row.retry not in _REPEATED:
        message = f"{what} is final ({row.retry}), but the wider row of line {line} repeats it ({earlier.retry})"
        return "MAP503", message, "put the narrower row first"
    message = f"{what} never comes here: the wider row of line {line} takes it"
    return "MAP502", message, "remove it here, or put the narrower row first"


def _too_late(subject: Subject) -> Iterator[Diagnostic]:
    """A header that says a repetition is in vain must be read before the row that repeats a word."""
    rows = subject.table.errors.rows
    for index, row in enumerate(rows):
        for key in ("code", "type") if row.retry == "backoff" else ():
            for number, value in enumerate(getattr(row, key)):
                final = _final_header(rows, index, key, value)
                if final is not None:
                    name, said = final
                    message = f"the {key} {excerpt(value)} is repeated ({row.retry}) before {name}: {said} is read"
                    hint = f"put a row with this {key} and header: {{{name}: {json.dumps(said)}}} before it"
                    yield subject.find(join_pointer("/errors/rows", index, key, number), "MAP503", message, hint)


def _final_header(rows: Sequence[ErrorRow], index: int, key: str, value: object) -> tuple[str, str] | None:
    """The header value by which a later row refuses what this row repeats, unless an earlier row reads it."""
    row = rows[index]
    for later in rows[index + 1 :]:
        is_final = later.retry not in _REPEATED and not (later.code or later.type or later.text)
        for pair in later.header.items() if is_final else ():
            narrowed = row.model_copy(update={"header": {**row.header, **dict([pair])}})
            if pair[0] not in row.header and not any(_takes(earlier, narrowed, key, value) for earlier in rows[:index]):
                return pair
    return None


def _conditions(row: ErrorRow, but: str) -> tuple[object, ...]:
    return (row.header, *(set(getattr(row, key)) for key in _KEYS if key != but))


def _takes(earlier: ErrorRow, row: ErrorRow, key: str, value: object) -> bool:
    """Whether `earlier` matches whenever `row` matches with this one value of `key`."""
    narrow = {name: {value} if name == key else set(getattr(row, name)) for name in _KEYS}
    for name in ("http", "code", "type"):
        wide = set(getattr(earlier, name))
        if wide and not (narrow[name] and narrow[name] <= wide):
            return False
    if earlier.text and not (narrow["text"] and _all_contain(narrow["text"], earlier.text)):
        return False
    return earlier.header.items() <= row.header.items()


def _all_contain(texts: set[object], parts: tuple[str, ...]) -> bool:
    return all(any(part.lower() in str(text).lower() for part in parts) for text in texts)


def _unnamed(subject: Subject) -> Iterator[Diagnostic]:
    """What the contract documents must be decided, by a row or by saying that it decides nothing."""
    errors = subject.table.errors
    documented = {role: _documented(subject, role) for role in ("code", "type")}
    for role, values in documented.items():
        named = {value for row in errors.rows for value in getattr(row, role)}
        always = {value for row in errors.rows if not (row.header or row.text) for value in getattr(row, role)}
        for value in values:
            if value not in always and str(value) not in errors.undecided:
                row = f"{{{role}: [{json.dumps(value)}], kind: …, retry: …, source: …}}"
                hint = f"add {row}, or under undecided {json.dumps(str(value))}: why it says nothing"
                rows = "has rows for some headers or texts only" if value in named else "has no row"
                yield subject.find("/errors/rows", "MAP504", f"the documented {role} {excerpt(value)} {rows}", hint)
    yield from _undecided(subject, {str(value) for values in documented.values() for value in values})


def _unread_headers(subject: Subject) -> Iterator[Diagnostic]:
    """What the contract lists as values of a header of error answers decides something, or it is a word like any other."""
    rows, undecided = subject.table.errors.rows, subject.table.errors.undecided
    words = {str(value) for row in rows for value in (*row.code, *row.type)}
    read = {(name.lower(), value) for row in rows for name, value in row.header.items()}
    for name, schema in _error_headers(subject).items():
        for value in map(str, _listed(subject, schema)):
            if (name.lower(), value) not in read and value not in words and value not in undecided:
                row = f"{{header: {{{name}: {json.dumps(value)}}}, kind: …, retry: …, source: …}}"
                hint = f"add {row}, or under undecided {json.dumps(value)}: why it says nothing"
                message = f"the documented value {excerpt(value)} of the header {name} has no row"
                yield subject.find("/errors/rows", "MAP504", message, hint)


def _error_headers(subject: Subject) -> dict[str, str]:
    """The schemas of the headers of all error answers, by name."""
    found: dict[str, str] = {}
    for call in subject.calls.values():
        for status in mapping(call.node.get("responses")):
            place, node = contract.resolved(subject.contract, join_pointer(call.pointer, "responses", status))
            for name in mapping(mapping(node).get("headers")) if not status.startswith("2") else ():
                header, _ = contract.resolved(subject.contract, join_pointer(place, "headers", name))
                found[name] = join_pointer(header, "schema")
    return found


def _undecided(subject: Subject, documented: set[str]) -> Iterator[Diagnostic]:
    errors = subject.table.errors
    named = {str(value): index for index, row in enumerate(errors.rows) for value in (*row.code, *row.type)}
    for word in errors.undecided:
        place = join_pointer("/errors/undecided", word)
        if word not in documented:
            message = f"the contract documents no error code or word {excerpt(word)}"
            yield subject.find(place, "MAP504", message, nearest(word, documented) or "remove it")
        elif word in named:
            line = subject.document.at(f"/errors/rows/{named[word]}").line
            message = f"{excerpt(word)} is undecided, but the row of line {line} decides it"
            yield subject.find(place, "MAP504", message, "keep one of the two")


def _documented(subject: Subject, role: str) -> list[int | str]:
    """The codes or words that the contract lists for errors, without the one that means success."""
    found: dict[int | str, None] = {}
    envelope = subject.table.envelope
    for path in getattr(subject.table.errors, role):
        ruling = envelope if envelope is not None and path == envelope.code else None
        for schema in _ends(subject, _bad_answers(subject, ruling), path):
            values = _listed(subject, schema)
            found.update((value, None) for value in values if ruling is None or value != ruling.success)
    return list(found)


def _bad_answers(subject: Subject, envelope: Envelope | None) -> list[str]:
    """The schemas of all error answers, and of those that an envelope rules: under HTTP 200 they may be errors."""
    calls = subject.calls.values()
    found = [place for call in calls for _, _, place in contract.answers(subject.contract, call, success=False)]
    if envelope is not None:
        ruled = subject.calls if envelope.operations is None else envelope.operations
        found += [place for call in ruled for place in subject.success(call)]
    return found


def _ends(subject: Subject, schemas: Iterable[str], path: str) -> list[str]:
    """The schemas a path leads to, whatever else may stand beside them."""
    here = list(dict.fromkeys(schemas))
    for step in path.split("."):
        name = step.removesuffix("[]")
        places = [place for schema in here for place in same_value(subject.contract, schema)]
        has_it = [place for place in places if name in _properties(subject, place)]
        there = [join_pointer(place, "properties", name) for place in has_it]
        here = list(dict.fromkeys(items(subject.contract, there) if step.endswith("[]") else there))
    return here


def _properties(subject: Subject, place: str) -> dict[str, object]:
    return mapping(mapping(contract.at(subject.contract, place)).get("properties"))


def _listed(subject: Subject, schema: str) -> Iterator[int | str]:
    for place in same_value(subject.contract, schema):
        node = mapping(contract.at(subject.contract, place))
        for value in (*sequence(node.get("enum")), node.get("const")):
            if isinstance(value, (int, str)) and not isinstance(value, bool):
                yield value
