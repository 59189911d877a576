"""Is a request what the contract says? Judged by the models that the clients are made of."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from email.message import Message
from email.parser import BytesParser
from email.policy import HTTP
from typing import Any, Final, Literal, cast

from pydantic import ValidationError

from . import paths
from .messages import Call
from .tables import Operation, Tables

_KINDS: Final = {"missing": "missing", "extra_forbidden": "unknown"}
_FORMATS: Final = {"uri": "this is not a link", "int64": "this number is too large"}
_LINK: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:(?:[A-Za-z0-9._~:/?#\[\]@!$&'()*+,;=-]|%[0-9A-Fa-f]{2})+")
Where = Literal["body", "query", "path", "header"]


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong. `type` is pydantic's, `way` the names and places that lead there."""

    where: Where
    way: tuple[str | int, ...]
    type: str
    reason: str
    given: Any = None

    @property
    def field(self) -> str:
        """The way as people write it."""
        return ".".join(map(str, self.way)) or self.where

    @property
    def situation(self) -> str:
        """What kind of fault it is, as the tables call it."""
        if self.type in _KINDS:
            return f"invalid_{_KINDS[self.type]}"
        return "invalid_type" if self.type.endswith("_type") else "invalid"


@dataclass(frozen=True, slots=True)
class File:
    """A file of a form."""

    name: str
    media_type: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Request:
    """A request that is good: path and other parameters as text, the body as JSON, files by the name of their part."""

    path: Mapping[str, str]
    query: Mapping[str, str]
    body: Any = None
    files: Mapping[str, File] = field(default_factory=dict)


def validated(tables: Tables, operation: Operation, call: Call, path: Mapping[str, str]) -> Request | tuple[Fault, ...]:
    """The request, or everything that is wrong with it."""
    query = dict(call.query)
    faults = [*_parameter_faults(tables, operation, call, path, query)]
    body: Any = None
    files: dict[str, File] = {}
    if operation.body_kind == "multipart":
        files, given = form_of(call.headers.get("content-type", ""), call.body)
        body = given
        faults += _form_faults(tables, operation, files, given)
    elif operation.body_kind == "json":
        body, found = _json_body(tables, operation, call.body)
        faults += found
    faults += _format_faults(operation, {"body": body, "query": query, "path": dict(path)})
    return tuple(faults) or Request(path, query, body, files)


def _parameter_faults(
    tables: Tables, operation: Operation, call: Call, path: Mapping[str, str], query: Mapping[str, str]
) -> list[Fault]:
    if not operation.parameters:
        return []
    given = {**path, **{name: query[name] for name in operation.query_names if name in query}}
    given |= {name: call.headers[name.lower()] for name in operation.header_names if name.lower() in call.headers}
    try:
        tables.model(operation.parameters).model_validate_strings(given, strict=False)
    except ValidationError as error:
        return [_fault(_place(operation, one["loc"]), one) for one in error.errors()]
    return []


def _place(operation: Operation, loc: tuple[str | int, ...]) -> Where:
    name = str(loc[0]) if loc else ""
    return "path" if name in operation.path_names else "header" if name in operation.header_names else "query"


def _json_body(tables: Tables, operation: Operation, content: bytes) -> tuple[Any, list[Fault]]:
    from pydantic_core import from_json

    try:
        body = from_json(content, allow_inf_nan=False)
    except ValueError:
        return None, [Fault("body", (), "json_invalid", "the body is not JSON")]
    try:
        tables.model(operation.body).model_validate_json(content)
    except ValidationError as error:
        return None, [_fault("body", one) for one in error.errors()]
    return body, []


def _format_faults(operation: Operation, given: Mapping[str, Any]) -> list[Fault]:
    """What is no link, or no number of 64 bits, where the contract says so; to a type of ours a format is a remark only."""
    return [
        Fault(cast(Where, row["in"]), tuple(row["path"].split(".")), "format", _FORMATS[row["format"]], value)
        for row in operation.formats
        for value in paths.find(given.get(row["in"]), row["path"])
        if not _has_format(row["format"], value)
    ]


def _has_format(name: str, value: Any) -> bool:
    if name == "uri":
        return not isinstance(value, str) or _LINK.fullmatch(value) is not None
    try:
        return -(2**63) <= int(value) < 2**63
    except (TypeError, ValueError):
        return True


def _form_faults(
    tables: Tables, operation: Operation, files: Mapping[str, File], given: Mapping[str, str]
) -> list[Fault]:
    try:
        tables.model(operation.body).model_validate({**given, **{name: one.content for name, one in files.items()}})
    except ValidationError as error:
        return [_fault("body", one) for one in error.errors(include_input=False)]
    return []


def _fault(where: Where, error: Mapping[str, Any]) -> Fault:
    return Fault(where, tuple(error["loc"]), error["type"], error["msg"], error.get("input"))


def form_of(content_type: str, body: bytes) -> tuple[dict[str, File], dict[str, str]]:
    """The files and the texts of a multipart form, by the names of their parts; nothing of what is no form."""
    if not content_type.lower().startswith("multipart/form-data"):
        return {}, {}
    head = f"content-type: {content_type}\r\n\r\n".encode("latin-1", "replace")
    message = cast(Message, BytesParser(policy=HTTP).parsebytes(head + body))
    files: dict[str, File] = {}
    texts: dict[str, str] = {}
    for part in message.get_payload() if message.is_multipart() else ():
        if not isinstance(part, Message):
            continue
        name = str(part.get_param("name", "", header="content-disposition"))
        file_name = part.get_filename()
        content = cast(bytes, part.get_payload(decode=True) or b"")
        if file_name is None:
            texts[name] = content.decode(errors="replace")
        else:
            files[name] = File(file_name, part.get_content_type(), content)
    return files, texts
