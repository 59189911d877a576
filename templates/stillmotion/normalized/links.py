"""Links that answers give: which are followed, what their answers mean. Pure but for looking at a connection's far end."""

from __future__ import annotations

import ipaddress
from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final, TypeAlias
from urllib.parse import unquote_plus, urljoin, urlsplit

import httpx2

from .._runtime.credentials import Redactor
from .._runtime.errors import (
    ERROR_KINDS,
    CallTimeoutError,
    InvalidRequestError,
    NetworkError,
    ProtocolDriftError,
    ProviderError,
    RawResponse,
    by_http_status,
)
from .._runtime.request import USER_AGENT
from .._runtime.stream_time import StreamTime

MOST_HOPS: Final = 5
SILENCE: Final = 30.0
"""Seconds without a byte after which a transfer is given up."""
_Address: TypeAlias = ipaddress.IPv4Address | ipaddress.IPv6Address
_TRANSLATED: Final = (ipaddress.IPv6Network("64:ff9b::/96"), ipaddress.IPv6Network("::/96"))
_REDIRECTS: Final = frozenset({301, 302, 303, 307, 308})
_TEXT: Final = ("text/", "multipart/")
_DATA: Final = ("json", "xml")
EXCERPT_BYTES: Final = 8_192


def judged(url: str, *, allow_private: bool) -> str:
    """The link, when it may be followed: https, or http to this machine, and no private address unless allowed.

    Raises InvalidRequestError.
    """
    try:
        parts = urlsplit(url)
        host = parts.hostname or ""
        parts.port  # noqa: B018 - reading it checks it
    except ValueError:
        raise _refusal("this is no link") from None
    if parts.username is not None or parts.password is not None:
        raise _refusal("a link with a user name or password is not followed")
    if not host or not (parts.scheme == "https" or (parts.scheme == "http" and is_loopback(host))):
        raise _refusal(f"only https links are followed, not {shown(url)}")
    if not allow_private and (is_private(host) or is_loopback(host)):
        raise _refusal(f"{shown(url)} is a private address; allow_private=True follows it")
    return url


def is_loopback(host: str) -> bool:
    """Whether a host is this machine, by its name or literal address."""
    address = _address(host)
    return host.lower().rstrip(".") == "localhost" or (address is not None and address.is_loopback)


def is_private(host: str) -> bool:
    """Whether a literal address is not one of the public network, or stands for one that is not; a name is not looked
    up."""
    address = _address(host)
    return address is not None and any(not one.is_global or one.is_multicast for one in _meant(address))


def is_inside(url: str) -> bool:
    """Whether a server is on this machine or a private network by its literal address: then its links may be, too."""
    host = urlsplit(url).hostname or ""
    return is_private(host) or is_loopback(host)


def _address(host: str) -> _Address | None:
    try:
        address = ipaddress.ip_address(host.split("%")[0])
    except ValueError:
        return None
    mapped = address.ipv4_mapped if isinstance(address, ipaddress.IPv6Address) else None
    return mapped or address


def _meant(address: _Address) -> Iterator[_Address]:
    """An address, and those of IPv4 that a gateway makes of it."""
    yield address
    if isinstance(address, ipaddress.IPv6Address):
        if address.sixtofour is not None:
            yield address.sixtofour
        if address.teredo is not None:
            yield address.teredo[1]
        if any(address in network for network in _TRANSLATED):
            yield ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)


class _Watch:
    """Looks where a connection really leads: a public name may stand for a private address."""

    def __init__(self, url: str) -> None:
        self._host = (urlsplit(url).hostname or "").lower()
        self._direct = False

    def _leads_inside(self, name: str, info: dict[str, Any]) -> bool:
        if name.endswith("connect_tcp.started"):
            # another host is a proxy, which may well be inside; where it connects to is its own affair
            self._direct = str(info.get("host", "")).lower() == self._host
        if not name.endswith("connect_tcp.complete") or not self._direct:
            return False
        found = info["return_value"].get_extra_info("server_addr")
        return bool(found) and is_private(str(found[0]))


class Guard(_Watch):
    """The `trace` extension of a request that must not reach a private address."""

    def __call__(self, name: str, info: dict[str, Any]) -> None:
        """Raises InvalidRequestError before anything is sent."""
        if self._leads_inside(name, info):
            info["return_value"].close()
            raise _refusal(f"{self._host} leads to a private address; allow_private=True follows it")


class AsyncGuard(_Watch):
    """The `trace` extension of a request that must not reach a private address."""

    async def __call__(self, name: str, info: dict[str, Any]) -> None:
        """Raises InvalidRequestError before anything is sent."""
        if self._leads_inside(name, info):
            await info["return_value"].aclose()
            raise _refusal(f"{self._host} leads to a private address; allow_private=True follows it")


