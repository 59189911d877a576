# Written by the generator from specs/ and templates/.
# Change those, then run `make generate`.
"""How Leonardo.Ai says that something went wrong."""

from __future__ import annotations

from .._runtime.failure import Classification, Failure, accepted_by_http_status, by_http_status


def classify_error(failure: Failure) -> Classification | None:
    """What an answer means as an error; None when it is none. The first row that matches decides."""
    if 200 <= failure.status < 300:
        return None
    code = failure.code("code", "errors[].extensions.code")
    text = failure.lower_text("error", "errors[].message")
    message = failure.message("error", "errors[].message")
    # [ext] API Error Messages: malformed or wrong key, answered with HTTP 500
    if "invalid response from authorization hook" in text:
        return Classification("authentication", "never", code, message, accepted="no")
    # [ext] API Error Messages: key missing or refused, HTTP 401
    if "authentication hook unauthorized this request" in text:
        return Classification("authentication", "never", code, message, accepted="no")
    # [ext] public clients; the HTTP status is not certain
    if "not enough api tokens" in text:
        return Classification("insufficient_funds", "never", code, message, accepted="no")
    # [ext] 400 in the NSFW guide, 403 on the page of error messages: the text decides
    if "content moderation filter" in text or "inappropriate" in text:
        return Classification("content_policy", "after_fix", code, message, accepted="no")
    # [ext] API Error Messages: wrong image id, or a generation's id in its place
    if "invalid init image id" in text or "couldn't access image" in text or "failed to find init variation" in text:
        return Classification("asset_invalid", "after_fix", code, message, accepted="no")
    # [ext] API Error Messages: not png, jpg, jpeg or webp
    if "invalid file extension" in text:
        return Classification("asset_invalid", "after_fix", code, message, accepted="no")
    # [ext] API Error Messages: size not allowed, prompt too long
    if "invalid dimensions" in text or "maximum length of 1500 characters exceeded" in text:
        return Classification("invalid_request", "after_fix", code, message, accepted="no")
    # [ext] API Error Messages: model not available or retired
    if "is not supported within the production api" in text:
        return Classification("invalid_request", "after_fix", code, message, accepted="no")
    # [ext] API Error Messages: unknown or wrongly cased name, required property missing
    if "unexpected variable" in text or "expecting a value for non-nullable variable" in text:
        return Classification("invalid_request", "after_fix", code, message, accepted="no")
    # [ext] API Error Messages, code
    if code == "access-denied":
        return Classification("authentication", "never", code, message, accepted="no")
    # [ext] API Error Messages, code: unknown name; property missing or of the wrong type
    if code in ("bad-request", "validation-failed"):
        return Classification("invalid_request", "after_fix", code, message, accepted="no")
    # [ext] API Error Messages: generic, try once more; also the answer to an id of the wrong kind
    if "service error" in text:
        return Classification("provider_failure", "backoff", code, message)
    # [ext] official SDKs; no Retry-After documented
    if failure.status == 429:
        return Classification("rate_limited", "backoff", code, message, accepted="no")
    # [ext] retried by the official SDKs
    if failure.status in (500, 502, 503, 504):
        return Classification("provider_failure", "backoff", code, message)
    kind, retry = by_http_status(failure.status)
    return Classification(kind, retry, code, message, accepted=accepted_by_http_status(failure.status))
