"""Streams of server-sent events, typed."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Generic, Self, TypeVar, cast

import httpx2
from pydantic import BaseModel, ValidationError

from .errors import NetworkError, ProviderError
from .operation import AnswerT, Operation
from .refusal import drift
from .sse import EventTooLargeError, Message, Parser

if TYPE_CHECKING:
    from types import TracebackType

    from .session_core import SessionCore
    from .stream_time import StreamTime

DataT = TypeVar("DataT", covariant=True)


@dataclass(frozen=True, slots=True)
class Event(Generic[DataT]):
    """One event. `data` is None for an event of another name than the typed one; `text` is the data as it came, `id`
    the last event id seen so far (empty: none)."""

    event: str
    data: DataT | None
    text: str
    id: str


class _Reader(Generic[AnswerT]):
    """From bytes, and from what goes wrong, to typed events."""

    def __init__(self, core: SessionCore, operation: Operation[AnswerT], timeouts: StreamTime) -> None:
        self._core = core
        self._operation = operation
        self._parser = Parser()
        self._tries = 0
        self.timeouts = timeouts

    @property
    def last_id(self) -> str:
        """The last event id, where the provider goes on after it; else empty."""
        return self._parser.last_id if self._operation.replayed else ""

    @property
    def asked_pause(self) -> float:
        """Seconds that the server asks to wait before connecting again."""
        return self._parser.pause

    def begin(self, response: httpx2.Response) -> None:
        """A connection is open. Raises ProtocolDriftError when it is no event stream."""
        asked = self._parser.pause
        self._parser = Parser(self._parser.last_id)
        self._parser.pause = asked
        kind = response.headers.get("content-type", "").partition(";")[0].strip().lower()
        if kind != "text/event-stream":
            raise self._drift(f"expected an event stream, got content type {kind[:100]!r}")

    def beats(self, chunk: bytes) -> Iterator[Event[AnswerT] | None]:
        """The events that end with a chunk; None for one that is a sign of life only. Raises ProtocolDriftError."""
        is_alive_only = True
        try:
            for message in self._parser.feed(chunk):
                is_alive_only, self._tries = False, 0
                yield self._typed(message)
        except EventTooLargeError as error:
            failure = self._drift(str(error))
        else:
            if is_alive_only:
                yield None
            return
        raise failure

    def _typed(self, message: Message) -> Event[AnswerT]:
        wanted = self._operation.event
        if self._operation.answer is None or not message.data or wanted not in (None, message.event):
            return Event(message.event, None, message.data, message.id)
        model = cast("type[BaseModel]", self._operation.answer)
        try:
            data = model.__pydantic_validator__.validate_json(message.data)
        except (ValidationError, RecursionError):
            failure = self._drift(f"unexpected data of event {message.event[:100]!r}: {message.data[:300]!r}")
        else:
            return Event(message.event, cast(AnswerT, data), message.data, message.id)
        raise failure

    def _drift(self, text: str) -> ProviderError:
        return drift(self._core.provider, self._operation, self._core.hide(text))

    def broken(self, error: httpx2.RequestError) -> ProviderError:
        """The typed error for what the connection raised."""
        return self._core.broken(self._operation, error, self.timeouts.silence)

    def silent(self) -> ProviderError:
        """The error for a stream on which nothing came in time."""
        return self._core.timed_out(self._operation, self.timeouts.silence)

    def ended(self) -> ProviderError:
        """The error for a stream that the server has ended."""
        return self._core.failed(NetworkError, self._operation, "the server has ended the stream")

    def pause(self, failure: ProviderError) -> float:
        """Seconds before a broken stream is opened again. Raises the failure where that would hide a loss: events that
        are not replayed are gone, and the caller must know."""
        pause = self._core.reopening(self._tries) if self._operation.replayed else None
        if pause is None or not isinstance(failure, NetworkError):
            raise failure
        self._tries += 1
        return max(pause, self._parser.pause)


class EventStream(Generic[AnswerT]):
    """Events as they arrive: a context manager and an iterator. The request is sent on entering, or at the first event.

    It ends when the server ends it. A connection that breaks is made again, a few times, where the provider replays what
    was missed. Raises the typed error of an opening answer without success, ProtocolDriftError for data outside the
    contract, CallTimeoutError after a silence, NetworkError when the connection breaks.
    """

    def __init__(
        self,
        core: SessionCore,
        operation: Operation[AnswerT],
        timeouts: StreamTime,
        opener: Callable[[str], httpx2.Response],
        sleep: Callable[[float], object],
    ) -> None:
        self._reader = _Reader(core, operation, timeouts)
        self._opener = opener
        self._sleep = sleep
        self._response: httpx2.Response | None = None
        self._beats: Iterator[Event[AnswerT] | None] | None = None

    @property
    def asked_pause(self) -> float:
        """Seconds that the server asks to wait before connecting again; 0 when it does not ask."""
        return self._reader.asked_pause

    def listen_until(self, moment: float) -> None:
        """Wait for bytes no longer than until a moment of the session's clock, in seconds."""
        self._reader.timeouts.until = moment

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
        beats = self._iterator()
        while True:
            event = next(beats)
            if event is not None:
                return event

    def beat(self) -> Event[AnswerT] | None:
        """The next event; None for bytes that are only a sign of life. Raises as iterating does, and NetworkError when the
        server has ended the stream."""
        for event in self._iterator():
            return event
        raise self._reader.ended()

    def _iterator(self) -> Iterator[Event[AnswerT] | None]:
        if self._beats is None:
            self._response = self._opener("")
            self._beats = self._read(self._response)
        return self._beats

    def _read(self, response: httpx2.Response) -> Iterator[Event[AnswerT] | None]:
        while True:
            try:
                self._reader.begin(response)
                for chunk in response.iter_bytes():
                    yield from self._reader.beats(chunk)
                return
            except httpx2.RequestError as error:
                failure = self._reader.broken(error)
            finally:
                response.close()
            self._sleep(self._reader.pause(failure))
            response = self._response = self._opener(self._reader.last_id)

    def close(self) -> None:
        """Close the connection; iterating ends."""
        if self._response is not None:
            self._response.close()
        self._beats = iter(())


