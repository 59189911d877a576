"""What loading and lint say of head and did not say of base."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

from generator.diagnostics import Diagnostic, Severity
from generator.review.finding import Finding, Occurrence, Place, Side
from generator.review.parts import sentence

_RULES: Final = {
    "YAML002": "duplicate-key",
    **dict.fromkeys(("YAML003", "YAML004", "YAML005", "YAML006", "YAML007", "YAML011"), "yaml-trap"),
    **dict.fromkeys(("KEY001", "KEY002", "KEY003", "KEY004", "SCH004", "REF008"), "keyword-refused"),
    **dict.fromkeys(("EXA003", "EXA004", "EXA005", "EXA006", "EXA008", "VAL001", "VAL002"), "example-refused"),
    **dict.fromkeys(("MAP901", "STY009"), "value-without-source"),
}


def findings(old: Sequence[Diagnostic], new: Sequence[Diagnostic], roots: tuple[str, str]) -> Iterator[Finding]:
    """One finding per kind of refusal that is new; `roots` is what stands before the files' names on each side."""
    before = Counter(_key(one, roots[0]) for one in old)
    for one in new:
        key = _key(one, roots[1])
        if before[key] > 0:
            before[key] -= 1
            continue
        rule = _RULES.get(one.code) or ("style-warning" if one.severity is Severity.WARNING else "")
        if rule:
            yield _finding(rule, one, roots[1])


def _key(one: Diagnostic, root: str) -> tuple[str, str, str, str]:
    return one.position.file.removeprefix(root), one.code, one.message, one.pointer


def _finding(rule: str, one: Diagnostic, root: str) -> Finding:
    file = one.position.file.removeprefix(root)
    provider = file.partition("/")[0] if "/" in file else ""
    seen = Place(Side.HEAD, file, one.position.line, one.position.column, one.pointer)
    text = f"{one.code} {one.message}" + (f" ({one.hint})" if one.hint else "")
    return Finding(rule, provider, sentence(text), (Occurrence(one.pointer or file, None, seen),))
