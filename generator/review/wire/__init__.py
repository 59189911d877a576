"""What a change of a contract does to the wire: requests are contravariant, answers covariant.

- `compare(base, head)`: every finding between two contracts of one provider.
- `WIRE_RULES`: the catalogue of this layer. `LEFT_OUT`: the ids of oasdiff that it does not have, each with its reason.
- `load_contract_leniently(path)`, `read_leniently(name, read)`: a contract that the strict reader would refuse.

```
two documents → Contract (look-ups) → Walk (one per provider: calls, messages, schemas, surroundings) → Seen → Finding
```

One root change is one finding: a component that five operations reach is five occurrences. A root that is seen in requests
and in answers is two findings, one per direction, because rule and severity differ.
"""

from __future__ import annotations

from generator.diagnostics import Diagnostic, SpecError
from generator.load.document import Document
from generator.review.finding import Finding, Side
from generator.review.wire.calls import compare_calls, compare_webhooks
from generator.review.wire.catalogue import RULES_BY_ID, WIRE_RULES
from generator.review.wire.contract import Contract
from generator.review.wire.left_out import LEFT_OUT
from generator.review.wire.lenient import load_contract_leniently, read_leniently
from generator.review.wire.seen import findings
from generator.review.wire.surroundings import compare_components, compare_security, compare_servers
from generator.review.wire.walk import Walk

__all__ = ["LEFT_OUT", "WIRE_RULES", "compare", "load_contract_leniently", "read_leniently"]


def compare(base: Document, head: Document) -> tuple[Finding, ...]:
    """Every wire finding between two contracts of one provider, the worst first. Pure, and bears any data.

    Raises SpecError (YAML010) where schemas lead to each other deeper than can be followed.

    The provider is the folder of the document's name (`kling/openapi.yaml`), "" when it has none. Providers that come or go
    are the business of generator/review/presence.py.
    """
    if base.data == head.data:
        return ()
    try:
        return _compared(base, head)
    except RecursionError:
        message = "its schemas lead to each other too deeply to be compared"
        raise SpecError([Diagnostic(head.at(""), "YAML010", message, "split what is nested")]) from None


def _compared(base: Document, head: Document) -> tuple[Finding, ...]:
    walk = Walk(Contract(base, Side.BASE), Contract(head, Side.HEAD), RULES_BY_ID)
    compare_calls(walk)
    compare_webhooks(walk)
    compare_security(walk)
    compare_servers(walk)
    compare_components(walk)
    return findings(head.name.rpartition("/")[0], walk.seen, RULES_BY_ID, walk.old, walk.new)
