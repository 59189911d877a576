"""Lists: narrowed, cut into pages and counted as the provider does."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from copy import deepcopy
from decimal import Decimal
from typing import Any

from . import paths
from .tables import Operation, Tables


def listed(
    tables: Tables,
    operation: Operation,
    query: Mapping[str, str],
    jobs: Iterable[tuple[str, Any]],
    envelope: Mapping[str, Any],
) -> dict[str, Any]:
    """The answer of a list: `jobs` are the states and items of all jobs, in the order they are listed, `envelope` an
    example of the answer."""
    row = tables.data["emulation"]["lists"].get(operation.name, {"filters": {}, "unless_asked": [], "totals": {}})
    paging = operation.paging or {"style": "whole", "items": "data"}
    fitting = [item for state, item in jobs if _fits(row, query, state, item)]
    page, size = _page(paging, query)
    begin = (page - paging["start"]) * size if paging["style"] == "page" else page
    shown = fitting if paging["style"] == "whole" else fitting[begin : begin + size]
    body = dict(deepcopy(envelope))
    paths.put(body, paging["items"], shown)
    counts = {
        "items": len(shown),
        "page": page,
        "size": size,
        "pages": max(1, -(-len(fitting) // size)) if size else 1,
        "total": len(fitting),
        "cost": _cost(fitting),
    }
    for name, what in row["totals"].items():
        paths.put(body, name, counts[what])
    return body


def _fits(row: Mapping[str, Any], query: Mapping[str, str], state: str, item: Any) -> bool:
    asked = {name: place for name, place in row["filters"].items() if name in query}
    if not asked.keys() & {"status"} and row["unless_asked"] and state not in row["unless_asked"]:
        return False
    return all(str(paths.first(item, place)) == query[name] for name, place in asked.items())


def _page(paging: Mapping[str, Any], query: Mapping[str, str]) -> tuple[int, int]:
    """The number of the page (or of the first item) and how many items it has."""
    if paging["style"] == "whole":
        return 1, 0
    return (
        int(query.get(paging["position"], paging["start"])),
        int(query.get(paging["size"], paging["default_size"] or 10)),
    )


def _cost(items: Sequence[Any]) -> str | None:
    costs = [Decimal(item["cost"]) for item in items if isinstance(item, dict) and item.get("cost") is not None]
    return str(sum(costs)) if costs else None
