"""The review as one comment of a pull request: below 64 KiB whatever comes, the least important left out first.

A text of a spec reaches the comment through `prose` or `code` only: it cannot end a fold, call people, link, or hide letters.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from generator.review.finding import Comparison, Effect, Finding, Layer, Occurrence, Rule, Severity
from generator.review.report import shown
from generator.review.report.shown import TITLES, WORDS, plain
from generator.review.verdict import State, Verdict, breaks, severity

MARKER: Final = "<!-- stillmotion-spec-review -->"
"""Stands first, so that the one comment is found again."""
MOST_BYTES: Final = 64 * 1024 - 1
_RESERVED: Final = 1_500
"""Bytes kept for headings, folds and the last lines."""
_MOST_EFFECTS, _MOST_PLACES = 8, 4
_LONGEST_SIGNATURE: Final = 200
_ALERTS: Final = {Severity.BREAKING: "CAUTION", Severity.WARNING: "WARNING", Severity.INFORMATION: "NOTE"}
_KINDS: Final = {
    Severity.BREAKING: "breaking findings",
    Severity.WARNING: "warnings",
    Severity.INFORMATION: "findings for information",
}
_MARKUP: Final = re.compile(r"([\\`*_\[\]#|~$])")
_LINKS: Final = re.compile(r"@|#(?=[0-9])|GH-(?=[0-9])|://|www(?=\.)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Block:
    """Items of a kind under a heading. Blocks of a lower `rank` are kept first; a `fold` is the words to click on."""

    rank: int
    title: str
    what: str
    items: tuple[str, ...]
    fold: str = ""
    before: str = ""
    after: str = ""


def render(comparison: Comparison, verdict: Verdict, rules: Mapping[str, Rule]) -> str:
    """The comment. What had to be left out is said at its end."""
    head = _head(comparison, verdict)
    blocks = [*_blocks(comparison, rules)]
    kept = _fitting(blocks, MOST_BYTES - _RESERVED - _size(head) - sum(_size(_frame(block)) for block in blocks))
    parts = [head, *(_shown(block, number) for block, number in zip(blocks, kept, strict=True))]
    cut = [
        f"{len(block.items) - number} of {len(block.items)} {block.what}"
        for block, number in zip(blocks, kept, strict=True)
        if number < len(block.items)
    ]
    if cut:
        parts.append(f"_Cut to fit a comment: {shown.enumeration(cut)}. The HTML page has all of it._\n")
    return "\n".join(part for part in parts if part)


def prose(text: str, longest: int = shown.LONGEST) -> str:
    """A text as it stands in a sentence: nothing in it is markup, a mention, a reference or a link."""
    escaped = plain(text, longest).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    parts = re.split(f"({_LINKS.pattern})", escaped, flags=re.IGNORECASE)
    safe = (
        f"{_MARKUP.sub(_escaped, part)}<!-- -->" if number % 2 else _MARKUP.sub(_escaped, part)
        for number, part in enumerate(parts)
    )
    return "".join(safe)


def sentence(text: str) -> str:
    """A sentence of a finding: what it has between backticks as code, the rest as prose."""
    parts = plain(text).split("`")
    if len(parts) % 2 == 0:
        return prose(text)
    return "".join(code(part) if number % 2 else prose(part) for number, part in enumerate(parts))


def _escaped(found: re.Match[str]) -> str:
    return f"\\{found[0]}"


def code(text: str, longest: int = shown.LONGEST) -> str:
    """A text as a code span, fenced by more backticks than it has."""
    line = plain(text, longest) or " "
    fence = "`" * (max((len(run) for run in re.findall("`+", line)), default=0) + 1)
    pad = " " if "`" in (line[0], line[-1]) or line.startswith(" ") else ""
    return f"{fence}{pad}{line}{pad}{fence}"


def cell(text: str) -> str:
    """A code span in a table, where a bar would end the cell."""
    return code(text, 120).replace("|", "\\|")


def _head(comparison: Comparison, verdict: Verdict) -> str:
    alert = "IMPORTANT" if verdict.state is not State.COMPARED else "TIP"
    if verdict.severity is not None and (verdict.state is State.COMPARED or verdict.severity is Severity.BREAKING):
        alert = _ALERTS[verdict.severity]
    names = enumerated(code(name, 60) for name in comparison.providers) or "no provider"
    return "\n".join(
        [
            MARKER,
            "## Spec review",
            "",
            f"> [!{alert}]",
            f"> **{prose(shown.headline(verdict, comparison))}.** {shown.counted(verdict).capitalize()}.",
            ">",
            f"> {prose(shown.versions(verdict, comparison))}",
            "",
            f"{code(comparison.base, 80)} → {code(comparison.head, 80)} · changed: {names}",
            "",
        ]
    )


def enumerated(words: Iterable[str], most: int = 12) -> str:
    """The first words, and how many there are more."""
    found = [*words]
    more = [f"{len(found) - most} more"] if len(found) > most else []
    return shown.enumeration([*found[:most], *more]) if found else ""


def _blocks(comparison: Comparison, rules: Mapping[str, Rule]) -> Iterator[Block]:
    yield Block(0, "### Could not compare", "failures", tuple(_failures(comparison)))
    drifted = tuple(f"- {code(name)}\n" for name in comparison.drift)
    told = "These files of the head are not what its specs give: run `make generate` and commit the result.\n\n"
    yield Block(0, "### Drift", "files that drifted", drifted, before=told)
    for section in shown.sections(comparison, rules):
        yield from _section(section, rules)
    cells = tuple(_cells(comparison))
    head = "| provider | model | field | before | after |\n|---|---|---|---|---|\n"
    yield Block(5, "### Capability matrix", "cells", cells, f"{shown.plural(len(cells), 'cell')} changed", head)
    yield from _generated(comparison)


def _generated(comparison: Comparison) -> Iterator[Block]:
    surface = next((one.diff.splitlines()[2:] for one in comparison.files if one.path == "API.txt"), [])
    lines = [plain(line, 500) for line in surface]
    fence = "`" * max(3, *(len(run) + 1 for line in lines for run in re.findall("`+", line)), 3)
    title = "### Generated" if comparison.files else ""
    files = tuple(f"| {cell(one.path)} | +{one.added} | -{one.removed} |\n" for one in comparison.files)
    diff = tuple(f"{line}\n" for line in lines)
    yield Block(7, title, "lines of API.txt", diff, "Public surface, API.txt", f"{fence}diff\n", f"{fence}\n")
    heads = "| file | added | removed |\n|---|---|---|\n"
    yield Block(6, "" if diff else title, "generated files", files, shown.plural(len(files), "file"), heads)


def _failures(comparison: Comparison) -> Iterator[str]:
    for one in comparison.failures:
        reasons = "".join(f"  - {prose(reason)}\n" for reason in one.reasons)
        yield f"- {code(one.provider or 'package')} at the {one.side.value}: {prose(one.what)}\n{reasons}"


def _section(section: shown.Section, rules: Mapping[str, Rule]) -> Iterator[Block]:
    title = f"### {TITLES[section.layer]}"
    for rank, one in enumerate(reversed(Severity), start=1):
        items = tuple(_finding(found, rules) for found in section.findings if severity(found, rules) is one)
        if items:
            yield Block(
                rank,
                title,
                _KINDS[one],
                items,
                fold="" if one is Severity.BREAKING else shown.numbered(one, len(items)),
            )
            title = ""


def _finding(finding: Finding, rules: Mapping[str, Rule]) -> str:
    grave = severity(finding, rules)
    whom = f", breaks {shown.whom(breaks(finding, rules))}" if breaks(finding, rules) else ""
    provider = f"{code(finding.provider)} " if finding.provider else ""
    lines = [f"- {provider}**{sentence(finding.text)}**\n  {WORDS[grave]}{whom} · {code(finding.rule)}"]
    places = [f"{prose(one.subject, 160)}{_at(one)}" for one in finding.occurrences]
    lines += [f"  - at {place}" for place in _first(places, _MOST_PLACES)]
    for layer in Layer:
        effects = [_effect(effect) for effect in finding.effects if rules[effect.rule].layer is layer]
        name = TITLES[layer].removeprefix("The ").lower() if layer is not Layer.PYTHON else "Python"
        lines += [f"  - {name}: {line}" for line in _first(effects, _MOST_EFFECTS)]
    return "\n".join(lines) + "\n"


def _at(occurrence: Occurrence) -> str:
    place = shown.place_of(occurrence)
    return f" · {code(shown.where(place), 160)}" if place else ""


def _first(lines: list[str], most: int) -> list[str]:
    return [*lines[:most], f"and {len(lines) - most} more"] if len(lines) > most else lines


def _effect(effect: Effect) -> str:
    sides = shown.contrast(shown.said(effect.before), shown.said(effect.after), _LONGEST_SIGNATURE)
    before, after = (code(text, _LONGEST_SIGNATURE) if text else "nothing" for text in sides)
    return f"{code(effect.subject, 160)}: {before} → {after}"


def _cells(comparison: Comparison) -> Iterator[str]:
    for one in comparison.cells:
        values = (one.provider, one.model, one.field, shown.said(one.before) or "-", shown.said(one.after) or "-")
        yield f"| {' | '.join(map(cell, values))} |\n"


def _fitting(blocks: list[Block], budget: int) -> list[int]:
    """How many items of each block are kept, when the blocks of the lowest rank are served first."""
    kept = [0] * len(blocks)
    for number in sorted(range(len(blocks)), key=lambda number: blocks[number].rank):
        for item in blocks[number].items:
            budget -= _size(item) + 1
            if budget < 0:
                return kept
            kept[number] += 1
    return kept


def _shown(block: Block, kept: int) -> str:
    if not block.items:
        return ""
    body = f"{block.before}{''.join(block.items[:kept])}{block.after}" if kept else ""
    title = f"{block.title}\n\n" if block.title else ""
    left = len(block.items) - kept
    more = f"\n_{left} more, left out to fit a comment._\n" if left else ""
    if not block.fold:
        return f"{title}{body}{more}"
    return f"{title}<details><summary>{block.fold}</summary>\n\n{body}{more}\n</details>\n"


def _frame(block: Block) -> str:
    return f"{block.title}{block.before}{block.after}{block.fold}{' ' * 160}" if block.items else ""


def _size(text: str) -> int:
    return len(text.encode())
