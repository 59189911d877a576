"""The life of a job in client.yaml: roles, keys, status words. Codes are those of behaviour.py."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator.diagnostics import Diagnostic, excerpt, nearest
from generator.lint import contract
from generator.lint.behaviour import Subject
from generator.lint.json_paths import documented_values, items, walk
from generator.load.client_table import KeyedCall, Unsupported
from generator.load.document import join_pointer

_EFFECTS = {
    "submit": "billable",
    "poll": "read",
    "result": "read",
    "list": "read",
    "events": "read",
    "cancel": "cancel",
}


def check(subject: Subject) -> Iterator[Diagnostic]:
    """All findings about `jobs` and `status`."""
    yield from _roles(subject)
    yield from _submit(subject)
    for role in ("poll", "result", "cancel"):
        row = getattr(subject.table.jobs, role)
        if isinstance(row, KeyedCall):
            yield from _keys(subject, f"/jobs/{role}/key", row.call, row.key)
    yield from _events(subject)
    yield from _callback(subject)
    yield from _status(subject)


def _roles(subject: Subject) -> Iterator[Diagnostic]:
    for role, effect in _EFFECTS.items():
        row = getattr(subject.table.jobs, role)
        if not hasattr(row, "call"):
            continue
        yield from subject.call(f"/jobs/{role}/call", row.call)
        known = subject.table.operations.get(row.call)
        if known is not None and known.effect != effect:
            message = f"{excerpt(row.call)} is the call to {role}, but its effect is {known.effect}"
            yield subject.find(f"/jobs/{role}/call", "BEH014", message, f"the effect must be {effect}")


def _jobs_of_submit(subject: Subject) -> list[str]:
    """The schemas that describe one started job in the answer to submit."""
    submit = subject.table.jobs.submit
    schemas = subject.success(submit.call)
    if submit.each is None or not schemas:
        return schemas
    found = walk(subject.contract, schemas, submit.each).found
    return list(found) if submit.each.endswith("[]") else list(items(subject.contract, found))


def _submit(subject: Subject) -> Iterator[Diagnostic]:
    submit = subject.table.jobs.submit
    if submit.call not in subject.calls:
        return
    answer = f"the answer of {submit.call}"
    problems = list(subject.path("/jobs/submit/each", submit.each, subject.success(submit.call), answer))
    yield from problems
    if problems:
        return
    if submit.each is None and submit.id is None:
        yield subject.find("/jobs/submit", "BEH004", "a job without an id", "add id:, the path of the job's id")
    jobs = _jobs_of_submit(subject)
    found = walk(subject.contract, subject.success(submit.call), submit.each) if submit.each else None
    if submit.each and not jobs and found and found.found:
        yield subject.find("/jobs/submit/each", "BEH004", f"{excerpt(submit.each)} in {answer} is no list")
    elif jobs:
        yield from subject.path("/jobs/submit/id", submit.id, jobs, answer)


def _keys(subject: Subject, place: str, call: str, keys: dict[str, tuple[str, ...]]) -> Iterator[Diagnostic]:
    if call not in subject.calls:
        return
    wanted = contract.names_in(subject.contract, subject.calls[call], "path")
    for name in sorted(wanted - set(keys)):
        hint = nearest(name, set(keys) - wanted) or f"add {name}: [path in the answer to submit]"
        yield subject.find(place, "BEH005", f"the path parameter {excerpt(name)} of {call} has no key", hint)
    for name, paths in keys.items():
        pointer = join_pointer(place, name)
        if name not in wanted:
            message = f"{excerpt(call)} has no path parameter {excerpt(name)}"
            yield subject.find(pointer, "BEH005", message, nearest(name, wanted))
        for index, path in enumerate(paths):
            yield from _key_path(subject, join_pointer(pointer, index), path)


def _key_path(subject: Subject, pointer: str, path: str) -> Iterator[Diagnostic]:
    """A key's value is in the answer to submit (one job of it), or in the request."""
    submit = subject.table.jobs.submit.call
    if submit in subject.calls:
        schemas = [*_jobs_of_submit(subject), *subject.request(submit)]
        yield from subject.path(pointer, path, schemas, f"the answer and the request of {submit}")


