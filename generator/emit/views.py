"""What the client template is given: signatures, docstrings and calls, chosen and already source."""

from __future__ import annotations

import ast
from dataclasses import dataclass

from generator.emit.models import Models
from generator.emit.style import Style
from generator.emit.text import docstring, plain
from generator.ir.model import Argument, Operation, Provider, Resource

_ERRORS = "ProviderError: the class of its kind, with the provider's code, HTTP status, request id and raw answer."


_OPTIONS = (
    "timeout: float | None = None",
    "retry: RetryPolicy | None = None",
    "extra_headers: Mapping[str, str] | None = None",
    "extra_query: Mapping[str, Any] | None = None",
)
_SHOWN = {"Integer": "int", "Number": "float"}
_BODY_OPTION = "extra_body: Mapping[str, Any] | None = None"


@dataclass(frozen=True, slots=True)
class MethodView:
    """One method: its signatures line by line, and the call it makes."""

    name: str
    define: str
    overloads: tuple[tuple[str, ...], ...]
    signature: tuple[str, ...]
    returns: str
    doc: str
    parameters: str
    body: str
    call: str
    arguments: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ResourceView:
    """One resource class."""

    name: str
    class_name: str
    doc: str
    summary: str
    methods: tuple[MethodView, ...]


@dataclass(frozen=True, slots=True)
class Typing:
    """What is needed to write annotations: the models' own, and whether `list` means a method in this class."""

    models: Models
    names: frozenset[str]
    list_is_method: bool

    def annotation(self, argument: Argument) -> str:
        """The type of an argument, model names behind `models.`."""
        return self.of(argument.owner, argument.field)

    def of(self, model: str, field: str) -> str:
        """The type of a model's field, model names behind `models.`."""
        return self.qualified(self.models.annotations[model][field])

    def qualified(self, annotation: str) -> str:
        """An annotation of models.py as another module writes it."""
        return ast.unparse(_Qualifier(self.names, self.list_is_method).visit(ast.parse(annotation, mode="eval")))


class _Qualifier(ast.NodeTransformer):
    def __init__(self, names: frozenset[str], list_is_method: bool) -> None:
        self._names = names
        self._list_is_method = list_is_method

    def visit_Name(self, node: ast.Name) -> ast.AST:
        """Put `models.` before a model, and `builtins.` before a `list` that a method shadows."""
        if node.id in self._names:
            return ast.Attribute(ast.Name("models"), node.id)
        if node.id in _SHOWN:  # how a number is validated is no business of a signature
            return ast.Name(_SHOWN[node.id])
        if node.id == "list" and self._list_is_method:
            return ast.Attribute(ast.Name("builtins"), "list")
        return node


def resource(resource: Resource, provider: Provider, models: Models, style: Style) -> ResourceView:
    """A resource as the template sees it."""
    names = frozenset(model.name for model in provider.models) | frozenset(alias.name for alias in provider.aliases)
    typing = Typing(models, names, any(operation.method_name == "list" for operation in resource.operations))
    methods = tuple(_method(operation, typing, style) for operation in resource.operations)
    return ResourceView(
        resource.name, resource.class_name, docstring(resource.doc, 4), docstring(resource.doc, 8), methods
    )


def _method(operation: Operation, typing: Typing, style: Style) -> MethodView:
    kind = "stream" if operation.stream else "pages" if operation.paging else "call"
    answer = f"models.{operation.answer}" if operation.answer else "RawResponse"
    item = f"models.{operation.paging.item}" if operation.paging and operation.paging.item else "Any"
    returns = {"call": answer, "pages": f"{style.pager}[{answer}, {item}]", "stream": f"{style.stream}[{answer}]"}[kind]
    return MethodView(
        name=operation.method_name,
        define=style.define if kind == "call" else "def",
        overloads=_overloads(operation, typing),
        signature=_signature(operation, typing, request=_request(operation)),
        returns=returns,
        doc=_doc(operation),
        parameters=_fills(operation, "parameters", f"models.{operation.parameters}.of") if operation.parameters else "",
        body=_body(operation),
        call=f"{style.wait if kind == 'call' else ''}self._session.{kind}",
        arguments=_call_arguments(operation),
    )


