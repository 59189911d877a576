# Written by the generator from specs/ and templates/.
# Change those, then run `make generate`.
"""The life of a job at Kling, as data."""

from __future__ import annotations

from typing import Final

from .._runtime.webhook import WebhookRecipe
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
    polling=Polling(5.0, 1.2, 10.0, 600.0),
    patience=Patience(5, 600.0),
    poll=JobCall(operations.IMAGE_TO_VIDEO_GET, models.ImageToVideoGetParameters, ("id",), converters.read_poll),
    list=JobCall(
        operations.IMAGE_TO_VIDEO_LIST,
        models.ImageToVideoListParameters,
        (),
        converters.read_list,
        pages=operations.IMAGE_TO_VIDEO_LIST_PAGES,
    ),
    callback=models.Task,
    read_callback=converters.read_callback,
    webhook=WebhookRecipe(
        "standard_webhooks",
        "KLING_WEBHOOK_SECRET",
        None,
        300.0,
        {"id": "webhook-id", "timestamp": "webhook-timestamp", "signature": "webhook-signature"},
    ),
    reference_field="client_ref",
    reasons={
        "cancel": "Kling has no call that cancels a task",
        "events": "Kling has no event stream; poll or give a callback_url",
    },
    wire_fields={
        "callback_url": "webhook_url",
        "camera_control": "provider_options.camera",
        "cfg_scale": "guidance",
        "duration": "duration",
        "dynamic_masks": "provider_options.motion_brush",
        "external_task_id": "client_ref",
        "image": "start_frame",
        "image_tail": "end_frame",
        "mode": "quality",
        "model_name": "model",
        "negative_prompt": "negative_prompt",
        "prompt": "prompt",
        "sound": "audio",
        "static_mask": "provider_options.static_mask",
        "voice_list": "provider_options.voices",
        "watermark_info": "provider_options.watermark",
    },
)
