"""Every rule of the wire layer has a pair on disk that gives it and nothing else; the catalogue is complete."""

from __future__ import annotations

import pytest

from generator.review.finding import Layer, Severity
from generator.review.wire import LEFT_OUT, WIRE_RULES, compare, load_contract_leniently
from tests.support import HOUSE
from tests.wire_pairs import FOLDER, PROVIDER, WirePair, pairs, text_of

RULES = {rule.id: rule for rule in WIRE_RULES}
PAIRS = list(pairs(frozenset(RULES)))
# the ids of oasdiff's checks, as its repository names them in 2026; facts, one per line
KNOWN = (HOUSE / "tests" / "unit" / "oasdiff_checks.txt").read_text(encoding="utf-8").split()
# what comes back of these says nothing: a schema nobody uses yet, a date for what goes anyway
ONE_WAY = {"api-schema-removed", "sunset-deleted", "request-parameter-sunset-deleted"}


def test_every_rule_has_one_pair() -> None:
    named = [pair.rule for pair in PAIRS]

    assert sorted(named) == sorted(RULES)


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: pair.rule)
def test_the_pair_of_a_rule_gives_one_finding(pair: WirePair) -> None:
    files = [FOLDER / pair.rule / side / PROVIDER / "openapi.yaml" for side in ("base", "head")]
    assert [file.read_text(encoding="utf-8") for file in files] == [text_of(pair.base), text_of(pair.head)]

    (finding,) = compare(*map(load_contract_leniently, files))

    assert finding.rule == pair.rule
    for occurrence in finding.occurrences:
        assert occurrence.subject
        assert occurrence.base or occurrence.head
    backwards = compare(*map(load_contract_leniently, reversed(files)))
    assert bool(backwards) is (pair.rule not in ONE_WAY)


def test_rules_say_why_and_show_an_example() -> None:
    for rule in WIRE_RULES:
        assert rule.layer is Layer.WIRE
        assert rule.why.endswith(".")
        assert rule.example
        assert bool(rule.breaks) or rule.severity is not Severity.BREAKING, rule.id


def test_what_breaks_a_request_is_what_narrows_it() -> None:
    narrowed = {rule.id for rule in WIRE_RULES if rule.severity is Severity.BREAKING}

    assert {
        "request-property-max-set",
        "request-property-enum-value-removed",
        "request-body-added-required",
    } <= narrowed
    assert not {"request-property-max-unset", "request-property-enum-value-added"} & narrowed
    assert not {"response-property-max-set", "response-property-enum-value-added"} & narrowed
    assert {"response-property-became-optional", "response-property-became-nullable"} <= narrowed


def test_every_check_of_oasdiff_is_a_rule_or_left_out_with_a_reason() -> None:
    assert set(KNOWN) == (RULES.keys() & set(KNOWN)) | LEFT_OUT.keys()
    assert not RULES.keys() & LEFT_OUT.keys()
    assert all(reason.endswith(".") for reason in LEFT_OUT.values())
