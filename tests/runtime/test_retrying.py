"""What is sent again, when, and what is looked for instead: judged by what the server saw. Nobody really waits."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from email.utils import format_datetime
from pathlib import Path
from typing import Any

import httpx2
import jwt
import pytest
from runtime_sample import (
    BY_PAGE,
    CREATE,
    DELETE,
    EVENTS,
    GET,
    LIST,
    SEND,
    Create,
    Find,
    Send,
    Shell,
    Time,
    picture,
)

from stillmotion._runtime.credentials import Credentials
from stillmotion._runtime.errors import (
    AuthenticationError,
    CallTimeoutError,
    InsufficientFundsError,
    NetworkError,
    NotFoundError,
    ProviderError,
    ProviderFailureError,
    RateLimitedError,
    SubmitAmbiguousError,
)
from stillmotion._runtime.operation import CallOptions, Effect, Operation
from stillmotion._runtime.retry import NEVER, RetryPolicy
from stillmotion.kling import models as kling
from stillmotion.kling.operations import IMAGE_TO_VIDEO_CREATE, IMAGE_TO_VIDEO_GET
from stillmotion.kling.provider import PROVIDER as KLING

OK = httpx2.Response(200, json={"code": 0, "data": {"task_id": "t"}})
DOWN = httpx2.Response(503, json={"message": "down"})
SLOW_DOWN = httpx2.Response(429, json={"message": "too fast"})
TASK = {"task_id": "867", "task_status": "submitted", "task_info": {}, "created_at": 1, "updated_at": 1}
ACCESS, SECRET = "test-access-key", "test-secret-key-0123456789abcdef"
Answer = httpx2.Response | Exception | Callable[[httpx2.Request], httpx2.Response]


class Script:
    """A server with a row of answers, the last one again and again. It keeps what it saw, and when."""

    def __init__(self, time: Time, *answers: Answer) -> None:
        self.time = time
        self.answers = list(answers)
        self.requests: list[httpx2.Request] = []
        self.moments: list[float] = []

    def __call__(self, request: httpx2.Request) -> httpx2.Response:
        request.read()
        self.requests.append(request)
        self.moments.append(self.time.now)
        answer = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        if isinstance(answer, Exception):
            raise answer
        found = answer(request) if callable(answer) else answer
        return httpx2.Response(found.status_code, headers=found.headers, content=found.content)

    def sent(self, method: str) -> list[httpx2.Request]:
        """The requests of a method."""
        return [one for one in self.requests if one.method == method]


def script(shell: Shell, *answers: Answer) -> Script:
    """A server in the shell's time."""
    return Script(shell.time, *answers)


def get(shell: Shell, server: Script, options: CallOptions | None = None, **arguments: Any) -> Any:
    """A read."""
    session = shell.session(server, **arguments)
    return shell.call(session, GET, parameters=Find(task_id="t"), options=options or CallOptions())


def create(shell: Shell, server: Script, **arguments: Any) -> Any:
    """A call that costs money."""
    return shell.call(shell.session(server, **arguments), CREATE, body=Create(prompt="p"))


