"""Walks two schemas of one use (a body, an answer, a parameter, a header) and tells every change with its rule.

A facet belongs to the schema that declares it, so a component that five operations reach gives one root seen five times. What
an operation sends is judged as a request; what it receives, webhooks too, as a response. A root seen both ways is told
twice, once per direction, since its rule and its severity differ.
"""

from __future__ import annotations

from collections.abc import Container, Iterator
from dataclasses import dataclass, replace

from generator.diagnostics import excerpt
from generator.review.wire.changes import Change, Use, are_strangers, own_changes
from generator.review.wire.contract import Contract, mapping
from generator.review.wire.same import Same, branches, names
from generator.review.wire.schema import Schema
from generator.review.wire.seen import Seen, declared
from generator.review.wire.structure import Pair, Step, is_wrapping, steps, structure_changes

_MOST_USES_OF_A_PAIR = 25
_FALLBACKS = {
    "request-header-property": "request-parameter-property",
    "request-parameter-property": "request-parameter",
    "response-header-property": "response-header",
}


@dataclass(frozen=True, slots=True)
class Spot:
    """Where in one use the walk stands. `scope` begins the rule (`request-body`), `noun` the sentence (`request body`).

    `below` is the scope and `below_noun` the noun of what stands under the root; `trail` the names that led here. `hidden`:
    a property that does not travel this way (`readOnly` in a request, `writeOnly` in an answer), or something below one.
    """

    scope: str
    noun: str
    subject: str
    below: str
    below_noun: str
    trail: str = ""
    hidden: bool = False
    loose: bool = False

    @property
    def is_request(self) -> bool:
        """Whether the value is sent by our side."""
        return self.scope.startswith("request")

    def under(self, trail: str, *, hidden: bool = False) -> Spot:
        """The spot of something below."""
        joint = "." if self.trail and trail[:1] not in "[{" else ""
        return replace(self, scope=self.below, trail=f"{self.trail}{joint}{trail}", hidden=self.hidden or hidden)

    def named(self) -> str:
        """The subject of the sentence."""
        return self.below_noun.format(f"`{self.trail}`") if self.trail else self.noun

    def place(self) -> str:
        """The place of use as a reader names it."""
        return f"{self.subject} · {self.trail}" if self.trail else self.subject


@dataclass(frozen=True, slots=True)
class Around:
    """All properties of the object a branch of `allOf` is part of: one that moves between branches is neither new nor gone."""

    old: dict[str, Schema]
    new: dict[str, Schema]
    old_required: frozenset[str]
    new_required: frozenset[str]


