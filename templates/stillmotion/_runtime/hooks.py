"""Who is told about the calls on the wire: one logger per provider, and hooks of the caller's. Nobody is told a secret."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import httpx2

from .errors import ProviderError
from .operation import Operation

if TYPE_CHECKING:
    from .deadline import Remaining


@dataclass(frozen=True, slots=True)
class WireCall:
    """One request, as it goes out. `url` has neither query nor user; `attempt` counts from 1, `account` is the name of
    the account where the client over all providers knows it, else empty."""

    provider: str
    operation: str
    method: str
    url: str
    attempt: int
    account: str = ""


@dataclass(frozen=True, slots=True)
class WireOutcome:
    """What became of a request. `status` is the HTTP status, None when no answer came: then `error` has the error kind
    (`canceled` when the caller gave up). `seconds` counts from sending to the last byte; of a stream, to its opening.
    """

    status: int | None
    error: str | None
    seconds: float
    request_id: str | None = None


@dataclass(frozen=True, slots=True)
class Hooks:
    """Functions that are called around each request: `before` it is sent, and `after` its answer or failure.

    They run in the thread or the event loop of the call, so they must be quick and are no coroutines. An exception in
    one is logged, and changes nothing.
    """

    before: Callable[[WireCall], object] | None = None
    after: Callable[[WireCall, WireOutcome], object] | None = None


class Watch:
    """Tells of the calls of one session."""

    __slots__ = ("_account", "_clock", "_hide", "_hooks", "_log", "_provider")

    def __init__(
        self,
        provider: str,
        hooks: Hooks | None,
        account: str,
        clock: Callable[[], float],
        hide: Callable[[str], str],
    ) -> None:
        self._provider = provider
        self._hooks = hooks
        self._account = account
        self._clock = clock
        self._hide = hide
        self._log = logging.getLogger(f"stillmotion.{provider}")

    def begin(self, operation: Operation[Any], request: httpx2.Request, timeouts: Remaining) -> Watched | None:
        """A request is about to be sent; None when nobody wants to know."""
        timeouts.attempt += 1
        if self._hooks is None and not self._log.isEnabledFor(logging.DEBUG):
            return None
        url = self._hide(str(request.url.copy_with(username=None, password=None, query=None, fragment=None)))
        call = WireCall(self._provider, operation.name, request.method, url, timeouts.attempt, self._account)
        if self._hooks is not None and self._hooks.before is not None:
            self._guarded(self._hooks.before, call)
        return Watched(self, call, self._clock())

    def ended(
        self, call: WireCall, status: int | None, error: str | None, request_id: str | None, began: float
    ) -> None:
        """A request has been answered, or has failed."""
        outcome = WireOutcome(status, error, self._clock() - began, request_id)
        if self._log.isEnabledFor(logging.DEBUG):
            self._log.debug(
                "%s %s %s in %.0f ms (attempt %d, request id %s)",
                call.method,
                httpx2.URL(call.url).raw_path.decode("ascii", "replace"),
                error if status is None else status,
                outcome.seconds * 1_000,
                call.attempt,
                request_id or "-",
            )
        if self._hooks is not None and self._hooks.after is not None:
            self._guarded(self._hooks.after, call, outcome)

    def _guarded(self, hook: Callable[..., object], *arguments: object) -> None:
        try:
            hook(*arguments)
        except Exception:
            self._log.warning("a hook failed", exc_info=True)

    def repeated(self, error: ProviderError, pause: float) -> None:
        """A call is sent again after a pause, in seconds."""
        self._log.info("%s again in %.1f s: %s%s", error.operation, pause, error.kind, _by(error))

    def lost(self, error: ProviderError) -> None:
        """The answer to a call that costs money was lost."""
        self._log.info("%s may have been taken: %s%s", error.operation, error.kind, _by(error))

    def found(self, operation: Operation[Any]) -> None:
        """A lost call was found."""
        self._log.info("%s was taken: found by its reference", operation.name)


class Watched:
    """One request that somebody wants to know about."""

    __slots__ = ("_began", "_call", "_watch")

    def __init__(self, watch: Watch, call: WireCall, began: float) -> None:
        self._watch, self._call, self._began = watch, call, began

    def answered(self, status: int, request_id: str | None) -> None:
        """An answer came."""
        self._watch.ended(self._call, status, None, request_id, self._began)

    def failed(self, error: BaseException) -> None:
        """No answer came."""
        kind = error.kind if isinstance(error, ProviderError) else "canceled"
        self._watch.ended(self._call, None, kind, None, self._began)


def _by(error: ProviderError) -> str:
    return "" if error.status is None else f", HTTP {error.status}"
