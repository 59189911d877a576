# Written by the generator from specs/ and templates/.
# Change those, then run `make generate`.
"""Keevx: the provider's own names, typed.

Keevx is the international video platform of Baidu Xiling. One call starts a task per video, another asks how
a task stands, a third turns a local picture into a URL. There is no call that lists or cancels tasks, and
none for the account.

Every call carries `Authorization`. The agent skill of the vendor also sends a header `source: skill`; the
documentation does not know it, so it is left out. Results carry no times.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .._runtime.lazy import lazy_attribute

if TYPE_CHECKING:
    from . import models as models
    from .async_client import AsyncKeevxClient as AsyncKeevxClient
    from .client import KeevxClient as KeevxClient

__all__ = ["AsyncKeevxClient", "KeevxClient", "models"]


def __getattr__(name: str) -> Any:
    return lazy_attribute(
        globals(),
        {
            "AsyncKeevxClient": (".async_client", "AsyncKeevxClient"),
            "KeevxClient": (".client", "KeevxClient"),
            "models": (".models", ""),
        },
        name,
    )


def __dir__() -> list[str]:
    return list(__all__)
