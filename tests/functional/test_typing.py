"""What is generated passes the strictest checks there are, hostile contracts included. One run over everything."""

from __future__ import annotations

import json
import subprocess
import sys
import tomllib
from pathlib import Path

from tests.support import HOUSE, Tree

BIN = Path(sys.executable).parent
CACHE = HOUSE / ".mypy_cache" / "tests"
USER = """
import asyncio
from pathlib import Path

from stillmotion import AcmeClient, AsyncAcmeClient, ProviderError
from stillmotion.acme import models


def use() -> str | None:
    with AcmeClient(api_key="k", region="south") as client:
        clip: models.Clip = client.clips.create(prompt="p", seconds=5, mood=None)
        client.clips.create(models.ClipRequest(prompt="p", parts=[models.PartRequest(text="t")]))
        client.files.upload(file=Path("cat.png"), public=True)
        for event in client.clips.events(clip.id):
            print(event.data.video_url if event.data else event.text)
        try:
            return client.clips.list(tag=["a"]).root[0].video_url
        except ProviderError as error:
            return str(error.status)


async def use_async() -> models.Clip:
    async with AsyncAcmeClient() as client:
        return await client.clips.get("c1")


asyncio.run(use_async())
"""
WRONG = """
from stillmotion import AcmeClient

client = AcmeClient(region="west")
client.clips.create(prompt=5)
client.clips.create()
client.clips.create(prompt="p", seconds=7)
client.clips.create(prompt="p", image_url=None)
client.clips.get("c1").no_such_field
client.clips.nothing()
"""


def _checked(tree: Tree, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [
        str(BIN / "mypy"),
        "--strict",
        "--python-version",
        "3.11",
        "--cache-dir",
        str(CACHE),
        "--no-color-output",
    ]
    return subprocess.run(
        [*command, *arguments],
        cwd=tree.root,
        capture_output=True,
        text=True,
        check=False,
        env={"MYPYPATH": str(tree.root)},
    )


def test_mypy_strict(everything: Tree) -> None:
    """The package and a program that uses it are clean; the wrong program is refused in every line."""
    (everything.root / "user.py").write_text(USER, encoding="utf-8")
    (everything.root / "wrong.py").write_text(WRONG, encoding="utf-8")
    done = _checked(everything, "stillmotion", "user.py", "wrong.py")
    found = [line for line in done.stdout.splitlines() if ": error:" in line]

    assert [line for line in found if not line.startswith("wrong.py:")] == []
    assert {int(line.split(":")[1]) for line in found} == set(range(4, 11))


def test_pyright(everything: Tree) -> None:
    with (HOUSE / "pyproject.toml").open("rb") as file:
        settings = tomllib.load(file)["tool"]["basedpyright"]
    settings |= {"include": ["stillmotion"], "extraPaths": ["."], "venvPath": str(HOUSE)}
    (everything.root / "pyrightconfig.json").write_text(json.dumps(settings), encoding="utf-8")
    done = subprocess.run(
        [str(BIN / "basedpyright"), "--outputjson"], cwd=everything.root, capture_output=True, check=False
    )
    report = json.loads(done.stdout)

    assert report["generalDiagnostics"] == []
    assert report["summary"]["filesAnalyzed"] >= len([name for name in everything.files if name.endswith(".py")])
