"""A schema as it is compared: what its words mean, not how they are written.

`$ref`, an `allOf` around one schema, `nullable`, `anyOf` with null, boolean `exclusiveMinimum`, a list of one type, bounds
that bound nothing and annotations are all gone here, so two spellings of one meaning are equal.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from generator.load.document import join_pointer

if TYPE_CHECKING:
    from generator.review.wire.contract import Contract

SCALARS = frozenset(("string", "number", "integer", "boolean"))
BOUNDS = (
    "maximum minimum maxLength minLength maxItems minItems maxProperties minProperties minContains maxContains"
    " exclusiveMinimum exclusiveMaximum"
).split()
_KEPT = frozenset(
    [
        *BOUNDS,
        *"multipleOf pattern format enum const default uniqueItems required readOnly writeOnly deprecated".split(),
        *"properties patternProperties additionalProperties items prefixItems contains propertyNames not".split(),
        *"if then else dependentRequired dependentSchemas allOf anyOf oneOf discriminator x-sunset".split(),
    ]
)
_SAYS_NOTHING: Mapping[str, tuple[Any, ...]] = {
    "minLength": (0,),
    "minItems": (0,),
    "minProperties": (0,),
    "minContains": (1,),
    "uniqueItems": (False,),
    "readOnly": (False,),
    "writeOnly": (False,),
    "deprecated": (False,),
    "required": ([],),
    "properties": ({},),
    "patternProperties": ({},),
    "dependentRequired": ({},),
    "dependentSchemas": ({},),
    "additionalProperties": (True, {}),
    "items": (True, {}),
    "prefixItems": ([],),
    "propertyNames": (True, {}),
    "allOf": ([],),
    "anyOf": ([],),
    "oneOf": ([],),
    "exclusiveMinimum": (False,),
    "exclusiveMaximum": (False,),
    "format": ("",),
    "pattern": ("",),
}
_DEEPEST = 12
_LIMITS = (("minimum", "exclusiveMinimum"), ("maximum", "exclusiveMaximum"))


@dataclass(slots=True)
class Schema:
    """`site` is where it is used, `pointer` where it is declared, behind every `$ref`; `places` where each word stands.

    `spoken` are words that say what their absence says. `types` has no null: that is `nullable`. `listed` tells that the types came as branches of a union. `never` takes no value.
    Never changed once it is read.
    """

    site: str
    pointer: str
    words: dict[str, Any] = field(default_factory=dict)
    places: dict[str, str] = field(default_factory=dict)
    spoken: dict[str, Any] = field(default_factory=dict)
    types: frozenset[str] = frozenset()
    nullable: bool = False
    listed: bool = False
    never: bool = False
    reference: str = ""
    """What an unresolvable `$ref` says."""

    def at(self, word: str, *steps: str | int) -> str:
        """The pointer of a word, or of something below it; of the schema when the word is not there."""
        place = self.places.get(word)
        return join_pointer(place, *steps) if place is not None else self.pointer

    def has_only(self, names: Iterable[str]) -> bool:
        """Whether nothing is said but by these words."""
        return not self.words.keys() - frozenset(names) and not self.never and not self.reference


def read_schema(contract: Contract, pointer: str, *, alone: bool = False) -> Schema:
    """The schema at a pointer. `alone`: without what its `allOf` and its unions say."""
    raw = contract.at(pointer)
    target, _ = contract.resolved(pointer, raw)
    schema = Schema(pointer, target)
    _collect(contract, pointer, raw, schema, 0)
    _null_type(schema)
    if not alone:
        _composition(contract, schema)
        _unions(contract, schema)
    _values(schema)
    if not schema.types:
        _implied_types(contract, schema, alone)
    return schema


def _collect(contract: Contract, pointer: str, raw: Any, schema: Schema, depth: int) -> None:
    """The words of a schema and of what its `$ref` leads to; what stands beside the `$ref` comes last and counts."""
    if raw is False:
        schema.never = True
    if not isinstance(raw, dict):
        return
    reference = raw.get("$ref")
    if isinstance(reference, str):
        target, node = contract.resolved(pointer, {"$ref": reference})
        if target == pointer or isinstance(mapping_of(node).get("$ref"), str) or depth > _DEEPEST:
            schema.reference = reference
        else:
            _collect(contract, target, node, schema, depth + 1)
        if contract.is_old:
            return
    _words(raw, pointer, schema)


def mapping_of(value: Any) -> Mapping[str, Any]:
    """`value` if it is a mapping, else an empty one."""
    return value if isinstance(value, dict) else {}


def _words(raw: dict[str, Any], pointer: str, schema: Schema) -> None:
    for word, value in raw.items():
        if word not in _KEPT:
            continue
        if any(_equals(value, nothing) for nothing in _SAYS_NOTHING.get(word, ())):
            schema.spoken[word] = value
        else:
            schema.words[word] = value
            schema.places[word] = join_pointer(pointer, word)
    named = raw.get("type")
    names = named if isinstance(named, list) else [named]
    types = frozenset(name for name in names if isinstance(name, str))
    if types:
        schema.types = types
        schema.places["type"] = join_pointer(pointer, "type")
    if raw.get("nullable") is True:
        schema.nullable = True
        schema.places["nullable"] = join_pointer(pointer, "nullable")
    for bound, strict in _LIMITS:
        if raw.get(strict) is True:  # OpenAPI 3.0: a flag beside the bound
            schema.words.pop(strict, None)
            place = schema.places.pop(strict, pointer)
            if bound in schema.words:
                schema.words[strict] = schema.words.pop(bound)
                schema.places[strict] = place
                schema.places.pop(bound, None)


def _equals(value: Any, other: Any) -> bool:
    return type(value) is type(other) and bool(value == other)


def _null_type(schema: Schema) -> None:
    if "null" in schema.types and len(schema.types) > 1:
        schema.types -= {"null"}
        schema.nullable = True
        schema.places.setdefault("nullable", schema.places["type"])
    schema.types = _without_integers(schema.types)


def _composition(contract: Contract, schema: Schema) -> None:
    """Takes the only entry of an `allOf` that says anything into the schema itself, where nothing stands against it."""
    entries = schema.words.get("allOf")
    if not isinstance(entries, list):
        return
    place = schema.places["allOf"]
    parts = [contract.schema(join_pointer(place, index)) for index in range(len(entries))]
    saying = [part for part in parts if not says_nothing(part)]
    if not saying:
        del schema.words["allOf"], schema.places["allOf"]
    elif len(saying) == 1:
        _absorb(schema, saying[0], "allOf")


def says_nothing(schema: Schema) -> bool:
    """Whether every value passes, and nothing is promised: a description and the like may stand there."""
    return not (schema.words or schema.types or schema.nullable or schema.never or schema.reference)


def _absorb(schema: Schema, part: Schema, word: str) -> bool:
    """Puts the words of `part` in place of `word`, unless one of them stands there already."""
    clash = (schema.words.keys() - {word}) & part.words.keys() - {"description"}
    if clash or (schema.types and part.types and schema.types != part.types):
        return False
    own = {key for key in schema.words if key != word}
    del schema.words[word], schema.places[word]
    schema.words.update(part.words)
    schema.places.update({key: place for key, place in part.places.items() if key not in schema.places})
    schema.types = schema.types or part.types
    schema.nullable |= part.nullable
    schema.listed |= part.listed
    schema.never |= part.never
    schema.reference = schema.reference or part.reference
    if not own:
        schema.pointer = part.pointer
    return True


def _unions(contract: Contract, schema: Schema) -> None:
    for word in ("anyOf", "oneOf"):
        entries = schema.words.get(word)
        if isinstance(entries, list):
            _union(contract, schema, word, len(entries))


def _union(contract: Contract, schema: Schema, word: str, count: int) -> None:
    """Null among the branches becomes `nullable`; branches that say one scalar type each become a list of types."""
    place = schema.places[word]
    branches = [contract.schema(join_pointer(place, index)) for index in range(count)]
    others = [branch for branch in branches if not _is_null(branch)]
    if len(others) < len(branches) and others:
        schema.nullable = True
        schema.places.setdefault("nullable", place)
        if len(others) == 1 and _absorb(schema, others[0], word):
            return
    simple = [branch for branch in others if branch.types and not branch.words and branch.types <= SCALARS]
    if len(simple) == len(others) > 0 and not schema.types and not any(branch.nullable for branch in others):
        schema.types = frozenset[str]().union(*(branch.types for branch in others))
        schema.places["type"] = place
        schema.listed = True
        del schema.words[word], schema.places[word]
    else:
        _open_enumeration(schema, word, others)


def _open_enumeration(schema: Schema, word: str, branches: list[Schema]) -> None:
    """A list of values beside a branch that takes every value of their type: these are the known ones, and no limit."""
    wide = [branch for branch in branches if branch.types and not branch.words and branch.types <= SCALARS]
    listed = [branch for branch in branches if branch.words.keys() == {"enum"}]
    if word != "anyOf" or not wide or not listed or len(wide) + len(listed) < len(branches) or schema.types:
        return
    types = frozenset[str]().union(*(branch.types for branch in wide))
    if any(not branch.types <= types or branch.nullable for branch in branches):
        return
    schema.types = types
    schema.words["known"] = [value for branch in listed for value in branch.words["enum"]]
    schema.places["known"] = listed[0].places["enum"]
    schema.places.setdefault("type", wide[0].places.get("type", wide[0].pointer))
    del schema.words[word], schema.places[word]


def _is_null(schema: Schema) -> bool:
    if schema.types == {"null"}:
        return True
    return not schema.types and (
        schema.words == {"enum": [None]} or ("const" in schema.words and schema.words["const"] is None)
    )


def _values(schema: Schema) -> None:
    """Null in an enumeration is told by `nullable` alone: it stands for it where no type is said, else it repeats it."""
    values = schema.words.get("enum")
    if not isinstance(values, list) or None not in values or values == [None]:
        return
    schema.words["enum"] = [value for value in values if value is not None]
    if not schema.types:
        schema.nullable = True
        schema.places.setdefault("nullable", schema.places["enum"])


def _implied_types(contract: Contract, schema: Schema, alone: bool) -> None:
    """The types that listed values or the branches of a union leave room for, where none is said."""
    words = schema.words
    listed = [words["const"]] if "const" in words else words.get("enum")
    if isinstance(listed, list) and listed:
        schema.types = frozenset(_type_of(value) for value in listed)
        return
    for word in ("anyOf", "oneOf"):
        entries = words.get(word)
        if isinstance(entries, list) and not alone:
            place = schema.places[word]
            branches = [contract.schema(join_pointer(place, index)) for index in range(len(entries))]
            branches = [branch for branch in branches if not _is_null(branch)]
            if branches and all(branch.types for branch in branches):
                schema.types = _without_integers(frozenset[str]().union(*(branch.types for branch in branches)))


def _without_integers(types: frozenset[str]) -> frozenset[str]:
    return types - {"integer"} if "number" in types else types


def _type_of(value: Any) -> str:
    match value:
        case bool():
            return "boolean"
        case int():
            return "integer"
        case float():
            return "number"
        case str():
            return "string"
        case None:
            return "null"
        case list():
            return "array"
        case _:
            return "object"
