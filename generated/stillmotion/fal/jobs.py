# Written by the generator from specs/ and templates/.
# Change those, then run `make generate`.
"""The life of a job at fal, as data."""

from __future__ import annotations

from typing import Final

from .._runtime.webhook import WebhookRecipe
from ..normalized.job_table import JobCall, JobTable, Patience, Polling, Upload
from . import converters, models, operations
from .errors import classify_error
from .provider import PROVIDER

JOBS: Final = JobTable(
    provider=PROVIDER,
    encode=converters.encode,
    plan_assets=converters.plan_assets,
    classify=classify_error,
    submit=operations.IMAGE_TO_VIDEO_CREATE,
    request=models.ImageToVideoRequest,
    parameters=models.ImageToVideoCreateParameters,
    read_submit=converters.read_submit,
    polling=Polling(2.0, 1.25, 5.0, 3600.0),
    patience=Patience(5, 600.0),
    poll=JobCall(
        operations.IMAGE_TO_VIDEO_STATUS, models.ImageToVideoStatusParameters, ("request_id",), converters.read_poll
    ),
    result=JobCall(
        operations.IMAGE_TO_VIDEO_RESULT, models.ImageToVideoResultParameters, ("request_id",), converters.read_result
    ),
    cancel=JobCall(operations.IMAGE_TO_VIDEO_CANCEL, models.ImageToVideoCancelParameters, ("request_id",)),
    events=JobCall(
        operations.IMAGE_TO_VIDEO_STATUS_STREAM,
        models.ImageToVideoStatusStreamParameters,
        ("request_id",),
        converters.read_event,
    ),
    callback=models.WebhookNotice,
    read_callback=converters.read_callback,
    webhook=WebhookRecipe(
        "ed25519_jwks",
        "",
        operations.WEBHOOKS_KEYS,
        300.0,
        {
            "request_id": "x-fal-webhook-request-id",
            "user_id": "x-fal-webhook-user-id",
            "timestamp": "x-fal-webhook-timestamp",
            "signature": "x-fal-webhook-signature",
        },
    ),
    uploads=(
        Upload(
            "ticket",
            operations.FILES_TICKET,
            models.UploadRequest,
            ("file_name", "content_type"),
            ("file_url",),
            "url",
            method="PUT",
            url=("upload_url",),
            success=(200, 201, 204),
            parameters=models.FilesTicketParameters,
        ),
    ),
    reasons={"list": "fal's queue has no call that lists requests"},
    wire_fields={
        "X-Fal-No-Retry": "provider_options.no_retry",
        "X-Fal-Object-Lifecycle-Preference": "provider_options.object_lifecycle_preference",
        "X-Fal-Queue-Priority": "provider_options.queue_priority",
        "X-Fal-Request-Start-Timeout": "provider_options.start_timeout",
        "X-Fal-Request-Timeout": "provider_options.request_timeout",
        "X-Fal-Runner-Hint": "provider_options.runner_hint",
        "X-Fal-Store-IO": "provider_options.store_io",
        "X-Fal-Tags": "provider_options.tags",
        "cfg_scale": "guidance",
        "duration": "duration",
        "fal_max_queue_length": "provider_options.max_queue_length",
        "fal_webhook": "webhook_url",
        "image_url": "start_frame",
        "negative_prompt": "negative_prompt",
        "prompt": "prompt",
        "tail_image_url": "end_frame",
        "x-app-fal-disable-fallback": "provider_options.disable_fallback",
        "x_app_fal_disable_fallback": "provider_options.disable_fallback",
        "x_fal_no_retry": "provider_options.no_retry",
        "x_fal_object_lifecycle_preference": "provider_options.object_lifecycle_preference",
        "x_fal_queue_priority": "provider_options.queue_priority",
        "x_fal_request_start_timeout": "provider_options.start_timeout",
        "x_fal_request_timeout": "provider_options.request_timeout",
        "x_fal_runner_hint": "provider_options.runner_hint",
        "x_fal_store_io": "provider_options.store_io",
        "x_fal_tags": "provider_options.tags",
    },
)
