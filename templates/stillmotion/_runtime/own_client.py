"""The two clients of httpx2 that are used unless a caller gives one."""

from __future__ import annotations

import ssl
from typing import Any

import httpcore2
import httpx2

from .async_network import AsyncNetwork
from .proxies import async_guarded, guarded
from .transport import AsyncTransport, Transport


class Client(httpx2.Client):
    """A client of ours: these connections, and nothing between a request and its transport but the proxies of the
    environment. No cookies are kept, no redirect is followed, and no URL is logged, which the original does at INFO."""

    def __init__(self, verify: ssl.SSLContext) -> None:
        super().__init__(verify=verify)
        self._transport = Transport(verify, httpcore2.SyncBackend())
        self._mounts = {name: proxy and guarded(proxy) for name, proxy in self._mounts.items()}

    def send(self, request: httpx2.Request, **options: Any) -> httpx2.Response:
        """The answer with its body unread, whatever the options."""
        response = self._transport_for_url(request.url).handle_request(request)
        response.request = request
        return response


class AsyncClient(httpx2.AsyncClient):
    """The same for a loop."""

    def __init__(self, verify: ssl.SSLContext) -> None:
        super().__init__(verify=verify)
        self._transport = AsyncTransport(verify, AsyncNetwork())
        self._mounts = {name: proxy and async_guarded(proxy) for name, proxy in self._mounts.items()}

    async def send(self, request: httpx2.Request, **options: Any) -> httpx2.Response:
        """The answer with its body unread, whatever the options."""
        response = await self._transport_for_url(request.url).handle_async_request(request)
        response.request = request
        return response
