"""Bare schemas through the generator: each becomes body and answer of the one operation of a one-file provider."""

from __future__ import annotations

import importlib
import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ValidationError

from generator.diagnostics import Diagnostic, Severity, SpecError
from generator.emit import emit
from generator.finish import finish
from generator.ir import build
from generator.lint import lint
from generator.load import ProviderSpecs, Specs, load

TEMPLATES = Path(__file__).resolve().parents[2] / "templates"
PACKAGE = "stillmotion"


@dataclass(frozen=True)
class Judged:
    """What became of one schema: its request and answer types, or why it was refused."""

    request: type[BaseModel] | None
    answer: type[BaseModel] | None
    refusal: tuple[Diagnostic, ...] = ()


def accepts(model: type[BaseModel], text: str) -> bool:
    """Whether a generated type takes a JSON text."""
    try:
        model.model_validate_json(text)
    except ValidationError:
        return False
    return True


@contextmanager
def judged(schemas: Sequence[Any], folder: Path) -> Iterator[list[Judged]]:
    """Every schema compiled; the generated package is importable inside the block only."""
    out = folder / "out"
    read = [_read(folder / f"p{number}", f"p{number}", schema) for number, schema in enumerate(schemas)]
    providers = tuple(found for found in read if isinstance(found, ProviderSpecs))
    specs = Specs(folder, None, tuple(sorted(providers, key=lambda provider: provider.name)))
    for path, content in finish(emit(build(specs), specs, TEMPLATES)).items():
        (out / path).parent.mkdir(parents=True, exist_ok=True)
        (out / path).write_bytes(content)
    with _importable(out):
        yield [_judged(found) for found in read]


def contract(schema: Any) -> dict[str, Any]:
    """A contract whose one operation sends and receives the schema; its `components`, if it has any, are the contract's."""
    components = schema.get("components") if isinstance(schema, dict) else None
    bare = {key: value for key, value in schema.items() if key != "components"} if components else schema
    content = {"content": {"application/json": {"schema": bare}}}
    operation = {
        "operationId": "thing_make",
        "requestBody": {"required": True, **content},
        "responses": {"200": {"description": "done", **content}},
    }
    return {
        "openapi": "3.1.0",
        "info": {"title": "t", "version": "1"},
        "servers": [{"url": "https://example.com"}],
        "paths": {"/things": {"post": operation}},
        **({"components": components} if components else {}),
    }


def _read(root: Path, name: str, schema: Any) -> ProviderSpecs | tuple[Diagnostic, ...]:
    """The provider made of a schema, or why it is refused."""
    (root / name).mkdir(parents=True)
    (root / name / "openapi.yaml").write_text(json.dumps(contract(schema)), encoding="utf-8")
    try:
        specs = load(root)
        found = tuple(one for one in lint(specs) if one.severity is Severity.ERROR)
        if not found:
            build(specs)
    except SpecError as error:
        return error.diagnostics
    return found or specs.providers[0]


@contextmanager
def _importable(out: Path) -> Iterator[None]:
    before = {name: module for name, module in sys.modules.items() if name.split(".")[0] == PACKAGE}
    for name in before:
        del sys.modules[name]
    sys.path.insert(0, str(out))
    importlib.invalidate_caches()
    try:
        yield
    finally:
        sys.path.remove(str(out))
        for name in [name for name in sys.modules if name.split(".")[0] == PACKAGE]:
            del sys.modules[name]
        sys.modules.update(before)


def _judged(read: ProviderSpecs | tuple[Diagnostic, ...]) -> Judged:
    if isinstance(read, tuple):
        return Judged(None, None, read)
    found: Mapping[str, Any] = vars(importlib.import_module(f"{PACKAGE}.{read.name}.models"))
    package = build(Specs(Path(), None, (read,)))
    (operation,) = (one for resource in package.providers[0].resources for one in resource.operations)
    return Judged(found[operation.body], found[operation.answer])