def answer(status: int, **headers: str) -> httpx2.Response:
    """An error answer with headers."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return httpx2.Response(status, json={"message": "m"}, headers=named)


def date(seconds: float) -> str:
    """An HTTP date, so many seconds after the beginning of the test."""
    return format_datetime(datetime.fromtimestamp(Time().epoch + seconds, UTC), usegmt=True)


# reads


@pytest.mark.parametrize(
    "trouble",
    [
        httpx2.ConnectError("refused"),
        httpx2.ProxyError("refused"),
        httpx2.ReadError("reset"),
        httpx2.WriteError("reset"),
        httpx2.RemoteProtocolError("closed"),
        *[answer(status) for status in (408, 429, 499, 500, 502, 503, 504, 529)],
    ],
    ids=str,
)
def test_a_read_is_sent_again_after_what_passes(shell: Shell, trouble: Answer) -> None:
    server = script(shell, trouble, trouble, OK)
    assert get(shell, server).data.task_id == "t"
    assert len({(one.method, str(one.url)) for one in server.requests}) == 1
    assert server.moments == [0, 0.25, 0.75]


@pytest.mark.parametrize("status", [400, 401, 402, 403, 404, 405, 409, 410, 413, 422])
def test_a_read_that_is_refused_is_sent_once(shell: Shell, status: int) -> None:
    server = script(shell, answer(status), OK)
    with pytest.raises(ProviderError) as caught:
        get(shell, server)
    assert caught.value.status == status
    assert (len(server.requests), shell.time.slept) == (1, [])


def test_a_read_that_stays_broken_raises_what_came_last(shell: Shell) -> None:
    server = script(shell, httpx2.ReadError("reset"), SLOW_DOWN, DOWN)
    with pytest.raises(ProviderFailureError, match="down"):
        get(shell, server)
    assert len(server.requests) == 4
    assert shell.time.slept == [0.25, 0.5, 1.0]


def test_a_scheme_that_nobody_speaks_is_tried_once(shell: Shell) -> None:
    server = script(shell, httpx2.UnsupportedProtocol("no ftp"))
    with pytest.raises(NetworkError):
        get(shell, server)
    with pytest.raises(NetworkError):
        create(shell, server)
    assert len(server.requests) == 2


def test_the_code_decides_and_not_the_status(shell: Shell) -> None:
    arrears = httpx2.Response(429, json={"code": 1101, "message": "arrears"})
    server = script(shell, arrears)
    with pytest.raises(InsufficientFundsError):
        shell.call(
            shell.session(server, provider=KLING),
            IMAGE_TO_VIDEO_GET,
            parameters=kling.ImageToVideoGetParameters(id="867"),
        )
    with pytest.raises(InsufficientFundsError):
        submit(shell, server)
    assert (len(server.requests), shell.time.slept) == (2, [])


@pytest.mark.parametrize(
    ("headers", "pause"),
    [
        ({"retry_after": "7"}, 7),
        ({"retry_after": date(9)}, 9),
        ({"retry_after_ms": "1250"}, 1.25),
        ({"retry_after": "0"}, 0.25),
        ({"retry_after": date(-100)}, 0.25),
        ({"retry_after": "soon"}, 0.25),
    ],
)
@pytest.mark.parametrize("status", [429, 503])
def test_a_pause_that_the_provider_asks_for_is_kept(
    shell: Shell, status: int, headers: dict[str, str], pause: float
) -> None:
    server = script(shell, answer(status, **headers), OK)
    get(shell, server)
    assert server.moments == [0, pause]


def test_a_pause_beyond_the_deadline_is_not_begun(shell: Shell) -> None:
    server = script(shell, answer(429, retry_after="30"), OK)
    with pytest.raises(RateLimitedError):
        get(shell, server, CallOptions(timeout=30))
    assert (len(server.requests), shell.time.slept) == (1, [])


def test_all_attempts_share_one_deadline(shell: Shell) -> None:
    def slow(request: httpx2.Request) -> httpx2.Response:
        limits.append(request.extensions["timeout"].get("read"))
        shell.time.now += 4
        return DOWN

    limits: list[float] = []
    server = script(shell, slow)
    with pytest.raises(CallTimeoutError):
        get(shell, server, CallOptions(timeout=9), retry=RetryPolicy(attempts=50))
    assert limits == [9, 4.75, 0.25]
    assert server.moments == [0, 4.25, 8.75]
    assert sum(shell.time.slept) <= 9


def test_a_read_whose_time_is_used_up_is_not_sent_again(shell: Shell) -> None:
    def stalls(request: httpx2.Request) -> httpx2.Response:
        shell.time.now += 60
        raise httpx2.ReadTimeout("slow")

    server = script(shell, stalls)
    with pytest.raises(CallTimeoutError):
        get(shell, server)
    assert len(server.requests) == 1


@pytest.mark.parametrize("chance", [0.0, 0.999])
def test_chance_says_how_long_a_pause_is(shell: Shell, chance: float) -> None:
    shell.time.chance = chance
    with pytest.raises(ProviderFailureError):
        get(shell, script(shell, DOWN))
    assert shell.time.slept == pytest.approx([chance * most for most in (0.5, 1, 2)])


# whose policy, and how much of it


def many(shell: Shell, session: Any, times: int, options: CallOptions | None = None) -> list[str]:
    """Reads by one session, one after the other: how each ended."""
    found = options or CallOptions()

    async def reading() -> list[str]:
        ends = []
        for _ in range(times):
            try:
                result = session.call(GET, parameters=Find(task_id="t"), options=found)
                ends.append((result if shell.kind == "sync" else await result).data.task_id)
            except ProviderError as error:
                ends.append(error.kind)
        return ends

    return asyncio.run(reading())


def test_calls_of_a_client_share_a_budget(shell: Shell) -> None:
    server = script(shell, DOWN)
    session = shell.session(server, retry=RetryPolicy(budget=5))
    assert many(shell, session, 4) == ["provider_failure"] * 4
    assert len(server.requests) == 4 + 5

    server.answers = [OK]
    assert many(shell, session, 10) == ["t"] * 10
    server.answers = [DOWN]
    assert many(shell, session, 2) == ["provider_failure"] * 2
    assert len(server.requests) == 4 + 5 + 10 + 2 + 1


def test_a_call_may_have_a_policy_of_its_own(shell: Shell) -> None:
    server = script(shell, DOWN)
    session = shell.session(server)
    many(shell, session, 1, CallOptions(retry=NEVER))
    assert len(server.requests) == 1
    many(shell, session, 1, CallOptions(retry=RetryPolicy(attempts=6, base=0)))
    assert len(server.requests) == 1 + 6
    assert shell.time.slept == [0] * 5


def test_a_client_may_never_send_again(shell: Shell) -> None:
    server = script(shell, DOWN)
    with pytest.raises(ProviderFailureError):
        get(shell, server, retry=NEVER)
    assert len(server.requests) == 1


def test_a_page_is_fetched_again_and_not_the_list(shell: Shell) -> None:
    def page(*ids: str) -> httpx2.Response:
        return httpx2.Response(200, json={"code": 0, "data": [{"task_id": id} for id in ids]})

    server = script(shell, page("a", "b"), DOWN, httpx2.ReadError("reset"), page("c"))
    items = shell.items(shell.session(server), LIST, BY_PAGE)
    assert [item.task_id for item in items] == ["a", "b", "c"]
    assert [one.url.params.get("pageNum", "1") for one in server.requests] == ["1", "2", "2", "2"]


def test_a_stream_that_does_not_open_is_opened_again(shell: Shell) -> None:
    events = httpx2.Response(
        200, headers={"content-type": "text/event-stream"}, text='event: task\ndata: {"task_id": "t"}\n\n'
    )
    server = script(shell, httpx2.ConnectError("refused"), DOWN, answer(429, retry_after="3"), events)
    found = shell.events(shell.session(server), EVENTS)
    assert [event.data.task_id for event in found if event.data] == ["t"]
    assert server.moments == [0, 0.25, 0.75, 3.75]


def test_a_stream_that_is_refused_is_not_opened_again(shell: Shell) -> None:
    server = script(shell, answer(404))
    with pytest.raises(NotFoundError):
        shell.events(shell.session(server), EVENTS)
    assert len(server.requests) == 1


# what costs money


@pytest.mark.parametrize(
    "trouble",
    [
        httpx2.ReadTimeout("slow"),
        httpx2.WriteTimeout("slow"),
        httpx2.ReadError("reset"),
        httpx2.WriteError("reset"),
        httpx2.RemoteProtocolError("closed"),
        *[answer(status, retry_after="1") for status in (303, 408, 409, 499, 500, 502, 503, 504)],
        httpx2.Response(200, text="<html>"),
        httpx2.Response(200, text='{"code": 0, "data": {"task'),
        httpx2.Response(200),
    ],
    ids=lambda one: f"{one!r} {getattr(one, 'text', '')}",
)
def test_a_submit_that_may_have_been_taken_is_never_sent_again(shell: Shell, trouble: Answer) -> None:
    server = script(shell, trouble, OK)
    with pytest.raises(SubmitAmbiguousError) as caught:
        create(shell, server)
    assert (len(server.requests), shell.time.slept) == (1, [])
    error = caught.value
    assert isinstance(error.__cause__, ProviderError)
    assert error.__cause__.accepted == "unknown"
    assert (error.status, error.raw) == (error.__cause__.status, error.__cause__.raw)
    assert error.client_ref is None
    assert len(error.fingerprint) == 16
    assert "look whether it exists, in the provider's list or console, before sending it again" in str(error)


def test_a_lost_submit_tells_when_it_was_sent(shell: Shell) -> None:
    def stalls(request: httpx2.Request) -> httpx2.Response:
        shell.time.now += 60
        raise httpx2.ReadTimeout("slow")

    server = script(shell, httpx2.ConnectError("refused"), stalls)
    with pytest.raises(SubmitAmbiguousError) as caught:
        create(shell, server)
    assert caught.value.submitted_at == datetime.fromtimestamp(shell.time.epoch + 0.25, UTC)


def test_fingerprints_tell_submits_apart(shell: Shell) -> None:
    found = []
    for prompt in ("p", "p", "q"):
        with pytest.raises(SubmitAmbiguousError) as caught:
            shell.call(shell.session(script(shell, DOWN)), CREATE, body=Create(prompt=prompt))
        found.append(caught.value.fingerprint)
    assert found[0] == found[1] != found[2]


def test_a_submit_that_was_not_sent_is_sent_again(shell: Shell) -> None:
    server = script(shell, httpx2.ConnectError("refused"), httpx2.ProxyError("refused"), OK)
    assert create(shell, server).data.task_id == "t"
    assert server.moments == [0, 0.25, 0.75]
    assert len({one.content for one in server.requests}) == 1


def test_a_submit_that_was_surely_refused_for_its_haste_is_sent_again(shell: Shell) -> None:
    fast = httpx2.Response(429, json={"code": 1302, "message": "too fast"}, headers={"retry-after": "2"})
    server = script(shell, fast, task())
    assert submit(shell, server).data.task_id == "867"
    assert server.moments == [0, 2]
    assert len({one.content for one in server.requests}) == 1, "the same reference, so the same job"


def test_a_submit_that_waits_for_a_slot_is_not_sent_again_here(shell: Shell) -> None:
    server = script(shell, httpx2.Response(429, json={"code": 1303, "message": "too many at once"}))
    with pytest.raises(ProviderError) as caught:
        submit(shell, server)
    assert caught.value.kind == "concurrency_limited"
    assert len(server.requests) == 1


def test_a_429_that_does_not_say_it_was_not_taken_is_not_sent_again(shell: Shell) -> None:
    server = script(shell, SLOW_DOWN, OK)
    with pytest.raises(RateLimitedError):
        create(shell, server)
    assert len(server.requests) == 1


@pytest.mark.parametrize("effect", ["cancel", "delete", "upload", "unknown"])
@pytest.mark.parametrize("trouble", [httpx2.ReadError("reset"), httpx2.ReadTimeout("slow"), DOWN, answer(408)], ids=str)
def test_what_changes_something_is_not_sent_again_when_it_may_have_been_taken(
    shell: Shell, effect: Effect, trouble: Answer
) -> None:
    server = script(shell, trouble)
    with pytest.raises((NetworkError, CallTimeoutError, ProviderFailureError)):
        shell.call(shell.session(server), replace(DELETE, effect=effect))
    assert len(server.requests) == 1


def test_an_upload_that_was_not_sent_is_sent_again_whole(shell: Shell, tmp_path: Path) -> None:
    server = script(shell, httpx2.ConnectError("refused"), OK)
    shell.call(shell.session(server), SEND, body=Send(title="t", file=picture(tmp_path)))
    assert len(server.requests) == 2
    assert all(b"\x89PNG cat" in one.content for one in server.requests)


# a lost submit that the provider can be asked about


def task(reference: str | None = None) -> httpx2.Response:
    """Kling's answer about a task."""
    info = {} if reference is None else {"external_task_id": reference}
    body = {"code": 0, "message": "ok", "request_id": "r", "data": {**TASK, "task_info": info}}
    return httpx2.Response(200, json=body)


