# Written by the generator from specs/ and templates/.
# Change those, then run `make generate`.
"""Leonardo.Ai: the provider's own names, typed.

Leonardo.Ai's REST API v1, as far as one needs it to make a video from an image: the call itself,
generations, upload tickets, the account, and the webhook. The model is chosen by the body field `model`. The
newer v2 (`POST /api/rest/v2/generations`) has other fields and model names and is not part of this contract.

There is no call that cancels, no event stream, no idempotency key, and no documented header besides
`Authorization` and `Content-Type: application/json`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .._runtime.lazy import lazy_attribute

if TYPE_CHECKING:
    from . import models as models
    from .async_client import AsyncLeonardoClient as AsyncLeonardoClient
    from .client import LeonardoClient as LeonardoClient

__all__ = ["AsyncLeonardoClient", "LeonardoClient", "models"]


def __getattr__(name: str) -> Any:
    return lazy_attribute(
        globals(),
        {
            "AsyncLeonardoClient": (".async_client", "AsyncLeonardoClient"),
            "LeonardoClient": (".client", "LeonardoClient"),
            "models": (".models", ""),
        },
        name,
    )


def __dir__() -> list[str]:
    return list(__all__)
