# Written by the generator from specs/ and templates/.
# Change those, then run `make generate`.
"""The calls of ChainHub, as data."""

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
    body="json",
)

IMAGE_TO_VIDEO_STATUS: Final[Operation[models.QueueStatus]] = Operation(
    name="image_to_video_status",
    method="GET",
    path="/fal-ai/kling-video/requests/{request_id}/status",
    effect="read",
    answer=models.QueueStatus,
    path_names=("request_id",),
)

IMAGE_TO_VIDEO_RESULT: Final[Operation[models.ResultAnswer]] = Operation(
    name="image_to_video_result",
    method="GET",
    path="/fal-ai/kling-video/requests/{request_id}",
    effect="read",
    answer=models.ResultAnswer,
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
