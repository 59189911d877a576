"""The layers beside the wire: each rule's pair gives that rule alone; rewrites give nothing; mutations are named."""

from __future__ import annotations

import json
import random
from typing import Any

import pytest
import yaml

from generator.emit.surface import surface
from generator.load import load
from generator.load.document import join_pointer
from generator.review import hygiene, normalized, python, security, wire
from generator.review.catalogue import catalogue
from generator.review.finding import Breaks, Finding, Occurrence, Severity, Side
from generator.review.linking import link
from generator.review.revision import Revision
from tests.review_sides import LAYERS, Files, files_of, findings, mutated, provider_files, side_of
from tests.support import HOUSE, PROVIDERS, SPECS
from tests.wire_mutations import mutation
from tests.wire_rewrites import shuffle_keys, shuffle_sets, wrap_descriptions

FIXTURES = HOUSE / "tests" / "fixtures" / "review"
RULES = {rule.id: rule for layer in (normalized, python, security, hygiene) for rule in layer.RULES}
# what follows from the tables alone, so that it can be asked of a side that lint refuses
TABLES = frozenset(("normalized", "security"))


def pair(rule: str) -> tuple[Files, Files]:
    return files_of(FIXTURES / rule / "base"), files_of(FIXTURES / rule / "head")


def places(found: Finding) -> list[Occurrence]:
    return [one for one in found.occurrences if one.base or one.head]


@pytest.mark.parametrize("rule", sorted(LAYERS))
def test_the_pair_of_a_rule_gives_that_rule_alone(rule: str) -> None:
    old, new = pair(rule)

    (found,) = findings(old, new, frozenset({LAYERS[rule]}))

    assert found.rule == rule
    assert found.text.endswith(".")
    assert len(places(found)) == len(found.occurrences) > 0
    if LAYERS[rule] in ("normalized", "python"):
        assert found.effects
        assert {effect.rule for effect in found.effects} <= RULES.keys()


def test_rules_say_why_and_show_an_example() -> None:
    assert len(RULES) == sum(len(layer.RULES) for layer in (normalized, python, security, hygiene))
    for rule in RULES.values():
        assert rule.why.endswith("."), rule.id
        assert rule.example, rule.id
        assert bool(rule.breaks) == (rule.severity is Severity.BREAKING) or rule.breaks == (
            Breaks.PYTHON_SOURCE,
        ), rule.id


def test_a_model_dropped_everywhere_is_one_finding_with_the_rows_of_its_providers() -> None:
    (found,) = findings(*pair("catalogue-model-removed"), frozenset({"normalized"}))

    assert [one.base.file for one in found.occurrences if one.base] == ["normalized.yaml", "comet/mapping.yaml"]


def test_a_row_that_changed_with_its_wire_property_names_the_place_of_both() -> None:
    (found,) = findings(*pair("row-narrowed"), frozenset({"normalized"}))

    pointers = {one.head.pointer for one in found.occurrences if one.head}
    assert pointers == {"/request/prompt", "/components/schemas/FilmRequest/properties/prompt"}
    assert {effect.subject for effect in found.effects} == {"comet · comet-1 · prompt", "comet · comet-2 · prompt"}


def test_a_property_is_one_finding_with_its_field_and_both_methods_as_effects() -> None:
    (found,) = findings(*pair("python-field-removed"), frozenset({"python"}))

    assert [effect.subject for effect in found.effects] == [
        "stillmotion.comet.models.FilmRequest.mood",
        "stillmotion.comet.async_resources.Films.create",
        "stillmotion.comet.resources.Films.create",
    ]
    assert found.effects[1].before == "def create(mood: str | Omit = OMIT, …)"
    assert found.effects[1].after == "def create(…)"


def test_cells_are_told_with_what_they_were() -> None:
    old, new = (
        side_of(files, side, with_python=False)[0]
        for files, side in zip(pair("model-no-longer-offered"), (Side.BASE, Side.HEAD), strict=True)
    )

    cells = normalized.cells(old, new)

    assert {(cell.provider, cell.model) for cell in cells} == {("comet", "comet-2")}
    assert {(cell.before, cell.after) for cell in cells if cell.field == "duration"} == {("5/10 (default 5)", "")}


def test_money_is_compared_also_where_lint_refuses_a_side() -> None:
    old = provider_files("kling")
    new = {**old, "kling/client.yaml": old["kling/client.yaml"].replace(b"effect: billable", b"effect: read")}
    assert side_of(new, Side.HEAD, with_python=False)[0].specs is None

    found = findings(old, new, TABLES)

    assert [one.rule for one in found] == ["effect-no-longer-billable"]


