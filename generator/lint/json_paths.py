"""Walks a dotted path (`data.videos[].url`) through the schemas of a JSON body."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from generator.diagnostics import excerpt, nearest
from generator.lint.contract import at, mapping, resolved, sequence
from generator.load.document import Document, join_pointer

_SAME_VALUE = ("allOf", "anyOf", "oneOf")


@dataclass(frozen=True, slots=True)
class Walk:
    """How far a path leads: `found` holds the schemas at its end; `problem` and `hint` say why there is none."""

    found: tuple[str, ...]
    problem: str = ""
    hint: str = ""


def walk(document: Document, schemas: Iterable[str], path: str) -> Walk:
    """Follows `path` from any of `schemas` (pointers). A value that may be anything ends the walk without a problem."""
    here = list(schemas)
    for step in path.split("."):
        name, is_each = step.removesuffix("[]"), step.endswith("[]")
        variants = [place for schema in here for place in same_value(document, schema)]
        if any(_is_open(document, place) for place in variants):
            return Walk(())
        known = {key for place in variants for key in mapping(mapping(at(document, place)).get("properties"))}
        here = [join_pointer(place, "properties", name) for place in variants if name in _properties(document, place)]
        if not here:
            is_list = any("items" in mapping(at(document, place)) for place in variants)
            hint = "it is inside a list: write [] behind the list's name" if is_list else nearest(name, known)
            return Walk((), f"{excerpt(path)} leads to nothing: there is no {excerpt(name)}", hint)
        if is_each:
            here = list(items(document, here))
            if not here:
                return Walk((), f"{excerpt(path)} leads to nothing: {excerpt(name)} is no list", "remove the []")
    return Walk(tuple(here))


def items(document: Document, schemas: Iterable[str]) -> Iterator[str]:
    """The schemas of the items of whatever lists `schemas` describe."""
    for schema in schemas:
        for place in same_value(document, schema):
            if "items" in mapping(at(document, place)):
                yield join_pointer(place, "items")


def same_value(document: Document, schema: str) -> Iterator[str]:
    """The schema and every schema that may describe the same value: behind `$ref`, `allOf`, `anyOf`, `oneOf`."""
    pending = [schema]
    seen: set[str] = set()
    while pending:
        place, node = resolved(document, pending.pop())
        if place in seen or node is None:
            continue
        seen.add(place)
        yield place
        for keyword in _SAME_VALUE:
            pending.extend(join_pointer(place, keyword, i) for i in range(len(sequence(mapping(node).get(keyword)))))


def documented_values(document: Document, schemas: Iterable[str]) -> list[str]:
    """All texts that `enum` or `const` of the schemas name, in order."""
    found: dict[str, None] = {}
    for schema in schemas:
        for place in same_value(document, schema):
            node = mapping(at(document, place))
            for value in [*sequence(node.get("enum")), node.get("const")]:
                if isinstance(value, str):
                    found[value] = None
    return list(found)


def _properties(document: Document, place: str) -> dict[str, object]:
    return mapping(mapping(at(document, place)).get("properties"))


def _is_open(document: Document, place: str) -> bool:
    node = at(document, place)
    if node is True or node == {}:
        return True
    is_object = mapping(node).get("type") == "object"
    return is_object and "properties" not in mapping(node) and not {"allOf", "anyOf", "oneOf"} & set(mapping(node))
