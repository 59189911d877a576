"""No row of a table is missed silently: each one that is taken away, and each field that comes, fails the checks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

import pytest

from generator.load.normalized import AnswerField, Normalized, RequestField
from tests.conformance import changes
from tests.conformance.changes import File, Path
from tests.support import PROVIDERS

# where rows stand, and the code that says one of them is gone
SECTIONS: dict[tuple[File, Path], str] = {
    ("mapping", ("models", "rows")): "MAP309",
    ("mapping", ("request",)): "MAP101",
    ("mapping", ("native",)): "MAP106",
    ("mapping", ("generation", "answers")): "MAP113",
    ("mapping", ("generation", "fields")): "MAP111",
    ("mapping", ("generation", "videos", "fields")): "MAP112",
    ("mapping", ("generation", "ignored", "body")): "MAP113",
    ("mapping", ("generation", "ignored", "job")): "MAP113",
    ("client", ("status", "map")): "MAP401",
    ("client", ("errors", "rows")): "MAP504",
    ("client", ("errors", "undecided")): "MAP504",
}
FIELDS = {"request": "MAP101", "generation": "MAP111", "video": "MAP112"}


@dataclass(frozen=True)
class Row:
    """One row of one table, and what must be said when it is gone."""

    provider: str
    file: File
    path: Path
    code: str

    def __str__(self) -> str:
        return ".".join(map(str, (self.provider, *self.path)))


def all_rows() -> Iterator[Row]:
    for provider in PROVIDERS:
        for (file, section), code in SECTIONS.items():
            data = changes.table(provider, file)
            for path in changes.rows(data, section):
                if section != ("errors", "rows") or is_documented(provider, changes.at(data, path)):
                    yield Row(provider, file, path, expected(data, path, code))


def expected(data: Any, path: Path, code: str) -> str:
    """The code, but where a row's loss shows elsewhere first: a table needs one model; a repetition reads a header."""
    if path[:-1] == ("models", "rows") and len(data["models"]["rows"]) == 1:
        return "TAB003"
    row = changes.at(data, path)
    if path[:-1] == ("errors", "rows") and row["retry"] == "never" and row.get("header") and row.get("type"):
        return "MAP503"
    return code


def is_documented(provider: str, row: dict[str, Any]) -> bool:
    """Whether an error row has a code or word that the contract lists. What texts and statuses decide is open-ended."""
    words = {*row.get("code", ()), *row.get("type", ())}
    return bool(words) and bool(words & set(listed(changes.provider(provider).contract.data)))


def listed(node: Any) -> Iterator[Any]:
    """Every text and number of every `enum` and `const` of a contract."""
    if isinstance(node, dict):
        for value in (*(node.get("enum") or ()), node.get("const")) if not isinstance(node.get("enum"), dict) else ():
            yield from [value] if isinstance(value, str | int) else []
        for below in node.values():
            yield from listed(below)
    elif isinstance(node, list):
        for below in node:
            yield from listed(below)


@pytest.mark.parametrize("row", list(all_rows()), ids=str)
def test_a_row_that_is_taken_away_is_missed(row: Row) -> None:
    data = changes.table(row.provider, row.file)
    *above, key = row.path
    del changes.at(data, tuple(above))[key]

    found = changes.judged(row.provider, row.file, data)

    assert row.code in {finding.code for finding in found}, [str(finding) for finding in found]
    assert all(finding.position.file.startswith("specs/") and finding.position.line for finding in found)


@pytest.mark.parametrize("provider", PROVIDERS)
def test_the_tables_as_they_are_have_no_finding(provider: str) -> None:
    assert changes.findings(changes.specs(), changes.provider(provider)) == []


@pytest.mark.parametrize("header", ["X-Fal-Retryable", "X-Fal-Needs-Retry", "X-Fal-Request-Timeout-Type"])
def test_a_header_that_decides_nothing_any_more_is_missed(header: str) -> None:
    data = changes.table("fal", "client")
    data["errors"]["rows"] = [row for row in data["errors"]["rows"] if header not in row.get("header", {})]

    found = changes.judged("fal", "client", data)

    assert any(finding.code == "MAP504" and header in finding.message for finding in found)


def with_field(kind: str, name: str) -> Normalized:
    """The normalized model with one field more."""
    normalized = changes.specs().normalized
    assert normalized is not None
    new: Any = (
        RequestField(type="text", weight="advisory", doc="A mood.")
        if kind == "request"
        else AnswerField(type="text", doc="A mood.")
    )
    return normalized.model_copy(update={kind: {**getattr(normalized, kind), name: new}})


def section(kind: str, data: Any) -> dict[str, Any]:
    """The rows of a table for one kind of field."""
    generation = data["generation"]
    found = {"request": data["request"], "generation": generation["fields"], "video": generation["videos"]["fields"]}
    return dict.__getitem__(found, kind)  # type: ignore[no-any-return]


@pytest.mark.parametrize("kind", FIELDS)
def test_a_new_field_is_refused_until_every_table_says_what_becomes_of_it(kind: str) -> None:
    specs = replace(changes.specs(), normalized=with_field(kind, "mood"))
    for provider in PROVIDERS:
        data = changes.table(provider, "mapping")
        found = changes.judged(provider, "mapping", data, specs)
        assert [finding.code for finding in found] == [FIELDS[kind]]
        assert "'mood' has no row (A mood.)" in found[0].message

        section(kind, data)["mood"] = {"unsupported": "no such thing", "source": "[own] a test"}
        assert changes.judged(provider, "mapping", data, specs) == []


@pytest.mark.parametrize("kind", FIELDS)
def test_a_field_that_goes_leaves_no_row_behind(kind: str) -> None:
    normalized = changes.specs().normalized
    assert normalized is not None
    gone = {"request": "seed", "generation": "progress", "video": "fps"}[kind]
    fields = {name: field for name, field in getattr(normalized, kind).items() if name != gone}
    specs = replace(changes.specs(), normalized=normalized.model_copy(update={kind: fields}))
    for provider in PROVIDERS:
        found = changes.judged(provider, "mapping", changes.table(provider, "mapping"), specs)
        assert "MAP102" in {finding.code for finding in found}
