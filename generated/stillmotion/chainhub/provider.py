# Written by the generator from specs/ and templates/.
# Change those, then run `make generate`.
"""ChainHub: its servers and its credentials."""

from __future__ import annotations

from typing import Final

from .._runtime.operation import ApiKey, Auth, Provider
from .errors import classify_error

PROVIDER: Final = Provider(
    name="chainhub",
    title="ChainHub",
    regions={"production": "https://api.chainhub.tech"},
    trusted=frozenset(("https://api.chainhub.tech",)),
    auth=Auth("Authorization", "Bearer ", (ApiKey("CHAINHUB_API_KEY"),)),
    classify=classify_error,
)
