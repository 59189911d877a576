"""The judgement: who breaks, which step of the version, whole or not; and what hangs on what."""

from __future__ import annotations

from dataclasses import replace

import pytest

from generator.review.finding import (
    Breaks,
    Comparison,
    Effect,
    Failure,
    FileChange,
    Finding,
    Layer,
    Occurrence,
    Place,
    Rule,
    Severity,
    Side,
)
from generator.review.linking import link
from generator.review.verdict import Bump, State, judge, taken
from tests.review_sample import EVERYTHING, NOT_COMPARED, NOTHING, RULES


def rule(name: str, layer: Layer, severity: Severity = Severity.BREAKING, *breaks: Breaks) -> Rule:
    return Rule(name, layer, severity, breaks, "why", "example")


LINKED = {
    one.id: one
    for one in (
        rule("wire", Layer.WIRE, Severity.INFORMATION),
        rule("worse-wire", Layer.WIRE, Severity.BREAKING, Breaks.WIRE),
        rule("python", Layer.PYTHON, Severity.WARNING, Breaks.PYTHON_SOURCE),
        rule("row", Layer.NORMALIZED, Severity.BREAKING, Breaks.NORMALIZED),
        rule("money", Layer.SECURITY, Severity.WARNING),
    )
}


def finding(
    name: str, *pointers: str, provider: str = "kling", file: str = "kling/openapi.yaml", effect: str = ""
) -> Finding:
    places = [Occurrence(pointer, None, Place(Side.HEAD, file, 1, 1, pointer)) for pointer in pointers]
    effects = (Effect(name, effect, "old", "new"),) if effect else ()
    return Finding(name, provider, f"{name} changed", tuple(places), effects)


@pytest.mark.parametrize(
    ("base", "head", "step"),
    [
        ("1.4.2", "1.4.2", Bump.NONE),
        ("1.4.2", "1.4.3", Bump.PATCH),
        ("1.4.2", "1.5.0", Bump.MINOR),
        ("0.9.0", "1.0.0", Bump.MAJOR),
        ("1.4.2", "1.4.1", Bump.BACK),
        ("1.9.0", "1.10.0", Bump.MINOR),
        ("", "1.0.0", Bump.UNKNOWN),
        ("1.0.0", "next", Bump.UNKNOWN),
    ],
)
def test_step_between_two_versions(base: str, head: str, step: Bump) -> None:
    assert taken(base, head) is step


@pytest.mark.parametrize(("version", "needed"), [("0.3.1", Bump.MINOR), ("1.3.1", Bump.MAJOR), ("", Bump.MAJOR)])
def test_a_break_needs_a_minor_step_before_the_first_release_and_a_major_after(version: str, needed: Bump) -> None:
    broken = Comparison("a", "b", (finding("worse-wire", "/x"),), base_version=version, head_version=version)

    assert judge(broken, LINKED).needed is needed


def test_what_only_type_checkers_notice_is_no_major_step() -> None:
    noticed = Comparison("a", "b", (finding("python", "/x"),), base_version="1.0.0", head_version="1.0.0")

    assert judge(noticed, LINKED).needed is Bump.MINOR


@pytest.mark.parametrize(
    ("path", "needed"),
    [("API.txt", Bump.MINOR), ("stillmotion/kling/models.py", Bump.PATCH), ("docs/kling.md", Bump.NONE)],
)
def test_without_findings_the_generated_files_decide_the_step(path: str, needed: Bump) -> None:
    grown = Comparison("a", "b", files=(FileChange(path, 1, 0, ""),), base_version="1.0.0", head_version="1.0.0")

    assert judge(grown, LINKED).needed is needed


def test_a_step_too_short_is_told_and_an_unknown_one_is_not_judged() -> None:
    broken = Comparison("a", "b", (finding("worse-wire", "/x"),), base_version="1.0.0", head_version="1.1.0")

    assert not judge(broken, LINKED).is_bump_enough
    assert judge(replace(broken, head_version="2.0.0"), LINKED).is_bump_enough
    assert judge(replace(broken, head_version=""), LINKED).is_bump_enough


