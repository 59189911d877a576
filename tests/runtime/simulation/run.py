"""One seed: a world, a client, its callers; and what is wrong afterwards."""

from __future__ import annotations

import asyncio
import os
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from random import Random
from types import SimpleNamespace
from typing import Any, Final
from unittest.mock import patch

from stillmotion import Account, AsyncClient, AsyncFalClient, AsyncKlingClient, AsyncOxenClient, Timing
from stillmotion._runtime.transport import MOST_AT_WORK, AsyncTransport

from . import virtual_time
from .callers import LINK, Caller, Plan, drawn
from .judge import violations
from .kling import ACCESS
from .network import Backend
from .record import Record
from .world import World

_OXEN_MODEL: Final = "kling-video-v2-5-turbo-pro-image-to-video"


@dataclass(frozen=True, slots=True)
class Result:
    """What came of a seed."""

    seed: int
    record: Record
    violations: tuple[str, ...]
    charged: tuple[str, ...]
    """The prompt of every charge."""
    seconds: float
    """Virtual ones."""

    @property
    def outcomes(self) -> Counter[str]:
        """How many asks ended how."""
        return Counter(ask.result for ask in self.record.asks.values())


def simulate(seed: int) -> Result:
    """Run a seed. The same seed gives the same trace."""
    world = World(seed)
    try:
        with tempfile.TemporaryDirectory() as folder:
            most = virtual_time.run(_run(seed, world, Path(folder)))
            left = sorted(one.name for one in Path(folder).iterdir() if one.name.endswith(".part"))
        wrong = [*violations(world, most), *(f"{name} was left on the disk" for name in left)]
    except virtual_time.Hang as error:
        wrong = [f"hang: {error}"]
    charged = tuple(prompt for one in world.providers.values() for _, prompt, _ in one.charges)
    end = world.record.trace[-1].partition(" ")[0] if world.record.trace else "0"
    return Result(seed, world.record, tuple(wrong), charged, float(end) - virtual_time.START)


async def _run(seed: int, world: World, folder: Path) -> dict[str, int]:
    draw = Random(f"{seed} callers")
    asyncio.get_running_loop().set_exception_handler(lambda _, context: world.record.wrong.append(str(context)))
    transports: list[AsyncTransport] = []
    with _installed(world, transports):
        timing = _timing(seed, world)
        accounts, most = _accounts(draw, world)
        bounded = {one.provider: (one.timeout, _may_wait(one, world)) for one in accounts}
        favourite = draw.choice((None, *bounded))
        plans = [drawn(draw, number, bounded, favourite) for number in range(draw.randint(1, 3))]
        client = AsyncClient(accounts, timing=timing)
        natives = [_native(plan, world, timing) for plan in plans]
        callers = [Caller(plan, world, client, calls, folder) for plan, (_, calls) in zip(plans, natives, strict=True)]
        world.begin()
        await _all(world, plans, callers)
        _judge_idle(world, transports)
        for one in (client, *(native for native, _ in natives if native is not None)):
            await one.close()
        await _judge_end(world)
    return most


async def _all(world: World, plans: list[Plan], callers: list[Caller]) -> None:
    loop = asyncio.get_running_loop()
    tasks = [asyncio.create_task(caller.run()) for caller in callers]
    for plan, task in zip(plans, tasks, strict=True):
        if plan.gives_up is not None:
            loop.call_at(virtual_time.START + plan.starts + 0.001 + plan.gives_up, _give_up, world, plan, task)
    await asyncio.gather(*tasks)


def _give_up(world: World, plan: Plan, task: asyncio.Task[None]) -> None:
    if not task.done():
        world.record.strike("caller cancels", plan.prompts)
        task.cancel()


def _judge_idle(world: World, transports: list[AsyncTransport]) -> None:
    """Nobody is at work any more, so no connection is."""
    for transport in transports:
        if transport._at_work or (transport._places is not None and transport._places.value != MOST_AT_WORK):
            world.record.wrong.append(f"{len(transport._at_work)} connections are still in use")


