"""converters.py of a provider: constants, private helpers, and the functions, as the template lays them out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from generator.emit import pictures
from generator.emit.decode import decode_lines, fixed_lines, silent_lines
from generator.emit.encode import encode_lines
from generator.emit.lines import Lines, block, case_constant, constant_name, plan_named
from generator.emit.reading import readers, words_constant
from generator.emit.text import comment, docstring, pyrepr
from generator.ir.converter import Converter
from generator.ir.model import Provider

_PYTHON = {
    "string": "str",
    "bool": "bool",
    "int": "int | None",
    "ints": "tuple[int, ...]",
    "strings": "tuple[str, ...]",
}


def converters_context(provider: Provider, converter: Converter) -> dict[str, Any]:
    """What `{provider}/converters.py` is rendered from."""
    made = readers(provider, converter)
    title = provider.title
    silent, fixed, plan = silent_lines(converter), fixed_lines(converter), pictures.plan_lines(converter)
    reads_row = any("_row(request)" in line for line in (*silent, *fixed, *plan))
    return {
        "doc": docstring(
            f"Between the normalized model and {title}, both ways. Made from {converter.source}; pure: no I/O, no clock."
        ),
        "options": f"{provider.prefix}Options" if converter.options else "",
        "columns": [f"{column.name}: {_PYTHON[column.type]}" for column in converter.columns],
        "key_type": "str" if len(converter.keys) == 1 else "tuple[str, str]",
        "rows": [_row(converter, index) for index in range(len(converter.rows))],
        "constants": list(dict.fromkeys(_constants(provider, converter))),
        "helpers": [
            *([_row_helper(converter)] if reads_row else []),
            *pictures.functions(provider, converter),
            *made.private,
        ],
        "encode_doc": docstring(
            f"The request in terms of {title}, with the report of what is lost on the way.\n\n"
            "The wire model is not asked: `stillmotion.encode` does that. Raises LossError for a loss that the policy does"
            " not allow, MissingFieldError for what must be said, UploadRequiredError for a picture in another form.",
            4,
        ),
        "encode": encode_lines(provider, converter),
        "body": converter.body,
        "parameters": f"models.{converter.parameters}" if converter.parameters else "Any",
        "decode_doc": docstring(
            f"What a request to {title} asks for, in normalized terms; nothing is lost.\n\n"
            "Raises ValueError or InvalidRequestError for a value that has no normalized form.",
            4,
        ),
        "decode": decode_lines(provider, converter),
        "silent_doc": docstring(
            f"What {title} does where the request says nothing, by field; only what is documented.", 4
        ),
        "silent": silent,
        "fixed_doc": docstring(f"What {title} does whatever is asked, by field; `source` follows the first frame.", 4),
        "fixed": fixed,
        "plan_doc": docstring("What must happen to pictures before the request can be encoded, in order.", 4),
        "plan": plan,
        "readers": made.public,
    }


def _row(converter: Converter, index: int) -> Lines:
    row = converter.rows[index]
    key = row.key[0] if len(row.key) == 1 else row.key
    pairs = ", ".join(
        f"{column.name}={pyrepr(value)}" for column, value in zip(converter.columns, row.values, strict=True)
    )
    return [comment(row.source), f"{pyrepr(key)}: _Model({pairs}),"]


def _constants(provider: Provider, converter: Converter) -> Iterator[str]:
    if not any(case.kind == "route" for case in plan_named(converter, "model").cases):
        yield f"_BY_WIRE: Final = {{row.{converter.wire_column}: key for key, row in _MODELS.items()}}"
    if len(converter.keys) == 2:
        tiers: dict[str, list[str]] = {}
        for row in converter.rows:
            tiers.setdefault(row.key[0], []).append(row.key[1])
        only = {model: offered[0] for model, offered in tiers.items() if len(offered) == 1}
        yield f"_ONLY_TIER: Final = {pyrepr(only)}"
    yield f"_STATUSES: Final[Mapping[str, Status]] = {pyrepr(dict(converter.statuses))}"
    yield from _tables(converter)
    yield from _stored_kinds(converter)
    for joint in converter.joints:
        pairs = [f"({', '.join(map(pyrepr, (row.model, *row.asked)))}): {pyrepr(row.said)}" for row in joint.rows]
        name = constant_name(joint.name)
        yield f"{name}: Final[Mapping[tuple[Any, ...], tuple[Any, ...]]] = {{{', '.join(pairs)}}}"
        yield f"{name}_BACK: Final = {{(asked[0], *said): asked[1:] for asked, said in {name}.items()}}"
    yield from _answers_words(converter)
    yield from _spoken(converter)


def _tables(converter: Converter) -> Iterator[str]:
    for plan in converter.fields:
        for case in plan.cases:
            if case.carry is None:
                continue
            if case.carry.codec == "table":
                name = case_constant(plan, case.carry, "table")
                pairs = ", ".join(f"{pyrepr(key)}: {pyrepr(value)}" for key, value in case.carry.table)
                yield f"{name}: Final = {{{pairs}}}"
                yield f"{name}_BACK: Final = {{wire: meant for meant, wire in {name}.items()}}"
            if case.carry.limits.pattern and case.carry.codec == "same" and case.carry.choices is None:
                yield f"{case_constant(plan, case.carry, 'pattern')}: Final = re.compile({pyrepr(case.carry.limits.pattern)})"


def _stored_kinds(converter: Converter) -> Iterator[str]:
    found = pictures.profile(converter)
    if found is None or not found[0].kinds:
        return
    kinds: Any = dict(found[0].kinds)
    yield f"_STORED_KINDS: Final = {pyrepr(kinds)}"
    literal = 'Literal["uploaded", "generated"]'
    back = {wire: ours for ours, wire in found[0].kinds}
    yield f"_STORED_KINDS_BACK: Final[Mapping[str, {literal}]] = {pyrepr(back)}"


def _answers_words(converter: Converter) -> Iterator[str]:
    for read in (read for answer in converter.answers for read in answer.reads if read.words):
        yield f"{words_constant(read)}: Final[Mapping[str, Status]] = {pyrepr(dict(read.words))}"


def _spoken(converter: Converter) -> Iterator[str]:
    """The defaults that reports repeat, made once."""
    for plan in converter.fields:
        for case in plan.cases:
            carry = case.carry
            if carry is None:
                continue
            if carry.fill is not None:
                made = f"Defaulted({pyrepr(plan.name)}, {pyrepr(carry.fill)}, 'mapping')"
                yield f"{case_constant(plan, carry, 'fill')}: Final = {made}"
            elif carry.silence is not None:
                made = f"Defaulted({pyrepr(plan.name)}, {pyrepr(carry.silence)}, 'provider')"
                yield f"{case_constant(plan, carry, 'silence')}: Final = {made}"


def _row_helper(converter: Converter) -> Lines:
    """`_row`: the facts of the model a request is for."""
    doc = docstring("The facts of the model that a request is for; None for one that is not offered.", 4)
    model = plan_named(converter, "model").cases[0]
    silence = model.carry.silence if model.carry else None
    if len(converter.keys) == 2:
        key = '(request.model or "", request.quality or _ONLY_TIER.get(request.model or "", ""))'
    else:
        key = f"request.model or {pyrepr(silence or '')}"
    return block("def _row(request: ImageToVideoRequest) -> _Model | None:", [doc, f"return _MODELS.get({key})"])
