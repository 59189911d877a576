"""The contract is an OpenAPI 3.1 document.

openapi-spec-validator brings the schema of OpenAPI 3.1; it is read from the installed package and run by jsonschema-rs
directly. The package's entry points cost 0.3 s to import and 60 ms per contract, and most of their findings have no
path; what they check beyond the schema is checked here, with a place for each finding. A test compares the verdicts.

| code | refused |
|---|---|
| STR001 | another version of OpenAPI |
| STR002 | what the schema of OpenAPI 3.1 refuses |
| STR003 | what the meta-schema of JSON Schema 2020-12 refuses |
| STR004 | an operationId twice |
| STR006 | a parameter twice |
| STR007 | a tag twice |
| STR008 | a security scheme that is not declared |
| STR005, STR009 to STR012 | see paths.py |
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from generator.diagnostics import Diagnostic, excerpt, nearest
from generator.lint import paths
from generator.lint.contract import at, mapping, resolved, sequence
from generator.lint.findings import error
from generator.lint.nodes import Node
from generator.load.document import Document, join_pointer

if TYPE_CHECKING:
    from jsonschema_rs import Draft202012Validator, ValidationError

_META = "https://json-schema.org/draft/2020-12/schema"


def check(document: Document, nodes: list[Node], rules: Rules) -> Iterator[Diagnostic]:
    """All STR… findings. After STR001 nothing more is said: other versions have other rules."""
    wrong_version = _version(document)
    if wrong_version:
        yield wrong_version
        return
    yield from _document_schema(document, rules)
    yield from _meta_schema(document, nodes, rules)
    yield from _operation_ids(document, nodes)
    yield from paths.check(document)
    yield from _repeated_parameters(document, nodes)
    yield from _tags(document)
    yield from _security(document, nodes)


def _version(document: Document) -> Diagnostic | None:
    version = mapping(document.data).get("openapi")
    if isinstance(version, str) and re.match(r"3\.1\.[0-9]+\Z", version):
        return None
    hint = "write openapi: 3.1.0; what changed since 3.0: nullable, example, exclusiveMinimum"
    if not isinstance(version, str) and str(version).startswith("3.1"):
        hint = "write openapi: 3.1.0"
    message = f"OpenAPI {excerpt(version)} is not supported, only 3.1" if version is not None else "no OpenAPI version"
    return error(document, "/openapi", "STR001", message, hint)


@dataclass(frozen=True, slots=True)
class Rules:
    """The two compiled schemas every contract is held against."""

    openapi: Draft202012Validator
    meta: Draft202012Validator


@cache
def rules() -> Rules:
    """Compiles the schemas: 13 ms, so once in a process."""
    from jsonschema_rs import Draft202012Validator

    package = find_spec("openapi_spec_validator")
    assert package is not None and package.submodule_search_locations is not None
    path = Path(package.submodule_search_locations[0], "resources", "schemas", "v3.1", "schema.json")
    openapi = Draft202012Validator(json.loads(path.read_text("utf-8")), offline=True)
    return Rules(openapi, Draft202012Validator({"$ref": _META}, offline=True))


def _document_schema(document: Document, rules: Rules) -> Iterator[Diagnostic]:
    for found in rules.openapi.iter_errors(document.data):
        # unknown keys are the business of keywords.py, which says more; this keyword also repeats other failures.
        # The root's anyOf asks for paths, components or webhooks and quotes the whole document: STR010 says it better
        if found.kind.name != "unevaluatedProperties" and (found.kind.name != "anyOf" or found.instance_path):
            pointer = join_pointer("", *found.instance_path)
            yield error(document, pointer, "STR002", short_message(found), "see the OpenAPI 3.1 specification")


def _meta_schema(document: Document, nodes: list[Node], rules: Rules) -> Iterator[Diagnostic]:
    for node in nodes:
        if node.kind != "schema" or node.member not in ("schemas", "schema"):
            continue  # what is inside a schema is judged with it
        for found in rules.meta.iter_errors(node.value):
            pointer = join_pointer(node.pointer, *found.instance_path)
            is_type_name = found.instance_path[-1:] == ["type"] and isinstance(found.instance, str)
            if not is_type_name:  # SCH001 says it better
                yield error(document, pointer, "STR003", short_message(found), "see JSON Schema 2020-12")


def short_message(found: ValidationError) -> str:
    """What a validator says, with a long value shortened."""
    shown = excerpt(found.instance)
    words = found.message
    instance = json.dumps(found.instance, ensure_ascii=False, separators=(",", ":"))
    return words.replace(instance, shown, 1) if len(instance) > len(shown) else words[:400]


def _operation_ids(document: Document, nodes: list[Node]) -> Iterator[Diagnostic]:
    first: dict[str, str] = {}
    for node in nodes:
        if node.kind != "operation" or not isinstance(node.value, dict):
            continue
        identity = node.value.get("operationId")
        if isinstance(identity, str) and identity in first:
            pointer = join_pointer(node.pointer, "operationId")
            line = document.at(first[identity]).line
            message = f"the operationId {excerpt(identity)} stands here again, first in line {line}"
            yield error(document, pointer, "STR004", message, "rename one of the two")
        elif isinstance(identity, str):
            first[identity] = join_pointer(node.pointer, "operationId")


def _repeated_parameters(document: Document, nodes: list[Node]) -> Iterator[Diagnostic]:
    for node in nodes:
        if node.kind not in ("operation", "pathItem"):
            continue
        seen: set[tuple[str, str]] = set()
        for index in range(len(sequence(mapping(node.value).get("parameters")))):
            pointer = join_pointer(node.pointer, "parameters", index)
            _, found = resolved(document, pointer)
            key = (str(mapping(found).get("in")), str(mapping(found).get("name")))
            if key in seen:
                message = f"the {key[0]} parameter {excerpt(key[1])} stands here again"
                yield error(document, pointer, "STR006", message, "remove one of the two")
            seen.add(key)


def _tags(document: Document) -> Iterator[Diagnostic]:
    seen: set[str] = set()
    for index, tag in enumerate(sequence(mapping(document.data).get("tags"))):
        name = str(mapping(tag).get("name"))
        if name in seen:
            pointer = join_pointer("/tags", index)
            yield error(document, pointer, "STR007", f"the tag {excerpt(name)} stands here again", "remove one")
        seen.add(name)


def _security(document: Document, nodes: list[Node]) -> Iterator[Diagnostic]:
    schemes = mapping(at(document, "/components/securitySchemes"))
    for node in nodes:
        if node.kind == "security":
            for name in mapping(node.value):
                if name not in schemes:
                    pointer = join_pointer(node.pointer, name)
                    message = f"there is no security scheme {excerpt(name)}"
                    hint = nearest(name, schemes) or "declare it under components.securitySchemes"
                    yield error(document, pointer, "STR008", message, hint)
