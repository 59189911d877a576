"""What an emulated provider does: credentials, lists, ends of jobs, limits, files, streams and notices."""

from __future__ import annotations

import time
from typing import Any

import httpx2
import jwt
import pytest

from stillmotion import (
    AuthenticationError,
    ConcurrencyLimitedError,
    ContentPolicyError,
    InsufficientFundsError,
    InvalidRequestError,
    NotFoundError,
    Upload,
    webhooks,
)
from stillmotion.emulator import Emulator, Refuse
from stillmotion.emulator.film import FILM
from tests.emulator.asking import LINK, NATIVE, PROVIDERS, request_for

OXEN: dict[str, Any] = {
    "model": "kling-video-v2-5-turbo-pro-image-to-video",
    "prompt": "The cat stretches",
    "input_image": LINK,
}
NATIVE_POLLS = {"oxen": "queue_get", "fal": "image_to_video_status"}
CALLBACK = "https://hooks.example.com/notices"


class Receiver(httpx2.MockTransport):
    """Keeps what is sent to it."""

    def __init__(self) -> None:
        self.got: list[httpx2.Request] = []
        super().__init__(self._take)

    def _take(self, request: httpx2.Request) -> httpx2.Response:
        self.got.append(request)
        return httpx2.Response(200)


# Credentials


@pytest.mark.parametrize("provider", PROVIDERS)
def test_a_wrong_key_is_refused_and_nothing_is_charged(provider: str) -> None:
    emulator = Emulator((provider,), api_keys=["the-right-key-0123456789"])

    with emulator.native(provider, api_key="a-wrong-key-0123456789") as client, pytest.raises(AuthenticationError):
        NATIVE[provider].begin(client)
    with emulator.native(provider, api_key="the-right-key-0123456789") as client:
        NATIVE[provider].begin(client)

    assert emulator.charges == 1


@pytest.mark.parametrize("provider", PROVIDERS)
@pytest.mark.parametrize("given", ["", "Basic eDp5", "key-without-a-scheme"])
def test_a_header_of_another_form_is_refused(provider: str, given: str, stillmotion_emulator: Emulator) -> None:
    url = stillmotion_emulator.base_url(provider)
    path = {"kling": "/v1/videos/image2video", "oxen": "/api/ai/queue", "leonardo": "/me"}.get(provider)
    path = path or ("/v1/image_to_video/i2v-1" if provider == "keevx" else "/fal-ai/kling-video/requests/1/status")

    with stillmotion_emulator.http_client() as client:
        answer = client.get(url + path, headers={"authorization": given})

    assert answer.status_code in (401, 500)  # 500 is what Leonardo says of a wrong key


@pytest.mark.parametrize(
    ("claims", "secret", "code"),
    [
        ({"iss": "access", "exp": 1800, "nbf": -5}, "secret" * 8, 0),
        ({"iss": "access", "exp": 1800, "nbf": 60}, "secret" * 8, 1003),
        ({"iss": "access", "exp": -1, "nbf": -1800}, "secret" * 8, 1004),
        ({"iss": "nobody", "exp": 1800, "nbf": -5}, "secret" * 8, 1002),
        ({"iss": "access", "exp": 1800, "nbf": -5}, "another" * 8, 1002),
        ({"exp": 1800, "nbf": -5}, "secret" * 8, 1002),
    ],
)
def test_the_claims_of_kling_s_token_are_judged(claims: dict[str, Any], secret: str, code: int) -> None:
    emulator = Emulator(("kling",), signing_keys={"access": "secret" * 8}, wall=lambda: 1_000_000.0)
    whole = {name: value + 1_000_000 if name != "iss" else value for name, value in claims.items()}
    token = jwt.encode(whole, secret, algorithm="HS256")

    with emulator.http_client() as client:
        url = f"{emulator.base_url('kling')}/v1/videos/image2video"
        answer = client.get(url, headers={"authorization": f"Bearer {token}"})

    assert answer.json()["code"] == code


def test_a_token_that_the_client_signs_is_taken() -> None:
    emulator = Emulator(("kling",), signing_keys={"access-key-0123": "secret-key-0123456789-0123456789"})

    with emulator.native(
        "kling", access_key="access-key-0123", secret_key="secret-key-0123456789-0123456789"
    ) as client:
        NATIVE["kling"].begin(client)

    assert emulator.charges == 1


# Lists and ends


def test_a_list_is_cut_into_pages_the_newest_first(kling_emulator: Emulator) -> None:
    with kling_emulator.native("kling") as client:
        ids = [NATIVE["kling"].begin(client).data.task_id for _ in range(5)]
        listed = [task.task_id for task in client.image_to_video.list(page_size=2)]

    assert listed == ids[::-1]
    assert len(kling_emulator.requests("image_to_video_list")) == 3


