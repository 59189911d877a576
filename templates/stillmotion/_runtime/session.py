"""The thin shell that sends calls and blocks."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any, Self

import httpx2

from .credentials import Credentials
from .errors import ConfigurationError, RawResponse
from .operation import AnswerT, CallOptions, ItemT, Operation, Paging, Provider
from .session_core import MAX_BODY_BYTES, NO_OPTIONS, Remaining, SessionCore
from .ssl_context import shared_ssl_context

if TYPE_CHECKING:
    from types import TracebackType

    from .events import EventStream
    from .models import WireModel
    from .paging import Pager
    from .request import Body, PreparedRequest


class Session:
    """Calls of one provider with one credential. Safe in threads.

    `base_url` has no slash at its end; with `replaces_servers` it stands in for the servers of single operations too.
    `timeout` is the total of one call in seconds (None: the operation's own, else 60). Raises ConfigurationError.

    Of a given `http_client` count its transport, proxies, TLS settings, pool limits and event hooks (which see the
    credential). Its own headers, params, cookies, base URL and timeout are not sent or used, redirects are not
    followed, and one with `auth` is refused. It is not closed here.
    """

    def __init__(
        self,
        provider: Provider,
        *,
        credentials: Credentials | None = None,
        base_url: str,
        replaces_servers: bool = False,
        timeout: float | None = None,
        http_client: httpx2.Client | None = None,
    ) -> None:
        if http_client is not None and not isinstance(http_client, httpx2.Client):
            raise ConfigurationError("http_client must be an httpx2.Client")
        if http_client is not None and http_client.auth is not None:
            raise ConfigurationError("http_client must have no auth of its own: it would not be sent")
        self._core = SessionCore(provider, credentials, base_url, replaces_servers, timeout)
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
        """Send one call and read its answer. Nothing is sent twice.

        Raises:
            ProviderError: the class of its kind; CallTimeoutError after the total time, NetworkError when the
                connection fails, ProtocolDriftError for an answer outside the contract.
        """
        from .answer import read

        core = self._core
        timeouts = Remaining(core.limit(operation, options))
        prepared = core.prepare(operation, parameters, body, options)
        request = core.request(operation, prepared, core.read_parts(operation, prepared), timeouts)
        return read(core.provider, operation, self._exchange(operation, request, timeouts), core.hide)

    def stream(
        self,
        operation: Operation[AnswerT],
        *,
        parameters: WireModel | None = None,
        body: Body | None = None,
        options: CallOptions = NO_OPTIONS,
    ) -> EventStream[AnswerT]:
        """A stream of events, opened when it is entered. The timeout bounds the opening and every silence."""
        from .events import EventStream

        core = self._core
        limit = core.limit(operation, options)
        prepared = core.prepare(operation, parameters, body, options)
        return EventStream(core, operation, limit, partial(self._open, operation, prepared, limit))

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
        media_type: str,
        content: bytes,
        form: Mapping[str, str] | None = None,
        file_part: str = "",
    ) -> RawResponse:
        """Send bytes to a link that the answer to `operation` gave, without the credential: raw, or with `file_part` as
        the last part of a form. Raises ProviderError when no answer comes; an answer is not judged."""
        timeouts = Remaining(self._core.limit(operation, NO_OPTIONS))
        request = self._core.bare_request(
            operation, method, url, timeouts, media_type=media_type, content=content, form=form, file_part=file_part
        )
        return self._exchange(operation, request, timeouts)

    def limit(self, operation: Operation[Any]) -> float:
        """The total seconds that a call may take."""
        return self._core.limit(operation, NO_OPTIONS)

    def _exchange(self, operation: Operation[Any], request: httpx2.Request, timeouts: Remaining) -> RawResponse:
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
        for chunk in response.iter_bytes():
            chunks.append(chunk)
            size += len(chunk)
            if size > MAX_BODY_BYTES:
                raise self._core.too_large(operation)
            if timeouts.is_over():
                raise self._core.timed_out(operation, timeouts.total)
        return chunks[0] if len(chunks) == 1 else b"".join(chunks)

    def _open(self, operation: Operation[Any], prepared: PreparedRequest, limit: float) -> httpx2.Response:
        core = self._core
        timeouts = Remaining(limit)
        request = core.request(operation, prepared, core.read_parts(operation, prepared), timeouts)
        try:
            response = self._client().send(request, stream=True, auth=None, follow_redirects=False)
            if response.is_success:
                timeouts.per_silence = True
                return response
            try:
                raw = core.answered(response, self._content(operation, response, timeouts))
            finally:
                response.close()
        except httpx2.RequestError as error:
            failure = core.broken(operation, error, limit)
        else:
            failure = core.refused(operation, raw)
        raise failure

    def _client(self) -> httpx2.Client:
        with self._lock:
            if self._closed:
                raise ConfigurationError("this client is closed")
            if self._http_client is None:
                self._http_client = httpx2.Client(verify=shared_ssl_context())
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
