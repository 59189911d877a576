"""Every fault against every call, blocking and not. What the server saw is judged first, then what the caller got."""

from __future__ import annotations

from typing import Final, NamedTuple

import pytest
import test_fault_downloads
from fault_cells import CALLS, KEY, SUBMITS, How, Outcome, World, everything_said, run, ways
from fault_page import Page, read_of
from faults import (
    FAULTS,
    GIVING,
    Fault,
    closes_instead_of_a_length,
    cuts,
    gives_no_size,
    says_too_short_a_length,
    stalls_in_the_body,
    tears,
    trickles_slowly,
)

from stillmotion import SubmitAmbiguousError

_ERROR: Final = {
    "unsent": "network",
    "lost": "network",
    "slow": "timeout",
    "alien": "protocol_drift",
    "elsewhere": "protocol_drift",
    "busy": "rate_limited",
    "late": "rate_limited",
    "down": "provider_failure",
    "conflict": "conflict",
}
_PASSES: Final = frozenset({"unsent", "lost", "busy", "down"})
_SURELY_NOT_TAKEN: Final = frozenset({"unsent", "busy", "late", "refused"})
_ATTEMPTS: Final = 4
_IN_THE_STREAM: Final = {
    cuts: "1 events, network",
    tears: "1 events, network",
    gives_no_size: "0 events, network",
    stalls_in_the_body: "1 events, timeout",
    # no silence is too long, and a stream has no total
    trickles_slowly: "3 events, end",
    # the end of a stream is its server's affair; half an event is none
    says_too_short_a_length: "1 events, end",
    closes_instead_of_a_length: "1 events, end",
}
_LOOKS: Final = 6
"""How often a lost job is looked for within ten seconds."""


class Expected(NamedTuple):
    """What the server must have read and billed, and what the caller must get."""

    posts: int
    gets: int
    charges: int
    result: str


def expected(call: str, fault: Fault, how: How) -> Expected:
    """The rules of sending again, in one place."""
    if call in SUBMITS:
        return _of_submit(call, fault, how)
    return _of_stream(fault, how) if call == "oxen stream" else _of_read(fault, how)


def _of_read(fault: Fault, how: How) -> Expected:
    error = fault.error or _ERROR.get(fault.kind, "answer")
    hidden = fault.blind is not None or fault.kind == "unsent"
    if fault.kind in _PASSES:
        good = how != "always"
        sent = (1 if hidden else 2) if good else (0 if hidden else _ATTEMPTS)
        return Expected(0, sent, 0, "answer" if good else error)
    return Expected(0, 1, 0, error)


def _of_stream(fault: Fault, how: How) -> Expected:
    """A stream is opened like any read; what happens once it flows ends it, and is told."""
    if fault.act in _IN_THE_STREAM:
        return Expected(0, 1, 0, _IN_THE_STREAM[fault.act])
    opened = _of_read(fault, how)
    ending = "3 events, end" if opened.result == "answer" else f"0 events, {opened.result}"
    return opened._replace(result=ending)


def _of_submit(call: str, fault: Fault, how: How) -> Expected:
    error = fault.error or _ERROR.get(fault.kind, "answer")
    if fault.kind == "fine":
        return Expected(1, 0, 1, "answer")
    if fault.kind in _SURELY_NOT_TAKEN:
        if fault.kind in ("late", "refused"):
            return Expected(1, 0, 0, error)
        good = how != "always"
        unseen = fault.kind == "unsent"
        return Expected(
            (1 if unseen else 2) if good else (0 if unseen else _ATTEMPTS), 0, int(good), "answer" if good else error
        )
    return _of_lost_submit(call, fault, how)


def _of_lost_submit(call: str, fault: Fault, how: How) -> Expected:
    posts = 0 if fault.blind is not None else 1
    charges = int(how == "once, taken" or fault.act in GIVING)
    if not call.startswith("kling"):
        return Expected(posts, 0, charges, "submit_ambiguous")
    if how == "once, taken":
        return Expected(1, 1, 1, "answer")
    looks = _LOOKS
    if how == "always":
        # nothing of a blind fault is read, and the first question takes all the time of a search that is answered slowly
        looks = 0 if fault.blind is not None else 1 if fault.kind == "slow" else _LOOKS
    return Expected(posts, looks, charges, "submit_ambiguous")


CELLS: Final[list[tuple[str, Fault, How]]] = [
    (call, fault, how)
    for call, provider in CALLS.items()
    for fault in FAULTS
    for how in ways(call, fault)
    if fault.provider in ("", provider)
]


@pytest.mark.parametrize("world", ["sync", "async"])
@pytest.mark.parametrize(
    ("call", "fault", "how"), CELLS, ids=[f"{call}-{fault.name}-{how}" for call, fault, how in CELLS]
)
def test_a_fault_costs_nothing_twice_and_ends_in_an_answer_or_a_typed_error(
    world: World, call: str, fault: Fault, how: How, fault_page: Page
) -> None:
    outcome = run(world, call, fault, how)

    saw = Expected(outcome.count("POST"), outcome.count("GET"), len(outcome.charges), outcome.result)
    assert saw == expected(call, fault, how)
    assert outcome.elsewhere == []
    assert len({one.body for one in outcome.seen if one.method == "POST"}) <= 1
    assert all(one.headers["authorization"] == f"Bearer {KEY}" for one in outcome.seen)
    assert outcome.open == 0
    _judge_pauses(fault, outcome)
    _judge_error(call, outcome)
    fault_page.judge((fault.name, call, how), read_of(saw.posts, saw.gets), saw.charges, saw.result)


def test_the_page_has_a_line_for_each_cell_and_no_other(fault_page: Page) -> None:
    cells = [(fault.name, call, how) for call, fault, how in CELLS]
    fault_page.judge_keys([*cells, *test_fault_downloads.keys()])


def _judge_pauses(fault: Fault, outcome: Outcome) -> None:
    """A pause that the provider asks for is kept."""
    if fault.asks and len(outcome.seen) > 1 and outcome.slept:
        assert outcome.slept[0] >= fault.asks


def _judge_error(call: str, outcome: Outcome) -> None:
    """An error tells what a person needs, and no secret."""
    error = outcome.error
    if error is None:
        return
    assert KEY not in everything_said(error)
    if isinstance(error, SubmitAmbiguousError) and call.startswith("kling") and outcome.count("POST"):
        (body,) = {one.body for one in outcome.seen if one.method == "POST"}
        assert error.client_ref
        assert error.client_ref.encode() in body
        assert error.client_ref in str(error)
