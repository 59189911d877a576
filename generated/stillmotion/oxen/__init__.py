# Written by the generator from specs/ and templates/.
# Change those, then run `make generate`.
"""Oxen: the provider's own names, typed.

Oxen's API for one model, Kling v2.5 turbo pro: a call that waits for the video, a queue, an event stream,
the history with its cost, and the model catalogue.

Every call carries `Authorization`; the two POSTs carry `Content-Type: application/json`. No other header is
documented: no idempotency key, no request id, no rate-limit header.

Input pictures are hosted by the caller: a request names URLs that Oxen can reach. A repository at Oxen is
one such place; its file upload, `PUT /api/repos/{namespace}/{repo_name}/file/{resource}`, exists but is
outside this contract. So are `/api/ai/models/featured`, `/api/ai/models/favorites` and the calls that manage
models of one's own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .._runtime.lazy import lazy_attribute

if TYPE_CHECKING:
    from . import models as models
    from .async_client import AsyncOxenClient as AsyncOxenClient
    from .client import OxenClient as OxenClient

__all__ = ["AsyncOxenClient", "OxenClient", "models"]


def __getattr__(name: str) -> Any:
    return lazy_attribute(
        globals(),
        {
            "AsyncOxenClient": (".async_client", "AsyncOxenClient"),
            "OxenClient": (".client", "OxenClient"),
            "models": (".models", ""),
        },
        name,
    )


def __dir__() -> list[str]:
    return list(__all__)
