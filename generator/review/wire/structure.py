"""What differs between two schemas in the words that hold other schemas, as far as these came or went.

Where such a word stands on both sides, `steps` gives the pairs to go on with.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator.diagnostics import excerpt
from generator.load.document import join_pointer
from generator.review.wire.changes import Change
from generator.review.wire.contract import Contract, mapping, sequence
from generator.review.wire.same import UNIONS, Same, branches, discriminator, names
from generator.review.wire.schema import Schema

FACET_NAMES = {"allOf": "all-of", "anyOf": "any-of", "oneOf": "one-of"}
_SIMPLE = {
    "if": "if",
    "then": "then",
    "else": "else",
    "not": "not",
    "contains": "contains",
    "propertyNames": "property-names",
}
_NAMED = {
    "patternProperties": ("pattern-property", "the pattern"),
    "dependentSchemas": ("dependent-schema", "the schema for"),
}


@dataclass(frozen=True, slots=True)
class Step:
    """A pair below the one at hand. `trail` is added to the names that lead to it; `is_part`: it judges the same value.

    `is_all`: it is an entry of `allOf`.
    """

    base: Schema
    head: Schema
    trail: str = ""
    is_part: bool = False
    is_all: bool = False


@dataclass(frozen=True, slots=True)
class Pair:
    """Two schemas of the two contracts, and how to tell whether two are the same."""

    base: Schema
    head: Schema
    old: Contract
    new: Contract
    same: Same

    def below(self, word: str, *steps: str | int) -> tuple[Schema, Schema]:
        """The schemas of a word on both sides; one that takes anything where it is missing."""
        return (_below(self.old, self.base, word, *steps), _below(self.new, self.head, word, *steps))


def _below(contract: Contract, schema: Schema, word: str, *steps: str | int) -> Schema:
    return contract.schema(schema.at(word, *steps)) if word in schema.words else Schema("", schema.pointer)


@dataclass(frozen=True, slots=True)
class Matched:
    """The branches of a union on both sides: those that belong together but differ, and those without a partner."""

    changed: tuple[tuple[Schema, Schema], ...]
    removed: tuple[Schema, ...]
    added: tuple[Schema, ...]


def match(pair: Pair, word: str) -> Matched:
    """Pairs branches: equal ones first, then by component, by title or description, and the last two left over."""
    old, new = branches(pair.old, pair.base, word), branches(pair.new, pair.head, word)
    for branch in list(old):
        equal = next((other for other in new if pair.same(branch, other)), None)
        if equal is not None:
            old.remove(branch)
            new.remove(equal)
    changed: list[tuple[Schema, Schema]] = []
    for name in (_component, _label):
        for branch in list(old):
            label = name(pair.old, branch)
            partner = next((other for other in new if label and name(pair.new, other) == label), None)
            if partner is not None:
                changed.append((branch, partner))
                old.remove(branch)
                new.remove(partner)
    if len(old) == len(new) == 1 and not (_component(pair.old, old[0]) and _component(pair.new, new[0])):
        changed.append((old.pop(), new.pop()))
    return Matched(tuple(changed), tuple(old), tuple(new))


def _component(contract: Contract, schema: Schema) -> str:
    return schema.pointer if schema.pointer != schema.site and schema.pointer.startswith("/components/") else ""


def _label(contract: Contract, schema: Schema) -> str:
    raw = mapping(contract.at(schema.site))
    return " ".join(str(raw.get("title") or raw.get("description") or "").split())


def branch_text(contract: Contract, schema: Schema) -> str:
    """How a branch is named in a sentence: its component, its label, or its number in the list."""
    component = _component(contract, schema).rpartition("/")[2]
    number = schema.site.rpartition("/")[2]
    label = _label(contract, schema)
    if component or not label:
        return f"`{component}`" if component else f"entry {int(number) + 1 if number.isdecimal() else number}"
    return excerpt(label)


def structure_changes(pair: Pair) -> Iterator[Change]:
    """Every word with schemas that came or went, and changes of discriminators and of `dependentRequired`."""
    for word in UNIONS:
        yield from _union(pair, word)
    yield from _discriminator(pair)
    for word, facet in _SIMPLE.items():
        yield from _simple(pair, word, facet)
    for word, (facet, what) in _NAMED.items():
        yield from _by_name(pair, word, facet, what)
    yield from _dependent_required(pair.base, pair.head)
    yield from _prefix_items(pair.base, pair.head)
    yield from _additional(pair)


def _union(pair: Pair, word: str) -> Iterator[Change]:
    old, new = word in pair.base.words, word in pair.head.words
    if not (old or new):
        return
    facet, whole = FACET_NAMES[word], word == "allOf"
    matched = match(pair, word)
    for group in _groups(matched.removed, whole):
        clause = f"{_shown(pair.old, group)} removed from {word}"
        end = "removed" if new or whole else "unset"
        yield Change(f"{facet}-{end}", clause, group[0].site, pair.head.at(word), group[0].site)
    for group in _groups(matched.added, whole):
        clause = f"{_shown(pair.new, group)} added to {word}"
        end = "added" if old or whole else "set"
        yield Change(f"{facet}-{end}", clause, pair.base.at(word), group[0].site, group[0].site)


def _groups(found: tuple[Schema, ...], apart: bool) -> list[tuple[Schema, ...]]:
    """Entries of `allOf` are rules of their own; branches of a union are one change together."""
    return [(one,) for one in found] if apart else [found] if found else []


def _shown(contract: Contract, found: tuple[Schema, ...]) -> str:
    shown = ", ".join(branch_text(contract, branch) for branch in found)
    return f"{shown} {'was' if len(found) == 1 else 'were'}"


def _discriminator(pair: Pair) -> Iterator[Change]:
    base, head = pair.base, pair.head
    old, new = discriminator(base), discriminator(head)
    if old == new:
        return
    places = (base.at("discriminator"), head.at("discriminator"))
    if old is None or new is None:
        facet, shown = ("removed", old) if new is None else ("added", new)
        yield Change(
            f"discriminator-{facet}", f"the discriminator {excerpt(shown[0]) if shown else ''} was {facet}", *places
        )
        return
    if old[0] != new[0]:
        clause = f"the discriminator's property was changed from {excerpt(old[0])} to {excerpt(new[0])}"
        yield Change("discriminator-property-name-changed", clause, *places)
    for name in sorted(old[1].keys() | new[1].keys()):
        before, after = old[1].get(name), new[1].get(name)
        if before is not None and after is not None and pair.same.are_same_targets(before, after):
            continue
        facet = "added" if before is None else "deleted" if after is None else "changed"
        clause = {
            "added": f"the discriminator takes {excerpt(name)} for `{after}` now",
            "deleted": f"the discriminator does not know {excerpt(name)} (`{before}`) any more",
            "changed": f"the discriminator takes {excerpt(name)} for `{after}` instead of `{before}`",
        }[facet]
        yield Change(f"discriminator-mapping-{facet}", clause, *places, name)


def _simple(pair: Pair, word: str, facet: str) -> Iterator[Change]:
    old, new = word in pair.base.words, word in pair.head.words
    places = (pair.base.at(word), pair.head.at(word))
    if old != new:
        way = "added" if new else "removed"
        yield Change(f"{facet}-{way}", f"`{word}` was {way}", *places)
    elif old and word in ("if", "not") and not pair.same(*pair.below(word)):
        yield Change(f"{facet}-changed", f"what `{word}` says was changed", *places)


def _by_name(pair: Pair, word: str, facet: str, what: str) -> Iterator[Change]:
    old, new = mapping(pair.base.words.get(word)), mapping(pair.head.words.get(word))
    for name in old.keys() - new.keys():
        clause = f"{what} {excerpt(name)} was removed from {word}"
        yield Change(f"{facet}-removed", clause, pair.base.at(word, name), pair.head.at(word), name)
    for name in new.keys() - old.keys():
        clause = f"{what} {excerpt(name)} was added to {word}"
        yield Change(f"{facet}-added", clause, pair.base.at(word), pair.head.at(word, name), name)


def _dependent_required(base: Schema, head: Schema) -> Iterator[Change]:
    word = "dependentRequired"
    old, new = mapping(base.words.get(word)), mapping(head.words.get(word))
    for name in old.keys() | new.keys():
        before, after = names(old.get(name)), names(new.get(name))
        if before == after:
            continue
        facet = "added" if name not in old else "removed" if name not in new else "changed"
        shown = {
            "added": f"{_listed(after)} are required now when {excerpt(name)} is there",
            "removed": f"{_listed(before)} are not required any more when {excerpt(name)} is there",
            "changed": f"when {excerpt(name)} is there, {_listed(after)} are required instead of {_listed(before)}",
        }[facet]
        places = (base.at(word, *([name] if name in old else [])), head.at(word, *([name] if name in new else [])))
        yield Change(f"dependent-required-{facet}", shown, *places, name)


def _listed(found: frozenset[str]) -> str:
    return ", ".join(excerpt(name) for name in sorted(found)) or "no properties"


def _prefix_items(base: Schema, head: Schema) -> Iterator[Change]:
    word = "prefixItems"
    old, new = len(sequence(base.words.get(word))), len(sequence(head.words.get(word)))
    if old > new:
        yield Change(
            "prefix-items-removed", f"{old - new} of {old} prefixItems were removed", base.at(word, new), head.at(word)
        )
    elif new > old:
        yield Change(
            "prefix-items-added", f"{new - old} prefixItems were added to {old}", base.at(word), head.at(word, old)
        )


def _additional(pair: Pair) -> Iterator[Change]:
    word = "additionalProperties"
    base, head = pair.below(word)
    if base.never != head.never:
        facet, clause = ("refused", "properties it does not name are refused now")
        if base.never:
            facet, clause = ("allowed", "properties it does not name are allowed now")
        yield Change(f"additional-properties-{facet}", clause, pair.base.at(word), pair.head.at(word))


def steps(pair: Pair) -> Iterator[Step]:
    """Every pair below that stands on both sides, but properties: walk.py knows more of these."""
    base, head = pair.base, pair.head
    for word in UNIONS:
        if word in base.words or word in head.words:
            for old, new in match(pair, word).changed:
                yield Step(old, new, is_part=True, is_all=word == "allOf")
    for word in ("then", "else"):
        if word in base.words and word in head.words:
            yield Step(*pair.below(word), is_part=True)
    if "not" in base.words and "not" in head.words:
        old, new = pair.below("not")
        if "properties" in old.words and "properties" in new.words:
            yield Step(old, new, "(not)")
    if "items" in base.words or "items" in head.words:
        yield Step(*pair.below("items"), "[]")
    if "additionalProperties" in base.words or "additionalProperties" in head.words:
        old, new = pair.below("additionalProperties")
        if old.never == new.never:
            yield Step(old, new, "{}")
    for word, trail in (("contains", "[contains]"), ("propertyNames", "(name)")):
        if word in base.words and word in head.words:
            yield Step(*pair.below(word), trail)
    for word, trail in (("patternProperties", "{%s}"), ("dependentSchemas", "")):
        shared = [name for name in mapping(base.words.get(word)) if name in mapping(head.words.get(word))]
        yield from (Step(*pair.below(word, name), trail and trail % name, is_part=not trail) for name in shared)
    for index in range(min(len(sequence(base.words.get("prefixItems"))), len(sequence(head.words.get("prefixItems"))))):
        yield Step(*pair.below("prefixItems", index), f"[{index}]")


def joined(pair: Pair) -> list[Change] | None:
    """What a schema was joined with, or freed of, when one side is the other among the entries of an `allOf`."""
    if "allOf" in pair.head.words and "allOf" not in pair.base.words:
        contract, whole, way = pair.new, pair.head, "added"
        found = [pair.same(pair.base, branch) for branch in branches(pair.new, pair.head, "allOf")]
    elif "allOf" in pair.base.words and "allOf" not in pair.head.words:
        contract, whole, way = pair.old, pair.base, "removed"
        found = [pair.same(branch, pair.head) for branch in branches(pair.old, pair.base, "allOf")]
    else:
        return None
    if sum(found) != 1 or not whole.has_only(("allOf",)) or whole.nullable:
        return None
    entries = [entry for entry, same in zip(branches(contract, whole, "allOf"), found, strict=True) if not same]
    preposition = "to" if way == "added" else "from"
    return [
        Change(
            f"all-of-{way}",
            f"{_shown(contract, (entry,))} {way} {preposition} allOf",
            pair.base.pointer if way == "added" else entry.site,
            entry.site if way == "added" else pair.head.pointer,
            entry.site,
        )
        for entry in entries
    ]


def is_wrapping(base: Schema, head: Schema) -> bool:
    """Whether an object was turned into a `oneOf`, its properties now in the branches."""
    return (
        "properties" in base.words
        and "oneOf" not in base.words
        and "oneOf" in head.words
        and "properties" not in head.words
    )


def pointer_below(schema: Schema, name: str) -> str:
    """Where a property is declared."""
    return (
        schema.at("properties", name)
        if "properties" in schema.words
        else join_pointer(schema.pointer, "properties", name)
    )
