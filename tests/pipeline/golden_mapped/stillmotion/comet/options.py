# Written by the generator from specs/ and templates/.
# Change those, then run `make generate`.
"""Settings that only Comet has, with their own types."""

from __future__ import annotations

from .._runtime.models import RequestModel
from . import models


class CometOptions(RequestModel):
    """Settings that only Comet has. What is left out is not sent."""

    feeling: models.Mood | None = None
    """How it feels."""

    region: str | None = None
    """Where it is made."""

    team: int | None = None
    """Who pays."""

    size: models.FilmRequestSize | None = None
    """Size class."""

    width: int | None = None
    """Pixels."""
