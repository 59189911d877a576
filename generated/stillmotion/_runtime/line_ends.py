"""The text of an event stream with one kind of line end."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator

import httpx2


class OneLineEnd:
    """A response as httpx2's parser of events uses it, with CR and CRLF turned into LF.

    The parser alone takes a CR at the very end of a stream for an empty line, so that half an event counts, and waits
    after every CR for the byte that follows before it gives an event away.
    """

    def __init__(self, response: httpx2.Response) -> None:
        self.request = response.request
        self.headers = response.headers
        self._response = response
        self._after_cr = False

    def iter_text(self) -> Iterator[str]:
        """The text as it comes."""
        for text in self._response.iter_text():
            yield self._unified(text)

    async def aiter_text(self) -> AsyncIterator[str]:
        """The text as it comes."""
        async for text in self._response.aiter_text():
            yield self._unified(text)

    def _unified(self, text: str) -> str:
        if not text:
            return text
        rest = text[1:] if self._after_cr and text[0] == "\n" else text
        self._after_cr = text[-1] == "\r"
        return rest.replace("\r\n", "\n").replace("\r", "\n")
