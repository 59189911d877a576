"""The options that commands share, beside those of the request."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, TypeAlias

import typer

from ..normalized.request import ProviderName

Provider: TypeAlias = Annotated[ProviderName, typer.Option("--provider", help="Who is asked.")]
Providers: TypeAlias = Annotated[
    list[str] | None, typer.Option("--provider", metavar="PROVIDER", help="One provider, or `all`. Repeatable.")
]
Source: TypeAlias = Annotated[ProviderName, typer.Option("--from", help="The provider whose request it is.")]
Target: TypeAlias = Annotated[ProviderName, typer.Option("--to", help="The provider it is to become one of.")]
Payload: TypeAlias = Annotated[str, typer.Argument(metavar="PAYLOAD", help="A file of JSON, or - for standard input.")]
JobSource: TypeAlias = Annotated[
    str, typer.Argument(metavar="JOB", help="A file with a job, or - for standard input.", show_default=False)
]
MaybeJob: TypeAlias = Annotated[
    str | None, typer.Argument(metavar="JOB", help="A file with a job, or - for standard input.", show_default=False)
]
Output: TypeAlias = Annotated[
    Path, typer.Option("--output", "-o", metavar="FILE", help="Where the video goes; more become FILE-2, FILE-3 …")
]
MaybeOutput: TypeAlias = Annotated[
    Path | None, typer.Option("--output", "-o", metavar="FILE", help="Save the video here, when there is one.")
]
JobFile: TypeAlias = Annotated[
    Path | None, typer.Option("--job-file", metavar="FILE", help="Where the job is saved; must not be there yet.")
]
Options: TypeAlias = Annotated[
    str | None,
    typer.Option(
        "--provider-options", metavar="JSON", help='What only one provider has, as {"PROVIDER": {"NAME": VALUE}}.'
    ),
]
AllowLoss: TypeAlias = Annotated[
    list[str] | None,
    typer.Option(
        "--allow-loss",
        metavar="FIELD",
        help="Put up with the loss of a field, or of all that are `material` or `transport`. Repeatable.",
    ),
]
Snap: TypeAlias = Annotated[
    list[str] | None,
    typer.Option(
        "--snap", metavar="FIELD=up|down", help="Take the next value up (costs money) or down (footage). Repeatable."
    ),
]
AllowFetch: TypeAlias = Annotated[
    bool, typer.Option("--allow-fetch", help="Download a picture whose link the provider does not take, and upload it.")
]
Force: TypeAlias = Annotated[bool, typer.Option("--force", help="Replace files that are there.")]
Timeout: TypeAlias = Annotated[
    float | None,
    typer.Option("--timeout", min=0.001, metavar="SECONDS", help="How long to wait; the job goes on all the same."),
]
BaseUrl: TypeAlias = Annotated[
    str | None,
    typer.Option(
        "--base-url", metavar="URL", help="Another server; it gets the key. Or STILLMOTION_<PROVIDER>_BASE_URL."
    ),
]
Region: TypeAlias = Annotated[
    str | None, typer.Option("--region", help="A server of the provider's by name; see `stillmotion providers`.")
]
Emulator: TypeAlias = Annotated[
    str | None,
    typer.Option(
        "--emulator",
        metavar="URL",
        envvar="STILLMOTION_EMULATOR",
        help="An emulator, as http://127.0.0.1:8100. No key is needed and none of yours is sent.",
    ),
]
DryRun: TypeAlias = Annotated[
    bool, typer.Option("--dry-run", help="Print the wire request, and send nothing. Needs no key.")
]
Json: TypeAlias = Annotated[bool, typer.Option("--json", help="Print one JSON document to standard output.")]
