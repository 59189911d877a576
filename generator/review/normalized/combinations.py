"""The tables of a mapping beside its rows: combinations, options of the provider, rules, pictures."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from generator.ir.converter import Converter, JointPlan, RulePlan
from generator.load.document import join_pointer
from generator.load.mapping_table import AssetProfile, Inline, MappingTable, Refusal, Stored, Uploaded
from generator.review.finding import Effect, Finding
from generator.review.normalized import wires
from generator.review.normalized.offers import Sides
from generator.review.parts import changed, effect, from_to, sentence, shown

_FORMS: Final = ("url", "bytes", "stored")


def findings(sides: Sides) -> Iterator[Finding]:
    """Findings about these tables of one provider."""
    yield from _joints(sides)
    yield from _options(sides)
    yield from _rules(sides)
    yield from _assets(sides)


def _joints(sides: Sides) -> Iterator[Finding]:
    """All combinations of a table that came, went or changed: one finding each way."""
    old, new = ({one.name: one for one in converter.joints} for converter in (sides.old, sides.new))
    models = {row.key[0] for row in sides.old.rows} & {row.key[0] for row in sides.new.rows}
    for name in (name for name in old if name in new and old[name] != new[name]):
        if old[name].fields != new[name].fields:
            continue
        groups: dict[str, list[Effect]] = {}
        for one in changed(_said(old[name], models), _said(new[name], models)):
            rule = {(True, False): "joint-row-added", (False, True): "joint-row-removed"}.get(
                (one.old is None, one.new is None), "joint-row-changed"
            )
            model, asked = one.key
            subject = f"{sides.pair.name} · {model} · {_asked(old[name], asked)}"
            groups.setdefault(rule, []).append(effect(rule, subject, one.old, one.new))
        for rule, effects in groups.items():
            yield _joint(sides, name, rule, effects, old[name])


def _said(joint: JointPlan, models: set[str]) -> dict[tuple[str, tuple[Any, ...]], str]:
    """What says a combination on the wire, for models that both sides have."""
    names = [".".join(target.path) for target in joint.targets]
    return {
        (row.model, row.asked): ", ".join(
            f"{name} {shown(value)}" for name, value in zip(names, row.said, strict=True) if value is not None
        )
        for row in joint.rows
        if row.model in models
    }


def _asked(joint: JointPlan, values: tuple[Any, ...]) -> str:
    return ", ".join(
        f"{name} {shown(value)}" for name, value in zip(joint.fields, values, strict=True) if value is not None
    )


def _joint(sides: Sides, name: str, rule: str, effects: list[Effect], joint: JointPlan) -> Finding:
    word = {"joint-row-added": "gets", "joint-row-removed": "loses"}.get(rule, "says otherwise")
    combinations = "; ".join(one.subject.split(" · ", 1)[1] for one in effects)
    row = sides.files.seen(f"{sides.pair.name} · {name}", *sides.files.where("joint", name))
    spots = [spot for field in joint.fields for spot in wires.of_field(sides.subjects, field)]
    text = sentence(f"the table {name} {word} {combinations}")
    return Finding(rule, sides.pair.name, text, (row, *sides.subjects.seen(spots)), tuple(effects))


def _options(sides: Sides) -> Iterator[Finding]:
    """Options by the wire property they stand for: one that moved keeps its property and changes its name."""
    old, new = (_option_names(converter) for converter in (sides.old, sides.new))
    for one in changed(old, new):
        rule = {(True, False): "option-added", (False, True): "option-removed"}.get(
            (one.old is None, one.new is None), "option-renamed"
        )
        where, path = one.key
        name = one.old or one.new
        subject = f"provider_options.{sides.pair.name}.{name}"
        text = f"the option {name} ({where} {path}) " + (
            from_to(one.old, one.new) if rule == "option-renamed" else f"is {'new' if one.old is None else 'gone'}"
        )
        row = sides.files.seen(subject, *sides.files.where("native", path))
        spots = wires.of_property(sides.subjects, where, path)
        told = (effect(rule, subject, one.old, one.new), *_symbols(sides, one.old, one.new))
        yield Finding(rule, sides.pair.name, sentence(text), (row, *sides.subjects.seen(spots)), told)


def _symbols(sides: Sides, old: str | None, new: str | None) -> Iterator[Effect]:
    """What an option is in Python. The Python layer leaves it to us: its root is the table."""
    owner = f"stillmotion.{sides.pair.name}.options.{sides.pair.new_ir.prefix}Options"
    if old is not None:
        yield Effect("python-field-removed", f"{owner}.{old}", old, "")
    if new is not None:
        yield Effect("python-field-added", f"{owner}.{new}", "", new)


def _option_names(converter: Converter) -> dict[tuple[str, str], str]:
    return {(one.target.place, ".".join(one.target.path)): one.name for one in converter.options}


def _rules(sides: Sides) -> Iterator[Finding]:
    """Rules by id. A rule of a weaker grade only warns; one that says something else is judged as a new one."""
    old, new = ({rule.id: rule for rule in converter.rules} for converter in (sides.old, sides.new))
    for one in changed(old, new):
        before, after = (rule and _demand(rule) for rule in (one.old, one.new))
        if before == after:
            continue
        is_relaxed = one.new is None or (one.old and _demand(one.old)[1:] == _demand(one.new)[1:] and _refuses(one.old))
        rule = (
            "request-rule-relaxed"
            if is_relaxed
            else "request-rule-refuses" if _refuses(one.new) else "request-rule-warns"
        )
        places = [_rule_at(table, one.key) for table in (sides.pair.old.mapping, sides.pair.new.mapping)]
        subject = f"{sides.pair.name} · {one.key}"
        was, now = (rule and _said_rule(rule) for rule in (one.old, one.new))
        row = sides.files.seen(subject, *places)
        text = sentence(f"the rule {one.key} {from_to(was, now)}")
        yield Finding(rule, sides.pair.name, text, (row,), (effect(rule, subject, was, now),))


def _demand(rule: RulePlan) -> tuple[Any, ...]:
    return _refuses(rule), rule.guard, rule.present, rule.absent


def _refuses(rule: RulePlan) -> bool:
    return rule.basis == "documented"


def _said_rule(rule: RulePlan) -> str:
    models = " or ".join(" and ".join(f"{n} {', '.join(map(str, v))}" for n, v in one) for one in rule.guard)
    needs = [*(f"needs {name}" for name in rule.present), *(f"forbids {name}" for name in rule.absent)]
    return f"{models}: {', '.join(needs)} ({rule.basis})"


def _rule_at(table: MappingTable | None, identifier: str) -> str | None:
    rules = table.rules if table else ()
    return next((join_pointer("/rules", number) for number, rule in enumerate(rules) if rule.id == identifier), None)


def _assets(sides: Sides) -> Iterator[Finding]:
    old, new = (one.mapping.assets if one.mapping else {} for one in (sides.pair.old, sides.pair.new))
    if len(old) == len(new) == 1:  # a profile's name is the table's own
        (old_name, before), (new_name, after) = *old.items(), *new.items()
        for rule, what, was, now in _profile(before, after):
            subject = f"{sides.pair.name} · pictures · {what}"
            pointers = (join_pointer("/assets", old_name, what), join_pointer("/assets", new_name, what))
            row = sides.files.seen(subject, *pointers)
            text = sentence(f"{what} of pictures at {sides.pair.name} {from_to(was, now)}")
            yield Finding(rule, sides.pair.name, text, (row,), (effect(rule, subject, was, now),))


def _profile(old: AssetProfile, new: AssetProfile) -> Iterator[tuple[str, str, Any, Any]]:
    """(rule, what, before, after) of every difference of a profile."""
    for form in _FORMS:
        was, now = _way(getattr(old, form)), _way(getattr(new, form))
        if was != now:
            rule = {(True, False): "asset-form-accepted", (False, True): "asset-form-refused"}
            yield rule.get((was is None, now is None), "asset-way-changed"), form, was, now
    if set(old.media) != set(new.media):
        tighter = bool(new.media) and (not old.media or bool(set(old.media) - set(new.media)))
        yield f"asset-limit-{'tightened' if tighter else 'loosened'}", "media", list(old.media), list(new.media)
    if old.max_bytes != new.max_bytes:
        tighter = new.max_bytes is not None and (old.max_bytes is None or new.max_bytes < old.max_bytes)
        yield f"asset-limit-{'tightened' if tighter else 'loosened'}", "max_bytes", old.max_bytes, new.max_bytes


def _way(form: Any) -> str | None:
    """How a form travels; None when it is refused."""
    match form:
        case Inline(inline=inline, upload=upload):
            return f"{inline}, or by {upload}" if upload else inline
        case Uploaded(upload=upload):
            return f"by {upload}"
        case Stored(kinds=kinds):
            return ", ".join(f"{kind} as {word}" for kind, word in kinds.items())
        case Refusal() | None:
            return None
        case _:
            return str(form)
