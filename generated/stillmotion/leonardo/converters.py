# Written by the generator from specs/ and templates/.
# Change those, then run `make generate`.
"""Between the normalized model and Leonardo.Ai, both ways. Made from specs/leonardo/mapping.yaml; pure: no I/O,
no clock.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Final, Literal, NamedTuple

from .._runtime.errors import InvalidRequestError
from ..normalized.assets import (
    Asset,
    BytesAsset,
    StoredAsset,
    UrlAsset,
)
from ..normalized.encoding import choose, no_meaning, plain, unknown_model
from ..normalized.generation import (
    Reading,
    Status,
    Video,
    cost_of,
    decimal_of,
    instant_of_text,
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
from .options import LeonardoOptions


class _Model(NamedTuple):
    """The facts of a model."""

    wire: str
    timed: bool
    seconds: tuple[int, ...]
    seconds_default: int | None
    end_frame: bool


_MODELS: Final[Mapping[str, _Model]] = {
    # specs/leonardo/mapping.yaml:14
    "motion-2.0": _Model(wire="MOTION2", timed=False, seconds=(), seconds_default=None, end_frame=False),
    # specs/leonardo/mapping.yaml:21
    "motion-2.0-fast": _Model(wire="MOTION2FAST", timed=False, seconds=(), seconds_default=None, end_frame=False),
    # specs/leonardo/mapping.yaml:28
    "veo-3.0": _Model(wire="VEO3", timed=True, seconds=(4, 6, 8), seconds_default=8, end_frame=False),
    # specs/leonardo/mapping.yaml:35
    "veo-3.0-fast": _Model(wire="VEO3FAST", timed=True, seconds=(4, 6, 8), seconds_default=8, end_frame=False),
    # specs/leonardo/mapping.yaml:42
    "kling-2.1": _Model(wire="KLING2_1", timed=True, seconds=(5, 10), seconds_default=None, end_frame=True),
    # specs/leonardo/mapping.yaml:49
    "kling-2.5-turbo": _Model(wire="KLING2_5", timed=True, seconds=(5, 10), seconds_default=5, end_frame=False),
}
_BY_WIRE: Final = {row.wire: key for key, row in _MODELS.items()}
_STATUSES: Final[Mapping[str, Status]] = {"PENDING": "running", "COMPLETE": "succeeded", "FAILED": "failed"}
_STORED_KINDS: Final = {"uploaded": "UPLOADED", "generated": "GENERATED"}
_STORED_KINDS_BACK: Final[Mapping[str, Literal["uploaded", "generated"]]] = {
    "UPLOADED": "uploaded",
    "GENERATED": "generated",
}
_FRAME_SIZE: Final[Mapping[tuple[Any, ...], tuple[Any, ...]]] = {
    ("motion-2.0", "480p", None): ("RESOLUTION_480", None, None),
    ("motion-2.0-fast", "480p", None): ("RESOLUTION_480", None, None),
    ("motion-2.0", "720p", None): ("RESOLUTION_720", None, None),
    ("motion-2.0-fast", "720p", None): ("RESOLUTION_720", None, None),
    ("veo-3.0", "720p", None): ("RESOLUTION_720", None, None),
    ("veo-3.0-fast", "720p", None): ("RESOLUTION_720", None, None),
    ("veo-3.0", "1080p", None): ("RESOLUTION_1080", None, None),
    ("veo-3.0-fast", "1080p", None): ("RESOLUTION_1080", None, None),
    ("kling-2.1", "1080p", None): ("RESOLUTION_1080", None, None),
    ("kling-2.5-turbo", "1080p", None): ("RESOLUTION_1080", None, None),
    ("motion-2.0", "480p", "16:9"): ("RESOLUTION_480", 832, 480),
    ("motion-2.0-fast", "480p", "16:9"): ("RESOLUTION_480", 832, 480),
    ("motion-2.0", "480p", "9:16"): ("RESOLUTION_480", 480, 832),
    ("motion-2.0", "480p", "2:3"): ("RESOLUTION_480", 512, 768),
    ("motion-2.0", "480p", "4:5"): ("RESOLUTION_480", 576, 720),
    ("motion-2.0", None, "16:9"): (None, 832, 480),
    ("motion-2.0-fast", None, "16:9"): (None, 832, 480),
    ("motion-2.0", None, "9:16"): (None, 480, 832),
    ("motion-2.0", None, "2:3"): (None, 512, 768),
    ("motion-2.0", None, "4:5"): (None, 576, 720),
    ("veo-3.0", "720p", "16:9"): ("RESOLUTION_720", 1280, 720),
    ("veo-3.0-fast", "720p", "16:9"): ("RESOLUTION_720", 1280, 720),
    ("veo-3.0", "1080p", "16:9"): ("RESOLUTION_1080", 1920, 1080),
    ("veo-3.0-fast", "1080p", "16:9"): ("RESOLUTION_1080", 1920, 1080),
    ("kling-2.1", "1080p", "16:9"): ("RESOLUTION_1080", 1920, 1080),
    ("kling-2.5-turbo", "1080p", "16:9"): ("RESOLUTION_1080", 1920, 1080),
    ("kling-2.1", "1080p", "9:16"): ("RESOLUTION_1080", 1080, 1920),
    ("kling-2.5-turbo", "1080p", "9:16"): ("RESOLUTION_1080", 1080, 1920),
    ("kling-2.5-turbo", "1080p", "1:1"): ("RESOLUTION_1080", 1440, 1440),
    ("kling-2.1", None, "16:9"): (None, 1920, 1080),
    ("kling-2.5-turbo", None, "16:9"): (None, 1920, 1080),
    ("kling-2.1", None, "9:16"): (None, 1080, 1920),
    ("kling-2.5-turbo", None, "9:16"): (None, 1080, 1920),
    ("kling-2.5-turbo", None, "1:1"): (None, 1440, 1440),
}
_FRAME_SIZE_BACK: Final = {(asked[0], *said): asked[1:] for asked, said in _FRAME_SIZE.items()}
_SILENT_MODEL: Final = Defaulted("model", "motion-2.0", "provider")


def encode(request: ImageToVideoRequest, policy: LossPolicy = STRICT) -> Encoded:
    """The request in terms of Leonardo.Ai, with the report of what is lost on the way.

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
    # model: specs/leonardo/mapping.yaml:66
    model = request.model
    if model is None:
        model = "motion-2.0"
        defaulted.append(_SILENT_MODEL)
    row = _MODELS.get(model)
    if row is None:
        raise unknown_model("Leonardo.Ai", model, _MODELS)
    if request.model is not None:
        body["model"] = row.wire
    # quality: specs/leonardo/mapping.yaml:69
    if model in ("motion-2.0", "motion-2.0-fast", "veo-3.0", "veo-3.0-fast"):
        # specs/leonardo/mapping.yaml:69
        if request.quality not in (None, "standard"):
            dropped.append(Dropped("quality", request.quality, "always standard here", "material", "assumed"))
    else:
        # specs/leonardo/mapping.yaml:73
        if request.quality is not None:
            dropped.append(
                Dropped("quality", request.quality, "the tier can neither be set nor is it documented", "material")
            )
    # prompt: specs/leonardo/mapping.yaml:76
    if request.prompt is None:
        missing.append("prompt")
    elif len(request.prompt) <= 1500:
        body["prompt"] = request.prompt
    else:
        dropped.append(Dropped("prompt", request.prompt, "longer than 1500 characters", "contract"))
        missing.append("prompt")
    # negative_prompt: specs/leonardo/mapping.yaml:77
    if request.negative_prompt is not None:
        body["negativePrompt"] = request.negative_prompt
    # start_frame: specs/leonardo/mapping.yaml:78
    if request.start_frame is not None:
        picture = _stored_picture("start_frame", request.start_frame, dropped, unchecked, needs)
        if picture is not None:
            body["imageId"] = picture.id
            body["imageType"] = _STORED_KINDS[picture.kind]
    else:
        missing.append("start_frame")
    # end_frame: specs/leonardo/mapping.yaml:84
    if row.end_frame:
        # specs/leonardo/mapping.yaml:84
        if request.end_frame is not None:
            picture = _stored_picture("end_frame", request.end_frame, dropped, unchecked, needs)
            if picture is not None:
                body["endFrameImage"] = {"id": picture.id, "type": _STORED_KINDS[picture.kind]}
    else:
        # specs/leonardo/mapping.yaml:88
        if request.end_frame is not None:
            dropped.append(Dropped("end_frame", request.end_frame, "only KLING2_1 takes a last frame", "contract"))
    # references: specs/leonardo/mapping.yaml:91
    if request.references:
        dropped.append(Dropped("references", request.references, "first and last frame only", "contract"))
    # duration: specs/leonardo/mapping.yaml:94
    if row.timed:
        # specs/leonardo/mapping.yaml:94
        if request.duration is None:
            if row.seconds_default is not None:
                defaulted.append(Defaulted("duration", row.seconds_default, "provider"))
        elif request.duration in row.seconds:
            body["duration"] = request.duration
        else:
            used = choose("duration", request.duration, row.seconds, "material", policy, dropped, approximated)
            if used is not None:
                body["duration"] = used
            else:
                if row.seconds_default is not None:
                    defaulted.append(Defaulted("duration", row.seconds_default, "provider"))
    else:
        # specs/leonardo/mapping.yaml:99
        if request.duration is not None:
            dropped.append(Dropped("duration", request.duration, "the length of Motion 2.0 cannot be set", "material"))
    # audio: specs/leonardo/mapping.yaml:106
    if model in ("motion-2.0", "motion-2.0-fast", "kling-2.1", "kling-2.5-turbo"):
        # specs/leonardo/mapping.yaml:106
        if request.audio not in (None, False):
            dropped.append(Dropped("audio", request.audio, "always false here", "material", "assumed"))
    else:
        # specs/leonardo/mapping.yaml:110
        if request.audio is not None:
            dropped.append(Dropped("audio", request.audio, "sound can neither be set nor is it documented", "material"))
    # guidance: specs/leonardo/mapping.yaml:113
    if request.guidance is not None:
        dropped.append(Dropped("guidance", request.guidance, "not a parameter of this call", "advisory"))
    # seed: specs/leonardo/mapping.yaml:114
    if request.seed is not None:
        body["seed"] = request.seed
    # count: specs/leonardo/mapping.yaml:115
    if request.count not in (None, 1):
        dropped.append(Dropped("count", request.count, "always 1 here", "material"))
    # webhook_url: specs/leonardo/mapping.yaml:116
    if request.webhook_url is not None:
        dropped.append(
            Dropped("webhook_url", request.webhook_url, "the address is fixed when the API key is created", "transport")
        )
    # client_ref: specs/leonardo/mapping.yaml:119
    if request.client_ref is not None:
        dropped.append(Dropped("client_ref", request.client_ref, "Leonardo issues the only id", "transport"))
    # resolution and aspect_ratio: specs/leonardo/mapping.yaml:130
    asked = (request.resolution, request.aspect_ratio)
    if asked != (None, None):
        said = _FRAME_SIZE.get((model, *asked))
        if said is None:
            if request.resolution is not None:
                dropped.append(
                    Dropped("resolution", request.resolution, f"no such combination for {model}", "material", "assumed")
                )
            if request.aspect_ratio is not None:
                dropped.append(
                    Dropped(
                        "aspect_ratio", request.aspect_ratio, f"no such combination for {model}", "material", "assumed"
                    )
                )
        else:
            if said[0] is not None:
                body["resolution"] = said[0]
            if said[1] is not None:
                body["width"] = said[1]
            if said[2] is not None:
                body["height"] = said[2]
    options = request.provider_options.leonardo if request.provider_options is not None else None
    if options is not None:
        if options.frame_interpolation is not None:
            body["frameInterpolation"] = options.frame_interpolation
        if options.is_public is not None:
            body["isPublic"] = options.is_public
        if options.prompt_enhance is not None:
            body["promptEnhance"] = options.prompt_enhance
        if options.prompt_enhance_instruction is not None:
            body["promptEnhanceInstruction"] = options.prompt_enhance_instruction
        if options.style_ids is not None:
            body["styleIds"] = plain(options.style_ids)
        if options.elements is not None:
            body["elements"] = plain(options.elements)
        if options.resolution is not None:
            if request.resolution is not None or request.aspect_ratio is not None:
                raise InvalidRequestError(
                    "give either resolution and aspect_ratio, or provider_options.leonardo.resolution",
                    provider="Leonardo.Ai",
                )
            body["resolution"] = plain(options.resolution)
        if options.width is not None:
            if request.resolution is not None or request.aspect_ratio is not None:
                raise InvalidRequestError(
                    "give either resolution and aspect_ratio, or provider_options.leonardo.width",
                    provider="Leonardo.Ai",
                )
            body["width"] = options.width
        if options.height is not None:
            if request.resolution is not None or request.aspect_ratio is not None:
                raise InvalidRequestError(
                    "give either resolution and aspect_ratio, or provider_options.leonardo.height",
                    provider="Leonardo.Ai",
                )
            body["height"] = options.height
    report = Report(tuple(dropped), tuple(approximated), tuple(defaulted), tuple(unchecked))
    if dropped or needs or missing:
        refuse("Leonardo.Ai", report, policy, needs, missing)
    return Encoded("leonardo", "image_to_video_create", body, {}, {}, report)


