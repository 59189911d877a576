# Written by the generator from specs/ and templates/.
# Change those, then run `make generate`.
"""The calls of Atlas, as data."""

from __future__ import annotations

from typing import Final

from .._runtime.operation import Operation, Paging
from .._runtime.raw import RawResponse
from . import models

MAPS_LIST: Final[Operation[models.MapList]] = Operation(
    name="maps_list",
    method="GET",
    path="/maps",
    effect="read",
    answer=models.MapList,
    query_names=("pageNum", "pageSize", "styles"),
)

MAPS_LIST_PAGES: Final[Paging[models.Map]] = Paging(
    style="page",
    items=("items",),
    position="pageNum",
    start=1,
    size="pageSize",
    default_size=10,
    total_pages=("pages",),
)

MAPS_CREATE: Final[Operation[models.MapAnswer]] = Operation(
    name="maps_create",
    method="POST",
    path="/maps",
    effect="billable",
    answer=models.MapAnswer,
    header_names=("X-Atlas-Team",),
    body="json",
    timeout=90.0,
)

MAPS_GET: Final[Operation[models.MapAnswer]] = Operation(
    name="maps_get", method="GET", path="/maps/{map_id}", effect="read", answer=models.MapAnswer, path_names=("map_id",)
)

MAPS_DELETE: Final[Operation[RawResponse]] = Operation(
    name="maps_delete", method="DELETE", path="/maps/{map_id}", effect="delete", path_names=("map_id",), accept="*/*"
)

MAPS_EVENTS: Final[Operation[models.Map]] = Operation(
    name="maps_events",
    method="GET",
    path="/maps/{map_id}/events",
    effect="read",
    answer=models.Map,
    path_names=("map_id",),
    accept="text/event-stream",
)

FILES_UPLOAD: Final[Operation[models.FilesUploadAnswer]] = Operation(
    name="files_upload",
    method="POST",
    path="/files",
    effect="upload",
    answer=models.FilesUploadAnswer,
    body="multipart",
    server="https://files.atlas.example",
    authenticated=False,
)
