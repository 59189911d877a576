# Written by the generator from specs/ and templates/.
# Change those, then run `make generate`.
"""Settings that only Oxen has, with their own types."""

from __future__ import annotations

from .._runtime.models import RequestModel


class OxenOptions(RequestModel):
    """Settings that only Oxen has. What is left out is not sent."""

    target_namespace: str | None = None
    """Namespace, a user or an organisation, that keeps the result and is billed. Absent or null: the caller's
    own. Not in the seed.
    """

    target_repo: str | None = None
    """Repository that keeps the result. Absent or null, none. In Oxen's OpenAPI only."""

    target_directory: str | None = None
    """Directory of the repository that keeps the result. Absent or null, none. In Oxen's OpenAPI only."""
