"""Mutants that are the same program, and why. Each reason is judged by the code, the tables and the models; there is no list."""

from __future__ import annotations

import ast
from typing import Any

from stillmotion._runtime.failure import accepted_by_http_status, by_http_status
from tests.conformance import changes, same_code
from tests.conformance.code_mutants import CodeMutant
from tests.conformance.table_mutants import CONDITIONS, TableMutant

GRADES = ("documented", "reported", "assumed")


def reason(mutant: TableMutant | CodeMutant) -> str | None:
    """Why a mutant does what the original does; None when nobody knows."""
    return _of_table(mutant) if isinstance(mutant, TableMutant) else _of_code(mutant)


# Tables


def _of_table(mutant: TableMutant) -> str | None:
    data = changes.table(mutant.provider, mutant.file)
    path = mutant.edits[0][0]
    match mutant.kind:
        case "error row removed" | "value of an error row lost":
            row = changes.at(data, path if mutant.kind == "error row removed" else path[:-1])
            return "the row says what its HTTP statuses say anyway" if _is_plain(row) else None
        case "two error rows swapped":
            one, two = (changes.at(data, place) for place, _ in mutant.edits)
            same = "both rows say the same" if _meaning(one) == _meaning(two) else None
            return same or ("no answer fits both rows" if _exclude(one, two) else None)
        case "basis changed" if path[0] == "joint":
            return (
                "the weakest grade of a model's rows counts, and another row is as weak"
                if _is_weak(data, path)
                else None
            )
        case "weight changed" if "to" in changes.at(data, path[:-1]):
            return "every value can be told: nothing of the field is ever lost"
        case "lifetime changed" | "lifetime removed" if not _derives(mutant.provider):
            return "no answer has a time to count from; the page about the provider shows it"
        case "unit of an answer dropped" if "header" in str(changes.at(data, path[:-1]).get("from")):
            return "a header is text, and a cost in text is read as a number anyway"
    return None


def _is_plain(row: dict[str, Any]) -> bool:
    statuses = row.get("http", ())
    said = [(*by_http_status(status), accepted_by_http_status(status)) for status in statuses]
    return set(CONDITIONS) & set(row) == {"http"} and set(said) == {_meaning(row)}


def _meaning(row: dict[str, Any]) -> tuple[str, ...]:
    return row["kind"], row["retry"], row.get("accepted", "unknown")


def _exclude(one: dict[str, Any], two: dict[str, Any]) -> bool:
    """An answer has one status, one word, and one value of a header."""
    apart = any(key in one and key in two and not set(one[key]) & set(two[key]) for key in ("http", "code", "type"))
    first, second = one.get("header", {}), two.get("header", {})
    return apart or any(second.get(name, value) != value for name, value in first.items())


def _is_weak(data: Any, path: tuple[Any, ...]) -> bool:
    rows = changes.at(data, path[:-2])
    mine = rows[path[-2]]
    others = [row for row in rows if row is not mine]
    return all(
        any(model in row["models"] and _grade(row) >= _grade(mine) for row in others) for model in mine["models"]
    )


def _grade(row: dict[str, Any]) -> int:
    return GRADES.index(row.get("basis", "documented"))


def _derives(provider: str) -> bool:
    readers = changes.table(provider, "mapping")["generation"]["videos"]["fields"].values()
    return any("derive" in row for row in readers)


# Code


def _of_code(mutant: CodeMutant) -> str | None:
    place = same_code.Place.of(mutant)
    return next((why for holds, why in same_code.REASONS if holds(place)), None) or _of_errors(place)


def _of_errors(place: same_code.Place) -> str | None:
    if place.mutant.file != "errors.py":
        return None
    if _says_by_status(place.lost_or_around()):
        return "the row says what its HTTP statuses say anyway"
    return "the text stands in what encloses it, which is read next" if _is_enclosed(place) else None


def _says_by_status(node: ast.If | None) -> bool:
    """`if failure.status …: return Classification(…)` with what `by_http_status` would say."""
    match node:
        case ast.If(
            test=ast.Compare(left=ast.Attribute(attr="status"), comparators=[listed]),
            body=[ast.Return(value=ast.Call(args=[kind, retry, *_], keywords=named))],
        ):
            said = ast.literal_eval(listed)
            accepted = next((ast.literal_eval(one.value) for one in named if one.arg == "accepted"), "unknown")
            meant = (ast.literal_eval(kind), ast.literal_eval(retry), accepted)
            statuses = said if isinstance(said, tuple) else (said,)
            return all((*by_http_status(one), accepted_by_http_status(one)) == meant for one in statuses)
    return False


def _is_enclosed(place: same_code.Place) -> bool:
    """A path of `lower_text` behind which stands a path to what the first leads through, or to the whole text."""
    call = next((one for one in place.above if isinstance(one, ast.Call)), None)
    if call is None or "lower_text" not in ast.unparse(call.func) or not isinstance(place.node, ast.Constant):
        return False
    later = [one.value for one in call.args[call.args.index(place.node) + 1 :] if isinstance(one, ast.Constant)]
    path = place.node.value
    return not later or any(path.split(".")[0].removesuffix("[]") == str(one) for one in later)
