# Written by the generator from specs/ and templates/.
# Change those, then run `make generate`.
"""Between the normalized model and Comet, both ways. Made from specs/comet/mapping.yaml; pure: no I/O, no
clock.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Final, NamedTuple

from .._runtime.errors import InvalidRequestError
from ..normalized.assets import (
    Asset,
    BytesAsset,
    UrlAsset,
    from_data_uri,
    is_http_url,
    to_data_uri,
)
from ..normalized.encoding import choose, judge_bytes, no_meaning, plain, unknown_model
from ..normalized.generation import (
    Reading,
    Status,
    Video,
    cost_of,
    decimal_of,
    instant_of_text,
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
from .options import CometOptions


class _Model(NamedTuple):
    """The facts of a model."""

    wire: str
    rich: bool
    lengths: tuple[str, ...]
    silence: int | None


_MODELS: Final[Mapping[str, _Model]] = {
    # specs/comet/mapping.yaml:13
    "comet-1": _Model(wire="c1", rich=False, lengths=("5",), silence=5),
    # specs/comet/mapping.yaml:14
    "comet-2": _Model(wire="c2", rich=True, lengths=("5", "10"), silence=None),
    # specs/comet/mapping.yaml:15
    "comet-3": _Model(wire="c3", rich=False, lengths=("10", "20"), silence=10),
}
_BY_WIRE: Final = {row.wire: key for key, row in _MODELS.items()}
_STATUSES: Final[Mapping[str, Status]] = {"new": "queued", "busy": "running", "ready": "succeeded", "broken": "failed"}
_QUALITY: Final = {"standard": "std", "high": "pro"}
_QUALITY_BACK: Final = {wire: meant for meant, wire in _QUALITY.items()}
_PROMPT_PATTERN: Final = re.compile("^[^<]*$")
_AUDIO: Final = {True: "on", False: "off"}
_AUDIO_BACK: Final = {wire: meant for meant, wire in _AUDIO.items()}
_FRAME: Final[Mapping[tuple[Any, ...], tuple[Any, ...]]] = {
    ("comet-1", "480p", None): ("SD", None),
    ("comet-2", "480p", None): ("SD", None),
    ("comet-3", "480p", None): ("SD", None),
    ("comet-2", "1080p", "16:9"): ("HD", 1920),
}
_FRAME_BACK: Final = {(asked[0], *said): asked[1:] for asked, said in _FRAME.items()}
_STATUSES_CALLBACK: Final[Mapping[str, Status]] = {"GOOD": "succeeded", "BAD": "failed"}
_SILENT_MODEL: Final = Defaulted("model", "comet-1", "provider")
_SILENT_QUALITY: Final = Defaulted("quality", "standard", "provider")
_SILENT_AUDIO: Final = Defaulted("audio", False, "provider")
_FILLED_COUNT: Final = Defaulted("count", 1, "mapping")


def encode(request: ImageToVideoRequest, policy: LossPolicy = STRICT) -> Encoded:
    """The request in terms of Comet, with the report of what is lost on the way.

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
    # model: specs/comet/mapping.yaml:27
    model = request.model
    if model is None:
        model = "comet-1"
        defaulted.append(_SILENT_MODEL)
    row = _MODELS.get(model)
    if row is None:
        raise unknown_model("Comet", model, _MODELS)
    if request.model is not None:
        body["model"] = row.wire
    # quality: specs/comet/mapping.yaml:28
    if request.quality is None:
        defaulted.append(_SILENT_QUALITY)
    else:
        body["tier"] = _QUALITY[request.quality]
    # prompt: specs/comet/mapping.yaml:29
    if request.prompt is None:
        missing.append("prompt")
    elif len(request.prompt) <= 500 and _PROMPT_PATTERN.search(request.prompt):
        body["prompt"] = request.prompt
    else:
        dropped.append(
            Dropped("prompt", request.prompt, "longer than 500 characters or does not match ^[^<]*$", "contract")
        )
        missing.append("prompt")
    # negative_prompt: specs/comet/mapping.yaml:30
    if request.negative_prompt is not None:
        dropped.append(Dropped("negative_prompt", request.negative_prompt, "Comet takes no wishes", "advisory"))
    # start_frame: specs/comet/mapping.yaml:31
    if request.start_frame is not None:
        picture = _picture("start_frame", request.start_frame, dropped, unchecked, needs)
        if picture is not None:
            body["first"] = picture
    # end_frame: specs/comet/mapping.yaml:34
    if model == "comet-2":
        # specs/comet/mapping.yaml:34
        if request.end_frame is not None:
            picture = _picture("end_frame", request.end_frame, dropped, unchecked, needs)
            if picture is not None:
                body["last"] = picture
    else:
        # specs/comet/mapping.yaml:35
        if request.end_frame is not None:
            dropped.append(Dropped("end_frame", request.end_frame, "only Comet 2 takes a last picture", "contract"))
    # references: specs/comet/mapping.yaml:38
    if row.rich:
        # specs/comet/mapping.yaml:38
        if request.references:
            pictures = [
                _picture(f"references[{index}]", asset, dropped, unchecked, needs)
                for index, asset in enumerate(request.references)
            ]
            if None not in pictures:
                body["others"] = pictures
    else:
        # specs/comet/mapping.yaml:39
        if request.references:
            dropped.append(Dropped("references", request.references, "only Comet 2 takes others", "contract"))
    # duration: specs/comet/mapping.yaml:40
    if request.duration is None:
        if row.silence is not None:
            defaulted.append(Defaulted("duration", row.silence, "provider"))
    elif str(request.duration) in row.lengths:
        body["seconds"] = str(request.duration)
    else:
        used = choose("duration", request.duration, map(int, row.lengths), "material", policy, dropped, approximated)
        if used is not None:
            body["seconds"] = str(used)
        else:
            if row.silence is not None:
                defaulted.append(Defaulted("duration", row.silence, "provider"))
    # audio: specs/comet/mapping.yaml:45
    if row.rich:
        # specs/comet/mapping.yaml:45
        if request.audio is None:
            defaulted.append(_SILENT_AUDIO)
        else:
            body["sound"] = _AUDIO[request.audio]
    else:
        # specs/comet/mapping.yaml:50
        if request.audio not in (None, False):
            dropped.append(Dropped("audio", request.audio, "always false here", "material", "assumed"))
    # guidance: specs/comet/mapping.yaml:51
    if request.guidance is not None:
        body["strength"] = request.guidance
    # seed: specs/comet/mapping.yaml:52
    if request.seed is not None:
        if request.seed <= 1000:
            body["seed"] = request.seed
        else:
            dropped.append(Dropped("seed", request.seed, "more than 1000", "advisory"))
    # count: specs/comet/mapping.yaml:53
    if request.count is None:
        body["number"] = 1
        defaulted.append(_FILLED_COUNT)
    else:
        body["number"] = request.count
    # webhook_url: specs/comet/mapping.yaml:54
    if request.webhook_url is not None:
        query["notify"] = request.webhook_url
    # client_ref: specs/comet/mapping.yaml:55
    if request.client_ref is not None:
        if len(request.client_ref) <= 40:
            body["ref"] = request.client_ref
        else:
            dropped.append(Dropped("client_ref", request.client_ref, "longer than 40 characters", "transport"))
    # resolution and aspect_ratio: specs/comet/mapping.yaml:63
    asked = (request.resolution, request.aspect_ratio)
    if asked != (None, None):
        said = _FRAME.get((model, *asked))
        if said is None:
            if request.resolution is not None:
                dropped.append(
                    Dropped(
                        "resolution", request.resolution, f"no such combination for {model}", "material", "reported"
                    )
                )
            if request.aspect_ratio is not None:
                dropped.append(
                    Dropped(
                        "aspect_ratio", request.aspect_ratio, f"no such combination for {model}", "material", "reported"
                    )
                )
        else:
            if said[0] is not None:
                body["size"] = said[0]
            if said[1] is not None:
                body["width"] = said[1]
    options = request.provider_options.comet if request.provider_options is not None else None
    if options is not None:
        if options.feeling is not None:
            body["mood"] = plain(options.feeling)
        if options.region is not None:
            query["region"] = options.region
        if options.team is not None:
            headers["X-Comet-Team"] = options.team
        if options.size is not None:
            if request.resolution is not None or request.aspect_ratio is not None:
                raise InvalidRequestError(
                    "give either resolution and aspect_ratio, or provider_options.comet.size", provider="Comet"
                )
            body["size"] = plain(options.size)
        if options.width is not None:
            if request.resolution is not None or request.aspect_ratio is not None:
                raise InvalidRequestError(
                    "give either resolution and aspect_ratio, or provider_options.comet.width", provider="Comet"
                )
            body["width"] = options.width
    # specs/comet/mapping.yaml:71
    if model == "comet-2" and request.start_frame is None:
        unchecked.append("COMET-1: start_frame may be needed (reported: specs/comet/mapping.yaml:71)")
    # specs/comet/mapping.yaml:72
    if model == "comet-3" and request.seed is not None:
        raise InvalidRequestError(
            "COMET-2: seed is not taken (documented: specs/comet/mapping.yaml:72)", provider="Comet", accepted="no"
        )
    report = Report(tuple(dropped), tuple(approximated), tuple(defaulted), tuple(unchecked))
    if dropped or needs or missing:
        refuse("Comet", report, policy, needs, missing)
    return Encoded("comet", "films_create", body, query, headers, report)


