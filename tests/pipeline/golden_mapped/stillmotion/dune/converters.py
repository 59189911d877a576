# Written by the generator from specs/ and templates/.
# Change those, then run `make generate`.
"""Between the normalized model and Dune, both ways. Made from specs/dune/mapping.yaml; pure: no I/O, no clock."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Final, Literal, NamedTuple

from ..normalized.assets import (
    Asset,
    BytesAsset,
    StoredAsset,
    UrlAsset,
)
from ..normalized.encoding import choose, no_meaning, unknown_model
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
from ..normalized.request import ImageToVideoRequest
from . import models
from .errors import classify_error as classify_error


class _Model(NamedTuple):
    """The facts of a model."""

    wire: str
    shapes: tuple[str, ...]


_MODELS: Final[Mapping[tuple[str, str], _Model]] = {
    # specs/dune/mapping.yaml:11
    ("dune-1", "standard"): _Model(wire="d1-std", shapes=("16:9", "1:1")),
    # specs/dune/mapping.yaml:12
    ("dune-1", "high"): _Model(wire="d1-pro", shapes=("16:9",)),
    # specs/dune/mapping.yaml:13
    ("dune-2", "high"): _Model(wire="d2", shapes=("16:9",)),
}
_BY_WIRE: Final = {row.wire: key for key, row in _MODELS.items()}
_ONLY_TIER: Final = {"dune-2": "high"}
_STATUSES: Final[Mapping[str, Status]] = {"busy": "running", "done": "succeeded", "broken": "failed"}
_RESOLUTION: Final = {"480p": "s", "720p": "m", "1080p": "l", "4k": "xl"}
_RESOLUTION_BACK: Final = {wire: meant for meant, wire in _RESOLUTION.items()}
_RESOLUTION_2: Final = {"480p": "one", "720p": "two", "1080p": "three", "4k": "four"}
_RESOLUTION_2_BACK: Final = {wire: meant for meant, wire in _RESOLUTION_2.items()}
_STORED_KINDS: Final = {"uploaded": "SENT", "generated": "MADE"}
_STORED_KINDS_BACK: Final[Mapping[str, Literal["uploaded", "generated"]]] = {"SENT": "uploaded", "MADE": "generated"}
_SILENT_RESOLUTION: Final = Defaulted("resolution", "720p", "provider")
_SILENT_RESOLUTION_2: Final = Defaulted("resolution", "1080p", "provider")


def encode(request: ImageToVideoRequest, policy: LossPolicy = STRICT) -> Encoded:
    """The request in terms of Dune, with the report of what is lost on the way.

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
    # model: specs/dune/mapping.yaml:24
    if request.model is None:
        raise MissingFieldError("Dune", ("model",))
    model = request.model
    row = _MODELS.get((model, request.quality or ""))
    if row is None:
        tier = _ONLY_TIER.get(model)
        if tier is None:
            if model == "dune-1":
                raise MissingFieldError("Dune", ("quality",))
            raise unknown_model("Dune", model, (offered for offered, _ in _MODELS))
        if request.quality is not None:
            dropped.append(Dropped("quality", request.quality, f"only {tier} is offered for {model}", "material"))
        defaulted.append(Defaulted("quality", tier, "mapping"))
        row = _MODELS[model, tier]
    body["engine"] = row.wire
    # prompt: specs/dune/mapping.yaml:26
    if request.prompt is None:
        missing.append("prompt")
    else:
        body["text"] = request.prompt
    # negative_prompt: specs/dune/mapping.yaml:27
    if request.negative_prompt is not None:
        dropped.append(Dropped("negative_prompt", request.negative_prompt, "Dune takes no wishes", "advisory"))
    # start_frame: specs/dune/mapping.yaml:28
    if request.start_frame is not None:
        picture = _stored_picture("start_frame", request.start_frame, dropped, unchecked, needs)
        if picture is not None:
            body["pictureId"] = picture.id
            body["pictureKind"] = _STORED_KINDS[picture.kind]
    else:
        missing.append("start_frame")
    # end_frame: specs/dune/mapping.yaml:29
    if request.end_frame is not None:
        picture = _stored_picture("end_frame", request.end_frame, dropped, unchecked, needs)
        if picture is not None:
            body["end"] = {"id": picture.id, "kind": _STORED_KINDS[picture.kind]}
    # references: specs/dune/mapping.yaml:30
    if request.references:
        dropped.append(Dropped("references", request.references, "two pictures at most", "contract"))
    # duration: specs/dune/mapping.yaml:33
    if model == "dune-1":
        # specs/dune/mapping.yaml:33
        if request.duration is not None:
            if request.duration in (4, 8):
                body["seconds"] = request.duration
            else:
                used = choose("duration", request.duration, (4, 8), "material", policy, dropped, approximated)
                if used is not None:
                    body["seconds"] = used
    else:
        # specs/dune/mapping.yaml:34
        if request.duration not in (None, 5):
            dropped.append(Dropped("duration", request.duration, "always 5 here", "material"))
    # aspect_ratio: specs/dune/mapping.yaml:37
    if model == "dune-1":
        # specs/dune/mapping.yaml:37
        if request.aspect_ratio is not None:
            if request.aspect_ratio in ("16:9", "1:1"):
                body["shape"] = request.aspect_ratio
            else:
                dropped.append(Dropped("aspect_ratio", request.aspect_ratio, "not one of 16:9, 1:1", "material"))
    else:
        # specs/dune/mapping.yaml:38
        if request.aspect_ratio not in (None, "source"):
            dropped.append(
                Dropped("aspect_ratio", request.aspect_ratio, "it follows start_frame", "material", "reported")
            )
    # resolution: specs/dune/mapping.yaml:41
    if model == "dune-1":
        # specs/dune/mapping.yaml:41
        if request.resolution is None:
            defaulted.append(_SILENT_RESOLUTION)
        else:
            body["size"] = _RESOLUTION[request.resolution]
    else:
        # specs/dune/mapping.yaml:46
        if request.resolution is None:
            defaulted.append(_SILENT_RESOLUTION_2)
        else:
            body["grade"] = _RESOLUTION_2[request.resolution]
    # audio: specs/dune/mapping.yaml:51
    if request.audio not in (None, False):
        dropped.append(Dropped("audio", request.audio, "always false here", "material", "assumed"))
    # guidance: specs/dune/mapping.yaml:52
    if request.guidance is not None:
        dropped.append(Dropped("guidance", request.guidance, "Dune takes no guidance", "advisory"))
    # seed: specs/dune/mapping.yaml:53
    if request.seed is not None:
        dropped.append(Dropped("seed", request.seed, "Dune takes no seed", "advisory"))
    # count: specs/dune/mapping.yaml:54
    if request.count not in (None, 1):
        dropped.append(Dropped("count", request.count, "always 1 here", "material"))
    # webhook_url: specs/dune/mapping.yaml:55
    if request.webhook_url is not None:
        dropped.append(Dropped("webhook_url", request.webhook_url, "Dune calls nobody back", "transport"))
    # client_ref: specs/dune/mapping.yaml:56
    if request.client_ref is not None:
        dropped.append(Dropped("client_ref", request.client_ref, "Dune gives the only id", "transport"))
    report = Report(tuple(dropped), tuple(approximated), tuple(defaulted), tuple(unchecked))
    if dropped or needs or missing:
        refuse("Dune", report, policy, needs, missing)
    return Encoded("dune", "films_create", body, {}, {}, report)


