# Written by the generator from specs/ and templates/.
# Change those, then run `make generate`.
"""The calls of Keevx, as data."""

from __future__ import annotations

from typing import Final

from .._runtime.operation import Operation
from . import models

IMAGE_TO_VIDEO_CREATE: Final[Operation[models.CreateAnswer]] = Operation(
    name="image_to_video_create",
    method="POST",
    path="/v1/image_to_video",
    effect="billable",
    answer=models.CreateAnswer,
    body="json",
)

IMAGE_TO_VIDEO_GET: Final[Operation[models.TaskAnswer]] = Operation(
    name="image_to_video_get",
    method="GET",
    path="/v1/image_to_video/{task_id}",
    effect="read",
    answer=models.TaskAnswer,
    path_names=("task_id",),
)

FILES_UPLOAD: Final[Operation[models.UploadAnswer]] = Operation(
    name="files_upload",
    method="POST",
    path="/v1/figure-resource/upload/file",
    effect="upload",
    answer=models.UploadAnswer,
    body="multipart",
)
