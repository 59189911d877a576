"""What a caller adds to a request past its contract: judged for being sendable, nothing more."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

from .errors import InvalidRequestError

Refuse: TypeAlias = Callable[[str], InvalidRequestError]
"""From a message to the error that names the call."""


def named_values(refuse: Refuse, argument: str, extra: object) -> Mapping[str, Any]:
    """The argument, when it is a mapping with text for keys. Raises InvalidRequestError."""
    if type(extra) is dict and not extra:
        return extra
    if not isinstance(extra, Mapping):
        raise refuse(f"{argument} must be a mapping from names to values, not {type(extra).__name__}")
    for key in extra:
        if not isinstance(key, str):
            raise refuse(f"{argument} must have text for keys, not {type(key).__name__}: {key!r:.100}")
    return extra


def query_values(refuse: Refuse, extra: object) -> Mapping[str, Any]:
    """`extra_query`, when a query can hold it. Raises InvalidRequestError."""
    checked = named_values(refuse, "extra_query", extra)
    for key, value in checked.items():
        for item in value if isinstance(value, list | tuple) else (value,):
            if not _is_query_value(item):
                raise refuse(
                    f"extra_query[{key!r}] must be text, a finite number, a boolean, None or a list of these,"
                    f" not {type(item).__name__}"
                )
    return checked


def _is_query_value(value: object) -> bool:
    return value is None or isinstance(value, str | int) or (isinstance(value, float) and math.isfinite(value))
