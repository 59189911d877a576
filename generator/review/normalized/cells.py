"""Cells of the capability matrix: what changed in each, and under which rule that falls."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from generator.ir.cells import GRADES, Range, cells
from generator.ir.cells import Cell as Offered
from generator.ir.converter import Converter, ModelRow
from generator.ir.model import Package
from generator.review.finding import Cell

_RANKS: Final = {"settable": 2, "fixed": 1, "follows": 1, "unsupported": 0}
Matrix = Mapping[tuple[str, ...], tuple[ModelRow, Mapping[str, Offered]]]


def matrix(converter: Converter) -> Matrix:
    """By model, its row of the table and its cells."""
    return {row.key: (row, found) for row, found in cells(converter)}


def label(key: tuple[str, ...]) -> str:
    """A model as a reader names it, with its tier where the table has one."""
    return " ".join(key)


def said(cell: Offered) -> str:
    """A cell as the matrix shows it, with what its text leaves out."""
    more = [
        *(["required"] if cell.required else []),
        *([cell.note] if cell.kind == "settable" and cell.note else []),
        *([cell.basis] if cell.basis != "documented" else []),
    ]
    return ", ".join([cell.text, *more])


def difference(old: Package, new: Package) -> Iterator[Cell]:
    """Every cell that differs, by provider, model and field."""
    before, after = dict(_all(old)), dict(_all(new))
    for key in sorted(before.keys() | after.keys()):
        if before.get(key) != after.get(key):
            yield Cell(*key, before.get(key, ""), after.get(key, ""))


def _all(package: Package) -> Iterator[tuple[tuple[str, str, str], str]]:
    for provider in package.providers:
        for key, (_, found) in (matrix(provider.converter) if provider.converter else {}).items():
            for name, cell in found.items():
                yield (provider.name, label(key), name), said(cell)


def rules(old: Offered, new: Offered, weight: str) -> Iterator[str]:
    """The rules that the change of one cell falls under. An advisory loss is never an error, so it is another rule."""
    kind = "wish" if weight == "advisory" else "row"
    before, after = _RANKS[old.kind], _RANKS[new.kind]
    if before != after:
        yield f"{kind}-became-lossy" if after < before else "row-no-longer-lossy"
    elif new.kind == "settable":
        yield from _settable(old, new, kind)
    elif (old.kind, old.default, _followed(old)) != (new.kind, new.default, _followed(new)):
        yield "row-fixed-changed"
    if old.basis != new.basis and before == after:
        is_stronger = GRADES.index(new.basis) < GRADES.index(old.basis)
        yield "row-evidence-stronger" if is_stronger else "row-evidence-weaker"


def _followed(cell: Offered) -> str:
    """What a cell follows; the reason of one that is not supported is only a text."""
    return cell.note if cell.kind == "follows" else ""


def _settable(old: Offered, new: Offered, kind: str) -> Iterator[str]:
    loses, gains = _values(old.values, new.values)
    longest = tuple(float("inf") if one.max_length is None else one.max_length for one in (old, new))
    if loses or longest[1] < longest[0]:
        yield f"{kind}-narrowed"
    if gains or longest[1] > longest[0]:
        yield "row-widened"
    if old.required != new.required:  # then silence means nothing on one of the sides
        yield "row-became-required" if new.required else "row-no-longer-required"
    elif (type(old.default), old.default) != (type(new.default), new.default):
        yield "row-default-changed"


def _values(old: Any, new: Any) -> tuple[bool, bool]:
    """(whether values are lost, whether there are new ones)."""
    if old == new:
        return False, False
    if isinstance(old, Range) and isinstance(new, Range):
        low = tuple(float("-inf") if one.minimum is None else one.minimum for one in (old, new))
        high = tuple(float("inf") if one.maximum is None else one.maximum for one in (old, new))
        return low[1] > low[0] or high[1] < high[0], low[1] < low[0] or high[1] > high[0]
    if isinstance(old, tuple) and isinstance(new, tuple):
        return any(one not in new for one in old), any(one not in old for one in new)
    if isinstance(old, tuple):
        return not all(_contains(new, one) for one in old), True
    return True, isinstance(new, tuple) and not all(_contains(old, one) for one in new)


def _contains(values: Any, one: Any) -> bool:
    if not isinstance(values, Range) or not isinstance(one, int | float):
        return values is None
    return (values.minimum is None or values.minimum <= one) and (values.maximum is None or one <= values.maximum)
