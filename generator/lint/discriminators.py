"""A discriminator is honoured as what it is, a remark: what it says must follow from the branches themselves.

| code | refused |
|---|---|
| SCH013 | a discriminator that does not tell the branches apart |
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from generator.diagnostics import Diagnostic, excerpt
from generator.lint.contract import mapping, resolved, sequence
from generator.lint.findings import error
from generator.lint.nodes import Node
from generator.load.document import Document, join_pointer

_HINT = "every branch of the oneOf requires the property, with a const or enum of its own; leave mapping out"


def check(document: Document, nodes: list[Node]) -> Iterator[Diagnostic]:
    """All SCH013 findings."""
    for node in nodes:
        if node.kind == "schema" and "discriminator" in mapping(node.value):
            message = _problem(document, node)
            if message:
                yield error(document, join_pointer(node.pointer, "discriminator"), "SCH013", message, _HINT)


def _problem(document: Document, node: Node) -> str:
    told = mapping(node.value["discriminator"])
    keyword = next((key for key in ("oneOf", "anyOf") if key in node.value), "")
    if set(told) != {"propertyName"} or not keyword:
        return "a discriminator stands beside oneOf or anyOf and says propertyName, nothing else"
    seen: list[Any] = []
    for index in range(len(sequence(node.value[keyword]))):
        values = _tags(document, join_pointer(node.pointer, keyword, str(index)), str(told["propertyName"]))
        if not values or any(value in seen for value in values):
            return f"branch {index + 1} does not require {excerpt(told['propertyName'])} with values of its own"
        seen.extend(values)
    return ""


def _tags(document: Document, pointer: str, name: str) -> list[Any]:
    pointer, branch = resolved(document, pointer)
    if name not in sequence(mapping(branch).get("required")) or name not in mapping(mapping(branch).get("properties")):
        return []
    _, member = resolved(document, join_pointer(pointer, "properties", name))
    return [mapping(member)["const"]] if "const" in mapping(member) else list(sequence(mapping(member).get("enum")))
