"""Nothing is left out and nothing is done twice: every normalized field and every wire property has one fate.

| code | refused |
|---|---|
| MAP101 | a normalized request field without a row |
| MAP102 | a row for a field, model, column, profile or table that does not exist |
| MAP103 | a row with no fate, or with several, or with attributes that its fate or field cannot have |
| MAP104 | a wire path that the submit call does not have |
| MAP105 | a native row that names no wire property |
| MAP106 | a wire property without a fate |
| MAP107 | a wire property written twice; an option that stands for two properties |
| MAP108 | a required wire property that is not always written; a `fill` that is never needed, or of a contract field |
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.diagnostics import Diagnostic, excerpt, nearest
from generator.lint.mapping.subject import FateAt, Subject, alternatives, carried, chosen, roots
from generator.load.document import join_pointer
from generator.load.mapping_table import AssetOperator, Cases, ColumnOperator, ColumnValue, EachOperator, Fate, Guard

_TO_ONLY = ("via", "within", "absent_means", "fill")


def check(subject: Subject) -> Iterator[Diagnostic]:
    """All findings about accounts."""
    yield from _fields(subject)
    yield from _models(subject)
    for found in subject.fates():
        yield from _fate(subject, found)
    yield from _joints(subject)
    yield from _rules(subject)
    yield from _natives(subject)
    yield from _properties(subject)


def _fields(subject: Subject) -> Iterator[Diagnostic]:
    known, rows = subject.normalized.request, subject.table.request
    for name, field in known.items():
        if name not in rows:
            hint = nearest(name, set(rows) - set(known)) or f'add {name}: {{unsupported: "…", source: "…"}}, or to: …'
            yield subject.find("/request", "MAP101", f"the field {excerpt(name)} has no row ({field.doc})", hint)
    for name in rows:
        if name not in known:
            hint = nearest(name, set(known) - set(rows)) or nearest(name, known)
            message = f"specs/normalized.yaml has no request field {excerpt(name)}"
            yield subject.find(join_pointer("/request", name), "MAP102", message, hint)


def _models(subject: Subject) -> Iterator[Diagnostic]:
    for index, row in enumerate(subject.table.models.rows):
        if row["model"] not in subject.normalized.models:
            pointer = join_pointer("/models/rows", index, "model")
            message = f"the catalogue has no model {excerpt(row['model'])}"
            yield subject.find(pointer, "MAP102", message, nearest(str(row["model"]), subject.normalized.models))


def _fate(subject: Subject, found: FateAt) -> Iterator[Diagnostic]:
    fate, named = found.fate, chosen(found.fate)
    if len(named) != 1:
        message = "a row says what becomes of the field: it names none of the fates" if not named else ""
        message = message or f"a row has one fate, not {len(named)}: {', '.join(named)}"
        hint = "keep one of them" if named else 'add to: a wire property, or unsupported: "why", or fixed, follows, …'
        yield subject.find(found.pointer, "MAP103", message, hint)
    elif fate.to is None:
        for name in _TO_ONLY:
            if getattr(fate, name) not in (None, ()):
                message = f"{excerpt(name)} belongs to a row with `to`"
                yield subject.find(join_pointer(found.pointer, name), "MAP103", message, "remove it")
    if (fate.when is None) is (found.case is not None):
        hint = "add when: {model.<column>: …}" if found.case is not None else "write cases: [...], or remove it"
        yield subject.find(found.pointer, "MAP103", "a guard belongs to every case, and to nothing else", hint)
    yield from _lighter(subject, found)
    if fate.follows is not None and fate.follows not in subject.normalized.request:
        yield _unknown(subject, f"{found.pointer}/follows", "request field", fate.follows, subject.normalized.request)
    yield from _references(subject, found)
    yield from _paths(subject, found)


def _lighter(subject: Subject, found: FateAt) -> Iterator[Diagnostic]:
    """Without a contract field it is another request, whoever serves it; a weight that is the field's own says nothing."""
    field, weight = subject.normalized.request.get(found.field), found.fate.weight
    if field is not None and weight is not None and (field.weight == "contract" or field.weight == weight):
        more = "already" if field.weight == weight else "and no provider makes that less"
        message = f"{excerpt(found.field)} weighs {field.weight}, {more}"
        yield subject.find(f"{found.pointer}/weight", "MAP103", message, "remove weight")


