"""The calls of a contract, matched across two: by method, and by path whatever its placeholders are called."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from generator.load.document import join_pointer
from generator.review.wire.contract import Contract, mapping, sequence

METHODS = ("get", "put", "post", "delete", "options", "head", "patch", "trace")
_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")


@dataclass(frozen=True, slots=True)
class Operation:
    """One call. `pointer` leads to it, `item` to its path item, both behind any `$ref`."""

    path: str
    method: str
    pointer: str
    item: str
    node: dict[str, Any]

    @property
    def name(self) -> str:
        """How a reader names it: `POST /v1/videos`."""
        return f"{self.method.upper()} {self.path}"


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter as a call takes it. `shared`: it stands at the path, for all its calls."""

    location: str
    name: str
    pointer: str
    node: dict[str, Any]
    shared: bool


def path_key(path: str) -> str:
    """A path without the names of its placeholders, which are no business of the wire."""
    return _PLACEHOLDER.sub("{}", path)


def operations(contract: Contract, pointer: str, items: Any) -> dict[tuple[str, str], Operation]:
    """The calls of path items, by path and method."""
    found: dict[tuple[str, str], Operation] = {}
    for path in mapping(items):
        if path.startswith("x-"):
            continue
        item, node = contract.resolved(join_pointer(pointer, path))
        for operation in _of_item(contract, path, item, node):
            found[path_key(path), operation.method] = operation
    return found


def _of_item(contract: Contract, path: str, item: str, node: Any) -> Iterator[Operation]:
    for method in METHODS:
        pointer, operation = contract.child(item, node, method)
        if isinstance(operation, dict):
            yield Operation(path, method, pointer, item, operation)


def parameters(contract: Contract, operation: Operation) -> dict[tuple[str, str], Parameter]:
    """The parameters of a call by place and name; those of a path by their position there, those of a header in small letters."""
    found: dict[tuple[str, str], Parameter] = {}
    order = _PLACEHOLDER.findall(operation.path)
    for owner, shared in ((operation.item, True), (operation.pointer, False)):
        listed = sequence(mapping(contract.at(owner)).get("parameters"))
        for index in range(len(listed)):
            pointer, node = contract.resolved(join_pointer(owner, "parameters", index))
            location, name = mapping(node).get("in"), mapping(node).get("name")
            if isinstance(location, str) and isinstance(name, str) and location != "body":
                identity = name.lower() if location == "header" else name
                if location == "path" and name in order:
                    identity = str(order.index(name))
                found[location, identity] = Parameter(location, name, pointer, node, shared)
    return found


def schema_pointer(contract: Contract, pointer: str, node: Any) -> str:
    """Where the schema of a parameter, header or media type stands; "" when it has none."""
    members = mapping(node)
    if "schema" in members:
        return join_pointer(pointer, "schema")
    for media_type, value in mapping(members.get("content")).items():
        if isinstance(value, dict) and "schema" in value:
            return join_pointer(pointer, "content", media_type, "schema")
    return ""
