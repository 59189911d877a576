"""The modules of the normalized side: the request, options and calls of a provider, what its models can do."""

from __future__ import annotations

from typing import Any

from generator.emit.lines import Lines
from generator.emit.models import Models
from generator.emit.text import docstring, pyrepr
from generator.emit.views import Typing
from generator.ir.converter import Carry, Case, Converter, FieldPlan, JobCall, ModelRow, Upload
from generator.ir.model import NormalizedField, Package, Provider

_PLAIN = {
    "model": "str | None = None",
    "text": "str | None = None",
    "url": "UrlField | None = None",
    "asset": "AssetField | None = None",
    "assets": "AssetsField = ()",
    "ratio": "RatioField | None = None",
    "bool": "bool | None = None",
}


def request_context(package: Package) -> dict[str, Any]:
    """What `normalized/request.py` is rendered from."""
    assert package.normalized is not None
    mapped = [provider for provider in package.providers if provider.converter]
    with_options = [one for one in mapped if one.converter and one.converter.options]
    return {
        "doc": docstring("The normalized request, as specs/normalized.yaml says. Imports no provider."),
        "providers": [{"name": one.name, "options": f"{one.prefix}Options"} for one in with_options],
        "names": [pyrepr(one.name) for one in mapped],
        "models": pyrepr(dict(package.normalized.models)),
        "fields": [_request_field(field) for field in package.normalized.fields],
    }


def _request_field(field: NormalizedField) -> dict[str, str]:
    unit = f" Unit: {field.unit}." if field.unit else ""
    return {
        "name": field.name,
        "annotation": _annotation(field),
        "doc": docstring(f"{field.doc}{unit} Weight of a loss: {field.weight}.", 4),
    }


def _annotation(field: NormalizedField) -> str:
    if field.kind == "words":
        return f"Literal[{', '.join(map(pyrepr, field.values))}] | None = None"
    if field.kind in ("int", "number"):
        low, high = field.values
        bounds = [*([f"ge={low}"] if low is not None else []), *([f"le={high}"] if high is not None else [])]
        return f"Annotated[{'int' if field.kind == 'int' else 'float'}, Field({', '.join(bounds)})] | None = None"
    return _PLAIN[field.kind]


def options_context(provider: Provider, converter: Converter, made: Models) -> dict[str, Any]:
    """What `{provider}/options.py` is rendered from."""
    names = frozenset(model.name for model in provider.models) | frozenset(alias.name for alias in provider.aliases)
    typing = Typing(made, names, False)
    return {
        "doc": docstring(f"Settings that only {provider.title} has, with their own types."),
        "class_name": f"{provider.prefix}Options",
        "class_doc": docstring(f"Settings that only {provider.title} has. What is left out is not sent.", 4),
        "fields": [
            {
                "name": option.name,
                "annotation": typing.of(option.owner, option.target.attributes[0]).removesuffix(" | None"),
                "doc": docstring(option.doc or f"`{option.target.path[0]}` of the wire.", 4),
            }
            for option in converter.options
        ],
    }


def jobs_context(provider: Provider, converter: Converter) -> dict[str, Any]:
    """What `{provider}/jobs.py` is rendered from."""
    readers = {answer.role: answer for answer in converter.answers}
    callback = readers.get("callback")
    polls, seconds = converter.patience
    arguments = [
        "provider=PROVIDER",
        "encode=converters.encode",
        "plan_assets=converters.plan_assets",
        "classify=classify_error",
        f"submit=operations.{converter.constant}",
        f"request=models.{converter.body}",
        f"parameters={f'models.{converter.parameters}' if converter.parameters else 'None'}",
        "read_submit=converters.read_submit",
        f"polling=Polling({', '.join(map(pyrepr, converter.polling))})",
        f"patience=Patience({polls!r}, {seconds!r})",
        *(f"{call.role}={_call(provider, call, call.role in readers)}" for call in converter.calls),
        *([f"event_name={pyrepr(converter.event[0])}"] if converter.event[0] else []),
        *([f"callback=models.{callback.model}", "read_callback=converters.read_callback"] if callback else []),
        *(
            [f"uploads=({', '.join(_upload(provider, one, converter) for one in converter.uploads)},)"]
            if converter.uploads
            else []
        ),
        *([f"reference_field={pyrepr(converter.dedupe_field)}"] if converter.dedupe_field else []),
        *([f"not_found_grace={converter.grace!r}"] if converter.grace else []),
        f"reasons={pyrepr(dict(converter.unsupported_calls))}",
        f"wire_fields={pyrepr(dict(converter.wire_fields))}",
    ]
    return {"doc": docstring(f"The life of a job at {provider.title}, as data."), "arguments": arguments}


def _call(provider: Provider, call: JobCall, is_read: bool) -> str:
    role = "event" if call.role == "events" else call.role
    keys = tuple(python for python, _ in call.keys)
    parameters = f"models.{call.parameters}" if call.parameters else "None"
    reader = f", converters.read_{role}" if is_read or role == "event" else ""
    paged = any(one.name == call.operation and one.paging for group in provider.resources for one in group.operations)
    pages = f", pages=operations.{call.constant}_PAGES" if paged else ""
    return f"JobCall(operations.{call.constant}, {parameters}, {pyrepr(keys)}{reader}{pages})"


def _upload(provider: Provider, upload: Upload, converter: Converter) -> str:
    gives = "id" if any(_is_stored(case) for plan in converter.fields for case in plan.cases) else "url"
    pairs = [
        pyrepr(upload.style),
        f"operations.{upload.constant}",
        f"models.{upload.body}",
        pyrepr(upload.body_fields),
        pyrepr(upload.result),
        pyrepr(gives),
    ]
    named = (
        ("file_part", upload.file_part),
        ("method", upload.method),
        ("url", upload.url),
        ("fields", upload.fields),
        ("success", upload.success),
    )
    calls = [one for group in provider.resources for one in group.operations if one.name == upload.operation]
    parameters = [f"parameters=models.{one.parameters}" for one in calls if one.parameters]
    return f"Upload({', '.join([*pairs, *(f'{name}={pyrepr(value)}' for name, value in named if value), *parameters])})"


