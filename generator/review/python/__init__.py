"""What a change does to the Python that people import, symbol by symbol, with the old and the new signature.

- `RULES: tuple[Rule, ...]`
- `findings(base: Revision, head: Revision) -> tuple[Finding, ...]`

A finding is one changed thing of the contract as Python shows it: a property is a field of a model and a keyword of two
methods (synchronous and asynchronous), and these are effects of one finding. `effects` is never empty: `subject` is the symbol
(`stillmotion.kling.models.Task.status`), `before` and `after` are its line as the module writes it (of a
method, the parameter that matters), "" where it is not.
Occurrences say where the contract declares it: places in `<provider>/openapi.yaml` with the pointer in the bundled contract, for
linking as in `generator.review.normalized`.
"""

from __future__ import annotations

from generator.review.finding import Finding
from generator.review.parts import pairs
from generator.review.python.rules import RULES
from generator.review.revision import Revision

__all__ = ["RULES", "findings"]


def findings(base: Revision, head: Revision) -> tuple[Finding, ...]:
    """All findings about the modules of providers that both sides have."""
    if base.files is None or head.files is None:
        return ()
    from generator.review.python.gathering import of_pair  # griffe is needed here only

    return tuple(found for pair in pairs(base, head) for found in of_pair(pair, base.files, head.files))
