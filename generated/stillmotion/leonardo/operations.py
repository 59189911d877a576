# Written by the generator from specs/ and templates/.
# Change those, then run `make generate`.
"""The calls of Leonardo.Ai, as data."""

from __future__ import annotations

from typing import Final

from .._runtime.operation import Operation, Paging
from . import models

IMAGE_TO_VIDEO_CREATE: Final[Operation[models.ImageToVideoAnswer]] = Operation(
    name="image_to_video_create",
    method="POST",
    path="/generations-image-to-video",
    effect="billable",
    answer=models.ImageToVideoAnswer,
    body="json",
)

GENERATIONS_GET: Final[Operation[models.GenerationAnswer]] = Operation(
    name="generations_get",
    method="GET",
    path="/generations/{id}",
    effect="read",
    answer=models.GenerationAnswer,
    path_names=("id",),
)

GENERATIONS_DELETE: Final[Operation[models.DeleteAnswer]] = Operation(
    name="generations_delete",
    method="DELETE",
    path="/generations/{id}",
    effect="delete",
    answer=models.DeleteAnswer,
    path_names=("id",),
)

GENERATIONS_LIST: Final[Operation[models.GenerationList]] = Operation(
    name="generations_list",
    method="GET",
    path="/generations/user/{userId}",
    effect="read",
    answer=models.GenerationList,
    path_names=("userId",),
    query_names=("offset", "limit"),
)

GENERATIONS_LIST_PAGES: Final[Paging[models.Generation]] = Paging(
    style="offset", items=("generations",), position="offset", size="limit", default_size=10
)

FILES_TICKET: Final[Operation[models.UploadTicketAnswer]] = Operation(
    name="files_ticket",
    method="POST",
    path="/init-image",
    effect="upload",
    answer=models.UploadTicketAnswer,
    body="json",
)

ACCOUNT_ME: Final[Operation[models.MeAnswer]] = Operation(
    name="account_me", method="GET", path="/me", effect="read", answer=models.MeAnswer
)
