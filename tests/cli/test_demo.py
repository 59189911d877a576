"""The demonstration: six films, a table, and the README shows what it really prints."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from stillmotion.emulator.film import FILM
from tests.cli.running import PROVIDERS, Ran, run
from tests.support import HOUSE

_SHOWN = re.compile(r"```console\n\$ make demo\n(.*?)```", re.DOTALL)


@pytest.fixture(scope="module")
def demonstrated(tmp_path_factory: pytest.TempPathFactory) -> tuple[Ran, Path]:
    folder = tmp_path_factory.mktemp("demo")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        patch.delenv("COLUMNS", raising=False)
        return run("demo"), folder / "stillmotion-demo"


def stable(text: str) -> str:
    """What every run prints, seconds aside."""
    return re.sub(r"in \d+\.\d s", "in … s", text)


def test_every_provider_gives_a_film(demonstrated: tuple[Ran, Path]) -> None:
    ran, folder = demonstrated

    assert ran.code == 0
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == {f"{one}.mp4": FILM for one in PROVIDERS}
    for provider in PROVIDERS:
        assert f"{provider}: succeeded" in ran.err


def test_the_readme_shows_what_it_prints(demonstrated: tuple[Ran, Path]) -> None:
    (shown,) = _SHOWN.findall((HOUSE / "README.md").read_text(encoding="utf-8"))

    assert stable(shown).endswith(stable(demonstrated[0].out))
    first, *lines = shown[: -len(demonstrated[0].out)].splitlines()
    assert re.fullmatch(r"6 providers are emulated at http://127\.0\.0\.1:\d+; time runs 20 times faster\.", first)
    assert {line for line in lines if line.endswith(("asking", "succeeded"))} <= set(demonstrated[0].err.splitlines())
    assert all(re.fullmatch(rf"({'|'.join(PROVIDERS)}): (asking|queued.*|running|succeeded)", line) for line in lines)


def test_the_document_says_what_was_asked_and_lost(tmp_path: Path) -> None:
    ran = run("demo", "--output", tmp_path, "--json")

    videos = {one["provider"]: one for one in ran.document["videos"]}
    assert set(ran.document) == {"videos", "charges", "seconds"}
    assert ran.document["charges"] == len(videos) == 6
    assert videos["kling"]["body"]["image"].startswith("iVBOR")
    assert videos["keevx"]["lost"][-1] == "duration 5 becomes 6 (up)"
    assert videos["leonardo"]["lost"] == []
    json.dumps(ran.document)
