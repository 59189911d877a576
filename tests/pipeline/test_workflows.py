"""What the workflows on GitHub may do: a pull request is data to them, whoever wrote it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
import yaml

from generator.review.report.markdown import MARKER, MOST_BYTES
from tests.support import HOUSE

FOLDER = HOUSE / ".github" / "workflows"
NAMES = sorted(path.name for path in FOLDER.glob("*.yml"))


def workflow(name: str) -> Any:
    return yaml.load((FOLDER / name).read_text(encoding="utf-8"), yaml.BaseLoader)


def steps(name: str) -> Iterator[Any]:
    for job in workflow(name)["jobs"].values():
        yield from job["steps"]


@pytest.mark.parametrize("name", NAMES)
def test_actions_are_pinned_by_commit_and_keep_no_credential(name: str) -> None:
    used = [step for step in steps(name) if "uses" in step]

    assert all(re.fullmatch(r"actions/[a-z-]+@[0-9a-f]{40}", step["uses"]) for step in used)
    for step in used:
        if step["uses"].startswith("actions/checkout@"):
            assert step["with"]["persist-credentials"] == "false"


@pytest.mark.parametrize("name", NAMES)
def test_no_event_is_pasted_into_a_script(name: str) -> None:
    assert [step["run"] for step in steps(name) if "${{" in step.get("run", "")] == []


@pytest.mark.parametrize("name", NAMES)
def test_no_job_runs_a_pull_request_with_rights(name: str) -> None:
    text = workflow(name)

    assert "pull_request_target" not in text["on"]
    assert text["permissions"] in ({}, {"contents": "read"})
    rights = [job.get("permissions", {}) for job in text["jobs"].values()]
    assert all("write" not in one.values() for one in rights) or "workflow_run" in text["on"]


def test_the_reviewing_job_runs_the_generator_of_the_base() -> None:
    ran = [step for step in steps("review.yml") if "generator" in step.get("run", "") or "make" in step.get("run", "")]

    assert len(ran) == 2
    assert all(step["working-directory"] == "base" for step in ran)


def test_the_writing_job_checks_nothing_out_and_what_it_posts() -> None:
    found = list(steps("review-comment.yml"))
    script = "\n".join(step["run"] for step in found)
    marker = workflow("review-comment.yml")["jobs"]["comment"]["env"]["MARKER"]

    assert [step for step in found if "uses" in step] == []
    assert "git " not in script and "python" not in script
    assert marker == MARKER
    assert f"-lt {MOST_BYTES + 1}" in script
    assert "^[1-9][0-9]*$" in script
