# Written by the generator from specs/ and templates/.
# Change those, then run `make generate`.
"""The asynchronous client of fal. A resource is imported when it is first used."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from .._runtime.client_base import AsyncClient
from .provider import PROVIDER

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    import httpx2

    from .._runtime.attempts import Timing
    from .._runtime.hooks import Hooks
    from .._runtime.retry import RetryPolicy
    from .async_resources import Files, ImageToVideo, Webhooks


class AsyncFalClient(AsyncClient):
    """The asynchronous client of fal.

    Server: https://queue.fal.run.

    The credential comes from the arguments, or else from `FAL_KEY`, or `FAL_KEY_ID` with `FAL_KEY_SECRET`.

    `base_url` replaces every server and is trusted for this client only. `timeout` is the total of one call,
    in seconds. `retry` says how often a call is sent again; what costs money is sent again only when it
    surely was not taken. `hooks` are told of every request; `timing` and `sleep` are where time and chance
    come from.

    Every call takes `timeout` and `retry` too, and `extra_headers`, `extra_query` and (with a JSON body)
    `extra_body`: parts of the request that the contract does not name, applied after validation. They never
    replace the credential.

    Raises ConfigurationError when no credential is found or an argument makes no sense.
    """

    def __init__(
        self,
        api_key: str | None = None,
        *,
        base_url: str | None = None,
        timeout: float | None = None,
        retry: RetryPolicy | None = None,
        http_client: httpx2.AsyncClient | None = None,
        hooks: Hooks | None = None,
        timing: Timing | None = None,
        sleep: Callable[[float], Awaitable[None]] | None = None,
    ) -> None:
        super().__init__(
            PROVIDER,
            api_key=api_key,
            base_url=base_url,
            timeout=timeout,
            retry=retry,
            http_client=http_client,
            hooks=hooks,
            timing=timing,
            sleep=sleep,
        )

    @cached_property
    def image_to_video(self) -> ImageToVideo:
        """Videos made in the background from a first frame and, if given, a last one."""
        from .async_resources import ImageToVideo

        return ImageToVideo(self._session)

    @cached_property
    def files(self) -> Files:
        """Places on fal's CDN for input pictures."""
        from .async_resources import Files

        return Files(self._session)

    @cached_property
    def webhooks(self) -> Webhooks:
        """What it takes to verify a webhook."""
        from .async_resources import Webhooks

        return Webhooks(self._session)
