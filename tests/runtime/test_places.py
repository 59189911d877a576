"""A submit that waits for a place asks about the jobs that hold one."""

from __future__ import annotations

from typing import Any

import httpx2
import pytest
from normalized_sample import KEY, Blocking, World, answers, request

from stillmotion import Account, CallTimeoutError

TROUBLE = httpx2.Response(403, content=b'{"detail": "User is locked. Reason: Exhausted balance."}')


def _client(world: World, server: Any, provider: str) -> Blocking:
    return Blocking(world, server, accounts=(Account(provider, api_key=KEY, max_in_flight=1),))


@pytest.mark.parametrize("world", ["sync", "async"])
def test_a_question_about_another_job_that_fails_does_not_fail_the_submit(world: World) -> None:
    server = answers("fal", "done")
    server.add("GET", "/status", TROUBLE, server.routes[0].answers[0])
    client = _client(world, server, "fal")
    client.submit(request("fal"), provider="fal")

    assert client.submit(request("fal"), provider="fal").ids
    assert len(server.sent("GET", "/status")) == 2
    client.end()


@pytest.mark.parametrize("world", ["sync", "async"])
def test_a_question_about_another_job_ends_with_the_wait_for_a_place(world: World) -> None:
    server = answers("kling", "running")
    until: list[float] = []

    def serve(sent: httpx2.Request) -> httpx2.Response:
        if sent.method == "GET":
            until.append(client.clock.now + sent.extensions["timeout"].total)
        return server(sent)

    client = _client(world, serve, "kling")
    client.submit(request("kling"), provider="kling")
    with pytest.raises(CallTimeoutError, match="no place"):
        client.submit(request("kling"), provider="kling")

    assert len(until) > 50
    assert max(until) <= 600.01
    client.end()
