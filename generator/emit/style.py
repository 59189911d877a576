"""The words in which the synchronous and the asynchronous client differ."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Style:
    """The words in which the synchronous and the asynchronous client differ."""

    word: str
    prefix: str
    define: str
    wait: str
    base: str
    session: str
    session_module: str
    stream: str
    pager: str
    resources: str
    http_client: str


SYNC = Style(
    "synchronous",
    "",
    "def",
    "",
    "SyncClient",
    "Session",
    "session",
    "EventStream",
    "Pager",
    "resources",
    "httpx2.Client",
)
ASYNC = Style(
    "asynchronous",
    "Async",
    "async def",
    "await ",
    "AsyncClient",
    "AsyncSession",
    "async_session",
    "AsyncEventStream",
    "AsyncPager",
    "async_resources",
    "httpx2.AsyncClient",
)
