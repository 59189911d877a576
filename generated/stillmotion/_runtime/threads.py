"""Work that would block an event loop, in threads."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import TypeVar

ResultT = TypeVar("ResultT")


async def in_thread(function: Callable[..., ResultT], *arguments: object) -> ResultT:
    """Call a function in a thread.

    A thread cannot be stopped: when the task is cancelled, what the thread does is waited for, and the cancellation goes
    on then. So no file is open, and nothing happens on the disk, behind the back of who cleans up.
    """
    from anyio import CancelScope, to_thread

    interruption: asyncio.CancelledError | None = None
    work = asyncio.ensure_future(to_thread.run_sync(function, *arguments))
    with CancelScope(shield=True):
        while not work.done():
            try:
                await asyncio.wait([work])
            except asyncio.CancelledError as error:
                interruption = error
    if interruption is None:
        return work.result()
    work.exception()  # asked for, so that nobody complains about one that is not
    raise interruption
