"""What this generator honours, position by position. Everything else is refused, never ignored in silence.

| code | refused |
|---|---|
| KEY001 | a keyword that is not honoured in its position |
| KEY002 | an extension (`x-…`): no extension is code, a type or an import |
| KEY003 | a keyword of OpenAPI 3.0 |
| KEY004 | anything beside `$ref` that is not honoured there |

A test fails when an entry of HONOURED is used by no fixture: nothing is listed that is not known to work.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from generator.diagnostics import Diagnostic, excerpt, nearest
from generator.lint.findings import error
from generator.lint.nodes import Node
from generator.load.document import Document, join_pointer
from generator.load.shape import BESIDE_REF

_SCHEMA = """
    type properties required additionalProperties items enum const default minLength maxLength pattern minimum maximum
    exclusiveMinimum exclusiveMaximum multipleOf minItems maxItems uniqueItems minProperties maxProperties contains
    minContains maxContains anyOf oneOf allOf not if then else dependentRequired dependentSchemas patternProperties
    propertyNames prefixItems readOnly writeOnly discriminator $ref format title description examples deprecated
    externalDocs $comment $schema
"""

HONOURED: Mapping[str, frozenset[str]] = {
    kind: frozenset(words.split())
    for kind, words in {
        "root": "openapi info servers tags security paths webhooks components externalDocs",
        "info": "title version summary description",
        "server": "url description",
        "tag": "name description externalDocs",
        "externalDocs": "url description",
        "components": "schemas parameters responses requestBodies headers pathItems securitySchemes",
        "pathItem": "get put post delete patch parameters servers summary description $ref",
        "operation": "operationId tags summary description externalDocs parameters requestBody responses callbacks"
        " deprecated security servers",
        "parameter": "name in description required deprecated schema style explode $ref",
        "requestBody": "description required content $ref",
        "mediaType": "schema",
        "response": "description headers content $ref",
        "header": "description required deprecated schema $ref",
        "securityScheme": "type scheme bearerFormat name in description",
        "schema": _SCHEMA,
    }.items()
}

_BESIDE_REF = {"schema": BESIDE_REF | {"$ref"}}
_REF_ALONE = frozenset(("$ref",))

_OLD = {
    "nullable": 'write the type as a list: type: [string, "null"]',
    "example": "write examples: [...]",
}
_WAYS_OUT = {
    "$defs": "make it a component: #/components/schemas/Name",
    "definitions": "make it a component: #/components/schemas/Name",
    "unevaluatedProperties": "use additionalProperties",
    "encoding": "parts of a form are sent by the type of their schema",
    "links": "say it in client.yaml",
    "examples": "give it in examples/<operationId>.yaml, or as examples of the schema",
    "variables": "write one server per region",
    "content": "give the parameter a schema",
    "trace": "only get, put, post, delete and patch are called",
    "head": "only get, put, post, delete and patch are called",
    "options": "only get, put, post, delete and patch are called",
    "flows": "only bearer and apiKey are supported",
}


def check(document: Document, nodes: list[Node]) -> Iterator[Diagnostic]:
    """Every keyword that is not honoured where it stands (KEY001 to KEY004)."""
    for node in nodes:
        honoured = HONOURED.get(node.kind)
        if honoured is None or not isinstance(node.value, dict):
            continue
        beside = _BESIDE_REF.get(node.kind, _REF_ALONE) if "$ref" in node.value and "$ref" in honoured else honoured
        for keyword in node.value:
            if keyword not in honoured:
                yield _refusal(document, node, keyword, honoured)
            elif keyword not in beside:
                pointer = join_pointer(node.pointer, keyword)
                message = f"{excerpt(keyword)} cannot stand beside $ref"
                yield error(document, pointer, "KEY004", message, _beside_hint(node.kind))


def _beside_hint(kind: str) -> str:
    if kind == "schema":
        return "give allOf two entries: the $ref, and a rule with a description"
    return "write it where the $ref leads"


def _refusal(document: Document, node: Node, keyword: str, honoured: frozenset[str]) -> Diagnostic:
    pointer = join_pointer(node.pointer, keyword)
    if keyword.startswith("x-"):
        hint = "say it in client.yaml, mapping.yaml or a description"
        return error(document, pointer, "KEY002", f"the extension {excerpt(keyword)} is not honoured", hint)
    if keyword in _OLD and node.kind in ("schema", "parameter", "mediaType", "header"):
        hint = _OLD[keyword] if node.kind == "schema" else _WAYS_OUT["examples"]
        return error(document, pointer, "KEY003", f"{excerpt(keyword)} is a keyword of OpenAPI 3.0", hint)
    hint = _WAYS_OUT.get(keyword) or nearest(keyword, honoured) or f"honoured: {', '.join(sorted(honoured))}"
    where = "at the root" if node.kind == "root" else f"in {'an' if node.kind[0] in 'aeio' else 'a'} {node.kind}"
    return error(document, pointer, "KEY001", f"{excerpt(keyword)} is not honoured {where}", hint)
