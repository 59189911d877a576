# Written by the generator from specs/ and templates/.
# Change those, then run `make generate`.
"""What the models of Leonardo.Ai can be asked for, made from specs/leonardo/mapping.yaml."""

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
    "prompt": Cell("settable", max_length=1500, required=True, source="specs/leonardo/mapping.yaml:76"),
    "negative_prompt": Cell("settable", source="specs/leonardo/mapping.yaml:77"),
    "start_frame": Cell("settable", required=True, source="specs/leonardo/mapping.yaml:78"),
    "references": Cell("unsupported", note="first and last frame only", source="specs/leonardo/mapping.yaml:91"),
    "guidance": Cell("unsupported", note="not a parameter of this call", source="specs/leonardo/mapping.yaml:113"),
    "seed": Cell("settable", values=Range(0, None), source="specs/leonardo/mapping.yaml:114"),
    "count": Cell("fixed", default=1, source="specs/leonardo/mapping.yaml:115"),
    "webhook_url": Cell(
        "unsupported", note="the address is fixed when the API key is created", source="specs/leonardo/mapping.yaml:116"
    ),
    "client_ref": Cell("unsupported", note="Leonardo issues the only id", source="specs/leonardo/mapping.yaml:119"),
}


def _cells(own: Mapping[str, Cell]) -> Mapping[str, Cell]:
    return {name: own[name] if name in own else _SAME[name] for name in _ORDER}


