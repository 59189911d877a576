# Written by the generator from specs/ and templates/.
# Change those, then run `make generate`.
"""What the models of fal can be asked for, made from specs/fal/mapping.yaml."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from ..normalized.capability import Capability, Cell, Range

_ORDER: Final = (
    "model",
    "quality",
    "prompt",
    "negative_prompt",
    "start_frame",
    "end_frame",
    "references",
    "duration",
    "aspect_ratio",
    "resolution",
    "audio",
    "guidance",
    "seed",
    "count",
    "webhook_url",
    "client_ref",
)
_SAME: Final[Mapping[str, Cell]] = {
    "model": Cell("settable", values=("kling-2.5-turbo",), source="specs/fal/mapping.yaml:23"),
    "quality": Cell("settable", values=("high",), source="specs/fal/mapping.yaml:24"),
    "prompt": Cell("settable", max_length=2500, required=True, source="specs/fal/mapping.yaml:25"),
    "negative_prompt": Cell(
        "settable", default="blur, distort, and low quality", max_length=2500, source="specs/fal/mapping.yaml:26"
    ),
    "start_frame": Cell("settable", required=True, source="specs/fal/mapping.yaml:30"),
    "end_frame": Cell("settable", source="specs/fal/mapping.yaml:31"),
    "references": Cell("unsupported", note="first and last frame only", source="specs/fal/mapping.yaml:32"),
    "duration": Cell("settable", values=(5, 10), default=5, source="specs/fal/mapping.yaml:33"),
    "aspect_ratio": Cell("follows", note="start_frame", basis="assumed", source="specs/fal/mapping.yaml:34"),
    "resolution": Cell("unsupported", note="fixed by the model", source="specs/fal/mapping.yaml:35"),
    "audio": Cell("fixed", default=False, basis="assumed", source="specs/fal/mapping.yaml:36"),
    "guidance": Cell("settable", values=Range(0, 1), default=0.5, source="specs/fal/mapping.yaml:37"),
    "seed": Cell("unsupported", note="not a parameter of this model", source="specs/fal/mapping.yaml:38"),
    "count": Cell("fixed", default=1, source="specs/fal/mapping.yaml:39"),
    "webhook_url": Cell("settable", source="specs/fal/mapping.yaml:40"),
    "client_ref": Cell("unsupported", note="fal issues the only id", source="specs/fal/mapping.yaml:41"),
}


def _cells(own: Mapping[str, Cell]) -> Mapping[str, Cell]:
    return {name: own[name] if name in own else _SAME[name] for name in _ORDER}


CAPABILITIES: Final = (Capability("fal", "kling-2.5-turbo", "high", _cells({})),)
"""One entry per model, in the order of the table."""