def decode(body: models.FilmRequest, parameters: models.FilmsCreateParameters | None = None) -> ImageToVideoRequest:
    """What a request to Comet asks for, in normalized terms; nothing is lost.

    Raises ValueError or InvalidRequestError for a value that has no normalized form.
    """
    fields: dict[str, Any] = {}
    # model: specs/comet/mapping.yaml:27
    if body.model is None:
        model = "comet-1"
    else:
        model = fields["model"] = _BY_WIRE[body.model]
    row = _MODELS[model]
    # quality: specs/comet/mapping.yaml:28
    if body.tier is not None:
        fields["quality"] = _QUALITY_BACK[body.tier]
    # prompt: specs/comet/mapping.yaml:29
    if body.prompt is not None:
        fields["prompt"] = body.prompt
    # start_frame: specs/comet/mapping.yaml:31
    if body.first is not None:
        fields["start_frame"] = _picture_back("start_frame", body.first)
    # end_frame: specs/comet/mapping.yaml:34
    if model == "comet-2":
        # specs/comet/mapping.yaml:34
        if body.last is not None:
            fields["end_frame"] = _picture_back("end_frame", body.last)
    else:
        # specs/comet/mapping.yaml:35
        if body.last is not None:
            raise no_meaning("Comet", "last", model)
    # references: specs/comet/mapping.yaml:38
    if row.rich:
        # specs/comet/mapping.yaml:38
        if body.others is not None:
            fields["references"] = tuple(_picture_back("references", text) for text in body.others)
    else:
        # specs/comet/mapping.yaml:39
        if body.others is not None:
            raise no_meaning("Comet", "others", model)
    # duration: specs/comet/mapping.yaml:40
    if body.seconds is not None:
        fields["duration"] = int(body.seconds)
    # audio: specs/comet/mapping.yaml:45
    if row.rich:
        # specs/comet/mapping.yaml:45
        if body.sound is not None:
            fields["audio"] = _AUDIO_BACK[body.sound]
    else:
        # specs/comet/mapping.yaml:50
        if body.sound is not None:
            if body.sound != "off":
                raise no_meaning("Comet", "sound", model)
            fields["audio"] = False
    # guidance: specs/comet/mapping.yaml:51
    if body.strength is not None:
        fields["guidance"] = body.strength
    # seed: specs/comet/mapping.yaml:52
    if body.seed is not None:
        fields["seed"] = body.seed
    # count: specs/comet/mapping.yaml:53
    if body.number is not None:
        fields["count"] = body.number
    # webhook_url: specs/comet/mapping.yaml:54
    if parameters is not None and parameters.notify is not None:
        fields["webhook_url"] = parameters.notify
    # client_ref: specs/comet/mapping.yaml:55
    if body.ref is not None:
        fields["client_ref"] = body.ref
    # resolution and aspect_ratio: specs/comet/mapping.yaml:63; what has no row travels as options
    meant = _FRAME_BACK.get((model, body.size, body.width))
    if meant is not None:
        if meant[0] is not None:
            fields["resolution"] = meant[0]
        if meant[1] is not None:
            fields["aspect_ratio"] = meant[1]
    options: dict[str, Any] = {}
    if body.mood is not None:
        options["feeling"] = body.mood
    if parameters is not None and parameters.region is not None:
        options["region"] = parameters.region
    if parameters is not None and parameters.x_comet_team is not None:
        options["team"] = parameters.x_comet_team
    if meant is None and body.size is not None:
        options["size"] = body.size
    if meant is None and body.width is not None:
        options["width"] = body.width
    if options:
        fields["provider_options"] = ProviderOptions(comet=CometOptions(**options))
    return ImageToVideoRequest(**fields)