def decode(body: models.ImageToVideoRequest, parameters: Any | None = None) -> ImageToVideoRequest:
    """What a request to Leonardo.Ai asks for, in normalized terms; nothing is lost.

    Raises ValueError or InvalidRequestError for a value that has no normalized form.
    """
    fields: dict[str, Any] = {}
    # model: specs/leonardo/mapping.yaml:66
    if body.model is None:
        model = "motion-2.0"
    else:
        model = fields["model"] = _BY_WIRE[body.model]
    row = _MODELS[model]
    # prompt: specs/leonardo/mapping.yaml:76
    if body.prompt is not None:
        fields["prompt"] = body.prompt
    # negative_prompt: specs/leonardo/mapping.yaml:77
    if body.negative_prompt is not None:
        fields["negative_prompt"] = body.negative_prompt
    # start_frame: specs/leonardo/mapping.yaml:78
    fields["start_frame"] = StoredAsset(provider="leonardo", id=body.image_id, kind=_STORED_KINDS_BACK[body.image_type])
    # end_frame: specs/leonardo/mapping.yaml:84
    if row.end_frame:
        # specs/leonardo/mapping.yaml:84
        if body.end_frame_image is not None:
            fields["end_frame"] = StoredAsset(
                provider="leonardo", id=body.end_frame_image.id, kind=_STORED_KINDS_BACK[body.end_frame_image.type]
            )
    else:
        # specs/leonardo/mapping.yaml:88
        if body.end_frame_image is not None:
            raise no_meaning("Leonardo.Ai", "endFrameImage", model)
    # duration: specs/leonardo/mapping.yaml:94
    if row.timed:
        # specs/leonardo/mapping.yaml:94
        if body.duration is not None:
            fields["duration"] = body.duration
    else:
        # specs/leonardo/mapping.yaml:99
        if body.duration is not None:
            raise no_meaning("Leonardo.Ai", "duration", model)
    # seed: specs/leonardo/mapping.yaml:114
    if body.seed is not None:
        fields["seed"] = body.seed
    # resolution and aspect_ratio: specs/leonardo/mapping.yaml:130; what has no row travels as options
    meant = _FRAME_SIZE_BACK.get((model, body.resolution, body.width, body.height))
    if meant is not None:
        if meant[0] is not None:
            fields["resolution"] = meant[0]
        if meant[1] is not None:
            fields["aspect_ratio"] = meant[1]
    options: dict[str, Any] = {}
    if body.frame_interpolation is not None:
        options["frame_interpolation"] = body.frame_interpolation
    if body.is_public is not None:
        options["is_public"] = body.is_public
    if body.prompt_enhance is not None:
        options["prompt_enhance"] = body.prompt_enhance
    if body.prompt_enhance_instruction is not None:
        options["prompt_enhance_instruction"] = body.prompt_enhance_instruction
    if body.style_ids is not None:
        options["style_ids"] = body.style_ids
    if body.elements is not None:
        options["elements"] = body.elements
    if meant is None and body.resolution is not None:
        options["resolution"] = body.resolution
    if meant is None and body.width is not None:
        options["width"] = body.width
    if meant is None and body.height is not None:
        options["height"] = body.height
    if options:
        fields["provider_options"] = ProviderOptions(leonardo=LeonardoOptions(**options))
    return ImageToVideoRequest(**fields)


