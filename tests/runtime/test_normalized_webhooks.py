from __future__ import annotations

import json
import sys
import traceback
from collections.abc import Iterator
from typing import Any

import httpx2
import pytest
from normalized_sample import Blocking, World, callback, example
from webhook_sample import FAL_NAMES, NOW, OTHER, SECRET, Receiver, fal, kling, proven, standard_signature

from stillmotion import (
    ConfigurationError,
    NotFoundError,
    ProtocolDriftError,
    StillmotionError,
    UnsupportedError,
    WebhookVerificationError,
    webhooks,
)

BODY, _ = callback("kling", "signed, succeeded")
FAL_BODY, _ = callback("fal", "succeeded, signed")
KEEVX_BODY, _ = callback("keevx", "succeeded, the seed's callback as printed")


@pytest.fixture(params=["sync", "async"])
def world(request: pytest.FixtureRequest) -> World:
    kind: World = request.param
    return kind


@pytest.fixture
def receiver(world: World, monkeypatch: pytest.MonkeyPatch) -> Receiver:
    for name in ("KLING_WEBHOOK_SECRET", "LEONARDO_WEBHOOK_SECRET"):
        monkeypatch.delenv(name, raising=False)
    return Receiver(world)


@pytest.fixture
def client(world: World) -> Iterator[Any]:
    made = Blocking(world, lambda request: POLLS.pop(0))
    yield made
    made.end()
    POLLS.clear()


POLLS: list[httpx2.Response] = []


def flipped(data: bytes) -> Iterator[bytes]:
    """The data with each of its bits flipped, one at a time."""
    for place in range(len(data)):
        for bit in range(8):
            yield data[:place] + bytes([data[place] ^ (1 << bit)]) + data[place + 1 :]


# What a proven notice says


@pytest.mark.parametrize(
    ("provider", "name", "status", "job_id"),
    [
        ("kling", "signed, succeeded", "succeeded", "900000000000000001"),
        ("kling", "unsigned, running", "running", "900000000000000001"),
        ("kling", "unsigned, failed", "failed", "900000000000000002"),
        ("leonardo", "a video is complete", "succeeded", "5a4b3c2d-1e0f-4a9b-8c7d-6e5f4a3b2c1d"),
        ("leonardo", "a video has failed, no secret set", "failed", "5a4b3c2d-1e0f-4a9b-8c7d-6e5f4a3b2c1d"),
        ("fal", "succeeded, signed", "succeeded", "727028ec-aa98-4073-9bcd-0acb386abcfc"),
        ("fal", "failed", "failed", "727028ec-aa98-4073-9bcd-0acb386abcfc"),
        ("fal", "succeeded, without a payload", "running", "727028ec-aa98-4073-9bcd-0acb386abcfc"),
    ],
)
def test_a_proven_notice_is_an_event_about_a_job(
    receiver: Receiver, provider: str, name: str, status: str, job_id: str
) -> None:
    body, headers, secret = proven(provider, name)

    event = receiver.read(provider, body, headers, secret=secret, account="studio")

    assert event.verified
    assert event.generation.status == status
    assert bool(event.generation.videos) == (status == "succeeded")
    assert event.job.ids == (event.job_id,) == (job_id,)
    assert (event.job.provider, event.job.account) == (provider, "studio")


def test_a_notice_carries_the_callers_reference(receiver: Receiver) -> None:
    event = receiver.read("kling", BODY, kling(BODY), secret=SECRET)

    assert event.client_ref == event.job.client_ref == json.loads(BODY)["task_info"]["external_task_id"]


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b"{}", b"null", b"[" * 100_000])
def test_what_is_proven_and_no_notice_is_said_to_be_none(receiver: Receiver, body: bytes) -> None:
    with pytest.raises(ProtocolDriftError, match="no notice of Kling"):
        receiver.read("kling", body, kling(body), secret=SECRET)


def test_a_provider_that_calls_nobody_back_says_why(receiver: Receiver) -> None:
    with pytest.raises(UnsupportedError, match="Oxen calls nobody back"):
        receiver.read("oxen", b"{}", {})


