# Written by the generator from specs/ and templates/.
# Change those, then run `make generate`.
"""The asynchronous client over all providers."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Mapping
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import httpx2

from .._runtime.async_session import AsyncSession
from .._runtime.attempts import Timing
from .._runtime.client_base import find_credentials, resolve_base_url
from .._runtime.errors import CallTimeoutError, ConfigurationError, ProviderError, StillmotionError
from .._runtime.hooks import Hooks
from .._runtime.operation import CallOptions
from .._runtime.retry import RetryPolicy
from . import transfer, waiting
from .account import Account, Accounts
from .async_courier import AsyncCourier
from .async_desk import AsyncDesk
from .async_listening import AsyncListener
from .async_many import async_in_turns
from .following import async_follow
from .generation import Generation, Job, Video
from .hearing import Follow
from .many import places
from .report import STRICT, LossPolicy
from .request import ImageToVideoRequest, ProviderName
from .tables import no_reference, table_of
from .uploading import OnUpload

Update = Callable[[Generation], object]


class AsyncClient:
    """One client for every provider. Close it, or use it in a `async with`.

    `accounts` say who pays; a provider without one is reached with the credential of its environment variables.
    `asset_host` makes a link of a picture's bytes and media type, for providers that take links only; `allow_fetch` lets
    the client download a picture whose link a provider does not take; `on_upload` is called with the field of a picture,
    the bytes of it that were uploaded, and how many there are. `http_client` serves downloads, and accounts without one
    of their own; it is never closed here. `hooks` are told of every request to a provider. `timing` and
    `sleep` are where time and chance come from.

    A read is sent again when its failure passes with time, as `retry` says. A submit is sent again only when it surely was
    not taken; one whose answer was lost is looked for by its reference, where the provider takes one. Every call raises ProviderError, the class of its kind;
    ConfigurationError for an account that is not there or has no credential; ValueError for an unknown provider.
    """

    def __init__(
        self,
        accounts: Iterable[Account] = (),
        *,
        asset_host: Callable[[bytes, str | None], str | Awaitable[str]] | None = None,
        allow_fetch: bool = False,
        on_upload: OnUpload | None = None,
        retry: RetryPolicy | None = None,
        http_client: httpx2.AsyncClient | None = None,
        hooks: Hooks | None = None,
        timing: Timing | None = None,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._timing = timing or Timing()
        self._accounts = Accounts(tuple(accounts), http_client)
        self._courier = AsyncCourier(http_client, self._timing, sleep)
        self._asset_host = asset_host
        self._allow_fetch = allow_fetch
        self._retry = retry
        self._hooks = hooks
        self._on_upload = on_upload
        self._clock = self._timing.clock
        self._sleep = sleep
        self._desks: dict[tuple[str, str], AsyncDesk] = {}
        self._lock = threading.Lock()
        self._closed = False

    async def submit(
        self,
        request: ImageToVideoRequest,
        *,
        provider: ProviderName,
        account: str | None = None,
        policy: LossPolicy = STRICT,
        extra_body: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, Any] | None = None,
    ) -> Job:
        """Ask for videos, and pay for them: sent exactly once. Keep the job, it is all that is needed to go on.

        Pictures are uploaded first where the provider wants it so. Where it takes a reference and the request has none,
        the client makes one; `job.report` says so. The extras are parts of the request that no contract names; they are
        listed in `job.report.unchecked`, and never replace the credential.

        Raises:
            LossError: the provider cannot do what was asked, and the policy does not put up with it. Nothing was sent.
            MissingFieldError, UploadRequiredError, InvalidRequestError: the request cannot be sent as it is.
            SubmitAmbiguousError: the answer was lost, so the job may exist. The error says how to find out.
        """
        job, _ = await self._submit(request, provider, account, policy, extra_body, extra_headers, extra_query)
        return job

    async def get(self, job: Job) -> Generation:
        """Where a job stands now."""
        return await self._desk(job.provider, job.account).generation(job)

    async def wait(
        self,
        job: Job,
        *,
        timeout: float | None = None,
        on_update: Update | None = None,
        follow: Follow = "polling",
    ) -> Generation:
        """Ask about a job until it has ended, however it ends: a failed one is returned, too.

        `timeout` is in seconds (None: what is usual at the provider). `on_update` is called with every answer. An error
        of a call carries `job`; so does CallTimeoutError when the time is used up, and ProtocolDriftError when the
        provider keeps giving a status that nobody knows. The job goes on all the same: wait for it again.

        `follow="events"` listens to the provider's event stream instead of asking all the time, and asks when it tells of the
        job's end, now and then besides, and as usual once the stream is silent or broken. Raises UnsupportedError for a
        provider without a stream, before anything is sent.
        """
        listener = self._desk(job.provider, job.account).listener(follow)
        try:
            await listener.open()
            return await self._waited(job, timeout, on_update, listener, is_new=False)
        finally:
            await listener.close()

    async def _waited(
        self,
        job: Job,
        timeout: float | None,
        on_update: Update | None,
        listener: AsyncListener,
        *,
        is_new: bool,
    ) -> Generation:
        watch = self._watch(job, timeout)
        is_due = listener.is_open and not is_new
        while True:
            if not is_due:
                await listener.pause(watch, on_update)
            is_due = False
            found = await self._step(watch, on_update)
            if isinstance(found, Generation):
                return found
            watch = found

    async def generate(
        self,
        request: ImageToVideoRequest,
        *,
        provider: ProviderName,
        account: str | None = None,
        policy: LossPolicy = STRICT,
        timeout: float | None = None,
        on_update: Update | None = None,
        follow: Follow = "polling",
        extra_body: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, Any] | None = None,
    ) -> Generation:
        """Submit a request and wait for its videos. `on_update` sees the job first, before any waiting.

        Raises what `submit` and `wait` raise, and the error of the kind that the first error of the job has when it ended
        without a video; it carries `generation`.

        `follow="events"` listens to the provider's event stream instead of asking all the time, and asks when it tells of the
        job's end, now and then besides, and as usual once the stream is silent or broken. An
        account's stream is opened before the submit, so that no event is missed. Raises UnsupportedError for a provider
        without a stream, before anything is sent.
        """
        listener = self._desk(provider, account).listener(follow)
        try:
            await listener.open()
            job, first = await self._submit(request, provider, account, policy, extra_body, extra_headers, extra_query)
            if on_update is not None:
                on_update(first)
            generation = await self._waited(job, timeout, on_update, listener, is_new=True)
        finally:
            await listener.close()
        if not generation.videos:
            raise waiting.failure_of(generation)
        return generation

    def generate_many(
        self,
        requests: Iterable[ImageToVideoRequest],
        *,
        provider: ProviderName,
        account: str | None = None,
        policy: LossPolicy = STRICT,
        concurrency: int | None = None,
        timeout: float | None = None,
        on_update: Update | None = None,
    ) -> AsyncIterator[Generation | StillmotionError]:
        """Submit requests and yield what becomes of them, in the order in which they end.

        What has no video is a value as well: a failed generation, or the error of a call, which carries the `request` and,
        once there is one, the `job`. Requests are taken as there is room for them: at most `concurrency` are unfinished at
        once, and never more than the account's `max_in_flight` (4 when neither says). `timeout` is in seconds, for each.
        A job that is still under way when the iteration is left goes on, and is paid; `on_update` was told of it. A submit
        that is on its way then is not torn off.
        """
        desk = self._desk(provider, account)
        room = places(concurrency, self._accounts.choose(provider, account).max_in_flight)

        async def _start(request: ImageToVideoRequest) -> waiting.Watch:
            job, first = await desk.submit(request, policy, CallOptions())
            if on_update is not None:
                on_update(first)
            return self._watch(job, timeout)

        async def _step(watch: waiting.Watch) -> Generation | waiting.Watch:
            return await self._step(watch, on_update)

        return async_in_turns(requests, _start, _step, room, self._clock, self._sleep)

    def wait_many(
        self, jobs: Iterable[Job], *, timeout: float | None = None, on_update: Update | None = None
    ) -> AsyncIterator[Generation | StillmotionError]:
        """Wait for many jobs and yield them in the order in which they end; the error of a call is a value as well, and
        carries `job`. `timeout` is in seconds, for each. Thousands of jobs share a few connections."""
        watches = [self._watch(job, timeout) for job in jobs]

        async def _step(watch: waiting.Watch) -> Generation | waiting.Watch:
            return await self._step(watch, on_update)

        return async_follow(watches, _step, self._clock, self._sleep)

    async def find(self, provider: ProviderName, *, client_ref: str, account: str | None = None) -> Job | None:
        """The job with a reference of the caller's, after a lost submit or a crash; None when the provider knows none.

        Right after a lost submit, none proves nothing. Raises UnsupportedError where a provider takes no reference.
        """
        desk = self._desk(provider, account)
        if not desk.table.reference_field:
            raise no_reference(desk.table)
        return await desk.find(client_ref)

    async def cancel(self, job: Job) -> None:
        """Ask the provider to stop a job; `get` tells whether it did. Raises UnsupportedError where it has no such call."""
        await self._desk(job.provider, job.account).cancel(job)

    def list(
        self, provider: ProviderName, *, account: str | None = None, parameters: Mapping[str, Any] | None = None
    ) -> AsyncIterator[Generation]:
        """The jobs that the provider lists, fetched as they are asked for. `parameters` are the list's own, by the names
        that the provider's client gives them. Raises UnsupportedError where the provider has no list."""
        return self._desk(provider, account).list(parameters)

    def events(self, source: Job | ProviderName, *, account: str | None = None) -> AsyncIterator[Generation]:
        """What the provider tells by itself: about one job until it has ended, or about all jobs of an account.

        An event that came before the stream was open is not told. Raises UnsupportedError where the provider has no
        stream, CallTimeoutError after a silence.
        """
        if isinstance(source, Job):
            return self._desk(source.provider, source.account).events(source)
        return self._desk(source, account).events(None)

    async def download(
        self,
        video: Video | str,
        path: Path,
        *,
        job: Job | None = None,
        progress: transfer.Progress | None = None,
        timeout: float = transfer.TIMEOUT,
        max_bytes: int = transfer.MAX_BYTES,
        allow_private: bool = False,
    ) -> Path:
        """Save a video, or what a link gives. The file appears whole or not at all, whatever was there before stays until
        then; no credential is sent.

        With `job`, as in `client.download(generation.videos[0], path, job=generation.job)`, a link that is over is asked
        for anew, once. A connection that breaks, a silence of 30 seconds and a server in trouble are answered by going
        on where it stopped, as long as the file is still the same, else from the start, up to 8 times.

        `timeout` is for all of it, in seconds. `progress` is called with the bytes that came, and how many there will be,
        if that is known; it never goes back, not even when the file is started anew. Only https links are followed, and
        none to a private address unless `allow_private`; so are up to 5 redirects.

        Raises ExpiredError, NotFoundError or PermissionDeniedError for a link that is no longer good, NetworkError when
        it breaks off again and again, CallTimeoutError, ProtocolDriftError for a page of text and for more than
        `max_bytes`, InvalidRequestError for a link that is not followed, OSError when the file cannot be written, and
        what `get` raises.
        """
        url = video.url if isinstance(video, Video) else video
        terms = transfer.terms(timeout, self._clock(), max_bytes, allow_private=allow_private)
        if job is None:
            return await self._courier.download(url, path, terms, progress=progress)
        desk = self._desk(job.provider, job.account)

        async def _renew() -> str | None:
            generation = await desk.generation(job, lambda: terms.left(self._clock()))
            return transfer.link_in(generation, video)

        if transfer.has_expired(video, self._timing.today()):
            url = await _renew() or url
            return await self._courier.download(url, path, terms, progress=progress)
        return await self._courier.download(url, path, terms, progress=progress, renew=_renew)

    async def _submit(
        self,
        request: ImageToVideoRequest,
        provider: str,
        account: str | None,
        policy: LossPolicy,
        body: Mapping[str, Any] | None,
        headers: Mapping[str, str] | None,
        query: Mapping[str, Any] | None,
    ) -> tuple[Job, Generation]:
        extras = CallOptions(extra_headers=headers or {}, extra_query=query or {}, extra_body=body or {})
        return await self._desk(provider, account).submit(request, policy, extras)

    def _watch(self, job: Job, timeout: float | None) -> waiting.Watch:
        table = self._desk(job.provider, job.account).table
        return waiting.begin(table, job, timeout=timeout, now=self._clock(), today=self._timing.today())

    async def _step(self, watch: waiting.Watch, on_update: Update | None) -> Generation | waiting.Watch:
        """Ask once: the generation when the job has ended, else when to ask again."""
        desk = self._desk(watch.job.provider, watch.job.account)
        watch.left(self._clock())
        try:
            generation = await desk.generation(watch.job, lambda: watch.deadline - self._clock())
        except ProviderError as error:
            if isinstance(error, CallTimeoutError) and self._clock() >= watch.deadline:
                raise waiting.overdue(watch) from None
            waiting.about(error, watch.job)
            raise
        has_ended = waiting.ends(watch, generation)
        if on_update is not None and has_ended == generation.is_terminal:
            on_update(generation)
        return generation if has_ended else waiting.after(desk.table, watch, generation, self._clock())

    def _desk(self, provider: str, account: str | None) -> AsyncDesk:
        table, chosen = table_of(provider), self._accounts.choose(provider, account)
        with self._lock:
            if self._closed:
                raise ConfigurationError("this client is closed")
            key = (provider, chosen.name)
            if key not in self._desks:
                session = AsyncSession(
                    table.provider,
                    credentials=find_credentials(table.provider, chosen.api_key, chosen.access_key, chosen.secret_key),
                    base_url=resolve_base_url(table.provider, chosen.region, chosen.base_url),
                    replaces_servers=chosen.base_url is not None,
                    timeout=chosen.timeout,
                    retry=self._retry,
                    timing=self._timing,
                    sleep=self._sleep,
                    http_client=self._accounts.http_client(chosen),
                    hooks=self._hooks,
                    account=chosen.name,
                )
                self._desks[key] = AsyncDesk(
                    table,
                    chosen,
                    session,
                    self._courier,
                    self._asset_host,
                    self._allow_fetch,
                    self._on_upload,
                    self._timing,
                    self._sleep,
                )
            return self._desks[key]

    async def close(self) -> None:
        """Close the connections; jobs go on. Calls after this raise ConfigurationError."""
        with self._lock:
            self._closed = True
            desks, self._desks = tuple(self._desks.values()), {}
        for desk in desks:
            await desk.close()
        await self._courier.close()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.close()