def silent(request: ImageToVideoRequest) -> dict[str, Any]:
    """What Leonardo.Ai does where the request says nothing, by field; only what is documented."""
    values: dict[str, Any] = {}
    if request.model is None:
        values["model"] = "motion-2.0"
    row = _row(request)
    if row is None:
        return values
    if row.timed and request.duration is None and row.seconds_default is not None:
        # specs/leonardo/mapping.yaml:94
        values["duration"] = row.seconds_default
    return values


def fixed(request: ImageToVideoRequest) -> dict[str, Any]:
    """What Leonardo.Ai does whatever is asked, by field; `source` follows the first frame."""
    values: dict[str, Any] = {}
    row = _row(request)
    if row is None:
        return values
    model = request.model or "motion-2.0"
    if model in ("motion-2.0", "motion-2.0-fast", "veo-3.0", "veo-3.0-fast"):
        # specs/leonardo/mapping.yaml:69
        values["quality"] = "standard"
    if model in ("motion-2.0", "motion-2.0-fast", "kling-2.1", "kling-2.5-turbo"):
        # specs/leonardo/mapping.yaml:106
        values["audio"] = False
    values["count"] = 1
    return values


def plan_assets(request: ImageToVideoRequest) -> tuple[AssetStep, ...]:
    """What must happen to pictures before the request can be encoded, in order."""
    row = _row(request)
    if row is None:
        return ()
    steps: list[AssetStep | None] = []
    if request.start_frame is not None:
        steps.append(_step("start_frame", None, request.start_frame))
    if row.end_frame and request.end_frame is not None:
        # specs/leonardo/mapping.yaml:84
        steps.append(_step("end_frame", None, request.end_frame))
    return tuple(step for step in steps if step is not None)


