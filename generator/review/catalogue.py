"""Every rule of every layer, once."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from generator.review import hygiene, normalized, presence, python, security
from generator.review.finding import Rule
from generator.review.wire import WIRE_RULES


def catalogue() -> Mapping[str, Rule]:
    """All rules by id, in the order of the layers."""
    groups = (presence.RULES, WIRE_RULES, normalized.RULES, python.RULES, security.RULES, hygiene.RULES)
    return MappingProxyType({rule.id: rule for group in groups for rule in group})
