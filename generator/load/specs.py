"""Everything below the specs root, read and bundled."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from generator.diagnostics import Diagnostic, SpecError
from generator.load.document import Document
from generator.load.files import CLIENT, CONTRACT, MAPPING, NORMALIZED, Tree, example_names, providers, strays

if TYPE_CHECKING:
    from generator.load.client_table import ClientTable
    from generator.load.examples import ExampleFile
    from generator.load.mapping_table import MappingTable
    from generator.load.normalized import Normalized

ResultT = TypeVar("ResultT")


@dataclass(frozen=True, slots=True)
class ProviderSpecs:
    """One provider's folder. What is optional there is None or () here.

    `written` is the contract as its text has it; in `contract`, inline schemas that equal a component are that component.
    """

    name: str
    contract: Document
    written: Document
    client: ClientTable | None
    client_document: Document | None
    mapping: MappingTable | None
    mapping_document: Document | None
    examples: tuple[ExampleFile, ...]


@dataclass(frozen=True, slots=True)
class Specs:
    """All providers, sorted by name. `warnings` is what loading has to say without refusing."""

    root: Path
    normalized: Normalized | None
    providers: tuple[ProviderSpecs, ...]
    warnings: tuple[Diagnostic, ...] = ()
    normalized_document: Document | None = None


def load(root: Path, only: Collection[str] | None = None, prefix: str | None = None) -> Specs:
    """Reads every spec below `root`, or those of some providers. Raises SpecError with all findings of all files.

    `prefix` is what stands before names of files in places; without it, the root as a reader in the working directory sees it.
    """
    return _Loading(Tree.at(root) if prefix is None else Tree(root, prefix), only).run()


def _provider_of(tree: Tree, finding: Diagnostic) -> str:
    return finding.position.file.removeprefix(tree.prefix).split("/")[0]


class _Loading:
    """One run: collects findings, so that all files are judged before any is refused."""

    def __init__(self, tree: Tree, only: Collection[str] | None = None) -> None:
        self.tree = tree
        self.only = only
        self.findings: list[Diagnostic] = []
        self.read: dict[str, Document] = {}

    def run(self) -> Specs:
        """All that was found. Raises SpecError with everything that is wrong, not only the first of it."""
        names, findings = providers(self.tree)
        if self.only is not None:
            names = [name for name in names if name in self.only]
            findings = [finding for finding in findings if _provider_of(self.tree, finding) in self.only]
        self.findings.extend(findings)
        normalized = self._normalized()
        found = [self._provider(name) for name in names]
        if self.findings:
            raise SpecError(self.findings)
        warnings = strays(self.tree, frozenset(self.read))
        present = tuple(provider for provider in found if provider is not None)
        return Specs(self.tree.root, normalized, present, tuple(warnings), self.read.get(NORMALIZED))

    def _normalized(self) -> Normalized | None:
        from generator.load.normalized import read_normalized

        document = self._document(NORMALIZED) if self.tree.exists(NORMALIZED) else None
        return self._try(lambda: read_normalized(document)) if document else None

    def _provider(self, name: str) -> ProviderSpecs | None:
        from generator.load.client_reader import read_client
        from generator.load.examples import read_examples
        from generator.load.folding import folded
        from generator.load.mapping_reader import read_mapping

        contract = self._contract(f"{name}/{CONTRACT}")
        client_document = self._optional(f"{name}/{CLIENT}")
        mapping_document = self._optional(f"{name}/{MAPPING}")
        client = self._try(lambda: read_client(client_document, name)) if client_document else None
        mapping = self._try(lambda: read_mapping(mapping_document, name)) if mapping_document else None
        documents = [self._document(example) for example in example_names(self.tree, name)]
        examples = [self._try(lambda d=d: read_examples(d)) for d in documents if d is not None]  # type: ignore[misc]
        if contract is None:
            return None
        present = tuple(example for example in examples if example is not None)
        return ProviderSpecs(
            name, folded(contract), contract, client, client_document, mapping, mapping_document, present
        )

    def _contract(self, name: str) -> Document | None:
        from generator.load.references import bundle

        entry = self._document(name)
        bundled = self._try(lambda: bundle(entry, self._file, self.tree.exists)) if entry else None
        return bundled.document if bundled else None

    def _optional(self, name: str) -> Document | None:
        return self._document(name) if self.tree.exists(name) else None

    def _document(self, name: str) -> Document | None:
        return self._try(lambda: self._file(name))

    def _file(self, name: str) -> Document:
        if name not in self.read:
            self.read[name] = self.tree.read(name)
        return self.read[name]

    def _try(self, step: Callable[[], ResultT]) -> ResultT | None:
        try:
            return step()
        except SpecError as error:
            self.findings.extend(error.diagnostics)
            return None
