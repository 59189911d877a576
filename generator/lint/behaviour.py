"""client.yaml names only what the contract and specs/normalized.yaml have. (More codes: jobs.py, error_rows.py.)

| code | refused |
|---|---|
| BEH001 | a security scheme that the contract does not have or its calls do not name, or credentials that do not fit it |
| BEH003 | an operation of the contract without a row |
| BEH004 | a path that leads to nothing in the bodies it is read from |
| BEH006 | an error kind that specs/normalized.yaml does not have |
| BEH007 | a row for a status word that the contract does not document |
| BEH008 | an error row that matches everything |
| BEH009 | a callback that the contract does not have |
| BEH010 | a header that the contract does not have |
| BEH012 | a paging parameter that the call does not have |
| BEH013 | an origin that is trusted already |
| BEH014 | a call in a role that its effect forbids |
| BEH016 | a verification without what it needs |
| MAP601 | an operation that the contract does not have |
| MAP603 | a billable call that does not say how a repetition is recognised; a recovery that cannot work |
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from generator.diagnostics import Diagnostic, excerpt, nearest
from generator.lint import contract, credentials
from generator.lint.contract import JSON, Operation, mapping, sequence
from generator.lint.findings import error
from generator.lint.json_paths import items, walk
from generator.load.document import Document, join_pointer

if TYPE_CHECKING:
    from generator.load.client_table import ClientTable
    from generator.load.normalized import Normalized


@dataclass(frozen=True, slots=True)
class Subject:
    """What is judged: the table, where it stands, the contract, and its calls by id."""

    table: ClientTable
    document: Document
    contract: Document
    calls: dict[str, Operation]
    normalized: Normalized | None

    def find(self, pointer: str, code: str, message: str, hint: str = "") -> Diagnostic:
        """A finding at a place of client.yaml."""
        return error(self.document, pointer, code, message, hint)

    def request(self, call: str) -> list[str]:
        """The schema of what a call sends, if any."""
        found = contract.body(self.contract, self.calls[call]) if call in self.calls else None
        return [found[1]] if found else []

    def success(self, call: str, media_type: str = JSON) -> list[str]:
        """The schemas of a call's success answers in one media type."""
        if call not in self.calls:
            return []
        found = contract.answers(self.contract, self.calls[call], success=True)
        return [place for _, media, place in found if media == media_type]

    def any_answer(self, calls: Iterable[str] | None = None) -> list[str]:
        """The schemas of every answer, good or bad, of some calls or all."""
        chosen = [self.calls[call] for call in (self.calls if calls is None else calls) if call in self.calls]
        both = [(call, success) for call in chosen for success in (True, False)]
        found = [place for call, good in both for _, _, place in contract.answers(self.contract, call, success=good)]
        return list(dict.fromkeys(found))

    def path(
        self, pointer: str, path: str | None, schemas: Sequence[str], of: str, code: str = "BEH004"
    ) -> Iterator[Diagnostic]:
        """`code` when `path` leads to nothing in `schemas`."""
        if path is None:
            return
        if not schemas:
            yield self.find(pointer, code, f"{of} has no JSON body to read {excerpt(path)} from")
            return
        found = walk(self.contract, schemas, path)
        if found.problem:
            yield self.find(pointer, code, f"{found.problem} in {of}", found.hint)

    def call(self, pointer: str, call: str) -> Iterator[Diagnostic]:
        """MAP601 when there is no such call."""
        if call not in self.calls:
            yield self.find(pointer, "MAP601", f"there is no operation {excerpt(call)}", nearest(call, self.calls))


SIGNED_HEADERS: Final = {
    "standard_webhooks": ("id", "timestamp", "signature"),
    "ed25519_jwks": ("request_id", "user_id", "timestamp", "signature"),
}


def check(subject: Subject) -> Iterator[Diagnostic]:
    """All findings but those about jobs, status and error rows."""
    yield from _auth(subject)
    yield from _trust(subject)
    yield from _operations(subject)
    yield from _envelope(subject)
    yield from _paging(subject)
    yield from _uploads(subject)
    yield from _webhook(subject)


