"""The security of a contract's calls: one client carries one credential, and a call carries it or does not.

| code | refused |
|---|---|
| HTTP009 | a second security scheme among the calls |
| HTTP010 | a credential that a call may carry or not (`{}` beside a scheme) |
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from generator.diagnostics import Diagnostic, excerpt
from generator.lint.contract import at, mapping, operations, sequence
from generator.lint.findings import error
from generator.load.document import Document, join_pointer


def check(document: Document) -> Iterator[Diagnostic]:
    """All findings about the document's own security and that of its calls; callbacks and webhooks are not calls."""
    first = next(iter(schemes(document)), "")
    for pointer, name in _named(document):
        if name != first:
            message = f"a second security scheme {excerpt(name)}: one client carries one credential, {excerpt(first)}"
            hint = "name one scheme everywhere; write security: [] on calls without credential"
            yield error(document, pointer, "HTTP009", message, hint)
    for pointer, requirements in _lists(document):
        if {} in requirements and len(requirements) > 1:
            place = join_pointer(pointer, requirements.index({}))
            hint = "remove the {}; write security: [] on calls without credential"
            yield error(document, place, "HTTP010", "a credential that may be left out", hint)


def schemes(document: Document) -> list[str]:
    """The declared security schemes that calls name, in the order they are named."""
    return list(dict.fromkeys(name for _, name in _named(document)))


def _named(document: Document) -> Iterator[tuple[str, str]]:
    """(pointer, declared scheme) of every requirement; of several at once none, HTTP005 refuses them."""
    declared = mapping(at(document, "/components/securitySchemes"))
    for pointer, requirements in _lists(document):
        for index, requirement in enumerate(requirements):
            for name in mapping(requirement):
                if name in declared and len(requirement) == 1:
                    yield join_pointer(pointer, index, name), name


def _lists(document: Document) -> Iterator[tuple[str, list[Any]]]:
    """(pointer, requirements) of every `security` that calls have."""
    yield "/security", sequence(mapping(document.data).get("security"))
    for operation in operations(document):
        yield join_pointer(operation.pointer, "security"), sequence(operation.node.get("security"))
