"""One emulated provider: from a request to its answer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Final

from .acting import Acting
from .authority import Keys, judged
from .callbacks import Notice, content_of, signed_headers
from .faults import Break, Disconnect, Fault, Garbage, Refuse, Stall, Truncate
from .files import PREFIX as FILES
from .ledger import Entry
from .messages import Call, Reply
from .tables import Operation, tables_of
from .uploads import PREFIX as UPLOADS
from .validating import validated
from .world import World

_HIDDEN: Final = frozenset({"authorization", "cookie"})


class Desk:
    """One provider. Not safe in threads; the emulator has the lock."""

    def __init__(self, provider: str, world: World) -> None:
        self.tables = tables_of(provider)
        self._world = world
        self.acting = Acting(self.tables, world)
        self._refusals = self.acting.refusals

    def answer(self, call: Call) -> Reply:
        """The answer to a call. What it did shows in the world: jobs, charges, notices, and the journal."""
        operation, values = self._found(call)
        names = self._names(operation, call)
        fault = self._world.fault(self.tables.provider, names)
        try:
            reply = self._faulty(fault, operation, lambda: self._handled(operation, values, call))
        except LookupError as error:
            reply = self._refusals.plain(501, f"the specs do not say what to answer: {error}")
        headers = {name: value for name, value in call.headers.items() if name not in _HIDDEN}
        status = 0 if reply.broken == "drop" else reply.status
        self._world.journal.append(
            Entry(self.tables.provider, names[0], call.method, call.path, call.query, headers, call.body, status)
        )
        self.tick(call.base)
        return reply

    def _found(self, call: Call) -> tuple[Operation | None, dict[str, str]]:
        """The operation of a call; with another method the nearest one that has the path, and `""` among the values."""
        other: Operation | None = None
        for operation in self.tables.operations.values():
            values = operation.values(call.path)
            if values is not None and operation.method == call.method:
                return operation, values
            other = other or (operation if values is not None else None)
        return other, {"": ""}

    def _names(self, operation: Operation | None, call: Call) -> tuple[str, ...]:
        if call.path.startswith(FILES):
            return ("download",)
        if call.path.startswith(UPLOADS):
            return ("upload",)
        if operation is None:
            return ("",)
        return (operation.name, self.tables.role_of(operation.name))

    def _handled(self, operation: Operation | None, values: dict[str, str], call: Call) -> Reply:
        now = self._world.clock.now()
        if call.path.startswith(FILES):
            return self.acting.files.answer(call, now)
        if call.path.startswith(UPLOADS):
            return self.acting.uploads.take(call, now)
        if operation is None:
            return self._refusals.situation("unknown_path", None)
        if "" in values:
            refused = self._refusals.situation("wrong_method", None)
            return replace(refused, headers={**refused.headers, "allow": self._methods(call.path)})
        keys = self._world.keys.get(self.tables.provider, Keys())
        verdict = judged(self.tables, operation, call, keys, self._world.wall())
        if verdict:
            return self._refusals.situation(verdict, operation)
        request = validated(self.tables, operation, call, values)
        if isinstance(request, tuple):
            return self._refusals.invalid(operation, request)
        return self.acting.act(operation, request, call)

    def _methods(self, path: str) -> str:
        return ", ".join(
            sorted({one.method for one in self.tables.operations.values() if one.values(path) is not None})
        )

    def _faulty(self, fault: Fault | None, operation: Operation | None, act: Callable[[], Reply]) -> Reply:
        match fault:
            case None:
                return act()
            case Refuse():
                return self._refused(fault, operation)
            case Break(status, taken):
                if taken:
                    act()
                return self._trouble(status, operation)
            case Disconnect(taken):
                return replace(act(), broken="drop") if taken else Reply(0, broken="drop")
            case Stall(seconds):
                return replace(act(), delay=seconds)
            case Garbage(content):
                act()
                return Reply(200, {"content-type": "text/html"}, content)
            case Truncate():
                return replace(act(), broken="cut")

    def _refused(self, fault: Refuse, operation: Operation | None) -> Reply:
        if fault.example is not None:
            return self._refusals.reply(self._refusals.named(fault.example, operation))
        if fault.code is not None:
            return self._refusals.reply(self._refusals.of_code(fault.code, operation))
        return self._refusals.reply(self._refusals.of_kind(fault.kind or "provider_failure", operation))

    def _trouble(self, status: int, operation: Operation | None) -> Reply:
        for example in operation.refusals if operation is not None else ():
            if example.status == status and example.kind == "provider_failure":
                return self._refusals.reply(example)
        return self._refusals.plain(status, "Internal Server Error")

    def tick(self, base: str) -> None:
        """Bring every job up to date, and make the notices that are due."""
        for job in self.acting.jobs:
            self.acting.telling.move(job)
            wanted = self.tables.data["emulation"]["notify"]
            if job.callback and job.state in wanted and job.state not in job.told:
                job.told.add(job.state)
                self._world.outbox.append(self._notice(job.id, base))

    def _notice(self, id: str, base: str) -> Notice:
        job = self.acting.jobs.get(id)
        assert job is not None
        assert job.callback is not None
        role = self.tables.roles["callback"]
        body = content_of(self.acting.telling.body(role, job, base))
        provider, world = self.tables.provider, self._world
        headers = signed_headers(
            self.tables.data["webhook"],
            world.webhook_secrets.get(provider, ""),
            world.seed,
            body,
            job.id if self.tables.data["webhook"]["verify"] == "ed25519_jwks" else world.ids.uuid(),
            world.wall(),
        )
        return Notice(provider, job.id, job.state, job.callback, headers, body)
