# Written by the generator from specs/ and templates/.
# Change those, then run `make generate`.
"""The life of a job at Dune, as data."""

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
    parameters=None,
    read_submit=converters.read_submit,
    polling=Polling(2.0, 1.5, 20.0, 600.0),
    patience=Patience(5, 60.0),
    poll=JobCall(operations.FILMS_GET, models.FilmsGetParameters, ("id",), converters.read_poll),
    result=JobCall(operations.FILMS_RESULT, models.FilmsResultParameters, ("id",), converters.read_result),
    uploads=(
        Upload(
            "ticket",
            operations.FILES_TICKET,
            models.TicketRequest,
            ("extension",),
            ("place", "id"),
            "id",
            method="PUT",
            url=("place", "url"),
            success=(200,),
        ),
    ),
    reasons={
        "callback": "Dune calls nobody back",
        "cancel": "Dune has no call that cancels",
        "list": "Dune lists nothing",
        "events": "Dune has no stream",
    },
    wire_fields={
        "end": "end_frame",
        "engine": "model",
        "grade": "resolution",
        "pictureId": "start_frame",
        "pictureKind": "start_frame",
        "picture_id": "start_frame",
        "picture_kind": "start_frame",
        "seconds": "duration",
        "shape": "aspect_ratio",
        "size": "resolution",
        "text": "prompt",
    },
)
