"""What a change of a contract does to the wire: requests are contravariant, answers covariant.

- `compare(base, head)`: every finding between two sets of contracts, by provider.
- `WIRE_RULES`: the catalogue of this layer. `LEFT_OUT`: the ids of oasdiff that it does not have, each with its reason.
- `load_contract_leniently(path)`, `read_leniently(name, read)`: a contract that the strict reader would refuse.

```
two documents → Contract (look-ups) → Walk (one per provider: calls, messages, schemas, surroundings) → Seen → Finding
```

One root change is one finding: a component that five operations reach is five occurrences. A root that is seen in requests
and in answers is two findings, one per direction, because rule and severity differ.
"""

from __future__ import annotations

from collections.abc import Mapping

from generator.load.document import Document
from generator.review.finding import Finding, Side
from generator.review.wire.calls import compare_calls, compare_webhooks
from generator.review.wire.catalogue import RULES_BY_ID, WIRE_RULES
from generator.review.wire.contract import Contract
from generator.review.wire.lenient import load_contract_leniently, read_leniently
from generator.review.wire.seen import Seen, findings
from generator.review.wire.surroundings import compare_components, compare_security, compare_servers
from generator.review.wire.walk import Walk

__all__ = ["WIRE_RULES", "compare", "compare_contracts", "load_contract_leniently", "read_leniently"]


def compare(base: Mapping[str, Document], head: Mapping[str, Document]) -> tuple[Finding, ...]:
    """Every wire finding, provider by provider, the worst of each first. Keys are providers; pure, and bears any data."""
    found: list[Finding] = []
    for provider in sorted(base.keys() | head.keys()):
        found.extend(compare_contracts(provider, base.get(provider), head.get(provider)))
    return tuple(found)


def compare_contracts(provider: str, base: Document | None, head: Document | None) -> tuple[Finding, ...]:
    """The findings of one provider; None on the side where there is none."""
    old = Contract(base, Side.BASE) if base is not None else None
    new = Contract(head, Side.HEAD) if head is not None else None
    if old is None or new is None:
        return findings(provider, _alone(provider, old, new), RULES_BY_ID, old, new)
    if old.data == new.data:
        return ()
    walk = Walk(old, new, RULES_BY_ID)
    compare_calls(walk)
    compare_webhooks(walk)
    compare_security(walk)
    compare_servers(walk)
    compare_components(walk)
    return findings(provider, walk.seen, RULES_BY_ID, old, new)


def _alone(provider: str, old: Contract | None, new: Contract | None) -> list[Seen]:
    if old is None and new is None:
        return []
    rule, way = ("provider-added", "added") if new is not None else ("provider-removed", "removed")
    pointers = ("/openapi" if old else "", "/openapi" if new else "")
    return [Seen(rule, (rule,), "", f"the provider `{provider}` was {way}", provider, *pointers)]
