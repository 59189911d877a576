"""What a layer is given of one side: sources, and what the running generator made of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from generator.ir.model import Package
from generator.load import Document, Specs
from generator.review.finding import Side


@dataclass(frozen=True, slots=True)
class Revision:
    """One side, reduced to the providers that differ between the two. Whatever is missing is told as a `Failure`.

    `sources`: every file of a provider that differs, and normalized.yaml, by its name below the specs folder.
    `contracts`: by provider, whatever could be read as OpenAPI, also when lint refuses it. `specs`, `package` and `files`
    hold the same providers on both sides, those that load and lint on both; `files` is what they give, formatted, by the
    path below generated/. Both sides are compiled by the generator and the templates that run: no code of a side runs.
    """

    side: Side
    name: str
    version: str
    sources: Mapping[str, bytes]
    contracts: Mapping[str, Document]
    specs: Specs | None = None
    package: Package | None = None
    files: Mapping[str, bytes] | None = None
