# Written by the generator from specs/ and templates/.
# Change those, then run `make generate`.
"""The calls of Oxen, as data."""

from __future__ import annotations

from typing import Final

from .._runtime.operation import Operation, Paging
from . import models

VIDEOS_GENERATE: Final[Operation[models.VideoAnswer]] = Operation(
    name="videos_generate",
    method="POST",
    path="/api/ai/videos/generate",
    effect="billable",
    answer=models.VideoAnswer,
    body="json",
    timeout=1200.0,
)

QUEUE_LIST: Final[Operation[models.QueueList]] = Operation(
    name="queue_list",
    method="GET",
    path="/api/ai/queue",
    effect="read",
    answer=models.QueueList,
    query_names=("namespace", "model", "media_type", "status", "repo", "folder"),
)

QUEUE_LIST_PAGES: Final[Paging[models.Generation]] = Paging(style="whole", items=("generations",))

QUEUE_CREATE: Final[Operation[models.QueueAnswer]] = Operation(
    name="queue_create", method="POST", path="/api/ai/queue", effect="billable", answer=models.QueueAnswer, body="json"
)

QUEUE_GET: Final[Operation[models.Generation]] = Operation(
    name="queue_get",
    method="GET",
    path="/api/ai/queue/{generation_id}",
    effect="read",
    answer=models.Generation,
    path_names=("generation_id",),
)

QUEUE_CANCEL: Final[Operation[models.CancelAnswer]] = Operation(
    name="queue_cancel",
    method="DELETE",
    path="/api/ai/queue/{generation_id}",
    effect="cancel",
    answer=models.CancelAnswer,
    path_names=("generation_id",),
)

HISTORY_LIST: Final[Operation[models.HistoryList]] = Operation(
    name="history_list",
    method="GET",
    path="/api/ai/generations",
    effect="read",
    answer=models.HistoryList,
    query_names=("namespace", "model", "media_type", "status", "repo", "folder", "page", "page_size"),
)

HISTORY_LIST_PAGES: Final[Paging[models.HistoryEntry]] = Paging(
    style="page",
    items=("generations",),
    position="page",
    start=1,
    size="page_size",
    default_size=50,
    total_pages=("total_pages",),
)

HISTORY_GET: Final[Operation[models.HistoryAnswer]] = Operation(
    name="history_get",
    method="GET",
    path="/api/ai/generations/{generation_id}",
    effect="read",
    answer=models.HistoryAnswer,
    path_names=("generation_id",),
)

EVENTS_STREAM: Final[Operation[models.MediaGenerationCompleted]] = Operation(
    name="events_stream",
    method="GET",
    path="/api/events",
    effect="read",
    answer=models.MediaGenerationCompleted,
    accept="text/event-stream",
    event="media_generation_completed",
    keep_alive=15.0,
)

MODELS_LIST: Final[Operation[models.ModelList]] = Operation(
    name="models_list",
    method="GET",
    path="/api/ai/models",
    effect="read",
    answer=models.ModelList,
    query_names=("developer_name", "provider_name", "action"),
)

MODELS_LIST_PAGES: Final[Paging[models.Model]] = Paging(style="whole", items=("data",))

MODELS_SEARCH: Final[Operation[models.ModelList]] = Operation(
    name="models_search",
    method="GET",
    path="/api/ai/models/search",
    effect="read",
    answer=models.ModelList,
    query_names=("search",),
)

MODELS_SEARCH_PAGES: Final[Paging[models.Model]] = Paging(style="whole", items=("data",))

MODELS_GET: Final[Operation[models.Model]] = Operation(
    name="models_get",
    method="GET",
    path="/api/ai/models/{id}",
    effect="read",
    answer=models.Model,
    path_names=("id",),
    query_names=("deployment_status",),
)
