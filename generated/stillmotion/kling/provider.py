# Written by the generator from specs/ and templates/.
# Change those, then run `make generate`.
"""Kling: its servers and its credentials."""

from __future__ import annotations

from typing import Final

from .._runtime.operation import ApiKey, Auth, Provider, SignedToken
from .errors import classify_error

PROVIDER: Final = Provider(
    name="kling",
    title="Kling",
    regions={"singapore": "https://api-singapore.klingai.com", "beijing": "https://api-beijing.klingai.com"},
    trusted=frozenset(("https://api-beijing.klingai.com", "https://api-singapore.klingai.com")),
    auth=Auth(
        "Authorization",
        "Bearer ",
        (ApiKey("KLING_API_KEY"), SignedToken("KLINGAI_ACCESS_KEY", "KLINGAI_SECRET_KEY", 1800, 5, 60)),
    ),
    classify=classify_error,
    envelope=(("code",), 0),
)