def test_a_delivery_has_the_id_by_which_a_second_one_is_known(receiver: Receiver) -> None:
    body, headers, secret = proven("leonardo", "a video is complete")

    assert receiver.read("kling", BODY, kling(BODY, id="msg_7"), secret=SECRET).delivery_id == "msg_7"
    assert receiver.read("fal", FAL_BODY, fal(FAL_BODY, id="request-7")).delivery_id == "request-7"
    ended = receiver.read("leonardo", body, headers, secret=secret)
    assert ended.delivery_id == f"{ended.job_id}:COMPLETE"


# The vectors of the providers' pages


def test_klings_own_vector_is_proven(receiver: Receiver) -> None:
    body = (
        b'{"id":"1234567890","status":"succeeded","message":"","create_time":1781080778802,"update_time":1781080794151}'
    )
    headers = {
        "webhook-id": "9876543210",
        "webhook-timestamp": "1781080794",
        "webhook-signature": "v1,UsKlJP00XoQyOn410NM9xv34sP+Gl0jnOO9Lcpr7NJ4=",
    }
    receiver.now = 1781080794.0

    with pytest.raises(ProtocolDriftError, match="no notice"):  # proven, and of another API of Kling's
        receiver.read("kling", body, headers, secret=SECRET)


def test_the_vector_of_a_classic_body_is_proven(receiver: Receiver) -> None:
    body, headers = callback("kling", "signed, succeeded")
    receiver.now = 1722769657.0

    compact = json.dumps(json.loads(body), separators=(",", ":")).encode()

    assert receiver.read("kling", compact, headers, secret=SECRET).generation.status == "succeeded"


@pytest.mark.parametrize("name", ["succeeded, signed", "failed", "succeeded, without a payload"])
@pytest.mark.parametrize("now", [1767225300, 1767225600, 1767225900])
def test_fals_vectors_are_proven_while_they_are_fresh(receiver: Receiver, name: str, now: int) -> None:
    body, headers = callback("fal", name)
    receiver.now = now

    compact = json.dumps(json.loads(body), separators=(",", ":")).encode()

    assert receiver.read("fal", compact, headers).verified


# What is refused


@pytest.mark.parametrize(("provider", "body"), [("kling", BODY), ("fal", FAL_BODY)])
def test_a_body_with_a_bit_flipped_is_refused(receiver: Receiver, provider: str, body: bytes) -> None:
    headers = kling(body) if provider == "kling" else fal(body)
    receiver.read(provider, body, headers, secret=SECRET)

    for other in flipped(body[:8] + body[-8:]):
        changed = other[:8] + body[8:-8] + other[-8:]
        with pytest.raises(WebhookVerificationError):
            receiver.read(provider, changed, headers, secret=SECRET)


@pytest.mark.parametrize("provider", ["kling", "fal", "leonardo"])
def test_a_header_with_a_bit_flipped_is_refused(receiver: Receiver, provider: str) -> None:
    name = {"kling": "signed, succeeded", "fal": "succeeded, signed", "leonardo": "a video is complete"}[provider]
    body, headers, secret = proven(provider, name)
    receiver.read(provider, body, headers, secret=secret)

    for header, value in headers.items():
        for other in flipped(value.encode()):
            if header == FAL_NAMES[3] and other.lower() == value.encode():
                continue  # hexadecimal in capitals is the same signature
            with pytest.raises(WebhookVerificationError):
                receiver.read(provider, body, {**headers, header: other.decode("latin-1")}, secret=secret)


@pytest.mark.parametrize("provider", ["kling", "fal", "leonardo"])
def test_a_header_that_is_missing_or_empty_is_refused(receiver: Receiver, provider: str) -> None:
    name = {"kling": "signed, succeeded", "fal": "succeeded, signed", "leonardo": "a video is complete"}[provider]
    body, headers, secret = proven(provider, name)

    for header in headers:
        for changed in ({key: value for key, value in headers.items() if key != header}, {**headers, header: ""}):
            with pytest.raises(WebhookVerificationError):
                receiver.read(provider, body, changed, secret=secret)


@pytest.mark.parametrize("provider", ["kling", "fal"])
@pytest.mark.parametrize(("off", "is_fresh"), [(-301, False), (-300, True), (300, True), (301, False)])
def test_a_timestamp_may_be_five_minutes_off_either_way(
    receiver: Receiver, provider: str, off: int, is_fresh: bool
) -> None:
    body, sign = (BODY, kling) if provider == "kling" else (FAL_BODY, fal)
    headers = sign(body, at=NOW + off)

    if is_fresh:
        assert receiver.read(provider, body, headers, secret=SECRET).verified
    else:
        with pytest.raises(WebhookVerificationError, match="300 s from now"):
            receiver.read(provider, body, headers, secret=SECRET)


