"""Mistakes a compiler could make: each a small change of a provider's generated converters.py or errors.py."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from tests.support import GENERATED

WEIGHTS = {"contract": "material", "material": "advisory", "transport": "advisory", "advisory": "material"}
WORDS = {**WEIGHTS, "assumed": "documented", "reported": "documented", "provider": "mapping", "mapping": "provider"}
TURNED: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.LtE: ast.Lt,
    ast.Lt: ast.LtE,
    ast.GtE: ast.Gt,
    ast.Gt: ast.GtE,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
}
READ = ("request", "body", "job", "video", "row", "options", "answer", "event")
TRUTH = "is (not) None turned into truth"
Change = Callable[[Any], None]
Names = dict[str, list[str]]


@dataclass(frozen=True)
class CodeMutant:
    """One change: the number of the node in the walk of the module, and which of the changes that fit it."""

    provider: str
    file: str
    kind: str
    node: int
    number: int
    line: int

    @property
    def where(self) -> str:
        """The place of the change."""
        return f"{self.file}:{self.line}"

    def original(self) -> tuple[ast.Module, Any]:
        """The module as it is, and the node that is changed."""
        tree = _tree(self.provider, self.file)
        return tree, list(ast.walk(tree))[self.node]

    def source(self) -> str:
        """The changed module."""
        tree, node = self.original()
        _, change = list(_changes(node, _names(tree)))[self.number]
        change(node)
        return ast.unparse(ast.fix_missing_locations(tree))


def code_mutants(provider: str) -> Iterator[CodeMutant]:
    """All mutants of a provider's converters and error table."""
    for file in ("converters.py", "errors.py"):
        tree = _tree(provider, file)
        names, skipped = _names(tree), _skipped(tree)
        for index, node in enumerate(ast.walk(tree)):
            if id(node) not in skipped:
                for number, (kind, _) in enumerate(_changes(node, names)):
                    yield CodeMutant(provider, file, kind, index, number, getattr(node, "lineno", 0))


def _tree(provider: str, file: str) -> ast.Module:
    return ast.parse((GENERATED / "stillmotion" / provider / file).read_text(encoding="utf-8"))


def _skipped(tree: ast.Module) -> set[int]:
    """Annotations and docstrings: they do nothing."""
    found: set[int] = set()
    for node in ast.walk(tree):
        parts: list[Any] = [getattr(node, "annotation", None), getattr(node, "returns", None)]
        if isinstance(node, ast.FunctionDef | ast.ClassDef | ast.Module):
            parts += [one for one in node.body[:1] if isinstance(one, ast.Expr) and isinstance(one.value, ast.Constant)]
        for part in parts:
            if part is not None:
                found.update(id(one) for one in ast.walk(part))
    return found


def _names(tree: ast.Module) -> Names:
    """What is read of each local name: attributes and keys, sorted."""
    found: dict[str, set[str]] = {}
    for node in ast.walk(tree):
        match node:
            case ast.Attribute(value=ast.Name(id=base), attr=attribute):
                found.setdefault(f"{base}.", set()).add(attribute)
            case ast.Subscript(value=ast.Name(id=base), slice=ast.Constant(value=str() as key)):
                found.setdefault(f"{base}[", set()).add(key)
    return {name: sorted(members) for name, members in found.items()}


def _changes(node: Any, names: Names) -> Iterator[tuple[str, Change]]:
    match node:
        case ast.Compare():
            yield from _compared(node)
        case ast.Constant():
            yield from _constant(node)
        case ast.If() | ast.IfExp():
            yield "condition turned round", _negated
        case ast.BoolOp():
            yield "and taken for or", _other_junction
            yield "part of a condition lost", lambda one: one.values.pop()
        case ast.Attribute(value=ast.Name(id=base), attr=attribute) if base in READ:
            yield from _sibling(names.get(f"{base}.", []), attribute)
        case ast.Subscript(value=ast.Name(id=base), slice=ast.Constant(value=str() as key)):
            yield from _sibling(names.get(f"{base}[", []), key)
        case ast.Dict(keys=[_, _, *_]):
            yield "two values of a table swapped", _swapped
    for name in ("body", "orelse"):
        statements = getattr(node, name, None)
        for index, statement in enumerate(statements if isinstance(statements, list) else ()):
            if _matters(statement):
                yield f"{_matters(statement)} lost", _without(name, index)


def _compared(node: ast.Compare) -> Iterator[tuple[str, Change]]:
    if isinstance(node.ops[0], ast.Is | ast.IsNot) and isinstance(node.comparators[0], ast.Constant):
        yield TRUTH, _truth
    for index, op in enumerate(node.ops):
        if type(op) in TURNED:
            yield "comparison turned", _turned(index)


def _truth(node: Any) -> None:
    """`x is not None` as `if x` judges it: nothing, zero, False and empty texts and lists are no value either."""
    node.ops = [ast.In() if isinstance(node.ops[0], ast.Is) else ast.NotIn()]
    empty: list[ast.expr] = [ast.Constant(one) for one in (None, "", 0)]
    node.comparators = [ast.Tuple([*empty, ast.Tuple([], ast.Load()), ast.List([], ast.Load())], ast.Load())]


def _turned(index: int) -> Change:
    def change(node: Any) -> None:
        node.ops[index] = TURNED[type(node.ops[index])]()

    return change


def _constant(node: ast.Constant) -> Iterator[tuple[str, Change]]:
    value = node.value
    if isinstance(value, bool):
        yield "true and false confused", lambda one: setattr(one, "value", not one.value)
    elif isinstance(value, int | float):
        yield "number off by one", lambda one: setattr(one, "value", one.value + 1)
    elif isinstance(value, str) and value in WORDS:
        yield "weight, basis or origin changed", lambda one: setattr(one, "value", WORDS[one.value])
    elif isinstance(value, str):
        yield "text changed", lambda one: setattr(one, "value", f"{one.value}x")


def _negated(node: Any) -> None:
    node.test = ast.UnaryOp(ast.Not(), node.test)


def _other_junction(node: Any) -> None:
    node.op = ast.Or() if isinstance(node.op, ast.And) else ast.And()


def _swapped(node: Any) -> None:
    node.values[0], node.values[1] = node.values[1], node.values[0]


def _sibling(known: list[str], name: str) -> Iterator[tuple[str, Change]]:
    if len(known) > 1:
        other = known[(known.index(name) + 1) % len(known)]
        yield "another property is read or written", lambda one: _renamed(one, other)


def _renamed(node: Any, other: str) -> None:
    if isinstance(node, ast.Attribute):
        node.attr = other
    else:
        node.slice = ast.Constant(other)


def _matters(statement: ast.stmt) -> str:
    match statement:
        case ast.Expr(value=ast.Call()):
            return "entry of the report"
        case ast.Assign(targets=[ast.Subscript()]) | ast.Assign(targets=[ast.Attribute()]):
            return "value written"
        case ast.Raise():
            return "refusal"
        case ast.Return() | ast.If():
            return "branch"
    return ""


def _without(name: str, index: int) -> Change:
    def change(node: Any) -> None:
        getattr(node, name)[index] = ast.Pass()

    return change
