"""models.py of a provider: classes by datamodel-code-generator, through our templates, from the IR's type schemas.

The tool sees types and allocated names only. Every text, wire name, constraint and default reaches the class through
`extra_template_data`, already turned into source by emit/text.py: no sentence of a spec passes through its escaping.
"""

from __future__ import annotations

import ast
import json
import re
import warnings
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any, Final

from generator import cache
from generator.emit.conditions import HELPERS
from generator.emit.text import docstring, pyrepr
from generator.ir import naming
from generator.ir.conditions import looked_at
from generator.ir.model import Alias, Field, Model, Provider, TypeSchema

_RUNTIME: Final = "stillmotion._runtime.models"
# All that a model module may need; what it does not use is taken out by finish.
_IMPORTS: Final = """from __future__ import annotations

from typing import Annotated, Literal, Self, TypeAlias
from pydantic import Field, JsonValue, model_validator
from .._runtime.files import FileInput
from .._runtime.models import INTEGRAL, AnswerModel, AnswerRoot, Integer, Number, Omittable, OpenRequestModel
from .._runtime.models import RequestModel, RequestRoot, enforce, enforce_form
"""


@dataclass(frozen=True, slots=True)
class Models:
    """The module's text, and the annotation of every field (`{class: {field: annotation}}`, without `Omittable`)."""

    text: str
    annotations: Mapping[str, Mapping[str, str]]


def models(provider: Provider, templates: Path, kept: Path | None = None) -> Models:
    """The models of a provider. `kept` is a folder where what the tool wrote is kept by all that it was made from."""
    body = _classes(provider, templates, kept)
    tree = ast.parse(body)
    annotations = {node.name: dict(_annotations(node)) for node in tree.body if isinstance(node, ast.ClassDef)}
    doc = docstring(f"The models of {provider.title}: requests are strict, answers are tolerant.")
    rules = "from . import rules\n" if any(model.rules for model in provider.models) else ""
    gap = "\n\n" if tree.body and isinstance(tree.body[0], ast.ClassDef) else "\n"
    return Models(f"{doc}\n\n{_IMPORTS}{rules}{gap}{body}", annotations)


def _classes(provider: Provider, templates: Path, kept: Path | None) -> str:
    if not provider.models and not provider.aliases:
        return ""
    if kept is None:
        return _without_imports(_written(provider, templates))
    record = kept / f"models-{_digest(provider, templates)}"
    found = cache.kept(record)
    if found is None:
        found = _without_imports(_written(provider, templates))
        cache.keep(record, found)
    return found


def _digest(provider: Provider, templates: Path) -> str:
    """Everything that the tool is given, and which tool it is."""
    given = json.dumps([provider.name, _definitions(provider), _extra(provider)])  # in its order: the tool keeps that
    bases = [(model.name, _base(model)) for model in provider.models]
    own = [templates / "models", Path(__file__)]
    return cache.digest(own, tools=f"{version('datamodel-code-generator')} {bases} {given}")


def _written(provider: Provider, templates: Path) -> str:
    """What the tool writes, imports and all."""
    from datamodel_code_generator import InputFileType, generate
    from datamodel_code_generator.enums import DataModelType
    from datamodel_code_generator.format import PythonVersion
    from datamodel_code_generator.parser import LiteralType

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        text = generate(
            json.dumps({"$defs": _definitions(provider)}),
            input_file_type=InputFileType.JsonSchema,
            input_filename=provider.name,
            output_model_type=DataModelType.PydanticV2BaseModel,
            target_python_version=PythonVersion.PY_311,
            custom_template_dir=templates / "models",
            extra_template_data=defaultdict(dict, _extra(provider)),
            base_class_map={model.name: f"{_RUNTIME}.{_base(model)}" for model in provider.models},
            enum_field_as_literal=LiteralType.All,
            use_root_model_type_alias=True,
            skip_root_model=True,
            class_name="UnusedRoot",  # the tool names the document itself
            disable_timestamp=True,
            strict_nullable=True,
            use_standard_collections=True,
            use_union_operator=True,
            use_double_quotes=True,
            formatters=[],
        )
    if not isinstance(text, str):
        raise TypeError("datamodel-code-generator returned no single module")
    return text