@pytest.mark.parametrize(
    "moment", ["", "nan", "inf", "1e9", "-1", "1767225600.0", "01767225600", " 1767225600", "9" * 40]
)
def test_a_timestamp_that_is_no_plain_number_is_refused(receiver: Receiver, moment: str) -> None:
    with pytest.raises(WebhookVerificationError):
        receiver.read("kling", BODY, {**kling(BODY), "webhook-timestamp": moment}, secret=SECRET)


@pytest.mark.parametrize("signature", ["v1", "v1,", ",", "v1,not base64!", "v1a,AAAA", "v2," + "A" * 44, " ", "v1,,"])
def test_a_signature_of_another_form_is_refused(receiver: Receiver, signature: str) -> None:
    with pytest.raises(WebhookVerificationError):
        receiver.read("kling", BODY, kling(BODY, signature=signature), secret=SECRET)


def test_a_body_that_is_no_text_is_refused(receiver: Receiver) -> None:
    with pytest.raises(WebhookVerificationError):
        receiver.read("kling", b"\xff", kling(b"\xff"), secret=SECRET)


def test_a_header_that_comes_twice_with_two_values_is_refused(receiver: Receiver) -> None:
    headers = {**kling(BODY), "Webhook-Id": "msg_2"}

    with pytest.raises(WebhookVerificationError, match="webhook-id is missing"):
        receiver.read("kling", BODY, headers, secret=SECRET)


@pytest.mark.parametrize("change", [str.upper, str.title, str.lower, str.swapcase])
def test_header_names_are_known_in_any_case(receiver: Receiver, change: Any) -> None:
    for provider, body, headers in (("kling", BODY, kling(BODY)), ("fal", FAL_BODY, fal(FAL_BODY))):
        changed = {change(name): value for name, value in headers.items()}
        assert receiver.read(provider, body, changed, secret=SECRET).verified


# Secrets


def test_one_of_several_signatures_is_enough(receiver: Receiver) -> None:
    signatures = [standard_signature(BODY, secret=OTHER), "v1a,AAAA", standard_signature(BODY), "broken"]

    assert receiver.read("kling", BODY, kling(BODY, signature=" ".join(signatures)), secret=SECRET).verified


def test_two_secrets_count_while_they_change(receiver: Receiver, monkeypatch: pytest.MonkeyPatch) -> None:
    by_old = kling(BODY)
    by_new = kling(BODY, signature=standard_signature(BODY, secret=OTHER))

    for headers in (by_old, by_new):
        assert receiver.read("kling", BODY, headers, secret=(OTHER, SECRET)).verified
    with pytest.raises(WebhookVerificationError):
        receiver.read("kling", BODY, by_old, secret=OTHER)
    monkeypatch.setenv("KLING_WEBHOOK_SECRET", f"{OTHER} {SECRET}")
    for headers in (by_old, by_new):
        assert receiver.read("kling", BODY, headers).verified


def test_a_bearer_is_compared_whole(receiver: Receiver, monkeypatch: pytest.MonkeyPatch) -> None:
    body, headers, _ = proven("leonardo", "a video is complete")
    monkeypatch.setenv("LEONARDO_WEBHOOK_SECRET", "dummy-secret")

    assert receiver.read("leonardo", body, headers).verified
    for wrong in ("Bearer", "Bearer ", "Bearer dummy", "Bearer dummy-secret2", "dummy-secret", "Basic dummy-secret"):
        with pytest.raises(WebhookVerificationError, match="bearer is not the secret"):
            receiver.read("leonardo", body, {"Authorization": wrong})


@pytest.mark.parametrize(
    ("provider", "variable"), [("kling", "KLING_WEBHOOK_SECRET"), ("leonardo", "LEONARDO_WEBHOOK_SECRET")]
)
@pytest.mark.parametrize("value", [None, "", "  "])
def test_a_missing_secret_names_the_variable(
    receiver: Receiver, monkeypatch: pytest.MonkeyPatch, provider: str, variable: str, value: str | None
) -> None:
    if value is not None:
        monkeypatch.setenv(variable, value)

    with pytest.raises(ConfigurationError, match=f"pass secret= or set {variable}"):
        receiver.read(provider, BODY, kling(BODY))


