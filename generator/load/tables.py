"""Reads a document into a pydantic format, strictly; every refusal becomes a diagnostic at its place.

| code | refused |
|---|---|
| TAB001 | a field the format does not have |
| TAB002 | a field that is missing |
| TAB003 | a value of the wrong type or outside its choices |
| TAB004 | a name that must equal the folder's or the file's |
"""

from __future__ import annotations

import json
import typing
from collections.abc import Iterator
from functools import partial
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from generator.diagnostics import Diagnostic, SpecError, excerpt, nearest
from generator.load.document import Document, join_pointer

ModelT = TypeVar("ModelT", bound=BaseModel)
Loc = tuple[int | str, ...]
_OTHER_TYPE = 1_000
_WORDS = {
    "string_type": "text is expected",
    "int_type": "a whole number is expected",
    "float_type": "a number is expected",
    "bool_type": "true or false is expected",
    "dict_type": "a mapping is expected",
    "model_type": "a mapping is expected",
    "tuple_type": "a list is expected",
    "list_type": "a list is expected",
    "too_short": "more is expected",
}


def read_table(document: Document, model: type[ModelT]) -> ModelT:
    """The document's data as `model`. Raises SpecError (TAB001 to TAB003) with all findings.

    Validated as JSON: strict mode then still takes a list where the format says tuple.
    """
    try:
        return model.model_validate_json(json.dumps(document.data))
    except ValidationError as error:
        errors = error.errors(include_url=False, include_context=True, include_input=False)
        raise SpecError(_finding(document, model, found) for found in _one_branch_each(document.data, errors)) from None


def _finding(document: Document, model: type[BaseModel], error: Any) -> Diagnostic:
    pointer, value = _place(document.data, error["loc"])
    kind, name = error["type"], str(error["loc"][-1]) if error["loc"] else ""
    if kind == "extra_forbidden":
        fields = _fields(model, error["loc"])
        hint = nearest(name, fields) or (f"known: {', '.join(sorted(fields))}" if fields else "")
        return Diagnostic(document.at(pointer), "TAB001", f"there is no field {excerpt(name)} here", hint, pointer)
    if kind == "missing":
        return Diagnostic(document.at(pointer), "TAB002", f"the field '{name}' is missing", f"add '{name}:'", pointer)
    if kind == "literal_error":
        expected = error["ctx"]["expected"]
        choices = [choice.strip("' ") for choice in expected.replace(" or ", ",").split(",")]
        hint = nearest(value, choices) if isinstance(value, str) else ""
        return Diagnostic(document.at(pointer), "TAB003", f"{excerpt(value)} is not {expected}", hint, pointer)
    if kind in _WORDS:
        return Diagnostic(document.at(pointer), "TAB003", f"{_WORDS[kind]}, not {excerpt(value)}", "", pointer)
    message = error["msg"][:1].lower() + error["msg"][1:]
    return Diagnostic(document.at(pointer), "TAB003", f"{message}, not {excerpt(value)}", "", pointer)


def _steps(data: Any, loc: Loc) -> Iterator[tuple[int | str, bool, Any]]:
    """Each segment of a pydantic location: (segment, whether it is a step in the data, the value reached)."""
    for segment in loc:
        inside = isinstance(data, list) and isinstance(segment, int) and segment < len(data)
        is_step = inside or (isinstance(data, dict) and segment in data)
        if is_step:
            data = data[segment]
        # else: the name of a union's branch, or of a missing field
        yield segment, is_step, data


def _place(data: Any, loc: Loc) -> tuple[str, Any]:
    pointer, value = "", data
    for segment, is_step, reached in _steps(data, loc):
        if is_step:
            pointer, value = join_pointer(pointer, segment), reached
    return pointer, value


def _one_branch_each(data: Any, errors: list[Any]) -> list[Any]:
    """Of a union that failed in every branch, the errors of the branch that is most nearly meant."""
    groups: dict[str, dict[int | str, list[Any]]] = {}
    kept: list[Any] = []
    for error in errors:
        branch = _branch(data, error)
        if branch is None:
            kept.append(error)
        else:
            groups.setdefault(branch[0], {}).setdefault(branch[1], []).append(error)
    for pointer, branches in groups.items():
        kept.extend(min(branches.values(), key=partial(_distance, data, pointer)))
    return [error for error in kept if error["type"] != "too_short" or not _follows(error, kept)]


def _follows(error: Any, errors: list[Any]) -> bool:
    """pydantic calls a list too short when its items were refused: only the items are worth telling."""
    depth = len(error["loc"])
    return any(other["loc"][:depth] == error["loc"] and len(other["loc"]) > depth for other in errors)


def _branch(data: Any, error: Any) -> tuple[str, int | str] | None:
    """(pointer of the value, branch name) of the outermost union an error lies in."""
    pointer = ""
    loc = error["loc"]
    for number, (segment, is_step, _) in enumerate(_steps(data, loc)):
        if is_step:
            pointer = join_pointer(pointer, segment)
        elif number + 1 < len(loc) or error["type"] not in ("missing", "extra_forbidden"):
            return pointer, segment
    return None


def _distance(data: Any, pointer: str, errors: list[Any]) -> tuple[int, int]:
    """How far a branch is from the value: another type is farthest; own fields count before what is deeper inside."""
    own = 0
    for error in errors:
        place, value = _place(data, error["loc"])
        if error["type"] == "missing":
            own += place == pointer
        elif error["type"] == "extra_forbidden":
            own += place.rpartition("/")[0] == pointer
        elif place == pointer and not (error["type"] == "literal_error" and isinstance(value, str)):
            own += _OTHER_TYPE
    return own, len(errors)


def _fields(model: type[BaseModel], loc: Loc) -> set[str]:
    """The field names at the place where a field too many was found."""
    models: set[type[BaseModel]] = {model}
    for segment in loc[:-1]:
        below = [found.model_fields[segment] for found in models if segment in found.model_fields]
        named = {found for found in models if found.__name__ == segment}
        if below:
            models = {inner for field in below for inner in _models(field.annotation)}
        elif named:
            models = named
    return {name for found in models for name in found.model_fields}


def _models(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        annotation.model_rebuild()  # a format may name what is defined after it
        yield annotation
    for argument in typing.get_args(annotation):
        yield from _models(argument)
