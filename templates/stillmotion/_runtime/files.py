"""What a caller may give where a file is sent."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

if TYPE_CHECKING:
    from pydantic import GetCoreSchemaHandler
    from pydantic_core import CoreSchema


@dataclass(frozen=True, slots=True)
class Upload:
    """A file to send. `content` is the bytes or a `pathlib.Path`; a str is refused, since text never opens a file.

    `name` is the file name sent (default: the path's last part, else `upload`), `media_type` its MIME type (default:
    from the name). Raises TypeError for another content, ValueError for control characters in name or media type.
    """

    content: bytes | Path
    name: str | None = None
    media_type: str | None = None

    def __post_init__(self) -> None:
        if not isinstance(self.content, bytes | Path):
            raise TypeError(f"a file is bytes or a pathlib.Path, not {type(self.content).__name__}")
        for text in (self.name, self.media_type):
            if text is not None and not text.isprintable():
                raise ValueError("a file's name and media type hold no control characters")

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

    def read(self) -> bytes:
        """The bytes to send. Raises OSError when the path cannot be read."""
        return self.content if isinstance(self.content, bytes) else self.content.read_bytes()

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        from pydantic_core import core_schema

        return core_schema.is_instance_schema(cls)


FileInput: TypeAlias = bytes | Path | Upload


def as_upload(value: FileInput) -> Upload:
    """A file as `Upload`. Raises TypeError for anything but bytes, a `pathlib.Path` or an `Upload`."""
    return value if isinstance(value, Upload) else Upload(value)
