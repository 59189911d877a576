"""Uploads: a file in the call itself, or a ticket and then the bytes."""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy
from typing import Any, Final

from . import paths
from .files import Files, Stored
from .identity import Ids
from .messages import Call, Reply, text_reply
from .showing import renamed
from .tables import Example, Operation, Tables
from .validating import File, Request, form_of

PREFIX: Final = "/uploads/"


class Uploads:
    """The uploads of one provider."""

    def __init__(self, tables: Tables, ids: Ids, files: Files) -> None:
        self._tables = tables
        self._ids = ids
        self._files = files
        self._tickets: dict[str, tuple[Mapping[str, Any], str, float | None]] = {}
        self.received: dict[str, Stored] = {}
        """What came, by the id or name that it was given."""

    def recipe(self, operation: Operation) -> Mapping[str, Any] | None:
        """How the operation uploads; None when it does not."""
        return next((one for one in self._tables.data["uploads"] if one["call"] == operation.name), None)

    def begin(self, recipe: Mapping[str, Any], example: Example, request: Request, base: str, now: float) -> Any:
        """The answer to the operation of an upload, with new ids and links."""
        body = deepcopy(example.body)
        sample = paths.first(body, recipe["result"])
        if recipe["style"] == "direct":
            file = next(iter(request.files.values()))
            body = renamed(body, {example.file: file.name}) if example.file else body
            paths.put(body, recipe["result"], self._keep(base, self._ids.uuid(), file))
            return body
        ticket = self._ids.like(sample)
        lifetime = recipe.get("lifetime_seconds")
        name = str((request.body or {}).get("file_name", "picture"))
        self._tickets[ticket] = (recipe, name, None if lifetime is None else now + lifetime)
        gives_link = isinstance(sample, str) and sample.startswith("https://")
        link = self._files.kept_link(base, f"{ticket}/{name}") if gives_link else ticket
        paths.put(body, recipe["result"], link)
        paths.put(body, recipe["url"], f"{base}{PREFIX}{ticket}")
        return body

    def _keep(self, base: str, id: str, file: File) -> str:
        name = f"{id}/{file.name}"
        self.received[id] = Stored(file.content, file.media_type)
        self._files.keep(name, self.received[id])
        return self._files.kept_link(base, name)

    def take(self, call: Call, now: float) -> Reply:
        """The answer to the bytes that a ticket was given for; the credential has no place here."""
        found = self._tickets.get(call.path.removeprefix(PREFIX))
        if found is None:
            return text_reply(404, "There is no such upload")
        recipe, name, until = found
        if call.method != recipe["method"]:
            return text_reply(405, "Method Not Allowed", {"allow": recipe["method"]})
        if until is not None and now >= until:
            return text_reply(403, "Policy expired")
        if "authorization" in call.headers:
            return text_reply(400, "Only one auth mechanism allowed")
        stored = self._stored(recipe, call)
        if stored is None:
            return text_reply(400, "The form has no file")
        ticket = call.path.removeprefix(PREFIX)
        self.received[ticket] = stored
        self._files.keep(f"{ticket}/{name}", stored)
        return Reply(recipe["success"][0])

    def _stored(self, recipe: Mapping[str, Any], call: Call) -> Stored | None:
        kind = call.headers.get("content-type", "application/octet-stream")
        if not recipe.get("file_part"):
            return Stored(call.body, kind)
        files, texts = form_of(kind, call.body)
        file = files.get(recipe["file_part"])
        return None if file is None else Stored(file.content, texts.get("Content-Type", file.media_type))
