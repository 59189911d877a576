"""What the layers share: the providers that stand on both sides, places, and findings made of one row."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final, TypeVar

from generator.diagnostics import SpecError, excerpt
from generator.ir.model import Provider
from generator.load import Document, ProviderSpecs
from generator.load.client_reader import read_client
from generator.load.client_table import ClientTable
from generator.load.document import join_pointer
from generator.load.files import CLIENT
from generator.load.yaml_tree import parse
from generator.review.finding import Effect, Finding, Occurrence, Place, Side
from generator.review.revision import Revision

KeyT = TypeVar("KeyT", bound=Hashable)
ValueT = TypeVar("ValueT")
_OPENINGS: Final = frozenset("the how where what no calls lifetime one patience".split())


@dataclass(frozen=True, slots=True)
class Pair:
    """One provider on both sides: what was loaded, and what was made of it."""

    name: str
    old: ProviderSpecs
    new: ProviderSpecs
    old_ir: Provider
    new_ir: Provider


def pairs(base: Revision, head: Revision) -> Iterator[Pair]:
    """Every provider that both sides have and that differs."""
    old, new = specs_by_name(base), specs_by_name(head)
    for name in sorted(old.keys() & new.keys()):
        (before, before_ir), (after, after_ir) = old[name], new[name]
        if _said(before) != _said(after) or before_ir != after_ir:
            yield Pair(name, before, after, before_ir, after_ir)


def _said(specs: ProviderSpecs) -> tuple[Any, ...]:
    """What a provider's files say, without the places: comparing those costs more than a whole review."""
    return specs.contract.data, specs.client, specs.mapping


def specs_by_name(side: Revision) -> dict[str, tuple[ProviderSpecs, Provider]]:
    """The providers of a side; {} when it could not be compiled."""
    if side.specs is None or side.package is None:
        return {}
    made = {provider.name: provider for provider in side.package.providers}
    return {specs.name: (specs, made[specs.name]) for specs in side.specs.providers if specs.name in made}


def place(side: Side, document: Document | None, pointer: str) -> Place | None:
    """Where a node stands, or its nearest ancestor; None without the document."""
    if document is None:
        return None
    position = document.at(pointer)
    return Place(side, position.file.removeprefix(document.prefix), position.line, position.column, pointer)


def has(document: Document | None, pointer: str) -> bool:
    """Whether a document has a node of its own at a pointer."""
    return document is not None and pointer in document.positions


@dataclass(frozen=True, slots=True)
class Files:
    """One file on both sides, for findings about its rows."""

    provider: str
    old: Document | None
    new: Document | None

    def seen(self, subject: str, old: str | None, new: str | None) -> Occurrence:
        """An occurrence at a pointer of each side; None: the side has no such row."""
        before = place(Side.BASE, self.old, old) if old is not None else None
        after = place(Side.HEAD, self.new, new) if new is not None else None
        return Occurrence(subject, before, after)

    def finding(self, rule: str, text: str, subject: str, old: str | None, new: str | None) -> Finding:
        """A finding about one row."""
        return Finding(rule, self.provider, sentence(text), (self.seen(subject, old, new),))

    def where(self, *segments: str | int) -> tuple[str | None, str | None]:
        """One pointer for both sides, None on the side that has no such node."""
        pointer = join_pointer("", *segments)
        return (pointer if has(self.old, pointer) else None, pointer if has(self.new, pointer) else None)


def client_files(pair: Pair) -> Files:
    """client.yaml of a provider."""
    return Files(pair.name, pair.old.client_document, pair.new.client_document)


def contract_files(pair: Pair) -> Files:
    """The bundled contract of a provider."""
    return Files(pair.name, pair.old.contract, pair.new.contract)


@dataclass(frozen=True, slots=True)
class Tables:
    """client.yaml of a provider as both sides have it, read from the sources: also where lint refuses a side."""

    files: Files
    old: ClientTable
    new: ClientTable


def tables(base: Revision, head: Revision) -> Iterator[Tables]:
    """Every client.yaml that differs and that the loader takes on both sides; what it refuses is told as a failure."""
    for name in sorted(name for name in base.sources if name.endswith(f"/{CLIENT}")):
        provider, raw = name.partition("/")[0], (base.sources[name], head.sources.get(name))
        if raw[1] is None or raw[0] == raw[1]:
            continue
        before, after = _table(provider, name, raw[0]), _table(provider, name, raw[1])
        if before and after:
            yield Tables(Files(provider, before[1], after[1]), before[0], after[0])


def _table(provider: str, name: str, raw: bytes) -> tuple[ClientTable, Document] | None:
    try:
        document = parse(raw, name)
        return read_client(document, provider), document
    except SpecError:
        return None


@dataclass(frozen=True, slots=True)
class Changed:
    """What two mappings say differently about one key; None: nothing."""

    key: Any
    old: Any
    new: Any


def changed(old: Mapping[KeyT, ValueT], new: Mapping[KeyT, ValueT]) -> Iterator[Changed]:
    """Every key that differs, those of the base first, each side in its order."""
    for key in dict.fromkeys([*old, *new]):
        before, after = old.get(key), new.get(key)
        if before != after:
            yield Changed(key, before, after)


def sentence(text: str) -> str:
    """With a full stop, and a capital where it begins with a word of ours and not with a name."""
    head, gap, rest = text.partition(" ")
    return f"{head.capitalize() if head in _OPENINGS else head}{gap}{rest}."


def from_to(old: Any, new: Any) -> str:
    """`was 'a', is 'b'`, as a text goes on."""
    return f"was {shown(old)}, is {shown(new)}"


def shown(value: Any) -> str:
    """A value as a sentence names it."""
    if value is None:
        return "nothing"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return excerpt(list(value) if isinstance(value, tuple | frozenset | set) else value)


def said(value: Any) -> str:
    """A value as an effect shows it: empty when there is none."""
    return "" if value is None else value if isinstance(value, str) else shown(value)


def effect(rule: str, subject: str, old: Any, new: Any) -> Effect:
    """An effect whose values are shown as they are."""
    return Effect(rule, subject, said(old), said(new))
