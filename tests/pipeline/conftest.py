"""A house of its own: the generator and its templates in a folder that a test may change."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.support import HOUSE, POSITIVE, cli


def copy_of(house: Path, copy: Path) -> Path:
    """A house like another. No run is remembered in it; what Python compiled goes along, and the models that were written,
    since both are valid as long as what they were made of is not touched."""
    shutil.copytree(house, copy, ignore=shutil.ignore_patterns("generate-*"))
    return copy


@pytest.fixture(scope="session")
def clean_house(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A house with two small providers, generated."""
    house = tmp_path_factory.mktemp("house") / "main"
    caches = shutil.ignore_patterns("__pycache__")
    for folder in ("generator", "templates"):
        shutil.copytree(HOUSE / folder, house / folder, ignore=caches)
    shutil.copy(HOUSE / "constraints.txt", house)
    for source in (POSITIVE / "golden" / "atlas", POSITIVE / "seventh" / "acme"):
        shutil.copytree(source, house / "specs" / source.name)
    done = cli("generate", house=house)
    assert done.returncode == 0, done.stderr
    return house


@pytest.fixture
def house(clean_house: Path, tmp_path: Path) -> Path:
    """The clean house, for one test to spoil."""
    return copy_of(clean_house, tmp_path / "main")
