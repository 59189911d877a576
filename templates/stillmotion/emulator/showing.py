"""A job in the provider's words: a documented answer, with everything that is the job's own written into it."""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final
from zlib import crc32

from . import paths
from .film import FILM
from .identity import Ids
from .jobs import Job
from .tables import Role, Shape, Tables, Writes

_FILMS: Final = (".mp4", ".mov", ".webm")
_STILLS: Final = (".jpg", ".jpeg", ".png", ".webp", ".gif")
SECONDS: Final = "1.0"
"""The length of the film that every job gives."""


@dataclass(frozen=True, slots=True)
class Links:
    """Where the film of a job and its still are."""

    film: str
    still: str


class View:
    """How a job of one provider is shown to a caller who reached it at `base`."""

    def __init__(self, tables: Tables, base: str, links: Links, now: float, ahead: int) -> None:
        self._tables = tables
        self._base = base
        self._links = links
        self._now = now
        self._ahead = ahead
        submit = tables.operations[tables.roles["submit"].call]
        self._asked = frozenset(tables.model(submit.body)._python_to_wire.values())

    def answer(self, role: Role, writes: Writes, job: Job) -> tuple[Shape, Any]:
        """The answer about one job: what it is like, and its body."""
        shape = role.shape(job.state)
        body = deepcopy(shape.body)
        node = paths.first(body, writes.at)
        shown = self._node(writes, node, job)
        items = writes.at.endswith("[]")
        whole = self.relinked(self._renamed(body, writes, node, job))
        if not writes.at:
            return shape, shown
        paths.put(whole, writes.at.removesuffix("[]"), [shown] if items else shown)
        return shape, whole

    def _renamed(self, body: Any, writes: Writes, node: Any, job: Job) -> Any:
        sample = _sample_id(writes, node)
        return _replaced(body, sample, job.id) if sample else body

    def _node(self, writes: Writes, sample: Any, job: Job) -> Any:
        if not isinstance(sample, dict):
            return job.id
        node = deepcopy(sample)
        node = self.relinked(self._renamed(node, writes, sample, job))
        self._echo(node, writes, job)
        self._write_fields(writes, node, job)
        self._write_videos(writes, node, job)
        return node

    def item(self, role: Role, writes: Writes, job: Job) -> Any:
        """The job as it stands in a list; the shape may be of another answer with the same fields."""
        shape = role.shape(job.state)
        at = role.writes.at if role.writes is not None else writes.at
        return self._node(writes, paths.first(shape.body, at), job)

    def _echo(self, node: dict[str, Any], writes: Writes, job: Job) -> None:
        """What was asked for, where the answer repeats it under the same name; an instant beside those that are known."""
        written = {row.get("path") for row in (*writes.fields.values(), *writes.video.values())}
        for name in [*node]:
            if name in job.request:
                node[name] = job.request[name]
            elif name in self._asked and name not in written:
                del node[name]
            elif name.endswith("_at") and name not in written and type(node[name]) is int:
                node[name] = int(job.created)

    def _write_fields(self, writes: Writes, node: Any, job: Job) -> None:
        for name, row in writes.fields.items():
            path = row.get("path")
            if not path:
                continue
            there = paths.has(node, path)
            match name:
                case "id":
                    paths.put(node, path, job.id)
                case "status" if there:
                    paths.put(node, path, self._word(row, job))
                case "client_ref":
                    _put_or_drop(node, path, job.client_ref)
                case "queue_position":
                    _put_or_drop(node, path, self._ahead if job.state == "queued" else None)
                case "created_at" if there:
                    paths.put(node, path, _moment(job.created, row["via"], paths.first(node, path)))
                case "updated_at" if there:
                    self._write_updated(node, path, row["via"], job)
                case "cost" if there and job.state != "succeeded" and writes.videos is not None:
                    paths.put(node, path, None)
                case "error" if job.state == "failed" and job.message is not None:
                    paths.put(node, path, job.message)
                case "error_code" if job.state == "failed" and job.message is not None:
                    _put_or_drop(node, path, job.code)
                case _:
                    pass

    def _write_updated(self, node: Any, path: str, via: str, job: Job) -> None:
        if job.ended is not None:
            paths.put(node, path, _moment(job.ended, via, paths.first(node, path)))
        elif paths.first(node, path) is not None:
            paths.put(node, path, _moment(self._now, via, paths.first(node, path)))

    def _word(self, row: Mapping[str, Any], job: Job) -> str:
        words: Mapping[str, str] = (
            {state: word for word, state in row["map"].items()} if "map" in row else self._tables.data["words"]
        )
        stands_for = {"queued": "running", "canceled": "failed", "failed": "succeeded"}
        state: str = job.state
        while state not in words and state in stands_for:
            state = stands_for[state]
        return words[state]

    def _write_videos(self, writes: Writes, node: Any, job: Job) -> None:
        if writes.videos is None or "url" not in writes.video:
            return
        url = writes.video["url"]["path"]
        if job.state != "succeeded":
            # only a shape of another state has one here
            if any(isinstance(one, dict) and one.get(url) for one in paths.find(node, writes.videos)):
                paths.drop(node, writes.videos or url)
            return
        if writes.videos.endswith("[]"):
            name = writes.videos.removesuffix("[]")
            paths.put(node, name, (paths.first(node, name) or [{}])[:1])
        elif writes.videos and paths.first(node, writes.videos) is None:
            paths.put(node, writes.videos, {})
        place = f"{writes.videos}." if writes.videos else ""
        for name, row in writes.video.items():
            value = self._of_film(name, row, _own_id(job, paths.first(node, place + (row.get("path") or ""))))
            if value is not None and row.get("path"):
                paths.put(node, place + row["path"], value)

    def _of_film(self, name: str, row: Mapping[str, Any], id: str | None) -> Any:
        known = {
            "id": id,
            "url": self._links.film,
            "media_type": "video/mp4",
            "size_bytes": len(FILM),
            "width": 64,
            "height": 36,
        }
        if name == "duration":
            return SECONDS if row.get("via") == "decimal" else int(float(SECONDS))
        return known.get(name)

    def relinked(self, value: Any) -> Any:
        """The value with every link of the examples led to the emulator: to a film, a still, or a call."""
        if isinstance(value, dict):
            return {name: self.relinked(one) for name, one in value.items()}
        if isinstance(value, list):
            return [self.relinked(one) for one in value]
        return self._link(value) if isinstance(value, str) and value.startswith("https://") else value

    def _link(self, url: str) -> str:
        bare = url.partition("?")[0]
        if bare.endswith(_FILMS):
            return self._links.film
        if bare.endswith(_STILLS):
            return self._links.still
        for server in self._tables.servers:
            if url.startswith(f"{server}/"):
                return self._base + url.removeprefix(server)
        return url


