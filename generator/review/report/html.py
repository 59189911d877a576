"""The review as one page: no script, nothing fetched, folds by `<details>`, for light and dark, for phones and keyboards."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from difflib import SequenceMatcher
from typing import Final

from generator.review.finding import Breaks, Comparison, Effect, FileChange, Finding, Layer, Occurrence, Rule, Severity
from generator.review.report import shown
from generator.review.report.markup import Child, Html, element, joined, raw
from generator.review.report.page_style import STYLE
from generator.review.report.shown import TITLES, WORDS
from generator.review.verdict import State, Verdict, breaks, severity

_POLICY: Final = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
_MOST_OPEN: Final = 12
_MOST_LINES: Final = 600
"""Lines of one file's difference; git has the rest."""
_MOST_WORDS: Final = 800
_WORD: Final = re.compile(r"\w+|\s+|[^\w\s]")
_ARGUMENT: Final = re.compile(r"[^,]+,?\s*|,")
_SHORT: Final = 120
"""Characters: of longer texts whole arguments are marked, of shorter ones words."""
_LONGEST: Final = 400
_LAYERS: Final = {Layer.WIRE: "Wire", Layer.NORMALIZED: "Normalized", Layer.PYTHON: "Python"}


def render(comparison: Comparison, verdict: Verdict, rules: Mapping[str, Rule]) -> str:
    """The whole page."""
    title = f"Spec review: {shown.headline(verdict, comparison)}"
    head = element(
        "head",
        {},
        element("meta", {"charset": "utf-8"}),
        element("meta", {"name": "viewport", "content": "width=device-width, initial-scale=1"}),
        element("meta", {"name": "color-scheme", "content": "light dark"}),
        element("meta", {"http-equiv": "Content-Security-Policy", "content": _POLICY}),
        element("title", {}, title),
        element("style", {}, raw(STYLE)),
    )
    parts = [*_parts(comparison, rules)]
    body = element(
        "body",
        {},
        _header(comparison, verdict),
        _contents(parts),
        element("main", {}, *(section for _, _, _, section in parts), *_nothing(parts)),
        _footer(),
    )
    return f"<!doctype html>\n{element('html', {'lang': 'en'}, head, body).markup}\n"


_Part = tuple[str, str, int, Html]
"""Anchor, title, number of items, section."""


def _nothing(parts: list[_Part]) -> Iterator[Html]:
    if not parts:
        yield element("p", {"class": "nothing"}, "Nothing that anybody could notice changed.")


def _header(comparison: Comparison, verdict: Verdict) -> Html:
    return element(
        "header",
        {"class": f"verdict {_tone(verdict)}"},
        element("p", {"class": "eyebrow"}, "Spec review"),
        element("h1", {}, shown.headline(verdict, comparison)),
        element(
            "p",
            {"class": "revisions"},
            element("code", {}, comparison.base or "base"),
            " → ",
            element("code", {}, comparison.head or "head"),
        ),
        element("ul", {"class": "who", "aria-label": "Who breaks"}, *_who(verdict)),
        element("dl", {"class": "facts"}, *_facts(comparison, verdict)),
    )


def _tone(verdict: Verdict) -> str:
    if verdict.severity is Severity.BREAKING:
        return "breaking"
    if verdict.state is not State.COMPARED or verdict.severity is Severity.WARNING:
        return "warning"
    return "calm"


def _who(verdict: Verdict) -> Iterator[Html]:
    unknown = verdict.state is not State.COMPARED
    for one in Breaks:
        broken = one in verdict.breaks
        word = "breaks" if broken else "not known" if unknown else "holds"
        name = one.value.removeprefix("the ")
        yield element(
            "li",
            {"class": word.replace(" ", "-")},
            element("span", {"class": "name"}, f"{name[0].upper()}{name[1:]}"),
            " ",
            element("span", {"class": "word"}, word),
        )


