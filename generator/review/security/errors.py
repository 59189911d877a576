"""The error table, row by row of what it matches: a row that lists three codes is three rows here."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from generator.load.client_table import ClientTable, ErrorRow
from generator.load.document import join_pointer
from generator.review.finding import Finding, Occurrence
from generator.review.parts import Files, from_to, shown

_RETRIED = ("backoff", "when_slot_frees")


@dataclass(frozen=True, slots=True)
class Match:
    """What one error looks like; None and () demand nothing."""

    http: int | None
    code: int | str | None
    type: str | None
    text: str | None
    header: tuple[tuple[str, str], ...]

    @property
    def words(self) -> str:
        """As a reader names it: `http 429 · code 1303`."""
        parts = [f"{name} {value}" for name in ("http", "code", "type") if (value := getattr(self, name)) is not None]
        parts += [shown(self.text)] if self.text is not None else []
        return " · ".join([*parts, *(f"{name}: {value}" for name, value in self.header)]) or "any error"


@dataclass(frozen=True, slots=True)
class Row:
    """What one error means, and where the table says so."""

    number: int
    pointer: str
    kind: str
    retry: str
    accepted: str

    @property
    def meaning(self) -> tuple[str, str, str]:
        """What a caller notices of it."""
        return self.kind, self.retry, self.accepted


def findings(files: Files, old: ClientTable, new: ClientTable) -> Iterator[Finding]:
    """Findings about how answers are read as errors."""
    before, after = _rows(old), _rows(new)
    yield from _together(itertools.chain(_changed(files, before, after), _other(files, before, after)))
    yield from _order(files, before, after)
    yield from _reading(files, old, new)


def _rows(client: ClientTable) -> dict[Match, Row]:
    """Every error with the first row that is exactly for it, in the table's order."""
    found: dict[Match, Row] = {}
    for index, row in enumerate(client.errors.rows):
        for match in _matches(row):
            found.setdefault(match, Row(index, join_pointer("/errors/rows", index), row.kind, row.retry, row.accepted))
    return found


def _matches(row: ErrorRow) -> Iterator[Match]:
    header = tuple(sorted((name.lower(), value) for name, value in row.header.items()))
    values = (row.http or (None,), row.code or (None,), row.type or (None,), row.text or (None,))
    for http, code, word, text in itertools.product(*values):
        yield Match(http, code, word, text, header)


def _changed(files: Files, old: dict[Match, Row], new: dict[Match, Row]) -> Iterator[Finding]:
    for match, before in old.items():
        after = new.get(match)
        if after is None:
            continue
        for rule, name in _rules(before, after):
            was, now = getattr(before, name), getattr(after, name)
            yield files.finding(rule, f"{name} {from_to(was, now)}", match.words, before.pointer, after.pointer)


def _rules(old: Row, new: Row) -> Iterator[tuple[str, str]]:
    """The rules that a changed row falls under, with the column that changed."""
    if old.accepted != new.accepted:
        yield "error-row-safe-to-resend" if new.accepted == "no" else "error-row-maybe-accepted", "accepted"
    if old.retry != new.retry:
        waits = (old.retry in _RETRIED, new.retry in _RETRIED)
        rules = {(False, True): "error-row-retried", (True, False): "error-row-not-retried"}
        yield rules.get(waits, "error-row-retry-changed"), "retry"
    if old.kind != new.kind:
        yield "error-row-kind-changed", "kind"


def _other(files: Files, old: dict[Match, Row], new: dict[Match, Row]) -> Iterator[Finding]:
    for match, row in old.items():
        if match not in new:
            text = f"no row says any more that this is {row.kind}, retry {row.retry}"
            yield files.finding("error-row-removed", text, match.words, row.pointer, "/errors/rows")
    for match, row in new.items():
        if match not in old:
            text = f"this is {row.kind} now, retry {row.retry}, accepted {row.accepted}"
            yield files.finding("error-row-added", text, match.words, "/errors/rows", row.pointer)


def _together(found: Iterator[Finding]) -> Iterator[Finding]:
    """Errors of one row with the same change are one finding that names them all."""
    groups: dict[tuple[Any, ...], list[Occurrence]] = {}
    for one in found:
        seen = one.occurrences[0]
        groups.setdefault(
            (one.rule, one.provider, one.text[:1].lower() + one.text[1:], seen.base, seen.head), []
        ).append(seen)
    for (rule, provider, text, *_), seen_by in groups.items():
        names = ", ".join(seen.subject for seen in seen_by)
        yield Finding(rule, provider, f"{names}: {text}", tuple(sorted(seen_by)))


def _order(files: Files, old: dict[Match, Row], new: dict[Match, Row]) -> Iterator[Finding]:
    """Two rows that can both fit an answer, mean different things, and changed places."""
    kept = [match for match in old if match in new]
    for one, other in itertools.combinations(kept, 2):
        turned = (old[one].number - old[other].number) * (new[one].number - new[other].number) < 0
        if turned and new[one].meaning != new[other].meaning and _overlap(one, other):
            first, second = sorted((one, other), key=lambda match: new[match].number)
            text = f"{first.words} is judged before {second.words} now"
            yield files.finding("error-rows-reordered", text, first.words, old[first].pointer, new[first].pointer)
            return  # the first pair shows what happened; a table turned round has hundreds


def _overlap(one: Match, other: Match) -> bool:
    """Whether one answer can fit both. Texts and headers stand beside each other, other values do not."""
    pairs = ((one.http, other.http), (one.code, other.code), (one.type, other.type))
    return all(a is None or b is None or a == b for a, b in pairs)


def _reading(files: Files, old: ClientTable, new: ClientTable) -> Iterator[Finding]:
    for name in ("code", "type", "message", "request_id"):
        before, after = getattr(old.errors, name), getattr(new.errors, name)
        if before != after:
            text = f"where errors.{name} is read {from_to(_plain(before), _plain(after))}"
            yield files.finding("error-reading-changed", text, f"errors · {name}", *files.where("errors", name))
    if _envelope(old) != _envelope(new):
        text = f"what marks success in an answer {from_to(_envelope(old), _envelope(new))}"
        yield files.finding("envelope-changed", text, "envelope", *files.where("envelope"))


def _plain(value: Any) -> Any:
    return value if isinstance(value, tuple) else value.model_dump(exclude_none=True)


def _envelope(client: ClientTable) -> Any:
    return client.envelope.model_dump(exclude={"source"}, exclude_none=True) if client.envelope else None
