"""What a change does to the normalized model: its fields and words, the models on offer, the rows and what they lose.

- `RULES: tuple[Rule, ...]`
- `findings(base: Revision, head: Revision) -> tuple[Finding, ...]`
- `cells(base: Revision, head: Revision) -> tuple[Cell, ...]`: the difference of docs/capabilities.json, cell by cell;
  a model that is new or gone has a cell for each field, with "" on the side where it is not. The text is the cell's
  own (`5/10 (default 5)`, `-`, `always 1`).

A finding is one changed row (of mapping.yaml, normalized.yaml, or a status word of client.yaml). Its occurrences hold the
row's place on each side and, as further occurrences, the place of every wire property that the row names, in
`<provider>/openapi.yaml` with its pointer in the bundled contract. So when a wire finding has an occurrence whose place has the
same side, file and pointer (or whose pointer is above or below it), the row changed because the wire did: hang the finding's
`effects` there. `effects` is never empty; each says what one model or the row was and is.
"""
