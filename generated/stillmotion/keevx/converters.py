# Written by the generator from specs/ and templates/.
# Change those, then run `make generate`.
"""Between the normalized model and Keevx, both ways. Made from specs/keevx/mapping.yaml; pure: no I/O, no
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
    from_link,
)
from ..normalized.encoding import choose, no_meaning, unknown_model
from ..normalized.generation import (
    Reading,
    Status,
    Video,
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
from ..normalized.request import ImageToVideoRequest
from . import models
from .errors import classify_error as classify_error


class _Model(NamedTuple):
    """The facts of a model."""

    wire: str
    start: bool
    refs: bool
    audio: bool
    sizes: tuple[str, ...]
    seconds: tuple[int, ...]


_MODELS: Final[Mapping[str, _Model]] = {
    # specs/keevx/mapping.yaml:15
    "keevx-v": _Model(wire="V", start=True, refs=True, audio=True, sizes=("720p", "1080p", "4k"), seconds=(4, 6, 8)),
    # specs/keevx/mapping.yaml:23
    "keevx-kl": _Model(wire="KL", start=False, refs=True, audio=False, sizes=("720p", "1080p"), seconds=(5, 10)),
    # specs/keevx/mapping.yaml:31
    "keevx-s": _Model(wire="S", start=True, refs=False, audio=False, sizes=("720p",), seconds=(6, 8, 12)),
}
_BY_WIRE: Final = {row.wire: key for key, row in _MODELS.items()}
_STATUSES: Final[Mapping[str, Status]] = {
    "PENDING": "queued",
    "PROCESSING": "running",
    "SUCCEEDED": "succeeded",
    "FAILED": "failed",
}
_FILLED_ASPECT_RATIO: Final = Defaulted("aspect_ratio", "16:9", "mapping")
_FILLED_RESOLUTION: Final = Defaulted("resolution", "720p", "mapping")
_SILENT_AUDIO: Final = Defaulted("audio", False, "provider")
_SILENT_COUNT: Final = Defaulted("count", 1, "provider")


def encode(request: ImageToVideoRequest, policy: LossPolicy = STRICT) -> Encoded:
    """The request in terms of Keevx, with the report of what is lost on the way.

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
    # model: specs/keevx/mapping.yaml:50
    if request.model is None:
        raise MissingFieldError("Keevx", ("model",))
    model = request.model
    row = _MODELS.get(model)
    if row is None:
        raise unknown_model("Keevx", model, _MODELS)
    body["model"] = row.wire
    # quality: specs/keevx/mapping.yaml:51
    if request.quality not in (None, "standard"):
        dropped.append(Dropped("quality", request.quality, "always standard here", "material", "assumed"))
    # prompt: specs/keevx/mapping.yaml:52
    if request.prompt is None:
        missing.append("prompt")
    elif len(request.prompt) <= 1000:
        body["prompt"] = request.prompt
    else:
        dropped.append(Dropped("prompt", request.prompt, "longer than 1000 characters", "contract"))
        missing.append("prompt")
    # negative_prompt: specs/keevx/mapping.yaml:53
    if request.negative_prompt is not None:
        dropped.append(Dropped("negative_prompt", request.negative_prompt, "Keevx has no negative prompt", "advisory"))
    # start_frame: specs/keevx/mapping.yaml:56
    if row.start:
        # specs/keevx/mapping.yaml:56
        if request.start_frame is not None:
            picture = _picture("start_frame", request.start_frame, dropped, unchecked, needs)
            if picture is not None:
                body["image_url"] = picture
    else:
        # specs/keevx/mapping.yaml:57
        if request.start_frame is not None:
            dropped.append(Dropped("start_frame", request.start_frame, "KL takes reference pictures only", "contract"))
    # end_frame: specs/keevx/mapping.yaml:60
    if request.end_frame is not None:
        dropped.append(Dropped("end_frame", request.end_frame, "this call takes no last frame", "contract"))
    # references: specs/keevx/mapping.yaml:63
    if row.refs:
        # specs/keevx/mapping.yaml:63
        if request.references:
            pictures = [
                _picture(f"references[{index}]", asset, dropped, unchecked, needs)
                for index, asset in enumerate(request.references)
            ]
            if None not in pictures:
                body["reference_images"] = pictures
    else:
        # specs/keevx/mapping.yaml:67
        if request.references:
            dropped.append(Dropped("references", request.references, "S takes one start frame only", "contract"))
    # duration: specs/keevx/mapping.yaml:70
    if request.duration is None:
        missing.append("duration")
    elif request.duration in row.seconds:
        body["duration"] = request.duration
    else:
        used = choose("duration", request.duration, row.seconds, "material", policy, dropped, approximated)
        if used is not None:
            body["duration"] = used
        else:
            missing.append("duration")
    # aspect_ratio: specs/keevx/mapping.yaml:71
    if request.aspect_ratio is None:
        body["aspect_ratio"] = "16:9"
        defaulted.append(_FILLED_ASPECT_RATIO)
    elif request.aspect_ratio in ("16:9", "9:16"):
        body["aspect_ratio"] = request.aspect_ratio
    else:
        dropped.append(Dropped("aspect_ratio", request.aspect_ratio, "not one of 16:9, 9:16", "material"))
        body["aspect_ratio"] = "16:9"
        defaulted.append(_FILLED_ASPECT_RATIO)
    # resolution: specs/keevx/mapping.yaml:72
    if request.resolution is None:
        body["aspect_resolution"] = "720p"
        defaulted.append(_FILLED_RESOLUTION)
    elif request.resolution in row.sizes:
        body["aspect_resolution"] = request.resolution
    else:
        dropped.append(
            Dropped(
                "resolution", request.resolution, f"not one of {', '.join(map(str, row.sizes)) or 'none'}", "material"
            )
        )
        body["aspect_resolution"] = "720p"
        defaulted.append(_FILLED_RESOLUTION)
    # audio: specs/keevx/mapping.yaml:79
    if row.audio:
        # specs/keevx/mapping.yaml:79
        if request.audio is None:
            defaulted.append(_SILENT_AUDIO)
        else:
            body["generate_audio"] = request.audio
    else:
        # specs/keevx/mapping.yaml:80
        if request.audio not in (None, False):
            dropped.append(Dropped("audio", request.audio, "always false here", "material"))
    # guidance: specs/keevx/mapping.yaml:81
    if request.guidance is not None:
        dropped.append(Dropped("guidance", request.guidance, "Keevx has no guidance", "advisory"))
    # seed: specs/keevx/mapping.yaml:82
    if request.seed is not None:
        dropped.append(Dropped("seed", request.seed, "Keevx has no seed", "advisory"))
    # count: specs/keevx/mapping.yaml:83
    if request.count is None:
        defaulted.append(_SILENT_COUNT)
    else:
        body["generate_count"] = request.count
    # webhook_url: specs/keevx/mapping.yaml:84
    if request.webhook_url is not None:
        body["callback_url"] = request.webhook_url
    # client_ref: specs/keevx/mapping.yaml:85
    if request.client_ref is not None:
        dropped.append(Dropped("client_ref", request.client_ref, "Keevx issues the only ids", "transport"))
    report = Report(tuple(dropped), tuple(approximated), tuple(defaulted), tuple(unchecked))
    if dropped or needs or missing:
        refuse("Keevx", report, policy, needs, missing)
    return Encoded("keevx", "image_to_video_create", body, {}, {}, report)


