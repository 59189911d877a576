"""The differences of normalized.yaml: fields, the catalogue, statuses, error kinds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any, Final

from generator.lint.mapping.domain import kind
from generator.load import Specs
from generator.load.document import join_pointer
from generator.load.normalized import AnswerField, IntRange, Normalized, NumberRange, RequestField, Words
from generator.review.finding import Effect, Finding, Occurrence
from generator.review.parts import Files, changed, effect, from_to, shown

WEIGHTS: Final = ("advisory", "transport", "material", "contract")


def findings(base: Specs, head: Specs) -> Iterator[Finding]:
    """Findings about normalized.yaml, when both sides have one."""
    old, new = base.normalized, head.normalized
    if old is None or new is None or old == new:
        return
    files = Files("", base.normalized_document, head.normalized_document)
    yield from _request(files, old, new)
    for section in ("generation", "video"):
        yield from _answers(files, section, getattr(old, section), getattr(new, section))
    yield from _catalogue(files, base, head)
    yield from _statuses(files, old, new)
    yield from _kinds(files, old, new)


def _one(files: Files, rule: str, subject: str, path: tuple[str, ...], values: tuple[Any, Any]) -> Finding:
    text = _sentence(subject, *values)
    found = files.finding(rule, text, subject, *files.where(*path))
    return replace(found, effects=(effect(rule, subject, *values),))


def _sentence(subject: str, old: Any, new: Any) -> str:
    if old is None or new is None:
        return f"{subject} is {'new' if old is None else 'gone'}"
    return f"{subject} {from_to(old, new)}"


def _request(files: Files, old: Normalized, new: Normalized) -> Iterator[Finding]:
    for one in changed(old.request, new.request):
        subject, path = f"request · {one.key}", ("request", one.key)
        if one.old is None or one.new is None:
            rule = "normalized-field-added" if one.old is None else "normalized-field-removed"
            found = _one(files, rule, subject, path, (one.old and _type(one.old), one.new and _type(one.new)))
            yield replace(found, effects=(*found.effects, _symbol(one.key, is_new=one.old is None)))
            continue
        if (_type(one.old), one.old.unit) != (_type(one.new), one.new.unit):
            yield _one(files, _field_rule(one.old, one.new), subject, path, (_type(one.old), _type(one.new)))
        if one.old.weight != one.new.weight:
            values = (one.old.weight, one.new.weight)
            yield _one(files, weight_rule(*values), f"{subject} · weight", (*path, "weight"), values)


def _symbol(field: str, *, is_new: bool) -> Effect:
    """What a field of the request is in Python."""
    symbol = f"stillmotion.ImageToVideoRequest.{field}"
    return (
        Effect("python-field-added", symbol, "", field) if is_new else Effect("python-field-removed", symbol, field, "")
    )


def weight_rule(old: str, new: str) -> str:
    """The rule for the weight of a loss that changed."""
    return "loss-weight-raised" if WEIGHTS.index(new) > WEIGHTS.index(old) else "loss-weight-lowered"


def _type(field: RequestField | AnswerField) -> str:
    unit = f" {field.unit}" if field.unit else ""
    if isinstance(field.type, str):
        return field.type + unit
    return shown(field.type.model_dump(mode="json")) + unit


def _field_rule(old: RequestField, new: RequestField) -> str:
    if kind(old) != kind(new) or old.unit != new.unit:
        return "normalized-field-changed"
    a, b = old.type, new.type
    if isinstance(a, Words) and isinstance(b, Words):
        return "normalized-field-narrowed" if set(a.enum) - set(b.enum) else "normalized-field-widened"
    loses = _low(b) > _low(a) or _high(b) < _high(a)
    return "normalized-field-narrowed" if loses else "normalized-field-widened"


def _bounds(type_: Any) -> tuple[float | None, float | None]:
    if isinstance(type_, IntRange):
        return type_.int
    return type_.number if isinstance(type_, NumberRange) else (None, None)


def _low(type_: Any) -> float:
    low = _bounds(type_)[0]
    return float("-inf") if low is None else low


def _high(type_: Any) -> float:
    high = _bounds(type_)[1]
    return float("inf") if high is None else high


def _answers(
    files: Files, section: str, old: Mapping[str, AnswerField], new: Mapping[str, AnswerField]
) -> Iterator[Finding]:
    before, after = ({name: _type(field) for name, field in one.items()} for one in (old, new))
    for one in changed(before, after):
        known = {(True, False): "normalized-answer-added", (False, True): "normalized-answer-removed"}
        rule = known.get((one.old is None, one.new is None), "normalized-answer-changed")
        yield _one(files, rule, f"{section} · {one.key}", (section, one.key), (one.old, one.new))


def _catalogue(files: Files, base: Specs, head: Specs) -> Iterator[Finding]:
    """A model of the catalogue that came or went, with the rows of the providers that offer it."""
    assert base.normalized and head.normalized
    old, new = base.normalized.models, head.normalized.models
    for name in [*(name for name in old if name not in new), *(name for name in new if name not in old)]:
        rule = "catalogue-model-removed" if name in old else "catalogue-model-added"
        found = _one(files, rule, f"models · {name}", ("models", name), (name, None) if name in old else (None, name))
        rows = tuple(_offers(base if name in old else head, name, is_old=name in old))
        effects = tuple(
            effect(rule, row.subject, *(("offered", None) if name in old else (None, "offered"))) for row in rows
        )
        yield replace(found, occurrences=(*found.occurrences, *rows), effects=effects or found.effects)


def _offers(specs: Specs, model: str, *, is_old: bool) -> Iterator[Occurrence]:
    for provider in specs.providers:
        rows = provider.mapping.models.rows if provider.mapping else ()
        for index, row in enumerate(rows):
            if row["model"] == model:
                pointer = join_pointer("/models/rows", index)
                files = Files(
                    provider.name, *((provider.mapping_document, None) if is_old else (None, provider.mapping_document))
                )
                yield files.seen(f"{provider.name} · {model}", *((pointer, None) if is_old else (None, pointer)))


def _statuses(files: Files, old: Normalized, new: Normalized) -> Iterator[Finding]:
    before, after = (
        {name: f"{'terminal' if row.terminal else 'not terminal'}, {row.result}" for name, row in one.statuses.items()}
        for one in (old, new)
    )
    for one in changed(before, after):
        known = {(True, False): "status-added", (False, True): "status-removed"}
        rule = known.get((one.old is None, one.new is None), "status-changed")
        yield _one(files, rule, f"statuses · {one.key}", ("statuses", one.key), (one.old, one.new))


def _kinds(files: Files, old: Normalized, new: Normalized) -> Iterator[Finding]:
    before, after = (
        {name: f"{row.phase}, retry {row.retry}, billed {row.billed}" for name, row in one.errors.items()}
        for one in (old, new)
    )
    for one in changed(before, after):
        known = {(True, False): "error-kind-added", (False, True): "error-kind-removed"}
        rule = known.get((one.old is None, one.new is None), "error-kind-changed")
        yield _one(files, rule, f"errors · {one.key}", ("errors", one.key), (one.old, one.new))
