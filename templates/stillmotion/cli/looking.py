"""The commands that show what there is."""

from __future__ import annotations

from typing import Annotated, Any, Final

import typer

from ..normalized.api import capabilities as capabilities_of
from ..normalized.api import provider_names
from ..normalized.capability import Capability
from ..normalized.request import MODELS, ProviderName
from ..normalized.tables import table_of
from . import common, documents
from .asking import named
from .exits import Exit
from .problem import Problem
from .reaching import has_key, variable, ways
from .screen import Screen

_SHOWN: Final = ("duration", "aspect_ratio", "resolution", "audio", "count")


def capabilities(
    *,
    provider: common.Providers = None,
    model: Annotated[str | None, typer.Option("--model", help="Every field of one model.")] = None,
    json: common.Json = False,
) -> None:
    """Show what models can be asked for. `-` is what a model has no control for."""
    screen = Screen.of(json)
    if model is not None and model not in MODELS:
        raise Problem(Exit.USAGE, f"there is no model {model}: {', '.join(MODELS)}")
    offered = [one for name in named(provider) for one in capabilities_of(name)]
    found = [one for one in offered if model in (None, one.model)]
    screen.document({"capabilities": [documents.of_capability(one) for one in found]})
    if model is None:
        rows = [[one.provider, _model(one), *(str(one[name]) for name in _SHOWN)] for one in found]
        screen.table(["provider", "model", *_SHOWN], rows)
        screen.note("--model shows every field of one model.")
    else:
        heads = [" ".join([one.provider, *([one.quality] if one.quality else [])]) for one in found]
        fields = list(found[0]) if found else []
        screen.table(["field", *heads], [[name, *(str(one[name]) for one in found)] for name in fields])


def providers(*, json: common.Json = False) -> None:
    """Show the providers and which keys are set. Keys are never shown."""
    screen = Screen.of(json)
    found = [_provider(name) for name in provider_names()]
    screen.document({"providers": found})
    rows = [
        [
            one["name"],
            "set" if one["key_is_set"] else "-",
            ", or ".join(" and ".join(way) for way in one["variables"]),
            ", ".join(one["regions"]),
            one["base_url_variable"],
        ]
        for one in found
    ]
    screen.table(["provider", "key", "variables", "regions", "another server"], rows)


def _provider(name: ProviderName) -> dict[str, Any]:
    known = table_of(name).provider
    return {
        "name": name,
        "title": known.title,
        "key_is_set": has_key(name),
        "variables": [list(one) for one in ways(known.auth)],
        "regions": dict(known.regions),
        "base_url_variable": variable(name),
        "models": list(dict.fromkeys(one.model for one in capabilities_of(name))),
    }


def _model(one: Capability) -> str:
    return one.model if one.quality is None else f"{one.model} {one.quality}"
