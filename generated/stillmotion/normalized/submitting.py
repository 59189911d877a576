"""The decisions about a submit: what is sent, what a failure of it means, which job comes of it. Pure."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from pydantic import ValidationError

from .._runtime.errors import CallTimeoutError, RawResponse, SubmitAmbiguousError
from .._runtime.models import WireModel
from .._runtime.operation import CallOptions
from .api import refusal
from .generation import Job, Reading
from .job_table import JobTable
from .progress import total_cost
from .report import Defaulted, Encoded, Report
from .request import ImageToVideoRequest


def with_reference(table: JobTable, request: ImageToVideoRequest, reference: str) -> ImageToVideoRequest:
    """The request with a reference by which a lost submit is found again, where the provider takes one and the caller
    gave none."""
    if not table.reference_field or getattr(request, table.reference_field) is not None:
        return request
    return request.replace(**{table.reference_field: reference})


def as_sent(table: JobTable, request: ImageToVideoRequest, extras: CallOptions) -> ImageToVideoRequest:
    """The request with the reference that a raw part of the body puts in its place: by that one the job is found."""
    recovery = table.submit.recovery
    given = extras.extra_body.get(recovery.field) if recovery and table.reference_field else None
    return request.replace(**{table.reference_field: given}) if given and isinstance(given, str) else request


def reported(
    table: JobTable, asked: ImageToVideoRequest, sent: ImageToVideoRequest, report: Report, extras: CallOptions
) -> Report:
    """The report with what the client itself added: the reference it made, and raw parts that nothing checked."""
    name = table.reference_field
    made = (Defaulted(name, getattr(sent, name), "client"),) if name and getattr(asked, name) is None else ()
    raw = tuple(
        f"{argument}[{key!r}]"
        for argument, extra in (
            ("extra_body", extras.extra_body),
            ("extra_headers", extras.extra_headers),
            ("extra_query", extras.extra_query),
        )
        for key in extra
    )
    known = tuple(one for one in report.defaulted if not made or one.field != name)
    return report._replace(defaulted=(*known, *made), unchecked=(*report.unchecked, *raw))


def wire_body(table: JobTable, encoded: Encoded) -> WireModel:
    """The payload, judged by the contract. Raises InvalidRequestError that names normalized fields."""
    return _judged(table, table.request, encoded.payload)


def wire_parameters(table: JobTable, encoded: Encoded) -> WireModel | None:
    """The query and header parameters, judged by the contract; None for a submit without any. Raises as `wire_body`."""
    if table.parameters is None:
        return None
    return _judged(table, table.parameters, {**encoded.query, **encoded.headers})


def _judged(table: JobTable, model: type[WireModel], values: Mapping[str, Any]) -> WireModel:
    try:
        return model.model_validate(values)
    except ValidationError as error:
        failure = refusal(table, error)
    raise failure


def ambiguous(
    table: JobTable,
    account: str,
    request: ImageToVideoRequest,
    encoded: Encoded,
    cause: str,
    now: datetime,
    raw: RawResponse | None,
) -> SubmitAmbiguousError:
    """The error for a submit whose answer was lost. It says how to find out, and is never answered by sending again.

    `raw` is the answer that does not tell, where one came.
    """
    name = table.provider.name
    reference = getattr(request, table.reference_field) if table.reference_field else None
    advice = _advice(table, account, reference)
    error = SubmitAmbiguousError(
        f"{cause}. The job may exist, and may be billed: account {account!r}, sent at {now:%Y-%m-%d %H:%M:%S} UTC."
        f" {advice}",
        provider=name,
        operation=table.submit.name,
        status=None if raw is None else raw.status,
        request_id=None if raw is None else raw.request_id,
        raw=raw,
    )
    error.account, error.client_ref, error.submitted_at = account, request.client_ref, now
    error.fingerprint = fingerprint(encoded)
    return error


def _advice(table: JobTable, account: str, reference: str | None) -> str:
    name = table.provider.name
    where = "" if account == "default" else f", account={account!r}"
    if reference is not None:
        return f"client.find({name!r}, client_ref={reference!r}{where}) tells; right after the loss, not found proves nothing"
    if table.list is not None:
        return f"client.list({name!r}{where}) shows the jobs there are; submit again only when it is not among them"
    return f"Only the console of {table.provider.title} tells; submit again only when it is not there"


def fingerprint(encoded: Encoded) -> str:
    """What tells two submits apart: 16 hex digits over all that is sent."""
    sent = [encoded.provider, encoded.operation, encoded.payload, encoded.query, encoded.headers]
    return hashlib.sha256(json.dumps(sent, sort_keys=True, default=str).encode()).hexdigest()[:16]


def no_place(table: JobTable, account: str) -> CallTimeoutError:
    """The error for a submit that waited in vain for another job to end. Nothing was sent."""
    text = f"account {account!r} has no place for another job: none of its jobs has ended within {table.polling.deadline:g} s"
    name = table.submit.name
    return CallTimeoutError(text, provider=table.provider.name, operation=name, retry="when_slot_frees", accepted="no")


def job_of(
    table: JobTable,
    account: str,
    request: ImageToVideoRequest,
    report: Report,
    readings: Sequence[Reading],
    now: datetime,
) -> Job | None:
    """The job that a submit started; None when its answer names no id."""
    ids = tuple(dict.fromkeys(reading.id for reading in readings if reading.id))
    if not ids:
        return None
    return Job(
        provider=table.provider.name,
        account=account,
        ids=ids,
        client_ref=request.client_ref,
        model=request.model,
        quality=request.quality,
        submitted_at=now,
        cost=total_cost([reading.cost for reading in readings]),
        report=report,
    )


def found_job(table: JobTable, account: str, reading: Reading, now: datetime) -> Job | None:
    """A job that an answer tells of; None when it names no id."""
    if not reading.id:
        return None
    return Job(
        provider=table.provider.name,
        account=account,
        ids=(reading.id,),
        client_ref=reading.client_ref,
        submitted_at=reading.created_at or now,
    )


def recovered_job(
    table: JobTable, account: str, readings: Sequence[Reading], client_ref: str, now: datetime
) -> Job | None:
    """The job with a reference; None for one that has another, since a reference may be some other job's id."""
    if len(readings) != 1 or readings[0].client_ref not in (None, client_ref):
        return None
    return found_job(table, account, replace(readings[0], client_ref=client_ref), now)
