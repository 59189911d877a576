# Written by the generator from specs/ and templates/.
# Change those, then run `make generate`.
"""Cross-field rules of Atlas: each function yields the rules that a request breaks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from .._runtime.models import Broken
from .._runtime.rules import is_multiple, is_unique


def map_request(fields: Mapping[str, Any], given: set[str]) -> Iterator[Broken]:
    """Rules of `MapRequest` (specs/atlas/openapi.yaml:122) that its types cannot say."""
    # specs/atlas/openapi.yaml:144
    if "image" not in given and "image_id" not in given:
        yield Broken(
            "at least one of image and imageId is required", ("image", "imageId"), "specs/atlas/openapi.yaml:144"
        )
    # specs/atlas/openapi.yaml:146
    if fields["style"] != "labelled" and "tags" in given:
        yield Broken("tags go with style 'labelled' only", ("tags", "style"), "specs/atlas/openapi.yaml:146")
    # specs/atlas/openapi.yaml:149
    if "seed" in given and "notify" not in given:
        yield Broken("a seed needs a notify address", ("notify", "seed"), "specs/atlas/openapi.yaml:149")
    # specs/atlas/openapi.yaml:131
    if "scale" in given and not is_multiple(fields["scale"], 0.5):
        yield Broken("scale must be a multiple of 0.5", ("scale",), "specs/atlas/openapi.yaml:131")
    # specs/atlas/openapi.yaml:135
    if "tags" in given and (not is_unique(fields["tags"]) or not all(len(item) >= 1 for item in fields["tags"])):
        yield Broken(
            "tags must hold no item twice and every item of tags must have at least 1 characters",
            ("tags",),
            "specs/atlas/openapi.yaml:135",
        )
