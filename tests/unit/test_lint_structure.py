"""Our structural lint against openapi-spec-validator itself."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from openapi_spec_validator import OpenAPIV31SpecValidator

from generator.diagnostics import Severity, SpecError
from generator.lint import lint
from generator.load import Document, load

ROOT = Path(__file__).parents[2]
FIXTURES = ROOT / "tests" / "fixtures"


def refused_by_the_validator(document: Document) -> bool:
    try:
        return any(True for _ in OpenAPIV31SpecValidator(plain(document.data)).iter_errors())
    except Exception:  # dangling references and wrong types escape as exceptions of many kinds
        return True


def plain(data: Any) -> Any:
    return json.loads(json.dumps(data))


@pytest.mark.parametrize("root", [FIXTURES / "positive", ROOT / "specs"], ids=["fixtures", "specs"])
def test_what_we_accept_the_validator_accepts(root: Path) -> None:
    specs = load(root)
    refused = {finding.position.file for finding in lint(specs) if finding.severity is Severity.ERROR}
    for provider in specs.providers:
        if provider.contract.at("").file not in refused:
            assert not refused_by_the_validator(provider.contract), provider.name


@pytest.mark.parametrize("name", sorted(path.name for path in (FIXTURES / "negative").iterdir()))
def test_what_the_validator_refuses_we_refuse(name: str) -> None:
    try:
        specs = load(FIXTURES / "negative" / name)
    except SpecError:
        return
    refused = any(finding.severity is Severity.ERROR for finding in lint(specs))
    assert refused or not any(refused_by_the_validator(provider.contract) for provider in specs.providers)
