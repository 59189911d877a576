"""Conditions as Python expressions: what one would write by hand to find out that a value breaks a rule."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from generator.emit.text import pyrepr
from generator.ir import conditions as c
from generator.ir.conditions import Condition

# What expressions call, beside Python's builtins; _runtime/rules.py has them all.
HELPERS: Final = ("is_integer", "is_multiple", "is_number", "is_object", "is_unique", "matches", "plain", "same")
FIELDS: Final = "fields"
"""The subject that is a model's own dictionary: all its fields are in it, and `given` names those that were given."""

_CHECKS: Final = {
    "object": "is_object({})",
    "array": "isinstance({}, list)",
    "string": "isinstance({}, str)",
    "boolean": "isinstance({}, bool)",
    "null": "{} is None",
    "number": "is_number({})",
    "integer": "is_integer({})",
}
_PLAIN: Final = re.compile(r"[A-Za-z0-9_:/<> -]+")
_NEGATED_SIGN: Final = {">=": "<", "<=": ">", ">": "<=", "<": ">="}


@dataclass(frozen=True, slots=True)
class Expression:
    """Source and how tightly it binds: 3 atom, 2 comparison, 1 `and`, 0 `or`."""

    source: str
    binds: int

    def within(self, level: int) -> str:
        """The source, in parentheses where an operator of this level would tear it apart."""
        return self.source if self.binds >= level else f"({self.source})"


def holds(condition: Condition, subject: str, depth: int = 0) -> Expression:
    """An expression that is true when the condition holds for the subject."""
    match condition:
        case c.Always(truth):
            return Expression(repr(truth), 3)
        case c.Has(name):
            return Expression(f"{pyrepr(name)} in {_present(subject)}", 2)
        case c.Property(name, inner):
            return _either(
                [
                    Expression(f"{pyrepr(name)} not in {_present(subject)}", 2),
                    holds(inner, _item(subject, name, inner), depth),
                ]
            )
        case c.All(parts):
            return _every([_after_presence(part, parts, subject, depth, holds) for part in _needed(parts)])
        case c.Some(parts):
            return _either([holds(part, subject, depth) for part in parts])
        case c.ExactlyOne(parts):
            return Expression(f"{_counted(parts, subject, depth)} == 1", 2)
        case c.Not(inner):
            return fails(inner, subject, depth)
        case c.When(test, then, otherwise):
            yes = _either([fails(test, subject, depth), holds(then, subject, depth)])
            if otherwise == c.TRUE:
                return yes
            return _every([yes, _either([holds(test, subject, depth), holds(otherwise, subject, depth)])])
        case c.Guarded(types, inner):
            return _either([_is_none_of(types, subject), holds(inner, subject, depth)])
        case c.Items(inner, start):
            return _quantified("all", inner, f"{subject}[{start}:]" if start else subject, depth)
        case c.Prefix(firsts):
            return _every(
                [
                    _either(
                        [
                            Expression(f"len({subject}) <= {index}", 2),
                            holds(first, _opened(f"{subject}[{index}]", first), depth),
                        ]
                    )
                    for index, first in enumerate(firsts)
                    if first != c.TRUE
                ]
            )
        case c.Others() | c.Matching() | c.Names():
            return _by_name(condition, subject, depth)
        case c.Contains():
            return _contains(condition, subject, depth)
        case _:
            return _leaf(condition, subject)


