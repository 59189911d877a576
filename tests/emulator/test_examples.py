"""Every example of every spec at the emulator: what is good is taken and answered in the contract's shape, what is refused
is refused with the documented status and body."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote, urlencode

import httpx2
import pytest

from generator.load.examples import ExamplePair, ExampleRequest, InvalidExample
from stillmotion.emulator import Emulator, Refuse
from stillmotion.emulator.tables import Operation, Tables, tables_of
from tests.conformance import driver

KEYS = {"authorization": "Bearer emulator-key"}


def _examples(kind: str) -> Iterator[Any]:
    for name, provider in driver.specs().items():
        for file in provider.examples:
            for number, example in enumerate(getattr(file, kind)):
                if file.operation is not None:
                    place = f"{name}-{file.operation}-{number}-{example.name[:40]}"
                    yield pytest.param(name, file.operation, example, id=place)


def _sent(emulator: Emulator, tables: Tables, operation: Operation, request: ExampleRequest) -> httpx2.Response:
    path = operation.path
    for name in operation.path_names:
        path = path.replace(f"{{{name}}}", quote(str(request.path.get(name, "none-such")), safe=""))
    url = f"{emulator.base_url(tables.provider)}{path}"
    query = {name: str(value) for name, value in request.query.items()}
    auth = tables.data["auth"]
    headers = {auth["header"]: f"{auth['prefix']}emulator-key", **request.headers}
    content, files = None, None
    if operation.body_kind == "multipart":
        files = {name: _part(value) for name, value in (request.body or {}).items()}
    elif request.has_body:
        content = json.dumps(request.body)
        headers["content-type"] = "application/json"
    with emulator.http_client() as client:
        whole = f"{url}?{urlencode(query)}" if query else url
        with client.stream(operation.method, whole, headers=headers, content=content, files=files) as response:
            if not response.headers.get("content-type", "").startswith("text/event-stream"):
                response.read()
            return response


def _part(value: Any) -> Any:
    import base64

    file = value["file"]
    return file["name"], base64.b64decode(file["base64"]), file["media_type"]


def _prepared(emulator: Emulator, tables: Tables, operation: Operation, request: ExampleRequest) -> ExampleRequest:
    """The request of an example, led to a job that is there."""
    if tables.role_of(operation.name) not in ("poll", "result", "cost", "cancel", "events") or not request.path:
        return request
    submit = tables.operations[tables.roles["submit"].call]
    file = next(one for one in driver.specs()[tables.provider].examples if one.operation == submit.name)
    _sent(emulator, tables, submit, file.pairs[0].request)
    emulator.set_progress("immediate")
    return request.model_copy(update={"path": dict.fromkeys(request.path, emulator.jobs(tables.provider)[0].id)})


@pytest.mark.parametrize(
    ("provider", "operation", "pair"), [one for one in _examples("pairs") if one.values[2].error is None]
)
def test_a_good_request_is_answered_in_the_contract_s_shape(
    provider: str, operation: str, pair: ExamplePair, stillmotion_emulator: Emulator
) -> None:
    tables = tables_of(provider)
    call = tables.operations[operation]
    if not pair.request.model_fields_set and (call.path_names or call.body):
        pytest.skip("this example shows an answer only")
    stillmotion_emulator.set_progress("immediate")
    request = _prepared(stillmotion_emulator, tables, call, pair.request)

    response = _sent(stillmotion_emulator, tables, call, request)

    assert response.status_code in {one.status for one in call.examples}
    if "text" not in response.headers["content-type"]:
        answer = driver.operations(provider)[operation][1].answer
        if response.is_success:
            tables.model(answer).model_validate_json(response.content)


@pytest.mark.parametrize(
    ("provider", "operation", "pair"), [one for one in _examples("pairs") if one.values[2].error is not None]
)
def test_every_documented_refusal_can_be_had(
    provider: str, operation: str, pair: ExamplePair, stillmotion_emulator: Emulator
) -> None:
    tables = tables_of(provider)
    file = next(one for one in driver.specs()[provider].examples if one.operation == operation)
    request = next((one.request for one in file.pairs if one.request.model_fields_set), ExampleRequest())
    stillmotion_emulator.script(operation, Refuse(example=pair.name))

    response = _sent(stillmotion_emulator, tables, tables.operations[operation], request)

    assert response.status_code == pair.response.status
    if pair.response.has_body:
        given, place = response.json(), tables.data["errors"]["request_id"]["body"]
        assert {**given, place: 0} == {**pair.response.body, place: 0} if place else given == pair.response.body
    else:
        assert response.text == (pair.response.text or "")
    assert pair.response.headers.items() <= {name: response.headers.get(name) for name in pair.response.headers}.items()
    assert stillmotion_emulator.charges == 0


@pytest.mark.parametrize(("provider", "operation", "example"), list(_examples("invalid")))
def test_a_request_that_breaks_the_contract_is_refused(
    provider: str, operation: str, example: InvalidExample, stillmotion_emulator: Emulator
) -> None:
    tables = tables_of(provider)
    call = tables.operations[operation]
    if set(example.fields) <= set(call.path_names):
        pytest.skip("a path without its parameter is another path")

    response = _sent(stillmotion_emulator, tables, call, example.request)

    kinds = {"invalid_request", "asset_invalid", "not_found"}
    documented = {one.status for each in tables.operations.values() for one in each.refusals if one.kind in kinds}
    assert response.status_code in documented
    assert stillmotion_emulator.charges == 0
