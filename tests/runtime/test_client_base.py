from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import Any

import pytest
from runtime_sample import KEY, PROVIDER

from stillmotion._runtime.attempts import Timing
from stillmotion._runtime.client_base import AsyncClient, SyncClient, resolve_base_url
from stillmotion._runtime.errors import ConfigurationError


def test_the_first_region_is_the_default() -> None:
    assert resolve_base_url(PROVIDER, None, None) == "https://api.example.com"
    assert resolve_base_url(PROVIDER, "south", None) == "https://south.example.com"


def test_an_unknown_region_lists_the_known_ones() -> None:
    with pytest.raises(ConfigurationError, match=r"north, south; did you mean 'south'\?"):
        resolve_base_url(PROVIDER, "suoth", None)


@pytest.mark.parametrize(
    ("given", "used"),
    [("https://a.example/v1/", "https://a.example/v1"), ("http://127.0.0.1:8000", "http://127.0.0.1:8000")],
)
def test_a_base_url_is_used_without_its_last_slash(given: str, used: str) -> None:
    assert resolve_base_url(PROVIDER, None, given) == used


@pytest.mark.parametrize(
    "bad",
    [
        "",
        "a.example",
        "ftp://a.example",
        "file:///etc/passwd",
        "https://",
        "https://user:secret@a.example",
        "https://a.example?key=secret",
        "https://a.example#secret",
        "https://a.example:secret",
        "https://[::1",
        "https://a .example",
    ],
)
def test_a_base_url_is_a_plain_http_url(bad: str) -> None:
    with pytest.raises(ConfigurationError) as caught:
        SyncClient(PROVIDER, api_key=KEY, base_url=bad)
    assert "secret" not in str(caught.value)


def test_region_and_base_url_exclude_each_other() -> None:
    with pytest.raises(ConfigurationError, match="either"):
        resolve_base_url(PROVIDER, "north", "https://a.example")


def test_a_missing_credential_is_told_at_construction(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SAMPLE_KEY", raising=False)
    for kind in (SyncClient, AsyncClient):
        with pytest.raises(ConfigurationError, match="SAMPLE_KEY"):
            kind(PROVIDER)


def test_a_provider_without_auth_takes_no_key() -> None:
    free = replace(PROVIDER, auth=None)
    SyncClient(free).close()
    with pytest.raises(ConfigurationError, match="takes no credential"):
        SyncClient(free, api_key=KEY)


def test_the_repr_shows_the_server_and_no_secret() -> None:
    for client in (SyncClient(PROVIDER, api_key=KEY), AsyncClient(PROVIDER, api_key=KEY)):
        assert repr(client) == f"{type(client).__name__}(base_url='https://api.example.com')"


def test_clients_are_context_managers() -> None:
    with SyncClient(PROVIDER, api_key=KEY) as client:
        session: Any = client._session
    with pytest.raises(ConfigurationError, match="closed"):
        session._client()

    async def run() -> Any:
        async with AsyncClient(PROVIDER, api_key=KEY) as client:
            return client._session

    with pytest.raises(ConfigurationError, match="closed"):
        asyncio.run(run())._client()


@pytest.mark.parametrize("kind", [SyncClient, AsyncClient])
def test_a_native_client_takes_time_and_chance_from_where_it_is_told(kind: Any) -> None:
    timing = Timing(lambda: 1.0, lambda: 2.0, lambda: 0.5, lambda: "made")
    sleep = object()
    client = kind(PROVIDER, api_key=KEY, timing=timing, sleep=sleep)
    assert client._session._core.timing is timing
    assert client._session._sleep is sleep
