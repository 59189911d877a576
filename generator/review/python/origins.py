"""Where the contract declares what Python shows: the pointer behind every method, keyword, option and constant."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from generator.ir.calls import calls
from generator.ir.model import Argument, Operation, Provider
from generator.load import ProviderSpecs
from generator.review.python.fields import Pointers
from generator.review.python.types import Types


class Origins:
    """The origins of one provider's symbols on one side; names stand below the provider's package."""

    def __init__(self, specs: ProviderSpecs, provider: Provider, pointers: Pointers) -> None:
        self._pointers = pointers
        self._calls = {call.id: call.place.pointer for call in calls(specs.contract)}
        self._methods = dict(_methods(provider))
        self._constants = {operation.constant: operation for operation in self._methods.values()}
        self._options = dict(_options(provider, pointers))
        self._resources = dict(_resources(provider, self._calls))
        self._provider = provider

    def of(self, symbol: str) -> str | None:
        """The pointer of what a symbol stands for; None when it is not the contract's."""
        module, _, name = symbol.partition(".")
        if module == "models":
            owner, _, field = name.partition(".")
            return self._model(owner, field)
        known = self._options | self._resources
        if symbol in known:
            return known[symbol]
        operation = self.operation(symbol)
        return self._calls.get(operation.name) if operation else None

    def operation(self, symbol: str) -> Operation | None:
        """The call behind a method or a constant of operations.py."""
        module, _, name = symbol.partition(".")
        if module in ("resources", "async_resources"):
            return self._methods.get(name)
        return self._constants.get(name.removesuffix("_PAGES")) if module == "operations" else None

    def parameter(self, symbol: str, name: str) -> str | None:
        """The pointer behind a keyword of a method."""
        if name == "region" and symbol.partition(".")[0] in ("client", "async_client"):
            return "/servers"
        operation = self.operation(symbol)
        if operation is None:
            return None
        if name == "request":
            return self._model(operation.body, "")
        argument = _argument(operation, name)
        return self._model(argument.owner, argument.field) if argument else None

    def refs(self, symbol: str) -> frozenset[str]:
        """The classes that came or went with a call."""
        operation = self.operation(symbol)
        if operation is None:
            return frozenset()
        own = frozenset(name for name in (operation.parameters, operation.body, operation.answer) if name)
        types = Types(self._provider)
        return own | types.reach([{"$ref": f"#/$defs/{name}"} for name in own])

    def identity(self, symbol: str) -> tuple[str, str] | None:
        """What makes a method the same one under another name: its HTTP method and path."""
        operation = self.operation(symbol)
        return (operation.http_method, operation.path) if operation else None

    def _model(self, owner: str, python: str) -> str | None:
        if not python:
            return self._pointers.get(owner, {}).get("")
        fields = next((model.fields for model in self._provider.models if model.name == owner), ())
        wire = next((field.wire for field in fields if field.python == python), "")
        return self._pointers.get(owner, {}).get(wire) if wire else None


def _methods(provider: Provider) -> Iterator[tuple[str, Operation]]:
    for resource in provider.resources:
        for operation in resource.operations:
            yield f"{resource.class_name}.{operation.method_name}", operation


def _resources(provider: Provider, calls_: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """A resource is there because of its calls: it stands where the first of them does."""
    for resource in provider.resources:
        pointer = calls_.get(resource.operations[0].name) if resource.operations else None
        if pointer:
            for world, prefix in (("", ""), ("async_", "Async")):
                yield f"{world}resources.{resource.class_name}", pointer
                yield f"{world}client.{prefix}{provider.prefix}Client.{resource.name}", pointer


def _argument(operation: Operation, name: str) -> Argument | None:
    return next((argument for argument in operation.arguments if argument.python == name), None)


def _options(provider: Provider, pointers: Mapping[str, Mapping[str, str]]) -> Iterator[tuple[str, str]]:
    for option in provider.converter.options if provider.converter else ():
        pointer = pointers.get(option.owner, {}).get(option.target.path[-1])
        if pointer:
            yield f"options.{provider.prefix}Options.{option.name}", pointer
