# Written by the generator from specs/ and templates/.
# Change those, then run `make generate`.
"""Atlas: its servers and its credentials."""

from __future__ import annotations

from typing import Final

from .._runtime.operation import ApiKey, Auth, JoinedKey, Provider, SignedToken
from .errors import classify_error

PROVIDER: Final = Provider(
    name="atlas",
    title="Atlas",
    regions={"europe": "https://eu.atlas.example/v2", "america": "https://us.atlas.example/v2"},
    trusted=frozenset(
        (
            "https://cdn.atlas.example",
            "https://eu.atlas.example",
            "https://files.atlas.example",
            "https://us.atlas.example",
        )
    ),
    auth=Auth(
        "Authorization",
        "Bearer ",
        (
            ApiKey("ATLAS_API_KEY"),
            JoinedKey(("ATLAS_ID", "ATLAS_SECRET")),
            SignedToken("ATLAS_ACCESS_KEY", "ATLAS_SECRET_KEY", 600, 5, 60),
        ),
    ),
    classify=classify_error,
    request_id_header="x-request-id",
)
