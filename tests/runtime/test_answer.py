from __future__ import annotations

import copy
import json
from dataclasses import replace
from typing import Any

import pytest
from runtime_sample import CREATE, DELETE, PROVIDER, Answer, Task

from stillmotion._runtime.answer import raw_response, read
from stillmotion._runtime.errors import (
    AuthenticationError,
    ConcurrencyLimitedError,
    InvalidRequestError,
    ProtocolDriftError,
    ProviderError,
    ProviderFailureError,
    RateLimitedError,
    RawResponse,
)
from stillmotion._runtime.models import AnswerRoot
from stillmotion._runtime.operation import Operation
from stillmotion._runtime.wirepath import value_at


def raw(body: Any, status: int = 200, **headers: str) -> RawResponse:
    content = body if isinstance(body, bytes) else json.dumps(body).encode()
    return RawResponse(status, {"content-type": "application/json", **headers}, content, "r-1")


GOOD = raw({"code": 0, "data": {"task_id": "t", "later": 1}, "extra": [1]})


def test_a_success_is_typed_and_keeps_what_is_unknown() -> None:
    answer = read(PROVIDER, CREATE, GOOD)
    assert isinstance(answer, Answer)
    assert answer.data is not None
    assert answer.data.task_id == "t"
    assert answer.wire() == json.loads(GOOD.content)


@pytest.mark.parametrize("status", [200, 500])
def test_the_request_id_of_an_error_holds_no_secret(status: int) -> None:
    for body in (b"<html>", {"code": 9, "request_id": "r-secret"}, {"code": 9}):
        answer = replace(raw(body, status), request_id="h-secret")
        with pytest.raises(ProviderError) as caught:
            read(PROVIDER, CREATE, answer, lambda text: text.replace("secret", "***"))
        assert caught.value.request_id in ("r-***", "h-***")


def test_an_answer_remembers_how_it_came() -> None:
    answer = read(PROVIDER, CREATE, GOOD)
    assert raw_response(answer) is GOOD
    assert raw_response(GOOD) is GOOD
    assert answer == read(PROVIDER, CREATE, GOOD)


def test_a_model_that_no_call_returned_has_no_raw_answer() -> None:
    for made in (Answer(status_code=0), copy.deepcopy(read(PROVIDER, CREATE, GOOD))):
        with pytest.raises(InvalidRequestError, match="did not come from a call"):
            raw_response(made)


def test_an_operation_without_a_json_answer_gives_the_raw_one() -> None:
    assert read(PROVIDER, DELETE, raw(b"", 204)).status == 204


def test_an_error_inside_a_success_is_an_error() -> None:
    body = {"code": 1201, "message": "parameter invalid", "request_id": "r-6", "data": {"task_id": "t"}}
    for shape in (body, {**body, "data": 7}):
        with pytest.raises(InvalidRequestError) as caught:
            read(PROVIDER, CREATE, raw(shape))
        assert (caught.value.code, caught.value.status, caught.value.request_id) == (1201, 200, "r-6")
        assert caught.value.accepted == "no"


@pytest.mark.parametrize("code", [7, False, True])
def test_an_unknown_code_inside_a_success_is_drift(code: object) -> None:
    with pytest.raises(ProtocolDriftError):
        read(PROVIDER, CREATE, raw({"code": code}))


def test_the_envelope_rule_can_be_off() -> None:
    assert read(PROVIDER, replace(CREATE, enveloped=False), raw({"code": 7})).status_code == 7
    assert read(replace(PROVIDER, envelope=None), CREATE, raw({"code": 7})).status_code == 7


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"   ",
        b"<html>busy</html>",
        b'{"code": 0',
        b'{"code": 0, "n": NaN}',
        b'{"code": 0, "n": -Infinity}',
        b'{"code": 0, "data": {"task_id": "t", "progress": NaN}}',
        b"\xff\xfe",
        b"[" * 100_000,
        b'{"code": 0, "deep": ' + b"[" * 100_000 + b"]" * 100_000 + b"}",
    ],
)
def test_what_is_no_json_is_drift(content: bytes) -> None:
    with pytest.raises(ProtocolDriftError) as caught:
        read(PROVIDER, CREATE, raw(content))
    assert caught.value.status == 200
    assert caught.value.request_id == "r-1"
    assert len(str(caught.value)) < 2_500


def test_the_word_nan_in_a_text_is_no_drift() -> None:
    assert read(PROVIDER, CREATE, raw({"code": 0, "data": {"task_id": "NaN Infinity"}})).status_code == 0


def test_the_wrong_shape_is_drift_with_its_place() -> None:
    with pytest.raises(ProtocolDriftError, match=r"data\.task_id") as caught:
        read(PROVIDER, CREATE, raw({"code": 0, "data": {"task_id": 5, "image": "A" * 5_000}}))
    assert "AAAA" not in str(caught.value)
    assert len(str(caught.value)) < 2_000


@pytest.mark.parametrize(
    ("status", "body", "error"),
    [
        (401, {"code": 1002, "message": "api key not found"}, AuthenticationError),
        (429, {"message": "No free SLOT"}, ConcurrencyLimitedError),
        (429, b"slow down", RateLimitedError),
        (500, b"<html>", ProviderFailureError),
        (503, b"", ProviderFailureError),
        (301, b"", ProtocolDriftError),
        (101, b"", ProtocolDriftError),
    ],
)
def test_an_error_status_raises_the_class_of_its_kind(status: int, body: Any, error: type[ProviderError]) -> None:
    with pytest.raises(error) as caught:
        read(PROVIDER, CREATE, raw(body, status))
    assert type(caught.value) is error
    assert caught.value.status == status
    assert caught.value.raw is not None
    assert (caught.value.provider, caught.value.operation) == ("sample", "create")


def test_what_the_error_reader_does_not_know_is_judged_by_status() -> None:
    provider = replace(PROVIDER, classify=lambda failure: None)
    with pytest.raises(RateLimitedError) as caught:
        read(provider, CREATE, raw({"why": "busy"}, 429))
    assert (caught.value.retry, caught.value.accepted, caught.value.request_id) == ("backoff", "no", "r-1")
    assert "busy" in str(caught.value)


def test_secrets_echoed_by_the_provider_are_hidden() -> None:
    def hide(text: str) -> str:
        return text.replace("s3cret", "***")

    for body in ({"message": "wrong key s3cret"}, b"wrong key s3cret"):
        with pytest.raises(AuthenticationError) as caught:
            read(PROVIDER, CREATE, raw(body, 401), hide)
        assert "s3cret" not in str(caught.value) + repr(caught.value) + caught.value.message


class Tasks(AnswerRoot):
    """An answer that is no object."""

    root: list[Task]


def test_an_answer_that_is_no_object_is_typed_and_walked() -> None:
    operation: Operation[Tasks] = Operation("list", "GET", "/v1/tasks", "read", Tasks, enveloped=False)
    came = raw([{"task_id": "a"}])
    answer = read(PROVIDER, operation, came)
    assert [task.task_id for task in answer.root] == ["a"]
    assert raw_response(answer) is came
    assert value_at(answer, ()) == answer.root
    assert value_at(answer, ("name",)) is None
