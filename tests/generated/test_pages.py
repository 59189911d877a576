"""The pages about all providers say what the package does: the same cells, every field, every model, every wire name."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest

import stillmotion
from stillmotion.normalized.api import provider_names
from stillmotion.normalized.capability import Capability, Cell, Range
from tests.support import GENERATED, SPECS

DOCS = GENERATED / "docs"
CELLS = json.loads((DOCS / "capabilities.json").read_text(encoding="utf-8"))
MODELS = [(provider, number) for provider, models in CELLS.items() for number in range(len(models))]
CAPABILITIES = [one for provider in provider_names() for one in stillmotion.capabilities(provider)]
FIELDS = tuple(CAPABILITIES[0])


def rows(page: str) -> Iterator[list[str]]:
    """The cells of every row of every table of a page, their escapes taken back."""
    for line in (DOCS / page).read_text(encoding="utf-8").splitlines():
        if line.startswith("| "):
            yield [re.sub(r"\\(.)", r"\1", cell).strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1]]


def part(page: str, title: str) -> list[list[str]]:
    """The rows under a heading of the second level."""
    text = (DOCS / page).read_text(encoding="utf-8")
    (found,) = [one for one in text.split("\n## ") if one.startswith(f"{title}\n")]
    return [[cell.strip() for cell in line.split("|")[1:-1]] for line in found.splitlines() if line.startswith("| ")]


def as_json(cell: Cell) -> dict[str, Any]:
    """A cell of the package in the form that the page documents."""
    values: Any = cell.values
    if isinstance(values, Range):
        values = {"minimum": values.minimum, "maximum": values.maximum}
    elif values is not None:
        values = list(values)
    return {
        "kind": cell.kind,
        "values": values,
        "default": cell.default,
        "max_length": cell.max_length,
        "required": cell.required,
        "note": cell.note,
        "basis": cell.basis,
        "source": cell.source,
        "text": str(cell),
    }


def named(capability: Capability) -> tuple[str, str, str | None]:
    return capability.provider, capability.model, capability.quality


def test_the_data_has_every_model_of_the_package() -> None:
    listed = [(provider, one["model"], one["quality"]) for provider, models in CELLS.items() for one in models]

    assert sorted(listed, key=str) == sorted(map(named, CAPABILITIES), key=str)


@pytest.mark.parametrize(("provider", "number"), MODELS, ids=lambda value: str(value))
def test_the_data_and_the_package_have_the_same_cells(provider: str, number: int) -> None:
    told = CELLS[provider][number]
    (found,) = [one for one in CAPABILITIES if named(one) == (provider, told["model"], told["quality"])]

    assert {name: as_json(cell) for name, cell in found.items()} == told["fields"]


def test_the_page_shows_every_cell_with_its_grade_and_its_line() -> None:
    tables: dict[str, list[list[str]]] = {}
    for text in (DOCS / "capabilities.md").read_text(encoding="utf-8").split("\n## ")[1:]:
        title = text.partition("\n")[0].replace(".Ai", "").lower()
        tables[title] = part("capabilities.md", text.partition("\n")[0])
    for capability in CAPABILITIES:
        head, *body = tables[capability.provider]
        key = ", ".join(filter(None, (capability.model, capability.quality)))
        column = head.index(f"`{key}`")
        for row in body:
            cell = capability[row[0].strip("`")]
            shown = row[column].replace("\\", "")
            assert shown.startswith(str(cell))
            assert (f"({cell.basis})" in shown) == (cell.basis != "documented")
            assert ("required" in shown) == cell.required
            assert f"[{cell.source.rpartition(':')[2]}](../../specs/" in row[-1]
        assert {row[0].strip("`") for row in body} == set(FIELDS) - {"model"}


def test_every_linked_line_is_the_row_of_its_field() -> None:
    for models in CELLS.values():
        for name, cell in ((name, cell) for one in models for name, cell in one["fields"].items()):
            path, _, line = cell["source"].rpartition(":")
            lines = (SPECS.parent / path).read_text(encoding="utf-8").splitlines()[: int(line)]
            heads = [text for text in lines if re.match(r"  [a-z_]+:", text)]
            assert heads[-1].strip().startswith(f"{name}:"), cell["source"]


def test_the_mapping_page_has_a_row_for_every_field_and_a_column_for_every_provider() -> None:
    page = {row[0].strip("`"): row for row in rows("MAPPING.md")}

    assert set(FIELDS) <= set(page)
    assert {len(row) for row in part("MAPPING.md", "Answers")} == {len(CELLS) + 1}
    assert {len(row) for row in part("MAPPING.md", "Videos")} == {len(CELLS) + 1}
    assert "unknown" in {row[0].strip("`") for row in part("MAPPING.md", "Statuses")}
    assert all(any(cell for cell in row[1:]) for row in page.values())


@pytest.mark.parametrize("provider", sorted(CELLS))
def test_the_mapping_page_says_unsupported_where_no_model_has_the_field(provider: str) -> None:
    table = {row[0].strip("`"): row for row in part("MAPPING.md", "Requests")}
    column = 1 + sorted(CELLS).index(provider)
    for name in FIELDS:
        kinds = {one["fields"][name]["kind"] for one in CELLS[provider]}
        said = table[name][column]
        assert ("unsupported" in said) == ("unsupported" in kinds), name
        assert ("always" in said) == ("fixed" in kinds), name
        assert ("follows" in said) == ("follows" in kinds), name


def test_wire_names_of_the_mapping_page_are_the_providers_own() -> None:
    """Spot checks by the seeds."""
    table = {row[0].strip("`"): row for row in part("MAPPING.md", "Requests")}
    order = ["", *sorted(CELLS)]

    assert table["quality"][order.index("kling")].startswith("`mode`: standard is std, high is pro")
    assert table["end_frame"][order.index("fal")].startswith("`tail_image_url`")
    assert table["webhook_url"][order.index("fal")] == "`query fal_webhook`"
    assert table["count"][order.index("oxen")].startswith("`num_generations`")
    assert table["client_ref"][order.index("kling")] == "`external_task_id`"
