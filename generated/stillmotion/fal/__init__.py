# Written by the generator from specs/ and templates/.
# Change those, then run `make generate`.
"""fal: the provider's own names, typed.

fal's queue for one model, Kling 2.5 Turbo Pro image to video: submit, status, status stream, result, cancel,
the webhook at the end, and the upload of input pictures. A waiting call on another host (fal.run) exists and
is not part of this contract.

A request is submitted under the path of the model; status, result and cancel stand under the first two
segments of that path, `fal-ai/kling-video`. The whole model path, which fal's own per-model file and one
guide print for them, was seen to answer 405; the links of every submit answer, the seed's too, have the
short form.

`COMPLETED` is not success: look for `error`, then fetch the result, whose HTTP status is that of the run.

Documented backup host, not used here: queue.falrun.com. The sum of all headers of an answer is at most 16
KB; which answer has which of fal's own headers is not documented.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .._runtime.lazy import lazy_attribute

if TYPE_CHECKING:
    from . import models as models
    from .async_client import AsyncFalClient as AsyncFalClient
    from .client import FalClient as FalClient

__all__ = ["AsyncFalClient", "FalClient", "models"]


def __getattr__(name: str) -> Any:
    return lazy_attribute(
        globals(),
        {
            "AsyncFalClient": (".async_client", "AsyncFalClient"),
            "FalClient": (".client", "FalClient"),
            "models": (".models", ""),
        },
        name,
    )


def __dir__() -> list[str]:
    return list(__all__)
