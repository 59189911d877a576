"""The rules of money and security. `breaks` is the wire where what is sent, to whom or how often changes."""

from __future__ import annotations

from typing import Final

from generator.review.finding import Breaks, Layer, Rule, Severity

WIRE, API, NORMALIZED = Breaks.WIRE, Breaks.PYTHON_API, Breaks.NORMALIZED


def _rule(severity: Severity, breaks: tuple[Breaks, ...], id_: str, why: str, example: str) -> Rule:
    return Rule(id_, Layer.SECURITY, severity, breaks, why, example)


def _breaking(breaks: Breaks, id_: str, why: str, example: str) -> Rule:
    return _rule(Severity.BREAKING, (breaks,), id_, why, example)


def _warning(id_: str, why: str, example: str) -> Rule:
    return _rule(Severity.WARNING, (), id_, why, example)


def _information(id_: str, why: str, example: str) -> Rule:
    return _rule(Severity.INFORMATION, (), id_, why, example)


_PAYING: Final = (
    _breaking(
        WIRE,
        "effect-no-longer-billable",
        "A billable call is never sent twice. Any other call may be, so if it still costs money, it can be paid twice.",
        "films_create: effect billable becomes read",
    ),
    _warning(
        "effect-became-billable",
        "The call is no longer repeated after a failure; a lost answer is told as ambiguous.",
        "films_create: effect read becomes billable",
    ),
    _warning(
        "effect-changed",
        "Only reads are repeated after a failure, so the effect says what an interrupted call may have done.",
        "files_upload: effect upload becomes read",
    ),
    _breaking(
        WIRE,
        "dedupe-removed",
        "A submit whose answer was lost is no longer found again; the caller may pay for it a second time.",
        "films_create: dedupe {by: ref, recover: films_get} becomes none",
    ),
    _warning(
        "dedupe-by-header",
        "With an idempotency header a billable call is sent again. If the provider ignores the header, it is paid twice.",
        "films_create: dedupe {header: Idempotency-Key} is new",
    ),
    _warning(
        "dedupe-changed",
        "A lost submit is looked for by another reference; one that is not unique finds the wrong job.",
        "films_create: dedupe by ref becomes by title",
    ),
    _information(
        "dedupe-added",
        "A submit whose answer was lost is found again by the caller's reference.",
        "films_create: dedupe {by: ref, recover: films_get} is new",
    ),
    _warning(
        "call-timeout-changed",
        "A shorter time makes slow submits ambiguous; a longer one lets a caller wait.",
        "films_create: timeout_seconds 120 becomes 10",
    ),
)

_ACCESS: Final = (
    _breaking(
        WIRE,
        "auth-placement-changed",
        "The credential goes into another header or behind another word; a server that did not move refuses it.",
        "prefix 'Key ' becomes 'Bearer '",
    ),
    _breaking(
        API,
        "auth-way-removed",
        "Who relied on these environment variables has no credential any more.",
        "COMET_API_KEY is no longer read",
    ),
    _information("auth-way-added", "There is one more way to a credential.", "COMET_TOKEN is read too"),
    _warning(
        "auth-ways-reordered",
        "The first way that has a credential wins, so with two in the environment another account may pay.",
        "the signed token is tried before the ready key",
    ),
    _warning(
        "auth-token-changed",
        "A signed token that lives longer is worth more to a thief; one that lives shorter can run out on its way.",
        "lifetime_seconds 1800 becomes 86400",
    ),
    _breaking(
        API,
        "region-removed",
        "Callers name regions in `region=`; that name is refused now.",
        "the server of region beijing is gone",
    ),
    _warning(
        "region-added",
        "The server of a region is sent the credential.",
        "region tokyo at https://tokyo.comet.example is new",
    ),
    _breaking(
        WIRE,
        "default-region-changed",
        "Calls without a region go elsewhere, where keys and jobs are mostly not known.",
        "the first server is that of beijing now",
    ),
    _warning(
        "region-server-changed",
        "The credential goes to another host.",
        "https://api.comet.example becomes https://api.comet-cloud.example",
    ),
    _warning("call-server-changed", "One call goes to another host, with the credential.", "files_upload moves"),
    _warning(
        "trusted-origin-added",
        "A host beyond the contract's servers is sent the credential.",
        "trust.origins gets https://queue.comet.example",
    ),
    _warning(
        "trusted-origin-removed",
        "Calls and links to this host go without the credential now, and may be refused.",
        "trust.origins loses https://queue.comet.example",
    ),
    _warning(
        "ignored-links-changed",
        "A link of an answer must be known as one that is never followed.",
        "trust.ignore_links loses status_url",
    ),
)