def decode(body: models.FilmRequest, parameters: Any | None = None) -> ImageToVideoRequest:
    """What a request to Dune asks for, in normalized terms; nothing is lost.

    Raises ValueError or InvalidRequestError for a value that has no normalized form.
    """
    fields: dict[str, Any] = {}
    # model: specs/dune/mapping.yaml:24
    model, tier = _BY_WIRE[body.engine]
    fields["model"], fields["quality"] = model, tier
    # prompt: specs/dune/mapping.yaml:26
    if body.text is not None:
        fields["prompt"] = body.text
    # start_frame: specs/dune/mapping.yaml:28
    fields["start_frame"] = StoredAsset(provider="dune", id=body.picture_id, kind=_STORED_KINDS_BACK[body.picture_kind])
    # end_frame: specs/dune/mapping.yaml:29
    if body.end is not None:
        fields["end_frame"] = StoredAsset(provider="dune", id=body.end.id, kind=_STORED_KINDS_BACK[body.end.kind])
    # duration: specs/dune/mapping.yaml:33
    if model == "dune-1":
        # specs/dune/mapping.yaml:33
        if body.seconds is not None:
            fields["duration"] = body.seconds
    else:
        # specs/dune/mapping.yaml:34
        if body.seconds is not None:
            raise no_meaning("Dune", "seconds", model)
    # aspect_ratio: specs/dune/mapping.yaml:37
    if model == "dune-1":
        # specs/dune/mapping.yaml:37
        if body.shape is not None:
            fields["aspect_ratio"] = body.shape
    else:
        # specs/dune/mapping.yaml:38
        if body.shape is not None:
            raise no_meaning("Dune", "shape", model)
    # resolution: specs/dune/mapping.yaml:41
    if model == "dune-1":
        # specs/dune/mapping.yaml:41
        if body.size is not None:
            fields["resolution"] = _RESOLUTION_BACK[body.size]
        if body.grade is not None:
            raise no_meaning("Dune", "grade", model)
    else:
        # specs/dune/mapping.yaml:46
        if body.grade is not None:
            fields["resolution"] = _RESOLUTION_2_BACK[body.grade]
        if body.size is not None:
            raise no_meaning("Dune", "size", model)
    return ImageToVideoRequest(**fields)