def fails(condition: Condition, subject: str, depth: int = 0) -> Expression:
    """An expression that is true when the condition does not hold; the negation is pushed to the leaves."""
    match condition:
        case c.Always(truth):
            return Expression(repr(not truth), 3)
        case c.Has(name):
            return Expression(f"{pyrepr(name)} not in {_present(subject)}", 2)
        case c.Property(name, inner):
            return _every(
                [
                    Expression(f"{pyrepr(name)} in {_present(subject)}", 2),
                    fails(inner, _item(subject, name, inner), depth),
                ]
            )
        case c.All(parts):
            return _either([_after_presence(part, parts, subject, depth, fails) for part in _needed(parts)])
        case c.Some(parts):
            return _every([fails(part, subject, depth) for part in parts])
        case c.ExactlyOne(parts):
            return Expression(f"{_counted(parts, subject, depth)} != 1", 2)
        case c.Not(inner):
            return holds(inner, subject, depth)
        case c.When(test, then, otherwise):
            broken = _every([holds(test, subject, depth), fails(then, subject, depth)])
            if otherwise == c.TRUE:
                return broken
            return _either([broken, _every([fails(test, subject, depth), fails(otherwise, subject, depth)])])
        case c.Guarded(types, inner):
            return _every([_is_one_of(types, subject), fails(inner, subject, depth)])
        case c.OneOf(values, True):
            return _membership(values, subject, negated=True)
        case c.OfType(("null",)):
            return Expression(f"{subject} is not None", 2)
        case c.Compare(sign, bound):
            return Expression(f"{subject} {_NEGATED_SIGN[sign]} {pyrepr(bound)}", 2)
        case c.Length(_, sign, bound):
            return Expression(f"len({subject}) {_NEGATED_SIGN[sign]} {bound}", 2)
        case c.Matches(pattern) if _PLAIN.fullmatch(pattern):
            return Expression(f"{pyrepr(pattern)} not in {subject}", 2)
        case _:
            return Expression(f"not {holds(condition, subject, depth).within(3)}", 2)


def _present(subject: str) -> str:
    return "given" if subject == FIELDS else subject


def _item(subject: str, name: str, inner: Condition) -> str:
    return _opened(f"{subject}[{pyrepr(name)}]", inner)


def _opened(subject: str, inner: Condition) -> str:
    """The subject as the condition needs it: a nested value may be a model, and is opened only to be looked into."""
    return f"plain({subject})" if _looks_into(inner) else subject


def _looks_into(condition: Condition) -> bool:
    match condition:
        case c.Has() | c.Property() | c.Others() | c.Matching() | c.Names() | c.Length("properties"):
            return True
        case c.All(parts) | c.Some(parts) | c.ExactlyOne(parts):
            return any(map(_looks_into, parts))
        case c.When(test, then, otherwise):
            return any(map(_looks_into, (test, then, otherwise)))
        case c.Not(inner) | c.Guarded(_, inner):
            return _looks_into(inner)
        case _:
            return False


def _needed(parts: tuple[Condition, ...]) -> list[Condition]:
    """The parts, presence before what it guards, without a presence that `get` in another part already tells."""
    reading = [part for part in parts if isinstance(part, c.Property) and _read_by_get(part, parts)]
    told = {part.name for part in reading}
    kept = [part for part in parts if not (isinstance(part, c.Has) and part.name in told)]
    # whatever tells presence comes first: what follows takes it for granted
    return sorted(kept, key=lambda part: not isinstance(part, c.Has) and part not in reading)


def _read_by_get(part: c.Property, parts: tuple[Condition, ...]) -> bool:
    """Whether `value.get(name)` judges a property that must be present: absent gives None, and None is not asked for."""
    inner = part.condition
    return c.Has(part.name) in parts and isinstance(inner, c.OneOf) and inner.plain and "null" not in inner.values


def _after_presence(
    part: Condition,
    parts: tuple[Condition, ...],
    subject: str,
    depth: int,
    judge: Callable[[Condition, str, int], Expression],
) -> Expression:
    if isinstance(part, c.Property) and c.Has(part.name) in parts:
        inner = part.condition
        by_get = _read_by_get(part, parts) and subject != FIELDS
        reader = f"{subject}.get({pyrepr(part.name)})" if by_get else _item(subject, part.name, inner)
        return judge(inner, reader, depth)
    return judge(part, subject, depth)


def _counted(parts: tuple[Condition, ...], subject: str, depth: int) -> str:
    return f"[{', '.join(holds(part, subject, depth).source for part in parts)}].count(True)"


def _every(parts: list[Expression]) -> Expression:
    return parts[0] if len(parts) == 1 else Expression(" and ".join(part.within(1) for part in parts), 1)


def _either(parts: list[Expression]) -> Expression:
    return parts[0] if len(parts) == 1 else Expression(" or ".join(part.within(2) for part in parts), 0)


def _is_one_of(types: tuple[str, ...], subject: str) -> Expression:
    return _either([Expression(_CHECKS[name].format(subject), 3 if name != "null" else 2) for name in types])


def _is_none_of(types: tuple[str, ...], subject: str) -> Expression:
    return Expression(f"not {_is_one_of(types, subject).within(3)}", 2)


