"""How a notice proves who sent it."""

from __future__ import annotations

from collections.abc import Iterator

from generator.load.client_table import ClientTable, Webhook
from generator.review.finding import Finding
from generator.review.parts import Files, from_to

_UNSIGNED = (None, "ask_job")
_RULES = (
    ("verify", "webhook-proof-changed"),
    ("secret", "webhook-proof-changed"),
    ("jwks", "webhook-proof-changed"),
    ("tolerance_seconds", "webhook-tolerance-changed"),
    ("headers", "webhook-headers-changed"),
)


def findings(files: Files, old: ClientTable, new: ClientTable) -> Iterator[Finding]:
    """Findings about the notices of one provider."""
    if old.webhook != new.webhook:
        yield from _webhook(files, old.webhook, new.webhook)


def _webhook(files: Files, old: Webhook | None, new: Webhook | None) -> Iterator[Finding]:
    before, after = (one.verify if one else None for one in (old, new))
    if (before in _UNSIGNED) != (after in _UNSIGNED):
        rule = "webhook-signed" if before in _UNSIGNED else "webhook-no-longer-signed"
        text = f"how a notice is proven {from_to(before, after)}"
        yield files.finding(rule, text, "webhook · verify", *files.where("webhook"))
    elif old and new:
        for name, rule in _RULES:
            was, now = getattr(old, name), getattr(new, name)
            if was != now:
                text = f"webhook.{name} {from_to(was, now)}"
                yield files.finding(rule, text, f"webhook · {name}", *files.where("webhook", name))
