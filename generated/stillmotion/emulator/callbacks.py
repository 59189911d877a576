"""Notices to the caller: made, signed as the provider signs, and sent to this machine only unless allowed."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, Final
from urllib.parse import urlsplit

import httpx2

from ..normalized.links import is_loopback

_PATIENCE: Final = 5.0
_USER: Final = "emulated-user"


@dataclass(frozen=True, slots=True)
class Notice:
    """One notice about a job. `outcome` says what became of it: the HTTP status, or why it was not sent."""

    provider: str
    job: str
    state: str
    url: str
    headers: Mapping[str, str] = field(repr=False)
    body: bytes = field(repr=False)
    outcome: str = ""


def content_of(body: Any) -> bytes:
    """The bytes of a notice's body."""
    return json.dumps(body, ensure_ascii=False, separators=(",", ":")).encode()


def signed_headers(
    webhook: Mapping[str, Any] | None, secret: str, seed: int, body: bytes, delivery: str, at: float
) -> dict[str, str]:
    """The headers that prove a notice, by the scheme of the provider. `delivery` names it, `at` is in seconds since the
    epoch. Raises ImportError when the library that signs is not there."""
    headers = {"content-type": "application/json"}
    verify = webhook["verify"] if webhook else "ask_job"
    if webhook is None or verify == "ask_job":
        return headers
    if verify == "bearer":
        return {**headers, "authorization": f"Bearer {secret}"}
    names = webhook["headers"]
    if verify == "standard_webhooks":
        return headers | _standard(names, secret, body, delivery, at)
    return headers | _ed25519(names, seed, body, delivery, at)


def _standard(names: Mapping[str, str], secret: str, body: bytes, delivery: str, at: float) -> dict[str, str]:
    from standardwebhooks import Webhook

    moment = datetime.fromtimestamp(int(at), UTC)
    signature = Webhook(secret).sign(msg_id=delivery, timestamp=moment, data=body.decode())
    return {names["id"]: delivery, names["timestamp"]: str(int(at)), names["signature"]: signature}


def _ed25519(names: Mapping[str, str], seed: int, body: bytes, delivery: str, at: float) -> dict[str, str]:
    parts = (delivery, _USER, str(int(at)))
    message = "\n".join([*parts, hashlib.sha256(body).hexdigest()]).encode()
    made = dict(zip((names["request_id"], names["user_id"], names["timestamp"]), parts, strict=True))
    return {**made, names["signature"]: _signing_key(seed).sign(message).hex()}


def _signing_key(seed: int) -> Any:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    return Ed25519PrivateKey.from_private_bytes(hashlib.sha256(f"stillmotion emulator {seed}".encode()).digest())


def public_key(seed: int) -> str:
    """The public key of the notices, in base64url. Raises ImportError when the library that signs is not there."""
    raw: bytes = _signing_key(seed).public_key().public_bytes_raw()
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")


def destination(url: str, routes: Mapping[str, str], hosts: Iterable[str]) -> tuple[str, str]:
    """Where a notice really goes, and why it may not go there. `routes` leads beginnings of links elsewhere."""
    for begin, other in routes.items():
        if url.startswith(begin):
            url = other + url.removeprefix(begin)
            break
    host = urlsplit(url).hostname or ""
    if not is_loopback(host) and host not in hosts:
        return url, f"not sent: {host or 'the link'} is not this machine; callback_hosts allows it"
    return url, ""


def sent(client: httpx2.Client, url: str, notice: Notice) -> str:
    """Sends a notice; what became of it."""
    try:
        answer = client.post(url, content=notice.body, headers=dict(notice.headers), timeout=_PATIENCE)
    except (httpx2.HTTPError, httpx2.InvalidURL) as error:
        return f"not taken: {type(error).__name__}"
    return str(answer.status_code)