def _request(operation: Operation) -> str:
    """How a method takes its body as one model."""
    if not operation.body:
        return "none"
    return "required" if operation.whole_body and operation.body_required else "optional"


def _overloads(operation: Operation, typing: Typing) -> tuple[tuple[str, ...], ...]:
    needed = any(argument.required for argument in operation.arguments if argument.target == "body")
    if not needed or not operation.body_required:
        return ()
    return (
        _signature(operation, typing, request="required"),
        _signature(operation, typing, request="none"),
    )


def _signature(operation: Operation, typing: Typing, *, request: str) -> tuple[str, ...]:
    positional = [a for a in operation.arguments if a.positional]
    keywords = [
        a for a in operation.arguments if not a.positional and (a.target == "parameters" or request != "required")
    ]
    lines = ["self", *(f"{a.python}: {typing.annotation(a)}" for a in positional)]
    if request != "none":
        optional = " | None = None" if request == "optional" else ""
        lines += [f"request: models.{operation.body}{optional}", "/"]
    elif operation.body:
        lines.append("/")  # the implementation takes `self` by position only, so this overload must too
    lines.append("*")
    for argument in keywords:
        omittable = not argument.required or (request == "optional" and argument.target == "body")
        annotation = typing.annotation(argument)
        lines.append(f"{argument.python}: {_omittable(annotation) if omittable else annotation}")
    return (*lines, *_OPTIONS, *([_BODY_OPTION] if operation.body_kind == "json" else []))


def _omittable(annotation: str) -> str:
    """With the absent value as default; None stays last, as the style of unions wants it."""
    kept = annotation.removesuffix(" | None")
    return f"{kept} | Omit{' | None' if kept != annotation else ''} = OMIT"


def _body(operation: Operation) -> str:
    if not operation.body:
        return ""
    required = "whole_request" if operation.whole_body else "one_request"
    function = required if operation.body_required else "optional_request"
    return _fills(operation, "body", function, f"models.{operation.body}", "request")


def _call_arguments(operation: Operation) -> tuple[str, ...]:
    extra = ", extra_body" if operation.body_kind == "json" else ""
    return (
        f"operations.{operation.constant}",
        *([f"operations.{operation.constant}_PAGES"] if operation.paging else []),
        *(["parameters=parameters"] if operation.parameters else []),
        *(["body=body"] if operation.body else []),
        f"options=call_options(timeout, extra_headers, extra_query{extra}, retry=retry)",
    )


def _fills(operation: Operation, target: str, function: str, *first: str) -> str:
    pairs = [f"{a.field}={a.python}" for a in operation.arguments if a.target == target]
    return f"{function}({', '.join([*first, *pairs])})"


def _doc(operation: Operation) -> str:
    """The docstring. Every entry of a list is wrapped as a paragraph of its own."""
    head = [operation.summary.rstrip(".") + "." if operation.summary else f"{operation.http_method} {operation.path}."]
    head += [operation.doc] if operation.doc else []
    head += [f"`{operation.http_method} {operation.path}` ({operation.source}). {_effect(operation)}"]
    entries = [f"- `{argument.python}`: {_one_line(argument.doc)}" for argument in operation.arguments if argument.doc]
    instead = "" if operation.whole_body else ", in place of its fields"
    entries += [f"- `request`: the whole body as a model{instead}."] if operation.body else []
    extra = ", `extra_query` and `extra_body`" if operation.body_kind == "json" else " and `extra_query`"
    entries += [f"- `timeout`, `retry`, `extra_headers`{extra}: see the client."]
    return docstring("\n\n".join([*head, "Arguments:\n" + "\n".join(entries), f"Raises {_ERRORS}"]), 8)


def _effect(operation: Operation) -> str:
    return {
        "read": "Reads; may be repeated.",
        "billable": "Starts paid work: never sent twice.",
        "cancel": "Cancels work.",
        "upload": "Uploads a file or asks for a place to put one.",
        "delete": "Deletes what it names.",
        "unknown": "May change something or cost money: sent once.",
    }[operation.effect]


def _one_line(text: str) -> str:
    return " ".join(plain(text).split())
