"""The version of this package, as it is sent in `User-Agent`."""

from __future__ import annotations

from typing import Final

VERSION: Final = "0.1.0"
