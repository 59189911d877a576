"""What each provider's converters do is written down, fact by fact. `make golden` writes it anew: read the difference."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conformance import pins, pins_answers
from tests.support import PROVIDERS

PINS = Path(__file__).with_name("pins")


@pytest.mark.parametrize("provider", PROVIDERS)
def test_converters_do_what_is_written(provider: str, pytestconfig: pytest.Config) -> None:
    found = list(pins.lines(pins.committed(provider)))
    file = PINS / f"{provider}.txt"
    if pytestconfig.getoption("--golden"):
        file.write_text("".join(f"{line}\n" for line in found), encoding="utf-8")

    assert found == file.read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize("provider", PROVIDERS)
def test_every_answer_that_is_read_has_an_example(provider: str) -> None:
    converters = pins.committed(provider).converters
    readers = {name.removeprefix("read_") for name in vars(converters) if name.startswith("read_")}

    assert {role for _, role, _, _ in pins_answers.answers(provider)} == readers
