"""How a list goes on, and what one of its items is."""

from __future__ import annotations

from generator.ir.calls import Call
from generator.ir.model import Paging
from generator.ir.schemas import Place, properties, resolve
from generator.ir.types import Shaper
from generator.load.client_table import ClientTable, OffsetPaging, PagePaging, WholePaging


def paging(shaper: Shaper, call: Call, client: ClientTable | None) -> Paging | None:
    """The paging of a call; None when client.yaml does not give it any."""
    row = client.paging.get(call.id) if client else None
    if row is None or call.answer is None:
        return None
    item = _item(shaper, call.answer, row.items)
    items = tuple(row.items.removesuffix("[]").split("."))
    match row:
        case WholePaging():
            return Paging("whole", items, item, "", 0, 0, "", 0, ())
        case PagePaging():
            total = tuple(row.total_pages.split(".")) if row.total_pages else ()
            start, last = _number(call, row.page, "default", 1), _number(call, row.page, "maximum", 0)
            return Paging(
                "page", items, item, row.page, start, last, row.size, _number(call, row.size, "default", 0), total
            )
        case OffsetPaging():
            start = _number(call, row.offset, "default", 0)
            return Paging(
                "offset", items, item, row.offset, start, 0, row.limit, _number(call, row.limit, "default", 0), ()
            )


def _number(call: Call, name: str, keyword: str, otherwise: int) -> int:
    """What the contract says of a query parameter."""
    found = next((place for place in call.parameters if place.get("name") == name), None)
    return int(found.get("schema", {}).get(keyword, otherwise)) if found else otherwise


def _item(shaper: Shaper, answer: Place, path: str) -> str:
    """The class of a list's items; empty where the answer may be anything, or of several shapes, on the way there."""
    place = answer
    for name in path.removesuffix("[]").split("."):
        declared = properties(shaper.document, place)
        if name not in declared:
            return ""
        place = declared[name]
    place = resolve(shaper.document, place)
    return (shaper.name_of(place.child("items"), "answer") or "") if isinstance(place.get("items"), dict) else ""
