"""Files on their way out: read piece by piece while a request is sent."""

from __future__ import annotations

import os
import stat
from collections.abc import AsyncIterator, Callable, Iterable, Iterator
from pathlib import Path
from typing import Final, NamedTuple

import httpx2

from .files import Upload
from .threads import in_thread

MAX_BYTES: Final = 5 * 1024**3
_PIECE: Final = 64 * 1024

Refuse = Callable[[str], Exception]
"""Makes the error for a file that cannot be sent."""


class _Identity(NamedTuple):
    device: int
    number: int
    size: int
    changed: int


class FileReader:
    """The content of an upload, as httpx2 reads files: it seeks to learn the size, then reads piece by piece.

    A path is opened for each piece anew and closed at once, so that nothing stays open wherever a call ends. That it is
    the same file each time is made sure of: its size was announced.

    Raises what `refuse` makes for a path that cannot be read, is no regular file, is too large, or changes meanwhile.
    """

    def __init__(self, upload: Upload, refuse: Refuse) -> None:
        self._content = upload.content
        self._progress = upload.progress
        self._refuse = refuse
        self._position = 0
        self._told = 0
        if isinstance(upload.content, bytes):
            self._identity: _Identity | None = None
            self._size = len(upload.content)
        else:
            self._identity = self._regular(upload.content)
            self._size = self._identity.size

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        """Move to a place, counted from the start or the end."""
        self._position = offset + (self._size if whence == os.SEEK_END else 0)
        return self._position

    def tell(self) -> int:
        """The place of the next byte."""
        return self._position

    def read(self, size: int = _PIECE) -> bytes:
        """The next bytes; none at the end."""
        piece = self._at(self._position, size)
        self._position += len(piece)
        return piece

    def __iter__(self) -> Iterator[bytes]:
        while piece := self.read():
            yield piece

    def report(self) -> None:
        """Tell the progress, if there is some."""
        if self._progress is not None and self._position != self._told:
            self._told = self._position
            self._progress(self._position, self._size)

    def _at(self, start: int, size: int) -> bytes:
        if isinstance(self._content, bytes):
            return self._content[start : start + size]
        if start >= self._size:
            return b""
        try:
            with self._content.open("rb", buffering=0) as file:
                is_same = _identity(os.fstat(file.fileno())) == self._identity
                file.seek(start)
                piece = file.read(min(size, self._size - start)) if is_same else b""
        except OSError as error:
            raise self._unreadable(self._content, error) from None
        if not piece:
            raise self._refuse(f"{self._content} changed while it was sent")
        return piece

    def _regular(self, path: Path) -> _Identity:
        try:
            found = path.stat()
        except OSError as error:
            raise self._unreadable(path, error) from None
        if not stat.S_ISREG(found.st_mode):
            raise self._refuse(f"cannot read {path}: it is no regular file")
        if found.st_size > MAX_BYTES:
            raise self._refuse(f"{path} is larger than {MAX_BYTES} bytes")
        return _identity(found)

    def _unreadable(self, path: Path, error: OSError) -> Exception:
        return self._refuse(f"cannot read {path}: {error.strerror}")


class SentFiles(httpx2.SyncByteStream, httpx2.AsyncByteStream):
    """A request body in which files are; in async code the disk is read in threads. Can be sent more than once."""

    def __init__(self, body: Iterable[bytes], readers: tuple[FileReader, ...]) -> None:
        self._body = body
        self._readers = readers

    def __iter__(self) -> Iterator[bytes]:
        for piece in self._pieces():
            yield piece
            self._report()

    async def __aiter__(self) -> AsyncIterator[bytes]:
        pieces = self._pieces()
        while (piece := await in_thread(_next, pieces)) is not None:
            yield piece
            self._report()

    def _pieces(self) -> Iterator[bytes]:
        for reader in self._readers:
            reader.seek(0)
        return iter(self._body)

    def _report(self) -> None:
        for reader in self._readers:
            reader.report()


def content_of(upload: Upload, refuse: Refuse) -> bytes | FileReader:
    """What is sent: bytes that are there and of which nobody wants to hear, as they are."""
    if isinstance(upload.content, bytes) and upload.progress is None:
        return upload.content
    return FileReader(upload, refuse)


def streamed(request: httpx2.Request, contents: Iterable[bytes | FileReader | str]) -> httpx2.Request:
    """The request, its files read as they are sent."""
    readers = tuple(one for one in contents if isinstance(one, FileReader))
    if readers:
        assert isinstance(request.stream, Iterable)
        request.stream = SentFiles(request.stream, readers)
    return request


def _next(pieces: Iterator[bytes]) -> bytes | None:
    return next(pieces, None)


def _identity(found: os.stat_result) -> _Identity:
    return _Identity(found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns)
