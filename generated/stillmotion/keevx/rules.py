# Written by the generator from specs/ and templates/.
# Change those, then run `make generate`.
"""Cross-field rules of Keevx: each function yields the rules that a request in wire form breaks."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from .._runtime.models import Broken


def image_to_video_request(value: dict[str, Any]) -> Iterator[Broken]:
    """Rules of `ImageToVideoRequest` (specs/keevx/openapi.yaml:155) that its types cannot say."""
    # specs/keevx/openapi.yaml:235
    if value.get("model") == "V" and "image_url" not in value and "reference_images" not in value:
        yield Broken(
            "image_url or reference_images is required when model is 'V'",
            ("image_url", "reference_images", "model"),
            "specs/keevx/openapi.yaml:235",
        )
    # specs/keevx/openapi.yaml:241
    if value.get("model") == "V" and "image_url" in value and "reference_images" in value:
        yield Broken(
            "image_url cannot be combined with reference_images when model is 'V'",
            ("image_url", "reference_images", "model"),
            "specs/keevx/openapi.yaml:241",
        )
    # specs/keevx/openapi.yaml:244
    if (
        "image_url" in value
        and value.get("model") == "V"
        and "duration" in value
        and value["duration"] not in (4, 6, 8)
    ):
        yield Broken(
            "duration must be 4, 6 or 8 when model is 'V' with image_url",
            ("duration", "model", "image_url"),
            "specs/keevx/openapi.yaml:244",
        )
    # specs/keevx/openapi.yaml:247
    if "reference_images" in value and value.get("model") == "V" and "duration" in value and value["duration"] != 8:
        yield Broken(
            "duration must be 8 when model is 'V' with reference_images",
            ("duration", "model", "reference_images"),
            "specs/keevx/openapi.yaml:247",
        )
    # specs/keevx/openapi.yaml:250
    if value.get("model") == "V" and "reference_images" in value and len(value["reference_images"]) > 3:
        yield Broken(
            "reference_images takes at most 3 pictures when model is 'V'",
            ("reference_images", "model"),
            "specs/keevx/openapi.yaml:250",
        )
    # specs/keevx/openapi.yaml:253
    if value.get("model") == "KL" and "reference_images" not in value:
        yield Broken(
            "reference_images is required when model is 'KL'",
            ("reference_images", "model"),
            "specs/keevx/openapi.yaml:253",
        )
    # specs/keevx/openapi.yaml:256
    if value.get("model") == "KL" and "image_url" in value:
        yield Broken(
            "image_url must be left out when model is 'KL'", ("image_url", "model"), "specs/keevx/openapi.yaml:256"
        )
    # specs/keevx/openapi.yaml:259
    if value.get("model") == "KL" and "duration" in value and value["duration"] not in (5, 10):
        yield Broken(
            "duration must be 5 or 10 when model is 'KL'", ("duration", "model"), "specs/keevx/openapi.yaml:259"
        )
    # specs/keevx/openapi.yaml:262
    if (
        value.get("model") == "KL"
        and "aspect_resolution" in value
        and value["aspect_resolution"] not in ("720p", "1080p")
    ):
        yield Broken(
            "aspect_resolution must be '720p' or '1080p' when model is 'KL'",
            ("aspect_resolution", "model"),
            "specs/keevx/openapi.yaml:262",
        )
    # specs/keevx/openapi.yaml:265
    if value.get("model") == "S" and "image_url" not in value:
        yield Broken("image_url is required when model is 'S'", ("image_url", "model"), "specs/keevx/openapi.yaml:265")
    # specs/keevx/openapi.yaml:268
    if value.get("model") == "S" and "reference_images" in value:
        yield Broken(
            "reference_images must be left out when model is 'S'",
            ("reference_images", "model"),
            "specs/keevx/openapi.yaml:268",
        )
    # specs/keevx/openapi.yaml:271
    if value.get("model") == "S" and "duration" in value and value["duration"] not in (6, 8, 12):
        yield Broken(
            "duration must be 6, 8 or 12 when model is 'S'", ("duration", "model"), "specs/keevx/openapi.yaml:271"
        )
    # specs/keevx/openapi.yaml:274
    if value.get("model") == "S" and "aspect_resolution" in value and value["aspect_resolution"] != "720p":
        yield Broken(
            "aspect_resolution must be '720p' when model is 'S'",
            ("aspect_resolution", "model"),
            "specs/keevx/openapi.yaml:274",
        )
    # specs/keevx/openapi.yaml:277
    if value.get("model") in ("KL", "S") and "generate_audio" in value and value["generate_audio"] is not False:
        yield Broken(
            "generate_audio can be true only when model is 'V'",
            ("generate_audio", "model"),
            "specs/keevx/openapi.yaml:277",
        )
