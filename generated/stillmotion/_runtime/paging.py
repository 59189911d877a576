"""Walking a list page by page."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Mapping, Sequence
from typing import Any, Generic, cast

from .errors import InvalidRequestError
from .operation import AnswerT, ItemT, Operation, Paging, Provider
from .refusal import drift
from .wirepath import value_at


def next_page(
    paging: Paging[Any], query: Mapping[str, Any], received: int, total_pages: object
) -> dict[str, Any] | None:
    """The query parameters that differ on the page after this one; None when this is the last of the list.

    `query` holds what was asked for by wire names, `received` is the number of items that came, `total_pages` what the
    answer says about the number of pages, if anything.
    """
    if paging.style == "whole" or received == 0:
        return None
    position = _number(query, paging.position, paging.start)
    if paging.style == "offset":
        following = position + received
    else:
        following = position + 1
        if isinstance(total_pages, int) and not isinstance(total_pages, bool):
            return None if following - paging.start >= total_pages else {paging.position: following}
    size = _number(query, paging.size, paging.default_size)
    return None if received < size else {paging.position: following}


def _number(query: Mapping[str, Any], name: str, default: int) -> int:
    """A whole number of the query; the default when it is absent or left out by None. Raises ValueError, TypeError."""
    value = query.get(name)
    return default if value is None else int(value)


class _Walk:
    """One walk over a list: where it stands, and the page before, to notice a server that goes in circles."""

    def __init__(self, provider: Provider, operation: Operation[Any], paging: Paging[Any], query: Mapping[str, Any]):
        self._provider = provider
        self._operation = operation
        self._paging = paging
        self._query = dict(query)
        self._previous: Sequence[object] = ()
        self._cut = False

    def first(self) -> dict[str, Any]:
        """What differs on the first page: nothing. Raises InvalidRequestError when no walk can start there."""
        paging = self._paging
        for name in filter(None, (paging.position, paging.size)):
            try:
                _number(self._query, name, 0)
            except (ValueError, TypeError):
                raise self._refuse(f"{name} must be a whole number") from None
        if self._is_beyond(self._query):
            raise self._refuse(f"the last page the provider gives is {paging.last}")
        return {}

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
        if following is not None and self._is_beyond(following):
            self._cut = True
            return None
        if following is not None:
            self._query.update(following)
        return following

    def finish(self) -> None:
        """The end of the walk. Raises InvalidRequestError when the list seems to go on where the provider does not."""
        if self._cut:
            raise self._refuse(
                f"the list is longer than the provider gives: page {self._paging.last} is the last and was full;"
                " narrow the list by filters"
            )

    def _is_beyond(self, query: Mapping[str, Any]) -> bool:
        paging = self._paging
        return paging.style == "page" and 0 < paging.last < _number(query, paging.position, paging.start)

    def _refuse(self, message: str) -> InvalidRequestError:
        return InvalidRequestError(
            message, provider=self._provider.name, operation=self._operation.name, retry="after_fix", accepted="no"
        )


class Pager(Generic[AnswerT, ItemT]):
    """The items of a list over all its pages; every iteration starts at the first page.

    Iterating raises what the call raises, ProtocolDriftError when the server sends the same page twice running, and
    after the last item InvalidRequestError when the list is longer than the provider gives.
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
        moved: dict[str, Any] | None = walk.first()
        while moved is not None:
            answer = self._fetch(moved)
            moved = walk.after(answer)
            yield answer
        walk.finish()

    def __iter__(self) -> Iterator[ItemT]:
        walk = self._start()
        for answer in self.pages():
            yield from cast("Sequence[ItemT]", walk.items(answer))


class AsyncPager(Generic[AnswerT, ItemT]):
    """The items of a list over all its pages; every iteration starts at the first page.

    Iterating raises what the call raises, ProtocolDriftError when the server sends the same page twice running, and
    after the last item InvalidRequestError when the list is longer than the provider gives.
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
        moved: dict[str, Any] | None = walk.first()
        while moved is not None:
            answer = await self._fetch(moved)
            moved = walk.after(answer)
            yield answer
        walk.finish()

    async def __aiter__(self) -> AsyncIterator[ItemT]:
        walk = self._start()
        async for answer in self.pages():
            for item in cast("Sequence[ItemT]", walk.items(answer)):
                yield item
