"""rules.py of a provider: one generator function per request model that has rules, one `if` per rule."""

from __future__ import annotations

import re
from dataclasses import dataclass

from generator.emit.conditions import FIELDS, HELPERS, fails
from generator.emit.models import looks_at_fields, rule_function
from generator.emit.text import comment, docstring, pyrepr
from generator.ir.conditions import Condition, renamed
from generator.ir.model import Model, Provider, Rule


@dataclass(frozen=True, slots=True)
class RuleLine:
    """One rule as source: what breaks it, and what is said then."""

    comment: str
    test: str
    message: str
    fields: str
    source: str


@dataclass(frozen=True, slots=True)
class RuleFunction:
    """The rules of one model."""

    name: str
    parameters: str
    doc: str
    rules: tuple[RuleLine, ...]


def rule_functions(provider: Provider) -> tuple[RuleFunction, ...]:
    """Every function of the module, by name."""
    return tuple(_function(model) for model in provider.models if model.rules)


def helpers(functions: tuple[RuleFunction, ...]) -> list[str]:
    """The names of _runtime/rules.py that the functions use."""
    tests = " ".join(rule.test for function in functions for rule in function.rules)
    return [name for name in HELPERS if re.search(rf"\b{name}\b", tests)]


def _function(model: Model) -> RuleFunction:
    doc = docstring(f"Rules of `{model.name}` ({model.source}) that its types cannot say.", 4)
    if looks_at_fields(model):
        names = {field.wire: field.python for field in model.fields}
        lines = tuple(_line(rule, renamed(rule.condition, names), FIELDS) for rule in model.rules)
        return RuleFunction(rule_function(model), "fields: Mapping[str, Any], given: set[str]", doc, lines)
    value_type = "dict[str, Any]" if model.root is None else "Any"
    lines = tuple(_line(rule, rule.condition, "value") for rule in model.rules)
    return RuleFunction(rule_function(model), f"value: {value_type}", doc, lines)


def _line(rule: Rule, condition: Condition, subject: str) -> RuleLine:
    return RuleLine(
        comment(rule.source),
        fails(condition, subject).source,
        pyrepr(rule.message),
        pyrepr(rule.fields),
        pyrepr(rule.source),
    )
