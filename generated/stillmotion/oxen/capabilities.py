# Written by the generator from specs/ and templates/.
# Change those, then run `make generate`.
"""What the models of Oxen can be asked for, made from specs/oxen/mapping.yaml."""

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
    "model": Cell("settable", values=("kling-2.5-turbo",), required=True, source="specs/oxen/mapping.yaml:21"),
    "quality": Cell("settable", values=("high",), source="specs/oxen/mapping.yaml:22"),
    "prompt": Cell("settable", required=True, source="specs/oxen/mapping.yaml:23"),
    "negative_prompt": Cell("unsupported", note="not a parameter of this model", source="specs/oxen/mapping.yaml:24"),
    "start_frame": Cell("settable", required=True, source="specs/oxen/mapping.yaml:25"),
    "end_frame": Cell("settable", source="specs/oxen/mapping.yaml:26"),
    "references": Cell("unsupported", note="first and last frame only", source="specs/oxen/mapping.yaml:27"),
    "duration": Cell("settable", values=(5, 10), default=5, source="specs/oxen/mapping.yaml:28"),
    "aspect_ratio": Cell("follows", note="start_frame", basis="assumed", source="specs/oxen/mapping.yaml:29"),
    "resolution": Cell("unsupported", note="fixed by the model", source="specs/oxen/mapping.yaml:30"),
    "audio": Cell("fixed", default=False, basis="assumed", source="specs/oxen/mapping.yaml:31"),
    "guidance": Cell("unsupported", note="not a parameter of this model", source="specs/oxen/mapping.yaml:32"),
    "seed": Cell("unsupported", note="not a parameter of this model", source="specs/oxen/mapping.yaml:33"),
    "count": Cell("settable", values=Range(1, 4), default=1, source="specs/oxen/mapping.yaml:34"),
    "webhook_url": Cell(
        "unsupported",
        note="Oxen calls nobody back; poll or follow the event stream",
        source="specs/oxen/mapping.yaml:35",
    ),
    "client_ref": Cell("unsupported", note="Oxen issues the only id", source="specs/oxen/mapping.yaml:36"),
}


def _cells(own: Mapping[str, Cell]) -> Mapping[str, Cell]:
    return {name: own[name] if name in own else _SAME[name] for name in _ORDER}


CAPABILITIES: Final = (Capability("oxen", "kling-2.5-turbo", "high", _cells({})),)
"""One entry per model, in the order of the table."""