def about_the_asked(request: httpx2.Request) -> httpx2.Response:
    """The task with the reference that is asked for."""
    return task(request.url.path.rpartition("/")[2])


UNKNOWN = httpx2.Response(404, json={"code": 1203, "message": "no such task"})
LOSS = httpx2.ReadError("reset")


def submit(shell: Shell, server: Script, options: CallOptions | None = None, **values: Any) -> Any:
    """A submit to Kling."""
    body = kling.ImageToVideoRequest(image="https://example.com/cat.png", **values)
    session = shell.session(server, provider=KLING)
    return shell.call(session, IMAGE_TO_VIDEO_CREATE, body=body, options=options or CallOptions())


def reference_in(request: httpx2.Request) -> Any:
    """The reference that a submit carried."""
    return json.loads(request.content).get("external_task_id")


@pytest.mark.parametrize("before", [0, 1, 2])
def test_a_lost_submit_is_found_by_the_reference_that_was_made_for_it(shell: Shell, before: int) -> None:
    server = script(shell, LOSS, *[UNKNOWN] * before, about_the_asked)
    found = submit(shell, server)
    made = reference_in(server.requests[0])
    assert len(made) == 32
    assert found.data.task_info.external_task_id == made
    assert len(server.sent("POST")) == 1
    assert [one.url.path for one in server.sent("GET")] == [f"/v1/videos/image2video/{made}"] * (before + 1)
    assert server.moments[1:] == [0, 0.5, 1.5][: before + 1]


