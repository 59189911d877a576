"""What loading and lint say of head and did not say of base."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
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


def findings(
    old: Sequence[Diagnostic], new: Sequence[Diagnostic], names: tuple[Iterable[str], Iterable[str]]
) -> Iterator[Finding]:
    """One finding per file and kind of refusal that is new. `names` are the files of each side below the specs folder."""
    shown = [
        {one.position.file: _below(one.position.file, known) for one in told}
        for told, known in zip((old, new), names, strict=True)
    ]
    before = Counter((shown[0][one.position.file], *_key(one)) for one in old)
    groups: dict[tuple[str, str, str], list[Diagnostic]] = {}
    for one in new:
        file = shown[1][one.position.file]
        if before[file, *_key(one)] > 0:
            before[file, *_key(one)] -= 1
            continue
        rule = _RULES.get(one.code) or ("style-warning" if one.severity is Severity.WARNING else "")
        if rule:
            groups.setdefault((rule, one.code, file), []).append(one)
    for (rule, _, file), found in groups.items():
        yield _finding(rule, file, found)


def _below(file: str, names: Iterable[str]) -> str:
    """A file as it is shown, by its name below the specs folder."""
    return next((name for name in names if file == name or file.endswith(f"/{name}")), file)


def _key(one: Diagnostic) -> tuple[str, str, str]:
    return one.code, one.message, one.pointer


def _finding(rule: str, file: str, found: list[Diagnostic]) -> Finding:
    provider = file.partition("/")[0] if "/" in file else ""
    first = found[0]
    hint = f" ({first.hint})" if first.hint else ""
    text = f"{first.code} {'; '.join(dict.fromkeys(one.message for one in found))}{hint}"
    seen = tuple(
        Occurrence(
            one.pointer or f"{file}:{one.position.line}",
            None,
            Place(Side.HEAD, file, one.position.line, one.position.column, one.pointer),
        )
        for one in found
    )
    return Finding(rule, provider, sentence(text), tuple(sorted(seen)))
