"""Reading a validated answer by the names of the wire."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from pydantic import BaseModel

from .models import AnswerRoot, WireModel


def value_at(value: object, path: Iterable[str]) -> object:
    """What stands at a path of wire names in a model (or a dict kept by an open model); None when it leads nowhere.
    A root model counts as its value."""
    for name in path:
        if isinstance(value, AnswerRoot):
            value = value.root
        if isinstance(value, Mapping):
            value = value.get(name)
        elif isinstance(value, BaseModel):
            value = _member(value, name)
        else:
            return None
    return value.root if isinstance(value, AnswerRoot) else value


def _member(model: BaseModel, wire_name: str) -> object:
    if isinstance(model, WireModel):
        for python, wire in model._python_to_wire.items():
            if wire == wire_name:
                return getattr(model, python)
    extra = model.__pydantic_extra__
    return extra.get(wire_name) if extra else None
