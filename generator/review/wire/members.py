"""The properties of two objects: which came, went, and changed in what surrounds their value."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator.diagnostics import excerpt
from generator.review.wire.changes import Change
from generator.review.wire.contract import Contract, mapping
from generator.review.wire.same import branches, names
from generator.review.wire.schema import Schema
from generator.review.wire.structure import Pair

BODY_PROPERTIES = ("request-property", "response-property")
_DEEPEST = 20


@dataclass(frozen=True, slots=True)
class Around:
    """All properties of the object a branch of `allOf` is part of: one that moves between branches is neither new nor gone."""

    old: dict[str, Schema]
    new: dict[str, Schema]
    old_required: frozenset[str]
    new_required: frozenset[str]


def surroundings(pair: Pair) -> Around | None:
    """All properties through `allOf`; None where there is none."""
    if "allOf" not in pair.base.words and "allOf" not in pair.head.words:
        return None
    old, old_required = _flat(pair.old, pair.base, 0)
    new, new_required = _flat(pair.new, pair.head, 0)
    return Around(old, new, old_required, new_required)


def _flat(contract: Contract, schema: Schema, depth: int) -> tuple[dict[str, Schema], frozenset[str]]:
    """Every property of an object and what is required, through `allOf`."""
    found = _own(contract, schema)
    needed = names(schema.words.get("required"))
    for branch in branches(contract, schema, "allOf") if depth < _DEEPEST else ():
        more, required = _flat(contract, branch, depth + 1)
        found = more | found
        needed |= required
    return found, needed


def _own(contract: Contract, schema: Schema) -> dict[str, Schema]:
    return {name: contract.schema(schema.at("properties", name)) for name in mapping(schema.words.get("properties"))}


class Members:
    """The properties of one object on both sides. `names` is their order: the base's, then what is new."""

    def __init__(self, pair: Pair, around: Around | None) -> None:
        self._pair = pair
        self._around = around
        self.old = _own(pair.old, pair.base)
        self.new = _own(pair.new, pair.head)
        if around is not None:
            moved = [name for name in self.old.keys() ^ self.new.keys() if name in around.old and name in around.new]
            self.old |= {name: around.old[name] for name in moved if name not in self.old}
            self.new |= {name: around.new[name] for name in moved if name not in self.new}
        self._old_required = names(pair.base.words.get("required"))
        self._new_required = names(pair.head.words.get("required"))
        undeclared = sorted((self._old_required ^ self._new_required) - self.old.keys() - self.new.keys())
        self.names = [*dict.fromkeys([*self.old, *self.new, *undeclared])]

    def changes(self, name: str, *, is_request: bool, is_body: bool) -> Iterator[Change]:
        """What changed about one property, its value apart. `is_body`: it is below a body or an answer."""
        old, new = self.old.get(name), self.new.get(name)
        was, now = self._needed(name)
        if old is not None and new is not None:
            yield from _kept(old, new, (was, now), is_request=is_request, is_body=is_body)
        elif old is not None:
            yield from _gone(old, was, is_request=is_request, is_body=is_body)
        elif new is not None:
            yield from _come(new, now, is_request=is_request, is_body=is_body)
        elif was != now:
            places = (self._pair.base.at("required"), self._pair.head.at("required"))
            yield Change(*_requirement(now), *places, name)

    def _needed(self, name: str) -> tuple[bool, bool]:
        """Whether a property is required on each side, here or elsewhere in the object."""
        was, now = name in self._old_required, name in self._new_required
        around = self._around
        if around is None:
            return was, now
        whole_was, whole_now = name in around.old_required, name in around.new_required
        is_told_elsewhere = was == now and name in self.old and name in self.new
        return (was, now) if is_told_elsewhere else (whole_was, whole_now)


def is_move(change: Change, pair: Pair, around: Around | None) -> bool:
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


def _requirement(now: bool) -> tuple[str, str]:
    word = "required" if now else "optional"
    return f"became-{word}", f"became {word}"


def _gone(schema: Schema, required: bool, *, is_request: bool, is_body: bool) -> Iterator[Change]:
    if is_request:
        if schema.words.get("readOnly") is not True:  # never sent, so no caller misses it; the answer tells it
            yield Change("removed", "was removed", schema.site, "")
        return
    kind = "write-only-property" if schema.words.get("writeOnly") is True else "property"
    word = "required" if required else "optional"
    facet = f"response-{word}-{kind}-removed" if is_body else "removed"
    yield Change(facet, f"was removed ({word} before)", schema.site, "")


def _come(schema: Schema, required: bool, *, is_request: bool, is_body: bool) -> Iterator[Change]:
    word = "required" if required else "optional"
    if not is_request:
        kind = "write-only-property" if schema.words.get("writeOnly") is True else "property"
        facet = f"response-{word}-{kind}-added" if is_body else f"{word}-added"
        yield Change(facet, f"was added, {word}", "", schema.site)
    elif schema.words.get("readOnly") is not True:
        default = required and "default" in schema.words
        clause = f"was added, {word}" + (f", with the default {excerpt(schema.words['default'])}" if default else "")
        facet = f"new-{word}-request-property{'-with-default' if default else ''}" if is_body else f"{word}-added"
        yield Change(facet, clause, "", schema.site)


def _kept(old: Schema, new: Schema, needed: tuple[bool, bool], *, is_request: bool, is_body: bool) -> Iterator[Change]:
    places = (old.site, new.site)
    was, now = needed
    hidden = "readOnly" if is_request else "writeOnly"
    is_hidden = old.words.get(hidden) is True and new.words.get(hidden) is True
    if was != now and not (is_hidden and is_request):
        facet, clause = _requirement(now)
        if is_hidden:
            facet = f"response-write-only-property-{facet}"
        elif now and is_request and is_body and "default" in new.words:
            facet += "-with-default"
        yield Change(facet, clause, *places)
    if is_body:
        yield from _access(old, new, now, "request" if is_request else "response", places)
    if (old.words.get("deprecated") is True) != (new.words.get("deprecated") is True):
        yield _deprecation(new, places)


def _access(old: Schema, new: Schema, required: bool, way: str, places: tuple[str, str]) -> Iterator[Change]:
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
