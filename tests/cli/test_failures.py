"""What goes wrong ends with the documented exit code and a line or two, with no traceback and no secret."""

from __future__ import annotations

import json
import os
import shlex
from pathlib import Path
from typing import Any

import pytest

from stillmotion._runtime.errors import ERROR_KINDS, ProviderError
from stillmotion.cli.exits import KINDS, MEANINGS, Exit
from stillmotion.cli.failures import failure_of
from stillmotion.emulator import Break, Disconnect, Garbage, Refuse
from tests.cli.running import LINK, House, Ran, run
from tests.support import GENERATED

KEY = "key-for-these-tests-0123456789"
DOCUMENTED = {
    "kind", "exit", "message", "advice", "go_on", "job", "provider", "operation", "status", "code", "request_id",
    "retry", "accepted",
}  # fmt: skip


def judged(ran: Ran, code: int) -> dict[str, Any]:
    """The error of a run with `--json`, which is as documented."""
    assert ran.code == code, ran
    error: dict[str, Any] = ran.document["error"]
    assert set(error) == DOCUMENTED
    assert error["exit"] == code
    assert "Traceback" not in ran.err and ran.err.strip()
    return error


@pytest.mark.parametrize(
    "words",
    [
        ["--nothing"],
        ["--provider", "nobody"],
        ["--duration", "0"],
        ["--duration", "five"],
        ["--quality", "best"],
        ["--aspect-ratio", "wide"],
        ["--webhook-url", "here"],
        ["--start-frame", "none.png"],
        ["--provider-options", "{"],
        ["--provider-options", '{"kling": {"nothing": 1}}'],
        ["--allow-loss", "everything"],
        ["--snap", "duration"],
        ["--region", "moon"],
    ],
    ids=" ".join,
)
def test_what_is_not_written_right_ends_with_2_and_names_it(house: House, words: list[str]) -> None:
    ran = run("submit", "--provider", "kling", "--prompt", "Rain", *words, "--dry-run", "--json")

    error = judged(ran, 2)
    assert words[-1] in error["message"] or words[0] in error["message"]


def test_a_command_or_an_option_that_is_missing_ends_with_2() -> None:
    assert "generatte" in judged(run("generatte", "--json"), 2)["message"]
    assert "--provider" in judged(run("submit", "--json"), 2)["message"]
    assert "JOB" in judged(run("status", "--json"), 2)["message"]


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"job": {"provider": "kling"}}', "3"])
def test_a_file_without_a_job_ends_with_2(house: House, text: str) -> None:
    assert "holds no job" in judged(house.run("status", "-", "--json", stdin=text), 2)["message"]


def test_a_loss_ends_with_3_and_says_what_allows_it(house: House) -> None:
    words = ["submit", "--provider", "oxen", "--model", "kling-2.5-turbo", "--prompt", "Rain", "--start-frame", LINK]

    refused = house.run(*words, "--duration", "7", "--client-ref", "shot-17", "--json")
    assert house.emulator.journal == ()
    taken = house.run(
        *words, "--duration", "7", "--client-ref", "shot-17", "--allow-loss", "client_ref", "--snap", "duration=up"
    )

    error = judged(refused, 3)
    assert "--allow-loss duration --allow-loss client_ref" in error["advice"]
    assert "LossPolicy" not in refused.out + refused.err
    assert taken.code == 0
    assert "duration 7 becomes 10 (up)" in taken.err


def test_a_picture_that_must_be_a_link_ends_with_3(house: House) -> None:
    words = ["--model", "kling-2.5-turbo", "--prompt", "Rain", "--start-frame", house.picture(), "--json"]

    error = judged(house.run("submit", "--provider", "oxen", *words), 3)

    assert error["message"].endswith("Oxen takes links only: give one in place of a file")


def test_a_link_that_must_be_fetched_names_the_option(house: House) -> None:
    words = ["--model", "kling-2.5-turbo", "--prompt", "Rain", "--start-frame", LINK, "--json"]

    error = judged(house.run("submit", "--provider", "leonardo", *words), 3)

    assert "--allow-fetch" in error["message"] and "Client(" not in error["message"]


