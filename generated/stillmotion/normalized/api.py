"""Requests in provider-neutral terms: to a provider, back, from one to another, and what each would lose. No I/O."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from typing import Any

from pydantic import ValidationError

from .._runtime.errors import InvalidRequestError
from .capability import Capability
from .job_table import JobTable
from .report import (
    STRICT,
    Defaulted,
    Dropped,
    Encoded,
    LossError,
    LossPolicy,
    MissingFieldError,
    Report,
    UploadRequiredError,
    refuse,
)
from .request import ImageToVideoRequest, ProviderName

_PACKAGE = __name__.rpartition(".")[0].rpartition(".")[0]


def encode(
    request: ImageToVideoRequest, *, provider: ProviderName, policy: LossPolicy = STRICT, validate: bool = True
) -> Encoded:
    """A request in a provider's terms, and the report of what is lost on the way.

    With `validate` the payload is judged by the provider's contract as well; a refusal names normalized fields.

    Raises:
        LossError: a loss that the policy does not allow. A contract loss never is.
        MissingFieldError: the provider must be told something that the request leaves out.
        UploadRequiredError: a picture is in a form that must be uploaded first; `Client` does.
        InvalidRequestError: the provider's contract refuses the combination.
    """
    table = jobs_of(provider)
    encoded: Encoded = table.encode(request, policy)
    if validate:
        judge(table, encoded)
    return encoded


def judge(table: JobTable, encoded: Encoded) -> None:
    """Judge a payload and its parameters by the provider's contract. Raises InvalidRequestError."""
    try:
        table.request.__pydantic_validator__.validate_python(encoded.payload)
        if table.parameters is not None and (encoded.query or encoded.headers):
            table.parameters.model_validate({**encoded.query, **encoded.headers})
    except ValidationError as error:
        raise refusal(table, error) from None


def refusal(table: JobTable, error: ValidationError) -> InvalidRequestError:
    """A refusal of the wire model in normalized terms."""
    fields = table.wire_fields
    found = []
    for one in error.errors(include_url=False, include_input=False):
        names = [str(step) for step in one["loc"] if isinstance(step, str)]
        known = [fields[name] for name in names[:1] if name in fields]
        named = one.get("ctx", {}).get("fields", ())
        about = known + [fields[name] for name in named if name in fields and fields[name] not in known]
        found.append(f"{', '.join(about) or '.'.join(names) or 'request'}: {one['msg']}")
    return InvalidRequestError("; ".join(found), provider=table.provider.title, retry="after_fix", accepted="no")


def decode(
    payload: Mapping[str, Any],
    *,
    provider: ProviderName,
    query: Mapping[str, Any] | None = None,
    headers: Mapping[str, Any] | None = None,
) -> ImageToVideoRequest:
    """What a provider's request asks for, in normalized terms: `payload` is the body by wire names.

    What only the provider has becomes `provider_options`; nothing is dropped. Raises InvalidRequestError for a payload
    that the contract refuses, or that has no normalized form.
    """
    table = jobs_of(provider)
    parameters = {**(query or {}), **(headers or {})}
    try:
        body = table.request.model_validate(dict(payload))
        rest = table.parameters.model_validate(parameters) if table.parameters is not None else None
        if parameters and rest is None:
            raise ValueError(f"the call has no parameter {', '.join(parameters)}")
        request: ImageToVideoRequest = converters_of(provider).decode(body, rest)
    except ValidationError as error:
        raise refusal(table, error) from None
    except ValueError as error:
        if isinstance(error, InvalidRequestError):
            raise
        raise InvalidRequestError(str(error), provider=table.provider.title, retry="after_fix", accepted="no") from None
    return request


def convert(
    payload: Mapping[str, Any],
    *,
    source: ProviderName,
    target: ProviderName,
    changes: Mapping[str, Any] | None = None,
    policy: LossPolicy = STRICT,
    query: Mapping[str, Any] | None = None,
    headers: Mapping[str, Any] | None = None,
) -> Encoded:
    """A request to one provider as a request to another.

    `changes` are normalized fields to replace, which is no loss. What the source does in silence is said aloud, and
    reported as defaulted by the source provider; what it always does is said where the target would do otherwise. Options that only the source has are a material loss elsewhere.
    Raises what `decode` and `encode` raise.
    """
    asked = decode(payload, provider=source, query=query, headers=headers)
    changed = asked.replace(**dict(changes)) if changes else asked
    if source == target:
        return encode(changed, provider=target, policy=policy)
    replaced = frozenset(changes or {})
    silent = _without(converters_of(source).silent(asked), replaced)
    fixed = _without(converters_of(source).fixed(asked), replaced)
    lost = tuple(_options(changed, source))
    encoded = _with_losses(changed.replace(**silent), target, policy, lost)
    otherwise = {
        one.field: fixed[one.field] for one in encoded.report.defaulted if one.value != fixed.get(one.field, one.value)
    }
    if otherwise:  # the target would do something else in silence
        silent |= otherwise
        encoded = _with_losses(changed.replace(**silent), target, policy, lost)
    said = tuple(Defaulted(name, value, "source provider") for name, value in silent.items())
    news = tuple(one for one in encoded.report.defaulted if one.field not in fixed)
    return encoded._replace(report=encoded.report._replace(defaulted=said + news))


