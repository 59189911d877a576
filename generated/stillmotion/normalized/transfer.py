"""What becomes of a download after each answer and each failure. Pure: time and chance come in as numbers."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final
from urllib.parse import urlsplit

import httpx2

from .._runtime.attempts import Timing
from .._runtime.errors import CallTimeoutError, ConfigurationError, NetworkError, ProtocolDriftError, ProviderError
from .._runtime.retry import RetryPolicy, asked_pause, date_of
from . import links
from .generation import Generation, Video

Progress = Callable[[int, int | None], object]
"""Called with the bytes done, and how many there will be (None: not known)."""

TIMEOUT: Final = 600.0
MAX_BYTES: Final = 16 * 1024**3
MOST_RESUMES: Final = 8
_PAUSES: Final = RetryPolicy(attempts=MOST_RESUMES + 1)
# 400 and 401: what some stores answer to a signature that is too old
_GONE: Final = frozenset({400, 401, 403, 404, 410})
_RANGE: Final = re.compile(r"bytes (?:(\d{1,18})-(\d{1,18})|\*)/(?:(\d{1,18})|\*)")
_PAGE: Final = re.compile(rb"(\xef\xbb\xbf)?\s*(<!doctype|<html|<\?xml|[{\[])", re.IGNORECASE)


class Changed(NetworkError):
    """The rest of a file does not fit to what came before: it must be started anew."""


@dataclass(frozen=True, slots=True)
class Terms:
    """What a download must keep to. `deadline` is in seconds of the caller's clock, `timeout` the whole time in seconds."""

    timeout: float
    deadline: float
    max_bytes: int = MAX_BYTES
    allow_private: bool = False

    def left(self, now: float) -> float:
        """Seconds left. Raises CallTimeoutError when there are none."""
        if now >= self.deadline:
            raise self.late()
        return self.deadline - now

    def meant(self, failure: ProviderError, now: float) -> ProviderError:
        """A failure as it is to be told: a wait that the deadline ended was no silence."""
        return self.late() if isinstance(failure, CallTimeoutError) and now >= self.deadline else failure

    def late(self) -> CallTimeoutError:
        """The error for a download that took too long."""
        return CallTimeoutError(f"the file was not whole within {self.timeout:g} s", retry="backoff")


@dataclass(frozen=True, slots=True)
class Copy:
    """How far a download is. `total` is None where no answer told; `validator` goes into If-Range, None where what came
    cannot be added to; `told` is the most that the caller was told, `failures` counts the attempts that broke."""

    url: str
    received: int = 0
    total: int | None = None
    validator: str | None = None
    media_type: str | None = None
    told: int = 0
    failures: int = 0

    @property
    def is_whole(self) -> bool:
        """Whether nothing is missing."""
        return self.received > 0 and self.received == self.total


def terms(timeout: float, now: float, max_bytes: int, *, allow_private: bool) -> Terms:
    """The terms of a download that begins now. Raises ConfigurationError for a bound that is none."""
    if not timeout > 0 or max_bytes < 1:
        raise ConfigurationError("timeout is a number of seconds above 0, max_bytes at least 1")
    return Terms(timeout, now + timeout, max_bytes, allow_private)


def range_of(copy: Copy) -> dict[str, str]:
    """The headers that ask for the rest of a file, only if it is still the same; none for a start."""
    if copy.received == 0 or copy.validator is None:
        return {}
    return {"range": f"bytes={copy.received}-", "if-range": copy.validator}


def is_answer(copy: Copy, response: httpx2.Response) -> bool:
    """Whether an answer brings the file, or the rest that was asked for."""
    if copy.received and response.status_code == 416:
        return True
    return links.is_file(response, 206 if copy.received and response.status_code == 206 else 200)


def begun(copy: Copy, response: httpx2.Response, bounds: Terms) -> Copy:
    """How far the download is when an answer that brings the file begins: a whole file starts anew, a part goes on.

    Raises Changed for a part of something else, ProtocolDriftError for a file beyond the bound.
    """
    news = _started(copy, response) if response.status_code == 200 else _continued(copy, response)
    if news.total is not None and news.total > bounds.max_bytes:
        raise _too_large(copy, bounds)
    return news


def _started(copy: Copy, response: httpx2.Response) -> Copy:
    return replace(
        copy,
        received=0,
        total=links.length_of(response),
        validator=_validator(response),
        media_type=links.media_type_of(response),
    )