def test_a_missing_key_ends_with_4_and_names_the_variables(house: House) -> None:
    ran = run("submit", *house.request("kling"), "--json")

    error = judged(ran, 4)
    assert "set KLING_API_KEY, or KLINGAI_ACCESS_KEY and KLINGAI_SECRET_KEY" in error["message"]


def test_a_key_that_cannot_be_sent_ends_with_4_and_is_not_shown(house: House) -> None:
    ran = run("submit", *house.request("kling"), "--json", env={"KLING_API_KEY": f"{KEY}\n"})

    assert "KLING_API_KEY" in judged(ran, 4)["message"]
    assert KEY not in ran.out + ran.err


@pytest.mark.parametrize(
    ("kind", "code"), [("authentication", 4), ("insufficient_funds", 5), ("content_policy", 5), ("invalid_request", 5)]
)
def test_a_refusal_of_the_provider_ends_by_its_kind(house: House, kind: str, code: int) -> None:
    house.emulator.script("submit", Refuse(kind=kind), times=9)

    error = judged(house.run("submit", *house.request("kling"), "--json"), code)

    assert (error["kind"], error["provider"]) == (kind, "kling")
    assert house.emulator.charges == 0


def test_an_answer_that_nobody_can_read_ends_with_9_and_costs_one_video(house: House) -> None:
    house.emulator.script("submit", Garbage(f"<html>{KEY}</html>".encode()))
    server = ["--base-url", house.emulator.base_url("fal", house.origin)]

    ran = run("submit", *house.request("fal"), *server, "--json", env={"FAL_KEY": KEY})

    assert judged(ran, 9)["kind"] == "submit_ambiguous"
    assert house.emulator.charges == 1
    assert KEY not in ran.out + ran.err


@pytest.mark.parametrize("command", ["generate", "wait"])
def test_a_job_that_fails_ends_with_6(house: House, command: str) -> None:
    house.emulator.fail_next(provider="kling")
    words = ["generate", *house.request("kling")] if command == "generate" else ["wait", house.submitted("kling")]

    error = judged(house.run(*words, "--output", "cat.mp4", "--json"), 6)

    assert error["job"]["provider"] == "kling"
    assert error["go_on"] is None
    assert not (house.folder / "cat.mp4").exists() and not (house.folder / "cat.job.json").exists()


def test_a_wait_that_is_too_long_ends_with_7_and_the_command_goes_on(house: House) -> None:
    house.emulator.set_progress("after:100")
    words = [*house.request("fal"), "--output", "my cat.mp4", "--emulator", house.origin]

    ran = run("generate", *words, "--timeout", "0.05", "--json")
    error = judged(ran, 7)
    house.emulator.advance(100)
    program, *again = shlex.split(error["go_on"])

    assert program == "stillmotion"
    assert again == ["wait", "my cat.job.json", "--output", "my cat.mp4", "--emulator", house.origin]
    assert "client.wait" not in ran.err
    assert run(*again).code == 0
    assert house.emulator.charges == 1


def test_a_connection_that_cannot_be_made_ends_with_8(house: House) -> None:
    ran = run("submit", *house.request("fal"), "--emulator", "http://127.0.0.1:9", "--json")

    assert judged(ran, 8)["accepted"] == "no"


def test_a_broken_connection_while_waiting_keeps_the_job(house: House) -> None:
    house.emulator.script("poll", Disconnect(taken=False), times=1000)

    error = judged(house.run("generate", *house.request("fal"), "--output", "cat.mp4", "--json"), 8)

    assert error["go_on"].startswith("stillmotion wait cat.job.json --output cat.mp4")
    assert json.loads((house.folder / "cat.job.json").read_text()) == error["job"]
    assert "goes on, and is paid" in error["message"]


@pytest.mark.parametrize(("provider", "advised"), [("fal", "console"), ("oxen", "stillmotion status --provider oxen")])
def test_a_lost_submit_ends_with_9_and_says_how_to_find_out(house: House, provider: str, advised: str) -> None:
    house.emulator.script("submit", Disconnect(taken=True))

    error = judged(house.run("generate", *house.request(provider), "--output", "cat.mp4", "--json"), 9)

    assert advised in f"{error['advice']} {error['go_on']}"
    assert "client." not in error["message"] + error["advice"]
    assert house.emulator.charges == 1


