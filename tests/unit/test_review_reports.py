"""The forms of a report: nothing of a spec gets out of its place, nothing hides, and a comment stays below its limit."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from html.parser import HTMLParser

import jsonschema_rs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.review.finding import Cell, Comparison, Effect, FileChange, Finding, Occurrence, Place, Severity, Side
from generator.review.report import github, html, json_report, markdown, text
from generator.review.report.shown import contrast, plain
from generator.review.verdict import judge
from tests.review_sample import EVERYTHING, HOSTILE, NOT_COMPARED, NOTHING, RULES

SAMPLES = {"everything": EVERYTHING, "nothing": NOTHING, "not compared": NOT_COMPARED}
FORMS = {"github": github, "html": html, "json": json_report, "markdown": markdown, "text": text}


def rendered(form: str, comparison: Comparison) -> str:
    module = FORMS[form]
    return str(module.render(comparison, judge(comparison, RULES), RULES))


def hostile(words: str) -> Comparison:
    """A comparison that says the same words wherever a spec can put some."""
    place = Place(Side.HEAD, "kling/openapi.yaml", 3, 1, "/x")
    effects = (Effect("row-became-lossy", words, words, words), Effect("literal-widened", words, words, words))
    found = Finding("request-property-became-required", "kling", words, (Occurrence(words, None, place),), effects)
    failures = tuple(replace(one, reasons=(words,)) for one in EVERYTHING.failures)
    return replace(
        EVERYTHING,
        base=words,
        findings=(found,),
        cells=(Cell("kling", words, "duration", words, words),),
        files=(FileChange("API.txt", 1, 1, f"--- a\n+++ b\n@@ -1 +1 @@\n-{words}\n+{words}\n"),),
        failures=failures,
    )


class Page(HTMLParser):
    """Every element with its attributes, and whether all that opens is closed in order."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in ("meta", "br"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("name", SAMPLES)
def test_reports_are_the_same_twice_and_end_a_line(form: str, name: str) -> None:
    once = rendered(form, SAMPLES[name])

    assert once == rendered(form, SAMPLES[name])
    assert once == "" or once.endswith("\n")


@pytest.mark.parametrize("form", ["text", "markdown", "html"])
def test_the_verdict_comes_first_and_names_who_breaks(form: str) -> None:
    report = rendered(form, EVERYTHING)
    start = report.index("<h1>") if form == "html" else 0
    sentence = "Could not compare leonardo; the rest breaks Python source, Python API, normalized callers and the wire"

    assert sentence in report[start : start + 300]
    assert "Breaks nobody" in rendered(form, NOTHING)
    assert "Could not compare" in rendered(form, NOT_COMPARED)


@pytest.mark.parametrize("form", ["text", "markdown", "html"])
def test_the_three_layers_of_a_change_stand_together(form: str) -> None:
    report = rendered(form, EVERYTHING)
    words = ["specs/kling/openapi.yaml:212", "kling-2.6", "stillmotion.kling.resources.ImageToVideo.create"]

    assert sorted(words, key=report.index) == words


@pytest.mark.parametrize("form", FORMS)
def test_nothing_hides_in_a_report(form: str) -> None:
    report = rendered(form, hostile(HOSTILE))

    assert all(letter.isprintable() or letter == "\n" for letter in report)
    assert "\u0430" not in report
    assert "202E" in report or "202e" in report


def test_plain_shows_what_is_hidden_and_keeps_what_is_honest() -> None:
    assert plain("p\u0430yment") == "p⟨U+0430⟩yment"
    assert plain("кошка 猫 año 🎬") == "кошка 猫 año 🎬"
    assert plain("a\u202eb\u200bc\x1b") == "a⟨U+202E⟩b⟨U+200B⟩c⟨U+001B⟩"
    assert plain("one\ntwo\tthree") == "one two three"
    assert plain("x" * 500).endswith("… (100 characters more)")


def test_of_long_texts_the_part_that_differs_is_shown() -> None:
    before = f"def create({'a: int, ' * 40}sound: bool, {'b: int, ' * 40})"
    old, new = contrast(before, before.replace("sound: bool, ", ""), 200)

    assert (old.startswith("…"), old.endswith("…"), len(old) < 140) == (True, True, True)
    assert "sound: bool" in old and "sound" not in new
    assert contrast("short", "", 3) == ("short", "")
    assert contrast("one", "two", 3) == ("one", "two")


@given(st.text("ab", max_size=40), st.text("ab", max_size=40))
def test_a_contrast_never_hides_a_difference(before: str, after: str) -> None:
    old, new = contrast(before, after, 4, around=2)

    assert (old == new) == (before == after)


@given(st.text(max_size=60))
def test_any_text_is_one_line_of_printable_characters(words: str) -> None:
    assert plain(words).isprintable()


def test_a_page_of_hostile_texts_has_the_elements_of_an_honest_one() -> None:
    honest, attacked = Page(rendered("html", hostile("words"))), Page(
        rendered("html", hostile("&" + HOSTILE.replace("`", "")))
    )

    assert attacked.open == honest.open == []
    kept = [[tag for tag, _ in page.elements if tag != "b"] for page in (honest, attacked)]
    assert kept[0] == kept[1]


@pytest.mark.parametrize("name", SAMPLES)
def test_a_page_needs_no_script_and_nothing_from_elsewhere(name: str) -> None:
    report = rendered("html", SAMPLES[name])
    page = Page(report)
    links = [attributes["href"] for _, attributes in page.elements if "href" in attributes]

    assert page.open == []
    assert {tag for tag, _ in page.elements}.isdisjoint({"script", "link", "img", "iframe", "object", "form", "base"})
    assert all(link and link.startswith("#") for link in links)
    assert not any(name.startswith("on") or name in ("src", "style") for _, given in page.elements for name in given)
    assert "url(" not in report and "@import" not in report


