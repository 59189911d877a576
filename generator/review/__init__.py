"""What a change of the specs does to the wire, to normalized callers, and to the Python that people import.

```
two revisions → sides (specs and, where they lint, IR and surface) → layers (pure: two sides → findings)
             → link (a root change is one finding, with its effects) → verdict → report (Markdown, HTML, JSON, annotations)
```

Each arrow takes frozen values and gives frozen values. Only `sides` reads (git, folders), only `command` writes.
"""
