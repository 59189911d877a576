"""The function `decode` of a provider, line by line: from the wire back to the normalized request."""

from __future__ import annotations

from typing import Any

from generator.emit.encode import image
from generator.emit.lines import Lines, block, by_case, case_constant, constant_name, facts_lines, plan_named
from generator.emit.text import comment, pyrepr
from generator.ir.converter import Carry, Case, Converter, FieldPlan, JointPlan, Target
from generator.ir.model import Provider


def decode_lines(provider: Provider, converter: Converter) -> Lines:
    """The body of `decode`."""
    lines = ["fields: dict[str, Any] = {}", *_model(converter)]
    for plan in converter.fields:
        if plan.name != "model":
            lines += _field(provider, plan)
    for joint in converter.joints:
        lines += _joint(joint)
    lines += _options(provider, converter)
    return [*lines, "return ImageToVideoRequest(**fields)"]


def attribute(one: Target) -> str:
    """The expression that reads a target of one step."""
    part = "body" if one.place == "body" else "parameters"
    return f"{part}.{one.attributes[0]}"


def is_there(one: Target) -> str:
    """The test that a target is on the wire; parameters may be none at all."""
    first = f"{attribute(one)} is not None"
    return first if one.place == "body" else f"parameters is not None and {first}"


def _model(converter: Converter) -> Lines:
    case = plan_named(converter, "model").cases[0]
    lines = [comment(f"model: {case.source}")]
    if case.carry is None:
        (row,) = converter.rows
        keys = [
            f"fields[{pyrepr(name)}] = {pyrepr(value)}" for name, value in zip(converter.keys, row.key, strict=True)
        ]
        needed = _needs_model(converter)
        return [*lines, *keys, *([f"model = {pyrepr(row.key[0])}"] if needed else []), *_row(converter, row.key)]
    read = attribute(case.carry.targets[0])
    if len(converter.keys) == 2:
        lines += [f"model, tier = _BY_WIRE[{read}]", 'fields["model"], fields["quality"] = model, tier']
        return lines + (["row = _MODELS[model, tier]"] if _needs_row(converter) else [])
    silence = case.carry.silence
    if silence is None:
        lines += [f'model = fields["model"] = _BY_WIRE[{read}]']
    elif _needs_row(converter) or _needs_model(converter):
        lines += block(f"if {read} is None:", [f"model = {pyrepr(silence)}"])
        lines += block("else:", [f'model = fields["model"] = _BY_WIRE[{read}]'])
    else:
        lines += block(f"if {read} is not None:", [f'fields["model"] = _BY_WIRE[{read}]'])
    return lines + (["row = _MODELS[model]"] if _needs_row(converter) else [])


def _row(converter: Converter, key: tuple[str, ...]) -> Lines:
    index = pyrepr(key[0] if len(key) == 1 else key)
    return [f"row = _MODELS[{index}]"] if _needs_row(converter) else []


def _needs_row(converter: Converter) -> bool:
    """Whether a guard looks at a column."""
    atoms = [name for plan in converter.fields for case in plan.cases for one in case.guard for name, _ in one]
    return any(name != "model" for name in atoms)


def _needs_model(converter: Converter) -> bool:
    return bool(converter.joints) or any(len(plan.cases) > 1 for plan in converter.fields)


def _field(provider: Provider, plan: FieldPlan) -> Lines:
    made = [_case(provider, plan, case) for case in plan.cases]
    if not any(made):
        return []
    return [comment(f"{plan.name}: {plan.cases[0].source}"), *by_case(plan, made)]


def _case(provider: Provider, plan: FieldPlan, case: Case) -> Lines:
    lines = _carry(provider, plan, case.carry) if case.carry is not None else []
    for other in plan.cases:
        if other is not case and other.carry is not None and not plan_shares(case, other):
            lines += _stray(provider, plan, case, other.carry)
    return lines


def plan_shares(case: Case, other: Case) -> bool:
    """Whether two cases write the same first property."""
    if case.carry is None or other.carry is None:
        return False
    return case.carry.targets[0].path[0] == other.carry.targets[0].path[0]


def _stray(provider: Provider, plan: FieldPlan, case: Case, carry: Carry) -> Lines:
    """A property that this model does not need: it may say what is so anyway, and nothing else."""
    one = carry.targets[0]
    error = f"no_meaning({pyrepr(provider.title)}, {pyrepr(one.path[0])}, model)"
    if case.kind != "fixed" or not _can_say(carry, case.fixed):
        return block(f"if {is_there(one)}:", [f"raise {error}"])
    said = image(carry, case.fixed)
    test = f"{attribute(one)} != {pyrepr(said)}" if not isinstance(said, bool) else f"{attribute(one)} is not {said!r}"
    return block(
        f"if {is_there(one)}:",
        [*block(f"if {test}:", [f"raise {error}"]), f"fields[{pyrepr(plan.name)}] = {pyrepr(case.fixed)}"],
    )


def _can_say(carry: Carry, value: Any) -> bool:
    if carry.codec == "table":
        return value in dict(carry.table)
    return carry.choices is None or value in carry.choices


