"""One YAML file as plain data, with the place of every node."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, overload

from generator.diagnostics import Position


class Mark(Mapping[str, Position]):
    """Where a node stands, and the marks of its members. As a mapping: JSON pointer below this node to position.

    A tree instead of a flat dict: it costs no pointer strings to build, and bundling can hang one file's tree into
    another's. Never changed once its document is read.
    """

    __slots__ = ("children", "column", "file", "line")

    def __init__(self, file: str, line: int, column: int, children: dict[str, Mark] | list[Mark] | None = None) -> None:
        self.file = file
        self.line = line
        self.column = column
        self.children = children

    def __reduce__(self) -> tuple[type[Mark], tuple[str, int, int, dict[str, Mark] | list[Mark] | None]]:
        """Passed to another process in half the time that slots would take."""
        return Mark, (self.file, self.line, self.column, self.children)

    def position(self) -> Position:
        """The place of this node itself."""
        return Position(self.file, self.line, self.column)

    def child(self, segment: str) -> Mark | None:
        """The mark of one member or item; None when there is none."""
        if isinstance(self.children, dict):
            return self.children.get(segment)
        if isinstance(self.children, list) and segment.isascii() and segment.isdecimal() and len(segment) < 10:
            index = int(segment)
            return self.children[index] if index < len(self.children) else None
        return None

    def __getitem__(self, pointer: str) -> Position:
        mark: Mark | None = self
        for segment in split_pointer(pointer):
            mark = mark.child(segment) if mark else None
        if mark is None:
            raise KeyError(pointer)
        return mark.position()

    def nearest(self, pointer: str) -> Position:
        """The place of the node at `pointer`, or of its nearest ancestor that has one."""
        mark = self
        for segment in split_pointer(pointer):
            child = mark.child(segment)
            if child is None:
                break
            mark = child
        return mark.position()

    def __iter__(self) -> Iterator[str]:
        pending: list[tuple[str, Mark]] = [("", self)]
        while pending:
            pointer, mark = pending.pop()
            yield pointer
            children = mark.children or ()
            pairs = children.items() if isinstance(children, dict) else enumerate(children)
            pending.extend((join_pointer(pointer, key), child) for key, child in pairs)

    def __len__(self) -> int:
        return sum(1 for _ in self)


@dataclass(frozen=True, slots=True)
class Document:
    """One YAML file, or one contract bundled from several.

    `name` is the path below the specs root ('kling/openapi.yaml'); `data` is plain and treated as immutable;
    `positions` maps each JSON pointer ('' is the root) to the place of the key or item; `prefix` is what stands
    before `name` in the paths shown to the user.
    """

    name: str
    data: Any
    positions: Mapping[str, Position]
    prefix: str = ""

    def at(self, pointer: str) -> Position:
        """The place of a node, or of its nearest known ancestor."""
        if isinstance(self.positions, Mark):
            return self.positions.nearest(pointer)
        while True:
            position = self.positions.get(pointer)
            if position is not None:
                return position
            if not pointer:
                return Position(self.prefix + self.name, 1, 1)
            pointer = pointer.rpartition("/")[0]

    def source(self, pointer: str) -> str:
        """`specs/kling/openapi.yaml:212`: the same wherever the specs root lies, fit for generated code."""
        position = self.at(pointer)
        return f"specs/{position.file.removeprefix(self.prefix)}:{position.line}"


@overload
def join_pointer(pointer: str, *segments: str) -> str: ...
@overload
def join_pointer(pointer: str, *segments: str | int) -> str: ...
def join_pointer(pointer: str, *segments: str | int) -> str:
    """`pointer` with segments added, each escaped as RFC 6901 says."""
    for segment in segments:
        text = segment if isinstance(segment, str) else str(segment)
        if "~" in text or "/" in text:
            text = text.replace("~", "~0").replace("/", "~1")
        pointer = f"{pointer}/{text}"
    return pointer


def split_pointer(pointer: str) -> list[str]:
    """The unescaped segments of a JSON pointer; [] for the root."""
    segments = pointer.split("/")[1:]
    if "~" not in pointer:
        return segments
    return [segment.replace("~1", "/").replace("~0", "~") for segment in segments]
