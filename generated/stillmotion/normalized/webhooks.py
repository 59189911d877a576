"""What providers send to a `webhook_url`: proven to be theirs, and read."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import wait
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Final

from .._runtime.client_base import resolve_base_url
from .._runtime.errors import ProviderError, StillmotionError
from .._runtime.key_ring import Fetch, Trial, Verdict
from .._runtime.key_ring import KeyRing as KeyRing
from .._runtime.retry import NEVER
from .generation import Generation, Job
from .notices import Case, event_of, judge, keys_of, no_keys, opened
from .notices import Event as Event
from .request import ProviderName

if TYPE_CHECKING:
    import httpx2

    from .async_client import AsyncClient
    from .client import Client

_FETCH_SECONDS: Final = 10.0
# no provider's grace for jobs that are new: a notice of a job that is not there is forged
_LONG_AGO: Final = datetime(2000, 1, 1, tzinfo=UTC)


def read(
    provider: ProviderName,
    *,
    body: bytes,
    headers: Mapping[str, str] | None = None,
    secret: str | Iterable[str] | None = None,
    account: str = "default",
    verify: bool = True,
    keys: KeyRing | None = None,
    http_client: httpx2.Client | None = None,
    clock: Callable[[], float] = time.time,
) -> Event:
    """What a callback says, once it is proven to be the provider's. `account` is the name of the account it came for.

    `body` is what came, byte for byte: JSON that was read and written again has another signature. Names of headers may
    be in any case. `secret` is the provider's, or several of them while it changes; else the provider's environment
    variable has it. Public keys are fetched when they are needed, with `http_client`, and kept in `keys` (by default for
    the process) for a day. `clock` gives seconds since the epoch; timestamps may be off by five minutes, either way.
    Where a provider proves nothing, or with `verify=False`, the event is not `verified`. A success whose video another
    call brings reads as running.

    A provider that publishes its keys signs for all its customers alike, and each of them can have it call you: take only
    jobs that you know.

    Raises:
        WebhookVerificationError: anybody may have sent this. Answer 401, and do nothing.
        ConfigurationError: there is no secret, or a library is not installed.
        ProviderFailureError: the public keys cannot be had. Answer 503, so that the provider sends it again.
        UnsupportedError: the provider calls nobody back.
        ProtocolDriftError: it is the provider's, and no notice that we know.
    """
    case = opened(provider, body, headers, secret, verify, keys, clock())
    del body, headers, secret
    if isinstance(case, StillmotionError):
        raise case
    if case.trial is not None:
        judge(case, _tried(case, case.trial, http_client))
    return event_of(case, account)


async def aread(
    provider: ProviderName,
    *,
    body: bytes,
    headers: Mapping[str, str] | None = None,
    secret: str | Iterable[str] | None = None,
    account: str = "default",
    verify: bool = True,
    keys: KeyRing | None = None,
    http_client: httpx2.AsyncClient | None = None,
    clock: Callable[[], float] = time.time,
) -> Event:
    """As `read`, for async code: the event loop is free while public keys are fetched."""
    case = opened(provider, body, headers, secret, verify, keys, clock())
    del body, headers, secret
    if isinstance(case, StillmotionError):
        raise case
    if case.trial is not None:
        judge(case, await _atried(case, case.trial, http_client))
    return event_of(case, account)


def confirm(client: Client, event: Event) -> Event:
    """The event as the provider tells it when it is asked for the job: verified, whoever sent the notice.

    Raises what `client.get` raises: NotFoundError for a job that the account does not have, as in a forged notice.
    """
    return _confirmed(event, client.get(_asked(event)))


async def aconfirm(client: AsyncClient, event: Event) -> Event:
    """As `confirm`, for async code."""
    return _confirmed(event, await client.get(_asked(event)))


def _asked(event: Event) -> Job:
    return event.job.model_copy(update={"submitted_at": _LONG_AGO})


def _confirmed(event: Event, found: Generation) -> Event:
    generation = found.model_copy(update={"job": event.job})
    return replace(event, verified=True, generation=generation, client_ref=generation.client_ref)


def _tried(case: Case, trial: Trial, http_client: httpx2.Client | None) -> Verdict:
    from .._runtime.session import Session

    while isinstance(step := trial.step(), Fetch):
        if not step.mine:
            if not wait([step.done], timeout=_FETCH_SECONDS).done:
                return "unavailable"
            continue
        try:
            with trial.ring.fetching(step) as found, Session(**_reaching(case, http_client)) as session:
                found.extend(keys_of(case, session.call(_operation(case))))
        except ProviderError as error:
            raise no_keys(case, str(error)) from None
    return step


async def _atried(case: Case, trial: Trial, http_client: httpx2.AsyncClient | None) -> Verdict:
    from .._runtime.async_session import AsyncSession

    while isinstance(step := trial.step(), Fetch):
        if not step.mine:
            if not (await asyncio.wait([asyncio.wrap_future(step.done)], timeout=_FETCH_SECONDS))[0]:
                return "unavailable"
            continue
        try:
            with trial.ring.fetching(step) as found:
                async with AsyncSession(**_reaching(case, http_client)) as session:
                    found.extend(keys_of(case, await session.call(_operation(case))))
        except ProviderError as error:
            raise no_keys(case, str(error)) from None
    return step


def _reaching(case: Case, http_client: Any) -> dict[str, Any]:
    """How the provider's keys are reached: without a credential."""
    provider = case.table.provider
    base_url = resolve_base_url(provider, None, None)
    # one request a minute is promised, and the provider sends its callback again
    limits = {"timeout": _FETCH_SECONDS, "retry": NEVER}
    return {"provider": provider, "base_url": base_url, "http_client": http_client, **limits}


def _operation(case: Case) -> Any:
    assert case.recipe.keys is not None
    return case.recipe.keys
