"""Where the bytes of a download go: a file that appears whole or not at all, or memory."""

from __future__ import annotations

import os
import secrets
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final, TypeAlias, TypeVar

from .._runtime.errors import InvalidRequestError
from .._runtime.threads import in_thread

ResultT = TypeVar("ResultT")


_FULL: Final = 1024 * 1024


class MemoryFile:
    """Keeps bytes in memory. What of its methods touches the disk in a `PartialFile` is the same here."""

    def __init__(self) -> None:
        self.data = bytearray()

    def keep(self, size: int) -> None:
        """Forget all but the first `size` bytes."""
        del self.data[size:]

    def add(self, chunk: bytes) -> bool:
        """Append; never needs flushing."""
        self.data += chunk
        return False

    def flush(self) -> None:
        """Nothing is left to write."""


class PartialFile:
    """Writes beside the target and takes its place at the end; until then an older file at the target stays.

    Nothing is on disk before `open`, nothing but the target after `finish` or `discard`. All methods take turns, and once
    discarded nothing is written any more: an event loop that is torn down may leave a thread behind.

    Raises InvalidRequestError when the target is no `pathlib.Path`, OSError when it cannot be written.
    """

    def __init__(self, target: Path) -> None:
        if not isinstance(target, Path):
            raise InvalidRequestError(
                f"a file is named by a pathlib.Path, not {type(target).__name__}", retry="after_fix", accepted="no"
            )
        self._target = target
        # 40 characters are at most 160 bytes: names of files have 255
        self._part = target.with_name(f".{target.name[:40]}.{secrets.token_hex(8)}.part")
        self._descriptor: int | None = None
        self._waiting = bytearray()
        self._is_over = False
        self._turn = threading.Lock()

    def open(self) -> None:
        """Start the file. Raises OSError: IsADirectoryError where the target is a folder."""
        with self._turn:
            if self._target.is_dir():
                raise IsADirectoryError(f"{self._target} is a folder")
            if not self._is_over:
                flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
                self._descriptor = os.open(self._part, flags, 0o666)

    def keep(self, size: int) -> None:
        """Forget all but the first `size` bytes; what is added next follows them."""
        with self._turn:
            self._write()
            if self._descriptor is not None:
                os.ftruncate(self._descriptor, size)
                os.lseek(self._descriptor, size, os.SEEK_SET)

    def add(self, chunk: bytes) -> bool:
        """Append, in memory; True when a megabyte is waiting there: one way to the disk costs more than it carries."""
        self._waiting += chunk
        return len(self._waiting) >= _FULL

    def flush(self) -> None:
        """Write what waits in memory."""
        with self._turn:
            self._write()

    def finish(self) -> Path:
        """Put the file in its place: its content is on the disk before its name is."""
        with self._turn:
            self._write()
            if self._descriptor is not None:
                os.fsync(self._descriptor)
                self._close()
                self._part.replace(self._target)
                _sync_folder(self._target.parent)
        return self._target

    def discard(self) -> None:
        """Take away what was written, unless it is in its place already. Never raises."""
        with self._turn:
            self._is_over = True
            with suppress(OSError):
                self._close()
            with suppress(OSError):
                self._part.unlink(missing_ok=True)

    def _write(self) -> None:
        waiting, self._waiting = self._waiting, bytearray()
        view = memoryview(waiting)
        while view and self._descriptor is not None:
            view = view[os.write(self._descriptor, view) :]

    def _close(self) -> None:
        descriptor, self._descriptor = self._descriptor, None
        if descriptor is not None:
            os.close(descriptor)


Sink: TypeAlias = PartialFile | MemoryFile
"""Takes bytes in their order."""


def _sync_folder(folder: Path) -> None:
    # the file is in its place: what cannot be made sure of any more is no reason to call it failed
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def run(function: Callable[..., ResultT], *arguments: object) -> ResultT:
    """Call a function that touches the disk."""
    return function(*arguments)


async def async_run(function: Callable[..., ResultT], *arguments: object) -> ResultT:
    """Call a function that touches the disk, in a thread; a cancelled task waits for it."""
    return await in_thread(function, *arguments)


@contextmanager
def within(seconds: float, late: Callable[[], Exception]) -> Iterator[None]:
    """Bound nothing: blocking code looks at the clock after every piece, and its waits are bounded by timeouts."""
    yield


@contextmanager
def async_within(seconds: float, late: Callable[[], Exception]) -> Iterator[None]:
    """Stop what is inside after some seconds, and raise what `late` makes."""
    from anyio import move_on_after

    with move_on_after(max(seconds, 0.001)) as scope:
        yield
    if scope.cancelled_caught:
        raise late()
