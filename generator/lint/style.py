"""The conventions of specs/README.md that make the generated package readable. Warnings only.

| code | convention |
|---|---|
| STY001 | an operation has an operationId, and it is `<tag>_<method>` |
| STY002 | an operation has exactly one tag, declared with a description |
| STY003 | an operation has a summary and a description |
| STY004 | an operation has a default answer |
| STY005 | an operation says its security, or the document does |
| STY006 | every property and parameter has a description |
| STY007 | object schemas are named components |
| STY008 | object schemas that are sent say additionalProperties |
| STY009 | every component schema cites its source: externalDocs with a description that begins with [seed] or [ext] |
| STY011 | every component schema has a description |
| STY012 | an operation has a success answer |
| STY013 | a schema with properties says type: object |
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from generator.diagnostics import Diagnostic, excerpt
from generator.lint.contract import Operation, at, body, mapping, operations, sequence
from generator.lint.findings import warning
from generator.lint.json_paths import items, same_value
from generator.lint.nodes import Node, is_composition
from generator.load.document import Document, join_pointer

_CITATION = re.compile(r"\[(?:seed|ext)(?::[a-z0-9_ -]+)?\]")


def check(document: Document, nodes: list[Node]) -> Iterator[Diagnostic]:
    """All STY… warnings. Needs a contract that has passed the structural lint."""
    tags = {tag.get("name"): tag for tag in map(mapping, sequence(mapping(document.data).get("tags")))}
    for operation in operations(document):
        yield from _operation(document, operation, tags)
    for node in nodes:
        if node.kind == "parameter" and "$ref" not in mapping(node.value) and not _text(node.value, "description"):
            name = mapping(node.value).get("name")
            yield warning(document, node.pointer, "STY006", f"the parameter {excerpt(name)} has no description")
        elif node.kind == "schema" and not node.is_rule and isinstance(node.value, dict):
            yield from _schema(document, node)
    yield from _requests(document, {node.pointer for node in nodes if node.kind == "schema" and not node.is_rule})


def _text(node: object, key: str) -> str:
    value = mapping(node).get(key)
    return value.strip() if isinstance(value, str) else ""


def _operation(document: Document, operation: Operation, tags: Mapping[Any, Any]) -> Iterator[Diagnostic]:
    named = [tag for tag in sequence(operation.node.get("tags")) if isinstance(tag, str)]
    place = operation.pointer
    if not operation.id:
        hint = "add operationId: <tag>_<method>; until then the method is named after the path"
        yield warning(document, place, "STY001", "an operation without operationId", hint)
    if len(named) != 1:
        yield warning(document, place, "STY002", f"an operation with {len(named)} tags", "give it exactly one")
    elif not _text(tags.get(named[0]), "description"):
        hint = "declare it under the top-level tags"
        yield warning(
            document, join_pointer(place, "tags"), "STY002", f"the tag {excerpt(named[0])} has no description", hint
        )
    elif operation.id and not re.match(rf"{re.escape(named[0])}_[a-z][a-z0-9_]*\Z", operation.id):
        pointer = join_pointer(place, "operationId")
        yield warning(
            document,
            pointer,
            "STY001",
            f"the operationId {excerpt(operation.id)} is not <tag>_<method>",
            f"name it {named[0]}_…, in small letters",
        )
    for key in ("summary", "description"):
        if not _text(operation.node, key):
            yield warning(document, place, "STY003", f"an operation without {key}", f"add {key}:")
    yield from _answers(document, operation)
    if "security" not in operation.node and "security" not in document.data:
        hint = "add security: here or at the root; [] says none"
        yield warning(document, place, "STY005", "an operation that does not say its security", hint)


def _answers(document: Document, operation: Operation) -> Iterator[Diagnostic]:
    documented = mapping(operation.node.get("responses"))
    pointer = join_pointer(operation.pointer, "responses")
    if "default" not in documented:
        yield warning(document, pointer, "STY004", "an operation without a default answer", "add the error answer")
    if not any(status.startswith("2") for status in documented):
        hint = "add its 2xx answer: it is what the method returns"
        yield warning(document, pointer, "STY012", "an operation without a success answer", hint)


def _schema(document: Document, node: Node) -> Iterator[Diagnostic]:
    schema = node.value
    is_component = node.member == "schemas"
    if is_component:
        yield from _component(document, node)
    elif node.member == "properties" and not _text(schema, "description"):
        name = excerpt(node.pointer.rpartition("/")[2])
        yield warning(document, node.pointer, "STY006", f"the property {name} has no description", "say unit and limit")
    if "properties" in schema and not is_component and not (node.member == "allOf" and is_composition(schema)):
        yield warning(document, node.pointer, "STY007", "an object schema without a name", "make it a component")
    if "properties" in schema and "type" not in schema and node.member != "dependentSchemas":
        hint = "add type: object; without it, a value that is no object is valid"
        yield warning(document, node.pointer, "STY013", "properties without a type", hint)


def _component(document: Document, node: Node) -> Iterator[Diagnostic]:
    name = excerpt(node.pointer.rpartition("/")[2])
    docs = mapping(node.value.get("externalDocs"))
    if not _text(node.value, "description"):
        yield warning(document, node.pointer, "STY011", f"the component {name} has no description")
    if not _text(docs, "url") or not _CITATION.match(_text(docs, "description")):
        hint = 'add externalDocs: {url: …, description: "[seed] …"}, or [ext]'
        yield warning(document, node.pointer, "STY009", f"the component {name} does not cite its source", hint)


def _requests(document: Document, declared: set[str]) -> Iterator[Diagnostic]:
    """Every object schema that some operation sends says whether it is closed."""
    pending = [found[1] for operation in operations(document) if (found := body(document, operation))]
    seen: set[str] = set()
    while pending:
        for place in same_value(document, pending.pop()):
            if place in seen or place not in declared:
                continue
            seen.add(place)
            schema = mapping(at(document, place))
            properties = mapping(schema.get("properties"))
            if properties and "additionalProperties" not in schema and "allOf" not in place.split("/")[-2:]:
                yield warning(
                    document,
                    place,
                    "STY008",
                    "an object that is sent does not say additionalProperties",
                    "requests are closed: additionalProperties: false",
                )
            pending.extend(join_pointer(place, "properties", name) for name in properties)
            pending.extend(items(document, [place]))
