"""A contract as lint asks about it: operations, their parameters, bodies and answers; paths through JSON bodies.

Everything here bears any data: what has the wrong shape is not found.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from generator.load.document import Document, join_pointer, split_pointer

METHODS = ("get", "put", "post", "delete", "patch")
JSON, FORM, EVENTS = "application/json", "multipart/form-data", "text/event-stream"


def mapping(value: Any) -> dict[str, Any]:
    """`value` if it is a mapping, else an empty one."""
    return value if isinstance(value, dict) else {}


def sequence(value: Any) -> list[Any]:
    """`value` if it is a list, else an empty one."""
    return value if isinstance(value, list) else []


def at(document: Document, pointer: str) -> Any:
    """The node a pointer leads to; None when it leads nowhere."""
    value = document.data
    for segment in split_pointer(pointer):
        if isinstance(value, dict):
            value = value.get(segment)
        elif isinstance(value, list) and segment.isdecimal() and int(segment) < len(value):
            value = value[int(segment)]
        else:
            return None
    return value


def resolved(document: Document, pointer: str) -> tuple[str, Any]:
    """(pointer, node) behind any chain of local `$ref`."""
    node = at(document, pointer)
    seen = {pointer}
    while isinstance(node, dict) and isinstance(node.get("$ref"), str) and node["$ref"].startswith("#"):
        pointer = node["$ref"][1:]
        if pointer in seen:
            break
        seen.add(pointer)
        node = at(document, pointer)
    return pointer, node


@dataclass(frozen=True, slots=True)
class Operation:
    """One call. `shared` is the pointer of its path item's own parameters."""

    id: str
    pointer: str
    node: dict[str, Any]
    path: str
    method: str
    shared: str


def operations(document: Document) -> list[Operation]:
    """The calls under `paths`, in document order; callbacks and webhooks are not calls."""
    found: list[Operation] = []
    for path in mapping(mapping(document.data).get("paths")):
        found.extend(path_operations(document, join_pointer("/paths", path), path))
    return found


def path_operations(document: Document, pointer: str, path: str) -> Iterator[Operation]:
    """The operations of one path item, through its `$ref`."""
    pointer, item = resolved(document, pointer)
    for method, node in mapping(item).items():
        if method in METHODS and isinstance(node, dict):
            identity = node.get("operationId")
            shared = join_pointer(pointer, "parameters")
            name = identity if isinstance(identity, str) else ""
            yield Operation(name, join_pointer(pointer, method), node, path, method, shared)


def parameters(document: Document, operation: Operation) -> dict[tuple[str, str], str]:
    """(place, name) of every parameter to its pointer; the operation's own replace those of its path item."""
    found: dict[tuple[str, str], str] = {}
    for pointer in (operation.shared, join_pointer(operation.pointer, "parameters")):
        for index in range(len(sequence(at(document, pointer)))):
            place, node = resolved(document, join_pointer(pointer, index))
            where, name = mapping(node).get("in"), mapping(node).get("name")
            if isinstance(where, str) and isinstance(name, str):
                found[where, name] = place
    return found


def names_in(document: Document, operation: Operation, where: str) -> set[str]:
    """The names of an operation's parameters in one place (`path`, `query`, `header`)."""
    return {name for place, name in parameters(document, operation) if place == where}


def body(document: Document, operation: Operation) -> tuple[str, str] | None:
    """(media type, pointer of the schema) of what is sent; None when nothing is."""
    pointer, node = resolved(document, join_pointer(operation.pointer, "requestBody"))
    for media_type in mapping(mapping(node).get("content")):
        return media_type, join_pointer(pointer, "content", media_type, "schema")
    return None


def answers(document: Document, operation: Operation, *, success: bool) -> Iterator[tuple[str, str, str]]:
    """(status, media type, pointer of the schema) of every answer that is (or is not) a success."""
    for status in mapping(operation.node.get("responses")):
        if status.startswith("2") is not success:
            continue
        pointer, node = resolved(document, join_pointer(operation.pointer, "responses", status))
        for media_type in mapping(mapping(node).get("content")):
            yield status, media_type, join_pointer(pointer, "content", media_type, "schema")


def answer_headers(document: Document, operation: Operation) -> set[str]:
    """The names, in small letters, of all headers any answer of an operation has."""
    found: set[str] = set()
    for status in mapping(operation.node.get("responses")):
        _, node = resolved(document, join_pointer(operation.pointer, "responses", status))
        found.update(name.lower() for name in mapping(mapping(node).get("headers")))
    return found


def callback_operations(document: Document, name: str, *, webhook: bool) -> list[Operation]:
    """The operations of a callback of that name, under any call, or of a webhook."""
    if webhook:
        pointer = join_pointer("/webhooks", name)
        return list(path_operations(document, pointer, name)) if at(document, pointer) is not None else []
    found: list[Operation] = []
    for operation in operations(document):
        place = join_pointer(operation.pointer, "callbacks", name)
        for expression in mapping(at(document, place)):
            found.extend(path_operations(document, join_pointer(place, expression), expression))
    return found
