"""What every model can be asked for, field by field: the values that capabilities.py and the pages are printed from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final, Literal

from generator.ir.converter import Carry, Case, Converter, FieldPlan, ModelRow

GRADES: Final = ("documented", "reported", "assumed")


@dataclass(frozen=True, slots=True)
class Range:
    """Values from a minimum to a maximum, both included; None: no bound."""

    minimum: float | None
    maximum: float | None


@dataclass(frozen=True, slots=True)
class Cell:
    """One field of one model, as `Cell` of normalized/capability.py. `basis` is the weakest fact that it rests on."""

    kind: Literal["settable", "fixed", "follows", "unsupported"]
    values: tuple[Any, ...] | Range | None = None
    default: Any = None
    max_length: int | None = None
    required: bool = False
    note: str = ""
    basis: str = "documented"
    source: str = ""

    @property
    def text(self) -> str:
        """What `str` of the cell in the package says."""
        if self.kind == "unsupported":
            return "-"
        if self.kind == "fixed":
            return f"always {said(self.default)}"
        return f"follows {self.note}" if self.kind == "follows" else self._settable()

    def _settable(self) -> str:
        default = "" if self.default is None else f" (default {said(self.default)})"
        if isinstance(self.values, tuple):
            text = "/".join(map(said, self.values))
            return f"only {text}" if len(self.values) == 1 and not default else text + default
        if isinstance(self.values, Range) and self.values.maximum is not None:
            return f"{self.values.minimum}..{self.values.maximum}{default}"
        return (f"<= {self.max_length} chars" if self.max_length is not None else "yes") + default


def said(value: Any) -> str:
    """A value as a reader sees it."""
    return {True: "true", False: "false"}[value] if isinstance(value, bool) else str(value)


def weakest(grades: Iterable[str]) -> str:
    """The grade of what rests on facts of several grades."""
    return max(grades, key=GRADES.index, default=GRADES[0])


def cells(converter: Converter) -> tuple[tuple[ModelRow, Mapping[str, Cell]], ...]:
    """Every model of the table with the cell of every normalized field, in their order."""
    return tuple((row, {plan.name: _cell(converter, plan, row) for plan in converter.fields}) for row in converter.rows)


def _cell(converter: Converter, plan: FieldPlan, row: ModelRow) -> Cell:
    case = _case_for(converter, plan, row)
    basis = weakest([case.basis, *_grades(converter, case)])
    if case.carry is not None:
        return _carried(converter, plan, case.carry, row, basis, case.source)
    if case.kind == "fixed":
        return Cell("fixed", default=case.fixed, basis=basis, source=case.source)
    if case.kind in ("follows", "unsupported"):
        return Cell(case.kind, note=case.text, basis=basis, source=case.source)
    if case.kind == "joint":
        return _joint(converter, plan, case, row)
    return Cell("settable", values=(row.key[converter.keys.index(plan.name)],), basis=basis, source=case.source)


def _case_for(converter: Converter, plan: FieldPlan, row: ModelRow) -> Case:
    """The one case of a field that holds for a model."""
    facts = {"model": row.key[0], **_facts(converter, row)}
    for case in plan.cases:
        if not case.guard or any(all(facts[name] in values for name, values in one) for one in case.guard):
            return case
    raise LookupError(plan.name)


def _facts(converter: Converter, row: ModelRow) -> dict[str, Any]:
    return {column.name: value for column, value in zip(converter.columns, row.values, strict=True)}


def _grades(converter: Converter, case: Case) -> Iterator[str]:
    """The grades of the columns that a case rests on."""
    used = {name for one in case.guard for name, _ in one}
    if case.carry is not None:
        used |= {case.carry.within, case.carry.silence_column}
    yield from (column.basis for column in converter.columns if column.name in used)


def _joint(converter: Converter, plan: FieldPlan, case: Case, row: ModelRow) -> Cell:
    joint = next(one for one in converter.joints if one.name == case.text)
    place = joint.fields.index(plan.name)
    rows = [one for one in joint.rows if one.model == row.key[0] and one.asked[place] is not None]
    return Cell(
        "settable",
        values=tuple(dict.fromkeys(one.asked[place] for one in rows)),
        note=f"together with {' and '.join(name for name in joint.fields if name != plan.name)}",
        basis=weakest([case.basis, *(one.basis for one in rows)]),
        source=case.source,
    )


def _carried(converter: Converter, plan: FieldPlan, carry: Carry, row: ModelRow, basis: str, source: str) -> Cell:
    listed = _values(converter, plan, carry, row)
    return Cell(
        "settable",
        values=_range(plan, carry) if listed is None else listed,
        default=None if plan.name == "model" else _default(converter, carry, row),
        max_length=carry.limits.max_length,
        required=carry.ask,
        basis=basis,
        source=source,
    )


def _range(plan: FieldPlan, carry: Carry) -> Range | None:
    if not plan.bounds:
        return None
    low, high = plan.bounds
    low = low if carry.limits.minimum is None else carry.limits.minimum
    high = high if carry.limits.maximum is None else carry.limits.maximum
    return Range(_number(low), _number(high))


def _number(value: float | None) -> float | None:
    return int(value) if value is not None and float(value).is_integer() else value


def _default(converter: Converter, carry: Carry, row: ModelRow) -> Any:
    if carry.silence_column:
        return _facts(converter, row)[carry.silence_column]
    return carry.silence if carry.fill is None else carry.fill


def _values(converter: Converter, plan: FieldPlan, carry: Carry, row: ModelRow) -> tuple[Any, ...] | None:
    """The normalized values that a model takes, where they can be listed."""
    if plan.name == "model":
        return (row.key[0],)
    if carry.within:
        wire = _facts(converter, row)[carry.within]
        if carry.codec == "table":
            return tuple(meant for meant, word in carry.table if word in wire)
        return tuple(int(value) if carry.codec == "decimal" else value for value in wire)
    if carry.codec == "table":
        return tuple(meant for meant, _ in carry.table)
    if carry.choices is not None:
        return carry.choices
    return (True, False) if plan.kind == "bool" else None