def _membership(values: tuple[str, ...], subject: str, *, negated: bool = False) -> Expression:
    decoded: list[Any] = [json.loads(value) for value in values]
    if len(decoded) == 1 and (decoded[0] is None or isinstance(decoded[0], bool)):
        return Expression(f"{subject} is {'not ' if negated else ''}{decoded[0]}", 2)
    if len(decoded) == 1:
        return Expression(f"{subject} {'!=' if negated else '=='} {pyrepr(decoded[0])}", 2)
    return Expression(f"{subject} {'not in' if negated else 'in'} {pyrepr(decoded)}", 2)


def _leaf(condition: Condition, subject: str) -> Expression:
    match condition:
        case c.OfType(types):
            return _is_one_of(types, subject)
        case c.OneOf(values, True):
            return _membership(values, subject)
        case c.OneOf(values, _):
            return _either([Expression(f"same({subject}, {pyrepr(json.loads(value))})", 3) for value in values])
        case c.Compare(sign, bound):
            return Expression(f"{subject} {sign} {pyrepr(bound)}", 2)
        case c.MultipleOf(factor):
            return Expression(f"is_multiple({subject}, {pyrepr(factor)})", 3)
        case c.Length(_, sign, bound):
            return Expression(f"len({subject}) {sign} {bound}", 2)
        case c.Matches(pattern):
            return _pattern(pattern, subject)
        case c.Unique():
            return Expression(f"is_unique({subject})", 3)
        case _:
            raise AssertionError(f"no expression for {condition!r}")


def _pattern(pattern: str, subject: str) -> Expression:
    """A search; where the pattern is a plain beginning, end or part, what one would write by hand."""
    if _PLAIN.fullmatch(pattern):
        return Expression(f"{pyrepr(pattern)} in {subject}", 2)
    if _PLAIN.fullmatch(pattern.removeprefix("^")) and pattern.startswith("^"):
        return Expression(f"{subject}.startswith({pyrepr(pattern[1:])})", 3)
    if _PLAIN.fullmatch(pattern.removesuffix(r"\Z")) and pattern.endswith(r"\Z"):
        return Expression(f"{subject}.endswith({pyrepr(pattern[:-2])})", 3)
    return Expression(f"matches({pyrepr(pattern)}, {subject})", 3)


def _variable(depth: int) -> str:
    return "item" if depth == 0 else f"item_{depth + 1}"


def _quantified(function: str, inner: Condition, subject: str, depth: int) -> Expression:
    item = _variable(depth)
    source = f"map(plain, {subject})" if _looks_into(inner) else subject
    return Expression(f"{function}({holds(inner, item, depth + 1).source} for {item} in {source})", 3)


def _by_name(condition: c.Others | c.Matching | c.Names, subject: str, depth: int) -> Expression:
    if isinstance(condition, c.Names):
        return _quantified("all", condition.condition, subject, depth)
    key, item = f"name_{depth + 1}" if depth else "name", _variable(depth)
    inner = condition.condition
    if isinstance(condition, c.Matching):
        test = f"matches({pyrepr(condition.pattern)}, {key})"
    else:
        named = [f"{key} not in {pyrepr(list(condition.named))}"] if condition.named else []
        test = " and ".join([*named, *(f"not matches({pyrepr(pattern)}, {key})" for pattern in condition.patterns)])
    if inner == c.FALSE and isinstance(condition, c.Others) and not condition.patterns:
        return (
            Expression(f"{subject}.keys() <= {{{', '.join(map(pyrepr, condition.named))}}}", 2)
            if condition.named
            else Expression(f"not {subject}", 2)
        )
    if not test:
        return _quantified("all", inner, f"{subject}.values()", depth)
    return Expression(
        f"all({holds(inner, _opened(item, inner), depth + 1).source} for {key}, {item} in {subject}.items() if {test})",
        3,
    )


def _contains(condition: c.Contains, subject: str, depth: int) -> Expression:
    if condition.most is None and condition.least == 1:
        return _quantified("any", condition.condition, subject, depth)
    item = _variable(depth)
    source = f"map(plain, {subject})" if _looks_into(condition.condition) else subject
    count = f"sum({holds(condition.condition, item, depth + 1).within(1)} for {item} in {source})"
    if condition.most is None:
        return Expression(f"{count} >= {condition.least}", 2)
    return Expression(f"{condition.least} <= {count} <= {condition.most}", 2)