def silent(request: ImageToVideoRequest) -> dict[str, Any]:
    """What Comet does where the request says nothing, by field; only what is documented."""
    values: dict[str, Any] = {}
    if request.model is None:
        values["model"] = "comet-1"
    row = _row(request)
    if row is None:
        return values
    if request.quality is None:
        values["quality"] = "standard"
    if request.duration is None and row.silence is not None:
        values["duration"] = row.silence
    if row.rich and request.audio is None:
        # specs/comet/mapping.yaml:45
        values["audio"] = False
    return values


def fixed(request: ImageToVideoRequest) -> dict[str, Any]:
    """What Comet does whatever is asked, by field; `source` follows the first frame."""
    values: dict[str, Any] = {}
    row = _row(request)
    if row is None:
        return values
    if not row.rich:
        # specs/comet/mapping.yaml:50
        values["audio"] = False
    return values


def plan_assets(request: ImageToVideoRequest) -> tuple[AssetStep, ...]:
    """What must happen to pictures before the request can be encoded, in order."""
    row = _row(request)
    if row is None:
        return ()
    model = request.model or "comet-1"
    steps: list[AssetStep | None] = []
    if request.start_frame is not None:
        steps.append(_step("start_frame", None, request.start_frame))
    if model == "comet-2" and request.end_frame is not None:
        # specs/comet/mapping.yaml:34
        steps.append(_step("end_frame", None, request.end_frame))
    if row.rich:
        # specs/comet/mapping.yaml:38
        steps += [_step("references", index, asset) for index, asset in enumerate(request.references)]
    return tuple(step for step in steps if step is not None)


