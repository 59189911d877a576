"""Attributes that import their module when they are first asked for (PEP 562)."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from typing import Any


def lazy_attribute(module: dict[str, Any], places: Mapping[str, tuple[str, str]], name: str) -> Any:
    """The attribute `name` of a package: from `places` as (module, attribute), an empty attribute meaning the module itself.

    `module` is the package's `globals()`; the value is kept there. Raises AttributeError.
    """
    if name not in places:
        raise AttributeError(f"module {module['__name__']!r} has no attribute {name!r}")
    where, attribute = places[name]
    found = import_module(where, module["__name__"])
    value = getattr(found, attribute) if attribute else found
    module[name] = value
    return value
