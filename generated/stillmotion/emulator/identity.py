"""Ids that look like the provider's own, the same for the same seed."""

from __future__ import annotations

import random
import re
import uuid
from typing import Final

_UUID: Final = re.compile(r"^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$")
_HEX: Final = re.compile(r"^(?P<head>.*-|)(?P<tail>[0-9a-f]{16,})$")


class Ids:
    """Makes ids."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)

    def uuid(self) -> str:
        """A UUID of version 4."""
        return str(uuid.UUID(int=self._random.getrandbits(128), version=4))

    def like(self, sample: object) -> str:
        """An id in the shape of a sample: a UUID, digits, or hex behind a prefix; else a UUID."""
        text = str(sample)
        if text.isdecimal():
            return text[0] + self._of("0123456789", len(text) - 1)
        match = None if _UUID.match(text) else _HEX.match(text)
        return match["head"] + self._of("0123456789abcdef", len(match["tail"])) if match else self.uuid()

    def _of(self, letters: str, number: int) -> str:
        return "".join(self._random.choices(letters, k=number))
