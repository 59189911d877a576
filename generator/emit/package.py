"""From the IR and the templates to the files of the package. A file ending `.j2` is rendered, any other is copied.

`{provider}` in a path is rendered once per provider, `{async_}` once for the synchronous and once for the asynchronous client.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

from jinja2 import Environment, FunctionLoader, StrictUndefined
from pydantic import BaseModel

from generator.emit import (
    callbacks,
    capabilities,
    codes,
    command_line,
    converters,
    emulator,
    normalized,
    pages,
    review_rules,
    text,
)
from generator.emit import provider as contexts
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
_NORMALIZED: Final = f"{_ROOT}/normalized/"
_EMULATOR: Final = f"{_ROOT}/emulator/"
_CLI: Final = f"{_ROOT}/cli/"
# modules of a provider that only a mapping gives
_MAPPED: Final = ("converters.py", "options.py", "jobs.py", "capabilities.py")
# what users import from the top, when there are mappings: the module that has it
_NORMALIZED_NAMES: Final = {
    **dict.fromkeys(("ImageToVideoRequest", "ProviderOptions"), ".normalized.request"),
    **dict.fromkeys(("BytesAsset", "StoredAsset", "UrlAsset"), ".normalized.assets"),
    **dict.fromkeys(
        ("Encoded", "LossError", "LossPolicy", "MissingFieldError", "Report", "UploadRequiredError"),
        ".normalized.report",
    ),
    **dict.fromkeys(("Cost", "Generation", "Job", "Video"), ".normalized.generation"),
    "Account": ".normalized.account",
    "AsyncClient": ".normalized.async_client",
    "Client": ".normalized.client",
    **dict.fromkeys(
        ("capabilities", "capability", "convert", "decode", "encode", "plan"),
        ".normalized.api",
    ),
}


@dataclass(frozen=True, slots=True)
class Emitted:
    """Files by path relative to the output root: Python still to be formatted, and what is final byte for byte."""

    python: Mapping[str, bytes]
    final: Mapping[str, bytes]


def emit(package: Package, specs: Specs, templates: Path, kept: Path | None = None) -> Emitted:
    """Every generated file. Nothing is read but the templates, and from `kept` what the slowest tool wrote of the same."""
    drawn = drawn_models(package.providers, templates, kept)
    return emit_rest(_given(_environment(), package, specs, templates, drawn), package, templates)


def emit_rest(given: Emitted, package: Package, templates: Path) -> Emitted:
    """Every generated file, where `emit_given` has made those that the specs decide."""
    environment = _environment()
    always = {name: _HEADER + content for name, content in _in_both_worlds(environment, package, templates).items()}
    python = {**given.python, **always}
    copied = {
        name: content
        for name, content in _copied(templates).items()
        if package.normalized is not None or not name.startswith((_NORMALIZED, _EMULATOR, _CLI))
    }
    api = {"API.txt": surface({**copied, **python}).encode()}
    return Emitted(python, {**copied, **given.final, **_common_pages(environment, templates), **_schemas(), **api})


def drawn_models(providers: Iterable[Provider], templates: Path, kept: Path | None = None) -> dict[str, Models]:
    """The models of some providers, in this order; from `kept` what the slowest tool wrote of the same."""
    return {one.name: models(one, _environment(), templates, kept) for one in providers}


def emit_given(package: Package, specs: Specs, templates: Path, drawn: Mapping[str, Models] | None = None) -> Emitted:
    """The files that the specs decide, without those that are the same for all specs. API.txt has the lines of these files.

    `drawn` are the models of all providers where somebody has made them.
    """
    made = drawn if drawn is not None else drawn_models(package.providers, templates)
    given = _given(_environment(), package, specs, templates, made)
    return Emitted(given.python, {**given.final, "API.txt": surface(given.python).encode()})


def _given(
    environment: Environment, package: Package, specs: Specs, templates: Path, made: Mapping[str, Models]
) -> Emitted:
    of_providers = {
        f"docs/{specs_of_one.name}.md": _page(environment, templates, specs_of_one)
        for specs_of_one in specs.providers
        if specs_of_one.client
    }
    python = _rendered(environment, package, templates, made)
    final = {**of_providers, **_pages_of_all(environment, package, templates), **_emulated(package, specs)}
    return Emitted(python, final)


def _emulated(package: Package, specs: Specs) -> dict[str, bytes]:
    """The data of the emulator, one file per provider."""
    if package.normalized is None:
        return {}
    pairs = zip(package.providers, specs.providers, strict=True)
    made = {f"{_EMULATOR}data/{one.name}.json": emulator.emulated(one, of_one) for one, of_one in pairs}
    return {name: content for name, content in made.items() if content is not None}


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


def _pages_of_all(environment: Environment, package: Package, templates: Path) -> dict[str, bytes]:
    """What the mappings of all providers say, as pages and as data; how to be called back; what is logged where."""
    contexts = pages.pages(package)
    receivers = callbacks.callbacks_page(package)
    loggers = [f"stillmotion.{provider.name}" for provider in package.providers]
    more: dict[str, dict[str, Any]] = {
        **({} if receivers is None else {"webhooks.md": receivers}),
        **({} if package.normalized is None else {"cli.md": command_line.page_context(package)}),
        "observability.md": {"loggers": loggers},
    }
    found = _documents(environment, templates, {**contexts, **more})
    return found | ({"docs/capabilities.json": capabilities.capabilities_json(package)} if contexts else {})


def _common_pages(environment: Environment, templates: Path) -> dict[str, bytes]:
    """What the generator refuses, and what a review tells."""
    contexts = {"diagnostics.md": codes.codes_context(), "review-rules.md": review_rules.rules_context()}
    return _documents(environment, templates, contexts)


def _documents(environment: Environment, templates: Path, contexts: Mapping[str, dict[str, Any]]) -> dict[str, bytes]:
    return {
        f"docs/{name}": _render(environment, templates / "docs" / f"{name}.j2", context)
        for name, context in contexts.items()
    }


@cache
def _schemas() -> dict[str, bytes]:
    """JSON Schemas of our YAML formats, for editors, from the definitions that the readers use."""
    from generator.load.client_table import ClientTable
    from generator.load.examples import ExamplesTable
    from generator.load.mapping_table import MappingTable
    from generator.load.normalized import Normalized

    tables: dict[str, type[BaseModel]] = {
        "client": ClientTable,
        "examples": ExamplesTable,
        "mapping": MappingTable,
        "normalized": Normalized,
    }
    found = {
        f"schemas/{name}.schema.json": (json.dumps(table.model_json_schema(), indent=2, sort_keys=True) + "\n").encode()
        for name, table in tables.items()
    }
    return {**found, "schemas/review.schema.json": review_rules.review_schema()}


def _rendered(
    environment: Environment, package: Package, templates: Path, made: Mapping[str, Models]
) -> dict[str, bytes]:
    files: dict[str, bytes] = {}
    for source in _sources(templates):
        relative = source.relative_to(templates).as_posix()
        if source.suffix == ".j2" and "{provider}" in relative:
            for provider in package.providers:
                files |= _of_provider(environment, source, relative, provider, made[provider.name])
        elif relative == f"{_NORMALIZED}request.py.j2":
            if package.normalized is not None:
                files[relative.removesuffix(".j2")] = _render(environment, source, normalized.request_context(package))
        elif relative.startswith(_EMULATOR) and source.suffix == ".j2":
            if package.normalized is not None:
                files[relative.removesuffix(".j2")] = _render(environment, source, _emulator_context(package))
        elif relative.startswith(_CLI) and source.suffix == ".j2":
            if package.normalized is not None:
                files[relative.removesuffix(".j2")] = _render(environment, source, _cli_context(package, relative))
        elif source.suffix == ".j2" and "{async_}" not in relative:
            files[relative.removesuffix(".j2")] = _render(environment, source, _root_context(package, templates))
    for provider in package.providers:
        files[f"{_ROOT}/{provider.name}/models.py"] = made[provider.name].text.encode()
    return {name: _HEADER + content for name, content in files.items()}


def _in_both_worlds(environment: Environment, package: Package, templates: Path) -> dict[str, bytes]:
    """Modules of no provider, once for the synchronous and once for the asynchronous client; none without mappings."""
    if package.normalized is None:
        return {}
    sources = {source: source.relative_to(templates).as_posix() for source in _sources(templates)}
    return {
        path.removesuffix(".j2").replace("{async_}", style.module): _render(environment, source, {"style": style})
        for source, path in sources.items()
        if path.endswith(".j2") and "{async_}" in path and "{provider}" not in path
        for style in (SYNC, ASYNC)
    }


@cache
def _environment() -> Environment:
    """Made once: a template is read and compiled once in a process."""
    environment = Environment(
        loader=FunctionLoader(lambda path: Path(path).read_text(encoding="utf-8")),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        autoescape=False,
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
    return environment.get_template(str(source)).render(**context).encode()


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
    if path.rsplit("/", 1)[1] in _MAPPED:
        return _of_mapping(environment, source, path, provider, made)
    makers: Mapping[str, Callable[[Provider], dict[str, Any]]] = {
        "__init__.py": contexts.package_context,
        "errors.py": contexts.errors_context,
        "operations.py": contexts.operations_context,
        "provider.py": contexts.provider_context,
        "rules.py": contexts.rules_context,
    }
    return {path: _render(environment, source, makers[path.rsplit("/", 1)[1]](provider))}


def _of_mapping(
    environment: Environment, source: Path, path: str, provider: Provider, made: Models
) -> dict[str, bytes]:
    """A module that only a provider with a mapping has."""
    plan = provider.converter
    if plan is None or (path.endswith("/options.py") and not plan.options):
        return {}
    contexts_by_name: Mapping[str, Callable[[], dict[str, Any]]] = {
        "converters.py": lambda: converters.converters_context(provider, plan),
        "options.py": lambda: normalized.options_context(provider, plan, made),
        "jobs.py": lambda: normalized.jobs_context(provider, plan),
        "capabilities.py": lambda: capabilities.capabilities_context(provider, plan),
    }
    return {path: _render(environment, source, contexts_by_name[path.rsplit("/", 1)[1]]())}


def _emulator_context(package: Package) -> dict[str, Any]:
    named = [provider.name for provider in package.providers if provider.converter is not None]
    return {"providers": named, "names": pyrepr(tuple(named))}


def _cli_context(package: Package, relative: str) -> dict[str, Any]:
    if relative.endswith("/exits.py.j2"):
        return command_line.exits_context(package)
    return command_line.options_context(package)


def _root_context(package: Package, templates: Path) -> dict[str, Any]:
    places: dict[str, tuple[str, str]] = {
        "OMIT": ("._runtime.values", "OMIT"),
        "raw_response": ("._runtime.answer", "raw_response"),
    }
    places |= {name: (_ERRORS_MODULE, name) for name in _error_names(templates)}
    places |= {"RawResponse": ("._runtime.raw", "RawResponse"), "Upload": ("._runtime.files", "Upload")}
    places |= {name: ("._runtime.hooks", name) for name in ("Hooks", "WireCall", "WireOutcome")}
    places["Timing"] = ("._runtime.attempts", "Timing")
    if package.normalized is not None:
        places |= {name: (module, name) for name, module in _NORMALIZED_NAMES.items()}
        places["webhooks"] = (".normalized.webhooks", "")
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
    package, _, module = where.rpartition(".")
    return (
        f"from {where} import {attribute} as {name}"
        if attribute
        else f"from {package or '.'} import {module} as {name}"
    )


def _error_names(templates: Path) -> list[str]:
    """The exceptions users catch, read from the runtime module that defines them."""
    import ast

    tree = ast.parse(templates.joinpath(_ROOT, "_runtime", "errors.py").read_text(encoding="utf-8"))
    return [node.name for node in tree.body if isinstance(node, ast.ClassDef) and node.name.endswith("Error")]
