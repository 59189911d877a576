"""What a contract says about HTTP: only what the generated clients can send and read.

| code | refused |
|---|---|
| HTTP001 | a media type that is not supported in its position, or several or none to send |
| HTTP002 | a parameter in a cookie, in another style than the default, or that the client sets itself |
| HTTP003 | a parameter that is an object |
| HTTP004 | a status that is no status |
| HTTP005 | a security scheme other than bearer or apiKey in a header, or with scopes |
| HTTP006 | a server that is not a plain https URL |
| HTTP007 | content without a schema |
| HTTP008 to HTTP010 | see success.py, credentials.py |
| HTTP011 | a header whose name is no token of RFC 9110 |
| HTTP012 | several servers of one operation or path item |
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from generator.diagnostics import Diagnostic, excerpt
from generator.lint.contract import mapping, resolved, sequence
from generator.lint.findings import error
from generator.lint.nodes import Node
from generator.lint.schemas import named_types
from generator.load.document import Document, join_pointer

SENT = ("application/json", "multipart/form-data")
RECEIVED = ("application/json", "text/event-stream")
_STATUS = re.compile(r"[1-5][0-9][0-9]\Z")
_SERVER = re.compile(r"https://[a-z0-9.-]+(?::[0-9]{1,5})?(?:/[A-Za-z0-9._~/-]*)?\Z")
_TOKEN = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+\Z")
_STYLES = {"path": ("simple", False), "query": ("form", True), "header": ("simple", False)}
_OWN_HEADERS = ("accept", "content-type", "authorization")


def check(document: Document, nodes: list[Node]) -> Iterator[Diagnostic]:
    """All HTTP… findings."""
    checks = {
        "requestBody": _request_body,
        "response": _response,
        "parameter": _parameter,
        "operation": _operation,
        "securityScheme": _security_scheme,
        "security": _security,
        "pathItem": _servers,
        "server": _server,
    }
    for node in nodes:
        if node.kind in checks and isinstance(node.value, dict):
            yield from checks[node.kind](document, node.pointer, node.value)


def _content(document: Document, pointer: str, value: dict[str, Any], known: tuple[str, ...]) -> Iterator[Diagnostic]:
    for name, media_type in mapping(value.get("content")).items():
        place = join_pointer(pointer, "content", name)
        if "schema" not in mapping(media_type):
            yield error(document, place, "HTTP007", "content without a schema", "add schema:; {} for any JSON")
        if name not in known:
            yield error(
                document, place, "HTTP001", f"{excerpt(name)} is not supported here", f"use {' or '.join(known)}"
            )


def _request_body(document: Document, pointer: str, value: dict[str, Any]) -> Iterator[Diagnostic]:
    yield from _content(document, pointer, value, SENT)
    place, count = join_pointer(pointer, "content"), len(mapping(value.get("content")))
    if count > 1:
        yield error(document, place, "HTTP001", "several media types to send", "keep the one that the client sends")
    if count == 0 and "$ref" not in value:
        yield error(document, place, "HTTP001", "no media type to send", f"use {' or '.join(SENT)}")


def _response(document: Document, pointer: str, value: dict[str, Any]) -> Iterator[Diagnostic]:
    yield from _content(document, pointer, value, RECEIVED)


def _parameter(document: Document, pointer: str, value: dict[str, Any]) -> Iterator[Diagnostic]:
    if "$ref" in value:
        return
    where, name = value.get("in"), value.get("name")
    if not isinstance(where, str) or where not in _STYLES:
        place = join_pointer(pointer, "in")
        yield error(document, place, "HTTP002", f"a parameter in {excerpt(where)}", "use path, query or header")
        return
    for keyword, usual in zip(("style", "explode"), _STYLES[where], strict=True):
        if keyword in value and value[keyword] != usual:
            place = join_pointer(pointer, keyword)
            message = f"only the default {keyword} of a {where} parameter is supported"
            yield error(document, place, "HTTP002", message, f"write {excerpt(usual)}, or leave it out")
    if where == "header" and isinstance(name, str) and name.lower() in _OWN_HEADERS:
        place = join_pointer(pointer, "name")
        hint = "leave it out: security and content say it"
        yield error(document, place, "HTTP002", f"the client sets the header {excerpt(name)} itself", hint)
    if where == "header":
        yield from _header_name(document, pointer, name)
    _, schema = resolved(document, join_pointer(pointer, "schema"))
    if isinstance(schema, dict) and ("object" in named_types(schema) or "properties" in schema):
        place = join_pointer(pointer, "schema")
        yield error(document, place, "HTTP003", "a parameter that is an object", "write one parameter per property")


def _header_name(document: Document, pointer: str, name: object) -> Iterator[Diagnostic]:
    if isinstance(name, str) and not _TOKEN.match(name):
        hint = "a name has letters, digits and !#$%&'*+-.^_`|~ only"
        message = f"no header can have the name {excerpt(name)}"
        yield error(document, join_pointer(pointer, "name"), "HTTP011", message, hint)


def _servers(document: Document, pointer: str, value: dict[str, Any]) -> Iterator[Diagnostic]:
    if len(sequence(value.get("servers"))) > 1:
        place = join_pointer(pointer, "servers", 1)
        hint = "keep one; only the servers of the document are regions to choose from"
        yield error(document, place, "HTTP012", "several servers below the document", hint)


def _operation(document: Document, pointer: str, value: dict[str, Any]) -> Iterator[Diagnostic]:
    yield from _servers(document, pointer, value)
    for status in mapping(value.get("responses")):
        if status != "default" and not _STATUS.match(status):
            place = join_pointer(pointer, "responses", status)
            yield error(document, place, "HTTP004", f"{excerpt(status)} is no status", "write a status, or default")


def _security_scheme(document: Document, pointer: str, value: dict[str, Any]) -> Iterator[Diagnostic]:
    is_bearer = value.get("type") == "http" and str(value.get("scheme")).lower() == "bearer"
    is_key = value.get("type") == "apiKey" and value.get("in") == "header"
    if not is_bearer and not is_key:
        hint = "describe it as http with scheme bearer, or as apiKey in header"
        yield error(document, pointer, "HTTP005", "a security scheme that is not supported", hint)
    if is_key:
        yield from _header_name(document, pointer, value.get("name"))


def _security(document: Document, pointer: str, value: dict[str, Any]) -> Iterator[Diagnostic]:
    for name, scopes in value.items():
        if scopes:
            place = join_pointer(pointer, name)
            yield error(document, place, "HTTP005", "scopes are not supported", "write []")
    if len(value) > 1:
        message = "several schemes at once are not supported"
        yield error(document, pointer, "HTTP005", message, "name one scheme")


def _server(document: Document, pointer: str, value: dict[str, Any]) -> Iterator[Diagnostic]:
    url = value.get("url")
    if isinstance(url, str) and not _SERVER.match(url):
        place = join_pointer(pointer, "url")
        hint = "write https://host/path, without user, query or {variables}"
        yield error(document, place, "HTTP006", f"{excerpt(url)} is not a plain https URL", hint)
