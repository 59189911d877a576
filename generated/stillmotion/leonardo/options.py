# Written by the generator from specs/ and templates/.
# Change those, then run `make generate`.
"""Settings that only Leonardo.Ai has, with their own types."""

from __future__ import annotations

from .._runtime.models import RequestModel
from . import models


class LeonardoOptions(RequestModel):
    """Settings that only Leonardo.Ai has. What is left out is not sent."""

    frame_interpolation: bool | None = None
    """Whether to blend frames for smooth motion; used in Motion 2.0 guides. No default is documented."""

    is_public: bool | None = None
    """Whether the generation is public. No default is documented."""

    prompt_enhance: bool | None = None
    """Whether Leonardo may improve the prompt. No default is documented."""

    prompt_enhance_instruction: str | None = None
    """How the prompt is to be changed, in plain language. It seems to count only with `promptEnhance`; no page
    says so.
    """

    style_ids: list[str] | None = None
    """Ids (UUIDs) of ready styles that add to the prompt, at most one of each group: Vibe, Lighting, Shot Type,
    Color Theme. Motion 2.0 guides list and use them.
    """

    elements: list[models.Element] | None = None
    """Elements (LoRAs, motion controls among them), applied one after the other. For Motion 2.0 only. Whether
    that includes MOTION2FAST is not clear: the v2 page of that model lists elements, so it is allowed here.
    """

    resolution: models.ImageToVideoRequestResolution | None = None
    """Resolution of the video; which ones a model takes depends on the model. MOTION2: 480 and 720,
    MOTION2FAST: 480 (720 on the v2 page), VEO3 and VEO3FAST: 720 and 1080 (a price schema knows 720 only),
    KLING2_1 and KLING2_5: 1080. No default is documented for v1. Nullable in Leonardo's OpenAPI.
    """

    width: int | None = None
    """Width of the video in pixels, given together with `height`, which lists the pairs. Absent or null, the
    model's own.
    """

    height: int | None = None
    """Height of the video in pixels, given together with `width`. Width and height by guides: MOTION2 832x480,
    480x832, 512x768, 576x720; MOTION2FAST 832x480; VEO3 and VEO3FAST 1280x720, 1920x1080; KLING2_1
    1920x1080, 1080x1920; KLING2_5 these two and 1440x1440. Absent or null, the model's own.
    """
