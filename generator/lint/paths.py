"""The paths of a contract: what they may hold, and that their parameters fit.

| code | refused |
|---|---|
| STR005 | a path template and its parameters that do not match |
| STR009 | a path that does not begin with `/` |
| STR010 | a contract without any operation |
| STR011 | a path that no URL keeps as it is: `?`, `#`, quotes, spaces, backslashes, control characters, dot segments |
| STR012 | a `{placeholder}` that is not whole: a brace too few or too many, or no name |
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import unquote

from generator.diagnostics import Diagnostic, excerpt, nearest
from generator.lint.contract import Operation, mapping, operations, parameters
from generator.lint.findings import error
from generator.load.document import Document, join_pointer

_PLACEHOLDER = re.compile(r"\{([^{}/]+)\}")
_FOREIGN = frozenset("?#\\\"'`")
_DOTS = (".", "..")


def check(document: Document) -> Iterator[Diagnostic]:
    """All findings about paths. Parameters are compared with sound templates only."""
    found = operations(document)
    yield from _nothing_to_call(document, found)
    broken: set[str] = set()
    for path in mapping(mapping(document.data).get("paths")):
        for code, message, hint in _problems(path):
            broken.add(path)
            yield error(document, join_pointer("/paths", path), code, message, hint)
    for operation in found:
        if operation.path not in broken:
            yield from _template(document, operation)


def _nothing_to_call(document: Document, found: list[Operation]) -> Iterator[Diagnostic]:
    paths = mapping(document.data).get("paths", {})
    if not found and isinstance(paths, dict):
        hint = "add one under paths: a path, a method (get, put, post, delete, patch) and its responses"
        yield error(document, "/paths", "STR010", "no operation in this contract", hint)


def _problems(path: str) -> Iterator[tuple[str, str, str]]:
    """(code, message, hint) of what is wrong with one path."""
    if not path.startswith("/"):
        yield "STR009", f"the path {excerpt(path)} does not begin with '/'", "add it"
    foreign = next((char for char in path if char in _FOREIGN or char.isspace() or not char.isprintable()), "")
    if foreign:
        shown = excerpt(foreign) if foreign.isprintable() else f"U+{ord(foreign):04X}"
        hint = "write query parameters under parameters; what belongs to the path is percent-encoded"
        yield "STR011", f"the path {excerpt(path)} holds {shown}, which no path of a URL has", hint
    if any(_is_dots(segment) for segment in path.split("/")):
        hint = "write the path that is meant; beside a placeholder stand more than dots"
        yield "STR011", f"the path {excerpt(path)} has a segment that is or may become '.' or '..'", hint
    if set("{}") & set(_PLACEHOLDER.sub("", path)):
        hint = "a placeholder is {name}, within one segment"
        yield "STR012", f"the path {excerpt(path)} has a brace that is no part of a placeholder", hint


def _is_dots(segment: str) -> bool:
    """Whether a segment is a dot segment, or one with a value of '.' in each place.

    What is a placeholder and nothing else is safe: the clients refuse such a value.
    """
    return not _PLACEHOLDER.fullmatch(segment) and unquote(_PLACEHOLDER.sub(".", segment)) in _DOTS


def _template(document: Document, operation: Operation) -> Iterator[Diagnostic]:
    in_path = _PLACEHOLDER.findall(operation.path)
    declared = {name: place for (where, name), place in parameters(document, operation).items() if where == "path"}
    for name in in_path:
        if name not in declared:
            message = f"{excerpt(operation.path)} has {{{name}}}, but there is no such path parameter"
            hint = nearest(name, declared) or f"add a parameter {name!r} in path"
            yield error(document, operation.pointer, "STR005", message, hint)
    for name, place in declared.items():
        if name not in in_path:
            message = f"the path parameter {excerpt(name)} does not stand in {excerpt(operation.path)}"
            yield error(document, place, "STR005", message, nearest(name, in_path))