@pytest.mark.parametrize("provider", PROVIDERS)
@pytest.mark.parametrize("seed", range(4))
def test_rewrites_that_change_nothing_give_nothing(provider: str, seed: int) -> None:
    draw = random.Random(f"{provider} {seed}")
    old = provider_files(provider)
    new = {name: raw if "/examples/" in name else rewritten(name, raw, draw) for name, raw in old.items()}
    layers = TABLES | ({"python"} if seed == 0 else frozenset())

    assert findings(old, new, frozenset(layers)) == ()


@pytest.mark.parametrize("provider", PROVIDERS)
def test_comments_and_blank_lines_are_no_matter_of_hygiene(provider: str) -> None:
    old = provider_files(provider)
    new = {name: b"# more\n\n" + raw.replace(b"\n", b"\n\n", 3) + b"# the end\n" for name, raw in old.items()}

    assert findings(old, new, frozenset({"hygiene"})) == ()


def rewritten(name: str, raw: bytes, draw: random.Random) -> bytes:
    """The same data with other keys first, other line breaks in prose, and another style of YAML."""
    told = yaml.load(raw, Loader=yaml.CSafeLoader)
    data: Any = shuffle_keys(told, draw, {})
    if name.endswith("mapping.yaml"):
        data["assets"] = told["assets"]  # the first of `kinds` is what an upload becomes
    if name.endswith("openapi.yaml"):
        data["paths"] = told["paths"]  # a nameless schema is named by the first call that has it
        data = shuffle_sets(wrap_descriptions(data, draw, {}), draw, {})
    if draw.random() < 0.3:
        return json.dumps(data, indent=draw.choice((None, 2))).encode()
    plain = json.loads(json.dumps(data))
    text = yaml.dump(plain, Dumper=yaml.CSafeDumper, sort_keys=False, default_flow_style=draw.random() < 0.5)
    return f"# another comment\n{text}".encode()


@pytest.mark.parametrize("start", range(0, 40, 20))
def test_a_value_changed_at_random_is_named_by_a_finding(start: int) -> None:
    tried = 0
    for seed in range(start, start + 20):
        draw = random.Random(seed)
        provider = draw.choice(PROVIDERS)
        name = f"{provider}/{draw.choice(('client', 'mapping'))}.yaml"
        old = provider_files(provider)
        path, raw = mutated(old[name], draw)
        new = {**old, name: raw}
        head, told = side_of(new, Side.HEAD, with_python=False)
        is_refused = head.specs is None if name.endswith("mapping.yaml") else any(one.code[:3] == "TAB" for one in told)
        if is_refused:  # told as a failure, with lint's own words
            continue
        tried += 1
        found = findings(old, new, TABLES)
        assert any(names(one, name, join_pointer("", *path)) for one in found), f"seed {seed}: {name} {path}: {found}"
    assert tried > 5


@pytest.mark.parametrize("seed", [0, 3, 16, 17, 19, 29])
def test_what_changes_the_surface_is_found_and_hangs_on_the_change_of_the_wire(seed: int) -> None:
    provider = PROVIDERS[seed % len(PROVIDERS)]
    contract = load(SPECS, only=(provider,)).providers[0].contract
    made = mutation(contract.data, random.Random(seed))
    name = f"{provider}/openapi.yaml"
    base, head = (
        side_of({name: json.dumps(data).encode()}, side, with_python=True)[0]
        for data, side in ((contract.data, Side.BASE), (made.data, Side.HEAD))
    )

    found = python.findings(base, head)

    told = f"seed {seed}: {made.name} at {made.pointer} of {provider}"
    assert bool(found) or surface_of(base, provider) == surface_of(head, provider), told
    roots = wire.compare(base.contracts[provider], head.contracts[provider])
    linked = link([*roots, *found], catalogue())
    assert [one for one in linked if one.rule in RULES] == [], told


def surface_of(side: Revision, provider: str) -> list[str]:
    """The lines of API.txt about what callers of a provider write."""
    prefixes = tuple(
        f"stillmotion/{provider}/{module}" for module in ("models", "resources", "async_resources", "client")
    )
    files = {name: text for name, text in (side.files or {}).items() if name.startswith(prefixes)}
    return surface({**files, "stillmotion/__init__.py": b""}).split("\n")


def names(found: Finding, file: str, pointer: str) -> bool:
    """Whether a finding stands at a node, or right above or below it."""
    for one in found.occurrences:
        for place in (one.base, one.head):
            if place is None or place.file != file:
                continue
            above, below = sorted((place.pointer, pointer), key=len)
            if above == below or below.startswith(f"{above}/"):
                return True
    return False
