"""From loaded specs to the IR. Lint has passed: what is read here exists and is honoured."""

from __future__ import annotations

from generator.ir import behaviour, naming, nominees, operations, shapes
from generator.ir.calls import Call, calls, item_calls
from generator.ir.model import Alias, Model, Operation, Package, Provider
from generator.ir.schemas import Place
from generator.ir.types import Shaper
from generator.load import Document, ProviderSpecs, Specs


def build(specs: Specs) -> Package:
    """The whole package. Raises SpecError for what only the IR can see (a rule that refers to itself)."""
    return Package(tuple(provider(specs_of_one) for specs_of_one in specs.providers))


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
    )


def _shaper(document: Document, found: list[Call], notices: list[nominees.Root]) -> tuple[Shaper, dict[str, str]]:
    """The shaper, and the name of every operation's parameter model."""
    gathered = nominees.gather(document, [*(root for call in found for root in call.roots), *notices])
    extra = {call.id: naming.pascal(call.id) + "Parameters" for call in found if call.parameters}
    names, parameter_names = nominees.names(gathered, extra)
    return Shaper(document, gathered, names, nominees.tags(document, gathered)), parameter_names


def _notice_roots(document: Document) -> list[nominees.Root]:
    """The bodies of callbacks and webhooks: we receive them, so they are answers."""
    roots: list[nominees.Root] = []
    root = Place("", document.data)
    items = [root.child("webhooks", name) for name in root.get("webhooks", {})]
    for call in calls(document):
        for name, callback in call.place.get("callbacks", {}).items():
            items.extend(call.place.child("callbacks", name, expression) for expression in callback)
    for item in items:
        for call in item_calls(document, "", item):
            if call.body is not None:
                roots.append(nominees.Root(call.body, "answer", naming.pascal(call.id) + "Body"))
    return roots


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
