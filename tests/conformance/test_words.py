"""The words of specs/normalized.yaml and of the runtime are the same words, and every operation has been seen."""

from __future__ import annotations

import pytest

from generator.load import load
from stillmotion._runtime.errors import ERROR_KINDS
from tests.conformance import driver

NORMALIZED = load(driver.ROOT / "specs").normalized


def test_every_error_kind_has_a_class_and_every_class_a_kind() -> None:
    assert NORMALIZED is not None
    assert set(NORMALIZED.errors) == set(ERROR_KINDS)


@pytest.mark.parametrize("provider", sorted(driver.specs()))
def test_every_operation_has_an_example_that_succeeds(provider: str) -> None:
    shown = {
        file.operation for file in driver.specs()[provider].examples if any(pair.error is None for pair in file.pairs)
    }
    assert set(driver.operations(provider)) - shown == set()


@pytest.mark.parametrize("provider", sorted(driver.specs()))
def test_every_terminal_status_can_be_reached(provider: str) -> None:
    assert NORMALIZED is not None
    client = driver.specs()[provider].client
    assert client is not None
    reached = set(client.status.map.values())
    assert "succeeded" in reached
    assert any(NORMALIZED.statuses[status].result == "error" for status in reached) or client.status.failure