def _sample_id(writes: Writes, node: Any) -> str:
    row = writes.fields.get("id", {})
    if not isinstance(node, dict):
        return ""
    found = paths.first(node, row["path"]) if row.get("path") else None
    return found if isinstance(found, str) and len(found) > 8 else ""


def renamed(value: Any, names: Mapping[str, str]) -> Any:
    """The value with texts of an example replaced by others, also inside longer texts."""
    for sample, name in names.items():
        value = _replaced(value, sample, name)
    return value


def _replaced(value: Any, sample: str, name: str) -> Any:
    if isinstance(value, dict):
        return {key: _replaced(one, sample, name) for key, one in value.items()}
    if isinstance(value, list):
        return [_replaced(one, sample, name) for one in value]
    return value.replace(sample, name) if isinstance(value, str) else value


def _put_or_drop(node: Any, path: str, value: Any) -> None:
    if value is None:
        paths.drop(node, path)
    else:
        paths.put(node, path, value)


def _own_id(job: Job, sample: Any) -> str | None:
    """The id of the job's video, in the shape of a sample; always the same."""
    return Ids(crc32(job.id.encode())).like(sample) if isinstance(sample, str) else None


def _moment(at: float, via: str, sample: Any) -> Any:
    if via == "unix_ms":
        return round(at * 1000)
    if via == "unix_s":
        return int(at)
    text = datetime.fromtimestamp(at, UTC).isoformat(timespec="milliseconds").removesuffix("+00:00")
    return text + ("Z" if isinstance(sample, str) and sample.endswith("Z") else "")
