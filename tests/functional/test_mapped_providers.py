"""Converters of two made-up providers, by what they do: guards on models, tiers in names, tables by case, grades of facts."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests import hostile
from tests.functional.test_pages import cells, tables
from tests.support import HOUSE, POSITIVE, Tree, generate, to_yaml

PNG = b"\x89PNG\r\n\x1a\n" + bytes(16)
LINK = "https://example.com/a.png"


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Tree:
    return Tree.write(tmp_path_factory.mktemp("mapped"), generate(POSITIVE / "mapped"))


@pytest.fixture
def package(tree: Tree) -> Iterator[Any]:
    with tree.imported() as found:
        yield found


def comet(package: Any, policy: Any = None, **fields: Any) -> Any:
    request = package.ImageToVideoRequest(**{"prompt": "p", **fields})
    return package.encode(request, provider="comet", **({"policy": policy} if policy else {}))


def dune(package: Any, **fields: Any) -> Any:
    kept = package.StoredAsset(provider="dune", id="1", kind="uploaded")
    request = package.ImageToVideoRequest(**{"prompt": "p", "start_frame": kept, **fields})
    return package.encode(request, provider="dune")


def test_mypy_strict_and_black_take_what_mappings_give(tree: Tree) -> None:
    bin_ = Path(sys.executable).parent
    cache = HOUSE / ".mypy_cache" / "tests"
    mypy = ["mypy", "--strict", "--python-version", "3.11", "--cache-dir", str(cache), "stillmotion"]
    black = [
        "black",
        "--check",
        "-q",
        "--config",
        str(HOUSE / "pyproject.toml"),
        "stillmotion/comet",
        "stillmotion/dune",
    ]
    for name, *arguments in (mypy, black):
        done = subprocess.run([bin_ / name, *arguments], cwd=tree.root, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr


def test_a_length_as_text_within_a_column_is_approximated_by_number(package: Any) -> None:
    up, down = (package.LossPolicy(snap={"duration": way}) for way in ("up", "down"))

    assert comet(package, up, model="comet-3", duration=11).payload["seconds"] == "20"
    assert comet(package, down, model="comet-2", duration=60).payload["seconds"] == "10"
    with pytest.raises(package.LossError, match="not one of 10, 20"):
        comet(package, model="comet-3", duration=5)


def test_a_picture_that_only_one_model_takes_is_planned_for_that_model_only(package: Any) -> None:
    from stillmotion.normalized.api import converters_of

    plan = converters_of("comet").plan_assets
    picture = package.BytesAsset(data=PNG)
    steps = {
        model: [step.field for step in plan(package.ImageToVideoRequest(model=model, end_frame=picture))]
        for model in (None, "comet-1", "comet-2")
    }

    assert steps == {None: [], "comet-1": [], "comet-2": ["end_frame"]}


def test_silence_means_what_the_column_says_for_the_model(package: Any) -> None:
    said = {
        model: {one.field: one.value for one in comet(package, model=model).report.defaulted}
        for model in ("comet-1", "comet-2", "comet-3")
    }

    assert [one.get("duration") for one in said.values()] == [5, None, 10]
    assert [one.get("audio") for one in said.values()] == [None, False, None]
    assert all(one["count"] == 1 for one in said.values())


def test_parameters_and_options_stand_where_the_contract_has_them_and_come_back(package: Any) -> None:
    options = package.ProviderOptions(comet=package.comet.options.CometOptions(region="north", team=7, width=640))
    sent = comet(package, webhook_url=LINK, client_ref="r", provider_options=options)
    back = package.decode(sent.payload, provider="comet", query=sent.query, headers=sent.headers)

    assert sent.query == {"notify": LINK, "region": "north"}
    assert sent.headers == {"X-Comet-Team": 7}
    assert sent.payload == {"prompt": "p", "number": 1, "ref": "r", "width": 640}
    assert back.provider_options.comet.team == 7
    assert (back.webhook_url, back.client_ref, back.count) == (LINK, "r", 1)


def test_a_reported_rule_warns_and_a_documented_one_refuses(package: Any) -> None:
    warned = comet(package, model="comet-2").report.unchecked

    assert any("COMET-1: start_frame may be needed" in one for one in warned)
    with pytest.raises(package.InvalidRequestError, match="COMET-2: seed is not taken") as refused:
        comet(package, model="comet-3", seed=0)
    assert refused.value.accepted == "no"


def test_of_two_tiers_one_must_be_named_and_the_only_one_is_taken(package: Any) -> None:
    with pytest.raises(package.MissingFieldError, match="quality"):
        dune(package, model="dune-1", aspect_ratio="1:1")
    sent = dune(package, model="dune-2")

    assert sent.payload["engine"] == "d2"
    assert [(one.field, one.value) for one in sent.report.defaulted if one.by == "mapping"] == [("quality", "high")]
    with pytest.raises(package.LossError, match="did you mean 'dune-1'"):
        dune(package, model="dune-11")


def test_each_case_has_its_own_table_and_its_own_silence(package: Any) -> None:
    first = dune(package, model="dune-1", quality="high", aspect_ratio="16:9", resolution="1080p")
    second = dune(package, model="dune-2", resolution="1080p")
    silent = [
        dune(package, **model).report.defaulted
        for model in ({"model": "dune-1", "quality": "high"}, {"model": "dune-2"})
    ]

    assert first.payload["size"] == "l"
    assert second.payload["grade"] == "three"
    assert [[one.value for one in report if one.field == "resolution"] for report in silent] == [["720p"], ["1080p"]]
    assert package.decode(second.payload, provider="dune").resolution == "1080p"


@pytest.mark.parametrize(("engine", "stray"), [("d2", "size"), ("d1-pro", "grade")])
def test_a_property_of_another_model_has_no_meaning(package: Any, engine: str, stray: str) -> None:
    payload = {
        "engine": engine,
        "text": "p",
        "pictureId": "1",
        "pictureKind": "SENT",
        stray: {"size": "m", "grade": "one"}[stray],
    }

    with pytest.raises(package.InvalidRequestError, match=f"{stray} has no meaning for"):
        package.decode(payload, provider="dune")


def test_a_value_that_the_contract_lacks_is_lost_even_where_a_column_is_only_reported(package: Any) -> None:
    tall = {"model": "dune-1", "quality": "high"}

    assert dune(package, **tall, aspect_ratio="1:1").payload["shape"] == "1:1"
    with pytest.raises(package.LossError, match="not one of 16:9, 1:1"):
        dune(package, **tall, aspect_ratio="9:16")


def test_no_text_of_a_mapping_breaks_out_of_a_page(tmp_path: Path) -> None:
    shutil.copytree(POSITIVE / "mapped", tmp_path / "specs")
    plain = generate(tmp_path / "specs")
    path = tmp_path / "specs" / "comet" / "mapping.yaml"
    texts = [text for text in hostile.TEXTS if text.strip()]
    mapping = yaml.safe_load(path.read_text(encoding="utf-8"))
    mapping["request"]["negative_prompt"]["unsupported"] = "".join(texts)
    mapping["rules"] += [{**mapping["rules"][0], "id": text} for text in texts]
    mapping["generation"]["fields"]["cost"]["unit"] = "".join(texts)
    path.write_text(to_yaml(mapping), encoding="utf-8")
    found = generate(tmp_path / "specs")

    for name in ("docs/MAPPING.md", "docs/capabilities.md"):
        before, after = tables(plain[name].decode()), tables(found[name].decode())
        assert len(after) == len(before), name
        for rows in after:
            assert {cells(row) for row in rows} == {cells(rows[0])}, name
        assert all(line.isprintable() for line in found[name].decode().split("\n")), name
