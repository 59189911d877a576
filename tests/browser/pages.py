"""Writes the pages that check.mjs opens: `python -m tests.browser.pages FOLDER`."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

from generator.review.report import html
from generator.review.verdict import judge
from tests.review_sample import EVERYTHING, NOT_COMPARED, NOTHING, RULES

PAGES = {
    "everything": EVERYTHING,
    "nothing": NOTHING,
    "not_compared": NOT_COMPARED,
    "breaking": replace(EVERYTHING, failures=(), drift=()),
}


def main(folder: Path) -> None:
    """One file for each comparison."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, comparison in PAGES.items():
        page = html.render(comparison, judge(comparison, RULES), RULES)
        folder.joinpath(f"{name}.html").write_text(page, encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
