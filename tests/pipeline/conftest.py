"""Houses of their own: the generator, its templates, specs and what they give, in folders that a test may change."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.support import HOUSE, POSITIVE, Done, MadeOnce, cli, here

Run = Callable[..., Done]


def copy_of(house: Path, copy: Path) -> Path:
    """A house like another. No run is remembered in it; what Python compiled goes along, and the models that were written,
    since both are valid as long as what they were made of is not touched."""
    shutil.copytree(house, copy, ignore=shutil.ignore_patterns("generate-*"))
    return copy


def _make_house(house: Path) -> None:
    caches = shutil.ignore_patterns("__pycache__")
    for folder in ("generator", "templates"):
        shutil.copytree(HOUSE / folder, house / folder, ignore=caches)
    shutil.copy(HOUSE / "constraints.txt", house)
    for source in (POSITIVE / "golden" / "atlas", POSITIVE / "seventh" / "acme"):
        shutil.copytree(source, house / "specs" / source.name)
    done = cli("generate", house=house)
    assert done.returncode == 0, done.stderr


@pytest.fixture(scope="session")
def clean_house(made_once: MadeOnce, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A house with two small providers, generated."""
    return copy_of(made_once("house", _make_house), tmp_path_factory.mktemp("house") / "main")


@pytest.fixture
def house(clean_house: Path, tmp_path: Path) -> Path:
    """The clean house, for one test to spoil."""
    return copy_of(clean_house, tmp_path / "main")


@pytest.fixture
def tree(clean_house: Path, tmp_path: Path) -> Path:
    """The specs of the clean house and what they give, for one test to spoil."""
    for folder in ("specs", "generated"):
        shutil.copytree(clean_house / folder, tmp_path / "main" / folder)
    return tmp_path / "main"


@pytest.fixture
def run(clean_house: Path, tree: Path) -> Run:
    """A command about that tree, in this process, by the generator and the templates of the clean house."""

    def of(command: str, *arguments: str | Path) -> Done:
        return here(command, "--specs", tree / "specs", "--out", tree / "generated", *arguments, house=clean_house)

    return of
