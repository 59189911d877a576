"""From the answer side of the tables to plans: what is read where, which calls a job has, how pictures are uploaded."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from generator.ir.converter import AnswerPlan, JobCall, Read, Upload, Webhook
from generator.ir.model import Operation, Provider
from generator.lint.json_paths import walk
from generator.lint.mapping.answers import jobs, readings, video_places
from generator.lint.mapping.subject import Subject
from generator.load import join_pointer
from generator.load.client_table import CallbackCall, KeyedCall, TicketUpload, Unsupported
from generator.load.mapping_table import Constant, FromHeader, FromWords, Reader, UnixOperator
from generator.load.normalized import AnswerField

STANDARD_HEADERS: Final = {"id": "webhook-id", "timestamp": "webhook-timestamp", "signature": "webhook-signature"}


def answers(subject: Subject, provider: Provider) -> tuple[AnswerPlan, ...]:
    """The plan of every answer that the table names."""
    return tuple(_answer(subject, provider, role) for role in subject.table.generation.answers)


def _answer(subject: Subject, provider: Provider, role: str) -> AnswerPlan:
    generation = subject.table.generation
    at = generation.answers[role].at  # type: ignore[index]
    listed = generation.videos.at if isinstance(generation.videos.at, str) else generation.videos.at.get(role)  # type: ignore[call-overload]
    of_video = tuple(_reads(subject, role, "videos/fields", generation.videos.fields, subject.normalized.video))
    has_videos = listed is not None and any(read.name == "url" for read in of_video)
    return AnswerPlan(
        role,
        _model(subject, provider, role),
        tuple(at.split(".")) if at else (),
        tuple(_reads(subject, role, "fields", generation.fields, subject.normalized.generation)),
        (tuple(listed.split(".")) if listed else ()) if has_videos else None,
        of_video,
        subject.document.source(f"/generation/answers/{role}"),
    )


def _model(subject: Subject, provider: Provider, role: str) -> str:
    """The model of an answer's body."""
    table = subject.client.jobs
    if role == "callback" and isinstance(table.callback, CallbackCall):
        return dict(provider.notices)[table.callback.name]
    call = getattr({"event": table.events}.get(role, getattr(table, role, None)), "call", "")
    return _operation(provider, call).answer


def _operation(provider: Provider, name: str) -> Operation:
    return next(one for resource in provider.resources for one in resource.operations if one.name == name)


def _reads(
    subject: Subject, role: str, place: str, rows: Mapping[str, Reader], known: Mapping[str, AnswerField]
) -> Iterator[Read]:
    for name, row in rows.items():
        source = subject.document.source(join_pointer(f"/generation/{place}", name))
        if row.derive is not None:
            seconds = int(subject.client.result.lifetime_seconds or 0)
            yield Read(
                name,
                known[name].type,
                role,
                derived_from=row.derive.lifetime_from,
                seconds=seconds,
                basis=row.basis,
                source=source,
            )
            continue
        one = readings(subject, row).get(role) if row.from_ is not None else None
        if one is not None and _is_there(subject, role, place, one):
            yield _read(name, known[name], role, row, one, source)


def _is_there(subject: Subject, role: str, place: str, one: Any) -> bool:
    """Whether the answer has what a path that serves all answers names."""
    path = one.path if isinstance(one, FromWords) else one
    if not isinstance(path, str):
        return True
    roots = video_places(subject, role) if place.startswith("videos") else jobs(subject, role)
    return bool(roots) and (not path or not walk(subject.contract, roots, path).problem)


def _read(name: str, field: AnswerField, role: str, row: Reader, one: Any, source: str) -> Read:
    path = one.path if isinstance(one, FromWords) else one if isinstance(one, str) else None
    unix = {"s": 1, "ms": 1000}[row.via.unix] if isinstance(row.via, UnixOperator) else 0
    return Read(
        name,
        field.type,
        role,
        path=None if path is None else _steps(path),
        header=one.header.lower() if isinstance(one, FromHeader) else "",
        constant=one.is_ if isinstance(one, Constant) else "",
        words=tuple(one.map.items()) if isinstance(one, FromWords) else (),
        unix=unix,
        unit=row.unit or "",
        unit_path=None if row.unit_from is None else _steps(row.unit_from),
        basis=row.basis,
        source=source,
    )


def _steps(path: str) -> tuple[str, ...]:
    return tuple(path.split(".")) if path else ()


def calls(subject: Subject, provider: Provider) -> tuple[tuple[JobCall, ...], tuple[tuple[str, str], ...]]:
    """The calls about a job that the provider has, and the reasons for those it has not."""
    found: list[JobCall] = []
    reasons: list[tuple[str, str]] = []
    table = subject.client.jobs
    named: dict[str, Any] = {"poll": table.poll, "result": table.result, "cost": table.cost, "cancel": table.cancel}
    named |= {"list": table.list, "events": table.events}
    if isinstance(table.callback, Unsupported):
        reasons.append(("callback", table.callback.unsupported))
    for role, call in named.items():
        if isinstance(call, Unsupported):
            reasons.append((role, call.unsupported))
        elif call is not None:
            operation = _operation(provider, call.call)
            keys = call.key if isinstance(call, KeyedCall) else getattr(call, "path_key", {})
            found.append(
                JobCall(
                    role, operation.name, operation.constant, operation.parameters, _keys(provider, operation, keys)
                )
            )
    return tuple(found), tuple(reasons)


def _keys(provider: Provider, operation: Operation, keys: Mapping[str, tuple[str, ...]]) -> tuple[tuple[str, str], ...]:
    """The Python names of path parameters. A job is always addressed by the id that its submit answer gave."""
    model = next((one for one in provider.models if one.name == operation.parameters), None)
    pythons = {field.wire: field.python for field in model.fields} if model else {}
    return tuple((pythons[wire], "id") for wire in keys)


def uploads(subject: Subject, provider: Provider) -> tuple[Upload, ...]:
    """The recipes of client.yaml."""
    return tuple(_upload(provider, recipe) for recipe in subject.client.uploads)


def _upload(provider: Provider, recipe: Any) -> Upload:
    operation = _operation(provider, recipe.call)
    model = next((one for one in provider.models if one.name == operation.body), None)
    body_fields = tuple(field.python for field in model.fields) if model else ()
    common = (recipe.style, operation.name, operation.constant, operation.body)
    if isinstance(recipe, TicketUpload):
        return Upload(
            *common,
            recipe.method,
            tuple(recipe.url.split(".")),
            tuple(recipe.fields.split(".")) if recipe.fields else (),
            recipe.file_part or "",
            recipe.success,
            tuple(recipe.result.split(".")),
            body_fields,
        )
    return Upload(*common, file_part=recipe.file_part, result=tuple(recipe.result.split(".")), body_fields=body_fields)


def webhook(subject: Subject, provider: Provider) -> Webhook | None:
    """How callbacks are proven, where there are any."""
    row = subject.client.webhook
    if row is None:
        return None
    # the standard has names for its headers; a provider may have others
    named = STANDARD_HEADERS if row.verify == "standard_webhooks" else {}
    keys = _operation(provider, row.jwks).constant if row.jwks else ""
    headers = {role: name.lower() for role, name in {**named, **row.headers}.items()}
    tolerance = 300.0 if row.tolerance_seconds is None else float(row.tolerance_seconds)
    return Webhook(row.verify, row.secret or "", keys, tolerance, tuple(headers.items()))