def _carry(provider: Provider, plan: FieldPlan, carry: Carry) -> Lines:
    one, name = carry.targets[0], pyrepr(plan.name)
    if carry.codec == "stored":
        return _stored(provider, plan, carry)
    return block(f"if {is_there(one)}:", [f"fields[{name}] = {_meaning(plan, carry, attribute(one))}"])


def _meaning(plan: FieldPlan, carry: Carry, read: str) -> str:
    match carry.codec:
        case "decimal":
            return f"int({read})"
        case "table":
            return f"{case_constant(plan, carry, 'table')}_BACK[{read}]"
        case "asset":
            return f"_picture_back({pyrepr(plan.name)}, {read})"
        case "assets":
            return f"tuple(_picture_back({pyrepr(plan.name)}, text) for text in {read})"
        case _:
            return read


def _stored(provider: Provider, plan: FieldPlan, carry: Carry) -> Lines:
    parts = {one.part: one for one in carry.targets}
    first = parts["id"]
    read = {part: "body." + ".".join(one.attributes) for part, one in parts.items()}
    kind = f"_STORED_KINDS_BACK[{read['kind']}]"
    made = f"StoredAsset(provider={pyrepr(provider.name)}, id={read['id']}, kind={kind})"
    write = f"fields[{pyrepr(plan.name)}] = {made}"
    return [write] if carry.ask else block(f"if {is_there(first)}:", [write])


def _joint(joint: JointPlan) -> Lines:
    reads = ", ".join(attribute(one) for one in joint.targets)
    set_all = [
        line
        for number, field in enumerate(joint.fields)
        for line in block(f"if meant[{number}] is not None:", [f"fields[{pyrepr(field)}] = meant[{number}]"])
    ]
    return [
        comment(f"{' and '.join(joint.fields)}: {joint.source}; what has no row travels as options"),
        f"meant = {constant_name(joint.name, 'back')}.get((model, {reads}))",
        *block("if meant is not None:", set_all),
    ]


def _options(provider: Provider, converter: Converter) -> Lines:
    if not converter.options:
        return []
    joint_paths = {one.path for joint in converter.joints for one in joint.targets}
    lines: Lines = ["options: dict[str, Any] = {}"]
    for option in converter.options:
        read = attribute(option.target)
        test = is_there(option.target)
        if option.target.path in joint_paths:
            test = f"meant is None and {test}"
        lines += block(f"if {test}:", [f"options[{pyrepr(option.name)}] = {read}"])
    made = f"ProviderOptions({provider.name}={provider.prefix}Options(**options))"
    return [*lines, *block("if options:", [f'fields["provider_options"] = {made}'])]


def silent_lines(converter: Converter) -> Lines:
    """The body of `silent`: what absence means, by field."""
    lines: Lines = ["values: dict[str, Any] = {}"]
    model = plan_named(converter, "model").cases[0]
    rows_used = [plan for plan in converter.fields if plan.name != "model" and _says(plan)]
    needs_row = any(len(plan.cases) > 1 or _column(plan) for plan in rows_used)
    if model.carry and model.carry.silence is not None:
        lines += block("if request.model is None:", [f'values["model"] = {pyrepr(model.carry.silence)}'])
    if len(converter.keys) == 2:
        tier = '_ONLY_TIER.get(request.model or "")'
        lines += block("if request.quality is None:", [f'values["quality"] = {tier}'])
    if needs_row:
        lines += facts_lines(converter, rows_used, "values")
    for plan in rows_used:
        made = [_silence(plan, case) for case in plan.cases]
        lines += by_case(plan, made)
    return [*lines, "return values"]


def fixed_lines(converter: Converter) -> Lines:
    """The body of `fixed`: what is so whatever is asked, by field."""
    lines: Lines = ["values: dict[str, Any] = {}"]
    plans = [plan for plan in converter.fields if any(case.kind in ("fixed", "follows") for case in plan.cases)]
    if any(len(plan.cases) > 1 for plan in plans):
        lines += facts_lines(converter, plans, "values")
    for plan in plans:
        lines += by_case(plan, [_always(plan, case) for case in plan.cases])
    return [*lines, "return values"]


def _always(plan: FieldPlan, case: Case) -> Lines:
    if case.kind == "fixed":
        return [f"values[{pyrepr(plan.name)}] = {pyrepr(case.fixed)}"]
    return [f'values[{pyrepr(plan.name)}] = "source"'] if case.kind == "follows" else []


def _says(plan: FieldPlan) -> bool:
    return any(case.carry and (case.carry.silence is not None or case.carry.silence_column) for case in plan.cases)


def _column(plan: FieldPlan) -> bool:
    return any(case.carry is not None and bool(case.carry.silence_column) for case in plan.cases)


def _silence(plan: FieldPlan, case: Case) -> Lines:
    carry, name = case.carry, pyrepr(plan.name)
    if carry is None or (carry.silence is None and not carry.silence_column):
        return []
    if carry.silence_column:
        column = f"row.{carry.silence_column}"
        return block(f"if request.{plan.name} is None and {column} is not None:", [f"values[{name}] = {column}"])
    return block(f"if request.{plan.name} is None:", [f"values[{name}] = {pyrepr(carry.silence)}"])
