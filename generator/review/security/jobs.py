"""How long and by what a job is followed: calls by role, deadlines, patience, limits, uploads, lists, results."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from pydantic import BaseModel

from generator.load.client_table import ClientTable, Unsupported
from generator.review.finding import Finding
from generator.review.parts import Files, changed, from_to, shown

_ROLES: Final = ("submit", "poll", "result", "cost", "list", "cancel", "events", "callback")
_TOLD: Final = {"source"}


def findings(files: Files, old: ClientTable, new: ClientTable) -> Iterator[Finding]:
    """Findings about the jobs of one provider."""
    yield from _roles(files, old, new)
    yield from _polling(files, old, new)
    yield from _limits(files, old, new)
    yield from _result(files, old, new)
    yield from _recipes(files, old, new)


def _roles(files: Files, old: ClientTable, new: ClientTable) -> Iterator[Finding]:
    for role in _ROLES:
        before, after = _call(old, role), _call(new, role)
        if before == after:
            continue
        rule = "job-call-changed" if before and after else "job-call-lost" if before else "job-call-gained"
        text = f"jobs.{role} {from_to(before or 'not there', after or 'not there')}"
        yield files.finding(rule, text, f"jobs · {role}", *files.where("jobs", role))


def _call(client: ClientTable, role: str) -> Any:
    call = getattr(client.jobs, role)
    return None if call is None or isinstance(call, Unsupported) else _plain(call)


def _plain(row: BaseModel) -> Any:
    return row.model_dump(mode="json", by_alias=True, exclude=_TOLD, exclude_defaults=True)


def _polling(files: Files, old: ClientTable, new: ClientTable) -> Iterator[Finding]:
    for name in ("first_seconds", "factor", "max_seconds", "deadline_seconds", "not_found_grace_seconds"):
        before, after = getattr(old.polling, name), getattr(new.polling, name)
        if before != after:
            text = f"polling.{name} {from_to(before, after)}"
            rule = _polling_rule(name, before, after)
            yield files.finding(rule, text, f"polling · {name}", *files.where("polling", name))
    if old.status.unknown != new.status.unknown:
        before, after = (one.status.unknown and _plain(one.status.unknown) for one in (old, new))
        text = f"patience with an unknown status {from_to(before, after)}"
        yield files.finding("patience-changed", text, "status · unknown", *files.where("status", "unknown"))


def _polling_rule(name: str, old: float, new: float) -> str:
    if name == "deadline_seconds":
        return "deadline-shortened" if new < old else "deadline-lengthened"
    return "not-found-grace-changed" if name == "not_found_grace_seconds" else "polling-changed"


def _limits(files: Files, old: ClientTable, new: ClientTable) -> Iterator[Finding]:
    before, after = ({(row.what, row.unit): row.value for row in one.limits} for one in (old, new))
    for one in changed(before, after):
        what, unit = one.key
        text = f"the limit {shown(what)} {from_to(one.old, one.new)} {unit}"
        yield files.finding("limit-changed", text, f"limits · {what}", *files.where("limits"))


def _result(files: Files, old: ClientTable, new: ClientTable) -> Iterator[Finding]:
    rules = {"lifetime_seconds": "result-lifetime-changed", "authenticated": "download-credential-changed"}
    for name, rule in rules.items():
        before, after = getattr(old.result, name), getattr(new.result, name)
        if before != after:
            text = f"result.{name} {from_to(before, after)}"
            yield files.finding(rule, text, f"result · {name}", *files.where("result", name))


def _recipes(files: Files, old: ClientTable, new: ClientTable) -> Iterator[Finding]:
    uploads = ({row.call: _plain(row) for row in one.uploads} for one in (old, new))
    for one in changed(*uploads):
        text = f"the upload by {one.key} {from_to(one.old, one.new)}"
        yield files.finding("upload-changed", text, f"uploads · {one.key}", *files.where("uploads"))
    lists = ({name: _plain(row) for name, row in one.paging.items()} for one in (old, new))
    for one in changed(*lists):
        text = f"how {one.key} goes on {from_to(one.old, one.new)}"
        yield files.finding("paging-changed", text, f"paging · {one.key}", *files.where("paging", one.key))
