"""A hundred random changes of our own contracts: each gives the findings that name it, and no others."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest

from generator.review.finding import Finding
from generator.review.wire import compare
from tests.support import PROVIDERS, committed
from tests.wire_mutations import Mutation, mutation

CONTRACTS = {provider.name: provider.contract for provider in committed().providers}
SEEDS = range(100)


def _are_near(one: str, other: str) -> bool:
    """Whether one node stands in the other."""
    return f"{one}/".startswith(f"{other}/") or f"{other}/".startswith(f"{one}/")


def _names(finding: Finding, made: Mutation) -> bool:
    pointers = [place.pointer for one in finding.occurrences for place in (one.base, one.head) if place is not None]
    said = finding.text + "".join(one.subject for one in finding.occurrences)
    return made.word in said and any(_are_near(pointer, made.pointer) for pointer in pointers)


@pytest.mark.parametrize("seed", SEEDS)
def test_a_random_change_is_named(seed: int) -> None:
    rng = random.Random(seed)
    provider = PROVIDERS[seed % len(PROVIDERS)]
    base = CONTRACTS[provider]
    made = mutation(base.data, rng)

    found = compare(base, replace(base, data=made.data))

    told = f"seed {seed}: {made.name} at {made.pointer} of {provider} gave {[(one.rule, one.text) for one in found]}"
    assert {one.rule for one in found} == made.rules, told
    assert all(_names(one, made) for one in found), told


def test_the_changes_are_of_many_kinds() -> None:
    made = [mutation(CONTRACTS[PROVIDERS[seed % len(PROVIDERS)]].data, random.Random(seed)) for seed in SEEDS]

    assert len({one.name for one in made}) >= 15
    assert len({one.pointer for one in made}) >= 60
