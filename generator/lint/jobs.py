"""The life of a job in client.yaml: roles, keys, status words. (BEH… codes: see behaviour.py.)

| code | refused |
|---|---|
| MAP401 | a documented status word without a row |
| MAP402 | a status that specs/normalized.yaml does not have |
| MAP403 | a status table that does not say how long an unknown word is polled |
| MAP404 | success or failure, where nothing in the status table leads to it |
| MAP602 | a key of a call about a job that neither the submit answer nor its request has; keys that are not the path parameters |
| MAP604 | a job, or one of several started at once, without an id |
| MAP605 | a link in the submit answer that `trust.ignore_links` does not name (the videos themselves are no such links) |
"""

from __future__ import annotations

import json
from collections import Counter, deque
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from generator.diagnostics import Diagnostic, excerpt, nearest
from generator.lint import contract
from generator.lint.behaviour import Subject
from generator.lint.json_paths import documented_values, items, same_value, walk
from generator.load.client_table import KeyedCall, Unsupported
from generator.load.document import Document, join_pointer

_EFFECTS = {
    "submit": "billable",
    "poll": "read",
    "result": "read",
    "cost": "read",
    "list": "read",
    "events": "read",
    "cancel": "cancel",
}
_WAYS: Final = 20


def check(subject: Subject) -> Iterator[Diagnostic]:
    """All findings about `jobs` and `status`."""
    yield from _roles(subject)
    yield from _submit(subject)
    yield from _links(subject)
    for role in ("poll", "result", "cost", "cancel"):
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
    jobs = _jobs_of_submit(subject)
    yield from _identity(subject, jobs)
    found = walk(subject.contract, subject.success(submit.call), submit.each) if submit.each else None
    if submit.each and not jobs and found and found.found:
        yield subject.find("/jobs/submit/each", "BEH004", f"{excerpt(submit.each)} in {answer} is no list")
    elif jobs:
        yield from subject.path("/jobs/submit/id", submit.id, jobs, answer)


def _identity(subject: Subject, jobs: Sequence[str]) -> Iterator[Diagnostic]:
    """MAP604 when nothing tells one job from another: without `id` the items themselves must be the ids."""
    submit = subject.table.jobs.submit
    if submit.id is not None:
        return
    hint = "add id:, the path of the job's id"
    if submit.each is None:
        yield subject.find("/jobs/submit", "MAP604", "a job without an id", hint)
    elif any(_is_structured(subject.contract, job) for job in jobs):
        message = f"jobs without ids: the items of {excerpt(submit.each)} are no ids themselves"
        yield subject.find("/jobs/submit", "MAP604", message, hint)


def _is_structured(document: Document, schema: str) -> bool:
    nodes = [contract.mapping(contract.at(document, place)) for place in same_value(document, schema)]
    return any({"properties", "items"} & set(node) or node.get("type") in ("object", "array") for node in nodes)


def _links(subject: Subject) -> Iterator[Diagnostic]:
    """A link that is not named could be followed by someone, with the credential."""
    call = subject.table.jobs.submit.call
    found = dict.fromkeys(_link_paths(subject.contract, subject.success(call)))
    named = subject.table.trust.ignore_links
    open_links = [path for path in found if path not in named and not _is_video(subject, path)]
    for path in open_links:
        message = f"the answer of {call} has a link {excerpt(path)} that trust.ignore_links does not name"
        hint = f"write ignore_links: {json.dumps([*named, *open_links])}"
        yield subject.find("/trust/ignore_links", "MAP605", message, hint)


def _link_paths(document: Document, schemas: Iterable[str]) -> Iterator[str]:
    """The paths of all properties of format uri, shortest first. No schema is entered below itself, nor more than _WAYS
    times: schemas that name each other have more paths than anyone could name."""
    pending = deque((schema, "", frozenset[str]()) for schema in schemas)
    ways: Counter[str] = Counter()
    while pending:
        schema, path, above = pending.popleft()
        for place in same_value(document, schema):
            ways[place] += 1
            if place in above or ways[place] > _WAYS:
                continue
            if path and contract.mapping(contract.at(document, place)).get("format") == "uri":
                yield path
            pending.extend((below, way, above | {place}) for below, way in _below(document, place, path))


