# Written by the generator from specs/ and templates/.
# Change those, then run `make generate`.
"""Kling: the provider's own names, typed.

The classic Kling API: paths under `/v1`, the model chosen by the body field `model_name`. Kling's newer API,
with the model in the path, has other fields and status words and is not part of this contract.

A credential belongs to one region; a Singapore key is refused in Beijing (HTTP 401, code 1002). The old host
api.klingai.com is replaced by the two servers below.

Every call carries `Authorization` and `Content-Type: application/json`; Kling's pages list the latter for
GET, too.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .._runtime.lazy import lazy_attribute

if TYPE_CHECKING:
    from . import models as models
    from .async_client import AsyncKlingClient as AsyncKlingClient
    from .client import KlingClient as KlingClient

__all__ = ["AsyncKlingClient", "KlingClient", "models"]


def __getattr__(name: str) -> Any:
    return lazy_attribute(
        globals(),
        {
            "AsyncKlingClient": (".async_client", "AsyncKlingClient"),
            "KlingClient": (".client", "KlingClient"),
            "models": (".models", ""),
        },
        name,
    )


def __dir__() -> list[str]:
    return list(__all__)