@pytest.mark.parametrize("way", ["body", "extra_body"])
def test_the_callers_own_reference_is_kept(shell: Shell, way: str) -> None:
    server = script(shell, LOSS, about_the_asked)
    own = {"external_task_id": "shot-17"}
    found = submit(shell, server, **own) if way == "body" else submit(shell, server, CallOptions(extra_body=own))
    assert found.data.task_info.external_task_id == "shot-17"
    assert [reference_in(one) for one in server.sent("POST")] == ["shot-17"]
    assert [one.url.path for one in server.sent("GET")] == ["/v1/videos/image2video/shot-17"]


def test_a_reference_that_is_no_text_is_sent_and_not_looked_for(shell: Shell) -> None:
    server = script(shell, LOSS)
    with pytest.raises(SubmitAmbiguousError) as caught:
        submit(shell, server, CallOptions(extra_body={"external_task_id": 17}))
    assert [reference_in(one) for one in server.requests] == [17]
    assert caught.value.client_ref is None


def test_every_submit_gets_a_reference_of_its_own(shell: Shell) -> None:
    server = script(shell, task())
    submit(shell, server)
    submit(shell, server)
    assert len({reference_in(one) for one in server.requests}) == 2


def test_a_lost_submit_that_is_not_found_says_how_to_find_out(shell: Shell) -> None:
    server = script(shell, LOSS, UNKNOWN)
    with pytest.raises(SubmitAmbiguousError) as caught:
        submit(shell, server, external_task_id="shot-17")
    error = caught.value
    assert len(server.sent("POST")) == 1
    assert server.moments[1:] == [0, 0.5, 1.5, 3.5, 6.5, 9.5]
    assert error.client_ref == "shot-17"
    assert error.submitted_at == datetime.fromtimestamp(shell.time.epoch, UTC)
    assert isinstance(error.__cause__, NetworkError)
    assert "look for it by external_task_id 'shot-17' before sending it again" in str(error)


