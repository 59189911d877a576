"""Money and security: what client.yaml and the contract say about paying, sending again, credentials, hosts and waiting.

- `RULES: tuple[Rule, ...]`
- `findings(base: Revision, head: Revision) -> tuple[Finding, ...]`

These findings are roots of their own: they stand in their section, and nothing hangs them elsewhere. Occurrences are places in
`<provider>/client.yaml`, or in openapi.yaml for servers. What client.yaml alone says is compared also where lint refuses a side:
a table that lies about money is mostly refused, and then it matters most.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.diagnostics import SpecError
from generator.load import Document
from generator.load.client_reader import read_client
from generator.load.client_table import ClientTable
from generator.load.files import CLIENT, CONTRACT
from generator.load.yaml_tree import parse
from generator.review.finding import Finding
from generator.review.parts import Files, pairs
from generator.review.revision import Revision
from generator.review.security import access, errors, jobs, paying, webhooks
from generator.review.security.rules import RULES

__all__ = ["RULES", "findings"]


def findings(base: Revision, head: Revision) -> tuple[Finding, ...]:
    """All findings about money and security, of providers that both sides have."""
    tables = [found for name in _both(base, head) for found in _tables(name, base, head)]
    return (*tables, *(found for pair in pairs(base, head) for found in access.findings(pair)))


def _both(base: Revision, head: Revision) -> list[str]:
    """The providers whose contract stands on both sides."""
    old, new = ({name.split("/")[0] for name in one.sources if name.endswith(f"/{CONTRACT}")} for one in (base, head))
    return sorted(old & new)


def _tables(provider: str, base: Revision, head: Revision) -> Iterator[Finding]:
    name = f"{provider}/{CLIENT}"
    raw = base.sources.get(name), head.sources.get(name)
    if raw[0] == raw[1]:
        return
    if raw[0] is None or raw[1] is None:
        rule, word = ("client-table-added", "new") if raw[0] is None else ("client-table-removed", "gone")
        old, new = (None if one is None else Document(name, {}, {}) for one in raw)
        where = (None if old is None else "", None if new is None else "")
        yield Files(provider, old, new).finding(rule, f"{name} is {word}", name, *where)
        return
    before, after = (_table(provider, name, one) for one in (raw[0], raw[1]))
    if before and after:
        files = Files(provider, before[1], after[1])
        for layer in (paying, webhooks, errors, jobs):
            yield from layer.findings(files, before[0], after[0])


def _table(provider: str, name: str, raw: bytes) -> tuple[ClientTable, Document] | None:
    """The table as the loader reads it; None when it refuses it, which is told as a failure."""
    try:
        document = parse(raw, name)
        return read_client(document, provider), document
    except SpecError:
        return None