def test_oxen_lists_what_is_unfinished_unless_asked_otherwise(oxen_emulator: Emulator) -> None:
    with oxen_emulator.native("oxen") as client:
        one, other = client.queue.create(**OXEN, num_generations=2).generations
        client.queue.cancel(one.generation_id)
        waiting = [each.generation_id for each in client.queue.list()]
        stopped = [each.generation_id for each in client.queue.list(status="cancelled")]
        page = next(iter(client.history.list(page_size=1).pages()))

    assert (waiting, stopped) == ([other.generation_id], [one.generation_id])
    assert (page.total_entries, page.total_pages, page.count) == (2, 2, 1)
    assert oxen_emulator.charges == 2


def test_a_job_is_found_by_the_caller_s_reference(kling_emulator: Emulator) -> None:
    with kling_emulator.native("kling") as client:
        made = client.image_to_video.create(image=LINK, external_task_id="shot 17/a")
        found = client.image_to_video.get("shot 17/a")

    assert found.data.task_id == made.data.task_id


def test_fal_stops_a_request_once(fal_emulator: Emulator) -> None:
    with fal_emulator.native("fal") as client:
        id = NATIVE["fal"].begin(client).request_id
        stopped = client.image_to_video.cancel(id)
        status = client.image_to_video.status(id)
        with pytest.raises(InvalidRequestError, match="ALREADY_COMPLETED"):
            client.image_to_video.cancel(id)

    assert stopped.status == "OK"
    assert (status.status, status.error_type) == ("COMPLETED", "client_cancelled")


@pytest.mark.parametrize("provider", PROVIDERS)
def test_the_next_job_fails_when_told_to(provider: Any, stillmotion_emulator: Emulator) -> None:
    stillmotion_emulator.fail_next(provider=provider)

    with stillmotion_emulator.client() as client:
        job = client.submit(request_for(provider), provider=provider)
        generation = client.wait(job)

    assert generation.status == "failed"
    assert stillmotion_emulator.charges == 1


def test_a_failure_of_a_kind_has_the_provider_s_words(fal_emulator: Emulator) -> None:
    fal_emulator.fail_next("content_policy")
    fal_emulator.set_progress("immediate")

    with fal_emulator.native("fal") as client:
        id = NATIVE["fal"].begin(client).request_id
        assert client.image_to_video.status(id).error_type == "content_policy_violation"
        with pytest.raises(ContentPolicyError):
            client.image_to_video.result(id)


def test_a_kind_that_no_example_shows_is_told_at_once(kling_emulator: Emulator) -> None:
    with pytest.raises(LookupError, match="no example of Kling shows a refusal of the kind output_missing"):
        kling_emulator.fail_next("output_missing")


@pytest.mark.parametrize("provider", ["kling", "oxen", "fal", "keevx"])
def test_an_unknown_job_is_not_found(provider: str, stillmotion_emulator: Emulator) -> None:
    with stillmotion_emulator.native(provider) as client, pytest.raises(NotFoundError):
        NATIVE[provider].ask(client, "5b0e7d0e-6a0c-4d3a-9a51-0d2f1c7b8e10")


def test_leonardo_s_generation_is_gone_once_deleted(leonardo_emulator: Emulator) -> None:
    with leonardo_emulator.native("leonardo") as client:
        id = NATIVE["leonardo"].id_of(NATIVE["leonardo"].begin(client))
        deleted = client.generations.delete(id).delete_generations_by_pk

        assert deleted.id == id
        assert client.generations.get(id).generations_by_pk is None
        assert client.generations.delete(id).delete_generations_by_pk is None


# Limits, money, progress


def test_a_slot_frees_when_a_job_ends() -> None:
    emulator = Emulator(("kling",), max_in_flight=1, progress="after:10")

    with emulator.native("kling") as client:
        NATIVE["kling"].begin(client)
        with pytest.raises(ConcurrencyLimitedError) as refused:
            NATIVE["kling"].begin(client)
        emulator.advance(10)
        NATIVE["kling"].begin(client)

    assert refused.value.code == 1303
    assert emulator.charges == 2


def test_a_balance_is_used_up() -> None:
    emulator = Emulator(("leonardo",), balance=500)

    with emulator.native("leonardo") as client:
        for _ in range(2):
            NATIVE["leonardo"].begin(client)
        left = client.account.me().user_details[0].api_paid_tokens
        with pytest.raises(InsufficientFundsError):
            NATIVE["leonardo"].begin(client)

    assert left == 0
    assert emulator.charges == 2


