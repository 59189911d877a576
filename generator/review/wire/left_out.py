"""The checks of oasdiff that have no rule here, by id, each with its reason. A test holds the list complete."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType

_BODIES = ("request-body", "request-property", "response-body", "response-property")
_TODAY = "It depends on the day it is asked: the same two revisions must always give the same review."
_POLICY = "It is a policy about dates in an extension; extensions (`x-…`) are refused by KEY002."
_STABILITY = "The extension x-stability-level is refused by KEY002."
_EXTENSIBLE = "The extension x-extensible-enum is refused by KEY002; enumerations of answers are open anyway."
_VERSION = "The version of the package is what callers see: the verdict of a review judges that, not info.version."
_ANNOTATION = "An `allOf` entry that only describes changes nothing on the wire and is no finding."


def _each(reason: str, *endings: str, scopes: tuple[str, ...] = _BODIES) -> Iterator[tuple[str, str]]:
    return ((f"{scope}-{ending}", reason) for scope in scopes for ending in endings)


def _all() -> Iterator[tuple[str, str]]:
    yield from _each(_ANNOTATION, "all-of-added-annotation-only", "all-of-removed-annotation-only")
    for word, ending in (("unevaluatedItems", "items"), ("unevaluatedProperties", "properties")):
        reason = f"The keyword {word} is refused by KEY001."
        yield from _each(reason, f"unevaluated-{ending}-added", f"unevaluated-{ending}-removed")
    yield from _each(
        "The keyword contentSchema is refused by KEY001.", "content-schema-added", "content-schema-removed"
    )
    yield from _each("The keyword contentMediaType is refused by KEY001.", "content-media-type-changed")
    yield from _each("The keyword contentEncoding is refused by KEY001.", "content-encoding-changed")
    ends = ("media-type-item-schema-added", "media-type-item-schema-removed")
    yield from _each(
        "itemSchema is of OpenAPI 3.2 and refused by KEY001.", *ends, scopes=("request-body", "response-body")
    )
    yield (
        "response-body-media-type-item-schema-removed-untyped",
        "itemSchema is of OpenAPI 3.2 and refused by KEY001.",
    )
    sides = ("request-property", "response-property")
    yield from _each(_STABILITY, "stability-decreased", "stability-increased", scopes=(*sides, "api"))
    yield "api-invalid-stability-level", _STABILITY
    yield from _each(_EXTENSIBLE, "x-extensible-enum-value-removed", scopes=("request-property", "request-parameter"))
    yield from _each(_POLICY, "deprecated-sunset-missing", scopes=(*sides, "request-parameter", "api"))
    yield from _each(_POLICY, "deprecated-sunset-invalid", scopes=sides)
    yield "request-parameter-sunset-parse", _POLICY
    too_small = ("sunset-date-too-small", "sunset-date-changed-too-small")
    yield from _each(_TODAY, too_small[0], scopes=(*sides, "request-parameter", "api"))
    yield from _each(_TODAY, too_small[1], scopes=("request-parameter", "api"))
    yield from _each(_TODAY, "removed-before-sunset", scopes=("api", "api-path", "request-parameter"))
    yield from _each(_VERSION, "version-not-bumped", "version-decreased", "major-version-not-bumped", scopes=("api",))
    yield "api-security-updated", "It has a message but no check: alternatives and scopes are told one by one."


LEFT_OUT: Mapping[str, str] = MappingProxyType(dict(sorted(_all())))
