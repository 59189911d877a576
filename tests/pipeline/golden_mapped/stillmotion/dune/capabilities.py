# Written by the generator from specs/ and templates/.
# Change those, then run `make generate`.
"""What the models of Dune can be asked for, made from specs/dune/mapping.yaml."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from ..normalized.capability import Capability, Cell

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
    "prompt": Cell("settable", required=True, source="specs/dune/mapping.yaml:26"),
    "negative_prompt": Cell("unsupported", note="Dune takes no wishes", source="specs/dune/mapping.yaml:27"),
    "start_frame": Cell("settable", required=True, source="specs/dune/mapping.yaml:28"),
    "end_frame": Cell("settable", source="specs/dune/mapping.yaml:29"),
    "references": Cell("unsupported", note="two pictures at most", source="specs/dune/mapping.yaml:30"),
    "audio": Cell("fixed", default=False, basis="assumed", source="specs/dune/mapping.yaml:51"),
    "guidance": Cell("unsupported", note="Dune takes no guidance", source="specs/dune/mapping.yaml:52"),
    "seed": Cell("unsupported", note="Dune takes no seed", source="specs/dune/mapping.yaml:53"),
    "count": Cell("fixed", default=1, source="specs/dune/mapping.yaml:54"),
    "webhook_url": Cell("unsupported", note="Dune calls nobody back", source="specs/dune/mapping.yaml:55"),
    "client_ref": Cell("unsupported", note="Dune gives the only id", source="specs/dune/mapping.yaml:56"),
}


def _cells(own: Mapping[str, Cell]) -> Mapping[str, Cell]:
    return {name: own[name] if name in own else _SAME[name] for name in _ORDER}


CAPABILITIES: Final = (
    Capability(
        "dune",
        "dune-1",
        "standard",
        _cells(
            {
                "model": Cell("settable", values=("dune-1",), required=True, source="specs/dune/mapping.yaml:24"),
                "quality": Cell("settable", values=("standard",), source="specs/dune/mapping.yaml:25"),
                "duration": Cell("settable", values=(4, 8), source="specs/dune/mapping.yaml:33"),
                "aspect_ratio": Cell(
                    "settable", values=("16:9", "1:1"), basis="reported", source="specs/dune/mapping.yaml:37"
                ),
                "resolution": Cell(
                    "settable",
                    values=("480p", "720p", "1080p", "4k"),
                    default="720p",
                    source="specs/dune/mapping.yaml:41",
                ),
            }
        ),
    ),
    Capability(
        "dune",
        "dune-1",
        "high",
        _cells(
            {
                "model": Cell("settable", values=("dune-1",), required=True, source="specs/dune/mapping.yaml:24"),
                "quality": Cell("settable", values=("high",), source="specs/dune/mapping.yaml:25"),
                "duration": Cell("settable", values=(4, 8), source="specs/dune/mapping.yaml:33"),
                "aspect_ratio": Cell(
                    "settable", values=("16:9",), basis="reported", source="specs/dune/mapping.yaml:37"
                ),
                "resolution": Cell(
                    "settable",
                    values=("480p", "720p", "1080p", "4k"),
                    default="720p",
                    source="specs/dune/mapping.yaml:41",
                ),
            }
        ),
    ),
    Capability(
        "dune",
        "dune-2",
        "high",
        _cells(
            {
                "model": Cell("settable", values=("dune-2",), required=True, source="specs/dune/mapping.yaml:24"),
                "quality": Cell("settable", values=("high",), source="specs/dune/mapping.yaml:25"),
                "duration": Cell("fixed", default=5, source="specs/dune/mapping.yaml:34"),
                "aspect_ratio": Cell(
                    "follows", note="start_frame", basis="reported", source="specs/dune/mapping.yaml:38"
                ),
                "resolution": Cell(
                    "settable",
                    values=("480p", "720p", "1080p", "4k"),
                    default="1080p",
                    source="specs/dune/mapping.yaml:46",
                ),
            }
        ),
    ),
)
"""One entry per model, in the order of the table."""
