"""Those who use the clients: what they ask for, with what patience, and when they give up."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any, Final, TypeVar

from stillmotion import AsyncClient, Generation, ImageToVideoRequest, Job, ProviderError, SubmitAmbiguousError
from stillmotion.normalized.tables import table_of

from . import films
from .record import CALLER, Ask, Step
from .world import World

ResultT = TypeVar("ResultT")
LINK: Final = "https://pictures.example.com/cat.png"
RECOVERY: Final = 10.0
ALLOWANCE: Final = 0.3
"""Seconds beyond a deadline: the grace that each exchange has, a few times."""
_FIELDS: Final[dict[str, dict[str, Any]]] = {"keevx": {"model": "keevx-v", "duration": 4}}
WAYS: Final = ("generate", "submit and wait", "generate many", "cancel the job", "native")
_WITH_CANCEL: Final = ("fal", "oxen", "chainhub")
_WITH_NATIVE: Final = ("kling", "fal", "oxen")


@dataclass(frozen=True, slots=True)
class Plan:
    """What one caller does. `patience` is the timeout of a wait, `timeout` that of a call of the account, in seconds;
    `gives_up` is when the task is cancelled, `leaves` after how many results an iteration is left."""

    way: str
    provider: str
    prompts: tuple[str, ...]
    starts: float
    patience: float | None
    timeout: float | None
    is_bounded: bool
    downloads: bool
    has_reference: bool
    gives_up: float | None
    leaves: int | None

    @property
    def call_seconds(self) -> float:
        """What one call may take."""
        return 60.0 if self.timeout is None else self.timeout

    @property
    def submit_seconds(self) -> float:
        """What a submit may take: the wait for a place, the call, the search."""
        place = table_of(self.provider).polling.deadline if self.is_bounded else 0.0
        return place + self.call_seconds + RECOVERY

    @property
    def wait_seconds(self) -> float:
        """What a wait may take."""
        return table_of(self.provider).polling.deadline if self.patience is None else self.patience


def drawn(draw: Random, number: int, accounts: dict[str, tuple[float | None, bool]], favourite: str | None) -> Plan:
    """A caller; `accounts` has timeout and whether submits may have to wait for a place, by provider. `favourite` is the
    provider that all callers take who can."""
    way = draw.choice(WAYS)
    able = {"cancel the job": _WITH_CANCEL, "native": _WITH_NATIVE}.get(way, tuple(accounts))
    provider = favourite if favourite in able else draw.choice(able)
    count = draw.randint(2, 4) if way == "generate many" else 1
    timeout, is_bounded = accounts[provider]
    return Plan(
        way,
        provider,
        tuple(f"shot {number}.{one}" for one in range(count)),
        draw.choice((0.0, 0.0, draw.uniform(0, 20))),
        draw.choice((20.0, 60.0, 120.0, 240.0, None)),
        timeout,
        is_bounded,
        draw.random() < 0.35,
        draw.random() < 0.3,
        draw.uniform(0, 40) if draw.random() < 0.15 else None,
        draw.randint(0, 2) if way == "generate many" and draw.random() < 0.2 else None,
    )


class Caller:
    """One caller at work."""

    def __init__(self, plan: Plan, world: World, client: AsyncClient, native: Any, folder: Path) -> None:
        self._plan, self._world, self._client, self._native = plan, world, client, native
        self._folder = folder
        self.asks = [Ask(prompt, plan.provider, plan.way == "native") for prompt in plan.prompts]
        world.record.asks.update((ask.prompt, ask) for ask in self.asks)

    async def run(self) -> None:
        """All of it. What is raised becomes the result; what nobody expects to be raised is wrong."""
        CALLER.set(self._plan.prompts)
        await asyncio.sleep(self._plan.starts)
        ways: dict[str, Callable[[], Awaitable[None]]] = {
            "generate": self._generate,
            "submit and wait": self._submit_and_wait,
            "generate many": self._many,
            "cancel the job": self._cancel,
            "native": self._talk,
        }
        try:
            await ways[self._plan.way]()
        except asyncio.CancelledError as error:
            self._fail(error, "canceled by the caller")
        except SubmitAmbiguousError as error:
            self._fail(error, "ambiguous")
        except ProviderError as error:
            self._fail(error, f"{error.kind}")
        except Exception as error:
            self._fail(error, "untyped")
            self._world.record.wrong.append(f"{self._plan.prompts}: {error!r} is no typed error")
        for ask in self.asks:
            self._world.record.note(self._world.now(), f"{ask.prompt}: {ask.result} {sorted(ask.ids)}")

    def _fail(self, error: BaseException, result: str) -> None:
        for ask in self.asks:
            if ask.result in ("never begun", "begun"):
                ask.result, ask.error = result, error

    async def _timed(self, name: str, allowed: float, call: Awaitable[ResultT]) -> ResultT:
        began = self._world.now()
        try:
            return await call
        finally:
            step = Step(name, self._plan.prompts[0], began, self._world.now(), allowed + ALLOWANCE)
            self._world.record.steps.append(step)

    def _request(self, prompt: str) -> ImageToVideoRequest:
        fields = {"model": "kling-2.5-turbo", **_FIELDS.get(self._plan.provider, {})}
        if self._plan.has_reference and self._plan.provider == "kling":
            fields["client_ref"] = f"own-{prompt.replace(' ', '-')}"
        return ImageToVideoRequest(prompt=prompt, start_frame=LINK, **fields)

    def _told(self, generation: Generation) -> None:
        """Whose job it is, the provider says: what the client believes is judged by that."""
        for id in generation.job.ids:
            job = self._world.job_of(id)
            ask = None if job is None else self._world.record.asks.get(job.prompt)
            if ask is None or ask not in self.asks:
                self._world.record.wrong.append(f"{self._plan.prompts} were told of {id}, which is not theirs")
            else:
                ask.ids.add(id)

    def _ended(self, ask: Ask, generation: Generation) -> None:
        self._told(generation)
        ask.result = "success" if generation.videos else f"generation {generation.status}"
        ask.links = tuple(video.url for video in generation.videos)

    async def _generate(self) -> None:
        (ask,), plan = self.asks, self._plan
        ask.result = "begun"
        call = self._client.generate(
            self._request(ask.prompt), provider=plan.provider, timeout=plan.patience, on_update=self._told
        )
        generation = await self._timed("generate", plan.submit_seconds + plan.wait_seconds, call)
        self._ended(ask, generation)
        await self._download(generation)

    async def _submit(self, ask: Ask) -> Job:
        """A submit; where its answer was lost, the job is looked for once more, much later."""
        plan = self._plan
        ask.result = "begun"
        call = self._client.submit(self._request(ask.prompt), provider=plan.provider)
        try:
            job = await self._timed("submit", plan.submit_seconds, call)
        except SubmitAmbiguousError as error:
            if plan.provider != "kling" or error.client_ref is None:
                raise
            job = await self._looked_for(error)
        for id in job.ids:
            self._own(ask, id)
        return job

    async def _looked_for(self, lost: SubmitAmbiguousError) -> Job:
        await asyncio.sleep(120)
        finding = self._client.find("kling", client_ref=str(lost.client_ref))
        try:
            found = await self._timed("find", self._plan.call_seconds, finding)
        except ProviderError:
            raise lost from None
        if found is None:
            raise lost
        return found

    async def _submit_and_wait(self) -> None:
        (ask,) = self.asks
        job = Job.model_validate_json((await self._submit(ask)).model_dump_json())
        await self._wait(ask, job)

    async def _wait(self, ask: Ask, job: Job) -> None:
        waiting = self._client.wait(job, timeout=self._plan.patience, on_update=self._told)
        generation = await self._timed("wait", self._plan.wait_seconds, waiting)
        self._ended(ask, generation)
        await self._download(generation)

    async def _cancel(self) -> None:
        (ask,) = self.asks
        job = await self._submit(ask)
        await asyncio.sleep(len(ask.prompt))
        with suppress(ProviderError):
            await self._timed("cancel", self._plan.call_seconds, self._client.cancel(job))
        await self._wait(ask, job)

    async def _many(self) -> None:
        plan, by_prompt = self._plan, {ask.prompt: ask for ask in self.asks}
        for ask in self.asks:
            ask.result = "begun"
        requests = [self._request(ask.prompt) for ask in self.asks]
        found = self._client.generate_many(
            requests, provider=plan.provider, concurrency=3, timeout=plan.patience, on_update=self._told
        )
        count = 0
        async for outcome in found:
            if isinstance(outcome, Generation):
                (prompt,) = {job.prompt for job in map(self._world.job_of, outcome.job.ids) if job is not None}
                self._ended(by_prompt[prompt], outcome)
            elif outcome.request is None:
                self._world.record.wrong.append(f"{plan.prompts}: {outcome!r} has no request")
            else:
                ask = by_prompt[outcome.request.prompt]
                ask.result = "ambiguous" if isinstance(outcome, SubmitAmbiguousError) else _word(outcome)
                ask.error = outcome
            count += 1
            if plan.leaves is not None and count > plan.leaves:
                self._world.record.strike("caller leaves the iteration", plan.prompts)
                self._fail(asyncio.CancelledError(), "canceled by the caller")
                await aclose(found)
                return

    async def _download(self, generation: Generation) -> None:
        if not self._plan.downloads or not generation.videos:
            return
        (id,) = generation.job.ids
        path = self._folder / f"{id}.mp4"
        try:
            call = self._client.download(generation.videos[0], path, job=generation.job, timeout=90)
            await self._timed("download", 90, call)
        except ProviderError as error:
            self._world.record.note(self._world.now(), f"no download: {error.kind}")
            if path.exists():
                self._world.record.wrong.append(f"{id}: a download that failed left a file")
            return
        job = self._world.job_of(id)
        if job is None or path.read_bytes() != films.content(job):
            self._world.record.wrong.append(f"{id}: the file is not the video")

    async def _talk(self) -> None:
        (ask,) = self.asks
        ask.result = "begun"
        create, name, get = self._native
        began = self._timed("native create", self._plan.call_seconds + RECOVERY, create(ask.prompt))
        id = name(await began)
        self._own(ask, id)
        for _ in range(3):
            await asyncio.sleep(5)
            await self._timed("native get", self._plan.call_seconds, get(id))
        ask.result = "success"

    def _own(self, ask: Ask, id: str) -> None:
        job = self._world.job_of(id)
        if job is None or job.prompt != ask.prompt:
            self._world.record.wrong.append(f"{ask.prompt}: the answer is about {id}, which is not its job")
        ask.ids.add(id)


def _word(error: BaseException) -> str:
    return str(getattr(error, "kind", "untyped"))


async def aclose(found: Any) -> None:
    """Leave an iteration."""
    await found.aclose()
