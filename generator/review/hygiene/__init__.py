"""What a reader of the text could miss: characters, YAML traps, keywords newly refused, sources gone.

- `RULES: tuple[Rule, ...]`
- `findings(base: Revision, head: Revision, old: Sequence[Diagnostic], new: Sequence[Diagnostic]) -> tuple[Finding, ...]`:
  `old` and `new` are what loading and lint say of each side, errors and warnings alike, also of what does not load. Only what
  `new` has and `old` has not is told: compared by code, file, message and pointer, never by line.

Works on `sources` alone, so also on a side that does not load.
"""
