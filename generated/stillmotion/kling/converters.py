# Written by the generator from specs/ and templates/.
# Change those, then run `make generate`.
"""Between the normalized model and Kling, both ways. Made from specs/kling/mapping.yaml; pure: no I/O, no
clock.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Final, NamedTuple

from ..normalized.assets import (
    Asset,
    BytesAsset,
    UrlAsset,
    from_base64,
    is_http_url,
    to_base64,
)
from ..normalized.encoding import choose, judge_bytes, no_meaning, plain, unknown_model
from ..normalized.generation import (
    Reading,
    Status,
    Video,
    cost_of,
    decimal_of,
    instant_of_unix,
    later,
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
    Report,
    refuse,
)
from ..normalized.request import ImageToVideoRequest, ProviderOptions
from . import models
from .errors import classify_error as classify_error
from .options import KlingOptions


class _Model(NamedTuple):
    """The facts of a model."""

    wire: str
    guidance: bool
    audio: bool


_MODELS: Final[Mapping[str, _Model]] = {
    # specs/kling/mapping.yaml:12
    "kling-1.0": _Model(wire="kling-v1", guidance=True, audio=False),
    # specs/kling/mapping.yaml:13
    "kling-1.5": _Model(wire="kling-v1-5", guidance=True, audio=False),
    # specs/kling/mapping.yaml:14
    "kling-1.6": _Model(wire="kling-v1-6", guidance=True, audio=False),
    # specs/kling/mapping.yaml:15
    "kling-2.0-master": _Model(wire="kling-v2-master", guidance=False, audio=False),
    # specs/kling/mapping.yaml:16
    "kling-2.1": _Model(wire="kling-v2-1", guidance=False, audio=False),
    # specs/kling/mapping.yaml:17
    "kling-2.1-master": _Model(wire="kling-v2-1-master", guidance=False, audio=False),
    # specs/kling/mapping.yaml:18
    "kling-2.5-turbo": _Model(wire="kling-v2-5-turbo", guidance=False, audio=False),
    # specs/kling/mapping.yaml:19
    "kling-2.6": _Model(wire="kling-v2-6", guidance=False, audio=True),
}
_BY_WIRE: Final = {row.wire: key for key, row in _MODELS.items()}
_STATUSES: Final[Mapping[str, Status]] = {
    "submitted": "queued",
    "processing": "running",
    "succeed": "succeeded",
    "failed": "failed",
}
_QUALITY: Final = {"standard": "std", "high": "pro"}
_QUALITY_BACK: Final = {wire: meant for meant, wire in _QUALITY.items()}
_AUDIO: Final = {True: "on", False: "off"}
_AUDIO_BACK: Final = {wire: meant for meant, wire in _AUDIO.items()}
_SILENT_MODEL: Final = Defaulted("model", "kling-1.0", "provider")
_SILENT_QUALITY: Final = Defaulted("quality", "standard", "provider")
_SILENT_DURATION: Final = Defaulted("duration", 5, "provider")
_SILENT_AUDIO: Final = Defaulted("audio", False, "provider")
_SILENT_GUIDANCE: Final = Defaulted("guidance", 0.5, "provider")


def encode(request: ImageToVideoRequest, policy: LossPolicy = STRICT) -> Encoded:
    """The request in terms of Kling, with the report of what is lost on the way.

    The wire model is not asked: `stillmotion.encode` does that. Raises LossError for a loss that the policy
    does not allow, MissingFieldError for what must be said, UploadRequiredError for a picture in another
    form.
    """
    body: dict[str, Any] = {}
    dropped: list[Dropped] = []
    approximated: list[Approximated] = []
    defaulted: list[Defaulted] = []
    unchecked: list[str] = []
    needs: dict[str, str] = {}
    missing: list[str] = []
    # model: specs/kling/mapping.yaml:31
    model = request.model
    if model is None:
        model = "kling-1.0"
        defaulted.append(_SILENT_MODEL)
    row = _MODELS.get(model)
    if row is None:
        raise unknown_model("Kling", model, _MODELS)
    if request.model is not None:
        body["model_name"] = row.wire
    # quality: specs/kling/mapping.yaml:32
    if request.quality is None:
        defaulted.append(_SILENT_QUALITY)
    else:
        body["mode"] = _QUALITY[request.quality]
    # prompt: specs/kling/mapping.yaml:37
    if request.prompt is not None:
        if len(request.prompt) <= 2500:
            body["prompt"] = request.prompt
        else:
            dropped.append(Dropped("prompt", request.prompt, "longer than 2500 characters", "contract"))
    # negative_prompt: specs/kling/mapping.yaml:38
    if request.negative_prompt is not None:
        if len(request.negative_prompt) <= 2500:
            body["negative_prompt"] = request.negative_prompt
        else:
            dropped.append(
                Dropped("negative_prompt", request.negative_prompt, "longer than 2500 characters", "advisory")
            )
    # start_frame: specs/kling/mapping.yaml:39
    if request.start_frame is not None:
        picture = _picture("start_frame", request.start_frame, dropped, unchecked, needs)
        if picture is not None:
            body["image"] = picture
    # end_frame: specs/kling/mapping.yaml:40
    if request.end_frame is not None:
        picture = _picture("end_frame", request.end_frame, dropped, unchecked, needs)
        if picture is not None:
            body["image_tail"] = picture
    # references: specs/kling/mapping.yaml:41
    if request.references:
        dropped.append(
            Dropped("references", request.references, "this call takes a first and a last frame only", "contract")
        )
    # duration: specs/kling/mapping.yaml:42
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
    # aspect_ratio: specs/kling/mapping.yaml:43
    if request.aspect_ratio not in (None, "source"):
        dropped.append(Dropped("aspect_ratio", request.aspect_ratio, "it follows start_frame", "material", "assumed"))
    # resolution: specs/kling/mapping.yaml:47
    if request.resolution is not None:
        dropped.append(Dropped("resolution", request.resolution, "the size is chosen by model and mode", "material"))
    # audio: specs/kling/mapping.yaml:50
    if row.audio:
        # specs/kling/mapping.yaml:50
        if request.audio is None:
            defaulted.append(_SILENT_AUDIO)
        else:
            body["sound"] = _AUDIO[request.audio]
    else:
        # specs/kling/mapping.yaml:55
        if request.audio not in (None, False):
            dropped.append(Dropped("audio", request.audio, "always false here", "material"))
    # guidance: specs/kling/mapping.yaml:58
    if row.guidance:
        # specs/kling/mapping.yaml:58
        if request.guidance is None:
            defaulted.append(_SILENT_GUIDANCE)
        else:
            body["cfg_scale"] = request.guidance
    else:
        # specs/kling/mapping.yaml:59
        if request.guidance is not None:
            dropped.append(Dropped("guidance", request.guidance, "kling-v2.x models take no cfg_scale", "advisory"))
    # seed: specs/kling/mapping.yaml:60
    if request.seed is not None:
        dropped.append(Dropped("seed", request.seed, "Kling has no seed", "advisory"))
    # count: specs/kling/mapping.yaml:61
    if request.count not in (None, 1):
        dropped.append(Dropped("count", request.count, "always 1 here", "material"))
    # webhook_url: specs/kling/mapping.yaml:62
    if request.webhook_url is not None:
        body["callback_url"] = request.webhook_url
    # client_ref: specs/kling/mapping.yaml:63
    if request.client_ref is not None:
        body["external_task_id"] = request.client_ref
    options = request.provider_options.kling if request.provider_options is not None else None
    if options is not None:
        if options.voices is not None:
            body["voice_list"] = plain(options.voices)
        if options.static_mask is not None:
            body["static_mask"] = options.static_mask
        if options.motion_brush is not None:
            body["dynamic_masks"] = plain(options.motion_brush)
        if options.camera is not None:
            body["camera_control"] = plain(options.camera)
        if options.watermark is not None:
            body["watermark_info"] = plain(options.watermark)
    report = Report(tuple(dropped), tuple(approximated), tuple(defaulted), tuple(unchecked))
    if dropped or needs or missing:
        refuse("Kling", report, policy, needs, missing)
    return Encoded("kling", "image_to_video_create", body, {}, {}, report)


def decode(body: models.ImageToVideoRequest, parameters: Any | None = None) -> ImageToVideoRequest:
    """What a request to Kling asks for, in normalized terms; nothing is lost.

    Raises ValueError or InvalidRequestError for a value that has no normalized form.
    """
    fields: dict[str, Any] = {}
    # model: specs/kling/mapping.yaml:31
    if body.model_name is None:
        model = "kling-1.0"
    else:
        model = fields["model"] = _BY_WIRE[body.model_name]
    row = _MODELS[model]
    # quality: specs/kling/mapping.yaml:32
    if body.mode is not None:
        fields["quality"] = _QUALITY_BACK[body.mode]
    # prompt: specs/kling/mapping.yaml:37
    if body.prompt is not None:
        fields["prompt"] = body.prompt
    # negative_prompt: specs/kling/mapping.yaml:38
    if body.negative_prompt is not None:
        fields["negative_prompt"] = body.negative_prompt
    # start_frame: specs/kling/mapping.yaml:39
    if body.image is not None:
        fields["start_frame"] = _picture_back("start_frame", body.image)
    # end_frame: specs/kling/mapping.yaml:40
    if body.image_tail is not None:
        fields["end_frame"] = _picture_back("end_frame", body.image_tail)
    # duration: specs/kling/mapping.yaml:42
    if body.duration is not None:
        fields["duration"] = int(body.duration)
    # audio: specs/kling/mapping.yaml:50
    if row.audio:
        # specs/kling/mapping.yaml:50
        if body.sound is not None:
            fields["audio"] = _AUDIO_BACK[body.sound]
    else:
        # specs/kling/mapping.yaml:55
        if body.sound is not None:
            if body.sound != "off":
                raise no_meaning("Kling", "sound", model)
            fields["audio"] = False
    # guidance: specs/kling/mapping.yaml:58
    if row.guidance:
        # specs/kling/mapping.yaml:58
        if body.cfg_scale is not None:
            fields["guidance"] = body.cfg_scale
    else:
        # specs/kling/mapping.yaml:59
        if body.cfg_scale is not None:
            raise no_meaning("Kling", "cfg_scale", model)
    # webhook_url: specs/kling/mapping.yaml:62
    if body.callback_url is not None:
        fields["webhook_url"] = body.callback_url
    # client_ref: specs/kling/mapping.yaml:63
    if body.external_task_id is not None:
        fields["client_ref"] = body.external_task_id
    options: dict[str, Any] = {}
    if body.voice_list is not None:
        options["voices"] = body.voice_list
    if body.static_mask is not None:
        options["static_mask"] = body.static_mask
    if body.dynamic_masks is not None:
        options["motion_brush"] = body.dynamic_masks
    if body.camera_control is not None:
        options["camera"] = body.camera_control
    if body.watermark_info is not None:
        options["watermark"] = body.watermark_info
    if options:
        fields["provider_options"] = ProviderOptions(kling=KlingOptions(**options))
    return ImageToVideoRequest(**fields)


def silent(request: ImageToVideoRequest) -> dict[str, Any]:
    """What Kling does where the request says nothing, by field; only what is documented."""
    values: dict[str, Any] = {}
    if request.model is None:
        values["model"] = "kling-1.0"
    row = _row(request)
    if row is None:
        return values
    if request.quality is None:
        values["quality"] = "standard"
    if request.duration is None:
        values["duration"] = 5
    if row.audio and request.audio is None:
        # specs/kling/mapping.yaml:50
        values["audio"] = False
    if row.guidance and request.guidance is None:
        # specs/kling/mapping.yaml:58
        values["guidance"] = 0.5
    return values


def fixed(request: ImageToVideoRequest) -> dict[str, Any]:
    """What Kling does whatever is asked, by field; `source` follows the first frame."""
    values: dict[str, Any] = {}
    row = _row(request)
    if row is None:
        return values
    values["aspect_ratio"] = "source"
    if not row.audio:
        # specs/kling/mapping.yaml:55
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


def read_submit(answer: models.TaskAnswer, headers: Mapping[str, str] = MappingProxyType({})) -> tuple[Reading, ...]:
    """What the answer `submit` says, one entry per job (specs/kling/mapping.yaml:74)."""
    return (_read_task(answer.data),)


def read_poll(answer: models.TaskAnswer, headers: Mapping[str, str] = MappingProxyType({})) -> tuple[Reading, ...]:
    """What the answer `poll` says, one entry per job (specs/kling/mapping.yaml:75)."""
    return (_read_task(answer.data),)


def read_list(answer: models.TaskListAnswer, headers: Mapping[str, str] = MappingProxyType({})) -> tuple[Reading, ...]:
    """What the answer `list` says, one entry per job (specs/kling/mapping.yaml:76)."""
    return tuple(_read_task(job) for job in answer.data)


def read_callback(answer: models.Task, headers: Mapping[str, str] = MappingProxyType({})) -> tuple[Reading, ...]:
    """What the answer `callback` says, one entry per job (specs/kling/mapping.yaml:77)."""
    return (_read_task(answer),)


def _row(request: ImageToVideoRequest) -> _Model | None:
    """The facts of the model that a request is for; None for one that is not offered."""
    return _MODELS.get(request.model or "kling-1.0")


def _picture(
    name: str, asset: Asset, dropped: list[Dropped], unchecked: list[str], needs: dict[str, str]
) -> str | None:
    """A picture in the form that Kling takes, None when it is lost or must be uploaded
    (specs/kling/mapping.yaml:39).
    """
    if isinstance(asset, UrlAsset):
        unchecked.append(f"{name}: type and size of the file behind the link")
        return asset.url
    if isinstance(asset, BytesAsset):
        if not judge_bytes(name, asset, ("image/jpeg", "image/png"), 10485760, dropped):
            return None
        return to_base64(asset.data)
    dropped.append(Dropped(name, asset, "Kling keeps no pictures under ids", "contract"))
    return None


def _picture_back(name: str, text: str) -> Asset:
    """The picture behind a text of the wire. Raises ValueError (specs/kling/mapping.yaml:39)."""
    return UrlAsset(url=text) if is_http_url(text) else from_base64(name, text)


def _step(name: str, index: int | None, asset: Asset) -> AssetStep | None:
    """What must happen to a picture before it can be encoded; None: nothing."""
    return None


def _read_task(job: models.Task) -> Reading:
    """What one job says (specs/kling/mapping.yaml, generation)."""
    unchecked: list[str] = []
    task_info = job.task_info
    word = job.task_status
    task_result = job.task_result
    updated_at = instant_of_unix("updated_at", job.updated_at, 1000, unchecked)
    videos = tuple(
        Video(
            url=url,
            id=video.id or None,
            duration=decimal_of("duration", video.duration, unchecked),
            expires_at=later(updated_at, 2592000),
        )
        for video in (None if task_result is None else task_result.videos) or ()
        if (url := video.url or None) is not None
    )
    return Reading(
        id=job.task_id or None,
        client_ref=(None if task_info is None else task_info.external_task_id) or None,
        status=status_of(_STATUSES, word),
        raw_status=word,
        created_at=instant_of_unix("created_at", job.created_at, 1000, unchecked),
        updated_at=updated_at,
        error=job.task_status_msg or None,
        cost=cost_of(decimal_of("cost", job.final_unit_deduction, unchecked), "Kling units"),
        videos=videos,
        unchecked=tuple(unchecked),
        raw=job,
    )
