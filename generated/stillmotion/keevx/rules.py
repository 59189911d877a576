# Written by the generator from specs/ and templates/.
# Change those, then run `make generate`.
"""Cross-field rules of Keevx: each function yields the rules that a request breaks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from .._runtime.models import Broken
from .._runtime.rules import matches


def image_to_video_request(fields: Mapping[str, Any], given: set[str]) -> Iterator[Broken]:
    """Rules of `ImageToVideoRequest` (specs/keevx/openapi.yaml:155) that its types cannot say."""
    # specs/keevx/openapi.yaml:237
    if fields["model"] == "V" and "image_url" not in given and "reference_images" not in given:
        yield Broken(
            "image_url or reference_images is required when model is 'V'",
            ("image_url", "reference_images", "model"),
            "specs/keevx/openapi.yaml:237",
        )
    # specs/keevx/openapi.yaml:243
    if fields["model"] == "V" and "image_url" in given and "reference_images" in given:
        yield Broken(
            "image_url cannot be combined with reference_images when model is 'V'",
            ("image_url", "reference_images", "model"),
            "specs/keevx/openapi.yaml:243",
        )
    # specs/keevx/openapi.yaml:246
    if "image_url" in given and fields["model"] == "V" and "duration" in given and fields["duration"] not in (4, 6, 8):
        yield Broken(
            "duration must be 4, 6 or 8 when model is 'V' with image_url",
            ("duration", "model", "image_url"),
            "specs/keevx/openapi.yaml:246",
        )
    # specs/keevx/openapi.yaml:249
    if "reference_images" in given and fields["model"] == "V" and "duration" in given and fields["duration"] != 8:
        yield Broken(
            "duration must be 8 when model is 'V' with reference_images",
            ("duration", "model", "reference_images"),
            "specs/keevx/openapi.yaml:249",
        )
    # specs/keevx/openapi.yaml:252
    if fields["model"] == "V" and "reference_images" in given and len(fields["reference_images"]) > 3:
        yield Broken(
            "reference_images takes at most 3 pictures when model is 'V'",
            ("reference_images", "model"),
            "specs/keevx/openapi.yaml:252",
        )
    # specs/keevx/openapi.yaml:255
    if fields["model"] == "KL" and "reference_images" not in given:
        yield Broken(
            "reference_images is required when model is 'KL'",
            ("reference_images", "model"),
            "specs/keevx/openapi.yaml:255",
        )
    # specs/keevx/openapi.yaml:258
    if fields["model"] == "KL" and "image_url" in given:
        yield Broken(
            "image_url must be left out when model is 'KL'", ("image_url", "model"), "specs/keevx/openapi.yaml:258"
        )
    # specs/keevx/openapi.yaml:261
    if fields["model"] == "KL" and "duration" in given and fields["duration"] not in (5, 10):
        yield Broken(
            "duration must be 5 or 10 when model is 'KL'", ("duration", "model"), "specs/keevx/openapi.yaml:261"
        )
    # specs/keevx/openapi.yaml:264
    if (
        fields["model"] == "KL"
        and "aspect_resolution" in given
        and fields["aspect_resolution"] not in ("720p", "1080p")
    ):
        yield Broken(
            "aspect_resolution must be '720p' or '1080p' when model is 'KL'",
            ("aspect_resolution", "model"),
            "specs/keevx/openapi.yaml:264",
        )
    # specs/keevx/openapi.yaml:267
    if fields["model"] == "S" and "image_url" not in given:
        yield Broken("image_url is required when model is 'S'", ("image_url", "model"), "specs/keevx/openapi.yaml:267")
    # specs/keevx/openapi.yaml:270
    if fields["model"] == "S" and "reference_images" in given:
        yield Broken(
            "reference_images must be left out when model is 'S'",
            ("reference_images", "model"),
            "specs/keevx/openapi.yaml:270",
        )
    # specs/keevx/openapi.yaml:273
    if fields["model"] == "S" and "duration" in given and fields["duration"] not in (6, 8, 12):
        yield Broken(
            "duration must be 6, 8 or 12 when model is 'S'", ("duration", "model"), "specs/keevx/openapi.yaml:273"
        )
    # specs/keevx/openapi.yaml:276
    if fields["model"] == "S" and "aspect_resolution" in given and fields["aspect_resolution"] != "720p":
        yield Broken(
            "aspect_resolution must be '720p' when model is 'S'",
            ("aspect_resolution", "model"),
            "specs/keevx/openapi.yaml:276",
        )
    # specs/keevx/openapi.yaml:279
    if fields["model"] in ("KL", "S") and "generate_audio" in given and fields["generate_audio"] is not False:
        yield Broken(
            "generate_audio can be true only when model is 'V'",
            ("generate_audio", "model"),
            "specs/keevx/openapi.yaml:279",
        )
    # specs/keevx/openapi.yaml:206
    if "reference_images" in given and not all(matches("^https?://", item) for item in fields["reference_images"]):
        yield Broken(
            "every item of reference_images must match ^https?://",
            ("reference_images",),
            "specs/keevx/openapi.yaml:206",
        )