class Walk:
    """One comparison of two contracts; `seen` collects what every use tells. `known` holds the ids of all rules."""

    def __init__(self, old: Contract, new: Contract, known: Container[str]) -> None:
        self.old = old
        self.new = new
        self.same = Same(old, new)
        self.seen: list[Seen] = []
        self._known = known

    def compare(self, base: str, head: str, spot: Spot) -> None:
        """Tells every change between the schemas at two pointers."""
        self._visit(self.old.schema(base), self.new.schema(head), spot, (), {}, None)

    def _visit(
        self,
        base: Schema,
        head: Schema,
        spot: Spot,
        above: tuple[tuple[str, str], ...],
        visits: dict[tuple[str, str], int],
        around: Around | None,
        is_open: bool = False,
    ) -> None:
        pair = (base.site, head.site)
        visits[pair] = visits.get(pair, 0) + 1
        if pair in above or visits[pair] > _MOST_USES_OF_A_PAIR or self.same(base, head):
            return
        use = Use(spot.is_request, spot.loose, is_open)
        both = Pair(base, head, self.old, self.new, self.same)
        if is_wrapping(base, head):
            self._tell(spot, _wrapping(both))
            return
        for change in own_changes(base, head, use):
            self._tell(spot, change)
        if base.never or head.never or are_strangers(base, head):
            return
        around = around or self._around(base, head)
        for change in structure_changes(both):
            if not _is_move(change, both, around):
                self._tell(spot, change)
        deeper = (*above, pair)
        for step in self._properties(both, spot, around):
            hidden = _is_hidden(step, spot)
            self._visit(step.base, step.head, spot.under(step.trail, hidden=hidden), deeper, visits, None)
        for step in steps(both):
            if step.is_part:
                self._visit(step.base, step.head, spot, deeper, visits, around, step.is_open)
            else:
                self._visit(step.base, step.head, spot.under(step.trail), deeper, visits, None)

    def _around(self, base: Schema, head: Schema) -> Around | None:
        if "allOf" not in base.words and "allOf" not in head.words:
            return None
        old, old_required = _flat(self.old, base, 0)
        new, new_required = _flat(self.new, head, 0)
        return Around(old, new, old_required, new_required)

    def _properties(self, pair: Pair, spot: Spot, around: Around | None) -> Iterator[Step]:
        """Tells properties that came, went or changed in what surrounds their value; gives those to compare."""
        base, head = pair.base, pair.head
        old = {name: self.old.schema(base.at("properties", name)) for name in mapping(base.words.get("properties"))}
        new = {name: self.new.schema(head.at("properties", name)) for name in mapping(head.words.get("properties"))}
        old_required, new_required = names(base.words.get("required")), names(head.words.get("required"))
        if around is not None:
            new |= {name: around.new[name] for name in old if name not in new and name in around.new}
            old |= {name: around.old[name] for name in new if name not in old and name in around.old}
            old_required |= around.old_required & old.keys()
            new_required |= around.new_required & new.keys()
        for name in [*old, *(name for name in new if name not in old)]:
            member = spot.under(name)
            if name not in new:
                change = _gone(old[name], name in old_required, member)
                if change is not None:
                    self._tell(member, change)
            elif name not in old:
                change = _come(new[name], name in new_required, member)
                if change is not None:
                    self._tell(member, change)
            else:
                for change in _kept(old[name], new[name], name in old_required, name in new_required, member):
                    self._tell(member, change)
                yield Step(old[name], new[name], name)
        nowhere = (old_required ^ new_required) - old.keys() - new.keys()
        for name in sorted(nowhere):
            facet = "became-required" if name in new_required else "became-optional"
            member = spot.under(name)
            self._tell(member, Change(facet, _REQUIRED[facet], base.at("required"), head.at("required"), name))

    def _tell(self, spot: Spot, change: Change) -> None:
        way = "request" if spot.is_request else "response"
        root = (way, change.facet, change.detail, declared(change.base, change.head))
        noun, clause = spot.named(), change.clause
        rule = self.rule(spot, change.facet)
        self.seen.append(Seen(rule, root, noun, clause, spot.place(), change.base, change.head))

    def rule(self, spot: Spot, facet: str) -> str:
        """The id of the rule for a facet at a spot."""
        if spot.hidden and facet not in _EXISTENCE:
            way = "request-read-only" if spot.is_request else "response-write-only"
            special = f"{way}-property-{facet}"
            return special if special in self._known else f"{way}-property-changed"
        if facet in _EXISTENCE:
            return facet
        for name in (facet, _WIDER_FACETS.get(facet, facet)):
            scope: str | None = spot.scope
            while scope is not None:
                candidate = _SPECIAL.get((scope, name), f"{scope}-{name}")
                if candidate in self._known:
                    return candidate
                scope = _FALLBACKS.get(scope)
        return "request-parameter-structure-changed" if spot.is_request else "response-header-structure-changed"


_SPECIAL = {
    **{
        ("response-body", facet): f"response-mediatype-{facet}"
        for facet in ("became-enum", "became-not-enum", "enum-value-added", "enum-value-removed")
    },
    ("request-header-property", "required-added"): "new-required-request-header-property",
}
# where a scope has no rule for the first, the second says it
_WIDER_FACETS = {
    "type-specialized": "type-changed",
    "type-compatible": "type-changed",
    "list-of-types-widened": "type-generalized",
    "list-of-types-narrowed": "type-specialized",
    "deprecated-with-sunset": "deprecated",
    "became-required-with-default": "became-required",
    "wrapped-in-one-of": "one-of-set",
    "wrapped-in-one-of-original-preserved": "one-of-set",
}
_REQUIRED = {"became-required": "became required", "became-optional": "became optional"}
# facets whose name is the whole rule
_EXISTENCE = {
    name: name
    for name in (
        "new-required-request-property new-required-request-property-with-default new-optional-request-property"
        " response-required-property-added response-optional-property-added"
        " response-required-property-removed response-optional-property-removed"
        " response-required-write-only-property-added response-optional-write-only-property-added"
        " response-required-write-only-property-removed response-optional-write-only-property-removed"
        " response-write-only-property-became-optional response-write-only-property-became-required"
        " request-required-property-became-read-only request-optional-property-became-read-only"
        " request-required-property-became-not-read-only request-optional-property-became-not-read-only"
        " request-required-property-became-write-only request-optional-property-became-write-only"
        " request-required-property-became-not-write-only request-optional-property-became-not-write-only"
        " response-required-property-became-read-only response-optional-property-became-read-only"
        " response-required-property-became-not-read-only response-optional-property-became-not-read-only"
        " response-required-property-became-write-only response-optional-property-became-write-only"
        " response-required-property-became-not-write-only response-optional-property-became-not-write-only"
    ).split()
}


