"""Money and security: what client.yaml and the contract say about paying, sending again, credentials, hosts and waiting.

- `RULES: tuple[Rule, ...]`
- `findings(base: Revision, head: Revision) -> tuple[Finding, ...]`

These findings are roots of their own: they stand in their section, and nothing hangs them elsewhere. Occurrences are places in
`<provider>/client.yaml`, or in openapi.yaml for servers. What client.yaml alone says is compared also where lint refuses a side:
a table that lies about money is mostly refused, and then it matters most.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.load import Document
from generator.load.files import CLIENT, CONTRACT
from generator.review.finding import Finding
from generator.review.parts import Files, pairs, tables
from generator.review.revision import Revision
from generator.review.security import access, credentials, errors, jobs, paying, webhooks
from generator.review.security.rules import RULES

__all__ = ["RULES", "findings"]


def findings(base: Revision, head: Revision) -> tuple[Finding, ...]:
    """All findings about money and security, of providers that both sides have."""
    found = [one for name in _both(base, head) for one in _presence(name, base, head)]
    for table in tables(base, head):
        for layer in (paying, credentials, webhooks, errors, jobs):
            found += layer.findings(table.files, table.old, table.new)
    for pair in pairs(base, head):
        found += access.findings(pair)
    return tuple(found)


def _both(base: Revision, head: Revision) -> list[str]:
    """The providers whose contract stands on both sides."""
    old, new = ({name.split("/")[0] for name in one.sources if name.endswith(f"/{CONTRACT}")} for one in (base, head))
    return sorted(old & new)


def _presence(provider: str, base: Revision, head: Revision) -> Iterator[Finding]:
    """client.yaml as a whole, when one side has none."""
    name = f"{provider}/{CLIENT}"
    old, new = (Document(name, {}, {}) if name in one.sources else None for one in (base, head))
    if (old is None) != (new is None):
        rule, word = ("client-table-added", "new") if old is None else ("client-table-removed", "gone")
        where = (None if old is None else "", None if new is None else "")
        yield Files(provider, old, new).finding(rule, f"{name} is {word}", name, *where)
