"""Walks two schemas of one use (a body, an answer, a parameter, a header) and tells every change with its rule.

A facet belongs to the schema that declares it, so a component that five operations reach gives one root seen five times. What
an operation sends is judged as a request; what it receives, webhooks too, as a response. A root seen both ways is told
twice, once per direction, since its rule and its severity differ.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from generator.review.finding import Rule, Severity
from generator.review.wire.changes import Change, Use, are_strangers, own_changes, takes_all_of, type_text
from generator.review.wire.contract import Contract
from generator.review.wire.members import BODY_PROPERTIES, Around, Members, is_move, surroundings
from generator.review.wire.same import Same, branches
from generator.review.wire.schema import SCALARS, Schema
from generator.review.wire.seen import Seen, declared
from generator.review.wire.structure import Pair, Step, is_wrapping, joined, steps, structure_changes

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
    `loose`: JSON is not enforced. `exploded`: one value is sent as a list of one is.
    """

    scope: str
    noun: str
    subject: str
    below: str
    below_noun: str
    trail: str = ""
    hidden: bool = False
    loose: bool = False
    exploded: bool = False

    @property
    def is_request(self) -> bool:
        """Whether the value is sent by our side."""
        return self.scope.startswith("request")

    def under(self, trail: str, *, hidden: bool = False) -> Spot:
        """The spot of something below."""
        joint = "." if self.trail and trail[:1] not in "[{" else ""
        return replace(
            self, scope=self.below, trail=f"{self.trail}{joint}{trail}", hidden=self.hidden or hidden, exploded=False
        )

    def named(self) -> str:
        """The subject of the sentence."""
        return self.below_noun.format(f"`{self.trail}`") if self.trail else self.noun

    def place(self) -> str:
        """The place of use as a reader names it."""
        return f"{self.subject} · {self.trail}" if self.trail else self.subject


class Walk:
    """One comparison of two contracts; `seen` collects what every use tells. `known` holds all rules by id."""

    def __init__(self, old: Contract, new: Contract, known: Mapping[str, Rule]) -> None:
        self.old = old
        self.new = new
        self.same = Same(old, new)
        self.seen: list[Seen] = []
        self._known = known

    def compare(self, base: str, head: str, spot: Spot) -> None:
        """Tells every change between the schemas at two pointers; "" is a schema that takes anything."""
        old = self.old.schema(base) if base else Schema("", "")
        new = self.new.schema(head) if head else Schema("", "")
        self._visit(old, new, spot, (), {}, None)

    def _visit(
        self,
        base: Schema,
        head: Schema,
        spot: Spot,
        above: tuple[tuple[str, str], ...],
        visits: dict[tuple[str, str], int],
        around: Around | None,
    ) -> None:
        pair = (base.site, head.site)
        visits[pair] = visits.get(pair, 0) + 1
        if pair in above or visits[pair] > _MOST_USES_OF_A_PAIR or self.same(base, head):
            return
        use = Use(spot.is_request, spot.loose)
        both = Pair(base, head, self.old, self.new, self.same)
        if is_wrapping(base, head):
            self._tell(spot, _wrapping(both))
            return
        entries = joined(both)
        if entries is not None:
            for change in entries:
                self._tell(spot, change)
            return
        if spot.exploded and _becomes_list(both):
            clause = f"type changed from {type_text(base)} to a list of {type_text(both.below('items')[1])}"
            self._tell(spot, Change("type-generalized", clause, base.pointer, head.pointer))
            return
        for change in own_changes(base, head, use):
            self._tell(spot, change)
        if base.never or head.never or are_strangers(base, head):
            return
        around = around or surroundings(both)
        for change in structure_changes(both):
            if not is_move(change, both, around):
                self._tell(spot, change)
        deeper = (*above, pair)
        for step in self._properties(both, spot, around):
            hidden = _is_hidden(step, spot)
            self._visit(step.base, step.head, spot.under(step.trail, hidden=hidden), deeper, visits, None)
        for step in steps(both):
            if step.is_part:
                self._visit(step.base, step.head, spot, deeper, visits, around if step.is_all else None)
            else:
                self._visit(step.base, step.head, spot.under(step.trail), deeper, visits, None)

    def _properties(self, pair: Pair, spot: Spot, around: Around | None) -> Iterator[Step]:
        """Tells properties that came, went or changed in what surrounds their value; gives those to compare."""
        members = Members(pair, around)
        for name in members.names:
            member = spot.under(name)
            for change in members.changes(name, is_request=spot.is_request, is_body=spot.below in BODY_PROPERTIES):
                self._tell(member, change)
            old, new = members.old.get(name), members.new.get(name)
            if old is not None and new is not None:
                yield Step(old, new, name)

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
            special, ordinary = f"{way}-property-{facet}", f"{spot.scope}-{facet}"
            if special in self._known:
                return special
            # a rule that would break says nothing true of a value that does not travel
            harmless = ordinary in self._known and self._known[ordinary].severity is Severity.INFORMATION
            return ordinary if harmless else f"{way}-property-changed"
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


def _becomes_list(pair: Pair) -> bool:
    """Whether one value became a list of values that may be the same."""
    is_list = pair.head.types == {"array"} and bool(pair.base.types) and pair.base.types <= SCALARS
    return is_list and takes_all_of(pair.below("items")[1], pair.base)


def _is_hidden(step: Step, spot: Spot) -> bool:
    word = "readOnly" if spot.is_request else "writeOnly"
    return step.base.words.get(word) is True and step.head.words.get(word) is True


def _wrapping(pair: Pair) -> Change:
    kept = any(pair.same(pair.base, branch) for branch in branches(pair.new, pair.head, "oneOf"))
    clause = "was turned into a oneOf" + (" with what it was as one of the branches" if kept else "")
    facet = "wrapped-in-one-of" + ("-original-preserved" if kept else "")
    return Change(facet, clause, pair.base.pointer, pair.head.at("oneOf"))
