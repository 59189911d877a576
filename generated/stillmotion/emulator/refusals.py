"""The provider's own refusals: documented answers, chosen by situation, error kind or code."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from copy import deepcopy
from typing import Any, Final

from . import paths
from .identity import Ids
from .messages import Reply, json_reply, text_reply
from .tables import Example, Operation, Tables
from .validating import Fault

_KINDS: Final[Mapping[str, tuple[str, ...]]] = {
    "key_missing": ("authentication",),
    "key_wrong": ("authentication",),
    "key_early": ("authentication",),
    "key_expired": ("authentication",),
    "invalid": ("invalid_request",),
    "unknown_id": ("not_found",),
    "unknown_path": ("not_found",),
    "concurrency": ("concurrency_limited", "rate_limited"),
    "wrong_method": (),
    "too_early": (),
    "too_late": (),
}


class Refusals:
    """What one provider refuses with."""

    def __init__(self, tables: Tables, ids: Ids) -> None:
        self._tables = tables
        self._ids = ids
        self._rows: Mapping[str, Mapping[str, str]] = tables.data["emulation"]["situations"]
        self._texts: Mapping[str, str] = tables.data["emulation"]["texts"]

    def has(self, situation: str) -> bool:
        """Whether the tables name an example for a situation."""
        return situation in self._rows

    def situation(self, situation: str, operation: Operation | None) -> Reply:
        """The answer in a situation. Where nothing is documented it is the bare HTTP status."""
        example = self._example(situation, operation)
        if example is not None:
            return self.reply(example)
        status = {"unknown_path": 404, "unknown_id": 404, "wrong_method": 405, "concurrency": 429}.get(situation, 400)
        return self.plain(status, {404: "Not Found", 405: "Method Not Allowed"}.get(status, "Refused"))

    def invalid(self, operation: Operation, faults: tuple[Fault, ...]) -> Reply:
        """The answer to a request that breaks the contract; it says what is wrong as the provider would."""
        fault = faults[0]
        chosen = next((one for one in (fault.situation, "invalid") if self._example(one, operation)), "invalid")
        example = self._example(chosen, operation)
        if example is None:
            return self.plain(400, f"{fault.field}: {fault.reason}")
        body = deepcopy(example.body)
        text = self._texts.get(chosen, self._texts.get("invalid", ""))
        listing = self._tables.data["emulation"]["faults"]
        if listing is not None:
            self._listed(body, faults, listing, text)
        elif text:
            self._say(body, _filled(text, fault))
        return self._sent(example, body)

    def _listed(self, body: Any, faults: Iterable[Fault], listing: Mapping[str, Any], text: str) -> None:
        """One entry per fault, each like the one of the example."""
        path, _, name = str(listing["place"]).rpartition(".")
        sample = paths.first(body, path)
        told = []
        for fault in faults:
            entry = {**sample, name: [fault.where, *fault.way]}
            for place in self._tables.data["errors"]["message"]:
                if place.startswith(f"{path}."):
                    entry[place.rpartition(".")[2]] = _filled(text, fault)
            for place in (*self._tables.data["errors"]["type"], *self._tables.data["errors"]["code"]):
                if place.startswith(f"{path}."):
                    entry[place.rpartition(".")[2]] = listing["words"].get(fault.type, fault.type)
            told.append(entry)
        paths.put(body, path.removesuffix("[]"), told)

    def _say(self, body: Any, text: str) -> None:
        for place in self._tables.data["errors"]["message"]:
            if isinstance(paths.first(body, place), str):
                paths.put(body, place, text)
                return

    def of_kind(self, kind: str, operation: Operation | None) -> Example:
        """The documented refusal of an error kind: of the operation, else of any. Raises LookupError where there is none."""
        return self._one(f"the kind {kind}", (one for one in self._all(operation) if one.kind == kind))

    def of_code(self, code: int | str, operation: Operation | None) -> Example:
        """The documented refusal with the provider's code or word. Raises LookupError where there is none."""
        errors = self._tables.data["errors"]
        places = (*errors["code"], *errors["type"])
        fitting = (one for one in self._all(operation) if any(code in paths.find(one.body, place) for place in places))
        return self._one(f"the code {code!r}", fitting)

    def named(self, name: str, operation: Operation | None) -> Example:
        """The documented refusal of that name. Raises LookupError where there is none."""
        return self._one(f"the name {name!r}", (one for one in self._all(operation) if one.name == name))

    def _one(self, what: str, found: Iterator[Example]) -> Example:
        example = next(found, None)
        if example is None:
            raise LookupError(f"no example of {self._tables.title} shows a refusal of {what}")
        return example

    def reply(self, example: Example) -> Reply:
        """A documented answer as it goes out, with a request id of its own."""
        return self._sent(example, deepcopy(example.body))

    def plain(self, status: int, text: str) -> Reply:
        """A refusal that no example shows: the text where the provider has its messages."""
        body: dict[str, Any] = {}
        places = self._tables.data["errors"]["message"]
        paths.put(body, next((place for place in places if "[]" not in place), "message"), text)
        return json_reply(status, body, self.headers())

    def headers(self) -> dict[str, str]:
        """The headers that every answer has."""
        name = self._tables.data["errors"]["request_id"]["header"]
        return {name.lower(): self._ids.uuid()} if name else {}

    def _sent(self, example: Example, body: Any) -> Reply:
        if example.text is not None:
            return text_reply(example.status, example.text, {**self.headers(), **example.headers})
        place = self._tables.data["errors"]["request_id"]["body"]
        if place and paths.first(body, place) is not None:
            paths.put(body, place, self._ids.uuid())
        return json_reply(example.status, body, {**self.headers(), **example.headers})

    def _example(self, situation: str, operation: Operation | None) -> Example | None:
        rows = self._rows.get(situation, {})
        if operation is not None and operation.name in rows:
            return self._find(operation.name, rows[operation.name])
        for kind in _KINDS.get(situation, ()) if situation.startswith("unknown") and operation is not None else ():
            for one in operation.refusals if operation is not None else ():
                if one.kind == kind:
                    return one
        if rows:
            return self._find(*next(iter(rows.items())))
        for kind in _KINDS.get(situation, ()):
            for one in self._all(operation):
                if one.kind == kind:
                    return one
        return None

    def _find(self, operation: str, name: str) -> Example:
        return next(one for one in self._tables.operations[operation].examples if one.name == name)

    def _all(self, operation: Operation | None) -> Iterator[Example]:
        if operation is not None:
            yield from operation.refusals
        for one in self._tables.operations.values():
            yield from one.refusals


def _filled(text: str, fault: Fault) -> str:
    return text.replace("{field}", fault.field).replace("{reason}", fault.reason)
