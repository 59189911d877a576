"""The emulator: the providers, one world for all of them, and the ways to reach them."""

from __future__ import annotations

import base64
import hashlib
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

import httpx2

from .authority import Keys
from .callbacks import Notice, destination, sent
from .clock import VirtualClock
from .desk import Desk
from .faults import Fault, Script
from .identity import Ids
from .jobs import Job
from .ledger import Charge, Entry
from .messages import Call, Reply, Step, json_reply
from .progress import Progress, State, progress_of
from .tables import provider_names
from .transport import EmulatorTransport
from .world import Ending, World

if TYPE_CHECKING:
    from ..normalized.account import Account
    from ..normalized.async_client import AsyncClient
    from ..normalized.client import Client
    from .clock import RealClock

ORIGIN: Final = "https://emulator.stillmotion.example"
KEY: Final = "emulator-key"


class Emulator:
    """Emulated providers, all of them or those that are named.

    `progress` says how jobs go on: `immediate`, `after:SECONDS` or `polls:NUMBER`. `clock` is a VirtualClock unless
    another is given; `wall` is the time that signed tokens and notices are made and judged by, in seconds since the epoch.
    `seed` decides ids and keys. `api_keys` and `signing_keys` (access key to secret key) are the credentials that are
    taken; without them any of the right form. `max_in_flight` bounds the unfinished jobs of a provider, and `balance`, in
    its unit, what its account can pay for; without it nobody is refused for want of money. Links to results
    end after `link_seconds`, or as the provider documents it. `webhook_url` is where a provider reports to that takes no
    address from requests. Notices go to this machine only, and to `callback_hosts`; `callback_routes` leads beginnings of
    links elsewhere, and `callback_client` sends.

    Safe in threads. Raises ValueError for a provider that is none, and for a progress that is none.
    """

    def __init__(
        self,
        providers: Iterable[str] | None = None,
        *,
        progress: Progress | str = "polls:2",
        clock: VirtualClock | RealClock | None = None,
        wall: Callable[[], float] = time.time,
        seed: int = 0,
        api_keys: Iterable[str] | None = None,
        signing_keys: Mapping[str, str] | None = None,
        max_in_flight: int | None = None,
        balance: float | None = None,
        link_seconds: float | None = None,
        webhook_url: str | None = None,
        callback_hosts: Iterable[str] = (),
        callback_routes: Mapping[str, str] | None = None,
        callback_client: httpx2.Client | None = None,
    ) -> None:
        self.providers: tuple[str, ...] = provider_names() if providers is None else tuple(providers)
        self.clock: VirtualClock | RealClock = VirtualClock() if clock is None else clock
        keys = Keys(None if api_keys is None else frozenset(api_keys), signing_keys)
        self._make: Callable[[], World] = lambda: World(
            clock=self.clock,
            wall=wall,
            ids=Ids(seed),
            progress=progress_of(progress),
            keys=dict.fromkeys(self.providers, keys),
            max_in_flight=max_in_flight,
            balance=None if balance is None else Decimal(str(balance)),
            link_seconds=link_seconds,
            webhook_url=webhook_url,
            webhook_secrets={name: _secret(name, seed) for name in self.providers},
            seed=seed,
        )
        self._routes = dict(callback_routes or {})
        self._hosts = frozenset(callback_hosts)
        self._callback_client = callback_client
        self._lock = threading.RLock()
        self._bases: dict[str, str] = {}
        self.notices: list[Notice] = []
        """Every notice that was due, with what became of it."""
        self.reset()

    def reset(self) -> None:
        """Forget all jobs, charges, requests, notices and faults, and begin the ids anew. The clock stays."""
        with self._lock:
            self._world = self._make()
            self._desks = {name: Desk(name, self._world) for name in self.providers}
            self.notices.clear()

    # What has happened

    @property
    def charges(self) -> int:
        """How many videos were charged for."""
        return len(self._world.charges)

    @property
    def ledger(self) -> tuple[Charge, ...]:
        """The charges, the oldest first."""
        return tuple(self._world.charges)

    @property
    def journal(self) -> tuple[Entry, ...]:
        """The requests, the oldest first."""
        return tuple(self._world.journal)

    def requests(self, operation: str) -> tuple[Entry, ...]:
        """The requests of one operation; `download` and `upload` are those that links led to."""
        return tuple(entry for entry in self._world.journal if entry.operation == operation)

    def jobs(self, provider: str) -> tuple[Job, ...]:
        """The jobs of a provider, the oldest first."""
        return tuple(self._desk(provider).acting.jobs)

    def uploads(self, provider: str) -> tuple[bytes, ...]:
        """What was uploaded to a provider."""
        return tuple(one.content for one in self._desk(provider).acting.uploads.received.values())

    # What is to happen

    def script(
        self, operation: str, fault: Fault, *, nth: int = 1, times: int = 1, provider: str | None = None
    ) -> None:
        """Let calls go wrong: the `nth` from now on, and `times` of them. `operation` is an operationId, a role (`submit`,
        `poll`, `result`, `list`, `cancel`, `events`), `download`, `upload`, or `*`; without `provider` it is any."""
        with self._lock:
            self._world.scripts.append(Script(provider, operation, fault, nth, times))

    def fail_next(self, kind: str | None = None, *, provider: str | None = None) -> None:
        """Let the next job fail, with the provider's words for an error kind, or those of its own example.

        Raises LookupError when no example of the provider shows that kind.
        """
        with self._lock:
            for name in (provider,) if provider else self.providers:
                if kind is not None:
                    self._desk(name).acting.refusals.of_kind(kind, None)
                self._end_next(name, "failed", kind)

    def _end_next(self, provider: str, state: State, kind: str | None) -> None:
        self._world.endings.append(Ending(provider, state, kind))

    def set_progress(self, progress: Progress | str) -> None:
        """How jobs go on that are taken from now on. Raises ValueError for a text that names no progress."""
        with self._lock:
            self._world.progress = progress_of(progress)

    def set_max_in_flight(self, number: int | None) -> None:
        """How many unfinished jobs a provider takes; None: any number."""
        with self._lock:
            self._world.max_in_flight = number

    def advance(self, seconds: float) -> None:
        """Move a virtual clock (wait, with a real one), and send the notices that are due."""
        self.clock.sleep(seconds)
        self.tick()

    def tick(self) -> None:
        """Bring every job up to date, and send the notices that are due."""
        with self._lock:
            for name, desk in self._desks.items():
                desk.tick(self._bases.get(name, self.base_url(name)))
        self._deliver()

    def webhook_secret(self, provider: str) -> str:
        """The secret that a provider's notices are proven by."""
        return self._world.webhook_secrets[provider]

    # How it is reached

    def base_url(self, provider: str, origin: str = ORIGIN) -> str:
        """The `base_url` of a provider for clients of this emulator."""
        self._desk(provider)
        return f"{origin}/{provider}"

    def answer(self, provider: str, call: Call) -> Reply:
        """The answer to one call. Everything else leads here."""
        if provider not in self._desks:
            return json_reply(404, {"error": f"no provider is at /{provider}, only {', '.join(self.providers)}"})
        with self._lock:
            self._bases[provider] = call.base
            reply = self._desks[provider].answer(call)
        self._deliver()
        return reply if reply.steps is None else replace(reply, steps=self._locked(reply.steps))

    def _locked(self, steps: Iterator[Step]) -> Iterator[Step]:
        while True:
            with self._lock:
                step = next(steps, None)
            self._deliver()
            if step is None:
                return
            yield step

    def _desk(self, provider: str) -> Desk:
        if provider not in self._desks:
            raise ValueError(f"{provider!r} is not emulated here, only {', '.join(self.providers)}")
        return self._desks[provider]

    def _deliver(self) -> None:
        while True:
            with self._lock:
                if not self._world.outbox:
                    return
                notice = self._world.outbox.pop(0)
            url, refused = destination(notice.url, self._routes, self._hosts)
            self.notices.append(replace(notice, outcome=refused or self._send(url, notice)))

    def _send(self, url: str, notice: Notice) -> str:
        if self._callback_client is not None:
            return sent(self._callback_client, url, notice)
        with httpx2.Client(trust_env=False) as client:
            return sent(client, url, notice)

    def transport(self) -> EmulatorTransport:
        """A transport of httpx2, for both worlds; opens no socket."""
        servers = {server: name for name, desk in self._desks.items() for server in desk.tables.servers}
        return EmulatorTransport(self.answer, self.clock, servers, ORIGIN)

    def http_client(self) -> httpx2.Client:
        """A blocking HTTP client that reaches this emulator and nothing else, also by the providers' own addresses."""
        return httpx2.Client(transport=self.transport())

    def async_http_client(self) -> httpx2.AsyncClient:
        """An asynchronous HTTP client that reaches this emulator and nothing else."""
        return httpx2.AsyncClient(transport=self.transport())

    def native(self, provider: str, **arguments: Any) -> Any:
        """The provider's own blocking client, led to this emulator. The arguments are those of its constructor."""
        return self._native(provider, "", self.http_client, arguments)

    def async_native(self, provider: str, **arguments: Any) -> Any:
        """The provider's own asynchronous client, led to this emulator. The arguments are those of its constructor."""
        return self._native(provider, "Async", self.async_http_client, arguments)

    def _native(self, provider: str, prefix: str, http: Callable[[], Any], arguments: dict[str, Any]) -> Any:
        module = import_module(f"..{provider}", __package__)
        name = next(one for one in module.__all__ if one.endswith("Client") and one.startswith("Async") == bool(prefix))
        given: dict[str, Any] = {"base_url": self.base_url(provider), "http_client": http()}
        if not {"api_key", "access_key", "secret_key"} & arguments.keys():
            given["api_key"] = KEY
        return getattr(module, name)(**{**given, **arguments})

    def accounts(self, origin: str = ORIGIN) -> tuple[Account, ...]:
        """An account at every provider, for `stillmotion.Client`."""
        from ..normalized.account import Account

        return tuple(Account(name, api_key=KEY, base_url=self.base_url(name, origin)) for name in self.providers)

    def client(self, **arguments: Any) -> Client:
        """The client over all providers, led to this emulator; waiting moves a virtual clock."""
        from .._runtime.attempts import Timing
        from ..normalized.client import Client

        clock = self.clock
        timing = {"timing": Timing(clock.monotonic), "sleep": clock.sleep} if isinstance(clock, VirtualClock) else {}
        return Client(**{"accounts": self.accounts(), "http_client": self.http_client(), **timing, **arguments})

    def async_client(self, **arguments: Any) -> AsyncClient:
        """The asynchronous client over all providers, led to this emulator; waiting moves a virtual clock."""
        from .._runtime.attempts import Timing
        from ..normalized.async_client import AsyncClient

        clock = self.clock
        timing = (
            {"timing": Timing(clock.monotonic), "sleep": clock.async_sleep} if isinstance(clock, VirtualClock) else {}
        )
        return AsyncClient(
            **{"accounts": self.accounts(), "http_client": self.async_http_client(), **timing, **arguments}
        )

    @property
    def app(self) -> Any:
        """The ASGI application, for a server or an ASGI transport. Needs the extra `emulator`."""
        from .asgi import application

        return application(self)


def _secret(provider: str, seed: int) -> str:
    """A secret in the form of Standard Webhooks, which any other scheme takes as well."""
    return "whsec_" + base64.b64encode(hashlib.sha256(f"{provider} {seed}".encode()).digest()).decode()
