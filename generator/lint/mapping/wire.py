"""What the contract says of one wire property: its types, values and bounds, through `$ref`, `anyOf` and `allOf`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from generator.lint.contract import at, mapping, sequence
from generator.lint.json_paths import same_value
from generator.load.document import Document, join_pointer


@dataclass(frozen=True, slots=True)
class Wire:
    """A wire property. `values` are its documented members, `default` what absence means, both as JSON.

    `bounds` are minimum and maximum (None: none), `exclusive` says for which of them the bound itself is refused.
    """

    name: str
    pointer: str
    required: bool
    types: frozenset[str]
    nullable: bool
    values: tuple[Any, ...]
    has_default: bool
    default: Any
    bounds: tuple[float | None, float | None]
    exclusive: tuple[bool, bool]
    max_length: int | None
    pattern: str
    format: str
    items: str

    @property
    def is_text(self) -> bool:
        """Whether it is text and nothing else."""
        return self.types == {"string"}


def read(document: Document, pointer: str, name: str, *, required: bool) -> Wire:
    """The property whose schema stands at `pointer`."""
    nodes = [mapping(at(document, place)) for place in _schemas(document, pointer)]
    values = tuple(value for node in nodes for value in _listed(node) if value is not None)
    types = {name for node in nodes for name in _types(node)} or {_type(value) for value in values}
    default = next((node["default"] for node in nodes if "default" in node), None)
    low = _first(nodes, "minimum", "exclusiveMinimum")
    high = _first(nodes, "maximum", "exclusiveMaximum")
    return Wire(
        name,
        pointer,
        required,
        frozenset(types - {"null"}),
        "null" in types,
        tuple(dict.fromkeys(values)),
        any("default" in node for node in nodes),
        default,
        (low, high),
        (any("exclusiveMinimum" in node for node in nodes), any("exclusiveMaximum" in node for node in nodes)),
        _first(nodes, "maxLength"),
        _first(nodes, "pattern") or "",
        _first(nodes, "format") or "",
        next(
            (join_pointer(place, "items") for place in _schemas(document, pointer) if _has_items(document, place)), ""
        ),
    )


def _schemas(document: Document, pointer: str) -> Iterator[str]:
    """The places that describe the value, the outermost first: what stands beside a `$ref` counts too."""
    yield pointer
    yield from (place for place in same_value(document, pointer) if place != pointer)


def _has_items(document: Document, place: str) -> bool:
    return "items" in mapping(at(document, place))


def _types(node: dict[str, Any]) -> list[str]:
    named = node.get("type", [])
    return [named] if isinstance(named, str) else list(named)


def _type(value: Any) -> str:
    if isinstance(value, bool):
        return "boolean"
    return {int: "integer", float: "number", str: "string"}.get(type(value), "object")


def _listed(node: dict[str, Any]) -> list[Any]:
    return [node["const"]] if "const" in node else sequence(node.get("enum"))


def _first(nodes: list[dict[str, Any]], *keys: str) -> Any:
    return next((node[key] for key in keys for node in nodes if key in node), None)
