"""The laws, asked of a mutant: its converters stand in for the provider's own while a few made-up requests are judged."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import cache
from random import Random
from typing import Any

from stillmotion.normalized import api
from tests.conformance import normalized_laws as laws
from tests.conformance import normalized_values as values
from tests.conformance import normalized_wire as wires

SEEDS = range(12)


def broken(provider: str, mutant: Any) -> str:
    """The law that the mutant breaks and how; empty when it keeps them all on these seeds."""
    requests, drawn = _drawn(provider)
    with _in_place(provider, mutant):
        for law in (laws.honest_report, laws.minimality):
            for request, policy in requests:
                found = _breaks(law, provider, request, policy)
                if found:
                    return found
        for other in (laws.wire_round_trip, laws.silence):
            for wire in drawn:
                found = _breaks(other, provider, wire)
                if found:
                    return found
    return ""


def _breaks(law: Any, *given: Any) -> str:
    try:
        law(*given)
    except Exception as error:
        return f"{law.__name__}: {type(error).__name__} {str(error)[:120]}"
    return ""


@cache
def _drawn(provider: str) -> tuple[list[Any], list[Any]]:
    requests = [(values.request(Random(seed), provider), values.policy(Random(seed))) for seed in SEEDS]
    drawn = [wires.wire(Random(seed), provider) for seed in SEEDS]
    return requests, [wire for wire in drawn if wire is not None]


@contextmanager
def _in_place(provider: str, mutant: Any) -> Iterator[None]:
    """Everybody who asks for the provider's converters gets the mutant."""
    converters_of, jobs_of = api.converters_of, api.jobs_of
    table = replace(jobs_of(provider), encode=mutant.encode, plan_assets=mutant.plan_assets)
    modules: Any = [api, laws]
    for module in modules:
        module.converters_of = lambda name: mutant if name == provider else converters_of(name)
    modules[0].jobs_of = lambda name: table if name == provider else jobs_of(name)
    try:
        yield
    finally:
        modules[0].jobs_of = jobs_of
        for module in modules:
            module.converters_of = converters_of
