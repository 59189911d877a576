"""From an HTTP answer to a typed error. Pure, and free of pydantic: a client that was only built needs no models."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from .errors import (
    ERROR_KINDS,
    Classification,
    Failure,
    ProtocolDriftError,
    ProviderError,
    RawResponse,
    accepted_by_http_status,
    by_http_status,
)
from .operation import Operation, Provider

Hide = Callable[[str], str]


def drift(
    provider: Provider, operation: Operation[Any], message: str, raw: RawResponse | None = None, hide: Hide = str
) -> ProtocolDriftError:
    """The error for an answer that breaks the contract. `hide` takes secrets out of the request id."""
    return ProtocolDriftError(
        message,
        provider=provider.name,
        operation=operation.name,
        status=None if raw is None else raw.status,
        request_id=None if raw is None or raw.request_id is None else hide(raw.request_id),
        raw=raw,
    )


def failure_of(raw: RawResponse, hide: Hide) -> Failure | None:
    """The answer for the error reader; None when its body is no JSON."""
    try:
        body = raw.json()
    except (ValueError, RecursionError):
        return None
    return Failure(raw.status, raw.headers, body, hide(raw.excerpt()))


def error_of(provider: Provider, operation: Operation[Any], raw: RawResponse, hide: Hide = str) -> ProviderError:
    """The typed error that an answer with another status than 2xx means."""
    failure = failure_of(raw, hide) or Failure(raw.status, raw.headers, None, hide(raw.excerpt()))
    verdict = provider.classify(failure) if raw.status >= 400 else None
    if verdict is None:
        kind, retry = by_http_status(raw.status)
        text = hide(shown(raw, hide)) if raw.status >= 400 else "a redirect or informational answer, not followed"
        verdict = Classification(kind, retry, message=text, accepted=accepted_by_http_status(raw.status))
    return typed_error(provider, operation, raw, verdict, hide)


def typed_error(
    provider: Provider, operation: Operation[Any], raw: RawResponse, verdict: Classification, hide: Hide
) -> ProviderError:
    """The error of the class that the verdict's kind names."""
    error = ERROR_KINDS.get(verdict.kind, ProtocolDriftError)
    request_id = verdict.request_id or raw.request_id
    return error(
        hide(verdict.message or shown(raw, hide)),
        provider=provider.name,
        operation=operation.name,
        status=raw.status,
        code=hide(verdict.code) if isinstance(verdict.code, str) else verdict.code,
        request_id=None if request_id is None else hide(request_id),
        retry=verdict.retry,
        accepted=verdict.accepted,
        raw=raw,
    )


def shown(raw: RawResponse, hide: Hide) -> str:
    """What a person is shown of an answer: its type and the beginning of its body."""
    kind = raw.headers.get("content-type", "no content type")[:100]
    if not raw.content.strip():
        return f"an empty body ({kind})"
    return f"{kind}: {hide(raw.excerpt(500))!r}"
