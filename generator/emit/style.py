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
    module: str
    loop: str
    block: str
    iterator: str
    iterate: str
    enter: str
    leave: str
    chunks: str
    shut: str
    sleep: str
    sleeps: str
    hosts: str
    renews: str


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
    "",
    "for",
    "with",
    "Iterator",
    "iter",
    "__enter__",
    "__exit__",
    "iter_bytes",
    "close",
    "time.sleep",
    "Callable[[float], None]",
    "Callable[[bytes, str | None], str]",
    "Callable[[], str | None]",
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
    "async_",
    "async for",
    "async with",
    "AsyncIterator",
    "aiter",
    "__aenter__",
    "__aexit__",
    "aiter_bytes",
    "aclose",
    "asyncio.sleep",
    "Callable[[float], Awaitable[None]]",
    "Callable[[bytes, str | None], str | Awaitable[str]]",
    "Callable[[], Awaitable[str | None]]",
)
