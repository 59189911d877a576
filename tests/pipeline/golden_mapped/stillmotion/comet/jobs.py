# Written by the generator from specs/ and templates/.
# Change those, then run `make generate`.
"""The life of a job at Comet, as data."""

from __future__ import annotations

from typing import Final

from ..normalized.job_table import JobCall, JobTable, Patience, Polling, Upload
from . import converters, models, operations
from .errors import classify_error
from .provider import PROVIDER

JOBS: Final = JobTable(
    provider=PROVIDER,
    encode=converters.encode,
    plan_assets=converters.plan_assets,
    classify=classify_error,
    submit=operations.FILMS_CREATE,
    request=models.FilmRequest,
    parameters=models.FilmsCreateParameters,
    read_submit=converters.read_submit,
    polling=Polling(2.0, 1.5, 20.0, 600.0),
    patience=Patience(5, 60.0),
    poll=JobCall(operations.FILMS_GET, models.FilmsGetParameters, ("id",), converters.read_poll),
    list=JobCall(operations.FILMS_LIST, None, (), converters.read_list, pages=operations.FILMS_LIST_PAGES),
    callback=models.Notice,
    read_callback=converters.read_callback,
    uploads=(Upload("direct", operations.FILES_UPLOAD, models.FileForm, ("file",), ("url",), "url", file_part="file"),),
    reference_field="client_ref",
    reasons={"cancel": "Comet has no call that cancels", "events": "Comet has no stream"},
    wire_fields={
        "X-Comet-Team": "provider_options.team",
        "first": "start_frame",
        "last": "end_frame",
        "model": "model",
        "mood": "provider_options.feeling",
        "notify": "webhook_url",
        "number": "count",
        "others": "references",
        "prompt": "prompt",
        "ref": "client_ref",
        "region": "provider_options.region",
        "seconds": "duration",
        "seed": "seed",
        "size": "resolution and aspect_ratio",
        "sound": "audio",
        "strength": "guidance",
        "tier": "quality",
        "width": "resolution and aspect_ratio",
        "x_comet_team": "provider_options.team",
    },
)
