"""Cases: for every model exactly one holds; rules contradict no fact; every model can be asked for something.

| code | refused |
|---|---|
| MAP201 | cases of which two hold for one model |
| MAP202 | cases of which none holds for a model |
| MAP203 | a case, or a rule, that holds for no model |
| MAP801 | a rule that demands what a model cannot have, or both demands and forbids |
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.diagnostics import Diagnostic, excerpt
from generator.lint.mapping.subject import FateAt, Row, Subject, alternatives, holds
from generator.load.document import join_pointer
from generator.load.mapping_table import Cases, Guard, Rule


def check(subject: Subject) -> Iterator[Diagnostic]:
    """All findings about guards and rules."""
    for field, row in subject.table.request.items():
        cases = [found for found in subject.fates() if found.field == field]
        if isinstance(row, Cases) and all(is_known(subject, case.fate.when or {}) for case in cases):
            yield from _cases(subject, field, cases)
    for index, rule in enumerate(subject.table.rules):
        if is_known(subject, rule.when):
            yield from _rule(subject, join_pointer("/rules", index), rule)


def is_known(subject: Subject, guard: Guard | tuple[Guard, ...]) -> bool:
    """Whether a guard names columns and models that there are. (Where not, `accounts` says so.)"""
    models = [row["model"] for row in subject.table.models.rows]
    columns = {f"model.{name}" for name in subject.table.models.columns}
    for one in alternatives(guard):
        wanted = one.get("model", ())
        if not set(one) <= {"model", *columns} or not set(wanted if isinstance(wanted, tuple) else [wanted]) <= set(
            models
        ):
            return False
    return True


def _cases(subject: Subject, field: str, cases: list[FateAt]) -> Iterator[Diagnostic]:
    guarded = [case for case in cases if case.fate.when is not None]
    for row in subject.table.models.rows:
        taken = [case for case in guarded if holds(case.fate.when or {}, row)]
        if not taken:
            message = f"no case of {excerpt(field)} holds for {label(subject, row)}"
            hint = f"add a case with when: {{model: {row['model']}}}"
            yield subject.find(join_pointer("/request", field), "MAP202", message, hint)
        elif len(taken) > 1:
            message = f"two cases of {excerpt(field)} hold for {label(subject, row)}"
            hint = f"narrow one of them; the other stands in line {subject.document.at(taken[0].pointer).line}"
            yield subject.find(taken[1].pointer, "MAP201", message, hint)
    for case in guarded:
        if not subject.rows_of(case.fate):
            yield subject.find(
                case.pointer, "MAP203", "this case holds for no model", "remove it, or correct the guard"
            )


def label(subject: Subject, row: Row) -> str:
    """A model row as a message names it."""
    return " ".join(str(row[key]) for key in subject.table.models.key)


def _rule(subject: Subject, pointer: str, rule: Rule) -> Iterator[Diagnostic]:
    both = set(rule.present) & set(rule.absent)
    if both:
        message = f"the rule demands and forbids {', '.join(sorted(both))}"
        yield subject.find(pointer, "MAP801", message, "keep one of the two")
    rows = [row for row in subject.table.models.rows if holds(rule.when, row)]
    if not rows:
        yield subject.find(
            f"{pointer}/when", "MAP203", "this rule holds for no model", "remove it, or correct the guard"
        )
    for found, field in subject.known_fates():
        mine = [row for row in rows if row in subject.rows_of(found.fate)]
        if not mine:
            continue
        cannot = found.fate.unsupported is not None or found.fate.fixed is not None
        if found.field in rule.present and cannot:
            message = f"the rule demands {excerpt(found.field)}, which {label(subject, mine[0])} cannot be told"
            yield subject.find(pointer, "MAP801", message, "remove the rule, or correct the row")
        always = found.fate.fill is not None or (field.weight == "contract" and _is_required(subject, found))
        if found.field in rule.absent and always:
            message = f"the rule forbids {excerpt(found.field)}, which every request to {label(subject, mine[0])} has"
            yield subject.find(pointer, "MAP801", message, "remove the rule, or correct the row")


def _is_required(subject: Subject, found: FateAt) -> bool:
    from generator.lint.mapping.values import wires_of

    return any(wire.required for wire in wires_of(subject, found.fate))
