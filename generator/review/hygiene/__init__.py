"""What a reader of the text could miss: characters, YAML traps, keywords newly refused, sources gone.

- `RULES: tuple[Rule, ...]`
- `findings(base: Revision, head: Revision, old: Sequence[Diagnostic], new: Sequence[Diagnostic]) -> tuple[Finding, ...]`:
  `old` and `new` are what loading and lint say of each side, errors and warnings alike, also of what does not load. Only what
  `new` has and `old` has not is told: compared by code, file, message and pointer, never by line.

Works on `sources` alone, so also on a side that does not load.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator.diagnostics import Diagnostic
from generator.review.finding import Finding, Occurrence, Place, Side
from generator.review.hygiene import characters, judged, sources
from generator.review.hygiene.rules import RULES
from generator.review.parts import sentence
from generator.review.revision import Revision

__all__ = ["RULES", "findings"]


def findings(
    base: Revision,
    head: Revision,
    old: Sequence[Diagnostic],
    new: Sequence[Diagnostic],
    *,
    roots: tuple[str, str] = ("", ""),
) -> tuple[Finding, ...]:
    """All findings about the text; `roots` is what stands before a file's name in the diagnostics of each side."""
    found = [one for name, raw in sorted(head.sources.items()) for one in _file(name, base.sources.get(name), raw)]
    return (*found, *judged.findings(old, new, roots))


def _file(name: str, old: bytes | None, new: bytes) -> Iterator[Finding]:
    if old == new:
        return
    provider = name.partition("/")[0] if "/" in name else ""
    for one in characters.new_suspects(old or b"", new):
        seen = Occurrence(f"{name}:{one.line}", None, Place(Side.HEAD, name, one.line, one.column))
        yield Finding(one.rule, provider, sentence(one.text), (seen,))
    if old is not None:
        yield from sources.findings(name, old, new)
