"""Mistakes that the runtime could have, made on purpose while a simulation runs. Each must be noticed."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any, Final
from unittest.mock import patch

import h11
import httpx2

from stillmotion._runtime import own_client
from stillmotion._runtime.async_session import AsyncSession
from stillmotion._runtime.connection import AsyncConnection
from stillmotion._runtime.errors import NetworkError
from stillmotion._runtime.exchange import Exchange
from stillmotion._runtime.retry import may_repeat
from stillmotion._runtime.session_core import SessionCore
from stillmotion.normalized import links, waiting

Sabotage = Callable[[], AbstractContextManager[Any]]


def _sends_again_after_a_reset() -> AbstractContextManager[Any]:
    def may(effect: Any, error: Any) -> bool:
        return isinstance(error, NetworkError) or may_repeat(effect, error)

    return patch("stillmotion._runtime.attempts.may_repeat", may)


def _takes_a_lost_submit_for_a_failed_one() -> AbstractContextManager[Any]:
    return patch("stillmotion._runtime.async_session.is_lost", lambda operation, error: False)


def _follows_redirects() -> AbstractContextManager[Any]:
    send = httpx2.AsyncClient.send

    async def following(self: Any, request: Any, **named: Any) -> Any:
        return await send(self, request, **{**named, "follow_redirects": True})

    return patch.object(own_client.AsyncClient, "send", following)


def _carries_the_credential_along() -> AbstractContextManager[Any]:
    request_for, authorization = links.request_for, SessionCore._authorization
    known: dict[str, str] = {}

    def authorized(self: Any, *arguments: Any) -> dict[str, str]:
        known.update(authorization(self, *arguments))
        return dict(known)

    def carrying(url: str, guard: Any, headers: Any, *time: Any) -> Any:
        return request_for(url, guard, {**headers, **known}, *time)

    both = patch.object(SessionCore, "_authorization", authorized), patch.object(links, "request_for", carrying)
    return _Both(*both)


class _Both(AbstractContextManager[None]):
    def __init__(self, *parts: AbstractContextManager[Any]) -> None:
        self._parts = parts

    def __enter__(self) -> None:
        for part in self._parts:
            part.__enter__()

    def __exit__(self, *error: object) -> None:
        for part in self._parts:
            part.__exit__(None, None, None)


def _forgets_the_deadline_of_a_call() -> AbstractContextManager[Any]:
    return patch.object(SessionCore, "limit", lambda self, operation, options: 3_000.0)


def _forgets_the_deadline_of_a_wait() -> AbstractContextManager[Any]:
    begin = waiting.begin

    def patient(table: Any, job: Any, *, timeout: Any, **named: Any) -> Any:
        return begin(table, job, timeout=None, **named)

    return patch.object(waiting, "begin", patient)


def _closes_no_answer() -> AbstractContextManager[Any]:
    async def nothing(self: Any) -> None:
        pass

    return patch.object(httpx2.Response, "aclose", nothing)


def _closes_no_client() -> AbstractContextManager[Any]:
    async def nothing(self: Any) -> None:
        pass

    return patch.object(AsyncSession, "close", nothing)


def _leaves_a_canceled_handshake_open() -> AbstractContextManager[Any]:
    connect = AsyncConnection._connect

    async def forgetful(self: Any, *arguments: Any) -> None:
        try:
            await connect(self, *arguments)
        except BaseException:
            self._stream = None
            raise

    return patch.object(AsyncConnection, "_connect", forgetful)


def _shows_secrets() -> AbstractContextManager[Any]:
    return patch("stillmotion._runtime.credentials.Redactor.__call__", lambda self, text: text)


def _takes_what_lay_in_the_connection() -> AbstractContextManager[Any]:
    def renew(self: Any) -> bool:
        if (self._talk.our_state, self._talk.their_state) != (h11.DONE, h11.DONE):
            return False
        self._talk.start_next_cycle()
        return True

    return patch.object(Exchange, "renew", renew)


def _has_room_for_all() -> AbstractContextManager[Any]:
    return patch("stillmotion.normalized.admission.Slots.reserve", lambda self: True)


def _loses_the_job_of_an_error() -> AbstractContextManager[Any]:
    return patch("stillmotion.normalized.waiting.about", lambda error, job: error)


def _waits_for_nothing() -> AbstractContextManager[Any]:
    def unheard(self: Any, tasks: Any, work: Any) -> None:
        task = asyncio.create_task(work)
        tasks.add(task)
        task.add_done_callback(tasks.discard)

    return patch("stillmotion.normalized.following.Follower._run", unheard)


def _searches_without_end() -> AbstractContextManager[Any]:
    return patch("stillmotion._runtime.attempts.RECOVERY_SECONDS", 300.0)


def _never_sets_its_clock() -> AbstractContextManager[Any]:
    return patch("stillmotion._runtime.credentials.Credentials.correct_clock", lambda self, *times: False)


SABOTAGES: Final[dict[str, Sabotage]] = {
    "a submit is sent again after a reset": _sends_again_after_a_reset,
    "a lost submit is called failed": _takes_a_lost_submit_for_a_failed_one,
    "redirects are followed": _follows_redirects,
    "the credential goes along to files": _carries_the_credential_along,
    "a call has no deadline": _forgets_the_deadline_of_a_call,
    "a wait has no deadline": _forgets_the_deadline_of_a_wait,
    "no answer is closed": _closes_no_answer,
    "no client is closed": _closes_no_client,
    "a canceled handshake stays open": _leaves_a_canceled_handshake_open,
    "errors show secrets": _shows_secrets,
    "what lay in the connection is an answer": _takes_what_lay_in_the_connection,
    "there is room for every job": _has_room_for_all,
    "an error has lost its job": _loses_the_job_of_an_error,
    "nobody is woken": _waits_for_nothing,
    "the search for a lost submit has no deadline": _searches_without_end,
    "the clock is never set": _never_sets_its_clock,
}
