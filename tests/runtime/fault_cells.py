"""One cell of the matrix: a call against a server with one fault, and what came of it on both sides."""

from __future__ import annotations

import asyncio
import inspect
import time
import traceback
from collections.abc import Callable
from contextlib import ExitStack, contextmanager, nullcontext
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib import import_module
from typing import Any, Final, Literal
from unittest import mock

from fault_provider import OLD, ModelProvider
from fault_server import FOREVER, FaultServer, Seen, Talk, Trouble, serving
from faults import GIVING, LIMIT, PAUSE, Act, Fault, answers_and_closes, redirect

from stillmotion import Account, ImageToVideoRequest, Job, Timing
from stillmotion._runtime import async_session, attempts, session
from stillmotion._runtime.errors import ProviderError
from stillmotion._runtime.retry import RetryPolicy
from stillmotion.normalized import links

World = Literal["sync", "async"]
How = Literal["once", "once, taken", "always"]
"""Once, nothing was done; once, and the provider has done what it was asked; every time."""
KEY: Final = "key-0123456789abcdef"
TOTAL: Final = 4.0
"""Seconds that a call may take; pauses count, and are not slept."""
RETRY: Final = RetryPolicy(attempts=4, base=0.05, cap=0.2)
LINK: Final = "https://example.com/cat.png"
CALLS: Final = {
    "kling create": "kling",
    "kling submit": "kling",
    "oxen submit": "oxen",
    "kling get": "kling",
    "oxen get": "oxen",
    "oxen stream": "oxen",
}
"""The calls, and the provider whose answers matter. `create` is the provider's own client."""
_NATIVE: Final = frozenset({"kling create", "kling get", "oxen stream"})
SUBMITS: Final = frozenset({"kling create", "kling submit", "oxen submit"})


class Clock:
    """Real time, and the pauses that nobody really sleeps."""

    def __init__(self) -> None:
        self.slept: list[float] = []
        self.wakes: Callable[[], None] = lambda: None

    def __call__(self) -> float:
        return time.monotonic() + sum(self.slept)

    def wall(self) -> float:
        """Seconds since the epoch."""
        return time.time() + sum(self.slept)

    def sleep(self, seconds: float) -> None:
        """Pass time at once."""
        assert seconds >= 0
        self.slept.append(seconds)
        self.wakes()

    async def asleep(self, seconds: float) -> None:
        """Pass time at once."""
        self.sleep(seconds)


@dataclass
class Outcome:
    """What a cell left: requests at the server and elsewhere, bills, pauses, and the answer or the error."""

    seen: list[Seen]
    elsewhere: list[Seen]
    charges: list[str | None]
    slept: list[float]
    accepted: int
    open: int
    answer: Any = None
    error: ProviderError | None = None
    events: int | None = None

    @property
    def result(self) -> str:
        """`answer`, or the kind of the error; for a stream, how many events came before."""
        ending = "answer" if self.error is None else self.error.kind
        return ending if self.events is None else f"{self.events} events, {'end' if self.error is None else ending}"

    def count(self, method: str) -> int:
        """How many requests of a method the server read."""
        return sum(one.method == method for one in self.seen)


class Caller:
    """A client of either world behind one blocking method."""

    def __init__(self, world: World, call: str, url: str, timeout: float, clock: Clock) -> None:
        self._runner = asyncio.Runner() if world == "async" else None
        self._call, self._url = call, url
        self._clock, self._timeout = clock, timeout
        self.events: list[Any] | None = [] if call == "oxen stream" else None
        self._client = self._native(world) if call in _NATIVE else self._over_all(world)

    def _native(self, world: World) -> Any:
        name = CALLS[self._call]
        module, prefix = import_module(f"stillmotion.{name}"), "Async" if world == "async" else ""
        client = getattr(module, f"{prefix}{name.title()}Client")
        return client(
            api_key=KEY,
            base_url=self._url,
            timeout=self._timeout,
            retry=RETRY,
            timing=Timing(self._clock, self._clock.wall, lambda: 0.5),
            sleep=self._clock.sleep if world == "sync" else self._clock.asleep,
        )

    def _over_all(self, world: World) -> Any:
        client = getattr(import_module("stillmotion"), "AsyncClient" if world == "async" else "Client")
        accounts = [Account(one, api_key=KEY, base_url=self._url, timeout=self._timeout) for one in ("kling", "oxen")]
        sleep = self._clock.sleep if world == "sync" else self._clock.asleep
        return client(accounts, retry=RETRY, timing=Timing(self._clock), sleep=sleep)

    def __call__(self) -> Any:
        """Make the call."""
        provider = CALLS[self._call]
        if self._call == "kling create":
            return self._done(self._client.image_to_video.create(image=LINK, prompt="p"))
        if self._call == "kling get":
            return self._done(self._client.image_to_video.get(id=OLD))
        if self._call == "oxen get":
            return self._done(self._client.get(_old(provider)))
        if self._call == "oxen stream":
            return self._done(self._followed())
        request = ImageToVideoRequest(model="kling-2.5-turbo", prompt="p", start_frame=LINK)
        return self._done(self._client.submit(request, provider=provider))

    def _followed(self) -> Any:
        assert self.events is not None
        if self._runner is not None:
            return self._followed_async()
        with self._client.events.stream() as stream:
            self.events.extend(stream)
        return self.events

    async def _followed_async(self) -> Any:
        assert self.events is not None
        async with self._client.events.stream() as stream:
            async for event in stream:
                self.events.append(event)
        return self.events

    def warm(self) -> None:
        """A harmless call on the connection that the call will use."""
        if self._call == "oxen stream":
            self._done(self._client.queue.get(generation_id=OLD))
        elif self._call in _NATIVE:
            self._done(self._client.image_to_video.get(id=OLD))
        else:
            self._done(self._client.get(_old(CALLS[self._call])))

    def _done(self, result: Any) -> Any:
        if inspect.iscoroutine(result):
            assert self._runner is not None
            return self._runner.run(result)
        return result

    def close(self) -> None:
        """Close the client, and the loop."""
        self._done(self._client.close())
        if self._runner is not None:
            self._runner.close()


