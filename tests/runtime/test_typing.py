"""What type checkers see of a call; they judge this file, running it only proves that it imports."""

from __future__ import annotations

from typing import assert_type

from runtime_sample import BY_PAGE, CREATE, DELETE, EVENTS, LIST, Answer, Create, Task, TaskList

from stillmotion._runtime.arguments import one_request, optional_request, whole_request
from stillmotion._runtime.async_session import AsyncSession
from stillmotion._runtime.events import AsyncEventStream, Event, EventStream
from stillmotion._runtime.models import RequestRoot
from stillmotion._runtime.paging import AsyncPager, Pager
from stillmotion._runtime.raw import RawResponse
from stillmotion._runtime.session import Session


class Many(RequestRoot):
    """A body that is no object."""

    root: list[int]


def calls_are_typed_by_their_operation(session: Session) -> None:
    assert_type(session.call(CREATE, body=Create(prompt="p")), Answer)
    assert_type(session.call(DELETE), RawResponse)
    assert_type(session.pages(LIST, BY_PAGE), Pager[TaskList, Task])
    assert_type(session.stream(EVENTS), EventStream[Task])
    for item in session.pages(LIST, BY_PAGE):
        assert_type(item, Task)
    with session.stream(EVENTS) as events:
        assert_type(next(events), Event[Task])


def requests_are_typed_by_their_model(request: Create | None, whole: Create) -> None:
    assert_type(one_request(Create, request, prompt="p"), Create)
    assert_type(optional_request(Create, request, prompt="p"), Create | None)
    assert_type(whole_request(Create, whole), Create)
    assert_type(optional_request(Many, Many([1])), Many | None)
    assert_type(whole_request(Many, Many([1])), Many)


async def async_calls_are_typed_by_their_operation(session: AsyncSession) -> None:
    assert_type(await session.call(CREATE, body=Create(prompt="p")), Answer)
    assert_type(await session.call(DELETE), RawResponse)
    assert_type(session.pages(LIST, BY_PAGE), AsyncPager[TaskList, Task])
    assert_type(session.stream(EVENTS), AsyncEventStream[Task])
    async for item in session.pages(LIST, BY_PAGE):
        assert_type(item, Task)


def test_the_typed_calls_are_there() -> None:
    assert callable(calls_are_typed_by_their_operation)
    assert callable(requests_are_typed_by_their_model)
    assert callable(async_calls_are_typed_by_their_operation)
