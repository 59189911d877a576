"""From a prepared request to httpx2's, and from httpx2's answer to its bytes, by the shortest way that gives the same."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator, Mapping
from typing import TYPE_CHECKING, Any, Final, cast

import httpx2

if TYPE_CHECKING:
    from .request import PreparedRequest

_ENCODING: Final = b"content-encoding"
_WITH_LENGTH: Final = frozenset({"POST", "PUT", "PATCH", "QUERY"})


def plain_request(
    prepared: PreparedRequest, url: httpx2.URL, headers: Mapping[str, str], timeouts: Mapping[str, Any]
) -> httpx2.Request:
    """What httpx2 makes of bytes (or none) and headers, which are ASCII here, at a third of what it costs there."""
    content = prepared.content or b""
    listed = [(b"Host", url.netloc)]
    if not content and prepared.method in _WITH_LENGTH:
        listed.append((b"Content-Length", b"0"))
    listed += [(name.encode("ascii"), value.encode("ascii")) for name, value in headers.items()]
    if content:
        listed.append((b"Content-Length", b"%d" % len(content)))
    stream = httpx2.ByteStream(content)
    request = httpx2.Request(prepared.method, url, headers=listed, stream=stream, extensions={"timeout": timeouts})
    request.read()  # event hooks may look at its content
    return request


def pieces(response: httpx2.Response) -> Iterator[bytes]:
    """The body in pieces, decoded. One without an encoding is not led through the decoders."""
    return iter(cast(httpx2.SyncByteStream, response.stream)) if _is_plain(response) else response.iter_bytes()


def async_pieces(response: httpx2.Response) -> AsyncIterator[bytes]:
    """The body in pieces, decoded. One without an encoding is not led through the decoders."""
    return aiter(cast(httpx2.AsyncByteStream, response.stream)) if _is_plain(response) else response.aiter_bytes()


def _is_plain(response: httpx2.Response) -> bool:
    # a body that an event hook has read is there to be read again, but not raw
    return not response.is_stream_consumed and all(name.lower() != _ENCODING for name, _ in response.headers.raw)
