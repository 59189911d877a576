# Written by the generator from specs/ and templates/.
# Change those, then run `make generate`.
"""How fal says that something went wrong."""

from __future__ import annotations

from .._runtime.failure import Classification, Failure, accepted_by_http_status, by_http_status


def classify_error(failure: Failure) -> Classification | None:
    """What an answer means as an error; None when it is none. The first row that matches decides."""
    if 200 <= failure.status < 300:
        return None
    code = failure.code("detail[].type", "error_type", "status")
    text = failure.lower_text("detail[].msg", "detail", "error")
    message = failure.message("detail[].msg", "detail", "error")
    request_id = failure.header("x-fal-request-id")
    # [ext] 400, one fixture 422: the text decides; [own] kind
    if "request is still in progress" in text:
        return Classification("invalid_request", "backoff", code, message, request_id, accepted="no")
    # [ext] cancel, too late; [own] kind
    if code == "ALREADY_COMPLETED":
        return Classification("invalid_request", "never", code, message, request_id, accepted="no")
    # [ext] status and cancel, unknown id
    if code == "NOT_FOUND":
        return Classification("not_found", "never", code, message, request_id, accepted="no")
    # [ext] Platform Headers, X-Fal-Request-Start-Timeout: never retried; [own] kind
    if failure.status == 504 and failure.header("x-fal-request-timeout-type") == "user":
        return Classification("generation_failed", "never", code, message, request_id)
    # [ext] Model Errors
    if code == "content_policy_violation":
        return Classification("content_policy", "after_fix", code, message, request_id, accepted="no")
    # [ext] Model Errors; [own] kind
    if code in (
        "image_too_small",
        "image_too_large",
        "image_load_error",
        "face_detection_error",
        "file_too_large",
        "unsupported_image_format",
        "unsupported_audio_format",
        "unsupported_video_format",
        "audio_duration_too_long",
        "audio_duration_too_short",
        "video_duration_too_long",
        "video_duration_too_short",
        "invalid_archive",
        "archive_file_count_below_minimum",
        "archive_file_count_exceeds_maximum",
    ):
        return Classification("asset_invalid", "after_fix", code, message, request_id, accepted="no")
    # [ext] Model Errors
    if code == "file_download_error":
        return Classification("asset_unreachable", "after_fix", code, message, request_id, accepted="no")
    # [ext] Model Errors: not retryable; [own] kind
    if code == "no_media_generated":
        return Classification("generation_failed", "never", code, message, request_id)
    # [ext] Model Errors; bad_request: Request Error Types
    if code in (
        "greater_than",
        "greater_than_equal",
        "less_than",
        "less_than_equal",
        "multiple_of",
        "sequence_too_short",
        "sequence_too_long",
        "one_of",
        "feature_not_supported",
        "missing",
        "value_error.missing",
        "string_too_long",
        "bad_request",
    ):
        return Classification("invalid_request", "after_fix", code, message, request_id, accepted="no")
    # [ext] Model Errors, Request Error Types: maybe or yes; the header tells whether the same call may be repeated
    if (
        code
        in (
            "internal_server_error",
            "generation_timeout",
            "downstream_service_error",
            "downstream_service_unavailable",
            "runner_server_error",
            "internal_error",
            "request_timeout",
            "startup_timeout",
            "runner_scheduling_failure",
            "runner_connection_timeout",
            "runner_disconnected",
            "runner_connection_refused",
            "runner_connection_error",
            "runner_incomplete_response",
        )
        and failure.header("x-fal-retryable") == "false"
    ):
        return Classification("provider_failure", "never", code, message, request_id)
    # [ext] Model Errors, Request Error Types: maybe
    if code in (
        "internal_server_error",
        "generation_timeout",
        "downstream_service_error",
        "downstream_service_unavailable",
        "runner_server_error",
        "internal_error",
    ):
        return Classification("provider_failure", "backoff", code, message, request_id)
    # [ext] Request Error Types: the caller may repeat
    if code in (
        "request_timeout",
        "startup_timeout",
        "runner_scheduling_failure",
        "runner_connection_timeout",
        "runner_disconnected",
        "runner_connection_refused",
        "runner_connection_error",
        "runner_incomplete_response",
    ):
        return Classification("provider_failure", "backoff", code, message, request_id)
    # [ext] Request Error Types, 499: not retryable; [own] kind
    if code in ("client_cancelled", "client_disconnected"):
        return Classification("canceled", "never", code, message, request_id)
    # [ext] Concurrency Limits, 429 on direct calls: back off; [own] until a slot frees
    if code == "concurrent_requests_limit":
        return Classification("concurrency_limited", "when_slot_frees", code, message, request_id, accepted="no")
    # [ext] 403, account locked
    if "exhausted balance" in text:
        return Classification("insufficient_funds", "never", code, message, request_id, accepted="no")
    # [ext] key missing or wrong
    if failure.status == 401:
        return Classification("authentication", "never", code, message, request_id, accepted="no")
    # [ext] account locked for another reason
    if failure.status == 403:
        return Classification("permission", "never", code, message, request_id, accepted="no")
    # [ext] unknown app or request
    if failure.status == 404:
        return Classification("not_found", "never", code, message, request_id, accepted="no")
    # [ext] wrong path form
    if failure.status == 405:
        return Classification("invalid_request", "after_fix", code, message, request_id, accepted="no")
    # [ext] queue longer than fal_max_queue_length, or too many calls at once
    if failure.status == 429:
        return Classification("rate_limited", "backoff", code, message, request_id, accepted="no")
    # [ext] Model Errors: the header tells
    if failure.status in (500, 502, 503, 504) and failure.header("x-fal-retryable") == "false":
        return Classification("provider_failure", "never", code, message, request_id)
    # [ext] Model Errors: the header tells
    if failure.header("x-fal-retryable") == "true":
        return Classification("provider_failure", "backoff", code, message, request_id)
    # [ext] the other name of that header
    if failure.header("x-fal-needs-retry") == "1":
        return Classification("provider_failure", "backoff", code, message, request_id)
    # [ext] a word that is not listed, or a text
    if failure.status == 422:
        return Classification("invalid_request", "after_fix", code, message, request_id, accepted="no")
    # [ext] ingress trouble: HTML without x-fal-request-id
    if failure.status in (500, 502, 503, 504):
        return Classification("provider_failure", "backoff", code, message, request_id)
    kind, retry = by_http_status(failure.status)
    return Classification(kind, retry, code, message, request_id, accepted=accepted_by_http_status(failure.status))
