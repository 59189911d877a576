from __future__ import annotations

import asyncio
import inspect
import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import httpx2
import pytest
from normalized_sample import (
    CREATE,
    KEY,
    LINK,
    POLL,
    REQUESTS,
    Answers,
    Blocking,
    World,
    answers,
    example,
    request,
)
from simulation import virtual_time

from stillmotion import (
    Account,
    CallTimeoutError,
    ConfigurationError,
    ContentPolicyError,
    Generation,
    InsufficientFundsError,
    InvalidRequestError,
    Job,
    NetworkError,
    NotFoundError,
    OutputMissingError,
    ProtocolDriftError,
    ProviderFailureError,
    RateLimitedError,
    StillmotionError,
    SubmitAmbiguousError,
    UnsupportedError,
)
from stillmotion._runtime.attempts import Timing
from stillmotion.normalized.async_client import AsyncClient
from stillmotion.normalized.client import Client
from stillmotion.normalized.report import LossError, LossPolicy

PROVIDERS = sorted(REQUESTS)
KLING_GET = "image_to_video_get"
DONE = "done, asked for by the caller's own id"


@pytest.fixture(params=["sync", "async"])
def world(request: pytest.FixtureRequest) -> World:
    found: World = request.param
    return found


class Clients:
    """Makes clients, and ends them."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._made: list[Blocking] = []

    def __call__(self, server: Any, **arguments: Any) -> Blocking:
        made = Blocking(self._world, server, **arguments)
        self._made.append(made)
        return made

    def end(self) -> None:
        for one in self._made:
            one.end()


@pytest.fixture
def clients(world: World) -> Iterator[Clients]:
    made = Clients(world)
    yield made
    made.end()


@pytest.mark.parametrize("provider", PROVIDERS)
def test_a_job_is_submitted_waited_for_and_has_videos(clients: Clients, provider: str) -> None:
    server = answers(provider)
    client = clients(server)
    seen: list[Generation] = []

    job = client.submit(request(provider), provider=provider)
    generation = client.wait(job, on_update=seen.append)

    assert generation.status == "succeeded"
    assert generation.videos[0].url.endswith(".mp4")
    assert [one.status for one in seen] == ["running", "succeeded"]
    assert generation.job == job
    assert (generation.provider, generation.model) == (provider, REQUESTS[provider]["model"])
    assert generation.errors == ()
    assert generation.raw
    assert len([one for one in server.sent("POST") if b'"prompt"' in one.content]) == 1


@pytest.mark.parametrize("provider", PROVIDERS)
def test_a_job_goes_on_in_another_process(clients: Clients, provider: str) -> None:
    server = answers(provider)
    job = clients(server).submit(request(provider), provider=provider)

    saved = job.model_dump_json()
    generation = clients(server).wait(Job.model_validate_json(saved))

    assert generation.videos
    assert KEY not in saved
    assert "http" not in saved


def test_generate_tells_of_the_job_before_it_waits(clients: Clients) -> None:
    client = clients(answers("kling"))
    seen: list[tuple[str, float]] = []

    generation = client.generate(
        request("kling"), provider="kling", on_update=lambda one: seen.append((one.status, client.clock.now))
    )

    assert [status for status, _ in seen] == ["queued", "running", "succeeded"]
    assert seen[0][1] == 0 < seen[1][1] < seen[2][1]
    assert generation.client_ref == "demo-001"
    assert generation.created_at == datetime(2026, 3, 29, 17, 24, 36, 166000, UTC)
    assert generation.cost is not None


def test_a_result_call_brings_the_video_and_its_header_the_cost(clients: Clients) -> None:
    server = answers("fal")

    generation = clients(server).generate(request("fal"), provider="fal")

    assert [one.url.path.rpartition("/")[2][-6:] for one in server.sent("GET")] == ["status", "status", "6abcfc"]
    assert generation.cost is not None
    assert (generation.cost.amount, generation.cost.unit) == (Decimal(5), "billable units")


def test_the_cost_comes_from_a_call_of_its_own_and_never_loses_a_video(clients: Clients) -> None:
    client = clients(answers("oxen"))
    generation = client.generate(request("oxen"), provider="oxen")

    assert generation.cost is not None
    assert (generation.cost.amount, generation.cost.unit) == (Decimal("0.70"), "US dollars")

    refusing = answers("oxen").add("GET", "/api/ai/generations/", httpx2.Response(500, json={"error": "down"}))
    generation = clients(refusing).generate(request("oxen"), provider="oxen")

    assert generation.videos
    assert generation.cost is None
    assert generation.unchecked == ("cost: provider_failure",)


def test_a_cost_that_only_the_submit_tells_travels_with_the_job(clients: Clients) -> None:
    client = clients(answers("leonardo"))
    job = client.submit(request("leonardo"), provider="leonardo")

    generation = client.wait(Job.model_validate_json(job.model_dump_json()))

    assert generation.cost is not None
    assert (generation.cost.amount, generation.cost.unit) == (Decimal(250), "CREDITS")


def test_several_ids_are_one_job(clients: Clients) -> None:
    first, second = "i2v-00000000000000000000000000000003", "i2v-00000000000000000000000000000004"
    server = answers("keevx").add("POST", "", example("keevx", "image_to_video_create", "KL, two videos"))

    def polled(id: str, status: str, **more: str) -> httpx2.Response:
        return httpx2.Response(200, json={"code": 0, "msg": "ok", "data": {"task_id": id, "status": status, **more}})

    server.add("GET", first, polled(first, "SUCCEEDED", video_url="https://example.com/1.mp4"))
    server.add("GET", second, polled(second, "PROCESSING"), polled(second, "FAILED", error_message="too hot"))
    client = clients(server)
    job = client.submit(request("keevx", count=2), provider="keevx")
    half = client.get(job)

    assert job.ids == (first, second)
    assert (half.status, half.videos) == ("running", ())
    whole = client.get(job)
    assert whole.status == "succeeded"
    assert [video.url for video in whole.videos] == ["https://example.com/1.mp4"]
    assert [(error.id, error.kind, error.message) for error in whole.errors] == [
        (second, "generation_failed", "too hot")
    ]


# how a job fails


@pytest.mark.parametrize(
    ("provider", "poll", "status", "kind"),
    [
        ("kling", "failed", "failed", "generation_failed"),
        ("oxen", "failed", "failed", "insufficient_funds"),
        ("oxen", "cancelled", "canceled", "canceled"),
        ("fal", "done, and failed", "failed", "provider_failure"),
        ("fal", "cancelled", "canceled", "canceled"),
        ("keevx", "failed", "failed", "generation_failed"),
        ("leonardo", "failed", "failed", "generation_failed"),
    ],
)
def test_a_failed_job_is_a_value_of_wait_and_an_error_of_generate(
    clients: Clients, provider: str, poll: str, status: str, kind: str
) -> None:
    client = clients(answers(provider, poll))
    generation = client.wait(client.submit(request(provider), provider=provider))

    assert generation.status == status
    assert generation.videos == ()
    assert [error.kind for error in generation.errors] == [kind]
    with pytest.raises(StillmotionError) as caught:
        client.generate(request(provider), provider=provider)
    assert caught.value.kind == kind  # type: ignore[attr-defined]
    assert caught.value.job.provider == provider  # type: ignore[attr-defined]
    assert caught.value.generation.status == status  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("name", "kind", "status"),
    [
        ("the picture is too small", "asset_invalid", "failed"),
        ("the picture could not be downloaded", "asset_unreachable", "failed"),
        ("refused for its content", "content_policy", "failed"),
        ("nothing was made", "generation_failed", "failed"),
        ("a fault of the model, not repeatable", "provider_failure", "failed"),
        ("cancelled", "canceled", "canceled"),
    ],
)
def test_a_refused_result_tells_how_the_job_ended(clients: Clients, name: str, kind: str, status: str) -> None:
    server = answers("fal").add("GET", "/requests/", example("fal", "image_to_video_result", name))
    server.add("GET", "/status", example("fal", "image_to_video_status", "done"))
    client = clients(server)

    generation = client.get(client.submit(request("fal"), provider="fal"))

    assert generation.status == status
    assert [error.kind for error in generation.errors] == [kind]


def test_a_result_asked_for_too_early_is_asked_for_again(clients: Clients) -> None:
    early = example("fal", "image_to_video_result", "asked too early")
    done = example("fal", "image_to_video_result", "done")
    server = answers("fal").add("GET", "/requests/", early, done)
    server.add("GET", "/status", example("fal", "image_to_video_status", "done"))
    client = clients(server)
    seen: list[str] = []

    generation = client.wait(
        client.submit(request("fal"), provider="fal"), on_update=lambda one: seen.append(one.status)
    )

    assert seen == ["running", "succeeded"]
    assert generation.videos


def test_trouble_on_the_way_to_a_result_is_no_failure_of_the_job(clients: Clients) -> None:
    server = answers("fal").add("GET", "/requests/", httpx2.Response(502, text="<html>"))
    server.add("GET", "/status", example("fal", "image_to_video_status", "done"))
    client = clients(server)
    job = client.submit(request("fal"), provider="fal")

    with pytest.raises(ProviderFailureError) as caught:
        client.get(job)
    assert caught.value.job == job


def test_a_success_without_a_video_is_asked_about_again_before_it_is_believed(clients: Clients) -> None:
    empty = "complete, the video not there yet"
    client = clients(answers("leonardo", empty, empty, "complete"))
    assert client.generate(request("leonardo"), provider="leonardo").videos

    server = answers("leonardo", empty)
    client = clients(server)
    with pytest.raises(OutputMissingError):
        client.generate(request("leonardo"), provider="leonardo")
    assert len(server.sent("GET")) == 4


# how long a job is waited for


def fresh(job: Job) -> Job:
    """The job as if no time had passed since it was submitted, however slow this machine is."""
    return job.model_copy(update={"submitted_at": datetime.now(UTC) + timedelta(hours=1)})


def test_the_table_says_when_to_ask(clients: Clients) -> None:
    client = clients(answers("oxen", *["processing"] * 5, "succeeded"))
    client.wait(fresh(client.submit(request("oxen"), provider="oxen")))

    assert client.clock.slept == [5, 7.5, 11.25, pytest.approx(16.875), pytest.approx(25.3125), 30]


def test_an_older_job_is_asked_about_at_once(clients: Clients) -> None:
    client = clients(answers("kling", DONE))
    job = Job(provider="kling", account="default", ids=("1",), submitted_at=datetime.now(UTC) - timedelta(hours=1))

    client.wait(job)

    assert client.clock.now == 0


@pytest.mark.parametrize("timeout", [None, 60])
def test_a_timeout_keeps_the_job(clients: Clients, timeout: float | None) -> None:
    client = clients(answers("kling", "running"))
    job = client.submit(request("kling"), provider="kling")

    with pytest.raises(CallTimeoutError, match="867283741759111202 has not ended within") as caught:
        client.wait(job, timeout=timeout)

    assert caught.value.job == job
    assert client.clock.now == pytest.approx(timeout or 600, abs=0.1)


def test_a_question_gets_no_more_time_than_is_left(clients: Clients) -> None:
    limits: list[float] = []

    def serve(request: httpx2.Request) -> httpx2.Response:
        limits.append(request.extensions["timeout"].total)
        return server(request)

    server = answers("kling", "running")
    client = clients(serve)
    job = client.submit(request("kling"), provider="kling")
    with pytest.raises(CallTimeoutError):
        client.wait(fresh(job), timeout=12)

    assert [round(limit) for limit in limits] == [60, 7, 1]


def test_a_status_nobody_knows_is_asked_about_with_patience(clients: Clients) -> None:
    client = clients(answers("kling", "a status nobody has told of"))
    job = client.submit(request("kling"), provider="kling")
    assert (client.get(job).status, client.get(job).raw_status) == ("unknown", "archived")

    with pytest.raises(ProtocolDriftError, match="archived") as caught:
        client.wait(job, timeout=3000)

    assert caught.value.job == job
    assert caught.value.generation.raw_status == "archived"
    assert 600 <= client.clock.now < 630


def test_a_status_nobody_knows_may_pass(clients: Clients) -> None:
    strange = "a status nobody has told of"
    client = clients(answers("kling", *[strange] * 50, "running", *[strange] * 50, DONE))

    assert client.wait(client.submit(request("kling"), provider="kling"), timeout=3000).videos


def test_a_refused_question_carries_the_job(clients: Clients) -> None:
    client = clients(answers("kling", "no such task"))
    job = client.submit(request("kling"), provider="kling")

    with pytest.raises(NotFoundError) as caught:
        client.wait(job)
    assert caught.value.job == job


# what is sent


def test_a_lossy_request_is_refused_before_anything_is_sent(clients: Clients) -> None:
    server = Answers()
    client = clients(server)

    with pytest.raises(LossError):
        client.submit(request("kling", resolution="720p"), provider="kling")
    assert server.requests == []


def test_the_report_of_a_tolerated_loss_travels_with_job_and_generation(clients: Clients) -> None:
    client = clients(answers("kling"))
    policy = LossPolicy(tolerate={"resolution"})

    generation = client.generate(request("kling", resolution="720p"), provider="kling", policy=policy)

    assert [one.field for one in generation.report.dropped] == ["resolution"]
    assert generation.job.report == generation.report


def test_a_refusal_of_the_contract_names_normalized_fields(clients: Clients) -> None:
    server = Answers()
    client = clients(server)

    with pytest.raises(InvalidRequestError, match="start_frame"):
        client.submit(request("kling", model="kling-1.0", start_frame=None), provider="kling")
    assert server.requests == []


def test_extra_parts_are_sent_and_listed_as_unchecked(clients: Clients) -> None:
    server = answers("kling")
    job = clients(server).submit(
        request("kling"),
        provider="kling",
        extra_body={"new_switch": True},
        extra_headers={"X-Trace": "t"},
        extra_query={"beta": 1},
    )
    (sent,) = server.requests

    assert json.loads(sent.content)["new_switch"] is True
    assert sent.headers["x-trace"] == "t"
    assert sent.url.params["beta"] == "1"
    assert set(job.report.unchecked) >= {"extra_body['new_switch']", "extra_headers['X-Trace']", "extra_query['beta']"}


def test_the_reference_that_an_extra_part_sets_is_the_jobs(clients: Clients) -> None:
    server = answers("kling", DONE).add("POST", "", httpx2.ReadTimeout("slow"))
    job = clients(server).submit(
        request("kling", client_ref="shot-17"), provider="kling", extra_body={"external_task_id": "demo-001"}
    )

    assert json.loads(server.sent("POST")[0].content)["external_task_id"] == "demo-001"
    assert job.client_ref == "demo-001"


def test_a_reference_is_made_where_it_helps_to_find_a_lost_job(clients: Clients) -> None:
    server = answers("kling")
    client = clients(server)
    job = client.submit(request("kling"), provider="kling")

    assert json.loads(server.requests[0].content)["external_task_id"] == job.client_ref
    assert [one.by for one in job.report.defaulted if one.field == "client_ref"] == ["client"]

    own = client.submit(request("kling", client_ref="shot-17"), provider="kling")
    assert own.client_ref == "shot-17"
    assert all(one.field != "client_ref" for one in own.report.defaulted)

    assert clients(answers("fal")).submit(request("fal"), provider="fal").client_ref is None


# a submit that may have been taken

LOST = [
    httpx2.ReadTimeout("slow"),
    httpx2.WriteError("reset"),
    httpx2.RemoteProtocolError("closed"),
    httpx2.Response(500, json={"code": 5000, "message": "internal"}),
    httpx2.Response(408, text=""),
    httpx2.Response(409, text=""),
    httpx2.Response(499, text=""),
    httpx2.Response(200, text="<html>"),
    httpx2.Response(200, json={"code": 0}),
    httpx2.Response(200, json={"code": 5001, "message": "maintenance"}),
]


@pytest.mark.parametrize("answer", LOST, ids=lambda one: getattr(one, "text", "") + str(one)[:40])
def test_a_submit_whose_answer_is_lost_is_sent_once(clients: Clients, answer: httpx2.Response | Exception) -> None:
    server = Answers().add("POST", "", answer).add("GET", "/shot-17", example("kling", KLING_GET, "no such task"))
    client = clients(server)

    with pytest.raises(SubmitAmbiguousError) as caught:
        client.submit(request("kling", client_ref="shot-17"), provider="kling")

    error = caught.value
    assert len(server.sent("POST")) == 1
    assert len(server.sent("GET", "/shot-17")) > 2
    assert client.clock.now <= 10
    assert (error.provider, error.account, error.client_ref) == ("kling", "default", "shot-17")
    assert error.submitted_at is not None and abs(datetime.now(UTC) - error.submitted_at) < timedelta(minutes=1)
    assert len(error.fingerprint) == 16
    assert "client.find('kling', client_ref='shot-17')" in str(error)
    assert "default" in str(error)
    assert KEY not in repr(error)
    if isinstance(answer, httpx2.Response):
        assert error.status == answer.status_code
        assert error.raw is not None and error.raw.content == answer.content


def test_a_submit_whose_answer_is_lost_is_found_by_its_reference(clients: Clients) -> None:
    server = answers("kling", DONE).add("POST", "", httpx2.ReadTimeout("slow"))
    job = clients(server).submit(request("kling", client_ref="demo-001"), provider="kling")

    assert (job.ids, job.client_ref) == (("867283741759111202",), "demo-001")
    assert len(server.sent("POST")) == 1


def test_a_job_that_has_another_reference_is_not_the_lost_one(clients: Clients) -> None:
    server = answers("kling", DONE).add("POST", "", httpx2.ReadTimeout("slow"))

    with pytest.raises(SubmitAmbiguousError):
        clients(server).submit(request("kling", client_ref="867283741759111202"), provider="kling")
    assert len(server.sent("POST")) == 1


def test_the_cause_of_an_ambiguous_submit_is_chained(clients: Clients) -> None:
    client = clients(Answers().add("POST", "", httpx2.ReadTimeout("slow")))

    with pytest.raises(SubmitAmbiguousError, match="console of fal") as caught:
        client.submit(request("fal"), provider="fal")
    assert isinstance(caught.value.__cause__, CallTimeoutError)


@pytest.mark.parametrize(
    ("answer", "error", "times"),
    [
        (httpx2.ConnectError("refused"), NetworkError, 4),
        (httpx2.ConnectTimeout("slow"), CallTimeoutError, 4),
        (httpx2.Response(429, json={"code": 1302, "message": "too fast"}), RateLimitedError, 4),
        (httpx2.Response(429, json={"code": 1101, "message": "arrears"}), InsufficientFundsError, 1),
        (httpx2.Response(400, json={"code": 1201, "message": "bad"}), InvalidRequestError, 1),
        (httpx2.Response(200, json={"code": 1301, "message": "no"}), ContentPolicyError, 1),
        (httpx2.Response(404, json={"code": 1203, "message": "no model"}), NotFoundError, 1),
    ],
)
def test_a_submit_that_was_not_taken_is_an_error_of_its_own_kind(
    clients: Clients, answer: httpx2.Response | Exception, error: type[Exception], times: int
) -> None:
    server = Answers().add("POST", "", answer)

    with pytest.raises(error) as caught:
        clients(server).submit(request("kling"), provider="kling")
    assert not isinstance(caught.value, SubmitAmbiguousError)
    assert len(server.requests) == times


# other calls about jobs


def test_a_job_is_found_by_its_reference(clients: Clients) -> None:
    server = Answers().add("GET", "/demo-001", example("kling", KLING_GET, DONE))
    server.add("GET", "/other", example("kling", KLING_GET, "no such task"))
    server.add("GET", "/867283741759111202", example("kling", KLING_GET, DONE))
    client = clients(server)
    job = client.find("kling", client_ref="demo-001")

    assert job.ids == ("867283741759111202",)
    assert job.client_ref == "demo-001"
    assert client.get(job).videos
    assert client.find("kling", client_ref="other") is None
    assert client.find("kling", client_ref="867283741759111202") is None, "an id is no reference"
    with pytest.raises(UnsupportedError, match="finds no job"):
        client.find("oxen", client_ref="shot")


def test_a_job_is_cancelled_id_by_id(clients: Clients) -> None:
    server = answers("oxen").add(
        "POST", "", example("oxen", "queue_create", "two generations, paid by an organisation")
    )
    client = clients(server)
    job = client.submit(request("oxen", count=2), provider="oxen")
    server.routes.clear()
    server.add("DELETE", "", example("oxen", "queue_cancel", "cancelled"))
    server.add("POST", "/cancel", example("oxen", "queue_cancel", "cancelled"))

    assert client.cancel(job) is None
    assert [one for one in server.requests[1:] if job.ids[0] in str(one.url) or job.ids[1] in str(one.url)]
    assert len(server.requests) == 3


def test_a_call_that_is_not_there_says_why(clients: Clients) -> None:
    client = clients(Answers())
    job = Job(provider="kling", account="default", ids=("1",), submitted_at=datetime.now(UTC))

    with pytest.raises(UnsupportedError, match="no call that cancels"):
        client.cancel(job)
    with pytest.raises(UnsupportedError, match="no call that lists"):
        list(client.list("keevx"))
    with pytest.raises(UnsupportedError, match="no event stream"):
        list(client.events("kling"))


def test_a_list_is_walked_and_gives_jobs_to_go_on_with(clients: Clients) -> None:
    one, none = example("kling", "image_to_video_list", "one task"), example("kling", "image_to_video_list", "no tasks")
    client = clients(Answers().add("GET", "", one, none))
    (generation,) = client.list("kling", parameters={"page_size": 1})

    assert generation.status == "succeeded"
    assert generation.job.ids == ("867283741759111202",)
    assert generation.job.submitted_at == generation.created_at
    with pytest.raises(InvalidRequestError, match="page_sise"):
        list(client.list("kling", parameters={"page_sise": 1}))


def test_events_of_an_account_are_generations(clients: Clients) -> None:
    stream = example("oxen", "events_stream", "keep-alive, a foreign event, a success, a failure")
    done, failed = clients(Answers().add("GET", "", stream)).events("oxen")

    assert (done.status, len(done.videos)) == ("succeeded", 1)
    assert (failed.status, failed.errors[0].kind) == ("failed", "insufficient_funds")
    assert failed.job.ids == ("c1f4a9d2-3b57-4e0f-8f6d-92a7be6640aa",)


def test_events_of_a_job_end_with_it(clients: Clients) -> None:
    stream = example("oxen", "events_stream", "keep-alive, a foreign event, a success, a failure")
    client = clients(answers("oxen").add("GET", "", stream))
    job = client.submit(request("oxen"), provider="oxen")

    assert [one.status for one in client.events(job)] == ["succeeded"]


def test_events_of_a_provider_with_a_stream_per_job_bring_the_result(clients: Clients) -> None:
    stream = example("fal", "image_to_video_status_stream", "waiting, keep-alive, running, done")
    client = clients(answers("fal").add("GET", "/status/stream", stream))
    job = client.submit(request("fal"), provider="fal")
    seen = list(client.events(job))

    assert [one.status for one in seen] == ["queued", "running", "succeeded"]
    assert seen[-1].videos
    with pytest.raises(InvalidRequestError, match="give the job"):
        list(client.events("fal"))


# many jobs


def many(server: Answers, number: int, under_way: list[int]) -> Answers:
    """Kling, with a job per submit that is done when it is asked about for the second time."""
    state: dict[str, int] = {}

    def serve(sent: httpx2.Request) -> httpx2.Response:
        server.requests.append(sent)
        if sent.method == "POST":
            if json.loads(sent.content)["prompt"] == "bad":
                return httpx2.Response(200, json={"code": 1301, "message": "no"})
            id = f"t{len(state)}"
            state[id] = 0
        else:
            id = sent.url.path.rpartition("/")[2]
            state[id] += 1
        under_way.append(sum(asked < 2 for asked in state.values()))
        videos = {"videos": [{"id": "v", "url": f"https://example.com/{id}.mp4", "duration": "5"}]}
        data = {"task_id": id, "task_status": "succeed", "task_result": videos} if state[id] > 1 else None
        data = data or {"task_id": id, "task_status": "processing"}
        times = {"created_at": 1774805076166, "updated_at": 1774805076166}
        return httpx2.Response(200, json={"code": 0, "message": "", "request_id": "r", "data": {**data, **times}})

    server.__dict__["serve"] = serve
    return server


@pytest.mark.parametrize("bound", [{"concurrency": 3}, {"concurrency": 9}])
def test_many_jobs_are_under_way_at_once_and_not_too_many(clients: Clients, bound: dict[str, int]) -> None:
    under_way: list[int] = []
    taken: list[int] = []

    def requests() -> Iterator[Any]:
        for number in range(12):
            taken.append(number)
            yield request("kling", prompt="bad" if number == 5 else f"p{number}")

    server = many(Answers(), 12, under_way)
    account = Account("kling", api_key=KEY, max_in_flight=3)
    client = clients(server.__dict__["serve"], accounts=(account,))
    found = client.generate_many(requests(), provider="kling", **bound)

    first = next(found)
    assert len(taken) <= 4 + 1
    rest = [first, *found]
    failed = [one for one in rest if not isinstance(one, Generation)]
    assert max(under_way) == 3
    assert len(rest) == 12
    assert len({one.videos[0].url for one in rest if isinstance(one, Generation)}) == 11
    assert [type(one) for one in failed] == [ContentPolicyError]
    assert failed[0].request.prompt == "bad"


def test_a_job_of_many_that_takes_too_long_is_an_error_with_its_job(clients: Clients) -> None:
    client = clients(answers("kling", "running"))
    (error,) = client.generate_many([request("kling")], provider="kling", timeout=20)

    assert isinstance(error, CallTimeoutError)
    assert error.job.ids == ("867283741759111202",)


def test_leaving_early_ends_quietly(clients: Clients) -> None:
    under_way: list[int] = []
    server = many(Answers(), 9, under_way)
    told: list[Generation] = []
    client = clients(server.__dict__["serve"])
    found = client.generate_many(
        [request("kling", prompt=f"p{number}") for number in range(9)],
        provider="kling",
        concurrency=3,
        on_update=told.append,
    )
    next(found)
    found.close()

    assert len({one.job.ids for one in told}) >= 3
    with pytest.raises(ConfigurationError):
        list(client.generate_many([], provider="kling", concurrency=0))


def test_a_submit_on_its_way_is_not_torn_off_when_the_iteration_is_left() -> None:
    served: list[str] = []
    told: list[Generation] = []

    async def serve(sent: httpx2.Request) -> httpx2.Response:
        if sent.method == "GET":
            return example("kling", KLING_GET, DONE)
        prompt = json.loads(sent.content)["prompt"]
        await asyncio.sleep(0 if prompt == "fast" else 50)
        served.append(prompt)
        return example("kling", *CREATE["kling"])

    async def run() -> None:
        http, timing = httpx2.AsyncClient(transport=httpx2.MockTransport(serve)), Timing(
            asyncio.get_running_loop().time
        )
        async with AsyncClient([Account("kling", api_key=KEY)], http_client=http, timing=timing) as one:
            found = one.generate_many(
                [request("kling", prompt="fast"), request("kling", prompt="slow")],
                provider="kling",
                on_update=told.append,
            )
            await anext(found)
            assert served == ["fast"]
            await found.aclose()  # type: ignore[attr-defined]

    virtual_time.run(run())

    assert served == ["fast", "slow"]
    assert sum(one.status == "queued" for one in told) == 2


# accounts


def test_accounts_are_told_apart_by_name(clients: Clients) -> None:
    server = answers("kling")
    accounts = (
        Account("kling", name="studio", api_key="key-of-the-studio", region="singapore"),
        Account("kling", name="tests", api_key="key-of-the-tests", region="beijing"),
    )
    client = clients(server, accounts=accounts)
    job = client.submit(request("kling"), provider="kling", account="tests")
    client.get(job)

    assert job.account == "tests"
    assert {one.headers["authorization"] for one in server.requests} == {"Bearer key-of-the-tests"}
    assert {one.url.host for one in server.requests} == {"api-beijing.klingai.com"}
    with pytest.raises(ConfigurationError, match="studio, tests"):
        client.submit(request("kling"), provider="kling")
    with pytest.raises(ConfigurationError, match="studio, tests"):
        client.get(job.model_copy(update={"account": "other"}))


def test_the_only_account_needs_no_name_and_the_default_one_is_preferred(clients: Clients) -> None:
    only = (Account("kling", name="studio", api_key=KEY),)
    assert clients(answers("kling"), accounts=only).submit(request("kling"), provider="kling").account == "studio"

    both = (*only, Account("kling", api_key=KEY))
    assert clients(answers("kling"), accounts=both).submit(request("kling"), provider="kling").account == "default"
    with pytest.raises(ConfigurationError, match="two accounts"):
        clients(Answers(), accounts=(*both, Account("kling", api_key=KEY)))


def test_an_account_comes_from_the_environment_when_it_is_first_used(
    clients: Clients, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("OXEN_API_KEY", raising=False)
    monkeypatch.setenv("KLING_API_KEY", "key-of-the-environment")
    server = answers("kling")
    client = clients(server, accounts=())
    client.submit(request("kling"), provider="kling")

    assert server.requests[0].headers["authorization"] == "Bearer key-of-the-environment"
    with pytest.raises(ConfigurationError, match="no credential"):
        client.submit(request("oxen"), provider="oxen")
    with pytest.raises(ValueError, match="no provider 'nobody'"):
        client.submit(request("kling"), provider="nobody")


def test_an_account_shows_no_secret() -> None:
    account = Account("kling", api_key="s3cr3t-1", access_key="s3cr3t-2", secret_key="s3cr3t-3", name="studio")

    assert "s3cr3t" not in repr(account)
    assert "studio" in repr(account)
    for wrong in ({"max_in_flight": 0}, {"name": ""}):
        with pytest.raises(ConfigurationError):
            Account("kling", **wrong)  # type: ignore[arg-type]


def test_a_closed_client_says_so(clients: Clients, tmp_path: Path) -> None:
    client = clients(Answers())
    client.close()

    with pytest.raises(ConfigurationError, match="closed"):
        client.submit(request("kling"), provider="kling")
    with pytest.raises(ConfigurationError, match="closed"):
        client.download(LINK, tmp_path / "cat.mp4")


def test_both_clients_have_the_same_methods_and_parameters() -> None:
    def members(client: type[Any]) -> dict[str, list[str]]:
        return {
            name: [str(one).replace("AsyncClient", "Client") for one in inspect.signature(member).parameters]
            for name, member in inspect.getmembers(client, callable)
            if not name.startswith("_")
        }

    assert members(Client) == members(AsyncClient)
    assert list(inspect.signature(Client).parameters) == list(inspect.signature(AsyncClient).parameters)
    assert {
        "submit",
        "get",
        "wait",
        "generate",
        "generate_many",
        "find",
        "cancel",
        "list",
        "events",
        "download",
    } <= set(members(Client))


def test_every_provider_is_tried_here() -> None:
    assert set(POLL) == set(REQUESTS)
