"""models.py of a provider: classes by datamodel-code-generator, through our templates, from the IR's type schemas.

The tool sees types and allocated names only, and says the annotation of each and the order of the classes. Every text, wire
name, constraint and default reaches the class through our own template, already turned into source by emit/text.py: no sentence
of a spec passes through the tool's escaping, and a sentence that changes does not make it work again.
"""

from __future__ import annotations

import ast
import json
import re
import warnings
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any, Final, TypeAlias

from jinja2 import Environment

from generator import cache
from generator.emit.conditions import HELPERS
from generator.emit.text import docstring, pyrepr
from generator.ir import naming
from generator.ir.conditions import looked_at
from generator.ir.model import Alias, Field, Model, Provider, TypeSchema

Typed: TypeAlias = Mapping[str, Mapping[str, str]]
"""Every class and alias in the order of the module: its fields and their annotations. An alias has one, under ''. What is no
class and no alias stands for itself, with nothing below it: `Tree.model_rebuild()`."""
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


def models(provider: Provider, environment: Environment, templates: Path, kept: Path | None = None) -> Models:
    """The models of a provider. `kept` is a folder where what the tool wrote is kept by all that it was made from."""
    named: dict[str, Model | Alias] = {one.name: one for one in provider.aliases}
    named |= {one.name: one for one in provider.models}
    typed = _typed(provider, templates, kept)
    context = {
        "definitions": [_definition(named[name], typed[name]) for name in typed if name in named],
        "statements": [name for name in typed if name not in named],
    }
    body = environment.get_template(str(templates / "models" / "module.jinja2")).render(**context)
    doc = docstring(f"The models of {provider.title}: requests are strict, answers are tolerant.")
    rules = "from . import rules\n" if any(model.rules for model in provider.models) else ""
    said: dict[str, str] = {}
    annotations = {model.name: _annotations(model, typed[model.name], said) for model in provider.models}
    return Models(f"{doc}\n\n{_IMPORTS}{rules}{body}", annotations)


def _typed(provider: Provider, templates: Path, kept: Path | None) -> Typed:
    """What the tool makes of the types: every class and alias in the order of the module, each field with its annotation."""
    if not provider.models and not provider.aliases:
        return {}
    drawn = _drawn(provider)
    given = json.dumps([provider.name, _definitions(provider, drawn)])  # in its order: the tool keeps that
    record = kept / f"models-{_digest(given, templates)}" if kept else None
    text = cache.kept(record) if record else None
    if text is None:
        text = _written(provider.name, given, templates)
        if record:
            cache.keep(record, text)
    return _spread(provider, drawn, dict(_read(text)))


def _drawn(provider: Provider) -> Mapping[str, frozenset[str]]:
    """By class, the fields whose types the tool is asked for: a type that names no class is asked for once a provider.

    Half of the tool's time went into saying `str` again. Types that name a class stay where they are, since the order of
    classes follows from them.
    """
    known: set[str] = set()
    drawn: dict[str, frozenset[str]] = {}
    for model in provider.models:
        own: dict[str, str] = {}
        for field in model.fields:
            text = _key(field.type)
            if "$ref" in text or text not in known:
                own.setdefault(text, field.python)
        known.update(own)
        drawn[model.name] = frozenset(own.values() or (field.python for field in model.fields[:1]))
    return drawn


def _key(type_: TypeSchema) -> str:
    return json.dumps(type_)


def _spread(provider: Provider, drawn: Mapping[str, frozenset[str]], read: Typed) -> Typed:
    """With the annotation of every field, also of those the tool was not asked for."""
    known: dict[str, str] = {}
    found: dict[str, Mapping[str, str]] = dict(read)
    for model in provider.models:
        if model.root is not None:
            continue
        own = read[model.name]
        known |= {_key(field.type): own[field.python] for field in model.fields if field.python in drawn[model.name]}
        found[model.name] = {field.python: known[_key(field.type)] for field in model.fields}
    return found


