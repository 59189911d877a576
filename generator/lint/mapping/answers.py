"""Answers: every field of a job has a row, every property is read or ignored, and what is read fits.

| code | refused |
|---|---|
| MAP102 | an answer or field that does not exist |
| MAP103 | a row that names no way to read, or several |
| MAP104 | a path that no answer has |
| MAP111 | a field of a generation without a row |
| MAP112 | a field of a video without a row |
| MAP113 | an answer, or a property of one, that is neither read nor ignored with a reason, or both |
| MAP304 | an operator that does not lead from the property to the field |
| MAP306 | a property of another kind than the field |
| MAP307 | an instant without its unit, a cost without its currency |
| MAP401 | a status word of an answer without a row |
| MAP402 | a status that does not exist |
| MAP404 | a job whose status is never read |
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from generator.diagnostics import Diagnostic, excerpt, nearest
from generator.lint import contract
from generator.lint.json_paths import items, same_value, walk
from generator.lint.mapping.subject import Subject
from generator.lint.mapping.wire import read
from generator.load.client_table import CallbackCall, Unsupported
from generator.load.document import join_pointer
from generator.load.mapping_table import Constant, FromHeader, FromWords, Reader, UnixOperator
from generator.load.normalized import AnswerField

_TYPES = {
    "text": {"string"},
    "url": {"string"},
    "status": {"string"},
    "int": {"integer"},
    "share": {"number", "integer"},
    "bool": {"boolean"},
    "decimal": {"number", "integer"},
    "cost": {"number", "integer"},
    "instant": set[str](),
}


def check(subject: Subject) -> Iterator[Diagnostic]:
    """All findings about `generation`."""
    yield from _roles(subject)
    yield from _rows(subject, "/generation/fields", subject.normalized.generation, fields(subject), "MAP111")
    yield from _rows(subject, "/generation/videos/fields", subject.normalized.video, videos(subject), "MAP112")
    if "status" in fields(subject) and fields(subject)["status"].from_ is None:
        message = "a job whose status is never read never ends"
        yield subject.find("/generation/fields/status", "MAP404", message, "write from: …")
    yield from _properties(subject)


def fields(subject: Subject) -> Mapping[str, Reader]:
    """The rows of a generation."""
    return subject.table.generation.fields


def videos(subject: Subject) -> Mapping[str, Reader]:
    """The rows of a video."""
    return subject.table.generation.videos.fields


def bodies(subject: Subject) -> dict[str, list[str]]:
    """The schemas of every answer that client.yaml has calls for, by the table's word."""
    jobs = subject.client.jobs
    named = {"submit": jobs.submit, "poll": jobs.poll, "result": jobs.result, "cost": jobs.cost, "list": jobs.list}
    found: dict[str, list[str]] = {}
    for role, call in named.items():
        if call is not None and not isinstance(call, Unsupported):
            found[role] = _success(subject, call.call, contract.JSON)
    if not isinstance(jobs.events, Unsupported):
        found["event"] = _success(subject, jobs.events.call, contract.EVENTS)
    if isinstance(jobs.callback, CallbackCall):
        notices = contract.callback_operations(subject.contract, jobs.callback.name, webhook=jobs.callback.webhook)
        found["callback"] = [body[1] for notice in notices if (body := contract.body(subject.contract, notice))]
    return found


def _success(subject: Subject, call: str, media_type: str) -> list[str]:
    if call not in subject.calls:
        return []
    found = contract.answers(subject.contract, subject.calls[call], success=True)
    return [place for _, media, place in found if media == media_type]


def _roles(subject: Subject) -> Iterator[Diagnostic]:
    known, named = bodies(subject), subject.table.generation.answers
    for role in known:
        if role not in named:
            hint = f"add {role}: {{at: path of the job}}"
            yield subject.find("/generation/answers", "MAP113", f"nobody reads the answer {excerpt(role)}", hint)
    for role, answer in named.items():
        pointer = f"/generation/answers/{role}"
        if role not in known:
            message = f"client.yaml has no call for {excerpt(role)}"
            yield subject.find(pointer, "MAP102", message, f"known: {', '.join(known)}")
        elif answer.at and (problem := walk(subject.contract, known[role], answer.at)).problem:
            yield subject.find(f"{pointer}/at", "MAP104", problem.problem, problem.hint)


