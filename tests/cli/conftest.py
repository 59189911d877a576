"""An emulator behind a port for the tests of a module, fresh for each; waiting takes no time."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from stillmotion import Client
from stillmotion.cli.reaching import variable, ways
from stillmotion.emulator import Emulator, running
from stillmotion.normalized.api import jobs_of
from tests.cli.running import PROVIDERS, House


@pytest.fixture(scope="module")
def served() -> Iterator[tuple[Emulator, str]]:
    emulator = Emulator(progress="polls:2")
    with running(emulator) as origin:
        yield emulator, origin


@pytest.fixture(autouse=True)
def bare_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """No key of the machine, and nothing that says how wide or colourful a terminal is."""
    for provider in PROVIDERS:
        monkeypatch.delenv(variable(provider), raising=False)
        for names in ways(jobs_of(provider).provider.auth):
            for name in names:
                monkeypatch.delenv(name, raising=False)
    for name in ("COLUMNS", "FORCE_COLOR", "NO_COLOR", "STILLMOTION_EMULATOR", "TTY_COMPATIBLE"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def house(served: tuple[Emulator, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> House:
    emulator, origin = served
    emulator.reset()
    emulator.set_progress("polls:2")
    monkeypatch.setitem(Client.__init__.__kwdefaults__ or {}, "sleep", lambda seconds: None)
    monkeypatch.chdir(tmp_path)
    return House(emulator, origin, tmp_path)
