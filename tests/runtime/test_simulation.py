"""Random faults on a virtual clock: some hundred seeds here, ten thousand by `make simulate`."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from fault_page import PAGE, Page
from simulation import tally
from simulation.faults import NAMES
from simulation.run import simulate
from simulation.sabotage import SABOTAGES

SEEDS = 300
BLOCK = 30
ENOUGH = 120
"""Seeds within which a mistake is noticed."""


@pytest.mark.parametrize("first", range(0, SEEDS, BLOCK))
def test_nothing_is_charged_twice_lost_leaked_or_late(first: int) -> None:
    wrong = {seed: found for seed in range(first, first + BLOCK) if (found := simulate(seed).violations)}
    assert wrong == {}


@pytest.mark.parametrize("name", SABOTAGES)
def test_a_mistake_made_on_purpose_is_noticed(name: str) -> None:
    with SABOTAGES[name]():
        assert any(simulate(seed).violations for seed in range(ENOUGH))


def test_a_seed_is_replayed_to_the_letter_by_another_process() -> None:
    seeds = range(40)
    program = "import json; from simulation.run import simulate;" + (
        f"print(json.dumps([simulate(seed).record.digest for seed in range({seeds.start}, {seeds.stop})]))"
    )
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), "PYTHONHASHSEED": "7"}
    done = subprocess.run(
        [sys.executable, "-c", program], env=environment, capture_output=True, text=True, timeout=60, check=True
    )
    assert json.loads(done.stdout) == [simulate(seed).record.digest for seed in seeds]


def test_seeds_differ() -> None:
    assert len({simulate(seed).record.digest for seed in range(20)}) == 20


def test_every_fault_strikes() -> None:
    seen: set[str] = set()
    for seed in range(SEEDS):
        seen |= set(simulate(seed).record.struck)
        if len(seen) == len(NAMES):
            break
    assert set(NAMES) - seen == set()


def test_the_page_tells_of_every_fault_and_of_no_violation() -> None:
    part = PAGE.read_text(encoding="utf-8").partition(tally.MARK)[2]
    rows = [line.strip("|\n ").split(" | ") for line in part.splitlines() if line.startswith("| ")]
    assert [row[0] for row in rows[2:]] == [*NAMES, "all together"]
    assert {row[-1] for row in rows[2:]} == {"0"}
    assert {row[-2] for row in rows[2:]} == {"0"}
    assert all(int(row[1]) > 0 for row in rows[2:])


def test_both_writers_keep_what_the_other_wrote(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = tmp_path / "RESULTS.md"
    monkeypatch.setattr("fault_page.PAGE", page)
    cells = {("fault", "oxen get", "once"): "1 GET: answer"}
    Page(True, fresh=dict(cells)).write()
    matrix = page.read_text(encoding="utf-8")
    counted = tally.Tally(0)
    counted.add(simulate(0))
    tally.write(page, counted.text())
    tally.write(page, counted.text())
    assert page.read_text(encoding="utf-8") == matrix + counted.text()
    Page(True, fresh=dict(cells)).write()
    assert page.read_text(encoding="utf-8") == matrix + counted.text()
