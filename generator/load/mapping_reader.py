"""Reads `mapping.yaml` into the table of `mapping_table`. What only one file can tell is judged here."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from generator.diagnostics import Diagnostic, SpecError, excerpt, nearest
from generator.load.document import Document, join_pointer
from generator.load.mapping_table import Column, MappingTable
from generator.load.tables import read_table

_TYPES: dict[str, Callable[[Any], bool]] = {
    "string": lambda value: isinstance(value, str),
    "bool": lambda value: isinstance(value, bool),
    "int": lambda value: value is None or (isinstance(value, int) and not isinstance(value, bool)),
    "ints": lambda value: isinstance(value, tuple) and all(type(item) is int for item in value),
    "strings": lambda value: isinstance(value, tuple) and all(isinstance(item, str) for item in value),
}
_TEXT = Column(type="string", source="the key, or where the row comes from")


def read_mapping(document: Document, provider: str) -> MappingTable:
    """The table of one provider. Raises SpecError (TAB001 to TAB004) with all findings."""
    table = read_table(document, MappingTable)
    found = list(_rows(document, table))
    if table.provider != provider:
        message = f"the provider is {excerpt(table.provider)}, the folder {excerpt(provider)}"
        found.append(Diagnostic(document.at("/provider"), "TAB004", message, "write the folder's name", "/provider"))
    if found:
        raise SpecError(found)
    return table


def _rows(document: Document, table: MappingTable) -> Iterator[Diagnostic]:
    """Every row of `models` has every key and column, of its type, and nothing else."""
    columns: dict[str, Column] = dict.fromkeys((*table.models.key, "source"), _TEXT)
    columns |= table.models.columns
    for index, row in enumerate(table.models.rows):
        place = join_pointer("/models/rows", index)
        for name in columns:
            if name not in row:
                yield _finding(document, place, "TAB002", f"the column '{name}' is missing", f"add '{name}:'")
        for name, value in row.items():
            pointer = join_pointer(place, name)
            if name not in columns:
                hint = nearest(name, columns)
                yield _finding(document, pointer, "TAB001", f"there is no column {excerpt(name)}", hint)
            elif not _TYPES[columns[name].type](value):
                shown = excerpt(list(value) if isinstance(value, tuple) else value)
                yield _finding(document, pointer, "TAB003", f"{shown} is no {columns[name].type} (column {name})")


def _finding(document: Document, pointer: str, code: str, message: str, hint: Any = "") -> Diagnostic:
    return Diagnostic(document.at(pointer), code, message, hint, pointer)