def _without(values: Mapping[str, Any], replaced: frozenset[str]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if name not in replaced}


def _with_losses(
    request: ImageToVideoRequest, target: ProviderName, policy: LossPolicy, lost: tuple[Dropped, ...]
) -> Encoded:
    """Encode, with losses that came before; all that the policy does not allow are told together."""
    try:
        encoded = encode(request, provider=target, policy=policy)
    except LossError as error:
        report = error.report._replace(dropped=lost + error.report.dropped)
        refuse(error.provider, report, policy, {}, ())
        raise
    report = encoded.report._replace(dropped=lost + encoded.report.dropped)
    refuse(jobs_of(target).provider.title, report, policy, {}, ())
    return encoded._replace(report=report)


def _options(request: ImageToVideoRequest, source: str) -> Iterator[Dropped]:
    options = getattr(request.provider_options, source, None)
    for name in sorted(options.model_fields_set) if options is not None else ():
        value = getattr(options, name)
        if value is not None:
            yield Dropped(f"provider_options.{source}.{name}", value, f"only {source} has it", "material")


@dataclass(frozen=True, slots=True)
class Plan:
    """What one model of one provider would do with a request. `error` says why it cannot, None when it can."""

    provider: str
    model: str
    quality: str | None
    report: Report
    error: str | None = None
    needs_upload: bool = False


def plan(
    request: ImageToVideoRequest, *, providers: Iterable[ProviderName] | None = None, policy: LossPolicy = STRICT
) -> tuple[Plan, ...]:
    """Which (provider, model) can do a request, and what each would lose: the least loss first.

    A request that names a model is tried with that model only. Nothing is sent and nothing uploaded.
    """
    found = [
        _plan(request, one, policy)
        for name in providers or provider_names()
        for one in capabilities(name)
        if request.model in (None, one.model) and request.quality in (None, one.quality, *_tiers(one))
    ]
    return tuple(sorted(found, key=_rank))


def _tiers(one: Capability) -> tuple[str, ...]:
    return ("standard", "high") if one.quality is None else ()


def _plan(request: ImageToVideoRequest, one: Capability, policy: LossPolicy) -> Plan:
    named = request.replace(model=one.model, **({} if one.quality is None else {"quality": one.quality}))
    provider: Any = one.provider
    try:
        report = encode(named, provider=provider, policy=policy).report
    except LossError as error:
        return Plan(one.provider, one.model, one.quality, error.report, error.message)
    except UploadRequiredError as error:
        return Plan(one.provider, one.model, one.quality, Report(), None, needs_upload=bool(error.fields))
    except (MissingFieldError, InvalidRequestError) as error:
        return Plan(one.provider, one.model, one.quality, Report(), error.message)
    return Plan(one.provider, one.model, one.quality, report)


def _rank(one: Plan) -> tuple[Any, ...]:
    report = one.report
    return (
        one.error is not None,
        len(report.dropped),
        len(report.approximated),
        one.needs_upload,
        one.provider,
        one.model,
    )


def capabilities(provider: ProviderName) -> tuple[Capability, ...]:
    """What every model of a provider can be asked for, in the order of its table."""
    found: tuple[Capability, ...] = _module(provider, "capabilities").CAPABILITIES
    return found


def capability(provider: ProviderName, model: str, quality: str | None = None) -> Capability:
    """What one model can be asked for. `quality` tells models apart whose tier is part of their id.

    Raises ValueError for a model that the provider does not offer.
    """
    offered = capabilities(provider)
    for one in offered:
        if one.model == model and quality in (None, one.quality):
            return one
    known = ", ".join(dict.fromkeys(one.model for one in offered))
    raise ValueError(f"{provider} does not offer {model!r}, only {known}")


def provider_names() -> tuple[ProviderName, ...]:
    """The providers that have converters."""
    from typing import get_args

    return get_args(ProviderName)


@cache
def converters_of(provider: str) -> Any:
    """The converters of a provider. Raises ValueError for a name that is none."""
    return _module(provider, "converters")


@cache
def jobs_of(provider: str) -> JobTable:
    """The job table of a provider. Raises ValueError for a name that is none."""
    table: JobTable = _module(provider, "jobs").JOBS
    return table


def _module(provider: str, name: str) -> Any:
    if provider not in provider_names():
        raise ValueError(f"there is no provider {provider!r}, only {', '.join(provider_names())}")
    return import_module(f"{_PACKAGE}.{provider}.{name}")
