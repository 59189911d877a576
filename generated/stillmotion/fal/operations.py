# Written by the generator from specs/ and templates/.
# Change those, then run `make generate`.
"""The calls of fal, as data."""

from __future__ import annotations

from typing import Final

from .._runtime.operation import Operation
from . import models

IMAGE_TO_VIDEO_CREATE: Final[Operation[models.SubmitAnswer]] = Operation(
    name="image_to_video_create",
    method="POST",
    path="/fal-ai/kling-video/v2.5-turbo/pro/image-to-video",
    effect="billable",
    answer=models.SubmitAnswer,
    query_names=("fal_webhook", "fal_max_queue_length"),
    header_names=(
        "X-Fal-Request-Start-Timeout",
        "X-Fal-Request-Timeout",
        "X-Fal-Queue-Priority",
        "X-Fal-Runner-Hint",
        "X-Fal-No-Retry",
        "X-Fal-Store-IO",
        "X-Fal-Object-Lifecycle-Preference",
        "x-app-fal-disable-fallback",
        "X-Fal-Tags",
    ),
    body="json",
)

IMAGE_TO_VIDEO_STATUS: Final[Operation[models.QueueStatus]] = Operation(
    name="image_to_video_status",
    method="GET",
    path="/fal-ai/kling-video/requests/{request_id}/status",
    effect="read",
    answer=models.QueueStatus,
    path_names=("request_id",),
    query_names=("logs",),
)

IMAGE_TO_VIDEO_STATUS_STREAM: Final[Operation[models.QueueStatus]] = Operation(
    name="image_to_video_status_stream",
    method="GET",
    path="/fal-ai/kling-video/requests/{request_id}/status/stream",
    effect="read",
    answer=models.QueueStatus,
    path_names=("request_id",),
    query_names=("logs",),
    accept="text/event-stream",
    keep_alive=15.0,
)

IMAGE_TO_VIDEO_RESULT: Final[Operation[models.ImageToVideoOutput]] = Operation(
    name="image_to_video_result",
    method="GET",
    path="/fal-ai/kling-video/requests/{request_id}",
    effect="read",
    answer=models.ImageToVideoOutput,
    path_names=("request_id",),
)

IMAGE_TO_VIDEO_CANCEL: Final[Operation[models.CancelAnswer]] = Operation(
    name="image_to_video_cancel",
    method="PUT",
    path="/fal-ai/kling-video/requests/{request_id}/cancel",
    effect="cancel",
    answer=models.CancelAnswer,
    path_names=("request_id",),
)

FILES_TICKET: Final[Operation[models.UploadTicket]] = Operation(
    name="files_ticket",
    method="POST",
    path="/storage/upload/initiate",
    effect="upload",
    answer=models.UploadTicket,
    query_names=("storage_type",),
    header_names=("X-Fal-Object-Lifecycle", "X-Fal-Object-Lifecycle-Preference"),
    body="json",
    server="https://rest.fal.ai",
)

WEBHOOKS_KEYS: Final[Operation[models.KeySet]] = Operation(
    name="webhooks_keys",
    method="GET",
    path="/.well-known/jwks.json",
    effect="read",
    answer=models.KeySet,
    server="https://rest.fal.ai",
    authenticated=False,
)
