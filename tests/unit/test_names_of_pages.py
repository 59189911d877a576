"""No provider can bear the name of a page that belongs to none: the two would be one file."""

from __future__ import annotations

from generator.load.files import PAGES
from tests.support import HOUSE


def test_every_page_of_no_provider_is_reserved() -> None:
    pages = {path.stem.lower() for path in (HOUSE / "generated" / "docs").glob("*.md")}
    of_providers = {path.parent.name for path in (HOUSE / "specs").glob("*/openapi.yaml")}
    assert {page for page in pages - of_providers if page.isidentifier()} <= PAGES