def decode(body: models.ImageToVideoRequest, parameters: Any | None = None) -> ImageToVideoRequest:
    """What a request to Keevx asks for, in normalized terms; nothing is lost.

    Raises ValueError or InvalidRequestError for a value that has no normalized form.
    """
    fields: dict[str, Any] = {}
    # model: specs/keevx/mapping.yaml:50
    model = fields["model"] = _BY_WIRE[body.model]
    row = _MODELS[model]
    # prompt: specs/keevx/mapping.yaml:52
    if body.prompt is not None:
        fields["prompt"] = body.prompt
    # start_frame: specs/keevx/mapping.yaml:56
    if row.start:
        # specs/keevx/mapping.yaml:56
        if body.image_url is not None:
            fields["start_frame"] = _picture_back("start_frame", body.image_url)
    else:
        # specs/keevx/mapping.yaml:57
        if body.image_url is not None:
            raise no_meaning("Keevx", "image_url", model)
    # references: specs/keevx/mapping.yaml:63
    if row.refs:
        # specs/keevx/mapping.yaml:63
        if body.reference_images is not None:
            fields["references"] = tuple(_picture_back("references", text) for text in body.reference_images)
    else:
        # specs/keevx/mapping.yaml:67
        if body.reference_images is not None:
            raise no_meaning("Keevx", "reference_images", model)
    # duration: specs/keevx/mapping.yaml:70
    if body.duration is not None:
        fields["duration"] = body.duration
    # aspect_ratio: specs/keevx/mapping.yaml:71
    if body.aspect_ratio is not None:
        fields["aspect_ratio"] = body.aspect_ratio
    # resolution: specs/keevx/mapping.yaml:72
    if body.aspect_resolution is not None:
        fields["resolution"] = body.aspect_resolution
    # audio: specs/keevx/mapping.yaml:79
    if row.audio:
        # specs/keevx/mapping.yaml:79
        if body.generate_audio is not None:
            fields["audio"] = body.generate_audio
    else:
        # specs/keevx/mapping.yaml:80
        if body.generate_audio is not None:
            if body.generate_audio is not False:
                raise no_meaning("Keevx", "generate_audio", model)
            fields["audio"] = False
    # count: specs/keevx/mapping.yaml:83
    if body.generate_count is not None:
        fields["count"] = body.generate_count
    # webhook_url: specs/keevx/mapping.yaml:84
    if body.callback_url is not None:
        fields["webhook_url"] = body.callback_url
    return ImageToVideoRequest(**fields)


