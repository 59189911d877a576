"""What generated client classes stand on: servers, credentials, life and death of a client."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self
from urllib.parse import urlsplit

from .async_session import AsyncSession
from .credentials import Credentials
from .errors import ConfigurationError
from .hooks import Hooks
from .operation import Provider
from .retry import RetryPolicy
from .session import Session

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from types import TracebackType

    import httpx2

    from .attempts import Timing


def resolve_base_url(provider: Provider, region: str | None, base_url: str | None) -> str:
    """The server to talk to, without a slash at its end: `base_url`, or the server of `region`, or the first one.

    Raises:
        ConfigurationError: both are given, the region is unknown, or the URL is no plain http(s) URL.
    """
    if base_url is not None:
        if region is not None:
            raise ConfigurationError("give either region or base_url")
        return _plain_url(base_url)
    if region is None:
        return next(iter(provider.regions.values())).rstrip("/")
    if region not in provider.regions:
        raise ConfigurationError(_unknown_region(provider, region))
    return provider.regions[region].rstrip("/")


def _plain_url(url: str) -> str:
    try:
        parts = urlsplit(url)
        parts.port  # noqa: B018 - reading it checks it
    except ValueError:
        raise ConfigurationError("base_url is not a URL") from None
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise ConfigurationError("base_url must start with https:// (or http://) and name a host")
    if parts.username is not None or parts.password is not None or parts.query or parts.fragment:
        raise ConfigurationError("base_url has no place for a user, a password, a query or a fragment")
    if not url.isascii() or not url.isprintable() or " " in url:
        raise ConfigurationError("base_url holds characters that no URL has")
    return url.rstrip("/")


def _unknown_region(provider: Provider, region: str) -> str:
    import difflib

    near = difflib.get_close_matches(region, provider.regions, n=1)
    hint = f"; did you mean {near[0]!r}?" if near else ""
    return f"{provider.title} has no region {region!r}, only {', '.join(provider.regions)}{hint}"


def find_credentials(
    provider: Provider, api_key: str | None, access_key: str | None, secret_key: str | None
) -> Credentials | None:
    """The credential of a client; None for a provider that needs none. Raises ConfigurationError."""
    if provider.auth is not None:
        return Credentials(provider.auth, api_key=api_key, access_key=access_key, secret_key=secret_key)
    if (api_key, access_key, secret_key) != (None, None, None):
        raise ConfigurationError(f"{provider.title} takes no credential")
    return None


class SyncClient:
    """A client that blocks. Close it, or use it in a `with`. Safe in threads.

    `timeout` is the total of one call, in seconds; `retry` says how often a call is sent again, `hooks` are
    told of every request; `timing` and `sleep` are where time and chance come from. Of a given `http_client` count its transport, proxies, TLS settings, pool limits and event hooks (which see the credential). Its own headers, params, cookies, base URL and timeout are
    not sent or used, redirects are not followed, and one with `auth` is refused. It is never closed here. Raises
    ConfigurationError.
    """

    def __init__(
        self,
        provider: Provider,
        *,
        api_key: str | None = None,
        access_key: str | None = None,
        secret_key: str | None = None,
        region: str | None = None,
        base_url: str | None = None,
        timeout: float | None = None,
        retry: RetryPolicy | None = None,
        http_client: httpx2.Client | None = None,
        hooks: Hooks | None = None,
        timing: Timing | None = None,
        sleep: Callable[[float], None] | None = None,
    ) -> None:
        self._session = Session(
            provider,
            credentials=find_credentials(provider, api_key, access_key, secret_key),
            base_url=resolve_base_url(provider, region, base_url),
            replaces_servers=base_url is not None,
            timeout=timeout,
            retry=retry,
            http_client=http_client,
            hooks=hooks,
            timing=timing,
            sleep=sleep,
        )

    def close(self) -> None:
        """Close the connections. Calls after this raise ConfigurationError."""
        self._session.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def __repr__(self) -> str:
        return f"{type(self).__name__}(base_url={self._session.base_url!r})"


class AsyncClient:
    """A client for async code. Close it, or use it in an `async with`, in the event loop that uses it.

    `timeout` is the total of one call, in seconds; `retry` says how often a call is sent again, `hooks` are
    told of every request; `timing` and `sleep` are where time and chance come from. Of a given `http_client` count its transport, proxies, TLS settings, pool limits and event hooks (which see the credential). Its own headers, params, cookies, base URL and timeout are
    not sent or used, redirects are not followed, and one with `auth` is refused. It is never closed here. Raises
    ConfigurationError.
    """

    def __init__(
        self,
        provider: Provider,
        *,
        api_key: str | None = None,
        access_key: str | None = None,
        secret_key: str | None = None,
        region: str | None = None,
        base_url: str | None = None,
        timeout: float | None = None,
        retry: RetryPolicy | None = None,
        http_client: httpx2.AsyncClient | None = None,
        hooks: Hooks | None = None,
        timing: Timing | None = None,
        sleep: Callable[[float], Awaitable[None]] | None = None,
    ) -> None:
        self._session = AsyncSession(
            provider,
            credentials=find_credentials(provider, api_key, access_key, secret_key),
            base_url=resolve_base_url(provider, region, base_url),
            replaces_servers=base_url is not None,
            timeout=timeout,
            retry=retry,
            http_client=http_client,
            hooks=hooks,
            timing=timing,
            sleep=sleep,
        )

    async def close(self) -> None:
        """Close the connections. Calls after this raise ConfigurationError."""
        await self._session.close()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.close()

    def __repr__(self) -> str:
        return f"{type(self).__name__}(base_url={self._session.base_url!r})"
