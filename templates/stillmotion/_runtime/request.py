"""From an operation and its typed arguments to one HTTP request. Pure: opens no file, sends nothing."""

from __future__ import annotations

import json
import string
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeAlias
from urllib.parse import quote, urlencode

from .errors import InvalidRequestError
from .extras import named_values, query_values
from .files import Upload, as_upload
from .operation import CallOptions, Operation, Provider
from .version import VERSION

if TYPE_CHECKING:
    from .models import RequestRoot, WireModel

_TOKEN: Final = frozenset("!#$%&'*+.^_`|~-" + string.ascii_letters + string.digits)
_MANAGED: Final = frozenset({"host", "content-length", "transfer-encoding", "connection"})
_ENCODER: Final = json.JSONEncoder(allow_nan=False, ensure_ascii=False, separators=(",", ":"))
USER_AGENT: Final = f"stillmotion/{VERSION}"

Part = tuple[str, str | Upload]
Body: TypeAlias = "WireModel | RequestRoot"


@dataclass(frozen=True, slots=True)
class PreparedRequest:
    """What is sent, without the credential. Header names are lower-case. `content` is the JSON body; `parts` are the
    parts of a form in their order, text or file."""

    method: str
    url: str
    headers: Mapping[str, str]
    content: bytes | None = None
    parts: tuple[Part, ...] | None = None


def resumed(prepared: PreparedRequest, last_id: str) -> PreparedRequest:
    """The request for a stream that goes on after an event; an id that no header can carry is left out."""
    if not last_id or not last_id.isascii() or not last_id.isprintable():
        return prepared
    return replace(prepared, headers={**prepared.headers, "last-event-id": last_id})


class _Call:
    """Names the call in errors."""

    def __init__(self, provider: Provider, operation: Operation[Any]) -> None:
        self.provider = provider
        self.operation = operation

    def refuse(self, message: str) -> InvalidRequestError:
        """The error for a request that is not sent."""
        return InvalidRequestError(
            message, provider=self.provider.name, operation=self.operation.name, retry="after_fix", accepted="no"
        )


def build(
    provider: Provider,
    operation: Operation[Any],
    *,
    base_url: str,
    parameters: WireModel | None,
    body: Body | None,
    options: CallOptions,
) -> PreparedRequest:
    """The request of one call. `base_url` has no slash at its end.

    Raises:
        InvalidRequestError: a path parameter is no single segment, a header cannot be sent, or an extra part of the
            request is none that can be sent or would replace what the client itself sets.
    """
    call = _Call(provider, operation)
    values: Mapping[str, Any] = {} if parameters is None else parameters.wire()
    headers = {"accept": operation.accept, "accept-encoding": "gzip, deflate", "user-agent": USER_AGENT}
    headers.update(
        (name.lower(), _header_value(call, name, values[name])) for name in _given(operation.header_names, values)
    )
    content, parts = _body(call, body, named_values(call.refuse, "extra_body", options.extra_body))
    if content is not None:
        headers["content-type"] = "application/json"
    extra = named_values(call.refuse, "extra_headers", options.extra_headers)
    if extra:
        headers.update(_extra_headers(call, extra))
    url = base_url + _path(call, values) + _query(call, values, query_values(call.refuse, options.extra_query))
    return PreparedRequest(operation.method, url, headers, content, parts)


def _given(names: tuple[str, ...], values: Mapping[str, Any]) -> Iterator[str]:
    return (name for name in names if values.get(name) is not None)


def _path(call: _Call, values: Mapping[str, Any]) -> str:
    path = call.operation.path
    for name in call.operation.path_names:
        # an encoded segment holds no brace, so no value is taken for a place
        path = path.replace("{" + name + "}", _segment(call, name, values.get(name)))
    return path


def _segment(call: _Call, name: str, value: object) -> str:
    text = "" if value is None else _text(value)
    if text in ("", ".", ".."):
        raise call.refuse(f"path parameter {name} must be a non-empty name, not {text!r}")
    try:
        return quote(text, safe="")
    except UnicodeEncodeError:
        raise call.refuse(f"path parameter {name} holds a lone surrogate") from None


def _query(call: _Call, values: Mapping[str, Any], extra: Mapping[str, Any]) -> str:
    chosen = {name: values[name] for name in _given(call.operation.query_names, values)} if values else {}
    chosen.update(extra)
    if not chosen:
        return ""
    try:
        return "?" + urlencode(list(_pairs(chosen)), quote_via=quote)
    except UnicodeEncodeError:
        raise call.refuse("a query parameter holds a lone surrogate") from None


