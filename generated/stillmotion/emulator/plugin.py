# Written by the generator from specs/ and templates/.
# Change those, then run `make generate`.
"""Fixtures for pytest: an emulator of all providers, and one of each. Installed with the package; imports nothing until used.

Every fixture gives a fresh `stillmotion.emulator.Emulator`. Override `stillmotion_emulator_options` for other arguments.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from .emulator import Emulator


@pytest.fixture
def stillmotion_emulator_options() -> dict[str, Any]:
    """The arguments of every emulator of the test; none unless overridden."""
    return {}


@pytest.fixture
def stillmotion_emulator(stillmotion_emulator_options: dict[str, Any]) -> Emulator:
    """All providers."""
    return _made(None, stillmotion_emulator_options)


@pytest.fixture
def chainhub_emulator(stillmotion_emulator_options: dict[str, Any]) -> Emulator:
    """One provider."""
    return _made(("chainhub",), stillmotion_emulator_options)


@pytest.fixture
def fal_emulator(stillmotion_emulator_options: dict[str, Any]) -> Emulator:
    """One provider."""
    return _made(("fal",), stillmotion_emulator_options)


@pytest.fixture
def keevx_emulator(stillmotion_emulator_options: dict[str, Any]) -> Emulator:
    """One provider."""
    return _made(("keevx",), stillmotion_emulator_options)


@pytest.fixture
def kling_emulator(stillmotion_emulator_options: dict[str, Any]) -> Emulator:
    """One provider."""
    return _made(("kling",), stillmotion_emulator_options)


@pytest.fixture
def leonardo_emulator(stillmotion_emulator_options: dict[str, Any]) -> Emulator:
    """One provider."""
    return _made(("leonardo",), stillmotion_emulator_options)


@pytest.fixture
def oxen_emulator(stillmotion_emulator_options: dict[str, Any]) -> Emulator:
    """One provider."""
    return _made(("oxen",), stillmotion_emulator_options)


def _made(providers: tuple[str, ...] | None, options: dict[str, Any]) -> Emulator:
    from .emulator import Emulator

    return Emulator(providers, **options)
