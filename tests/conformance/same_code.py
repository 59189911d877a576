"""When a change of compiled code changes nothing: reasons, each judged at the place of the change."""

from __future__ import annotations

import ast
import importlib
import itertools
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any

from pydantic import TypeAdapter, ValidationError

from stillmotion import BytesAsset, ImageToVideoRequest
from tests.conformance import pins
from tests.conformance.code_mutants import TRUTH, CodeMutant

EMPTY: tuple[Any, ...] = ("", 0, 0.0, False, (), [], {})
# what these local names stand for is nothing, or an object, a word, a number above 0
OBJECTS = frozenset(
    """row options picture used said meant model tier url step job cost video_2 error error_2 word task_info task_result
    image_to_video_output metrics parameters""".split()
)


@dataclass(frozen=True)
class Place:
    """Where a mutant differs: the node, and what it stands in, the innermost first."""

    mutant: CodeMutant
    tree: ast.Module
    node: Any
    above: tuple[Any, ...]

    @classmethod
    def of(cls, mutant: CodeMutant) -> Place:
        """The place of a mutant."""
        tree, node = mutant.original()
        parents = {id(child): parent for parent in ast.walk(tree) for child in ast.iter_child_nodes(parent)}
        chain, inner = [], node
        while id(inner) in parents:
            inner = parents[id(inner)]
            chain.append(inner)
        return cls(mutant, tree, node, tuple(chain))

    @property
    def function(self) -> str:
        """The function it stands in."""
        return next((one.name for one in (self.node, *self.above) if isinstance(one, ast.FunctionDef)), "")

    def mutated(self, node: Any) -> Any:
        """What a node that encloses the change is in the mutant."""
        number = next(number for number, one in enumerate(ast.walk(self.tree)) if one is node)
        return list(ast.walk(ast.parse(self.mutant.source())))[number]

    def lost(self) -> list[Any]:
        """The statements that the mutant does not have."""
        own = [*getattr(self.node, "body", []), *getattr(self.node, "orelse", [])] if "lost" in self.mutant.kind else []
        left = Counter(map(ast.unparse, _statements(ast.parse(self.mutant.source()))))
        here = Counter(map(ast.unparse, _statements(self.tree)))
        return [one for one in own if here[ast.unparse(one)] > left[ast.unparse(one)]]

    def lost_or_around(self) -> ast.If | None:
        """The branch that is lost, or that holds the change."""
        return next((one for one in (*self.lost(), self.node, *self.above) if isinstance(one, ast.If)), None)

    def module(self, name: str) -> Any:
        """A committed module of the provider."""
        return importlib.import_module(f"stillmotion.{self.mutant.provider}.{name}")


def _statements(tree: ast.Module) -> list[ast.stmt]:
    return [one for one in ast.walk(tree) if isinstance(one, ast.stmt)]


def second_lock(place: Place) -> bool:
    """A branch of `decode` that only refuses what has no meaning for a model."""
    return any(isinstance(one, ast.If) and "no_meaning(" in ast.unparse(one) for one in (place.node, *place.above))


def idle_steps(place: Place) -> bool:
    """The provider's `_step` is a docstring and `return None`."""
    steps = [one for one in place.tree.body if isinstance(one, ast.FunctionDef) and one.name == "_step"]
    is_idle = bool(steps) and len(steps[0].body) == 2 and ast.unparse(steps[0].body[-1]) == "return None"
    return is_idle and place.function in ("plan_assets", "_step")


def no_step_for_nothing(place: Place) -> bool:
    """In `plan_assets`, asking for the step of a picture that is not there gives none."""
    return place.function == "plan_assets" and place.mutant.kind == "part of a condition lost"


def last_none(place: Place) -> bool:
    """`return None` at the end of a function."""
    function = next((one for one in (place.node, *place.above) if isinstance(one, ast.FunctionDef)), None)
    lost = place.lost()
    return (
        function is not None and bool(lost) and lost[0] is function.body[-1] and ast.unparse(lost[0]) == "return None"
    )


def lost_picture(place: Place) -> bool:
    """`return None` of a picture that was noted as lost: that is a contract loss."""
    return "picture" in place.function and [ast.unparse(one) for one in place.lost()] == ["return None"]


def after_a_contract_loss(place: Place) -> bool:
    """`missing.append` beside a contract loss of the same field."""
    statements = [*place.lost(), *place.above]
    missing = any(ast.unparse(one).startswith("missing.append") for one in statements if isinstance(one, ast.Expr))
    branch = next((one for one in (place.node, *place.above) if isinstance(one, ast.If)), None)
    told = [ast.unparse(one) for one in (*branch.body, *branch.orelse)] if branch is not None else []
    return missing and any(one.startswith("dropped.append") and "'contract'" in one for one in told)


