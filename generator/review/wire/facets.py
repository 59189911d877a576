"""The kinds of change of a schema: in which scopes each has a rule, and what it does to requests and to answers.

A line: the facet, its scopes, the effect on a request, the effect on an answer, an example after the colon. Scopes: body,
property, parameter, parameter property, answer body, answer property, header.
"""

from __future__ import annotations

SCOPES = {
    "B": "request-body",
    "P": "request-property",
    "Q": "request-parameter",
    "q": "request-parameter-property",
    "b": "response-body",
    "p": "response-property",
    "h": "response-header",
}
NOUNS = {
    "B": "request body",
    "P": "request property `duration`",
    "Q": "query parameter `page`",
    "q": "property `from` of query parameter `filter`",
    "b": "response body",
    "p": "response property `duration`",
    "h": "response header `X-Rate`",
}

_BOUNDS = """
max maximum greater
min minimum less
max-length maxLength greater
min-length minLength less
max-items maxItems greater
min-items minItems less
max-properties maxProperties greater
min-properties minProperties less
min-contains minContains less
max-contains maxContains greater
exclusive-min exclusiveMinimum less
exclusive-max exclusiveMaximum greater
"""


def _bounds() -> list[str]:
    lines = []
    for line in _BOUNDS.split("\n")[1:-1]:
        name, word, wider = line.split()
        increased, decreased = ("widens", "narrows") if wider == "greater" else ("narrows", "widens")
        lines += [
            f"{name}-set | BPQbph | narrows | not judged | {word} was set to 10",
            f"{name}-unset | BPQbph | widens | not judged | {word} 10 was removed",
            f"{name}-increased | BPQbph | {increased} | not judged | {word} was increased from 10 to 20",
            f"{name}-decreased | BPQbph | {decreased} | not judged | {word} was decreased from 20 to 10",
        ]
    return lines


