"""Both sides, compiled by the generator that runs: only the providers that differ, each on its own.

A provider that cannot be read or that lint refuses is a `Failure` and does not hinder the others; its contract is still
compared on the wire if it can be read at all.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from generator.diagnostics import Diagnostic, Severity, SpecError
from generator.load import Document, Specs
from generator.load.files import CONTRACT
from generator.review.finding import Failure, Side
from generator.revisions.snapshot import ALONE, Snapshot

MOST_REASONS = 10
ALL_LAYERS = "all layers are missing"
BUT_WIRE = "all layers but the wire are missing"

NO_LAYER = "no layer is missing, but nothing is generated from it"
_OF_EXAMPLES = "EXA"
"""Findings about examples: they stop a generation, yet what the contract gives does not depend on them."""


@dataclass(frozen=True, slots=True)
class Half:
    """One side before the two are brought to the same providers. `specs` holds the sound ones, None without any."""

    contracts: Mapping[str, Document]
    specs: Specs | None
    failures: tuple[Failure, ...]
    diagnostics: tuple[Diagnostic, ...] = ()
    """All that loading and lint say, also warnings, with places below the specs folder."""

    def sound(self) -> tuple[str, ...]:
        """The providers that load and lint, sorted."""
        return tuple(provider.name for provider in self.specs.providers) if self.specs else ()


def changed(base: Snapshot, head: Snapshot) -> tuple[str, ...]:
    """The providers whose files, or whose common table, are not the same bytes on both sides; sorted."""
    names = sorted(base.providers() | head.providers())
    return tuple(name for name in names if base.is_contract or base.of(name) != head.of(name))


def read(snapshot: Snapshot, side: Side, names: Iterable[str]) -> Half:
    """Load and lint some providers of a side, each on its own."""
    wanted = [name for name in names if name in snapshot.providers()]
    if snapshot.is_contract:
        return _contract_only(snapshot, side)
    with tempfile.TemporaryDirectory(prefix="review-") as folder:
        root = Path(folder).resolve()
        _write(root, {path: content for name in wanted for path, content in snapshot.of(name).items()})
        halves = [_provider(root, snapshot, side, name) for name in wanted]
    return Half(
        {name: document for half in halves for name, document in half.contracts.items()},
        _merged([half.specs for half in halves if half.specs]),
        tuple(failure for half in halves for failure in half.failures),
        tuple(found for half in halves for found in half.diagnostics),
    )


def unread(snapshot: Snapshot, side: Side) -> tuple[Failure, ...]:
    """What stands below specs and is no file: whether it changed cannot be known, so it is told each time."""
    reason = "a link, a submodule or no regular file is not read"
    return tuple(Failure(path.split("/")[0], side, path, (reason,)) for path in snapshot.odd)


def narrowed(specs: Specs, names: Iterable[str]) -> Specs:
    """The same specs with some providers only."""
    kept = frozenset(names)
    return replace(specs, providers=tuple(provider for provider in specs.providers if provider.name in kept))


def _merged(parts: list[Specs]) -> Specs | None:
    if not parts:
        return None
    return replace(parts[0], providers=tuple(provider for part in parts for provider in part.providers))


def _write(root: Path, files: Mapping[str, bytes]) -> None:
    for name, content in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


def _provider(root: Path, snapshot: Snapshot, side: Side, name: str) -> Half:
    from generator.lint import lint
    from generator.load import load

    try:
        specs = load(root, only=(name,), prefix="")
    except SpecError as error:
        contract = _lenient(snapshot, name)
        failure = Failure(name, side, ALL_LAYERS if contract is None else BUT_WIRE, _reasons(error.diagnostics))
        return Half({name: contract} if contract else {}, None, (failure,), error.diagnostics)
    contracts = {one.name: one.written for one in specs.providers}
    found = lint(specs)
    errors = [one for one in found if one.severity is Severity.ERROR]
    if not errors:
        return Half(contracts, specs, (), found)
    if all(one.code.startswith(_OF_EXAMPLES) for one in errors):
        return Half(contracts, specs, (Failure(name, side, NO_LAYER, _reasons(errors)),), found)
    return Half(contracts, None, (Failure(name, side, BUT_WIRE, _reasons(errors)),), found)


def _contract_only(snapshot: Snapshot, side: Side) -> Half:
    """A bare contract: only the wire is asked for, so that nothing else is missing."""
    from generator.review.wire.lenient import read_leniently

    try:
        return Half({ALONE: read_leniently(f"{ALONE}/{CONTRACT}", snapshot.content)}, None, ())
    except SpecError as error:
        return Half({}, None, (Failure(ALONE, side, ALL_LAYERS, _reasons(error.diagnostics)),))


def _lenient(snapshot: Snapshot, name: str) -> Document | None:
    from generator.review.wire.lenient import read_leniently

    try:
        return read_leniently(f"{name}/{CONTRACT}", snapshot.content)
    except SpecError:
        return None


def _reasons(found: Iterable[Diagnostic]) -> tuple[str, ...]:
    told = [str(diagnostic) for diagnostic in found]
    more = (f"and {len(told) - MOST_REASONS} more",) if len(told) > MOST_REASONS else ()
    return (*told[:MOST_REASONS], *more)
