"""The function `encode` of a provider, line by line: from the normalized request to the wire."""

from __future__ import annotations

from dataclasses import replace

from generator.emit.lines import (
    Lines,
    basis_argument,
    block,
    by_case,
    case_constant,
    constant_name,
    guard_test,
    in_brackets,
    is_in,
    plan_named,
)
from generator.emit.text import comment, pyrepr
from generator.ir.cells import weakest
from generator.ir.converter import Carry, Case, Converter, FieldPlan, JointPlan, Option, RulePlan, Target
from generator.ir.model import Provider

_KEYS = ("model", "quality")


def encode_lines(provider: Provider, converter: Converter) -> Lines:
    """The body of `encode`."""
    lines = [
        *_collections(converter),
        *_model(provider, converter),
    ]
    for plan in converter.fields:
        if plan.name != "model":
            lines += _field(provider, converter, plan)
    for joint in converter.joints:
        lines += _joint(joint, converter)
    lines += _options(provider, converter)
    for rule in converter.rules:
        lines += _rule(provider, rule)
    return [*lines, *_end(provider, converter)]


def places(converter: Converter) -> list[str]:
    """Which parts of a request the provider uses: always the body."""
    used = {one.place for one in all_targets(converter)}
    return [place for place in ("body", "query", "header") if place in used or place == "body"]


def all_targets(converter: Converter) -> list[Target]:
    """Every wire property that is written."""
    carries = [case.carry for plan in converter.fields for case in plan.cases if case.carry]
    found = [one for carry in carries for one in carry.targets]
    found += [option.target for option in converter.options]
    return found + [one for joint in converter.joints for one in joint.targets]


def _collections(converter: Converter) -> Lines:
    named = {"body": "body", "query": "query", "header": "headers"}
    return [
        *(f"{named[place]}: dict[str, Any] = {{}}" for place in places(converter)),
        "dropped: list[Dropped] = []",
        "approximated: list[Approximated] = []",
        "defaulted: list[Defaulted] = []",
        "unchecked: list[str] = []",
        "needs: dict[str, str] = {}",
        "missing: list[str] = []",
    ]


# The model


def _model(provider: Provider, converter: Converter) -> Lines:
    case = plan_named(converter, "model").cases[0]
    lines = [comment(f"model: {case.source}")]
    if len(converter.keys) == 2:
        lines += _model_and_quality(provider, converter)
    else:
        lines += _model_alone(provider, case)
    if case.carry is None:
        return lines
    written = f"{place_of(case.carry.targets[0])} = row.{case.carry.column}"
    return [*lines, *(block("if request.model is not None:", [written]) if _silence(case) else [written])]


def _silence(case: Case) -> str:
    value = case.carry.silence if case.carry else None
    return value if isinstance(value, str) else ""


def _model_alone(provider: Provider, case: Case) -> Lines:
    title, silence = pyrepr(provider.title), _silence(case)
    if silence:
        lines = ["model = request.model"]
        lines += block("if model is None:", [f"model = {pyrepr(silence)}", "defaulted.append(_SILENT_MODEL)"])
    else:
        lines = block("if request.model is None:", [f'raise MissingFieldError({title}, ("model",))'])
        lines += ["model = request.model"]
    lines += ["row = _MODELS.get(model)"]
    return lines + block("if row is None:", [f"raise unknown_model({title}, model, _MODELS)"])


def _model_and_quality(provider: Provider, converter: Converter) -> Lines:
    """A tier that nobody asked for is the only one there is; one that is not offered is lost."""
    title = pyrepr(provider.title)
    weight = pyrepr(plan_named(converter, "quality").cases[0].weight)
    lost = f'Dropped("quality", request.quality, f"only {{tier}} is offered for {{model}}", {weight})'
    return [
        *block("if request.model is None:", [f'raise MissingFieldError({title}, ("model",))']),
        "model = request.model",
        'row = _MODELS.get((model, request.quality or ""))',
        *block(
            "if row is None:",
            [
                "tier = _ONLY_TIER.get(model)",
                *block("if tier is None:", _no_tier(converter, title)),
                *block("if request.quality is not None:", [f"dropped.append({lost})"]),
                'defaulted.append(Defaulted("quality", tier, "mapping"))',
                "row = _MODELS[model, tier]",
            ],
        ),
    ]


