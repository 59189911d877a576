"""From the IR and the templates to the files of the package. A file ending `.j2` is rendered, any other is copied.

`{provider}` in a path is rendered once per provider, `{async_}` once for the synchronous and once for the asynchronous client.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from jinja2 import Environment, StrictUndefined
from pydantic import BaseModel

from generator.emit import provider as contexts
from generator.emit import text
from generator.emit.models import Models, models
from generator.emit.style import ASYNC, SYNC
from generator.emit.surface import surface
from generator.emit.text import pyrepr
from generator.ir.model import Package, Provider
from generator.load import ProviderSpecs, Specs

_ROOT: Final = "stillmotion"
# Two lines of our own, so that no text of a spec can stand where Python looks for an encoding.
_HEADER: Final = b"# Written by the generator from specs/ and templates/.\n# Change those, then run `make generate`.\n"
_ERRORS_MODULE: Final = "._runtime.errors"


@dataclass(frozen=True, slots=True)
class Emitted:
    """Files by path relative to the output root: Python still to be formatted, and what is final byte for byte."""

    python: Mapping[str, bytes]
    final: Mapping[str, bytes]


def emit(package: Package, specs: Specs, templates: Path) -> Emitted:
    """Every generated file. Nothing is read but the templates."""
    environment = _environment()
    python = _rendered(environment, package, templates)
    copied = _copied(templates)
    pages = {
        f"docs/{specs_of_one.name}.md": _page(environment, templates, specs_of_one)
        for specs_of_one in specs.providers
        if specs_of_one.client
    }
    api = {"API.txt": surface({**copied, **python}).encode()}
    return Emitted(python, {**copied, **pages, **_schemas(), **api})


def _sources(templates: Path) -> list[Path]:
    found = templates.joinpath(_ROOT).rglob("*")
    return sorted(path for path in found if path.is_file() and "__pycache__" not in path.parts)


def _copied(templates: Path) -> dict[str, bytes]:
    return {
        source.relative_to(templates).as_posix(): source.read_bytes()
        for source in _sources(templates)
        if source.suffix != ".j2"
    }


def _page(environment: Environment, templates: Path, specs: ProviderSpecs) -> bytes:
    return _render(
        environment, templates / "docs" / "provider.md.j2", {"client": specs.client, "contract": specs.contract.data}
    )


def _schemas() -> dict[str, bytes]:
    """JSON Schemas of our YAML formats, for editors, from the definitions that the readers use."""
    from generator.load.client_table import ClientTable
    from generator.load.examples import ExamplesTable
    from generator.load.normalized import Normalized

    tables: dict[str, type[BaseModel]] = {"client": ClientTable, "examples": ExamplesTable, "normalized": Normalized}
    return {
        f"schemas/{name}.schema.json": (json.dumps(table.model_json_schema(), indent=2, sort_keys=True) + "\n").encode()
        for name, table in tables.items()
    }


def _rendered(environment: Environment, package: Package, templates: Path) -> dict[str, bytes]:
    files: dict[str, bytes] = {}
    made = {provider.name: models(provider, templates) for provider in package.providers}
    for source in _sources(templates):
        relative = source.relative_to(templates).as_posix()
        if source.suffix == ".j2" and "{provider}" in relative:
            for provider in package.providers:
                files |= _of_provider(environment, source, relative, provider, made[provider.name])
        elif source.suffix == ".j2":
            files[relative.removesuffix(".j2")] = _render(environment, source, _root_context(package, templates))
    for name, one in made.items():
        files[f"{_ROOT}/{name}/models.py"] = one.text.encode()
    return {name: _HEADER + content for name, content in files.items()}


def _environment() -> Environment:
    environment = Environment(
        undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True, autoescape=False
    )
    environment.filters |= {
        "pyrepr": text.pyrepr,
        "docstring": text.docstring,
        "comment": text.comment,
        "ident": text.ident,
        "markdown": text.markdown,
        "code": text.code,
    }
    return environment


def _render(environment: Environment, source: Path, context: Mapping[str, Any]) -> bytes:
    return environment.from_string(source.read_text(encoding="utf-8")).render(**context).encode()


def _of_provider(
    environment: Environment, source: Path, relative: str, provider: Provider, made: Models
) -> dict[str, bytes]:
    path = relative.replace("{provider}", provider.name).removesuffix(".j2")
    if "{async_}" in path:
        make = contexts.client_context if path.endswith("client.py") else contexts.resources_context
        return {
            path.replace("{async_}", prefix): _render(environment, source, make(provider, made, style))
            for prefix, style in (("", SYNC), ("async_", ASYNC))
        }
    if path.endswith("/rules.py") and not any(model.rules for model in provider.models):
        return {}
    makers: Mapping[str, Callable[[Provider], dict[str, Any]]] = {
        "__init__.py": contexts.package_context,
        "errors.py": contexts.errors_context,
        "operations.py": contexts.operations_context,
        "provider.py": contexts.provider_context,
        "rules.py": contexts.rules_context,
    }
    return {path: _render(environment, source, makers[path.rsplit("/", 1)[1]](provider))}


def _root_context(package: Package, templates: Path) -> dict[str, Any]:
    places: dict[str, tuple[str, str]] = {
        "OMIT": ("._runtime.values", "OMIT"),
        "raw_response": ("._runtime.answer", "raw_response"),
    }
    places |= {name: (_ERRORS_MODULE, name) for name in _error_names(templates)}
    places |= {"RawResponse": ("._runtime.raw", "RawResponse"), "Upload": ("._runtime.files", "Upload")}
    for provider in package.providers:
        places[provider.name] = (f".{provider.name}", "")
        for name in (f"{provider.prefix}Client", f"Async{provider.prefix}Client"):
            places[name] = (f".{provider.name}", name)
    ordered = dict(sorted(places.items()))
    return {
        "type_imports": [_type_import(name, where, attribute) for name, (where, attribute) in ordered.items()],
        "names": [pyrepr(name) for name in ["__version__", *ordered]],
        "places": pyrepr(ordered),
    }


def _type_import(name: str, where: str, attribute: str) -> str:
    return f"from {where} import {attribute} as {name}" if attribute else f"from . import {name} as {name}"


def _error_names(templates: Path) -> list[str]:
    """The exceptions users catch, read from the runtime module that defines them."""
    import ast

    tree = ast.parse(templates.joinpath(_ROOT, "_runtime", "errors.py").read_text(encoding="utf-8"))
    return [node.name for node in tree.body if isinstance(node, ast.ClassDef) and node.name.endswith("Error")]
