"""Two revisions to one review: reads git, folders or files, compiles both sides, and delivers what `review` found.

```
BASE, HEAD → snapshot (bytes, nothing is run) → compiled (only providers that differ; IR, rendered files) → review → out
```

Both sides are compiled by the generator and the templates that run. Code of a revision is never imported, its settings
never read, and nothing here opens a connection.
"""
