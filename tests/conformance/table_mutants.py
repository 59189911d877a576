"""Mistakes one could make in a table: each a small change of `mapping.yaml` or `client.yaml` that changes what it says."""

from __future__ import annotations

import copy
import itertools
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from tests.conformance import changes
from tests.conformance.changes import File, Path

Edit = tuple[Path, Any]
Found = Iterator[tuple[str, list[Edit]]]
GONE = object()
OTHER_STATUS = {
    "queued": "running",
    "running": "succeeded",
    "succeeded": "failed",
    "failed": "succeeded",
    "canceled": "failed",
}
OTHER_VALUE = {"standard": "high", "16:9": "9:16", "720p": "1080p"}
FATES = ("to", "with", "joint", "route", "fixed", "follows", "unsupported")
CONDITIONS = ("code", "type", "http", "text", "header")


@dataclass(frozen=True)
class TableMutant:
    """One change: its kind, and the edits (path, and a new value, GONE, or a one-tuple of an item to insert)."""

    provider: str
    file: File
    kind: str
    edits: tuple[Edit, ...]

    @property
    def where(self) -> str:
        """The place of the change."""
        return ", ".join(".".join(map(str, path)) for path, _ in self.edits)

    def data(self) -> Any:
        """The changed data of the whole file."""
        data = changes.table(self.provider, self.file)
        for (*above, key), value in self.edits:
            node = changes.at(data, tuple(above))
            if value is GONE:
                del node[key]
            elif isinstance(node, list) and isinstance(value, tuple):
                node.insert(key, copy.deepcopy(value[0]))
            else:
                node[key] = copy.deepcopy(value)
        return data


def table_mutants(provider: str) -> Iterator[TableMutant]:
    """All mutants of a provider's two tables."""
    makers: dict[File, tuple[Callable[[Any], Found], ...]] = {
        "mapping": (_models, _request, _natives, _joints, _assets, _answers, _ignored),
        "client": (_statuses, _errors, _rest),
    }
    for file, functions in makers.items():
        data = changes.table(provider, file)
        for function in functions:
            for kind, edits in function(data):
                yield TableMutant(provider, file, kind, tuple(edits))


# Facts about models


def _models(data: Any) -> Found:
    rows = data["models"]["rows"]
    for index, row in enumerate(rows):
        place: Path = ("models", "rows", index)
        yield "model row removed", [(place, GONE)]
        for name, value in row.items():
            other = next((at for at, one in enumerate(rows) if one[name] != value), None)
            if isinstance(value, bool):
                yield "fact flipped", [((*place, name), not value)]
            elif name != "source" and other is not None:
                edits: list[Edit] = [((*place, name), rows[other][name]), (("models", "rows", other, name), value)]
                yield "column value swapped between two models", edits
            if isinstance(value, list) and value:
                yield "value of a column lost", [((*place, name), value[:-1])]


# Requests


def _fates(data: Any) -> Iterator[tuple[Path, str, Any]]:
    for name, row in data["request"].items():
        cases = row.get("cases")
        for index, fate in enumerate(cases or [row]):
            yield ("request", name, "cases", index) if cases else ("request", name), name, fate


def _request(data: Any) -> Found:
    found = list(_fates(data))
    for place, name, fate in found:
        yield from _fate(place, fate)
        yield from _grade(place, name, fate)
        yield from _values(place, fate)
        yield from _guard(data, place, fate)
    plain = [(place, fate) for place, _, fate in found if isinstance(fate.get("to"), str) and "in" not in fate]
    for (one, a), (two, b) in itertools.combinations(plain, 2):
        if a.get("via") == b.get("via"):
            yield "path to a sibling of the same type", [((*one, "to"), b["to"]), ((*two, "to"), a["to"])]


def _fate(place: Path, fate: Any) -> Found:
    for word in FATES:
        if word in fate:
            yield "fate removed", [((*place, word), GONE)]
    if "to" in fate:
        guard = {"when": fate["when"]} if "when" in fate else {}
        yield "a way becomes unsupported", [(place, {**guard, "unsupported": "no", "source": "[own] no"})]
    if isinstance(fate.get("to"), dict):
        swapped = dict(zip(fate["to"], reversed(fate["to"].values()), strict=True))
        yield "parts of a picture swapped", [((*place, "to"), swapped)]
    if "follows" in fate:
        yield "follows another", [((*place, "follows"), "end_frame")]


def _grade(place: Path, name: str, fate: Any) -> Found:
    weight = changes.normalized_data()["request"][name]["weight"]
    if fate.keys() & {"to", "joint", "unsupported", "fixed", "follows"}:
        yield "weight changed", [((*place, "weight"), "advisory" if weight != "advisory" else "transport")]
    if fate.keys() & {"unsupported", "fixed", "follows"}:
        yield "basis changed", [((*place, "basis"), "documented" if fate.get("basis") else "assumed")]


