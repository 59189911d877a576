# Written by the generator from specs/ and templates/.
# Change those, then run `make generate`.
"""The synchronous client of Kling. A resource is imported when it is first used."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Literal

from .._runtime.client_base import SyncClient
from .provider import PROVIDER

if TYPE_CHECKING:
    from collections.abc import Callable

    import httpx2

    from .._runtime.attempts import Timing
    from .._runtime.hooks import Hooks
    from .._runtime.retry import RetryPolicy
    from .resources import Account, ImageToVideo


class KlingClient(SyncClient):
    """The synchronous client of Kling.

    Servers, by region; the first is the default:
    - `singapore`: https://api-singapore.klingai.com
    - `beijing`: https://api-beijing.klingai.com

    The credential comes from the arguments, or else from `KLING_API_KEY`, or `KLINGAI_ACCESS_KEY` with
    `KLINGAI_SECRET_KEY`.

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
        access_key: str | None = None,
        secret_key: str | None = None,
        region: Literal["singapore", "beijing"] | None = None,
        base_url: str | None = None,
        timeout: float | None = None,
        retry: RetryPolicy | None = None,
        http_client: httpx2.Client | None = None,
        hooks: Hooks | None = None,
        timing: Timing | None = None,
        sleep: Callable[[float], None] | None = None,
    ) -> None:
        super().__init__(
            PROVIDER,
            api_key=api_key,
            access_key=access_key,
            secret_key=secret_key,
            region=region,
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
        """Videos made from a first frame, a last frame, or both."""
        from .resources import ImageToVideo

        return ImageToVideo(self._session)

    @cached_property
    def account(self) -> Account:
        """What the account has bought and used."""
        from .resources import Account

        return Account(self._session)
