"""A job begins: is there room, and money? Then it is made, and charged for."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from . import paths
from .jobs import Job, Jobs
from .ledger import Charge
from .refusals import Refusals
from .tables import Operation, Tables
from .validating import Request
from .world import World


class Taking:
    """Makes the jobs of one provider."""

    def __init__(self, tables: Tables, world: World, jobs: Jobs, refusals: Refusals) -> None:
        self._tables = tables
        self._world = world
        self._jobs = jobs
        self._refusals = refusals

    def count(self, request: Request) -> int:
        """How many videos a request asks for."""
        name = self._tables.data["count"]
        return int(request.body.get(name) or 1) if name else 1

    def has_room(self, count: int) -> bool:
        """Whether so many more jobs may be under way."""
        most = self._world.max_in_flight
        return most is None or self._jobs.unfinished() + count <= most

    def has_money(self, count: int) -> bool:
        """Whether the account can pay for so many videos; always, unless a balance was given."""
        return self._world.balance is None or self.balance() >= count * self._price()

    def balance(self) -> Decimal:
        """What the account has left, in the provider's unit."""
        row = self._tables.data["emulation"]["balance"]
        start = self._world.balance
        if start is None:
            body = self._tables.operations[row["call"]].sample.body
            start = Decimal(str(paths.first(body, row["path"])))
        spent = sum(1 for one in self._world.charges if one.provider == self._tables.provider)
        return max(Decimal(0), start - spent * self._price())

    def _price(self) -> Decimal:
        row = self._tables.data["emulation"]["balance"]
        return Decimal(str(row["each"])) if row else Decimal(1)

    def made(self, operation: Operation, request: Request) -> Job:
        """A new job, charged for."""
        role, world = self._tables.roles["submit"], self._world
        assert role.writes is not None
        sample = paths.first(paths.first(role.shape("queued").body, role.writes.at), role.writes.fields["id"]["path"])
        ending = world.ending(self._tables.provider)
        reference = self._tables.data["reference"]
        job = Job(
            id=world.ids.like(sample),
            request=dict(request.body),
            progress=world.progress,
            created=world.clock.now(),
            client_ref=request.body.get(reference["field"]) if reference else None,
            callback=self._callback(request),
            outcome=ending.state,
            kind=ending.kind,
        )
        self._explain(job)
        self._jobs.add(job)
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
        role = self._tables.roles.get("result")
        body: Any = self._refusals.of_kind(job.kind, self._tables.operations[role.call] if role else None).body
        errors = self._tables.data["errors"]
        texts = [one for place in errors["message"] for one in paths.find(body, place) if isinstance(one, str)]
        words = [one for place in (*errors["type"], *errors["code"]) for one in paths.find(body, place)]
        job.message = texts[0] if texts else job.kind
        job.code = next((word for word in words if isinstance(word, str)), None)
