"""Whether a callback is the provider's, judged on the bytes that came. Pure: the time comes in as a number."""

from __future__ import annotations

import base64
import hashlib
import hmac
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from importlib import import_module
from typing import Any, Final, Literal

from .errors import ConfigurationError
from .operation import Operation

_LIBRARIES: Final = {"standard_webhooks": "standardwebhooks", "ed25519_jwks": "cryptography"}
_MOMENT: Final = re.compile("[1-9][0-9]{0,14}")
_ED25519_SIGNATURE: Final = re.compile("[0-9a-fA-F]{128}")
_ED25519_KEY_BYTES: Final = 32


@dataclass(frozen=True, slots=True)
class WebhookRecipe:
    """How a provider proves that a callback is its own.

    standard_webhooks: an HMAC of the headers `id` and `timestamp` and the body, by a secret (standardwebhooks.com).
    ed25519_jwks: a signature of the headers `request_id`, `user_id` and `timestamp` and the body's SHA-256, by one of the
    keys that `keys` gives. bearer: the secret itself, in the authorization header. ask_job: by nothing; ask for the job.
    """

    verify: Literal["standard_webhooks", "ed25519_jwks", "bearer", "ask_job"]
    secret: str = ""
    """Environment variable of the secret; several secrets stand in it with spaces between them."""
    keys: Operation[Any] | None = None
    tolerance: float = 300.0
    """Seconds by which the timestamp may be off, either way."""
    headers: Mapping[str, str] = field(default_factory=dict)
    """Lower-case header name by role."""


@dataclass(frozen=True, slots=True, repr=False)
class Notice:
    """What came: the body byte for byte, headers by lower-case name, and when, in seconds since the epoch."""

    body: bytes
    headers: Mapping[str, str]
    at: float


@dataclass(frozen=True, slots=True, repr=False)
class Signed:
    """A message, and its signature of 64 bytes."""

    message: bytes
    signature: bytes


@dataclass(frozen=True, slots=True, repr=False)
class Secrets:
    """The secrets that a callback may be proven by; never shown."""

    texts: tuple[str, ...]


def lower_names(headers: Mapping[str, str] | None) -> dict[str, str]:
    """Headers by lower-case name. One that comes with two values is left out: nobody knows which of them is meant."""
    found: dict[str, str] = {}
    twice = set()
    for name, value in (headers or {}).items():
        if found.setdefault(name.lower(), value) != value:
            twice.add(name.lower())
    return {name: value for name, value in found.items() if name not in twice}


# A refusal must not carry secrets or bodies in the frames of its traceback: these give an error back, the caller raises.


def missing_library(recipe: WebhookRecipe, title: str) -> ConfigurationError | None:
    """The error for a library that is not installed."""
    name = _LIBRARIES.get(recipe.verify)
    try:
        if name is not None:
            import_module(name)
    except ImportError:
        extra = "install stillmotion[webhooks]"
        return ConfigurationError(f"to verify callbacks of {title} takes the package {name}: {extra}")
    return None


def find_secrets(
    recipe: WebhookRecipe, given: str | Iterable[str] | None, environ: Mapping[str, str]
) -> Secrets | ConfigurationError:
    """The secrets given, else those of the environment."""
    where = recipe.secret if given is None else "secret"
    texts = environ.get(recipe.secret, "").split() if given is None else [given] if isinstance(given, str) else [*given]
    if not texts:
        return ConfigurationError(f"there is no webhook secret: pass secret= or set {recipe.secret}")
    if not all(
        isinstance(text, str) and text.isascii() and text.isprintable() and text == text.strip() for text in texts
    ):
        return ConfigurationError(f"{where} is no webhook secret: it is printable ASCII without space at its ends")
    if not all(texts) or (recipe.verify == "standard_webhooks" and not all(_decoded(text) for text in texts)):
        return ConfigurationError(f"{where} is no webhook secret: it is `whsec_` and base64, as the console shows it")
    return Secrets(tuple(texts))


def _decoded(secret: str) -> bytes:
    text = secret.removeprefix("whsec_")
    try:
        return base64.b64decode(text + "=" * (-len(text) % 4), validate=True)
    except ValueError:
        return b""


