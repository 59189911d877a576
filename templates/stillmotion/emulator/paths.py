"""Paths through JSON, as the specs write them: `data.task_id`; `[]` behind a name walks every item."""

from __future__ import annotations

from typing import Any


def find(body: Any, path: str) -> list[Any]:
    """Every value at a path; an empty path is the body itself, null counts as nothing."""
    nodes = [body]
    for step in _steps(path):
        name = step.removesuffix("[]")
        nodes = [node[name] for node in nodes if isinstance(node, dict) and node.get(name) is not None]
        if step.endswith("[]"):
            nodes = [item for node in nodes if isinstance(node, list) for item in node]
    return nodes


def first(body: Any, path: str) -> Any:
    """The first value at a path, or None."""
    return next(iter(find(body, path)), None)


def has(body: Any, path: str) -> bool:
    """Whether the last name of a path is there, be it null."""
    parent, name = _parent(path)
    return any(isinstance(node, dict) and name in node for node in find(body, parent))


def put(body: Any, path: str, value: Any) -> None:
    """Set the value at a path, in every item on the way; objects that are missing are made."""
    nodes = [body]
    *way, last = _steps(path)
    for step in way:
        name = step.removesuffix("[]")
        nodes = [_made(node, name) for node in nodes if isinstance(node, dict)]
        if step.endswith("[]"):
            nodes = [item for node in nodes if isinstance(node, list) for item in node]
    for node in nodes:
        if isinstance(node, dict):
            node[last.removesuffix("[]")] = value


def _made(node: dict[str, Any], name: str) -> Any:
    if node.get(name) is None:
        node[name] = {}
    return node[name]


def drop(body: Any, path: str) -> None:
    """Take away what stands at a path."""
    parent, name = _parent(path)
    for node in find(body, parent):
        if isinstance(node, dict):
            node.pop(name, None)


def _parent(path: str) -> tuple[str, str]:
    parent, _, name = path.rpartition(".")
    return parent, name.removesuffix("[]")


def _steps(path: str) -> list[str]:
    return path.split(".") if path else []