def _values(place: Path, fate: Any) -> Found:
    if "via" in fate:
        yield "operator (unit, table, form) dropped", [((*place, "via"), GONE)]
        yield from _table((*place, "via", 0, "table"), fate["via"][0])
    for word in ("within", "absent_means", "fill"):
        if word in fate:
            yield f"{word} removed", [((*place, word), GONE)]
    for word in ("absent_means", "fill", "fixed"):
        if word in fate:
            yield f"{word} changed", [((*place, word), _other(fate[word]))]


def _table(at: Path, operator: Any) -> Found:
    if isinstance(operator, dict) and "table" in operator:
        (first, one), (second, two) = operator["table"].items()
        yield "two values of a table swapped", [((*at, first), two), ((*at, second), one)]
        yield "table not injective", [((*at, first), two)]
        yield "row of a table removed", [((*at, second), GONE)]


def _guard(data: Any, place: Path, fate: Any) -> Found:
    for atom, wanted in fate.get("when", {}).items():
        if isinstance(wanted, bool):
            yield "guard flipped", [((*place, "when", atom), not wanted)]
        elif isinstance(wanted, list):
            yield "model left out of a guard", [((*place, "when", atom), wanted[1:])]
    if "when" in fate and place[-1] == 0:
        yield "case removed", [(place, GONE)]
        second = (*place[:-1], 1, "when")
        other = changes.at(data, second)
        yield "guards of two cases swapped", [((*place, "when"), other), (second, fate["when"])]


def _other(value: Any) -> Any:
    if isinstance(value, dict):
        return 5
    if isinstance(value, bool):
        return not value
    if isinstance(value, int):
        return 10 if value == 5 else value + 1
    return (
        value / 2 if isinstance(value, float) else OTHER_VALUE.get(value, "kling-1.5" if "-" in value else f"{value} x")
    )


# Options, joint tables, pictures


def _natives(data: Any) -> Found:
    rows = data.get("native", {})
    for name, row in rows.items():
        yield "native row removed", [(("native", name), GONE)]
        yield "native row in another place", [(("native", name, "in"), "body" if row.get("in") else "query")]
    for (one, a), (two, b) in itertools.pairwise(rows.items()):
        yield "names of two options clash", [(("native", two, "as"), a.get("as", one.lower()))]
        names = [_option(one, a), _option(two, b)]
        if all(names):
            yield "names of two options swapped", [(("native", one, "as"), names[1]), (("native", two, "as"), names[0])]


def _option(name: str, row: Any) -> str | None:
    found = row.get("as", name)
    return found if isinstance(found, str) and found.islower() and found.isidentifier() else None


def _joints(data: Any) -> Found:
    for name, joint in data.get("joint", {}).items():
        rows = joint["rows"]
        for index, row in enumerate(rows):
            place: Path = ("joint", name, "rows", index)
            yield "joint row removed", [(place, GONE)]
            yield "model left out of a joint row", [((*place, "models"), row["models"][1:])]
            yield "basis changed", [((*place, "basis"), "documented")]
            for column, value in enumerate(row["wire"]):
                if isinstance(value, int):
                    yield "size off by one", [((*place, "wire", column), value + 1)]
        for index, (one, two) in enumerate(itertools.pairwise(rows)):
            if one["wire"] != two["wire"]:
                at: Path = ("joint", name, "rows")
                edits: list[Edit] = [((*at, index, "wire"), two["wire"]), ((*at, index + 1, "wire"), one["wire"])]
                yield "wire values of two joint rows swapped", edits


def _assets(data: Any) -> Found:
    for name, profile in data["assets"].items():
        place: Path = ("assets", name)
        for form in ("url", "bytes", "stored"):
            yield "asset form removed", [((*place, form), GONE)]
            if not (isinstance(profile[form], dict) and "refused" in profile[form]):
                yield "asset form refused", [((*place, form), {"refused": "no"})]
        inline = profile["bytes"].get("inline") if isinstance(profile["bytes"], dict) else None
        if inline:
            yield "form of bytes changed", [((*place, "bytes", "inline"), {"base64": "data_uri"}.get(inline, "base64"))]
            for index in range(len(profile.get("media", ()))):
                yield "media type lost", [((*place, "media", index), GONE)]
        if "max_bytes" in profile and inline:
            yield "bound off by one", [((*place, "max_bytes"), profile["max_bytes"] - 1)]
            yield "bound removed", [((*place, "max_bytes"), GONE)]
        if isinstance(profile["stored"], dict) and "kinds" in profile["stored"]:
            kinds = profile["stored"]["kinds"]
            swapped = dict(zip(kinds, reversed(kinds.values()), strict=True))
            yield "two values of a table swapped", [((*place, "stored", "kinds"), swapped)]


# Answers


def _readers(data: Any) -> Iterator[tuple[Path, Any]]:
    for section in (("generation", "fields"), ("generation", "videos", "fields")):
        for path in changes.rows(data, section):
            yield path, changes.at(data, path)


