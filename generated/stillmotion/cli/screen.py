"""What a command prints: results to standard output, all else to standard error. No secret leaves through here."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

from .._runtime.credentials import Redactor, variables
from ..normalized.api import provider_names

if TYPE_CHECKING:
    from rich.console import Console

_PLAIN_WIDTH: Final = 120
_SHORT: Final = 20
"""Letters of a cell that is not broken into lines."""
_PACKAGE: Final = __name__.rpartition(".")[0].rpartition(".")[0]


def redactor(environ: Mapping[str, str]) -> Redactor:
    """What hides the credentials that the environment has, of all providers."""
    secrets: list[str] = []
    for name in provider_names():
        auth = import_module(f"{_PACKAGE}.{name}.provider").PROVIDER.auth
        for way in auth.ways if auth is not None else ():
            secrets += [environ.get(variable, "") for variable in variables(way)]
    return Redactor([*secrets, *(part for secret in secrets for part in secret.split(":"))])


def visible(text: str) -> str:
    """The text with controls written out: what a provider says must not steer a terminal."""
    return "".join(letter if letter.isprintable() or letter == "\n" else ascii(letter)[1:-1] for letter in text)


@dataclass(frozen=True, slots=True)
class Screen:
    """Where a command prints. With `json`, standard output gets one document and nothing else."""

    json: bool
    hide: Redactor

    @classmethod
    def of(cls, json: bool) -> Screen:
        """The screen of this process."""
        return cls(json, redactor(os.environ))

    def say(self, text: str) -> None:
        """A result, for people."""
        if not self.json:
            print(self.hide(visible(text)), flush=True)

    def note(self, text: str) -> None:
        """What a person wants to know meanwhile."""
        print(self.hide(visible(text)), file=sys.stderr, flush=True)

    def document(self, document: Mapping[str, Any]) -> None:
        """The document of `--json`; nothing without it."""
        if self.json:
            print(json.dumps(self._hidden(document), indent=2), flush=True)

    def result(self, value: Any) -> None:
        """A value that is JSON in either case."""
        print(json.dumps(self._hidden(value), indent=2))

    def table(self, heads: Sequence[str], rows: Sequence[Sequence[str]], title: str = "") -> None:
        """A table, for people."""
        if self.json:
            return
        from rich import box
        from rich.table import Table
        from rich.text import Text

        table = Table(box=box.SIMPLE_HEAD, title=title or None, title_justify="left", pad_edge=False)
        for number, head in enumerate(heads):
            is_short = all(len(row[number]) <= _SHORT for row in rows)
            table.add_column(Text(head), overflow="fold", no_wrap=is_short)
        for row in rows:
            table.add_row(*(Text(self.hide(visible(cell))) for cell in row))
        console = self.console()
        with console.capture() as held:
            console.print(table)
        print("\n".join(line.rstrip() for line in held.get().splitlines()).strip("\n"), flush=True)

    def console(self, *, stderr: bool = False) -> Console:
        """The terminal, or what stands in for it: without colours, and as wide as text may be."""
        from rich.console import Console

        console = Console(stderr=stderr, highlight=False, markup=False, emoji=False)
        if not console.is_terminal and "COLUMNS" not in os.environ:
            console.width = _PLAIN_WIDTH
        return console

    def _hidden(self, value: Any) -> Any:
        if isinstance(value, str):
            return self.hide(value)
        if isinstance(value, Mapping):
            return {self.hide(str(name)): self._hidden(item) for name, item in value.items()}
        return [self._hidden(item) for item in value] if isinstance(value, list | tuple) else value
