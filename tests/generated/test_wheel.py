"""The wheel: the package and nothing of what wrote it, usable with three dependencies alone."""

from __future__ import annotations

import re
import subprocess
import sys
import zipfile
from email.parser import HeaderParser
from pathlib import Path

import pytest

from tests.support import GENERATED, HOUSE, PROVIDERS, tree_of

NEEDED = {"httpx2", "pydantic", "pyjwt"}
USE = """
import pathlib, stillmotion
for name in stillmotion.__all__:
    getattr(stillmotion, name)
print(pathlib.Path(stillmotion.__file__).parent)
print(stillmotion.__version__)
"""


def run(*command: str | Path, **options: object) -> str:
    done = subprocess.run([*map(str, command)], capture_output=True, text=True, check=False, timeout=120, **options)  # type: ignore[call-overload]
    assert done.returncode == 0, done.stdout + done.stderr
    return str(done.stdout)


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from this tree."""
    folder = tmp_path_factory.mktemp("dist")
    run(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", folder, HOUSE)
    (built,) = folder.iterdir()
    return built


def test_it_holds_the_package_and_nothing_else(wheel: Path) -> None:
    held = {name for name in zipfile.ZipFile(wheel).namelist() if ".dist-info/" not in name}
    package = {name for name in tree_of(GENERATED) if name.startswith("stillmotion/")}

    assert held == package


def test_it_needs_three_packages_beside_its_extras(wheel: Path) -> None:
    archive = zipfile.ZipFile(wheel)
    (name,) = [name for name in archive.namelist() if name.endswith(".dist-info/METADATA")]
    metadata = HeaderParser().parsestr(archive.read(name).decode())
    required = [line for line in metadata.get_all("Requires-Dist") or [] if "extra ==" not in line]

    assert {re.split(r"[^A-Za-z0-9_-]", line)[0].lower() for line in required} == NEEDED
    assert metadata["Name"] == "stillmotion"
    assert metadata["Requires-Python"] == ">=3.11"


def test_it_works_alone(wheel: Path, tmp_path: Path) -> None:
    """In a fresh environment that knows nothing of this repository."""
    run(sys.executable, "-m", "venv", "--without-pip", tmp_path / "venv")
    python = tmp_path / "venv" / "bin" / "python"
    pip = (sys.executable, "-m", "pip", "--python", python, "install", "--quiet", "--disable-pip-version-check")
    run(*pip, "--no-deps", wheel)
    run(*pip, "--constraint", HOUSE / "constraints.txt", *sorted(NEEDED))
    place, version = run(python, "-I", "-c", USE, cwd=tmp_path).splitlines()

    assert Path(place).is_relative_to(tmp_path / "venv")
    assert version == re.findall(r"stillmotion-([^-]+)-", wheel.name)[0]
    assert {path.name for path in Path(place).iterdir() if path.is_dir()} - {"__pycache__"} == {*PROVIDERS, "_runtime"}
