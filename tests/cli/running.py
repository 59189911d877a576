"""How the tests run commands: in this process, against an emulator behind a port."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from typer.testing import CliRunner

from stillmotion.cli.program import app
from stillmotion.emulator import Emulator
from stillmotion.emulator.film import STILL

PROVIDERS: Final = ("chainhub", "fal", "keevx", "kling", "leonardo", "oxen")
LINK: Final = "https://example.com/cat.png"
TAKES_LINKS_ONLY: Final = frozenset({"chainhub", "oxen"})


@dataclass(frozen=True)
class Ran:
    """A command that has ended."""

    code: int
    out: str
    err: str

    @property
    def document(self) -> Any:
        """The one document on standard output."""
        return json.loads(self.out)


class House:
    """An emulator behind a port, and commands that are led to it."""

    def __init__(self, emulator: Emulator, origin: str, folder: Path) -> None:
        self.emulator = emulator
        self.origin = origin
        self.folder = folder

    def run(self, *words: object, env: Mapping[str, str | None] | None = None, stdin: str | None = None) -> Ran:
        """A command that reaches the emulator."""
        return run(*words, env={"STILLMOTION_EMULATOR": self.origin, **(env or {})}, stdin=stdin)

    def picture(self) -> Path:
        """A picture on this machine."""
        path = self.folder / "cat.png"
        path.write_bytes(STILL)
        return path

    def request(self, provider: str) -> list[str]:
        """The options of a request that the provider serves without a loss."""
        frame = LINK if provider in TAKES_LINKS_ONLY else str(self.picture())
        asked = ["--provider", provider, "--prompt", "The cat stretches", "--start-frame", frame]
        if provider == "keevx":
            return [*asked, "--model", "keevx-v", "--duration", "6", "--aspect-ratio", "16:9", "--resolution", "1080p"]
        return [*asked, "--model", "kling-2.5-turbo", "--duration", "5"]

    def submitted(self, provider: str) -> str:
        """A job of the provider, in a file; its path."""
        path = self.folder / f"{provider}.job.json"
        assert self.run("submit", *self.request(provider), "--job-file", path).code == 0
        return str(path)


def run(*words: object, env: Mapping[str, str | None] | None = None, stdin: str | None = None) -> Ran:
    """A command in this process."""
    result = CliRunner().invoke(app, [str(word) for word in words], env=env, input=stdin)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return Ran(result.exit_code, result.stdout, result.stderr)