def _continued(copy: Copy, response: httpx2.Response) -> Copy:
    first, last, total = _content_range(response)
    known = copy.total if total is None else total
    if response.status_code == 416:
        # all of it came already, of a file whose length nobody had told
        is_rest = first is None and total == copy.received
    else:
        is_rest = first == copy.received and last is not None and (total is None or last < total)
    is_same = copy.total in (None, known) and _validator(response) in (None, copy.validator)
    if not is_rest or not is_same or "content-encoding" in response.headers:
        raise Changed(f"{links.shown(copy.url)} gives another file than before", retry="backoff")
    return replace(copy, total=known)


def _content_range(response: httpx2.Response) -> tuple[int | None, int | None, int | None]:
    """First byte, last byte and length of the whole; None for what is not told."""
    found = _RANGE.fullmatch(response.headers.get("content-range", "").strip())
    if found is None:
        return None, None, None
    first, last, total = (None if one is None else int(one) for one in found.groups())
    return first, last, total


def _validator(response: httpx2.Response) -> str | None:
    """What makes sure that a file is the same to the byte: a strong ETag, else a date that is old enough."""
    headers = response.headers
    if "content-encoding" in headers:
        return None
    etag: str | None = headers.get("etag")
    if etag is not None:
        return etag if re.fullmatch(r'"[!#-~]*"', etag) else None
    changed: str | None = headers.get("last-modified")
    then, now = date_of(changed), date_of(headers.get("date"))
    # within the second it could be changed again, and have the same date
    return changed if then is not None and now is not None and now - then >= 1 else None


def took(copy: Copy, chunk: bytes, bounds: Terms) -> Copy:
    """How far the download is after some more bytes.

    Raises ProtocolDriftError for a page of text in place of a file and for a file beyond the bound, Changed for more
    bytes than were announced.
    """
    received = copy.received + len(chunk)
    if received > bounds.max_bytes:
        raise _too_large(copy, bounds)
    if copy.total is not None and received > copy.total:
        raise Changed(f"{links.shown(copy.url)} gives more than it announced", retry="backoff")
    if copy.received == 0 and _PAGE.match(chunk[:1_024]):
        raise links.page(copy.url, chunk)
    return replace(copy, received=received, told=max(copy.told, received))


def judge_end(copy: Copy) -> None:
    """Raises NetworkError for a file that was cut, ProtocolDriftError for an empty one."""
    links.judge_length(copy.received, copy.total, copy.url)


def is_gone(failure: ProviderError) -> bool:
    """Whether a link is no longer good, so that a new one may help."""
    return failure.status in _GONE


def renewed(copy: Copy, url: str | None, failure: ProviderError) -> Copy:
    """The start of a download from the link's successor. Raises the failure when there is none."""
    if url is None or url == copy.url:
        raise failure
    return Copy(url, told=copy.told, failures=copy.failures)


def again(copy: Copy, failure: ProviderError, bounds: Terms, timing: Timing) -> tuple[Copy, float]:
    """What to go on with after a failure, and the seconds to wait first: a random part of a growing bound, or what the
    answer asks for when that is more.

    Raises the failure when it does not pass with time, was one too many, or when the pause would reach beyond the deadline.
    """
    asked = None if failure.raw is None else asked_pause(failure.raw.headers, timing.wall())
    pause = max(_PAUSES.pause(copy.failures, timing.random), asked or 0.0)
    fits = timing.clock() + pause < bounds.deadline
    if failure.retry != "backoff" or copy.failures >= MOST_RESUMES or not fits:
        raise failure
    kept = copy if copy.validator is not None and not isinstance(failure, Changed) else Copy(copy.url, told=copy.told)
    return replace(kept, failures=copy.failures + 1), pause


def has_expired(video: Video | str, now: datetime) -> bool:
    """Whether the provider has said that the link is over by now."""
    return isinstance(video, Video) and video.expires_at is not None and video.expires_at <= now


def link_in(generation: Generation, video: Video | str) -> str | None:
    """The link that a job has now for one of its videos: by the video's id, else by the link's path, else the only one."""
    id, url = (video.id, video.url) if isinstance(video, Video) else (None, video)
    for one in generation.videos:
        if id is not None and one.id == id:
            return one.url
    for one in generation.videos:
        if urlsplit(one.url)[:3] == urlsplit(url)[:3]:
            return one.url
    return generation.videos[0].url if len(generation.videos) == 1 else None


def _too_large(copy: Copy, bounds: Terms) -> ProtocolDriftError:
    return ProtocolDriftError(f"{links.shown(copy.url)} gives more than {bounds.max_bytes} bytes")