def read_submit(
    answer: models.ImageToVideoAnswer, headers: Mapping[str, str] = MappingProxyType({})
) -> tuple[Reading, ...]:
    """What the answer `submit` says, one entry per job (specs/leonardo/mapping.yaml:242)."""
    job = answer.motion_video_generation_job
    return () if job is None else (_read_image_to_video_job(job),)


def read_poll(
    answer: models.GenerationAnswer, headers: Mapping[str, str] = MappingProxyType({})
) -> tuple[Reading, ...]:
    """What the answer `poll` says, one entry per job (specs/leonardo/mapping.yaml:243)."""
    job = answer.generations_by_pk
    return () if job is None else (_read_generation(job),)


def read_list(answer: models.GenerationList, headers: Mapping[str, str] = MappingProxyType({})) -> tuple[Reading, ...]:
    """What the answer `list` says, one entry per job (specs/leonardo/mapping.yaml:244)."""
    return tuple(_read_generation(job) for job in answer.generations or ())


def read_callback(answer: models.VideoNotice, headers: Mapping[str, str] = MappingProxyType({})) -> tuple[Reading, ...]:
    """What the answer `callback` says, one entry per job (specs/leonardo/mapping.yaml:245)."""
    data = answer.data
    return (_read_video_notice_object(data.object_),)


