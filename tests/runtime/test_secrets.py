"""No secret is shown: not by clients, sessions, accounts and errors, not in tracebacks with locals, pickles and logs."""

from __future__ import annotations

import copy
import json
import logging
import pickle
import traceback
from collections.abc import Callable, Iterator
from typing import Any, Literal

import httpx2
import pytest
from normalized_sample import REQUESTS, Answers, Blocking, World, answers, request

from stillmotion import Account, ProviderError, StillmotionError, SubmitAmbiguousError

Fate = Literal["success", "refusal", "timeout", "ambiguity"]
FATES: tuple[Fate, ...] = ("success", "refusal", "timeout", "ambiguity")
WAYS = [*((name, "key") for name in sorted(REQUESTS)), ("kling", "pair")]


class Secrets:
    """What nobody may see: what the account was given, and whatever the wire carried as a credential."""

    def __init__(self) -> None:
        self._given = ("key-0123" + "456789abcdef", "secret-0123" + "456789abcdef0123456789abcdef")
        self._sent: set[str] = set()

    def __repr__(self) -> str:
        return "Secrets()"

    def account(self, provider: str, way: str) -> Account:
        key, secret = self._given
        if way == "key":
            return Account(provider, api_key=key)
        return Account(provider, access_key="access-0123456789", secret_key=secret)

    def note(self, sent: httpx2.Request) -> str:
        """What a request carried."""
        value = sent.headers.get("authorization") or sent.headers.get("x-api-key") or ""
        if value:
            self._sent.add(value.split(" ")[-1])
        return value

    def are_sent(self) -> bool:
        return bool(self._sent)

    def hidden(self, shown: str | bytes) -> bool:
        text = shown.decode("latin-1") if isinstance(shown, bytes) else shown
        return not any(secret in text for secret in (*self._given, *self._sent))


class Echoing:
    """A server that gives every job its fate, and says what it was sent in refusals."""

    def __init__(self, secrets: Secrets, provider: str, fate: Fate) -> None:
        self._secrets, self._fate = secrets, fate
        self._answers: Answers = answers(provider)

    def __call__(self, sent: httpx2.Request) -> httpx2.Response:
        said = self._secrets.note(sent)
        if self._fate == "refusal":
            body = {"message": f"wrong key: {said}", "error": said, "code": 1000, "detail": said}
            headers = {"x-request-id": said or "r", "x-fal-request-id": said or "r", "set-cookie": f"k={said}"}
            return httpx2.Response(401, headers=headers, content=json.dumps(body).encode())
        if self._fate == "timeout" and sent.method == "GET":
            raise httpx2.ReadTimeout("too slow")
        if self._fate == "ambiguity" and sent.method == "POST":
            raise httpx2.ReadError("gone")
        return self._answers(sent)


@pytest.fixture(autouse=True)
def everything_is_logged(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)


def chain(error: BaseException | None) -> Iterator[BaseException]:
    while error is not None:
        yield error
        error = error.__cause__ or error.__context__


def views(error: BaseException) -> Iterator[str | bytes]:
    yield "".join(traceback.TracebackException.from_exception(error, capture_locals=True).format())
    for one in chain(error):
        yield repr(one)
        yield str(one)
        yield repr(getattr(one, "__notes__", []))
        yield repr(vars(one))
        yield pickle.dumps(one)
        raw = getattr(one, "raw", None)
        if raw is not None:
            yield raw.excerpt()
            yield repr(raw)


def generated(client: Blocking, provider: str) -> StillmotionError | None:
    try:
        client.generate(request(provider), provider=provider, timeout=60.0)
    except StillmotionError as error:
        return error
    return None


def parts_of(client: Blocking) -> list[Any]:
    """The client, and what it is made of."""
    inner = client.client
    desks = list(inner._desks.values())
    sessions = [desk._session for desk in desks]
    return [inner, inner._accounts, *desks, *sessions, *(one._core for one in sessions)]


@pytest.mark.parametrize("world", ["sync", "async"])
@pytest.mark.parametrize("fate", FATES)
@pytest.mark.parametrize(("provider", "way"), WAYS)
def test_no_secret_is_shown(
    world: World, fate: Fate, provider: str, way: str, caplog: pytest.LogCaptureFixture
) -> None:
    secrets = Secrets()
    account = secrets.account(provider, way)
    client = Blocking(world, Echoing(secrets, provider, fate), accounts=(account,))
    error = generated(client, provider)
    assert secrets.are_sent()
    assert (error is None) == (fate == "success")
    assert fate != "ambiguity" or isinstance(error, SubmitAmbiguousError | ProviderError)
    for shown in () if error is None else views(error):
        assert secrets.hidden(shown)
    for part in (account, *parts_of(client)):
        assert secrets.hidden(repr(part) + str(part))
        assert_unpickled(part, secrets)
    assert any(record.name == f"stillmotion.{provider}" for record in caplog.records)
    for record in caplog.records:
        assert secrets.hidden(record.getMessage() + repr(record.args) + (record.exc_text or ""))
    client.end()


def assert_unpickled(part: object, secrets: Secrets) -> None:
    """It cannot be pickled, or holds no secret then."""
    try:
        found = pickle.dumps(part)
    except (TypeError, AttributeError, pickle.PicklingError) as error:
        assert secrets.hidden(str(error))
    else:
        assert secrets.hidden(found)


def test_an_account_without_a_credential_is_pickled() -> None:
    account = Account("kling", name="mine", region="china", max_in_flight=3)
    assert pickle.loads(pickle.dumps(account)) == account


@pytest.mark.parametrize("copied", [copy.copy, copy.deepcopy])
def test_an_account_with_a_credential_is_copied(copied: Callable[[Account], Account]) -> None:
    account = Secrets().account("kling", "key")
    assert copied(account) == account
