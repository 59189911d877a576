"""From an HTTP answer to a typed model or a typed error. Pure."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final, cast

from pydantic import BaseModel, ValidationError

from .errors import (
    ERROR_KINDS,
    Classification,
    Failure,
    InvalidRequestError,
    ProtocolDriftError,
    ProviderError,
    RawResponse,
    accepted_by_http_status,
    by_http_status,
)
from .operation import AnswerT, Operation, Provider
from .wirepath import value_at

_SHOWN_ERRORS: Final = 3
Hide = Callable[[str], str]


def read(provider: Provider, operation: Operation[AnswerT], raw: RawResponse, hide: Hide = str) -> AnswerT:
    """The typed answer, or the raw one where the contract declares no JSON body. `hide` takes secrets out of texts.

    Raises:
        ProviderError: the class of its kind, for an error status and for an error inside a 2xx.
        ProtocolDriftError: a success that is not what the contract says, or a redirect.
    """
    if not 200 <= raw.status < 300:
        raise error_of(provider, operation, raw, hide)
    if operation.answer is None:
        return cast(AnswerT, raw)
    model = cast("type[BaseModel]", operation.answer)
    try:
        answer = model.__pydantic_validator__.validate_json(raw.content)
    except (ValidationError, RecursionError) as error:
        failure = _unreadable(provider, operation, raw, hide, error)
    else:
        if _is_success(provider, operation, answer) and _is_strict_json(raw):
            if hasattr(model, "_raw_response"):
                object.__setattr__(answer, "_raw_response", raw)
            return cast(AnswerT, answer)
        failure = _unreadable(provider, operation, raw, hide, None)
    raise failure


def raw_response(answer: object) -> RawResponse:
    """The HTTP answer a model was read from. Raises InvalidRequestError for a model that no call returned."""
    if isinstance(answer, RawResponse):
        return answer
    raw = getattr(answer, "_raw_response", None)
    if isinstance(raw, RawResponse):
        return raw
    raise InvalidRequestError(
        f"this {type(answer).__name__} did not come from a call (a copy does not keep the answer)"
    )


def drift(
    provider: Provider, operation: Operation[Any], message: str, raw: RawResponse | None = None
) -> ProtocolDriftError:
    """The error for an answer that breaks the contract."""
    return ProtocolDriftError(
        message,
        provider=provider.name,
        operation=operation.name,
        status=None if raw is None else raw.status,
        request_id=None if raw is None else raw.request_id,
        raw=raw,
    )


def _is_success(provider: Provider, operation: Operation[Any], answer: object) -> bool:
    if provider.envelope is None or not operation.enveloped:
        return True
    path, success = provider.envelope
    value = value_at(answer, path)
    return value == success and not isinstance(value, bool)


def _is_strict_json(raw: RawResponse) -> bool:
    # the fast parser takes NaN and Infinity; looking for the words costs less than parsing twice
    if b"NaN" not in raw.content and b"Infinity" not in raw.content:
        return True
    return _failure(raw, str) is not None


def _failure(raw: RawResponse, hide: Hide) -> Failure | None:
    """The answer for the error reader; None when its body is no JSON."""
    try:
        body = raw.json()
    except (ValueError, RecursionError):
        return None
    return Failure(raw.status, raw.headers, body, hide(raw.excerpt()))


def _unreadable(
    provider: Provider, operation: Operation[Any], raw: RawResponse, hide: Hide, error: Exception | None
) -> ProviderError:
    failure = _failure(raw, hide)
    if failure is None:
        return drift(provider, operation, f"the answer is not JSON: {_shown(raw, hide)}", raw)
    verdict = provider.classify(failure)
    if verdict is not None:
        return _typed(provider, operation, raw, verdict, hide)
    if isinstance(error, ValidationError):
        return drift(provider, operation, f"unexpected answer: {hide(_summary(error))}; {_shown(raw, hide)}", raw)
    return drift(provider, operation, f"the answer does not say that the call succeeded: {_shown(raw, hide)}", raw)


def error_of(provider: Provider, operation: Operation[Any], raw: RawResponse, hide: Hide = str) -> ProviderError:
    """The typed error that an answer with another status than 2xx means."""
    failure = _failure(raw, hide) or Failure(raw.status, raw.headers, None, hide(raw.excerpt()))
    verdict = provider.classify(failure) if raw.status >= 400 else None
    if verdict is None:
        kind, retry = by_http_status(raw.status)
        text = hide(_shown(raw, hide)) if raw.status >= 400 else "a redirect or informational answer, not followed"
        verdict = Classification(kind, retry, message=text, accepted=accepted_by_http_status(raw.status))
    return _typed(provider, operation, raw, verdict, hide)


def _typed(
    provider: Provider, operation: Operation[Any], raw: RawResponse, verdict: Classification, hide: Hide
) -> ProviderError:
    error = ERROR_KINDS.get(verdict.kind, ProtocolDriftError)
    return error(
        hide(verdict.message or ""),
        provider=provider.name,
        operation=operation.name,
        status=raw.status,
        code=hide(verdict.code) if isinstance(verdict.code, str) else verdict.code,
        request_id=verdict.request_id or raw.request_id,
        retry=verdict.retry,
        accepted=verdict.accepted,
        raw=raw,
    )


def _shown(raw: RawResponse, hide: Hide) -> str:
    kind = raw.headers.get("content-type", "no content type")[:100]
    if not raw.content.strip():
        return f"an empty body ({kind})"
    return f"{kind}: {hide(raw.excerpt(500))!r}"


def _summary(error: ValidationError) -> str:
    """Where and why, without the values."""
    problems = error.errors(include_url=False, include_input=False, include_context=False)
    shown = [f"{'.'.join(str(part) for part in each['loc']) or 'body'}: {each['msg']}" for each in problems]
    rest = len(shown) - _SHOWN_ERRORS
    return "; ".join(shown[:_SHOWN_ERRORS])[:600] + (f"; and {rest} more" if rest > 0 else "")
