# Written by the generator from specs/ and templates/.
# Change those, then run `make generate`.
"""Oxen: its servers and its credentials."""

from __future__ import annotations

from typing import Final

from .._runtime.operation import ApiKey, Auth, Provider
from .errors import classify_error

PROVIDER: Final = Provider(
    name="oxen",
    title="Oxen",
    regions={"hub": "https://hub.oxen.ai"},
    trusted=frozenset(("https://hub.oxen.ai",)),
    auth=Auth("Authorization", "Bearer ", (ApiKey("OXEN_API_KEY"),)),
    classify=classify_error,
)