@pytest.mark.parametrize(
    ("progress", "expected"),
    [
        ("immediate", ["succeeded"]),
        ("polls:1", ["queued", "succeeded"]),
        ("polls:3", ["queued", "processing", "processing", "succeeded"]),
        ("after:4", ["queued", "processing", "processing", "processing", "succeeded"]),
    ],
)
def test_jobs_go_on_as_they_are_told(progress: str, expected: list[str], oxen_emulator: Emulator) -> None:
    oxen_emulator.set_progress(progress)
    seen = []

    with oxen_emulator.native("oxen") as client:
        id = client.queue.create(**OXEN).generations[0].generation_id
        while "succeeded" not in seen:
            seen.append(client.queue.get(id).status)
            oxen_emulator.advance(1)

    assert seen == expected


@pytest.mark.parametrize("text", ["later", "after:", "after:x", "polls:-1", "immediate:1"])
def test_a_progress_that_is_none_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="progress is immediate, after:SECONDS or polls:NUMBER"):
        Emulator(progress=text)


def test_ids_and_times_are_the_same_for_the_same_seed() -> None:
    def told(seed: int) -> list[str]:
        emulator = Emulator(seed=seed)
        answers = []
        for provider in PROVIDERS:
            with emulator.native(provider) as client:
                answers.append(NATIVE[provider].id_of(NATIVE[provider].begin(client)))
        return [*answers, *(f"{charge.job} {charge.at}" for charge in emulator.ledger)]

    assert told(1) == told(1)
    assert told(1) != told(2)


def test_a_reset_forgets_everything(kling_emulator: Emulator) -> None:
    kling_emulator.script("submit", Refuse(code=1302), nth=2)
    with kling_emulator.native("kling") as client:
        first = NATIVE["kling"].begin(client).data.task_id
        kling_emulator.reset()
        assert (kling_emulator.charges, kling_emulator.journal, kling_emulator.jobs("kling")) == (0, (), ())
        assert NATIVE["kling"].begin(client).data.task_id == first
        NATIVE["kling"].begin(client)

    assert kling_emulator.charges == 2


def test_the_journal_keeps_no_credential(kling_emulator: Emulator) -> None:
    with kling_emulator.native("kling", api_key="a-secret-key-0123456789") as client:
        NATIVE["kling"].begin(client)

    (entry,) = kling_emulator.journal
    assert (entry.operation, entry.status) == ("image_to_video_create", 200)
    assert b"The cat stretches" in entry.body
    assert "a-secret-key" not in f"{entry!r}{dict(entry.headers)}"


def test_a_client_that_knows_no_base_url_reaches_the_emulator_through_its_transport(
    stillmotion_emulator: Emulator,
) -> None:
    for provider in PROVIDERS:
        with stillmotion_emulator.native(provider, base_url=None) as client:
            NATIVE[provider].begin(client)

    assert stillmotion_emulator.charges == len(PROVIDERS)


# Files


@pytest.fixture
def film(oxen_emulator: Emulator) -> str:
    oxen_emulator.set_progress("immediate")
    with oxen_emulator.native("oxen") as client:
        link: str = client.queue.get(client.queue.create(**OXEN).generations[0].generation_id).result_url
    return link


@pytest.mark.parametrize(
    ("headers", "status", "part"),
    [
        ({}, 200, FILM),
        ({"range": "bytes=0-3"}, 206, FILM[:4]),
        ({"range": "bytes=1000-"}, 206, FILM[1000:]),
        ({"range": "bytes=-4"}, 206, FILM[-4:]),
        ({"range": "bytes=0-3", "if-range": '"another"'}, 200, FILM),
        ({"range": "bytes=9999-"}, 416, b""),
        ({"range": "lines=1-2"}, 200, FILM),
    ],
)
def test_a_film_is_given_whole_or_in_part(
    headers: dict[str, str], status: int, part: bytes, film: str, oxen_emulator: Emulator
) -> None:
    with oxen_emulator.http_client() as client:
        answer = client.get(film, headers=headers)

    assert (answer.status_code, answer.content) == (status, part)
    assert answer.headers["content-type"] == "video/mp4"


def test_a_film_that_is_known_is_not_sent_again(film: str, oxen_emulator: Emulator) -> None:
    with oxen_emulator.http_client() as client:
        tag = client.get(film).headers["etag"]

        assert client.get(film, headers={"if-none-match": tag}).status_code == 304


def test_a_link_ends(film: str, oxen_emulator: Emulator) -> None:
    oxen_emulator.advance(3600)

    with oxen_emulator.http_client() as client:
        assert client.get(film).status_code == 403
        assert client.get(film.replace("expires=1", "expires=2")).status_code == 403