def test_nothing_breaks_nobody() -> None:
    verdict = judge(NOTHING, RULES)

    assert (verdict.breaks, verdict.severity, verdict.state) == ((), None, State.COMPARED)
    assert verdict.needed is Bump.NONE


def test_everybody_is_named_in_one_order() -> None:
    assert judge(EVERYTHING, RULES).breaks == tuple(Breaks)


def test_what_could_not_be_compared_is_a_state_of_its_own() -> None:
    part = replace(NOT_COMPARED, providers=("kling", "oxen"))

    assert judge(NOT_COMPARED, RULES).state is State.NOT_COMPARED
    assert judge(NOT_COMPARED, RULES).needed is Bump.UNKNOWN
    assert judge(part, RULES).state is State.IN_PART


def test_a_failure_with_findings_is_a_comparison_in_part() -> None:
    failure = Failure("kling", Side.HEAD, "all layers but the wire are missing", ())
    found = Comparison("a", "b", (finding("wire", "/x"),), failures=(failure,), providers=("kling",))

    assert judge(found, LINKED).state is State.IN_PART


def test_effects_of_other_layers_hang_on_the_root_at_the_same_node() -> None:
    (one,) = link(
        [finding("python", "/a/b", effect="symbol"), finding("row", "/a/b", effect="cell"), finding("wire", "/a/b")],
        LINKED,
    )

    assert one.rule == "wire"
    assert [effect.subject for effect in one.effects] == ["symbol", "cell"] or {e.subject for e in one.effects} == {
        "symbol",
        "cell",
    }
    assert judge(Comparison("a", "b", (one,)), LINKED).severity is Severity.BREAKING


@pytest.mark.parametrize("pointer", ["/a/b/enum/3", "/a"])
def test_a_root_just_below_or_above_takes_the_effect_too(pointer: str) -> None:
    linked = link([finding("python", "/a/b", effect="symbol"), finding("wire", pointer)], LINKED)

    assert [one.rule for one in linked] == ["wire"]


def test_the_very_node_goes_before_one_below_and_one_below_before_one_above() -> None:
    roots = [finding("wire", "/a/b"), finding("wire", "/a/b/c"), finding("wire", "/a")]
    at, below, above = (
        link([finding("python", "/a/b", effect="x"), *some], LINKED) for some in (roots, roots[1:], roots[2:])
    )

    for linked, pointer in ((at, "/a/b"), (below, "/a/b/c"), (above, "/a")):
        assert [one.occurrences[0].subject for one in linked if one.effects] == [pointer]


@pytest.mark.parametrize(
    "root",
    [
        finding("wire", "/a/c"),
        finding("wire", "/a/bc"),
        finding("wire", "/a/b", provider="oxen"),
        finding("wire", "/a/b", file="kling/client.yaml"),
        finding("wire", ""),
    ],
    ids=["beside", "same beginning", "other provider", "other file", "whole document"],
)
def test_what_belongs_to_no_root_stays_a_finding(root: Finding) -> None:
    linked = link([finding("python", "/a/b", effect="symbol"), root], LINKED)

    assert sorted(one.rule for one in linked) == ["python", "wire"]


def test_money_hangs_on_nothing() -> None:
    linked = link([finding("money", "/a/b"), finding("wire", "/a/b")], LINKED)

    assert sorted(one.rule for one in linked) == ["money", "wire"]


def test_the_order_does_not_depend_on_the_order_in_which_layers_tell() -> None:
    found = [finding("wire", "/b"), finding("worse-wire", "/c"), finding("money", "/a"), finding("wire", "/a")]

    assert link(found, LINKED) == link(reversed(found), LINKED)
    assert link(found, LINKED)[0].rule == "worse-wire"