def _facts(comparison: Comparison, verdict: Verdict) -> Iterator[Html]:
    changed = ", ".join(comparison.providers) or "none"
    yield _fact("Findings", shown.counted(verdict))
    yield _fact("Providers that differ", changed)
    yield _fact("Version", shown.versions(verdict, comparison), "short" if not verdict.is_bump_enough else "")
    if comparison.files:
        added, removed = (sum(getattr(one, name) for one in comparison.files) for name in ("added", "removed"))
        yield _fact("Generated", f"{shown.plural(len(comparison.files), 'file')}, +{added} -{removed} lines")


def _fact(name: str, text: str, tone: str = "") -> Html:
    return element("div", {"class": f"fact {tone}".strip()}, element("dt", {}, name), element("dd", {}, text))


def _contents(parts: Iterable[_Part]) -> Html:
    links = [
        element(
            "li", {}, element("a", {"href": f"#{anchor}"}, title, " ", element("span", {"class": "count"}, str(number)))
        )
        for anchor, title, number, _ in parts
    ]
    return element("nav", {"aria-label": "Sections"}, element("ul", {}, *links)) if links else raw("")


def _parts(comparison: Comparison, rules: Mapping[str, Rule]) -> Iterator[_Part]:
    if comparison.failures:
        yield _part("failures", "Could not compare", len(comparison.failures), _failures(comparison))
    if comparison.drift:
        files = element(
            "ul", {"class": "plain"}, *(element("li", {}, element("code", {}, one)) for one in comparison.drift)
        )
        text = "These files of the head are not what its specs give. Run make generate and commit the result."
        yield _part("drift", "Drift", len(comparison.drift), element("p", {}, text), files)
    for section in shown.sections(comparison, rules):
        found = (_finding(one, rules, number) for number, one in enumerate(section.findings))
        yield _part(section.layer.value, TITLES[section.layer], len(section.findings), *found)
    if comparison.cells:
        yield _part("matrix", "Capability matrix", len(comparison.cells), _matrix(comparison))
    if comparison.files:
        yield _part("generated", "Generated", len(comparison.files), *map(_file, comparison.files))


def _part(anchor: str, title: str, number: int, *children: Child) -> _Part:
    heading = element("h2", {"id": f"{anchor}-title"}, title)
    return (
        anchor,
        title,
        number,
        element("section", {"id": anchor, "aria-labelledby": f"{anchor}-title"}, heading, *children),
    )


def _failures(comparison: Comparison) -> Html:
    items = [
        element(
            "li",
            {},
            element("strong", {}, one.provider or "the package"),
            f" at the {one.side.value}: {one.what}",
            element("ul", {}, *(element("li", {}, element("code", {}, reason)) for reason in one.reasons)),
        )
        for one in comparison.failures
    ]
    return element("ul", {"class": "failures"}, *items)


def _finding(finding: Finding, rules: Mapping[str, Rule], number: int) -> Html:
    grave = severity(finding, rules)
    word = WORDS[grave]
    summary = element(
        "summary",
        {},
        element("span", {"class": f"badge {word}"}, word),
        element("span", {"class": "provider"}, finding.provider) if finding.provider else "",
        element("span", {"class": "text"}, *_sentence(finding.text)),
    )
    is_open = grave is Severity.BREAKING and number < _MOST_OPEN
    return element("details", {"class": f"finding {word}", "open": is_open}, summary, _body(finding, rules))


def _sentence(text: str) -> Iterator[Child]:
    """What a sentence has between backticks is code."""
    parts = text.split("`")
    if len(parts) % 2 == 0:
        yield text
        return
    yield from (element("code", {}, part) if number % 2 else part for number, part in enumerate(parts))


def _body(finding: Finding, rules: Mapping[str, Rule]) -> Html:
    rule = rules[finding.rule]
    by_layer = {layer: [one for one in finding.effects if rules[one.rule].layer is layer] for layer in _LAYERS}
    columns = [_root(finding, rule)]
    columns += [_effects(name, by_layer[layer]) for layer, name in _LAYERS.items() if by_layer[layer]]
    whom = element("p", {"class": "whom"}, f"Breaks {shown.whom(breaks(finding, rules))}. ", rule.why)
    return element("div", {"class": "body"}, whom, element("div", {"class": "layers"}, *columns))


