"""What pydantic makes of a contract and no reader of signatures sees: aliases, constraints, literals, required, rules."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, is_dataclass
from dataclasses import fields as members
from typing import Any

from generator.ir.conditions import Prefix
from generator.ir.model import Alias, Field, Model, Provider, Rule, TypeSchema
from generator.review.python.change import Change
from generator.review.python.types import Types, covers

_UPPER = ("le", "lt", "max_length", "max_items")
_LOWER = ("ge", "gt", "min_length", "min_items")
Pointers = Mapping[str, Mapping[str, str]]
Lines = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class View:
    """One side of a provider: its IR, where the contract declares its classes, and the source line of every symbol."""

    provider: Provider
    types: Types
    pointers: Pointers
    lines: Lines

    def at(self, owner: str, member: str = "") -> str | None:
        """Where the contract declares a class or a field."""
        return self.pointers.get(owner, {}).get(member)

    def line(self, symbol: str) -> str:
        """A symbol as its module writes it; empty when it has none of its own."""
        return self.lines.get(symbol, "")


def changes(old: View, new: View, renamed: Mapping[str, str]) -> Iterator[Change]:
    """What changed in models and aliases that both sides have; `renamed` gives the new name of a class."""
    before, after = ({model.name: model for model in view.provider.models} for view in (old, new))
    for name in before:
        later = renamed.get(name, name)
        if later in after and before[name] != after[later]:
            yield from _model(old, new, before[name], after[later])
    known, now = ({alias.name: alias for alias in view.provider.aliases} for view in (old, new))
    for name in (name for name in known if name in now and known[name].type != now[name].type):
        yield from _alias(old, new, known[name], now[name])


def _model(old: View, new: View, before: Model, after: Model) -> Iterator[Change]:
    symbol = f"models.{after.name}"
    spots = old.at(before.name), new.at(after.name)
    lines = old.line(f"models.{before.name}"), new.line(symbol)
    if before.role == after.role == "request" and before.closed != after.closed and before.root is after.root is None:
        yield Change("python-model-closed" if after.closed else "python-model-opened", symbol, *lines, *spots)
    elif before.role != after.role or (before.root is None) != (after.root is None):
        refs = old.types.reach([_ref(before.name)]) | new.types.reach([_ref(after.name)])
        yield Change("python-base-changed", symbol, *lines, *spots, refs=refs)
        return  # what was inside it went with it
    rules = [{_demand(rule): rule for rule in model.rules} for model in (before, after)]
    for key in [key for key in rules[1] if key not in rules[0]]:
        yield Change("python-rule-added", symbol, "", " ".join(rules[1][key].message.split()), *spots)
    for key in [key for key in rules[0] if key not in rules[1]]:
        yield Change("python-rule-removed", symbol, " ".join(rules[0][key].message.split()), "", *spots)
    if before.root is not None and after.root is not None and before.root != after.root:
        yield from _typed(old, new, before, after, symbol)
    yield from _fields(old, new, before, after)


def _demand(rule: Rule) -> str:
    """What a rule demands. Its words are not part of that, nor is the order in which the contract lists alternatives."""
    return repr(_unordered(rule.condition))


def _unordered(part: Any) -> Any:
    if isinstance(part, tuple):
        return tuple(sorted((_unordered(one) for one in part), key=repr))
    if isinstance(part, Prefix) or not is_dataclass(part):
        return part
    return (type(part).__name__, *[(field.name, _unordered(getattr(part, field.name))) for field in members(part)])


def _ref(name: str) -> TypeSchema:
    return {"$ref": f"#/$defs/{name}"}


def _typed(old: View, new: View, before: Model, after: Model, symbol: str) -> Iterator[Change]:
    atoms = old.types.atoms(before.root or {}), new.types.atoms(after.root or {})
    rule = _type_rule(*atoms, after.role)
    lines = old.line(f"models.{before.name}.root"), new.line(f"{symbol}.root")
    yield Change(rule, f"{symbol}.root", *lines, old.at(before.name), new.at(after.name))


def _fields(old: View, new: View, before: Model, after: Model) -> Iterator[Change]:
    """Fields by their Python name: that is what callers write."""
    was, now = ({field.python: field for field in model.fields} for model in (before, after))
    for name in dict.fromkeys([*was, *now]):
        symbols = f"models.{before.name}.{name}", f"models.{after.name}.{name}"
        spots = _spot(old, before, was.get(name)), _spot(new, after, now.get(name))
        lines = old.line(symbols[0]), new.line(symbols[1])
        for rule in _field(old, new, was.get(name), now.get(name), after.role):
            refs = [view.types.reach([one.type]) for view, one in ((old, was.get(name)), (new, now.get(name))) if one]
            yield Change(rule, symbols[1], *lines, *spots, refs=frozenset().union(*refs))


def _spot(view: View, model: Model, field: Field | None) -> str | None:
    return view.at(model.name, field.wire) if field else None


def _field(old: View, new: View, was: Field | None, now: Field | None, role: str) -> Iterator[str]:
    """The rules that a field falls under."""
    if was is None or now is None:
        if was is not None:
            yield "python-field-removed"
        elif now is not None:
            yield "python-field-added-required" if now.required and role == "request" else "python-field-added"
        return
    if was.required != now.required:
        kind = "field" if role == "request" else "answer"
        yield f"python-{kind}-became-{'required' if now.required else 'optional'}"
    atoms = old.types.atoms(was.type), new.types.atoms(now.type)
    if was.type != now.type and atoms[0] != atoms[1]:
        yield _type_rule(*atoms, role)
    if was.wire != now.wire:
        yield "python-alias-changed"
    if was.constraints != now.constraints:
        yield from _constraints(dict(was.constraints), dict(now.constraints))


def _type_rule(old: frozenset[tuple[object, ...]], new: frozenset[tuple[object, ...]], role: str) -> str:
    """Requests are contravariant and answers covariant: what is taken away there is what is new here."""
    loses, gains = not covers(new, old), not covers(old, new)
    if loses and gains:
        return "python-type-changed"
    if not loses and not gains:
        return "python-literal-changed"
    if role == "request":
        return "python-type-narrowed" if loses else "python-type-widened"
    return "python-answer-type-narrowed" if loses else "python-answer-type-widened"


def _constraints(old: Mapping[str, int | float | str], new: Mapping[str, int | float | str]) -> Iterator[str]:
    tighter = [_is_tighter(name, old.get(name), new.get(name)) for name in old.keys() | new.keys()]
    if True in tighter:
        yield "python-constraint-tightened"
    elif False in tighter:
        yield "python-constraint-loosened"


def _is_tighter(name: str, old: int | float | str | None, new: int | float | str | None) -> bool | None:
    """Whether a constraint refuses more; None when it is the same. A pattern or step that changed may refuse anything."""
    if old == new:
        return None
    if old is None or new is None:
        return old is None
    if isinstance(old, str) or isinstance(new, str):
        return True
    if name in _UPPER:
        return new < old
    if name in _LOWER:
        return new > old
    return old % new != 0  # multiple_of: every multiple of the old step is one of a step that divides it


def _alias(old: View, new: View, before: Alias, after: Alias) -> Iterator[Change]:
    """A named type is judged where it is used; by itself it is a request's unless only answers use it."""
    atoms = old.types.atoms(before.type), new.types.atoms(after.type)
    if atoms[0] == atoms[1]:  # the same words in another order
        return
    role = "request" if _is_sent(new.provider, after.name) else "answer"
    symbol = f"models.{after.name}"
    spots = old.at(before.name), new.at(after.name)
    refs = old.types.reach([before.type]) | new.types.reach([after.type])
    yield Change(_type_rule(*atoms, role), symbol, old.line(symbol), new.line(symbol), *spots, refs=refs)


def _is_sent(provider: Provider, alias: str) -> bool:
    types = Types(provider)
    sent = [field.type for model in provider.models if model.role == "request" for field in model.fields]
    return alias in types.reach(sent)
