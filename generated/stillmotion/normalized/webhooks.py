"""What providers send to a `webhook_url`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from pydantic import ValidationError

from .._runtime.errors import ProtocolDriftError
from .asking import listed
from .generation import Generation, Job
from .job_table import JobTable
from .progress import generation_of
from .request import ProviderName
from .submitting import found_job
from .tables import table_of, unsupported


@dataclass(frozen=True, slots=True)
class Event:
    """A notice about one job. `job_id` is the provider's id, one of `job.ids` of the job that was submitted."""

    job_id: str
    client_ref: str | None
    generation: Generation

    @property
    def job(self) -> Job:
        """A job to ask about with `client.get`: the one that the notice is about, of the account it was read for."""
        return self.generation.job


def read(
    provider: ProviderName, *, body: bytes, headers: Mapping[str, str] | None = None, account: str = "default"
) -> Event:
    """What a callback says. `body` is what came, byte for byte; `account` is the name of the account it came for.

    Signatures are not verified yet: anybody may have sent this. Take it as a hint, and believe what `client.get` says
    about `event.job`. A success whose video another call brings reads as running.

    Raises:
        UnsupportedError: the provider calls nobody back.
        ProtocolDriftError: this is no notice of the provider's.
    """
    table = table_of(provider)
    if table.callback is None or table.read_callback is None:
        raise unsupported(table, "callback")
    try:
        notice = table.callback.model_validate_json(body)
    except (ValidationError, RecursionError):
        failure = _no_notice(table)
    else:
        names = {name.lower(): value for name, value in (headers or {}).items()}
        for reading in table.read_callback(notice, names):
            job = found_job(table, account, reading, datetime.now(UTC))
            if job is not None:
                generation = generation_of(table, job, [listed(table, job, reading)])
                return Event(job.ids[0], generation.client_ref, generation)
        failure = _no_notice(table)
    raise failure


def _no_notice(table: JobTable) -> ProtocolDriftError:
    return ProtocolDriftError(
        f"this is no notice of {table.provider.title}", provider=table.provider.name, operation="callback"
    )
