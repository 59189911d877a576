from __future__ import annotations

import asyncio
import copy
import inspect
import pickle
import ssl
import traceback
from collections.abc import AsyncIterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Any

import httpx2
import pytest
from runtime_sample import (
    AUTH,
    BASE,
    CREATE,
    DELETE,
    GET,
    KEY,
    LIST,
    PROVIDER,
    SEND,
    Create,
    Find,
    Handler,
    Send,
    Shell,
    answering,
    picture,
)

from stillmotion._runtime.async_session import AsyncSession
from stillmotion._runtime.client_base import AsyncClient, SyncClient
from stillmotion._runtime.credentials import Credentials
from stillmotion._runtime.errors import (
    AuthenticationError,
    CallTimeoutError,
    ConfigurationError,
    InvalidRequestError,
    NetworkError,
    ProtocolDriftError,
    ProviderError,
    SubmitAmbiguousError,
)
from stillmotion._runtime.operation import CallOptions, SignedToken
from stillmotion._runtime.raw import RawResponse
from stillmotion._runtime.retry import NEVER
from stillmotion._runtime.session import Session
from stillmotion._runtime.ssl_context import shared_ssl_context

OK = {"code": 0, "data": {"task_id": "t"}}


def credentials() -> Credentials:
    return Credentials(AUTH, api_key=KEY, environ={})


class Recorder:
    """A server that keeps what it saw."""

    def __init__(self, **answer: Any) -> None:
        self.requests: list[httpx2.Request] = []
        self.answer = answer or {"status_code": 200, "json": OK}

    def __call__(self, request: httpx2.Request) -> httpx2.Response:
        self.requests.append(request)
        return httpx2.Response(**self.answer)

    @property
    def last(self) -> httpx2.Request:
        return self.requests[-1]


def test_a_call_sends_one_request_and_reads_a_typed_answer(shell: Shell) -> None:
    server = Recorder()
    answer = shell.call(shell.session(server, credentials=credentials()), CREATE, body=Create(prompt="p"))
    assert answer.data.task_id == "t"
    assert len(server.requests) == 1
    assert (server.last.method, str(server.last.url)) == ("POST", f"{BASE}/v1/tasks")
    assert server.last.content == b'{"prompt":"p"}'
    assert server.last.headers["authorization"] == f"Bearer {KEY}"


def test_an_encoded_segment_stays_one_on_the_wire(shell: Shell) -> None:
    server = Recorder()
    shell.call(shell.session(server), GET, parameters=Find(task_id="../a?b"))
    assert server.last.url.raw_path == b"/v1/tasks/..%2Fa%3Fb"


def test_an_untyped_operation_gives_the_raw_answer(shell: Shell) -> None:
    raw = shell.call(shell.session(answering(204, headers={"X-Request-Id": "r"})), DELETE)
    assert isinstance(raw, RawResponse)
    assert (raw.status, raw.content, raw.request_id, raw.headers["x-request-id"]) == (204, b"", "r", "r")


def test_credentials_go_to_trusted_origins_only(shell: Shell) -> None:
    for server, expected in [
        ("https://files.example.com", True),
        ("https://FILES.example.com:443/v2", True),
        ("https://files.example.com:8443", False),
        ("http://files.example.com", False),
        ("https://files.example.com.evil.example", False),
        ("https://elsewhere.example", False),
    ]:
        seen = Recorder()
        shell.call(shell.session(seen, credentials=credentials()), replace(DELETE, server=server))
        assert ("authorization" in seen.last.headers) is expected, server


def test_an_unauthenticated_operation_gets_no_credential(shell: Shell) -> None:
    seen = Recorder()
    shell.call(shell.session(seen, credentials=credentials()), replace(DELETE, authenticated=False))
    assert "authorization" not in seen.last.headers


def test_a_given_base_url_replaces_every_server_and_is_trusted(shell: Shell) -> None:
    seen = Recorder()
    session = shell.session(seen, credentials=credentials(), base_url="http://127.0.0.1:9/p", replaces_servers=True)
    shell.call(session, replace(DELETE, server="https://files.example.com"))
    assert str(seen.last.url) == "http://127.0.0.1:9/p/v1/tasks"
    assert "authorization" in seen.last.headers


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_redirects_are_errors_and_never_followed(shell: Shell, status: int) -> None:
    server = Recorder(status_code=status, headers={"location": "https://evil.example/"})
    # 307 and 308 ask for the same call elsewhere; the others may show the way to what the call has made
    with pytest.raises(ProtocolDriftError if status > 303 else SubmitAmbiguousError):
        shell.call(shell.session(server, credentials=credentials()), CREATE, body=Create(prompt="p"))
    assert len(server.requests) == 1


