"""The modules of the normalized side: the request, and the options and the calls of a provider."""

from __future__ import annotations

from typing import Any

from generator.emit.models import Models
from generator.emit.text import docstring, pyrepr
from generator.emit.views import Typing
from generator.ir.converter import Case, Converter, JobCall, Upload, Webhook
from generator.ir.model import NormalizedField, Package, Provider

_OPTIONS_GIVEN = "provider_options: ProviderOptions | Mapping[str, Any] | None = None"
_PLAIN = {
    "model": "str | None = None",
    "text": "str | None = None",
    "url": "UrlField | None = None",
    "asset": "AssetField | None = None",
    "assets": "AssetsField = ()",
    "ratio": "RatioField | None = None",
    "bool": "bool | None = None",
}


def request_context(package: Package) -> dict[str, Any]:
    """What `normalized/request.py` is rendered from."""
    assert package.normalized is not None
    mapped = [provider for provider in package.providers if provider.converter]
    with_options = [one for one in mapped if one.converter and one.converter.options]
    return {
        "doc": docstring("The normalized request, as specs/normalized.yaml says. Imports no provider."),
        "providers": [{"name": one.name, "options": f"{one.prefix}Options"} for one in with_options],
        "names": [pyrepr(one.name) for one in mapped],
        "models": pyrepr(dict(package.normalized.models)),
        "fields": [_request_field(field) for field in package.normalized.fields],
        "given": ["*", *map(_given, package.normalized.fields), _OPTIONS_GIVEN],
    }


def _request_field(field: NormalizedField) -> dict[str, str]:
    unit = f" Unit: {field.unit}." if field.unit else ""
    return {
        "name": field.name,
        "annotation": _annotation(field),
        "doc": docstring(f"{field.doc}{unit} Weight of a loss: {field.weight}.", 4),
    }


def _given(field: NormalizedField) -> str:
    """A field as an argument: wider than what is read of it later."""
    if field.kind == "words":
        return f"{field.name}: Literal[{', '.join(map(pyrepr, field.values))}] | None = None"
    wide = {"asset": "AssetInput | None = None", "assets": "Sequence[AssetInput] = ()"}
    narrow = {"int": "int | None = None", "number": "float | None = None", "bool": "bool | None = None"}
    return f"{field.name}: {wide.get(field.kind) or narrow.get(field.kind) or 'str | None = None'}"


def _annotation(field: NormalizedField) -> str:
    if field.kind == "words":
        return f"Literal[{', '.join(map(pyrepr, field.values))}] | None = None"
    if field.kind in ("int", "number"):
        low, high = field.values
        bounds = [*([f"ge={low}"] if low is not None else []), *([f"le={high}"] if high is not None else [])]
        return f"Annotated[{'int' if field.kind == 'int' else 'float'}, Field({', '.join(bounds)})] | None = None"
    return _PLAIN[field.kind]


def options_context(provider: Provider, converter: Converter, made: Models) -> dict[str, Any]:
    """What `{provider}/options.py` is rendered from."""
    names = frozenset(model.name for model in provider.models) | frozenset(alias.name for alias in provider.aliases)
    typing = Typing(made, names, False)
    return {
        "doc": docstring(f"Settings that only {provider.title} has, with their own types."),
        "class_name": f"{provider.prefix}Options",
        "class_doc": docstring(f"Settings that only {provider.title} has. What is left out is not sent.", 4),
        "fields": [
            {
                "name": option.name,
                "annotation": typing.of(option.owner, option.target.attributes[0]).removesuffix(" | None"),
                "doc": docstring(option.doc or f"`{option.target.path[0]}` of the wire.", 4),
            }
            for option in converter.options
        ],
    }


def jobs_context(provider: Provider, converter: Converter) -> dict[str, Any]:
    """What `{provider}/jobs.py` is rendered from."""
    readers = {answer.role: answer for answer in converter.answers}
    callback = readers.get("callback")
    polls, seconds = converter.patience
    arguments = [
        "provider=PROVIDER",
        "encode=converters.encode",
        "plan_assets=converters.plan_assets",
        "classify=classify_error",
        f"submit=operations.{converter.constant}",
        f"request=models.{converter.body}",
        f"parameters={f'models.{converter.parameters}' if converter.parameters else 'None'}",
        "read_submit=converters.read_submit",
        f"polling=Polling({', '.join(map(pyrepr, converter.polling))})",
        f"patience=Patience({polls!r}, {seconds!r})",
        *(f"{call.role}={_call(provider, call, call.role in readers)}" for call in converter.calls),
        *([f"event_name={pyrepr(converter.event[0])}"] if converter.event[0] else []),
        *([f"callback=models.{callback.model}", "read_callback=converters.read_callback"] if callback else []),
        *([f"webhook={_webhook(converter.webhook)}"] if converter.webhook else []),
        *(
            [f"uploads=({', '.join(_upload(provider, one, converter) for one in converter.uploads)},)"]
            if converter.uploads
            else []
        ),
        *([f"reference_field={pyrepr(converter.dedupe_field)}"] if converter.dedupe_field else []),
        *([f"not_found_grace={converter.grace!r}"] if converter.grace else []),
        f"reasons={pyrepr(dict(converter.unsupported_calls))}",
        f"wire_fields={pyrepr(dict(converter.wire_fields))}",
    ]
    return {"doc": docstring(f"The life of a job at {provider.title}, as data."), "arguments": arguments}


def _call(provider: Provider, call: JobCall, is_read: bool) -> str:
    role = "event" if call.role == "events" else call.role
    keys = tuple(python for python, _ in call.keys)
    parameters = f"models.{call.parameters}" if call.parameters else "None"
    reader = f", converters.read_{role}" if is_read or role == "event" else ""
    paged = any(one.name == call.operation and one.paging for group in provider.resources for one in group.operations)
    pages = f", pages=operations.{call.constant}_PAGES" if paged else ""
    return f"JobCall(operations.{call.constant}, {parameters}, {pyrepr(keys)}{reader}{pages})"


def _webhook(webhook: Webhook) -> str:
    keys = f"operations.{webhook.keys}" if webhook.keys else "None"
    rest = ", ".join(map(pyrepr, (webhook.tolerance, dict(webhook.headers))))
    return f"WebhookRecipe({pyrepr(webhook.verify)}, {pyrepr(webhook.secret)}, {keys}, {rest})"


def _upload(provider: Provider, upload: Upload, converter: Converter) -> str:
    gives = "id" if any(_is_stored(case) for plan in converter.fields for case in plan.cases) else "url"
    pairs = [
        pyrepr(upload.style),
        f"operations.{upload.constant}",
        f"models.{upload.body}",
        pyrepr(upload.body_fields),
        pyrepr(upload.result),
        pyrepr(gives),
    ]
    named = (
        ("file_part", upload.file_part),
        ("method", upload.method),
        ("url", upload.url),
        ("fields", upload.fields),
        ("success", upload.success),
    )
    calls = [one for group in provider.resources for one in group.operations if one.name == upload.operation]
    parameters = [f"parameters=models.{one.parameters}" for one in calls if one.parameters]
    return f"Upload({', '.join([*pairs, *(f'{name}={pyrepr(value)}' for name, value in named if value), *parameters])})"


def _is_stored(case: Case) -> bool:
    return case.carry is not None and case.carry.codec == "stored"
