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
    from . import chainhub as chainhub
    from . import fal as fal
    from . import keevx as keevx
    from . import kling as kling
    from . import leonardo as leonardo
    from . import oxen as oxen
    from ._runtime.answer import raw_response as raw_response
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
    from ._runtime.files import Upload as Upload
    from ._runtime.raw import RawResponse as RawResponse
    from ._runtime.values import OMIT as OMIT
    from .chainhub import AsyncChainhubClient as AsyncChainhubClient
    from .chainhub import ChainhubClient as ChainhubClient
    from .fal import AsyncFalClient as AsyncFalClient
    from .fal import FalClient as FalClient
    from .keevx import AsyncKeevxClient as AsyncKeevxClient
    from .keevx import KeevxClient as KeevxClient
    from .kling import AsyncKlingClient as AsyncKlingClient
    from .kling import KlingClient as KlingClient
    from .leonardo import AsyncLeonardoClient as AsyncLeonardoClient
    from .leonardo import LeonardoClient as LeonardoClient
    from .oxen import AsyncOxenClient as AsyncOxenClient
    from .oxen import OxenClient as OxenClient

__all__ = [
    "__version__",
    "AssetInvalidError",
    "AssetUnreachableError",
    "AsyncChainhubClient",
    "AsyncFalClient",
    "AsyncKeevxClient",
    "AsyncKlingClient",
    "AsyncLeonardoClient",
    "AsyncOxenClient",
    "AuthenticationError",
    "CallTimeoutError",
    "CanceledError",
    "ChainhubClient",
    "ConcurrencyLimitedError",
    "ConfigurationError",
    "ConflictError",
    "ContentPolicyError",
    "ExpiredError",
    "FalClient",
    "GenerationFailedError",
    "InsufficientFundsError",
    "InvalidRequestError",
    "KeevxClient",
    "KlingClient",
    "LeonardoClient",
    "NetworkError",
    "NotFoundError",
    "OMIT",
    "OutputMissingError",
    "OxenClient",
    "PermissionDeniedError",
    "ProtocolDriftError",
    "ProviderError",
    "ProviderFailureError",
    "RateLimitedError",
    "RawResponse",
    "StillmotionError",
    "SubmitAmbiguousError",
    "UnsupportedError",
    "Upload",
    "chainhub",
    "fal",
    "keevx",
    "kling",
    "leonardo",
    "oxen",
    "raw_response",
]


def __getattr__(name: str) -> Any:
    return lazy_attribute(
        globals(),
        {
            "AssetInvalidError": ("._runtime.errors", "AssetInvalidError"),
            "AssetUnreachableError": ("._runtime.errors", "AssetUnreachableError"),
            "AsyncChainhubClient": (".chainhub", "AsyncChainhubClient"),
            "AsyncFalClient": (".fal", "AsyncFalClient"),
            "AsyncKeevxClient": (".keevx", "AsyncKeevxClient"),
            "AsyncKlingClient": (".kling", "AsyncKlingClient"),
            "AsyncLeonardoClient": (".leonardo", "AsyncLeonardoClient"),
            "AsyncOxenClient": (".oxen", "AsyncOxenClient"),
            "AuthenticationError": ("._runtime.errors", "AuthenticationError"),
            "CallTimeoutError": ("._runtime.errors", "CallTimeoutError"),
            "CanceledError": ("._runtime.errors", "CanceledError"),
            "ChainhubClient": (".chainhub", "ChainhubClient"),
            "ConcurrencyLimitedError": ("._runtime.errors", "ConcurrencyLimitedError"),
            "ConfigurationError": ("._runtime.errors", "ConfigurationError"),
            "ConflictError": ("._runtime.errors", "ConflictError"),
            "ContentPolicyError": ("._runtime.errors", "ContentPolicyError"),
            "ExpiredError": ("._runtime.errors", "ExpiredError"),
            "FalClient": (".fal", "FalClient"),
            "GenerationFailedError": ("._runtime.errors", "GenerationFailedError"),
            "InsufficientFundsError": ("._runtime.errors", "InsufficientFundsError"),
            "InvalidRequestError": ("._runtime.errors", "InvalidRequestError"),
            "KeevxClient": (".keevx", "KeevxClient"),
            "KlingClient": (".kling", "KlingClient"),
            "LeonardoClient": (".leonardo", "LeonardoClient"),
            "NetworkError": ("._runtime.errors", "NetworkError"),
            "NotFoundError": ("._runtime.errors", "NotFoundError"),
            "OMIT": ("._runtime.values", "OMIT"),
            "OutputMissingError": ("._runtime.errors", "OutputMissingError"),
            "OxenClient": (".oxen", "OxenClient"),
            "PermissionDeniedError": ("._runtime.errors", "PermissionDeniedError"),
            "ProtocolDriftError": ("._runtime.errors", "ProtocolDriftError"),
            "ProviderError": ("._runtime.errors", "ProviderError"),
            "ProviderFailureError": ("._runtime.errors", "ProviderFailureError"),
            "RateLimitedError": ("._runtime.errors", "RateLimitedError"),
            "RawResponse": ("._runtime.raw", "RawResponse"),
            "StillmotionError": ("._runtime.errors", "StillmotionError"),
            "SubmitAmbiguousError": ("._runtime.errors", "SubmitAmbiguousError"),
            "UnsupportedError": ("._runtime.errors", "UnsupportedError"),
            "Upload": ("._runtime.files", "Upload"),
            "chainhub": (".chainhub", ""),
            "fal": (".fal", ""),
            "keevx": (".keevx", ""),
            "kling": (".kling", ""),
            "leonardo": (".leonardo", ""),
            "oxen": (".oxen", ""),
            "raw_response": ("._runtime.answer", "raw_response"),
        },
        name,
    )


def __dir__() -> list[str]:
    return list(__all__)
