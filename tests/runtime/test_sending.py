"""What is made here by a shorter way is what httpx2 makes."""

from __future__ import annotations

import gzip
from collections.abc import Iterator

import httpx2
import pytest

from stillmotion._runtime.request import PreparedRequest
from stillmotion._runtime.sending import pieces, plain_request

HEADERS = {"accept": "application/json", "content-type": "application/json", "authorization": "Bearer k"}


@pytest.mark.parametrize("method", ["GET", "POST", "PUT", "PATCH", "DELETE"])
@pytest.mark.parametrize("content", [None, b"", b'{"a":1}'])
@pytest.mark.parametrize("url", ["https://a.example/p?q=%20", "http://127.0.0.1:8080/", "https://a.example:443/x"])
def test_a_plain_request_is_the_one_httpx2_makes(method: str, content: bytes | None, url: str) -> None:
    extensions = {"timeout": {"read": 1.0}}
    theirs = httpx2.Request(method, url, headers=HEADERS, content=content, extensions=extensions)
    ours = plain_request(PreparedRequest(method, url, HEADERS, content), httpx2.URL(url), HEADERS, {"read": 1.0})

    assert (ours.method, ours.url, ours.headers.raw) == (theirs.method, theirs.url, theirs.headers.raw)
    assert (ours.content, ours.extensions) == (theirs.content, theirs.extensions)


class Said(httpx2.SyncByteStream):
    """A body that was not read yet."""

    def __init__(self, *parts: bytes) -> None:
        self._parts = parts

    def __iter__(self) -> Iterator[bytes]:
        return iter(self._parts)


def test_a_body_without_an_encoding_comes_as_it_is() -> None:
    assert [*pieces(httpx2.Response(200, stream=Said(b"one", b"two")))] == [b"one", b"two"]


def test_a_body_with_an_encoding_is_decoded() -> None:
    packed = gzip.compress(b"one two")
    response = httpx2.Response(200, headers={"content-encoding": "gzip"}, stream=Said(packed[:9], packed[9:]))
    assert b"".join(pieces(response)) == b"one two"


def test_a_body_that_a_hook_has_read_is_still_there() -> None:
    response = httpx2.Response(200, stream=Said(b"one"))
    response.read()
    assert b"".join(pieces(response)) == b"one"
