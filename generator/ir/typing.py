"""Questions about the type schemas of the IR: what a `$ref` names, whether a value is JSON as it stands."""

from __future__ import annotations

from collections.abc import Mapping

from generator.ir.model import Model, Provider, TypeSchema

_PREFIX = "#/$defs/"


def branches(type_: TypeSchema) -> list[TypeSchema]:
    """The branches of a union but null; the type itself when it is none."""
    return [branch for branch in type_.get("anyOf", [type_]) if branch.get("type") != "null"]


def reference(type_: TypeSchema) -> str:
    """The name behind a `$ref`; empty when there is none."""
    return str(type_.get("$ref", "")).removeprefix(_PREFIX)


def model_named(type_: TypeSchema) -> str:
    """The one model that a type names, null aside; empty when it names none or several."""
    names = [name for branch in branches(type_) if (name := reference(branch))]
    return names[0] if len(names) == 1 else ""


def scalar(type_: TypeSchema) -> bool:
    """Whether a value of the type is text, a number or a flag: JSON as it stands, and no one else can change it."""
    return all("$ref" not in branch and branch.get("type") not in ("object", "array") for branch in branches(type_))


def spelled_out(provider: Provider, type_: TypeSchema) -> list[TypeSchema]:
    """The branches of a type with aliases replaced by what they stand for; models stay references."""
    aliases = {alias.name: alias.type for alias in provider.aliases}
    found: list[TypeSchema] = []
    for branch in branches(type_):
        name = reference(branch)
        found.extend(spelled_out(provider, aliases[name]) if name in aliases else [branch])
    return found


def models_of(provider: Provider) -> Mapping[str, Model]:
    """The models of a provider by name."""
    return {model.name: model for model in provider.models}
