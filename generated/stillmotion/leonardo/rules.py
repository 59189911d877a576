# Written by the generator from specs/ and templates/.
# Change those, then run `make generate`.
"""Cross-field rules of Leonardo.Ai: each function yields the rules that a request breaks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from .._runtime.models import Broken
from .._runtime.rules import is_number, is_object


def image_to_video_request(fields: Mapping[str, Any], given: set[str]) -> Iterator[Broken]:
    """Rules of `ImageToVideoRequest` (specs/leonardo/openapi.yaml:238) that its types cannot say."""
    # specs/leonardo/openapi.yaml:342
    if "end_frame_image" in given and is_object(fields["end_frame_image"]) and fields["model"] != "KLING2_1":
        yield Broken(
            "endFrameImage needs model 'KLING2_1' (without model it is MOTION2)",
            ("model", "endFrameImage"),
            "specs/leonardo/openapi.yaml:342",
        )
    # specs/leonardo/openapi.yaml:345
    if (
        "elements" in given
        and isinstance(fields["elements"], list)
        and "model" in given
        and fields["model"] not in ("MOTION2", "MOTION2FAST", None)
    ):
        yield Broken(
            "elements need model 'MOTION2' or 'MOTION2FAST' (without model it is MOTION2)",
            ("model", "elements"),
            "specs/leonardo/openapi.yaml:345",
        )
    # specs/leonardo/openapi.yaml:348
    if fields["model"] in ("VEO3", "VEO3FAST") and "duration" in given and fields["duration"] not in (4, 6, 8, None):
        yield Broken(
            "duration must be 4, 6 or 8 when model is 'VEO3' or 'VEO3FAST'",
            ("duration", "model"),
            "specs/leonardo/openapi.yaml:348",
        )
    # specs/leonardo/openapi.yaml:351
    if fields["model"] in ("KLING2_1", "KLING2_5") and "duration" in given and fields["duration"] not in (5, 10, None):
        yield Broken(
            "duration must be 5 or 10 when model is 'KLING2_1' or 'KLING2_5'",
            ("duration", "model"),
            "specs/leonardo/openapi.yaml:351",
        )
    # specs/leonardo/openapi.yaml:354
    if (
        ("model" not in given or fields["model"] in ("MOTION2", "MOTION2FAST", None))
        and "duration" in given
        and fields["duration"] is not None
    ):
        yield Broken(
            "duration must be left out when model is 'MOTION2' or 'MOTION2FAST' (without model it is MOTION2)",
            ("duration", "model"),
            "specs/leonardo/openapi.yaml:354",
        )
    # specs/leonardo/openapi.yaml:357
    if (
        ("model" not in given or fields["model"] in ("MOTION2", None))
        and "seed" in given
        and is_number(fields["seed"])
        and fields["seed"] > 2147483637
    ):
        yield Broken(
            "seed must be at most 2147483637 when model is 'MOTION2' (without model it is MOTION2)",
            ("seed", "model"),
            "specs/leonardo/openapi.yaml:357",
        )
    # specs/leonardo/openapi.yaml:360
    if (
        fields["model"] == "KLING2_1"
        and (
            ("width" in given and fields["width"] not in (1920, None))
            or ("height" in given and fields["height"] not in (1080, None))
        )
        and (
            ("width" in given and fields["width"] not in (1080, None))
            or ("height" in given and fields["height"] not in (1920, None))
        )
    ):
        yield Broken(
            "width and height must be 1920x1080 or 1080x1920 when model is 'KLING2_1'",
            ("width", "height", "model"),
            "specs/leonardo/openapi.yaml:360",
        )
    # specs/leonardo/openapi.yaml:366
    if (
        fields["model"] == "KLING2_5"
        and (
            ("width" in given and fields["width"] not in (1920, None))
            or ("height" in given and fields["height"] not in (1080, None))
        )
        and (
            ("width" in given and fields["width"] not in (1080, None))
            or ("height" in given and fields["height"] not in (1920, None))
        )
        and (
            ("width" in given and fields["width"] not in (1440, None))
            or ("height" in given and fields["height"] not in (1440, None))
        )
    ):
        yield Broken(
            "width and height must be 1920x1080, 1080x1920 or 1440x1440 when model is 'KLING2_5'",
            ("width", "height", "model"),
            "specs/leonardo/openapi.yaml:366",
        )