def test_a_client_that_follows_redirects_is_overruled() -> None:
    server = Recorder(status_code=302, headers={"location": f"{BASE}/other"})
    client = httpx2.Client(transport=httpx2.MockTransport(server), follow_redirects=True)
    with pytest.raises(ProtocolDriftError):
        Session(PROVIDER, base_url=BASE, http_client=client).call(DELETE)
    assert len(server.requests) == 1
    assert "authorization" not in server.last.headers


def test_what_a_given_client_would_add_is_not_sent(shell: Shell) -> None:
    server = Recorder()
    hooked: list[str] = []
    given: dict[str, Any] = {
        "headers": {"X-Own": "1", "User-Agent": "own"},
        "params": {"own": "1"},
        "cookies": {"own": "1"},
        "base_url": "https://own.example",
        "timeout": 1.0,
        "transport": httpx2.MockTransport(server),
    }
    if shell.kind == "sync":
        client: Any = httpx2.Client(**given, event_hooks={"request": [lambda request: hooked.append(request.method)]})
        session: Any = Session(PROVIDER, base_url=BASE, http_client=client)
    else:

        async def hook(request: httpx2.Request) -> None:
            hooked.append(request.method)

        client = httpx2.AsyncClient(**given, event_hooks={"request": [hook]})
        session = AsyncSession(PROVIDER, base_url=BASE, http_client=client)
    shell.call(session, DELETE)
    assert str(server.last.url) == f"{BASE}/v1/tasks"
    assert not {"x-own", "cookie"} & set(server.last.headers)
    assert server.last.headers["user-agent"].startswith("stillmotion/")
    assert server.last.extensions["timeout"]["read"] == 60.0
    assert hooked == ["DELETE"]


def test_a_client_with_auth_of_its_own_is_refused() -> None:
    with pytest.raises(ConfigurationError, match="auth"):
        Session(PROVIDER, base_url=BASE, http_client=httpx2.Client(auth=("user", "secret")))
    with pytest.raises(ConfigurationError, match="auth"):
        AsyncSession(PROVIDER, base_url=BASE, http_client=httpx2.AsyncClient(auth=("user", "secret")))


@pytest.mark.parametrize("status", [200, 401, 500])
def test_no_error_shows_a_credential_that_the_server_echoes(shell: Shell, status: int) -> None:
    named = {"x-request-id": f"r-{KEY}"}
    body = {"code": 9 if status == 200 else 1, "message": "m", "request_id": f"q-{KEY}", "echo": KEY, "pad": "p " * 900}
    for answer in ({"json": body}, {"text": "x" * 1980 + KEY}, {"text": f"{KEY} " * 99}):
        server = answering(status, headers=named, **answer)
        with pytest.raises(ProviderError) as caught:
            shell.call(shell.session(server, credentials=credentials()), CREATE)
        error = caught.value
        assert error.raw is not None
        assert KEY.encode() in error.raw.content
        assert error.raw.headers["x-request-id"] == f"r-{KEY}"
        twins = [error, copy.copy(error), copy.deepcopy(error), pickle.loads(pickle.dumps(error))]
        for twin in twins:
            shown = f"{twin} {twin!r} {twin.request_id} {twin.raw!r} {twin.raw.excerpt()} {twin.raw.excerpt(50)}"
            assert KEY[:8] not in shown
            assert twin.raw.excerpt() == error.raw.excerpt()
        assert [twin.raw == error.raw for twin in twins] == [True, True, True, False]
        assert KEY.encode() not in pickle.dumps(error)
        assert KEY not in repr(replace(error.raw, status=1).excerpt())


def test_a_success_shows_no_credential_in_its_excerpt(shell: Shell) -> None:
    raw = shell.call(shell.session(answering(200, text=KEY), credentials=credentials()), DELETE)
    assert (raw.excerpt(), raw.content) == ("***", KEY.encode())


def test_an_excerpt_hides_the_token_that_was_sent_after_a_new_one_is_signed() -> None:
    auth = replace(AUTH, ways=(SignedToken("A", "S", 1800, 5, 60),))
    signing = Credentials(auth, access_key="access", secret_key="secret-0123456789-0123456789-0123", environ={})
    sent: list[str] = []

    def handle(request: httpx2.Request) -> httpx2.Response:
        sent.append(request.headers["authorization"].removeprefix("Bearer "))
        return httpx2.Response(200, text=f"token {sent[0]}")

    raw = Shell("sync").call(Shell("sync").session(handle, credentials=signing), DELETE)
    signing.authorization(10**10)
    assert raw.excerpt() == "token ***"


