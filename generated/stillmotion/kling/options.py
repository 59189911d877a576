# Written by the generator from specs/ and templates/.
# Change those, then run `make generate`.
"""Settings that only Kling has, with their own types."""

from __future__ import annotations

from .._runtime.models import RequestModel
from . import models


class KlingOptions(RequestModel):
    """Settings that only Kling has. What is left out is not sent."""

    voices: list[models.Voice] | None = None
    """Voices the prompt refers to, at most 2, in the order of their numbers. Needs kling-v2-6, and `sound` on.
    """

    static_mask: str | None = None
    """Mask picture of the area to keep still: a URL, or bare base64 without a `data:` prefix. Same pixel size
    as every dynamic mask, same width to height as `image`.
    """

    motion_brush: list[models.DynamicMask] | None = None
    """Areas that move, each with its path; at most 6."""

    camera: models.CameraControl | None = None
    """How the camera moves. Absent, the model chooses."""

    watermark: models.WatermarkOptions | None = None
    """Whether to make a watermarked copy as well. Not in the seed. Absent, Kling decides."""
