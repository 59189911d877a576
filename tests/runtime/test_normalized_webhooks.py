from __future__ import annotations

import json

import pytest
from normalized_sample import callback

from stillmotion import ProtocolDriftError, UnsupportedError, webhooks


@pytest.mark.parametrize(
    ("provider", "name", "status", "job_id"),
    [
        ("kling", "signed, succeeded", "succeeded", None),
        ("kling", "unsigned, running", "running", None),
        ("kling", "unsigned, failed", "failed", None),
        ("keevx", "succeeded, the seed's callback as printed", "succeeded", None),
        ("keevx", "failed", "failed", None),
        ("leonardo", "a video is complete", "succeeded", "5a4b3c2d-1e0f-4a9b-8c7d-6e5f4a3b2c1d"),
        ("leonardo", "a video has failed, no secret set", "failed", "5a4b3c2d-1e0f-4a9b-8c7d-6e5f4a3b2c1d"),
        ("fal", "succeeded, signed", "succeeded", "727028ec-aa98-4073-9bcd-0acb386abcfc"),
        ("fal", "failed", "failed", "727028ec-aa98-4073-9bcd-0acb386abcfc"),
        ("fal", "succeeded, without a payload", "running", "727028ec-aa98-4073-9bcd-0acb386abcfc"),
    ],
)
def test_a_notice_is_an_event_about_a_job(provider: str, name: str, status: str, job_id: str | None) -> None:
    body, headers = callback(provider, name)

    event = webhooks.read(provider, body=body, headers=headers, account="studio")  # type: ignore[arg-type]

    assert event.generation.status == status
    assert bool(event.generation.videos) == (status == "succeeded")
    assert event.job.ids == (event.job_id,)
    assert (event.job.provider, event.job.account) == (provider, "studio")
    assert job_id in (None, event.job_id)


def test_a_notice_carries_the_callers_reference() -> None:
    body, headers = callback("kling", "signed, succeeded")

    event = webhooks.read("kling", body=body, headers=headers)

    assert event.client_ref == event.job.client_ref == json.loads(body)["task_info"]["external_task_id"]


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b"{}", b"null", b"\xff", b"[" * 100_000])
def test_what_is_no_notice_is_said_to_be_none(body: bytes) -> None:
    with pytest.raises(ProtocolDriftError, match="no notice of Kling"):
        webhooks.read("kling", body=body, headers={})


def test_a_provider_that_calls_nobody_back_says_why() -> None:
    with pytest.raises(UnsupportedError, match="Oxen calls nobody back"):
        webhooks.read("oxen", body=b"{}", headers={})
