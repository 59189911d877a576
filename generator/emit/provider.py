"""The modules of one provider, beside its models: rules, errors, operations, and the two clients."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from generator.emit import construction, rules, views
from generator.emit.models import Models
from generator.emit.style import Style
from generator.emit.text import comment, docstring, ident, pyrepr
from generator.ir.model import ErrorRow, Operation, Paging, Provider


@dataclass(frozen=True, slots=True)
class Constant:
    """A module constant: `name: Final[type] = class_name(arguments)`."""

    name: str
    type: str
    class_name: str
    arguments: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Branch:
    """One row of the error table as source."""

    test: str
    comment: str
    arguments: tuple[str, ...]


def package_context(provider: Provider) -> dict[str, Any]:
    """What `{provider}/__init__.py` is rendered from."""
    sync_class, async_class = f"{provider.prefix}Client", f"Async{provider.prefix}Client"
    places = {
        async_class: (".async_client", async_class),
        sync_class: (".client", sync_class),
        "models": (".models", ""),
    }
    return {
        "doc": docstring(
            "\n\n".join(part for part in (f"{provider.title}: the provider's own names, typed.", provider.doc) if part)
        ),
        "sync_class": ident(sync_class),
        "async_class": ident(async_class),
        "names": [pyrepr(name) for name in sorted(places)],
        "places": pyrepr(dict(sorted(places.items()))),
    }


def rules_context(provider: Provider) -> dict[str, Any]:
    """What `{provider}/rules.py` is rendered from."""
    functions = rules.rule_functions(provider)
    doc = f"Cross-field rules of {provider.title}: each function yields the rules that a request breaks."
    return {"doc": docstring(doc), "functions": functions, "helpers": rules.helpers(functions)}


def errors_context(provider: Provider) -> dict[str, Any]:
    """What `{provider}/errors.py` is rendered from."""
    table = provider.errors
    places = [f"failure.message({pyrepr(table.request_id_body)})"] if table.request_id_body else []
    places += [f"failure.header({pyrepr(table.request_id_header)})"] if table.request_id_header else []
    preamble = [
        *_success(provider),
        *([f"code = failure.code({_paths(table.code or table.type)})"] if table.code or table.type else []),
        *([f"word = failure.message({_paths(table.type)})"] if table.code and table.type else []),
        *([f"text = failure.lower_text({_paths(table.message)})"] if any(row.text for row in table.rows) else []),
        f"message = failure.message({_paths(table.message)})",
        *([f"request_id = {' or '.join(places)}"] if places else []),
    ]
    shown = ("code" if table.code or table.type else "None", "message", *(["request_id"] if places else []))
    word = "word" if table.code and table.type else "code"
    return {
        "doc": docstring(f"How {provider.title} says that something went wrong."),
        "function_doc": docstring(
            "What an answer means as an error; None when it is none. The first row that matches decides.", 4
        ),
        "preamble": preamble,
        "rows": [_branch(row, word, shown) for row in table.rows],
        "fallback": ("kind", "retry", *shown),
    }


def _success(provider: Provider) -> list[str]:
    table = provider.errors
    if not table.envelope_code:
        return ["if 200 <= failure.status < 300:", "    return None"]
    envelope = f"failure.code({pyrepr(table.envelope_code)}) in (None, {pyrepr(table.envelope_success)})"
    return [f"if 200 <= failure.status < 300 and {envelope}:", "    return None"]


def _paths(paths: tuple[str, ...]) -> str:
    return ", ".join(pyrepr(path) for path in paths)


def _branch(row: ErrorRow, word: str, shown: tuple[str, ...]) -> Branch:
    tests = [
        *([_one_of("failure.status", row.http)] if row.http else []),
        *([_one_of("code", row.code)] if row.code else []),
        *([_one_of(word, row.type)] if row.type else []),
        *([_mentions(row.text)] if row.text else []),
        *(f"failure.header({pyrepr(name)}) == {pyrepr(value)}" for name, value in row.header),
    ]
    accepted = [f"accepted={pyrepr(row.accepted)}"] if row.accepted != "unknown" else []
    return Branch(" and ".join(tests), comment(row.source), (pyrepr(row.kind), pyrepr(row.retry), *shown, *accepted))


def _one_of(subject: str, values: tuple[int | str, ...]) -> str:
    return f"{subject} == {pyrepr(values[0])}" if len(values) == 1 else f"{subject} in {pyrepr(values)}"


def _mentions(parts: tuple[str, ...]) -> str:
    tests = [f"{pyrepr(part.lower())} in text" for part in parts]
    return tests[0] if len(tests) == 1 else f"({' or '.join(tests)})"


def operations_context(provider: Provider) -> dict[str, Any]:
    """What `{provider}/operations.py` is rendered from."""
    listed = [operation for resource in provider.resources for operation in resource.operations]
    found_by = {operation.recovery[1] for operation in listed if operation.recovery}
    # what a lost call is looked for by stands before the call that names it
    operations = sorted(listed, key=lambda operation: operation.name not in found_by)
    constants: list[Constant] = []
    for operation in operations:
        constants.append(_operation(operation, listed))
        if operation.paging:
            constants.append(_paging(operation, operation.paging))
    return {
        "doc": docstring(f"The calls of {provider.title}, as data."),
        "constants": constants,
    }


def _provider(provider: Provider) -> tuple[str, ...]:
    table = provider.errors
    envelope = (
        f"({pyrepr(tuple(table.envelope_code.split('.')))}, {pyrepr(table.envelope_success)})"
        if table.envelope_code
        else ""
    )
    return (
        f"name={pyrepr(provider.name)}",
        f"title={pyrepr(provider.title)}",
        f"regions={pyrepr(dict(provider.regions))}",
        f"trusted=frozenset({pyrepr(provider.trusted)})",
        f"auth={_auth(provider)}",
        "classify=classify_error",
        *([f"envelope={envelope}"] if envelope else []),
        *([f"request_id_header={pyrepr(table.request_id_header)}"] if table.request_id_header else []),
    )


def _auth(provider: Provider) -> str:
    auth = provider.auth
    if auth is None:
        return "None"
    ways: list[str] = []
    for way in auth.ways:
        environment = way.environment if way.kind != "JoinedKey" else (way.environment,)
        ways.append(f"{way.kind}({', '.join(pyrepr(value) for value in (*environment, *way.seconds))})")
    listed = f"({ways[0]},)" if len(ways) == 1 else f"({', '.join(ways)})"
    return f"Auth({pyrepr(auth.header)}, {pyrepr(auth.prefix)}, {listed})"


def _recovery(operation: Operation, listed: list[Operation]) -> list[str]:
    if operation.recovery is None:
        return []
    field, name = operation.recovery
    search = next(one for one in listed if one.name == name)
    parameter = next(one.python for one in search.arguments if one.target == "parameters" and one.positional)
    made = f"{pyrepr(field)}, {ident(search.constant)}, models.{search.parameters}, {pyrepr(parameter)}"
    return [f"recovery=Recovery({made})"]


def _operation(operation: Operation, listed: list[Operation]) -> Constant:
    answer = f"models.{operation.answer}" if operation.answer else "RawResponse"
    optional: Mapping[str, tuple[Any, Any]] = {
        "path_names": (operation.path_names, ()),
        "query_names": (operation.query_names, ()),
        "header_names": (operation.header_names, ()),
        "body": (operation.body_kind, "none"),
        "accept": (operation.accept, "application/json"),
        "server": (operation.server or None, None),
        "authenticated": (operation.authenticated, True),
        "timeout": (operation.timeout, None),
        "enveloped": (operation.enveloped, True),
        "event": (operation.event or None, None),
        "replayed": (operation.replayed, False),
        "keep_alive": (operation.keep_alive, None),
    }
    arguments = (
        f"name={pyrepr(operation.name)}",
        f"method={pyrepr(operation.http_method)}",
        f"path={pyrepr(operation.path)}",
        f"effect={pyrepr(operation.effect)}",
        *([f"answer={answer}"] if operation.answer else []),
        *(f"{name}={pyrepr(value)}" for name, (value, default) in optional.items() if value != default),
        *_recovery(operation, listed),
    )
    return Constant(ident(operation.constant), f"Operation[{answer}]", "Operation", arguments)


def _paging(operation: Operation, paging: Paging) -> Constant:
    item = f"models.{paging.item}" if paging.item else "Any"
    defaults = {"position": "", "start": 0, "last": 0, "size": "", "default_size": 0, "total_pages": ()}
    values = asdict(paging)
    arguments = (
        f"style={pyrepr(paging.style)}",
        f"items={pyrepr(paging.items)}",
        *(f"{name}={pyrepr(values[name])}" for name, default in defaults.items() if values[name] != default),
    )
    return Constant(f"{ident(operation.constant)}_PAGES", f"Paging[{item}]", "Paging", arguments)


def provider_context(provider: Provider) -> dict[str, Any]:
    """What `{provider}/provider.py` is rendered from."""
    return {"doc": docstring(f"{provider.title}: its servers and its credentials."), "provider": _provider(provider)}


def client_context(provider: Provider, models: Models, style: Style) -> dict[str, Any]:
    """What `{provider}/client.py` and `{provider}/async_client.py` are rendered from."""
    resources = [views.resource(resource, provider, models, style) for resource in provider.resources]
    return {
        "doc": docstring(f"The {style.word} client of {provider.title}. A resource is imported when it is first used."),
        "resources": resources,
        "class_names": [resource.class_name for resource in resources],
        "style": style,
        "class_name": ident(f"{style.prefix}{provider.prefix}Client"),
        "class_doc": docstring(construction.client_doc(provider, style), 4),
        "constructor": construction.constructor(provider, style),
        "passed": construction.passed(provider),
    }


def resources_context(provider: Provider, models: Models, style: Style) -> dict[str, Any]:
    """What `{provider}/resources.py` and `{provider}/async_resources.py` are rendered from."""
    return {
        "doc": docstring(f"The calls of {provider.title}, by resource; {style.word}."),
        "resources": [views.resource(resource, provider, models, style) for resource in provider.resources],
        "style": style,
    }
