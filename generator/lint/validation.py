"""Validates every value that the specs of one provider give, in one go.

| code | refused |
|---|---|
| VAL001 | a default that its own schema refuses |
| VAL002 | an example that its own schema refuses |
| VAL003 | an enum or const value that its own schema refuses |
| VAL004 | schemas that the validator cannot compile |
| EXA004 | a value of an examples file that its schema refuses |
| EXA005 | an `invalid` request that the schema accepts |
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from generator.diagnostics import Diagnostic
from generator.lint.findings import error
from generator.lint.nodes import Node
from generator.lint.structure import short_message
from generator.load.document import Document, join_pointer

_BASE = "urn:contract"
_CODES = {"default": "VAL001", "examples": "VAL002", "enum": "VAL003", "const": "VAL003"}


@dataclass(frozen=True, slots=True)
class Case:
    """A value at a place of a document, and the schema (a pointer into the contract) it must be valid against.

    With `code` EXA005 it is part of a request that must be refused, and `pointer` is that request's example.
    """

    schema: str
    value: Any
    document: Document
    pointer: str
    code: str


def own_values(document: Document, nodes: list[Node]) -> Iterator[Case]:
    """The defaults, examples, enum and const values of a contract."""
    for node in nodes:
        if node.kind != "schema" or not isinstance(node.value, dict):
            continue
        for keyword in ("default", "const"):
            if keyword in node.value:
                pointer = join_pointer(node.pointer, keyword)
                yield Case(node.pointer, node.value[keyword], document, pointer, _CODES[keyword])
        for keyword in ("examples", "enum"):
            for index, value in enumerate(node.value.get(keyword, ())):
                pointer = join_pointer(node.pointer, keyword, index)
                yield Case(node.pointer, value, document, pointer, _CODES[keyword])


def check(contract: Document, cases: Sequence[Case]) -> Iterator[Diagnostic]:
    """What is wrong with the cases. Needs a contract in which structure, keywords and schemas have passed."""
    import jsonschema_rs

    schema = {"properties": {f"c{n}": {"$ref": _reference(case.schema)} for n, case in enumerate(cases)}}
    try:
        validator = jsonschema_rs.Draft202012Validator(
            schema,
            registry=jsonschema_rs.Registry([(_BASE, contract.data)]),
            validate_formats=False,
            pattern_options=jsonschema_rs.RegexOptions(),
            offline=True,
        )
    except (ValueError, jsonschema_rs.ReferencingError) as failure:
        yield error(contract, "", "VAL004", f"the schemas do not compile: {str(failure).partition(chr(10))[0]}")
        return
    to_refuse = {(case.document.name, case.pointer): case for case in cases if case.code == "EXA005"}
    for found in validator.iter_errors({f"c{n}": case.value for n, case in enumerate(cases)}):
        number, *inside = found.instance_path
        case = cases[int(str(number)[1:])]
        if case.code == "EXA005":
            to_refuse.pop((case.document.name, case.pointer), None)
        else:
            place = join_pointer(case.pointer, *inside)
            hint = "correct the value or the schema"
            yield error(case.document, place, case.code, short_message(found), hint)
    for case in to_refuse.values():
        message = "the schema accepts a request that must be refused"
        hint = "correct the example, or add the rule to the schema"
        yield error(case.document, case.pointer, "EXA005", message, hint)


def _reference(pointer: str) -> str:
    return f"{_BASE}#{quote(pointer, safe='/~')}"
