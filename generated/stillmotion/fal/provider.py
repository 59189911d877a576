# Written by the generator from specs/ and templates/.
# Change those, then run `make generate`.
"""fal: its servers and its credentials."""

from __future__ import annotations

from typing import Final

from .._runtime.operation import ApiKey, Auth, JoinedKey, Provider
from .errors import classify_error

PROVIDER: Final = Provider(
    name="fal",
    title="fal",
    regions={"queue": "https://queue.fal.run"},
    trusted=frozenset(("https://queue.fal.run", "https://rest.fal.ai")),
    auth=Auth("Authorization", "Key ", (ApiKey("FAL_KEY"), JoinedKey(("FAL_KEY_ID", "FAL_KEY_SECRET")))),
    classify=classify_error,
    request_id_header="x-fal-request-id",
)