def secret_problem(recipe: WebhookRecipe, notice: Notice, secrets: Secrets) -> str:
    """Why none of the secrets proves a callback; empty when one does."""
    if recipe.verify == "bearer":
        return _bearer_problem(notice, secrets)
    return header_problem(recipe, notice) or _standard_problem(recipe, notice, secrets)


def _bearer_problem(notice: Notice, secrets: Secrets) -> str:
    given = notice.headers.get("authorization")
    if given is None:
        return "the header authorization is missing"
    expected = [f"Bearer {secret}".encode() for secret in secrets.texts]
    return "" if _is_among(given.encode(errors="replace"), expected) else "the bearer is not the secret"


def _is_among(given: bytes, expected: Sequence[bytes]) -> bool:
    """Whether a text is one of the expected, in a time that tells nothing about them."""
    return any([hmac.compare_digest(given, one) for one in expected])  # noqa: C419 - all are compared


def header_problem(recipe: WebhookRecipe, notice: Notice) -> str:
    """Why the headers prove nothing, whatever the signature: one is missing, or the timestamp is not of now."""
    for name in recipe.headers.values():
        value = notice.headers.get(name, "")
        if not value:
            return f"the header {name} is missing"
        if not (value.isascii() and value.isprintable()):
            return f"the header {name} holds characters that no header has"
    moment = notice.headers[recipe.headers["timestamp"]]
    if not _MOMENT.fullmatch(moment):
        return "the timestamp is no number of seconds"
    if abs(notice.at - int(moment)) > recipe.tolerance:
        return f"the timestamp is more than {recipe.tolerance:g} s from now"
    return ""


def _standard_problem(recipe: WebhookRecipe, notice: Notice, secrets: Secrets) -> str:
    # The library signs. The clock, the headers and the comparison are ours: its clock cannot be given, it ends in a
    # ValueError at a signature without a comma, and it takes different texts of one signature for the same.
    from standardwebhooks import Webhook

    id, moment, signatures = (notice.headers[recipe.headers[role]] for role in ("id", "timestamp", "signature"))
    try:
        body = notice.body.decode()
    except UnicodeDecodeError:
        return "the body is not UTF-8"
    at = datetime.fromtimestamp(int(moment), UTC)
    signers = [Webhook(_decoded(secret)) for secret in secrets.texts]
    expected = [signer.sign(msg_id=id, timestamp=at, data=body).encode() for signer in signers]
    fits = [_is_among(given.encode(), expected) for given in signatures.split(" ")]
    return "" if any(fits) else "no signature fits"


def signed(recipe: WebhookRecipe, notice: Notice) -> Signed | str:
    """What an ED25519 signature must be of; a text says why it cannot be good."""
    problem = header_problem(recipe, notice)
    if problem:
        return problem
    signature = notice.headers[recipe.headers["signature"]]
    if not _ED25519_SIGNATURE.fullmatch(signature):
        return "the signature is not 64 bytes in hex"
    parts = [notice.headers[recipe.headers[role]] for role in ("request_id", "user_id", "timestamp")]
    message = "\n".join([*parts, hashlib.sha256(notice.body).hexdigest()])
    return Signed(message.encode(), bytes.fromhex(signature))


def fits(signed: Signed, keys: Iterable[bytes]) -> bool:
    """Whether a signature is by one of the keys."""
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    for key in keys:
        try:
            Ed25519PublicKey.from_public_bytes(key).verify(signed.signature, signed.message)
        except (InvalidSignature, ValueError):
            continue
        return True
    return False


def ed25519_keys(jwks: Any) -> tuple[bytes, ...]:
    """The ED25519 keys of a JWKS, 32 bytes each; keys of other kinds are passed over."""
    found = jwks.get("keys") if isinstance(jwks, Mapping) else None
    return tuple(key for one in (found if isinstance(found, list) else ()) if (key := _ed25519_key(one)) is not None)


def _ed25519_key(jwk: Any) -> bytes | None:
    if not isinstance(jwk, Mapping) or not isinstance(jwk.get("x"), str):
        return None
    if jwk.get("kty", "OKP") != "OKP" or jwk.get("crv", "Ed25519") != "Ed25519":
        return None
    text = jwk["x"]
    try:
        key = base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
    except ValueError:
        return None
    return key if len(key) == _ED25519_KEY_BYTES else None
