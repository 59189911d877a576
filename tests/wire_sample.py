"""A contract and edits of it, from which pairs are made for the rules about calls and what surrounds them."""

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import Any

from tests.support import Json

Edit = Callable[[Json], Any]
_TEXT: Json = {"type": "string"}
_PLAIN: Json = {"schema": _TEXT}


def sample() -> Json:
    """A contract with two calls on one path, a webhook's worth of nothing else."""
    listed: Json = {
        "operationId": "videos_list",
        "tags": ["videos"],
        "summary": "List videos",
        "parameters": [{"name": "page", "in": "query", "description": "Which page.", "schema": {"type": "integer"}}],
        "responses": {"200": answer({"type": "object", "properties": {"url": _TEXT}})},
    }
    made: Json = {
        "operationId": "videos_create",
        "tags": ["videos"],
        "summary": "Make a video",
        "requestBody": {
            "required": True,
            "content": {"application/json": {"schema": {"type": "object", "properties": {"prompt": _TEXT}}}},
        },
        "responses": {"200": answer({"type": "object", "properties": {"id": _TEXT}})},
    }
    return {
        "openapi": "3.1.0",
        "info": {"title": "Sample", "version": "1.0.0"},
        "servers": [{"url": "https://api.example.com"}],
        "tags": [{"name": "videos", "description": "Videos."}, {"name": "films", "description": "Films."}],
        "paths": {"/v1/videos": {"get": listed, "post": made}},
        "components": {
            "securitySchemes": {"bearer": {"type": "http", "scheme": "bearer"}, "key": _key()},
            "schemas": {"Video": {"type": "object", "properties": {"url": _TEXT, "length": {"type": "integer"}}}},
        },
    }


def _key() -> Json:
    return {"type": "apiKey", "in": "header", "name": "X-Key"}


def answer(schema: Json, **more: Any) -> Json:
    """An answer in JSON."""
    return {"description": "As asked.", "content": {"application/json": {"schema": schema}}, **more}


def get(found: Json) -> Json:
    """The call that reads."""
    node: Json = found["paths"]["/v1/videos"]["get"]
    return node


def post(found: Json) -> Json:
    """The call that writes."""
    node: Json = found["paths"]["/v1/videos"]["post"]
    return node


def put(where: Callable[[Json], Json], **values: Any) -> Edit:
    """Sets members of a node."""
    return lambda found: where(found).update(copy.deepcopy(values))


def take(where: Callable[[Json], Json], name: str) -> Edit:
    """Takes a member of a node away."""
    return lambda found: where(found).pop(name)


def both(*edits: Edit) -> Edit:
    """Several edits, one after the other."""

    def run(found: Json) -> None:
        for edit in edits:
            edit(found)

    return run


def nothing(found: Json) -> None:
    """The sample as it is."""


def body(found: Json) -> Json:
    """What is sent."""
    node: Json = post(found)["requestBody"]
    return node


def sent(found: Json) -> Json:
    """The schema of what is sent."""
    node: Json = body(found)["content"]["application/json"]["schema"]
    return node


def got(found: Json) -> Json:
    """The schema of what is got."""
    node: Json = get(found)["responses"]["200"]["content"]["application/json"]["schema"]
    return node


def page(found: Json) -> Json:
    """The parameter of the call that reads."""
    node: Json = get(found)["parameters"][0]
    return node


def media(found: Json) -> Json:
    """The media types of what is got."""
    node: Json = get(found)["responses"]["200"]["content"]
    return node


def schemes(found: Json) -> Json:
    """The security schemes."""
    node: Json = found["components"]["securitySchemes"]
    return node


def with_more_parameters(*more: Json) -> Edit:
    """More parameters of the call that reads."""
    return lambda found: get(found)["parameters"].extend(copy.deepcopy(more))


def at_path(required: bool) -> Edit:
    """A parameter of the path."""
    shared: Json = {"name": "team", "in": "query", "required": required, "description": "Whose.", "schema": _TEXT}
    return lambda found: found["paths"]["/v1/videos"].update(parameters=[shared])


def tags(**more: Any) -> Edit:
    """A parameter that is a list."""
    schema: Json = {"type": "array", "items": _TEXT}
    return with_more_parameters({"name": "tags", "in": "query", "description": "Tags.", "schema": schema, **more})


def ranged(schema: Json | None, required: bool = False) -> Edit:
    """A header parameter that is an object."""
    members: Json = {"type": "object", "properties": {"to": _TEXT} | ({"from": schema} if schema else {})}
    members |= {"required": ["from"]} if required else {}
    return with_more_parameters({"name": "X-Range", "in": "header", "description": "A range.", "schema": members})


def property_of(where: Callable[[Json], Json], schema: Json, required: bool = False) -> Edit:
    """A property `key` of a body or an answer."""

    def run(found: Json) -> None:
        node = where(found)
        node["properties"]["key"] = copy.deepcopy(schema)
        if required:
            node["required"] = ["key"]

    return run


def header(**more: Any) -> Edit:
    """A header of what is got."""
    header: Json = {"description": "A rate.", "schema": _TEXT, **more}
    return lambda found: get(found)["responses"]["200"].update(headers={"X-Rate": header})


def secured(*listed: Json) -> Edit:
    """What the call that reads must prove."""
    return put(get, security=list(listed))


def globally(*listed: Json) -> Edit:
    """What every call must prove."""
    return put(lambda found: found, security=list(listed))


def login(**flow: Any) -> Edit:
    """A scheme with a flow."""
    flows: Json = {"implicit": {"authorizationUrl": "https://a.example", "scopes": {"read": "Reads."}, **flow}}
    return put(schemes, login={"type": "oauth2", "flows": flows})


def received(word: str) -> Edit:
    """A webhook or a callback."""
    schema: Json = {"type": "object", "properties": {"id": _TEXT}}
    notice: Json = {"operationId": "videos_ended", "tags": ["videos"], "summary": "Ended"}
    notice["requestBody"] = {"required": True, "content": {"application/json": {"schema": schema}}}
    notice["responses"] = {"200": {"description": "Taken."}}
    if word == "webhooks":
        return put(lambda found: found, webhooks={"taskEnded": {"post": notice}})
    return put(post, callbacks={"taskEnded": {"{$request.body#/prompt}": {"post": notice}}})


def only_post(found: Json) -> None:
    """Without the call that reads."""
    del found["paths"]["/v1/videos"]["get"]


def deprecated(found: Json) -> None:
    """The call that reads is deprecated."""
    get(found)["deprecated"] = True


def other_path(found: Json) -> None:
    """A second path."""
    found["paths"]["/v1/films"] = {"get": {**copy.deepcopy(get(found)), "operationId": "films_list", "tags": ["films"]}}


def at_other_path(**more: Any) -> Edit:
    """A second path, its call with more members."""
    return both(other_path, put(lambda found: found["paths"]["/v1/films"]["get"], **more))


def id_in_path(declared: bool) -> Edit:
    """A placeholder of the path with or without its parameter."""

    def run(found: Json) -> None:
        found["paths"] = {"/v1/videos/{id}": {"get": get(found)}}
        if declared:
            one: Json = {"name": "id", "in": "path", "required": True, "description": "Which.", "schema": _TEXT}
            found["paths"]["/v1/videos/{id}"]["get"]["parameters"].append(one)

    return run


def kept(word: str, where: Callable[[Json], Json], schema: Json, required: bool) -> tuple[Edit, Edit]:
    """A property that gets or loses a word."""
    return property_of(where, schema, required), property_of(where, {**schema, word: True}, required)
