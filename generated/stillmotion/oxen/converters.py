# Written by the generator from specs/ and templates/.
# Change those, then run `make generate`.
"""Between the normalized model and Oxen, both ways. Made from specs/oxen/mapping.yaml; pure: no I/O, no clock."""

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
    cost_of,
    decimal_of,
    instant_of_unix,
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
from .options import OxenOptions


class _Model(NamedTuple):
    """The facts of a model."""

    wire: str


_MODELS: Final[Mapping[tuple[str, str], _Model]] = {
    # specs/oxen/mapping.yaml:10
    ("kling-2.5-turbo", "high"): _Model(wire="kling-video-v2-5-turbo-pro-image-to-video"),
}
_BY_WIRE: Final = {row.wire: key for key, row in _MODELS.items()}
_ONLY_TIER: Final = {"kling-2.5-turbo": "high"}
_STATUSES: Final[Mapping[str, Status]] = {
    "queued": "queued",
    "processing": "running",
    "succeeded": "succeeded",
    "failed": "failed",
    "cancelled": "canceled",
}
_SILENT_DURATION: Final = Defaulted("duration", 5, "provider")
_SILENT_COUNT: Final = Defaulted("count", 1, "provider")


def encode(request: ImageToVideoRequest, policy: LossPolicy = STRICT) -> Encoded:
    """The request in terms of Oxen, with the report of what is lost on the way.

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
    # model: specs/oxen/mapping.yaml:21
    if request.model is None:
        raise MissingFieldError("Oxen", ("model",))
    model = request.model
    row = _MODELS.get((model, request.quality or ""))
    if row is None:
        tier = _ONLY_TIER.get(model)
        if tier is None:
            raise unknown_model("Oxen", model, (offered for offered, _ in _MODELS))
        if request.quality is not None:
            dropped.append(Dropped("quality", request.quality, f"only {tier} is offered for {model}", "material"))
        defaulted.append(Defaulted("quality", tier, "mapping"))
        row = _MODELS[model, tier]
    body["model"] = row.wire
    # prompt: specs/oxen/mapping.yaml:23
    if request.prompt is None:
        missing.append("prompt")
    else:
        body["prompt"] = request.prompt
    # negative_prompt: specs/oxen/mapping.yaml:24
    if request.negative_prompt is not None:
        dropped.append(Dropped("negative_prompt", request.negative_prompt, "not a parameter of this model", "advisory"))
    # start_frame: specs/oxen/mapping.yaml:25
    if request.start_frame is not None:
        picture = _picture("start_frame", request.start_frame, dropped, unchecked, needs)
        if picture is not None:
            body["input_image"] = picture
    else:
        missing.append("start_frame")
    # end_frame: specs/oxen/mapping.yaml:26
    if request.end_frame is not None:
        picture = _picture("end_frame", request.end_frame, dropped, unchecked, needs)
        if picture is not None:
            body["tail_image_url"] = picture
    # references: specs/oxen/mapping.yaml:27
    if request.references:
        dropped.append(Dropped("references", request.references, "first and last frame only", "contract"))
    # duration: specs/oxen/mapping.yaml:28
    if request.duration is None:
        defaulted.append(_SILENT_DURATION)
    elif request.duration in (5, 10):
        body["duration"] = request.duration
    else:
        used = choose("duration", request.duration, (5, 10), "material", policy, dropped, approximated)
        if used is not None:
            body["duration"] = used
        else:
            defaulted.append(_SILENT_DURATION)
    # aspect_ratio: specs/oxen/mapping.yaml:29
    if request.aspect_ratio not in (None, "source"):
        dropped.append(Dropped("aspect_ratio", request.aspect_ratio, "it follows start_frame", "material", "assumed"))
    # resolution: specs/oxen/mapping.yaml:30
    if request.resolution is not None:
        dropped.append(Dropped("resolution", request.resolution, "fixed by the model", "material"))
    # audio: specs/oxen/mapping.yaml:31
    if request.audio not in (None, False):
        dropped.append(Dropped("audio", request.audio, "always false here", "material", "assumed"))
    # guidance: specs/oxen/mapping.yaml:32
    if request.guidance is not None:
        dropped.append(Dropped("guidance", request.guidance, "not a parameter of this model", "advisory"))
    # seed: specs/oxen/mapping.yaml:33
    if request.seed is not None:
        dropped.append(Dropped("seed", request.seed, "not a parameter of this model", "advisory"))
    # count: specs/oxen/mapping.yaml:34
    if request.count is None:
        defaulted.append(_SILENT_COUNT)
    else:
        body["num_generations"] = request.count
    # webhook_url: specs/oxen/mapping.yaml:35
    if request.webhook_url is not None:
        dropped.append(
            Dropped(
                "webhook_url",
                request.webhook_url,
                "Oxen calls nobody back; poll or follow the event stream",
                "transport",
            )
        )
    # client_ref: specs/oxen/mapping.yaml:36
    if request.client_ref is not None:
        dropped.append(Dropped("client_ref", request.client_ref, "Oxen issues the only id", "transport"))
    options = request.provider_options.oxen if request.provider_options is not None else None
    if options is not None:
        if options.target_namespace is not None:
            body["target_namespace"] = options.target_namespace
        if options.target_repo is not None:
            body["target_repo"] = options.target_repo
        if options.target_directory is not None:
            body["target_directory"] = options.target_directory
    report = Report(tuple(dropped), tuple(approximated), tuple(defaulted), tuple(unchecked))
    if dropped or needs or missing:
        refuse("Oxen", report, policy, needs, missing)
    return Encoded("oxen", "queue_create", body, {}, {}, report)


def decode(body: models.QueueRequest, parameters: Any | None = None) -> ImageToVideoRequest:
    """What a request to Oxen asks for, in normalized terms; nothing is lost.

    Raises ValueError or InvalidRequestError for a value that has no normalized form.
    """
    fields: dict[str, Any] = {}
    # model: specs/oxen/mapping.yaml:21
    model, tier = _BY_WIRE[body.model]
    fields["model"], fields["quality"] = model, tier
    # prompt: specs/oxen/mapping.yaml:23
    if body.prompt is not None:
        fields["prompt"] = body.prompt
    # start_frame: specs/oxen/mapping.yaml:25
    if body.input_image is not None:
        fields["start_frame"] = _picture_back("start_frame", body.input_image)
    # end_frame: specs/oxen/mapping.yaml:26
    if body.tail_image_url is not None:
        fields["end_frame"] = _picture_back("end_frame", body.tail_image_url)
    # duration: specs/oxen/mapping.yaml:28
    if body.duration is not None:
        fields["duration"] = body.duration
    # count: specs/oxen/mapping.yaml:34
    if body.num_generations is not None:
        fields["count"] = body.num_generations
    options: dict[str, Any] = {}
    if body.target_namespace is not None:
        options["target_namespace"] = body.target_namespace
    if body.target_repo is not None:
        options["target_repo"] = body.target_repo
    if body.target_directory is not None:
        options["target_directory"] = body.target_directory
    if options:
        fields["provider_options"] = ProviderOptions(oxen=OxenOptions(**options))
    return ImageToVideoRequest(**fields)


def silent(request: ImageToVideoRequest) -> dict[str, Any]:
    """What Oxen does where the request says nothing, by field; only what is documented."""
    values: dict[str, Any] = {}
    if request.quality is None:
        values["quality"] = _ONLY_TIER.get(request.model or "")
    if request.duration is None:
        values["duration"] = 5
    if request.count is None:
        values["count"] = 1
    return values


def fixed(request: ImageToVideoRequest) -> dict[str, Any]:
    """What Oxen does whatever is asked, by field; `source` follows the first frame."""
    values: dict[str, Any] = {}
    values["aspect_ratio"] = "source"
    values["audio"] = False
    return values


def plan_assets(request: ImageToVideoRequest) -> tuple[AssetStep, ...]:
    """What must happen to pictures before the request can be encoded, in order."""
    steps: list[AssetStep | None] = []
    if request.start_frame is not None:
        steps.append(_step("start_frame", None, request.start_frame))
    if request.end_frame is not None:
        steps.append(_step("end_frame", None, request.end_frame))
    return tuple(step for step in steps if step is not None)


def read_submit(answer: models.QueueAnswer, headers: Mapping[str, str] = MappingProxyType({})) -> tuple[Reading, ...]:
    """What the answer `submit` says, one entry per job (specs/oxen/mapping.yaml:45)."""
    return tuple(_read_queued_generation(job) for job in answer.generations)


def read_poll(answer: models.Generation, headers: Mapping[str, str] = MappingProxyType({})) -> tuple[Reading, ...]:
    """What the answer `poll` says, one entry per job (specs/oxen/mapping.yaml:46)."""
    return (_read_generation(answer),)


def read_list(answer: models.QueueList, headers: Mapping[str, str] = MappingProxyType({})) -> tuple[Reading, ...]:
    """What the answer `list` says, one entry per job (specs/oxen/mapping.yaml:47)."""
    return tuple(_read_generation(job) for job in answer.generations)


def read_event(
    answer: models.MediaGenerationCompleted, headers: Mapping[str, str] = MappingProxyType({})
) -> tuple[Reading, ...]:
    """What the answer `event` says, one entry per job (specs/oxen/mapping.yaml:48)."""
    return (_read_media_generation_completed(answer),)


def read_cost(answer: models.HistoryAnswer, headers: Mapping[str, str] = MappingProxyType({})) -> tuple[Reading, ...]:
    """What the answer `cost` says, one entry per job (specs/oxen/mapping.yaml:49)."""
    return (_read_history_entry(answer.generation),)


def _picture(
    name: str, asset: Asset, dropped: list[Dropped], unchecked: list[str], needs: dict[str, str]
) -> str | None:
    """A picture in the form that Oxen takes, None when it is lost or must be uploaded
    (specs/oxen/mapping.yaml:25).
    """
    if isinstance(asset, UrlAsset):
        return asset.url
    if isinstance(asset, BytesAsset):
        needs[name] = "Oxen takes links only: give a link, or give Client an asset_host"
        return None
    dropped.append(Dropped(name, asset, "Oxen takes links to pictures only", "contract"))
    return None


def _picture_back(name: str, text: str) -> Asset:
    """The picture behind a text of the wire. Raises ValueError (specs/oxen/mapping.yaml:25)."""
    return from_link(name, text)


def _step(name: str, index: int | None, asset: Asset) -> AssetStep | None:
    """What must happen to a picture before it can be encoded; None: nothing."""
    if isinstance(asset, BytesAsset):
        return AssetStep(name, index, asset, "host")
    return None


def _read_queued_generation(job: models.QueuedGeneration) -> Reading:
    """What one job says (specs/oxen/mapping.yaml, generation)."""
    unchecked: list[str] = []
    word = job.status
    return Reading(
        id=job.generation_id or None,
        status=status_of(_STATUSES, word),
        raw_status=word,
        unchecked=tuple(unchecked),
        raw=job,
    )


def _read_generation(job: models.Generation) -> Reading:
    """What one job says (specs/oxen/mapping.yaml, generation)."""
    unchecked: list[str] = []
    word = job.status
    url = job.result_url or None
    videos = () if url is None else (Video(url=url),)
    return Reading(
        id=job.generation_id or None,
        status=status_of(_STATUSES, word),
        raw_status=word,
        created_at=instant_of_unix("created_at", job.enqueued_at, 1, unchecked),
        updated_at=instant_of_unix("updated_at", job.completed_at, 1, unchecked),
        error=job.error_message or None,
        videos=videos,
        unchecked=tuple(unchecked),
        raw=job,
    )


def _read_media_generation_completed(job: models.MediaGenerationCompleted) -> Reading:
    """What one job says (specs/oxen/mapping.yaml, generation)."""
    unchecked: list[str] = []
    word = job.status
    url = job.url or None
    videos = () if url is None else (Video(url=url),)
    return Reading(
        id=job.generation_id or None,
        status=status_of(_STATUSES, word),
        raw_status=word,
        error=job.error or None,
        videos=videos,
        unchecked=tuple(unchecked),
        raw=job,
    )


def _read_history_entry(job: models.HistoryEntry) -> Reading:
    """What one job says (specs/oxen/mapping.yaml, generation)."""
    unchecked: list[str] = []
    word = job.status
    url = job.result_url or None
    videos = () if url is None else (Video(url=url),)
    return Reading(
        id=job.generation_id or None,
        status=status_of(_STATUSES, word),
        raw_status=word,
        created_at=instant_of_unix("created_at", job.enqueued_at, 1, unchecked),
        updated_at=instant_of_unix("updated_at", job.completed_at, 1, unchecked),
        error=job.error_message or None,
        cost=cost_of(decimal_of("cost", job.cost, unchecked), "US dollars"),
        videos=videos,
        unchecked=tuple(unchecked),
        raw=job,
    )
