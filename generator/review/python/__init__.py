"""What a change does to the Python that people import, symbol by symbol, with the old and the new signature.

- `RULES: tuple[Rule, ...]`
- `findings(base: Revision, head: Revision) -> tuple[Finding, ...]`

A finding is one changed thing of the contract as Python shows it: a property is a field of a model and a keyword of two
methods (synchronous and asynchronous), and these are effects of one finding. `effects` is never empty: `subject` is the symbol
(`stillmotion.kling.models.Task.status`), `before` and `after` are its lines as API.txt writes them, "" where it is not.
Occurrences say where the contract declares it: places in `<provider>/openapi.yaml` with the pointer in the bundled contract, for
linking as in `generator.review.normalized`.
"""
