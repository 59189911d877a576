"""The IR as JSON text, for reading and for tests."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Mapping
from typing import Any

from generator.ir import conditions
from generator.ir.model import Package


def dump(package: Package) -> str:
    """The whole package. A condition names its node, as in `{"node": "Has", "name": "image"}`."""
    return json.dumps(_plain(package), indent=2, ensure_ascii=False) + "\n"


def _plain(value: Any) -> Any:
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        node = {"node": type(value).__name__} if type(value).__module__ == conditions.__name__ else {}
        return node | {field.name: _plain(getattr(value, field.name)) for field in dataclasses.fields(value)}
    if isinstance(value, Mapping):
        return {key: _plain(item) for key, item in value.items()}
    return [_plain(item) for item in value] if isinstance(value, list | tuple) else value
