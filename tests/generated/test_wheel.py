"""The wheel: the package and nothing of what wrote it, usable with three dependencies alone."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import zipfile
from email.parser import HeaderParser
from pathlib import Path

import pytest

from tests.generated import test_readme
from tests.support import GENERATED, HOUSE, PROVIDERS, tree_of

NEEDED = {"anyio", "h11", "httpcore2", "httpx2", "pydantic", "pyjwt"}
USE = """
import pathlib, stillmotion
for name in stillmotion.__all__:
    getattr(stillmotion, name)
print(pathlib.Path(stillmotion.__file__).parent)
print(stillmotion.__version__)
"""


README = """
import json, pathlib, re, sys
import httpx2
from stillmotion import AsyncClient, Client
from stillmotion._runtime.transport import AsyncTransport, Transport
told = json.loads(pathlib.Path(sys.argv[1]).read_text(encoding="utf-8"))
called = set()

def answer(world, request):
    url = str(request.url).partition("?")[0]
    for provider, method, pattern, status, headers, content in told["routes"]:
        if method == request.method and re.fullmatch(pattern, url):
            called.add(f"{world} {provider}")
            return httpx2.Response(status, headers=headers, content=content.encode())
    if request.method == "GET" and url.endswith(".mp4"):
        return httpx2.Response(200, headers={"content-type": "video/mp4"}, content=b"a video")
    raise AssertionError(f"nothing answers {request.method} {url}")

async def answer_later(transport, request):
    await request.aread()
    return answer("async", request)

async def no_pause(seconds):
    pass

Client.__init__.__kwdefaults__["sleep"] = lambda seconds: None
AsyncClient.__init__.__kwdefaults__["sleep"] = no_pause
Transport.handle_request = lambda transport, request: answer("sync", request)
AsyncTransport.handle_async_request = answer_later
for block in told["blocks"]:
    exec(compile(block, "README.md", "exec", dont_inherit=True), {"__name__": "__main__"})
print(json.dumps(sorted(called)))
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


def test_it_needs_six_packages_beside_its_extras(wheel: Path) -> None:
    archive = zipfile.ZipFile(wheel)
    (name,) = [name for name in archive.namelist() if name.endswith(".dist-info/METADATA")]
    metadata = HeaderParser().parsestr(archive.read(name).decode())
    required = [line for line in metadata.get_all("Requires-Dist") or [] if "extra ==" not in line]

    assert {re.split(r"[^A-Za-z0-9_-]", line)[0].lower() for line in required} == NEEDED
    assert metadata["Name"] == "stillmotion"
    assert metadata["Requires-Python"] == ">=3.11"


def _told() -> dict[str, object]:
    """The README's blocks, and an answer for each of their calls, for an environment that cannot read specs."""
    routes = []
    for route in test_readme.routes():
        answer = test_readme.answer(route.response)
        routes.append(
            [route.provider, route.method, route.url.pattern, answer.status_code, dict(answer.headers), answer.text]
        )
    return {"blocks": [block.code for block in test_readme.blocks()], "routes": routes}


def test_it_works_alone(wheel: Path, tmp_path: Path) -> None:
    """In a fresh environment that knows nothing of this repository, every example of the README runs."""
    run(sys.executable, "-m", "venv", "--without-pip", tmp_path / "venv")
    python = tmp_path / "venv" / "bin" / "python"
    pip = (sys.executable, "-m", "pip", "--python", python, "install", "--quiet", "--disable-pip-version-check")
    run(*pip, "--no-deps", wheel)
    run(*pip, "--constraint", HOUSE / "constraints.txt", *sorted(NEEDED))
    place, version = run(python, "-I", "-c", USE, cwd=tmp_path).splitlines()
    (tmp_path / "told.json").write_text(json.dumps(_told()), encoding="utf-8")
    keys = dict.fromkeys(test_readme.variables(), "key-for-the-readme-0123456789abcdef")
    said = run(python, "-I", "-c", README, "told.json", cwd=tmp_path, env={**os.environ, **keys})

    assert json.loads(said.splitlines()[-1]) == sorted(test_readme.CALLED)
    assert Path(place).is_relative_to(tmp_path / "venv")
    assert version == re.findall(r"stillmotion-([^-]+)-", wheel.name)[0]
    assert {path.name for path in Path(place).iterdir() if path.is_dir()} - {"__pycache__"} == {
        *PROVIDERS,
        "_runtime",
        "cli",
        "emulator",
        "normalized",
    }
