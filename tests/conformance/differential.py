"""Generated types against two oracles: `jsonschema` and `jsonschema-rs`. Where these differ, jsonschema-rs decides.

A request type accepts exactly what its schema accepts; an answer type accepts all of that, and what is unknown.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

import jsonschema
import jsonschema_rs
from pydantic import BaseModel

from tests.conformance import random_json
from tests.conformance.schemas import Judged, accepts, judged


@dataclass(frozen=True)
class Disagreement:
    """A JSON text on which a type and the deciding oracle differ."""

    schema: Any
    text: str
    valid: bool
    which: str


class Oracle:
    """Both oracles for one schema."""

    def __init__(self, schema: Any) -> None:
        self._rust = jsonschema_rs.Draft202012Validator(schema, validate_formats=False)
        self._python = jsonschema.Draft202012Validator(schema)
        self.differed = 0

    def valid(self, value: Any) -> bool:
        """Whether the value is valid; how often the two differed is counted."""
        decided = self._rust.is_valid(value)
        if self._python.is_valid(value) != decided:
            self.differed += 1
        return decided


def compare(schema: Any, oracle: Oracle, one: Judged, values: Iterator[Any]) -> Iterator[Disagreement]:
    """Every value on which the types and the oracle differ."""
    assert one.request is not None and one.answer is not None
    for value in values:
        text = json.dumps(value)
        valid = oracle.valid(value)
        yield from _differences(schema, text, valid, one.request, one.answer)


def _differences(
    schema: Any, text: str, valid: bool, request: type[BaseModel] | None, answer: type[BaseModel] | None
) -> Iterator[Disagreement]:
    try:
        if request is not None and accepts(request, text) != valid:
            yield Disagreement(schema, text, valid, "request")
        if answer is not None and valid and not accepts(answer, text):
            yield Disagreement(schema, text, valid, "answer")
    except Exception as error:  # whatever a type raises beside ValidationError is a finding of its own
        yield Disagreement(schema, text, valid, repr(error))


def values(random: Random, schema: Any, count: int) -> Iterator[Any]:
    """Instances: some that tend to fit, some near misses, some of any kind."""
    for _ in range(count):
        kind = random.random()
        value = random_json.instance(random, schema) if kind < 0.9 else random_json.anything(random, 3)
        yield random_json.near_miss(random, value) if 0.4 < kind < 0.9 else value


def random_schemas(seed: int, schemas: int, each: int, folder: Path) -> tuple[int, int, list[Disagreement]]:
    """(instances judged, schemas refused, disagreements) of random schemas with random instances."""
    random = Random(seed)
    made = [random_json.document(random) for _ in range(schemas)]
    found: list[Disagreement] = []
    count = refused = 0
    with judged(made, folder) as every:
        for schema, one in zip(made, every, strict=True):
            if one.request is None:
                refused += 1
                continue
            components = schema.get("components", {}).get("schemas", {}) if isinstance(schema, dict) else {}
            found.extend(compare(schema, Oracle(schema), one, values(random, _unfolded(components, schema, 4), each)))
            count += each
    return count, refused, found


def own_schema(contract: Mapping[str, Any], name: str) -> dict[str, Any]:
    """A component of a contract as a schema of its own."""
    return {"$ref": f"#/components/schemas/{name}", "components": {"schemas": contract["components"]["schemas"]}}


def own_schemas(
    seed: int,
    each: int,
    contract: Mapping[str, Any],
    types: Mapping[str, tuple[type[BaseModel] | None, type[BaseModel] | None]],
) -> tuple[int, list[Disagreement]]:
    """(instances judged, disagreements) of the components of a contract, given their request and answer types."""
    random = Random(seed)
    components = contract["components"]["schemas"]
    found: list[Disagreement] = []
    count = 0
    for name, (request, answer) in sorted(types.items()):
        oracle = Oracle(own_schema(contract, name))
        for value in values(random, _unfolded(components, components[name], 4), each):
            text, valid = json.dumps(value), oracle.valid(value)
            found.extend(_differences(name, text, valid, request, answer))
            count += 1
    return count, found


def _unfolded(components: Mapping[str, Any], schema: Any, depth: int) -> Any:
    """The schema with `$ref`s replaced, as far as the depth goes, so that instances can be made from it."""
    if isinstance(schema, dict):
        if "$ref" in schema:
            name = schema["$ref"].rsplit("/", 1)[1]
            return _unfolded(components, components[name], depth - 1) if depth else True
        return {key: _unfolded(components, value, depth) for key, value in schema.items()}
    return [_unfolded(components, item, depth) for item in schema] if isinstance(schema, list) else schema


def own_types(
    models: Any, contract: Mapping[str, Any]
) -> dict[str, tuple[type[BaseModel] | None, type[BaseModel] | None]]:
    """The request and answer class of every component that has one, by component name."""
    from stillmotion._runtime.models import AnswerModel, RequestModel

    found: dict[str, tuple[type[BaseModel] | None, type[BaseModel] | None]] = {}
    components = contract["components"]["schemas"]
    for name in components:
        own = [name, *(name + suffix for suffix in ("Request", "Answer") if name + suffix not in components)]
        classes = [getattr(models, candidate, None) for candidate in own]
        real = [one for one in classes if isinstance(one, type)]
        request = next((one for one in real if issubclass(one, RequestModel)), None)
        answer = next((one for one in real if issubclass(one, AnswerModel)), None)
        if request or answer:
            found[name] = (request, answer)
    return found