def test_a_made_reference_is_told_when_the_job_is_not_found(shell: Shell) -> None:
    server = script(shell, LOSS, UNKNOWN)
    with pytest.raises(SubmitAmbiguousError) as caught:
        submit(shell, server)
    assert caught.value.client_ref == reference_in(server.requests[0])


def test_the_search_has_ten_seconds_of_its_own(shell: Shell) -> None:
    def stalls(request: httpx2.Request) -> httpx2.Response:
        shell.time.now += request.extensions["timeout"].get("read")
        raise httpx2.ReadTimeout("slow")

    server = script(shell, stalls)
    with pytest.raises(SubmitAmbiguousError) as caught:
        submit(shell, server, CallOptions(timeout=20))
    assert isinstance(caught.value.__cause__, CallTimeoutError)
    assert [one.method for one in server.requests] == ["POST", "GET"]
    assert 20 <= shell.time.now <= 30


@pytest.mark.parametrize(
    "trouble",
    [httpx2.ConnectError("refused"), DOWN, httpx2.Response(200, text="<html>"), SLOW_DOWN, answer(401)],
    ids=str,
)
def test_trouble_while_searching_is_not_the_end_of_the_search(shell: Shell, trouble: Answer) -> None:
    server = script(shell, LOSS, trouble, about_the_asked)
    assert submit(shell, server).data.task_id == "867"
    assert [one.method for one in server.requests] == ["POST", "GET", "GET"]


