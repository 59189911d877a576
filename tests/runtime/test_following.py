"""Many jobs in async code: every one is asked about until it ends, however the answers fall together."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from stillmotion.normalized.following import Follower
from stillmotion.normalized.generation import Generation, Job
from stillmotion.normalized.many import Ended
from stillmotion.normalized.waiting import Watch

_MOMENT = datetime(2026, 1, 1, tzinfo=UTC)


def _watch(number: int) -> Watch:
    return Watch(Job(provider="kling", account="default", ids=(str(number),), submitted_at=_MOMENT), 0.0, 100.0, 100.0)


def _ended(watch: Watch) -> Generation:
    return Generation(provider="kling", job=watch.job, status="canceled")


async def _at_once(watch: Watch) -> Generation | Watch:
    """Asked three times, and never a pause between question and answer: all lanes come free in the same moment."""
    return _ended(watch) if watch.asked == 2 else replace(watch, asked=watch.asked + 1)


def _follow(step: Callable[[Watch], Awaitable[Generation | Watch]], jobs: int, lanes: int) -> list[Ended]:
    async def run() -> list[Ended]:
        follower = Follower(step, asyncio.get_running_loop().time, asyncio.sleep, lanes)
        async with asyncio.timeout(10):
            return [ended async for ended in follower.run(_watch(number) for number in range(jobs))]

    return asyncio.run(run())


@pytest.mark.parametrize("lanes", [1, 2, 16])
def test_answers_that_all_come_in_one_moment_leave_no_job_behind(lanes: int) -> None:
    ended = _follow(_at_once, 40, lanes)
    assert {one.job.ids[0] for one in ended if isinstance(one, Generation)} == {str(number) for number in range(40)}


def test_a_start_that_fails_at_once_ends_the_iteration() -> None:
    async def run() -> list[Ended]:
        follower = Follower(_at_once, asyncio.get_running_loop().time, asyncio.sleep)

        async def begin() -> Ended:
            return _ended(_watch(1))

        follower.start(begin)
        async with asyncio.timeout(10):
            return [ended async for ended in follower.run(())]

    assert len(asyncio.run(run())) == 1


def test_an_error_of_the_caller_is_raised_and_no_job_vanishes_in_silence() -> None:
    async def step(watch: Watch) -> Generation | Watch:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        _follow(step, 1, 16)
