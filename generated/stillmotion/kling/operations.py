# Written by the generator from specs/ and templates/.
# Change those, then run `make generate`.
"""The calls of Kling, as data."""

from __future__ import annotations

from typing import Final

from .._runtime.operation import Operation, Paging, Recovery
from . import models

IMAGE_TO_VIDEO_GET: Final[Operation[models.TaskAnswer]] = Operation(
    name="image_to_video_get",
    method="GET",
    path="/v1/videos/image2video/{id}",
    effect="read",
    answer=models.TaskAnswer,
    path_names=("id",),
)

IMAGE_TO_VIDEO_LIST: Final[Operation[models.TaskListAnswer]] = Operation(
    name="image_to_video_list",
    method="GET",
    path="/v1/videos/image2video",
    effect="read",
    answer=models.TaskListAnswer,
    query_names=("pageNum", "pageSize"),
)

IMAGE_TO_VIDEO_LIST_PAGES: Final[Paging[models.Task]] = Paging(
    style="page", items=("data",), position="pageNum", start=1, last=1000, size="pageSize", default_size=30
)

IMAGE_TO_VIDEO_CREATE: Final[Operation[models.TaskAnswer]] = Operation(
    name="image_to_video_create",
    method="POST",
    path="/v1/videos/image2video",
    effect="billable",
    answer=models.TaskAnswer,
    body="json",
    recovery=Recovery("external_task_id", IMAGE_TO_VIDEO_GET, models.ImageToVideoGetParameters, "id"),
)

ACCOUNT_COSTS: Final[Operation[models.AccountCostsAnswer]] = Operation(
    name="account_costs",
    method="GET",
    path="/account/costs",
    effect="read",
    answer=models.AccountCostsAnswer,
    query_names=("start_time", "end_time", "resource_pack_name"),
)