CAPABILITIES: Final = (
    Capability(
        "leonardo",
        "motion-2.0",
        None,
        _cells(
            {
                "model": Cell("settable", values=("motion-2.0",), source="specs/leonardo/mapping.yaml:66"),
                "quality": Cell("fixed", default="standard", basis="assumed", source="specs/leonardo/mapping.yaml:69"),
                "end_frame": Cell(
                    "unsupported", note="only KLING2_1 takes a last frame", source="specs/leonardo/mapping.yaml:88"
                ),
                "duration": Cell(
                    "unsupported",
                    note="the length of Motion 2.0 cannot be set",
                    source="specs/leonardo/mapping.yaml:99",
                ),
                "aspect_ratio": Cell(
                    "settable",
                    values=("16:9", "9:16", "2:3", "4:5"),
                    note="together with resolution",
                    basis="assumed",
                    source="specs/leonardo/mapping.yaml:102",
                ),
                "resolution": Cell(
                    "settable",
                    values=("480p", "720p"),
                    note="together with aspect_ratio",
                    basis="assumed",
                    source="specs/leonardo/mapping.yaml:103",
                ),
                "audio": Cell("fixed", default=False, basis="assumed", source="specs/leonardo/mapping.yaml:106"),
            }
        ),
    ),
    Capability(
        "leonardo",
        "motion-2.0-fast",
        None,
        _cells(
            {
                "model": Cell("settable", values=("motion-2.0-fast",), source="specs/leonardo/mapping.yaml:66"),
                "quality": Cell("fixed", default="standard", basis="assumed", source="specs/leonardo/mapping.yaml:69"),
                "end_frame": Cell(
                    "unsupported", note="only KLING2_1 takes a last frame", source="specs/leonardo/mapping.yaml:88"
                ),
                "duration": Cell(
                    "unsupported",
                    note="the length of Motion 2.0 cannot be set",
                    source="specs/leonardo/mapping.yaml:99",
                ),
                "aspect_ratio": Cell(
                    "settable",
                    values=("16:9",),
                    note="together with resolution",
                    basis="reported",
                    source="specs/leonardo/mapping.yaml:102",
                ),
                "resolution": Cell(
                    "settable",
                    values=("480p", "720p"),
                    note="together with aspect_ratio",
                    basis="assumed",
                    source="specs/leonardo/mapping.yaml:103",
                ),
                "audio": Cell("fixed", default=False, basis="assumed", source="specs/leonardo/mapping.yaml:106"),
            }
        ),
    ),
    Capability(
        "leonardo",
        "veo-3.0",
        None,
        _cells(
            {
                "model": Cell("settable", values=("veo-3.0",), source="specs/leonardo/mapping.yaml:66"),
                "quality": Cell("fixed", default="standard", basis="assumed", source="specs/leonardo/mapping.yaml:69"),
                "end_frame": Cell(
                    "unsupported", note="only KLING2_1 takes a last frame", source="specs/leonardo/mapping.yaml:88"
                ),
                "duration": Cell("settable", values=(4, 6, 8), default=8, source="specs/leonardo/mapping.yaml:94"),
                "aspect_ratio": Cell(
                    "settable",
                    values=("16:9",),
                    note="together with resolution",
                    basis="reported",
                    source="specs/leonardo/mapping.yaml:102",
                ),
                "resolution": Cell(
                    "settable",
                    values=("720p", "1080p"),
                    note="together with aspect_ratio",
                    basis="reported",
                    source="specs/leonardo/mapping.yaml:103",
                ),
                "audio": Cell(
                    "unsupported",
                    note="sound can neither be set nor is it documented",
                    source="specs/leonardo/mapping.yaml:110",
                ),
            }
        ),
    ),
    Capability(
        "leonardo",
        "veo-3.0-fast",
        None,
        _cells(
            {
                "model": Cell("settable", values=("veo-3.0-fast",), source="specs/leonardo/mapping.yaml:66"),
                "quality": Cell("fixed", default="standard", basis="assumed", source="specs/leonardo/mapping.yaml:69"),
                "end_frame": Cell(
                    "unsupported", note="only KLING2_1 takes a last frame", source="specs/leonardo/mapping.yaml:88"
                ),
                "duration": Cell("settable", values=(4, 6, 8), default=8, source="specs/leonardo/mapping.yaml:94"),
                "aspect_ratio": Cell(
                    "settable",
                    values=("16:9",),
                    note="together with resolution",
                    basis="reported",
                    source="specs/leonardo/mapping.yaml:102",
                ),
                "resolution": Cell(
                    "settable",
                    values=("720p", "1080p"),
                    note="together with aspect_ratio",
                    basis="reported",
                    source="specs/leonardo/mapping.yaml:103",
                ),
                "audio": Cell(
                    "unsupported",
                    note="sound can neither be set nor is it documented",
                    source="specs/leonardo/mapping.yaml:110",
                ),
            }
        ),
    ),
    Capability(
        "leonardo",
        "kling-2.1",
        None,
        _cells(
            {
                "model": Cell("settable", values=("kling-2.1",), source="specs/leonardo/mapping.yaml:66"),
                "quality": Cell(
                    "unsupported",
                    note="the tier can neither be set nor is it documented",
                    source="specs/leonardo/mapping.yaml:73",
                ),
                "end_frame": Cell("settable", source="specs/leonardo/mapping.yaml:84"),
                "duration": Cell("settable", values=(5, 10), source="specs/leonardo/mapping.yaml:94"),
                "aspect_ratio": Cell(
                    "settable",
                    values=("16:9", "9:16"),
                    note="together with resolution",
                    basis="reported",
                    source="specs/leonardo/mapping.yaml:102",
                ),
                "resolution": Cell(
                    "settable",
                    values=("1080p",),
                    note="together with aspect_ratio",
                    basis="reported",
                    source="specs/leonardo/mapping.yaml:103",
                ),
                "audio": Cell("fixed", default=False, basis="assumed", source="specs/leonardo/mapping.yaml:106"),
            }
        ),
    ),
    Capability(
        "leonardo",
        "kling-2.5-turbo",
        None,
        _cells(
            {
                "model": Cell("settable", values=("kling-2.5-turbo",), source="specs/leonardo/mapping.yaml:66"),
                "quality": Cell(
                    "unsupported",
                    note="the tier can neither be set nor is it documented",
                    source="specs/leonardo/mapping.yaml:73",
                ),
                "end_frame": Cell(
                    "unsupported", note="only KLING2_1 takes a last frame", source="specs/leonardo/mapping.yaml:88"
                ),
                "duration": Cell("settable", values=(5, 10), default=5, source="specs/leonardo/mapping.yaml:94"),
                "aspect_ratio": Cell(
                    "settable",
                    values=("16:9", "9:16", "1:1"),
                    note="together with resolution",
                    basis="reported",
                    source="specs/leonardo/mapping.yaml:102",
                ),
                "resolution": Cell(
                    "settable",
                    values=("1080p",),
                    note="together with aspect_ratio",
                    basis="reported",
                    source="specs/leonardo/mapping.yaml:103",
                ),
                "audio": Cell("fixed", default=False, basis="assumed", source="specs/leonardo/mapping.yaml:106"),
            }
        ),
    ),
)
"""One entry per model, in the order of the table."""