def _references(subject: Subject, found: FateAt) -> Iterator[Diagnostic]:
    """Columns, profiles and tables that a fate names."""
    table, fate = subject.table, found.fate
    columns = [(f"{found.pointer}/within", fate.within), (f"{found.pointer}/route", fate.route)]
    for index, operator in enumerate(fate.via):
        place = join_pointer(found.pointer, "via", index)
        inner = operator.each[0] if isinstance(operator, EachOperator) else operator
        if isinstance(inner, AssetOperator) and inner.asset not in table.assets:
            yield _unknown(subject, place, "profile under assets", inner.asset, table.assets)
        if isinstance(inner, ColumnOperator):
            columns.append((f"{place}/column", inner.column))
    if isinstance(fate.absent_means, ColumnValue):
        columns.append((f"{found.pointer}/absent_means/column", fate.absent_means.column))
    for pointer, name in columns:
        if name is not None and name not in table.models.columns:
            yield _unknown(subject, pointer, "column of models", name, table.models.columns)
    if fate.joint is not None and fate.joint not in table.joint:
        yield _unknown(subject, f"{found.pointer}/joint", "table under joint", fate.joint, table.joint)
    yield from _guard(subject, f"{found.pointer}/when", fate.when)


def _guard(subject: Subject, pointer: str, guard: Guard | tuple[Guard, ...] | None) -> Iterator[Diagnostic]:
    known = ["model", *(f"model.{name}" for name in subject.table.models.columns)]
    models = [str(row["model"]) for row in subject.table.models.rows]
    for one in alternatives(guard) if guard is not None else ():
        for name, wanted in one.items():
            if name not in known:
                yield _unknown(subject, join_pointer(pointer, name), "atom of a guard", name, known)
            for model in (wanted if isinstance(wanted, tuple) else (wanted,)) if name == "model" else ():
                if model not in models:
                    yield _unknown(subject, join_pointer(pointer, name), "row of models", str(model), models)


def _paths(subject: Subject, found: FateAt) -> Iterator[Diagnostic]:
    for path in carried(found.fate):
        if subject.wire(found.fate.place, path) is None:
            yield _no_wire(subject, f"{found.pointer}/to", found.fate.place, path)


def _no_wire(subject: Subject, pointer: str, place: str, path: str) -> Diagnostic:
    call = subject.client.jobs.submit.call
    known = [name for where, name in subject.wires if where == place]
    elsewhere = [where for where, name in subject.wires if name == path and where != place]
    hint = f"add in: {elsewhere[0]}" if elsewhere else nearest(path, known)
    return subject.find(pointer, "MAP104", f"the {place} of {call} has no {excerpt(path)}", hint)


def _joints(subject: Subject) -> Iterator[Diagnostic]:
    models = {row["model"] for row in subject.table.models.rows}
    for name, joint in subject.table.joint.items():
        pointer = join_pointer("/joint", name)
        for field in joint.normalized:
            fate = subject.table.request.get(field)
            if isinstance(fate, Cases) or fate is None or fate.joint != name:
                message = f"the row of {excerpt(field)} does not say joint: {name}"
                yield subject.find(f"{pointer}/normalized", "MAP103", message, f"write {field}: {{joint: {name}, …}}")
        for path in joint.wire:
            if ("body", path) not in subject.wires:
                yield _no_wire(subject, f"{pointer}/wire", "body", path)
        for index, row in enumerate(joint.rows):
            place = join_pointer(pointer, "rows", index)
            for model in sorted(set(row.models) - models):
                yield _unknown(subject, f"{place}/models", "row of models", model, models)
            if (len(row.normalized), len(row.wire)) != (len(joint.normalized), len(joint.wire)):
                yield subject.find(place, "MAP103", "a row has a value, or null, for every name of the table", "")


def _rules(subject: Subject) -> Iterator[Diagnostic]:
    for index, rule in enumerate(subject.table.rules):
        pointer = join_pointer("/rules", index)
        yield from _guard(subject, f"{pointer}/when", rule.when)
        for name in (*rule.present, *rule.absent):
            if name not in subject.normalized.request:
                yield _unknown(subject, pointer, "request field", name, subject.normalized.request)


def _natives(subject: Subject) -> Iterator[Diagnostic]:
    for name, native in subject.table.native.items():
        if (native.place, name) not in subject.wires:
            found = _no_wire(subject, join_pointer("/native", name), native.place, name)
            yield subject.find(found.pointer, "MAP105", f"a native row names nothing: {found.message}", found.hint)
    yield from _options(subject)


def _options(subject: Subject) -> Iterator[Diagnostic]:
    """Every option has a name of its own, however it is written (`isPublic`, `is_public`)."""
    named = {_plain(path): path for joint in subject.table.joint.values() for path in joint.wire}
    for name, native in subject.table.native.items():
        option = native.as_ or name
        other = named.setdefault(_plain(option), name)
        if other != name:
            pointer = join_pointer("/native", name, *(["as"] if native.as_ else []))
            message = f"the option {excerpt(option)} stands for {excerpt(other)} already"
            yield subject.find(pointer, "MAP107", message, "write as: another name")


