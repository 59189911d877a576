# Written by the generator from specs/ and templates/.
# Change those, then run `make generate`.
"""What the models of Kling can be asked for, made from specs/kling/mapping.yaml."""

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
    "quality": Cell("settable", values=("standard", "high"), default="standard", source="specs/kling/mapping.yaml:32"),
    "prompt": Cell("settable", max_length=2500, source="specs/kling/mapping.yaml:37"),
    "negative_prompt": Cell("settable", max_length=2500, source="specs/kling/mapping.yaml:38"),
    "start_frame": Cell("settable", source="specs/kling/mapping.yaml:39"),
    "end_frame": Cell("settable", source="specs/kling/mapping.yaml:40"),
    "references": Cell(
        "unsupported", note="this call takes a first and a last frame only", source="specs/kling/mapping.yaml:41"
    ),
    "duration": Cell("settable", values=(5, 10), default=5, source="specs/kling/mapping.yaml:42"),
    "aspect_ratio": Cell("follows", note="start_frame", basis="assumed", source="specs/kling/mapping.yaml:43"),
    "resolution": Cell(
        "unsupported", note="the size is chosen by model and mode", source="specs/kling/mapping.yaml:47"
    ),
    "seed": Cell("unsupported", note="Kling has no seed", source="specs/kling/mapping.yaml:60"),
    "count": Cell("fixed", default=1, source="specs/kling/mapping.yaml:61"),
    "webhook_url": Cell("settable", source="specs/kling/mapping.yaml:62"),
    "client_ref": Cell("settable", source="specs/kling/mapping.yaml:63"),
}


def _cells(own: Mapping[str, Cell]) -> Mapping[str, Cell]:
    return {name: own[name] if name in own else _SAME[name] for name in _ORDER}


CAPABILITIES: Final = (
    Capability(
        "kling",
        "kling-1.0",
        None,
        _cells(
            {
                "model": Cell("settable", values=("kling-1.0",), source="specs/kling/mapping.yaml:31"),
                "audio": Cell("fixed", default=False, source="specs/kling/mapping.yaml:55"),
                "guidance": Cell("settable", values=Range(0, 1), default=0.5, source="specs/kling/mapping.yaml:58"),
            }
        ),
    ),
    Capability(
        "kling",
        "kling-1.5",
        None,
        _cells(
            {
                "model": Cell("settable", values=("kling-1.5",), source="specs/kling/mapping.yaml:31"),
                "audio": Cell("fixed", default=False, source="specs/kling/mapping.yaml:55"),
                "guidance": Cell("settable", values=Range(0, 1), default=0.5, source="specs/kling/mapping.yaml:58"),
            }
        ),
    ),
    Capability(
        "kling",
        "kling-1.6",
        None,
        _cells(
            {
                "model": Cell("settable", values=("kling-1.6",), source="specs/kling/mapping.yaml:31"),
                "audio": Cell("fixed", default=False, source="specs/kling/mapping.yaml:55"),
                "guidance": Cell("settable", values=Range(0, 1), default=0.5, source="specs/kling/mapping.yaml:58"),
            }
        ),
    ),
    Capability(
        "kling",
        "kling-2.0-master",
        None,
        _cells(
            {
                "model": Cell("settable", values=("kling-2.0-master",), source="specs/kling/mapping.yaml:31"),
                "audio": Cell("fixed", default=False, source="specs/kling/mapping.yaml:55"),
                "guidance": Cell(
                    "unsupported", note="kling-v2.x models take no cfg_scale", source="specs/kling/mapping.yaml:59"
                ),
            }
        ),
    ),
    Capability(
        "kling",
        "kling-2.1",
        None,
        _cells(
            {
                "model": Cell("settable", values=("kling-2.1",), source="specs/kling/mapping.yaml:31"),
                "audio": Cell("fixed", default=False, source="specs/kling/mapping.yaml:55"),
                "guidance": Cell(
                    "unsupported", note="kling-v2.x models take no cfg_scale", source="specs/kling/mapping.yaml:59"
                ),
            }
        ),
    ),
    Capability(
        "kling",
        "kling-2.1-master",
        None,
        _cells(
            {
                "model": Cell("settable", values=("kling-2.1-master",), source="specs/kling/mapping.yaml:31"),
                "audio": Cell("fixed", default=False, source="specs/kling/mapping.yaml:55"),
                "guidance": Cell(
                    "unsupported", note="kling-v2.x models take no cfg_scale", source="specs/kling/mapping.yaml:59"
                ),
            }
        ),
    ),
    Capability(
        "kling",
        "kling-2.5-turbo",
        None,
        _cells(
            {
                "model": Cell("settable", values=("kling-2.5-turbo",), source="specs/kling/mapping.yaml:31"),
                "audio": Cell("fixed", default=False, source="specs/kling/mapping.yaml:55"),
                "guidance": Cell(
                    "unsupported", note="kling-v2.x models take no cfg_scale", source="specs/kling/mapping.yaml:59"
                ),
            }
        ),
    ),
    Capability(
        "kling",
        "kling-2.6",
        None,
        _cells(
            {
                "model": Cell("settable", values=("kling-2.6",), source="specs/kling/mapping.yaml:31"),
                "audio": Cell("settable", values=(True, False), default=False, source="specs/kling/mapping.yaml:50"),
                "guidance": Cell(
                    "unsupported", note="kling-v2.x models take no cfg_scale", source="specs/kling/mapping.yaml:59"
                ),
            }
        ),
    ),
)
"""One entry per model, in the order of the table."""