def silent(request: ImageToVideoRequest) -> dict[str, Any]:
    """What Keevx does where the request says nothing, by field; only what is documented."""
    values: dict[str, Any] = {}
    row = _row(request)
    if row is None:
        return values
    if row.audio and request.audio is None:
        # specs/keevx/mapping.yaml:79
        values["audio"] = False
    if request.count is None:
        values["count"] = 1
    return values


def fixed(request: ImageToVideoRequest) -> dict[str, Any]:
    """What Keevx does whatever is asked, by field; `source` follows the first frame."""
    values: dict[str, Any] = {}
    row = _row(request)
    if row is None:
        return values
    values["quality"] = "standard"
    if not row.audio:
        # specs/keevx/mapping.yaml:80
        values["audio"] = False
    return values


def plan_assets(request: ImageToVideoRequest) -> tuple[AssetStep, ...]:
    """What must happen to pictures before the request can be encoded, in order."""
    row = _row(request)
    if row is None:
        return ()
    steps: list[AssetStep | None] = []
    if row.start and request.start_frame is not None:
        # specs/keevx/mapping.yaml:56
        steps.append(_step("start_frame", None, request.start_frame))
    if row.refs:
        # specs/keevx/mapping.yaml:63
        steps += [_step("references", index, asset) for index, asset in enumerate(request.references)]
    return tuple(step for step in steps if step is not None)


def read_submit(answer: models.CreateAnswer, headers: Mapping[str, str] = MappingProxyType({})) -> tuple[Reading, ...]:
    """What the answer `submit` says, one entry per job (specs/keevx/mapping.yaml:89)."""
    data = answer.data
    return tuple(_read_id(job) for job in data.task_ids)


def read_poll(answer: models.TaskAnswer, headers: Mapping[str, str] = MappingProxyType({})) -> tuple[Reading, ...]:
    """What the answer `poll` says, one entry per job (specs/keevx/mapping.yaml:90)."""
    return (_read_task(answer.data),)


def read_callback(answer: models.TaskNotice, headers: Mapping[str, str] = MappingProxyType({})) -> tuple[Reading, ...]:
    """What the answer `callback` says, one entry per job (specs/keevx/mapping.yaml:91)."""
    return (_read_task(answer.data),)


def _row(request: ImageToVideoRequest) -> _Model | None:
    """The facts of the model that a request is for; None for one that is not offered."""
    return _MODELS.get(request.model or "")


def _picture(
    name: str, asset: Asset, dropped: list[Dropped], unchecked: list[str], needs: dict[str, str]
) -> str | None:
    """A picture in the form that Keevx takes, None when it is lost or must be uploaded
    (specs/keevx/mapping.yaml:56).
    """
    if isinstance(asset, UrlAsset):
        unchecked.append(f"{name}: type and size of the file behind the link")
        return asset.url
    if isinstance(asset, BytesAsset):
        needs[name] = "Keevx takes uploaded pictures: Client uploads it"
        return None
    dropped.append(Dropped(name, asset, "Keevx takes links to pictures, no ids", "contract"))
    return None


def _picture_back(name: str, text: str) -> Asset:
    """The picture behind a text of the wire. Raises ValueError (specs/keevx/mapping.yaml:56)."""
    return from_link(name, text)


def _step(name: str, index: int | None, asset: Asset) -> AssetStep | None:
    """What must happen to a picture before it can be encoded; None: nothing."""
    if isinstance(asset, BytesAsset):
        return AssetStep(name, index, asset, "upload")
    return None


def _read_id(job: str) -> Reading:
    """What one job says (specs/keevx/mapping.yaml, generation)."""
    unchecked: list[str] = []
    return Reading(id=job or None, status="queued", raw_status=None, unchecked=tuple(unchecked), raw=job)


def _read_task(job: models.Task) -> Reading:
    """What one job says (specs/keevx/mapping.yaml, generation)."""
    unchecked: list[str] = []
    word = job.status
    url = job.video_url or None
    videos = (
        ()
        if url is None
        else (
            Video(
                url=url,
                duration=decimal_of("duration", job.duration, unchecked),
                width=job.width,
                height=job.height,
                thumbnail_url=job.thumbnail_url or None,
            ),
        )
    )
    return Reading(
        id=job.task_id or None,
        status=status_of(_STATUSES, word),
        raw_status=word,
        error=job.error_message or None,
        videos=videos,
        unchecked=tuple(unchecked),
        raw=job,
    )