def test_the_search_uses_nothing_of_the_budget(shell: Shell) -> None:
    server = script(shell, LOSS, DOWN, DOWN, about_the_asked)
    session = shell.session(server, provider=KLING, retry=RetryPolicy(budget=0))
    body = kling.ImageToVideoRequest(image="https://example.com/cat.png")
    assert shell.call(session, IMAGE_TO_VIDEO_CREATE, body=body).data.task_id == "867"


def test_a_job_with_another_reference_is_not_the_lost_one(shell: Shell) -> None:
    server = script(shell, LOSS, task("shot-1"))
    with pytest.raises(SubmitAmbiguousError):
        submit(shell, server, external_task_id="867")
    assert len(server.sent("POST")) == 1


def test_a_reference_that_was_used_before_gives_the_job_of_then(shell: Shell) -> None:
    server = script(shell, answer(409), about_the_asked)
    assert submit(shell, server, external_task_id="shot-17").data.task_id == "867"
    assert [one.method for one in server.requests] == ["POST", "GET"]


def test_a_reference_used_before_whose_job_is_not_found_says_so(shell: Shell) -> None:
    server = script(shell, answer(409), UNKNOWN)
    with pytest.raises(SubmitAmbiguousError, match="there is a job with this reference"):
        submit(shell, server, external_task_id="shot-17")
    assert len(server.sent("POST")) == 1


def test_a_client_closed_while_it_searches_still_tells_of_the_loss(shell: Shell) -> None:
    def closing(request: httpx2.Request) -> httpx2.Response:
        session._closed = True
        return UNKNOWN

    server = script(shell, LOSS, closing)
    session = shell.session(server, provider=KLING)
    with pytest.raises(SubmitAmbiguousError):
        shell.call(session, IMAGE_TO_VIDEO_CREATE, body=kling.ImageToVideoRequest(image="https://example.com/a.png"))


# a clock that is wrong


def signing() -> Credentials:
    """Credentials that sign tokens."""
    assert KLING.auth is not None
    return Credentials(KLING.auth, access_key=ACCESS, secret_key=SECRET, environ={})


