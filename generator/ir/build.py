"""From loaded specs to the IR. Lint has passed: what is read here exists and is honoured."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from generator.ir import behaviour, naming, nominees, operations, shapes
from generator.ir.calls import Call, calls, item_calls
from generator.ir.converting import converter
from generator.ir.model import Alias, Model, NormalizedField, NormalizedModel, Operation, Package, Provider
from generator.ir.schemas import Place, properties
from generator.ir.types import Shaper
from generator.lint.mapping import subject_of
from generator.lint.mapping.domain import kind
from generator.load import Document, ProviderSpecs, Specs
from generator.load.normalized import Normalized, RequestField


def build(specs: Specs) -> Package:
    """The whole package. Raises SpecError for what only the IR can see (a rule that refers to itself)."""
    providers = tuple(_with_converter(specs, one, provider(one)) for one in specs.providers)
    has_mappings = any(one.converter is not None for one in providers)
    return Package(providers, normalized(specs.normalized) if specs.normalized and has_mappings else None)


def _with_converter(specs: Specs, one: ProviderSpecs, made: Provider) -> Provider:
    subject = subject_of(specs, one)
    return replace(made, converter=converter(subject, made)) if subject else made


def normalized(table: Normalized) -> NormalizedModel:
    """The normalized request as templates see it."""
    fields = tuple(
        NormalizedField(name, kind(field), _values(field), field.unit or "", field.weight, field.doc)
        for name, field in table.request.items()
    )
    models = tuple((name, row.title) for name, row in table.models.items())
    statuses = tuple((name, row.terminal) for name, row in table.statuses.items())
    return NormalizedModel(fields, models, statuses, tuple(table.generation), tuple(table.video), tuple(table.errors))


def _values(field: RequestField) -> tuple[Any, ...]:
    """The words of a field, or the two bounds of its range."""
    listed: tuple[Any, ...] = getattr(field.type, "enum", ())
    return listed or getattr(field.type, "int", ()) or getattr(field.type, "number", ())


def provider(specs: ProviderSpecs) -> Provider:
    """One provider's part of the package."""
    document, client = specs.contract, specs.client
    found = calls(document)
    shaper, parameter_names = _shaper(document, found, _notice_roots(document))
    parameters = {
        call.id: operations.parameters_model(shaper, call, parameter_names[call.id]) if call.parameters else None
        for call in found
    }
    models, aliases = _definitions(shaper)
    by_name = {model.name: model for model in models}
    methods, constants = operations.method_names(found), operations.constant_names(found)
    made: dict[str, Operation] = {
        call.id: operations.operation(
            shaper, call, (methods[call.id], constants[call.id]), parameters[call.id], by_name, client
        )
        for call in found
    }
    prefix = "".join(word.capitalize() for word in naming.words(specs.name))
    title = client.title if client else document.data.get("info", {}).get("title") or specs.name
    return Provider(
        name=specs.name,
        title=title,
        prefix=prefix,
        doc=str(document.data.get("info", {}).get("description", "")).strip(),
        regions=behaviour.regions(document),
        trusted=behaviour.trusted(document, client),
        auth=behaviour.auth(document, specs.name, client),
        errors=behaviour.errors(client),
        models=(*models, *(model for model in parameters.values() if model)),
        aliases=aliases,
        resources=operations.resources(document, made, found, prefix),
        notices=tuple(_notices(shaper)),
    )


def _shaper(document: Document, found: list[Call], notices: list[nominees.Root]) -> tuple[Shaper, dict[str, str]]:
    """The shaper, and the name of every operation's parameter model."""
    gathered = nominees.gather(document, [*(root for call in found for root in call.roots), *notices])
    extra = {call.id: naming.pascal(call.id) + "Parameters" for call in found if call.parameters}
    names, parameter_names = nominees.names(gathered, extra)
    return Shaper(document, gathered, names, nominees.tags(document, gathered)), parameter_names


def _notice_calls(document: Document) -> Iterator[tuple[str, Call]]:
    """(name of the callback or webhook, call) of every notice that has a body."""
    root = Place("", document.data)
    items = [(name, root.child("webhooks", name)) for name in root.get("webhooks", {})]
    for call in calls(document):
        for name, callback in call.place.get("callbacks", {}).items():
            items.extend((name, call.place.child("callbacks", name, expression)) for expression in callback)
    for name, item in items:
        yield from ((name, call) for call in item_calls(document, "", item) if call.body is not None)


def _notice_roots(document: Document) -> list[nominees.Root]:
    """The bodies of callbacks and webhooks: we receive them, so they are answers."""
    return [
        nominees.Root(call.body, "answer", naming.pascal(call.id) + "Body")
        for _, call in _notice_calls(document)
        if call.body is not None
    ]


def _notices(shaper: Shaper) -> Iterator[tuple[str, str]]:
    for name, call in _notice_calls(shaper.document):
        if call.body is not None:
            yield name, shaper.name_of(call.body, "answer") or ""


def declared_at(specs: ProviderSpecs) -> dict[str, dict[str, str]]:
    """Where the contract declares each class: its own pointer under '', those of its fields by wire name."""
    found = calls(specs.contract)
    shaper, parameter_names = _shaper(specs.contract, found, _notice_roots(specs.contract))
    pointers = {
        parameter_names[call.id]: {
            "": call.place.pointer,
            **{str(place.get("name")): place.pointer for place in call.parameters},
        }
        for call in found
        if call.parameters
    }
    for key, nominee in shaper.nominees.items():
        members = properties(specs.contract, nominee.place) if nominee.is_class else {}
        inside = {name: member.pointer for name, member in members.items()}
        pointers.setdefault(shaper.names[key], {"": nominee.place.pointer, **inside})
    return pointers


def _definitions(shaper: Shaper) -> tuple[tuple[Model, ...], tuple[Alias, ...]]:
    models: dict[str, Model] = {}
    aliases: dict[str, Alias] = {}
    for key, nominee in shaper.nominees.items():
        name = shaper.names[key]
        if nominee.kind == "model":
            models.setdefault(name, shapes.model(shaper, key))
        else:
            aliases.setdefault(name, shapes.alias(shaper, key))
    return tuple(models[name] for name in sorted(models)), tuple(aliases[name] for name in sorted(aliases))
