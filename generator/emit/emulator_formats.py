"""Where a request has links and numbers of 64 bits: a provider refuses others, a type of ours takes a format for a remark."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from generator.ir.calls import calls
from generator.ir.schemas import Place, properties, resolve
from generator.load.document import Document

_FORMATS: Final = ("uri", "int64")


def formats(document: Document, operation: str) -> list[dict[str, Any]]:
    """The parameters and the properties of the body that have such a format: where they stand, the path, the format."""
    call = next(one for one in calls(document) if one.id == operation)
    found = [
        {"in": parameter.get("in"), "path": parameter.get("name"), "format": format}
        for parameter in call.parameters
        for _, format in _paths(document, parameter.child("schema"), "", ())
    ]
    if call.body is not None:
        found += [
            {"in": "body", "path": path, "format": format} for path, format in _paths(document, call.body, "", ())
        ]
    return found


def _paths(document: Document, place: Place, path: str, seen: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    place = resolve(document, place)
    if place.pointer in seen:
        return
    if place.get("format") in _FORMATS:
        yield path, place.get("format")
    for name, one in properties(document, place).items():
        yield from _paths(document, one, f"{path}.{name}".lstrip("."), (*seen, place.pointer))
    if isinstance(place.get("items"), dict):
        yield from _paths(document, place.child("items"), f"{path}[]", (*seen, place.pointer))