def _is_stored(case: Case) -> bool:
    return case.carry is not None and case.carry.codec == "stored"


# What models can do


def capabilities_context(provider: Provider, converter: Converter) -> dict[str, Any]:
    """What `{provider}/capabilities.py` is rendered from: cells alike in all models stand once."""
    rows = [{plan.name: cell(converter, plan, row) for plan in converter.fields} for row in converter.rows]
    same = {name: text for name, text in rows[0].items() if all(row[name] == text for row in rows)}
    own = [
        (row.key, [f"{pyrepr(name)}: {text}" for name, text in cells.items() if name not in same])
        for row, cells in zip(converter.rows, rows, strict=True)
    ]
    order = tuple(plan.name for plan in converter.fields)
    return {
        "doc": docstring(f"What the models of {provider.title} can be asked for, made from {converter.source}."),
        "same": [f"{pyrepr(name)}: {text}" for name, text in same.items()],
        "models": [_own(provider, key, cells) for key, cells in own],
        "order": pyrepr(order),
    }


def _own(provider: Provider, key: tuple[str, ...], cells: Lines) -> str:
    model, quality = key[0], key[1] if len(key) == 2 else None
    arguments = f"{pyrepr(provider.name)}, {pyrepr(model)}, {pyrepr(quality)}"
    return f"Capability({arguments}, _cells({{{', '.join(cells)}}})),"


def cell(converter: Converter, plan: FieldPlan, row: ModelRow) -> str:
    """The cell of a field for a model, as source."""
    case = case_for(converter, plan, row)
    common = [*([f"basis={pyrepr(case.basis)}"] if case.basis != "documented" else []), f"source={pyrepr(case.source)}"]
    if case.carry is not None:
        return _settable(converter, plan, case.carry, row, common)
    if case.kind == "fixed":
        return _cell("fixed", [f"default={pyrepr(case.fixed)}", *common])
    if case.kind in ("follows", "unsupported"):
        return _cell(case.kind, [f"note={pyrepr(case.text)}", *common])
    if case.kind == "joint":
        return _joint_cell(converter, plan, case, row, common)
    value = row.key[converter.keys.index(plan.name)]
    return _cell("settable", [f"values={pyrepr((value,))}", *common])


def _cell(kind: str, arguments: list[str]) -> str:
    return f"Cell({pyrepr(kind)}, {', '.join(arguments)})"


def case_for(converter: Converter, plan: FieldPlan, row: ModelRow) -> Case:
    """The one case of a field that holds for a model."""
    facts = {column.name: value for column, value in zip(converter.columns, row.values, strict=True)}
    facts["model"] = row.key[0]
    for case in plan.cases:
        if not case.guard or any(all(facts[name] in values for name, values in one) for one in case.guard):
            return case
    raise LookupError(plan.name)


def _joint_cell(converter: Converter, plan: FieldPlan, case: Case, row: ModelRow, common: list[str]) -> str:
    joint = next(one for one in converter.joints if one.name == case.text)
    place = joint.fields.index(plan.name)
    found = dict.fromkeys(asked[place] for model, asked, _ in joint.rows if model == row.key[0])
    values = tuple(value for value in found if value is not None)
    others = " and ".join(name for name in joint.fields if name != plan.name)
    return _cell("settable", [f"values={pyrepr(values)}", f"note={pyrepr(f'together with {others}')}", *common])


def _settable(converter: Converter, plan: FieldPlan, carry: Carry, row: ModelRow, common: list[str]) -> str:
    arguments = []
    values = values_for(converter, plan, carry, row)
    if values is not None:
        arguments.append(f"values={pyrepr(values)}")
    elif plan.bounds:
        low, high = plan.bounds
        low = low if carry.limits.minimum is None else carry.limits.minimum
        high = high if carry.limits.maximum is None else carry.limits.maximum
        arguments.append(f"values=Range({_number(low)}, {_number(high)})")
    default = _default(converter, carry, row)
    if plan.name == "model":
        default = None
    arguments += [f"default={pyrepr(default)}"] if default is not None else []
    arguments += [f"max_length={carry.limits.max_length}"] if carry.limits.max_length is not None else []
    arguments += ["required=True"] if carry.ask else []
    return _cell("settable", [*arguments, *common])


def _number(value: float | None) -> str:
    return pyrepr(int(value) if value is not None and float(value).is_integer() else value)


def _default(converter: Converter, carry: Carry, row: ModelRow) -> Any:
    if carry.silence_column:
        names = [column.name for column in converter.columns]
        return row.values[names.index(carry.silence_column)]
    return carry.silence if carry.fill is None else carry.fill


def values_for(converter: Converter, plan: FieldPlan, carry: Carry, row: ModelRow) -> tuple[Any, ...] | None:
    """The normalized values that a model takes, where they can be listed."""
    if plan.name == "model":
        return (row.key[0],)
    if carry.within:
        names = [column.name for column in converter.columns]
        wire = row.values[names.index(carry.within)]
        if carry.codec == "table":
            return tuple(meant for meant, said in carry.table if said in wire)
        return tuple(int(value) if carry.codec == "decimal" else value for value in wire)
    if carry.codec == "table":
        return tuple(meant for meant, _ in carry.table)
    if carry.choices is not None:
        return carry.choices
    return (True, False) if plan.kind == "bool" else None
