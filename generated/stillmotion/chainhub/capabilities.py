# Written by the generator from specs/ and templates/.
# Change those, then run `make generate`.
"""What the models of ChainHub can be asked for, made from specs/chainhub/mapping.yaml."""

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
    "model": Cell("settable", values=("kling-2.5-turbo",), source="specs/chainhub/mapping.yaml:24"),
    "quality": Cell("settable", values=("high",), source="specs/chainhub/mapping.yaml:25"),
    "prompt": Cell("settable", required=True, source="specs/chainhub/mapping.yaml:26"),
    "negative_prompt": Cell("settable", source="specs/chainhub/mapping.yaml:27"),
    "start_frame": Cell("settable", required=True, source="specs/chainhub/mapping.yaml:28"),
    "end_frame": Cell(
        "unsupported",
        note="ChainHub names no last frame, and whether it passes fal's on is not known",
        source="specs/chainhub/mapping.yaml:29",
    ),
    "references": Cell("unsupported", note="first frame only", source="specs/chainhub/mapping.yaml:32"),
    "duration": Cell("settable", values=(5, 10), source="specs/chainhub/mapping.yaml:33"),
    "aspect_ratio": Cell("follows", note="start_frame", basis="assumed", source="specs/chainhub/mapping.yaml:34"),
    "resolution": Cell("unsupported", note="fixed by the model", source="specs/chainhub/mapping.yaml:35"),
    "audio": Cell("fixed", default=False, basis="assumed", source="specs/chainhub/mapping.yaml:36"),
    "guidance": Cell("settable", values=Range(0, 1), source="specs/chainhub/mapping.yaml:37"),
    "seed": Cell("unsupported", note="not a parameter of this model", source="specs/chainhub/mapping.yaml:38"),
    "count": Cell("fixed", default=1, source="specs/chainhub/mapping.yaml:39"),
    "webhook_url": Cell(
        "unsupported",
        note="ChainHub documents no webhook for these routes; poll",
        source="specs/chainhub/mapping.yaml:40",
    ),
    "client_ref": Cell("unsupported", note="ChainHub issues the only id", source="specs/chainhub/mapping.yaml:41"),
}


def _cells(own: Mapping[str, Cell]) -> Mapping[str, Cell]:
    return {name: own[name] if name in own else _SAME[name] for name in _ORDER}


CAPABILITIES: Final = (Capability("chainhub", "kling-2.5-turbo", "high", _cells({})),)
"""One entry per model, in the order of the table."""
