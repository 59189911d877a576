"""Commands as processes: pipes, Ctrl-C, a missing extra, and what importing the package costs."""

from __future__ import annotations

import json
import os
import shlex
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from stillmotion.emulator import Emulator, RealClock, Stall, running
from stillmotion.emulator.film import FILM
from tests.cli.running import House
from tests.support import GENERATED

KEY = "key-for-these-tests-0123456789"
MAIN = (sys.executable, "-m", "stillmotion.cli")
SECONDS = 60


def environment(**more: str) -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(GENERATED), "FAL_KEY": KEY, "KLING_API_KEY": KEY, **more}


@contextmanager
def started(*words: str, folder: Path) -> Iterator[subprocess.Popen[str]]:
    """A command under way; it never outlives the test."""
    process = subprocess.Popen(
        [*MAIN, *words],
        cwd=folder,
        env=environment(),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


def until(true: Any) -> None:
    """Wait for something that is about to be."""
    deadline = time.monotonic() + SECONDS
    while not true():
        assert time.monotonic() < deadline, "it never came to be"
        time.sleep(0.02)


def done(*words: str, folder: Path, **more: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*MAIN, *words],
        cwd=folder,
        env=environment(**more),
        capture_output=True,
        text=True,
        timeout=SECONDS,
        check=False,
    )


@pytest.mark.parametrize("as_json", [False, True], ids=["text", "json"])
def test_ctrl_c_keeps_the_job_and_the_printed_command_goes_on(house: House, as_json: bool) -> None:
    house.emulator.set_progress("after:100")
    server = house.emulator.base_url("fal", house.origin)
    words = [*house.request("fal"), "--output", "a cat.mp4", "--base-url", server, *(["--json"] if as_json else [])]
    kept = house.folder / "a cat.job.json"

    with started("generate", *words, folder=house.folder) as process:
        until(lambda: kept.exists() and kept.stat().st_size)
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=SECONDS)

    assert process.returncode == 130
    assert "Traceback" not in err and KEY not in out + err
    (shown,) = [line.removeprefix("Go on with: ") for line in err.splitlines() if line.startswith("Go on with: ")]
    if as_json:
        error = json.loads(out)["error"]
        assert (error["exit"], error["go_on"], error["job"]) == (130, shown, json.loads(kept.read_text()))
    else:
        assert out == ""
    house.emulator.advance(100)
    program, *again = shlex.split(shown)
    went_on = done(*again, folder=house.folder)
    assert (program, went_on.returncode, went_on.stdout) == ("stillmotion", 0, "a cat.mp4\n")
    assert (house.folder / "a cat.mp4").read_bytes() == FILM
    assert house.emulator.charges == 1


def test_ctrl_c_during_a_submit_says_that_the_job_may_exist_and_how_to_find_it(house: House) -> None:
    emulator = Emulator(clock=RealClock())
    emulator.script("submit", Stall(SECONDS))

    with (
        running(emulator) as origin,
        started("submit", *house.request("kling"), "--emulator", origin, folder=house.folder) as process,
    ):
        until(lambda: emulator.charges == 1)
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=SECONDS)
        (shown,) = [line.removeprefix("Go on with: ") for line in err.splitlines() if line.startswith("Go on with: ")]
        found = house.run(*shlex.split(shown)[1:], "--json")

    assert (process.returncode, out) == (130, "")
    assert "may exist, and may be billed" in err
    assert found.document["job"]["ids"] == [emulator.ledger[0].job]


def test_a_pipe_gets_the_result_and_nothing_else(house: House) -> None:
    ran = done("submit", *house.request("kling"), "--emulator", house.origin, folder=house.folder)

    assert ran.returncode == 0
    assert json.loads(ran.stdout)["provider"] == "kling"
    assert ran.stdout.count("\n") == 1 and "\x1b" not in ran.stdout + ran.stderr


def test_a_terminal_that_knows_ascii_only_gets_escapes(tmp_path: Path) -> None:
    ran = done("plan", "--prompt", "Übel", "--start-frame", "none", folder=tmp_path, PYTHONIOENCODING="ascii")

    assert ran.returncode == 2
    assert "Traceback" not in ran.stderr


def test_an_emulator_is_reached_by_what_it_prints_and_ends_well(house: House) -> None:
    with started(
        "emulate", "--port", "0", "--provider", "kling", "--progress", "immediate", "--json", folder=house.folder
    ) as process:
        assert process.stdout is not None
        lines: list[str] = []
        while lines[-1:] != ["}\n"]:
            lines.append(process.stdout.readline())
            assert lines[-1], "it ended"
        told = json.loads("".join(lines))
        ran = house.run("generate", *house.request("kling"), "--output", "cat.mp4", "--emulator", told["origin"])
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=SECONDS)

    assert list(told["providers"]) == ["kling"]
    assert ran.code == 0
    assert process.returncode == 0


def test_a_port_that_is_taken_is_told(house: House) -> None:
    port = house.origin.rpartition(":")[2]

    ran = done("emulate", "--port", port, folder=house.folder)

    assert ran.returncode == 8
    assert f"port {port}" in ran.stderr and "Traceback" not in ran.stderr


@pytest.mark.parametrize(
    ("hidden", "words", "advice"),
    [
        (("typer",), ["--help"], "pip install 'stillmotion[cli]'"),
        (("typer", "rich"), ["providers"], "pip install 'stillmotion[cli]'"),
        (("uvicorn",), ["emulate"], "pip install 'stillmotion[cli,emulator]'"),
        (("starlette",), ["demo"], "pip install 'stillmotion[cli,emulator]'"),
    ],
)
def test_a_missing_extra_ends_with_10_and_the_command_that_installs_it(
    tmp_path: Path, hidden: tuple[str, ...], words: list[str], advice: str
) -> None:
    code = f"import sys\nfor name in {hidden!r}: sys.modules[name] = None\nfrom stillmotion.cli import main\nmain()"
    command = [sys.executable, "-c", code, *words]

    ran = subprocess.run(command, cwd=tmp_path, env=environment(), capture_output=True, text=True, check=False)

    assert ran.returncode == 10
    assert advice in ran.stderr and hidden[0] in ran.stderr and "Traceback" not in ran.stderr


def test_the_package_imports_nothing_of_the_command_line() -> None:
    code = (
        "import sys, stillmotion, stillmotion.cli; stillmotion.Client; stillmotion.plan;"
        "print(sorted({'typer', 'rich', 'starlette', 'uvicorn'} & set(sys.modules)))"
    )

    ran = subprocess.run([sys.executable, "-c", code], env=environment(), capture_output=True, text=True, check=False)

    assert (ran.returncode, ran.stdout) == (0, "[]\n")
