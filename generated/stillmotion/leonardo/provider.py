# Written by the generator from specs/ and templates/.
# Change those, then run `make generate`.
"""Leonardo.Ai: its servers and its credentials."""

from __future__ import annotations

from typing import Final

from .._runtime.operation import ApiKey, Auth, Provider
from .errors import classify_error

PROVIDER: Final = Provider(
    name="leonardo",
    title="Leonardo.Ai",
    regions={"production": "https://cloud.leonardo.ai/api/rest/v1"},
    trusted=frozenset(("https://cloud.leonardo.ai",)),
    auth=Auth("Authorization", "Bearer ", (ApiKey("LEONARDO_API_KEY"),)),
    classify=classify_error,
)