def starts(request: httpx2.Request) -> int:
    """When the token of a request begins to hold."""
    token = request.headers["authorization"].removeprefix("Bearer ")
    options = {"verify_exp": False, "verify_nbf": False}
    return int(jwt.decode(token, SECRET, algorithms=["HS256"], options=options)["nbf"])


def early(seconds: float | None) -> httpx2.Response:
    """Kling's answer to a token that does not hold yet, by a clock so many seconds ahead."""
    headers = {} if seconds is None else {"date": date(seconds)}
    return httpx2.Response(401, json={"code": 1003, "message": "not valid yet"}, headers=headers)


def poll(shell: Shell, session: Any) -> Any:
    """A read of Kling's."""
    operation: Operation[Any] = IMAGE_TO_VIDEO_GET
    return shell.call(session, operation, parameters=kling.ImageToVideoGetParameters(id="867"))


@pytest.mark.parametrize("ahead", [120, -120])
@pytest.mark.parametrize("pays", [False, True])
def test_a_token_refused_for_the_clock_is_signed_anew_by_the_providers(shell: Shell, ahead: int, pays: bool) -> None:
    server = script(shell, early(ahead), task())
    session = shell.session(server, provider=KLING, credentials=signing(), retry=NEVER)
    body = kling.ImageToVideoRequest(image="https://example.com/cat.png")
    answered = shell.call(session, IMAGE_TO_VIDEO_CREATE, body=body) if pays else poll(shell, session)
    assert answered.data.task_id == "867"
    first, second = map(starts, server.requests)
    assert second - first == ahead
    assert shell.time.slept in ([], [0])


def test_a_second_refusal_is_raised(shell: Shell) -> None:
    server = script(shell, early(120), early(240), task())
    with pytest.raises(AuthenticationError):
        poll(shell, shell.session(server, provider=KLING, credentials=signing()))
    assert len(server.requests) == 2


@pytest.mark.parametrize("ahead", [0, 4, -4, None])
def test_a_token_refused_for_something_else_is_not_signed_anew(shell: Shell, ahead: float | None) -> None:
    server = script(shell, early(ahead), task())
    with pytest.raises(AuthenticationError):
        poll(shell, shell.session(server, provider=KLING, credentials=signing()))
    assert len(server.requests) == 1


def test_a_ready_key_is_no_matter_of_clocks(shell: Shell) -> None:
    assert KLING.auth is not None
    ready = Credentials(KLING.auth, api_key="key-0123456789abcdef", environ={})
    server = script(shell, early(120), task())
    with pytest.raises(AuthenticationError):
        poll(shell, shell.session(server, provider=KLING, credentials=ready))
    assert len(server.requests) == 1


def test_what_one_call_found_out_about_the_clock_serves_all(shell: Shell) -> None:
    credentials = signing()
    server = script(shell, early(120), task())
    poll(shell, shell.session(server, provider=KLING, credentials=credentials))
    poll(shell, shell.session(server, provider=KLING, credentials=credentials))
    assert [starts(one) - starts(server.requests[0]) for one in server.requests] == [0, 120, 120]


def test_a_call_refused_while_another_one_set_the_clock_is_signed_anew_too(shell: Shell) -> None:
    credentials = signing()

    def overtaken(request: httpx2.Request) -> httpx2.Response:
        now = shell.time.epoch + shell.time.now
        assert credentials.correct_clock(now + 120, now, 0)
        return early(120)

    server = script(shell, overtaken, task())
    assert poll(shell, shell.session(server, provider=KLING, credentials=credentials)).data.task_id == "867"
    assert starts(server.requests[1]) - starts(server.requests[0]) == 120


def test_a_clock_that_is_set_right_later_is_noticed(shell: Shell) -> None:
    credentials = signing()
    server = script(shell, early(120), task(), early(0), task())
    poll(shell, shell.session(server, provider=KLING, credentials=credentials))
    poll(shell, shell.session(server, provider=KLING, credentials=credentials))
    assert [starts(one) - starts(server.requests[0]) for one in server.requests] == [0, 120, 120, 0]
