# Written by the generator from specs/ and templates/.
# Change those, then run `make generate`.
"""The life of a job at Keevx, as data."""

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
    parameters=None,
    read_submit=converters.read_submit,
    polling=Polling(30.0, 1.0, 30.0, 1200.0),
    patience=Patience(5, 600.0),
    poll=JobCall(operations.IMAGE_TO_VIDEO_GET, models.ImageToVideoGetParameters, ("task_id",), converters.read_poll),
    callback=models.TaskNotice,
    read_callback=converters.read_callback,
    webhook=WebhookRecipe("ask_job", "", None, 300.0, {}),
    uploads=(
        Upload(
            "direct", operations.FILES_UPLOAD, models.FileUpload, ("file",), ("result", "url"), "url", file_part="file"
        ),
    ),
    reasons={
        "cancel": "Keevx has no call that cancels a task",
        "list": "Keevx has no call that lists tasks",
        "events": "Keevx has no event stream; poll or give a callback_url",
    },
    wire_fields={
        "aspect_ratio": "aspect_ratio",
        "aspect_resolution": "resolution",
        "callback_url": "webhook_url",
        "duration": "duration",
        "generate_audio": "audio",
        "generate_count": "count",
        "image_url": "start_frame",
        "model": "model",
        "prompt": "prompt",
        "reference_images": "references",
    },
)
