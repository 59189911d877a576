"""A file that appears whole or not at all."""

from __future__ import annotations

import os
import secrets
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from .._runtime.errors import InvalidRequestError

ResultT = TypeVar("ResultT")


class PartialFile:
    """Writes beside the target and takes its place at the end; until then an older file at the target stays.

    Raises InvalidRequestError when the target is no `pathlib.Path`, OSError when it cannot be written.
    """

    def __init__(self, target: Path) -> None:
        if not isinstance(target, Path):
            raise InvalidRequestError(
                f"a file is named by a pathlib.Path, not {type(target).__name__}", retry="after_fix", accepted="no"
            )
        self._target = target
        self._part = target.with_name(f".{target.name[:200]}.{secrets.token_hex(4)}.part")
        self._file = self._part.open("xb")

    def write(self, chunk: bytes) -> int:
        """Append to the file."""
        return self._file.write(chunk)

    def finish(self) -> Path:
        """Put the file in its place."""
        self._file.flush()
        os.fsync(self._file.fileno())
        self._file.close()
        self._part.replace(self._target)
        return self._target

    def discard(self) -> None:
        """Take away what was written, unless it is in its place already."""
        self._file.close()
        self._part.unlink(missing_ok=True)


def run(function: Callable[..., ResultT], *arguments: object) -> ResultT:
    """Call a function that touches the disk."""
    return function(*arguments)


async def async_run(function: Callable[..., ResultT], *arguments: object) -> ResultT:
    """Call a function that touches the disk, in a thread of its own."""
    from anyio import to_thread

    return await to_thread.run_sync(function, *arguments)
