"""A job is told of: in an answer, a list, an event or a notice."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from . import paths, streams
from .files import Files
from .jobs import Job, Jobs
from .listing import listed
from .messages import Reply, Step, json_reply
from .refusals import Refusals
from .showing import Links, View, renamed
from .tables import Operation, Role, Tables
from .validating import Request
from .world import World

_LINK_SECONDS: Final = 3600.0
_KEEP_ALIVE: Final = 15.0


class Telling:
    """Tells of the jobs of one provider."""

    def __init__(self, tables: Tables, world: World, jobs: Jobs, refusals: Refusals, files: Files) -> None:
        self._tables = tables
        self._world = world
        self._jobs = jobs
        self._refusals = refusals
        self._files = files
        self._ended: list[Job] = []

    def move(self, job: Job) -> None:
        """Bring a job up to date, and remember its end."""
        job.move(self._world.clock.now())
        if job.ended is not None and job not in self._ended:
            self._ended.append(job)

    def move_all(self) -> None:
        """Bring all jobs up to date."""
        for job in self._jobs:
            self.move(job)

    def view(self, job: Job, base: str) -> View:
        """How a job is shown to a caller who reached the provider at `base`."""
        world = self._world
        lifetime = world.link_seconds or self._tables.data["lifetime"] or _LINK_SECONDS
        until = world.clock.now() + lifetime
        links = Links(*(self._files.link(base, f"{job.id}/{name}", until) for name in ("film.mp4", "still.png")))
        return View(self._tables, base, links, world.clock.now(), self._jobs.ahead(job))

    def one(self, role: Role, job: Job, base: str) -> Reply:
        """The answer about one job."""
        assert role.writes is not None
        shape, body = self.view(job, base).answer(role, role.writes, job)
        sample = paths.first(shape.body, role.writes.fields["id"].get("path") or "") if not role.writes.at else None
        headers = renamed(dict(shape.headers), {sample: job.id} if isinstance(sample, str) else {})
        return json_reply(shape.status, self.signed(body), {**self._refusals.headers(), **headers})

    def begun(self, role: Role, jobs: list[Job], base: str) -> Reply:
        """The answer to a submit that has begun these jobs."""
        assert role.writes is not None
        if not role.writes.at.endswith("[]"):
            return self.one(role, jobs[0], base)
        shape, body = self.view(jobs[0], base).answer(role, role.writes, jobs[0])
        items = [self.view(job, base).item(role, role.writes, job) for job in jobs]
        paths.put(body, role.writes.at.removesuffix("[]"), items)
        return json_reply(shape.status, self.signed(body), {**self._refusals.headers(), **shape.headers})

    def body(self, role: Role, job: Job, base: str) -> Any:
        """The body of a notice or event about a job."""
        assert role.writes is not None
        return self.view(job, base).answer(role, role.writes, job)[1]

    def many(self, operation: Operation, request: Request, base: str) -> Any:
        """The body of a list; every job in it has been seen once more."""
        self.move_all()
        own = self._tables.roles.get(self._tables.role_of(operation.name))
        role = own or self._tables.roles["cost"]
        # where the list's own examples show few states, a job looks as it does when it is asked for
        shown = self._tables.roles["poll"] if own and len({shape.state for shape in own.shapes}) < 3 else role
        assert role.writes is not None
        writes = role.writes
        items = [(job.state, self.view(job, base).item(shown, writes, job)) for job in reversed(list(self._jobs))]
        for job in self._jobs:
            job.seen += 1
        envelope = own.shapes[0].body if own and own.shapes else operation.sample.body
        return self.signed(listed(self._tables, operation, request.query, items, envelope))

    def following(self, role: Role, job: Job | None, base: str) -> Iterator[Step]:
        """The stream of one job, or of all ends."""
        keep_alive = role.row.get("keep_alive_seconds") or _KEEP_ALIVE
        if job is None:
            ends = self._ends(role, base)
            return streams.of_account(role.row["event"], ends, lambda: self._jobs.unfinished() == 0, keep_alive)

        def look() -> tuple[Any, bool]:
            self.move(job)
            data = self.body(role, job, base)
            job.seen += 1
            return data, job.ended is not None

        return streams.of_job(look, keep_alive)

    def _ends(self, role: Role, base: str) -> Any:
        told = len(self._ended)
        shown = {shape.state for shape in role.shapes}

        def ends() -> list[Any]:
            nonlocal told
            self.move_all()
            for job in self._jobs:
                job.seen += 1
            fresh, told = self._ended[told:], len(self._ended)
            return [self.body(role, job, base) for job in fresh if job.state in shown]

        return ends

    def signed(self, body: Any) -> Any:
        """The body with a request id of its own, where the provider puts one into it."""
        place = self._tables.data["errors"]["request_id"]["body"]
        if place and isinstance(body, dict) and paths.first(body, place) is not None:
            paths.put(body, place, self._world.ids.uuid())
        return body
