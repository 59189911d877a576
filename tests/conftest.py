"""Options and trees that several test modules share. A tree is generated once."""

from __future__ import annotations

import fcntl
import gc
import json
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests import hostile
from tests.support import POSITIVE, Json, MadeOnce, Tree, World, generate, generated_of, tree_of, write_specs

# what an installed package gets by its entry point
pytest_plugins = ("stillmotion.emulator.plugin",)
# Python keeps what it compiled: the same modules are imported by many processes that the tests start.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
OWN_FIXTURES = ("seventh", "golden", "multifile", "recursive")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--golden", action="store_true", help="write the golden files anew; read the difference")


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Iterator[None]:
    """Thousands of tests stay until the end, so the garbage collector need not walk through them again and again."""
    gc.disable()
    try:
        return (yield)
    finally:
        gc.enable()
        gc.freeze()
        gc.set_threshold(50_000, 20, 20)  # trees of specs and of code are no garbage; a seventh of the time went there


@pytest.fixture(params=["sync", "async"])
def world(request: pytest.FixtureRequest) -> World:
    """Both clients: every test that asks for it runs twice."""
    kind: World = request.param
    return kind


@pytest.fixture(scope="session")
def made_once(tmp_path_factory: pytest.TempPathFactory) -> MadeOnce:
    """A folder by its name, filled by the first worker that asks; the others wait. It stays as it is: a user copies it."""
    own = tmp_path_factory.getbasetemp()
    shared = own.parent if "PYTEST_XDIST_WORKER" in os.environ else own

    def of(name: str, fill: Callable[[Path], object]) -> Path:
        folder = shared / f"once-{name}"
        with folder.with_suffix(".lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not folder.exists():
                staged = folder.with_suffix(".partial")
                shutil.rmtree(staged, ignore_errors=True)
                fill(staged)
                staged.rename(folder)
        return folder

    return of


@pytest.fixture(scope="session")
def everything(made_once: MadeOnce, tmp_path_factory: pytest.TempPathFactory) -> Tree:
    """One package of all contracts that tests/functional is about: the fixtures, and the hostile ones."""
    made = made_once("everything", lambda folder: Tree.write(folder / "tree", generate(_every_contract(folder))))
    return Tree.write(tmp_path_factory.mktemp("tree"), tree_of(made / "tree"))


def _every_contract(root: Path) -> Path:
    specs = root / "specs"
    for fixture in OWN_FIXTURES:
        for folder in sorted(POSITIVE.joinpath(fixture).iterdir()):
            shutil.copytree(folder, specs / folder.name)
    return write_specs(specs, **hostile.CONTRACTS)


@pytest.fixture
def provider(everything: Tree, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """The provider package that the test module names as PROVIDER, imported; its key is in the environment."""
    name: str = request.module.PROVIDER
    monkeypatch.setenv(f"{name.upper()}_API_KEY", "key-0123456789")
    with everything.imported(f"stillmotion.{name}") as module:
        yield module


@pytest.fixture
def make(tmp_path: Path) -> Any:
    """A tree made of contracts given as data."""

    def of(**contracts: Json) -> Tree:
        return Tree.write(tmp_path / "tree", generated_of(json.dumps(contracts)))

    return of