def request_for(
    url: str,
    guard: Guard | AsyncGuard | None,
    headers: Mapping[str, str],
    seconds: float,
    clock: Callable[[], float],
) -> httpx2.Request:
    """A request without any credential or cookie. No wait of it takes longer than a silence, and none goes on when the
    seconds from now are over. Raises InvalidRequestError."""
    timeouts = StreamTime(seconds, SILENCE, clock)
    timeouts.until, timeouts.per_silence = timeouts.deadline, True
    extensions: dict[str, Any] = {"timeout": timeouts} | ({} if guard is None else {"trace": guard})
    sent = {"accept": "*/*", "accept-encoding": "identity", "user-agent": USER_AGENT, **headers}
    try:
        return httpx2.Request("GET", url, headers=sent, extensions=extensions)
    except httpx2.InvalidURL:
        raise _refusal("this is no link") from None


def next_hop(response: httpx2.Response) -> str | None:
    """Where a redirect leads; None for any other answer."""
    location = response.headers.get("location")
    if response.status_code not in _REDIRECTS or location is None:
        return None
    return urljoin(str(response.request.url), location)


def circles(url: str) -> ProviderError:
    """The error for a link that is redirected again and again."""
    return ProtocolDriftError(f"{shown(url)} is redirected more than {MOST_HOPS} times")


def is_file(response: httpx2.Response, status: int = 200) -> bool:
    """Whether an answer has the status, and is not a page of text, JSON or XML by its type."""
    media_type = media_type_of(response) or ""
    is_page = media_type.startswith(_TEXT) or (media_type.startswith("application/") and media_type.endswith(_DATA))
    return response.status_code == status and not is_page


def no_file(response: httpx2.Response, url: str, excerpt: bytes) -> ProviderError:
    """The typed error of an answer that is no file: of its status, ProtocolDriftError for a page. `raw` has its start."""
    status = response.status_code
    hide = Redactor({*_signed(url), *_signed(str(response.request.url))})
    raw = RawResponse(status, dict(response.headers), excerpt[:EXCERPT_BYTES], _hide=hide)
    if status not in (200, 206):
        kind, retry = by_http_status(status)
        return ERROR_KINDS[kind](f"{shown(url)} has no file to give", status=status, retry=retry, raw=raw)
    what = (media_type_of(response) or "a page")[:100]
    text = f"{shown(url)} gives {what}, which is no file: {raw.excerpt(200)!r}"
    return ProtocolDriftError(text, status=status, raw=raw)


def page(url: str, start: bytes) -> ProtocolDriftError:
    """The error for a page of text that says it is something else."""
    raw = RawResponse(200, {}, start[:EXCERPT_BYTES], _hide=Redactor(_signed(url)))
    return ProtocolDriftError(f"{shown(url)} gives a page, which is no file: {raw.excerpt(200)!r}", status=200, raw=raw)


def _signed(url: str) -> set[str]:
    """The parts of a link that may be a secret, as they are and decoded."""
    parts = urlsplit(url)
    pieces = [parts.path, parts.query, *(piece.partition("=")[2] for piece in parts.query.split("&"))]
    return {*pieces, *map(unquote_plus, pieces)}


def media_type_of(response: httpx2.Response) -> str | None:
    """The media type of an answer, without parameters; None when it says nothing."""
    text: str = response.headers.get("content-type", "").partition(";")[0].strip().lower()
    return text or None


def length_of(response: httpx2.Response) -> int | None:
    """The number of bytes that the answer announces; None when it does not, or when they are encoded."""
    text = response.headers.get("content-length", "")
    return int(text) if text.isdecimal() and "content-encoding" not in response.headers else None


def judge_length(received: int, announced: int | None, url: str) -> None:
    """Raises NetworkError for a file that was cut, ProtocolDriftError for an empty one."""
    if announced is not None and received != announced:
        raise NetworkError(f"{shown(url)} broke off after {received} of {announced} bytes", retry="backoff")
    if received == 0:
        raise ProtocolDriftError(f"{shown(url)} gives an empty file")


def broken(error: httpx2.RequestError, url: str) -> ProviderError:
    """The typed error for what the transport raised; the link's path and query, which may be signed, stay out."""
    if isinstance(error, httpx2.TimeoutException):
        return CallTimeoutError(f"{shown(url)} was silent for too long", retry="backoff")
    if isinstance(error, httpx2.DecodingError):
        return ProtocolDriftError(f"{shown(url)} gives a body that is not in its content encoding")
    return NetworkError(f"{shown(url)}: {type(error).__name__}", retry="backoff")


def shown(url: str) -> str:
    """What a person is shown of a link: its host."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.hostname}"[:200]


def _refusal(message: str) -> InvalidRequestError:
    return InvalidRequestError(message, retry="after_fix", accepted="no")
