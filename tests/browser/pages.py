"""Writes the pages that check.mjs opens: `python -m tests.browser.pages FOLDER`."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

from generator.review.catalogue import catalogue
from generator.review.report import html
from generator.review.verdict import judge
from generator.revisions.comparing import Here, compared
from generator.revisions.snapshot import of_folder
from tests.review_sample import EVERYTHING, NOT_COMPARED, NOTHING, RULES
from tests.support import HOUSE

REAL = HOUSE / "tests" / "fixtures" / "review" / "row-became-lossy"
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
    rules = catalogue()
    found = compared(of_folder(REAL / "base", "base"), of_folder(REAL / "head", "head"), HOUSE, Here())
    folder.joinpath("real.html").write_text(html.render(found, judge(found, rules), rules), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
