"""A request type accepts exactly what its schema accepts; an answer type accepts everything its schema accepts."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema_rs
import pytest

from tests.conformance import differential, driver
from tests.conformance.known_differences import DIFFERENCES, Difference
from tests.conformance.schemas import accepts, judged

SEED = 20260101


@pytest.mark.parametrize("provider", sorted(driver.specs()))
def test_the_types_of_our_contracts_agree_with_the_oracles(provider: str) -> None:
    contract = driver.specs()[provider].contract.data
    types = differential.own_types(driver.models(provider), contract)
    count, found = differential.own_schemas(SEED, 60, contract, types)
    print(f"{provider}: seed {SEED}, {count} instances")
    assert any(request for request, _ in types.values())
    assert found == []


@pytest.mark.parametrize("part", range(2))
def test_types_of_random_schemas_agree_with_the_oracles(part: int, tmp_path: Path) -> None:
    seed = SEED + part
    count, refused, found = differential.random_schemas(seed, 50, 60, tmp_path)
    print(f"seed {seed}: {count} instances, {refused} schemas refused")
    assert refused < 10
    assert found == []


@pytest.mark.parametrize("known", DIFFERENCES, ids=lambda known: known.name)
def test_a_known_difference_is_still_one(known: Difference, tmp_path: Path) -> None:
    with judged([known.schema], tmp_path) as (one,):
        assert one.request is not None
        assert accepts(one.request, known.text) != known.valid


def test_the_oracle_takes_what_openapi_takes_back(tmp_path: Path) -> None:
    known = next(known for known in DIFFERENCES if known.name == "readOnly in requests")
    assert jsonschema_rs.is_valid(known.schema, json.loads(known.text)) is known.valid
