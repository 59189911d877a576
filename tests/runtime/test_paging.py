from __future__ import annotations

import asyncio
from typing import Any

import httpx2
import pytest
from runtime_sample import BY_PAGE, LIST, Find, Handler, Shell, Task, TaskList

from stillmotion._runtime.errors import InvalidRequestError, ProtocolDriftError
from stillmotion._runtime.operation import CallOptions, Paging
from stillmotion._runtime.paging import next_page

OFFSET: Paging[Task] = Paging("offset", ("data",), "offset", 0, "limit", 10)
TOTAL: Paging[Task] = Paging("page", ("data",), "pageNum", 1, "pageSize", 2, ("pages",))


@pytest.mark.parametrize(
    ("paging", "query", "received", "total", "expected"),
    [
        (BY_PAGE, {}, 2, None, {"pageNum": 2}),
        (BY_PAGE, {"pageNum": 5}, 2, None, {"pageNum": 6}),
        (BY_PAGE, {}, 1, None, None),
        (BY_PAGE, {}, 0, None, None),
        (BY_PAGE, {"pageSize": 3}, 2, None, None),
        (BY_PAGE, {"pageSize": 1}, 1, None, {"pageNum": 2}),
        (TOTAL, {}, 2, 1, None),
        (TOTAL, {}, 1, 2, {"pageNum": 2}),
        (TOTAL, {"pageNum": 2}, 2, 2, None),
        (TOTAL, {"pageNum": 2}, 0, 9, None),
        (TOTAL, {}, 2, None, {"pageNum": 2}),
        (OFFSET, {}, 10, None, {"offset": 10}),
        (OFFSET, {"offset": 10, "limit": 5}, 5, None, {"offset": 15}),
        (OFFSET, {}, 9, None, None),
        (Paging("whole", ("data",)), {}, 100, None, None),
        (Paging("page", ("data",), "pageNum", 0), {}, 1, None, {"pageNum": 1}),
    ],
)
def test_the_next_page(
    paging: Paging[Task], query: dict[str, Any], received: int, total: object, expected: dict[str, Any] | None
) -> None:
    assert next_page(paging, query, received, total) == expected


def listing(tasks: list[str], seen: list[str] | None = None) -> Handler:
    """A server with a list of tasks, in pages of two."""

    def handle(request: httpx2.Request) -> httpx2.Response:
        page = int(request.url.params.get("pageNum", "1"))
        if seen is not None:
            seen.append(str(request.url.query, "ascii"))
        shown = tasks[2 * page - 2 : 2 * page]
        return httpx2.Response(200, json={"code": 0, "data": [{"task_id": name} for name in shown]})

    return handle


def test_items_come_from_all_pages_in_order(shell: Shell) -> None:
    seen: list[str] = []
    items = shell.items(shell.session(listing(list("abcde"), seen)), LIST, BY_PAGE, parameters=Find(done=True))
    assert [item.task_id for item in items] == list("abcde")
    assert seen == ["done=true", "done=true&pageNum=2", "done=true&pageNum=3"]


def test_a_walk_starts_where_the_caller_says(shell: Shell) -> None:
    items = shell.items(shell.session(listing(list("abcde"))), LIST, BY_PAGE, parameters=Find(page=2))
    assert [item.task_id for item in items] == list("cde")


def test_a_server_that_repeats_a_page_is_drift(shell: Shell) -> None:
    calls = []

    def handle(request: httpx2.Request) -> httpx2.Response:
        calls.append(request)
        return httpx2.Response(200, json={"code": 0, "data": [{"task_id": "a"}, {"task_id": "b"}]})

    with pytest.raises(ProtocolDriftError, match="repeats"):
        shell.items(shell.session(handle), LIST, BY_PAGE)
    assert len(calls) == 2


LAST_TWO: Paging[Task] = Paging("page", ("data",), "pageNum", 1, "pageSize", 2, last=2)
LAST_UNKNOWN_SIZE: Paging[Task] = Paging("page", ("data",), "pageNum", 1, last=2)


@pytest.mark.parametrize("paging", [LAST_TWO, LAST_UNKNOWN_SIZE])
def test_a_list_longer_than_the_provider_gives_ends_in_an_error(shell: Shell, paging: Paging[Task]) -> None:
    seen: list[str] = []
    pager = shell.session(listing(list("abcde"), seen)).pages(LIST, paging)
    items: list[str] = []
    with pytest.raises(InvalidRequestError, match=r"sample list: .*longer .*page 2 .*filters") as caught:
        shell.drain(pager, items)
    assert items == list("abcd")
    assert seen == ["", "pageNum=2"]
    assert (caught.value.accepted, caught.value.retry) == ("no", "after_fix")


def test_a_last_page_that_is_short_ends_the_list(shell: Shell) -> None:
    seen: list[str] = []
    items = shell.items(shell.session(listing(list("abc"), seen)), LIST, LAST_TWO)
    assert [item.task_id for item in items] == list("abc")
    assert len(seen) == 2


def test_no_walk_starts_beyond_the_last_page(shell: Shell) -> None:
    seen: list[str] = []
    with pytest.raises(InvalidRequestError, match="last page the provider gives is 2"):
        shell.items(shell.session(listing(list("abc"), seen)), LIST, LAST_TWO, parameters=Find(page=3))
    assert seen == []


@pytest.mark.parametrize("extra", [{"pageNum": "x"}, {"pageSize": [1]}])
def test_a_walk_needs_whole_numbers(shell: Shell, extra: dict[str, Any]) -> None:
    with pytest.raises(InvalidRequestError, match="must be a whole number"):
        shell.items(shell.session(listing([])), LIST, BY_PAGE, options=CallOptions(extra_query=extra))


def test_a_walk_with_its_position_left_out_starts_at_the_start(shell: Shell) -> None:
    options = CallOptions(extra_query={"pageNum": None})
    items = shell.items(shell.session(listing(list("abc"))), LIST, BY_PAGE, parameters=Find(page=9), options=options)
    assert [item.task_id for item in items] == list("abc")


def test_a_walk_refuses_extras_that_are_no_mapping(shell: Shell) -> None:
    wrong: Any = [("a", 1)]
    with pytest.raises(InvalidRequestError, match="extra_query must be a mapping"):
        shell.items(shell.session(listing([])), LIST, BY_PAGE, options=CallOptions(extra_query=wrong))


def test_pages_are_fetched_when_they_are_asked_for() -> None:
    seen: list[str] = []
    pager = Shell("sync").session(listing(list("abcde"), seen)).pages(LIST, BY_PAGE)
    assert seen == []
    first = next(pager.pages())
    assert isinstance(first, TaskList)
    assert seen == [""]
    assert [item.task_id for item in pager] == [item.task_id for item in pager] == list("abcde")


def test_async_pages_give_the_answers() -> None:
    pager = Shell("async").session(listing(list("abc"))).pages(LIST, BY_PAGE)

    async def run() -> list[int]:
        return [len(page.data) async for page in pager.pages()]

    assert asyncio.run(run()) == [2, 1]
