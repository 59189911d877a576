"""An inline schema that says what a component says is that component: it is read as the `$ref` it could be.

So a contract gives one package whether its references are written out or not. Content is compared as it is when every
`$ref` is followed; the order of keys, of `required`, `enum` and `type`, and the line breaks of a text are no content. What may
stand beside a `$ref` may differ and is kept there. Of two components alike, the one that needs the least beside it is meant,
then the first by name. Parameters, headers, bodies, answers and path items are folded alike, with nothing beside.
"""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any, Final, TypeAlias

from generator.load.document import Document, join_pointer, split_pointer
from generator.load.shape import BESIDE_REF, SECTIONS, children

Path: TypeAlias = tuple[str | int, ...]
Pair: TypeAlias = tuple[str, Any, Any]
"""A kind, and two nodes of it."""
_TEXTS: Final = frozenset(("description", "summary", "title"))
_SETS: Final = frozenset(("enum", "required", "type"))
_MOST_STEPS: Final = 50_000
"""Of comparing, for one contract. Real ones need some hundred; one that needs more was made to cost time, and stays as it is."""


def folded(document: Document) -> Document:
    """The contract, bundled, with a `$ref` in place of all that equals a component. Places are still those of the text."""
    try:
        changes = list(_Folding(document.data).changes())
    except _TooManySteps:
        return document
    return replace(document, data=_with(document.data, changes)) if changes else document


class _TooManySteps(Exception):
    """Comparing costs more than it is worth."""


class _Folding:
    """One contract: its components by what is seen of them at once, and what has been found equal so far."""

    def __init__(self, data: Any) -> None:
        self._data = data
        self._steps = 0
        self._equal: set[tuple[int, int]] = set()
        self._components: dict[Any, list[tuple[str, Any]]] = {}
        for kind, section in SECTIONS.items():
            for name, node in _mapping(_mapping(data.get("components")).get(section)).items():
                if isinstance(node, dict) and "$ref" not in node:
                    self._components.setdefault(_looks(kind, node), []).append((name, node))

    def changes(self) -> Iterator[tuple[Path, Any]]:
        """Every node that equals a component, outermost first: its path, and what stands for it."""
        pending: list[tuple[Path, str, Any]] = [((), "root", self._data)]
        while pending:
            path, kind, node = pending.pop()
            is_component = len(path) == 3 and path[0] == "components"
            found = None if is_component else self._reference(kind, node)
            if found is None:
                pending.extend((path + step, below, value) for step, below, value in children(kind, node))
            else:
                yield path, found

    def _reference(self, kind: str, node: Any) -> dict[str, Any] | None:
        """The `$ref` that says what a node says; None when no component does."""
        if kind not in SECTIONS or not isinstance(node, dict) or "$ref" in node:
            return None
        near = [(self._apart(kind, node, one), name) for name, one in self._components.get(_looks(kind, node), ())]
        alike = [(apart, name) for apart, name in near if apart is not None]
        if not alike:
            return None
        beside = {word: value for word, value in node.items() if word in _beside_ref(kind)}
        return {"$ref": "#" + join_pointer("", "components", SECTIONS[kind], min(alike)[1]), **beside}

    def _apart(self, kind: str, node: dict[str, Any], component: dict[str, Any]) -> int | None:
        """How many words a node says in another way than the component behind a `$ref`; None when it says something else."""
        apart = _beside_ref(kind)
        if any(word in component and word not in node for word in apart):
            return None
        first, second = ({k: v for k, v in one.items() if k not in apart} for one in (node, component))
        pairs = _members(kind, first, second)
        if pairs is None or not self._all_equal(pairs):
            return None
        said = [word for word in node if word in apart]
        return sum(word not in component or not _is_same(word, node[word], component[word]) for word in said)

    def _all_equal(self, waiting: list[Pair]) -> bool:
        """Whether pairs of nodes say the same. A node that holds itself equals another until something differs."""
        assumed: set[tuple[int, int]] = set()
        while waiting:
            kind, one, other = waiting.pop()
            pair = (id(one), id(other))
            if one is other or pair in assumed or pair in self._equal:
                continue
            self._steps += 1
            if self._steps > _MOST_STEPS:
                raise _TooManySteps
            assumed.add(pair)
            pairs = _members(kind, self._content(one), self._content(other))
            if pairs is None:
                return False
            waiting.extend(pairs)
        self._equal |= assumed
        return True

    def _content(self, node: Any) -> Any:
        """What a node says, with what its `$ref` leads to. The bundle has made sure that it leads somewhere."""
        said: dict[str, Any] = {}
        while isinstance(node, dict) and "$ref" in node:
            said = {**{word: value for word, value in node.items() if word != "$ref"}, **said}
            reference, node = node["$ref"], self._data
            for segment in split_pointer(reference):
                node = node[segment]
        return {**node, **said} if isinstance(node, dict) else node


def _mapping(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _beside_ref(kind: str) -> frozenset[str]:
    return BESIDE_REF if kind == "schema" else frozenset()


def _looks(kind: str, node: dict[str, Any]) -> Any:
    """What equal nodes have in common, at little cost."""
    return kind, frozenset(node.keys() - _beside_ref(kind)), frozenset(_mapping(node.get("properties")))


def _members(kind: str, one: Any, other: Any) -> list[Pair] | None:
    """The pairs of nodes below two, still to be compared; None when the two already differ."""
    if not isinstance(one, dict) or not isinstance(other, dict):
        return [] if _is_same("", one, other) else None
    if one.keys() != other.keys():
        return None
    first = {path: (below, value) for path, below, value in children(kind, one)}
    second = {path: value for path, _, value in children(kind, other)}
    if first.keys() != second.keys():
        return None
    nodes = {path[0] for path in first}
    if not all(word in nodes or _is_same(word, value, other[word]) for word, value in one.items()):
        return None
    return [(below, value, second[path]) for path, (below, value) in first.items()]


def _is_same(word: str, one: Any, other: Any) -> bool:
    """Whether two values of a keyword say the same; true is not 1."""
    if isinstance(one, str) and isinstance(other, str):
        return one == other or (word in _TEXTS and one.split() == other.split())
    if isinstance(one, list) and isinstance(other, list) and word in _SETS:
        return sorted(map(_written, one)) == sorted(map(_written, other))
    return _written(one) == _written(other)


def _written(value: Any) -> str:
    return json.dumps(value, sort_keys=True)


def _with(data: Any, changes: list[tuple[Path, Any]]) -> Any:
    """The same data with some nodes replaced; what is not on the way to one is shared."""
    copies: dict[Path, Any] = {(): copy.copy(data)}
    for path, value in changes:
        for length in range(1, len(path)):
            here = path[:length]
            if here not in copies:
                parent = copies[here[:-1]]
                copies[here] = parent[here[-1]] = copy.copy(parent[here[-1]])
        copies[path[:-1]][path[-1]] = value
    return copies[()]