def _root(finding: Finding, rule: Rule) -> Html:
    name = _LAYERS.get(rule.layer, "Rule")
    items = [element("li", {}, *_occurrence(one)) for one in finding.occurrences]
    title = element("h3", {}, name, " ", element("code", {}, rule.id))
    return element("div", {"class": "layer"}, title, element("ul", {}, *items))


def _occurrence(occurrence: Occurrence) -> Iterator[Html]:
    yield element("span", {"class": "subject"}, occurrence.subject)
    place = shown.place_of(occurrence)
    if place is not None:
        yield element("code", {"class": "place"}, shown.where(place))


def _effects(name: str, effects: list[Effect]) -> Html:
    items = [
        element(
            "li",
            {},
            element("span", {"class": "subject"}, element("code", {}, one.subject)),
            *_before_and_after(*shown.contrast(shown.said(one.before), shown.said(one.after), _LONGEST, around=120)),
        )
        for one in effects
    ]
    title = element("h3", {}, name)
    return element("div", {"class": f"layer {name.lower()}"}, title, element("ul", {"class": "effects"}, *items))


def _before_and_after(before: str, after: str) -> Iterator[Html]:
    """Both texts, what differs in them marked."""
    pieces = _WORD if max(len(before), len(after)) < _SHORT else _ARGUMENT
    old, new = ([*pieces.findall(text)] for text in (before, after))
    parts = SequenceMatcher(None, old, new, autojunk=False).get_opcodes() if len(old) + len(new) < _MOST_WORDS else ()
    if before:
        yield element("del", {}, *_marked(old, [(start, end) for tag, start, end, _, _ in parts if tag != "equal"]))
    if after:
        yield element("ins", {}, *_marked(new, [(start, end) for tag, _, _, start, end in parts if tag != "equal"]))


def _marked(words: list[str], spans: list[tuple[int, int]]) -> Iterator[Child]:
    if spans == [(0, len(words))]:  # all of it differs, so nothing stands out
        yield "".join(words)
        return
    at = 0
    for start, end in spans:
        yield "".join(words[at:start])
        yield element("b", {}, "".join(words[start:end])) if end > start else ""
        at = end
    yield "".join(words[at:])


def _matrix(comparison: Comparison) -> Html:
    heads = element("tr", {}, *(element("th", {"scope": "col"}, one) for one in ("Model", "Field", "Before", "After")))
    rows = [
        element(
            "tr",
            {},
            element("th", {"scope": "row"}, f"{one.provider} ", element("span", {"class": "model"}, one.model)),
            element("td", {}, one.field),
            element("td", {}, element("del", {}, shown.said(one.before)) if one.before else "-"),
            element("td", {}, element("ins", {}, shown.said(one.after)) if one.after else "-"),
        )
        for one in comparison.cells
    ]
    table = element("table", {}, element("thead", {}, heads), element("tbody", {}, *rows))
    return element(
        "div", {"class": "scroll", "tabindex": "0", "role": "region", "aria-label": "Table of changed cells"}, table
    )


def _file(change: FileChange) -> Html:
    lines = change.diff.splitlines()[2:]  # the two names stand in the summary
    more = len(lines) - _MOST_LINES
    shown_lines = joined(*(_line(line) for line in lines[:_MOST_LINES]))
    rest = element("p", {"class": "more"}, f"{more} more lines: see git.") if more > 0 else ""
    summary = element(
        "summary",
        {},
        element("code", {"class": "path"}, change.path),
        element("span", {"class": "added"}, f"+{change.added}"),
        element("span", {"class": "removed"}, f"-{change.removed}"),
    )
    attributes: dict[str, str | bool] = {
        "class": "scroll",
        "tabindex": "0",
        "role": "region",
        "aria-label": change.path,
    }
    return element("details", {"class": "file"}, summary, element("pre", attributes, shown_lines), rest)


def _line(line: str) -> Html:
    kind = "hunk" if line.startswith("@@") else {"+": "plus", "-": "minus"}.get(line[:1], "")
    return element("span", {"class": f"line {kind}".strip()}, line or " ")


def _footer() -> Html:
    text = "Both sides were compiled by the generator and the templates that ran. Nothing of a revision was run or fetched."
    return element("footer", {}, element("p", {}, text))
