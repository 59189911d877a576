"""From symbols to findings: what shares a place in the contract is one finding, and so is a class with what brought it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

import griffe

from generator.ir.build import declared_at
from generator.ir.model import Model, Provider
from generator.review.finding import Effect, Finding, Occurrence, Side
from generator.review.parts import Pair, from_to, place, sentence
from generator.review.python import fields, surface
from generator.review.python.change import Change
from generator.review.python.fields import View
from generator.review.python.origins import Origins
from generator.review.python.rules import RANK
from generator.review.python.types import Types

Files = Mapping[str, bytes]


@dataclass(frozen=True, slots=True)
class Half:
    """One side of a provider, read."""

    view: View
    surface: surface.Surface
    origins: Origins


def of_pair(pair: Pair, old: Files, new: Files) -> Iterator[Finding]:
    """Findings about the modules of one provider."""
    prefix = f"stillmotion/{pair.name}/"
    ours = [{name: text for name, text in files.items() if name.startswith(prefix)} for files in (old, new)]
    differing = {name for name in ours[0].keys() | ours[1].keys() if ours[0].get(name) != ours[1].get(name)}
    before, after = (surface.read(pair.name, {n: t for n, t in side.items() if n in differing}) for side in ours)
    if not before.lines and not after.lines:
        return
    renamed = _renamed_classes(pair)
    halves = _half(pair, before, renamed, is_old=True), _half(pair, after, {}, is_old=False)
    changes = list(_changes(*halves, renamed))
    for group, joined in _groups(changes):
        yield _finding(pair, group, joined)


def _half(pair: Pair, read: surface.Surface, renamed: Mapping[str, str], *, is_old: bool) -> Half:
    specs, provider = (pair.old, pair.old_ir) if is_old else (pair.new, pair.new_ir)
    pointers = declared_at(specs)
    view = View(provider, Types(provider, renamed), pointers, read.lines)
    return Half(view, read, Origins(specs, provider, pointers))


def _renamed_classes(pair: Pair) -> dict[str, str]:
    """Classes that are gone under one name and new under another: the same fields, the same side of the wire."""
    old, new = dict(_shapes(pair.old_ir)), dict(_shapes(pair.new_ir))
    come = {shape: name for name, shape in new.items() if name not in old}
    return {name: come[shape] for name, shape in old.items() if name not in new and shape in come}


def _shapes(provider: Provider) -> Iterator[tuple[str, str]]:
    """Every class with fields and every named type, with what makes it what it is."""
    yield from ((model.name, _shape(model)) for model in provider.models if model.fields)
    types = Types(provider)
    yield from ((alias.name, repr(sorted(types.atoms(alias.type), key=repr))) for alias in provider.aliases)


def _shape(model: Model) -> str:
    return repr([model.role, model.closed, [(one.python, one.wire, one.type, one.required) for one in model.fields]])


def _changes(old: Half, new: Half, renamed: Mapping[str, str]) -> Iterator[Change]:
    """Every symbol that changed, under its rule."""
    told = list(fields.changes(old.view, new.view, renamed))
    yield from told
    yield from _calls(old, new, renamed, told)
    yield from _presence(old, new, renamed, told)
    yield from _other(old, new, renamed, {one.symbol for one in told})


def _calls(old: Half, new: Half, renamed: Mapping[str, str], told: list[Change]) -> Iterator[Change]:
    """Methods and constructors. A keyword goes with the field it fills, or with that field's class: the rule is theirs."""
    at = {key: one for one in told for key in (one.old, one.new) if key}
    for call in surface.calls(old.surface, new.surface, renamed):
        was, now = (surface.brief(half.surface.objects[call.symbol], call) for half in (old, new))
        spots = [half.origins.parameter(call.symbol, call.parameter) for half in (old, new)] if call.parameter else []
        above = [spot.rpartition("/properties/")[0] for spot in spots if spot]
        root = next((at[spot] for spot in (*spots, *above) if spot in at), None)
        if root is not None:
            yield Change(root.rule, call.symbol, was, now, root.old, root.new)
        else:
            refs = old.origins.refs(call.symbol) | new.origins.refs(call.symbol)
            spot, later = old.origins.of(call.symbol), new.origins.of(call.symbol)
            if spot is later is None and spots:  # a constructor: what its parameter stands for
                spot, later = spots
            yield Change(call.rule, call.symbol, was, now, spot, later, refs if not call.parameter else frozenset())


def _presence(old: Half, new: Half, renamed: Mapping[str, str], told: list[Change]) -> Iterator[Change]:
    """Symbols that one side has only. What lies inside a class that came or went is told by the class."""
    known = {one.symbol for one in told}
    gone = [name for name in old.surface.lines if name not in new.surface.lines]
    come = [name for name in new.surface.lines if name not in old.surface.lines]
    for name, later in _moved(old, new, gone, come, renamed):
        gone.remove(name)
        come.remove(later)
        lines = old.surface.lines[name], new.surface.lines[later]
        yield Change("python-symbol-renamed", later, *lines, old.origins.of(name), new.origins.of(later))
        gone = [one for one in gone if not one.startswith(f"{name}.")]
        come = [one for one in come if not one.startswith(f"{later}.")]
    for names, half, is_new in ((gone, old, False), (come, new, True)):
        outer = {*names, *_of_other_kind(old, new), *(one.symbol for one in told if one.rule == "python-base-changed")}
        for name in (name for name in names if name not in known and not _is_told(name, outer)):
            line, spot = half.surface.lines[name], half.origins.of(name)
            if is_new:
                yield Change("python-symbol-added", name, "", line, None, spot, half.origins.refs(name))
            else:
                yield Change("python-symbol-removed", name, line, "", spot, None, half.origins.refs(name))


