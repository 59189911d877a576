# Written by the generator from specs/ and templates/.
# Change those, then run `make generate`.
"""How Keevx says that something went wrong."""

from __future__ import annotations

from .._runtime.failure import Classification, Failure, accepted_by_http_status, by_http_status


def classify_error(failure: Failure) -> Classification | None:
    """What an answer means as an error; None when it is none. The first row that matches decides."""
    if 200 <= failure.status < 300 and failure.code("code") in (None, 0):
        return None
    code = failure.code("code")
    message = failure.message("msg", "message.global")
    # [ext:skill] business codes
    if code in (100001, 100005):
        return Classification("invalid_request", "after_fix", code, message, accepted="no")
    # [ext:skill] business codes
    if code == 100002:
        return Classification("authentication", "never", code, message, accepted="no")
    # [ext:skill] business codes
    if code == 100003:
        return Classification("not_found", "never", code, message, accepted="no")
    # [ext:skill] business codes
    if code in (100004, 100007):
        return Classification("asset_invalid", "after_fix", code, message, accepted="no")
    # [ext:skill] business codes
    if code == 100006:
        return Classification("asset_unreachable", "after_fix", code, message, accepted="no")
    # [ext:skill] HTTP status
    if failure.status == 400:
        return Classification("invalid_request", "after_fix", code, message, accepted="no")
    # [ext:skill] HTTP status
    if failure.status == 401:
        return Classification("authentication", "never", code, message, accepted="no")
    # [ext:skill] HTTP status
    if failure.status == 404:
        return Classification("not_found", "never", code, message, accepted="no")
    # [ext:skill] HTTP status, body too large; [own] only an upload can be
    if failure.status == 413:
        return Classification("asset_invalid", "after_fix", code, message, accepted="no")
    # [ext:skill] HTTP status
    if failure.status == 429:
        return Classification("rate_limited", "backoff", code, message, accepted="no")
    # [ext:skill] HTTP status
    if failure.status == 500:
        return Classification("provider_failure", "backoff", code, message)
    kind, retry = by_http_status(failure.status)
    return Classification(kind, retry, code, message, accepted=accepted_by_http_status(failure.status))
