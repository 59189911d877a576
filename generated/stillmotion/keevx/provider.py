# Written by the generator from specs/ and templates/.
# Change those, then run `make generate`.
"""Keevx: its servers and its credentials."""

from __future__ import annotations

from typing import Final

from .._runtime.operation import ApiKey, Auth, Provider
from .errors import classify_error

PROVIDER: Final = Provider(
    name="keevx",
    title="Keevx",
    regions={"international": "https://api.keevx.com", "china": "https://api.keevx.cn"},
    trusted=frozenset(("https://api.keevx.cn", "https://api.keevx.com")),
    auth=Auth("Authorization", "Bearer ", (ApiKey("KEEVX_API_KEY"),)),
    classify=classify_error,
    envelope=(("code",), 0),
)