def _no_tier(converter: Converter, title: str) -> Lines:
    """What is wrong with a model that has no tier of its own: several, or none at all."""
    models = [row.key[0] for row in converter.rows]
    several = list(dict.fromkeys(model for model in models if models.count(model) > 1))
    lines = block(f"if {is_in('model', several)}:", [f'raise MissingFieldError({title}, ("quality",))'])
    unknown = f"raise unknown_model({title}, model, (offered for offered, _ in _MODELS))"
    return [*(lines if several else []), unknown]


# Fields


def _field(provider: Provider, converter: Converter, plan: FieldPlan) -> Lines:
    made = [_case(provider, converter, plan, case) for case in plan.cases]
    if not any(made):
        return []
    return [comment(f"{plan.name}: {plan.cases[0].source}"), *by_case(plan, made)]


def _case(provider: Provider, converter: Converter, plan: FieldPlan, case: Case) -> Lines:
    name, asked = plan.name, f"request.{plan.name}"
    empty = not_asked(plan)
    match case.kind:
        case "carry" if case.carry is not None:
            return _carry(provider, converter, plan, case, case.carry)
        case "fixed":
            reason = f"always {_said(case.fixed)} here"
            return block(f"if {asked} not in (None, {pyrepr(case.fixed)}):", [_drop(name, case, pyrepr(reason))])
        case "follows":
            reason = f"it follows {case.text}"
            return block(f'if {asked} not in (None, "source"):', [_drop(name, case, pyrepr(reason))])
        case "unsupported":
            return block(f"if {asked}{empty}:", [_drop(name, case, pyrepr(case.text))])
        case _:
            return []


def not_asked(plan: FieldPlan) -> str:
    """The test, behind the field, that it is asked for."""
    return "" if plan.kind == "assets" else " is not None"


def _said(value: object) -> str:
    return {True: "true", False: "false"}[value] if isinstance(value, bool) else str(value)


def _drop(name: str, case: Case, reason: str) -> str:
    return f"dropped.append(Dropped({pyrepr(name)}, request.{name}, {reason}, {pyrepr(case.weight)}{basis_argument(case)}))"


def _carry(provider: Provider, converter: Converter, plan: FieldPlan, case: Case, carry: Carry) -> Lines:
    if carry.codec in ("asset", "assets", "stored"):
        return _picture(provider, plan, carry)
    asked = f"request.{plan.name}"
    silent = _when_silent(plan, carry)
    test, reason = _takes(converter, plan, carry)
    write = [f"{place_of(carry.targets[0])} = {wire_value(carry, plan, asked)}"]
    lines = block(f"if {asked} is None:", silent) if silent else []
    first = "elif" if silent else "if"
    if not test:
        head = "else:" if silent else f"if {asked} is not None:"
        return lines + block(head, write)
    if silent:
        lines += block(f"elif {test}:", write)
        return lines + block("else:", _lost(converter, plan, case, carry, reason, silent))
    lost = _lost(converter, plan, case, carry, reason, silent)
    return block(f"{first} {asked} is not None:", [*block(f"if {test}:", write), *block("else:", lost)])


def _when_silent(plan: FieldPlan, carry: Carry) -> Lines:
    if carry.fill is not None:
        filled = f"{place_of(carry.targets[0])} = {pyrepr(image(carry, carry.fill))}"
        return [filled, f"defaulted.append({case_constant(plan, carry, 'fill')})"]
    if carry.ask:
        return [f"missing.append({pyrepr(plan.name)})"]
    if carry.silence_column:
        column = f"row.{carry.silence_column}"
        said = f'defaulted.append(Defaulted({pyrepr(plan.name)}, {column}, "provider"))'
        return block(f"if {column} is not None:", [said])
    return [f"defaulted.append({case_constant(plan, carry, 'silence')})"] if carry.silence is not None else []


def image(carry: Carry, value: object) -> object:
    """What a normalized value is on the wire."""
    if carry.codec == "decimal":
        return str(value)
    return dict(carry.table).get(value, value) if carry.codec == "table" else value


