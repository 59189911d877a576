"""The review for a terminal: plain lines, the worst first."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from generator.review.finding import Comparison, Finding, Rule
from generator.review.report import shown
from generator.review.report.shown import TITLES, WORDS, plain
from generator.review.verdict import Verdict, severity

_MOST_FILES = 12


def render(comparison: Comparison, verdict: Verdict, rules: Mapping[str, Rule]) -> str:
    """Everything but the unified diffs."""
    return "".join(f"{line}\n" for line in _lines(comparison, verdict, rules))


def _lines(comparison: Comparison, verdict: Verdict, rules: Mapping[str, Rule]) -> Iterator[str]:
    yield f"{shown.headline(verdict, comparison)}. {shown.counted(verdict).capitalize()}."
    yield shown.versions(verdict, comparison)
    yield f"{plain(comparison.base)} → {plain(comparison.head)}, changed: {', '.join(comparison.providers) or 'nothing'}"
    for failure in comparison.failures:
        yield f"could not compare {plain(failure.provider)} ({failure.side.value}): {plain(failure.what)}"
        yield from (f"  {plain(reason)}" for reason in failure.reasons)
    for name in comparison.drift:
        yield f"drift: generated/{plain(name)} is not what the specs give"
    for section in shown.sections(comparison, rules):
        yield f"\n{TITLES[section.layer]}"
        for finding in section.findings:
            yield from _finding(finding, rules)
    if comparison.cells:
        yield "\nCapability matrix"
        for one in comparison.cells:
            yield f"  {one.provider} {plain(one.model)} {one.field}: {plain(shown.said(one.before)) or '-'} → {plain(shown.said(one.after)) or '-'}"
    if comparison.files:
        yield "\nGenerated"
        yield from (f"  {one.path} +{one.added} -{one.removed}" for one in comparison.files[:_MOST_FILES])
        more = len(comparison.files) - _MOST_FILES
        yield from [f"  and {more} more"] if more > 0 else []


def _finding(finding: Finding, rules: Mapping[str, Rule]) -> Iterator[str]:
    provider = f"{finding.provider}: " if finding.provider else ""
    yield f"  {WORDS[severity(finding, rules)]} {finding.rule} {provider}{plain(finding.text)}"
    for occurrence in finding.occurrences:
        place = shown.place_of(occurrence)
        yield f"    at {plain(occurrence.subject)}" + (f" ({shown.where(place)})" if place else "")
    for effect in finding.effects:
        before, after = map(plain, shown.contrast(shown.said(effect.before), shown.said(effect.after), 200))
        yield f"    {plain(effect.subject)}: {before or 'nothing'} → {after or 'nothing'}"
