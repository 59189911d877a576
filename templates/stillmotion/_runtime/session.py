"""The thin shell that sends calls and blocks."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any, Self

import httpx2

from .attempts import Timing, ambiguous, is_lost
from .credentials import Credentials
from .deadline import Remaining
from .errors import ConfigurationError, ProviderError, RawResponse, SubmitAmbiguousError
from .hooks import Hooks
from .operation import AnswerT, CallOptions, ItemT, Operation, Paging, Provider
from .request import resumed
from .retry import NEVER, RetryPolicy
from .sending import pieces
from .session_core import MAX_BODY_BYTES, NO_OPTIONS, SessionCore
from .ssl_context import shared_ssl_context

if TYPE_CHECKING:
    from types import TracebackType

    from .events import EventStream
    from .files import Upload
    from .models import WireModel
    from .paging import Pager
    from .request import Body, PreparedRequest
    from .stream_time import StreamTime


class Session:
    """Calls of one provider with one credential. Safe in threads.

    `base_url` has no slash at its end; with `replaces_servers` it stands in for the servers of single operations too.
    `timeout` is the total of one call in seconds (None: the operation's own, else 60). Raises ConfigurationError.

    Of a given `http_client` count its transport, proxies, TLS settings, pool limits and event hooks (which see the
    credential). Its own headers, params, cookies, base URL and timeout are not sent or used, redirects are not
    followed, and one with `auth` is refused. It is not closed here.

    `retry` says how often a call is sent again; `timing` and `sleep` are where time and chance come from.
    `hooks` are told of every request, and that it is of `account`.
    """

    def __init__(
        self,
        provider: Provider,
        *,
        credentials: Credentials | None = None,
        base_url: str,
        replaces_servers: bool = False,
        timeout: float | None = None,
        retry: RetryPolicy | None = None,
        timing: Timing | None = None,
        sleep: Callable[[float], None] | None = None,
        http_client: httpx2.Client | None = None,
        hooks: Hooks | None = None,
        account: str = "",
    ) -> None:
        if http_client is not None and not isinstance(http_client, httpx2.Client):
            raise ConfigurationError("http_client must be an httpx2.Client")
        if http_client is not None and http_client.auth is not None:
            raise ConfigurationError("http_client must have no auth of its own: it would not be sent")
        self._core = SessionCore(
            provider, credentials, base_url, replaces_servers, timeout, retry, timing, hooks, account
        )
        self._sleep = sleep or time.sleep
        self._http_client = http_client
        self._owns_client = http_client is None
        self._closed = False
        self._lock = threading.Lock()

    @property
    def base_url(self) -> str:
        """The server this session talks to."""
        return self._core.base_url

    def call(
        self,
        operation: Operation[AnswerT],
        *,
        parameters: WireModel | None = None,
        body: Body | None = None,
        options: CallOptions = NO_OPTIONS,
    ) -> AnswerT:
        """Send one call and read its answer.

        A read is sent again, after a pause, as long as the failure passes with time and the total time allows it; what
        costs money only when it surely was not taken. When such a call may have been taken, it is looked for by the
        caller's reference where the provider has one; the answer to that is the answer then.

        Raises:
            ProviderError: the class of its kind; CallTimeoutError after the total time, NetworkError when the
                connection fails, ProtocolDriftError for an answer outside the contract.
            SubmitAmbiguousError: what costs money may have been taken, and was not found.
        """
        core = self._core
        timeouts = core.remaining(operation, options)
        options, reference = core.referenced(operation, body, options)
        prepared = core.prepare(operation, parameters, body, options)
        attempts = core.attempts(operation, options, timeouts)
        while True:
            sent_at = core.timing.wall()
            try:
                answer = self._attempt(operation, prepared, timeouts)
            except ProviderError as error:
                pause = attempts.pause(error)
                if pause is None:
                    failure = error
                    break
                core.watch.repeated(error, pause)
            else:
                core.succeeded()
                return answer
            self._sleep(pause)
        if not is_lost(operation, failure):
            raise failure
        lost = ambiguous(operation, prepared, failure, reference, sent_at)
        core.watch.lost(failure)
        return self._found(operation, lost, reference)

    def _attempt(self, operation: Operation[AnswerT], prepared: PreparedRequest, timeouts: Remaining) -> AnswerT:
        from .answer import read

        core = self._core
        request = core.request(operation, prepared, core.read_parts(operation, prepared), timeouts)
        return read(core.provider, operation, self._exchange(operation, request, timeouts), core.hide)

    def _found(self, operation: Operation[AnswerT], lost: SubmitAmbiguousError, reference: str | None) -> AnswerT:
        """The answer to a lost call, by asking for it. Not being found proves nothing, so it is asked for a while."""
        search = self._core.search(operation, reference)
        while search is not None and (pause := search.pause()) is not None:
            if pause:
                self._sleep(pause)
            recovery = search.recovery
            parameters = recovery.parameters(**{recovery.parameter: search.reference})
            options = CallOptions(timeout=search.left(), retry=NEVER)
            try:
                found: AnswerT = self.call(recovery.operation, parameters=parameters, options=options)
            except ProviderError:
                continue
            except ConfigurationError:
                break  # closed meanwhile; the loss is what counts
            if search.is_found(found):
                self._core.watch.found(operation)
                return found
        raise lost

    def stream(
        self,
        operation: Operation[AnswerT],
        *,
        parameters: WireModel | None = None,
        body: Body | None = None,
        options: CallOptions = NO_OPTIONS,
    ) -> EventStream[AnswerT]:
        """A stream of events, opened when it is entered. A given timeout bounds the opening and every silence."""
        from .events import EventStream

        core = self._core
        timeouts = core.streaming(operation, options)
        prepared = core.prepare(operation, parameters, body, options)
        opener = partial(self._open, operation, prepared, timeouts, options)
        return EventStream(core, operation, timeouts, opener, self._sleep)

    def reopening(self, tries: int) -> float | None:
        """Seconds before a broken stream is opened again; None when that was tried often enough in a row."""
        return self._core.reopening(tries)

    def pages(
        self,
        operation: Operation[AnswerT],
        paging: Paging[ItemT],
        *,
        parameters: WireModel | None = None,
        options: CallOptions = NO_OPTIONS,
    ) -> Pager[AnswerT, ItemT]:
        """The items of a list, fetched page by page as they are asked for. The timeout bounds each page."""
        from .paging import Pager

        query = self._core.query(operation, parameters, options)

        def fetch(moved: Mapping[str, Any]) -> AnswerT:
            turned = replace(options, extra_query={**options.extra_query, **moved})
            return self.call(operation, parameters=parameters, options=turned)

        return Pager(self._core.provider, operation, paging, query, fetch)

    def deliver(
        self,
        operation: Operation[Any],
        method: str,
        url: str,
        *,
        file: Upload,
        form: Mapping[str, str] | None = None,
        file_part: str = "",
        trace: Callable[..., Any] | None = None,
    ) -> RawResponse:
        """Send a file to a link that the answer to `operation` gave, without the credential: raw, or with `file_part` as
        the last part of a form. `trace` sees the connection being made, and may refuse it. Raises ProviderError when no
        answer comes; an answer is not judged."""
        timeouts = self._core.remaining(operation, NO_OPTIONS)
        request = self._core.bare_request(
            operation, method, url, timeouts, file=file, form=form, file_part=file_part, trace=trace
        )
        return self._exchange(operation, request, timeouts)

    def limit(self, operation: Operation[Any]) -> float:
        """The total seconds that a call may take."""
        return self._core.limit(operation, NO_OPTIONS)

    def _exchange(self, operation: Operation[Any], request: httpx2.Request, timeouts: Remaining) -> RawResponse:
        watched = self._core.watch.begin(operation, request, timeouts)
        if watched is None:
            return self._answer(operation, request, timeouts)
        try:
            raw = self._answer(operation, request, timeouts)
        except BaseException as error:
            watched.failed(error)
            raise
        watched.answered(raw.status, raw.request_id)
        return raw

    def _answer(self, operation: Operation[Any], request: httpx2.Request, timeouts: Remaining) -> RawResponse:
        try:
            response = self._client().send(request, stream=True, auth=None, follow_redirects=False)
            try:
                return self._core.answered(response, self._content(operation, response, timeouts))
            finally:
                response.close()
        except httpx2.RequestError as error:
            failure = self._core.broken(operation, error, timeouts.total)
        raise failure

    def _content(self, operation: Operation[Any], response: httpx2.Response, timeouts: Remaining) -> bytes:
        chunks: list[bytes] = []
        size = 0
        for chunk in pieces(response):
            chunks.append(chunk)
            size += len(chunk)
            if size > MAX_BODY_BYTES:
                raise self._core.too_large(operation)
            if timeouts.is_over():
                raise self._core.timed_out(operation, timeouts.total)
        return chunks[0] if len(chunks) == 1 else b"".join(chunks)

    def _open(
        self,
        operation: Operation[Any],
        prepared: PreparedRequest,
        timeouts: StreamTime,
        options: CallOptions,
        last_id: str,
    ) -> httpx2.Response:
        """The answer whose body is the stream; opening is a read, and tried again like one."""
        timeouts.restart()
        prepared = resumed(prepared, last_id)
        attempts = self._core.attempts(operation, options, timeouts)
        while True:
            try:
                response = self._open_once(operation, prepared, timeouts)
            except ProviderError as error:
                pause = attempts.pause(error)
                if pause is None:
                    raise
                self._core.watch.repeated(error, pause)
            else:
                self._core.succeeded()
                return response
            self._sleep(pause)

    def _open_once(self, operation: Operation[Any], prepared: PreparedRequest, timeouts: Remaining) -> httpx2.Response:
        core = self._core
        request = core.request(operation, prepared, core.read_parts(operation, prepared), timeouts)
        watched = core.watch.begin(operation, request, timeouts)
        try:
            response = self._client().send(request, stream=True, auth=None, follow_redirects=False)
            if watched is not None:
                watched.answered(response.status_code, core.request_id(response))
                watched = None
            if response.is_success:
                timeouts.per_silence = True
                return response
            try:
                raw = core.answered(response, self._content(operation, response, timeouts))
            finally:
                response.close()
        except httpx2.RequestError as error:
            failure = core.broken(operation, error, timeouts.total)
        except BaseException as error:
            if watched is not None:
                watched.failed(error)
            raise
        else:
            failure = core.refused(operation, raw)
        if watched is not None:
            watched.failed(failure)
        raise failure

    def _client(self) -> httpx2.Client:
        with self._lock:
            if self._closed:
                raise ConfigurationError("this client is closed")
            if self._http_client is None:
                from .own_client import Client

                self._http_client = Client(shared_ssl_context())
            return self._http_client

    def close(self) -> None:
        """Close the connections; a given `http_client` stays open."""
        with self._lock:
            self._closed = True
            client, self._http_client = self._http_client, None
        if client is not None and self._owns_client:
            client.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
