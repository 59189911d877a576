"""A provider that nobody has heard of is emulated by its specs alone; without examples the emulator says what it lacks."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.support import POSITIVE, Tree, generate

CREATE = """
examples: 1
operation: films_create
pairs:
  - name: taken
    source: "[own]"
    request: {body: {prompt: p, number: 1}}
    response: {status: 200, body: {film: {id: f-0123456789abcdef01, state: new, made: 1722769557708}}}
  - name: content
    source: "[own]"
    request: {}
    response: {status: 400, body: {code: 7, message: not here}}
    error: content_policy
"""
GET = """
examples: 1
operation: films_get
pairs:
  - name: ready
    source: "[own]"
    request: {path: {id: f-0123456789abcdef01}}
    response:
      status: 200
      body: {film: {id: f-0123456789abcdef01, state: ready, clips: [{url: "https://cdn.example.com/1.mp4", length: "5"}]}}
"""


@pytest.fixture
def package(tmp_path: Path) -> Iterator[Any]:
    specs = tmp_path / "specs"
    shutil.copytree(POSITIVE / "mapped", specs)
    shutil.rmtree(specs / "dune")
    specs.joinpath("comet", "examples").mkdir()
    for name, text in (("films_create", CREATE), ("films_get", GET)):
        specs.joinpath("comet", "examples", f"{name}.yaml").write_text(text, encoding="utf-8")
    with Tree.write(tmp_path / "tree", generate(specs)).imported("stillmotion.emulator") as found:
        yield found


def test_a_new_provider_needs_no_python(package: Any) -> None:
    emulator = package.Emulator(("comet",), progress="polls:1")

    with emulator.native("comet") as client:
        film = client.films.create(prompt="p", number=1, ref="shot-17").film
        seen = [client.films.get(film.id).film.state for _ in range(2)]
        ready = client.films.get("shot-17").film
        emulator.script("submit", package.Refuse(kind="content_policy"))
        with pytest.raises(Exception, match="not here"):
            client.films.create(prompt="p", number=1)
        with pytest.raises(
            Exception, match="the specs do not say what to answer: no example shows an answer of films_list"
        ):
            list(client.films.list())

    assert seen == ["new", "ready"]
    assert (ready.id, ready.ref, ready.clips[0].length) == (film.id, "shot-17", "1.0")
    assert ready.clips[0].url.startswith(emulator.base_url("comet"))
    assert emulator.charges == 1
