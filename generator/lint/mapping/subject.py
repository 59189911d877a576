"""What the checks of a mapping are about: the table, the contract it maps to, and the normalized model."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from generator.diagnostics import Diagnostic
from generator.lint import contract
from generator.lint.contract import Operation, at, mapping
from generator.lint.findings import error
from generator.lint.json_paths import same_value
from generator.lint.mapping.wire import Wire, read
from generator.load.client_table import ClientTable
from generator.load.document import Document, join_pointer
from generator.load.mapping_table import Cases, Fate, Guard, MappingTable
from generator.load.normalized import Normalized, RequestField

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class FateAt:
    """A fate and where it stands. `case` is its number among the field's cases, None for the only fate."""

    field: str
    fate: Fate
    pointer: str
    case: int | None


@dataclass(frozen=True)
class Subject:
    """One provider's table with everything it names."""

    name: str
    table: MappingTable
    document: Document
    contract: Document
    client: ClientTable
    client_document: Document
    normalized: Normalized
    normalized_document: Document

    def find(self, pointer: str, code: str, message: str, hint: str = "") -> Diagnostic:
        """A finding at a place of mapping.yaml."""
        return error(self.document, pointer, code, message, hint)

    @cached_property
    def calls(self) -> dict[str, Operation]:
        """The contract's calls by id."""
        return {call.id: call for call in contract.operations(self.contract) if call.id}

    @cached_property
    def submit(self) -> Operation | None:
        """The call that the table maps to."""
        return self.calls.get(self.client.jobs.submit.call)

    @cached_property
    def body(self) -> str:
        """The schema of what the submit call sends; empty when it sends nothing."""
        found = contract.body(self.contract, self.submit) if self.submit else None
        return found[1] if found else ""

    @cached_property
    def wires(self) -> dict[tuple[str, str], Wire]:
        """(place, wire name) of every property and parameter of the submit call but those in its path."""
        found = {("body", wire.name): wire for wire in self.members(self.body)} if self.body else {}
        for (place, name), pointer in contract.parameters(self.contract, self.submit).items() if self.submit else ():
            node = mapping(at(self.contract, pointer))
            if place != "path":
                schema = join_pointer(pointer, "schema")
                found[place, name] = read(self.contract, schema, name, required=bool(node.get("required")))
        return found

    def members(self, schema: str) -> list[Wire]:
        """The properties of an object schema, of all its variants."""
        found: dict[str, Wire] = {}
        for place in same_value(self.contract, schema):
            node = mapping(at(self.contract, place))
            for name in mapping(node.get("properties")):
                pointer = join_pointer(place, "properties", name)
                required = name in contract.sequence(node.get("required"))
                found.setdefault(name, read(self.contract, pointer, name, required=required))
        return list(found.values())

    def wire(self, place: str, path: str) -> Wire | None:
        """The property at a path (`endFrameImage.id`), which counts as required when every step is."""
        first, *rest = path.split(".")
        wire = self.wires.get((place, first))
        for step in rest:
            inside = {member.name: member for member in self.members(wire.pointer)} if wire else {}
            found = inside.get(step)
            wire = replace(found, required=found.required and wire.required) if found and wire else None
        return wire

    def fates(self) -> Iterator[FateAt]:
        """Every fate of the request rows."""
        for field, row in self.table.request.items():
            pointer = join_pointer("/request", field)
            if isinstance(row, Cases):
                for index, fate in enumerate(row.cases):
                    yield FateAt(field, fate, join_pointer(pointer, "cases", index), index)
            else:
                yield FateAt(field, row, pointer, None)

    def known_fates(self) -> Iterator[tuple[FateAt, RequestField]]:
        """The fates of fields that the normalized model has."""
        for found in self.fates():
            field = self.normalized.request.get(found.field)
            if field is not None:
                yield found, field

    def rows_of(self, fate: Fate) -> list[Row]:
        """The model rows a fate is for."""
        return [row for row in self.table.models.rows if fate.when is None or holds(fate.when, row)]


def alternatives(guard: Guard | tuple[Guard, ...]) -> tuple[Guard, ...]:
    """A guard as its alternatives; any one of them must hold."""
    return guard if isinstance(guard, tuple) else (guard,)


def holds(guard: Guard | tuple[Guard, ...], row: Row) -> bool:
    """Whether a guard holds for a model row."""
    return any(all(_atom(row, name, wanted) for name, wanted in one.items()) for one in alternatives(guard))


def _atom(row: Row, name: str, wanted: Any) -> bool:
    value = row.get(name.removeprefix("model.")) if name != "model" else row["model"]
    choices = wanted if isinstance(wanted, tuple) else (wanted,)
    return any(type(choice) is type(value) and choice == value for choice in choices)


def carried(fate: Fate) -> Mapping[str, str]:
    """The wire paths of a fate `to`, each with the part of the value it carries (empty: the whole)."""
    if isinstance(fate.to, str):
        return {fate.to: ""}
    return dict(fate.to or {})


def roots(fate: Fate) -> set[tuple[str, str]]:
    """(place, top property) that a fate writes."""
    return {(fate.place, path.split(".")[0]) for path in carried(fate)}


FATES = ("to", "with_", "joint", "route", "fixed", "follows", "unsupported")


def chosen(fate: Fate) -> list[str]:
    """Which of the fates a row names, by the format's word."""
    return [name.rstrip("_") for name in FATES if getattr(fate, name) is not None]