def _below(document: Document, place: str, path: str) -> Iterator[tuple[str, str]]:
    """The schemas of the properties and items of a schema, with their paths. A list of lists has no path."""
    node = contract.mapping(contract.at(document, place))
    for name in contract.mapping(node.get("properties")):
        yield join_pointer(place, "properties", name), f"{path}.{name}" if path else name
    if "items" in node and path and not path.endswith("[]"):
        yield join_pointer(place, "items"), f"{path}[]"


def _is_video(subject: Subject, path: str) -> bool:
    """Whether a link is what a finished job is expected to carry: that is fetched, without the credential."""
    expect, each = subject.table.status.expect, subject.table.jobs.submit.each
    if expect is None:
        return False
    places = [place.replace("[]", "") for place in (expect, f"{each}.{expect}")]
    return any(f"{path.replace('[]', '')}.".startswith(f"{place}.") for place in places)


def _keys(subject: Subject, place: str, call: str, keys: dict[str, tuple[str, ...]]) -> Iterator[Diagnostic]:
    if call not in subject.calls:
        return
    wanted = contract.names_in(subject.contract, subject.calls[call], "path")
    for name in sorted(wanted - set(keys)):
        hint = nearest(name, set(keys) - wanted) or f"add {name}: [path in the answer to submit]"
        yield subject.find(place, "MAP602", f"the path parameter {excerpt(name)} of {call} has no key", hint)
    for name, paths in keys.items():
        pointer = join_pointer(place, name)
        if name not in wanted:
            message = f"{excerpt(call)} has no path parameter {excerpt(name)}"
            yield subject.find(pointer, "MAP602", message, nearest(name, wanted))
        if not paths and (subject.table.jobs.submit.each is None or subject.table.jobs.submit.id is not None):
            message = f"nothing says where the key {excerpt(name)} comes from"
            yield subject.find(pointer, "MAP602", message, f"add {name}: [path in the answer to submit]")
        for index, path in enumerate(paths):
            yield from _key_path(subject, join_pointer(pointer, index), path)


def _key_path(subject: Subject, pointer: str, path: str) -> Iterator[Diagnostic]:
    """A key's value is in the answer to submit (one job of it), or in the request."""
    submit = subject.table.jobs.submit.call
    if submit in subject.calls:
        schemas = [*_jobs_of_submit(subject), *subject.request(submit)]
        yield from subject.path(pointer, path, schemas, f"the answer and the request of {submit}", "MAP602")


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
    if status.unknown is None:
        message = "the table does not say how long an unknown status is polled"
        yield subject.find("/status", "MAP403", message, "add unknown: {polls: 5, seconds: 600}")
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
            hint = nearest(word, set(rows) - set(documented)) or f"add {json.dumps(word)}: …"
            yield subject.find("/status/map", "MAP401", f"the documented status {excerpt(word)} has no row", hint)


def _normalized_words(subject: Subject) -> Iterator[Diagnostic]:
    if subject.normalized is None:
        return
    known = subject.normalized.statuses
    rows = subject.table.status.map
    for word, meaning in rows.items():
        if meaning not in known:
            pointer = join_pointer("/status/map", word)
            message = f"specs/normalized.yaml has no status {excerpt(meaning)}"
            yield subject.find(pointer, "MAP402", message, nearest(meaning, known) or f"known: {', '.join(known)}")
    yield from _ends(subject)


def _ends(subject: Subject) -> Iterator[Diagnostic]:
    """A job must be able to end well and to end badly."""
    status, known = subject.table.status, subject.normalized.statuses if subject.normalized else {}
    meanings = set(status.map.values())
    if not any(known[meaning].result == "videos" for meaning in meanings & set(known)):
        message = "no word of the provider means that the videos are there"
        yield subject.find("/status/map", "MAP404", message, "add the word for success")
    if "failed" in known and "failed" not in meanings and status.failure is None:
        message = "no word of the provider means that a job failed, and no property says so"
        yield subject.find("/status/map", "MAP404", message, "add the word for failure, or failure: path")
