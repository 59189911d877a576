"""From the arguments of a generated method to the values a session takes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from .models import WireModel
from .operation import CallOptions
from .values import OMIT

ModelT = TypeVar("ModelT", bound=WireModel)


def one_request(model: type[ModelT], request: ModelT | None, /, **fields: Any) -> ModelT:
    """The request given whole, or one made of the fields that are not `OMIT`.

    Raises TypeError when both are given, pydantic's ValidationError when the fields break the contract.
    """
    if request is None:
        return model.of(**fields)
    given = [name for name, value in fields.items() if value is not OMIT]
    if given:
        raise TypeError(f"give either a {model.__name__} or its fields, not both (also given: {', '.join(given)})")
    return request


def call_options(
    timeout: float | None,
    extra_headers: Mapping[str, str] | None,
    extra_query: Mapping[str, Any] | None,
    extra_body: Mapping[str, Any] | None = None,
) -> CallOptions:
    """What a caller adds to one call."""
    return CallOptions(timeout, extra_headers or {}, extra_query or {}, extra_body or {})
