"""The review as annotations of a GitHub build: one line per finding, at its place in the head."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from generator.review.finding import Comparison, Finding, Rule, Severity, Side
from generator.review.report import shown
from generator.review.report.shown import WORDS, plain
from generator.review.verdict import Verdict, severity

MOST_OF_A_KIND: Final = 10
"""GitHub shows no more than these of one step."""
_KINDS: Final = {Severity.BREAKING: "error", Severity.WARNING: "warning", Severity.INFORMATION: "notice"}


def render(comparison: Comparison, verdict: Verdict, rules: Mapping[str, Rule]) -> str:
    """At most ten annotations of a kind, the last of them a summary of what does not fit."""
    lines = [*_failures(comparison, verdict)]
    for grave, kind in _KINDS.items():
        found = [one for one in comparison.findings if severity(one, rules) is grave]
        room = MOST_OF_A_KIND - sum(line.startswith(f"::{kind} ") for line in lines)
        fitting = found if len(found) <= room else found[: room - 1]
        lines += [_finding(kind, finding) for finding in fitting]
        if len(found) > len(fitting):
            lines.append(
                command(kind, f"{len(found) - len(fitting)} more {WORDS[grave]} findings: see the whole review")
            )
    return "".join(f"{line}\n" for line in lines)


def command(kind: str, message: str, **properties: str | int) -> str:
    """A workflow command; a text in it can neither end the line nor name another property."""
    named = ",".join(f"{name}={_property(str(value))}" for name, value in properties.items())
    return f"::{kind}{' ' if named else ' title=Spec review'}{named}::{_data(message)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def _finding(kind: str, finding: Finding) -> str:
    provider = f"{plain(finding.provider)}: " if finding.provider else ""
    message = f"{provider}{plain(finding.text)}"
    place = next((shown.place_of(one) for one in finding.occurrences if shown.place_of(one)), None)
    if place is None:
        return command(kind, message, title=finding.rule)
    if place.side is Side.BASE:  # a line of the base is another line in the head
        return command(kind, f"{message} ({shown.where(place)})", file=f"specs/{place.file}", title=finding.rule)
    return command(kind, message, file=f"specs/{place.file}", line=place.line, col=place.column, title=finding.rule)


def _failures(comparison: Comparison, verdict: Verdict) -> Iterator[str]:
    if comparison.failures:
        reasons = [plain(reason) for failure in comparison.failures for reason in failure.reasons]
        text = f"{shown.headline(verdict, comparison)}: {reasons[0] if reasons else 'no reason given'}"
        yield command("error", text, title="could-not-compare")
    if comparison.drift:
        first = plain(comparison.drift[0])
        text = (
            f"{len(comparison.drift)} generated files are not what the specs give, {first} first: run `make generate`"
        )
        yield command("error", text, title="drift")