def _definitions(provider: Provider) -> dict[str, Any]:
    defined: dict[str, Any] = {alias.name: alias.type for alias in provider.aliases}
    for model in provider.models:
        members = (
            {"root": model.root} if model.root is not None else {field.python: field.type for field in model.fields}
        )
        # every property is "required" here, so that an annotation says the type alone
        defined[model.name] = {"type": "object", "properties": members, "required": list(members)}
    return dict(sorted(defined.items()))


def _base(model: Model) -> str:
    if model.root is not None:
        return "RequestRoot" if model.role == "request" else "AnswerRoot"
    if model.role == "answer":
        return "AnswerModel"
    return "RequestModel" if model.closed else "OpenRequestModel"


def _extra(provider: Provider) -> dict[str, dict[str, Any]]:
    extra: dict[str, dict[str, Any]] = {alias.name: _alias(alias) for alias in provider.aliases}
    for model in provider.models:
        members = {field.python: _member(field) for field in model.fields}
        if model.root is not None:
            before, after = _integral(model.root)
            members["root"] = {"before": before, "after": after, "doc": docstring("The value itself.", 4)}
        extra[model.name] = {
            "doc": docstring(model.doc or f"`{model.name}`, as {model.source} declares it.", 4),
            "members": members,
            "rules": _enforced(model) if model.rules else "",
        }
    return extra


def _enforced(model: Model) -> str:
    call = "enforce" if looks_at_fields(model) else "enforce_form"
    return f"{call}(self, rules.{rule_function(model)})"


def looks_at_fields(model: Model) -> bool:
    """Whether fields of the model and nothing else decide its rules, so that no form of it is made to judge it."""
    looked = [looked_at(rule.condition) for rule in model.rules]
    declared = {field.wire for field in model.fields}
    return model.root is None and all(names is not None and names <= declared for names in looked)


def _alias(alias: Alias) -> dict[str, str]:
    before, after = _integral(alias.type)
    if alias.in_order:
        before, after = "Annotated[", ', Field(union_mode="left_to_right")]'
    return {"before": before, "after": after, "doc": docstring(alias.doc) if alias.doc else ""}


def _integral(type_: TypeSchema) -> tuple[str, str]:
    """What goes around a type that lists numbers, so that 5.0 is taken for 5 and true is not taken for 1."""
    branches: list[TypeSchema] = type_.get("anyOf", [type_])
    listed = any(isinstance(value, int) for one in branches for value in one.get("enum", ()))
    return ("Annotated[", ", INTEGRAL]") if listed else ("", "")


def rule_function(model: Model) -> str:
    """The name of the function in rules.py that judges a model; it never hides what the functions there call."""
    name = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", model.name).lower()
    return f"{name}_" if name in naming.BUILTINS | naming.KEYWORDS | {*HELPERS} else name


def _member(field: Field) -> dict[str, str]:
    arguments = dict(field.constraints)
    if field.python != field.wire:
        arguments |= {"validation_alias": field.wire, "serialization_alias": field.wire}
    pairs = [f"{name}={pyrepr(value)}" for name, value in arguments.items()]
    if not field.required:
        pairs = [*(["default=None"] if pairs else []), *pairs]
    default = f" = Field({', '.join(pairs)})" if pairs else "" if field.required else " = None"
    wrapped = not field.required and not field.nullable
    return {
        "before": "Omittable[" if wrapped else "",
        "after": ("]" if wrapped else "") + default,
        "doc": docstring(field.doc, 4) if field.doc else "",
    }


def _without_imports(text: str) -> str:
    lines = text.split("\n")
    start = next(i for i, line in enumerate(lines) if line.startswith("class ") or ": TypeAlias =" in line)
    return "\n".join(lines[start:])


def _annotations(node: ast.ClassDef) -> Iterator[tuple[str, str]]:
    for statement in node.body:
        if isinstance(statement, ast.AnnAssign) and isinstance(statement.target, ast.Name):
            annotation = statement.annotation
            if isinstance(annotation, ast.Subscript) and ast.unparse(annotation.value) == "Omittable":
                annotation = annotation.slice
            yield statement.target.id, ast.unparse(annotation)