_OTHERS = """
multiple-of-set | BPQbph | narrows | not judged | multipleOf was set to 5
multiple-of-unset | BPQbph | widens | not judged | multipleOf 5 was removed
multiple-of-changed | BPQbph | narrows | not judged | multipleOf was changed from 5 to 7
multiple-of-generalized | BPQ | widens | - | multipleOf was changed from 10 to 5
multiple-of-specialized | bph | - | not judged | multipleOf was changed from 5 to 10
unique-items-set | BPQbph | narrows | not judged | items must differ now
unique-items-unset | BPQbph | widens | not judged | items need not differ any more
pattern-added | BPQbph | narrows | not judged | the pattern '^a' was added
pattern-removed | BPQbph | widens | not judged | the pattern '^a' was removed
pattern-changed | BPQbph | may narrow | not judged | the pattern was changed from '^a' to '^b'
pattern-generalized | BPQ | widens | - | the pattern was changed from '^a' to '.*'
became-enum | BPQph | narrows the type | open | was restricted to the values 'a', 'b'
became-not-enum | BPQqph | widens | open | is not restricted to the values 'a', 'b' any more
enum-value-added | BPQqph | widens | open | enum value 'c' was added
enum-value-removed | BPQqph | narrows the type | open | enum value 'b' was removed
known-value-added | BPQ | widens | - | enum value 'c' was added
known-value-removed | BPQ | says nothing | - | enum value 'b' was removed
const-added | BPQbph | narrows the type | open | const 'a' was added
const-removed | BPQbph | widens | open | const 'a' was removed
const-changed | BPQbph | narrows the type | retyped | const was changed from 'a' to 'b'
default-value-added | BPQbph | says nothing | not judged | the default 5 was added
default-value-changed | BPQbph | means else | not judged | the default was changed from 5 to 10
default-value-removed | BPQbph | means else | not judged | the default 5 was removed
type-changed | BPQqbph | narrows the type | raises | type changed from string to integer
type-generalized | BPQqbph | widens | raises | type changed from integer to number
type-specialized | qbph | narrows the type | fits | type changed from number to integer
type-compatible | BPbph | widens | fits | type changed from integer to string
list-of-types-widened | BPQqbp | widens | raises | type string was added to the list of types
list-of-types-narrowed | BPQqbp | narrows the type | fits | type string was removed from the list of types
became-nullable | BPQqbph | widens | raises | may be null now
became-not-nullable | BPQqbph | narrows the type | fits | may not be null any more
schema-became-false | BPQqbph | narrows the type | fits | accepts no value any more
schema-became-not-false | BPQqbph | widens | raises | accepts values again
any-of-added | BPQbph | widens | raises | `Picture` was added to anyOf
any-of-removed | BPQbph | narrows the type | fits | `Picture` was removed from anyOf
any-of-set | BPQbph | narrows the type | retyped | `Picture`, `Film` were added to anyOf
any-of-unset | BPQbph | widens | raises | `Picture`, `Film` were removed from anyOf
one-of-added | BPQbph | widens | raises | `Picture` was added to oneOf
one-of-removed | BPQbph | narrows the type | fits | `Picture` was removed from oneOf
one-of-set | BPQbph | narrows the type | retyped | `Picture`, `Film` were added to oneOf
one-of-unset | BPQbph | widens | raises | `Picture`, `Film` were removed from oneOf
all-of-added | BPQbph | narrows | fits | 'a start frame is needed' was added to allOf
all-of-removed | BPQbph | widens | gone | 'a start frame is needed' was removed from allOf
wrapped-in-one-of | Bb | narrows the type | raises | was turned into a oneOf
wrapped-in-one-of-original-preserved | Bb | may narrow | raises | was turned into a oneOf with what it was as one of the branches
discriminator-added | BPbp | says nothing | retyped | the discriminator 'kind' was added
discriminator-removed | BPbp | says nothing | retyped | the discriminator 'kind' was removed
discriminator-property-name-changed | BPbp | narrows | retyped | the discriminator's property was changed from 'kind' to 'type'
discriminator-mapping-added | BPbp | widens | retyped | the discriminator takes 'film' for `Film` now
discriminator-mapping-deleted | BPbp | narrows | fits | the discriminator does not know 'film' (`Film`) any more
discriminator-mapping-changed | BPbp | narrows | retyped | the discriminator takes 'film' for `Movie` instead of `Film`
if-added | BPbp | narrows | not judged | `if` was added
if-removed | BPbp | widens | not judged | `if` was removed
if-changed | BPbp | may narrow | not judged | what `if` says was changed
then-added | BPbp | narrows | not judged | `then` was added
then-removed | BPbp | widens | not judged | `then` was removed
else-added | BPbp | narrows | not judged | `else` was added
else-removed | BPbp | widens | not judged | `else` was removed
not-added | BPbp | narrows | not judged | `not` was added
not-removed | BPbp | widens | not judged | `not` was removed
not-changed | BPbp | may narrow | not judged | what `not` says was changed
contains-added | BPbp | narrows | not judged | `contains` was added
contains-removed | BPbp | widens | not judged | `contains` was removed
property-names-added | BPbp | narrows | not judged | `propertyNames` was added
property-names-removed | BPbp | widens | not judged | `propertyNames` was removed
pattern-property-added | BPbp | narrows | not judged | the pattern '^x-' was added to patternProperties
pattern-property-removed | BPbp | may narrow | not judged | the pattern '^x-' was removed from patternProperties
dependent-schema-added | BPbp | narrows | not judged | the schema for 'seed' was added to dependentSchemas
dependent-schema-removed | BPbp | widens | not judged | the schema for 'seed' was removed from dependentSchemas
dependent-required-added | BPbp | narrows | not judged | 'mode' are required now when 'seed' is there
dependent-required-removed | BPbp | widens | not judged | 'mode' are not required any more when 'seed' is there
dependent-required-changed | BPbp | may narrow | not judged | when 'seed' is there, 'size' are required instead of 'mode'
prefix-items-added | BPbp | may narrow | retyped | 1 prefixItems were added to 1
prefix-items-removed | BPbp | may narrow | retyped | 1 of 2 prefixItems were removed
additional-properties-refused | BPbp | narrows the type | not judged | properties it does not name are refused now
additional-properties-allowed | BPbp | widens | not judged | properties it does not name are allowed now
structure-changed | Qh | may narrow | not judged | `contains` was added
became-required | Pqp | narrows the type | fits | became required
became-optional | Pqp | widens | raises | became optional
deprecated | Pp | hinted | hinted | was deprecated
deprecated-with-sunset | Pp | hinted | hinted | was deprecated, to go on '2027-01-31'
reactivated | Pp | hinted | hinted | is not deprecated any more
removed | Pq | withdrawn | - | was removed
required-added | q | narrows the type | - | was added, required
optional-added | q | widens | - | was added, optional
"""

FACETS: tuple[tuple[str, str, str, str, str], ...] = tuple(
    (parts[0], parts[1], parts[2], parts[3], parts[4])
    for line in [*_bounds(), *_OTHERS.strip().split("\n")]
    for parts in [line.split(" | ")]
)
