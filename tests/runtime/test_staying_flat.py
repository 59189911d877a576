"""Calls leave nothing behind, whether they end or are cancelled; `make bench` runs many more of them."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

import pytest

from tests.benchmarks.cancelling import STAGES, Stage, left_by
from tests.benchmarks.loopback import serving
from tests.benchmarks.memory import grown_async, grown_sync

CALLS = 600
BLOCKS = 300
"""Half a block a call: what an interpreter keeps for itself, and less than anything kept for each call would be."""


@pytest.mark.parametrize("stage", STAGES)
def test_a_cancelled_call_leaves_no_connection_and_no_task(stage: Stage) -> None:
    left = asyncio.run(left_by(stage, 12))
    idle = 1 if stage == "retry pause" else 0
    assert (left.connections, left.tasks) == (idle, 0)


@pytest.mark.parametrize(
    "grown",
    [grown_sync, lambda url, calls: asyncio.run(grown_async(url, calls))],
    ids=["sync", "async"],
)
def test_calls_leave_no_memory(grown: Callable[[str, int], tuple[int, int]]) -> None:
    with serving() as url:
        blocks, _ = grown(url, CALLS)
    assert blocks < BLOCKS