def _rows(
    subject: Subject, place: str, known: Mapping[str, AnswerField], rows: Mapping[str, Reader], code: str
) -> Iterator[Diagnostic]:
    for name, field in known.items():
        if name not in rows:
            hint = f'add {name}: {{unsupported: not reported, source: "…"}}, or from: …'
            yield subject.find(place, code, f"the field {excerpt(name)} has no row ({field.doc})", hint)
    for name, row in rows.items():
        pointer = join_pointer(place, name)
        if name not in known:
            yield subject.find(pointer, "MAP102", f"there is no field {excerpt(name)}", nearest(name, known))
            continue
        if sum(value is not None for value in (row.from_, row.derive, row.unsupported)) != 1:
            message = "a row says one of from, derive and unsupported"
            yield subject.find(pointer, "MAP103", message, "keep one")
            continue
        yield from _reader(subject, pointer, known[name], row, is_video="videos" in place)


def _reader(subject: Subject, pointer: str, field: AnswerField, row: Reader, *, is_video: bool) -> Iterator[Diagnostic]:
    if row.derive is not None:
        yield from _derived(subject, pointer, row)
        return
    if row.from_ is None:
        return
    yield from _unit(subject, pointer, field, row)
    found_any, hint = False, ""
    for role, one in readings(subject, row).items():
        if isinstance(one, Constant | FromHeader):
            yield from _apart(subject, pointer, role, one)
            found_any = True
            continue
        path = one.path if isinstance(one, FromWords) else one
        roots = video_places(subject, role) if is_video else jobs(subject, role)
        result = walk(subject.contract, roots, path) if path else None
        if result is not None and result.problem:
            if isinstance(row.from_, dict):
                yield subject.find(f"{pointer}/from", "MAP104", f"{result.problem} in {role}", result.hint)
                found_any = True
            hint = hint or result.hint
            continue
        found_any = True
        schemas = list(result.found) if result is not None else roots
        yield from _kind(subject, pointer, field, row, schemas, role)
        if field.type == "status":
            yield from _words(subject, pointer, one, schemas)
    if not found_any:
        message = f"no answer has {excerpt(row.from_)}"
        yield subject.find(f"{pointer}/from", "MAP104", message, hint or "correct the path, or name the answer")


def readings(subject: Subject, row: Reader) -> Mapping[str, Any]:
    """What a row reads, by answer; one path is tried in every answer."""
    if isinstance(row.from_, dict):
        return {str(role): one for role, one in row.from_.items()}
    return {role: row.from_ for role in subject.table.generation.answers if role in bodies(subject)}


def jobs(subject: Subject, role: str) -> list[str]:
    """The schemas of a job in an answer."""
    answer = subject.table.generation.answers.get(role)  # type: ignore[call-overload]
    roots = bodies(subject).get(role, [])
    return roots if answer is None or not answer.at else list(walk(subject.contract, roots, answer.at).found)


def video_places(subject: Subject, role: str) -> list[str]:
    """The schemas of a video in an answer; none where the table names no place for it."""
    at = subject.table.generation.videos.at
    path = at if isinstance(at, str) else at.get(role)  # type: ignore[call-overload]
    if path is None:
        return []
    return list(walk(subject.contract, jobs(subject, role), path).found) if path else jobs(subject, role)


