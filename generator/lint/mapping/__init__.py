"""Judges `mapping.yaml` against the contract, the client table and the normalized model.

What concerns values is judged only when the accounts are right: a finding is never about an earlier finding.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.diagnostics import Diagnostic
from generator.lint.findings import error
from generator.lint.mapping import accounts, answers, assets, guards, values, witness
from generator.lint.mapping.subject import Subject
from generator.load import ProviderSpecs, Specs

__all__ = ["Subject", "check", "subject_of"]


def subject_of(specs: Specs, provider: ProviderSpecs) -> Subject | None:
    """What the checks of a provider's mapping are about; None without a mapping, or without what it needs."""
    parts = (provider.mapping, provider.mapping_document, provider.client, provider.client_document)
    if specs.normalized is None or specs.normalized_document is None or None in parts:
        return None
    assert provider.mapping and provider.mapping_document and provider.client and provider.client_document
    return Subject(
        provider.name,
        provider.mapping,
        provider.mapping_document,
        provider.contract,
        provider.client,
        provider.client_document,
        specs.normalized,
        specs.normalized_document,
    )


def check(specs: Specs, provider: ProviderSpecs) -> Iterator[Diagnostic]:
    """All findings about one provider's mapping."""
    subject = subject_of(specs, provider)
    if subject is None:
        if provider.mapping_document is not None:
            message = "a mapping needs client.yaml beside it and specs/normalized.yaml above"
            yield error(provider.mapping_document, "", "MAP102", message, "add them")
        return
    accounted = [*accounts.check(subject), *values.models(subject)]
    found = [*accounted, *guards.check(subject), *assets.check(subject), *answers.check(subject)]
    yield from found
    if found:
        return
    deeper = list(values.check(subject))
    yield from deeper
    if not deeper:
        yield from witness.check(subject)
