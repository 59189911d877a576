"""Judges loaded specs: structure, honoured keywords, style, client.yaml, examples. Pure functions of `Specs`.

A contract that is no OpenAPI document is not judged further; values and examples are judged only against schemas that
compile. So every finding is about the specs and none about an earlier finding.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.diagnostics import Diagnostic, ordered
from generator.lint import credentials, discriminators, keywords, protocol, schemas, structure, success
from generator.lint.nodes import Node, gather
from generator.lint.structure import Rules
from generator.load import ProviderSpecs, Specs

__all__ = ["lint"]


def lint(specs: Specs) -> tuple[Diagnostic, ...]:
    """All errors and warnings of all providers, and the warnings of loading, sorted by place."""
    rules = structure.rules()
    found = [*specs.warnings]
    for provider in specs.providers:
        found.extend(_provider(specs, provider, rules))
    return ordered(found)


def _provider(specs: Specs, provider: ProviderSpecs, rules: Rules) -> Iterator[Diagnostic]:
    contract = provider.contract
    nodes = gather(contract)
    broken = list(structure.check(contract, nodes, rules))
    yield from broken
    if any(finding.code == "STR001" for finding in broken):
        return
    refused = [
        *keywords.check(contract, nodes),
        *schemas.check(contract, nodes),
        *discriminators.check(contract, nodes),
        *protocol.check(contract, nodes),
        *success.check(contract),
        *credentials.check(contract),
    ]
    yield from refused
    if not broken:
        yield from _deeper(specs, provider, nodes, is_sound=not refused)


def _deeper(specs: Specs, provider: ProviderSpecs, nodes: list[Node], *, is_sound: bool) -> Iterator[Diagnostic]:
    from generator.lint import behaviour, emulation, error_rows, examples, jobs, style, validation
    from generator.lint.contract import operations

    contract = provider.contract
    yield from style.check(contract, nodes)
    if provider.client is not None and provider.client_document is not None:
        calls = {call.id: call for call in operations(contract) if call.id}
        subject = behaviour.Subject(provider.client, provider.client_document, contract, calls, specs.normalized)
        yield from behaviour.check(subject)
        yield from jobs.check(subject)
        yield from error_rows.check(subject)
        yield from emulation.check(subject, provider.examples)
    if is_sound:
        from generator.lint import mapping

        yield from mapping.check(specs, provider)
    found, cases = examples.read(provider, specs.normalized)
    yield from found
    if is_sound:
        yield from validation.check(contract, [*validation.own_values(contract, nodes), *cases])
