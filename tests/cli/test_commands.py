"""Every command against the emulator: what it does, what it prints, and the documents of `--json`."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from stillmotion import Job
from stillmotion.emulator.film import FILM
from stillmotion.normalized.api import jobs_of
from tests.cli.running import LINK, PROVIDERS, House, run
from tests.support import GENERATED

PAGE = (GENERATED / "docs" / "cli.md").read_text(encoding="utf-8")


def keys(*commands: str) -> set[str]:
    """The keys that the page documents for a command."""
    table = PAGE.partition("## Output")[2]
    (row,) = [
        line for line in table.splitlines() if line.startswith(f"| {', '.join(f'`{one}`' for one in commands)} |")
    ]
    plain = re.sub(r"\([^()]*\)", "", row.split("|")[2])
    return set(re.findall(r"`(\w+)`", plain))


@pytest.mark.parametrize("provider", PROVIDERS)
def test_generate_brings_a_film(house: House, provider: str) -> None:
    ran = house.run("generate", *house.request(provider), "--output", "cat.mp4")

    assert (ran.code, ran.out) == (0, "cat.mp4\n")
    assert (house.folder / "cat.mp4").read_bytes() == FILM
    assert not (house.folder / "cat.job.json").exists()
    assert house.emulator.charges == 1


def test_generate_tells_every_change_when_it_is_piped(house: House) -> None:
    ran = house.run("generate", *house.request("fal"), "--output", "cat.mp4")

    assert "\x1b" not in ran.out + ran.err
    stood = [line for line in ran.err.splitlines() if "uploading" not in line]
    assert stood[:4] == ["fal: asking", "fal: queued, 0 ahead", "fal: running", "fal: succeeded"]


def test_generate_shows_a_bar_on_a_terminal_and_no_colour_when_told(house: House) -> None:
    plain = {"FORCE_COLOR": "1", "NO_COLOR": "1", "TERM": "xterm"}

    ran = house.run("generate", *house.request("fal"), "--output", "cat.mp4", env=plain)

    assert ran.out == "cat.mp4\n"
    assert "0:00:0" in ran.err and "\x1b[2K" in ran.err
    assert not re.search(r"\x1b\[[0-9;]*3[0-9]m", ran.err)


def test_several_videos_get_several_files(house: House) -> None:
    words = house.request("keevx")

    ran = house.run("generate", *words, "--count", "2", "--output", "cat.mp4", "--json")

    assert ran.document["files"] == ["cat.mp4", "cat-2.mp4"]
    assert (house.folder / "cat-2.mp4").read_bytes() == FILM


def test_the_document_of_generate(house: House) -> None:
    ran = house.run("generate", *house.request("kling"), "--output", "cat.mp4", "--json")

    assert set(ran.document) == keys("generate", "wait", "download")
    assert ran.document["generation"]["status"] == "succeeded"
    assert Job.model_validate_json(json.dumps(ran.document["job"])).provider == "kling"


@pytest.mark.parametrize("provider", PROVIDERS)
def test_a_job_goes_on_by_what_submit_prints(house: House, provider: str) -> None:
    submitted = house.run("submit", *house.request(provider))
    stood = house.run("status", "-", "--json", stdin=submitted.out)
    waited = house.run("wait", "-", "--output", "cat.mp4", stdin=submitted.out)

    assert (submitted.code, stood.code, waited.code) == (0, 0, 0)
    assert set(stood.document) == keys("status", "cancel")
    assert stood.document["generation"]["status"] in ("queued", "running")
    assert (house.folder / "cat.mp4").read_bytes() == FILM
    assert house.emulator.charges == 1


def test_a_job_goes_on_by_any_document_that_has_one(house: House) -> None:
    submitted = house.run("submit", *house.request("kling"), "--json")
    assert set(submitted.document) == keys("submit")

    waited = house.run("wait", "-", "--json", stdin=submitted.out)

    assert waited.document["generation"]["videos"][0]["url"].startswith(house.origin)
    assert waited.document["files"] == []


def test_a_job_file_is_never_written_over(house: House) -> None:
    path = house.submitted("kling")

    ran = house.run("submit", *house.request("kling"), "--job-file", path)

    assert ran.code == 11
    assert house.emulator.charges == 1


def test_wait_without_a_file_prints_the_link(house: House) -> None:
    ran = house.run("wait", house.submitted("kling"))

    assert ran.out.startswith(house.origin)


def test_download_saves_what_has_ended_and_says_when_nothing_has(house: House) -> None:
    job = house.submitted("fal")

    early = house.run("download", job, "--output", "cat.mp4")
    house.emulator.set_progress("immediate")
    done = [house.run("download", job, "--output", "cat.mp4") for _ in range(3)][-1]

    assert early.code == 7
    assert f"stillmotion wait {job} --output cat.mp4" in early.err
    assert done.code == 11 or done.out == "cat.mp4\n"
    assert (house.folder / "cat.mp4").read_bytes() == FILM


@pytest.mark.parametrize("provider", PROVIDERS)
def test_cancel_stops_a_job_or_says_why_it_cannot(house: House, provider: str) -> None:
    ran = house.run("cancel", house.submitted(provider), "--json")

    if jobs_of(provider).cancel is None:
        assert ran.code == 3
        assert ran.document["error"]["message"].endswith(jobs_of(provider).reasons["cancel"])
    else:
        assert ran.code == 0
        assert len(house.emulator.requests(jobs_of(provider).cancel.operation.name)) == 1


def test_a_job_is_found_by_the_caller_s_own_id(house: House) -> None:
    house.run("submit", *house.request("kling"), "--client-ref", "shot-17")

    found = house.run("status", "--provider", "kling", "--client-ref", "shot-17", "--json")
    lost = house.run("status", "--provider", "kling", "--client-ref", "shot-18", "--json")

    assert found.document["job"]["client_ref"] == "shot-17"
    assert (lost.code, lost.document["error"]["kind"]) == (5, "not_found")


def test_the_jobs_of_a_provider_are_listed(house: House) -> None:
    job = json.loads(Path(house.submitted("kling")).read_text(encoding="utf-8"))

    listed = house.run("status", "--provider", "kling", "--json")
    shown = house.run("status", "--provider", "kling")

    assert set(listed.document) == {"jobs"}
    assert set(listed.document["jobs"][0]) == keys("status", "cancel")
    assert [one["job"]["ids"] for one in listed.document["jobs"]] == [job["ids"]]
    assert job["ids"][0] in shown.out


@pytest.mark.parametrize("provider", PROVIDERS)
def test_a_dry_run_prints_what_is_sent_and_sends_nothing(house: House, provider: str) -> None:
    words = [*house.request(provider), "--client-ref", "shot-17", "--allow-loss", "client_ref"]

    ran = house.run("submit", *words, "--dry-run", "--json")
    assert (ran.code, house.emulator.journal) == (0, ())
    house.run("submit", *words)
    sent = house.emulator.requests(jobs_of(provider).submit.name)[0]

    told = ran.document["requests"][-1]
    assert set(ran.document) == keys("generate --dry-run", "submit --dry-run")
    assert told["headers"].pop("authorization").endswith("***")
    assert told["headers"].items() <= sent.headers.items()
    assert told["method"] == sent.method
    assert told["url"].partition("?")[0] == f"{house.origin}/{provider}{sent.path}"
    assert told["body"].keys() == json.loads(sent.body).keys()
    uploaded = provider in ("fal", "keevx", "leonardo")
    assert len(ran.document["requests"]) == 1 + uploaded
    if not uploaded:
        assert told["body"] == json.loads(sent.body)


def test_a_dry_run_needs_no_key_and_shows_the_provider_s_own_server(house: House) -> None:
    ran = run("generate", *house.request("kling"), "--output", "cat.mp4", "--dry-run")

    assert ran.code == 0
    assert "POST https://api-singapore.klingai.com/" in ran.out
    assert "authorization: Bearer ***" in ran.out
    assert "(156 characters; --json has all)" in ran.out


def test_plan_tells_what_is_lost_everywhere(house: House) -> None:
    words = ["--prompt", "Rain", "--start-frame", house.picture(), "--duration", "5", "--negative-prompt", "blur"]

    ran, shown = run("plan", *words, "--json"), run("plan", *words)

    assert set(ran.document) == keys("plan")
    plans = {(one["provider"], one["model"]): one for one in ran.document["plans"]}
    assert {provider for provider, _ in plans} == set(PROVIDERS)
    oxen = plans["oxen", "kling-2.5-turbo"]
    assert oxen["pictures"] == {"start_frame": "needs a link"}
    assert [one["field"] for one in oxen["report"]["dropped"]] == ["negative_prompt"]
    assert plans["keevx", "keevx-kl"]["possible"] is False
    assert "negative_prompt 'blur' is lost" in " ".join(shown.out.split())


def test_plan_asks_those_that_are_named(house: House) -> None:
    ran = run("plan", "--provider", "fal", "--prompt", "Rain", "--start-frame", LINK, "--json")

    assert {one["provider"] for one in ran.document["plans"]} == {"fal"}


def test_convert_speaks_another_provider_s_words_and_takes_changes(house: House) -> None:
    payload: dict[str, Any] = {"model_name": "kling-v2-5-turbo", "mode": "pro", "image": LINK, "prompt": "The cat"}

    plain = run("convert", "-", "--from", "kling", "--to", "oxen", stdin=json.dumps(payload))
    changed = run(
        "convert", "-", "--from", "kling", "--to", "fal", "--duration", "10", "--json", stdin=json.dumps(payload)
    )

    assert json.loads(plain.out)["input_image"] == LINK
    assert "duration is 5 by the source provider" in plain.err
    assert set(changed.document) == keys("convert")
    assert changed.document["payload"]["duration"] == "10"


def test_capabilities_are_those_of_the_generated_page(house: House) -> None:
    known = json.loads((GENERATED / "docs" / "capabilities.json").read_text(encoding="utf-8"))

    ran = run("capabilities", "--json")
    fields = {(one["provider"], one["model"], one["quality"]): one["fields"] for one in ran.document["capabilities"]}

    assert set(ran.document) == keys("capabilities")
    assert fields == {(name, one["model"], one["quality"]): one["fields"] for name, of in known.items() for one in of}


def test_capabilities_are_shown_for_all_and_for_one_model(house: House) -> None:
    every, one = run("capabilities"), run("capabilities", "--model", "keevx-v")

    assert every.out.splitlines()[0].split()[:3] == ["provider", "model", "duration"]
    assert [line.split()[0] for line in one.out.splitlines()[2:]][:3] == ["model", "quality", "prompt"]


def test_providers_tell_which_keys_are_set_and_never_show_them(house: House) -> None:
    env = {"KLINGAI_ACCESS_KEY": "access-key-of-mine", "KLINGAI_SECRET_KEY": "secret-key-of-mine", "OXEN_API_KEY": ""}

    ran, shown = run("providers", "--json", env=env), run("providers", env=env)

    assert set(ran.document) == keys("providers")
    found = {one["name"]: one for one in ran.document["providers"]}
    assert {name for name, one in found.items() if one["key_is_set"]} == {"kling"}
    assert found["kling"]["variables"] == [["KLING_API_KEY"], ["KLINGAI_ACCESS_KEY", "KLINGAI_SECRET_KEY"]]
    assert "-key-of-mine" not in ran.out + ran.err + shown.out + shown.err
    assert "KLINGAI_SECRET_KEY" in shown.out


def test_every_command_is_on_the_page_and_explains_itself() -> None:
    listed = [line.split("`")[1] for line in PAGE.partition("\n## ")[0].splitlines() if line.startswith("| `")]
    told = run("--help").out
    commands = re.findall(r"^  (\w+) ", told.partition("Commands:")[2].partition("Exit codes")[0], re.M)

    assert sorted(listed) == sorted(commands)
    for command in commands:
        helped = run(command, "--help")
        assert helped.code == 0 and "--json" in helped.out
    assert [int(one) for one in re.findall(r"^ +(\d+)  \w", told, re.M)] == [*range(12), 130]
