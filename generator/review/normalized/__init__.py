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

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from generator.lint.mapping import subject_of
from generator.load import Specs
from generator.load.normalized import RequestField
from generator.review.finding import Cell, Effect, Finding
from generator.review.normalized import cells as matrix
from generator.review.normalized import combinations, offers, readers, words
from generator.review.normalized.offers import Sides
from generator.review.normalized.rules import RULES
from generator.review.normalized.wires import Subjects
from generator.review.parts import Files, Pair, effect, pairs, tables
from generator.review.revision import Revision

__all__ = ["RULES", "cells", "findings"]


def cells(base: Revision, head: Revision) -> tuple[Cell, ...]:
    """Every cell of the capability matrix that differs, by provider, model and field."""
    if base.package is None or head.package is None:
        return ()
    return tuple(matrix.difference(base.package, head.package))


def findings(base: Revision, head: Revision) -> tuple[Finding, ...]:
    """All findings about the normalized model, and about the mappings of providers that both sides have."""
    found = [one for table in tables(base, head) for one in readers.words(table.files, table.old, table.new)]
    if base.specs is None or head.specs is None:
        return tuple(found)
    both = [(pair, sides) for pair in pairs(base, head) for sides in [_sides(pair, base.specs, head.specs)]]
    common = [sides for _, sides in both if sides is not None]
    found += _mappings(pair for pair, sides in both if sides is None)
    found += _with_effects(words.findings(base.specs, head.specs), common)
    for sides in common:
        found += offers.findings(sides, _catalogue(base.specs, head.specs), _fields(base.specs, head.specs))
        found += combinations.findings(sides)
        found += readers.findings(sides)
    return tuple(found)


def _sides(pair: Pair, base: Specs, head: Specs) -> Sides | None:
    old, new = subject_of(base, pair.old), subject_of(head, pair.new)
    converters = pair.old_ir.converter, pair.new_ir.converter
    if old is None or new is None or converters[0] is None or converters[1] is None:
        return None
    return Sides(pair, Subjects(pair.name, old, new), converters[0], converters[1])


def _mappings(without: Iterator[Pair]) -> Iterator[Finding]:
    """Providers whose mapping came or went."""
    for pair in without:
        old, new = pair.old_ir.converter, pair.new_ir.converter
        if (old is None) != (new is None):
            rule, word = ("mapping-added", "new") if old is None else ("mapping-removed", "gone")
            files = Files(pair.name, pair.old.mapping_document, pair.new.mapping_document)
            where = (None, "") if old is None else ("", None)
            found = files.finding(rule, f"the mapping of {pair.name} is {word}", pair.name, *where)
            told = effect(rule, pair.name, old and "in the normalized client", new and "in the normalized client")
            yield replace(found, effects=(told,))


def _with_effects(found: Iterator[Finding], common: list[Sides]) -> Iterator[Finding]:
    """Definitions of request fields that changed, with the cells of all providers that they change."""
    by_field: dict[str, list[Effect]] = {}
    for one in found:
        field = one.occurrences[0].subject.removeprefix("request · ")
        is_field = one.rule in ("normalized-field-narrowed", "normalized-field-widened", "normalized-field-changed")
        if is_field and not by_field:
            for sides in common:
                for name, effect_ in offers.effects_of_fields(sides):
                    by_field.setdefault(name, []).append(effect_)
        yield replace(one, effects=(*one.effects, *by_field.get(field, ()))) if is_field else one


def _catalogue(base: Specs, head: Specs) -> frozenset[str]:
    """Models that both catalogues have: what became of the others is told once, by the catalogue."""
    old, new = (set(one.normalized.models) if one.normalized else set[str]() for one in (base, head))
    return frozenset(old & new)


def _fields(base: Specs, head: Specs) -> frozenset[str]:
    """Request fields that both sides define alike; what becomes of the others hangs on their definition."""
    old, new = (one.normalized.request if one.normalized else {} for one in (base, head))
    return frozenset(name for name in old if name in new and _plain(old[name]) == _plain(new[name]))


def _plain(field: RequestField) -> object:
    return field.type, field.unit, field.weight
