"""What Kling offers: its servers, its credentials and its calls."""

from __future__ import annotations

from typing import Final

from .._runtime.operation import ApiKey, Auth, Operation, Paging, Provider, SignedToken
from . import models
from .errors import classify_error

PROVIDER: Final = Provider(
    name="kling",
    title="Kling",
    regions={"singapore": "https://api-singapore.klingai.com", "beijing": "https://api-beijing.klingai.com"},
    trusted=frozenset(("https://api-beijing.klingai.com", "https://api-singapore.klingai.com")),
    auth=Auth(
        "Authorization",
        "Bearer ",
        (ApiKey("KLING_API_KEY"), SignedToken("KLINGAI_ACCESS_KEY", "KLINGAI_SECRET_KEY", 1800, 5, 60)),
    ),
    classify=classify_error,
    envelope=(("code",), 0),
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
    style="page", items=("data",), position="pageNum", start=1, size="pageSize", default_size=30
)

IMAGE_TO_VIDEO_CREATE: Final[Operation[models.TaskAnswer]] = Operation(
    name="image_to_video_create",
    method="POST",
    path="/v1/videos/image2video",
    effect="billable",
    answer=models.TaskAnswer,
    body="json",
)

IMAGE_TO_VIDEO_GET: Final[Operation[models.TaskAnswer]] = Operation(
    name="image_to_video_get",
    method="GET",
    path="/v1/videos/image2video/{id}",
    effect="read",
    answer=models.TaskAnswer,
    path_names=("id",),
)

ACCOUNT_COSTS: Final[Operation[models.AccountCostsAnswer]] = Operation(
    name="account_costs",
    method="GET",
    path="/account/costs",
    effect="read",
    answer=models.AccountCostsAnswer,
    query_names=("start_time", "end_time", "resource_pack_name"),
)
