# Written by the generator from specs/ and templates/.
# Change those, then run `make generate`.
"""One account at work in asynchronous code: the calls about jobs, each made once."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from typing import Any

from .._runtime.answer import raw_response
from .._runtime.async_session import AsyncSession
from .._runtime.attempts import Timing
from .._runtime.errors import ConcurrencyLimitedError, NotFoundError, ProviderError, SubmitAmbiguousError
from .._runtime.models import WireModel
from .._runtime.operation import CallOptions, Operation
from . import asking, links, submitting, uploading
from .account import Account
from .admission import Slots
from .assets import Asset, BytesAsset, UrlAsset
from .async_courier import AsyncCourier
from .async_listening import AsyncListener
from .generation import Generation, Job, Reading
from .hearing import Follow
from .job_table import AssetStep, JobCall, JobTable
from .progress import Part, generation_of
from .report import LossPolicy
from .request import ImageToVideoRequest
from .tables import needed
from .uploading import async_host as host

Left = Callable[[], float]
"""Seconds that are left of a wait."""


class AsyncDesk:
    """The calls of one account. `asset_host` makes links of files; `allow_fetch` lets pictures be downloaded; `on_upload`
    hears of uploads."""

    def __init__(
        self,
        table: JobTable,
        account: Account,
        session: AsyncSession,
        courier: AsyncCourier,
        asset_host: Callable[[bytes, str | None], str | Awaitable[str]] | None,
        allow_fetch: bool,
        on_upload: uploading.OnUpload | None,
        timing: Timing,
        sleep: Callable[[float], Awaitable[None]],
    ) -> None:
        self.table = table
        self._account = account.name
        self._slots = Slots(account.max_in_flight)
        self._timing = timing
        self._clock = timing.clock
        self._sleep = sleep
        self._session = session
        self._courier = courier
        self._asset_host = asset_host
        self._allow_fetch = allow_fetch
        self._on_upload = on_upload

    async def submit(
        self, request: ImageToVideoRequest, policy: LossPolicy, extras: CallOptions
    ) -> tuple[Job, Generation]:
        """Ask for a job, once there is a place for it. The generation is what the answer says already.

        A place frees when a job of this account is seen to have ended; so does the provider's, when it says that there
        are too many. Waiting for one is bounded by the deadline of a job.
        """
        table = self.table
        deadline = self._clock() + table.polling.deadline
        request = submitting.as_sent(table, request, extras)
        sent = submitting.with_reference(table, request, self._timing.reference())
        sent = await self._with_assets(sent, policy)
        encoded = table.encode(sent, policy)
        report = submitting.reported(table, request, sent, encoded.report, extras)
        parameters, body = submitting.wire_parameters(table, encoded), submitting.wire_body(table, encoded)
        while not self._slots.reserve():
            await self._freed(deadline)
        with self._slots.reserved():
            now = self._timing.today()
            try:
                answer = await self._taken(parameters, body, extras, deadline)
            except SubmitAmbiguousError as error:
                cause = error.__cause__ or error
                raise submitting.ambiguous(table, self._account, sent, encoded, str(cause), now, error.raw) from cause
        raw = raw_response(answer)
        readings = table.read_submit(answer, raw.headers)
        job = submitting.job_of(table, self._account, sent, report, readings, now)
        if job is None:
            raise submitting.ambiguous(table, self._account, sent, encoded, "the answer names no job", now, raw)
        self._slots.hold(job)
        parts = [Part(reading.id, (reading,), awaits=True) for reading in readings if reading.id]
        return job, generation_of(table, job, parts, silence="queued")

    async def _taken(self, parameters: WireModel | None, body: WireModel, extras: CallOptions, deadline: float) -> Any:
        """The answer to a submit; one that is refused since there are too many jobs is sent again when one has ended."""
        while True:
            try:
                return await self._session.call(self.table.submit, parameters=parameters, body=body, options=extras)
            except ConcurrencyLimitedError as error:
                if error.retry != "when_slot_frees" or error.accepted != "no" or self._clock() >= deadline:
                    raise
            await self._freed(deadline)

    async def _freed(self, deadline: float) -> None:
        """Wait until a job of this account has ended, or for one pause when none is known. Raises CallTimeoutError."""
        pause = max(1.0, self.table.polling.delay(0))
        if self._clock() + pause >= deadline:
            raise submitting.no_place(self.table, self._account)
        await self._sleep(pause)
        for job in self._slots.waiting_for():
            try:
                generation = await self.generation(job, lambda: deadline - self._clock())
            except NotFoundError:
                self._slots.release(job)
                return
            except ProviderError:
                continue  # it is about another job, and says nothing about this submit
            if generation.is_terminal:
                return

    async def _with_assets(self, request: ImageToVideoRequest, policy: LossPolicy) -> ImageToVideoRequest:
        """The request with its pictures in a form that can be sent."""
        table = self.table
        steps = table.plan_assets(request)
        if not steps:
            return request
        uploading.refuse_early(table, request, steps, policy)
        has_host = self._asset_host is not None
        uploading.refuse_unready(table, steps, has_host=has_host, allow_fetch=self._allow_fetch)
        known: dict[tuple[Asset, str], Asset] = {}
        for step in steps:
            key = (step.asset, step.way)
            if key not in known:
                known[key] = await self._moved(request, step, policy)
        return uploading.replaced(request, steps, [known[step.asset, step.way] for step in steps])

    async def _moved(self, request: ImageToVideoRequest, step: AssetStep, policy: LossPolicy) -> Asset:
        """A picture in its new form."""
        try:
            asset = await self._bytes(step)
            if step.fetch:
                uploading.refuse_early(self.table, uploading.replaced(request, [step], [asset]), [step], policy)
            if step.way == "upload":
                return await self._uploaded(step, asset)
        except ProviderError as error:
            # whatever became of the file, no job was asked for
            error.accepted = "no"
            raise
        assert self._asset_host is not None
        return uploading.hosted_asset(self.table, step, await host(self._asset_host, asset))

    async def _bytes(self, step: AssetStep) -> BytesAsset:
        if isinstance(step.asset, UrlAsset):
            return await self._courier.fetch(step.asset.url, allow_private=False)
        assert isinstance(step.asset, BytesAsset)
        return step.asset

    async def _uploaded(self, step: AssetStep, asset: BytesAsset) -> Asset:
        """A picture as the provider knows it, by its own recipe. A link of a ticket gets no credential."""
        table = self.table
        recipe = uploading.recipe(table)
        body = uploading.upload_request(table, recipe, step, asset, self._on_upload)
        parameters = uploading.upload_parameters(recipe)
        answer = await self._session.call(recipe.operation, parameters=parameters, body=body)
        if recipe.style == "ticket":
            url, form = uploading.destination(table, recipe, answer)
            is_inside = links.is_inside(self._session.base_url)
            raw = await self._session.deliver(
                recipe.operation,
                recipe.method,
                links.judged(url, allow_private=is_inside),
                file=uploading.delivered_file(table, recipe, step, asset, self._on_upload),
                form=form,
                file_part=recipe.file_part,
                trace=None if is_inside else links.AsyncGuard(url),
            )
            uploading.judge_delivery(table, recipe, raw)
        return uploading.uploaded(table, recipe, answer)

    async def generation(self, job: Job, left: Left | None = None) -> Generation:
        """Where a job stands now: one question per id, and those that bring video and cost once it has ended."""
        parts = []
        for id in job.ids:
            part = await self._finished(job, await self._polled(job, id, left), left)
            parts.append(await self._costed(part, left))
        generation = generation_of(self.table, job, parts)
        self._slots.note(generation)
        return generation

    async def _polled(self, job: Job, id: str, left: Left | None) -> Part:
        call = needed(self.table, "poll", self.table.poll)
        try:
            readings = await self._asked(call, id, left)
        except ProviderError as error:
            return asking.unknown(self.table, job, id, error, self._timing.today())
        return asking.polled(self.table, job, id, readings, self._timing.today())

    async def _finished(self, job: Job, part: Part, left: Left | None = None) -> Part:
        """A part with its video, where another call brings it."""
        if self.table.result is None or not asking.wants_result(self.table, part):
            return part
        try:
            return asking.resulted(part, await self._asked(self.table.result, part.id, left))
        except ProviderError as error:
            return asking.refused_result(job, part, error)

    async def _costed(self, part: Part, left: Left | None) -> Part:
        if self.table.cost is None or not asking.wants_cost(self.table, part):
            return part
        try:
            return asking.costed(part, await self._asked(self.table.cost, part.id, left))
        except ProviderError as error:
            return asking.uncosted(part, error)

    async def _asked(self, call: JobCall, id: str, left: Left | None = None) -> tuple[Reading, ...]:
        options = asking.options(self._session.limit(call.operation), left)
        parameters = asking.parameters_for(call, id)
        answer = await self._session.call(call.operation, parameters=parameters, options=options)
        return asking.read(call, answer)

    async def find(self, client_ref: str) -> Job | None:
        """The job with a reference of the caller's; None when the provider knows none."""
        try:
            readings = await self._asked(needed(self.table, "poll", self.table.poll), client_ref)
        except NotFoundError:
            return None
        return submitting.recovered_job(self.table, self._account, readings, client_ref, self._timing.today())

    async def cancel(self, job: Job) -> None:
        """Ask that a job be stopped, each of its ids; the first refusal is raised when all were asked."""
        call = needed(self.table, "cancel", self.table.cancel)
        refusals: list[ProviderError] = []
        for id in job.ids:
            try:
                await self._asked(call, id)
            except ProviderError as error:
                error.job = job
                refusals.append(error)
        if refusals:
            raise refusals[0]

    def list(self, parameters: Mapping[str, Any] | None) -> AsyncIterator[Generation]:
        """The jobs that the provider lists, page by page."""
        call = needed(self.table, "list", self.table.list)
        return self._listed(call, asking.filters(self.table, call, parameters))

    async def _listed(self, call: JobCall, parameters: WireModel | None) -> AsyncIterator[Generation]:
        async for answer in self._pages(call, parameters):
            for reading in asking.read(call, answer):
                generation = self._alone(reading)
                if generation is not None:
                    yield generation

    def _pages(self, call: JobCall, parameters: WireModel | None) -> AsyncIterator[Any]:
        if call.pages is None:
            return self._page(call.operation, parameters)
        return self._session.pages(call.operation, call.pages, parameters=parameters).pages()

    async def _page(self, operation: Operation[Any], parameters: WireModel | None) -> AsyncIterator[Any]:
        yield await self._session.call(operation, parameters=parameters)

    def _alone(self, reading: Reading) -> Generation | None:
        """A job known by one reading only."""
        job = submitting.found_job(self.table, self._account, reading, self._timing.today())
        return None if job is None else generation_of(self.table, job, [asking.listed(self.table, job, reading)])

    def events(self, job: Job | None) -> AsyncIterator[Generation]:
        """What the provider's stream tells: about one job until it has ended, or about all of the account."""
        call = needed(self.table, "events", self.table.events)
        return self._followed(call, job, asking.streams(self.table, call, job))

    async def _followed(self, call: JobCall, job: Job | None, ids: tuple[str, ...]) -> AsyncIterator[Generation]:
        known: dict[str, Part] = {}
        for id in ids:
            parameters = asking.parameters_for(call, id)
            async with self._session.stream(call.operation, parameters=parameters) as stream:
                async for event in stream:
                    for reading in asking.told(call, event, id):
                        generation = await self._event(job, reading, known)
                        if generation is not None:
                            yield generation
                        if job is not None and generation is not None and generation.is_terminal:
                            return

    async def _event(self, job: Job | None, reading: Reading, known: dict[str, Part]) -> Generation | None:
        """Where the job of an event stands; None for one that was not asked about."""
        about = submitting.found_job(self.table, self._account, reading, self._timing.today()) if job is None else job
        if about is None or reading.id not in about.ids:
            return None
        part = await self._finished(about, asking.listed(self.table, about, reading))
        if job is None:
            return generation_of(self.table, about, [part])
        known[part.id] = part
        return generation_of(self.table, job, [known.get(id, asking.silent(id)) for id in job.ids])

    def listener(self, follow: Follow) -> AsyncListener:
        """What waits for a job. Raises UnsupportedError where the provider has no event stream to follow."""
        return AsyncListener(self.table, self._session, follow, self._clock, self._sleep)

    async def close(self) -> None:
        """Close the connections of this account."""
        await self._session.close()
