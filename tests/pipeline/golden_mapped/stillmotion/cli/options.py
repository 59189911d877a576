# Written by the generator from specs/ and templates/.
# Change those, then run `make generate`.
"""The options of a request, one per field of specs/normalized.yaml."""

from __future__ import annotations

from typing import Annotated, Final, Literal, TypeAlias

import typer

_PANEL: Final = "The request"
FIELDS: Final = (
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
"""The fields of the request, in their order; each has an option of its name."""
PICTURES: Final = frozenset(("start_frame", "end_frame", "references"))
"""Those whose value is a picture, or several."""
Model: TypeAlias = Annotated[
    str | None,
    typer.Option(
        "--model",
        help="Which model, whoever serves it; a catalogue id such as `kling-2.5-turbo`. See `stillmotion capabilities`.",
        rich_help_panel=_PANEL,
    ),
]
Quality: TypeAlias = Annotated[
    Literal["standard", "high"] | None,
    typer.Option("--quality", help="The tier of the model. `high` costs more.", rich_help_panel=_PANEL),
]
Prompt: TypeAlias = Annotated[
    str | None, typer.Option("--prompt", help="What should happen. Never shortened.", rich_help_panel=_PANEL)
]
NegativePrompt: TypeAlias = Annotated[
    str | None, typer.Option("--negative-prompt", help="What should not appear.", rich_help_panel=_PANEL)
]
StartFrame: TypeAlias = Annotated[
    str | None,
    typer.Option(
        "--start-frame",
        help="The first frame. A file, an http(s) link, or PROVIDER:ID of a picture that the provider keeps.",
        metavar="FILE|LINK|ID",
        rich_help_panel=_PANEL,
    ),
]
EndFrame: TypeAlias = Annotated[
    str | None,
    typer.Option(
        "--end-frame",
        help="The last frame. A file, an http(s) link, or PROVIDER:ID of a picture that the provider keeps.",
        metavar="FILE|LINK|ID",
        rich_help_panel=_PANEL,
    ),
]
References: TypeAlias = Annotated[
    list[str] | None,
    typer.Option(
        "--references",
        help="Subjects that are to appear, in this order. A file, an http(s) link, or PROVIDER:ID of a picture that the provider keeps. Repeatable.",
        metavar="FILE|LINK|ID",
        rich_help_panel=_PANEL,
    ),
]
Duration: TypeAlias = Annotated[
    int | None,
    typer.Option(
        "--duration", help="The length of the video asked for. Unit: seconds.", min=1, max=60, rich_help_panel=_PANEL
    ),
]
AspectRatio: TypeAlias = Annotated[
    str | None,
    typer.Option(
        "--aspect-ratio",
        help="The shape of the video, in lowest terms, or `source`: as the first frame. Unit: width:height.",
        metavar="WIDTH:HEIGHT",
        rich_help_panel=_PANEL,
    ),
]
Resolution: TypeAlias = Annotated[
    Literal["480p", "720p", "1080p", "4k"] | None,
    typer.Option(
        "--resolution",
        help="The size of the video, whatever its shape. Unit: class of the short side.",
        rich_help_panel=_PANEL,
    ),
]
Audio: TypeAlias = Annotated[
    bool | None,
    typer.Option("--audio/--no-audio", help="Whether a sound track is made with the video.", rich_help_panel=_PANEL),
]
Guidance: TypeAlias = Annotated[
    float | None,
    typer.Option(
        "--guidance",
        help="How closely the video follows the prompt. Comparable only within a model. Unit: share.",
        min=0.0,
        max=1.0,
        rich_help_panel=_PANEL,
    ),
]
Seed: TypeAlias = Annotated[
    int | None,
    typer.Option("--seed", help="Makes a generation repeatable; 0 is a seed.", min=0, rich_help_panel=_PANEL),
]
Count: TypeAlias = Annotated[
    int | None,
    typer.Option("--count", help="How many videos are made. Unit: videos.", min=1, max=4, rich_help_panel=_PANEL),
]
WebhookUrl: TypeAlias = Annotated[
    str | None,
    typer.Option(
        "--webhook-url",
        help="Where the provider reports what becomes of the job.",
        metavar="LINK",
        rich_help_panel=_PANEL,
    ),
]
ClientRef: TypeAlias = Annotated[
    str | None,
    typer.Option(
        "--client-ref",
        help="The caller's own id of the job; finds it again where a provider takes one.",
        rich_help_panel=_PANEL,
    ),
]
