# Written by the generator from specs/ and templates/.
# Change those, then run `make generate`.
"""ChainHub: the provider's own names, typed.

ChainHub, a reseller in front of fal, for one model: Kling 2.5 Turbo Pro image to video. The seed documents
the submit call and no other; status, result and cancel are inferred from a sibling page of ChainHub's, from
another reseller and from fal, and say so. A live call may prove them wrong.

The links in the submit answer stand on fal's host, where a ChainHub key means nothing: the same paths are
asked on ChainHub's host. No errors, limits, webhook, event stream, upload or balance call are documented for
these routes. Prepaid credits; ChainHub advertises that another upstream takes over when one fails.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .._runtime.lazy import lazy_attribute

if TYPE_CHECKING:
    from . import models as models
    from .async_client import AsyncChainhubClient as AsyncChainhubClient
    from .client import ChainhubClient as ChainhubClient

__all__ = ["AsyncChainhubClient", "ChainhubClient", "models"]


def __getattr__(name: str) -> Any:
    return lazy_attribute(
        globals(),
        {
            "AsyncChainhubClient": (".async_client", "AsyncChainhubClient"),
            "ChainhubClient": (".client", "ChainhubClient"),
            "models": (".models", ""),
        },
        name,
    )


def __dir__() -> list[str]:
    return list(__all__)