def nothing_missing(place: Place) -> bool:
    """`or missing`, where nothing is ever missing."""
    is_part = place.mutant.kind == "part of a condition lost" and ast.unparse(place.node).endswith("or missing")
    return is_part and "missing.append" not in ast.unparse(place.tree)


def no_such_name(place: Place) -> bool:
    """`model or ""` in a lookup: there is no model and no tier of an empty name, nor of that other one."""
    junction = next((one for one in (place.node, *place.above) if isinstance(one, ast.BoolOp)), None)
    is_lookup = any(isinstance(one, ast.Call) and "get" in ast.unparse(one.func) for one in place.above)
    last = junction.values[-1] if junction is not None else None
    return (
        is_lookup
        and isinstance(last, ast.Constant)
        and last.value == ""
        and place.function in ("encode", "silent", "_row")
    )


def refused_above(place: Place) -> bool:
    """`request.model` behind the refusal of a model that is not offered: no model has an empty name."""
    is_model = place.mutant.kind == TRUTH and ast.unparse(place.node.left) == "request.model"
    function = next((one for one in place.above if isinstance(one, ast.FunctionDef)), None)
    refusals = [one.lineno for one in ast.walk(function) if isinstance(one, ast.Raise)] if function is not None else []
    return is_model and any(line < place.node.lineno for line in refusals)


def links_only(place: Place) -> bool:
    """The name told when a picture on the wire is no link, where the contract takes links only."""
    call = next((one for one in place.above if isinstance(one, ast.Call)), None)
    is_name = isinstance(place.node, ast.Constant) and call is not None and ast.unparse(call.func) == "_picture_back"
    return is_name and "from_link(name, text)" in ast.unparse(place.tree)


def never_none_listed(place: Place) -> bool:
    """`or 'none'` behind a list of a model's values: every model has some."""
    junction = next((one for one in (place.node, *place.above) if isinstance(one, ast.BoolOp)), None)
    if junction is None or ast.unparse(junction.values[-1]) != "'none'":
        return False
    names = {
        one.attr for one in ast.walk(junction) if isinstance(one, ast.Attribute) and ast.unparse(one.value) == "row"
    }
    rows = place.module("converters")._MODELS.values()
    return bool(names) and all(getattr(row, name) for row in rows for name in names)


def unread_fact(place: Place) -> bool:
    """A column that the code never reads: the path of a call stands in operations.py."""
    named = next((one for one in place.above if isinstance(one, ast.keyword)), None)
    return named is not None and named.arg is not None and f".{named.arg}" not in ast.unparse(place.tree)


def equal_values(place: Place) -> bool:
    """Two values that are swapped and equal."""
    return isinstance(place.node, ast.Dict) and ast.dump(place.node.values[0]) == ast.dump(place.node.values[1])


def always_a_number(place: Place) -> bool:
    """The name under which a number that cannot be read would be noted, where the contract has numbers only."""
    call = next((one for one in place.above if isinstance(one, ast.Call)), None)
    if call is None or not isinstance(place.node, ast.Constant) or "decimal_of" not in ast.unparse(call.func):
        return False
    function = next(one for one in place.above if isinstance(one, ast.FunctionDef))
    held = getattr(
        place.module("models"),
        ast.unparse(function.args.args[0].annotation or ast.Constant(0)).rpartition(".")[2],
        None,
    )
    read = call.args[1]
    field = held.model_fields.get(read.attr) if held is not None and isinstance(read, ast.Attribute) else None
    return field is not None and "str" not in str(field.annotation)


def required_both(place: Place) -> bool:
    """Whether one or the other of two required properties is there: both are."""
    around = next((one for one in (place.node, *place.above) if isinstance(one, ast.Compare)), None)
    if around is None or place.mutant.kind != "another property is read or written":
        return False
    attributes = [one.left for one in (around, place.mutated(around)) if isinstance(one.left, ast.Attribute)]
    body = place.module("jobs").JOBS.request.model_fields
    return len(attributes) == 2 and all(one.attr in body and body[one.attr].is_required() for one in attributes)


def same_for_all(place: Place) -> bool:
    """A condition about the model's facts and what is asked that holds in the same cases, for every model."""
    branch = next((one for one in (place.node, *place.above) if isinstance(one, ast.If | ast.IfExp)), None)
    if branch is None or "row." not in ast.unparse(branch.test):
        return False
    before, after = (compile(ast.unparse(one.test), "", "eval") for one in (branch, place.mutated(branch)))
    rows = place.module("converters")._MODELS.values()
    asked = [SimpleNamespace(**dict.fromkeys(ImageToVideoRequest.model_fields, value)) for value in (None, 1, "x")]
    try:
        return all(bool(eval(before, {}, names)) == bool(eval(after, {}, names)) for names in _cases(rows, asked))
    except (NameError, TypeError, AttributeError):
        return False


def _cases(rows: Any, asked: list[Any]) -> Any:
    return ({"row": row, "request": request} for row, request in itertools.product(rows, asked))


