"""The committed tables, changed in memory, and what the checks say of the change."""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any, Literal

from generator.diagnostics import Diagnostic, SpecError
from generator.lint import behaviour, error_rows, jobs, mapping
from generator.lint.contract import operations
from generator.load import ProviderSpecs, Specs
from generator.load.client_reader import read_client
from generator.load.document import Document
from generator.load.mapping_reader import read_mapping
from tests.support import committed

File = Literal["mapping", "client"]
Path = tuple[str | int, ...]
_READ: dict[File, Callable[[Document, str], Any]] = {"mapping": read_mapping, "client": read_client}


def specs() -> Specs:
    """The committed specs, loaded once."""
    return committed()


def normalized_data() -> Any:
    """The data of `normalized.yaml`."""
    document = specs().normalized_document
    assert document is not None
    return document.data


def provider(name: str) -> ProviderSpecs:
    """One provider's committed specs."""
    return next(found for found in specs().providers if found.name == name)


def table(name: str, file: File) -> Any:
    """A copy of the data of one provider's `mapping.yaml` or `client.yaml`, to be changed."""
    document = getattr(provider(name), f"{file}_document")
    return copy.deepcopy(document.data)


def at(data: Any, path: Path) -> Any:
    """The node at a path; None when there is none."""
    for step in path:
        if isinstance(data, dict) and step not in data:
            return None
        data = data[step]
    return data


def rows(data: Any, path: Path) -> Iterator[Path]:
    """The paths of the members or items of a node."""
    node = at(data, path)
    for key in (node if isinstance(node, dict) else range(len(node or ()))) if node is not None else ():
        yield (*path, key)


def with_table(name: str, file: File, data: Any) -> ProviderSpecs:
    """The provider with another table. Raises SpecError (TAB…) when the data are no table."""
    original = provider(name)
    document = replace(getattr(original, f"{file}_document"), data=data)
    return replace(original, **{file: _READ[file](document, name), f"{file}_document": document})


def judged(name: str, file: File, data: Any, within: Specs | None = None) -> list[Diagnostic]:
    """What reading and the checks of both tables say of a provider whose one table has these data."""
    try:
        changed = with_table(name, file, data)
    except SpecError as error:
        return list(error.diagnostics)
    return findings(within or specs(), changed)


def findings(within: Specs, changed: ProviderSpecs) -> list[Diagnostic]:
    """What the checks of client.yaml and mapping.yaml say of a provider."""
    assert changed.client is not None
    assert changed.client_document is not None
    calls = {call.id: call for call in operations(changed.contract) if call.id}
    subject = behaviour.Subject(changed.client, changed.client_document, changed.contract, calls, within.normalized)
    client = [*behaviour.check(subject), *jobs.check(subject), *error_rows.check(subject)]
    return [*client, *mapping.check(within, changed)]
