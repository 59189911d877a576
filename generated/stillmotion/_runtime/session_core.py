"""What the two sessions share: everything about a call but the sending."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any, Final, TypeVar
from urllib.parse import urlsplit

import httpx2

from .attempts import Attempts, Search, Timing
from .credentials import Credentials
from .deadline import Remaining
from .errors import (
    CallTimeoutError,
    ConfigurationError,
    InvalidRequestError,
    NetworkError,
    ProtocolDriftError,
    ProviderError,
    RawResponse,
)
from .extras import query_values
from .file_body import FileReader, Refuse, content_of, streamed
from .files import Upload
from .hooks import Hooks, Watch
from .operation import CallOptions, Operation, Provider
from .refusal import drift, error_of
from .request import PreparedRequest, build
from .retry import RetryBudget, RetryPolicy
from .sending import plain_request

if TYPE_CHECKING:
    from .models import WireModel
    from .request import Body
    from .stream_time import StreamTime

DEFAULT_TIMEOUT: Final = 60.0
MAX_BODY_BYTES: Final = 64 * 1024 * 1024
NO_OPTIONS: Final = CallOptions()
_KEPT_URLS: Final = 8_192
"""As many jobs as are asked about at once without parsing a link anew each time; half a kilobyte each."""

_LONGEST_TIMEOUT: Final = 10_000_000.0

RequestPart = tuple[str, tuple[str | None, str] | tuple[str | None, bytes | FileReader, str]]

ErrorT = TypeVar("ErrorT", bound=ProviderError)


class SessionCore:
    """The state of a session and its pure decisions."""

    def __init__(
        self,
        provider: Provider,
        credentials: Credentials | None,
        base_url: str,
        replaces: bool,
        timeout: float | None,
        retry: RetryPolicy | None = None,
        timing: Timing | None = None,
        hooks: Hooks | None = None,
        account: str = "",
    ) -> None:
        if timeout is not None and not _is_timeout(timeout):
            raise ConfigurationError(_bad_timeout(timeout))
        try:
            httpx2.URL(base_url)
        except httpx2.InvalidURL:
            raise ConfigurationError("base_url is not a URL") from None
        self.provider = provider
        self.base_url = base_url
        self.timing = timing or Timing()
        self._retry = retry or RetryPolicy()
        self._budget = RetryBudget(self._retry.budget)
        self._credentials = credentials
        self.watch = Watch(provider.name, hooks, account, self.timing.clock, self.hide)
        self._replaces = replaces
        self._timeout = timeout
        self._urls: dict[str, httpx2.URL] = {}
        self._trusted = frozenset(map(_origin, (*provider.trusted, base_url)))
        self._trusted_starts = tuple(f"{origin}/" for origin in self._trusted)

    def limit(self, operation: Operation[Any], options: CallOptions) -> float:
        """The total seconds of a call: the call's own, else the client's, else the operation's, else 60."""
        for timeout in (options.timeout, self._timeout, operation.timeout):
            if timeout is not None:
                if not _is_timeout(timeout):
                    raise self._unsendable(operation, _bad_timeout(timeout))
                return timeout
        return DEFAULT_TIMEOUT

    def streaming(self, operation: Operation[Any], options: CallOptions) -> StreamTime:
        """The time to open a stream, and what silence it may have: what the caller said, else twice the time after which
        the provider gives a sign of life, and no less than 30 s."""
        from .stream_time import LEAST_SILENCE, StreamTime

        limit = self.limit(operation, options)
        is_given = options.timeout is not None or self._timeout is not None or operation.keep_alive is None
        silence = limit if is_given else max(2 * (operation.keep_alive or 0.0), LEAST_SILENCE)
        return StreamTime(limit, silence, self.timing.clock)

    def reopening(self, tries: int) -> float | None:
        """Seconds before a broken stream is opened again; None when that was tried often enough in a row."""
        if tries >= self._retry.attempts - 1 or not self._budget.take():
            return None
        return self._retry.pause(tries, self.timing.random)

    def remaining(self, operation: Operation[Any], options: CallOptions) -> Remaining:
        """The time of a call, counted from now."""
        return Remaining(self.limit(operation, options), self.timing.clock)

    def attempts(self, operation: Operation[Any], options: CallOptions, remaining: Remaining) -> Attempts:
        """The attempts of a call that begins now."""
        policy = options.retry or self._retry
        return Attempts(operation, policy, self._budget, remaining, self.timing, self._credentials)

    def succeeded(self) -> None:
        """A call has been answered well."""
        self._budget.refill()

    def referenced(
        self, operation: Operation[Any], body: Body | None, options: CallOptions
    ) -> tuple[CallOptions, str | None]:
        """The options with a reference by which a lost call is found again, made here when the caller gave none; and it."""
        recovery = operation.recovery
        if recovery is None:
            return options, None
        given = options.extra_body.get(recovery.field)
        given = _sent(body, recovery.field) if given is None else given
        if given is not None and given != "":
            return options, given if isinstance(given, str) else None
        made = self.timing.reference()
        return replace(options, extra_body={**options.extra_body, recovery.field: made}), made

    def search(self, operation: Operation[Any], reference: str | None) -> Search | None:
        """The search for the job of a lost call; None where there is no way to look."""
        if operation.recovery is None or reference is None:
            return None
        return Search(operation.recovery, reference, self.timing.clock)

    def prepare(
        self,
        operation: Operation[Any],
        parameters: WireModel | None,
        body: Body | None,
        options: CallOptions,
    ) -> PreparedRequest:
        """The request without its credential. Raises InvalidRequestError."""
        server = self.base_url if operation.server is None or self._replaces else operation.server.rstrip("/")
        return build(self.provider, operation, base_url=server, parameters=parameters, body=body, options=options)

    def query(self, operation: Operation[Any], parameters: WireModel | None, options: CallOptions) -> dict[str, Any]:
        """What a walk over a list starts with, by wire names. Raises InvalidRequestError."""
        extra = query_values(partial(self._unsendable, operation), options.extra_query)
        return {**({} if parameters is None else parameters.wire()), **extra}

    def request(
        self,
        operation: Operation[Any],
        prepared: PreparedRequest,
        parts: list[RequestPart] | None,
        timeouts: Mapping[str, Any],
    ) -> httpx2.Request:
        """The request as it is sent. Credentials go to trusted origins only. Raises InvalidRequestError."""
        files: Any = parts
        try:
            url = self._url(prepared.url)
        except httpx2.InvalidURL:
            failure = self._unsendable(operation, "the parameters make no valid URL")
        else:
            headers = {**prepared.headers, **self._authorization(operation, prepared.url)}
            if parts is None:
                return plain_request(prepared, url, headers, timeouts)
            request = httpx2.Request(
                prepared.method, url, headers=headers, files=files, extensions={"timeout": timeouts}
            )
            return streamed(request, (part[1] for _, part in parts))
        raise failure

    def bare_request(
        self,
        operation: Operation[Any],
        method: str,
        url: str,
        timeouts: Mapping[str, Any],
        *,
        file: Upload,
        form: Mapping[str, str] | None,
        file_part: str,
        trace: Callable[..., Any] | None,
    ) -> httpx2.Request:
        """A request to a link that an answer gave, without the credential: a raw file, or the last part of a form."""
        content: Any = content_of(file, partial(self._unsendable, operation))
        extensions = {"timeout": timeouts} if trace is None else {"timeout": timeouts, "trace": trace}
        try:
            if file_part:
                files = {file_part: (file.file_name, content, file.sent_media_type)}
                request = httpx2.Request(method, url, data=form, files=files, extensions=extensions)
            else:
                headers = {"content-type": file.sent_media_type}
                request = httpx2.Request(method, url, content=content, headers=headers, extensions=extensions)
            return streamed(request, [content])
        except httpx2.InvalidURL:
            failure = drift(self.provider, operation, "the answer gave a link that is no URL")
        raise failure

    def _url(self, text: str) -> httpx2.URL:
        """The URL parsed. Some are kept: parsing costs much, submits go to one URL, and a job is asked again and again."""
        url = self._urls.get(text)
        if url is None:
            url = httpx2.URL(text)
            if len(self._urls) >= _KEPT_URLS:
                self._urls.clear()
            self._urls[text] = url
        return url

    def read_parts(self, operation: Operation[Any], prepared: PreparedRequest) -> list[RequestPart] | None:
        """The parts of a form; of files only the size is read here. Raises InvalidRequestError."""
        if prepared.parts is None:
            return None
        refuse = partial(self._unsendable, operation)
        return [(name, _part(value, refuse)) for name, value in prepared.parts]

    def _authorization(self, operation: Operation[Any], url: str) -> dict[str, str]:
        if self._credentials is None or not operation.authenticated:
            return {}
        # what begins with a trusted origin and a slash has that origin; only the rest needs parsing
        if not url.startswith(self._trusted_starts) and _origin(url) not in self._trusted:
            return {}
        return dict([self._credentials.authorization(self.timing.wall())])

    def hide(self, text: str) -> str:
        """The text without this session's secrets."""
        return text if self._credentials is None else self._credentials.hide(text)

    def answered(self, response: httpx2.Response, content: bytes) -> RawResponse:
        """The answer as it came, its excerpt without secrets. Header names of httpx2 are lower-case already."""
        headers = _plain_headers(response)
        request_id = headers.get(self.provider.request_id_header)
        if self._credentials is None:
            return RawResponse(response.status_code, headers, content, request_id)
        hide = self._credentials.redactor()
        named = None if request_id is None else hide(request_id)
        return RawResponse(response.status_code, headers, content, named, _hide=hide)

    def request_id(self, response: httpx2.Response) -> str | None:
        """The provider's name for a call, without secrets; None when the answer has none."""
        found = response.headers.get(self.provider.request_id_header)
        return None if found is None else self.hide(found)

    def refused(self, operation: Operation[Any], raw: RawResponse) -> ProviderError:
        """The typed error of an answer without success."""
        return error_of(self.provider, operation, raw, self.hide)

    def too_large(self, operation: Operation[Any]) -> ProtocolDriftError:
        """The error for a body beyond the bound."""
        return drift(self.provider, operation, f"the answer is larger than {MAX_BODY_BYTES} bytes")

    def timed_out(self, operation: Operation[Any], limit: float) -> CallTimeoutError:
        """The error for a call whose total time is used up."""
        return self.failed(CallTimeoutError, operation, f"no complete answer within {limit:g} s")

    def broken(self, operation: Operation[Any], error: httpx2.HTTPError, limit: float) -> ProviderError:
        """The typed error for what the transport raised. It is not chained: a transport's frames may hold headers."""
        unsent = isinstance(error, httpx2.ConnectError | httpx2.ConnectTimeout | httpx2.PoolTimeout | httpx2.ProxyError)
        failure: ProviderError
        if isinstance(error, httpx2.TimeoutException):
            failure = self.timed_out(operation, limit)
        elif isinstance(error, httpx2.DecodingError):
            failure = drift(self.provider, operation, "the body is not in its content encoding")
        else:
            text = "" if isinstance(error, httpx2.LocalProtocolError) else f": {self.hide(str(error))[:300]}"
            failure = self.failed(NetworkError, operation, type(error).__name__ + text)
        if unsent:
            failure.accepted, failure.retry = "no", "backoff"
        elif isinstance(error, httpx2.UnsupportedProtocol):
            failure.accepted, failure.retry = "no", "after_fix"
        return failure

    def _unsendable(self, operation: Operation[Any], message: str) -> InvalidRequestError:
        failure = self.failed(InvalidRequestError, operation, message)
        failure.accepted, failure.retry = "no", "after_fix"
        return failure

    def failed(self, kind: type[ErrorT], operation: Operation[Any], message: str) -> ErrorT:
        """An error that names this provider and the operation."""
        return kind(message, provider=self.provider.name, operation=operation.name)