def test_pictures_are_uploaded_as_each_provider_takes_them(stillmotion_emulator: Emulator) -> None:
    picture = b"\x89PNG\r\n\x1a\n\x00\xff\r\n--\r"

    with stillmotion_emulator.client() as client:
        for provider in ("leonardo", "keevx"):
            request = request_for(provider).replace(start_frame=picture)
            client.submit(request, provider=provider)
    with stillmotion_emulator.native("keevx") as keevx:
        kept = keevx.files.upload(file=Upload(picture, name="dog.png")).result
    with stillmotion_emulator.http_client() as http:
        assert http.get(kept.url).content == picture
    assert kept.file_name == "dog.png"

    assert stillmotion_emulator.uploads("leonardo") == (picture,)
    assert stillmotion_emulator.uploads("keevx") == (picture, picture)


# Streams and notices


def test_oxen_tells_the_ends_of_jobs(oxen_emulator: Emulator) -> None:
    oxen_emulator.fail_next()
    with oxen_emulator.native("oxen") as client, client.events.stream() as events:
        client.queue.create(**OXEN, num_generations=2)
        told = [next(iter(events)).data for _ in range(2)]

    assert sorted(one.status for one in told) == ["failed", "succeeded"]


@pytest.mark.parametrize("provider", ["oxen", "fal"])
def test_a_job_is_followed_by_events(provider: Any, stillmotion_emulator: Emulator) -> None:
    stillmotion_emulator.set_progress("after:60")

    with stillmotion_emulator.client() as client:
        generation = client.generate(request_for(provider), provider=provider, follow="events")

    assert generation.status == "succeeded"
    assert len(stillmotion_emulator.requests(NATIVE_POLLS[provider])) < 5
    assert stillmotion_emulator.charges == 1


def test_a_stream_that_nothing_can_end_is_given_up(oxen_emulator: Emulator) -> None:
    with (
        oxen_emulator.http_client() as client,
        pytest.raises(httpx2.ReadTimeout, match="no job is under way"),
        client.stream(
            "GET", f"{oxen_emulator.base_url('oxen')}/api/events", headers={"authorization": "Bearer x"}
        ) as answer,
    ):
        answer.read()


def test_fal_s_stream_ends_with_its_request(fal_emulator: Emulator) -> None:
    with fal_emulator.native("fal") as client:
        id = NATIVE["fal"].begin(client).request_id
        with client.image_to_video.status_stream(id) as events:
            told = [event.data.status for event in events]

    assert told == ["IN_QUEUE", "IN_PROGRESS", "COMPLETED"]


@pytest.mark.parametrize("provider", ["kling", "fal", "leonardo", "keevx"])
def test_a_notice_is_signed_as_the_provider_signs(provider: Any) -> None:
    receiver = Receiver()
    emulator = Emulator(
        (provider,),
        progress="immediate",
        webhook_url=CALLBACK,
        callback_hosts=["hooks.example.com"],
        callback_client=httpx2.Client(transport=receiver),
    )
    request = request_for(provider)
    with emulator.client() as client:
        job = client.submit(
            request if provider == "leonardo" else request.replace(webhook_url=CALLBACK), provider=provider
        )
        client.wait(job)
    (sent,) = receiver.got
    arguments: dict[str, Any] = {"body": sent.content, "headers": dict(sent.headers)}
    if provider in ("kling", "leonardo"):
        arguments["secret"] = emulator.webhook_secret(provider)
    if provider == "fal":
        arguments["http_client"] = emulator.http_client()

    event = webhooks.read(provider, **arguments)

    assert event.job_id == job.ids[0]
    assert event.verified is (provider != "keevx")
    assert [notice.outcome for notice in emulator.notices] == ["200"]


def test_a_notice_goes_to_this_machine_only_unless_allowed(kling_emulator: Emulator) -> None:
    kling_emulator.set_progress("immediate")
    with kling_emulator.native("kling") as client:
        client.image_to_video.create(image=LINK, callback_url=CALLBACK)

    (notice,) = kling_emulator.notices
    assert notice.outcome == "not sent: hooks.example.com is not this machine; callback_hosts allows it"
    assert notice.state == "succeeded"


def test_kling_reports_every_change_of_a_status() -> None:
    receiver = Receiver()
    emulator = Emulator(
        ("kling",),
        progress="after:4",
        callback_routes={"https://hooks.example.com": "http://localhost:9"},
        callback_client=httpx2.Client(transport=receiver),
    )
    with emulator.native("kling") as client:
        client.image_to_video.create(image=LINK, callback_url=CALLBACK)
    for _ in range(5):
        emulator.advance(1)

    assert [notice.state for notice in emulator.notices] == ["running", "succeeded"]
    assert {str(request.url) for request in receiver.got} == {"http://localhost:9/notices"}
    assert all(abs(int(one.headers["webhook-timestamp"]) - time.time()) < 60 for one in receiver.got)