def _of_other_kind(old: Half, new: Half) -> Iterator[str]:
    for name, found in old.surface.objects.items():
        if name in new.surface.objects and new.surface.objects[name].kind is not found.kind:
            yield name


def _is_told(name: str, outer: set[str]) -> bool:
    """Whether something else tells of a symbol: its class, or, for an option, the table that gives the option."""
    owner = name.rpartition(".")[0]
    return owner in outer or (name.startswith("options.") and "." in owner)


def _moved(old: Half, new: Half, gone: list[str], come: list[str], renamed: Mapping[str, str]) -> list[tuple[str, str]]:
    """(old symbol, new symbol) of what is the same under another name."""
    found = [(f"models.{name}", f"models.{later}") for name, later in renamed.items()]
    for name in gone:
        identity = old.origins.identity(name)
        alike = [later for later in come if _is_alike(name, later) and new.origins.identity(later) == identity]
        found.extend((name, later) for later in alike if identity is not None)
    return [(name, later) for name, later in found if name in gone and later in come]


def _is_alike(one: str, other: str) -> bool:
    """Whether two symbols stand in the same module and are the same kind of constant."""
    return one.partition(".")[0] == other.partition(".")[0] and one.endswith("_PAGES") == other.endswith("_PAGES")


def _other(old: Half, new: Half, renamed: Mapping[str, str], told: set[str]) -> Iterator[Change]:
    """Constants and classes whose line changed, and names that became another kind of thing."""
    for symbol, before in old.surface.objects.items():
        after = new.surface.objects.get(symbol)
        if after is None or symbol in told or old.surface.lines[symbol] == new.surface.lines[symbol]:
            continue
        owner = symbol.rpartition(".")[0]
        is_field = symbol.startswith("models.") and owner.count(".") == 1 and isinstance(before, griffe.Attribute)
        if isinstance(before, griffe.Function) and isinstance(after, griffe.Function):
            continue
        lines = old.surface.lines[symbol], new.surface.lines[symbol]
        spots = old.origins.of(symbol), new.origins.of(symbol)
        if before.kind is not after.kind:
            yield Change("python-kind-changed", symbol, *lines, *spots)
        elif not is_field and not symbol.startswith("models."):
            yield Change("python-signature-changed", symbol, *lines, *spots)


def _groups(changes: list[Change]) -> Iterator[tuple[list[Change], list[Change]]]:
    """Changes by the place in the contract they share; a class that came, went or moved goes with what leads to it."""
    whole = ("python-symbol-added", "python-symbol-removed", "python-symbol-renamed")
    groups: dict[str, list[Change]] = {}
    joined: dict[str, list[Change]] = {}
    waiting: list[Change] = []
    for one in changes:
        is_class = one.rule in whole and one.symbol.startswith("models.")
        (waiting if is_class else groups.setdefault(one.key or _in_both_worlds(one), [])).append(one)
    for one in waiting:
        name = one.symbol.removeprefix("models.")
        leading = next((key for key, group in groups.items() if any(name in other.refs for other in group)), None)
        if leading is None:
            groups.setdefault(one.key or one.symbol, []).append(one)
        else:
            joined.setdefault(leading, []).append(one)
    yield from ((group, joined.get(key, [])) for key, group in groups.items())


def _in_both_worlds(one: Change) -> str:
    """What a symbol of no contract is in the synchronous and in the asynchronous client alike."""
    return one.symbol.replace("async_", "").replace("Async", "")


def _finding(pair: Pair, group: list[Change], joined: list[Change]) -> Finding:
    """The worst of a group gives the rule and the sentence; the effects are all of its symbols, and what goes with them."""
    ordered = [*sorted(group, key=_order), *sorted(joined, key=_order)]
    worst = ordered[0]
    package = f"stillmotion.{pair.name}"
    effects = [Effect(one.rule, f"{package}.{one.symbol}", one.before, one.after) for one in ordered]
    seen = Occurrence(
        f"{package}.{worst.symbol}",
        place(Side.BASE, pair.old.contract, worst.old) if worst.old is not None else None,
        place(Side.HEAD, pair.new.contract, worst.new) if worst.new is not None else None,
    )
    text = sentence(_text(worst, package))
    return Finding(worst.rule, pair.name, text, (_placed(pair, seen),), tuple(dict.fromkeys(effects)))


def _order(one: Change) -> tuple[tuple[int, int], bool, str]:
    return RANK[one.rule], not one.symbol.startswith("models."), one.symbol


def _placed(pair: Pair, seen: Occurrence) -> Occurrence:
    """With a place at least: what is not the contract's stands at its head."""
    if seen.base is None and seen.head is None:
        return replace(seen, base=place(Side.BASE, pair.old.contract, ""), head=place(Side.HEAD, pair.new.contract, ""))
    return seen


def _text(worst: Change, package: str) -> str:
    name = f"{package}.{worst.symbol}"
    if worst.rule == "python-rule-added":
        return f"{name} is held to a rule: {worst.after}"
    if worst.rule == "python-rule-removed":
        return f"{name} is no longer held to a rule: {worst.before}"
    if not worst.before or not worst.after:
        return f"{name} is {'gone' if worst.before else 'new'}: {worst.before or worst.after}"
    return f"{name} {from_to(worst.before, worst.after)}"