def test_a_lost_submit_is_found_where_the_provider_takes_a_reference(house: House) -> None:
    house.emulator.script("submit", Disconnect(taken=True))

    assert house.run("generate", *house.request("kling"), "--output", "cat.mp4").code == 0
    assert house.emulator.charges == 1


def test_files_that_are_in_the_way_end_with_11_before_anything_is_paid(house: House) -> None:
    (house.folder / "cat.mp4").write_text("mine")

    taken = judged(house.run("generate", *house.request("kling"), "--output", "cat.mp4", "--json"), 11)
    nowhere = judged(house.run("generate", *house.request("kling"), "--output", "no/cat.mp4", "--json"), 11)
    missing = judged(house.run("status", "none.json", "--json"), 11)

    assert taken["advice"] == "--force replaces it."
    assert "nothing was sent" in taken["message"] and "no" in nowhere["message"] and "none.json" in missing["message"]
    assert house.emulator.journal == ()
    assert house.run("generate", *house.request("kling"), "--output", "cat.mp4", "--force").code == 0


def test_a_disk_that_fails_after_the_submit_keeps_the_job_in_sight(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = Path.open

    def full(self: Path, mode: str = "r", *given: Any, **named: Any) -> Any:
        if mode == "x":
            raise OSError(28, "No space left on device", str(self))
        return opened(self, mode, *given, **named)

    words = house.request("kling")
    monkeypatch.setattr(Path, "open", full)

    generated = judged(house.run("generate", *words, "--output", "cat.mp4", "--json"), 11)
    submitted = judged(house.run("submit", *words, "--job-file", "job.json", "--json"), 11)
    shown = house.run("submit", *words, "--job-file", "job.json")

    told = [generated["job"]["ids"], submitted["job"]["ids"], json.loads(shown.out)["ids"]]
    assert told == [[charge.job] for charge in house.emulator.ledger]


def test_trouble_at_the_provider_ends_with_5(house: House) -> None:
    job = house.submitted("kling")
    house.emulator.script("poll", Break(500), times=1000)

    assert judged(house.run("status", job, "--json"), 5)["status"] == 500


def test_no_key_is_in_anything_that_is_printed(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KLING_API_KEY", KEY)
    server = ["--base-url", house.emulator.base_url("kling", house.origin)]
    words = [*house.request("kling"), *server]
    house.emulator.script("poll", Garbage(f"<html>Bearer {KEY}</html>".encode()), nth=4, times=9)

    runs = [
        run("submit", *words, "--dry-run"),
        run("submit", *words, "--dry-run", "--json"),
        run("submit", *words, "--prompt", KEY, "--dry-run"),
        run("generate", *words, "--output", "cat.mp4", "--json"),
        run("generate", *words, "--output", "dog.mp4"),
        run("providers", "--json"),
        run("submit", *words, "--region", KEY, "--json"),
        run(KEY),
    ]

    assert {one.code for one in runs} >= {0, 2, 5}
    assert all(KEY not in one.out + one.err for one in runs)
    assert os.environ["KLING_API_KEY"] == KEY


def test_what_a_provider_says_does_not_steer_the_terminal(house: House) -> None:
    told = failure_of(ProviderError("\x1b]0;mine\x07 red \x1b[31m", provider="kling"))
    from stillmotion.cli.screen import visible

    shown = [visible(line) for line in told.lines]

    assert shown[0] == r"stillmotion: kling: \x1b]0;mine\x07 red \x1b[31m"


def test_a_mistake_of_the_program_ends_with_1_without_a_traceback(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("stillmotion.cli.looking.capabilities_of", lambda name: 1 / 0)

    error = judged(run("capabilities", "--json"), 1)

    assert "ZeroDivisionError (test_failures.py:" in error["message"]


def test_every_kind_of_error_has_an_exit_code_and_every_code_is_documented() -> None:
    page = (GENERATED / "docs" / "cli.md").read_text(encoding="utf-8").partition("## Exit codes")[2]
    rows = {int(row.split("|")[1]): row for row in page.splitlines() if row.startswith("| ") and row[2].isdigit()}

    assert set(KINDS) == set(ERROR_KINDS)
    assert set(rows) == set(map(int, Exit)) == set(map(int, MEANINGS))
    for kind, exit in KINDS.items():
        assert f"`{kind}`" in rows[int(exit)]
