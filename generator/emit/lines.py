"""Source as lines: the small vocabulary that the converters' emitters share."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Literal

from generator.emit.text import comment, pyrepr
from generator.ir.converter import Carry, Case, Converter, FieldPlan, Guard

Lines = list[str]


def indent(lines: Iterable[str], levels: int = 1) -> Lines:
    """The lines, some levels deeper."""
    return ["    " * levels + line if line else line for line in lines]


def block(head: str, body: Lines) -> Lines:
    """A statement with its body, which is `pass` when there is nothing in it."""
    return [head, *indent(body or ["pass"])]


def constant_name(*parts: str) -> str:
    """A private module constant."""
    return "_" + "_".join(part.upper() for part in parts)


def case_constant(plan: FieldPlan, carry: Carry, what: Literal["table", "silence", "fill", "pattern"]) -> str:
    """The constant for a part of a case; cases that say the same share it, others have numbers."""
    said = list(dict.fromkeys(_part(case.carry, what) for case in plan.cases if case.carry is not None))
    said = [one for one in said if one not in (None, (), "")]
    number = said.index(_part(carry, what)) + 1
    names = {"table": (), "silence": ("silent",), "fill": ("filled",), "pattern": ()}[what]
    last = {"pattern": ("pattern",)}.get(what, ())
    return constant_name(*names, plan.name, *last, *([str(number)] if number > 1 else []))


def _part(carry: Carry, what: str) -> Any:
    return carry.limits.pattern if what == "pattern" else getattr(carry, what)


def facts_lines(converter: Converter, plans: Iterable[FieldPlan], otherwise: str) -> Lines:
    """The facts that the guards of some fields look at, where a request has not been judged yet."""
    atoms = [name for plan in plans for case in plan.cases for one in case.guard for name, _ in one]
    lines = ["row = _row(request)", *block("if row is None:", [f"return {otherwise}"])]
    if "model" not in atoms:
        return lines
    model = plan_named(converter, "model").cases[0]
    silence = (model.carry.silence if model.carry else None) or ""
    return [*lines, f"model = request.model or {pyrepr(silence)}"]


def is_in(subject: str, values: Iterable[Any]) -> str:
    """A test that a value is one of some."""
    listed = tuple(values)
    return f"{subject} == {pyrepr(listed[0])}" if len(listed) == 1 else f"{subject} in {pyrepr(listed)}"


def guard_test(guard: Guard) -> str:
    """A guard as an expression over `model` and `row`."""
    return " or ".join(_alternative(one, len(guard) > 1) for one in guard)


def _alternative(atoms: tuple[tuple[str, tuple[Any, ...]], ...], in_brackets: bool) -> str:
    text = " and ".join(_atom(name, values) for name, values in atoms)
    return f"({text})" if in_brackets and len(atoms) > 1 else text


def _atom(name: str, values: tuple[Any, ...]) -> str:
    if name == "model":
        return is_in("model", values)
    if values == (True,):
        return f"row.{name}"
    return f"not row.{name}" if values == (False,) else is_in(f"row.{name}", values)


def by_case(plan: FieldPlan, made: list[Lines]) -> Lines:
    """The lines of every case under its guard; the last needs none, since one of them always holds."""
    if len(made) == 1:
        return made[0]
    if not all(made):
        return [line for case, body in zip(plan.cases, made, strict=True) if body for line in _alone(case, body)]
    lines: Lines = []
    for number, (case, body) in enumerate(zip(plan.cases, made, strict=True)):
        head = "else:" if number == len(made) - 1 else f"{'el' if number else ''}if {guard_test(case.guard)}:"
        lines += block(head, [comment(case.source), *body])
    return lines


def _alone(case: Case, body: Lines) -> Lines:
    """A case whose neighbours have nothing to say. A test right inside the guard joins it."""
    guard, head, rest = guard_test(case.guard), body[0], body[1:]
    if head.startswith("if ") and all(line.startswith("    ") for line in rest):
        test = f"{in_brackets(guard)} and {in_brackets(head.removeprefix('if ').removesuffix(':'))}"
        return [f"if {test}:", *indent([comment(case.source)]), *rest]
    return block(f"if {guard}:", [comment(case.source), *body])


def in_brackets(test: str) -> str:
    """A test that `and` can join."""
    return f"({test})" if " or " in test else test


def basis_argument(case: Case) -> str:
    """The last argument of a loss, where its ground is no documented fact."""
    return "" if case.basis == "documented" else f", {pyrepr(case.basis)}"


def plan_named(converter: Converter, name: str) -> FieldPlan:
    """The plan of a normalized field."""
    return next(plan for plan in converter.fields if plan.name == name)
