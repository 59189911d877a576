"""The pages about what all providers have in common: capabilities.md and MAPPING.md, as texts for their templates.

Nothing is marked up here: the templates do that, and the filters `markdown` and `code` keep every text in its cell.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any, Final, TypeAlias

from generator.ir.cells import Cell, cells, said
from generator.ir.converter import AnswerPlan, Carry, Case, Converter, Guard, JointPlan, Picture, Read, RulePlan, Target
from generator.ir.model import ErrorRow, NormalizedModel, Package, Provider

_WAYS: Final = {
    "direct": "as it is",
    "base64": "as base64",
    "data_uri": "as a data URI",
    "upload": "by upload",
    "host": "by a host of the caller",
}


@dataclass(frozen=True, slots=True)
class Saying:
    """One line of a cell: words, a name of the wire, words again."""

    before: str = ""
    wire: str = ""
    text: str = ""


Row: TypeAlias = tuple[tuple[Saying, ...], ...]
"""The cells of a row, each some lines."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table under its title, with a sentence about it."""

    title: str
    intro: str
    heads: tuple[Saying, ...]
    rows: tuple[Row, ...]


Mapped: TypeAlias = tuple[tuple[Provider, Converter], ...]
Reads: TypeAlias = Callable[[AnswerPlan], tuple[Read, ...]]
_NOTHING: Final = Saying(text="-")


def pages(package: Package) -> dict[str, dict[str, Any]]:
    """The pages by file name, each with what its template is rendered from; none without mappings."""
    found = tuple((one, one.converter) for one in package.providers if one.converter)
    if package.normalized is None or not found:
        return {}
    return {"capabilities.md": capabilities_page(found), "MAPPING.md": mapping_page(found, package.normalized)}


# What models can be asked for


def capabilities_page(mapped: Mapped) -> dict[str, Any]:
    """What `docs/capabilities.md` is rendered from: per provider a table, field by model."""
    return {"providers": [_capabilities(provider, converter) for provider, converter in mapped]}


def _capabilities(provider: Provider, converter: Converter) -> dict[str, Any]:
    models = cells(converter)
    fields = [name for name in models[0][1] if name != "model"]
    return {
        "title": provider.title,
        "path": converter.source,
        "models": [", ".join(row.key) for row, _ in models],
        "rows": [
            {
                "field": name,
                "cells": [_cell(found[name]) for _, found in models],
                "lines": sorted({_line(found[name].source) for _, found in models}),
            }
            for name in fields
        ],
    }


def _cell(cell: Cell) -> str:
    """The text of a cell with what its short form leaves out."""
    mark = "" if cell.basis == "documented" else f" ({cell.basis})"
    together = f", {cell.note}" if cell.kind == "settable" and cell.note else ""
    return f"{cell.text}{together}{', required' if cell.required else ''}{mark}"


def _line(source: str) -> int:
    return int(re.findall(r":(\d+)$", source)[0])


# What becomes of every field


def mapping_page(mapped: Mapped, normalized: NormalizedModel) -> dict[str, Any]:
    """What `docs/MAPPING.md` is rendered from: tables, each under a title."""
    shown = [
        _requests(mapped, normalized),
        _options(mapped),
        *(_joint(provider, joint) for provider, plan in mapped for joint in plan.joints),
        _rules(mapped),
        *_answers(mapped, normalized),
        *_outcomes(mapped, normalized),
    ]
    return {"tables": [table for table in shown if table.rows]}


def _by_provider(title: str, intro: str, first: str, mapped: Mapped, rows: Iterable[Row]) -> Table:
    heads = (Saying(text=first), *(Saying(text=provider.title) for provider, _ in mapped))
    return Table(title, intro, heads, tuple(rows))


def _named(name: str, sayings: Iterable[Iterable[Saying]]) -> Row:
    return ((Saying(wire=name),), *map(tuple, sayings))


def _requests(mapped: Mapped, normalized: NormalizedModel) -> Table:
    intro = "What each field becomes. One that is left out is not sent, unless it says so here."
    rows = (_named(one.name, (_fates(plan, one.name) for _, plan in mapped)) for one in normalized.fields)
    return _by_provider("Requests", intro, "field", mapped, rows)


def _options(mapped: Mapped) -> Table:
    heads = (Saying(text="option"), Saying(text="on the wire"))
    rows = [
        _named(f"{provider.name}.{option.name}", [[Saying(wire=_wire(option.target))]])
        for provider, plan in mapped
        for option in plan.options
    ]
    return Table("Provider options", "Settings that only one provider has, typed.", heads, tuple(rows))


