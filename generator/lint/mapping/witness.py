"""For every model there is a request that the contract takes. Found by trying, judged by the contract itself.

| code | refused |
|---|---|
| MAP204 | a model for which no request fulfils the contract |
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from typing import Any, Final
from urllib.parse import quote

from generator.diagnostics import Diagnostic
from generator.lint.mapping.domain import NO_IMAGE, image, kind, members, narrowed, operator_of, silence
from generator.lint.mapping.guards import label
from generator.lint.mapping.subject import FateAt, Row, Subject, carried
from generator.load.document import join_pointer
from generator.load.normalized import IntRange, NumberRange, RequestField

_PICTURE: Final = "https://example.com/picture.png"
_BASE: Final = "urn:contract"
_SAMPLES: Final = {"text": "a cat", "url": "https://example.com/hook", "ratio": "16:9", "asset": _PICTURE}


def check(subject: Subject) -> Iterator[Diagnostic]:
    """A finding for every model without a witness."""
    if not subject.body:
        return
    validator = _validator(subject)
    for index, row in enumerate(subject.table.models.rows):
        if not any(validator.is_valid(payload) for payload in candidates(subject, row)):
            message = f"no request for {label(subject, row)} fulfils the contract"
            hint = "its facts and the rules of openapi.yaml contradict each other"
            yield subject.find(join_pointer("/models/rows", index), "MAP204", message, hint)


def _validator(subject: Subject) -> Any:
    import jsonschema_rs

    return jsonschema_rs.Draft202012Validator(
        {"$ref": f"{_BASE}#{quote(subject.body, safe='/~')}"},
        registry=jsonschema_rs.Registry([(_BASE, subject.contract.data)]),
        validate_formats=False,
        pattern_options=jsonschema_rs.RegexOptions(),
        offline=True,
    )


def candidates(subject: Subject, row: Row) -> Iterator[dict[str, Any]]:
    """Payloads for a model, plain ones first: every required property, and every choice of pictures."""
    fates = [(found, field) for found, field in subject.known_fates() if row in subject.rows_of(found.fate)]
    always = [pair for pair in fates if _is_required(subject, pair[0]) or pair[0].field in ("model", "quality")]
    pictures = [pair for pair in fates if kind(pair[1]) in ("asset", "assets") and pair not in always]
    for size in range(len(pictures) + 1):
        for some in itertools.combinations(pictures, size):
            written = [_written(subject, found, field, row) for found, field in (*always, *some)]
            for values in itertools.product(*written):
                yield _payload(values)


def _is_required(subject: Subject, found: FateAt) -> bool:
    wires = [subject.wire(found.fate.place, path) for path in carried(found.fate)]
    return found.fate.place == "body" and any(wire is not None and wire.required for wire in wires)


def _payload(values: tuple[dict[str, Any], ...]) -> dict[str, Any]:
    payload: dict[str, Any] = {}
    for part in values:
        for path, value in part.items():
            first, *rest = path.split(".")
            if rest:
                payload.setdefault(first, {})[rest[0]] = value
            else:
                payload[first] = value
    return payload


def _written(subject: Subject, found: FateAt, field: RequestField, row: Row) -> list[dict[str, Any]]:
    """What a field may write for a model, some values of it."""
    fate = found.fate
    if isinstance(fate.to, dict):
        wires = {path: subject.wire(fate.place, path) for path in fate.to}
        return [{path: (wire.values[0] if wire and wire.values else "id") for path, wire in wires.items()}]
    if fate.to is None:
        return [{}]
    if kind(field) == "model":
        made = image(operator_of(fate), None, row)
        return [{fate.to: made}, *([{}] if silence(fate, row) == row["model"] else [])]
    return [{fate.to: value} for value in _values(fate, field, row)] or [{}]


def _values(fate: Any, field: RequestField, row: Row) -> list[Any]:
    if kind(field) == "assets":
        return [[_PICTURE]]
    taken, listed = narrowed(fate, row), members(field)
    if listed is None:
        return [_sample(field)]
    made = [image(operator_of(fate), value, row) for value in listed]
    return [value for value in made if value is not NO_IMAGE and (taken is None or value in taken)][:4]


def _sample(field: RequestField) -> Any:
    match field.type:
        case IntRange(int=(low, _)):
            return low
        case NumberRange(number=(low, _)):
            return low
        case str() as name:
            return _SAMPLES.get(name, "text")
        case _:
            return None
