"""From a mapping table to the converters' plan. Lint has passed: every name resolves and every operator fits."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any, Final

from generator.ir import naming
from generator.ir.answering import answers, calls, uploads, webhook
from generator.ir.converter import (
    Carry,
    Case,
    Column,
    Converter,
    FieldPlan,
    Guard,
    JointPlan,
    JointRow,
    Limits,
    ModelRow,
    Option,
    Picture,
    RulePlan,
    Target,
)
from generator.ir.model import Field, Model, Operation, Provider
from generator.ir.typing import model_named, scalar
from generator.lint.mapping.domain import kind, members, operator_name, operator_of
from generator.lint.mapping.subject import FateAt, Subject, alternatives, carried
from generator.lint.mapping.values import wires_of
from generator.load import join_pointer
from generator.load.client_table import EventsCall, ReferenceDedupe
from generator.load.mapping_table import (
    AssetOperator,
    ColumnOperator,
    ColumnValue,
    EachOperator,
    Inline,
    Refusal,
    Stored,
    TableOperator,
    Uploaded,
)
from generator.load.normalized import RequestField

REFUSED: Final = "refused:"


def converter(subject: Subject, provider: Provider) -> Converter:
    """The plan of one provider."""
    submit = operation_named(provider, subject.client.jobs.submit.call)
    models = {model.name: model for model in provider.models}
    table, client = subject.table, subject.client
    fields = tuple(_field(subject, submit, models, name) for name in subject.normalized.request)
    options = tuple(_options(subject, submit, models))
    joints = tuple(_joints(subject, submit, models))
    unknown = client.status.unknown
    polling = client.polling
    callback = client.jobs.callback
    dedupe = client.operations[client.jobs.submit.call].dedupe
    events = client.jobs.events
    called, unsupported = calls(subject, provider)
    return Converter(
        keys=tuple(table.models.key),
        columns=tuple(Column(name, one.type, one.basis) for name, one in table.models.columns.items()),
        rows=tuple(_rows(subject)),
        wire_column=_wire_column(fields, subject),
        fields=fields,
        options=options,
        joints=joints,
        rules=tuple(_rules(subject)),
        answers=answers(subject, provider),
        statuses=tuple(client.status.map.items()),
        failure=client.status.failure is not None,
        operation=submit.name,
        constant=submit.constant,
        body=submit.body,
        parameters=submit.parameters,
        calls=called,
        unsupported_calls=unsupported,
        uploads=uploads(subject, provider),
        polling=(polling.first_seconds, polling.factor, polling.max_seconds, polling.deadline_seconds),
        patience=(unknown.polls, unknown.seconds) if unknown else (0, 0.0),
        grace=polling.not_found_grace_seconds,
        event=(events.event or "", events.key or "") if isinstance(events, EventsCall) else ("", ""),
        callback_key=tuple(callback.key.split(".")) if hasattr(callback, "key") else (),
        dedupe_field=_dedupe_field(fields, dedupe.by) if isinstance(dedupe, ReferenceDedupe) else "",
        wire_fields=_wire_fields(fields, options, joints),
        source=f"specs/{subject.name}/mapping.yaml",
        webhook=webhook(subject, provider),
    )


def operation_named(provider: Provider, name: str) -> Operation:
    """An operation of the provider by its operationId."""
    return next(one for resource in provider.resources for one in resource.operations if one.name == name)


def _rows(subject: Subject) -> Iterator[ModelRow]:
    models = subject.table.models
    for index, row in enumerate(models.rows):
        key = tuple(str(row[name]) for name in models.key)
        values = tuple(row[name] for name in models.columns)
        yield ModelRow(key, values, subject.document.source(join_pointer("/models/rows", index)))


def _wire_column(fields: tuple[FieldPlan, ...], subject: Subject) -> str:
    """The column that stands for the model on the wire."""
    case = next(plan for plan in fields if plan.name == "model").cases[0]
    return case.carry.column if case.carry else case.text


def _field(subject: Subject, submit: Operation, models: Mapping[str, Model], name: str) -> FieldPlan:
    field = subject.normalized.request[name]
    fates = [found for found in subject.fates() if found.field == name]
    cases = tuple(_case(subject, submit, models, found, field) for found in fates)
    bounds: tuple[Any, ...] = getattr(field.type, "int", ()) or getattr(field.type, "number", ())
    return FieldPlan(name, kind(field), cases, bounds)


def _case(subject: Subject, submit: Operation, models: Mapping[str, Model], found: FateAt, field: RequestField) -> Case:
    fate = found.fate
    made = Case("unsupported", guard_of(fate), fate.basis, fate.weight or field.weight, _source(subject, found))
    if fate.to is not None:
        return replace(made, kind="carry", carry=_carry(subject, submit, models, found, field))
    if fate.with_ is not None:
        return replace(made, kind="with", text=fate.with_)
    if fate.joint is not None:
        return replace(made, kind="joint", text=fate.joint)
    if fate.route is not None:
        return replace(made, kind="route", text=fate.route)
    if fate.fixed is not None:
        return replace(made, kind="fixed", fixed=fate.fixed)
    if fate.follows is not None:
        return replace(made, kind="follows", text=fate.follows)
    return replace(made, text=fate.unsupported or "")


def guard_of(row: Any) -> Guard:
    """A guard as data; empty when there is none."""
    if row.when is None:
        return ()
    return tuple(
        tuple(
            (name.removeprefix("model."), value if isinstance(value, tuple) else (value,))
            for name, value in one.items()
        )
        for one in alternatives(row.when)
    )


def _source(subject: Subject, found: FateAt) -> str:
    return subject.document.source(found.pointer)


def _carry(
    subject: Subject, submit: Operation, models: Mapping[str, Model], found: FateAt, field: RequestField
) -> Carry:
    fate = found.fate
    operator = operator_of(fate)
    wires = wires_of(subject, fate)
    wire = wires[0]
    silence = fate.absent_means
    made = Carry(
        targets=tuple(target(submit, models, fate.place, path, part) for path, part in carried(fate).items()),
        codec="same",
        within=fate.within or "",
        limits=Limits(*wire.bounds, wire.max_length, wire.pattern if wire.is_text else ""),
        silence=None if isinstance(silence, ColumnValue) else silence,
        silence_column=silence.column if isinstance(silence, ColumnValue) else "",
        fill=None if fate.fill == "ask" else fate.fill,
        ask=fate.fill == "ask" or (wire.required and fate.fill is None),
    )
    name = operator_name(operator)
    if isinstance(operator, TableOperator):
        return replace(made, codec="table", table=_pairs(operator, field), limits=Limits())
    if isinstance(operator, ColumnOperator):
        return replace(made, codec="column", column=operator.column, limits=Limits())
    if isinstance(operator, AssetOperator | EachOperator):
        inner = operator.each[0] if isinstance(operator, EachOperator) else operator
        codec = "assets" if isinstance(operator, EachOperator) else "stored" if isinstance(fate.to, dict) else "asset"
        return replace(made, codec=codec, picture=_picture(subject, inner.asset), limits=Limits())  # type: ignore[arg-type]
    choices = tuple(_meaning(name, value) for value in wire.values) if wire.values else None
    whole = choices is not None and set(choices) >= set(members(field) or ("",))
    codec = "decimal" if name == "decimal" else "same"
    return replace(made, codec=codec, choices=None if whole else choices, limits=_own_limits(made.limits, field))  # type: ignore[arg-type]


def _own_limits(limits: Limits, field: RequestField) -> Limits:
    """The limits that the normalized field does not have already."""
    bounds = getattr(field.type, "int", None) or getattr(field.type, "number", None)
    if bounds is None:
        return limits
    low, high = bounds
    minimum = None if limits.minimum is None or (low is not None and limits.minimum <= low) else limits.minimum
    maximum = None if limits.maximum is None or (high is not None and limits.maximum >= high) else limits.maximum
    return replace(limits, minimum=minimum, maximum=maximum)


def _meaning(operator: str, value: Any) -> Any:
    return int(value) if operator == "decimal" else value


def _pairs(operator: TableOperator, field: RequestField) -> tuple[tuple[Any, Any], ...]:
    words = {"true": True, "false": False}
    is_bool = kind(field) == "bool"
    is_int = kind(field) == "int"
    return tuple(
        (words[key] if is_bool else int(key) if is_int else key, value) for key, value in operator.table.items()
    )


def _picture(subject: Subject, name: str) -> Picture:
    profile = subject.table.assets[name]
    stored = profile.stored
    return Picture(
        url=_way(profile.url),
        bytes=_way(profile.bytes),
        stored="direct" if isinstance(stored, Stored) else _way(stored),
        upload=next(
            (way.upload or "" for way in (profile.bytes, profile.url) if isinstance(way, Inline | Uploaded)), ""
        ),
        kinds=tuple(stored.kinds.items()) if isinstance(stored, Stored) else (),
        media=profile.media,
        max_bytes=profile.max_bytes,
    )


def _way(way: Any) -> str:
    if isinstance(way, Refusal):
        return REFUSED + way.refused
    if isinstance(way, Inline):
        return way.inline
    return "upload" if isinstance(way, Uploaded) else str(way)


def target(submit: Operation, models: Mapping[str, Model], place: str, path: str, part: str = "") -> Target:
    """A wire path with the attributes that lead to it on the request model or the parameters' model."""
    steps = tuple(path.split("."))
    model = models[submit.body if place == "body" else submit.parameters]
    attributes: list[str] = []
    classes: list[str] = []
    for number, step in enumerate(steps):
        field = _member(model, step)
        attributes.append(field.python)
        if number + 1 < len(steps):
            model = models[model_named(field.type)]
            classes.append(model.name)
    return Target(place, steps, tuple(attributes), part, tuple(classes))  # type: ignore[arg-type]