def _auth(subject: Subject) -> Iterator[Diagnostic]:
    auth = subject.table.auth
    schemes = mapping(contract.at(subject.contract, "/components/securitySchemes"))
    if auth.scheme not in schemes:
        message = f"there is no security scheme {excerpt(auth.scheme)}"
        yield subject.find("/auth/scheme", "BEH001", message, nearest(auth.scheme, schemes))
        return
    named = credentials.schemes(subject.contract)
    if named and auth.scheme not in named:
        message = f"no call carries {excerpt(auth.scheme)}: security names {excerpt(named[0])}"
        yield subject.find("/auth/scheme", "BEH001", message, f"write scheme: {named[0]}")
    is_key = mapping(schemes[auth.scheme]).get("type") == "apiKey"
    if auth.prefix and not is_key:
        hint = "leave it out: bearer has its own"
        yield subject.find("/auth/prefix", "BEH001", "a prefix belongs to an apiKey scheme", hint)
    for index, way in enumerate(auth.ways):
        if is_key and hasattr(way, "jwt"):
            yield subject.find(f"/auth/ways/{index}/jwt", "BEH001", "a signed token needs a bearer scheme")


def _origin(url: object) -> str:
    parts = urlsplit(url) if isinstance(url, str) else urlsplit("")
    return f"{parts.scheme}://{parts.netloc}"


def _trust(subject: Subject) -> Iterator[Diagnostic]:
    trust = subject.table.trust
    servers = sequence(mapping(subject.contract.data).get("servers"))
    for call in subject.calls.values():
        servers = [*servers, *sequence(call.node.get("servers"))]
    own = {_origin(mapping(server).get("url")) for server in servers}
    seen: set[str] = set()
    for index, origin in enumerate(trust.origins):
        if origin in own or origin in seen:
            message = f"{excerpt(origin)} is trusted already"
            yield subject.find(f"/trust/origins/{index}", "BEH013", message, "remove it: servers of the contract are")
        seen.add(origin)
    for index, link in enumerate(trust.ignore_links):
        yield from subject.path(f"/trust/ignore_links/{index}", link, subject.any_answer(), "any answer")


def _operations(subject: Subject) -> Iterator[Diagnostic]:
    rows = subject.table.operations
    for call in rows:
        yield from subject.call(join_pointer("/operations", call), call)
    for call in subject.calls:
        if call and call not in rows:
            hint = nearest(call, set(rows) - set(subject.calls)) or f"add {call}: {{effect: …, source: …}}"
            yield subject.find("/operations", "BEH003", f"the operation {excerpt(call)} has no row", hint)
    for call in rows:
        yield from _dedupe(subject, call)


def _dedupe(subject: Subject, call: str) -> Iterator[Diagnostic]:
    row = subject.table.operations[call]
    place = join_pointer("/operations", call)
    if row.effect == "billable" and "dedupe" not in row.model_fields_set:
        hint = "add dedupe: none, or {by: …, recover: …}, or {header: …}"
        message = f"the billable operation {excerpt(call)} does not say how a lost submit is found again"
        yield subject.find(place, "MAP603", message, hint)
    dedupe = row.dedupe
    if isinstance(dedupe, str) or call not in subject.calls:
        return
    place = join_pointer(place, "dedupe")
    if hasattr(dedupe, "header"):
        known = contract.names_in(subject.contract, subject.calls[call], "header")
        if dedupe.header.lower() not in {name.lower() for name in known}:
            message = f"{excerpt(call)} has no header parameter {excerpt(dedupe.header)}"
            yield subject.find(f"{place}/header", "BEH010", message, nearest(dedupe.header, known))
        return
    yield from subject.path(f"{place}/by", dedupe.by, subject.request(call), f"the request of {call}")
    yield from subject.call(f"{place}/recover", dedupe.recover)
    recovery = subject.table.operations.get(dedupe.recover)
    if recovery is not None and recovery.effect != "read":
        message = f"{excerpt(dedupe.recover)} does not read"
        yield subject.find(f"{place}/recover", "MAP603", message, "a recovery only looks: name a read operation")
        return
    searched = subject.calls.get(dedupe.recover)
    if searched is not None and len(contract.names_in(subject.contract, searched, "path")) != 1:
        message = f"{excerpt(dedupe.recover)} has no single path parameter that would take the reference"
        yield subject.find(f"{place}/recover", "MAP603", message, "name the call that reads one job by its reference")


