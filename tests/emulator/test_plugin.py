"""The pytest plugin as an installed package brings it: known by its entry point, and no burden to those who do not use it."""

from __future__ import annotations

import subprocess
import sys
import tomllib

import pytest

from stillmotion.emulator import PROVIDERS, Emulator
from tests.support import GENERATED, HOUSE

IMPORT = """
import sys
import stillmotion.emulator.plugin
print(sorted({name.partition(".")[0] for name in sys.modules} & {"httpx2", "pydantic", "starlette", "uvicorn", "jwt"}))
"""


def test_pytest_finds_the_plugin_by_its_entry_point() -> None:
    project = tomllib.loads(HOUSE.joinpath("pyproject.toml").read_text(encoding="utf-8"))["project"]

    assert project["entry-points"]["pytest11"] == {"stillmotion": "stillmotion.emulator.plugin"}


def test_to_be_there_costs_nothing() -> None:
    done = subprocess.run(
        [sys.executable, "-c", IMPORT], cwd=GENERATED, capture_output=True, text=True, check=True, timeout=60
    )

    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize("provider", PROVIDERS)
def test_every_provider_has_a_fixture(provider: str, request: pytest.FixtureRequest) -> None:
    emulator: Emulator = request.getfixturevalue(f"{provider}_emulator")

    assert emulator.providers == (provider,)


def test_the_fixture_of_all_has_all(stillmotion_emulator: Emulator) -> None:
    assert stillmotion_emulator.providers == PROVIDERS
    assert stillmotion_emulator.charges == 0
