"""The calls of a contract: every operation found and read, before anything is named or decided."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from generator.ir import naming
from generator.ir.nominees import Root
from generator.ir.schemas import Place, resolve
from generator.load import Document

_METHODS: Final = ("get", "put", "post", "delete", "options", "head", "patch", "trace")
_MEDIA: Final = {"application/json": "json", "multipart/form-data": "multipart"}
EVENT_STREAM: Final = "text/event-stream"


@dataclass(frozen=True, slots=True)
class Call:
    """One operation of the contract, found and read but not yet named."""

    id: str
    tag: str
    method: str
    path: str
    place: Place
    parameters: tuple[Place, ...]
    body: Place | None
    body_kind: str
    body_required: bool
    answer: Place | None
    accept: str
    server: str

    @property
    def roots(self) -> Iterator[Root]:
        """Schemas that need a model: the body and the answer."""
        base = naming.pascal(self.id)
        if self.body is not None:
            yield Root(self.body, "request", f"{base}Body")
        if self.answer is not None:
            yield Root(self.answer, "answer", f"{base}Answer")
        for parameter in self.parameters:
            name = naming.pascal(parameter.get("name"))
            yield Root(parameter.child("schema"), "request", base + name, whole=False)


def calls(document: Document) -> list[Call]:
    """Every operation, in the contract's order."""
    root = Place("", document.data)
    found = [call for path in root.get("paths", {}) for call in item_calls(document, path, root.child("paths", path))]
    given = [call.id for call in found if call.place.has("operationId")]
    return [call if call.place.has("operationId") else _numbered(call, given) for call in found]


def _numbered(call: Call, taken: list[str]) -> Call:
    """A call without an id of its own: its derived one, numbered when it is taken. Adds to `taken`."""
    proposals = (call.id if number == 1 else f"{call.id}_{number}" for number in itertools.count(1))
    chosen = next(proposal for proposal in proposals if proposal not in taken)
    taken.append(chosen)
    return replace(call, id=chosen)


def item_calls(document: Document, path: str, item: Place) -> list[Call]:
    """The operations of one path item (of a path, a callback or a webhook)."""
    item = resolve(document, item)
    return [_call(document, path, method, item) for method in _METHODS if item.has(method)]


def _call(document: Document, path: str, method: str, item: Place) -> Call:
    place = item.child(method)
    body, body_kind, body_required = _body(document, place)
    answer, accept = _answer(document, place)
    tags = place.get("tags") or ["api"]
    identifier = place.get("operationId") or "_".join([method, *naming.words(path)])
    return Call(
        identifier,
        tags[0],
        method.upper(),
        path,
        place,
        tuple(_parameters(document, item, place)),
        body,
        body_kind,
        body_required,
        answer,
        accept,
        _server(item, place),
    )


def _server(item: Place, place: Place) -> str:
    """The one server of an operation, or of its path, that lives on a host of its own."""
    servers = place.get("servers") or item.get("servers")
    return str(servers[0]["url"]).rstrip("/") if servers else ""


def _parameters(document: Document, item: Place, place: Place) -> Iterator[Place]:
    found: dict[tuple[str, str], Place] = {}
    for owner in (item, place):
        for index in range(len(owner.get("parameters", ()))):
            parameter = resolve(document, owner.child("parameters", index))
            found[parameter.get("name"), parameter.get("in")] = parameter
    yield from found.values()


def _body(document: Document, place: Place) -> tuple[Place | None, str, bool]:
    if not place.has("requestBody"):
        return None, "none", False
    body = resolve(document, place.child("requestBody"))
    media = next(name for name in body.get("content") if name in _MEDIA)
    return body.child("content", media, "schema"), _MEDIA[media], bool(body.get("required"))


def _answer(document: Document, place: Place) -> tuple[Place | None, str]:
    for status in sorted(place.get("responses", {})):
        if not status.startswith("2"):
            continue
        response = resolve(document, place.child("responses", status))
        for media in ("application/json", EVENT_STREAM):
            if media in response.get("content", {}):
                content = response.child("content", media)
                return (content.child("schema") if content.has("schema") else None), media
    return None, "*/*"