def _envelope(subject: Subject) -> Iterator[Diagnostic]:
    envelope = subject.table.envelope
    if envelope is None:
        return
    for index, call in enumerate(envelope.operations or ()):
        yield from subject.call(f"/envelope/operations/{index}", call)
    for call in subject.calls if envelope.operations is None else envelope.operations:
        schemas = subject.success(call)
        if schemas:
            yield from subject.path("/envelope/code", envelope.code, schemas, f"the answer of {call}")


def _paging(subject: Subject) -> Iterator[Diagnostic]:
    for call, rule in subject.table.paging.items():
        place = join_pointer("/paging", call)
        yield from subject.call(place, call)
        if call not in subject.calls:
            continue
        answer = f"the answer of {call}"
        found = walk(subject.contract, subject.success(call), rule.items) if subject.success(call) else None
        yield from subject.path(f"{place}/items", rule.items, subject.success(call), answer)
        if found and found.found and not list(items(subject.contract, found.found)):
            yield subject.find(f"{place}/items", "BEH004", f"{excerpt(rule.items)} in {answer} is no list")
        yield from subject.path(
            f"{place}/total_pages", getattr(rule, "total_pages", None), subject.success(call), answer
        )
        known = contract.names_in(subject.contract, subject.calls[call], "query")
        for role in ("page", "size", "offset", "limit"):
            name = getattr(rule, role, None)
            if name is not None and name not in known:
                message = f"{excerpt(call)} has no query parameter {excerpt(name)}"
                yield subject.find(f"{place}/{role}", "BEH012", message, nearest(name, known))


def _uploads(subject: Subject) -> Iterator[Diagnostic]:
    for index, upload in enumerate(subject.table.uploads):
        place = f"/uploads/{index}"
        yield from subject.call(f"{place}/call", upload.call)
        if upload.call not in subject.calls:
            continue
        for role in ("url", "fields", "result"):
            path = getattr(upload, role, None)
            yield from subject.path(
                f"{place}/{role}", path, subject.success(upload.call), f"the answer of {upload.call}"
            )
        if upload.style == "direct":
            form = f"the form of {upload.call}"
            yield from subject.path(f"{place}/file_part", upload.file_part, subject.request(upload.call), form)
        row = subject.table.operations.get(upload.call)
        if row is not None and row.effect != "upload":
            message = f"{excerpt(upload.call)} uploads, but its effect is {row.effect}"
            yield subject.find(f"{place}/call", "BEH014", message, "write effect: upload")


def _webhook(subject: Subject) -> Iterator[Diagnostic]:
    webhook = subject.table.webhook
    if webhook is None:
        return
    if webhook.verify in ("standard_webhooks", "bearer") and webhook.secret is None:
        yield subject.find("/webhook", "BEH016", f"{webhook.verify} needs a secret", "add secret: ENVIRONMENT_NAME")
    if webhook.verify == "ed25519_jwks" and webhook.jwks is None:
        yield subject.find("/webhook", "BEH016", "ed25519_jwks needs the call that gives the keys", "add jwks:")
    if webhook.jwks is not None:
        yield from subject.call("/webhook/jwks", webhook.jwks)
    roles = SIGNED_HEADERS.get(webhook.verify, ())
    missing = [role for role in roles if role not in webhook.headers]
    if missing and webhook.verify == "ed25519_jwks":
        message = f"ed25519_jwks signs headers that are not named: {', '.join(missing)}"
        yield subject.find("/webhook", "BEH016", message, f"name them: headers: {{{missing[0]}: …}}")
    for role in webhook.headers:
        if role not in roles:
            message = f"{webhook.verify} signs no header {excerpt(role)}"
            yield subject.find(
                join_pointer("/webhook/headers", role), "BEH016", message, nearest(role, roles) or "leave it out"
            )
    known = {name for notice in _notices(subject) for name in contract.names_in(subject.contract, notice, "header")}
    for role, name in webhook.headers.items():
        if name.lower() not in {header.lower() for header in known}:
            message = f"no callback has a header parameter {excerpt(name)}"
            hint = nearest(name, known) or "declare it among the callback's parameters"
            yield subject.find(join_pointer("/webhook/headers", role), "BEH010", message, hint)


def _notices(subject: Subject) -> Iterator[Operation]:
    for name in mapping(mapping(subject.contract.data).get("webhooks")):
        yield from contract.callback_operations(subject.contract, name, webhook=True)
    for call in subject.calls.values():
        for name in mapping(call.node.get("callbacks")):
            yield from contract.callback_operations(subject.contract, name, webhook=False)
