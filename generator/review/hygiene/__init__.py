"""What a reader of the text could miss: characters, YAML traps, keywords newly refused, sources gone.

- `RULES: tuple[Rule, ...]`
- `findings(base: Revision, head: Revision, old: Sequence[Diagnostic], new: Sequence[Diagnostic]) -> tuple[Finding, ...]`:
  `old` and `new` are what loading and lint say of each side, errors and warnings alike, also of what does not load. Only what
  `new` has and `old` has not is told: compared by code, file, message and pointer, never by line.

Works on `sources` alone, so also on a side that does not load.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from generator.diagnostics import Diagnostic
from generator.review.finding import Finding, Occurrence, Place, Side
from generator.review.hygiene import characters, judged, sources
from generator.review.hygiene.rules import RULES
from generator.review.parts import sentence
from generator.review.revision import Revision

__all__ = ["RULES", "findings"]

MOST_TOLD: Final = 5


def findings(
    base: Revision, head: Revision, old: Sequence[Diagnostic], new: Sequence[Diagnostic]
) -> tuple[Finding, ...]:
    """All findings about the text, and what loading and lint newly say of it."""
    found = [one for name, raw in sorted(head.sources.items()) for one in _file(name, base.sources.get(name), raw)]
    return (*found, *judged.findings(old, new, (base.sources, head.sources)))


def _file(name: str, old: bytes | None, new: bytes) -> Iterator[Finding]:
    if old == new:
        return
    yield from _suspects(name, old or b"", new)
    if old is not None:
        yield from sources.findings(name, old, new)


def _suspects(name: str, old: bytes, new: bytes) -> Iterator[Finding]:
    """One finding per file and rule: a text that was turned round has a character at both of its ends."""
    provider = name.partition("/")[0] if "/" in name else ""
    groups: dict[str, list[characters.Suspect]] = {}
    for one in characters.new_suspects(old, new):
        groups.setdefault(one.rule, []).append(one)
    for rule, found in groups.items():
        seen = [Occurrence(f"{name}:{one.line}", None, Place(Side.HEAD, name, one.line, one.column)) for one in found]
        text = "; ".join(one.text for one in found[:MOST_TOLD]) + (" …" if len(found) > MOST_TOLD else "")
        yield Finding(rule, provider, sentence(text), tuple(sorted(seen)))
