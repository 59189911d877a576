"""What a type of the IR admits, as a set that can be compared: which values a change takes away, which it adds."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any, TypeAlias

from generator.ir.model import Provider, TypeSchema

Atom: TypeAlias = tuple[Any, ...]
"""`(type,)`, `("value", JSON)`, `("model", name)`, `("list", atoms)`, `("map", atoms)`, or `("any",)`."""
ANY: Atom = ("any",)


class Types:
    """The types of one provider on one side. `renamed` gives classes the name they have on the other side."""

    def __init__(self, provider: Provider, renamed: Mapping[str, str] = {}) -> None:
        self._aliases = {alias.name: alias.type for alias in provider.aliases}
        self._fields = {model.name: model for model in provider.models}
        self._renamed = renamed

    def atoms(self, type_: TypeSchema, seen: frozenset[str] = frozenset()) -> frozenset[Atom]:
        """What a type admits."""
        if "$ref" in type_:
            return self._named(str(type_["$ref"]).rsplit("/", 1)[1], seen)
        if "enum" in type_ or "const" in type_:
            values = type_.get("enum", [type_.get("const")])
            return frozenset(("null",) if value is None else ("value", json.dumps(value)) for value in values)
        for keyword in ("anyOf", "oneOf"):
            if keyword in type_:
                return frozenset(atom for branch in type_[keyword] for atom in self.atoms(branch, seen))
        return frozenset(self._typed(type_, seen))

    def _named(self, name: str, seen: frozenset[str]) -> frozenset[Atom]:
        if name in self._aliases and name not in seen:
            return self.atoms(self._aliases[name], seen | {name})
        return frozenset({("model", self._renamed.get(name, name))})

    def _typed(self, type_: TypeSchema, seen: frozenset[str]) -> Iterator[Atom]:
        named = type_.get("type")
        for one in [named] if isinstance(named, str) else named or ["any"]:
            if one == "array":
                yield "list", self._inner(type_.get("items"), seen)
            elif one == "object":
                yield "map", self._inner(type_.get("additionalProperties"), seen)
            elif one == "string" and type_.get("format") == "binary":
                yield ("binary",)
            else:
                yield (one,)

    def _inner(self, type_: Any, seen: frozenset[str]) -> frozenset[Atom]:
        return self.atoms(type_, seen) if isinstance(type_, dict) else frozenset({ANY})

    def reach(self, types: list[TypeSchema]) -> frozenset[str]:
        """Every class and alias that values of these types may hold."""
        found = set[str]()
        waiting = [name for type_ in types for name in refs(type_)]
        while waiting:
            name = waiting.pop()
            if name in found:
                continue
            found.add(name)
            model = self._fields.get(name)
            inside = [field.type for field in model.fields] + ([model.root] if model.root else []) if model else []
            inside += [self._aliases[name]] if name in self._aliases else []
            waiting.extend(inner for type_ in inside for inner in refs(type_))
        return frozenset(found)


def refs(type_: Any) -> Iterator[str]:
    """The classes and aliases that a type names."""
    if isinstance(type_, Mapping):
        if isinstance(type_.get("$ref"), str):
            yield type_["$ref"].rsplit("/", 1)[1]
        for value in type_.values():
            yield from refs(value)
    elif isinstance(type_, list | tuple):
        for value in type_:
            yield from refs(value)


def covers(wide: frozenset[Atom], narrow: frozenset[Atom]) -> bool:
    """Whether every value of `narrow` is one of `wide`."""
    return all(any(_covers(one, atom) for one in wide) for atom in narrow)


def _covers(wide: Atom, narrow: Atom) -> bool:
    if wide in (ANY, narrow):
        return True
    if narrow[0] == "value":
        return wide[0] in _TYPES_OF.get(type(json.loads(narrow[1])), ())
    if wide[0] in ("list", "map") and wide[0] == narrow[0]:
        return covers(wide[1], narrow[1])
    return wide == ("number",) and narrow == ("integer",)


_TYPES_OF: Mapping[type, tuple[str, ...]] = {
    str: ("string",),
    bool: ("boolean",),
    int: ("integer", "number"),
    float: ("number",),
}
