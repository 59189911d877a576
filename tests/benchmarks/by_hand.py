"""What somebody would write by hand for Kling and Oxen: the same payload and the same report as the generated `encode`."""

from __future__ import annotations

from typing import Any

from stillmotion.normalized.assets import BytesAsset, UrlAsset, to_base64
from stillmotion.normalized.encoding import choose, judge_bytes, unknown_model
from stillmotion.normalized.report import (
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
from stillmotion.normalized.request import ImageToVideoRequest

_KLING = {
    "kling-1.0": ("kling-v1", True, False),
    "kling-1.5": ("kling-v1-5", True, False),
    "kling-1.6": ("kling-v1-6", True, False),
    "kling-2.0-master": ("kling-v2-master", False, False),
    "kling-2.1": ("kling-v2-1", False, False),
    "kling-2.1-master": ("kling-v2-1-master", False, False),
    "kling-2.5-turbo": ("kling-v2-5-turbo", False, False),
    "kling-2.6": ("kling-v2-6", False, True),
}
_UNSUPPORTED = {
    "kling": {
        "resolution": ("the size is chosen by model and mode", "material"),
        "seed": ("Kling has no seed", "advisory"),
    },
    "oxen": {
        "negative_prompt": ("not a parameter of this model", "advisory"),
        "resolution": ("fixed by the model", "material"),
        "guidance": ("not a parameter of this model", "advisory"),
        "seed": ("not a parameter of this model", "advisory"),
        "webhook_url": ("Oxen calls nobody back; poll or follow the event stream", "transport"),
        "client_ref": ("Oxen issues the only id", "transport"),
    },
}


def _kling_image(name: str, asset: Any, dropped: list[Dropped], unchecked: list[str]) -> str | None:
    if isinstance(asset, UrlAsset):
        unchecked.append(f"{name}: type and size of the file behind the link")
        return asset.url
    if isinstance(asset, BytesAsset):
        if not judge_bytes(name, asset, ("image/jpeg", "image/png"), 10485760, dropped):
            return None
        return to_base64(asset.data)
    dropped.append(Dropped(name, asset, "Kling keeps no pictures under ids", "contract"))
    return None


def kling(request: ImageToVideoRequest, policy: LossPolicy = STRICT) -> Encoded:
    """The request in terms of Kling."""
    body: dict[str, Any] = {}
    dropped: list[Dropped] = []
    approximated: list[Approximated] = []
    defaulted: list[Defaulted] = []
    unchecked: list[str] = []
    model = request.model or "kling-1.0"
    if model not in _KLING:
        raise unknown_model("Kling", model, _KLING)
    name, has_guidance, has_audio = _KLING[model]
    if request.model is None:
        defaulted.append(Defaulted("model", model, "provider"))
    else:
        body["model_name"] = name
    if request.quality is None:
        defaulted.append(Defaulted("quality", "standard", "provider"))
    else:
        body["mode"] = "pro" if request.quality == "high" else "std"
    for field in ("prompt", "negative_prompt"):
        text = getattr(request, field)
        if text is not None and len(text) <= 2500:
            body[field] = text
        elif text is not None:
            weight = "contract" if field == "prompt" else "advisory"
            dropped.append(Dropped(field, text, "longer than 2500 characters", weight))
    for field, wire in (("start_frame", "image"), ("end_frame", "image_tail")):
        asset = getattr(request, field)
        if asset is not None:
            image = _kling_image(field, asset, dropped, unchecked)
            if image is not None:
                body[wire] = image
    if request.references:
        reason = "this call takes a first and a last frame only"
        dropped.append(Dropped("references", request.references, reason, "contract"))
    if request.duration is None:
        defaulted.append(Defaulted("duration", 5, "provider"))
    elif request.duration in (5, 10):
        body["duration"] = str(request.duration)
    else:
        used = choose("duration", request.duration, (5, 10), "material", policy, dropped, approximated)
        if used is None:
            defaulted.append(Defaulted("duration", 5, "provider"))
        else:
            body["duration"] = str(used)
    if request.aspect_ratio is not None and request.aspect_ratio != "source":
        ratio = Dropped("aspect_ratio", request.aspect_ratio, "it follows start_frame", "material", "assumed")
        dropped.append(ratio)
    if request.audio is None:
        if has_audio:
            defaulted.append(Defaulted("audio", False, "provider"))
    elif has_audio:
        body["sound"] = "on" if request.audio else "off"
    elif request.audio:
        dropped.append(Dropped("audio", request.audio, "always false here", "material"))
    if request.guidance is None:
        if has_guidance:
            defaulted.append(Defaulted("guidance", 0.5, "provider"))
    elif has_guidance:
        body["cfg_scale"] = request.guidance
    else:
        dropped.append(Dropped("guidance", request.guidance, "kling-v2.x models take no cfg_scale", "advisory"))
    for field, (reason, weight) in _UNSUPPORTED["kling"].items():
        value = getattr(request, field)
        if value is not None:
            dropped.append(Dropped(field, value, reason, weight))
    if request.count is not None and request.count != 1:
        dropped.append(Dropped("count", request.count, "always 1 here", "material"))
    if request.webhook_url is not None:
        body["callback_url"] = request.webhook_url
    if request.client_ref is not None:
        body["external_task_id"] = request.client_ref
    options = request.provider_options.kling if request.provider_options is not None else None
    if options is not None:
        for field, wire in (
            ("voices", "voice_list"),
            ("static_mask", "static_mask"),
            ("motion_brush", "dynamic_masks"),
            ("camera", "camera_control"),
            ("watermark", "watermark_info"),
        ):
            if getattr(options, field) is not None:
                body[wire] = options.wire()[field]
    report = Report(tuple(dropped), tuple(approximated), tuple(defaulted), tuple(unchecked))
    if dropped:
        refuse("Kling", report, policy, {}, ())
    return Encoded("kling", "image_to_video_create", body, {}, {}, report)


def oxen(request: ImageToVideoRequest, policy: LossPolicy = STRICT) -> Encoded:
    """The request in terms of Oxen."""
    body: dict[str, Any] = {"model": "kling-video-v2-5-turbo-pro-image-to-video"}
    dropped: list[Dropped] = []
    approximated: list[Approximated] = []
    defaulted: list[Defaulted] = []
    missing: list[str] = []
    if request.model is None:
        raise MissingFieldError("Oxen", ("model",))
    if request.model != "kling-2.5-turbo":
        raise unknown_model("Oxen", request.model, ("kling-2.5-turbo",))
    if request.quality != "high":
        if request.quality is not None:
            reason = "only high is offered for kling-2.5-turbo"
            dropped.append(Dropped("quality", request.quality, reason, "material"))
        defaulted.append(Defaulted("quality", "high", "mapping"))
    if request.prompt is None:
        missing.append("prompt")
    else:
        body["prompt"] = request.prompt
    needs: dict[str, str] = {}
    for field, wire in (("start_frame", "input_image"), ("end_frame", "tail_image_url")):
        asset = getattr(request, field)
        if isinstance(asset, UrlAsset):
            body[wire] = asset.url
        elif isinstance(asset, BytesAsset):
            needs[field] = "Oxen takes links only: give a link, or give Client an asset_host"
        elif asset is not None:
            dropped.append(Dropped(field, asset, "Oxen takes links to pictures only", "contract"))
        elif field == "start_frame":
            missing.append(field)
    if request.references:
        dropped.append(Dropped("references", request.references, "first and last frame only", "contract"))
    if request.duration is None:
        defaulted.append(Defaulted("duration", 5, "provider"))
    elif request.duration in (5, 10):
        body["duration"] = request.duration
    else:
        used = choose("duration", request.duration, (5, 10), "material", policy, dropped, approximated)
        if used is None:
            defaulted.append(Defaulted("duration", 5, "provider"))
        else:
            body["duration"] = used
    if request.aspect_ratio is not None and request.aspect_ratio != "source":
        ratio = Dropped("aspect_ratio", request.aspect_ratio, "it follows start_frame", "material", "assumed")
        dropped.append(ratio)
    if request.audio:
        dropped.append(Dropped("audio", request.audio, "always false here", "material", "assumed"))
    if request.count is None:
        defaulted.append(Defaulted("count", 1, "provider"))
    else:
        body["num_generations"] = request.count
    for field, (reason, weight) in _UNSUPPORTED["oxen"].items():
        value = getattr(request, field)
        if value is not None:
            dropped.append(Dropped(field, value, reason, weight))
    options = request.provider_options.oxen if request.provider_options is not None else None
    if options is not None:
        body.update(options.wire())
    report = Report(tuple(dropped), tuple(approximated), tuple(defaulted))
    if dropped or needs or missing:
        refuse("Oxen", report, policy, needs, missing)
    return Encoded("oxen", "queue_create", body, {}, {}, report)
