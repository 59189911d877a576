"""From an HTTP answer to a typed model or a typed error. Pure."""

from __future__ import annotations

from typing import Any, Final, cast

from pydantic import BaseModel, ValidationError

from .errors import InvalidRequestError, ProviderError, RawResponse
from .operation import AnswerT, Operation, Provider
from .refusal import Hide, drift, error_of, failure_of, shown, typed_error
from .wirepath import value_at

_SHOWN_ERRORS: Final = 3


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
    return failure_of(raw, str) is not None


def _unreadable(
    provider: Provider, operation: Operation[Any], raw: RawResponse, hide: Hide, error: Exception | None
) -> ProviderError:
    failure = failure_of(raw, hide)
    if failure is None:
        return drift(provider, operation, f"the answer is not JSON: {shown(raw, hide)}", raw, hide)
    verdict = provider.classify(failure)
    if verdict is not None:
        return typed_error(provider, operation, raw, verdict, hide)
    if isinstance(error, ValidationError):
        return drift(provider, operation, f"unexpected answer: {hide(_summary(error))}; {shown(raw, hide)}", raw, hide)
    return drift(provider, operation, f"the answer does not say that the call succeeded: {shown(raw, hide)}", raw, hide)


def _summary(error: ValidationError) -> str:
    """Where and why, without the values."""
    problems = error.errors(include_url=False, include_input=False, include_context=False)
    shown = [f"{'.'.join(str(part) for part in each['loc']) or 'body'}: {each['msg']}" for each in problems]
    rest = len(shown) - _SHOWN_ERRORS
    return "; ".join(shown[:_SHOWN_ERRORS])[:600] + (f"; and {rest} more" if rest > 0 else "")
