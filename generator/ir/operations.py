"""Operations: resources, methods, arguments, and what answers them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any, Final

from generator.diagnostics import Diagnostic, SpecError, excerpt
from generator.ir import naming, prose
from generator.ir.calls import EVENT_STREAM, Call
from generator.ir.model import Argument, Model, Operation, Resource
from generator.ir.paging import paging
from generator.ir.residues import member_rules
from generator.ir.schemas import Place
from generator.ir.shapes import fields
from generator.ir.types import Shaper
from generator.load import Document
from generator.load.client_table import ClientTable, EventsCall, ReferenceDedupe

# What a call does when no client.yaml says so, by HTTP method.
_EFFECTS: Final = {"GET": "read", "HEAD": "read", "DELETE": "delete"}


def parameters_model(shaper: Shaper, call: Call, name: str) -> Model:
    """The closed model of an operation's path, query and header parameters. Raises SpecError for a name in two places."""
    _refuse_twins(shaper.document, call)
    members = {place.get("name"): place.child("schema") for place in call.parameters}
    needed = frozenset(place.get("name") for place in call.parameters if place.get("required"))
    docs = {place.get("name"): _parameter_doc(shaper.document, place) for place in call.parameters}
    made = tuple(replace(field, doc=docs[field.wire]) for field in fields(shaper, members, needed, "request"))
    doc = f"Path, query and header parameters of `{call.method} {call.path}`."
    return Model(
        name,
        "request",
        doc,
        made,
        True,
        tuple(member_rules(shaper, members)),
        None,
        shaper.document.source(call.place.pointer),
    )


def _refuse_twins(document: Document, call: Call) -> None:
    """One model holds all parameters by wire name, so a name has one place."""
    seen: dict[str, Place] = {}
    for place in call.parameters:
        name = place.get("name")
        if seen.setdefault(name, place) is not place:
            where = f"in {seen[name].get('in')} and in {place.get('in')}"
            message = f"{call.method} {call.path} has a parameter {excerpt(name)} {where}"
            hint = "one name in two places is not supported: leave one of the two out"
            raise SpecError([Diagnostic(document.at(place.pointer), "IR202", message, hint, place.pointer)])


def _parameter_doc(document: Document, place: Place) -> str:
    """A parameter's own description comes before its schema's; a default is told either way."""
    schema = place.child("schema")
    if not place.has("description"):
        return prose.property_text(document, schema)
    own = str(place.get("description")).strip() or "No description."
    old = ["Deprecated."] if place.get("deprecated") else []
    return " ".join(dict.fromkeys([own, *prose.asides(document, schema), *old]))


def resources(
    document: Document, operations: Mapping[str, Operation], found: list[Call], prefix: str
) -> tuple[Resource, ...]:
    """One resource per tag, in the contract's order."""
    tags = {tag["name"]: tag.get("description", "") for tag in document.data.get("tags", ())}
    order = list(dict.fromkeys([*(tag for tag in tags if any(c.tag == tag for c in found)), *(c.tag for c in found)]))
    attributes = naming.allocate({tag: naming.snake(tag) for tag in order}, naming.CLIENT_NAMES)
    taken = naming.CLASS_NAMES | naming.BUILTINS | {f"{prefix}Client", f"Async{prefix}Client"}
    classes = naming.allocate({tag: naming.pascal(tag) for tag in order}, taken, marker="")
    return tuple(
        Resource(
            attributes[tag],
            classes[tag],
            tags.get(tag, "") or f"Operations of {tag}.",
            tuple(operations[call.id] for call in found if call.tag == tag),
        )
        for tag in order
    )


def method_names(found: list[Call]) -> dict[str, str]:
    """The Python method of every operation: its id without the tag."""
    result: dict[str, str] = {}
    for tag in dict.fromkeys(call.tag for call in found):
        prefix = tag + "_"
        own = {call.id: naming.snake(call.id.removeprefix(prefix) or call.id) for call in found if call.tag == tag}
        # a method is an attribute: only what annotations and decorators of its class refer to is out of bounds
        result |= naming.allocate(own, naming.CLASS_BODY_NAMES)
    return result


