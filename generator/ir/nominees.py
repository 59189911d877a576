"""Gathering what needs a Python name: every model and alias that the operations reach, per role, named once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

from generator.ir import naming
from generator.ir.model import Role
from generator.ir.schemas import (
    Place,
    declared_types,
    has_typed_items,
    has_typed_values,
    is_object,
    properties,
    resolve,
    tag_of,
)
from generator.load import Document

Key: TypeAlias = tuple[str, Role]
_Visit: TypeAlias = tuple[Place, Role, str, bool]
"""A schema, its role, the name it gets if it has none, and whether it is a root that becomes a model whatever it is."""
# Keywords that demand nothing of a value.
ANNOTATIONS: Final = frozenset(
    """title description default examples deprecated externalDocs $comment format readOnly writeOnly
    discriminator $schema""".split()
)


@dataclass(frozen=True, slots=True)
class Nominee:
    """A schema that becomes a model or a named type. A model is a class with fields (`is_class`) or stands for the
    `whole` value, whatever that is."""

    place: Place
    role: Role
    kind: Literal["model", "alias"]
    name: str
    is_class: bool = False

    @property
    def whole(self) -> bool:
        """Whether the model wraps a value of any kind."""
        return self.kind == "model" and not self.is_class


@dataclass(frozen=True, slots=True)
class Root:
    """Where gathering starts: a body or an answer, with a name for when it has none of its own. A `whole` root becomes a
    model whatever it is; a parameter's schema is no root of that kind."""

    place: Place
    role: Role
    name: str
    whole: bool = True


def is_enumeration(place: Place) -> bool:
    """Whether a schema lists values that deserve a name: several, or a number (whose type takes 5.0 for 5 too)."""
    values = [place.get("const")] if place.has("const") else place.get("enum", ())
    return len(values) > 1 or any(isinstance(value, int) and not isinstance(value, bool) for value in values)


def options(place: Place) -> list[Place]:
    """The branches of a union: a schema that is `anyOf` or `oneOf` and demands nothing else."""
    validating = set(place.schema) - ANNOTATIONS if isinstance(place.schema, dict) else set()
    if len(validating) != 1 or not validating <= {"anyOf", "oneOf"}:
        return []
    keyword = validating.pop()
    branches = [place.child(keyword, index) for index in range(len(place.get(keyword)))]
    says_a_type = ("$ref", "type", "enum", "const", "anyOf", "oneOf")
    return branches if all(branch.has(*says_a_type) for branch in branches) else []


def gather(document: Document, roots: Iterable[Root]) -> dict[Key, Nominee]:
    """Every nominee reachable from the roots, by pointer and role. What gets no name is seen once too, or a nameless
    schema that holds itself would be walked for ever. A schema without a name that several lead to (that of a shared
    parameter, say) is named by the nearest to a root, then the shortest name: the order of calls decides nothing."""
    found: dict[Key, Nominee] = {}
    seen: set[tuple[str, Role, bool, bool]] = set()
    waiting: list[_Visit] = [(root.place, root.role, root.name, root.whole) for root in roots]
    while waiting:
        following: list[_Visit] = []
        for place, role, name, is_root in sorted(waiting, key=lambda visit: (not visit[3], len(visit[2]), visit[2])):
            named = is_root or place.has("$ref")
            if place.has("$ref"):
                name = naming.pascal(place.get("$ref").rsplit("/", 1)[1])
                place = resolve(document, place)
            visit = (place.pointer, role, named, is_root)
            if (place.pointer, role) in found or visit in seen:
                continue
            seen.add(visit)
            kind = _kind(document, place, role, named, is_root)
            if kind:
                is_class = is_object(document, place) and not (is_root and "null" in declared_types(document, place))
                found[place.pointer, role] = Nominee(place, role, kind, name, is_class)
            following.extend(_members(document, place, role, name))
        waiting = following
    return found


def tags(document: Document, nominees: Mapping[Key, Nominee]) -> frozenset[tuple[str, str]]:
    """(class pointer, property) of every class that is a branch of a tagged union in an answer."""
    found: set[tuple[str, str]] = set()
    for nominee in nominees.values():
        branches = options(nominee.place)
        name = tag_of(document, branches) if nominee.role == "answer" else ""
        found.update((resolve(document, branch).pointer, name) for branch in branches if name)
    return frozenset(found)


def _kind(document: Document, place: Place, role: Role, named: bool, is_root: bool) -> Literal["model", "alias"] | None:
    if is_object(document, place) or is_root or (named and _recurs(document, place)):
        return "model"
    branches = options(place)
    is_union = len([branch for branch in branches if branch.get("type") != "null"]) > 1
    is_tagged = role == "answer" and bool(tag_of(document, branches))
    needs_name = is_enumeration(place) or is_tagged or (named and (is_union or _forks(place)))
    return "alias" if needs_name else None


def _forks(place: Place) -> bool:
    """Whether a type holds two others without being a union: a list or a map. Written out wherever it is named, a chain
    of those would double with each link."""
    both = isinstance(place.get("type"), list) and {"array", "object"} <= set(place.get("type"))
    return both and has_typed_items(place) and has_typed_values(place)


def _recurs(document: Document, place: Place) -> bool:
    """Whether a value may hold another of its kind with no class between: only a class can refer to itself."""
    waiting, seen = list(_inner(place)), set[str]()
    while waiting:
        inner = resolve(document, waiting.pop())
        if inner.pointer == place.pointer:
            return True
        if inner.pointer not in seen and not is_object(document, inner):
            seen.add(inner.pointer)
            waiting.extend(_inner(inner))
    return False


def _inner(place: Place) -> Iterator[Place]:
    yield from options(place)
    yield from (place.child(key) for key in ("items", "additionalProperties") if isinstance(place.get(key), dict))


def _members(document: Document, place: Place, role: Role, owner: str) -> Iterator[_Visit]:
    for name, member in properties(document, place).items():
        yield member, role, owner + naming.pascal(name), False
    branches = options(place)
    for option in branches:
        if is_enumeration(option) and role == "answer":
            continue  # an open enumeration is one type, not two
        alone = len([branch for branch in branches if branch.get("type") != "null"]) == 1
        yield option, role, owner if alone else owner + "Option", False
    for keyword in ("items", "additionalProperties"):
        if isinstance(place.get(keyword), dict) and not place.has("prefixItems", "patternProperties"):
            yield place.child(keyword), role, owner + "Item", False


def names(nominees: dict[Key, Nominee], extra: Mapping[str, str]) -> tuple[dict[Key, str], dict[str, str]]:
    """A class name for every nominee, and for every key of `extra`: candidates of further classes, served alike.

    A name depends on where its schema stands, not on what else there is: adding a schema moves no other name.
    """
    both_roles = {pointer for pointer, role in nominees if role == "request" and (pointer, "answer") in nominees}
    wanted = {
        f"{role} {pointer}": nominee.name + (role.capitalize() if pointer in both_roles else "")
        for (pointer, role), nominee in nominees.items()
    }
    reserved = naming.CLASS_NAMES | naming.BUILTINS
    allocated = naming.allocate(
        {**wanted, **{f"parameters {key}": name for key, name in extra.items()}}, reserved, marker=""
    )
    further = {key: allocated[f"parameters {key}"] for key in extra}
    return {(pointer, role): allocated[f"{role} {pointer}"] for pointer, role in nominees}, further
