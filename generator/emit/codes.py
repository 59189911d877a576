"""The page of all diagnostics, from the tables that stand at the head of the modules which refuse."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

_ROW: Final = re.compile(r"^\| ([A-Z]+[0-9]{3}) \| (.+) \|$", re.MULTILINE)
_FAMILIES: Final = {
    "FILE": "Folders and files",
    "YAML": "YAML (MAP001)",
    "REF": "References between files",
    "TAB": "Our own formats: client.yaml, mapping.yaml, normalized.yaml, examples",
    "STR": "Structure of OpenAPI",
    "KEY": "Keywords",
    "SCH": "Schemas",
    "HTTP": "Calls, bodies, headers, credentials",
    "VAL": "Values against their schemas",
    "STY": "Style: what is asked for (warnings)",
    "BEH": "client.yaml against the contract",
    "EXA": "Examples",
    "MAP": "mapping.yaml and what it needs of client.yaml",
    "OUT": "Output",
}


@dataclass(frozen=True, slots=True)
class Code:
    """A code and everything that is refused under it."""

    name: str
    refused: str


@dataclass(frozen=True, slots=True)
class Family:
    """Codes that begin alike."""

    title: str
    codes: tuple[Code, ...]


@cache
def codes_context() -> dict[str, Any]:
    """What `docs/diagnostics.md` is rendered from."""
    found: dict[str, list[str]] = {}
    for name, refused in _rows():
        found.setdefault(name, []).append(refused)
    codes = [Code(name, "; ".join(dict.fromkeys(texts))) for name, texts in sorted(found.items())]
    prefixes = {code.name.rstrip("0123456789") for code in codes}
    families = [
        Family(_FAMILIES[prefix], tuple(code for code in codes if code.name.startswith(prefix)))
        for prefix in sorted(prefixes, key=list(_FAMILIES).index)
    ]
    return {"families": families}


def _rows() -> Iterator[tuple[str, str]]:
    package = Path(__file__).parents[1]
    for source in sorted(package.rglob("*.py")):
        text = source.read_text(encoding="utf-8")
        if _ROW.search(text):
            yield from _ROW.findall(ast.get_docstring(ast.parse(text)) or "")
