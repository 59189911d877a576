"""The pure decisions: what several answers mean together, and when to ask again."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest

from stillmotion import CallTimeoutError, Job, NotFoundError, ProtocolDriftError, Video
from stillmotion.kling.jobs import JOBS as KLING
from stillmotion.normalized import waiting
from stillmotion.normalized.asking import polled
from stillmotion.normalized.generation import Cost, Generation, Reading, Status
from stillmotion.normalized.job_table import Polling
from stillmotion.normalized.progress import Part, generation_of, merged
from stillmotion.oxen.jobs import JOBS as OXEN

NOW = datetime(2026, 1, 1, tzinfo=UTC)
VIDEO = Video(url="https://example.com/v.mp4")


def job(*ids: str) -> Job:
    return Job(provider="oxen", account="default", ids=ids or ("a",), submitted_at=NOW)


def reading(id: str, status: Status | None = None, **more: object) -> Reading:
    return Reading(id=id, status=status, **more)  # type: ignore[arg-type]


def state(*readings: Reading, awaits: bool = False) -> Generation:
    ids = tuple(one.id or "?" for one in readings)
    return generation_of(OXEN, job(*ids), [Part(one.id or "?", (one,), awaits) for one in readings])


DONE = {"videos": (VIDEO,)}


@pytest.mark.parametrize(
    ("readings", "status"),
    [
        ([reading("a", "queued"), reading("b", "queued")], "queued"),
        ([reading("a", "queued"), reading("b", "running")], "running"),
        ([reading("a", "queued"), reading("b", "succeeded", **DONE)], "running"),
        ([reading("a", "unknown"), reading("b", "running")], "running"),
        ([reading("a", "unknown"), reading("b", "succeeded", **DONE)], "unknown"),
        ([reading("a", "succeeded", **DONE), reading("b", "succeeded", **DONE)], "succeeded"),
        ([reading("a", "succeeded", **DONE), reading("b", "failed")], "succeeded"),
        ([reading("a", "canceled"), reading("b", "canceled")], "canceled"),
        ([reading("a", "expired"), reading("b", "expired")], "expired"),
        ([reading("a", "canceled"), reading("b", "failed")], "failed"),
        ([reading("a", "succeeded")], "failed"),
        ([reading("a", **DONE)], "succeeded"),
        ([reading("a")], "unknown"),
    ],
)
def test_the_status_of_a_job_follows_from_those_of_its_ids(readings: list[Reading], status: str) -> None:
    generation = state(*readings)

    assert generation.status == status
    assert bool(generation.videos) == (status == "succeeded")
    ended = [one for one in readings if one.status in ("failed", "canceled", "expired")]
    empty = [one for one in readings if one.status == "succeeded" and not one.videos]
    assert len(generation.errors) == len(ended) + len(empty)


def test_a_success_whose_video_is_to_be_asked_for_still_runs() -> None:
    assert state(reading("a", "succeeded"), awaits=True).status == "running"


def test_a_reason_is_classified_by_the_providers_own_words() -> None:
    errors = state(reading("a", "failed", error="Insufficient credits"), reading("b", "failed", error="no")).errors

    assert [(one.kind, one.message, one.id) for one in errors] == [
        ("insufficient_funds", "Insufficient credits", "a"),
        ("generation_failed", "no", "b"),
    ]


def test_a_failure_with_a_video_has_no_video() -> None:
    assert state(reading("a", "failed", **DONE)).videos == ()


def test_later_answers_count_and_leave_what_they_do_not_say() -> None:
    first = reading("a", "running", raw_status="r", progress=0.5, unchecked=("x",), raw=1)
    second = reading("a", None, queue_position=0, cost=Cost(amount=Decimal(1), unit="u"), unchecked=("y",), raw=2)
    both = merged([first, second])

    assert (both.status, both.progress, both.queue_position) == ("running", 0.5, 0)
    assert (both.unchecked, both.raw) == (("x", "y"), 2)
    assert merged([]) == Reading()


def test_figures_of_several_ids_are_joined_and_never_invented() -> None:
    one, two = Cost(amount=Decimal("0.5"), unit="u"), Cost(amount=Decimal("0.7"), unit="u")
    early, late = NOW, NOW + timedelta(seconds=9)
    both = state(
        reading(
            "a", "running", progress=0.2, queue_position=1, cost=one, created_at=late, updated_at=early, raw_status="x"
        ),
        reading(
            "b", "running", progress=0.9, queue_position=4, cost=two, created_at=early, updated_at=late, raw_status="y"
        ),
    )
    half = state(reading("a", "running", progress=0.2, cost=one), reading("b", "running"))
    mixed = state(reading("a", cost=one, **DONE), reading("b", cost=Cost(amount=Decimal(1), unit="v"), **DONE))

    assert (both.progress, both.queue_position, both.cost) == (0.2, 4, Cost(amount=Decimal("1.2"), unit="u"))
    assert (both.created_at, both.updated_at, both.raw_status) == (early, late, "x, y")
    assert (half.progress, half.cost, mixed.cost) == (None, None, None)


def test_a_young_job_that_is_not_found_is_queued() -> None:
    table = replace(KLING, not_found_grace=30.0)

    young = polled(table, job(), "a", (), NOW + timedelta(seconds=29))
    assert generation_of(table, job(), [young]).status == "queued"
    with pytest.raises(NotFoundError):
        polled(table, job(), "a", (), NOW + timedelta(seconds=31))


# when to ask


def begin(timeout: float | None = None, *, age: float = 0.0) -> waiting.Watch:
    return waiting.begin(OXEN, job(), timeout=timeout, now=100.0, today=NOW + timedelta(seconds=age))


@pytest.mark.parametrize(("age", "pause"), [(0, 5), (3, 2), (5, 0), (900, 0), (-60, 5)])
def test_the_first_question_waits_for_what_is_left_of_the_first_pause(age: float, pause: float) -> None:
    assert begin(age=age).pause(100.0) == pause


def test_no_pause_goes_beyond_the_deadline() -> None:
    watch = begin(7)
    after = waiting.after(OXEN, watch, state(reading("a", "running")), 105.0)

    assert (watch.pause(100.0), after.pause(105.0)) == (5, 2)
    assert after.left(106.5) == 0.5
    with pytest.raises(CallTimeoutError, match="within 7 s") as caught:
        after.left(107.0)
    assert caught.value.job == job()


def test_a_pause_stays_a_number_however_often_was_asked() -> None:
    polling = Polling(2.0, 1.25, 5.0, 3600.0)

    assert [polling.delay(asked) for asked in (0, 1, 5, 10_000, 10**9)] == [2.0, 2.5, 5.0, 5.0, 5.0]


def test_both_bounds_of_the_patience_must_be_used_up() -> None:
    table = replace(OXEN, polling=Polling(1, 1, 1, 10_000))
    doubt = state(reading("a", "unknown", raw_status="resting"))
    watch = begin(9000)
    for second in range(100, 700):
        watch = waiting.after(table, watch, doubt, float(second))
    assert watch.doubts == 600
    with pytest.raises(ProtocolDriftError, match="resting"):
        waiting.after(table, watch, doubt, 700.0)

    slow = waiting.after(table, begin(9000), doubt, 100.0)
    for second in (1000, 2000, 3000):
        slow = waiting.after(table, slow, doubt, float(second))
    with pytest.raises(ProtocolDriftError):
        waiting.after(table, slow, doubt, 4000.0)


def test_a_known_status_restores_the_patience() -> None:
    doubt, known = state(reading("a", "unknown")), state(reading("a", "running"))
    watch = waiting.after(OXEN, begin(), doubt, 100.0)
    watch = waiting.after(OXEN, watch, known, 900.0)

    assert watch.doubts == 0
    assert waiting.after(OXEN, watch, doubt, 1000.0).doubted_at == 1000.0
