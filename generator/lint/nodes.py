"""Every node of a contract that has a kind of its own (operation, parameter, schema …), gathered once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from generator.load.document import Document, join_pointer
from generator.load.shape import children

_JUDGING = frozenset(("not", "if", "then", "else", "contains"))


@dataclass(frozen=True, slots=True)
class Node:
    """A node by its position. `member` is the name it has in its parent; `is_rule`: a schema that judges a
    value which another one declares."""

    pointer: str
    kind: str
    value: Any
    member: str = ""
    is_rule: bool = False


def gather(document: Document) -> list[Node]:
    """All nodes in document order; what stands behind a `$ref` is visited where it stands."""
    found: list[Node] = []
    pending = [Node("", "root", document.data)]
    while pending:
        node = pending.pop()
        found.append(node)
        below = [_child(node, path, kind, value) for path, kind, value in children(node.kind, node.value)]
        pending.extend(reversed(below))
    return found


def _child(node: Node, path: tuple[str | int, ...], kind: str, value: Any) -> Node:
    member = str(path[0])
    is_rule = node.is_rule
    if node.kind == "schema" and kind == "schema":
        is_rule = is_rule or member in _JUDGING or (member == "allOf" and not is_composition(value))
    return Node(join_pointer(node.pointer, *path), kind, value, member, is_rule)


def is_composition(entry: Any) -> bool:
    """Whether an `allOf` entry adds properties (a `$ref`, or an object with properties) rather than a rule."""
    return isinstance(entry, dict) and ("$ref" in entry or (entry.get("type") == "object" and "properties" in entry))
