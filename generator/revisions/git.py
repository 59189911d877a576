"""Reading revisions by git's plumbing: objects only. No shell, no checkout, no hook, no filter, no network."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

MOST_BYTES: Final = 200_000_000
"""Of one side, together: a revision is somebody else's, and must not fill the memory."""
_OFFLINE: Final = {"GIT_NO_LAZY_FETCH": "1", "GIT_TERMINAL_PROMPT": "0", "GIT_OPTIONAL_LOCKS": "0"}
_SETTINGS: Final = ("-c", "core.fsmonitor=false", "-c", "protocol.allow=never")
_SECONDS: Final = 60


class UsageError(Exception):
    """The command line names something that is not there."""


@dataclass(frozen=True, slots=True)
class Git:
    """The repository that a folder lies in."""

    folder: Path

    def commit(self, name: str) -> str | None:
        """The full id of the commit that a revision names; None when it names none."""
        if not name or "\0" in name:
            return None
        done = self._run("rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}")
        return done.stdout.decode().strip() if done.returncode == 0 else None

    def complaint(self) -> str:
        """What git says where it works in no repository at all, not even for reading; empty when it does."""
        done = self._run("rev-parse", "--git-dir")
        return _said(done.stderr) if done.returncode != 0 else ""

    def files(self, commit: str, parts: tuple[str, ...]) -> tuple[dict[str, bytes], tuple[str, ...]]:
        """The regular files below some paths, by path; and the paths of what is none, as links and submodules.

        Raises UsageError when the repository cannot be read or holds too much there.
        """
        listed = self._run("ls-tree", "-r", "-z", "--long", "--full-tree", commit, "--", *parts)
        if listed.returncode != 0:
            raise UsageError(f"git cannot list {commit[:12]}: {_said(listed.stderr)}")
        entries = [_entry(line) for line in listed.stdout.decode("utf-8", "surrogateescape").split("\0") if line]
        regular = [entry for entry in entries if entry.mode.startswith("100")]
        if sum(entry.size for entry in regular) > MOST_BYTES:
            raise UsageError(f"{commit[:12]} holds more than {MOST_BYTES // 1_000_000} MB of specs and generated files")
        odd = tuple(sorted(entry.path for entry in entries if not entry.mode.startswith("100")))
        return dict(zip([entry.path for entry in regular], self._contents(regular), strict=True)), odd

    def _contents(self, entries: list[_Entry]) -> Iterator[bytes]:
        if not entries:
            return
        wanted = "".join(f"{entry.id}\n" for entry in entries).encode()
        done = self._run("cat-file", "--batch", "--buffer", given=wanted)
        if done.returncode != 0:
            raise UsageError(f"git cannot read objects: {_said(done.stderr)}")
        position = 0
        for entry in entries:
            end = done.stdout.index(b"\n", position)
            if not done.stdout[position:end].endswith(f" blob {entry.size}".encode()):
                raise UsageError(f"git has no content of {entry.path!r} here (a partial clone? fetch it first)")
            yield done.stdout[end + 1 : end + 1 + entry.size]
            position = end + 1 + entry.size + 1

    def _run(self, *arguments: str, given: bytes = b"") -> subprocess.CompletedProcess[bytes]:
        command = ["git", "-C", str(self.folder), "--no-replace-objects", *_SETTINGS, *arguments]
        try:
            return subprocess.run(
                command, input=given, capture_output=True, check=False, timeout=_SECONDS, env={**os.environ, **_OFFLINE}
            )
        except FileNotFoundError:
            raise UsageError("git is not installed: compare two folders instead") from None
        except subprocess.TimeoutExpired:
            raise UsageError(f"git did not answer within {_SECONDS} s") from None


@dataclass(frozen=True, slots=True)
class _Entry:
    mode: str
    id: str
    size: int
    path: str


def _entry(line: str) -> _Entry:
    head, _, path = line.partition("\t")
    mode, _, identity, size = head.split()
    return _Entry(mode, identity, int(size) if size.isdecimal() else 0, path)


def _said(error: bytes) -> str:
    return error.decode(errors="replace").strip().splitlines()[-1] if error.strip() else "no reason given"