def _joint(provider: Provider, joint: JointPlan) -> Table:
    heads = (
        Saying(text="model"),
        *(Saying(before="asked", wire=name) for name in joint.fields),
        *(Saying(before="sent", wire=_wire(one)) for one in joint.targets),
        Saying(text="basis"),
    )
    rows = [
        _named(row.model, [[Saying(text=_value(one))] for one in (*row.asked, *row.said, row.basis)])
        for row in joint.rows
    ]
    intro = "Fields carried together; - is absence. What has no row cannot be asked for."
    return Table(f"{provider.title}: {joint.name}", intro, heads, tuple(rows))


def _value(value: Any) -> str:
    return "-" if value is None else said(value)


def _rules(mapped: Mapped) -> Table:
    heads = tuple(Saying(text=text) for text in ("rule", "provider", "says", "basis"))
    rows = [
        _named(rule.id, [[Saying(text=text)] for text in (provider.title, _demand(rule), rule.basis)])
        for provider, plan in mapped
        for rule in plan.rules
    ]
    intro = "Demands beyond the contract. A documented rule refuses; any other is reported as not checked."
    return Table("Rules", intro, heads, tuple(rows))


def _demand(rule: RulePlan) -> str:
    demands = [*(f"{name} is needed" for name in rule.present), *(f"no {name}" for name in rule.absent)]
    return f"where {_guard(rule.guard)}: {', '.join(demands)}"


def _answers(mapped: Mapped, normalized: NormalizedModel) -> Iterator[Table]:
    job = _named("the job", (_jobs_at(plan) for _, plan in mapped))
    intro = "Paths from the job, whose place in each answer is in the first row; - is not reported."
    rows = [_named(name, (_readings(plan, name, _of_job) for _, plan in mapped)) for name in normalized.generation]
    yield _by_provider("Answers", intro, "field", mapped, [job, *rows])
    videos = _named("the videos", (_videos_at(plan) for _, plan in mapped))
    intro = "Paths from the video, whose place in the job is in the first row."
    rows = [_named(name, (_readings(plan, name, _of_video) for _, plan in mapped)) for name in normalized.video]
    yield _by_provider("Videos", intro, "field", mapped, [videos, *rows])


def _outcomes(mapped: Mapped, normalized: NormalizedModel) -> Iterator[Table]:
    intro = "Any other word is unknown: it is polled for a bounded time, then the job ends in protocol drift."
    statuses = [_named(name, (_words(plan, name) for _, plan in mapped)) for name, _ in normalized.statuses]
    yield _by_provider("Statuses", intro, "status", mapped, statuses)
    intro = "Rows are tried in the order of client.yaml; what matches none goes by its HTTP status."
    kinds = [_named(kind, (_error_rows(provider, kind) for provider, _ in mapped)) for kind in normalized.errors]
    yield _by_provider("Error kinds", intro, "kind", mapped, kinds)


def _fates(converter: Converter, name: str) -> list[Saying]:
    plan = next(plan for plan in converter.fields if plan.name == name)
    return [_fate(converter, case) for case in plan.cases]


def _fate(converter: Converter, case: Case) -> Saying:
    more = f"{_mark(case.basis)}{_where(case.guard)}"
    if case.carry is not None:
        return Saying(wire=_targets(case.carry), text=f"{_operator(case.carry)}{_silence(case.carry)}{more}")
    if case.kind == "joint":
        joint = next(one for one in converter.joints if one.name == case.text)
        return Saying(wire=" + ".join(map(_wire, joint.targets)), text=f", by the table {joint.name}{more}")
    texts = {
        "with": "within model",
        "route": "the path",
        "fixed": f"always {said(case.fixed)}",
        "follows": f"follows {case.text}",
        "unsupported": "unsupported",
    }
    return Saying(text=f"{texts[case.kind]}{more}")


def _mark(basis: str) -> str:
    return "" if basis == "documented" else f", {basis}"


def _where(guard: Guard) -> str:
    return f", where {_guard(guard)}" if guard else ""


def _guard(guard: Guard) -> str:
    """A guard in words."""
    return " or ".join(" and ".join(_atom(name, values) for name, values in one) for one in guard)


def _atom(name: str, values: tuple[Any, ...]) -> str:
    return f"{name} {'is' if len(values) == 1 else 'is one of'} {', '.join(map(said, values))}"


def _targets(carry: Carry) -> str:
    return " + ".join(map(_wire, carry.targets))


