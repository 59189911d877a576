"""Contracts read for comparing only: whatever YAML and OpenAPI 3.x allow, also what the strict reader and lint refuse.

Two contracts that cannot be generated from can still be compared on the wire: keys that are numbers, dates, anchors, merge
keys and duplicate keys are read as most readers do. What is no YAML at all, or no mapping, is refused as always.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import yaml

from generator.diagnostics import Diagnostic, Position, SpecError
from generator.load.document import Document, Mark
from generator.load.references import bundle
from generator.load.scalars import ScalarError, resolve
from generator.load.yaml_tree import MOST_LEVELS, MOST_NODES

_TEXT_TAG = "tag:yaml.org,2002:str"
_OTHER_TAGS = frozenset(f"tag:yaml.org,2002:{name}" for name in ("bool", "int", "float", "null"))
_WORDS = {"yes": True, "no": False, "on": True, "off": False}


def load_contract_leniently(path: Path) -> Document:
    """One contract file with what its `$ref`s reach beside it. Raises SpecError when it cannot be read at all."""
    root = path.parent

    def read(name: str) -> bytes | None:
        file = root / name
        return file.read_bytes() if file.is_file() else None

    return read_leniently(path.name, read)


def read_leniently(name: str, read: Callable[[str], bytes | None], prefix: str = "") -> Document:
    """A contract by its name below some root; `read` gives the bytes of a file by its name, or None.

    References to other files are bundled where the strict bundler can; where it cannot, they stay as they are.
    Raises SpecError (YAML001, YAML008, YAML010, FILE003).
    """
    entry = _document(name, read, prefix)
    try:
        return bundle(
            entry, lambda other: _document(other, read, prefix), lambda other: read(other) is not None
        ).document
    except SpecError:
        return entry


def _document(name: str, read: Callable[[str], bytes | None], prefix: str) -> Document:
    raw = read(name)
    file = prefix + name
    if raw is None:
        raise SpecError([Diagnostic(Position(file, 1, 1), "FILE003", "cannot be read: no such file")])
    text = raw.decode("utf-8-sig", errors="replace")
    try:
        node = yaml.compose(text, Loader=yaml.CSafeLoader)
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        return _json_document(text, name, prefix, error)
    data, mark = _Reader(file).read(node) if node is not None else (None, Mark(file, 1, 1))
    if not isinstance(data, dict):
        raise SpecError([Diagnostic(Position(file, 1, 1), "YAML008", "the root is not a mapping")])
    return Document(name, data, mark, prefix)


def _json_document(text: str, name: str, prefix: str, error: Exception) -> Document:
    """JSON that is no YAML (tabs, say); it has no places but the first line."""
    try:
        data = json.loads(text)
    except (ValueError, RecursionError):
        mark = getattr(error, "problem_mark", None)
        place = Position(prefix + name, mark.line + 1, mark.column + 1) if mark else Position(prefix + name, 1, 1)
        problem = str(getattr(error, "problem", None) or "the text is not YAML")
        raise SpecError([Diagnostic(place, "YAML001", problem)]) from None
    if not isinstance(data, dict):
        raise SpecError([Diagnostic(Position(prefix + name, 1, 1), "YAML008", "the root is not a mapping")])
    return Document(name, data, Mark(prefix + name, 1, 1), prefix)


class _Reader:
    """Builds data and marks from PyYAML's nodes. Aliases are written out, within the strict reader's limits."""

    def __init__(self, file: str) -> None:
        self._file = file
        self._nodes = 0

    def read(self, node: yaml.Node, level: int = 0) -> tuple[Any, Mark]:
        """A node's value and mark. Raises SpecError (YAML010) for what would grow without end."""
        self._nodes += 1
        start = node.start_mark
        mark = Mark(self._file, start.line + 1, start.column + 1)
        if self._nodes > MOST_NODES or level > MOST_LEVELS:
            raise SpecError([Diagnostic(mark.position(), "YAML010", "the file is too large or too deep to compare")])
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, mark, level)
        if isinstance(node, yaml.SequenceNode):
            pairs = [self.read(item, level + 1) for item in node.value]
            mark.children = [child for _, child in pairs]
            return [value for value, _ in pairs], mark
        return _scalar(node), mark

    def _mapping(self, node: yaml.MappingNode, mark: Mark, level: int) -> tuple[dict[str, Any], Mark]:
        data: dict[str, Any] = {}
        marks: dict[str, Mark] = {}
        merged: list[tuple[dict[str, Any], Mark]] = []
        for key_node, value_node in node.value:
            key = str(key_node.value)
            value, below = self.read(value_node, level + 1)
            if key == "<<" and not key_node.style:
                parts = value if isinstance(value, list) else [value]
                merged.extend((part, below) for part in parts if isinstance(part, dict))
                continue
            below.line, below.column = key_node.start_mark.line + 1, key_node.start_mark.column + 1
            data[key], marks[key] = value, below
        for part, below in merged:
            for key, value in part.items():
                if key not in data:
                    data[key], marks[key] = value, below.child(key) or below
        mark.children = marks
        return data, mark


def _scalar(node: yaml.Node) -> Any:
    """A scalar's value. A quoted one is text, unless a tag says what else it is."""
    text = str(node.value)
    if node.tag not in _OTHER_TAGS and (getattr(node, "style", None) or node.tag == _TEXT_TAG):
        return text
    try:
        return resolve(text)
    except ScalarError:
        return _WORDS.get(text.lower(), text)
