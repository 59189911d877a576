"""The commands together, and how a process ends."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import Annotated, Any, Final

import typer
from typer.core import TyperCommand, TyperGroup
from typer.exceptions import TyperException

from .._runtime.version import VERSION
from . import emulating, following, looking, requesting
from .exits import MEANINGS, Exit
from .failures import Failure, failure_of
from .screen import Screen

_CODES: Final = "\n\n\b\nExit codes:\n" + "\n".join(f"  {int(code):>3}  {text}" for code, text in MEANINGS.items())


class _Command(TyperCommand):
    """A command whose help ends its line."""

    def get_help(self, ctx: Any) -> str:
        """The help of the command."""
        return f"{super().get_help(ctx).rstrip()}\n"


class _Group(TyperGroup):
    """All commands: whatever they raise becomes a line or two and an exit code, never a traceback."""

    def get_help(self, ctx: Any) -> str:
        """The help of the program."""
        return f"{super().get_help(ctx).rstrip()}\n"

    def main(self, args: Sequence[str] | None = None, *rest: Any, **options: Any) -> Any:
        """Run, and leave the process with an exit code."""
        given = list(sys.argv[1:] if args is None else args)
        try:
            code = super().main(given, *rest, **{**options, "standalone_mode": False})
            if code == Exit.INTERRUPTED:
                raise KeyboardInterrupt
        except TyperException as error:
            failure = _misused(error)
        except (Exception, KeyboardInterrupt) as error:
            failure = failure_of(error)
        else:
            sys.exit(code if isinstance(code, int) else int(Exit.DONE))
        _report(failure, Screen.of("--json" in given))
        sys.exit(int(failure.exit))


def _misused(error: TyperException) -> Failure:
    context: Any = getattr(error, "ctx", None)
    path = context.command_path if context is not None else "stillmotion"
    text = error.format_message().replace("Value error, ", "")
    return Failure(Exit.USAGE, "usage", text, f"`{path} --help` shows how it is written.")


def _report(failure: Failure, screen: Screen) -> None:
    screen.document(failure.document)
    for line in failure.lines:
        screen.note(line)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(VERSION)
        raise typer.Exit


def _about(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version.")
    ] = False,
) -> None:
    """Every image-to-video API behind one command. Keys come from the environment; `stillmotion providers` names them."""


app: Final = typer.Typer(
    cls=_Group,
    epilog=_CODES,
    add_completion=False,
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)
"""The program, as typer has it."""
app.callback()(_about)
for _one in (
    requesting.generate,
    requesting.submit,
    following.status,
    following.wait,
    following.cancel,
    following.download,
    requesting.plan,
    requesting.convert,
    looking.capabilities,
    looking.providers,
    emulating.emulate,
    emulating.demo,
):
    app.command(cls=_Command)(_one)
