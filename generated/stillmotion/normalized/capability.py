"""What a model of a provider can be asked for, field by field. The same rows as the converters."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from .report import Basis


@dataclass(frozen=True, slots=True)
class Range:
    """Values from a minimum to a maximum, both included; None: no bound."""

    minimum: float | None = None
    maximum: float | None = None


@dataclass(frozen=True, slots=True)
class Cell:
    """One field of one model.

    kind: `settable` (by `values`, a `Range`, or anything), `fixed` (always `default`), `follows` (decided by the field
    that `note` names), `unsupported` (`note` says why). `default` is what silence means, None when nobody says.
    """

    kind: Literal["settable", "fixed", "follows", "unsupported"]
    values: tuple[Any, ...] | Range | None = None
    default: Any = None
    max_length: int | None = None
    required: bool = False
    note: str = ""
    basis: Basis = "documented"
    source: str = ""

    def __str__(self) -> str:
        if self.kind == "unsupported":
            return "-"
        if self.kind == "fixed":
            return f"always {_word(self.default)}"
        if self.kind == "follows":
            return f"follows {self.note}"
        default = "" if self.default is None else f" (default {_word(self.default)})"
        if isinstance(self.values, tuple):
            text = "/".join(map(_word, self.values))
            return f"only {text}" if len(self.values) == 1 and not default else text + default
        if isinstance(self.values, Range) and self.values.maximum is not None:
            return f"{self.values.minimum}..{self.values.maximum}{default}"
        return (f"<= {self.max_length} chars" if self.max_length is not None else "yes") + default


class Capability(Mapping[str, Cell]):
    """All fields of one model at one provider: a mapping of cells, and an attribute for each.

    An attribute is the tuple of values where they can be listed, () when the field is not supported, the one value of a
    fixed field as a tuple, a `Range` where there are bounds, and True for anything else that can be asked for.
    """

    def __init__(self, provider: str, model: str, quality: str | None, cells: Mapping[str, Cell]) -> None:
        self.provider, self.model, self.quality = provider, model, quality
        self._cells = cells

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_") or name not in self._cells:
            raise AttributeError(f"there is no normalized field {name!r}")
        cell = self._cells[name]
        if cell.kind == "fixed":
            return (cell.default,)
        if cell.kind != "settable":
            return ()
        return True if cell.values is None else cell.values

    def __getitem__(self, name: str) -> Cell:
        return self._cells[name]

    def __iter__(self) -> Any:
        return iter(self._cells)

    def __len__(self) -> int:
        return len(self._cells)

    def __repr__(self) -> str:
        return f"Capability({self.provider!r}, {self.model!r}, {self.quality!r})"


def _word(value: Any) -> str:
    return {True: "true", False: "false"}[value] if isinstance(value, bool) else str(value)
