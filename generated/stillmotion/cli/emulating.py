"""The commands that need no key and no money: the emulator behind a port, and a demonstration."""

from __future__ import annotations

import threading
from importlib.util import find_spec
from pathlib import Path
from typing import Annotated, Final

import typer

from . import common
from .asking import named
from .exits import Exit
from .problem import Problem
from .screen import Screen

_NEEDED: Final = ("starlette", "uvicorn")


def needs_emulator() -> None:
    """Raises Problem when the extra `emulator` is not installed."""
    missing = [name for name in _NEEDED if find_spec(name) is None]
    if missing:
        advice = "pip install 'stillmotion[cli,emulator]'"
        raise Problem(Exit.EXTRA, f"the emulator needs {' and '.join(missing)}", advice=advice)


def emulate(
    *,
    port: Annotated[int, typer.Option("--port", min=0, max=65535, help="0 takes any free one.")] = 8100,
    provider: common.Providers = None,
    host: Annotated[str, typer.Option("--host", help="The address to answer on.")] = "127.0.0.1",
    progress: Annotated[
        str, typer.Option("--progress", help="How jobs go on: `immediate`, after:SECONDS or polls:NUMBER.")
    ] = "after:3",
    json: common.Json = False,
) -> None:
    """Stand in for providers on this machine, until Ctrl-C. Nothing is paid, no key is needed."""
    needs_emulator()
    from ..emulator import Emulator, RealClock, running

    screen = Screen.of(json)
    try:
        emulator = Emulator(named(provider), progress=progress, clock=RealClock())
    except ValueError as error:
        raise Problem(Exit.USAGE, f"--progress: {error}") from None
    try:
        with running(emulator, host=host, port=port) as origin:
            _announce(origin, {name: emulator.base_url(name, origin) for name in emulator.providers}, screen)
            _rest()
    except OSError as error:
        raise Problem(Exit.NETWORK, f"port {port} of {host} cannot be used: {error.strerror}") from None


def _announce(origin: str, bases: dict[str, str], screen: Screen) -> None:
    screen.document({"origin": origin, "providers": bases})
    for name, base in bases.items():
        screen.say(f"{name:<10} {base}")
    screen.note(f"Reach it with --emulator {origin}, or: export STILLMOTION_EMULATOR={origin}\nCtrl-C stops it.")


def _rest() -> None:
    """Wait for Ctrl-C, which is how an emulator ends well."""
    try:
        threading.Event().wait()
    except KeyboardInterrupt:
        return


def demo(
    *,
    output: Annotated[Path, typer.Option("--output", "-o", metavar="FOLDER", help="Where the videos go.")] = Path(
        "stillmotion-demo"
    ),
    json: common.Json = False,
) -> None:
    """Send one picture to every provider at once, emulated on this machine, and save what comes. Needs no key."""
    needs_emulator()
    from .demo import run

    run(output, Screen.of(json))
