"""What the emulator knows of a provider, as JSON: its calls, its examples, and how a job is written into an answer.

Everything comes from the tables that the clients come from. Nothing here knows a provider by name.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any, Final, cast

from generator.emit.emulator_formats import formats
from generator.emit.emulator_shapes import role_shapes
from generator.ir.model import Operation, Provider
from generator.load import ProviderSpecs
from generator.load.client_table import ClientTable, Unsupported
from generator.load.document import Document
from generator.load.examples import ExampleFile, ExamplePair
from generator.load.mapping_table import Generation, MappingTable, Source

_EXPRESSION: Final = re.compile(r"^\{\$request\.(?:body#/(?P<body>\w+)|query\.(?P<query>\w+))\}$")
_ROLES: Final = ("poll", "result", "cost", "list", "cancel", "events")


def emulated(provider: Provider, specs: ProviderSpecs) -> bytes | None:
    """The data of one provider; None for one without a client table or a mapping."""
    client, mapping = specs.client, specs.mapping
    if client is None or mapping is None:
        return None
    data = {
        "provider": provider.name,
        "title": provider.title,
        "servers": sorted(
            {url for _, url in provider.regions} | {one.server for one in _calls(provider) if one.server}
        ),
        "auth": _auth(provider),
        "operations": [_operation(one, client, specs) for one in _calls(provider)],
        "roles": _roles(client, mapping, specs),
        "callback": _callback(client, specs.contract),
        "count": _target(mapping, "count"),
        "reference": _reference(client),
        "words": {state: word for word, state in reversed(client.status.map.items())},
        "status": client.status.path,
        "errors": client.errors.model_dump(mode="json", exclude={"rows", "undecided", "otherwise"}),
        "uploads": [one.model_dump(mode="json", exclude={"source"}) for one in client.uploads],
        "webhook": client.webhook.model_dump(mode="json", exclude={"source"}) if client.webhook else None,
        "lifetime": client.result.lifetime_seconds,
        "emulation": _emulation(client),
    }
    return (json.dumps(data, indent=1, ensure_ascii=False) + "\n").encode()


def _calls(provider: Provider) -> list[Operation]:
    return [one for resource in provider.resources for one in resource.operations]


def _auth(provider: Provider) -> dict[str, Any] | None:
    auth = provider.auth
    if auth is None:
        return None
    return {
        "header": auth.header.lower(),
        "prefix": auth.prefix,
        "signed": any(way.kind == "SignedToken" for way in auth.ways),
    }


def _operation(call: Operation, client: ClientTable, specs: ProviderSpecs) -> dict[str, Any]:
    paging = client.paging.get(call.name)
    return {
        "name": call.name,
        "method": call.http_method,
        "path": call.path,
        "effect": call.effect,
        "parameters": call.parameters,
        "path_names": call.path_names,
        "query_names": call.query_names,
        "header_names": call.header_names,
        "body": call.body,
        "body_kind": call.body_kind,
        "authenticated": call.authenticated,
        "paging": _paging(call, paging.items) if paging else None,
        "formats": formats(specs.contract, call.name),
        "examples": [_example(pair) for file in _files(specs, call.name) for pair in file.pairs],
    }


def _paging(call: Operation, items: str) -> dict[str, Any]:
    pages = call.paging
    if pages is None:
        return {"style": "whole", "items": items, "position": "", "size": "", "default_size": 0, "start": 0}
    return {
        "style": pages.style,
        "items": items,
        "position": pages.position,
        "size": pages.size,
        "default_size": pages.default_size,
        "start": pages.start,
    }


def _files(specs: ProviderSpecs, name: str) -> Iterator[ExampleFile]:
    return (file for file in specs.examples if file.operation == name)


def _example(pair: ExamplePair) -> dict[str, Any]:
    response = pair.response
    return {
        "name": pair.name,
        "kind": pair.error,
        "path": {name: str(value) for name, value in pair.request.path.items()},
        "query": {name: str(value) for name, value in pair.request.query.items()},
        "file": _file_name(pair.request.body),
        "status": response.status,
        "headers": response.headers,
        **({"body": response.body} if response.has_body else {"text": response.text or ""}),
    }


def _file_name(body: Any) -> str | None:
    """The name of the file that an example sends, if it sends one."""
    parts = body.values() if isinstance(body, dict) else ()
    files = [part["file"] for part in parts if isinstance(part, dict) and isinstance(part.get("file"), dict)]
    return files[0].get("name") if files else None


def _roles(client: ClientTable, mapping: MappingTable, specs: ProviderSpecs) -> dict[str, Any]:
    """By role: the operation, how a job is named to it, and how a job is written into its answer."""
    found: dict[str, Any] = {"submit": client.jobs.submit.model_dump(mode="json")}
    for role in _ROLES:
        call = getattr(client.jobs, role)
        if call is not None and not isinstance(call, Unsupported):
            found[role] = call.model_dump(mode="json", exclude={"source"})
    if not isinstance(client.jobs.callback, Unsupported):
        found["callback"] = {"call": ""}
    for role, row in found.items():
        source = cast("Source", "event" if role == "events" else role)
        row["writes"] = _writes(mapping.generation, source)
        row["shapes"] = role_shapes(client, mapping.generation, specs, source, row["call"])
    return found


def _writes(generation: Generation, role: Source) -> dict[str, Any] | None:
    """Where the fields of a job stand in the answer of a role; None for an answer that says nothing of a job."""
    answer = generation.answers.get(role)
    if answer is None:
        return None
    videos = generation.videos
    return {
        "at": answer.at,
        "fields": _paths(generation.fields, role),
        "videos": videos.at if isinstance(videos.at, str) else videos.at.get(role),
        "video": _paths(videos.fields, role),
    }


def _paths(readers: dict[str, Any], role: str) -> dict[str, Any]:
    found = {}
    for name, reader in readers.items():
        source = reader.from_.get(role) if isinstance(reader.from_, dict) else reader.from_
        if isinstance(source, str):
            found[name] = {"path": source, "via": _via(reader.via)}
        elif source is not None:
            found[name] = source.model_dump(mode="json", by_alias=True)
    return found


def _via(operator: Any) -> str:
    return operator if isinstance(operator, str) else f"unix_{operator.unix}" if operator else ""


def _target(mapping: MappingTable, name: str) -> str | None:
    fate = mapping.request.get(name)
    target = getattr(fate, "to", None)
    return target if isinstance(target, str) else None


def _reference(client: ClientTable) -> dict[str, str] | None:
    dedupe = client.operations[client.jobs.submit.call].dedupe
    by = getattr(dedupe, "by", None)
    return {"field": by, "call": getattr(dedupe, "recover", "")} if by else None


def _callback(client: ClientTable, contract: Document) -> dict[str, Any] | None:
    """Where a request says whom to tell: `in` is body, query, or account for a notice that no request asks for."""
    callback = client.jobs.callback
    if isinstance(callback, Unsupported):
        return None
    for item in contract.data["paths"].values():
        for operation in item.values():
            expressions = operation.get("callbacks", {}).get(callback.name, {}) if isinstance(operation, dict) else {}
            for expression in expressions:
                match = _EXPRESSION.match(expression)
                if match:
                    place = "body" if match["body"] else "query"
                    return {"in": place, "name": match["body"] or match["query"]}
    return {"in": "account", "name": ""}


def _emulation(client: ClientTable) -> dict[str, Any]:
    row = client.emulation
    if row is None:
        return {"situations": {}, "texts": {}, "faults": None, "lists": {}, "balance": None, "cancel": {}, "notify": []}
    return row.model_dump(
        mode="json",
        exclude={"source": True, "lists": {"__all__": {"source"}}, "faults": {"source"}, "balance": {"source"}},
    )
