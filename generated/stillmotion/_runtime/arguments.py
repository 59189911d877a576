"""From the arguments of a generated method to the values a session takes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import Enum
from types import NoneType
from typing import TYPE_CHECKING, Any, Final, TypeVar, cast

from pydantic_core import to_json

from .models import OpenRequestModel, RequestModel, RequestRoot, WireModel
from .operation import CallOptions
from .values import OMIT

if TYPE_CHECKING:
    from .retry import RetryPolicy

ModelT = TypeVar("ModelT", bound=WireModel)
WholeT = TypeVar("WholeT", bound=WireModel | RequestRoot)


def one_request(model: type[ModelT], request: ModelT | None, /, **fields: Any) -> ModelT:
    """The request given whole, or one made of the fields that are not `OMIT`; a new model, judged as it stands now.

    Raises TypeError when both are given or `request` is no `model`, pydantic's ValidationError when the contract is
    broken, also by an attribute assigned after the request was made.
    """
    return _one(model, request, fields)


def optional_request(model: type[WholeT], request: WholeT | None, /, **fields: Any) -> WholeT | None:
    """Like `one_request`; None when neither the request nor any field is given. A root model has no fields."""
    if request is None and all(value is OMIT for value in fields.values()):
        return None
    return _one(model, request, fields)


def whole_request(model: type[WholeT], request: WholeT | None, /) -> WholeT:
    """A request that has no form but the whole; a new model, judged as it stands now.

    Raises TypeError when it is no `model`, pydantic's ValidationError when the contract is broken.
    """
    return _judged(model, _instance(model, request))


def _one(model: type[WholeT], request: WholeT | None, fields: Mapping[str, Any]) -> WholeT:
    given = {name: value for name, value in fields.items() if value is not OMIT}
    if request is None:
        return _made(model, given)
    whole = _instance(model, request)
    if given:
        article = _with_article(model)
        raise TypeError(f"give either {article} or its fields, not both (also given: {', '.join(given)})")
    return _judged(model, whole)


def _made(model: type[WholeT], given: Mapping[str, Any]) -> WholeT:
    """A request of fields. A model among them was judged when it was made, and may have changed since."""
    try:
        return model(**{name: _fresh(value) for name, value in given.items()})
    except (_StrayError, ValueError, RecursionError):
        pass  # whatever is wrong is found and told by judging the request as one
    made = model(**given)
    return _judged(model, made) if any(map(_holds_model, given.values())) else made


def _fresh(value: Any) -> Any:
    """The value with its models judged anew, each by itself: much cheaper than the whole. Raises _StrayError for what
    needs the whole: a model of a caller's own class, whose like the contract does not know."""
    kind = type(value)
    if kind in _ATOMS:
        return value
    if kind is list:
        return [_fresh(each) for each in value]
    if kind is dict:
        return {key: _fresh(each) for key, each in value.items()}
    if kind.__base__ in _BASES:
        return _judged(kind, value)
    if isinstance(value, WireModel | RequestRoot | Mapping | tuple):
        raise _StrayError
    return value


def _instance(model: type[WholeT], request: object) -> WholeT:
    if isinstance(request, model):
        return request
    found = f"the class {request.__name__}" if isinstance(request, type) else type(request).__name__
    or_fields = ", or its fields as keywords" if issubclass(model, WireModel) else ""
    raise TypeError(f"give {_with_article(model)}{or_fields} (not {found})")


def _with_article(model: type) -> str:
    name = model.__name__
    spoken_with_consonant = name.startswith(("Eu", "One", "Once", "UR", "US", "UU", "Uni", "Us", "Ut"))
    return f"{'an' if name[:1] in 'AEIOU' and not spoken_with_consonant else 'a'} {name}"


_NOTHING: Final = CallOptions()
_BASES: Final = frozenset({RequestModel, OpenRequestModel, RequestRoot})
_ATOMS: Final = frozenset({str, int, float, bool, NoneType})
"""The types that are JSON as they stand. Asking an object's type is far cheaper than asking what it is an instance of."""


class _StrayError(Exception):
    """The value is none of JSON's (a file, an object of another kind), or stands under a name that is no field's."""


def _judged(model: type[WholeT], request: WholeT) -> WholeT:
    """What will be sent of the request, validated anew."""
    try:
        form = to_json(_plain(request), inf_nan_mode="constants")
    except (_StrayError, ValueError, RecursionError):
        return _judged_in_python(model, request)
    read = cast(WholeT, model.model_validate_json(form))
    # JSON has no files, so one read from it was text, which is no file to Python
    return _judged_in_python(model, request) if any(map(_is_file, vars(read).values())) else read


def _judged_in_python(model: type[WholeT], request: WholeT) -> WholeT:
    make = cast("Callable[..., WholeT]", model)
    if isinstance(request, WireModel):
        return make(**{name: _renewed(value) for name, value in _given(request).items()})
    return make(_renewed(request.root))


def _given(model: WireModel) -> dict[str, Any]:
    """What will be sent by Python names, and what `model_copy` added without being asked whether there is such a field."""
    names, known = model._python_to_wire, model.__pydantic_fields_set__
    form = {name: value for name, value in model.__dict__.items() if name in known or name not in names}
    extra = model.__pydantic_extra__
    return {**form, **extra} if extra else form


def _plain(value: Any) -> Any:
    """The value as plain JSON values by wire names. Raises _StrayError."""
    if type(value) in _ATOMS:
        return value
    if isinstance(value, WireModel):
        return _plain_fields(value)
    if isinstance(value, RequestRoot):
        return _plain(value.root)
    if isinstance(value, Enum):
        return _plain(value.value)
    if isinstance(value, Mapping) and all(isinstance(key, str) for key in value):
        return {key: _plain(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(each) for each in value]
    if value is None or isinstance(value, str | int | float):
        return value
    raise _StrayError


def _plain_fields(model: WireModel) -> dict[str, Any]:
    given, names = _given(model), model._python_to_wire
    if not (given.keys() <= names.keys() or all(name in names or model._accepts_extra(name) for name in given)):
        raise _StrayError
    return {names.get(name, name): value if type(value) in _ATOMS else _plain(value) for name, value in given.items()}


def _renewed(value: Any) -> Any:
    """The value with every model in it judged anew; pydantic takes a model for valid that once was."""
    if isinstance(value, WireModel | RequestRoot):
        return _judged(type(value), value)
    if isinstance(value, Mapping):
        return {key: _renewed(each) for key, each in value.items()}
    return [_renewed(each) for each in value] if isinstance(value, list) else value


def _is_file(value: object) -> bool:
    if type(value) in _ATOMS:
        return False
    return isinstance(value, bytes) or (isinstance(value, list) and any(map(_is_file, value)))


def _holds_model(value: object) -> bool:
    if type(value) in _ATOMS:
        return False
    if isinstance(value, Mapping):
        value = list(value.values())
    return isinstance(value, WireModel | RequestRoot) or (
        isinstance(value, list | tuple) and any(map(_holds_model, value))
    )


def call_options(
    timeout: float | None,
    extra_headers: Mapping[str, str] | None,
    extra_query: Mapping[str, Any] | None,
    extra_body: Mapping[str, Any] | None = None,
    retry: RetryPolicy | None = None,
) -> CallOptions:
    """What a caller adds to one call. Nothing is judged here: the session does, where it can name the call."""
    if timeout is None and extra_headers is None and extra_query is None and extra_body is None and retry is None:
        return _NOTHING
    return CallOptions(
        timeout,
        retry,
        {} if extra_headers is None else extra_headers,
        {} if extra_query is None else extra_query,
        {} if extra_body is None else extra_body,
    )
