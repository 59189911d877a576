"""What follows a failure: pure decisions, as tables."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from email.utils import format_datetime
from typing import Any, get_args

import pytest

from stillmotion._runtime.errors import ERROR_KINDS, ProviderError
from stillmotion._runtime.operation import Effect
from stillmotion._runtime.retry import NEVER, RetryBudget, RetryPolicy, asked_pause, date_of, may_repeat, outcome_of

NOW = 1_700_000_000.0
EFFECTS: tuple[Effect, ...] = get_args(Effect)


def failure(kind: str = "provider_failure", **facts: Any) -> ProviderError:
    """An error of a kind."""
    return ERROR_KINDS[kind]("m", **facts)


# pauses


@pytest.mark.parametrize(
    ("repetition", "most"), [(0, 0.5), (1, 1.0), (2, 2.0), (3, 4.0), (4, 8.0), (5, 8.0), (5_000, 8.0)]
)
def test_a_pause_is_anything_up_to_a_bound_that_doubles_up_to_the_cap(repetition: int, most: float) -> None:
    policy = RetryPolicy()
    assert policy.pause(repetition, lambda: 0.0) == 0
    assert policy.pause(repetition, lambda: 0.25) == most / 4
    assert policy.pause(repetition, lambda: 1.0) == most


def test_base_and_cap_are_the_callers() -> None:
    policy = RetryPolicy(base=3, cap=5)
    assert [policy.pause(number, lambda: 1.0) for number in range(3)] == [3, 5, 5]
    assert RetryPolicy(base=0).pause(9, lambda: 1.0) == 0


def test_never_is_one_attempt() -> None:
    assert NEVER.attempts == 1


@pytest.mark.parametrize(
    "bad",
    [
        {"attempts": 0},
        {"attempts": -3},
        {"base": -1},
        {"base": float("nan")},
        {"base": float("inf")},
        {"cap": -1},
        {"cap": float("nan")},
        {"budget": -1},
    ],
)
def test_a_policy_that_makes_no_sense_is_refused(bad: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="attempts is at least 1"):
        RetryPolicy(**bad)


def date(seconds: float) -> str:
    """An HTTP date, so many seconds from now."""
    return format_datetime(datetime.fromtimestamp(NOW + seconds, UTC), usegmt=True)


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({}, None),
        ({"retry-after": "7"}, 7),
        ({"retry-after": "0"}, 0),
        ({"retry-after": "1.5"}, 1.5),
        ({"retry-after": date(20)}, 20),
        ({"retry-after": date(-20)}, 0),
        ({"retry-after": "Tuesday, 14-Nov-23 22:13:30 GMT"}, 10),
        ({"retry-after-ms": "250"}, 0.25),
        ({"retry-after-ms": "250", "retry-after": "9"}, 0.25),
        ({"retry-after-ms": "soon", "retry-after": "9"}, 9),
        ({"retry-after": "99999999999"}, 86_400),
        ({"retry-after": date(10_000_000)}, 86_400),
        ({"retry-after": ""}, None),
        ({"retry-after": "soon"}, None),
        ({"retry-after": "-5"}, None),
        ({"retry-after": "nan"}, None),
        ({"retry-after": "inf"}, None),
        ({"retry-after": "1e999"}, None),
        ({"retry-after": "Wed, 99 Foo 2023 25:61:61 GMT"}, None),
        ({"retry-after": "Wed, 01 Jan 99999 00:00:00 GMT"}, None),
        ({"retry-after-ms": "-1"}, None),
    ],
)
def test_a_provider_asks_for_a_pause_in_three_ways(headers: dict[str, str], seconds: float | None) -> None:
    assert asked_pause(headers, NOW) == seconds


def test_a_date_without_a_zone_is_in_utc() -> None:
    assert date_of("Tue, 14 Nov 2023 22:13:20") == NOW
    assert date_of("Tue, 14 Nov 2023 22:13:20 -0000") == NOW
    assert date_of(None) is None


# what a failure means


@pytest.mark.parametrize(
    ("error", "outcome"),
    [
        (failure("network", accepted="no"), "not_sent"),
        (failure("timeout", accepted="no"), "not_sent"),
        (failure("invalid_request", accepted="no"), "not_sent"),
        (failure("network"), "ambiguous"),
        (failure("timeout"), "ambiguous"),
        (failure("protocol_drift"), "ambiguous"),
        *[
            (failure("invalid_request", status=status), "refused")
            for status in (400, 401, 402, 403, 404, 410, 422, 429)
        ],
        *[(failure("provider_failure", status=status), "ambiguous") for status in (408, 409, 499, 500, 502, 503, 504)],
        (failure("provider_failure", status=524), "ambiguous"),
        *[(failure("protocol_drift", status=status), "ambiguous") for status in (301, 302, 303)],
        *[(failure("protocol_drift", status=status), "refused") for status in (307, 308)],
        (failure("rate_limited", status=503, accepted="no"), "refused"),
        (failure("conflict", status=409, accepted="no"), "refused"),
        (failure("content_policy", status=200, code=1301), "refused"),
        (failure("insufficient_funds", status=200, code=1101), "refused"),
        (failure("provider_failure", status=200, code=5000), "ambiguous"),
        (failure("conflict", status=200, code="DUPLICATE"), "ambiguous"),
        (failure("protocol_drift", status=200, code=7), "ambiguous"),
        (failure("protocol_drift", status=200), "ambiguous"),
        (failure("content_policy", status=200), "ambiguous"),
    ],
    ids=lambda one: one if isinstance(one, str) else f"{one.kind} {one.status} {one.code} {one.accepted}",
)
def test_a_failed_call_was_not_sent_refused_or_may_have_been_taken(error: ProviderError, outcome: str) -> None:
    assert outcome_of(error) == outcome


READ_ONLY = {"read"}
ANY = set(EFFECTS)
NOBODY: set[str] = set()


@pytest.mark.parametrize(
    ("error", "who"),
    [
        (failure("network", accepted="no", retry="backoff"), ANY),
        (failure("timeout", accepted="no", retry="backoff"), ANY),
        (failure("network", accepted="no", retry="after_fix"), NOBODY),
        (failure("network"), READ_ONLY),
        (failure("timeout"), NOBODY),
        (failure("provider_failure", status=408, retry="backoff"), READ_ONLY),
        (failure("provider_failure", status=500, retry="backoff"), READ_ONLY),
        (failure("provider_failure", status=503, retry="backoff"), READ_ONLY),
        (failure("provider_failure", status=200, code=5001, retry="backoff"), READ_ONLY),
        (failure("provider_failure", status=503, retry="never"), NOBODY),
        (failure("rate_limited", status=429, accepted="no", retry="backoff"), ANY),
        (failure("rate_limited", status=429, retry="backoff"), READ_ONLY),
        (failure("insufficient_funds", status=429, accepted="no", retry="never"), NOBODY),
        (failure("permission", status=429, accepted="no", retry="never"), NOBODY),
        (failure("concurrency_limited", status=429, accepted="no", retry="when_slot_frees"), NOBODY),
        (failure("invalid_request", status=400, accepted="no", retry="after_fix"), NOBODY),
        (failure("invalid_request", status=400, accepted="no", retry="backoff"), NOBODY),
        (failure("authentication", status=401, accepted="no"), NOBODY),
        (failure("not_found", status=404, accepted="no"), NOBODY),
        (failure("conflict", status=409), NOBODY),
        (failure("protocol_drift", status=200), NOBODY),
    ],
    ids=lambda one: (
        f"{one.kind} {one.status} {one.code} {one.accepted} {one.retry}" if isinstance(one, ProviderError) else ""
    ),
)
def test_only_reads_are_sent_again_after_what_may_have_been_taken(error: ProviderError, who: set[str]) -> None:
    assert {effect for effect in EFFECTS if may_repeat(effect, error)} == who


# the budget


def test_a_budget_is_used_up_and_ten_successes_give_one_back() -> None:
    budget = RetryBudget(2)
    assert [budget.take(), budget.take(), budget.take()] == [True, True, False]
    for _ in range(9):
        budget.refill()
    assert not budget.take()
    budget.refill()
    assert [budget.take(), budget.take()] == [True, False]


def test_a_budget_never_grows() -> None:
    budget = RetryBudget(1)
    for _ in range(100):
        budget.refill()
    assert [budget.take(), budget.take()] == [True, False]


def test_threads_take_no_more_than_there_is() -> None:
    budget = RetryBudget(50)
    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(lambda _: budget.take(), range(400))) == 50