def silent(request: ImageToVideoRequest) -> dict[str, Any]:
    """What Dune does where the request says nothing, by field; only what is documented."""
    values: dict[str, Any] = {}
    if request.quality is None:
        values["quality"] = _ONLY_TIER.get(request.model or "")
    row = _row(request)
    if row is None:
        return values
    model = request.model or ""
    if model == "dune-1":
        # specs/dune/mapping.yaml:41
        if request.resolution is None:
            values["resolution"] = "720p"
    else:
        # specs/dune/mapping.yaml:46
        if request.resolution is None:
            values["resolution"] = "1080p"
    return values


def fixed(request: ImageToVideoRequest) -> dict[str, Any]:
    """What Dune does whatever is asked, by field; `source` follows the first frame."""
    values: dict[str, Any] = {}
    row = _row(request)
    if row is None:
        return values
    model = request.model or ""
    if model == "dune-2":
        # specs/dune/mapping.yaml:34
        values["duration"] = 5
    if model == "dune-2":
        # specs/dune/mapping.yaml:38
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


def read_submit(answer: models.Tickets, headers: Mapping[str, str] = MappingProxyType({})) -> tuple[Reading, ...]:
    """What the answer `submit` says, one entry per job (specs/dune/mapping.yaml:60)."""
    return tuple(_read_id(job) for job in answer.ids)


def read_poll(answer: models.Film, headers: Mapping[str, str] = MappingProxyType({})) -> tuple[Reading, ...]:
    """What the answer `poll` says, one entry per job (specs/dune/mapping.yaml:61)."""
    return (_read_film(answer),)


def read_result(answer: models.File, headers: Mapping[str, str] = MappingProxyType({})) -> tuple[Reading, ...]:
    """What the answer `result` says, one entry per job (specs/dune/mapping.yaml:62)."""
    return (_read_file(answer),)


def _row(request: ImageToVideoRequest) -> _Model | None:
    """The facts of the model that a request is for; None for one that is not offered."""
    return _MODELS.get((request.model or "", request.quality or _ONLY_TIER.get(request.model or "", "")))


def _stored_picture(
    name: str, asset: Asset, dropped: list[Dropped], unchecked: list[str], needs: dict[str, str]
) -> StoredAsset | None:
    """A picture that Dune keeps, None when it must be uploaded first (specs/dune/mapping.yaml:28)."""
    if isinstance(asset, StoredAsset):
        if asset.provider == "dune":
            return asset
        dropped.append(
            Dropped(name, asset, f"it is kept by {asset.provider}, and nobody else can fetch it", "contract")
        )
        return None
    needs[name] = "Dune takes uploaded pictures: Client uploads it"
    return None


def _step(name: str, index: int | None, asset: Asset) -> AssetStep | None:
    """What must happen to a picture before it can be encoded; None: nothing."""
    if isinstance(asset, UrlAsset):
        return AssetStep(name, index, asset, "upload", fetch=True)
    if isinstance(asset, BytesAsset):
        return AssetStep(name, index, asset, "upload")
    return None


def _read_id(job: str) -> Reading:
    """What one job says (specs/dune/mapping.yaml, generation)."""
    unchecked: list[str] = []
    return Reading(id=job or None, status="queued", raw_status=None, unchecked=tuple(unchecked), raw=job)


def _read_film(job: models.Film) -> Reading:
    """What one job says (specs/dune/mapping.yaml, generation)."""
    unchecked: list[str] = []
    word = job.state
    price = job.price
    return Reading(
        id=job.id or None,
        status=status_of(_STATUSES, word),
        raw_status=word,
        cost=cost_of(
            decimal_of("cost", None if price is None else price.amount, unchecked),
            None if price is None else price.unit,
        ),
        unchecked=tuple(unchecked),
        raw=job,
    )


def _read_file(job: models.File) -> Reading:
    """What one job says (specs/dune/mapping.yaml, generation)."""
    unchecked: list[str] = []
    url = job.link or None
    videos = () if url is None else (Video(url=url, width=job.wide, fps=decimal_of("fps", job.frames, unchecked)),)
    return Reading(status="succeeded", raw_status=None, videos=videos, unchecked=tuple(unchecked), raw=job)
