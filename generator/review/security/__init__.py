"""Money and security: what client.yaml and the contract say about paying, sending again, credentials, hosts and waiting.

- `RULES: tuple[Rule, ...]`
- `findings(base: Revision, head: Revision) -> tuple[Finding, ...]`

These findings are roots of their own: they stand in their section, and nothing hangs them elsewhere. Occurrences are places in
`<provider>/client.yaml`, or in openapi.yaml for servers and `security`.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.review.finding import Finding
from generator.review.parts import Pair, client_files, pairs
from generator.review.revision import Revision
from generator.review.security import access, errors, jobs, paying, webhooks
from generator.review.security.rules import RULES

__all__ = ["RULES", "findings"]


def findings(base: Revision, head: Revision) -> tuple[Finding, ...]:
    """All findings about money and security, of providers that both sides have."""
    return tuple(found for pair in pairs(base, head) for found in _provider(pair))


def _provider(pair: Pair) -> Iterator[Finding]:
    yield from _table(pair)
    for layer in (paying, access, webhooks, errors, jobs):
        yield from layer.findings(pair)


def _table(pair: Pair) -> Iterator[Finding]:
    old, new = pair.old.client, pair.new.client
    if (old is None) != (new is None):
        rule = "client-table-added" if old is None else "client-table-removed"
        text = f"{pair.name}/client.yaml is {'new' if old is None else 'gone'}"
        where = (None, "") if old is None else ("", None)
        yield client_files(pair).finding(rule, text, f"{pair.name}/client.yaml", *where)
