"""From the bytes of an event stream to its events. No I/O.

httpx2's own parser is not used: it waits after a CR for the byte that follows, takes half an event at the end for a whole
one, gives away events that consist of an id, and cannot tell a sign of life from silence.
"""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

MAX_EVENT_CHARACTERS: Final = 8 * 1024 * 1024
_LONGEST_PAUSE: Final = 30.0


@dataclass(frozen=True, slots=True)
class Message:
    """One event as it came. `id` is the last event id seen so far."""

    event: str
    data: str
    id: str


class EventTooLargeError(ValueError):
    """An event, or a line, is larger than the bound."""


class Parser:
    """Takes bytes, cut anywhere, and gives events. One for each connection; the last id may come from the one before.

    `pause` has the seconds that the server asks to wait before connecting again, at most 30; 0 when it does not ask.
    """

    def __init__(self, last_id: str = "", limit: int = MAX_EVENT_CHARACTERS) -> None:
        self.last_id = last_id
        self.pause = 0.0
        self._limit = limit
        # event streams are UTF-8 by definition, and may start with a byte order mark
        self._decoder = codecs.getincrementaldecoder("utf-8-sig")("replace")
        self._after_cr = False
        self._line: list[str] = []
        self._event = ""
        self._data: list[str] = []
        self._size = 0

    def feed(self, chunk: bytes) -> Iterator[Message]:
        """The events that are complete with these bytes. Raises EventTooLargeError."""
        text = self._decoder.decode(chunk)
        if not text:
            return
        rest = text[1:] if self._after_cr and text[0] == "\n" else text
        self._after_cr = text[-1] == "\r"
        *lines, last = rest.replace("\r\n", "\n").replace("\r", "\n").split("\n")
        for line in lines:
            self._grow(line)
            message = self._taken("".join(self._line))
            self._line.clear()
            if message is not None:
                yield message
        self._grow(last)

    def _grow(self, piece: str) -> None:
        self._size += len(piece)
        if self._size > self._limit:
            raise EventTooLargeError(f"an event is larger than the limit of {self._limit} characters")
        if piece:
            self._line.append(piece)

    def _taken(self, line: str) -> Message | None:
        if not line:
            return self._ended()
        if line.startswith(":"):
            self._size -= len(line)
            return None
        name, _, value = line.partition(":")
        value = value.removeprefix(" ")
        if name == "data":
            self._data.append(value)
        elif name == "event":
            self._event = value
        elif name == "id" and "\0" not in value:
            self.last_id = value
        elif name == "retry" and value.isascii() and value.isdigit():
            self.pause = min(int(value[:9]) / 1_000, _LONGEST_PAUSE)
        return None

    def _ended(self) -> Message | None:
        event, data = self._event or "message", self._data
        self._event, self._data, self._size = "", [], 0
        return Message(event, "\n".join(data), self.last_id) if data else None
