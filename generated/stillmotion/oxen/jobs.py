# Written by the generator from specs/ and templates/.
# Change those, then run `make generate`.
"""The life of a job at Oxen, as data."""

from __future__ import annotations

from typing import Final

from ..normalized.job_table import JobCall, JobTable, Patience, Polling
from . import converters, models, operations
from .errors import classify_error
from .provider import PROVIDER

JOBS: Final = JobTable(
    provider=PROVIDER,
    encode=converters.encode,
    plan_assets=converters.plan_assets,
    classify=classify_error,
    submit=operations.QUEUE_CREATE,
    request=models.QueueRequest,
    parameters=None,
    read_submit=converters.read_submit,
    polling=Polling(5.0, 1.5, 30.0, 1200.0),
    patience=Patience(5, 600.0),
    poll=JobCall(operations.QUEUE_GET, models.QueueGetParameters, ("generation_id",), converters.read_poll),
    cost=JobCall(operations.HISTORY_GET, models.HistoryGetParameters, ("generation_id",), converters.read_cost),
    cancel=JobCall(operations.QUEUE_CANCEL, models.QueueCancelParameters, ("generation_id",)),
    list=JobCall(
        operations.QUEUE_LIST, models.QueueListParameters, (), converters.read_list, pages=operations.QUEUE_LIST_PAGES
    ),
    events=JobCall(operations.EVENTS_STREAM, None, (), converters.read_event),
    event_name="media_generation_completed",
    reasons={"callback": "Oxen calls nobody back; poll or follow the event stream"},
    wire_fields={
        "duration": "duration",
        "input_image": "start_frame",
        "model": "model",
        "num_generations": "count",
        "prompt": "prompt",
        "tail_image_url": "end_frame",
        "target_directory": "provider_options.target_directory",
        "target_namespace": "provider_options.target_namespace",
        "target_repo": "provider_options.target_repo",
    },
)