def _old(provider: str) -> Job:
    return Job(provider=provider, account="default", ids=(OLD,), submitted_at=datetime(2026, 1, 1, tzinfo=UTC))


def ways(call: str, fault: Fault) -> list[How]:
    """How often a fault can hit a call, and whether the provider can have done what it was asked."""
    found: list[How] = []
    if call not in SUBMITS or fault.act not in GIVING:
        found.append("once")
    can_take = fault.kind not in ("busy", "late", "refused", "unsent", "fine") and fault.blind is None
    if call in SUBMITS and (can_take or fault.act in GIVING):
        found.append("once, taken")
    if fault.storms and not fault.warm and fault.kind not in ("fine", "late", "refused"):
        found.append("always")
    return found


def run(world: World, call: str, fault: Fault, how: How) -> Outcome:
    """One cell."""
    provider = ModelProvider()

    async def well(talk: Talk, seen: Seen) -> None:
        await talk.send(provider(seen))

    server, other = FaultServer(well), FaultServer(well)
    clock = Clock()
    with serving(server, other, refusing=fault.kind == "unsent"), hurried(fault, how):
        caller = Caller(world, call, server.url, PAUSE if fault.kind == "slow" else TOTAL, clock)
        try:
            act = redirect(fault.status, f"{other.url}/film.mp4") if fault.status else fault.act
            trouble = trouble_of(fault, how, act, provider)
            if fault.warm:
                _warm(caller, server, fault, trouble)
            else:
                server.trouble = trouble
            if fault.kind == "unsent" and how == "once":
                clock.wakes = server.listen
            answer, error = _tried(caller)
        finally:
            caller.close()
        outcome = Outcome(server.seen, other.seen, provider.charges, clock.slept, server.accepted, settled(server))
    outcome.answer, outcome.error = answer, error
    outcome.events = None if caller.events is None else len(caller.events)
    return outcome


@contextmanager
def hurried(fault: Fault, how: How) -> Any:
    """The bounds that no argument sets, made small where a cell would wait for their end."""
    search = mock.patch.object(attempts, "RECOVERY_SECONDS", PAUSE) if (fault.kind, how) == ("slow", "always") else None
    with ExitStack() as stack:
        stack.enter_context(search or nullcontext())
        stack.enter_context(mock.patch.object(links, "SILENCE", PAUSE))
        stack.enter_context(mock.patch.object(session, "MAX_BODY_BYTES", LIMIT))
        stack.enter_context(mock.patch.object(async_session, "MAX_BODY_BYTES", LIMIT))
        yield


def trouble_of(fault: Fault, how: How, act: Act | None, provider: ModelProvider) -> Trouble:
    """What a server is told to do, once or every time."""
    times = FOREVER if how == "always" else 1
    if fault.kind == "unsent":
        return Trouble()
    if act is None:
        return Trouble(blind=fault.blind, times=times)

    async def answer(talk: Talk, seen: Seen) -> None:
        given: list[bytes] = []

        def good() -> bytes:
            if not given:
                given.append(provider(seen))
            return given[0]

        if how == "once, taken":
            good()
        await act(talk, good)

    return Trouble(answer=answer, times=times)


def _warm(caller: Caller, server: FaultServer, fault: Fault, trouble: Trouble) -> None:
    """Use a connection well first; where it is to be closed between two calls, wait for that."""
    if fault.act is answers_and_closes:
        server.trouble = trouble
    caller.warm()
    server.seen.clear()
    if fault.act is answers_and_closes:
        settled(server)
    else:
        server.trouble = trouble


def _tried(caller: Caller) -> tuple[Any, ProviderError | None]:
    try:
        return caller(), None
    except ProviderError as error:
        return None, error


def settled(server: FaultServer) -> int:
    """How many connections stay open although nobody needs them."""
    for _ in range(2_000):
        if not server.open:
            break
        time.sleep(0.001)
    return server.open


def everything_said(error: ProviderError) -> str:
    """All that a log could hold of an error: text, notes, causes, and the locals of this package's frames."""
    said = [str(error), repr(error), *getattr(error, "__notes__", ())]
    told = traceback.TracebackException.from_exception(error, capture_locals=True)
    while told is not None:
        said.extend(str(told).splitlines())
        said.extend(str(frame.locals) for frame in told.stack if "/stillmotion/" in frame.filename)
        told = told.__cause__ or told.__context__
    return "\n".join(said)