@pytest.mark.parametrize(
    "secret", ["", "whsec_", "whsec_not base64", "whsec_%%%%", "töne", (SECRET, ""), " " + SECRET, ()]
)
def test_what_is_no_secret_is_said_without_showing_it(receiver: Receiver, secret: Any) -> None:
    with pytest.raises(ConfigurationError, match="no webhook secret") as caught:
        receiver.read("kling", BODY, kling(BODY), secret=secret)

    assert "base64!" not in str(caught.value) and "%%%%" not in str(caught.value)


def test_a_refusal_shows_neither_secret_nor_body_nor_bearer(receiver: Receiver) -> None:
    body = b'{"apiKey": {"webhookCallbackApiKey": "of-the-body"}}'
    attempts = [
        ("leonardo", body, {"authorization": "Bearer of-the-caller"}, "of-the-receiver"),
        ("kling", body, kling(BODY), SECRET),
        ("kling", body, kling(BODY), "whsec_%of-the-receiver"),
        ("fal", body, fal(FAL_BODY), None),
    ]
    for provider, sent, headers, secret in attempts:
        with pytest.raises(StillmotionError) as caught:
            receiver.read(provider, sent, headers, secret=secret)
        # the frames of the tests themselves hold it all: only those of the package count
        frames = traceback.TracebackException.from_exception(caught.value, capture_locals=True).stack
        own = [frame for frame in frames if "stillmotion" in frame.filename]
        shown = f"{caught.value!r}{[frame.locals for frame in own]}{vars(caught.value)}"
        assert own
        for hidden in ("of-the-body", "of-the-caller", "of-the-receiver", SECRET, "dGVzdHNl"):
            assert hidden not in shown


@pytest.mark.parametrize(("provider", "library"), [("kling", "standardwebhooks"), ("fal", "cryptography")])
def test_a_missing_library_is_said_with_the_extra_that_brings_it(
    receiver: Receiver, monkeypatch: pytest.MonkeyPatch, provider: str, library: str
) -> None:
    monkeypatch.setitem(sys.modules, library, None)
    body, headers = (BODY, kling(BODY)) if provider == "kling" else (FAL_BODY, fal(FAL_BODY))

    with pytest.raises(ConfigurationError, match=rf"package {library}: install stillmotion\[webhooks\]"):
        receiver.read(provider, body, headers, secret=SECRET)


# What nobody vouches for


@pytest.mark.parametrize(("provider", "body"), [("keevx", KEEVX_BODY), ("kling", BODY)])
def test_nothing_of_an_unverified_notice_is_believed_but_the_id(receiver: Receiver, provider: str, body: bytes) -> None:
    event = receiver.read(provider, body, {}, verify=provider == "keevx")

    assert not event.verified
    assert event.job_id in body.decode()
    assert (event.generation.status, event.generation.videos, event.generation.raw) == ("unknown", (), ())
    assert (event.client_ref, event.job.client_ref, event.delivery_id) == (None, None, None)


def test_an_unverified_notice_is_confirmed_by_asking_the_job(receiver: Receiver, client: Any) -> None:
    event = receiver.read("keevx", KEEVX_BODY, {})
    POLLS.append(example("keevx", "image_to_video_get", "done"))

    confirmed = confirm(client, event)

    assert confirmed.verified
    assert (confirmed.generation.status, confirmed.job_id) == ("succeeded", event.job_id)
    assert confirmed.job == event.job
    assert [video.url for video in confirmed.generation.videos] != []


def test_a_forged_notice_is_not_confirmed(receiver: Receiver, client: Any) -> None:
    event = receiver.read("kling", BODY, {}, verify=False)
    answer = {"code": 1203, "message": "not found", "request_id": "r"}
    POLLS.extend([httpx2.Response(404, json=answer)] * 9)

    with pytest.raises(NotFoundError):
        confirm(client, event)


def confirm(client: Any, event: webhooks.Event) -> webhooks.Event:
    """The event after the provider was asked."""
    if client.world == "sync":
        return webhooks.confirm(client.client, event)
    confirmed: webhooks.Event = client._runner.run(webhooks.aconfirm(client.client, event))
    return confirmed
