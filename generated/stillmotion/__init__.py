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
    from .normalized import webhooks as webhooks
    from .normalized.account import Account as Account
    from .normalized.api import capabilities as capabilities
    from .normalized.api import capability as capability
    from .normalized.api import convert as convert
    from .normalized.api import decode as decode
    from .normalized.api import encode as encode
    from .normalized.api import plan as plan
    from .normalized.assets import BytesAsset as BytesAsset
    from .normalized.assets import StoredAsset as StoredAsset
    from .normalized.assets import UrlAsset as UrlAsset
    from .normalized.async_client import AsyncClient as AsyncClient
    from .normalized.client import Client as Client
    from .normalized.generation import Cost as Cost
    from .normalized.generation import Generation as Generation
    from .normalized.generation import Job as Job
    from .normalized.generation import Video as Video
    from .normalized.report import Encoded as Encoded
    from .normalized.report import LossError as LossError
    from .normalized.report import LossPolicy as LossPolicy
    from .normalized.report import MissingFieldError as MissingFieldError
    from .normalized.report import Report as Report
    from .normalized.report import UploadRequiredError as UploadRequiredError
    from .normalized.request import ImageToVideoRequest as ImageToVideoRequest
    from .normalized.request import ProviderOptions as ProviderOptions
    from .oxen import AsyncOxenClient as AsyncOxenClient
    from .oxen import OxenClient as OxenClient

__all__ = [
    "__version__",
    "Account",
    "AssetInvalidError",
    "AssetUnreachableError",
    "AsyncChainhubClient",
    "AsyncClient",
    "AsyncFalClient",
    "AsyncKeevxClient",
    "AsyncKlingClient",
    "AsyncLeonardoClient",
    "AsyncOxenClient",
    "AuthenticationError",
    "BytesAsset",
    "CallTimeoutError",
    "CanceledError",
    "ChainhubClient",
    "Client",
    "ConcurrencyLimitedError",
    "ConfigurationError",
    "ConflictError",
    "ContentPolicyError",
    "Cost",
    "Encoded",
    "ExpiredError",
    "FalClient",
    "Generation",
    "GenerationFailedError",
    "Hooks",
    "ImageToVideoRequest",
    "InsufficientFundsError",
    "InvalidRequestError",
    "Job",
    "KeevxClient",
    "KlingClient",
    "LeonardoClient",
    "LossError",
    "LossPolicy",
    "MissingFieldError",
    "NetworkError",
    "NotFoundError",
    "OMIT",
    "OutputMissingError",
    "OxenClient",
    "PermissionDeniedError",
    "ProtocolDriftError",
    "ProviderError",
    "ProviderFailureError",
    "ProviderOptions",
    "RateLimitedError",
    "RawResponse",
    "Report",
    "StillmotionError",
    "StoredAsset",
    "SubmitAmbiguousError",
    "Timing",
    "UnsupportedError",
    "Upload",
    "UploadRequiredError",
    "UrlAsset",
    "Video",
    "WebhookVerificationError",
    "WireCall",
    "WireOutcome",
    "capabilities",
    "capability",
    "chainhub",
    "convert",
    "decode",
    "encode",
    "fal",
    "keevx",
    "kling",
    "leonardo",
    "oxen",
    "plan",
    "raw_response",
    "webhooks",
]