def constant_names(found: list[Call]) -> dict[str, str]:
    """The name of every operation in operations.py. `<name>_PAGES` is kept for the paging of the operation `<name>`."""
    wanted = {call.id: naming.snake(call.id) for call in found}
    reserved = {"provider", *(f"{name}_pages" for name in wanted.values())}
    return {identifier: name.upper() for identifier, name in naming.allocate(wanted, reserved).items()}


def operation(
    shaper: Shaper,
    call: Call,
    names: tuple[str, str],
    parameters: Model | None,
    models: Mapping[str, Model],
    client: ClientTable | None,
) -> Operation:
    """One operation, decided. `names` are its method and its constant."""
    row = client.operations.get(call.id) if client else None
    body = shaper.name_of(call.body, "request") if call.body else None
    answer = shaper.name_of(call.answer, "answer") if call.answer else None
    events = _events(call, client)
    by_place = {
        kind: tuple(p.get("name") for p in call.parameters if p.get("in") == kind)
        for kind in ("path", "query", "header")
    }
    return Operation(
        name=call.id,
        method_name=names[0],
        constant=names[1],
        http_method=call.method,
        path=call.path,
        summary=str(call.place.get("summary", "")).strip(),
        doc=str(call.place.get("description", "")).strip(),
        effect=row.effect if row else _EFFECTS.get(call.method, "unknown"),
        parameters=parameters.name if parameters else "",
        body=body or "",
        body_kind=call.body_kind,  # type: ignore[arg-type]
        body_required=call.body_required,
        whole_body=body is not None and models[body].root is not None,
        answer=answer or "",
        stream=call.accept == EVENT_STREAM,
        event=(events.event or "") if events else "",
        replayed=events is not None and events.replayed,
        keep_alive=events.keep_alive_seconds if events else None,
        accept=call.accept,
        path_names=by_place["path"],
        query_names=by_place["query"],
        header_names=by_place["header"],
        server=call.server,
        authenticated=_authenticated(shaper.document, call),
        timeout=row.timeout_seconds if row else None,
        enveloped=_enveloped(call, client),
        arguments=tuple(_arguments(call, parameters, models.get(body or ""))),
        paging=paging(shaper, call, client),
        source=shaper.document.source(call.place.pointer),
        recovery=(row.dedupe.by, row.dedupe.recover) if row and isinstance(row.dedupe, ReferenceDedupe) else None,
    )


def _events(call: Call, client: ClientTable | None) -> EventsCall | None:
    """The stream of events about jobs, when the call is it."""
    events = client.jobs.events if client else None
    return events if isinstance(events, EventsCall) and events.call == call.id else None


def _enveloped(call: Call, client: ClientTable | None) -> bool:
    envelope = client.envelope if client else None
    return envelope is None or envelope.operations is None or call.id in envelope.operations


def _authenticated(document: Document, call: Call) -> bool:
    security = call.place.get("security", document.data.get("security", []))
    return any(security)


def _arguments(call: Call, parameters: Model | None, body: Model | None) -> Iterator[Argument]:
    """Keywords of the method: path parameters first (positional), then required ones, then the body's, then the rest."""
    in_path = {place.get("name") for place in call.parameters if place.get("in") == "path"}
    candidates: dict[str, tuple[Any, ...]] = {}
    for field in parameters.fields if parameters else ():
        candidates[f"p {field.wire}"] = (field, parameters, "parameters", field.wire in in_path)
    for field in body.fields if body else ():
        candidates[f"b {field.wire}"] = (field, body, "body", False)
    wanted = {key: item[0].python for key, item in candidates.items()}
    allocated = naming.allocate(wanted, naming.CALL_ARGUMENTS | naming.MODULE_NAMES | naming.BUILTINS)
    ordered = sorted(
        candidates, key=lambda key: (not candidates[key][3], not candidates[key][0].required, key[0] != "b")
    )
    for key in ordered:
        field, owner, target, positional = candidates[key]
        yield Argument(allocated[key], owner.name, field.python, target, positional, field.required, field.doc)
