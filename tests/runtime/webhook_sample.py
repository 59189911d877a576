"""Callbacks as providers sign them, a server of public keys, and a reader of either world."""

from __future__ import annotations

import asyncio
import base64
import hashlib
import hmac
import json
from dataclasses import dataclass, field
from typing import Any

import httpx2
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from normalized_sample import World, callback

from stillmotion import webhooks

NOW = 1_767_225_600.0
SECRET = "whsec_dGVzdHNlY3JldHRlc3RzZWNyZXR0ZXN0c2VjcmV0MTI="
OTHER = "whsec_" + base64.b64encode(b"another secret of thirty-two byte").decode()
SEED = bytes(range(32))
FAL_NAMES = tuple(f"X-Fal-Webhook-{name}" for name in ("Request-Id", "User-Id", "Timestamp", "Signature"))


def standard_signature(body: bytes, *, id: str = "msg_1", at: float = NOW, secret: str = SECRET) -> str:
    """One entry of webhook-signature, as standardwebhooks.com says."""
    key = base64.b64decode(secret.removeprefix("whsec_"))
    made = hmac.new(key, f"{id}.{at:.0f}.".encode() + body, hashlib.sha256).digest()
    return "v1," + base64.b64encode(made).decode()


def kling(body: bytes, *, id: str = "msg_1", at: float = NOW, signature: str | None = None) -> dict[str, str]:
    """Kling's headers of a body."""
    signature = standard_signature(body, id=id, at=at) if signature is None else signature
    return {"webhook-id": id, "webhook-timestamp": f"{at:.0f}", "webhook-signature": signature}


def fal(body: bytes, *, id: str = "727028ec", at: float = NOW, seed: bytes = SEED) -> dict[str, str]:
    """fal's headers of a body."""
    message = "\n".join([id, "user_1", f"{at:.0f}", hashlib.sha256(body).hexdigest()])
    made = Ed25519PrivateKey.from_private_bytes(seed).sign(message.encode())
    return dict(zip(FAL_NAMES, (id, "user_1", f"{at:.0f}", made.hex()), strict=True))


def jwk(seed: bytes) -> dict[str, str]:
    """The public key of a seed."""
    raw = Ed25519PrivateKey.from_private_bytes(seed).public_key().public_bytes_raw()
    return {"kty": "OKP", "crv": "Ed25519", "x": base64.urlsafe_b64encode(raw).decode().rstrip("=")}


def proven(provider: str, name: str) -> tuple[bytes, dict[str, str], str | None]:
    """An example of a notice with the headers by which the provider proves it now, and the secret."""
    body, headers = callback(provider, name)
    if provider == "kling":
        return body, kling(body), SECRET
    if provider == "fal":
        return body, fal(body, id=json.loads(body)["request_id"]), None
    return (
        (body, {"authorization": "Bearer dummy-secret"}, "dummy-secret")
        if provider == "leonardo"
        else (body, headers, None)
    )


@dataclass
class KeyServer:
    """Serves the public keys of seeds, or the answers that are waiting; counts who asks."""

    seeds: tuple[bytes, ...] = (SEED,)
    waiting: list[httpx2.Response | Exception] = field(default_factory=list)
    requests: list[httpx2.Request] = field(default_factory=list)

    def __call__(self, request: httpx2.Request) -> httpx2.Response:
        self.requests.append(request)
        if self.waiting:
            answer = self.waiting.pop(0)
            if isinstance(answer, Exception):
                raise answer
            return httpx2.Response(answer.status_code, headers=answer.headers, content=answer.content)
        return httpx2.Response(200, json={"keys": [jwk(seed) for seed in self.seeds]})


@dataclass
class Receiver:
    """Reads callbacks in one world, on a clock that stands, with keys of its own."""

    world: World
    server: KeyServer = field(default_factory=KeyServer)
    now: float = NOW
    keys: webhooks.KeyRing = field(default_factory=webhooks.KeyRing)

    def read(self, provider: str, body: bytes, headers: dict[str, str], **named: Any) -> webhooks.Event:
        """What the callback says."""
        arguments: dict[str, Any] = {
            "body": body,
            "headers": headers,
            "keys": self.keys,
            "clock": lambda: self.now,
            **named,
        }
        if self.world == "async":
            return asyncio.run(self.aread(provider, arguments))
        with httpx2.Client(transport=httpx2.MockTransport(self.server)) as client:
            return webhooks.read(provider, http_client=client, **arguments)  # type: ignore[arg-type]

    async def aread(self, provider: str, arguments: dict[str, Any]) -> webhooks.Event:
        """The same, in the event loop that runs."""
        async with httpx2.AsyncClient(transport=httpx2.MockTransport(self.server)) as client:
            return await webhooks.aread(provider, http_client=client, **arguments)  # type: ignore[arg-type]
