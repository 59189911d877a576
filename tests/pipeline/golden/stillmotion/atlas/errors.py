# Written by the generator from specs/ and templates/.
# Change those, then run `make generate`.
"""How Atlas says that something went wrong."""

from __future__ import annotations

from .._runtime.failure import Classification, Failure, accepted_by_http_status, by_http_status


def classify_error(failure: Failure) -> Classification | None:
    """What an answer means as an error; None when it is none. The first row that matches decides."""
    if 200 <= failure.status < 300:
        return None
    code = failure.code("error.code")
    word = failure.message("error.type")
    text = failure.lower_text("message", "error.text")
    message = failure.message("message", "error.text")
    request_id = failure.header("x-request-id")
    # [seed] codes
    if code in (1, "two"):
        return Classification("content_policy", "never", code, message, request_id, accepted="no")
    # [seed] words
    if failure.status == 403 and word == "limit":
        return Classification("concurrency_limited", "when_slot_frees", code, message, request_id, accepted="no")
    # [seed] status
    if failure.status in (400, 422):
        return Classification("invalid_request", "after_fix", code, message, request_id, accepted="no")
    # [ext] texts
    if "no credit" in text or "balance" in text:
        return Classification("insufficient_funds", "never", code, message, request_id, accepted="no")
    # [ext] headers
    if failure.status == 429 and failure.header("x-atlas-reason") == "slots":
        return Classification("rate_limited", "backoff", code, message, request_id)
    kind, retry = by_http_status(failure.status)
    return Classification(kind, retry, code, message, request_id, accepted=accepted_by_http_status(failure.status))