def wire_value(carry: Carry, plan: FieldPlan, value: str) -> str:
    """The expression for what goes on the wire."""
    if carry.codec == "decimal":
        return f"str({value})"
    return f"{case_constant(plan, carry, 'table')}[{value}]" if carry.codec == "table" else value


def _takes(converter: Converter, plan: FieldPlan, carry: Carry) -> tuple[str, str]:
    """The test that the provider takes a value, and what is said of one that it does not; empty: it takes any."""
    asked, limits = f"request.{plan.name}", carry.limits
    if carry.within and _is_documented(converter, carry.within):
        column = f"row.{carry.within}"
        return (
            f"{wire_value(carry, plan, asked)} in {column}",
            f"f\"not one of {{', '.join(map(str, {column})) or 'none'}}\"",
        )
    if carry.choices is not None:
        return is_in(asked, carry.choices), pyrepr(f"not one of {', '.join(map(_said, carry.choices))}")
    tests = []
    if limits.max_length is not None:
        tests.append((f"len({asked}) <= {limits.max_length}", f"longer than {limits.max_length} characters"))
    if limits.minimum is not None:
        tests.append((f"{asked} >= {pyrepr(limits.minimum)}", f"less than {limits.minimum}"))
    if limits.maximum is not None:
        tests.append((f"{asked} <= {pyrepr(limits.maximum)}", f"more than {limits.maximum}"))
    if limits.pattern:
        tests.append((f"{case_constant(plan, carry, 'pattern')}.search({asked})", f"does not match {limits.pattern}"))
    return " and ".join(test for test, _ in tests), pyrepr(" or ".join(reason for _, reason in tests))


def _is_documented(converter: Converter, column: str) -> bool:
    return all(one.basis == "documented" for one in converter.columns if one.name == column)


def _lost(converter: Converter, plan: FieldPlan, case: Case, carry: Carry, reason: str, silent: Lines) -> Lines:
    choices = _choices(converter, carry)
    if plan.kind != "int" or not choices or carry.codec == "table":
        return [_drop(plan.name, case, reason), *silent]
    arguments = (
        f"{pyrepr(plan.name)}, request.{plan.name}, {choices}, {pyrepr(case.weight)}, policy, dropped, approximated"
    )
    write = f"{place_of(carry.targets[0])} = {wire_value(carry, plan, 'used')}"
    otherwise = block("else:", silent) if silent else []
    return [f"used = choose({arguments})", *block("if used is not None:", [write]), *otherwise]


def _choices(converter: Converter, carry: Carry) -> str:
    """The values that a model takes, as an expression; empty when they are not listed."""
    if not carry.within or not _is_documented(converter, carry.within):
        return pyrepr(carry.choices) if carry.choices else ""
    return f"map(int, row.{carry.within})" if carry.codec == "decimal" else f"row.{carry.within}"


def place_of(one: Target) -> str:
    """The item of a request part that a target is."""
    part = {"body": "body", "query": "query", "header": "headers"}[one.place]
    return part + "".join(f"[{pyrepr(step)}]" for step in one.path)


# Pictures


def _picture(provider: Provider, plan: FieldPlan, carry: Carry) -> Lines:
    asked = f"request.{plan.name}"
    if carry.codec == "assets":
        named = f'f"{plan.name}[{{index}}]"'
        call = f"{picture_function(carry)}({named}, asset, dropped, unchecked, needs)"
        taken = [
            f"pictures = [{call} for index, asset in enumerate({asked})]",
            *block("if None not in pictures:", [f"{place_of(carry.targets[0])} = pictures"]),
        ]
        head = f"if {asked}:"
    else:
        call = f"{picture_function(carry)}({pyrepr(plan.name)}, {asked}, dropped, unchecked, needs)"
        taken = [f"picture = {call}", *block("if picture is not None:", _write_picture(carry))]
        head = f"if {asked} is not None:"
    lines = block(head, taken)
    return lines + block("else:", [f"missing.append({pyrepr(plan.name)})"]) if carry.ask else lines


