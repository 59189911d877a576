"""What the calls of a provider do: jobs are taken, shown, listed and stopped, files kept, the rest answered as documented."""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy
from typing import Any, Final

from . import paths, streams
from .callbacks import public_key
from .files import Files
from .jobs import Job, Jobs
from .ledger import Charge
from .listing import listed
from .messages import Call, Reply, json_reply
from .progress import After
from .refusals import Refusals
from .showing import Links, View, renamed
from .tables import Example, Operation, Role, Tables
from .uploads import Uploads
from .validating import Request
from .world import World

_LINK_SECONDS: Final = 3600.0
_KEEP_ALIVE: Final = 15.0


class Acting:
    """The calls of one provider."""

    def __init__(self, tables: Tables, world: World) -> None:
        self._tables = tables
        self._world = world
        self.jobs = Jobs()
        self.files = Files(f"{tables.provider} {world.seed}".encode())
        self.uploads = Uploads(tables, world.ids, self.files)
        self.refusals = Refusals(tables, world.ids)
        self._ended: list[Job] = []

    def act(self, operation: Operation, request: Request, call: Call) -> Reply:
        """The answer to a good request by somebody who may make it."""
        role = self._tables.role_of(operation.name)
        webhook = self._tables.data["webhook"]
        if role == "submit":
            return self._submit(operation, request, call)
        if operation.effect == "billable":
            return self._at_once(operation, request, call)
        if role == "events":
            return self._stream(operation, request, call)
        if role == "list" or operation.name in self._tables.data["emulation"]["lists"]:
            return self._list(operation, request, call)
        recipe = self.uploads.recipe(operation)
        if recipe is not None:
            body = self.uploads.begin(recipe, operation.successes[0], request, call.base, self._world.clock.now())
            return self._sent(operation.successes[0], body)
        if role in ("poll", "cost", "result", "cancel") or operation.effect == "delete":
            return self._about_one(operation, role, request, call)
        if webhook is not None and webhook["jwks"] == operation.name:
            body = {"keys": [{"kty": "OKP", "crv": "Ed25519", "x": public_key(self._world.seed)}]}
            return json_reply(200, body, self.refusals.headers())
        return self._as_documented(operation, request)

    def _about_one(self, operation: Operation, role: str, request: Request, call: Call) -> Reply:
        job = self._job(operation, request)
        if job is None:
            return self.refusals.situation("unknown_id", operation)
        self.move(job)
        if operation.effect == "delete":
            self.jobs.remove(job)
            return self._named(operation.successes[0], request)
        if role == "cancel":
            return self._cancel(operation, request, job)
        if role == "result" and job.state != "succeeded":
            return self._no_result(operation, job, call)
        return self._show(self._tables.roles[role], job, call)

    def _job(self, operation: Operation, request: Request) -> Job | None:
        reference = self._tables.data["reference"]
        takes_reference = reference is not None and reference["call"] == operation.name
        return self.jobs.get(next(iter(request.path.values()), ""), by_reference=takes_reference)

    def move(self, job: Job) -> None:
        """Bring a job up to date, and remember its end."""
        job.move(self._world.clock.now())
        if job.ended is not None and job not in self._ended:
            self._ended.append(job)

    # A job begins

    def _submit(self, operation: Operation, request: Request, call: Call) -> Reply:
        count = self._count(request)
        if self._is_full(count):
            return self.refusals.situation("concurrency", operation)
        role = self._tables.roles["submit"]
        made = [self._made(operation, request) for _ in range(count)]
        assert role.writes is not None
        if not role.writes.at.endswith("[]"):
            return self._show(role, made[0], call)
        shape, body = self._view(made[0], call.base).answer(role, role.writes, made[0])
        items = [self._view(job, call.base).item(role, role.writes, job) for job in made]
        paths.put(body, role.writes.at.removesuffix("[]"), items)
        return json_reply(shape.status, self._with_request_id(body), {**self.refusals.headers(), **shape.headers})

    def _count(self, request: Request) -> int:
        name = self._tables.data["count"]
        return int(request.body.get(name) or 1) if name else 1

    def _is_full(self, count: int) -> bool:
        for job in self.jobs:
            self.move(job)
        most = self._world.max_in_flight
        return most is not None and self.jobs.unfinished() + count > most

    def _made(self, operation: Operation, request: Request) -> Job:
        role, world = self._tables.roles["submit"], self._world
        assert role.writes is not None
        path = role.writes.fields["id"]["path"]
        node = paths.first(role.shape("queued").body, role.writes.at)
        ending = world.ending(self._tables.provider)
        reference = self._tables.data["reference"]
        job = Job(
            id=world.ids.like(paths.first(node, path)),
            request=dict(request.body),
            progress=world.progress,
            created=world.clock.now(),
            client_ref=request.body.get(reference["field"]) if reference else None,
            callback=self._callback(request),
            outcome=ending.state,
            kind=ending.kind,
        )
        self._explain(job)
        self.jobs.add(job)
        world.charges.append(Charge(self._tables.provider, operation.name, job.id, job.created))
        return job

    def _callback(self, request: Request) -> str | None:
        where = self._tables.data["callback"]
        if where is None:
            return None
        if where["in"] == "account":
            return self._world.webhook_url
        given = request.query.get(where["name"]) if where["in"] == "query" else request.body.get(where["name"])
        return given or None

    def _explain(self, job: Job) -> None:
        """Give a job that will fail the text and the word of a documented refusal of its kind."""
        if job.kind is None:
            return
        example = self.refusals.of_kind(job.kind, self._result())
        errors = self._tables.data["errors"]
        texts = [one for place in errors["message"] for one in paths.find(example.body, place) if isinstance(one, str)]
        words = [one for place in (*errors["type"], *errors["code"]) for one in paths.find(example.body, place)]
        job.message = texts[0] if texts else job.kind
        job.code = next((word for word in words if isinstance(word, str)), None)

    def _result(self) -> Operation | None:
        role = self._tables.roles.get("result")
        return None if role is None else self._tables.operations[role.call]

    def _at_once(self, operation: Operation, request: Request, call: Call) -> Reply:
        """A call that waits for the video."""
        if self._is_full(1):
            return self.refusals.situation("concurrency", operation)
        job = self._made(operation, request)
        progress = job.progress
        delay = progress.seconds if isinstance(progress, After) else 0.0
        job.state, job.ended = job.outcome, job.created + delay
        self._ended.append(job)
        if job.state != "succeeded":
            return self.refusals.reply(self.refusals.of_kind(job.kind or "provider_failure", operation))
        body = self._view(job, call.base).relinked(deepcopy(operation.successes[0].body))
        now = int(job.created)
        body = {name: now if type(value) is int and value > 1_000_000_000 else value for name, value in body.items()}
        return Reply(**_fields(self._sent(operation.successes[0], body)), delay=delay)

    # A job is shown

    def _view(self, job: Job, base: str) -> View:
        world = self._world
        lifetime = world.link_seconds or self._tables.data["lifetime"] or _LINK_SECONDS
        until = world.clock.now() + lifetime
        links = Links(*(self.files.link(base, f"{job.id}/{name}", until) for name in ("film.mp4", "still.png")))
        return View(self._tables, base, links, world.clock.now(), self.jobs.ahead(job))

    def _show(self, role: Role, job: Job, call: Call) -> Reply:
        assert role.writes is not None
        shape, body = self._view(job, call.base).answer(role, role.writes, job)
        sample = paths.first(shape.body, role.writes.fields["id"].get("path") or "") if not role.writes.at else None
        headers = renamed(dict(shape.headers), {sample: job.id} if isinstance(sample, str) else {})
        if role.call != self._tables.roles["submit"].call:
            job.seen += 1
        return json_reply(shape.status, self._with_request_id(body), {**self.refusals.headers(), **headers})

    def told(self, role: Role, job: Job, base: str) -> Any:
        """The body of a notice or event about a job."""
        assert role.writes is not None
        return self._view(job, base).answer(role, role.writes, job)[1]

    def _list(self, operation: Operation, request: Request, call: Call) -> Reply:
        for job in self.jobs:
            self.move(job)
        role = self._tables.roles.get(self._tables.role_of(operation.name)) or self._tables.roles["cost"]
        poll = self._tables.roles["poll"]
        shown = role if len({shape.state for shape in role.shapes}) > 2 or role.call != operation.name else poll
        assert role.writes is not None
        writes = role.writes
        items = [(job.state, self._view(job, call.base).item(shown, writes, job)) for job in reversed(list(self.jobs))]
        for job in self.jobs:
            job.seen += 1
        body = listed(self._tables, operation, request.query, items)
        return self._sent(operation.successes[0], body)

    def _no_result(self, operation: Operation, job: Job, call: Call) -> Reply:
        if job.ended is None and self.refusals.has("too_early"):
            job.seen += 1
            return self.refusals.situation("too_early", operation)
        if job.ended is None:
            return self._show(self._tables.roles["result"], job, call)
        return self.refusals.reply(self._failure(operation, job))

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

    # A job is stopped or followed

    def _cancel(self, operation: Operation, request: Request, job: Job) -> Reply:
        if job.ended is not None and self.refusals.has("too_late"):
            return self.refusals.situation("too_late", operation)
        name = self._tables.data["emulation"]["cancel"].get(job.state)
        job.cancel(self._world.clock.now())
        self.move(job)
        return self._named(next(one for one in operation.successes if name in (None, one.name)), request)

    def _stream(self, operation: Operation, request: Request, call: Call) -> Reply:
        role = self._tables.roles["events"]
        keep_alive = role.row.get("keep_alive_seconds") or _KEEP_ALIVE
        headers = {**self.refusals.headers(), "content-type": "text/event-stream"}
        if not request.path:
            return Reply(200, headers, steps=streams.of_account(role.row["event"], self._ends(role, call), keep_alive))
        job = self._job(operation, request)
        if job is None:
            return self.refusals.situation("unknown_id", operation)

        def look() -> tuple[Any, bool]:
            self.move(job)
            data = self.told(role, job, call.base)
            job.seen += 1
            return data, job.ended is not None

        return Reply(200, headers, steps=streams.of_job(look, keep_alive))

    def _ends(self, role: Role, call: Call) -> Any:
        told = len(self._ended)
        shown = {shape.state for shape in role.shapes}

        def ends() -> list[Any]:
            nonlocal told
            for job in self.jobs:
                self.move(job)
                job.seen += 1
            fresh, told = self._ended[told:], len(self._ended)
            return [self.told(role, job, call.base) for job in fresh if job.state in shown]

        return ends

    # Everything else

    def _as_documented(self, operation: Operation, request: Request) -> Reply:
        fitting = [one for one in operation.successes if dict(one.path) == dict(request.path)]
        if not fitting:
            return self.refusals.situation("unknown_id", operation)
        asked = [one for one in fitting if dict(one.query) == dict(request.query)]
        chosen = (asked or fitting)[0]
        return self._sent(chosen, deepcopy(chosen.body))

    def _named(self, example: Example, request: Request) -> Reply:
        """A documented answer with the ids of the request in the place of the example's."""
        names = {sample: request.path[name] for name, sample in example.path.items() if name in request.path}
        return self._sent(example, renamed(deepcopy(example.body), names))

    def _sent(self, example: Example, body: Any) -> Reply:
        return json_reply(example.status, self._with_request_id(body), {**self.refusals.headers(), **example.headers})

    def _with_request_id(self, body: Any) -> Any:
        place = self._tables.data["errors"]["request_id"]["body"]
        if place and isinstance(body, dict) and paths.first(body, place) is not None:
            paths.put(body, place, self._world.ids.uuid())
        return body


def _fields(reply: Reply) -> Mapping[str, Any]:
    return {"status": reply.status, "headers": reply.headers, "body": reply.body}
