"""Every rule of a review has a pair of specs, and what the review says of each pair is golden, for people and for programs."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest

from generator import finish
from generator.finish import tidied
from generator.review.catalogue import catalogue
from generator.review.finding import Comparison, Side
from generator.review.report import json_report, markdown
from generator.review.verdict import judge
from generator.revisions import comparing
from generator.revisions.comparing import Compiled, Here, compared, compiled
from generator.revisions.compiled import changed
from generator.revisions.snapshot import Snapshot, of_folder
from tests.support import GENERATED, HOUSE

FIXTURES = HOUSE / "tests" / "fixtures" / "review"
PAIRS = sorted(path.parent for path in FIXTURES.glob("*/head"))
RULES = catalogue()
AT_ONCE = 16
BASE, HEAD = Side.BASE, Side.HEAD


@cache
def schema() -> Any:
    return jsonschema_rs.validator_for(json.loads((GENERATED / "schemas" / "review.schema.json").read_text()))


@lru_cache(64)
def _compiled(specs: tuple[tuple[str, bytes], ...], names: tuple[str, ...], templates: Path) -> Compiled:
    return compiled(Snapshot("", dict(specs)), BASE, names, templates)


def compiled_once(snapshot: Snapshot, side: Side, names: tuple[str, ...], templates: Path) -> Compiled:
    """A side, compiled once for all pairs that have it. Only what fails tells on which side it stands."""
    kept = _compiled(tuple(sorted(snapshot.specs.items())), names, templates)
    return compiled(snapshot, side, names, templates) if kept.half.failures else kept


def sides(pair: Path) -> tuple[Snapshot, Snapshot]:
    return of_folder(pair / "base", "base"), of_folder(pair / "head", "head")


def _differing(pair: Path) -> dict[str, bytes]:
    """The modules of a pair that a review has tidied, by `0/` or `1/` and their path."""
    old, new = sides(pair)
    names = changed(old, new)
    both = [compiled_once(one, side, names, HOUSE / "templates").made for one, side in ((old, BASE), (new, HEAD))]
    texts = [made.emitted.python if made else {} for made in both]
    return {
        f"{number}/{name}": text[name]
        for number, text in enumerate(texts)
        for name in text
        if texts[0].get(name) != texts[1].get(name)
    }


@lru_cache(2)
def _tidied_with(number: int) -> Mapping[tuple[str, bytes], bytes]:
    """The modules of some neighbouring pairs by path and content, tidied by one run of the tool: it takes files one by one."""
    pairs = PAIRS[number * AT_ONCE : (number + 1) * AT_ONCE]
    raw = {f"{at}/{path}": text for at, pair in enumerate(pairs) for path, text in _differing(pair).items()}
    done = tidied(raw) if raw else {}
    return {(path.split("/", 2)[2], text): done[path] for path, text in raw.items()}


def _tidied(known: Mapping[tuple[str, bytes], bytes], files: Mapping[str, bytes]) -> dict[str, bytes]:
    keys = {path: (path.partition("/")[2], text) for path, text in files.items()}
    if not all(key in known for key in keys.values()):  # a side was narrowed to the providers that are sound
        return tidied(files)
    return {path: known[key] for path, key in keys.items()}


def review(pair: Path) -> Comparison:
    """The comparison of a pair. Sides that pairs share are compiled once (1,942 are 690), and neighbours tidied together."""
    known = _tidied_with(PAIRS.index(pair) // AT_ONCE)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(comparing, "compiled", compiled_once)
        patch.setattr(finish, "tidied", lambda files: _tidied(known, files))
        return compared(*sides(pair), HOUSE, Here())


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: pair.name)
def test_report_of_each_pair_is_golden(pair: Path, pytestconfig: pytest.Config) -> None:
    found = review(pair)
    verdict = judge(found, RULES)
    data = json_report.as_data(found, verdict, RULES)
    texts = {
        "report.md": markdown.render(found, verdict, RULES),
        "report.json": json_report.render(found, verdict, RULES),
    }
    for name, text in texts.items():
        if pytestconfig.getoption("--golden"):
            (pair / name).write_text(text, encoding="utf-8")

        assert (pair / name).read_text(encoding="utf-8") == text, f"{name} differs: read the difference after --golden"
    assert [error.message for error in schema().iter_errors(data)] == []


@pytest.mark.parametrize("rule", sorted(RULES))
def test_every_rule_has_a_pair_that_gives_it(rule: str) -> None:
    report = FIXTURES / rule / "report.json"

    assert report.is_file(), f"no pair {rule}: make tests/fixtures/review/{rule}/{{base,head}} and run make golden"
    found = json.loads(report.read_text(encoding="utf-8"))["findings"]
    assert rule in {name for one in found for name in (one["rule"], *(effect["rule"] for effect in one["effects"]))}


def test_every_pair_is_of_a_rule() -> None:
    assert [pair.name for pair in PAIRS if pair.name not in RULES] == []