def test_a_given_client_is_not_closed() -> None:
    client = httpx2.Client(transport=httpx2.MockTransport(Recorder()))
    with Session(PROVIDER, base_url=BASE, http_client=client) as session:
        session.call(DELETE)
    assert not client.is_closed


@pytest.mark.parametrize(
    ("own", "session", "operation", "expected"),
    [(1.0, 2.0, 3.0, 1.0), (None, 2.0, 3.0, 2.0), (None, None, 3.0, 3.0), (None, None, None, 60.0)],
)
def test_the_nearest_timeout_wins(
    shell: Shell, own: float | None, session: float | None, operation: float | None, expected: float
) -> None:
    seen = Recorder()
    target = shell.session(seen, timeout=session)
    shell.call(target, replace(DELETE, timeout=operation), options=CallOptions(timeout=own))
    timeouts = seen.last.extensions["timeout"]
    assert timeouts["read"] == expected
    assert 0 < timeouts.get("read") <= expected


@pytest.mark.parametrize(
    "timeout", [0, -1, float("nan"), float("inf"), 10**400, True, False, "5", httpx2.Timeout(5), (1, 2), 5j, [5]]
)
def test_a_timeout_is_a_positive_number(shell: Shell, timeout: Any) -> None:
    seen = Recorder()
    with pytest.raises(ConfigurationError, match="timeout must be a positive number of seconds"):
        shell.session(seen, timeout=timeout)
    with pytest.raises(InvalidRequestError, match="timeout must be a positive number of seconds"):
        shell.call(shell.session(seen), DELETE, options=CallOptions(timeout=timeout))
    assert seen.requests == []


def raising(error: type[httpx2.RequestError], text: str = "broken") -> Handler:
    def handle(request: httpx2.Request) -> httpx2.Response:
        raise error(text, request=request)

    return handle


@pytest.mark.parametrize(
    ("raised", "error", "accepted"),
    [
        (httpx2.ConnectTimeout, CallTimeoutError, "no"),
        (httpx2.PoolTimeout, CallTimeoutError, "no"),
        (httpx2.ConnectError, NetworkError, "no"),
        (httpx2.ProxyError, NetworkError, "no"),
        (httpx2.UnsupportedProtocol, NetworkError, "no"),
        (httpx2.ReadTimeout, CallTimeoutError, "unknown"),
        (httpx2.WriteTimeout, CallTimeoutError, "unknown"),
        (httpx2.ReadError, NetworkError, "unknown"),
        (httpx2.RemoteProtocolError, NetworkError, "unknown"),
        (httpx2.DecodingError, ProtocolDriftError, "unknown"),
    ],
)
def test_transport_errors_are_typed_and_lost_when_the_call_may_have_been_taken(
    shell: Shell, raised: type[httpx2.RequestError], error: type[Exception], accepted: str
) -> None:
    with pytest.raises(ProviderError) as caught:
        shell.call(shell.session(raising(raised), retry=NEVER), CREATE, body=Create(prompt="p"))
    told: BaseException | None = caught.value
    if accepted == "unknown":
        assert isinstance(told, SubmitAmbiguousError)
        told = told.__cause__
    assert isinstance(told, error)
    assert getattr(told, "accepted", None) == accepted
    assert told.__cause__ is None
    assert told.__context__ is None


def test_no_error_shows_the_credential(shell: Shell) -> None:
    handlers = [
        raising(httpx2.ReadError, f"Illegal header value b'Bearer {KEY}'"),
        raising(httpx2.LocalProtocolError, f"Illegal header value b'Bearer {KEY[:8]}'"),
        answering(401, json={"message": f"unknown key {KEY}"}),
        answering(200, json={"code": "x", "echo": KEY}),
        answering(200, text=KEY),
    ]
    for handler in handlers:
        with pytest.raises((SubmitAmbiguousError, AuthenticationError)) as caught:
            shell.call(shell.session(handler, credentials=credentials()), CREATE)
        shown = "".join(traceback.TracebackException.from_exception(caught.value, capture_locals=True).format())
        assert KEY not in shown + repr(caught.value)
        assert KEY[:8] not in str(caught.value)


