"""Drives generated clients by the contract: one example in, what left and what came back out."""

from __future__ import annotations

import asyncio
import base64
import functools
import importlib
import json
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx2

from generator.ir import build
from generator.ir.model import Operation, Provider
from generator.load import ProviderSpecs
from generator.load.examples import ExamplePair, ExampleRequest
from stillmotion import Upload
from stillmotion._runtime.retry import RetryPolicy
from tests.support import committed

ROOT = Path(__file__).resolve().parents[2]
KEY = "test-key-0123456789"
ONCE = RetryPolicy(attempts=1)


@functools.cache
def specs() -> dict[str, ProviderSpecs]:
    """The committed specs, by provider."""
    return {provider.name: provider for provider in committed().providers}


@functools.cache
def providers() -> dict[str, Provider]:
    """Their intermediate representation."""
    return {provider.name: provider for provider in build(committed()).providers}


def operations(provider: str) -> dict[str, tuple[str, Operation]]:
    """Resource attribute and operation, by operationId."""
    return {
        operation.name: (resource.name, operation)
        for resource in providers()[provider].resources
        for operation in resource.operations
    }


def models(provider: str) -> Any:
    """The provider's generated models module."""
    return importlib.import_module(f"stillmotion.{provider}.models")


@dataclass
class Wire:
    """A transport that answers with one example and keeps what it was asked."""

    pair: ExamplePair | None = None
    requests: list[httpx2.Request] = field(default_factory=list)

    def __call__(self, request: httpx2.Request) -> httpx2.Response:
        request.read()
        self.requests.append(request)
        return self._response()

    async def answer(self, request: httpx2.Request) -> httpx2.Response:
        """The same for the asynchronous transport."""
        await request.aread()
        self.requests.append(request)
        return self._response()

    def _response(self) -> httpx2.Response:
        assert self.pair is not None, "nothing should have been sent"
        response = self.pair.response
        content = json.dumps(response.body).encode() if response.has_body else (response.text or "").encode()
        kind = {"content-type": "application/json"} if response.has_body else {}
        return httpx2.Response(response.status, headers={**kind, **response.headers}, content=content)


@dataclass(frozen=True)
class Outcome:
    """What a call gave: the answers of a call or of the first page, or the events of a stream."""

    answers: list[Any]


def call(
    provider: str, operation: str, request: ExampleRequest, wire: Wire, *, asynchronous: bool, whole: bool
) -> Outcome:
    """Send an example's request through the generated client; `whole` gives the body as one model, else as keywords."""
    resource, described = operations(provider)[operation]
    arguments, keywords = _arguments(provider, described, request, whole=whole)
    if asynchronous:
        return asyncio.run(_call_async(provider, resource, described, arguments, keywords, wire))
    with _client(provider, wire, asynchronous=False) as client:
        found = getattr(getattr(client, resource), described.method_name)(*arguments, **keywords)
        return Outcome(list(_drained(described, found)))


def _drained(described: Operation, found: Any) -> Iterator[Any]:
    if described.stream:
        with found as events:
            yield from events
    elif described.paging:
        yield next(iter(found.pages()))
    else:
        yield found


async def _call_async(
    provider: str, resource: str, described: Operation, arguments: list[Any], keywords: dict[str, Any], wire: Wire
) -> Outcome:
    async with _client(provider, wire, asynchronous=True) as client:
        found = getattr(getattr(client, resource), described.method_name)(*arguments, **keywords)
        return Outcome([item async for item in _drained_async(described, found)])


async def _drained_async(described: Operation, found: Any) -> AsyncIterator[Any]:
    if described.stream:
        async with found as events:
            async for event in events:
                yield event
    elif described.paging:
        yield await anext(aiter(found.pages()))
    else:
        yield await found


def _client(provider: str, wire: Wire, *, asynchronous: bool) -> Any:
    package = importlib.import_module(f"stillmotion.{provider}")
    prefix = providers()[provider].prefix
    if asynchronous:
        transport = httpx2.AsyncClient(transport=httpx2.MockTransport(wire.answer))
        client = getattr(package, f"Async{prefix}Client")(KEY, retry=ONCE, http_client=transport)
        client._session._sleep = _no_pause
        return client
    blocking = httpx2.Client(transport=httpx2.MockTransport(wire))
    client = getattr(package, f"{prefix}Client")(KEY, retry=ONCE, http_client=blocking)
    client._session._sleep = lambda seconds: None
    return client


async def _no_pause(seconds: float) -> None:
    """The search for a lost call asks again without waiting here."""


def _arguments(
    provider: str, described: Operation, request: ExampleRequest, *, whole: bool
) -> tuple[list[Any], dict[str, Any]]:
    module = models(provider)
    values = {**request.path, **request.query, **request.headers}
    given = {name.lower(): value for name, value in values.items()}
    positional: list[Any] = []
    keywords: dict[str, Any] = {}
    for argument in described.arguments:
        if argument.target == "parameters":
            info = getattr(module, argument.owner).model_fields[argument.field]
            wire_name = (info.validation_alias or argument.field).lower()
            if wire_name in given:
                in_header = wire_name in {name.lower() for name in request.headers}
                value = _typed(given[wire_name], info.annotation) if in_header else given[wire_name]
                positional.append(value) if argument.positional else keywords.update({argument.python: value})
    if not described.body:
        return positional, keywords
    body = body_model(module, described.body, request)
    if whole:
        return [*positional, body], keywords
    fields = {argument.field: argument.python for argument in described.arguments if argument.target == "body"}
    keywords |= {fields[name]: getattr(body, name) for name in body.model_fields_set}
    return positional, keywords


def _typed(value: Any, annotation: Any) -> Any:
    """A header of an example is text; the argument may be a number."""
    if isinstance(value, str) and "int" in str(annotation) and "str" not in str(annotation):
        return int(value)
    if isinstance(value, str) and "float" in str(annotation) and "str" not in str(annotation):
        return float(value)
    return value


def body_model(module: Any, name: str, request: ExampleRequest) -> Any:
    """The request model of an example's body: validated from JSON text, or constructed when it holds files."""
    model = getattr(module, name)
    if isinstance(request.body, dict) and any(_is_file(part) for part in request.body.values()):
        return model(**{key: _file(part) for key, part in request.body.items()})
    return model.model_validate_json(json.dumps(request.body if request.has_body else {}))


def _is_file(part: Any) -> bool:
    return isinstance(part, dict) and set(part) == {"file"}


def _file(part: Any) -> Any:
    if not _is_file(part):
        return part
    described = part["file"]
    return Upload(base64.b64decode(described["base64"]), described["name"], described["media_type"])
