"""From nominees to models and aliases: fields with their types, and the rules that go with a class."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from generator.ir import naming, prose
from generator.ir.model import Alias, Field, Model, Role
from generator.ir.nominees import Key, options
from generator.ir.residues import constraints, is_closed, model_rules
from generator.ir.schemas import Place, listed_values, properties, required, resolve, tag_of
from generator.ir.types import Shaper, anonymous_type, type_of


def alias(shaper: Shaper, key: Key) -> Alias:
    """The named type of an enumeration or union."""
    nominee = shaper.nominees[key]
    place = nominee.place
    source = shaper.document.source(place.pointer)
    tagged = nominee.role == "answer" and bool(tag_of(shaper.document, options(place)))
    return Alias(shaper.names[key], anonymous_type(shaper, place, nominee.role), tagged, prose.text(place), source)


def model(shaper: Shaper, key: Key) -> Model:
    """The class of a schema in a role. Rules and closure are for requests; answers keep what is unknown."""
    nominee = shaper.nominees[key]
    place, role, document = nominee.place, nominee.role, shaper.document
    hidden = _hidden(shaper, place, role)
    members = properties(document, place) if nominee.is_class else {}
    shown = {name: member for name, member in members.items() if name not in hidden}
    return Model(
        name=shaper.names[key],
        role=role,
        doc=prose.text(place),
        fields=tuple(_closed(shaper, place, field) for field in fields(shaper, shown, required(document, place), role)),
        closed=role == "request" and is_closed(shaper, place),
        rules=tuple(model_rules(shaper, nominee)) if role == "request" else (),
        root=None if nominee.is_class else anonymous_type(shaper, place, role),
        source=document.source(place.pointer),
    )


def _closed(shaper: Shaper, place: Place, field: Field) -> Field:
    """A field that tells the branches of a union apart keeps its documented values, also in answers."""
    if (place.pointer, field.wire) not in shaper.tags:
        return field
    member = resolve(shaper.document, properties(shaper.document, place)[field.wire])
    return replace(field, type={"enum": listed_values(member)})


def _hidden(shaper: Shaper, place: Place, role: Role) -> frozenset[str]:
    """Properties that do not travel this way: `readOnly` ones are not sent, `writeOnly` ones not received."""
    keyword = "readOnly" if role == "request" else "writeOnly"
    members = properties(shaper.document, place)
    return frozenset(name for name, member in members.items() if resolve(shaper.document, member).get(keyword) is True)


def fields(shaper: Shaper, members: Mapping[str, Place], needed: frozenset[str], role: Role) -> tuple[Field, ...]:
    """The fields of a class, required ones first, otherwise in the contract's order."""
    reserved = naming.MODEL_MEMBERS | naming.BUILTINS | naming.MODULE_NAMES
    pythons = naming.allocate({name: naming.snake(name) for name in members}, reserved)
    ordered = sorted(members, key=lambda name: name not in needed)
    return tuple(_field(shaper, name, pythons[name], members[name], name in needed, role) for name in ordered)


def _field(shaper: Shaper, wire: str, python: str, place: Place, needed: bool, role: Role) -> Field:
    return Field(
        python=python,
        wire=wire,
        type=type_of(shaper, place, role),
        required=needed,
        nullable="null" in shaper.types(place),
        constraints=tuple(constraints(shaper, place)) if role == "request" else (),  # answers are tolerant
        doc=prose.property_text(shaper.document, place),
    )