def _answers(data: Any) -> Found:
    ways = [row["at"] for row in data["generation"]["answers"].values()]
    for role, row in data["generation"]["answers"].items():
        yield "answer removed", [(("generation", "answers", role), GONE)]
        other = next((way for way in ways if way != row["at"]), None)
        if other is not None:
            yield "job read elsewhere", [(("generation", "answers", role, "at"), other)]
    found = list(_readers(data))
    for place, row in found:
        yield "reader removed", [(place, GONE)]
        if "unsupported" not in row:
            yield "a read field becomes unsupported", [(place, {"unsupported": "no", "source": "[own] no"})]
        yield from _reader(place, row)
    for (one, a), (two, b) in itertools.combinations([pair for pair in found if "from" in pair[1]], 2):
        if a.get("via") == b.get("via") and one[:-1] == two[:-1] and a["from"] != b["from"]:
            yield "readers of two properties swapped", [((*one, "from"), b["from"]), ((*two, "from"), a["from"])]
            yield "two readers of one property", [((*one, "from"), b["from"])]


def _reader(place: Path, row: Any) -> Found:
    via = row.get("via")
    if via is not None:
        yield "unit of an answer dropped", [((*place, "via"), GONE)]
    if isinstance(via, dict):
        yield "ms read as s, or s as ms", [((*place, "via", "unix"), {"ms": "s", "s": "ms"}[via["unix"]])]
    if "unit" in row:
        yield "unit of a cost changed", [((*place, "unit"), "euros")]
    if "derive" in row:
        yield "lifetime counted from elsewhere", [((*place, "derive", "lifetime_from"), "created_at")]
    for role, one in row["from"].items() if isinstance(row.get("from"), dict) else ():
        at = (*place, "from", role)
        yield "answer left out of a reader", [(at, GONE)]
        if isinstance(one, dict) and "is" in one:
            yield "constant status moved", [((*at, "is"), OTHER_STATUS[one["is"]])]
        for word, status in one.get("map", {}).items() if isinstance(one, dict) else ():
            yield "status moved", [((*at, "map", word), OTHER_STATUS[status])]


def _ignored(data: Any) -> Found:
    ignored = data["generation"].get("ignored", {})
    for kind in ("body", "job"):
        for path in changes.rows(data, ("generation", "ignored", kind)):
            yield "ignored row removed", [(path, GONE)]
    for place, row in _readers(data):
        if isinstance(row.get("from"), str) and row["from"]:
            at = data["generation"]["videos"]["at"] if "videos" in place else ""
            base = at if isinstance(at, str) else next(iter(at.values()))
            path = f"{base}.{row['from']}" if base else row["from"]
            more = {**ignored, "job": {**ignored.get("job", {}), path: "nobody needs it"}}
            yield "read property ignored as well", [(("generation", "ignored"), more)]


# client.yaml


def _statuses(data: Any) -> Found:
    for word, status in data["status"]["map"].items():
        yield "status moved", [(("status", "map", word), OTHER_STATUS[status])]
        yield "status row removed", [(("status", "map", word), GONE)]


def _errors(data: Any) -> Found:
    rows = data["errors"]["rows"]
    for index, row in enumerate(rows):
        place: Path = ("errors", "rows", index)
        yield "error row removed", [(place, GONE)]
        yield "kind of an error changed", [((*place, "kind"), "conflict")]
        yield "advice on repeating changed", [((*place, "retry"), "never" if row["retry"] == "backoff" else "backoff")]
        yield "accepted changed", [((*place, "accepted"), "unknown" if row.get("accepted") else "no")]
        for key in (one for one in CONDITIONS if one in row):
            wide = {key: row[key], "kind": "conflict", "retry": "backoff", "source": "[own] wide"}
            yield "error row shadowed by a wider one", [(place, (wide,))]
            yield "condition of an error row dropped", [((*place, key), GONE)]
            if key != "header" and len(row[key]) > 1:
                yield "value of an error row lost", [((*place, key), row[key][1:])]
    for index, (one, two) in enumerate(itertools.pairwise(rows)):
        keys = [set(CONDITIONS) & set(row) for row in (one, two)]
        if (
            keys[0] != keys[1] or len(keys[0]) > 1 or keys[0] == {"text"}
        ):  # else they exclude each other, or the checks say so
            yield "two error rows swapped", [(("errors", "rows", index), two), (("errors", "rows", index + 1), one)]


def _rest(data: Any) -> Found:
    if "envelope" in data:
        yield "envelope's success changed", [(("envelope", "success"), 1)]
        yield "envelope removed", [(("envelope",), GONE)]
    for role in ("code", "type", "message"):
        for index in range(len(data["errors"].get(role, ()))):
            yield "place of an error's word lost", [(("errors", role, index), GONE)]
    lifetime = data.get("result", {}).get("lifetime_seconds")
    if lifetime is not None:
        yield "lifetime changed", [(("result", "lifetime_seconds"), lifetime + 1)]
        yield "lifetime removed", [(("result", "lifetime_seconds"), GONE)]
