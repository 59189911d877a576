# Written by the generator from specs/ and templates/.
# Change those, then run `make generate`.
"""Between the normalized model and fal, both ways. Made from specs/fal/mapping.yaml; pure: no I/O, no clock."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Final, NamedTuple

from ..normalized.assets import (
    Asset,
    BytesAsset,
    UrlAsset,
    from_data_uri,
    is_http_url,
    to_data_uri,
)
from ..normalized.encoding import choose, plain, unknown_model
from ..normalized.generation import (
    Reading,
    Status,
    Video,
    cost_of,
    decimal_of,
    status_of,
)
from ..normalized.job_table import AssetStep
from ..normalized.report import (
    STRICT,
    Approximated,
    Defaulted,
    Dropped,
    Encoded,
    LossPolicy,
    MissingFieldError,
    Report,
    refuse,
)
from ..normalized.request import ImageToVideoRequest, ProviderOptions
from . import models
from .errors import classify_error as classify_error
from .options import FalOptions


class _Model(NamedTuple):
    """The facts of a model."""

    path: str


_MODELS: Final[Mapping[tuple[str, str], _Model]] = {
    # specs/fal/mapping.yaml:10
    ("kling-2.5-turbo", "high"): _Model(path="/fal-ai/kling-video/v2.5-turbo/pro/image-to-video"),
}
_ONLY_TIER: Final = {"kling-2.5-turbo": "high"}
_STATUSES: Final[Mapping[str, Status]] = {"IN_QUEUE": "queued", "IN_PROGRESS": "running", "COMPLETED": "succeeded"}
_WEBHOOK_URL_PATTERN: Final = re.compile("^https://")
_STATUSES_CALLBACK: Final[Mapping[str, Status]] = {"OK": "succeeded", "ERROR": "failed"}
_SILENT_NEGATIVE_PROMPT: Final = Defaulted("negative_prompt", "blur, distort, and low quality", "provider")
_SILENT_DURATION: Final = Defaulted("duration", 5, "provider")
_SILENT_GUIDANCE: Final = Defaulted("guidance", 0.5, "provider")


def encode(request: ImageToVideoRequest, policy: LossPolicy = STRICT) -> Encoded:
    """The request in terms of fal, with the report of what is lost on the way.

    The wire model is not asked: `stillmotion.encode` does that. Raises LossError for a loss that the policy
    does not allow, MissingFieldError for what must be said, UploadRequiredError for a picture in another
    form.
    """
    body: dict[str, Any] = {}
    query: dict[str, Any] = {}
    headers: dict[str, Any] = {}
    dropped: list[Dropped] = []
    approximated: list[Approximated] = []
    defaulted: list[Defaulted] = []
    unchecked: list[str] = []
    needs: dict[str, str] = {}
    missing: list[str] = []
    # model: specs/fal/mapping.yaml:23
    if request.model is None:
        raise MissingFieldError("fal", ("model",))
    model = request.model
    row = _MODELS.get((model, request.quality or ""))
    if row is None:
        tier = _ONLY_TIER.get(model)
        if tier is None:
            raise unknown_model("fal", model, (offered for offered, _ in _MODELS))
        if request.quality is not None:
            dropped.append(Dropped("quality", request.quality, f"only {tier} is offered for {model}", "material"))
        defaulted.append(Defaulted("quality", tier, "mapping"))
        row = _MODELS[model, tier]
    # prompt: specs/fal/mapping.yaml:25
    if request.prompt is None:
        missing.append("prompt")
    elif len(request.prompt) <= 2500:
        body["prompt"] = request.prompt
    else:
        dropped.append(Dropped("prompt", request.prompt, "longer than 2500 characters", "contract"))
        missing.append("prompt")
    # negative_prompt: specs/fal/mapping.yaml:26
    if request.negative_prompt is None:
        defaulted.append(_SILENT_NEGATIVE_PROMPT)
    elif len(request.negative_prompt) <= 2500:
        body["negative_prompt"] = request.negative_prompt
    else:
        dropped.append(Dropped("negative_prompt", request.negative_prompt, "longer than 2500 characters", "advisory"))
        defaulted.append(_SILENT_NEGATIVE_PROMPT)
    # start_frame: specs/fal/mapping.yaml:30
    if request.start_frame is not None:
        picture = _picture("start_frame", request.start_frame, dropped, unchecked, needs)
        if picture is not None:
            body["image_url"] = picture
    else:
        missing.append("start_frame")
    # end_frame: specs/fal/mapping.yaml:31
    if request.end_frame is not None:
        picture = _picture("end_frame", request.end_frame, dropped, unchecked, needs)
        if picture is not None:
            body["tail_image_url"] = picture
    # references: specs/fal/mapping.yaml:32
    if request.references:
        dropped.append(Dropped("references", request.references, "first and last frame only", "contract"))
    # duration: specs/fal/mapping.yaml:33
    if request.duration is None:
        defaulted.append(_SILENT_DURATION)
    elif request.duration in (5, 10):
        body["duration"] = str(request.duration)
    else:
        used = choose("duration", request.duration, (5, 10), "material", policy, dropped, approximated)
        if used is not None:
            body["duration"] = str(used)
        else:
            defaulted.append(_SILENT_DURATION)
    # aspect_ratio: specs/fal/mapping.yaml:34
    if request.aspect_ratio not in (None, "source"):
        dropped.append(Dropped("aspect_ratio", request.aspect_ratio, "it follows start_frame", "material", "assumed"))
    # resolution: specs/fal/mapping.yaml:35
    if request.resolution is not None:
        dropped.append(Dropped("resolution", request.resolution, "fixed by the model", "material"))
    # audio: specs/fal/mapping.yaml:36
    if request.audio not in (None, False):
        dropped.append(Dropped("audio", request.audio, "always false here", "material", "assumed"))
    # guidance: specs/fal/mapping.yaml:37
    if request.guidance is None:
        defaulted.append(_SILENT_GUIDANCE)
    else:
        body["cfg_scale"] = request.guidance
    # seed: specs/fal/mapping.yaml:38
    if request.seed is not None:
        dropped.append(Dropped("seed", request.seed, "not a parameter of this model", "advisory"))
    # count: specs/fal/mapping.yaml:39
    if request.count not in (None, 1):
        dropped.append(Dropped("count", request.count, "always 1 here", "material"))
    # webhook_url: specs/fal/mapping.yaml:40
    if request.webhook_url is not None:
        if _WEBHOOK_URL_PATTERN.search(request.webhook_url):
            query["fal_webhook"] = request.webhook_url
        else:
            dropped.append(Dropped("webhook_url", request.webhook_url, "does not match ^https://", "transport"))
    # client_ref: specs/fal/mapping.yaml:41
    if request.client_ref is not None:
        dropped.append(Dropped("client_ref", request.client_ref, "fal issues the only id", "transport"))
    options = request.provider_options.fal if request.provider_options is not None else None
    if options is not None:
        if options.max_queue_length is not None:
            query["fal_max_queue_length"] = options.max_queue_length
        if options.start_timeout is not None:
            headers["X-Fal-Request-Start-Timeout"] = options.start_timeout
        if options.request_timeout is not None:
            headers["X-Fal-Request-Timeout"] = options.request_timeout
        if options.queue_priority is not None:
            headers["X-Fal-Queue-Priority"] = plain(options.queue_priority)
        if options.runner_hint is not None:
            headers["X-Fal-Runner-Hint"] = options.runner_hint
        if options.no_retry is not None:
            headers["X-Fal-No-Retry"] = plain(options.no_retry)
        if options.store_io is not None:
            headers["X-Fal-Store-IO"] = plain(options.store_io)
        if options.object_lifecycle_preference is not None:
            headers["X-Fal-Object-Lifecycle-Preference"] = options.object_lifecycle_preference
        if options.disable_fallback is not None:
            headers["x-app-fal-disable-fallback"] = options.disable_fallback
        if options.tags is not None:
            headers["X-Fal-Tags"] = options.tags
    report = Report(tuple(dropped), tuple(approximated), tuple(defaulted), tuple(unchecked))
    if dropped or needs or missing:
        refuse("fal", report, policy, needs, missing)
    return Encoded("fal", "image_to_video_create", body, query, headers, report)


def decode(
    body: models.ImageToVideoRequest, parameters: models.ImageToVideoCreateParameters | None = None
) -> ImageToVideoRequest:
    """What a request to fal asks for, in normalized terms; nothing is lost.

    Raises ValueError or InvalidRequestError for a value that has no normalized form.
    """
    fields: dict[str, Any] = {}
    # model: specs/fal/mapping.yaml:23
    fields["model"] = "kling-2.5-turbo"
    fields["quality"] = "high"
    # prompt: specs/fal/mapping.yaml:25
    if body.prompt is not None:
        fields["prompt"] = body.prompt
    # negative_prompt: specs/fal/mapping.yaml:26
    if body.negative_prompt is not None:
        fields["negative_prompt"] = body.negative_prompt
    # start_frame: specs/fal/mapping.yaml:30
    if body.image_url is not None:
        fields["start_frame"] = _picture_back("start_frame", body.image_url)
    # end_frame: specs/fal/mapping.yaml:31
    if body.tail_image_url is not None:
        fields["end_frame"] = _picture_back("end_frame", body.tail_image_url)
    # duration: specs/fal/mapping.yaml:33
    if body.duration is not None:
        fields["duration"] = int(body.duration)
    # guidance: specs/fal/mapping.yaml:37
    if body.cfg_scale is not None:
        fields["guidance"] = body.cfg_scale
    # webhook_url: specs/fal/mapping.yaml:40
    if parameters is not None and parameters.fal_webhook is not None:
        fields["webhook_url"] = parameters.fal_webhook
    options: dict[str, Any] = {}
    if parameters is not None and parameters.fal_max_queue_length is not None:
        options["max_queue_length"] = parameters.fal_max_queue_length
    if parameters is not None and parameters.x_fal_request_start_timeout is not None:
        options["start_timeout"] = parameters.x_fal_request_start_timeout
    if parameters is not None and parameters.x_fal_request_timeout is not None:
        options["request_timeout"] = parameters.x_fal_request_timeout
    if parameters is not None and parameters.x_fal_queue_priority is not None:
        options["queue_priority"] = parameters.x_fal_queue_priority
    if parameters is not None and parameters.x_fal_runner_hint is not None:
        options["runner_hint"] = parameters.x_fal_runner_hint
    if parameters is not None and parameters.x_fal_no_retry is not None:
        options["no_retry"] = parameters.x_fal_no_retry
    if parameters is not None and parameters.x_fal_store_io is not None:
        options["store_io"] = parameters.x_fal_store_io
    if parameters is not None and parameters.x_fal_object_lifecycle_preference is not None:
        options["object_lifecycle_preference"] = parameters.x_fal_object_lifecycle_preference
    if parameters is not None and parameters.x_app_fal_disable_fallback is not None:
        options["disable_fallback"] = parameters.x_app_fal_disable_fallback
    if parameters is not None and parameters.x_fal_tags is not None:
        options["tags"] = parameters.x_fal_tags
    if options:
        fields["provider_options"] = ProviderOptions(fal=FalOptions(**options))
    return ImageToVideoRequest(**fields)


def silent(request: ImageToVideoRequest) -> dict[str, Any]:
    """What fal does where the request says nothing, by field; only what is documented."""
    values: dict[str, Any] = {}
    if request.quality is None:
        values["quality"] = _ONLY_TIER.get(request.model or "")
    if request.negative_prompt is None:
        values["negative_prompt"] = "blur, distort, and low quality"
    if request.duration is None:
        values["duration"] = 5
    if request.guidance is None:
        values["guidance"] = 0.5
    return values


def fixed(request: ImageToVideoRequest) -> dict[str, Any]:
    """What fal does whatever is asked, by field; `source` follows the first frame."""
    values: dict[str, Any] = {}
    values["aspect_ratio"] = "source"
    values["audio"] = False
    values["count"] = 1
    return values


def plan_assets(request: ImageToVideoRequest) -> tuple[AssetStep, ...]:
    """What must happen to pictures before the request can be encoded, in order."""
    steps: list[AssetStep | None] = []
    if request.start_frame is not None:
        steps.append(_step("start_frame", None, request.start_frame))
    if request.end_frame is not None:
        steps.append(_step("end_frame", None, request.end_frame))
    return tuple(step for step in steps if step is not None)


def read_submit(answer: models.SubmitAnswer, headers: Mapping[str, str] = MappingProxyType({})) -> tuple[Reading, ...]:
    """What the answer `submit` says, one entry per job (specs/fal/mapping.yaml:57)."""
    return (_read_submit_answer(answer),)


def read_poll(answer: models.QueueStatus, headers: Mapping[str, str] = MappingProxyType({})) -> tuple[Reading, ...]:
    """What the answer `poll` says, one entry per job (specs/fal/mapping.yaml:58)."""
    return (_read_queue_status(answer),)


def read_result(
    answer: models.ImageToVideoOutput, headers: Mapping[str, str] = MappingProxyType({})
) -> tuple[Reading, ...]:
    """What the answer `result` says, one entry per job (specs/fal/mapping.yaml:59)."""
    return (_read_image_to_video_output(answer, headers),)


def read_callback(
    answer: models.WebhookNotice, headers: Mapping[str, str] = MappingProxyType({})
) -> tuple[Reading, ...]:
    """What the answer `callback` says, one entry per job (specs/fal/mapping.yaml:60)."""
    return (_read_webhook_notice(answer),)


def read_event(answer: models.QueueStatus, headers: Mapping[str, str] = MappingProxyType({})) -> tuple[Reading, ...]:
    """What the answer `event` says, one entry per job (specs/fal/mapping.yaml:61)."""
    return (_read_queue_status(answer),)


def _picture(
    name: str, asset: Asset, dropped: list[Dropped], unchecked: list[str], needs: dict[str, str]
) -> str | None:
    """A picture in the form that fal takes, None when it is lost or must be uploaded
    (specs/fal/mapping.yaml:30).
    """
    if isinstance(asset, UrlAsset):
        return asset.url
    if isinstance(asset, BytesAsset):
        if asset.known_type() is None:
            dropped.append(
                Dropped(name, asset, "its media type is not known: give BytesAsset(data=…, media_type=…)", "contract")
            )
            return None
        return to_data_uri(asset)
    dropped.append(Dropped(name, asset, "fal keeps no pictures under ids; an uploaded one is a link", "contract"))
    return None


def _picture_back(name: str, text: str) -> Asset:
    """The picture behind a text of the wire. Raises ValueError (specs/fal/mapping.yaml:30)."""
    return UrlAsset(url=text) if is_http_url(text) else from_data_uri(name, text)


def _step(name: str, index: int | None, asset: Asset) -> AssetStep | None:
    """What must happen to a picture before it can be encoded; None: nothing."""
    if isinstance(asset, BytesAsset):
        return AssetStep(name, index, asset, "upload")
    return None


def _read_submit_answer(job: models.SubmitAnswer) -> Reading:
    """What one job says (specs/fal/mapping.yaml, generation)."""
    unchecked: list[str] = []
    word = job.status
    return Reading(
        id=job.request_id or None,
        status=status_of(_STATUSES, word),
        raw_status=word,
        queue_position=job.queue_position,
        unchecked=tuple(unchecked),
        raw=job,
    )


def _read_queue_status(job: models.QueueStatus) -> Reading:
    """What one job says (specs/fal/mapping.yaml, generation)."""
    unchecked: list[str] = []
    word = job.status
    error = job.error or None
    status = status_of(_STATUSES, word)
    return Reading(
        id=job.request_id or None,
        status="failed" if status == "succeeded" and error is not None else status,
        raw_status=word,
        queue_position=job.queue_position,
        error=error,
        error_code=job.error_type or None,
        unchecked=tuple(unchecked),
        raw=job,
    )


def _read_image_to_video_output(job: models.ImageToVideoOutput, headers: Mapping[str, str]) -> Reading:
    """What one job says (specs/fal/mapping.yaml, generation)."""
    unchecked: list[str] = []
    video_2 = job.video
    url = video_2.url or None
    videos = (
        () if url is None else (Video(url=url, media_type=video_2.content_type or None, size_bytes=video_2.file_size),)
    )
    return Reading(
        status="succeeded",
        raw_status=None,
        cost=cost_of(decimal_of("cost", headers.get("x-fal-billable-units"), unchecked), "billable units"),
        videos=videos,
        unchecked=tuple(unchecked),
        raw=job,
    )


def _read_webhook_notice(job: models.WebhookNotice) -> Reading:
    """What one job says (specs/fal/mapping.yaml, generation)."""
    unchecked: list[str] = []
    word = job.status
    payload = job.payload
    error_2 = payload if isinstance(payload, models.Error) else None
    image_to_video_output = payload if isinstance(payload, models.ImageToVideoOutput) else None
    video_2 = None if image_to_video_output is None else image_to_video_output.video
    error = job.error or None
    status = status_of(_STATUSES_CALLBACK, word)
    url = (None if video_2 is None else video_2.url) or None
    videos = (
        ()
        if url is None
        else (
            Video(
                url=url,
                media_type=(None if video_2 is None else video_2.content_type) or None,
                size_bytes=None if video_2 is None else video_2.file_size,
            ),
        )
    )
    return Reading(
        id=job.request_id or None,
        status="failed" if status == "succeeded" and error is not None else status,
        raw_status=word,
        error=error,
        error_code=(None if error_2 is None else error_2.error_type) or None,
        videos=videos,
        unchecked=tuple(unchecked),
        raw=job,
    )
