# Written by the generator from specs/ and templates/.
# Change those, then run `make generate`.
"""Settings that only fal has, with their own types."""

from __future__ import annotations

from typing import Literal

from .._runtime.models import RequestModel
from . import models


class FalOptions(RequestModel):
    """Settings that only fal has. What is left out is not sent."""

    max_queue_length: int | None = None
    """Refuse with 429, in place of queueing, when more requests than this are waiting; at least 0. Absent, no
    limit.
    """

    start_timeout: float | None = None
    """Seconds within which the run must start, more than 0.1: the wait in the queue, routing and repeats count,
    the run itself does not. When they are over the request ends with 504, header
    `X-Fal-Request-Timeout-Type: user`, and is never repeated. Absent, it waits as long as it takes.
    """

    request_timeout: float | None = None
    """Seconds, more than 1 (so fal's clients check): the old name of `X-Fal-Request-Start-Timeout`, which fal's
    clients still send. Deprecated.
    """

    queue_priority: models.QueuePriority | None = None
    """`low` lets other requests go first; nothing raises the priority. When absent: "normal"."""

    runner_hint: str | None = None
    """Name of a runner to prefer, as an answer's `x-fal-runner-hints` has it. Absent, any runner."""

    no_retry: models.NoRetry | None = None
    """Any of the three words switches fal's own repeats in the queue off. Absent, fal repeats."""

    store_io: models.StoreIo | None = None
    """`0`: request and answer are not kept, so the result must be fetched within 1 hour (6 minutes when it is
    10 KB or more). `1`: they are kept for 30 days. When absent: "1".
    """

    object_lifecycle_preference: str | None = None
    """How long a file stays and who may read it, as JSON text. `expiration_duration_seconds`: whole seconds;
    absent, the file is kept for ever. `initial_acl`: an object with `default` (`hide`, `forbid` or `allow`)
    and `rules`, a list of objects with `user` and `decision` (the same three words). On a submit it is about
    the files the run makes. Absent, files are public and kept.
    """

    disable_fallback: Literal["true"] | None = None
    """`true`: no other upstream takes over when the first one fails. Absent, one may."""

    tags: str | None = None
    """Labels for the usage report, at most 10, each `key=value`. How several are separated is not stated."""