def _member(model: Model, wire: str) -> Field:
    return next(field for field in model.fields if field.wire == wire)


def _options(subject: Subject, submit: Operation, models: Mapping[str, Model]) -> Iterator[Option]:
    natives = {
        name: (row.place, row.as_ or naming.snake(name), join_pointer("/native", name))
        for name, row in subject.table.native.items()
    }
    for table_name, joint in subject.table.joint.items():
        for path in joint.wire:
            natives.setdefault(path, ("body", naming.snake(path), join_pointer("/joint", table_name)))
    names = naming.allocate({wire: wanted for wire, (_, wanted, _) in natives.items()}, naming.MODEL_MEMBERS)
    for wire, (place, _, pointer) in natives.items():
        owner = submit.body if place == "body" else submit.parameters
        field = _member(models[owner], wire)
        where = target(submit, models, place, wire)
        yield Option(names[wire], where, owner, field.doc, subject.document.source(pointer), scalar(field.type))


def _joints(subject: Subject, submit: Operation, models: Mapping[str, Model]) -> Iterator[JointPlan]:
    for name, joint in subject.table.joint.items():
        rows = tuple(JointRow(model, row.normalized, row.wire, row.basis) for row in joint.rows for model in row.models)
        targets = tuple(target(submit, models, "body", path) for path in joint.wire)
        yield JointPlan(name, joint.normalized, targets, rows, subject.document.source(join_pointer("/joint", name)))


