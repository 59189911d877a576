# Written by the generator from specs/ and templates/.
# Change those, then run `make generate`.
"""The life of a job at ChainHub, as data."""

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
    submit=operations.IMAGE_TO_VIDEO_CREATE,
    request=models.ImageToVideoRequest,
    parameters=None,
    read_submit=converters.read_submit,
    polling=Polling(2.0, 1.25, 5.0, 3600.0),
    patience=Patience(5, 600.0),
    poll=JobCall(
        operations.IMAGE_TO_VIDEO_STATUS, models.ImageToVideoStatusParameters, ("request_id",), converters.read_poll
    ),
    result=JobCall(
        operations.IMAGE_TO_VIDEO_RESULT, models.ImageToVideoResultParameters, ("request_id",), converters.read_result
    ),
    cancel=JobCall(operations.IMAGE_TO_VIDEO_CANCEL, models.ImageToVideoCancelParameters, ("request_id",)),
    reasons={
        "callback": "ChainHub documents no webhook for these routes; poll",
        "list": "ChainHub documents no call that lists requests",
        "events": "ChainHub documents no event stream; poll",
    },
    wire_fields={
        "cfg_scale": "guidance",
        "duration": "duration",
        "image_url": "start_frame",
        "negative_prompt": "negative_prompt",
        "prompt": "prompt",
    },
)
