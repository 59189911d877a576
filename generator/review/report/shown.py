"""What every report shows, decided once: sections, words, and text of a spec made harmless.

Text of a spec is data of a stranger. `plain` makes every character visible; what marks up Markdown, HTML or a build log is
escaped by the report that writes it, in one function of its own.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from generator.review.finding import Breaks, Comparison, Finding, Layer, Occurrence, Place, Rule, Severity
from generator.review.verdict import Bump, State, Verdict, severity

TITLES: Final = {
    Layer.WIRE: "The wire",
    Layer.NORMALIZED: "The normalized model",
    Layer.PYTHON: "Python",
    Layer.SECURITY: "Money and security",
    Layer.HYGIENE: "Hygiene of the text",
}
WORDS: Final = {Severity.BREAKING: "breaking", Severity.WARNING: "warning", Severity.INFORMATION: "information"}
LONGEST: Final = 400
"""Characters of a text of a spec; what goes on is cut and said to be."""
_LOOKALIKES: Final = ("CYRILLIC", "GREEK", "ARMENIAN", "CHEROKEE")
_WORD: Final = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Section:
    """The findings of one layer, the worst first."""

    layer: Layer
    findings: tuple[Finding, ...]


def sections(comparison: Comparison, rules: Mapping[str, Rule]) -> tuple[Section, ...]:
    """The layers that found something, in their order."""
    found = {layer: tuple(one for one in comparison.findings if rules[one.rule].layer is layer) for layer in Layer}
    return tuple(Section(layer, findings) for layer, findings in found.items() if findings)


def headline(verdict: Verdict, comparison: Comparison) -> str:
    """The verdict as one sentence."""
    if verdict.state is State.NOT_COMPARED:
        return "Could not compare"
    broken = f"reaks {enumeration(one.value for one in verdict.breaks)}" if verdict.breaks else "reaks nobody"
    if verdict.state is State.IN_PART:
        lost = enumeration(dict.fromkeys(plain(failure.provider) or "generated/" for failure in comparison.failures))
        return f"Could not compare {lost}; the rest b{broken}"
    return f"B{broken}"


def counted(verdict: Verdict) -> str:
    """`2 breaking, 1 warning, 0 information`; or that there is nothing."""
    if verdict.severity is None:
        return "no findings"
    return ", ".join(numbered(one, number) for one, number in verdict.counts.items() if number)


def numbered(grave: Severity, number: int) -> str:
    """`1 warning`, `2 warnings`, `2 breaking`."""
    return f"{number} {WORDS[grave]}{'s' if grave is Severity.WARNING and number != 1 else ''}"


def plural(number: int, word: str) -> str:
    """`1 file`, `2 files`."""
    return f"{number} {word}{'' if number == 1 else 's'}"


def versions(verdict: Verdict, comparison: Comparison) -> str:
    """What the version does, and what it should do."""
    needed = _needed(verdict)
    if verdict.taken is Bump.UNKNOWN:
        return f"{needed}; the versions of the two sides are not known."
    steps = {Bump.BACK: "it goes back", Bump.NONE: "none is taken"}
    taken = steps.get(verdict.taken, f"a {verdict.taken} bump is taken")
    between = f"{plain(comparison.base_version)} → {plain(comparison.head_version)}"
    verdict_on_it = "" if verdict.is_bump_enough else " That is not enough."
    return f"{needed}; {taken} ({between}).{verdict_on_it}"


def _needed(verdict: Verdict) -> str:
    if verdict.needed is Bump.UNKNOWN:
        return "Which bump is needed is not known"
    if verdict.state is State.IN_PART:
        return (
            "So far no bump is needed" if verdict.needed is Bump.NONE else f"At least a {verdict.needed} bump is needed"
        )
    return "No bump is needed" if verdict.needed is Bump.NONE else f"A {verdict.needed} bump is needed"


def whom(breaks: Iterable[Breaks]) -> str:
    """Who breaks, for one finding; `nobody` when nobody does."""
    return enumeration(one.value for one in breaks) or "nobody"


def enumeration(words: Iterable[str]) -> str:
    """`a`, `a and b`, `a, b and c`."""
    *most, last = [*words] or [""]
    return f"{', '.join(most)} and {last}" if most else last


def said(cell: str) -> str:
    """A cell of the matrix in words: the pages have a dash for what a model has not."""
    return "unsupported" if cell == "-" else cell


def contrast(before: str, after: str, longest: int, around: int = 48) -> tuple[str, str]:
    """Both texts; where they are too long, what they share at both ends is cut to some words beside what differs."""
    if max(len(before), len(after)) <= longest or not before or not after:
        return before, after
    start = _shared(before, after)
    end = _shared(before[start:][::-1], after[start:][::-1])
    first = max(0, start - around)
    ends = [len(text) - max(0, end - around) for text in (before, after)]
    return _cut(before, first, ends[0]), _cut(after, first, ends[1])


def _shared(one: str, other: str) -> int:
    """How many letters two texts begin with alike."""
    return next(
        (at for at, pair in enumerate(zip(one, other, strict=False)) if pair[0] != pair[1]), min(len(one), len(other))
    )


def _cut(text: str, first: int, end: int) -> str:
    return f"{'…' if first else ''}{text[first:end]}{'…' if end < len(text) else ''}"


def place_of(occurrence: Occurrence) -> Place | None:
    """Where to look: the head, or the base for what is gone."""
    return occurrence.head or occurrence.base


def where(place: Place) -> str:
    """`specs/kling/openapi.yaml:212`, of the base said to be so."""
    return f"specs/{plain(place.file)}:{place.line}" + (" (base)" if place.side == "base" else "")


def worst_first(findings: Iterable[Finding], rules: Mapping[str, Rule]) -> list[Finding]:
    """Sorted by severity, otherwise as they come."""
    return sorted(findings, key=lambda finding: -severity(finding, rules))


def plain(text: str, longest: int = LONGEST) -> str:
    """One line in which nothing hides: what cannot be seen, and letters made to look Latin, are shown as code points.

    A word is suspicious when it has Latin letters and some of a script with lookalikes.
    """
    cut = text if len(text) <= longest else f"{text[:longest]}… ({len(text) - longest} characters more)"
    if cut.isascii() and cut.isprintable():
        return cut
    clear = _WORD.sub(_without_lookalikes, "".join(map(_visible, cut)))
    return clear if len(clear) <= 2 * longest else f"{clear[: 2 * longest]}…"


def _visible(letter: str) -> str:
    if letter.isprintable() and not unicodedata.combining(letter):
        return letter
    return " " if letter in "\n\t\xa0" else f"⟨U+{ord(letter):04X}⟩"


def _without_lookalikes(found: re.Match[str]) -> str:
    word = found[0]
    if word.isascii() or not any(letter.isascii() and letter.isalpha() for letter in word):
        return word
    return "".join(f"⟨U+{ord(letter):04X}⟩" if _is_lookalike(letter) else letter for letter in word)


def _is_lookalike(letter: str) -> bool:
    return not letter.isascii() and unicodedata.name(letter, "").startswith((*_LOOKALIKES, "FULLWIDTH", "MATHEMATICAL"))
