# Written by the generator from specs/ and templates/.
# Change those, then run `make generate`.
"""Atlas: the provider's own names, typed.

A made-up provider.

- It has regions, a form, a stream, callbacks and rules.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .._runtime.lazy import lazy_attribute

if TYPE_CHECKING:
    from . import models as models
    from .async_client import AsyncAtlasClient as AsyncAtlasClient
    from .client import AtlasClient as AtlasClient

__all__ = ["AsyncAtlasClient", "AtlasClient", "models"]


def __getattr__(name: str) -> Any:
    return lazy_attribute(
        globals(),
        {
            "AsyncAtlasClient": (".async_client", "AsyncAtlasClient"),
            "AtlasClient": (".client", "AtlasClient"),
            "models": (".models", ""),
        },
        name,
    )


def __dir__() -> list[str]:
    return list(__all__)