def _rules(subject: Subject) -> Iterator[RulePlan]:
    for index, rule in enumerate(subject.table.rules):
        source = subject.document.source(join_pointer("/rules", index))
        yield RulePlan(rule.id, guard_of(rule), rule.present, rule.absent, rule.basis, source)


def _dedupe_field(fields: tuple[FieldPlan, ...], path: str) -> str:
    """The normalized field that carries the reference a lost submit is found by."""
    for plan in fields:
        for case in plan.cases:
            if case.carry and any(".".join(one.path) == path for one in case.carry.targets):
                return plan.name
    return ""


def _wire_fields(
    fields: tuple[FieldPlan, ...], options: tuple[Option, ...], joints: tuple[JointPlan, ...]
) -> dict[str, str]:
    """What a refusal of the wire model is about: Python attribute or wire name to normalized field."""
    found: dict[str, str] = {}
    for option in options:
        found[option.target.path[0]] = found[option.target.attributes[0]] = f"provider_options.{option.name}"
    for joint in joints:
        for one in joint.targets:
            found[one.path[0]] = found[one.attributes[0]] = " and ".join(joint.fields)
    for plan in fields:
        for case in plan.cases:
            for one in case.carry.targets if case.carry else ():
                found[one.path[0]] = found[one.attributes[0]] = plan.name
    return dict(sorted(found.items()))
