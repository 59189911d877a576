"""One side of a comparison: a contract's nodes by pointer, and its schemas as they are compared."""

from __future__ import annotations

from typing import Any
from urllib.parse import unquote

from generator.load.document import Document, join_pointer, split_pointer
from generator.review.finding import Place, Side
from generator.review.wire.schema import Schema, read_schema

_MOST_REFERENCES = 50


def mapping(value: Any) -> dict[str, Any]:
    """`value` if it is a mapping, else an empty one."""
    return value if isinstance(value, dict) else {}


def sequence(value: Any) -> list[Any]:
    """`value` if it is a list, else an empty one."""
    return value if isinstance(value, list) else []


class Contract:
    """Look-ups in one bundled contract. Bears any data: what is missing or has the wrong shape is None or empty."""

    def __init__(self, document: Document, side: Side) -> None:
        self.document = document
        self.side = side
        self.data = mapping(document.data)
        # 3.0 ignores what stands beside `$ref`; 3.1 does not
        self.is_old = str(self.data.get("openapi", "3.1")).startswith("3.0") or "swagger" in self.data
        self._schemas: dict[str, Schema] = {}
        self._reading: set[str] = set()

    def at(self, pointer: str) -> Any:
        """The node a pointer leads to; None when it leads nowhere."""
        value: Any = self.data
        for segment in split_pointer(pointer):
            if isinstance(value, dict):
                value = value.get(segment)
            elif isinstance(value, list) and segment.isdecimal() and int(segment) < len(value):
                value = value[int(segment)]
            else:
                return None
        return value

    def resolved(self, pointer: str, node: Any = None) -> tuple[str, Any]:
        """(pointer, node) behind any chain of local `$ref`; a reference that leads nowhere stays as it is."""
        node = self.at(pointer) if node is None else node
        for _ in range(_MOST_REFERENCES):
            reference = node.get("$ref") if isinstance(node, dict) else None
            if not isinstance(reference, str) or not reference.startswith("#"):
                break
            target = unquote(reference[1:])
            found = self.at(target)
            if found is None or target == pointer:
                break
            pointer, node = target, found
        return pointer, node

    def child(self, pointer: str, node: Any, *steps: str | int) -> tuple[str, Any]:
        """A member of a node, resolved; ("", None) when there is none."""
        for step in steps:
            node = mapping(node).get(str(step)) if not isinstance(node, list) else node[int(step)]
            pointer = join_pointer(pointer, step)
        return self.resolved(pointer, node) if node is not None else ("", None)

    def members(self, pointer: str, node: Any, name: str) -> dict[str, tuple[str, Any]]:
        """The resolved members of a mapping below a node, by key."""
        here = join_pointer(pointer, name)
        below = mapping(mapping(node).get(name))
        return {key: self.resolved(join_pointer(here, key), value) for key, value in below.items() if value is not None}

    def schema(self, pointer: str) -> Schema:
        """The schema at a pointer, as it is compared. One that is part of itself is, inside itself, what it says alone."""
        found = self._schemas.get(pointer)
        if found is None and pointer in self._reading:
            return read_schema(self, pointer, alone=True)
        if found is None:
            self._reading.add(pointer)
            found = self._schemas[pointer] = read_schema(self, pointer)
            self._reading.discard(pointer)
        return found

    def place(self, pointer: str) -> Place:
        """Where a node stands in its file."""
        position = self.document.at(pointer)
        file = position.file.removeprefix(self.document.prefix)
        return Place(self.side, file, position.line, position.column, pointer)