def _flat(contract: Contract, schema: Schema, depth: int) -> tuple[dict[str, Schema], frozenset[str]]:
    """Every property of an object and what is required, through `allOf`."""
    found = {name: contract.schema(schema.at("properties", name)) for name in mapping(schema.words.get("properties"))}
    needed = names(schema.words.get("required"))
    for branch in branches(contract, schema, "allOf") if depth < 20 else ():
        more, required = _flat(contract, branch, depth + 1)
        found = more | found
        needed |= required
    return found, needed


def _is_move(change: Change, pair: Pair, around: Around | None) -> bool:
    """Whether an entry of `allOf` that came or went only holds properties that the object had or still has elsewhere."""
    if around is None or change.facet not in ("all-of-added", "all-of-removed"):
        return False
    came = change.facet == "all-of-added"
    contract, whole = (pair.new, pair.head) if came else (pair.old, pair.base)
    other, other_required = (around.old, around.old_required) if came else (around.new, around.new_required)
    entry = contract.schema(change.head if came else change.base)
    members, required = _flat(contract, entry, 0)
    plain = entry.has_only(("properties", "required")) and entry.types <= {"object"} and whole.types <= {"object"}
    return plain and members.keys() <= other.keys() and required <= other_required


def _is_hidden(step: Step, spot: Spot) -> bool:
    word = "readOnly" if spot.is_request else "writeOnly"
    return step.base.words.get(word) is True and step.head.words.get(word) is True


def _wrapping(pair: Pair) -> Change:
    kept = any(pair.same(pair.base, branch) for branch in branches(pair.new, pair.head, "oneOf"))
    clause = "was turned into a oneOf" + (" with what it was as one of the branches" if kept else "")
    facet = "wrapped-in-one-of" + ("-original-preserved" if kept else "")
    return Change(facet, clause, pair.base.pointer, pair.head.at("oneOf"))


def _gone(schema: Schema, required: bool, spot: Spot) -> Change | None:
    if spot.is_request:
        if schema.words.get("readOnly") is True:
            return None  # never sent, so no caller misses it; the answer tells it
        return Change("removed", "was removed", schema.site, "")
    kind = "write-only-property" if schema.words.get("writeOnly") is True else "property"
    word = "required" if required else "optional"
    facet = f"response-{word}-{kind}-removed" if spot.below == "response-property" else "removed"
    return Change(facet, f"was removed ({word} before)", schema.site, "")


def _come(schema: Schema, required: bool, spot: Spot) -> Change | None:
    word = "required" if required else "optional"
    if spot.is_request:
        if schema.words.get("readOnly") is True:
            return None
        default = required and "default" in schema.words
        clause = f"was added, {word}" + (f", with the default {excerpt(schema.words['default'])}" if default else "")
        if spot.below != "request-property":
            return Change(f"{word}-added", clause, "", schema.site)
        return Change(f"new-{word}-request-property{'-with-default' if default else ''}", clause, "", schema.site)
    kind = "write-only-property" if schema.words.get("writeOnly") is True else "property"
    facet = f"response-{word}-{kind}-added" if spot.below == "response-property" else f"{word}-added"
    return Change(facet, f"was added, {word}", "", schema.site)


def _kept(old: Schema, new: Schema, was: bool, now: bool, spot: Spot) -> Iterator[Change]:
    """What changed about a property that both sides have, its value apart."""
    places = (old.site, new.site)
    hidden = "readOnly" if spot.is_request else "writeOnly"
    is_hidden = old.words.get(hidden) is True and new.words.get(hidden) is True
    if was != now and not (is_hidden and spot.is_request):
        facet = "became-required" if now else "became-optional"
        if is_hidden:
            facet = f"response-write-only-property-{facet}"
        elif now and spot.is_request and "default" in new.words and spot.below == "request-property":
            facet += "-with-default"
        yield Change(facet, "became required" if now else "became optional", *places)
    if spot.below in ("request-property", "response-property"):
        yield from _access(old, new, now, spot, places)
    if (old.words.get("deprecated") is True) != (new.words.get("deprecated") is True):
        yield _deprecation(new, places)


def _access(old: Schema, new: Schema, required: bool, spot: Spot, places: tuple[str, str]) -> Iterator[Change]:
    way = "request" if spot.is_request else "response"
    for word, name in (("readOnly", "read-only"), ("writeOnly", "write-only")):
        before, after = old.words.get(word) is True, new.words.get(word) is True
        if before != after:
            facet = f"{way}-{'required' if required else 'optional'}-property-became-{'' if after else 'not-'}{name}"
            yield Change(facet, f"became {name}" if after else f"is not {name} any more", *places)


def _deprecation(new: Schema, places: tuple[str, str]) -> Change:
    if new.words.get("deprecated") is not True:
        return Change("reactivated", "is not deprecated any more", *places)
    sunset = new.words.get("x-sunset")
    if sunset:
        return Change("deprecated-with-sunset", f"was deprecated, to go on {excerpt(str(sunset))}", *places)
    return Change("deprecated", "was deprecated", *places)
