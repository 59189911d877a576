"""Streams of server-sent events, typed."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Generic, Self, TypeVar, cast

import httpx2
from pydantic import BaseModel, ValidationError

from .errors import ProviderError
from .line_ends import OneLineEnd
from .operation import AnswerT, Operation
from .refusal import drift

if TYPE_CHECKING:
    from types import TracebackType

    from .session_core import SessionCore

DataT = TypeVar("DataT", covariant=True)
_MAX_EVENT_BYTES = 8 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Event(Generic[DataT]):
    """One event. `data` is None for an event of another name than the typed one; `text` is the data as it came, `id`
    the last event id seen so far (empty: none)."""

    event: str
    data: DataT | None
    text: str
    id: str


class _Reader(Generic[AnswerT]):
    """From raw events, and from what goes wrong, to typed ones."""

    def __init__(self, core: SessionCore, operation: Operation[AnswerT], limit: float) -> None:
        self._core = core
        self._operation = operation
        self._limit = limit

    def source(self, response: httpx2.Response) -> httpx2.EventSource:
        """The parser of a response. Event streams are UTF-8 by definition, and may start with a byte order mark."""
        response.encoding = "utf-8-sig"
        return httpx2.EventSource(cast(httpx2.Response, OneLineEnd(response)), max_event_size=_MAX_EVENT_BYTES)

    def typed(self, event: httpx2.ServerSentEvent) -> Event[AnswerT]:
        """The event with its data validated. Raises ProtocolDriftError."""
        wanted = self._operation.event
        if self._operation.answer is None or not event.data or wanted not in (None, event.event):
            return Event(event.event, None, event.data, event.id)
        model = cast("type[BaseModel]", self._operation.answer)
        try:
            data = model.__pydantic_validator__.validate_json(event.data)
        except (ValidationError, RecursionError):
            failure = self._drift(f"unexpected data of event {event.event[:100]!r}: {event.data[:300]!r}")
        else:
            return Event(event.event, cast(AnswerT, data), event.data, event.id)
        raise failure

    def _drift(self, message: str) -> ProviderError:
        return drift(self._core.provider, self._operation, self._core.hide(message))

    def broken(self, error: httpx2.RequestError) -> ProviderError:
        """The typed error for what the stream raised."""
        if isinstance(error, httpx2.SSEError):
            return self._drift(str(error))
        return self._core.broken(self._operation, error, self._limit)


class EventStream(Generic[AnswerT]):
    """Events as they arrive: a context manager and an iterator. The request is sent on entering, or at the first event.

    It ends when the server ends it. Raises the typed error of an opening answer without success, ProtocolDriftError for
    data outside the contract, CallTimeoutError after a silence, NetworkError when the connection breaks.
    """

    def __init__(
        self,
        core: SessionCore,
        operation: Operation[AnswerT],
        limit: float,
        opener: Callable[[], httpx2.Response],
    ) -> None:
        self._reader = _Reader(core, operation, limit)
        self._opener = opener
        self._response: httpx2.Response | None = None
        self._events: Iterator[Event[AnswerT]] | None = None

    def __enter__(self) -> Self:
        self._iterator()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def __iter__(self) -> Iterator[Event[AnswerT]]:
        return self

    def __next__(self) -> Event[AnswerT]:
        return next(self._iterator())

    def _iterator(self) -> Iterator[Event[AnswerT]]:
        if self._events is None:
            self._response = self._opener()
            self._events = self._read(self._response)
        return self._events

    def _read(self, response: httpx2.Response) -> Iterator[Event[AnswerT]]:
        try:
            for event in self._reader.source(response):
                yield self._reader.typed(event)
            return
        except httpx2.RequestError as error:
            failure = self._reader.broken(error)
        finally:
            response.close()
        raise failure

    def close(self) -> None:
        """Close the connection; iterating ends."""
        if self._response is not None:
            self._response.close()
        self._events = iter(())


class AsyncEventStream(Generic[AnswerT]):
    """Events as they arrive: a context manager and an iterator. The request is sent on entering, or at the first event.

    It ends when the server ends it. Raises the typed error of an opening answer without success, ProtocolDriftError for
    data outside the contract, CallTimeoutError after a silence, NetworkError when the connection breaks.
    """

    def __init__(
        self,
        core: SessionCore,
        operation: Operation[AnswerT],
        limit: float,
        opener: Callable[[], Awaitable[httpx2.Response]],
    ) -> None:
        self._reader = _Reader(core, operation, limit)
        self._opener = opener
        self._response: httpx2.Response | None = None
        self._events: AsyncIterator[Event[AnswerT]] | None = None

    async def __aenter__(self) -> Self:
        await self._iterator()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.close()

    def __aiter__(self) -> AsyncIterator[Event[AnswerT]]:
        return self

    async def __anext__(self) -> Event[AnswerT]:
        return await anext(await self._iterator())

    async def _iterator(self) -> AsyncIterator[Event[AnswerT]]:
        if self._events is None:
            self._response = await self._opener()
            self._events = self._read(self._response)
        return self._events

    async def _read(self, response: httpx2.Response) -> AsyncIterator[Event[AnswerT]]:
        try:
            async for event in self._reader.source(response):
                yield self._reader.typed(event)
            return
        except httpx2.RequestError as error:
            failure = self._reader.broken(error)
        finally:
            await response.aclose()
        raise failure

    async def close(self) -> None:
        """Close the connection; iterating ends."""
        if self._response is not None:
            await self._response.aclose()
        self._events = _nothing()


async def _nothing() -> AsyncIterator[Any]:
    return
    yield
