"""Source as lines: the small vocabulary that the converters' emitters share."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from generator.emit.text import comment, pyrepr
from generator.ir.converter import Case, Converter, FieldPlan, Guard

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
        return [
            line
            for case, body in zip(plan.cases, made, strict=True)
            if body
            for line in block(f"if {guard_test(case.guard)}:", [comment(case.source), *body])
        ]
    lines: Lines = []
    for number, (case, body) in enumerate(zip(plan.cases, made, strict=True)):
        head = "else:" if number == len(made) - 1 else f"{'el' if number else ''}if {guard_test(case.guard)}:"
        lines += block(head, [comment(case.source), *body])
    return lines


def basis_argument(case: Case) -> str:
    """The last argument of a loss, where its ground is no documented fact."""
    return "" if case.basis == "documented" else f", {pyrepr(case.basis)}"


def plan_named(converter: Converter, name: str) -> FieldPlan:
    """The plan of a normalized field."""
    return next(plan for plan in converter.fields if plan.name == name)
