# Written by the generator from specs/ and templates/.
# Change those, then run `make generate`.
"""Between the normalized model and ChainHub, both ways. Made from specs/chainhub/mapping.yaml; pure: no I/O, no
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
from ..normalized.encoding import choose, unknown_model
from ..normalized.generation import (
    Reading,
    Status,
    Video,
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

    path: str


_MODELS: Final[Mapping[tuple[str, str], _Model]] = {
    # specs/chainhub/mapping.yaml:10
    ("kling-2.5-turbo", "high"): _Model(path="/fal-ai/kling-video/v2.5-turbo/pro/image-to-video"),
}
_ONLY_TIER: Final = {"kling-2.5-turbo": "high"}
_STATUSES: Final[Mapping[str, Status]] = {"IN_QUEUE": "queued", "IN_PROGRESS": "running", "COMPLETED": "succeeded"}


def encode(request: ImageToVideoRequest, policy: LossPolicy = STRICT) -> Encoded:
    """The request in terms of ChainHub, with the report of what is lost on the way.

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
    # model: specs/chainhub/mapping.yaml:24
    if request.model is None:
        raise MissingFieldError("ChainHub", ("model",))
    model = request.model
    row = _MODELS.get((model, request.quality or ""))
    if row is None:
        tier = _ONLY_TIER.get(model)
        if tier is None:
            raise unknown_model("ChainHub", model, (offered for offered, _ in _MODELS))
        if request.quality is not None:
            dropped.append(Dropped("quality", request.quality, f"only {tier} is offered for {model}", "material"))
        defaulted.append(Defaulted("quality", tier, "mapping"))
        row = _MODELS[model, tier]
    # prompt: specs/chainhub/mapping.yaml:26
    if request.prompt is None:
        missing.append("prompt")
    else:
        body["prompt"] = request.prompt
    # negative_prompt: specs/chainhub/mapping.yaml:27
    if request.negative_prompt is not None:
        body["negative_prompt"] = request.negative_prompt
    # start_frame: specs/chainhub/mapping.yaml:28
    if request.start_frame is not None:
        picture = _picture("start_frame", request.start_frame, dropped, unchecked, needs)
        if picture is not None:
            body["image_url"] = picture
    else:
        missing.append("start_frame")
    # end_frame: specs/chainhub/mapping.yaml:29
    if request.end_frame is not None:
        dropped.append(
            Dropped(
                "end_frame",
                request.end_frame,
                "ChainHub names no last frame, and whether it passes fal's on is not known",
                "contract",
            )
        )
    # references: specs/chainhub/mapping.yaml:32
    if request.references:
        dropped.append(Dropped("references", request.references, "first frame only", "contract"))
    # duration: specs/chainhub/mapping.yaml:33
    if request.duration is not None:
        if request.duration in (5, 10):
            body["duration"] = str(request.duration)
        else:
            used = choose("duration", request.duration, (5, 10), "material", policy, dropped, approximated)
            if used is not None:
                body["duration"] = str(used)
    # aspect_ratio: specs/chainhub/mapping.yaml:34
    if request.aspect_ratio not in (None, "source"):
        dropped.append(Dropped("aspect_ratio", request.aspect_ratio, "it follows start_frame", "material", "assumed"))
    # resolution: specs/chainhub/mapping.yaml:35
    if request.resolution is not None:
        dropped.append(Dropped("resolution", request.resolution, "fixed by the model", "material"))
    # audio: specs/chainhub/mapping.yaml:36
    if request.audio not in (None, False):
        dropped.append(Dropped("audio", request.audio, "always false here", "material", "assumed"))
    # guidance: specs/chainhub/mapping.yaml:37
    if request.guidance is not None:
        body["cfg_scale"] = request.guidance
    # seed: specs/chainhub/mapping.yaml:38
    if request.seed is not None:
        dropped.append(Dropped("seed", request.seed, "not a parameter of this model", "advisory"))
    # count: specs/chainhub/mapping.yaml:39
    if request.count not in (None, 1):
        dropped.append(Dropped("count", request.count, "always 1 here", "material"))
    # webhook_url: specs/chainhub/mapping.yaml:40
    if request.webhook_url is not None:
        dropped.append(
            Dropped(
                "webhook_url", request.webhook_url, "ChainHub documents no webhook for these routes; poll", "transport"
            )
        )
    # client_ref: specs/chainhub/mapping.yaml:41
    if request.client_ref is not None:
        dropped.append(Dropped("client_ref", request.client_ref, "ChainHub issues the only id", "transport"))
    report = Report(tuple(dropped), tuple(approximated), tuple(defaulted), tuple(unchecked))
    if dropped or needs or missing:
        refuse("ChainHub", report, policy, needs, missing)
    return Encoded("chainhub", "image_to_video_create", body, {}, {}, report)


