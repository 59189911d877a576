"""The types of the normalized request that need more than a name."""

from __future__ import annotations

import re
from math import gcd
from typing import Annotated, Any, Final, TypeAlias

from pydantic import AfterValidator, BeforeValidator, GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, core_schema

from .assets import Asset, AssetField, is_http_url

_RATIO: Final = re.compile(r"([1-9][0-9]{0,4}):([1-9][0-9]{0,4})")


def _lowest_terms(text: str) -> str:
    if text == "source":
        return text
    found = _RATIO.fullmatch(text)
    if found is None:
        raise ValueError("an aspect ratio is written width:height, as 16:9, or is 'source'")
    width, height = int(found[1]), int(found[2])
    divisor = gcd(width, height)
    return f"{width // divisor}:{height // divisor}"


def _http_url(text: str) -> str:
    if not is_http_url(text):
        raise ValueError("a link begins with http:// or https:// and names a host")
    return text


def _as_tuple(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


RatioField: TypeAlias = Annotated[str, AfterValidator(_lowest_terms)]
"""`width:height`, kept in lowest terms, or `source`."""
UrlField: TypeAlias = Annotated[str, AfterValidator(_http_url)]
"""An http or https link."""
AssetsField: TypeAlias = Annotated[tuple[AssetField, ...], BeforeValidator(_as_tuple)]
"""Pictures, each given in any form that a single one may have."""
AssetValue: TypeAlias = Asset


class LazyOptions:
    """The options of one provider: its package is imported when options are given, and not before."""

    def __init__(self, provider: str, name: str) -> None:
        self._provider, self._name = provider, name

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_plain_validator_function(
            self._validate, serialization=core_schema.plain_serializer_function_ser_schema(_given)
        )

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        return {"type": "object", "title": self._name}

    def _validate(self, value: Any) -> Any:
        from importlib import import_module

        package = __name__.rpartition(".")[0].rpartition(".")[0]
        model = getattr(import_module(f"{package}.{self._provider}.options"), self._name)
        return value if value is None or isinstance(value, model) else model.model_validate(value)


def _given(options: Any) -> Any:
    return None if options is None else options.wire()