def _derived(subject: Subject, pointer: str, row: Reader) -> Iterator[Diagnostic]:
    name = row.derive.lifetime_from if row.derive else ""
    known = [one for one, field in subject.normalized.generation.items() if field.type == "instant"]
    if name not in known:
        yield subject.find(f"{pointer}/derive", "MAP102", f"there is no instant {excerpt(name)}", nearest(name, known))
    if subject.client.result.lifetime_seconds is None:
        message = "client.yaml does not say how long a result stays"
        yield subject.find(f"{pointer}/derive", "MAP102", message, "add result.lifetime_seconds there")


def _unit(subject: Subject, pointer: str, field: AnswerField, row: Reader) -> Iterator[Diagnostic]:
    if field.type == "instant" and not (row.via == "iso8601" or isinstance(row.via, UnixOperator)):
        message = "an instant needs its unit"
        yield subject.find(pointer, "MAP307", message, "add via: {unix: s}, {unix: ms} or iso8601")
    if field.type == "cost" and (row.unit is None) is (row.unit_from is None):
        message = "a cost needs what it counts"
        yield subject.find(pointer, "MAP307", message, "add unit: what the provider counts, or unit_from: its path")


def _apart(subject: Subject, pointer: str, role: str, one: Constant | FromHeader) -> Iterator[Diagnostic]:
    if isinstance(one, Constant):
        if one.is_ not in subject.normalized.statuses:
            hint = nearest(one.is_, subject.normalized.statuses)
            yield subject.find(f"{pointer}/from/{role}", "MAP402", f"there is no status {excerpt(one.is_)}", hint)
        return
    call = getattr(getattr(subject.client.jobs, role, None), "call", "")
    known = contract.answer_headers(subject.contract, subject.calls[call]) if call in subject.calls else set()
    if one.header.lower() not in known:
        message = f"the answer {excerpt(role)} has no header {excerpt(one.header)}"
        hint = nearest(one.header.lower(), known) or "declare it among the headers of the answer in openapi.yaml"
        yield subject.find(f"{pointer}/from/{role}", "MAP104", message, hint)


def _kind(
    subject: Subject, pointer: str, field: AnswerField, row: Reader, schemas: list[str], role: str
) -> Iterator[Diagnostic]:
    wires = [read(subject.contract, schema, role, required=False) for schema in schemas]
    types = {name for wire in wires for name in wire.types}
    wanted = {"decimal": {"string", "number", "integer"}, "iso8601": {"string"}}.get(
        row.via if isinstance(row.via, str) else "", {"integer", "number"} if row.via else _TYPES[field.type]
    )
    if types and wanted and not types & wanted:
        code = "MAP304" if row.via else "MAP306"
        shown = " or ".join(sorted(types))
        where = f" ({role})" if isinstance(row.from_, dict) else ""
        message = f"{excerpt(field.type)} cannot be read from {shown}{where}"
        hint = "add via: decimal" if "string" in types and field.type in ("decimal", "cost") else "correct the path"
        if field.type == "instant":
            hint = "write via: iso8601" if "string" in types else "write via: {unix: s} or {unix: ms}"
        yield subject.find(pointer, code, message, hint)


def _words(subject: Subject, pointer: str, one: Any, schemas: list[str]) -> Iterator[Diagnostic]:
    own = one.map if isinstance(one, FromWords) else None
    known = own if own is not None else subject.client.status.map
    wires = [read(subject.contract, schema, "status", required=False) for schema in schemas]
    for word in dict.fromkeys(value for wire in wires for value in wire.values):
        if word not in known:
            where = "the map here" if own is not None else "client.yaml, status.map,"
            message = f"{where} has no row for the documented status {excerpt(word)}"
            yield subject.find(pointer, "MAP401", message, f"add {json.dumps(word)}: … there")
    for word, status in (own or {}).items():
        if status not in subject.normalized.statuses:
            hint = nearest(status, subject.normalized.statuses)
            yield subject.find(pointer, "MAP402", f"{excerpt(word)}: there is no status {excerpt(status)}", hint)


