"""Every example of every spec goes through model and client over a mock transport and comes out equal."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

import pytest
from pydantic import ValidationError

import stillmotion
from generator.load.examples import CallbackExample, ExamplePair, InvalidExample
from stillmotion._runtime.errors import ERROR_KINDS
from tests.conformance import driver

STYLES = [pytest.param(False, id="sync"), pytest.param(True, id="async")]


def _examples(kind: str) -> Iterator[Any]:
    for name, provider in driver.specs().items():
        for file in provider.examples:
            for number, example in enumerate(getattr(file, kind)):
                yield pytest.param(
                    name, file.operation, example, id=f"{name}-{file.operation}-{number}-{example.name[:40]}"
                )


def _sendable(pair: ExamplePair, operation: str, provider: str) -> bool:
    described = driver.operations(provider)[operation][1]
    needs = described.path_names or described.body or any(a.required for a in described.arguments)
    return bool(pair.request.model_fields_set) or not needs


@pytest.mark.parametrize("asynchronous", STYLES)
@pytest.mark.parametrize(("provider", "operation", "pair"), list(_examples("pairs")))
def test_an_example_leaves_and_returns_as_the_contract_says(
    provider: str, operation: str, pair: ExamplePair, asynchronous: bool
) -> None:
    sent = pair if _sendable(pair, operation, provider) else _with_any_request(provider, operation, pair)
    for whole in (False, True):
        wire = driver.Wire(pair)
        if pair.error is not None:
            with pytest.raises((ERROR_KINDS[pair.error], stillmotion.SubmitAmbiguousError)) as raised:
                driver.call(provider, operation, sent.request, wire, asynchronous=asynchronous, whole=whole)
            _check_error(_reason(raised.value, provider, operation, wire), provider, operation, pair)
        else:
            outcome = driver.call(provider, operation, sent.request, wire, asynchronous=asynchronous, whole=whole)
            _check_answer(outcome, provider, operation, pair)
        _check_request(wire, provider, operation, sent)


def _reason(error: Any, provider: str, operation: str, wire: driver.Wire) -> Any:
    """The error an answer means: of paid work that may have been taken it is the cause, and whatever follows only reads."""
    if not isinstance(error, stillmotion.SubmitAmbiguousError):
        return error
    assert driver.operations(provider)[operation][1].effect == "billable"
    assert {request.method for request in wire.requests[1:]} <= {"GET"}
    del wire.requests[1:]
    return error.__cause__


def _with_any_request(provider: str, operation: str, pair: ExamplePair) -> ExamplePair:
    """An example that shows an answer only borrows the first request of its file."""
    file = next(file for file in driver.specs()[provider].examples if file.operation == operation)
    request = next(other.request for other in file.pairs if other.request.model_fields_set)
    return pair.model_copy(update={"request": request})


def _check_request(wire: driver.Wire, provider: str, operation: str, pair: ExamplePair) -> None:
    described = driver.operations(provider)[operation][1]
    assert len(wire.requests) == 1
    request = wire.requests[0]
    path = described.path
    for name, value in pair.request.path.items():
        path = path.replace(f"{{{name}}}", quote(str(value), safe=""))
    server = described.server or driver.providers()[provider].regions[0][1]
    assert request.method == described.http_method
    assert str(request.url).partition("?")[0] == server + path
    assert dict(request.url.params) == {name: _text(value) for name, value in pair.request.query.items()}
    for name, value in pair.request.headers.items():
        assert request.headers[name] == _text(value)
    auth = driver.providers()[provider].auth
    assert auth is not None
    assert request.headers.get(auth.header) == (auth.prefix + driver.KEY if described.authenticated else None)
    if described.body_kind == "json":
        body = json.loads(request.content)
        if described.recovery and described.recovery[0] not in pair.request.body:
            made = body.pop(described.recovery[0])  # what a lost call is found by
            assert re.fullmatch("[0-9a-f]{32}", made)
        assert body == (pair.request.body if pair.request.has_body else {})
    elif described.body_kind == "multipart":
        _check_form(request.headers["content-type"], request.content, pair)
    else:
        assert request.content == b""


def _check_form(content_type: str, content: bytes, pair: ExamplePair) -> None:
    assert content_type.startswith("multipart/form-data; boundary=")
    for name, part in pair.request.body.items():
        assert f'name="{name}"'.encode() in content
        assert driver._file(part).content in content


def _text(value: Any) -> str:
    return json.dumps(value) if isinstance(value, bool) else str(value)


def _check_answer(outcome: driver.Outcome, provider: str, operation: str, pair: ExamplePair) -> None:
    described = driver.operations(provider)[operation][1]
    if described.stream:
        _check_events(outcome, described.event, pair.response.text or "")
        return
    answer = outcome.answers[0]
    if not described.answer:
        assert (answer.status, answer.json() if pair.response.has_body else None) == (
            pair.response.status,
            pair.response.body,
        )
        return
    assert type(answer).__name__ == described.answer
    assert answer.model_dump(mode="json", by_alias=True, exclude_unset=True) == pair.response.body
    assert stillmotion.raw_response(answer).status == pair.response.status


def _check_events(outcome: driver.Outcome, typed: str, text: str) -> None:
    lines = [line.removeprefix("data:").strip() for line in text.splitlines() if line.startswith("data:")]
    assert [event.text for event in outcome.answers] == lines
    for event in outcome.answers:
        if typed in ("", event.event):
            assert event.data.wire() == json.loads(event.text)
        else:
            assert event.data is None


def _check_error(error: Any, provider: str, operation: str, pair: ExamplePair) -> None:
    assert (error.kind, error.provider, error.operation) == (pair.error, provider, operation)
    assert error.status == pair.response.status
    assert error.raw is not None
    if pair.response.has_body:
        assert error.raw.json() == pair.response.body
    assert driver.KEY not in f"{error!r} {error}"


@pytest.mark.parametrize("asynchronous", STYLES)
@pytest.mark.parametrize(("provider", "operation", "example"), list(_examples("invalid")))
def test_an_invalid_request_is_refused_before_anything_is_sent(
    provider: str, operation: str, example: InvalidExample, asynchronous: bool
) -> None:
    wire = driver.Wire()
    with pytest.raises((ValidationError, TypeError, stillmotion.InvalidRequestError)) as raised:
        driver.call(provider, operation, example.request, wire, asynchronous=asynchronous, whole=True)
    said = _said(raised.value)
    assert wire.requests == []
    assert [name for name in example.fields if name not in said] == []


def _said(refusal: Exception) -> str:
    """Places and messages of a refusal, without the input: a field that was merely sent is not yet named."""
    if not isinstance(refusal, ValidationError):
        return str(refusal)
    return json.dumps([(one["loc"], one["msg"]) for one in refusal.errors()])


@pytest.mark.parametrize(("provider", "operation", "example"), list(_examples("callbacks")))
def test_a_notice_of_a_provider_reads_as_its_model(
    provider: str, operation: str | None, example: CallbackExample
) -> None:
    model = getattr(driver.models(provider), _notice_model(provider, operation, example.callback))
    notice = model.model_validate_json(json.dumps(example.body))
    assert notice.wire() == example.body


def _notice_model(provider: str, operation: str | None, name: str) -> str:
    contract = driver.specs()[provider].contract.data
    if operation is None:
        item = contract["webhooks"][name]
    else:
        holder = next(
            call
            for path in contract["paths"].values()
            for call in path.values()
            if isinstance(call, dict) and call.get("operationId") == operation
        )
        item = next(iter(holder["callbacks"][name].values()))
    body = item["post"]["requestBody"]["content"]["application/json"]["schema"]["$ref"].rsplit("/", 1)[1]
    return body if hasattr(driver.models(provider), body) else f"{body}Answer"
