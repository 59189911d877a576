# Written by the generator from specs/ and templates/.
# Change those, then run `make generate`.
"""How Kling says that something went wrong."""

from __future__ import annotations

from .._runtime.failure import Classification, Failure, accepted_by_http_status, by_http_status


def classify_error(failure: Failure) -> Classification | None:
    """What an answer means as an error; None when it is none. The first row that matches decides."""
    if 200 <= failure.status < 300 and failure.code("code") in (None, 0):
        return None
    code = failure.code("code")
    message = failure.message("message")
    request_id = failure.message("request_id")
    # [ext] Error Codes
    if code in (1000, 1001, 1002):
        return Classification("authentication", "never", code, message, request_id, accepted="no")
    # [ext] Error Codes: the token is early or expired; a newly signed one may pass
    if code in (1003, 1004):
        return Classification("authentication", "never", code, message, request_id, accepted="no")
    # [ext] Error Codes: abnormal account
    if code == 1100:
        return Classification("permission", "never", code, message, request_id, accepted="no")
    # [ext] Error Codes: arrears
    if code == 1101:
        return Classification("insufficient_funds", "never", code, message, request_id, accepted="no")
    # [ext] Error Codes: no pack left
    if code == 1102:
        return Classification("insufficient_funds", "never", code, message, request_id, accepted="no")
    # [ext] Error Codes: API or model
    if code == 1103:
        return Classification("permission", "never", code, message, request_id, accepted="no")
    # [ext] Error Codes
    if code in (1200, 1201):
        return Classification("invalid_request", "after_fix", code, message, request_id, accepted="no")
    # [ext] Error Codes: method
    if code == 1202:
        return Classification("invalid_request", "after_fix", code, message, request_id, accepted="no")
    # [ext] Error Codes: resource or model
    if code == 1203:
        return Classification("not_found", "never", code, message, request_id, accepted="no")
    # [ext] Error Codes
    if code in (1300, 1301):
        return Classification("content_policy", "after_fix", code, message, request_id, accepted="no")
    # [ext] Error Codes: too fast
    if code == 1302:
        return Classification("rate_limited", "backoff", code, message, request_id, accepted="no")
    # [ext] Error Codes, Concurrency Rules: a slot frees when a task ends; first wait at least 1 s
    if code == 1303:
        return Classification("concurrency_limited", "when_slot_frees", code, message, request_id, accepted="no")
    # [ext] Error Codes: IP allow list
    if code == 1304:
        return Classification("permission", "never", code, message, request_id, accepted="no")
    # [ext] Error Codes: internal error
    if code == 5000:
        return Classification("provider_failure", "backoff", code, message, request_id)
    # [ext] Error Codes: maintenance
    if code == 5001:
        return Classification("provider_failure", "backoff", code, message, request_id)
    # [ext] Error Codes: backlog
    if code == 5002:
        return Classification("provider_failure", "backoff", code, message, request_id)
    kind, retry = by_http_status(failure.status)
    return Classification(kind, retry, code, message, request_id, accepted=accepted_by_http_status(failure.status))
