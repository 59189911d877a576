"""Values: every operator fits both sides, and what it maps, it maps there and back.

| code | refused |
|---|---|
| MAP301 | a table or column in which two values become one |
| MAP302 | a documented wire value that no normalized value becomes |
| MAP303 | a normalized value that a table leaves out, or a value that the field does not have |
| MAP304 | an operator that does not fit the field or the wire property |
| MAP305 | a wire value whose meaning lies outside the field's range |
| MAP306 | a field and a property of different kinds without an operator between them |
| MAP308 | `absent_means` that contradicts the contract, or is missing beside a default; `fixed` beside a way to set it |
| MAP309 | a column that names values the contract does not have, or leaves out some of them for every model |
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from generator.diagnostics import Diagnostic, excerpt, nearest
from generator.lint.mapping.domain import (
    NO_IMAGE,
    image,
    is_member,
    key_of,
    kind,
    members,
    narrowed,
    operator_name,
    operator_of,
    silence,
)
from generator.lint.mapping.subject import FateAt, Subject, carried
from generator.lint.mapping.wire import Wire
from generator.load.document import join_pointer
from generator.load.mapping_table import ColumnOperator, Fate, TableOperator
from generator.load.normalized import IntRange, NumberRange, RequestField

# which operators fit a kind of field, and the JSON type that each makes of it
_FITS = {
    "model": {"column": "string"},
    "text": {"none": "string"},
    "url": {"none": "string"},
    "ratio": {"none": "string", "table": ""},
    "bool": {"none": "boolean", "table": ""},
    "words": {"none": "string", "table": ""},
    "int": {"none": "integer", "decimal": "string", "table": ""},
    "number": {"none": "number"},
    "asset": {"asset": "string"},
    "assets": {"each": "array"},
}


def check(subject: Subject) -> Iterator[Diagnostic]:
    """All findings about values of `to` and `fixed` rows, and of joint tables."""
    for found, field in subject.known_fates():
        yield from _constant(subject, found, field)
        if isinstance(found.fate.to, str):
            wire = subject.wire(found.fate.place, found.fate.to)
            if wire is not None:
                yield from _carried(subject, found, field, wire)
    yield from _covered(subject)
    yield from _columns(subject)
    yield from _joints(subject)
    yield from _joint_words(subject)


def _constant(subject: Subject, found: FateAt, field: RequestField) -> Iterator[Diagnostic]:
    fate = found.fate
    for name in ("fixed", "fill", "absent_means"):
        value = getattr(fate, name)
        said = isinstance(value, bool | int | float | str) and not (name == "fill" and value == "ask")
        if said and not _is_value(subject, field, value):
            pointer = join_pointer(found.pointer, name)
            message = f"{excerpt(value)} is no value of {excerpt(found.field)}"
            yield subject.find(pointer, "MAP303", message, _members_hint(field, value))
    if fate.fixed is not None and ("body", found.field) in subject.wires and found.case is None:
        message = f"{excerpt(found.field)} is fixed, yet the contract has a property of that name to set it"
        yield subject.find(f"{found.pointer}/fixed", "MAP308", message, f"map it: to: {found.field}")


def _is_value(subject: Subject, field: RequestField, value: Any) -> bool:
    if kind(field) == "model":
        return any(row["model"] == value for row in subject.table.models.rows)
    return is_member(field, value)


def _members_hint(field: RequestField, value: Any) -> str:
    listed = members(field)
    if listed is None or kind(field) == "int":
        return ""
    return nearest(str(value), map(key_of, listed)) or f"known: {', '.join(map(key_of, listed))}"


def _carried(subject: Subject, found: FateAt, field: RequestField, wire: Wire) -> Iterator[Diagnostic]:
    problem = _misfit(found.fate, field, wire)
    if problem is not None:
        code, message, hint = problem
        pointer = join_pointer(found.pointer, "via" if found.fate.via else "to")
        yield subject.find(pointer, code, message, hint)
        return
    yield from _table(subject, found, field)
    yield from _range(subject, found, field, wire)
    yield from _within(subject, found, wire)
    yield from _silence(subject, found, wire)


def _misfit(fate: Fate, field: RequestField, wire: Wire) -> tuple[str, str, str] | None:
    """Why the operator does not lead from the field to the property."""
    name, fits = operator_name(operator_of(fate)), _FITS[kind(field)]
    if len(fate.via) > 1:
        return "MAP304", "a request row has one operator at most", "say it with a table"
    made = fits.get(name)
    fitting = made is not None and (not made or made in wire.types or (made == "integer" and "number" in wire.types))
    if fitting:
        return None
    types = " or ".join(sorted(wire.types)) or "anything"
    if name == "none":
        message = f"a field of type {kind(field)} and the property {excerpt(wire.name)} ({types}) differ in kind"
        usual = next((one for one in fits if one != "none"), "")
        return "MAP306", message, f"add via: [{usual}]" if usual else "choose another property"
    message = f"the operator {excerpt(name)} leads from {kind(field)} to {made or 'nothing'}, not to {types}"
    return "MAP304", message, f"operators for {kind(field)}: {', '.join(fits)}"


def _table(subject: Subject, found: FateAt, field: RequestField) -> Iterator[Diagnostic]:
    operator = operator_of(found.fate)
    if not isinstance(operator, TableOperator):
        return
    pointer = f"{found.pointer}/via/0/table"
    known = [key_of(member) for member in members(field) or ()]
    for key in known:
        if key not in operator.table:
            hint = f"add {json.dumps(key)}: the wire value"
            yield subject.find(pointer, "MAP303", f"the table has no row for {excerpt(key)}", hint)
    for key in operator.table:
        if known and key not in known:
            message = f"{excerpt(key)} is no value of {excerpt(found.field)}"
            yield subject.find(join_pointer(pointer, key), "MAP303", message, nearest(key, known))
    yield from _injective(subject, pointer, operator.table)


def _injective(subject: Subject, pointer: str, table: dict[str, Any]) -> Iterator[Diagnostic]:
    seen: dict[str, str] = {}
    for key, value in table.items():
        other = seen.setdefault(f"{type(value).__name__} {value}", key)
        if other != key:
            message = f"{excerpt(other)} and {excerpt(key)} both become {excerpt(value)}: it cannot be read back"
            yield subject.find(join_pointer(pointer, key), "MAP301", message, "give each a value of its own")


def _range(subject: Subject, found: FateAt, field: RequestField, wire: Wire) -> Iterator[Diagnostic]:
    """Every wire value that the bounds allow must mean a value of the field."""
    narrow = found.fate.within is not None  # every model's values are listed
    if not isinstance(field.type, IntRange | NumberRange) or wire.values or found.fate.via or narrow:
        return
    bounds = field.type.int if isinstance(field.type, IntRange) else field.type.number
    for index, (own, theirs) in enumerate(zip(bounds, wire.bounds, strict=True)):
        name = ("minimum", "maximum")[index]
        if own is not None and (theirs is None or (theirs < own if index == 0 else theirs > own)):
            message = f"{excerpt(wire.name)} goes beyond the {name} of {excerpt(found.field)}, {own}"
            yield subject.find(f"{found.pointer}/to", "MAP305", message, f"state {name} in the contract")


def _within(subject: Subject, found: FateAt, wire: Wire) -> Iterator[Diagnostic]:
    if found.fate.within is None or not wire.values:
        return
    for index, row in enumerate(subject.table.models.rows):
        for value in narrowed(found.fate, row) or ():
            if value not in wire.values:
                pointer = join_pointer("/models/rows", index, found.fate.within)
                message = f"{excerpt(value)} is no value of {excerpt(wire.name)}"
                yield subject.find(pointer, "MAP309", message, f"documented: {', '.join(map(str, wire.values))}")


def _silence(subject: Subject, found: FateAt, wire: Wire) -> Iterator[Diagnostic]:
    fate = found.fate
    pointer = f"{found.pointer}/absent_means"
    if wire.required and fate.absent_means is not None:
        message = f"the property {excerpt(wire.name)} is required: it is never absent"
        yield subject.find(pointer, "MAP308", message, "remove absent_means")
    if not wire.has_default or wire.required:
        return
    if fate.absent_means is None:
        message = (
            f"the contract says what absence of {excerpt(wire.name)} means, {excerpt(wire.default)}; the row does not"
        )
        yield subject.find(found.pointer, "MAP308", message, "add absent_means")
        return
    for row in subject.rows_of(fate):
        meaning = silence(fate, row)
        meant = _model_row(subject, meaning, row) if found.field == "model" else row
        said = NO_IMAGE if meaning is NO_IMAGE else image(operator_of(fate), meaning, meant)
        if said != wire.default:
            shown = "nothing" if said is NO_IMAGE else excerpt(said)
            message = f"absence means {shown} here, and {excerpt(wire.default)} in the contract ({row['model']})"
            yield subject.find(pointer, "MAP308", message, "correct absent_means here, or default in openapi.yaml")
            return


def _model_row(subject: Subject, model: Any, otherwise: Any) -> Any:
    return next((row for row in subject.table.models.rows if row["model"] == model), otherwise)


def models(subject: Subject) -> Iterator[Diagnostic]:
    """Every documented model has a row. Judged with the accounts: what a missing row makes of other rows is no matter."""
    for found, field in subject.known_fates():
        operator, fate = operator_of(found.fate), found.fate
        wire = subject.wire(fate.place, fate.to) if isinstance(fate.to, str) and kind(field) == "model" else None
        if wire is None or not isinstance(operator, ColumnOperator):
            continue
        reached = [row.get(operator.column) for row in subject.table.models.rows]
        for value in wire.values if operator.column in subject.table.models.columns else ():
            if value not in reached:
                message = f"{excerpt(value)}, a documented value of {excerpt(wire.name)}, is reached by no model"
                hint = f"add {{model: …, {operator.column}: {value}, …}} to models.rows"
                yield subject.find("/models/rows", "MAP309", message, hint)


def _covered(subject: Subject) -> Iterator[Diagnostic]:
    """Every documented value of a property is what some value of the field becomes, for some model."""
    for wire, pointer, name, reached in _reached(subject):
        for value in wire.values:
            if value not in reached:
                code = "MAP309" if _narrows(subject, name) else "MAP302"
                message = f"{excerpt(value)}, a documented value of {excerpt(wire.name)}, is reached by no {name}"
                yield subject.find(pointer, code, message, "add it to the table or to a model's column")


def _narrows(subject: Subject, field: str) -> bool:
    return any(found.fate.within is not None for found in subject.fates() if found.field == field)


def _reached(subject: Subject) -> Iterator[tuple[Wire, str, str, set[Any]]]:
    groups: dict[tuple[str, str], tuple[Wire, str, str, set[Any]]] = {}
    for found, field in subject.known_fates():
        fate = found.fate
        wire = subject.wire(fate.place, fate.to) if isinstance(fate.to, str) else None
        if wire is None or not wire.values or kind(field) == "model" or _misfit(fate, field, wire):
            continue
        group = groups.setdefault((fate.place, wire.name), (wire, f"{found.pointer}/to", found.field, set()))
        for row in subject.rows_of(fate):
            group[3].update(_images(found, field, row, wire))
    yield from groups.values()


def _images(found: FateAt, field: RequestField, row: Any, wire: Wire) -> Iterator[Any]:
    operator = operator_of(found.fate)
    taken = narrowed(found.fate, row)
    listed = members(field)
    for value in wire.values if listed is None and operator is None else listed or ():
        made = image(operator, value, row)
        if (taken is None or made in taken) and (listed is not None or is_member(field, value)):
            yield made


def _columns(subject: Subject) -> Iterator[Diagnostic]:
    """A column that stands for the model on the wire tells the models apart."""
    for found, field in subject.known_fates():
        if kind(field) != "model":
            continue
        operator = operator_of(found.fate)
        column = getattr(operator, "column", None) or found.fate.route
        if column is None or column not in subject.table.models.columns:
            continue
        seen: dict[Any, int] = {}
        for index, row in enumerate(subject.table.models.rows):
            first = seen.setdefault(row[column], index)
            if first != index:
                pointer = join_pointer("/models/rows", index, column)
                other = subject.table.models.rows[first]["model"]
                message = f"{excerpt(row[column])} stands for {other} already: the model cannot be read back"
                yield subject.find(pointer, "MAP301", message, "give each row a value of its own")
            if found.fate.route and subject.submit and row[column] != subject.submit.path:
                pointer = join_pointer("/models/rows", index, column)
                message = f"{excerpt(row[column])} is not the path of {subject.submit.id}, {subject.submit.path}"
                yield subject.find(pointer, "MAP309", message, "write the path of the submit call")


def _joints(subject: Subject) -> Iterator[Diagnostic]:
    for name, joint in subject.table.joint.items():
        seen: dict[tuple[str, str, tuple[Any, ...]], int] = {}
        for index, row in enumerate(joint.rows):
            pointer = join_pointer("/joint", name, "rows", index)
            for side, values in (("normalized", row.normalized), ("wire", row.wire)):
                if all(value is None for value in values):
                    yield subject.find(f"{pointer}/{side}", "MAP303", "a row says something on both sides", "remove it")
                for model in row.models:
                    first = seen.setdefault((model, side, values), index)
                    if first != index:
                        message = f"{excerpt(list(values))} of {model} stands in two rows"
                        yield subject.find(f"{pointer}/{side}", "MAP301", message, "remove one")
            for field, value in zip(joint.normalized, row.normalized, strict=False):
                known = subject.normalized.request.get(field)
                if known is not None and value is not None and not is_member(known, value):
                    message = f"{excerpt(value)} is no value of {excerpt(field)}"
                    yield subject.find(f"{pointer}/normalized", "MAP303", message, _members_hint(known, value))
            for path, value in zip(joint.wire, row.wire, strict=False):
                wire = subject.wire("body", path)
                if wire is not None and wire.values and value is not None and value not in wire.values:
                    message = f"{excerpt(value)} is no value of {excerpt(path)}"
                    yield subject.find(f"{pointer}/wire", "MAP309", message, nearest(str(value), map(str, wire.values)))


def _joint_words(subject: Subject) -> Iterator[Diagnostic]:
    """Every documented value of a property of a joint table stands in one of its rows."""
    for name, joint in subject.table.joint.items():
        for index, path in enumerate(joint.wire):
            wire = subject.wire("body", path)
            said = [row.wire[index] for row in joint.rows if index < len(row.wire)]
            for value in wire.values if wire is not None else ():
                if value not in said:
                    message = f"{excerpt(value)}, a documented value of {excerpt(path)}, stands in no row of {name}"
                    yield subject.find(join_pointer("/joint", name, "rows"), "MAP302", message, "add a row for it")


def wires_of(subject: Subject, fate: Fate) -> list[Wire]:
    """The properties a fate writes."""
    found = [subject.wire(fate.place, path) for path in carried(fate)]
    return [wire for wire in found if wire is not None]
