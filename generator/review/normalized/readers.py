"""What is read of answers: the fields of a generation and of its videos, and the provider's status words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from generator.load.client_table import ClientTable
from generator.load.mapping_table import Reader
from generator.review.finding import Finding
from generator.review.normalized import wires
from generator.review.normalized.offers import Sides
from generator.review.parts import Files, changed, effect, from_to, sentence


def findings(sides: Sides) -> Iterator[Finding]:
    """Findings about the answers of one provider."""
    old, new = sides.pair.old.mapping, sides.pair.new.mapping
    if old and new:
        yield from _places(sides)
        for path, before, after in (
            (("fields",), old.generation.fields, new.generation.fields),
            (("videos", "fields"), old.generation.videos.fields, new.generation.videos.fields),
        ):
            for name in (name for name in before if name in after):
                yield from _reader(sides, (*path, name), before[name], after[name])


def _places(sides: Sides) -> Iterator[Finding]:
    """Where a job and its videos stand in each answer that both sides have."""
    old, new = (one.mapping.generation for one in (sides.pair.old, sides.pair.new) if one.mapping)
    before = {f"answers · {role}": row.at for role, row in old.answers.items() if role in new.answers}
    after = {f"answers · {role}": row.at for role, row in new.answers.items() if role in old.answers}
    for one in changed({**before, "videos": old.videos.at}, {**after, "videos": new.videos.at}):
        subject = f"{sides.pair.name} · {one.key}"
        path = ("generation", *one.key.split(" · "), "at")
        row = sides.files.seen(subject, *sides.files.where(*path))
        told = (effect("answer-read-otherwise", subject, one.old, one.new),)
        text = sentence(f"where {one.key} stands in an answer {from_to(one.old, one.new)}")
        yield Finding("answer-read-otherwise", sides.pair.name, text, (row,), told)


def _reader(sides: Sides, path: tuple[str, ...], old: Reader, new: Reader) -> Iterator[Finding]:
    was, now = _way(old), _way(new)
    rules = [] if was == now else [_rule(was, now)]
    if was and now and (old.unit, old.unit_from) != (new.unit, new.unit_from):
        rules.append("answer-unit-changed")
    for rule in rules:
        values = (old.unit or old.unit_from, new.unit or new.unit_from) if rule == "answer-unit-changed" else (was, now)
        name = f"{'videos · ' if len(path) == 3 else ''}{path[-1]}"
        subject = f"{sides.pair.name} · {name}"
        row = sides.files.seen(subject, *sides.files.where("generation", *path))
        spots = wires.of_reader(sides.subjects, path[-1], is_video=len(path) == 3)
        text = sentence(f"what {sides.pair.name} tells of {name} {from_to(*values)}")
        told = (effect(rule, subject, *values),)
        yield Finding(rule, sides.pair.name, text, (row, *sides.subjects.seen(spots)), told)


def _rule(old: str | None, new: str | None) -> str:
    if new is None:
        return "answer-no-longer-read"
    return "answer-read" if old is None else "answer-read-otherwise"


def _way(row: Reader) -> str | None:
    """How a field is read; None when it is not."""
    if row.derive is not None:
        return f"{row.derive.lifetime_from} and the lifetime of results"
    if row.from_ is None:
        return None
    found: Any = row.model_dump(mode="json", by_alias=True, include={"from_", "via"}, exclude_none=True)
    said = found["from"] if isinstance(found["from"], str) else _said(found["from"])
    return f"{said} as {_said(found['via'])}" if "via" in found else said


def _said(value: Any) -> str:
    """A mapping in the order of its keys, whatever order the table has."""
    if isinstance(value, dict):
        return ", ".join(f"{key} {_said(inner)}" for key, inner in sorted(value.items()))
    return str(value)


def words(files: Files, old: ClientTable, new: ClientTable) -> Iterator[Finding]:
    """The status words of client.yaml: what the provider says, and what it means here."""
    found: list[tuple[str, str, tuple[str, ...], Any, Any]] = []
    for one in changed(old.status.map, new.status.map):
        known = {(True, False): "status-word-added", (False, True): "status-word-removed"}
        rule = known.get((one.old is None, one.new is None), "status-word-changed")
        found.append((rule, f"the status word {one.key}", ("status", "map", one.key), one.old, one.new))
    for name in ("path", "failure", "expect"):
        values = getattr(old.status, name), getattr(new.status, name)
        if values[0] != values[1]:
            found.append(("status-reading-changed", f"status.{name}", ("status", name), *values))
    for rule, what, path, was, now in found:
        subject = f"{files.provider} · {' · '.join(path)}"
        row = files.seen(subject, *files.where(*path))
        text = sentence(f"{what} of {files.provider} {from_to(was, now)}")
        yield Finding(rule, files.provider, text, (row,), (effect(rule, subject, was, now),))