def test_a_compressed_bomb_is_stopped(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    import gzip

    kind = "session" if shell.kind == "sync" else "async_session"
    monkeypatch.setattr(f"stillmotion._runtime.{kind}.MAX_BODY_BYTES", 1_000_000)
    bomb = gzip.compress(b" " * 30_000_000)
    with pytest.raises(ProtocolDriftError, match="larger"):
        shell.call(shell.session(answering(200, content=bomb, headers={"content-encoding": "gzip"})), LIST)


def test_a_form_is_sent_with_its_files(shell: Shell, tmp_path: Path) -> None:
    server = Recorder()
    shell.call(shell.session(server), SEND, body=Send(title="t", file=picture(tmp_path)))
    body = server.last.read() if shell.kind == "sync" else server.last.content
    assert server.last.headers["content-type"].startswith("multipart/form-data; boundary=")
    assert b'name="title"\r\n\r\nt\r\n' in body
    assert b'name="file"; filename="cat.png"\r\nContent-Type: image/png\r\n\r\n\x89PNG cat\r\n' in body


def test_a_file_that_cannot_be_read_stops_the_call(shell: Shell, tmp_path: Path) -> None:
    server = Recorder()
    with pytest.raises(InvalidRequestError, match=r"gone\.png"):
        shell.call(shell.session(server), SEND, body=Send(title="t", file=tmp_path / "gone.png"))
    assert server.requests == []


def test_a_closed_session_says_so(shell: Shell) -> None:
    session = shell.session(answering(200, json=OK))
    shell.call(session, DELETE)
    with pytest.raises(ConfigurationError, match="closed"):
        shell.call(session, DELETE)


def test_the_wrong_kind_of_http_client_is_refused() -> None:
    wrong: Any = httpx2.AsyncClient()
    with pytest.raises(ConfigurationError, match=r"httpx2\.Client"):
        Session(PROVIDER, base_url=BASE, http_client=wrong)
    wrong = httpx2.Client()
    with pytest.raises(ConfigurationError, match=r"httpx2\.AsyncClient"):
        AsyncSession(PROVIDER, base_url=BASE, http_client=wrong)


def test_all_clients_share_one_tls_context() -> None:
    assert shared_ssl_context() is shared_ssl_context()
    assert shared_ssl_context().verify_mode == ssl.CERT_REQUIRED


def test_threads_share_one_connection_pool_and_one_token() -> None:
    auth = replace(AUTH, ways=(SignedToken("A", "S", 1800, 5, 60),))
    signing = Credentials(auth, access_key="access", secret_key="secret-0123456789-0123456789-0123", environ={})
    session = Session(PROVIDER, base_url=BASE, credentials=signing)
    with ThreadPoolExecutor(8) as pool, session:
        assert len(set(pool.map(lambda _: signing.authorization(1000), range(50)))) == 1
        assert len({id(client) for client in pool.map(lambda _: session._client(), range(50))}) == 1


class Stalling(httpx2.AsyncByteStream):
    """A body that never ends, and tells when it was closed."""

    def __init__(self) -> None:
        self.begun = asyncio.Event()
        self.closed = False

    async def __aiter__(self) -> AsyncIterator[bytes]:
        yield b"{"
        self.begun.set()
        await asyncio.Event().wait()

    async def aclose(self) -> None:
        self.closed = True


def test_cancelling_a_call_closes_its_answer() -> None:
    stalling = Stalling()
    session = Shell("async").session(lambda request: httpx2.Response(200, stream=stalling))

    async def run() -> None:
        task = asyncio.create_task(session.call(CREATE))
        await stalling.begun.wait()
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        assert stalling.closed

    asyncio.run(run())


def public(kind: type) -> dict[str, list[str]]:
    names = [name for name in vars(kind) if not name.startswith("_")]
    calls = {name: getattr(kind, name) for name in (*names, "__init__")}
    return {
        name: list(inspect.signature(value).parameters) for name, value in calls.items() if inspect.isfunction(value)
    }


@pytest.mark.parametrize(("one", "other"), [(Session, AsyncSession), (SyncClient, AsyncClient)])
def test_sync_and_async_have_the_same_names_and_parameters(one: type, other: type) -> None:
    assert public(one) == public(other)


def test_parameters_too_long_for_a_url_are_refused(shell: Shell) -> None:
    with pytest.raises(InvalidRequestError, match="URL"):
        shell.call(shell.session(Recorder()), LIST, parameters=Find(tags=["x" * 100_000]))
