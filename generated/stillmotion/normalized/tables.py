"""The job table of a provider, imported when it is first asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .._runtime.errors import UnsupportedError
from .api import jobs_of

if TYPE_CHECKING:
    from .job_table import JobCall, JobTable


def table_of(provider: str) -> JobTable:
    """What the normalized client knows about a provider. Raises ValueError for a name that is none."""
    table: JobTable = jobs_of(provider)
    return table


def needed(table: JobTable, role: str, call: JobCall | None) -> JobCall:
    """The call of a role. Raises UnsupportedError with the reason why the provider has none."""
    if call is None:
        raise unsupported(table, role)
    return call


def unsupported(table: JobTable, role: str) -> UnsupportedError:
    """The error for a role that the provider does not have; nothing was sent."""
    reason = table.reasons.get(role, f"{table.provider.title} has no such call")
    return UnsupportedError(reason, provider=table.provider.name, operation=role, accepted="no")


def no_reference(table: JobTable) -> UnsupportedError:
    """The error for a provider by which no job is found by the caller's reference."""
    text = f"{table.provider.title} finds no job by a reference of the caller's"
    return UnsupportedError(text, provider=table.provider.name, operation="find", accepted="no")
