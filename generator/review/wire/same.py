"""Whether two schemas mean the same: compared by structure, through references, with an end also where they recur."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any

from generator.load.document import join_pointer
from generator.review.wire.contract import Contract, mapping, sequence
from generator.review.wire.schema import Schema, says_nothing

ONE = frozenset("additionalProperties items contains propertyNames not if then else".split())
BY_NAME = frozenset("properties patternProperties dependentSchemas".split())
UNIONS = ("allOf", "anyOf", "oneOf")


def key(value: Any) -> str:
    """A JSON value as text that is equal for equal values: 1 and 1.0 are, 1 and true are not."""
    return json.dumps(_plain(value), sort_keys=True, ensure_ascii=False, default=str)


def _plain(value: Any) -> Any:
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if isinstance(value, dict):
        return {str(name): _plain(item) for name, item in value.items()}
    return [_plain(item) for item in value] if isinstance(value, list) else value


def keys(values: Any) -> dict[str, Any]:
    """The values of a list by their key, in order."""
    return {key(value): value for value in sequence(values)}


def names(values: Any) -> frozenset[str]:
    """The texts of a list."""
    return frozenset(value for value in sequence(values) if isinstance(value, str))


def branches(contract: Contract, schema: Schema, word: str) -> list[Schema]:
    """The schemas of `allOf`, `anyOf` or `oneOf` that say something; null is not among them, `nullable` tells it."""
    place = schema.places.get(word)
    count = len(sequence(schema.words.get(word)))
    found = [contract.schema(join_pointer(place, index)) for index in range(count)] if place else []
    if word == "allOf":
        return [branch for branch in found if not says_nothing(branch)]
    return [branch for branch in found if not (schema.nullable and branch.types == {"null"})]


def discriminator(schema: Schema) -> tuple[str, dict[str, str]] | None:
    """The property and the mapping of a discriminator, by the names of the schemas."""
    found = schema.words.get("discriminator")
    if not isinstance(found, dict):
        return None
    targets = {value: str(name).rpartition("/")[2] for value, name in mapping(found.get("mapping")).items()}
    return str(found.get("propertyName")), targets


def target_pointer(contract: Contract, name: str) -> str:
    """Where the schema that a discriminator names stands; "" when there is none."""
    pointer = join_pointer("/components/schemas", name)
    return pointer if contract.at(pointer) is not None else ""


class Same:
    """Equality of schemas across two contracts, remembered. A pair met again while it is judged is taken for equal."""

    def __init__(self, base: Contract, head: Contract) -> None:
        self._base = base
        self._head = head
        self._known: dict[tuple[str, str], bool] = {}

    def __call__(self, base: Schema, head: Schema) -> bool:
        """Whether the same values pass, and the same is promised."""
        assumed: set[tuple[str, str]] = set()
        equal = self._equal(base, head, assumed)
        if equal:
            self._known.update(dict.fromkeys(assumed, True))
        return equal

    def _equal(self, base: Schema, head: Schema, assumed: set[tuple[str, str]]) -> bool:
        pair = (base.site, head.site)
        if pair in assumed:
            return True
        known = self._known.get(pair)
        if known is not None:
            return known
        if not _alike(base, head):
            self._known[pair] = False
            return False
        assumed.add(pair)
        equal = all(self._word(word, base, head, assumed) for word in base.words)
        if not equal:
            self._known[pair] = False
        return equal

    def _word(self, word: str, base: Schema, head: Schema, assumed: set[tuple[str, str]]) -> bool:
        old, new = base.words[word], head.words[word]
        if word in ONE:
            return self._at(base.at(word), head.at(word), assumed)
        if word in BY_NAME:
            old, new = mapping(old), mapping(new)
            return old.keys() == new.keys() and all(
                self._at(base.at(word, name), head.at(word, name), assumed) for name in old
            )
        if word == "prefixItems":
            count = len(sequence(old))
            return count == len(sequence(new)) and all(
                self._at(base.at(word, index), head.at(word, index), assumed) for index in range(count)
            )
        if word in UNIONS:
            return self._unordered(word, base, head, assumed)
        if word == "discriminator":
            return self._discriminators(base, head, assumed)
        return _PLAIN.get(word, _same_value)(old, new)

    def _discriminators(self, base: Schema, head: Schema, assumed: set[tuple[str, str]]) -> bool:
        old, new = discriminator(base), discriminator(head)
        if old is None or new is None:
            return old == new
        if old[0] != new[0] or old[1].keys() != new[1].keys():
            return False
        return all(self._targets(old[1][value], new[1][value], assumed) for value in old[1])

    def _targets(self, base: str, head: str, assumed: set[tuple[str, str]]) -> bool:
        """Whether two names of schemas name the same: the names may differ, what they stand for may not."""
        places = (target_pointer(self._base, base), target_pointer(self._head, head))
        return self._at(*places, assumed) if all(places) else base == head

    def are_same_targets(self, base: str, head: str) -> bool:
        """The same for a single pair of names."""
        return self._targets(base, head, set())

    def _at(self, base: str, head: str, assumed: set[tuple[str, str]]) -> bool:
        return self._equal(self._base.schema(base), self._head.schema(head), assumed)

    def _unordered(self, word: str, base: Schema, head: Schema, assumed: set[tuple[str, str]]) -> bool:
        old, new = branches(self._base, base, word), branches(self._head, head, word)
        if len(old) != len(new):
            return False
        for branch in old:
            for other in new:
                trial = set(assumed)
                if self._equal(branch, other, trial):
                    assumed |= trial
                    new.remove(other)
                    break
            else:
                return False
        return True


def _alike(base: Schema, head: Schema) -> bool:
    """Whether two schemas agree in all that is not looked into."""
    if base.words.keys() != head.words.keys() or base.types != head.types or base.reference != head.reference:
        return False
    return (base.nullable, base.never) == (head.nullable, head.never)


def _same_value(old: Any, new: Any) -> bool:
    return key(old) == key(new)


def _same_members(old: Any, new: Any) -> bool:
    return keys(old).keys() == keys(new).keys()


def _same_lists(old: Any, new: Any) -> bool:
    old, new = mapping(old), mapping(new)
    return {name: names(value) for name, value in old.items()} == {name: names(value) for name, value in new.items()}


_PLAIN: Mapping[str, Callable[[Any, Any], bool]] = {
    "enum": _same_members,
    "known": _same_members,
    "required": _same_members,
    "dependentRequired": _same_lists,
}
