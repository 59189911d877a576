"""What providers offer: models, facts about them, and the request rows with the cells that rest on them.

A cell changes because a fact about its model did, or its row, or the wire property that the row names. The first is one finding
of the model, with the cells as effects; the others are one finding of the row.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from generator.ir.converter import Carry, Case, Converter, FieldPlan, ModelRow
from generator.load.document import join_pointer
from generator.load.mapping_table import Cases, Fate
from generator.review.finding import Effect, Finding
from generator.review.normalized import cells, wires
from generator.review.normalized.words import weight_rule
from generator.review.parts import Files, Pair, effect, from_to, sentence, shown


@dataclass(frozen=True, slots=True)
class Sides:
    """The mapping of one provider on both sides: what is written, and what was made of it."""

    pair: Pair
    subjects: wires.Subjects
    old: Converter
    new: Converter

    @property
    def files(self) -> Files:
        """mapping.yaml."""
        return Files(self.pair.name, self.pair.old.mapping_document, self.pair.new.mapping_document)


@dataclass(frozen=True, slots=True)
class Effected:
    """One cell under one rule, as an effect; and whether a changed fact about its model explains it."""

    field: str
    key: tuple[str, ...]
    effect: Effect
    is_of_fact: bool


def findings(sides: Sides, catalogue: frozenset[str], fields: frozenset[str]) -> Iterator[Finding]:
    """Findings about what one provider offers.

    `catalogue`: models that the catalogue of both sides has; `fields`: request fields whose definition is the same.
    """
    old, new = cells.matrix(sides.old), cells.matrix(sides.new)
    yield from _models(sides, old, new, catalogue)
    effected = list(_effected(sides, old, new))
    yield from _facts(sides, old, new, [one for one in effected if one.is_of_fact])
    yield from _rows(sides, [one for one in effected if not one.is_of_fact], fields)


def effects_of_fields(sides: Sides) -> Iterator[tuple[str, Effect]]:
    """(field, effect) of every changed cell: what hangs on a definition of normalized.yaml that changed."""
    for one in _effected(sides, cells.matrix(sides.old), cells.matrix(sides.new)):
        yield one.field, one.effect


def _models(sides: Sides, old: cells.Matrix, new: cells.Matrix, catalogue: frozenset[str]) -> Iterator[Finding]:
    for key in [*(key for key in old if key not in new), *(key for key in new if key not in old)]:
        if key[0] not in catalogue:
            continue
        rule, word = ("model-no-longer-offered", "no longer offered") if key in old else ("model-offered", "offered")
        name = f"{sides.pair.name} · {cells.label(key)}"
        where = (
            (_row_at(sides, old[key][0], key, 0), None) if key in old else (None, _row_at(sides, new[key][0], key, 1))
        )
        found = sides.files.finding(rule, f"{cells.label(key)} is {word} by {sides.pair.name}", name, *where)
        values = ("offered", None) if key in old else (None, "offered")
        yield replace(found, effects=(effect(rule, name, *values),))


def _row_at(sides: Sides, row: ModelRow, key: tuple[str, ...], side: int) -> str:
    converter = (sides.old, sides.new)[side]
    return join_pointer("/models/rows", next(number for number, one in enumerate(converter.rows) if one.key == key))


def _effected(sides: Sides, old: cells.Matrix, new: cells.Matrix) -> Iterator[Effected]:
    """Every cell that changed, of models and fields that both sides have, once for each rule it falls under."""
    fixed = {name for name in _plans(sides.old) if _is_same_row(sides, name)}
    plans = _plans(sides.new)
    for key in (key for key in old if key in new):
        facts = set(_differing(_known(sides.old, old[key][0]), _known(sides.new, new[key][0])))
        for field, before in old[key][1].items():
            after = new[key][1].get(field)
            if after is None or before == after:
                continue
            case = _case(sides.new, plans[field], new[key][0])
            is_of_fact = field in fixed and bool(facts & _columns(plans[field], case))
            subject = f"{sides.pair.name} · {cells.label(key)} · {field}"
            for rule in cells.rules(before, after, case.weight):
                values = cells.said(before), cells.said(after)
                yield Effected(field, key, Effect(rule, subject, *values), is_of_fact)


def _differing(old: dict[str, Any], new: dict[str, Any]) -> list[str]:
    """Facts that both sides know of and that are not the same."""
    return [name for name in old if name in new and old[name] != new[name]]


def _columns(plan: FieldPlan, case: Case) -> set[str]:
    """The facts that a field's cell rests on: those that choose its case, and those that its case reads."""
    used = {name for one in plan.cases for guard in one.guard for name, _ in guard}
    if case.carry is not None:
        used |= {case.carry.within, case.carry.silence_column}
    return used


def _plans(converter: Converter) -> dict[str, FieldPlan]:
    return {plan.name: plan for plan in converter.fields}


def _is_same_row(sides: Sides, field: str) -> bool:
    """Whether the table says the same of a field, sources aside."""
    old, new = (one.mapping.request.get(field) if one.mapping else None for one in (sides.pair.old, sides.pair.new))
    return bool(_plain(old) == _plain(new))


def _plain(row: Fate | Cases | None) -> Any:
    cases = row.cases if isinstance(row, Cases) else (row,)
    return [case.model_dump(mode="json", exclude={"source"}) if case else None for case in cases]


