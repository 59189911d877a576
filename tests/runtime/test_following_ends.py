"""Many jobs at once, read by a plain `async for` in the loop that asks about them."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from typing import Any

import httpx2
import pytest

from stillmotion import Account, AsyncClient, Generation, ImageToVideoRequest, Job, ProviderError, Timing
from stillmotion.normalized.async_many import async_in_turns
from stillmotion.normalized.following import Follower
from stillmotion.normalized.waiting import Watch

STAMPS = {"task_info": {}, "created_at": 1774805076166, "updated_at": 1774805081000}
DONE = {"task_status": "succeed", "task_result": {"videos": [{"id": "v", "url": "https://a.example/v.mp4"}]}}


async def _answered(request: httpx2.Request) -> httpx2.Response:
    await asyncio.sleep(0)
    id = request.url.path.rpartition("/")[2]
    return httpx2.Response(
        200, content=json.dumps({"code": 0, "message": "", "data": {"task_id": id, **STAMPS, **DONE}}).encode()
    )


def _with_client(work: Callable[[AsyncClient], Awaitable[Any]]) -> Any:
    async def run() -> Any:
        http_client = httpx2.AsyncClient(transport=httpx2.MockTransport(_answered))
        account = Account("kling", api_key="key-0123456789", http_client=http_client)
        async with asyncio.timeout(5), http_client, AsyncClient([account], timing=Timing(lambda: 0.0)) as client:
            return await work(client)

    return asyncio.run(run())


def _jobs(count: int) -> list[Job]:
    long_ago = datetime(2026, 1, 1, tzinfo=UTC)
    return [Job(provider="kling", account="default", ids=(f"t-{n}",), submitted_at=long_ago) for n in range(count)]


@pytest.mark.parametrize("count", [0, 1, 2, 40])
def test_the_iteration_ends_with_the_last_job(count: int) -> None:
    async def wait(client: AsyncClient) -> list[str]:
        return [one.job.ids[0] async for one in client.wait_many(_jobs(count)) if isinstance(one, Generation)]

    assert sorted(_with_client(wait)) == sorted(f"t-{n}" for n in range(count))


def test_what_a_callback_raises_ends_the_iteration() -> None:
    def tell(generation: Generation) -> None:
        raise LookupError(generation.job.ids[0])

    async def wait(client: AsyncClient) -> None:
        async for _ in client.wait_many(_jobs(1), on_update=tell):
            raise AssertionError("nothing has ended")

    with pytest.raises(LookupError, match="t-0"):
        _with_client(wait)


def test_what_is_raised_while_a_job_begins_ends_the_iteration() -> None:
    async def step(watch: Any) -> Any:
        raise AssertionError("nothing has begun")

    async def begin() -> Any:
        await asyncio.sleep(0)
        raise LookupError("no job")

    async def run() -> None:
        follower = Follower(step, lambda: 0.0, asyncio.sleep)
        follower.start(begin)
        async with asyncio.timeout(5):
            async for _ in follower.run(()):
                raise AssertionError("nothing has ended")

    with pytest.raises(LookupError, match="no job"):
        asyncio.run(run())


def test_an_iteration_that_is_left_has_no_question_under_way() -> None:
    jobs = iter(_jobs(2))

    async def start(request: ImageToVideoRequest) -> Watch:
        return Watch(next(jobs), 0.0, 60.0, 60.0)

    async def step(watch: Watch) -> Any:
        if watch.job.ids == ("t-0",):
            raise ProviderError("over")
        await asyncio.Event().wait()

    async def run() -> int:
        requests = [ImageToVideoRequest(prompt="p", start_frame="https://example.com/cat.png")] * 2
        found: Any = async_in_turns(requests, start, step, 2, lambda: 0.0, asyncio.sleep)
        async with asyncio.timeout(5):
            await anext(found)
            await found.aclose()
        return len(asyncio.all_tasks())

    assert asyncio.run(run()) == 1
