"""The HTTP/1.1 of one connection, without the wire: what to send for a request, what was received. h11 judges both."""

from __future__ import annotations

from typing import Any, Final

import h11
import httpcore2
import httpx2

_LONGEST_HEAD: Final = 100 * 1024
"""Bytes that a head may have before it is complete."""


class Exchange:
    """One request and its answer at a time. Raises httpcore2's LocalProtocolError, RemoteProtocolError."""

    def __init__(self) -> None:
        self._talk = h11.Connection(h11.CLIENT, max_incomplete_event_size=_LONGEST_HEAD)
        self._judged: tuple[Any, Any] = (None, None)

    def begin(self, request: httpx2.Request) -> bytes:
        """The head of a request."""
        given = request.headers.raw
        # questions about jobs have the same headers for a long time; those that h11 has judged it takes as they are
        judged = self._judged[1] if given == self._judged[0] else given
        try:
            event = h11.Request(method=request.method, target=request.url.raw_path, headers=judged)
        except h11.LocalProtocolError as error:
            raise httpcore2.LocalProtocolError(str(error)) from None
        self._judged = given, event.headers
        return self._sent(event)

    def piece(self, data: bytes) -> bytes:
        """A piece of the request's body."""
        return self._sent(h11.Data(data=data))

    def end(self) -> bytes:
        """What comes after the last piece."""
        return self._sent(h11.EndOfMessage())

    def _sent(self, event: Any) -> bytes:
        try:
            return self._talk.send(event) or b""
        except h11.LocalProtocolError as error:
            raise httpcore2.LocalProtocolError(str(error)) from None

    def receive(self, data: bytes) -> None:
        """What came; nothing when the connection has ended."""
        if not data and self._talk.their_state is h11.SEND_RESPONSE:
            raise httpcore2.RemoteProtocolError("the server closed the connection without an answer")
        self._talk.receive_data(data)

    def head(self) -> h11.Response | None:
        """The head of the answer; None as long as more must be received."""
        while True:
            event = self._next()
            if event is h11.NEED_DATA:
                return None
            if type(event) is h11.Response:
                return event
            if event is h11.PAUSED:
                raise httpcore2.RemoteProtocolError("the server wants to speak another protocol")

    def body(self) -> bytes | None:
        """The next piece of the answer's body, empty at its end; None as long as more must be received."""
        while True:
            event = self._next()
            if event is h11.NEED_DATA:
                return None
            if type(event) is not h11.Data:
                return b""
            if event.data:
                return bytes(event.data)

    def _next(self) -> Any:
        try:
            return self._talk.next_event()
        except h11.RemoteProtocolError as error:
            raise httpcore2.RemoteProtocolError(str(error)) from None

    def renew(self) -> bool:
        """Whether another exchange can follow: both sides are done, and nothing came beyond the end of the answer, which
        would be taken for the next one; of two submits, both would get one job."""
        talk = self._talk
        if talk.our_state is not h11.DONE or talk.their_state is not h11.DONE or talk.trailing_data[0]:
            return False
        talk.start_next_cycle()
        return True