def read_submit(answer: models.FilmAnswer, headers: Mapping[str, str] = MappingProxyType({})) -> tuple[Reading, ...]:
    """What the answer `submit` says, one entry per job (specs/comet/mapping.yaml:76)."""
    job = answer.film
    return () if job is None else (_read_film(job),)


def read_poll(answer: models.FilmAnswer, headers: Mapping[str, str] = MappingProxyType({})) -> tuple[Reading, ...]:
    """What the answer `poll` says, one entry per job (specs/comet/mapping.yaml:77)."""
    job = answer.film
    return () if job is None else (_read_film_of_poll(job, headers),)


def read_list(answer: models.FilmList, headers: Mapping[str, str] = MappingProxyType({})) -> tuple[Reading, ...]:
    """What the answer `list` says, one entry per job (specs/comet/mapping.yaml:78)."""
    return tuple(_read_film(job) for job in answer.films)


def read_callback(answer: models.Notice, headers: Mapping[str, str] = MappingProxyType({})) -> tuple[Reading, ...]:
    """What the answer `callback` says, one entry per job (specs/comet/mapping.yaml:79)."""
    return (_read_notice(answer),)


def _row(request: ImageToVideoRequest) -> _Model | None:
    """The facts of the model that a request is for; None for one that is not offered."""
    return _MODELS.get(request.model or "comet-1")


