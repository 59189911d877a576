"""The review as data, and the schema of that data. ASCII only, so that no reader is fooled by what it shows."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, Final

from generator.review.finding import Breaks, Comparison, Effect, Finding, Layer, Place, Rule, Severity
from generator.review.report.shown import WORDS
from generator.review.verdict import Bump, State, Verdict, breaks, severity

FORMAT: Final = 1
"""Goes up when a reader of the old form would misread the new one; keys may be added without."""


def render(comparison: Comparison, verdict: Verdict, rules: Mapping[str, Rule]) -> str:
    """The whole review. Unified diffs are left out: git has them."""
    return json.dumps(as_data(comparison, verdict, rules), indent=2) + "\n"


def as_data(comparison: Comparison, verdict: Verdict, rules: Mapping[str, Rule]) -> dict[str, Any]:
    """The same as plain data, as `schema` describes it."""
    return {
        "format": FORMAT,
        "base": {"name": comparison.base, "version": comparison.base_version},
        "head": {"name": comparison.head, "version": comparison.head_version},
        "verdict": _verdict(verdict),
        "providers": list(comparison.providers),
        "failures": [
            {"provider": one.provider, "side": one.side.value, "what": one.what, "reasons": list(one.reasons)}
            for one in comparison.failures
        ],
        "findings": [_finding(finding, rules) for finding in comparison.findings],
        "cells": [
            {"provider": one.provider, "model": one.model, "field": one.field, "before": one.before, "after": one.after}
            for one in comparison.cells
        ],
        "files": [{"path": one.path, "added": one.added, "removed": one.removed} for one in comparison.files],
        "drift": list(comparison.drift),
    }


def _verdict(verdict: Verdict) -> dict[str, Any]:
    return {
        "state": verdict.state.value,
        "breaks": [one.value for one in verdict.breaks],
        "severity": None if verdict.severity is None else WORDS[verdict.severity],
        "counts": {WORDS[one]: number for one, number in verdict.counts.items()},
        "bump": {"needed": str(verdict.needed), "taken": str(verdict.taken), "is_enough": verdict.is_bump_enough},
    }


def _finding(finding: Finding, rules: Mapping[str, Rule]) -> dict[str, Any]:
    return {
        "rule": finding.rule,
        "layer": rules[finding.rule].layer.value,
        "severity": WORDS[severity(finding, rules)],
        "breaks": [one.value for one in breaks(finding, rules)],
        "provider": finding.provider,
        "text": finding.text,
        "occurrences": [
            {"subject": one.subject, "base": _place(one.base), "head": _place(one.head)} for one in finding.occurrences
        ],
        "effects": [_effect(effect, rules) for effect in finding.effects],
    }


def _place(place: Place | None) -> dict[str, Any] | None:
    if place is None:
        return None
    return {"file": place.file, "line": place.line, "column": place.column, "pointer": place.pointer}


def _effect(effect: Effect, rules: Mapping[str, Rule]) -> dict[str, Any]:
    rule = rules[effect.rule]
    return {
        "rule": rule.id,
        "layer": rule.layer.value,
        "severity": WORDS[rule.severity],
        "subject": effect.subject,
        "before": effect.before,
        "after": effect.after,
    }


def schema() -> dict[str, Any]:
    """JSON Schema (2020-12) of `as_data`; keys that come later are allowed everywhere."""
    text, number = {"type": "string"}, {"type": "integer", "minimum": 0}
    word = {"enum": [WORDS[one] for one in reversed(Severity)]}
    layer, broken = {"enum": [one.value for one in Layer]}, _list({"enum": [one.value for one in Breaks]})
    side = _object({"name": text, "version": text})
    bump = {
        "needed": _bumps(Bump.UNKNOWN, Bump.NONE, Bump.PATCH, Bump.MINOR, Bump.MAJOR),
        "taken": _bumps(*Bump),
        "is_enough": {"type": "boolean"},
    }
    verdict = {
        "state": {"enum": [one.value for one in State]},
        "breaks": broken,
        "severity": {"enum": [*word["enum"], None]},
        "counts": _object(dict.fromkeys(word["enum"], number)),
        "bump": _object(bump),
    }
    spot = {"file": text, "line": {"type": "integer", "minimum": 1}, "column": {"type": "integer", "minimum": 1}}
    place = {"anyOf": [_object({**spot, "pointer": text}), {"type": "null"}]}
    effect = {"rule": text, "layer": layer, "severity": word, "subject": text, "before": text, "after": text}
    finding = {
        "rule": text,
        "layer": layer,
        "severity": word,
        "breaks": broken,
        "provider": text,
        "text": text,
        "occurrences": {**_list(_object({"subject": text, "base": place, "head": place})), "minItems": 1},
        "effects": _list(_object(effect)),
    }
    failure = {"provider": text, "side": {"enum": ["base", "head"]}, "what": text, "reasons": _list(text)}
    cell = dict.fromkeys(("provider", "model", "field", "before", "after"), text)
    whole = {
        "format": {"const": FORMAT},
        "base": side,
        "head": side,
        "verdict": _object(verdict),
        "providers": _list(text),
        "failures": _list(_object(failure)),
        "findings": _list(_object(finding)),
        "cells": _list(_object(cell)),
        "files": _list(_object({"path": text, "added": number, "removed": number})),
        "drift": _list(text),
    }
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "A review of a change of the specs"}
    return {**head, **_object(whole)}


def _bumps(*steps: Bump) -> dict[str, Any]:
    return {"enum": [str(one) for one in steps]}


def _list(items: Mapping[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": items}


def _object(properties: Mapping[str, Any]) -> dict[str, Any]:
    return {"type": "object", "required": list(properties), "properties": properties}
