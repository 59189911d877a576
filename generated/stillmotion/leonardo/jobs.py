# Written by the generator from specs/ and templates/.
# Change those, then run `make generate`.
"""The life of a job at Leonardo.Ai, as data."""

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
    polling=Polling(5.0, 1.2, 10.0, 1200.0),
    patience=Patience(5, 600.0),
    poll=JobCall(operations.GENERATIONS_GET, models.GenerationsGetParameters, ("id",), converters.read_poll),
    list=JobCall(
        operations.GENERATIONS_LIST,
        models.GenerationsListParameters,
        (),
        converters.read_list,
        pages=operations.GENERATIONS_LIST_PAGES,
    ),
    callback=models.VideoNotice,
    read_callback=converters.read_callback,
    webhook=WebhookRecipe("bearer", "LEONARDO_WEBHOOK_SECRET", None, 300.0, {}),
    uploads=(
        Upload(
            "ticket",
            operations.FILES_TICKET,
            models.UploadTicketRequest,
            ("extension",),
            ("uploadInitImage", "id"),
            "id",
            file_part="file",
            method="POST",
            url=("uploadInitImage", "url"),
            fields=("uploadInitImage", "fields"),
            success=(204,),
        ),
    ),
    reasons={
        "cancel": "Leonardo.Ai has no call that cancels a generation",
        "events": "Leonardo.Ai has no event stream; poll or use the webhook of the API key",
    },
    wire_fields={
        "duration": "duration",
        "elements": "provider_options.elements",
        "endFrameImage": "end_frame",
        "end_frame_image": "end_frame",
        "frameInterpolation": "provider_options.frame_interpolation",
        "frame_interpolation": "provider_options.frame_interpolation",
        "height": "resolution and aspect_ratio",
        "imageId": "start_frame",
        "imageType": "start_frame",
        "image_id": "start_frame",
        "image_type": "start_frame",
        "isPublic": "provider_options.is_public",
        "is_public": "provider_options.is_public",
        "model": "model",
        "negativePrompt": "negative_prompt",
        "negative_prompt": "negative_prompt",
        "prompt": "prompt",
        "promptEnhance": "provider_options.prompt_enhance",
        "promptEnhanceInstruction": "provider_options.prompt_enhance_instruction",
        "prompt_enhance": "provider_options.prompt_enhance",
        "prompt_enhance_instruction": "provider_options.prompt_enhance_instruction",
        "resolution": "resolution and aspect_ratio",
        "seed": "seed",
        "styleIds": "provider_options.style_ids",
        "style_ids": "provider_options.style_ids",
        "width": "resolution and aspect_ratio",
    },
)
