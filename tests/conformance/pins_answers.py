"""What a provider's readers make of answers, one line per answer. (See pins.py.)"""

from __future__ import annotations

import importlib
import itertools
import json
import typing
from collections.abc import Iterator, Mapping
from dataclasses import fields
from random import Random
from typing import Any

from generator.lint import contract
from generator.lint.mapping import subject_of
from generator.lint.mapping.answers import bodies
from generator.load.client_table import Unsupported
from tests.conformance import changes
from tests.conformance import normalized_wire as wires
from tests.conformance.pins_shown import refusal, shown

ROLES = ("submit", "poll", "result", "cost", "list", "events")
GONE = object()
REFUSED = [["refused by the contract"]]


def readings(name: str, converters: Any) -> Iterator[str]:
    """What every documented answer says, by the reader of its role; then how that changes when a member does."""
    tried: set[tuple[str, str]] = set()
    for title, role, body, headers in answers(name):
        plain = _read(name, converters, role, body, headers)
        yield f"{role} {title} | {' / '.join(', '.join(one) for one in plain)}"
        for label, given, low in [*((*one, headers) for one in _changed(body)), *_other_headers(body, headers)]:
            if (role, label) not in tried:
                tried.add((role, label))
                said = _read(name, converters, role, given, low)
                change = _difference(plain, said)
                if said != REFUSED and change:
                    yield f"{role} {title}, {label} | {change}"


def _difference(plain: list[list[str]], said: list[list[str]]) -> str:
    pairs = list(itertools.zip_longest(plain, said, fillvalue=typing.cast(list[str], [])))
    news = [one for old, new in pairs for one in new if one not in old]
    gone = [one.partition("=")[0] for old, new in pairs for one in old if one not in new]
    return f"{', '.join(news)} instead of {', '.join(gone)}" if news or gone else ""


def _read(name: str, converters: Any, role: str, body: Any, headers: Mapping[str, str]) -> list[list[str]]:
    committed = importlib.import_module(f"stillmotion.{name}.converters")
    model = typing.get_type_hints(getattr(committed, f"read_{role}"))["answer"]
    try:
        answer = model.model_validate(body)
    except ValueError:
        return REFUSED
    try:
        found = getattr(converters, f"read_{role}")(answer, {key.lower(): value for key, value in headers.items()})
        return [_reading(one) for one in found]
    except Exception as error:
        return [[refusal(error)]]


def _reading(one: Any) -> list[str]:
    given = {field.name: getattr(one, field.name) for field in fields(one) if field.name != "raw"}
    return [f"{name}={shown(value)}" for name, value in given.items() if value not in (None, ())]


def _changed(body: Any) -> Iterator[tuple[str, Any]]:
    """The answer with each of its members null, empty, zero, or what nobody can read."""
    for path in _paths(body):
        for value in (None, "", 0, 10**30, "x"):
            yield f"{'.'.join(path)} {value!r}", _with(body, path, value)
        yield f"no {'.'.join(path)}", _with(body, path, GONE)


def _other_headers(body: Any, headers: Mapping[str, str]) -> Iterator[tuple[str, Any, Mapping[str, str]]]:
    for key in headers:
        for value in ("", "x", "0"):
            yield f"{key} {value!r}", body, {**headers, key: value}


def _paths(node: Any, depth: int = 4) -> Iterator[tuple[str, ...]]:
    if isinstance(node, dict) and depth:
        for name, value in node.items():
            yield (name,)
            yield from ((name, *below) for below in _paths(value, depth - 1))
    elif isinstance(node, list) and node and depth:
        yield ("0",)
        yield from (("0", *below) for below in _paths(node[0], depth))


def _with(node: Any, path: tuple[str, ...], value: Any) -> Any:
    if not path:
        return value
    if isinstance(node, list):
        return [_with(node[0], path[1:], value), *node[1:]]
    if value is GONE and len(path) == 1:
        return {name: one for name, one in node.items() if name != path[0]}
    return {**node, path[0]: _with(node[path[0]], path[1:], value)}


def answers(name: str) -> Iterator[tuple[str, str, Any, Mapping[str, str]]]:
    """(title, role, body, headers) of every documented answer about jobs."""
    specs = changes.provider(name)
    assert specs.client is not None
    calls = {role: getattr(specs.client.jobs, role) for role in ROLES}
    roles = {
        call.call: "event" if role == "events" else role
        for role, call in calls.items()
        if call is not None and not isinstance(call, Unsupported)
    }
    for file in specs.examples:
        role = roles.get(file.operation or "", "")
        for pair in file.pairs if role else ():
            if pair.error is None and pair.response.has_body:
                yield pair.name, role, pair.response.body, pair.response.headers
            for index, event in enumerate(_events(pair.response.text or "")):
                yield f"{pair.name} {index}", role, event, {}
        for notice in file.callbacks:
            yield notice.name, "callback", notice.body, {}
    yield from _made(name)


def _made(name: str) -> Iterator[tuple[str, str, Any, Mapping[str, str]]]:
    """Answers with all that the contract has, which no example has at once."""
    specs = changes.provider(name)
    subject = subject_of(changes.specs(), specs)
    assert subject is not None
    for role, places in bodies(subject).items():
        for place in places:
            schema = contract.at(specs.contract, place)
            for seed in range(4):
                yield f"made {seed}", role, wires.value(Random(seed), specs.contract.data, schema, 9), {}


def _events(text: str) -> Iterator[Any]:
    for line in text.splitlines():
        if line.startswith("data:"):
            yield json.loads(line.removeprefix("data:"))
