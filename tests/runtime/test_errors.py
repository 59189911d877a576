from __future__ import annotations

import copy
import pickle
import subprocess
import sys

import pytest

from stillmotion._runtime.errors import (
    ERROR_KINDS,
    Failure,
    ProviderError,
    RawResponse,
    StillmotionError,
    accepted_by_http_status,
    by_http_status,
)
from stillmotion._runtime.values import JsonValue

KINDS = """invalid_request unsupported authentication permission insufficient_funds rate_limited concurrency_limited
not_found conflict content_policy asset_invalid asset_unreachable provider_failure generation_failed output_missing
expired canceled timeout network submit_ambiguous protocol_drift"""


@pytest.mark.parametrize("kind", KINDS.split())
def test_every_kind_has_its_own_class(kind: str) -> None:
    assert ERROR_KINDS[kind].kind == kind
    assert issubclass(ERROR_KINDS[kind], ProviderError)
    assert issubclass(ERROR_KINDS[kind], StillmotionError)


def test_there_are_no_other_kinds() -> None:
    assert sorted(ERROR_KINDS) == sorted(KINDS.split())


@pytest.mark.parametrize(
    ("status", "kind", "retry"),
    [
        (400, "invalid_request", "after_fix"),
        (405, "invalid_request", "after_fix"),
        (413, "invalid_request", "after_fix"),
        (422, "invalid_request", "after_fix"),
        (418, "invalid_request", "after_fix"),
        (401, "authentication", "never"),
        (402, "insufficient_funds", "never"),
        (403, "permission", "never"),
        (404, "not_found", "never"),
        (410, "expired", "never"),
        (409, "conflict", "never"),
        (429, "rate_limited", "backoff"),
        (408, "provider_failure", "backoff"),
        (500, "provider_failure", "backoff"),
        (599, "provider_failure", "backoff"),
        (302, "protocol_drift", "never"),
    ],
)
def test_a_status_alone_implies_a_kind(status: int, kind: str, retry: str) -> None:
    assert by_http_status(status) == (kind, retry)


@pytest.mark.parametrize(
    ("status", "accepted"),
    [(400, "no"), (429, "no"), (408, "unknown"), (499, "unknown"), (409, "unknown"), (500, "unknown")],
)
def test_only_a_plain_4xx_proves_that_nothing_was_taken(status: int, accepted: str) -> None:
    assert accepted_by_http_status(status) == accepted


def an_error() -> ProviderError:
    return ERROR_KINDS["invalid_request"](
        "parameter invalid",
        provider="kling",
        operation="image_to_video_create",
        status=400,
        code=1201,
        request_id="r-6",
        retry="after_fix",
        accepted="no",
        raw=RawResponse(400, {"set-cookie": "session=1"}, b"{}"),
    )


def test_the_text_names_call_code_message_status_and_request() -> None:
    assert str(an_error()) == "kling image_to_video_create: 1201 parameter invalid (HTTP 400, request id r-6)"


def test_the_repr_shows_nothing_of_the_raw_answer() -> None:
    assert "session" not in repr(an_error()) + repr(an_error().raw)


@pytest.mark.parametrize("through", [copy.copy, copy.deepcopy, lambda error: pickle.loads(pickle.dumps(error))])
def test_an_error_survives_copy_and_pickle(through: object) -> None:
    assert callable(through)
    twin = through(an_error())
    assert type(twin) is type(an_error())
    assert (str(twin), twin.raw, twin.retry, twin.accepted) == (str(an_error()), an_error().raw, "after_fix", "no")


def test_a_failure_is_walked_by_dotted_paths() -> None:
    error: JsonValue = {"message": "Bad", "code": 7, "flag": True}
    body: JsonValue = {"error": error, "detail": [{"loc": 1}, {"msg": "second"}], "nil": None}
    failure = Failure(400, {"x-kind": "a"}, body, "RAW Text")
    assert failure.at("nil", "no.where", "error.message.deeper", "error.message") == "Bad"
    assert failure.at("detail[].msg") == "second"
    assert failure.at("error[].msg", "detail.msg") is None
    assert failure.code("error.flag") is None
    assert failure.code("error.code") == 7
    assert failure.message("error.code") == "7"
    assert failure.header("X-Kind") == "a"
    assert failure.lower_text("error.message") == "bad"
    assert failure.lower_text("absent") == "raw text"


def test_an_excerpt_is_bounded_and_drops_base64_floods() -> None:
    raw = RawResponse(200, {}, b'{"image": "' + b"A" * 50_000 + b'"}')
    assert len(raw.excerpt()) <= 2_000
    assert "AAAA" not in raw.excerpt()
    assert len(repr(raw)) < 200


@pytest.mark.parametrize("content", [b"NaN", b"", b"<html>", b"[" * 100_000, b'{"a": 1'])
def test_raw_json_is_strict_and_never_recurses(content: bytes) -> None:
    with pytest.raises(ValueError):
        RawResponse(200, {}, content).json()


def test_importing_errors_imports_no_http_client() -> None:
    code = "import sys, stillmotion._runtime.errors; print('httpx2' in sys.modules, 'pydantic' in sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, env={"PYTHONPATH": ":".join(sys.path)}
    )
    assert done.stdout.split() == ["False", "False"]