def _sent(body: Body | None, wire: str) -> Any:
    """The value that a body has under a wire name; None when it has none."""
    names: Mapping[str, str] = getattr(body, "_python_to_wire", {})
    if names.get(wire) == wire:
        return getattr(body, wire)
    return next((getattr(body, python) for python, name in names.items() if name == wire), None)


def _is_timeout(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and 0 < value <= _LONGEST_TIMEOUT


def _bad_timeout(value: object) -> str:
    found = repr(value)[:40] if isinstance(value, int | float) else type(value).__name__
    return f"timeout must be a positive number of seconds, an int or a float of at most {_LONGEST_TIMEOUT:.0f}, not {found}"


def _part(value: str | Upload, refuse: Refuse) -> tuple[str | None, str] | tuple[str | None, bytes | FileReader, str]:
    if isinstance(value, str):
        return (None, value)
    return (value.file_name, content_of(value, refuse), value.sent_media_type)


def _plain_headers(response: httpx2.Response) -> dict[str, str]:
    """What `response.headers.items()` has, for less where no header is repeated and all is ASCII."""
    raw = response.headers.raw
    try:
        found = {name.decode("ascii").lower(): value.decode("ascii") for name, value in raw}
    except UnicodeDecodeError:
        found = {}
    return found if len(found) == len(raw) else dict(response.headers.items())


def _origin(url: str) -> str:
    parts = urlsplit(url)
    port = parts.port
    default = {"https": 443, "http": 80}.get(parts.scheme)
    return f"{parts.scheme}://{parts.hostname}" + (f":{port}" if port not in (None, default) else "")
