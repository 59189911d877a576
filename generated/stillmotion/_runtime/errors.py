"""Everything this package raises. One class per error kind; no I/O, cheap to import."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from types import MappingProxyType
from typing import Any, ClassVar, Final

from .failure import Accepted as Accepted
from .failure import Classification as Classification
from .failure import Failure as Failure
from .failure import Retry as Retry
from .failure import accepted_by_http_status as accepted_by_http_status
from .failure import by_http_status as by_http_status
from .raw import RawResponse as RawResponse


class StillmotionError(Exception):
    """Base of every error of this package. `request` is the one it is about, where `generate_many` gives it as a value."""

    request: Any = None


class ConfigurationError(StillmotionError):
    """A client cannot be built as asked: a credential is missing, a region unknown. Never holds a secret value."""


class WebhookVerificationError(StillmotionError):
    """A callback that is not proven to be the provider's: a signature, bearer or header is missing or wrong, or it is too
    old. The message holds nothing of the body and no secret."""


class ProviderError(StillmotionError):
    """One call that failed.

    Attributes:
        kind: the error kind, one of `ERROR_KINDS`; fixed by the class.
        message: what the provider or the client says, without place and code.
        provider, operation: which call it was.
        status: HTTP status, None when no answer came.
        code: the provider's own code.
        request_id: the provider's name for this call, for its support.
        retry: what may help: `never`, `after_fix`, `backoff`, `when_slot_frees`.
        accepted: `no` when the provider surely did not take the call, else `unknown`.
        raw: the answer as it came, when there was one.
        job, generation: the `Job` that the error is about and the last `Generation` seen of it, where the client over
            all providers knows them; `client.wait(error.job)` goes on with a job that may still finish.
    """

    kind: ClassVar[str] = "provider_failure"
    job: Any = None
    generation: Any = None

    def __init__(
        self,
        message: str = "",
        *,
        provider: str = "",
        operation: str = "",
        status: int | None = None,
        code: int | str | None = None,
        request_id: str | None = None,
        retry: Retry = "never",
        accepted: Accepted = "unknown",
        raw: RawResponse | None = None,
    ) -> None:
        super().__init__(message)
        self.message = message
        self.provider = provider
        self.operation = operation
        self.status = status
        self.code = code
        self.request_id = request_id
        self.retry: Retry = retry
        self.accepted: Accepted = accepted
        self.raw = raw

    def __str__(self) -> str:
        place = " ".join(part for part in (self.provider, self.operation) if part)
        what = " ".join(str(part) for part in (self.code, self.message or self.kind) if part is not None)
        facts = []
        if self.status is not None:
            facts.append(f"HTTP {self.status}")
        if self.request_id:
            facts.append(f"request id {self.request_id}")
        return (f"{place}: " if place else "") + what + (f" ({', '.join(facts)})" if facts else "")

    def __repr__(self) -> str:
        return f"{type(self).__name__}({str(self)!r})"


class InvalidRequestError(ProviderError, ValueError):
    """The request is not what the provider takes; refused here or there."""

    kind = "invalid_request"


class UnsupportedError(ProviderError):
    """The provider offers no such thing; refused before anything was sent."""

    kind = "unsupported"


class AuthenticationError(ProviderError):
    """The credential is missing, wrong or expired."""

    kind = "authentication"


class PermissionDeniedError(ProviderError):
    """The credential is good, and not enough for this call."""

    kind = "permission"


class InsufficientFundsError(ProviderError):
    """The account has no money or credits left."""

    kind = "insufficient_funds"


class RateLimitedError(ProviderError):
    """Too many calls in a span of time."""

    kind = "rate_limited"


class ConcurrencyLimitedError(ProviderError):
    """Too many jobs at once; a slot frees when one ends."""

    kind = "concurrency_limited"


class NotFoundError(ProviderError):
    """The provider does not know the thing named."""

    kind = "not_found"


class ConflictError(ProviderError):
    """The call collides with an earlier one, as a client reference used twice."""

    kind = "conflict"


class ContentPolicyError(ProviderError):
    """The provider's rules on content refuse the prompt, an image or the result."""

    kind = "content_policy"


class AssetInvalidError(ProviderError):
    """An image or video sent has a wrong format, size or ratio."""

    kind = "asset_invalid"


class AssetUnreachableError(ProviderError):
    """The provider could not download a URL it was given."""

    kind = "asset_unreachable"


class ProviderFailureError(ProviderError):
    """The provider failed; the request may be good."""

    kind = "provider_failure"


class GenerationFailedError(ProviderError):
    """The job was taken and ended without success."""

    kind = "generation_failed"


class OutputMissingError(ProviderError):
    """The job ended well and has no video."""

    kind = "output_missing"


class ExpiredError(ProviderError):
    """The job or its files are gone."""

    kind = "expired"


class CanceledError(ProviderError):
    """The job was cancelled."""

    kind = "canceled"


class CallTimeoutError(ProviderError, TimeoutError):
    """The total time of a call is used up. The provider may still have taken it."""

    kind = "timeout"


class NetworkError(ProviderError):
    """The connection could not be made, or broke."""

    kind = "network"


class SubmitAmbiguousError(ProviderError):
    """A billable call whose answer was lost: it may or may not have been taken. It is never sent again by itself.

    Attributes:
        account, client_ref: for whom it was sent, and the reference it carried, if any.
        submitted_at: when it was sent, in UTC.
        fingerprint: the start of the SHA-256 of what was sent, to tell submits apart in logs.
    """

    kind = "submit_ambiguous"
    account: str = ""
    client_ref: str | None = None
    submitted_at: datetime | None = None
    fingerprint: str = ""


class ProtocolDriftError(ProviderError):
    """The answer is not what the contract says; `raw` has it."""

    kind = "protocol_drift"


ERROR_KINDS: Final[Mapping[str, type[ProviderError]]] = MappingProxyType(
    {
        error.kind: error
        for error in (
            InvalidRequestError,
            UnsupportedError,
            AuthenticationError,
            PermissionDeniedError,
            InsufficientFundsError,
            RateLimitedError,
            ConcurrencyLimitedError,
            NotFoundError,
            ConflictError,
            ContentPolicyError,
            AssetInvalidError,
            AssetUnreachableError,
            ProviderFailureError,
            GenerationFailedError,
            OutputMissingError,
            ExpiredError,
            CanceledError,
            CallTimeoutError,
            NetworkError,
            SubmitAmbiguousError,
            ProtocolDriftError,
        )
    }
)
"""The class of each error kind."""