def _pairs(chosen: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for name, value in chosen.items():
        items = value if isinstance(value, list | tuple) else (value,)
        yield from ((name, _text(item)) for item in items if item is not None)


def _text(value: object) -> str:
    """A value where only text is possible: booleans as JSON writes them, numbers plain."""
    if isinstance(value, Enum):
        value = value.value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return str(value)


def _header_value(call: _Call, name: str, value: object) -> str:
    text = _text(value)
    if not text.isascii() or not text.isprintable() or text != text.strip():
        raise call.refuse(
            f"header {name} holds what no header can: line ends, controls, outer blanks or non-ASCII text"
        )
    return text


def _extra_headers(call: _Call, extra: Mapping[str, str]) -> dict[str, str]:
    auth = call.provider.auth
    managed = _MANAGED if auth is None else _MANAGED | {auth.header.lower()}
    headers = {}
    for name, value in extra.items():
        if not name or not _TOKEN.issuperset(name):
            raise call.refuse("extra_headers holds a name that is no header name")
        if name.lower() in managed:
            raise call.refuse(f"extra_headers may not set {name}: the client sets it")
        if not isinstance(value, str):
            raise call.refuse(f"extra_headers[{name!r}] must be text, not {type(value).__name__}")
        headers[name.lower()] = _header_value(call, name, value)
    return headers


def _body(call: _Call, body: Body | None, extra: Mapping[str, Any]) -> tuple[bytes | None, tuple[Part, ...] | None]:
    kind = call.operation.body
    if kind == "none":
        if extra:
            raise call.refuse("extra_body: this call has no body")
        return None, None
    if kind == "multipart":
        return None, tuple(_parts(call, {**({} if body is None else _given_fields(body)), **extra}))
    if not extra:
        return (None if body is None else _wire_json(call, body)), None
    if not _replaces(body, extra):
        return _joined(b"{}" if body is None else _wire_json(call, body), _json(call, extra)), None
    typed = {} if body is None else body.model_dump(mode="json", by_alias=True, exclude_unset=True)
    if not isinstance(typed, Mapping):
        raise call.refuse("extra_body: this call's body is no object")
    return _json(call, {**typed, **extra}), None


def _replaces(body: Body | None, extra: Mapping[str, Any]) -> bool:
    """Whether an extra property has the name of one that the body has; True where that is not easily told."""
    if body is None:
        return False
    names = getattr(body, "_python_to_wire", None)
    if names is None or body.model_extra:
        return True
    return not extra.keys().isdisjoint([names.get(name, name) for name in body.model_fields_set])


def _joined(one: bytes, other: bytes) -> bytes:
    """One JSON object of two that share no name."""
    if one == b"{}" or other == b"{}":
        return other if one == b"{}" else one
    return one[:-1] + b"," + other[1:]


def _wire_json(call: _Call, body: Body) -> bytes:
    try:
        return body.wire_json()
    except (ValueError, RecursionError) as error:
        raise call.refuse(f"the body is not JSON: {type(error).__name__}") from None


def _json(call: _Call, value: object) -> bytes:
    try:
        return _ENCODER.encode(value).encode()
    except (TypeError, ValueError, RecursionError) as error:
        raise call.refuse(f"extra_body is not JSON: {type(error).__name__}") from None


def _given_fields(body: Body) -> Mapping[str, Any]:
    """What was given, by wire names; files stay as they are, where dumping the model would take them apart."""
    from .models import WireModel

    if not isinstance(body, WireModel):
        return body.root if isinstance(body.root, Mapping) else {}
    names = body._python_to_wire
    return {names.get(name, name): value for name, value in body if name in body.model_fields_set}


def _parts(call: _Call, values: Mapping[str, Any]) -> Iterator[Part]:
    from .models import RequestRoot, WireModel

    for name, value in values.items():
        for item in value if isinstance(value, list | tuple) else (value,):
            if isinstance(item, bytes | Path | Upload):
                yield name, as_upload(item)
            elif isinstance(item, WireModel | RequestRoot):
                yield name, item.wire_json().decode()
            elif isinstance(item, Mapping):
                yield name, _json(call, item).decode()
            elif isinstance(item, str | int | float | Enum):
                yield name, _text(item)
            elif item is not None:
                raise call.refuse(f"{name} cannot be a part of a form: {type(item).__name__}")