def __getattr__(name: str) -> Any:
    return lazy_attribute(
        globals(),
        {
            "Account": (".normalized.account", "Account"),
            "AssetInvalidError": ("._runtime.errors", "AssetInvalidError"),
            "AssetUnreachableError": ("._runtime.errors", "AssetUnreachableError"),
            "AsyncChainhubClient": (".chainhub", "AsyncChainhubClient"),
            "AsyncClient": (".normalized.async_client", "AsyncClient"),
            "AsyncFalClient": (".fal", "AsyncFalClient"),
            "AsyncKeevxClient": (".keevx", "AsyncKeevxClient"),
            "AsyncKlingClient": (".kling", "AsyncKlingClient"),
            "AsyncLeonardoClient": (".leonardo", "AsyncLeonardoClient"),
            "AsyncOxenClient": (".oxen", "AsyncOxenClient"),
            "AuthenticationError": ("._runtime.errors", "AuthenticationError"),
            "BytesAsset": (".normalized.assets", "BytesAsset"),
            "CallTimeoutError": ("._runtime.errors", "CallTimeoutError"),
            "CanceledError": ("._runtime.errors", "CanceledError"),
            "ChainhubClient": (".chainhub", "ChainhubClient"),
            "Client": (".normalized.client", "Client"),
            "ConcurrencyLimitedError": ("._runtime.errors", "ConcurrencyLimitedError"),
            "ConfigurationError": ("._runtime.errors", "ConfigurationError"),
            "ConflictError": ("._runtime.errors", "ConflictError"),
            "ContentPolicyError": ("._runtime.errors", "ContentPolicyError"),
            "Cost": (".normalized.generation", "Cost"),
            "Encoded": (".normalized.report", "Encoded"),
            "ExpiredError": ("._runtime.errors", "ExpiredError"),
            "FalClient": (".fal", "FalClient"),
            "Generation": (".normalized.generation", "Generation"),
            "GenerationFailedError": ("._runtime.errors", "GenerationFailedError"),
            "Hooks": ("._runtime.hooks", "Hooks"),
            "ImageToVideoRequest": (".normalized.request", "ImageToVideoRequest"),
            "InsufficientFundsError": ("._runtime.errors", "InsufficientFundsError"),
            "InvalidRequestError": ("._runtime.errors", "InvalidRequestError"),
            "Job": (".normalized.generation", "Job"),
            "KeevxClient": (".keevx", "KeevxClient"),
            "KlingClient": (".kling", "KlingClient"),
            "LeonardoClient": (".leonardo", "LeonardoClient"),
            "LossError": (".normalized.report", "LossError"),
            "LossPolicy": (".normalized.report", "LossPolicy"),
            "MissingFieldError": (".normalized.report", "MissingFieldError"),
            "NetworkError": ("._runtime.errors", "NetworkError"),
            "NotFoundError": ("._runtime.errors", "NotFoundError"),
            "OMIT": ("._runtime.values", "OMIT"),
            "OutputMissingError": ("._runtime.errors", "OutputMissingError"),
            "OxenClient": (".oxen", "OxenClient"),
            "PermissionDeniedError": ("._runtime.errors", "PermissionDeniedError"),
            "ProtocolDriftError": ("._runtime.errors", "ProtocolDriftError"),
            "ProviderError": ("._runtime.errors", "ProviderError"),
            "ProviderFailureError": ("._runtime.errors", "ProviderFailureError"),
            "ProviderOptions": (".normalized.request", "ProviderOptions"),
            "RateLimitedError": ("._runtime.errors", "RateLimitedError"),
            "RawResponse": ("._runtime.raw", "RawResponse"),
            "Report": (".normalized.report", "Report"),
            "StillmotionError": ("._runtime.errors", "StillmotionError"),
            "StoredAsset": (".normalized.assets", "StoredAsset"),
            "SubmitAmbiguousError": ("._runtime.errors", "SubmitAmbiguousError"),
            "Timing": ("._runtime.attempts", "Timing"),
            "UnsupportedError": ("._runtime.errors", "UnsupportedError"),
            "Upload": ("._runtime.files", "Upload"),
            "UploadRequiredError": (".normalized.report", "UploadRequiredError"),
            "UrlAsset": (".normalized.assets", "UrlAsset"),
            "Video": (".normalized.generation", "Video"),
            "WebhookVerificationError": ("._runtime.errors", "WebhookVerificationError"),
            "WireCall": ("._runtime.hooks", "WireCall"),
            "WireOutcome": ("._runtime.hooks", "WireOutcome"),
            "capabilities": (".normalized.api", "capabilities"),
            "capability": (".normalized.api", "capability"),
            "chainhub": (".chainhub", ""),
            "convert": (".normalized.api", "convert"),
            "decode": (".normalized.api", "decode"),
            "encode": (".normalized.api", "encode"),
            "fal": (".fal", ""),
            "keevx": (".keevx", ""),
            "kling": (".kling", ""),
            "leonardo": (".leonardo", ""),
            "oxen": (".oxen", ""),
            "plan": (".normalized.api", "plan"),
            "raw_response": ("._runtime.answer", "raw_response"),
            "webhooks": (".normalized.webhooks", ""),
        },
        name,
    )


def __dir__() -> list[str]:
    return list(__all__)
