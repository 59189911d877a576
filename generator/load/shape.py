"""Where an OpenAPI 3.1 document holds what: the one map of positions that bundling and lint walk by.

A `$ref` or a keyword means something only in its position: `$ref` inside an example is data. Positions that this
generator refuses (`links`, cookies, `$defs` …) are still in the map, so that what stands in them is found and named.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

ONE, LIST, MAP, MAP_OF_MAP = "one", "list", "map", "map of map"

_PATH_ITEM = dict.fromkeys("get put post delete options head patch trace".split(), (ONE, "operation"))
_SUBSCHEMAS = {
    **dict.fromkeys(("properties", "patternProperties", "dependentSchemas", "$defs", "definitions"), (MAP, "schema")),
    **dict.fromkeys(("allOf", "anyOf", "oneOf", "prefixItems"), (LIST, "schema")),
    **dict.fromkeys(
        "items additionalProperties contains not if then else propertyNames unevaluatedItems unevaluatedProperties"
        " contentSchema".split(),
        (ONE, "schema"),
    ),
}
_CONTENT = {"content": (MAP, "mediaType")}

CHILDREN: Mapping[str, Mapping[str, tuple[str, str]]] = {
    "root": {
        "info": (ONE, "info"),
        "servers": (LIST, "server"),
        "tags": (LIST, "tag"),
        "security": (LIST, "security"),
        "paths": (MAP, "pathItem"),
        "webhooks": (MAP, "pathItem"),
        "components": (ONE, "components"),
        "externalDocs": (ONE, "externalDocs"),
    },
    "components": {
        "schemas": (MAP, "schema"),
        "parameters": (MAP, "parameter"),
        "responses": (MAP, "response"),
        "requestBodies": (MAP, "requestBody"),
        "headers": (MAP, "header"),
        "pathItems": (MAP, "pathItem"),
        "securitySchemes": (MAP, "securityScheme"),
    },
    "pathItem": {**_PATH_ITEM, "parameters": (LIST, "parameter"), "servers": (LIST, "server")},
    "operation": {
        "parameters": (LIST, "parameter"),
        "requestBody": (ONE, "requestBody"),
        "responses": (MAP, "response"),
        "callbacks": (MAP_OF_MAP, "pathItem"),
        "servers": (LIST, "server"),
        "security": (LIST, "security"),
        "externalDocs": (ONE, "externalDocs"),
    },
    "parameter": {"schema": (ONE, "schema"), **_CONTENT},
    "requestBody": _CONTENT,
    "mediaType": {"schema": (ONE, "schema")},
    "response": {"headers": (MAP, "header"), **_CONTENT},
    "header": {"schema": (ONE, "schema"), **_CONTENT},
    "schema": {**_SUBSCHEMAS, "externalDocs": (ONE, "externalDocs")},
    "tag": {"externalDocs": (ONE, "externalDocs")},
}

# kinds that may stand as {$ref: …}, and the section of components that holds them
SECTIONS: Mapping[str, str] = {
    "schema": "schemas",
    "parameter": "parameters",
    "response": "responses",
    "requestBody": "requestBodies",
    "header": "headers",
    "pathItem": "pathItems",
    "securityScheme": "securitySchemes",
}

# what may stand beside the `$ref` of a schema: it says something about the place of use and not about the value
BESIDE_REF = frozenset("title description default deprecated examples externalDocs $comment".split())

# members that judge the same value as the schema they stand in: a cycle through these alone never ends
IN_PLACE = frozenset(("allOf", "anyOf", "oneOf", "not", "if", "then", "else", "dependentSchemas"))


def children(kind: str, node: Any) -> Iterator[tuple[tuple[str | int, ...], str, Any]]:
    """The nodes directly below one that have a kind of their own: (path from the node, kind, value).

    A member of the wrong shape is skipped: the structural lint names it.
    """
    if not isinstance(node, dict):
        return
    shapes = CHILDREN.get(kind)
    if not shapes:
        return
    for name, value in node.items():
        shape, below = shapes.get(name, ("", ""))
        if shape == ONE:
            yield (name,), below, value
        elif shape == LIST and isinstance(value, list):
            for index, item in enumerate(value):
                yield (name, index), below, item
        elif shape == MAP and isinstance(value, dict):
            for key, item in value.items():
                yield (name, key), below, item
        elif shape == MAP_OF_MAP and isinstance(value, dict):
            for key, inner in value.items():
                for innermost, item in inner.items() if isinstance(inner, dict) else ():
                    yield (name, key, innermost), below, item
