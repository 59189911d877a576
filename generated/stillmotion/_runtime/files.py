"""What a caller may give where a file is sent."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Final, TypeAlias

from .errors import InvalidRequestError

if TYPE_CHECKING:
    from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
    from pydantic_core import CoreSchema

_WHAT_A_FILE_IS: Final = "a file is bytes, a pathlib.Path or an Upload of one of these"
_MEDIA_TYPE: Final = re.compile(r"[!#$%&'*+.^_`|~\w-]+/[!#$%&'*+.^_`|~\w-]+[ \t]*(;[ -~]*)?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Upload:
    """A file to send. `content` is the bytes or a `pathlib.Path`; a str is refused, since text never opens a file.

    `name` is the file name sent (default: the path's last part, else `upload`), `media_type` its MIME type (default:
    from the name). A path is read piece by piece while it is sent, and must not change meanwhile; it is at most 5 GiB.
    `progress` is called with the bytes of the file that are sent, and how many there are; it starts anew when the call is
    sent again. Raises InvalidRequestError for another content, for control characters in the name, and for a media type
    that is not written `type/subtype`.
    """

    content: bytes | Path
    name: str | None = None
    media_type: str | None = None
    progress: Callable[[int, int], object] | None = field(default=None, repr=False, compare=False)

    def __post_init__(self) -> None:
        if not isinstance(self.content, bytes | Path):
            raise _refusal(f"{_WHAT_A_FILE_IS}, not {type(self.content).__name__}{_hint(self.content)}")
        if self.name is not None and not (isinstance(self.name, str) and self.name.isprintable()):
            raise _refusal(f"{_WHAT_A_FILE_IS}, and its name is text without control characters")
        if self.media_type is not None and not (
            isinstance(self.media_type, str) and _MEDIA_TYPE.fullmatch(self.media_type)
        ):
            raise _refusal(f"{_WHAT_A_FILE_IS}, and its media_type is text such as 'image/png', no control characters")

    def __repr__(self) -> str:
        content = f"{len(self.content)} bytes" if isinstance(self.content, bytes) else repr(self.content)
        return f"Upload({content}, name={self.name!r}, media_type={self.media_type!r})"

    @property
    def file_name(self) -> str:
        """The name that is sent."""
        return self.name or (self.content.name if isinstance(self.content, Path) else "upload")

    @property
    def sent_media_type(self) -> str:
        """The MIME type that is sent."""
        if self.media_type is not None:
            return self.media_type
        import mimetypes

        return mimetypes.guess_type(self.file_name)[0] or "application/octet-stream"

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        from pydantic_core import core_schema

        return core_schema.is_instance_schema(cls)


class _File:
    """Judges by class alone, and one sentence says what is wrong. In JSON, which has no files, any text is one."""

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        from pydantic_core import core_schema

        return core_schema.custom_error_schema(
            core_schema.json_or_python_schema(
                core_schema.bytes_schema(), core_schema.is_instance_schema((bytes, Path, Upload))
            ),
            custom_error_type="file_type",
            custom_error_message=f"{_WHAT_A_FILE_IS}; text never opens a file",
        )

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        return {"type": "string", "format": "binary"}


FileInput: TypeAlias = Annotated[bytes | Path | Upload, _File()]


def as_upload(value: FileInput) -> Upload:
    """A file as `Upload`. Raises InvalidRequestError for anything but bytes, a `pathlib.Path` or an `Upload`."""
    return value if isinstance(value, Upload) else Upload(value)


def _hint(content: object) -> str:
    return "; write pathlib.Path(...) for the name of a file" if isinstance(content, str) else ""


def _refusal(message: str) -> InvalidRequestError:
    return InvalidRequestError(message, retry="after_fix", accepted="no")