def _read(text: str) -> Iterator[tuple[str, Mapping[str, str]]]:
    """What the tool's module says, in its order. Our template gives every field and alias a line of its own."""
    lines = text.split("\n")
    for node in ast.parse(text).body:
        if isinstance(node, ast.ClassDef):
            said = [lines[one.lineno - 1] for one in node.body if isinstance(one, ast.AnnAssign)]
            yield node.name, {name.strip(): annotation for name, _, annotation in (one.partition(": ") for one in said)}
        elif isinstance(node, ast.AnnAssign):
            name, _, annotation = lines[node.lineno - 1].partition(": TypeAlias = ")
            yield name, {"": annotation}
        elif isinstance(node, ast.Expr):
            yield lines[node.lineno - 1], {}


def _digest(given: str, templates: Path) -> str:
    """Everything that the tool is given, and which tool it is."""
    return cache.digest([templates / "models", Path(__file__)], tools=f"{version('datamodel-code-generator')} {given}")


def _written(name: str, given: str, templates: Path) -> str:
    """What the tool writes, imports and all."""
    from datamodel_code_generator import InputFileType, generate
    from datamodel_code_generator.enums import DataModelType
    from datamodel_code_generator.format import PythonVersion
    from datamodel_code_generator.parser import LiteralType

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        text = generate(
            json.dumps({"$defs": json.loads(given)[1]}),
            input_file_type=InputFileType.JsonSchema,
            input_filename=name,
            output_model_type=DataModelType.PydanticV2BaseModel,
            target_python_version=PythonVersion.PY_311,
            custom_template_dir=templates / "models",
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


def _definitions(provider: Provider, drawn: Mapping[str, frozenset[str]]) -> dict[str, Any]:
    defined: dict[str, Any] = {alias.name: alias.type for alias in provider.aliases}
    for model in provider.models:
        fields = {field.python: field.type for field in model.fields if field.python in drawn[model.name]}
        members = {"root": model.root} if model.root is not None else fields
        # every property is "required" here, so that an annotation says the type alone
        defined[model.name] = {"type": "object", "properties": members, "required": list(members)}
    return dict(sorted(defined.items()))


def _base(model: Model) -> str:
    if model.root is not None:
        return "RequestRoot" if model.role == "request" else "AnswerRoot"
    if model.role == "answer":
        return "AnswerModel"
    return "RequestModel" if model.closed else "OpenRequestModel"


def _definition(one: Model | Alias, typed: Mapping[str, str]) -> dict[str, Any]:
    """A class or alias as the template takes it."""
    if isinstance(one, Alias):
        before, after = _integral(one.type)
        if one.in_order:
            before, after = "Annotated[", ', Field(union_mode="left_to_right")]'
        (annotation,) = typed.values()
        opening = f"{one.name}: TypeAlias = {before}{annotation}{after}"
        return {"opening": opening, "doc": docstring(one.doc) if one.doc else "", "members": [], "rules": ""}
    fields = {field.python: field for field in one.fields}
    members = {name: _member(fields[name]) if name in fields else _root(one) for name in typed}
    return {
        "opening": f"class {one.name}({_base(one)}):",
        "doc": "    " + docstring(one.doc or f"`{one.name}`, as {one.source} declares it.", 4),
        "members": [{**member, "name": name, "annotation": typed[name]} for name, member in members.items()],
        "rules": _enforced(one) if one.rules else "",
    }


def _root(model: Model) -> dict[str, str]:
    before, after = _integral(model.root or {})
    return {"before": before, "after": after, "doc": docstring("The value itself.", 4)}


def _enforced(model: Model) -> str:
    call = "enforce" if looks_at_fields(model) else "enforce_form"
    return f"{call}(self, rules.{rule_function(model)})"


def looks_at_fields(model: Model) -> bool:
    """Whether fields of the model and nothing else decide its rules, so that no form of it is made to judge it."""
    looked = [looked_at(rule.condition) for rule in model.rules]
    declared = {field.wire for field in model.fields}
    return model.root is None and all(names is not None and names <= declared for names in looked)


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


def _annotations(model: Model, typed: Mapping[str, str], said: dict[str, str]) -> dict[str, str]:
    """Every annotation as `ast` writes it. `said` is what has been written before: most are alike."""
    before, after = ("", "") if model.root is None else _integral(model.root)
    whole = {name: f"{before}{annotation}{after}" for name, annotation in typed.items()}
    for text in whole.values():
        if text not in said:
            said[text] = ast.unparse(ast.parse(text, mode="eval"))
    return {name: said[text] for name, text in whole.items()}