class AsyncEventStream(Generic[AnswerT]):
    """Events as they arrive: a context manager and an iterator. The request is sent on entering, or at the first event.

    It ends when the server ends it. A connection that breaks is made again, a few times, where the provider replays what
    was missed. Raises the typed error of an opening answer without success, ProtocolDriftError for data outside the
    contract, CallTimeoutError after a silence, NetworkError when the connection breaks.
    """

    def __init__(
        self,
        core: SessionCore,
        operation: Operation[AnswerT],
        timeouts: StreamTime,
        opener: Callable[[str], Awaitable[httpx2.Response]],
        sleep: Callable[[float], Awaitable[object]],
    ) -> None:
        self._reader = _Reader(core, operation, timeouts)
        self._opener = opener
        self._sleep = sleep
        self._response: httpx2.Response | None = None
        self._beats: AsyncIterator[Event[AnswerT] | None] | None = None

    @property
    def asked_pause(self) -> float:
        """Seconds that the server asks to wait before connecting again; 0 when it does not ask."""
        return self._reader.asked_pause

    def listen_until(self, moment: float) -> None:
        """Wait for bytes no longer than until a moment of the session's clock, in seconds."""
        self._reader.timeouts.until = moment

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
        beats = await self._iterator()
        while True:
            event = await anext(beats)
            if event is not None:
                return event

    async def beat(self) -> Event[AnswerT] | None:
        """The next event; None for bytes that are only a sign of life. Raises as iterating does, and NetworkError when the
        server has ended the stream."""
        from anyio import fail_after

        try:
            with fail_after(self._reader.timeouts.until_left()):
                async for event in await self._iterator():
                    return event
        except TimeoutError:
            failure = self._reader.silent()
        else:
            failure = self._reader.ended()
        raise failure

    async def _iterator(self) -> AsyncIterator[Event[AnswerT] | None]:
        if self._beats is None:
            self._response = await self._opener("")
            self._beats = self._read(self._response)
        return self._beats

    async def _read(self, response: httpx2.Response) -> AsyncIterator[Event[AnswerT] | None]:
        while True:
            try:
                self._reader.begin(response)
                async for chunk in response.aiter_bytes():
                    for event in self._reader.beats(chunk):
                        yield event
                return
            except httpx2.RequestError as error:
                failure = self._reader.broken(error)
            finally:
                await response.aclose()
            await self._sleep(self._reader.pause(failure))
            response = self._response = await self._opener(self._reader.last_id)

    async def close(self) -> None:
        """Close the connection; iterating ends."""
        if self._response is not None:
            await self._response.aclose()
        self._beats = _nothing()


async def _nothing() -> AsyncIterator[Any]:
    return
    yield