def _picture(
    name: str, asset: Asset, dropped: list[Dropped], unchecked: list[str], needs: dict[str, str]
) -> str | None:
    """A picture in the form that Comet takes, None when it is lost or must be uploaded
    (specs/comet/mapping.yaml:31).
    """
    if isinstance(asset, UrlAsset):
        unchecked.append(f"{name}: type and size of the file behind the link")
        return asset.url
    if isinstance(asset, BytesAsset):
        if not judge_bytes(name, asset, ("image/png", "image/jpeg"), 2097152, dropped):
            return None
        if asset.known_type() is None:
            dropped.append(
                Dropped(name, asset, "its media type is not known: give BytesAsset(data=…, media_type=…)", "contract")
            )
            return None
        return to_data_uri(asset)
    dropped.append(Dropped(name, asset, "Comet takes links and pictures", "contract"))
    return None


def _picture_back(name: str, text: str) -> Asset:
    """The picture behind a text of the wire. Raises ValueError (specs/comet/mapping.yaml:31)."""
    return UrlAsset(url=text) if is_http_url(text) else from_data_uri(name, text)


def _step(name: str, index: int | None, asset: Asset) -> AssetStep | None:
    """What must happen to a picture before it can be encoded; None: nothing."""
    if isinstance(asset, BytesAsset):
        return AssetStep(name, index, asset, "upload")
    return None


def _read_film(job: models.Film) -> Reading:
    """What one job says (specs/comet/mapping.yaml, generation)."""
    unchecked: list[str] = []
    word = job.state
    updated_at = instant_of_text("updated_at", job.changed, unchecked)
    videos = tuple(
        Video(url=url, duration=decimal_of("duration", video.length, unchecked), expires_at=later(updated_at, 86400))
        for video in job.clips or ()
        if (url := video.url or None) is not None
    )
    return Reading(
        id=job.id or None,
        client_ref=job.ref or None,
        status=status_of(_STATUSES, word),
        raw_status=word,
        progress=job.share,
        created_at=instant_of_unix("created_at", job.made, 1000, unchecked),
        updated_at=updated_at,
        error=job.reason or None,
        videos=videos,
        unchecked=tuple(unchecked),
        raw=job,
    )


def _read_film_of_poll(job: models.Film, headers: Mapping[str, str]) -> Reading:
    """What one job says (specs/comet/mapping.yaml, generation)."""
    unchecked: list[str] = []
    word = job.state
    updated_at = instant_of_text("updated_at", job.changed, unchecked)
    videos = tuple(
        Video(url=url, duration=decimal_of("duration", video.length, unchecked), expires_at=later(updated_at, 86400))
        for video in job.clips or ()
        if (url := video.url or None) is not None
    )
    return Reading(
        id=job.id or None,
        client_ref=job.ref or None,
        status=status_of(_STATUSES, word),
        raw_status=word,
        progress=job.share,
        created_at=instant_of_unix("created_at", job.made, 1000, unchecked),
        updated_at=updated_at,
        error=job.reason or None,
        cost=cost_of(decimal_of("cost", headers.get("x-comet-price"), unchecked), "points"),
        videos=videos,
        unchecked=tuple(unchecked),
        raw=job,
    )


def _read_notice(job: models.Notice) -> Reading:
    """What one job says (specs/comet/mapping.yaml, generation)."""
    unchecked: list[str] = []
    word = job.result
    clip = job.clip
    url = (None if clip is None else clip.url) or None
    videos = (
        ()
        if url is None
        else (Video(url=url, duration=decimal_of("duration", None if clip is None else clip.length, unchecked)),)
    )
    return Reading(
        id=job.film_id or None,
        status=status_of(_STATUSES_CALLBACK, word),
        raw_status=word,
        videos=videos,
        unchecked=tuple(unchecked),
        raw=job,
    )
