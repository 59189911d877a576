"""What models can do, as the module `{provider}/capabilities.py` and as JSON: one set of cells, printed twice."""

from __future__ import annotations

import json
from typing import Any

from generator.emit.text import docstring, pyrepr
from generator.ir.cells import Cell, Range, cells
from generator.ir.converter import Converter
from generator.ir.model import Package, Provider


def capabilities_context(provider: Provider, converter: Converter) -> dict[str, Any]:
    """What `{provider}/capabilities.py` is rendered from: cells alike in all models stand once."""
    models = cells(converter)
    first = models[0][1]
    same = {name: cell for name, cell in first.items() if all(found[name] == cell for _, found in models)}
    return {
        "doc": docstring(f"What the models of {provider.title} can be asked for, made from {converter.source}."),
        "same": [_entry(name, cell) for name, cell in same.items()],
        "models": [
            _own(provider, row.key, [_entry(name, cell) for name, cell in found.items() if name not in same])
            for row, found in models
        ],
        "order": pyrepr(tuple(first)),
    }


def _own(provider: Provider, key: tuple[str, ...], entries: list[str]) -> str:
    model, quality = key[0], key[1] if len(key) == 2 else None
    arguments = f"{pyrepr(provider.name)}, {pyrepr(model)}, {pyrepr(quality)}"
    return f"Capability({arguments}, _cells({{{', '.join(entries)}}})),"


def _entry(name: str, cell: Cell) -> str:
    """The cell of a field as source; what is as it is by itself is not said."""
    usual = Cell(cell.kind)
    arguments = [f"{key}={_literal(value)}" for key, value in _members(cell).items() if value != getattr(usual, key)]
    return f"{pyrepr(name)}: Cell({', '.join([pyrepr(cell.kind), *arguments])})"


def _members(cell: Cell) -> dict[str, Any]:
    names = ("values", "default", "max_length", "required", "note", "basis", "source")
    return {name: getattr(cell, name) for name in names}


def _literal(value: Any) -> str:
    if isinstance(value, Range):
        return f"Range({pyrepr(value.minimum)}, {pyrepr(value.maximum)})"
    return pyrepr(value)


def capabilities_json(package: Package) -> bytes:
    """docs/capabilities.json: by provider its models, each with its cells; docs/capabilities.md says what they mean."""
    found = {one.name: _models(one.converter) for one in package.providers if one.converter}
    return (json.dumps(found, indent=2, sort_keys=True, ensure_ascii=False) + "\n").encode()


def _models(converter: Converter) -> list[dict[str, Any]]:
    return [
        {
            "model": row.key[0],
            "quality": row.key[1] if len(row.key) == 2 else None,
            "fields": {name: _json(cell) for name, cell in found.items()},
        }
        for row, found in cells(converter)
    ]


def _json(cell: Cell) -> dict[str, Any]:
    values = cell.values
    bounds = {"minimum": values.minimum, "maximum": values.maximum} if isinstance(values, Range) else values
    return {"kind": cell.kind, **_members(cell), "values": bounds, "text": cell.text}