def test_every_link_of_a_page_leads_somewhere() -> None:
    page = Page(rendered("html", EVERYTHING))
    anchors = {attributes.get("id") for _, attributes in page.elements}
    links = {str(attributes["href"])[1:] for _, attributes in page.elements if "href" in attributes}

    assert links and links <= anchors


def test_what_breaks_is_open_and_the_rest_is_folded() -> None:
    folds = [given for tag, given in Page(rendered("html", EVERYTHING)).elements if tag == "details"]

    assert folds
    assert all(("open" in one) == ("breaking" in str(one["class"])) for one in folds)


def test_markup_of_a_spec_is_no_markup_of_a_comment() -> None:
    report = rendered("markdown", hostile(HOSTILE))
    outside = re.sub(r"(?s)(`+)(?!`).*?(?<!`)\1(?!`)", "", report)

    assert outside.count("<details>") == outside.count("</details>")
    assert "<script" not in outside
    assert not re.search(r"@\w", outside)
    assert not re.search(r"#\d", outside)
    assert not re.search(r"https?://\w", outside)
    assert "[a](" not in outside


@pytest.mark.parametrize("words", ["`", "``", "a`b``c", "`x`", "|", "\\", " x", "```\n</details>", "~~~", "<!-- "])
def test_a_code_span_holds_any_text(words: str) -> None:
    span = markdown.code(words)
    fence = re.match("`+", span)

    assert fence is not None
    assert span.endswith(fence[0])
    assert not re.search(rf"(?<!`){fence[0]}(?!`)", span[len(fence[0]) : -len(fence[0])])
    assert "\n" not in span


def test_the_fence_around_a_difference_is_longer_than_any_in_it() -> None:
    report = rendered("markdown", hostile("``` ````` </details>"))

    assert re.search(r"\n``````diff\n(.*\n)+?``````\n", report)


@pytest.mark.parametrize("letter", ["x", "\u202e", "`", "|", "<", "@"])
@pytest.mark.parametrize("number", [1, 100, 1000])
def test_a_comment_stays_below_its_limit_whatever_comes(letter: str, number: int) -> None:
    base = hostile(letter * 3000)
    many = replace(
        base,
        findings=base.findings * number + EVERYTHING.findings[1:] * number,
        cells=base.cells * number,
        files=base.files + EVERYTHING.files[1:] * number,
        drift=base.drift * number,
    )
    report = rendered("markdown", many)

    assert len(report.encode()) < 64 * 1024
    assert report.startswith(markdown.MARKER)
    assert report.count("<details>") == report.count("</details>")


def test_the_least_important_is_left_out_first_and_said_to_be() -> None:
    honest = EVERYTHING.findings
    many = replace(EVERYTHING, findings=(honest[0], *honest[1:] * 400))
    report = rendered("markdown", many)

    assert "request-property-became-required" in report
    assert report.count("response-property-enum-value-added") < 400
    assert "Cut to fit a comment:" in report
    assert re.search(r"\d+ of 400 findings for information", report)
    assert "Cut to fit" not in rendered("markdown", EVERYTHING)


def test_annotations_are_commands_at_a_place() -> None:
    lines = rendered("github", EVERYTHING).splitlines()
    place = "::error file=specs/kling/openapi.yaml,line=212,col=9,title=request-property-became-required::kling: "

    assert any(line.startswith(place) for line in lines)
    assert {line.split(" ")[0] for line in lines} == {"::error", "::warning", "::notice"}
    assert rendered("github", NOTHING) == ""


def test_an_annotation_cannot_be_ended_or_moved_by_a_text() -> None:
    line = github.command("error", "50%\n::error::forged\r", file="a,line=1::b\n", title="x")

    assert line == "::error file=a%2Cline=1%3A%3Ab%0A,title=x::50%25%0A::error::forged%0D"


def test_of_each_kind_there_are_ten_annotations_at_most_the_last_a_summary() -> None:
    many = replace(EVERYTHING, findings=EVERYTHING.findings * 30)
    lines = rendered("github", many).splitlines()

    for kind in ("error", "warning", "notice"):
        of_kind = [line for line in lines if line.startswith(f"::{kind} ")]

        assert len(of_kind) == github.MOST_OF_A_KIND
        assert re.search(r"::\d+ more", of_kind[-1])


@pytest.mark.parametrize("name", SAMPLES)
def test_data_is_what_its_schema_says(name: str) -> None:
    report = rendered("json", SAMPLES[name])
    validator = jsonschema_rs.validator_for(json_report.schema())

    assert report.isascii()
    assert [error.message for error in validator.iter_errors(json.loads(report))] == []


def test_the_schema_refuses_what_is_no_review() -> None:
    validator = jsonschema_rs.validator_for(json_report.schema())
    data = json_report.as_data(EVERYTHING, judge(EVERYTHING, RULES), RULES)

    assert not validator.is_valid({**data, "format": 2})
    assert not validator.is_valid({key: value for key, value in data.items() if key != "verdict"})
    assert not validator.is_valid({**data, "verdict": {**data["verdict"], "state": "fine"}})
    assert validator.is_valid({**data, "later": 1})


def test_the_severity_of_a_finding_is_that_of_its_worst_effect() -> None:
    mild = replace(EVERYTHING.findings[3], effects=EVERYTHING.findings[0].effects)
    data = json_report.as_data(replace(EVERYTHING, findings=(mild,)), judge(EVERYTHING, RULES), RULES)

    assert data["findings"][0]["severity"] == "breaking"
    assert RULES[mild.rule].severity is Severity.INFORMATION