def both_or_neither(place: Place) -> bool:
    """`said[1]` and `said[2]`: width and height stand together in every row of a joint table."""
    if not (
        place.mutant.kind == "number off by one" and place.above and ast.unparse(place.above[0]).startswith("said[")
    ):
        return False
    here, there = place.node.value, place.node.value + 1
    pairs = [said for table in _joint_tables(place) for said in table.values()]
    is_test = any(isinstance(one, ast.Compare) for one in place.above)
    return is_test and all(there < len(said) and (said[here] is None) is (said[there] is None) for said in pairs)


def _joint_tables(place: Place) -> list[Any]:
    names = [
        name
        for name in vars(place.module("converters"))
        if name.isupper() and f"{name}_BACK" in vars(place.module("converters"))
    ]
    tables = [getattr(place.module("converters"), name) for name in names]
    return [table for table in tables if table and all(isinstance(said, tuple) for said in table.values())]


def never_empty(place: Place) -> bool:
    """`is None` against truth, of a value that is nothing or not empty: asked of the models, which know what they take."""
    if place.mutant.kind != TRUTH:
        return False
    left = place.node.left.value if isinstance(place.node.left, ast.NamedExpr) else place.node.left
    match left:
        case ast.BoolOp(op=ast.Or()):
            return True  # `… or None`
        case ast.Name(id=name):
            return name in OBJECTS
        case ast.Call(func=ast.Attribute(attr="known_type")):
            return not BytesAsset(data=b"x").known_type() and "media_type" in BytesAsset.model_fields
        case ast.Subscript(value=ast.Name(id="said" | "meant")):
            pairs = [pair for table in _joint_tables(place) for pair in (*table, *table.values())]
            return all(value is None or value for pair in pairs for value in pair)
        case ast.Attribute(value=ast.Name(id="row"), attr=name):
            rows = place.module("converters")._MODELS.values()
            return all(getattr(row, name) is None or getattr(row, name) for row in rows)
        case ast.Attribute():
            holder = _holder(place, left)
            return holder is not None and not any(_keeps(*holder, empty) for empty in EMPTY)
    return False


def _holder(place: Place, node: ast.Attribute) -> tuple[Any, str] | None:
    """The model and the field behind `request.duration`, `body.end_frame_image.id`, `options.camera`."""
    names = []
    inner: Any = node
    while isinstance(inner, ast.Attribute):
        names.append(inner.attr)
        inner = inner.value
    jobs = place.module("jobs").JOBS
    roots = {
        "request": ImageToVideoRequest,
        "body": jobs.request,
        "parameters": jobs.parameters,
        "options": pins.options_of(place.mutant.provider),
    }
    held = roots.get(inner.id) if isinstance(inner, ast.Name) else None
    for name in reversed(names[1:]):
        annotation = held.model_fields[name].annotation if held is not None and name in held.model_fields else None
        inner_types = [annotation, *getattr(annotation, "__args__", ())]
        held = next((one for one in inner_types if hasattr(one, "model_fields")), None)
    return (held, names[0]) if held is not None and names[0] in held.model_fields else None


def _keeps(held: Any, name: str, value: Any) -> bool:
    """Whether a field keeps an empty value as it is."""
    annotation = held.model_fields[name].annotation
    try:
        made = TypeAdapter(annotation).validate_python(value, strict=True)
        held.__pydantic_validator__.validate_assignment(held.model_construct(), name, value)
    except (ValidationError, ValueError):
        return False
    return made is not None and not made and not hasattr(made, "model_fields")


REASONS: tuple[tuple[Callable[[Place], bool], str], ...] = (
    (second_lock, "a second lock: the contract refuses such a request before it is decoded (pins: property …)"),
    (idle_steps, "no picture of this provider is uploaded: each step is none"),
    (no_step_for_nothing, "no picture, no step"),
    (never_empty, "the value is never empty: it is nothing, or an object, a text of some length, a number above 0"),
    (last_none, "a function that ends returns None anyway"),
    (lost_picture, "a picture that is lost is a contract loss: the request is refused whatever is written"),
    (after_a_contract_loss, "a contract loss is told first, whatever is missing"),
    (nothing_missing, "nothing is ever missing here"),
    (no_such_name, "no model and no tier has that name"),
    (refused_above, "a model of an empty name is refused above"),
    (links_only, "the contract refuses what is no link (pins: property …)"),
    (never_none_listed, "every model has some values"),
    (unread_fact, "the path of the call stands in operations.py; here it only tells the rows apart"),
    (equal_values, "the two values are equal"),
    (always_a_number, "the contract has numbers there, which can always be read"),
    (required_both, "both properties are required: both are there"),
    (both_or_neither, "width and height stand together in every row"),
    (same_for_all, "the condition holds in the same cases, for every model"),
)