def _events(subject: Subject) -> Iterator[Diagnostic]:
    events = subject.table.jobs.events
    if isinstance(events, Unsupported) or events.call not in subject.calls:
        return
    schemas = subject.success(events.call, contract.EVENTS)
    if not schemas:
        message = f"{excerpt(events.call)} answers with no event stream"
        yield subject.find("/jobs/events/call", "BEH004", message, f"its success answer must be {contract.EVENTS}")
    else:
        yield from subject.path("/jobs/events/key", events.key, schemas, f"the events of {events.call}")
    yield from _keys(subject, "/jobs/events/path_key", events.call, events.path_key)


def _callback(subject: Subject) -> Iterator[Diagnostic]:
    callback = subject.table.jobs.callback
    if isinstance(callback, Unsupported):
        return
    notices = contract.callback_operations(subject.contract, callback.name, webhook=callback.webhook)
    if not notices:
        known = _callback_names(subject, webhook=callback.webhook)
        where = "under webhooks" if callback.webhook else "under any operation's callbacks"
        message = f"there is no callback {excerpt(callback.name)} {where}"
        yield subject.find("/jobs/callback/name", "BEH009", message, nearest(callback.name, known))
        return
    bodies = [found[1] for notice in notices if (found := contract.body(subject.contract, notice))]
    yield from subject.path("/jobs/callback/key", callback.key, bodies, f"the body of {callback.name}")


def _callback_names(subject: Subject, *, webhook: bool) -> list[str]:
    if webhook:
        return list(contract.mapping(contract.mapping(subject.contract.data).get("webhooks")))
    return [name for call in subject.calls.values() for name in contract.mapping(call.node.get("callbacks"))]


def _status(subject: Subject) -> Iterator[Diagnostic]:
    status, jobs = subject.table.status, subject.table.jobs
    yield from _normalized_words(subject)
    if isinstance(jobs.poll, Unsupported) or jobs.poll.call not in subject.calls:
        return
    poll = subject.success(jobs.poll.call)
    answer = f"the answer of {jobs.poll.call}"
    yield from subject.path("/status/path", status.path, poll, answer)
    yield from _status_words(subject, walk(subject.contract, poll, status.path).found if poll else ())
    both = [*poll, *(subject.success(jobs.result.call) if jobs.result is not None else [])]
    of = answer if jobs.result is None else f"{answer} or of {jobs.result.call}"
    yield from subject.path("/status/failure", status.failure, both, of)
    yield from subject.path("/status/expect", status.expect, both, of)


def _status_words(subject: Subject, schemas: Sequence[str]) -> Iterator[Diagnostic]:
    documented = documented_values(subject.contract, schemas)
    if not documented:
        return
    rows = subject.table.status.map
    for word in rows:
        if word not in documented:
            pointer = join_pointer("/status/map", word)
            message = f"the contract documents no status {excerpt(word)}"
            yield subject.find(pointer, "BEH007", message, nearest(word, documented) or "add it to the enum")
    for word in documented:
        if word not in rows:
            hint = nearest(word, set(rows) - set(documented)) or f"add {word}: …"
            yield subject.find("/status/map", "BEH007", f"the documented status {excerpt(word)} has no row", hint)


def _normalized_words(subject: Subject) -> Iterator[Diagnostic]:
    if subject.normalized is None:
        return
    known = subject.normalized.statuses
    rows = subject.table.status.map
    for word, meaning in rows.items():
        if meaning not in known:
            pointer = join_pointer("/status/map", word)
            message = f"specs/normalized.yaml has no status {excerpt(meaning)}"
            yield subject.find(pointer, "BEH006", message, nearest(meaning, known) or f"known: {', '.join(known)}")
    done = [meaning for meaning in rows.values() if meaning in known and known[meaning].terminal]
    if not any(known[meaning].result == "videos" for meaning in done):
        message = "no word of the provider means that the videos are there"
        yield subject.find("/status/map", "BEH015", message, "add the word for success")
