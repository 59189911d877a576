# Written by the generator from specs/ and templates/.
# Change those, then run `make generate`.
"""Listens for the end of a job in synchronous code, so that it need not be asked for all the time."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

from .._runtime.errors import ProviderError
from .._runtime.events import EventStream
from .._runtime.operation import CallOptions
from .._runtime.retry import NEVER
from .._runtime.session import Session
from . import asking, hearing
from .generation import Generation
from .hearing import Follow
from .job_table import JobTable
from .waiting import Watch


class Listener:
    """One event stream, for one job. It only tells when to ask: what counts is what the provider says then.

    `follow` is `polling` for a listener that never listens. A stream of the whole account is opened by `open`, before the
    job is asked for; one of a single job when the waiting begins. When a stream cannot be opened, is silent, breaks too
    often or is not understood, polling goes on within the same deadline. `clock` and `sleep` count seconds.
    """

    def __init__(
        self,
        table: JobTable,
        session: Session,
        follow: Follow,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._table = table
        self._session = session
        self._call = hearing.wanted(table, follow)
        self._clock = clock
        self._sleep = sleep
        self._stream: EventStream[Any] | None = None
        self._ids: tuple[str, ...] = ()
        self._tries = 0
        self._check_at = 0.0

    @property
    def is_open(self) -> bool:
        """Whether a stream is open."""
        return self._stream is not None

    def open(self) -> None:
        """Open the stream of an account. Events that come from now on are kept, also those before the job is known."""
        if self._call is not None and not self._call.keys:
            self._connect("", None)

    def pause(self, watch: Watch, told: Callable[[Generation], object] | None) -> None:
        """Wait until the job is to be asked about. `told` is called with what events say before that."""
        if not self._ids and self._begun(watch):
            return
        while self._stream is not None:
            if self._clock() >= min(self._check_at, watch.deadline):
                self._check_at = self._clock() + hearing.CHECK_SECONDS
                return
            if self._heard(self._stream, watch, told):
                return
        self._sleep(watch.pause(self._clock()))

    def _begun(self, watch: Watch) -> bool:
        """Start to listen for a job. Whether it must be asked about once, for what came before the stream was open."""
        self._ids = watch.job.ids
        self._check_at = self._clock() + hearing.CHECK_SECONDS
        if self._stream is not None:
            self._stream.listen_until(watch.deadline)
            return False
        if self._call is None or not hearing.has_own_stream(self._call, watch.job):
            return False
        self._connect(watch.job.ids[0], watch.deadline)
        return self._stream is not None

    def _connect(self, id: str, until: float | None) -> None:
        assert self._call is not None
        # a stream saves questions; it is not worth waiting for
        options = CallOptions(retry=NEVER)
        parameters = asking.parameters_for(self._call, id)
        stream = self._session.stream(self._call.operation, parameters=parameters, options=options)
        if until is not None:
            stream.listen_until(until)
        try:
            stream.__enter__()
        except ProviderError:
            return
        self._stream = stream

    def _heard(self, stream: EventStream[Any], watch: Watch, told: Callable[[Generation], object] | None) -> bool:
        """Wait for one sign. Whether the job is to be asked about now."""
        assert self._call is not None
        try:
            event = stream.beat()
        except ProviderError as error:
            self._lost(error, stream, watch)
            return True
        if event is None:
            return False
        job = watch.job
        readings = asking.told(self._call, event, job.ids[0] if self._call.keys else "")
        about = [reading for reading in readings if reading.id in job.ids]
        if about:
            self._tries = 0
        for reading in about:
            if hearing.may_have_ended(reading):
                return True
            if told is not None:
                told(hearing.so_far(self._table, job, reading))
        return False

    def _lost(self, error: ProviderError, stream: EventStream[Any], watch: Watch) -> None:
        """Listen again where the connection only broke. What came meanwhile is found by asking."""
        self.close()
        seconds = self._session.reopening(self._tries) if hearing.may_listen_again(error) else None
        if seconds is None:
            return
        self._tries += 1
        seconds = max(seconds, stream.asked_pause)
        if self._clock() + seconds >= watch.deadline:
            return
        self._sleep(seconds)
        self._connect(watch.job.ids[0], watch.deadline)

    def close(self) -> None:
        """Close the connection; polling goes on."""
        stream, self._stream = self._stream, None
        if stream is not None:
            stream.close()
