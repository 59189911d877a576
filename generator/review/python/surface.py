"""The public surface of one provider's modules, read by griffe from text; nothing is imported and nothing is written.

Models and their fields are judged by `fields`, from the IR. Here are the rest: what there is at all, methods, constructors,
constants.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any, Final

import griffe

# modules whose text follows from the rest: rules are judged from the IR, the others hold data without a signature
_SILENT: Final = frozenset(("rules", "provider", "capabilities", "jobs", "errors"))
_PARAMETERS: Final = {
    griffe.BreakageKind.PARAMETER_MOVED: "python-parameter-moved",
    griffe.BreakageKind.PARAMETER_CHANGED_KIND: "python-parameter-moved",
    griffe.BreakageKind.PARAMETER_REMOVED: "python-parameter-removed",
    griffe.BreakageKind.PARAMETER_CHANGED_REQUIRED: "python-parameter-required",
    griffe.BreakageKind.PARAMETER_ADDED_REQUIRED: "python-parameter-required",
}


@dataclass(frozen=True, slots=True)
class Surface:
    """Public symbols by their name below the provider's package: griffe's object, and the line a reader sees."""

    objects: Mapping[str, griffe.Object]
    lines: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Call:
    """What changed about one callable: (rule, parameter); the parameter is empty for what concerns it whole."""

    symbol: str
    rule: str
    parameter: str


def read(provider: str, files: Mapping[str, bytes]) -> Surface:
    """The surface of the modules of one provider."""
    objects: dict[str, griffe.Object] = {}
    prefix = f"stillmotion/{provider}/"
    for path, content in sorted(files.items()):
        module = PurePosixPath(path).stem
        if path.startswith(prefix) and path.endswith(".py") and module not in _SILENT and not module.startswith("_"):
            name = f"stillmotion.{provider}.{module}"
            tree = griffe.visit(name, Path(path), content.decode())
            objects.update(_public(tree, module))
    return Surface(objects, {name: line(found) for name, found in objects.items()})


def _public(owner: griffe.Object, prefix: str) -> Iterator[tuple[str, griffe.Object]]:
    for name, member in owner.members.items():
        if (name.startswith("_") and name != "__init__") or not isinstance(member, griffe.Object):
            continue  # an alias is an import: it is public where it is defined
        symbol = f"{prefix}.{name}"
        yield symbol, _by_keyword(member)
        if isinstance(member, griffe.Class):
            yield from _public(member, symbol)


def _by_keyword(member: griffe.Object) -> griffe.Object:
    """A method as callers write it. Of its overloads the last takes the body's fields as keywords, required ones too."""
    if isinstance(member, griffe.Function) and member.overloads:
        member.parameters = member.overloads[-1].parameters
    return member


def line(found: griffe.Object) -> str:
    """A symbol as its module writes it, on one line."""
    match found:
        case griffe.Function():
            return f"def {found.signature()}"
        case griffe.Class():
            return f"class {found.name}({', '.join(map(str, found.bases))})"
        case griffe.Attribute():
            is_told = found.value is not None and not str(found.annotation).startswith("Final")  # as API.txt does
            value = f" = {found.value}" if is_told else ""
            return f"{found.name}: {found.annotation}{value}" if found.annotation else f"{found.name}{value}"
        case _:
            return found.name


def brief(found: griffe.Object, call: Call) -> str:
    """A callable with the one parameter that matters: whole signatures are long, and alike but for that."""
    if not isinstance(found, griffe.Function):
        return line(found)
    if call.rule == "python-return-changed":
        return f"def {found.name}(…) -> {found.returns}"
    if call.rule == "python-parameter-moved":
        places = [
            one.name
            for one in found.parameters
            if one.kind is griffe.ParameterKind.positional_or_keyword and one.name != "self"
        ]
        return f"def {found.name}({', '.join([*places, '…'])})"
    told = [_parameter_line(one) for one in found.parameters if one.name == call.parameter]
    return f"def {found.name}({', '.join([*told, '…'])})"


def _parameter_line(one: griffe.Parameter) -> str:
    annotation = f": {one.annotation}" if one.annotation else ""
    return f"{one.name}{annotation}{f' = {one.default}' if one.default else ''}"


def calls(old: Surface, new: Surface, renamed: Mapping[str, str]) -> Iterator[Call]:
    """What changed about every function that both sides have."""
    names = re.compile("|".join(rf"\b{re.escape(name)}\b" for name in renamed)) if renamed else None

    def now(text: Any) -> str:
        return names.sub(lambda match: renamed[match[0]], str(text)) if names else str(text)

    for symbol, before in old.objects.items():
        after = new.objects.get(symbol)
        if not isinstance(before, griffe.Function) or not isinstance(after, griffe.Function):
            continue
        if now(old.lines[symbol]) != new.lines[symbol]:
            yield from _call(symbol, before, after, now)


def _call(symbol: str, before: griffe.Function, after: griffe.Function, now: Any) -> Iterator[Call]:
    told = set[str]()
    for breakage in griffe.find_breaking_changes(_holding(before), _holding(after)):
        rule = _PARAMETERS.get(breakage.kind)
        parameter = _parameter(breakage)
        if rule is not None:
            told.add(parameter)
            yield Call(symbol, rule, parameter)
    if now(before.returns) != str(after.returns):  # griffe takes every change of what is returned for a harmless one
        yield Call(symbol, "python-return-changed", "")
    was, has = ({one.name: one for one in function.parameters} for function in (before, after))
    for name in (name for name in has if name not in was and name not in told):
        told.add(name)
        yield Call(symbol, "python-parameter-added", name)
    for name in (name for name in was if name in has and name not in told):
        if now(was[name].annotation) != str(has[name].annotation) or was[name].default != has[name].default:
            yield Call(symbol, "python-signature-changed", name)


def _holding(function: griffe.Function) -> griffe.Module:
    """griffe compares modules; one that holds a single function costs nothing."""
    module = griffe.Module("module")
    module.set_member(function.name, _copy(function))
    return module


def _copy(function: griffe.Function) -> griffe.Function:
    return griffe.Function(function.name, parameters=function.parameters, returns=function.returns)


def _parameter(breakage: griffe.Breakage) -> str:
    """The parameter a breakage is about; empty when it is about what is returned."""
    for value in (breakage.old_value, breakage.new_value):
        if isinstance(value, griffe.Parameter):
            return value.name
    return ""