def _row(request: ImageToVideoRequest) -> _Model | None:
    """The facts of the model that a request is for; None for one that is not offered."""
    return _MODELS.get(request.model or "motion-2.0")


def _stored_picture(
    name: str, asset: Asset, dropped: list[Dropped], unchecked: list[str], needs: dict[str, str]
) -> StoredAsset | None:
    """A picture that Leonardo.Ai keeps, None when it must be uploaded first (specs/leonardo/mapping.yaml:78)."""
    if isinstance(asset, StoredAsset):
        if asset.provider == "leonardo":
            return asset
        dropped.append(
            Dropped(name, asset, f"it is kept by {asset.provider}, and nobody else can fetch it", "contract")
        )
        return None
    needs[name] = "Leonardo.Ai takes uploaded pictures: Client uploads it"
    return None


def _step(name: str, index: int | None, asset: Asset) -> AssetStep | None:
    """What must happen to a picture before it can be encoded; None: nothing."""
    if isinstance(asset, UrlAsset):
        return AssetStep(name, index, asset, "upload", fetch=True)
    if isinstance(asset, BytesAsset):
        return AssetStep(name, index, asset, "upload")
    return None


def _read_image_to_video_job(job: models.ImageToVideoJob) -> Reading:
    """What one job says (specs/leonardo/mapping.yaml, generation)."""
    unchecked: list[str] = []
    cost = job.cost
    return Reading(
        id=job.generation_id or None,
        status="queued",
        raw_status=None,
        cost=cost_of(
            decimal_of("cost", None if cost is None else cost.amount, unchecked), None if cost is None else cost.unit
        ),
        unchecked=tuple(unchecked),
        raw=job,
    )


def _read_generation(job: models.Generation) -> Reading:
    """What one job says (specs/leonardo/mapping.yaml, generation)."""
    unchecked: list[str] = []
    word = job.status
    videos = tuple(
        Video(url=url, id=video.id or None, thumbnail_url=video.url or None)
        for video in job.generated_images or ()
        if (url := video.motion_mp4_url or None) is not None
    )
    return Reading(
        id=job.id or None,
        status=status_of(_STATUSES, word),
        raw_status=word,
        created_at=instant_of_text("created_at", job.created_at, unchecked),
        videos=videos,
        unchecked=tuple(unchecked),
        raw=job,
    )


def _read_video_notice_object(job: models.VideoNoticeObject) -> Reading:
    """What one job says (specs/leonardo/mapping.yaml, generation)."""
    unchecked: list[str] = []
    word = job.status
    videos = tuple(
        Video(url=url, id=video.id or None, thumbnail_url=video.url or None)
        for video in job.images or ()
        if (url := video.motion_mp4_url or None) is not None
    )
    return Reading(
        id=job.id or None,
        status=status_of(_STATUSES, word),
        raw_status=word,
        created_at=instant_of_text("created_at", job.created_at, unchecked),
        updated_at=instant_of_text("updated_at", job.updated_at, unchecked),
        videos=videos,
        unchecked=tuple(unchecked),
        raw=job,
    )
