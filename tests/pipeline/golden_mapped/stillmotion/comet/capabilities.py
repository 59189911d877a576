# Written by the generator from specs/ and templates/.
# Change those, then run `make generate`.
"""What the models of Comet can be asked for, made from specs/comet/mapping.yaml."""

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
    "quality": Cell("settable", values=("standard", "high"), default="standard", source="specs/comet/mapping.yaml:28"),
    "prompt": Cell("settable", max_length=500, required=True, source="specs/comet/mapping.yaml:29"),
    "negative_prompt": Cell("unsupported", note="Comet takes no wishes", source="specs/comet/mapping.yaml:30"),
    "start_frame": Cell("settable", source="specs/comet/mapping.yaml:31"),
    "guidance": Cell("settable", values=Range(0, 1), source="specs/comet/mapping.yaml:51"),
    "seed": Cell("settable", values=Range(0, 1000), source="specs/comet/mapping.yaml:52"),
    "count": Cell("settable", values=Range(1, 4), default=1, source="specs/comet/mapping.yaml:53"),
    "webhook_url": Cell("settable", source="specs/comet/mapping.yaml:54"),
    "client_ref": Cell("settable", max_length=40, source="specs/comet/mapping.yaml:55"),
}


def _cells(own: Mapping[str, Cell]) -> Mapping[str, Cell]:
    return {name: own[name] if name in own else _SAME[name] for name in _ORDER}


CAPABILITIES: Final = (
    Capability(
        "comet",
        "comet-1",
        None,
        _cells(
            {
                "model": Cell("settable", values=("comet-1",), source="specs/comet/mapping.yaml:27"),
                "end_frame": Cell(
                    "unsupported", note="only Comet 2 takes a last picture", source="specs/comet/mapping.yaml:35"
                ),
                "references": Cell(
                    "unsupported", note="only Comet 2 takes others", source="specs/comet/mapping.yaml:39"
                ),
                "duration": Cell("settable", values=(5,), default=5, source="specs/comet/mapping.yaml:40"),
                "aspect_ratio": Cell(
                    "settable", values=(), note="together with resolution", source="specs/comet/mapping.yaml:41"
                ),
                "resolution": Cell(
                    "settable",
                    values=("480p",),
                    note="together with aspect_ratio",
                    source="specs/comet/mapping.yaml:42",
                ),
                "audio": Cell("fixed", default=False, basis="assumed", source="specs/comet/mapping.yaml:50"),
            }
        ),
    ),
    Capability(
        "comet",
        "comet-2",
        None,
        _cells(
            {
                "model": Cell("settable", values=("comet-2",), source="specs/comet/mapping.yaml:27"),
                "end_frame": Cell("settable", source="specs/comet/mapping.yaml:34"),
                "references": Cell("settable", source="specs/comet/mapping.yaml:38"),
                "duration": Cell("settable", values=(5, 10), source="specs/comet/mapping.yaml:40"),
                "aspect_ratio": Cell(
                    "settable",
                    values=("16:9",),
                    note="together with resolution",
                    basis="reported",
                    source="specs/comet/mapping.yaml:41",
                ),
                "resolution": Cell(
                    "settable",
                    values=("480p", "1080p"),
                    note="together with aspect_ratio",
                    basis="reported",
                    source="specs/comet/mapping.yaml:42",
                ),
                "audio": Cell("settable", values=(True, False), default=False, source="specs/comet/mapping.yaml:45"),
            }
        ),
    ),
    Capability(
        "comet",
        "comet-3",
        None,
        _cells(
            {
                "model": Cell("settable", values=("comet-3",), source="specs/comet/mapping.yaml:27"),
                "end_frame": Cell(
                    "unsupported", note="only Comet 2 takes a last picture", source="specs/comet/mapping.yaml:35"
                ),
                "references": Cell(
                    "unsupported", note="only Comet 2 takes others", source="specs/comet/mapping.yaml:39"
                ),
                "duration": Cell("settable", values=(10, 20), default=10, source="specs/comet/mapping.yaml:40"),
                "aspect_ratio": Cell(
                    "settable", values=(), note="together with resolution", source="specs/comet/mapping.yaml:41"
                ),
                "resolution": Cell(
                    "settable",
                    values=("480p",),
                    note="together with aspect_ratio",
                    source="specs/comet/mapping.yaml:42",
                ),
                "audio": Cell("fixed", default=False, basis="assumed", source="specs/comet/mapping.yaml:50"),
            }
        ),
    ),
)
"""One entry per model, in the order of the table."""