_WEBHOOKS: Final = (
    _breaking(
        WIRE,
        "webhook-no-longer-signed",
        "Anybody who knows the address can report a job as done; every notice must be checked by asking the job.",
        "verify: standard_webhooks becomes ask_job",
    ),
    _warning(
        "webhook-signed",
        "Receivers need the secret or the keys now, or every notice is refused.",
        "verify: ask_job becomes standard_webhooks",
    ),
    _breaking(
        API,
        "webhook-proof-changed",
        "Receivers must be given another secret, or notices are proven in another way and refused until they are.",
        "secret: COMET_SECRET becomes COMET_WEBHOOK_SECRET",
    ),
    _warning(
        "webhook-tolerance-changed",
        "A longer time lets an old notice be played again; a shorter one refuses late ones.",
        "tolerance_seconds 300 becomes 86400",
    ),
    _warning(
        "webhook-headers-changed",
        "The signature is looked for in other headers; if they are wrong, every notice is refused.",
        "headers.signature: webhook-signature becomes x-signature",
    ),
)

_ERRORS: Final = (
    _breaking(
        WIRE,
        "error-row-safe-to-resend",
        "This error says now that the job was surely not taken, so a billable call may be sent again after it.",
        "code 5000: accepted unknown becomes no",
    ),
    _warning(
        "error-row-maybe-accepted",
        "After this error a billable call may have been taken, so it is never sent again.",
        "code 5000: accepted no becomes unknown",
    ),
    _warning(
        "error-row-retried",
        "A call that failed at once is sent again after this error.",
        "code 1101: retry never becomes backoff",
    ),
    _warning(
        "error-row-not-retried",
        "A call that was sent again after this error fails at once.",
        "code 1302: retry backoff becomes never",
    ),
    _warning(
        "error-row-retry-changed",
        "It is waited for something else before the call is made again.",
        "code 1303: retry when_slot_frees becomes backoff",
    ),
    _breaking(
        API,
        "error-row-kind-changed",
        "The kind is the class of the exception: who catches the old one does not catch this error any more.",
        "code 1101: kind rate_limited becomes insufficient_funds",
    ),
    _warning(
        "error-row-removed",
        "This error is judged by its HTTP status alone, which may retry what is final.",
        "the row of code 1101 is gone",
    ),
    _information(
        "error-row-added",
        "This error has a kind and an advice of its own now.",
        "code 1304 is permission, never retried",
    ),
    _warning(
        "error-rows-reordered",
        "The first row that fits decides, and two that can both fit changed places.",
        "the row of http 429 stands before that of code 1101",
    ),
    _warning(
        "error-reading-changed",
        "Codes, words and messages of errors are looked for elsewhere; rows that do not find them never fit.",
        "errors.code: [code] becomes [error.code]",
    ),
    _warning(
        "envelope-changed",
        "What marks success inside an HTTP 200 is another thing: errors may pass as answers, or answers as errors.",
        "envelope.success 0 becomes 200",
    ),
)

_JOBS: Final = (
    _breaking(
        NORMALIZED,
        "job-call-lost",
        "Who asks for it gets an error: the provider is said to have no such call.",
        "jobs.cancel becomes {unsupported: …}",
    ),
    _information("job-call-gained", "Jobs can be asked for more.", "jobs.cancel: {call: films_cancel, …} is new"),
    _warning(
        "job-call-changed",
        "Jobs are followed by another call, or by another id. Jobs saved before are looked for in the new way.",
        "jobs.poll.key.id: [film.id] becomes [film.ref]",
    ),
    _warning(
        "deadline-shortened",
        "Callers that wait give up sooner, while the job goes on and is paid.",
        "polling.deadline_seconds 600 becomes 60",
    ),
    _information("deadline-lengthened", "Callers wait longer for a job.", "polling.deadline_seconds 600 becomes 900"),
    _information("polling-changed", "Jobs are asked for more or less often.", "polling.first_seconds 5 becomes 2"),
    _warning(
        "not-found-grace-changed",
        "For this long after the submit, `not found` does not end a job that may exist.",
        "polling.not_found_grace_seconds 30 becomes 0",
    ),
    _warning(
        "patience-changed",
        "A status word without a row is polled for this long before it is told as drift.",
        "status.unknown.polls 5 becomes 1",
    ),
    _warning(
        "limit-changed",
        "A documented limit is another one: of size, of pace, or of jobs at a time.",
        "concurrent jobs 20 becomes 5",
    ),
    _warning(
        "result-lifetime-changed",
        "How long a paid video can be fetched decides `expires_at`.",
        "result.lifetime_seconds 2592000 becomes 86400",
    ),
    _warning(
        "download-credential-changed",
        "Whether the credential is sent with the link of a finished video.",
        "result.authenticated false becomes true",
    ),
    _warning(
        "upload-changed",
        "Files go to the provider by another recipe, or to another place.",
        "uploads[0].method POST becomes PUT",
    ),
    _warning("paging-changed", "Lists go on, or end, in another way.", "paging.films_list.style whole becomes page"),
    _breaking(
        WIRE,
        "client-table-removed",
        "Without client.yaml no call is known to cost money, and errors are judged by HTTP status alone.",
        "comet/client.yaml is gone",
    ),
    _information("client-table-added", "The provider's behaviour is written down.", "comet/client.yaml is new"),
)

RULES: Final[tuple[Rule, ...]] = (*_PAYING, *_ACCESS, *_WEBHOOKS, *_ERRORS, *_JOBS)
