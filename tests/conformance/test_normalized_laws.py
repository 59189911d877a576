"""The laws of the converters over made-up requests of all providers; `make fuzz` runs the same at length.

A failing example is printed with its request, or its wire request, and `@reproduce_failure` replays it. The draws are
the same in every run.
"""

from __future__ import annotations

from collections import Counter
from itertools import product
from random import Random
from typing import Any

import pytest
from hypothesis import HealthCheck, given, note, settings
from hypothesis import strategies as st

from generator.load.mapping_table import ColumnValue
from stillmotion import ImageToVideoRequest
from stillmotion.normalized.api import converters_of
from tests.conformance import normalized_fuzz, normalized_laws, normalized_values
from tests.conformance.normalized_table import PROVIDERS, Facts, facts, fate_of, image, normalized, target_of

LAWS = settings(
    max_examples=200,
    derandomize=True,
    deadline=None,
    database=None,
    print_blob=True,
    suppress_health_check=[HealthCheck.filter_too_much, HealthCheck.too_slow],
)
each_provider = pytest.mark.parametrize("provider", PROVIDERS)


@each_provider
def test_a_report_says_all_that_was_lost_and_nothing_else(provider: str) -> None:
    @LAWS
    @given(normalized_values.requests(provider), normalized_values.policies())
    def law(request: ImageToVideoRequest, policy: Any) -> None:
        note(f"{request!r} {policy!r}")
        normalized_laws.honest_report(provider, request, policy)

    law()


@each_provider
def test_a_wire_request_returns_as_its_canon(provider: str) -> None:
    @LAWS
    @given(normalized_values.payloads(provider))
    def law(wire: Any) -> None:
        note(repr(wire))
        normalized_laws.wire_round_trip(provider, wire)

    law()


@each_provider
def test_silence_means_the_default_of_the_contract(provider: str) -> None:
    @LAWS
    @given(normalized_values.payloads(provider))
    def law(wire: Any) -> None:
        note(repr(wire))
        normalized_laws.silence(provider, wire)

    law()


@each_provider
def test_a_loss_is_reported_exactly_when_something_else_is_told(provider: str) -> None:
    @LAWS
    @given(normalized_values.requests(provider), normalized_values.policies())
    def law(request: ImageToVideoRequest, policy: Any) -> None:
        note(f"{request!r} {policy!r}")
        normalized_laws.minimality(provider, request, policy)

    law()


@pytest.mark.parametrize(("source", "target"), list(product(PROVIDERS, PROVIDERS)))
def test_a_conversion_loses_what_the_target_loses_and_says_silence_aloud(source: str, target: str) -> None:
    @settings(LAWS, max_examples=40)
    @given(normalized_values.conversions(source, target))
    def law(drawn: Any) -> None:
        note(repr(drawn))
        normalized_laws.conversion(source, target, *drawn)

    law()


@each_provider
@pytest.mark.parametrize("law", normalized_fuzz.LAWS)
def test_most_examples_get_as_far_as_the_law(provider: str, law: str) -> None:
    seen = Counter(normalized_fuzz.example(law, provider, seed) for seed in range(200))
    refused = sum(seen[word] for word in ("lost", "upload", "missing", "twice", "contract", "no draw"))
    assert 200 - refused >= 40, seen
    assert seen["no draw"] <= 30, seen


@given(st.randoms(use_true_random=False))
@settings(LAWS, max_examples=100)
def test_the_same_draws_give_the_same_request(random: Random) -> None:
    provider, seed = random.choice(PROVIDERS), random.randint(0, 10_000)
    once, again = (normalized_values.request(Random(seed), provider) for _ in range(2))
    assert once == again


# L3 where it can be enumerated


def _rows() -> list[Any]:
    return [
        pytest.param(facts(provider), row, id=f"{provider}-{row['model']}")
        for provider in PROVIDERS
        for row in facts(provider).table.models.rows
    ]


@pytest.mark.parametrize(("known", "row"), _rows())
def test_what_silence_means_stands_in_table_contract_and_code_alike(known: Facts, row: Any) -> None:
    request = ImageToVideoRequest(**{key: row[key] for key in known.table.models.key})
    silent, always = (of(request) for of in (converters_of(known.name).silent, converters_of(known.name).fixed))
    for field in known.table.request:
        fate = fate_of(known, field, row)
        means = row[fate.absent_means.column] if isinstance(fate.absent_means, ColumnValue) else fate.absent_means
        if field not in known.table.models.key:
            assert silent.get(field) == means, field
            assert always.get(field) == ("source" if fate.follows is not None else fate.fixed), field
        target = target_of(fate)
        if target is not None and "default" in known.properties[target].schema:
            said = _row_named(known, means) if field == "model" else row
            assert image(fate, means, said) == known.properties[target].schema["default"], field


def _row_named(known: Facts, model: Any) -> Any:
    return next(row for row in known.table.models.rows if row["model"] == model)


def test_every_field_is_drawn_and_every_provider_has_a_table() -> None:
    for provider in PROVIDERS:
        assert set(facts(provider).table.request) == set(normalized().request)
        drawn = [normalized_values.request(Random(seed), provider) for seed in range(300)]
        assert {name for one in drawn for name in one.model_fields_set} == set(ImageToVideoRequest.model_fields)