def _write_picture(carry: Carry) -> Lines:
    if carry.codec == "asset":
        return [f"{place_of(carry.targets[0])} = picture"]
    values = {"id": "picture.id", "kind": "_STORED_KINDS[picture.kind]"}
    nested: dict[str, list[str]] = {}
    lines: Lines = []
    for one in carry.targets:
        if len(one.path) == 1:
            lines.append(f"{place_of(one)} = {values[one.part]}")
        else:
            nested.setdefault(one.path[0], []).append(f"{pyrepr(one.path[1])}: {values[one.part]}")
    return lines + [f"body[{pyrepr(name)}] = {{{', '.join(members)}}}" for name, members in nested.items()]


def picture_function(carry: Carry) -> str:
    """The function that gives a picture the provider's form."""
    return "_stored_picture" if carry.codec == "stored" else "_picture"


# Joint tables, options, rules


def _joint(joint: JointPlan, converter: Converter) -> Lines:
    name = constant_name(joint.name)
    fields = ", ".join(f"request.{field}" for field in joint.fields)
    nothing = pyrepr((None,) * len(joint.fields))
    lost: Lines = []
    for field in joint.fields:
        fate = plan_named(converter, field).cases[0]
        case = replace(fate, basis=weakest([fate.basis, *(row.basis for row in joint.rows)]))
        reason = 'f"no such combination for {model}"'
        lost += block(f"if request.{field} is not None:", [_drop(field, case, reason)])
    written: Lines = []
    for number, one in enumerate(joint.targets):
        written += block(f"if said[{number}] is not None:", [f"{place_of(one)} = said[{number}]"])
    return [
        comment(f"{' and '.join(joint.fields)}: {joint.source}"),
        f"asked = ({fields})",
        *block(
            f"if asked != {nothing}:",
            [f"said = {name}.get((model, *asked))", *block("if said is None:", lost), *block("else:", written)],
        ),
    ]


def _options(provider: Provider, converter: Converter) -> Lines:
    if not converter.options:
        return []
    lines: Lines = []
    for option in converter.options:
        lines += block(f"if options.{option.name} is not None:", _option(provider, converter, option))
    return [
        f"options = request.provider_options.{provider.name} if request.provider_options is not None else None",
        *block("if options is not None:", lines),
    ]


def _option(provider: Provider, converter: Converter, option: Option) -> Lines:
    value = f"options.{option.name}" if option.is_plain else f"plain(options.{option.name})"
    write = f"{place_of(option.target)} = {value}"
    joint = next((one for one in converter.joints if option.target.path in [t.path for t in one.targets]), None)
    if joint is None:
        return [write]
    fields = " and ".join(joint.fields)
    message = pyrepr(f"give either {fields}, or provider_options.{provider.name}.{option.name}")
    test = " or ".join(f"request.{field} is not None" for field in joint.fields)
    return [*block(f"if {test}:", [f"raise InvalidRequestError({message}, provider={pyrepr(provider.title)})"]), write]


def _rule(provider: Provider, rule: RulePlan) -> Lines:
    tests = [f"request.{name} is None" for name in rule.present] + [
        f"request.{name} is not None" for name in rule.absent
    ]
    is_sure = rule.basis == "documented"
    needed, refused = ("is needed", "is not taken") if is_sure else ("may be needed", "may be refused")
    said = [*(f"{name} {needed}" for name in rule.present), *(f"{name} {refused}" for name in rule.absent)]
    text = pyrepr(f"{rule.id}: {' and '.join(said)} ({rule.basis}: {rule.source})")
    broken = f"unchecked.append({text})"
    if is_sure:
        broken = f"raise InvalidRequestError({text}, provider={pyrepr(provider.title)}, accepted='no')"
    guard = in_brackets(guard_test(rule.guard))
    return [comment(rule.source), *block(f"if {guard} and {in_brackets(' or '.join(tests))}:", [broken])]


def _end(provider: Provider, converter: Converter) -> Lines:
    query = "query" if "query" in places(converter) else "{}"
    headers = "headers" if "header" in places(converter) else "{}"
    return [
        "report = Report(tuple(dropped), tuple(approximated), tuple(defaulted), tuple(unchecked))",
        *block(
            "if dropped or needs or missing:", [f"refuse({pyrepr(provider.title)}, report, policy, needs, missing)"]
        ),
        f"return Encoded({pyrepr(provider.name)}, {pyrepr(converter.operation)}, body, {query}, {headers}, report)",
    ]
