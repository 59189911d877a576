"""The page about callbacks: how each provider proves them, and receivers to start from."""

from __future__ import annotations

from typing import Any, Final

from generator.emit.text import pyrepr
from generator.ir.converter import Webhook
from generator.ir.model import Package

_PROOFS: Final = {
    "standard_webhooks": "an HMAC by a secret (Standard Webhooks)",
    "ed25519_jwks": "an ED25519 signature by a key that it publishes",
    "bearer": "the secret as a bearer",
    "ask_job": "nothing: the event is not verified",
}


def callbacks_page(package: Package) -> dict[str, Any] | None:
    """What `docs/webhooks.md` is rendered from; None when nobody calls back."""
    found = [
        (provider, provider.converter.webhook)
        for provider in package.providers
        if provider.converter and any(answer.role == "callback" for answer in provider.converter.answers)
    ]
    if not found:
        return None
    rows = [
        {"title": provider.title, **_row(webhook or Webhook("ask_job", "", "", 0, ()))} for provider, webhook in found
    ]
    return {"rows": rows, "example": pyrepr(found[0][0].name), "names": pyrepr([one.name for one, _ in found])}


def _row(webhook: Webhook) -> dict[str, str]:
    named = dict(webhook.headers)
    made = "none" if webhook.verify == "ask_job" else "job and status"
    return {
        "proof": _PROOFS[webhook.verify],
        "secret": webhook.secret,
        "delivery": named.get("id") or named.get("request_id") or "",
        "made": made,
    }
