# Written by the generator from specs/ and templates/.
# Change those, then run `make generate`.
"""How ChainHub says that something went wrong."""

from __future__ import annotations

from .._runtime.failure import Classification, Failure, accepted_by_http_status, by_http_status


def classify_error(failure: Failure) -> Classification | None:
    """What an answer means as an error; None when it is none. The first row that matches decides."""
    if 200 <= failure.status < 300:
        return None
    code = failure.code("detail[].type", "error_type", "error.code", "error.type", "status")
    text = failure.lower_text("detail[].msg", "detail", "error.message", "error")
    message = failure.message("detail[].msg", "detail", "error.message", "error")
    # [ext] fal, result before the end; [own] passed on, kind
    if "request is still in progress" in text:
        return Classification("invalid_request", "backoff", code, message, accepted="no")
    # [ext] fal, cancel; [own] passed on
    if code == "ALREADY_COMPLETED":
        return Classification("invalid_request", "never", code, message, accepted="no")
    # [ext] fal, unknown id; [own] passed on
    if code == "NOT_FOUND":
        return Classification("not_found", "never", code, message, accepted="no")
    # [ext] fal; [own] passed on
    if code == "content_policy_violation":
        return Classification("content_policy", "after_fix", code, message, accepted="no")
    # [ext] fal, Model Errors; [own] passed on
    if code in (
        "image_too_small",
        "image_too_large",
        "image_load_error",
        "face_detection_error",
        "file_too_large",
        "unsupported_image_format",
    ):
        return Classification("asset_invalid", "after_fix", code, message, accepted="no")
    # [ext] fal; [own] passed on
    if code == "file_download_error":
        return Classification("asset_unreachable", "after_fix", code, message, accepted="no")
    # [ext] fal; [own] passed on
    if code == "no_media_generated":
        return Classification("generation_failed", "never", code, message)
    # [ext] fal; [own] passed on
    if code in ("client_cancelled", "client_disconnected"):
        return Classification("canceled", "never", code, message)
    # [own] wrong key
    if failure.status == 401:
        return Classification("authentication", "never", code, message, accepted="no")
    # [ext] fal; [own] passed on
    if failure.status == 422:
        return Classification("invalid_request", "after_fix", code, message, accepted="no")
    # [own] passes with time
    if failure.status == 429:
        return Classification("rate_limited", "backoff", code, message, accepted="no")
    # [own] passes with time
    if failure.status in (500, 502, 503, 504):
        return Classification("provider_failure", "backoff", code, message)
    kind, retry = by_http_status(failure.status)
    return Classification(kind, retry, code, message, accepted=accepted_by_http_status(failure.status))
