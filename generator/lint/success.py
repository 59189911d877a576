"""The success answers of one call: a method returns one type, so they must be one.

| code | refused |
|---|---|
| HTTP008 | success answers of one operation that differ: in schema, in media type, or in having a body at all |
"""

from __future__ import annotations

import json
from collections.abc import Iterator

from generator.diagnostics import Diagnostic
from generator.lint.contract import Operation, at, mapping, operations, resolved
from generator.lint.findings import error
from generator.load.document import Document, join_pointer

_HINT = "give all success answers one media type and one schema, or write an operation for each"


def check(document: Document) -> Iterator[Diagnostic]:
    """All HTTP008 findings. Callbacks are answered by the user, so they are not judged."""
    for operation in operations(document):
        yield from _operation(document, operation)


def _operation(document: Document, operation: Operation) -> Iterator[Diagnostic]:
    first: tuple[str, str, str] | None = None
    for status in mapping(operation.node.get("responses")):
        if not status.startswith("2"):
            continue
        place = join_pointer(operation.pointer, "responses", status)
        pointer, node = resolved(document, place)
        content = mapping(mapping(node).get("content"))
        if len(content) > 1:
            message = f"one answer in several media types: {', '.join(content)}"
            yield error(document, join_pointer(pointer, "content"), "HTTP008", message, _HINT)
            return
        media = next(iter(content), "")
        schema = _identity(document, join_pointer(pointer, "content", media, "schema")) if media else ""
        first = first or (status, media, schema)
        if (media, schema) != first[1:]:
            yield error(document, place, "HTTP008", _difference(first, (status, media, schema)), _HINT)


def _identity(document: Document, pointer: str) -> str:
    """The same text for the same schema, be it named or written out twice."""
    return json.dumps(at(document, resolved(document, pointer)[0]), sort_keys=True)


def _difference(first: tuple[str, str, str], other: tuple[str, str, str]) -> str:
    if first[1] == other[1]:
        return f"the answers {first[0]} and {other[0]} have different schemas"
    one, two = (media or "no body" for _, media, _ in (first, other))
    return f"the answer {first[0]} has {one}, the answer {other[0]} {two}"
