# Written by the generator from specs/ and templates/.
# Change those, then run `make generate`.
"""Every image-to-video API behind one typed Python client.

Nothing of a provider is imported before it is used.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ._runtime.lazy import lazy_attribute
from ._runtime.version import VERSION as __version__

if TYPE_CHECKING:
    from . import atlas as atlas
    from ._runtime.answer import raw_response as raw_response
    from ._runtime.attempts import Timing as Timing
    from ._runtime.errors import AssetInvalidError as AssetInvalidError
    from ._runtime.errors import AssetUnreachableError as AssetUnreachableError
    from ._runtime.errors import AuthenticationError as AuthenticationError
    from ._runtime.errors import CallTimeoutError as CallTimeoutError
    from ._runtime.errors import CanceledError as CanceledError
    from ._runtime.errors import ConcurrencyLimitedError as ConcurrencyLimitedError
    from ._runtime.errors import ConfigurationError as ConfigurationError
    from ._runtime.errors import ConflictError as ConflictError
    from ._runtime.errors import ContentPolicyError as ContentPolicyError
    from ._runtime.errors import ExpiredError as ExpiredError
    from ._runtime.errors import GenerationFailedError as GenerationFailedError
    from ._runtime.errors import InsufficientFundsError as InsufficientFundsError
    from ._runtime.errors import InvalidRequestError as InvalidRequestError
    from ._runtime.errors import NetworkError as NetworkError
    from ._runtime.errors import NotFoundError as NotFoundError
    from ._runtime.errors import OutputMissingError as OutputMissingError
    from ._runtime.errors import PermissionDeniedError as PermissionDeniedError
    from ._runtime.errors import ProtocolDriftError as ProtocolDriftError
    from ._runtime.errors import ProviderError as ProviderError
    from ._runtime.errors import ProviderFailureError as ProviderFailureError
    from ._runtime.errors import RateLimitedError as RateLimitedError
    from ._runtime.errors import StillmotionError as StillmotionError
    from ._runtime.errors import SubmitAmbiguousError as SubmitAmbiguousError
    from ._runtime.errors import UnsupportedError as UnsupportedError
    from ._runtime.errors import WebhookVerificationError as WebhookVerificationError
    from ._runtime.files import Upload as Upload
    from ._runtime.hooks import Hooks as Hooks
    from ._runtime.hooks import WireCall as WireCall
    from ._runtime.hooks import WireOutcome as WireOutcome
    from ._runtime.raw import RawResponse as RawResponse
    from ._runtime.values import OMIT as OMIT
    from .atlas import AsyncAtlasClient as AsyncAtlasClient
    from .atlas import AtlasClient as AtlasClient

__all__ = [
    "__version__",
    "AssetInvalidError",
    "AssetUnreachableError",
    "AsyncAtlasClient",
    "AtlasClient",
    "AuthenticationError",
    "CallTimeoutError",
    "CanceledError",
    "ConcurrencyLimitedError",
    "ConfigurationError",
    "ConflictError",
    "ContentPolicyError",
    "ExpiredError",
    "GenerationFailedError",
    "Hooks",
    "InsufficientFundsError",
    "InvalidRequestError",
    "NetworkError",
    "NotFoundError",
    "OMIT",
    "OutputMissingError",
    "PermissionDeniedError",
    "ProtocolDriftError",
    "ProviderError",
    "ProviderFailureError",
    "RateLimitedError",
    "RawResponse",
    "StillmotionError",
    "SubmitAmbiguousError",
    "Timing",
    "UnsupportedError",
    "Upload",
    "WebhookVerificationError",
    "WireCall",
    "WireOutcome",
    "atlas",
    "raw_response",
]


def __getattr__(name: str) -> Any:
    return lazy_attribute(
        globals(),
        {
            "AssetInvalidError": ("._runtime.errors", "AssetInvalidError"),
            "AssetUnreachableError": ("._runtime.errors", "AssetUnreachableError"),
            "AsyncAtlasClient": (".atlas", "AsyncAtlasClient"),
            "AtlasClient": (".atlas", "AtlasClient"),
            "AuthenticationError": ("._runtime.errors", "AuthenticationError"),
            "CallTimeoutError": ("._runtime.errors", "CallTimeoutError"),
            "CanceledError": ("._runtime.errors", "CanceledError"),
            "ConcurrencyLimitedError": ("._runtime.errors", "ConcurrencyLimitedError"),
            "ConfigurationError": ("._runtime.errors", "ConfigurationError"),
            "ConflictError": ("._runtime.errors", "ConflictError"),
            "ContentPolicyError": ("._runtime.errors", "ContentPolicyError"),
            "ExpiredError": ("._runtime.errors", "ExpiredError"),
            "GenerationFailedError": ("._runtime.errors", "GenerationFailedError"),
            "Hooks": ("._runtime.hooks", "Hooks"),
            "InsufficientFundsError": ("._runtime.errors", "InsufficientFundsError"),
            "InvalidRequestError": ("._runtime.errors", "InvalidRequestError"),
            "NetworkError": ("._runtime.errors", "NetworkError"),
            "NotFoundError": ("._runtime.errors", "NotFoundError"),
            "OMIT": ("._runtime.values", "OMIT"),
            "OutputMissingError": ("._runtime.errors", "OutputMissingError"),
            "PermissionDeniedError": ("._runtime.errors", "PermissionDeniedError"),
            "ProtocolDriftError": ("._runtime.errors", "ProtocolDriftError"),
            "ProviderError": ("._runtime.errors", "ProviderError"),
            "ProviderFailureError": ("._runtime.errors", "ProviderFailureError"),
            "RateLimitedError": ("._runtime.errors", "RateLimitedError"),
            "RawResponse": ("._runtime.raw", "RawResponse"),
            "StillmotionError": ("._runtime.errors", "StillmotionError"),
            "SubmitAmbiguousError": ("._runtime.errors", "SubmitAmbiguousError"),
            "Timing": ("._runtime.attempts", "Timing"),
            "UnsupportedError": ("._runtime.errors", "UnsupportedError"),
            "Upload": ("._runtime.files", "Upload"),
            "WebhookVerificationError": ("._runtime.errors", "WebhookVerificationError"),
            "WireCall": ("._runtime.hooks", "WireCall"),
            "WireOutcome": ("._runtime.hooks", "WireOutcome"),
            "atlas": (".atlas", ""),
            "raw_response": ("._runtime.answer", "raw_response"),
        },
        name,
    )


def __dir__() -> list[str]:
    return list(__all__)
