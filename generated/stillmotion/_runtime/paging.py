"""Walking a list page by page."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Mapping, Sequence
from typing import Any, Generic, cast

from .operation import AnswerT, ItemT, Operation, Paging, Provider
from .refusal import drift
from .wirepath import value_at


def next_page(
    paging: Paging[Any], query: Mapping[str, Any], received: int, total_pages: object
) -> dict[str, Any] | None:
    """The query parameters that differ on the page after this one; None when this is the last.

    `query` holds what was asked for by wire names, `received` is the number of items that came, `total_pages` what the
    answer says about the number of pages, if anything.
    """
    if paging.style == "whole" or received == 0:
        return None
    position = int(query.get(paging.position, paging.start))
    if paging.style == "offset":
        following = position + received
    else:
        following = position + 1
        if isinstance(total_pages, int) and not isinstance(total_pages, bool):
            return None if following - paging.start >= total_pages else {paging.position: following}
    size = int(query.get(paging.size, paging.default_size))
    return None if received < size else {paging.position: following}


class _Walk:
    """One walk over a list: where it stands, and the page before, to notice a server that goes in circles."""

    def __init__(self, provider: Provider, operation: Operation[Any], paging: Paging[Any], query: Mapping[str, Any]):
        self._provider = provider
        self._operation = operation
        self._paging = paging
        self._query = dict(query)
        self._previous: Sequence[object] = ()

    def items(self, answer: object) -> Sequence[Any]:
        """The items of a page; none where the answer has no list."""
        found = value_at(answer, self._paging.items)
        return found if isinstance(found, list | tuple) else ()

    def after(self, answer: object) -> dict[str, Any] | None:
        """The query of the page after this one. Raises ProtocolDriftError when this page equals the one before."""
        items = self.items(answer)
        if items and items == self._previous:
            raise drift(self._provider, self._operation, "the list repeats: two pages running hold the same items")
        self._previous = items
        total = value_at(answer, self._paging.total_pages) if self._paging.total_pages else None
        following = next_page(self._paging, self._query, len(items), total)
        if following is not None:
            self._query.update(following)
        return following


class Pager(Generic[AnswerT, ItemT]):
    """The items of a list over all its pages; every iteration starts at the first page.

    Iterating raises what the call raises, and ProtocolDriftError when the server sends the same page twice running.
    """

    def __init__(
        self,
        provider: Provider,
        operation: Operation[AnswerT],
        paging: Paging[ItemT],
        query: Mapping[str, Any],
        fetch: Callable[[Mapping[str, Any]], AnswerT],
    ) -> None:
        self._start: Callable[[], _Walk] = lambda: _Walk(provider, operation, paging, query)
        self._fetch = fetch

    def pages(self) -> Iterator[AnswerT]:
        """The answers, one per page, each fetched when it is asked for."""
        walk = self._start()
        moved: dict[str, Any] | None = {}
        while moved is not None:
            answer = self._fetch(moved)
            moved = walk.after(answer)
            yield answer

    def __iter__(self) -> Iterator[ItemT]:
        walk = self._start()
        for answer in self.pages():
            yield from cast("Sequence[ItemT]", walk.items(answer))


class AsyncPager(Generic[AnswerT, ItemT]):
    """The items of a list over all its pages; every iteration starts at the first page.

    Iterating raises what the call raises, and ProtocolDriftError when the server sends the same page twice running.
    """

    def __init__(
        self,
        provider: Provider,
        operation: Operation[AnswerT],
        paging: Paging[ItemT],
        query: Mapping[str, Any],
        fetch: Callable[[Mapping[str, Any]], Awaitable[AnswerT]],
    ) -> None:
        self._start: Callable[[], _Walk] = lambda: _Walk(provider, operation, paging, query)
        self._fetch = fetch

    async def pages(self) -> AsyncIterator[AnswerT]:
        """The answers, one per page, each fetched when it is asked for."""
        walk = self._start()
        moved: dict[str, Any] | None = {}
        while moved is not None:
            answer = await self._fetch(moved)
            moved = walk.after(answer)
            yield answer

    async def __aiter__(self) -> AsyncIterator[ItemT]:
        walk = self._start()
        async for answer in self.pages():
            for item in cast("Sequence[ItemT]", walk.items(answer)):
                yield item
