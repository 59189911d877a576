"""Pictures, in the three forms in which they travel. No network; a `pathlib.Path` is read when it is given."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any, Final, Literal, TypeAlias

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
    SerializationInfo,
    ValidationError,
)
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, core_schema, to_json

MAX_BYTES: Final = 100 * 1024 * 1024
# written once for two engines: to Rust's, which judges models, \s is not \x1c to \x1f
_LINK: Final = r"[hH][tT][tT][pP][sS]?://[^\s\x1c-\x1f/?#]+[^\s\x1c-\x1f]*"
_MEDIA_TYPE: Final = r"[A-Za-z0-9][A-Za-z0-9!#$&^_.+-]*/[A-Za-z0-9][A-Za-z0-9!#$&^_.+-]*"
_HTTP_URL: Final = re.compile(_LINK)
_DATA_URI: Final = re.compile(rf"[dD][aA][tT][aA]:(?P<type>{_MEDIA_TYPE});[bB][aA][sS][eE]64,(?P<data>.*)", re.DOTALL)
_SIGNATURES: Final = (
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
)


class _Asset(BaseModel):
    model_config = ConfigDict(
        extra="forbid", frozen=True, strict=True, ser_json_bytes="base64", val_json_bytes="base64"
    )


class UrlAsset(_Asset):
    """A picture behind an http or https link."""

    url: Annotated[str, Field(pattern=rf"^{_LINK}$")]

    def __repr__(self) -> str:
        return f"UrlAsset({self.url.partition('?')[0]})"  # a query may hold a signature

    __str__ = __repr__


class BytesAsset(_Asset):
    """A picture as bytes. `media_type` is recognised from the content when it is not given."""

    data: Annotated[bytes, Field(min_length=1, max_length=MAX_BYTES, repr=False)]
    media_type: Annotated[str, Field(pattern=rf"^{_MEDIA_TYPE}$")] | None = None

    def known_type(self) -> str | None:
        """The media type given, in small letters, else the one that the content shows; None when neither says."""
        return self.media_type.lower() if self.media_type else media_type_of(self.data)

    def __repr__(self) -> str:
        return f"BytesAsset({len(self.data)} bytes, {self.known_type() or 'of unknown type'})"

    __str__ = __repr__


class StoredAsset(_Asset):
    """A picture that a provider keeps under an id: `uploaded` by a caller, or `generated` there."""

    provider: str
    id: str
    kind: Literal["uploaded", "generated"] = "uploaded"


Asset: TypeAlias = UrlAsset | BytesAsset | StoredAsset


_ASSETS: Final = (UrlAsset, BytesAsset, StoredAsset)


def _to_asset(value: Any) -> Asset:
    """An asset as it is, a URL for text that is one, bytes for bytes and for the file that a Path names."""
    if isinstance(value, _ASSETS):
        return value
    if isinstance(value, str):
        return _link(value)
    if isinstance(value, bytes | bytearray | memoryview):
        return BytesAsset(data=bytes(value))
    if isinstance(value, Path):
        return BytesAsset(data=_file(value))
    return _from_members(value)


def _link(text: str) -> UrlAsset:
    try:
        return UrlAsset(url=text)
    except ValidationError:
        message = "text is an http or https URL here; use pathlib.Path for a file, bytes for its content"
        raise ValueError(message) from None


def _from_members(value: Any) -> Asset:
    """The asset whose members a mapping has, as JSON brings it."""
    if not isinstance(value, Mapping):
        raise ValueError("a picture is an http(s) URL, bytes, a pathlib.Path or an asset")
    named = next((one for one in _ASSETS if set(value) <= set(one.model_fields)), UrlAsset)
    return named.model_validate_json(to_json(value, bytes_mode="base64"))


def _file(path: Path) -> bytes:
    try:
        if path.stat().st_size > MAX_BYTES:
            raise ValueError(f"the file {path} is larger than {MAX_BYTES} bytes")
        return path.read_bytes()
    except OSError as error:
        raise ValueError(f"the file {path} cannot be read: {error.strerror}") from None


class _AssetType:
    """Makes an asset of what is given, in one step: a union would try three models for every picture."""

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        written = core_schema.plain_serializer_function_ser_schema(_members, info_arg=True)
        return core_schema.no_info_plain_validator_function(_to_asset, serialization=written)

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        forms = [handler(one.__pydantic_core_schema__) for one in _ASSETS]
        return {"anyOf": [{"type": "string", "format": "uri"}, *forms]}


def _members(asset: Asset, info: SerializationInfo) -> Any:
    return asset.model_dump(mode=info.mode, exclude_unset=info.exclude_unset)


AssetInput: TypeAlias = str | bytes | Path | Asset
"""How a picture may be given: an http(s) link, its bytes, the file that holds it, or an asset."""
AssetField: TypeAlias = Annotated[Asset, _AssetType()]
"""A field that takes an http(s) URL as text, bytes, a pathlib.Path, or an asset."""


def is_http_url(text: str) -> bool:
    """Whether a text is an http or https link."""
    return _HTTP_URL.fullmatch(text) is not None


def media_type_of(data: bytes) -> str | None:
    """The media type that the first bytes show: PNG, JPEG, GIF or WebP; None for anything else."""
    for signature, name in _SIGNATURES:
        if data.startswith(signature):
            return name
    return "image/webp" if data[:4] == b"RIFF" and data[8:12] == b"WEBP" else None


def to_base64(data: bytes) -> str:
    """Bare base64, without a line break."""
    return base64.b64encode(data).decode("ascii")


def from_base64(field: str, text: str) -> BytesAsset:
    """The bytes behind bare base64. Raises ValueError."""
    try:
        data = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        raise ValueError(f"{field} is neither an http(s) URL nor base64") from None
    if not data:
        raise ValueError(f"{field} is a picture without content")
    return BytesAsset(data=data)


def to_data_uri(asset: BytesAsset) -> str:
    """The bytes as a data URI. The caller has made sure that the type is known."""
    return f"data:{asset.known_type()};base64,{to_base64(asset.data)}"


def from_data_uri(field: str, text: str) -> BytesAsset:
    """The bytes behind a base64 data URI. Raises ValueError."""
    found = _DATA_URI.fullmatch(text)
    if found is None:
        raise ValueError(f"{field} is neither an http(s) URL nor a base64 data URI")
    return BytesAsset(data=from_base64(field, found["data"]).data, media_type=found["type"].lower())


def from_link(field: str, text: str) -> UrlAsset:
    """The link. Raises ValueError for a text that is none."""
    if not is_http_url(text):
        raise ValueError(f"{field} is no http(s) URL")
    return UrlAsset(url=text)