def decode(body: models.ImageToVideoRequest, parameters: Any | None = None) -> ImageToVideoRequest:
    """What a request to ChainHub asks for, in normalized terms; nothing is lost.

    Raises ValueError or InvalidRequestError for a value that has no normalized form.
    """
    fields: dict[str, Any] = {}
    # model: specs/chainhub/mapping.yaml:24
    fields["model"] = "kling-2.5-turbo"
    fields["quality"] = "high"
    # prompt: specs/chainhub/mapping.yaml:26
    if body.prompt is not None:
        fields["prompt"] = body.prompt
    # negative_prompt: specs/chainhub/mapping.yaml:27
    if body.negative_prompt is not None:
        fields["negative_prompt"] = body.negative_prompt
    # start_frame: specs/chainhub/mapping.yaml:28
    if body.image_url is not None:
        fields["start_frame"] = _picture_back("start_frame", body.image_url)
    # duration: specs/chainhub/mapping.yaml:33
    if body.duration is not None:
        fields["duration"] = int(body.duration)
    # guidance: specs/chainhub/mapping.yaml:37
    if body.cfg_scale is not None:
        fields["guidance"] = body.cfg_scale
    return ImageToVideoRequest(**fields)


def silent(request: ImageToVideoRequest) -> dict[str, Any]:
    """What ChainHub does where the request says nothing, by field; only what is documented."""
    values: dict[str, Any] = {}
    if request.quality is None:
        values["quality"] = _ONLY_TIER.get(request.model or "")
    return values


def fixed(request: ImageToVideoRequest) -> dict[str, Any]:
    """What ChainHub does whatever is asked, by field; `source` follows the first frame."""
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
    return tuple(step for step in steps if step is not None)


def read_submit(answer: models.SubmitAnswer, headers: Mapping[str, str] = MappingProxyType({})) -> tuple[Reading, ...]:
    """What the answer `submit` says, one entry per job (specs/chainhub/mapping.yaml:45)."""
    return (_read_submit_answer(answer),)


def read_poll(answer: models.QueueStatus, headers: Mapping[str, str] = MappingProxyType({})) -> tuple[Reading, ...]:
    """What the answer `poll` says, one entry per job (specs/chainhub/mapping.yaml:46)."""
    return (_read_queue_status(answer),)


def read_result(answer: models.ResultAnswer, headers: Mapping[str, str] = MappingProxyType({})) -> tuple[Reading, ...]:
    """What the answer `result` says, one entry per job (specs/chainhub/mapping.yaml:47)."""
    return (_read_result_answer(answer),)


def _picture(
    name: str, asset: Asset, dropped: list[Dropped], unchecked: list[str], needs: dict[str, str]
) -> str | None:
    """A picture in the form that ChainHub takes, None when it is lost or must be uploaded
    (specs/chainhub/mapping.yaml:28).
    """
    if isinstance(asset, UrlAsset):
        return asset.url
    if isinstance(asset, BytesAsset):
        needs[name] = "ChainHub takes links only: give a link, or give Client an asset_host"
        return None
    dropped.append(Dropped(name, asset, "ChainHub takes links to pictures only", "contract"))
    return None


def _picture_back(name: str, text: str) -> Asset:
    """The picture behind a text of the wire. Raises ValueError (specs/chainhub/mapping.yaml:28)."""
    return from_link(name, text)


def _step(name: str, index: int | None, asset: Asset) -> AssetStep | None:
    """What must happen to a picture before it can be encoded; None: nothing."""
    if isinstance(asset, BytesAsset):
        return AssetStep(name, index, asset, "host")
    return None


def _read_submit_answer(job: models.SubmitAnswer) -> Reading:
    """What one job says (specs/chainhub/mapping.yaml, generation)."""
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
    """What one job says (specs/chainhub/mapping.yaml, generation)."""
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


def _read_result_answer(job: models.ResultAnswer) -> Reading:
    """What one job says (specs/chainhub/mapping.yaml, generation)."""
    unchecked: list[str] = []
    word = job.status
    video_2 = job.video
    error = job.error or None
    status = status_of(_STATUSES, word)
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
        queue_position=job.queue_position,
        error=error,
        error_code=job.error_type or None,
        videos=videos,
        unchecked=tuple(unchecked),
        raw=job,
    )