def _wire(target: Target) -> str:
    place = "" if target.place == "body" else f"{target.place} "
    return place + ".".join(target.path)


def _operator(carry: Carry) -> str:
    if carry.codec == "table":
        return ": " + ", ".join(f"{said(meant)} is {said(word)}" for meant, word in carry.table)
    if carry.codec == "column":
        return f", by column {carry.column}"
    if carry.picture is not None:
        return f": {_picture(carry.picture)}"
    decimal = ", as decimal text" if carry.codec == "decimal" else ""
    return decimal + (f", within column {carry.within}" if carry.within else "")


def _picture(picture: Picture) -> str:
    ways = (("link", picture.url), ("bytes", picture.bytes), ("stored id", picture.stored))
    return ", ".join(f"{form} {_WAYS[way]}" for form, way in ways if way in _WAYS)


def _silence(carry: Carry) -> str:
    if carry.fill is not None:
        return f"; {said(carry.fill)} is sent unless asked"
    if carry.ask:
        return "; required"
    if carry.silence_column:
        return f"; absent means column {carry.silence_column}"
    return "" if carry.silence is None else f"; absent means {said(carry.silence)}"


# How answers are read


def _readings(converter: Converter, name: str, reads: Reads) -> list[Saying]:
    """Where a field is read in the answers that have it."""
    return _by_role(
        [(answer.role, _read(read)) for answer in converter.answers for read in reads(answer) if read.name == name]
    )


def _of_job(answer: AnswerPlan) -> tuple[Read, ...]:
    return answer.reads


def _of_video(answer: AnswerPlan) -> tuple[Read, ...]:
    return () if answer.video_at is None else answer.video_reads


def _jobs_at(converter: Converter) -> list[Saying]:
    return _by_role([(answer.role, _path(answer.at, "the body")) for answer in converter.answers])


def _videos_at(converter: Converter) -> list[Saying]:
    found = [(answer.role, answer.video_at) for answer in converter.answers if answer.video_at is not None]
    return _by_role([(role, _path(at, "the job")) for role, at in found])


def _by_role(readings: list[tuple[str, Saying]]) -> list[Saying]:
    """What is said, once; with the answers that say it where they differ."""
    roles: dict[Saying, list[str]] = {}
    for role, saying in readings:
        roles.setdefault(saying, []).append(role)
    if len(roles) <= 1:
        return list(roles) or [_NOTHING]
    return [replace(saying, before=f"{', '.join(names)}:") for saying, names in roles.items()]


def _read(read: Read) -> Saying:
    unix = {0: "", 1: ", Unix seconds", 1000: ", Unix milliseconds"}[read.unix]
    unit = f", in {read.unit}" if read.unit else f", in {'.'.join(read.unit_path)}" if read.unit_path else ""
    more = f"{unix}{unit}{_mark(read.basis)}"
    if read.derived_from:
        return Saying(text=f"{read.derived_from} and {read.seconds} s{more}")
    if read.constant:
        return Saying(text=f"always {read.constant}{more}")
    found = Saying(wire=f"header {read.header}") if read.header else _path(read.path or (), "the job itself")
    return replace(found, text=found.text + more)


def _path(path: tuple[str, ...], root: str) -> Saying:
    return Saying(wire=".".join(path)) if path else Saying(text=root)


def _words(converter: Converter, status: str) -> list[Saying]:
    """The provider's words for a status; those of the common table, then those of single answers."""
    words = [Saying(wire=word) for word, meant in converter.statuses if meant == status]
    own = [
        Saying(before=f"{answer.role}:", wire=word)
        for answer in converter.answers
        for read in answer.reads
        for word, meant in read.words
        if meant == status
    ]
    return [*words, *own] or [_NOTHING]


def _error_rows(provider: Provider, kind: str) -> list[Saying]:
    return [Saying(text=_error_row(row)) for row in provider.errors.rows if row.kind == kind] or [_NOTHING]


def _error_row(row: ErrorRow) -> str:
    """What one row of the error table looks for; all of it must hold."""
    parts = [
        *([f"HTTP {_listed(row.http)}"] if row.http else []),
        *([f"code {_listed(row.code)}"] if row.code else []),
        *([f"type {_listed(row.type)}"] if row.type else []),
        *([f"text {_listed(row.text)}"] if row.text else []),
        *(f"{name}: {value}" for name, value in row.header),
    ]
    return " and ".join(parts)


def _listed(values: Iterable[int | str]) -> str:
    return ", ".join(map(str, values))
