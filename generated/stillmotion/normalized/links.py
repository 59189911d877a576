"""Links that answers give: which are followed, what their answers mean. Pure but for looking at a connection's far end."""

from __future__ import annotations

import ipaddress
from typing import Any, Final
from urllib.parse import urljoin, urlsplit

import httpx2

from .._runtime.errors import (
    ERROR_KINDS,
    CallTimeoutError,
    InvalidRequestError,
    NetworkError,
    ProtocolDriftError,
    ProviderError,
    by_http_status,
)
from .._runtime.request import USER_AGENT

MOST_HOPS: Final = 5
SILENCE: Final = 60.0
"""Seconds without a byte after which a transfer is given up."""
_REDIRECTS: Final = frozenset({301, 302, 303, 307, 308})
_NO_FILE: Final = ("text/", "application/json", "application/xml")


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
    """Whether a literal address is not one of the public network; a name is not looked up."""
    address = _address(host)
    return address is not None and (not address.is_global or address.is_multicast)


def is_inside(url: str) -> bool:
    """Whether a server is on this machine or a private network by its literal address: then its links may be, too."""
    host = urlsplit(url).hostname or ""
    return is_private(host) or is_loopback(host)


def _address(host: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        address = ipaddress.ip_address(host.split("%")[0])
    except ValueError:
        return None
    mapped = address.ipv4_mapped if isinstance(address, ipaddress.IPv6Address) else None
    return mapped or address


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


def request_for(url: str, guard: Guard | AsyncGuard | None) -> httpx2.Request:
    """A request without any credential or cookie. Raises InvalidRequestError."""
    timeouts = dict.fromkeys(("connect", "read", "write", "pool"), SILENCE)
    extensions: dict[str, Any] = {"timeout": timeouts} | ({} if guard is None else {"trace": guard})
    headers = {"accept": "*/*", "accept-encoding": "identity", "user-agent": USER_AGENT}
    try:
        return httpx2.Request("GET", url, headers=headers, extensions=extensions)
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


def judge_file(response: httpx2.Response, url: str) -> None:
    """Raises the typed error of an answer that is no file: of its status, ProtocolDriftError for a page of text."""
    status = response.status_code
    if status != 200:
        kind, retry = by_http_status(status)
        error = ERROR_KINDS[kind](f"{shown(url)} has no file to give", status=status, retry=retry)
        raise error
    media_type = media_type_of(response)
    if media_type is not None and media_type.startswith(_NO_FILE):
        raise ProtocolDriftError(f"{shown(url)} gives {media_type[:100]}, which is no file", status=status)


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
        return CallTimeoutError(f"{shown(url)} was silent for {SILENCE:g} s", retry="backoff")
    return NetworkError(f"{shown(url)}: {type(error).__name__}", retry="backoff")


def shown(url: str) -> str:
    """What a person is shown of a link: its host."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.hostname}"[:200]


def _refusal(message: str) -> InvalidRequestError:
    return InvalidRequestError(message, retry="after_fix", accepted="no")