def _properties(subject: Subject) -> Iterator[Diagnostic]:
    """Every property of every answer is read or ignored; nothing is ignored that is not there."""
    used: set[tuple[str, str]] = set()
    for role, roots in bodies(subject).items():
        if role not in subject.table.generation.answers:
            continue
        yield from _Census(subject, role, used).run(roots)
    ignored = subject.table.generation.ignored
    for kind, paths in (("body", ignored.body), ("job", ignored.job)):
        for path in paths:
            if (kind, path) not in used:
                pointer = join_pointer(f"/generation/ignored/{kind}", path)
                message = f"{excerpt(path)} is ignored, but no answer has it, or a row reads it"
                yield subject.find(pointer, "MAP113", message, "remove it")


class _Census:
    """Goes through one answer. A path that is read or ignored is not gone into."""

    def __init__(self, subject: Subject, role: str, used: set[tuple[str, str]]) -> None:
        self.subject, self.role, self.used = subject, role, used
        self.at = subject.table.generation.answers[role].at  # type: ignore[index]
        self.read = _read_paths(subject, role)

    def run(self, roots: list[str]) -> Iterator[Diagnostic]:
        for root in roots:
            yield from self._object("", root, frozenset())

    def _object(self, path: str, schema: str, above: frozenset[str]) -> Iterator[Diagnostic]:
        names: dict[str, list[str]] = {}
        for place in same_value(self.subject.contract, schema):
            node = contract.mapping(contract.at(self.subject.contract, place))
            for name in contract.mapping(node.get("properties")) if place not in above else ():
                names.setdefault(name, []).append(join_pointer(place, "properties", name))
            above |= {place}
        for name, places in names.items():
            for place in places:
                yield from self._member(f"{path}.{name}" if path else name, place, above)

    def _member(self, path: str, schema: str, above: frozenset[str]) -> Iterator[Diagnostic]:
        inner = list(items(self.subject.contract, [schema]))
        path = f"{path}[]" if inner else path
        if self._is_accounted(path):
            return
        if any(known == path or known.startswith((f"{path}.", f"{path}[]")) for known in (*self.read, self.at)):
            for place in inner or [schema]:
                yield from self._object(path, place, above)
            return
        inside = self._from_job(path)
        shown = path if inside is None else inside
        hint = f"add {shown}: why, under generation.ignored.{'body' if inside is None else 'job'}"
        message = f"{excerpt(path)} of the answer {excerpt(self.role)} is neither read nor ignored"
        pointer = f"/generation/answers/{self.role}"
        yield self.subject.find(pointer, "MAP113", message, hint)

    def _from_job(self, path: str) -> str | None:
        if not self.at:
            return path
        return path.removeprefix(f"{self.at}.") if path.startswith(f"{self.at}.") else None

    def _is_accounted(self, path: str) -> bool:
        ignored = self.subject.table.generation.ignored
        plain = path.removesuffix("[]")
        inside = self._from_job(path)
        if path in self.read and path != self.at:
            return True
        for kind, paths, names in (
            ("body", ignored.body, (path, plain)),
            ("job", ignored.job, () if inside is None else (inside, inside.removesuffix("[]"))),
        ):
            for name in names:
                if name in paths:
                    self.used.add((kind, name))
                    return True
        return False


def _read_paths(subject: Subject, role: str) -> set[str]:
    """The paths, from the body's root, that rows read of an answer."""
    found: set[str] = set()
    at = subject.table.generation.answers[role].at  # type: ignore[index]
    listed = subject.table.generation.videos.at
    video = listed if isinstance(listed, str) else listed.get(role)  # type: ignore[call-overload]
    for rows, base in ((fields(subject), at), (videos(subject), _join(at, video) if video is not None else None)):
        for row in rows.values() if base is not None else ():
            one = readings(subject, row).get(role) if row.from_ is not None else None
            own = one.path if isinstance(one, FromWords) else one
            for path in (own, row.unit_from):
                if isinstance(path, str):
                    found.add(_join(base or "", path))
    return found


def _join(base: str, path: str) -> str:
    return f"{base}.{path}" if base and path else base or path
