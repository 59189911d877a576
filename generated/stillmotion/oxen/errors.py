# Written by the generator from specs/ and templates/.
# Change those, then run `make generate`.
"""How Oxen says that something went wrong."""

from __future__ import annotations

from .._runtime.failure import Classification, Failure, accepted_by_http_status, by_http_status


def classify_error(failure: Failure) -> Classification | None:
    """What an answer means as an error; None when it is none. The first row that matches decides."""
    if 200 <= failure.status < 300:
        return None
    code = failure.code("error.type", "status_message")
    text = failure.lower_text("error.detail", "error.message", "error.title", "error", "status_message", "message")
    message = failure.message("error.detail", "error.message", "error.title", "error", "status_message", "message")
    # [ext] word
    if code == "unauthenticated":
        return Classification("authentication", "never", code, message, accepted="no")
    # [ext] missing or wrong key
    if failure.status == 401:
        return Classification("authentication", "never", code, message, accepted="no")
    # [ext] word
    if code == "insufficient_credits":
        return Classification("insufficient_funds", "never", code, message, accepted="no")
    # [ext] out of credit
    if failure.status == 402:
        return Classification("insufficient_funds", "never", code, message, accepted="no")
    # [ext] text
    if "insufficient credits" in text:
        return Classification("insufficient_funds", "never", code, message, accepted="no")
    # [ext] text, status not stated
    if "model not found:" in text:
        return Classification("not_found", "never", code, message, accepted="no")
    # [ext] text, for a model that makes text only
    if ":unsupported_media_type" in text:
        return Classification("invalid_request", "after_fix", code, message, accepted="no")
    # [ext] text
    if "num_generations must be an integer" in text:
        return Classification("invalid_request", "after_fix", code, message, accepted="no")
    # [ext] a model's own refusal, wrapped in a text; the outer status is not stated
    if "model response error: 422" in text:
        return Classification("invalid_request", "after_fix", code, message, accepted="no")
    # [ext] word
    if code == "resource_not_found":
        return Classification("not_found", "never", code, message, accepted="no")
    # [ext] unknown generation or model
    if failure.status == 404:
        return Classification("not_found", "never", code, message, accepted="no")
    # [ext] word
    if code == "invalid_params":
        return Classification("invalid_request", "after_fix", code, message, accepted="no")
    # [ext] bad request
    if failure.status in (400, 422):
        return Classification("invalid_request", "after_fix", code, message, accepted="no")
    # [ext] timeout, transient
    if failure.status == 408:
        return Classification("provider_failure", "backoff", code, message)
    # [ext] rate limit, no Retry-After documented
    if failure.status == 429:
        return Classification("rate_limited", "backoff", code, message, accepted="no")
    # [ext] word, seen with HTTP 502
    if code == "upstream":
        return Classification("provider_failure", "backoff", code, message)
    # [ext] transient
    if failure.status in (500, 502, 503, 504, 529):
        return Classification("provider_failure", "backoff", code, message)
    kind, retry = by_http_status(failure.status)
    return Classification(kind, retry, code, message, accepted=accepted_by_http_status(failure.status))