async def _judge_end(world: World) -> None:
    """A closed client holds nothing and does nothing."""
    for stream in world.wires.open:
        world.record.wrong.append(f"connection {stream.number} to {stream.origin} was left open")
    requests, connections = len(world.record.seen), len(world.wires.streams)
    await asyncio.sleep(100)
    if (len(world.record.seen), len(world.wires.streams)) != (requests, connections):
        world.record.wrong.append("a closed client went on")
    if len(asyncio.all_tasks()) > 1:
        world.record.wrong.append("a closed client left tasks behind")


def _timing(seed: int, world: World) -> Timing:
    chance = Random(f"{seed} client")
    return Timing(world.now, world.wall, chance.random, lambda: f"made-{chance.getrandbits(64):016x}")


def _accounts(draw: Random, world: World) -> tuple[list[Account], dict[str, int]]:
    accounts = []
    for provider in world.providers.values():
        keys = {"access_key": ACCESS, "secret_key": provider.key} if provider.name == "kling" else {}
        timeout, most = draw.choice((None, 5.0, 20.0)), draw.choice((None, None, 1, 2, 3))
        key = None if keys else provider.key
        accounts.append(Account(provider.name, api_key=key, max_in_flight=most, timeout=timeout, **keys))
    return accounts, {one.provider: one.max_in_flight for one in accounts if one.max_in_flight is not None}


def _may_wait(account: Account, world: World) -> bool:
    return account.max_in_flight is not None or world.is_narrow


def _native(plan: Plan, world: World, timing: Timing) -> tuple[Any, Any]:
    """A native client, and its calls: create, the id in an answer, get."""
    if plan.way != "native":
        return None, None
    (provider,) = [one for one in world.providers.values() if one.name == plan.provider]
    client: Any
    if plan.provider == "kling":
        client = AsyncKlingClient(access_key=ACCESS, secret_key=provider.key, timeout=plan.timeout, timing=timing)
        calls = client.image_to_video
        return client, (
            lambda prompt: calls.create(image=LINK, prompt=prompt),
            lambda answer: answer.data.task_id,
            calls.get,
        )
    if plan.provider == "fal":
        client = AsyncFalClient(provider.key, timeout=plan.timeout, timing=timing)
        calls = client.image_to_video
        return client, (
            lambda prompt: calls.create(image_url=LINK, prompt=prompt),
            lambda answer: answer.request_id,
            calls.status,
        )
    client = AsyncOxenClient(provider.key, timeout=plan.timeout, timing=timing)
    calls = client.queue
    return client, (
        lambda prompt: calls.create(model=_OXEN_MODEL, input_image=LINK, prompt=prompt),
        lambda answer: answer.generations[0].generation_id,
        calls.get,
    )


@contextmanager
def _installed(world: World, transports: list[AsyncTransport]) -> Iterator[None]:
    """The real transports, over connections in memory, on the virtual clock; work of threads is done at once."""

    def transport(*arguments: Any) -> AsyncTransport:
        transports.append(AsyncTransport(*arguments))
        return transports[-1]

    async def at_once(function: Any, *arguments: Any) -> Any:
        await asyncio.sleep(0)
        return function(*arguments)

    unproxied = {name: value for name, value in os.environ.items() if not name.lower().endswith("_proxy")}
    with ExitStack() as stack:
        for target, value in (
            ("stillmotion._runtime.own_client.AsyncTransport", transport),
            ("stillmotion._runtime.own_client.AsyncNetwork", lambda: Backend(world.wires)),
            ("stillmotion._runtime.connection.time", SimpleNamespace(monotonic=world.now)),
            ("anyio.to_thread.run_sync", at_once),
            ("os.fsync", lambda descriptor: None),
        ):
            stack.enter_context(patch(target, value))
        stack.enter_context(patch.dict(os.environ, unproxied, clear=True))
        yield
