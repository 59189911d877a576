"""`python -m stillmotion.cli` is `stillmotion`."""

from __future__ import annotations

from . import main

if __name__ == "__main__":
    main()
