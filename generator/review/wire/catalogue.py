"""Every rule of the wire layer, put together from the tables of kinds and effects."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from generator.review.finding import Layer, Rule
from generator.review.wire.calls_rules import CALLS
from generator.review.wire.effects import EFFECTS
from generator.review.wire.facets import FACETS, NOUNS, SCOPES

# headers of answers have no models: whoever reads one reads text
_OF_HEADERS = {"raises": "read as text", "retyped": "not judged", "gone": "not judged", "may narrow": "not judged"}


def _rules() -> Iterator[Rule]:
    for facet, scopes, request, response, clause in FACETS:
        for scope in scopes:
            effect = request if SCOPES[scope].startswith("request") else response
            if scope == "h":
                effect = _OF_HEADERS.get(effect, effect)
            yield _rule(f"{SCOPES[scope]}-{facet}", effect, f"{NOUNS[scope]}: {clause}")
    for name, effect, example in CALLS:
        yield _rule(name, effect, example)


def _rule(name: str, effect: str, example: str) -> Rule:
    found = EFFECTS[effect]
    return Rule(name, Layer.WIRE, found.severity, found.breaks, found.why, example)


WIRE_RULES: tuple[Rule, ...] = tuple(sorted(_rules(), key=lambda rule: rule.id))
RULES_BY_ID: Mapping[str, Rule] = {rule.id: rule for rule in WIRE_RULES}