def _known(converter: Converter, row: ModelRow) -> dict[str, Any]:
    return {column.name: value for column, value in zip(converter.columns, row.values, strict=True)}


def _case(converter: Converter, plan: FieldPlan, row: ModelRow) -> Case:
    facts = {"model": row.key[0], **_known(converter, row)}
    holds = (one for one in plan.cases if not one.guard or any(all(facts[n] in v for n, v in g) for g in one.guard))
    return next(holds)


def _facts(sides: Sides, old: cells.Matrix, new: cells.Matrix, effected: list[Effected]) -> Iterator[Finding]:
    """One finding per fact about a model that changed; facts that only one side knows of show in the rows that use them."""
    for key in (key for key in old if key in new):
        before, after = _known(sides.old, old[key][0]), _known(sides.new, new[key][0])
        differing = _differing(before, after)
        if not differing:
            continue
        said = "; ".join(f"{name} {from_to(before[name], after[name])}" for name in differing)
        name = f"{sides.pair.name} · {cells.label(key)}"
        where = _row_at(sides, old[key][0], key, 0), _row_at(sides, new[key][0], key, 1)
        found = sides.files.finding("model-fact-changed", f"{cells.label(key)}: {said}", name, *where)
        own = tuple(effect("model-fact-changed", f"{name} · {one}", before[one], after[one]) for one in differing)
        seen = tuple(one.effect for one in effected if one.key == key)
        yield replace(found, effects=seen or own)


def _rows(sides: Sides, effected: list[Effected], fields: frozenset[str]) -> Iterator[Finding]:
    """One finding per row and rule, with the cells as effects; and rows that say the same in another way."""
    joint = {field for one in sides.old.joints for field in one.fields if _changed_joint(sides, one.name)}
    for field, plan in ((name, plan) for name, plan in _plans(sides.new).items() if name in fields):
        groups: dict[str, list[Effect]] = {}
        for one in effected:
            if one.field == field and field not in joint:
                groups.setdefault(one.effect.rule, []).append(one.effect)
        for group, effects in groups.items():
            yield _row(sides, field, group, _cells_sentence(field, effects), tuple(effects))
        before = _plans(sides.old).get(field)
        if before is not None:
            yield from _carried(sides, before, plan)
            yield from _weights(sides, before, plan)


def _changed_joint(sides: Sides, name: str) -> bool:
    """A table of combinations that changed has findings of its own."""
    old, new = ({one.name: one.rows for one in converter.joints} for converter in (sides.old, sides.new))
    return old.get(name) != new.get(name)


def _cells_sentence(field: str, effects: list[Effect]) -> str:
    models = [one.subject.split(" · ")[1] for one in effects]
    first = effects[0]
    alike = {(one.before, one.after) for one in effects} == {(first.before, first.after)}
    said = from_to(first.before, first.after) if alike else f"{from_to(first.before, first.after)}, and so on"
    return f"{field} of {', '.join(models)} {said}"


def _row(sides: Sides, field: str, rule: str, text: str, effects: tuple[Effect, ...]) -> Finding:
    subject = f"{sides.pair.name} · {field}"
    row = sides.files.seen(subject, *sides.files.where("request", field))
    wire = tuple(sides.subjects.seen(wires.of_field(sides.subjects, field)))
    return Finding(rule, sides.pair.name, sentence(text), (row, *wire), effects)


def _carried(sides: Sides, old: FieldPlan, new: FieldPlan) -> Iterator[Finding]:
    """The same values said in other words, or elsewhere. Words that came or went are told by the cells."""
    models = {row.key: row for row in sides.old.rows}
    for row in sides.new.rows:
        if row.key not in models:
            continue
        before = _case(sides.old, old, models[row.key]).carry
        after = _case(sides.new, new, row).carry
        for was, now in _ways(before, after) if before and after else ():
            subject = f"{sides.pair.name} · {new.name}"
            text = f"{new.name} of {sides.pair.name} is carried otherwise: it {from_to(was, now)}"
            told = (effect("row-carried-otherwise", subject, was, now),)
            yield _row(sides, new.name, "row-carried-otherwise", text, told)
            return  # the cases of a row mostly change alike; the row is one finding


def _ways(old: Carry, new: Carry) -> Iterator[tuple[str, str]]:
    before, after = (
        ", ".join(
            sorted(f"{one.place} {'.'.join(one.path)}{f' ({one.part})' if one.part else ''}" for one in carry.targets)
        )
        for carry in (old, new)
    )
    if before != after:
        yield before, after
    elif old.codec != new.codec:
        yield f"as {old.codec}", f"as {new.codec}"
    words, later = dict(old.table), dict(new.table)
    for value in (value for value in words if value in later and words[value] != later[value]):
        yield f"{shown(value)} as {shown(words[value])}", f"{shown(value)} as {shown(later[value])}"


def _weights(sides: Sides, old: FieldPlan, new: FieldPlan) -> Iterator[Finding]:
    """A weight that this provider's row gives its loss."""
    before, after = ({case.weight for case in plan.cases} for plan in (old, new))
    lost, got = sorted(before - after), sorted(after - before)
    if lost and got:
        rule = weight_rule(lost[0], got[0])
        text = f"the weight of a loss of {new.name} at {sides.pair.name} {from_to(lost[0], got[0])}"
        told = (effect(rule, f"{sides.pair.name} · {new.name} · weight", lost[0], got[0]),)
        yield _row(sides, new.name, rule, text, told)