def _plain(name: str) -> str:
    return "".join(char for char in name.lower() if char.isalnum())


def _properties(subject: Subject) -> Iterator[Diagnostic]:
    writers = _writers(subject)
    for (place, name), wire in subject.wires.items():
        here = writers.get((place, name), [])
        if not here:
            hint = f"add it to native: {name}: {{{'' if place == 'body' else f'in: {place}, '}source: …}}, or map to it"
            pointer = "/native" if "native" in subject.document.data else ""
            yield subject.find(pointer, "MAP106", f"the {place} property {excerpt(name)} has no fate", hint)
        elif len(here) > 1:
            message = f"the {place} property {excerpt(name)} is written by {' and by '.join(here)}"
            yield subject.find(_pointer(here[-1]), "MAP107", message, "keep one of them")
        if wire.required and here:
            yield from _required(subject, place, name)
    for found in subject.fates():
        yield from _fill(subject, found)


def _pointer(writer: str) -> str:
    return "/" + writer.replace(".", "/", 1)


def _writers(subject: Subject) -> dict[tuple[str, str], list[str]]:
    """Who writes a wire property: request fields (all cases of one are one), joint tables, native rows."""
    writers: dict[tuple[str, str], list[str]] = {}
    for found in subject.fates():
        for root in roots(found.fate):
            who = f"request.{found.field}"
            if who not in writers.setdefault(root, []):
                writers[root].append(who)
    for name, joint in subject.table.joint.items():
        for path in joint.wire:
            writers.setdefault(("body", path), []).append(f"joint.{name}")
    for name, native in subject.table.native.items():
        writers.setdefault((native.place, name), []).append(f"native.{name}")
    return writers


def _required(subject: Subject, place: str, name: str) -> Iterator[Diagnostic]:
    """A required property is written whatever is asked: by a contract field, which must be given, or by a `fill`."""
    if any(
        (place, name) in roots(found.fate) and found.field not in subject.normalized.request
        for found in subject.fates()
    ):
        return  # by a field that there is not, which is said already
    rows = subject.table.models.rows
    written = [found for found, _ in subject.known_fates() if (place, name) in roots(found.fate)]
    always = [found for found in written if _is_always_given(subject, found)]
    if not written:
        message = f"the required property {excerpt(name)} is written only when an option is given"
        yield subject.find(join_pointer("/native", name), "MAP108", message, "map a field to it")
    for found in written:
        if found not in always:
            message = f"the required property {excerpt(name)} stays unwritten when {found.field} is not asked for"
            yield subject.find(found.pointer, "MAP108", message, "add fill: ask, or fill: a value that may be sent")
    covered = [row for found in written for row in subject.rows_of(found.fate)]
    left = [" ".join(str(row[key]) for key in subject.table.models.key) for row in rows if row not in covered]
    if written and left:
        message = f"the required property {excerpt(name)} is not written for {', '.join(left)}"
        yield subject.find(written[0].pointer, "MAP108", message, "add to: … to the case of these models")


def _is_always_given(subject: Subject, found: FateAt) -> bool:
    return _weight(subject, found) == "contract" or found.fate.fill is not None


def _weight(subject: Subject, found: FateAt) -> str:
    field = subject.normalized.request.get(found.field)
    return "contract" if field is None or field.weight == "contract" else found.fate.weight or field.weight


def _fill(subject: Subject, found: FateAt) -> Iterator[Diagnostic]:
    fate: Fate = found.fate
    if fate.fill is None or fate.to is None:
        return
    if _weight(subject, found) == "contract":
        message = f"a value for {excerpt(found.field)} is never made up: it is part of what the request is"
        yield subject.find(f"{found.pointer}/fill", "MAP108", message, "remove fill: the caller must give it")
    elif not any((wire := subject.wire(fate.place, path)) is not None and wire.required for path in carried(fate)):
        message = "fill speaks where silence would do: the property is optional"
        yield subject.find(f"{found.pointer}/fill", "MAP108", message, "remove it, or say what absent_means")


def _unknown(subject: Subject, pointer: str, what: str, name: str, known: object) -> Diagnostic:
    choices = [str(choice) for choice in known] if isinstance(known, list | tuple | set | dict) else []
    hint = nearest(name, choices) or (f"known: {', '.join(sorted(choices))}" if choices else "")
    return subject.find(pointer, "MAP102", f"there is no {what} {excerpt(name)}", hint)
