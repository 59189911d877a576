# Written by the generator from specs/ and templates/.
# Change those, then run `make generate`.
"""What the models of Keevx can be asked for, made from specs/keevx/mapping.yaml."""

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
    "quality": Cell("fixed", default="standard", basis="assumed", source="specs/keevx/mapping.yaml:51"),
    "prompt": Cell("settable", max_length=1000, required=True, source="specs/keevx/mapping.yaml:52"),
    "negative_prompt": Cell("unsupported", note="Keevx has no negative prompt", source="specs/keevx/mapping.yaml:53"),
    "end_frame": Cell("unsupported", note="this call takes no last frame", source="specs/keevx/mapping.yaml:60"),
    "aspect_ratio": Cell("settable", values=("16:9", "9:16"), default="16:9", source="specs/keevx/mapping.yaml:71"),
    "guidance": Cell("unsupported", note="Keevx has no guidance", source="specs/keevx/mapping.yaml:81"),
    "seed": Cell("unsupported", note="Keevx has no seed", source="specs/keevx/mapping.yaml:82"),
    "count": Cell("settable", values=Range(1, 4), default=1, source="specs/keevx/mapping.yaml:83"),
    "webhook_url": Cell("settable", source="specs/keevx/mapping.yaml:84"),
    "client_ref": Cell("unsupported", note="Keevx issues the only ids", source="specs/keevx/mapping.yaml:85"),
}


def _cells(own: Mapping[str, Cell]) -> Mapping[str, Cell]:
    return {name: own[name] if name in own else _SAME[name] for name in _ORDER}


CAPABILITIES: Final = (
    Capability(
        "keevx",
        "keevx-v",
        None,
        _cells(
            {
                "model": Cell("settable", values=("keevx-v",), required=True, source="specs/keevx/mapping.yaml:50"),
                "start_frame": Cell("settable", source="specs/keevx/mapping.yaml:56"),
                "references": Cell("settable", source="specs/keevx/mapping.yaml:63"),
                "duration": Cell("settable", values=(4, 6, 8), required=True, source="specs/keevx/mapping.yaml:70"),
                "resolution": Cell(
                    "settable", values=("720p", "1080p", "4k"), default="720p", source="specs/keevx/mapping.yaml:72"
                ),
                "audio": Cell("settable", values=(True, False), default=False, source="specs/keevx/mapping.yaml:79"),
            }
        ),
    ),
    Capability(
        "keevx",
        "keevx-kl",
        None,
        _cells(
            {
                "model": Cell("settable", values=("keevx-kl",), required=True, source="specs/keevx/mapping.yaml:50"),
                "start_frame": Cell(
                    "unsupported", note="KL takes reference pictures only", source="specs/keevx/mapping.yaml:57"
                ),
                "references": Cell("settable", source="specs/keevx/mapping.yaml:63"),
                "duration": Cell("settable", values=(5, 10), required=True, source="specs/keevx/mapping.yaml:70"),
                "resolution": Cell(
                    "settable", values=("720p", "1080p"), default="720p", source="specs/keevx/mapping.yaml:72"
                ),
                "audio": Cell("fixed", default=False, source="specs/keevx/mapping.yaml:80"),
            }
        ),
    ),
    Capability(
        "keevx",
        "keevx-s",
        None,
        _cells(
            {
                "model": Cell("settable", values=("keevx-s",), required=True, source="specs/keevx/mapping.yaml:50"),
                "start_frame": Cell("settable", source="specs/keevx/mapping.yaml:56"),
                "references": Cell(
                    "unsupported", note="S takes one start frame only", source="specs/keevx/mapping.yaml:67"
                ),
                "duration": Cell("settable", values=(6, 8, 12), required=True, source="specs/keevx/mapping.yaml:70"),
                "resolution": Cell("settable", values=("720p",), default="720p", source="specs/keevx/mapping.yaml:72"),
                "audio": Cell("fixed", default=False, source="specs/keevx/mapping.yaml:80"),
            }
        ),
    ),
)
"""One entry per model, in the order of the table."""
