"""What the calls of a provider do: jobs are taken, shown, listed and stopped, files kept, the rest answered as documented."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import replace
from typing import Any

from . import paths
from .callbacks import public_key
from .files import Files
from .jobs import Job, Jobs
from .messages import Call, Reply, json_reply
from .progress import After
from .refusals import Refusals
from .showing import renamed
from .tables import Example, Operation, Tables
from .taking import Taking
from .telling import Telling
from .uploads import Uploads
from .validating import Request
from .world import World


class Acting:
    """The calls of one provider."""

    def __init__(self, tables: Tables, world: World) -> None:
        self._tables = tables
        self._world = world
        self.jobs = Jobs()
        self.files = Files(f"{tables.provider} {world.seed}".encode())
        self.uploads = Uploads(tables, world.ids, self.files)
        self.refusals = Refusals(tables, world.ids)
        self._taking = Taking(tables, world, self.jobs, self.refusals)
        self.telling = Telling(tables, world, self.jobs, self.refusals, self.files)

    def act(self, operation: Operation, request: Request, call: Call) -> Reply:
        """The answer to a good request by somebody who may make it."""
        role = self._tables.role_of(operation.name)
        if role == "submit" or operation.effect == "billable":
            return self._begin(operation, request, call, is_waiting=role != "submit")
        if role == "list" or operation.name in self._tables.data["emulation"]["lists"]:
            return self._sent(operation.sample, self.telling.many(operation, request, call.base))
        if role == "events" and not request.path:
            return self._stream(None, call)
        if role in ("poll", "cost", "result", "cancel", "events") or operation.effect == "delete":
            return self._about_one(operation, role, request, call)
        recipe = self.uploads.recipe(operation)
        if recipe is not None:
            body = self.uploads.begin(recipe, operation.sample, request, call.base, self._world.clock.now())
            return self._sent(operation.sample, body)
        webhook = self._tables.data["webhook"]
        if webhook is not None and webhook["jwks"] == operation.name:
            body = {"keys": [{"kty": "OKP", "crv": "Ed25519", "x": public_key(self._world.seed)}]}
            return json_reply(200, body, self.refusals.headers())
        return self._as_documented(operation, request)

    def _begin(self, operation: Operation, request: Request, call: Call, *, is_waiting: bool) -> Reply:
        """A submit, or a call that waits for the video."""
        self.telling.move_all()
        count = 1 if is_waiting else self._taking.count(request)
        if not self._taking.has_money(count):
            return self.refusals.reply(self.refusals.of_kind("insufficient_funds", operation))
        if not self._taking.has_room(count):
            return self.refusals.situation("concurrency", operation)
        jobs = [self._taking.made(operation, request) for _ in range(count)]
        if is_waiting:
            return self._at_once(operation, jobs[0], call)
        return self.telling.begun(self._tables.roles["submit"], jobs, call.base)

    def _at_once(self, operation: Operation, job: Job, call: Call) -> Reply:
        delay = job.progress.seconds if isinstance(job.progress, After) else 0.0
        job.state, job.ended = job.outcome, job.created + delay
        self.telling.move(job)
        if job.state != "succeeded":
            return self.refusals.reply(self.refusals.of_kind(job.kind or "provider_failure", operation))
        body = self.telling.view(job, call.base).relinked(deepcopy(operation.sample.body))
        # the only number of such an answer that is no example's own is when it was made
        now = int(job.ended)
        body = {name: now if type(value) is int and value > 1_000_000_000 else value for name, value in body.items()}
        return replace(self._sent(operation.sample, body), delay=delay)

    def _about_one(self, operation: Operation, role: str, request: Request, call: Call) -> Reply:
        reference = self._tables.data["reference"]
        takes_reference = reference is not None and reference["call"] == operation.name
        job = self.jobs.get(next(iter(request.path.values()), ""), by_reference=takes_reference)
        if job is None:
            return self.refusals.situation("unknown_id", operation)
        self.telling.move(job)
        if operation.effect == "delete":
            self.jobs.remove(job)
            return self._named(operation.sample, request)
        if role == "events":
            return self._stream(job, call)
        if role == "cancel":
            return self._cancel(operation, request, job)
        if role == "result" and job.ended is not None and job.state != "succeeded":
            return self.refusals.reply(self._failure(operation, job))
        job.seen += 1
        if role == "result" and job.ended is None and self.refusals.has("too_early"):
            return self.refusals.situation("too_early", operation)
        return self.telling.one(self._tables.roles[role], job, call.base)

    def _failure(self, operation: Operation, job: Job) -> Example:
        """The documented answer that tells why a job has no video: by its kind, else the word that polling shows."""
        if job.state == "canceled":
            return self._first_of(("canceled", "generation_failed"), operation)
        if job.kind is not None:
            return self.refusals.of_kind(job.kind, operation)
        poll = self._tables.roles["poll"]
        place = poll.writes.fields.get("error_code", {}).get("path") if poll.writes is not None else None
        word = paths.first(poll.shape("failed").body, place) if place else None
        try:
            return self.refusals.of_code(word, operation) if word else self._first_of(("generation_failed",), operation)
        except LookupError:
            return self._first_of(("generation_failed", "asset_invalid"), operation)

    def _first_of(self, kinds: tuple[str, ...], operation: Operation) -> Example:
        for kind in kinds:
            try:
                return self.refusals.of_kind(kind, operation)
            except LookupError:
                continue
        return operation.refusals[0]

    def _cancel(self, operation: Operation, request: Request, job: Job) -> Reply:
        if job.ended is not None and self.refusals.has("too_late"):
            return self.refusals.situation("too_late", operation)
        name = self._tables.data["emulation"]["cancel"].get(job.state)
        job.cancel(self._world.clock.now())
        self.telling.move(job)
        return self._named(next(one for one in operation.successes if name in (None, one.name)), request)

    def _stream(self, job: Job | None, call: Call) -> Reply:
        headers = {**self.refusals.headers(), "content-type": "text/event-stream", "cache-control": "no-cache"}
        return Reply(200, headers, steps=self.telling.following(self._tables.roles["events"], job, call.base))

    def _as_documented(self, operation: Operation, request: Request) -> Reply:
        fitting = [one for one in operation.successes if dict(one.path) == dict(request.path)]
        if not fitting:
            return self.refusals.situation("unknown_id", operation)
        chosen = next((one for one in fitting if dict(one.query) == dict(request.query)), fitting[0])
        body = deepcopy(chosen.body)
        balance = self._tables.data["emulation"]["balance"]
        if balance is not None and balance["call"] == operation.name and paths.find(body, balance["path"]):
            left = self._taking.balance()
            paths.put(body, balance["path"], int(left) if left == left.to_integral_value() else float(left))
        return self._sent(chosen, body)

    def _named(self, example: Example, request: Request) -> Reply:
        """A documented answer with the ids of the request in the place of the example's."""
        names = {sample: request.path[name] for name, sample in example.path.items() if name in request.path}
        return self._sent(example, renamed(deepcopy(example.body), names))

    def _sent(self, example: Example, body: Any) -> Reply:
        headers = {**self.refusals.headers(), **example.headers}
        return json_reply(example.status, self.telling.signed(body), headers)
