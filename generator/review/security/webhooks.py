"""How a notice proves who sent it."""

from __future__ import annotations

from collections.abc import Iterator

from generator.load.client_table import Webhook
from generator.review.finding import Finding
from generator.review.parts import Files, Pair, client_files, from_to

_UNSIGNED = (None, "ask_job")
_RULES = (
    ("verify", "webhook-proof-changed"),
    ("secret", "webhook-proof-changed"),
    ("jwks", "webhook-proof-changed"),
    ("tolerance_seconds", "webhook-tolerance-changed"),
    ("headers", "webhook-headers-changed"),
)


def findings(pair: Pair) -> Iterator[Finding]:
    """Findings about notices of a provider that has client.yaml on both sides."""
    if pair.old.client and pair.new.client and pair.old.client.webhook != pair.new.client.webhook:
        yield from _webhook(client_files(pair), pair.old.client.webhook, pair.new.client.webhook)


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
