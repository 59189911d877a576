"""The two bases of generated models: requests are strict and closed, answers are tolerant and open.

Both read wire data by wire names only; Python code constructs them by Python names. An optional field that the contract
does not call nullable is `Omittable[T]`: it reads as `T | None` (None: absent) and refuses an explicit null.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Annotated, Any, ClassVar, Self, TypeVar

from pydantic import BaseModel, ConfigDict, GetCoreSchemaHandler, RootModel, ValidationError
from pydantic_core import CoreSchema, InitErrorDetails, PydanticCustomError, core_schema

from .values import OMIT

T = TypeVar("T")


class _NotNull:
    """Takes None back out of the accepted values while the annotation keeps it for the reader."""

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        schema = handler(source)
        inner: CoreSchema = schema["schema"] if schema["type"] == "nullable" else schema
        return inner


Omittable = Annotated[T | None, _NotNull()]


class _Integral:
    """Takes 5.0 for 5, and not true for 1: to JSON Schema a number without a fraction is an integer."""

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_before_validator_function(_to_integer, handler(source))


def _to_integer(value: Any) -> Any:
    if type(value) is int:
        return value
    if isinstance(value, bool):
        raise PydanticCustomError("int_type", "Input should be a valid integer")
    return int(value) if isinstance(value, float) and value.is_integer() else value


class _Exact:
    """Keeps an integer an integer where any number may stand: a float would lose digits beyond 2**53."""

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        as_it_is = core_schema.simple_ser_schema("any")
        return core_schema.no_info_wrap_validator_function(_keep_integer, handler(source), serialization=as_it_is)


def _keep_integer(value: Any, handler: Callable[[Any], Any]) -> Any:
    number = handler(value)
    return value if type(value) is int else number


INTEGRAL = _Integral()
Number = Annotated[float, _Exact()]
Integer = Annotated[int, INTEGRAL]


@dataclass(frozen=True, slots=True)
class Broken:
    """A cross-field rule of the contract that a value breaks: plain words, the fields, the line that says so."""

    message: str
    fields: tuple[str, ...]
    source: str


def enforce(model: WireModel, rules: Callable[[Mapping[str, Any], set[str]], Iterable[Broken]]) -> None:
    """Judge a model by its contract's cross-field rules; every rule broken is one error of type `contract_rule`. The rules
    get the model's fields by Python names, and the names of those that were given.

    An error's location is the first field the rule names; `ctx` has all `fields`, by wire names, and the `source` line.
    Raises pydantic's ValidationError, which the validation in progress takes over with locations completed.
    """
    found = [*rules(model.__dict__, model.__pydantic_fields_set__)]
    if found:
        raise _broken(model, found, given(model))


def enforce_form(model: WireModel | RequestRoot, rules: Callable[[Any], Iterable[Broken]]) -> None:
    """The same for rules that may look at anything: they get the model's form, by wire names."""
    form = model._form_to_judge()
    found = [*rules(form)]
    if found:
        raise _broken(model, found, form)


def given(model: WireModel) -> dict[str, Any]:
    """What a model was given, by wire names, in no order; models in it stay models. Much cheaper than a dump."""
    names, values = model._python_to_wire, model.__dict__
    if not model.__pydantic_extra__:
        return {names[name]: values[name] for name in model.__pydantic_fields_set__}
    known = values.keys() & model.__pydantic_fields_set__
    return {**{names[name]: values[name] for name in known}, **model.__pydantic_extra__}


def _broken(model: WireModel | RequestRoot, found: list[Broken], form: Any) -> ValidationError:
    return ValidationError.from_exception_data(type(model).__name__, [_detail(rule, form) for rule in found])


def _detail(rule: Broken, value: Any) -> InitErrorDetails:
    context = {"message": rule.message, "fields": rule.fields, "source": rule.source}
    error = PydanticCustomError("contract_rule", "{message} ({source})", context)
    location = tuple(rule.fields[0].split(".")) if rule.fields else ()
    shown = value.get(location[0]) if location and isinstance(value, Mapping) else value
    return InitErrorDetails(type=error, loc=location, input=shown)


class WireModel(BaseModel):
    """What both bases share: construction by Python names, wire data by wire names."""

    model_config = ConfigDict(
        strict=True,
        allow_inf_nan=False,
        validate_by_alias=True,
        validate_by_name=False,
        serialize_by_alias=True,
        protected_namespaces=(),
    )

    _python_to_wire: ClassVar[dict[str, str]]

    def __init__(self, /, **values: Any) -> None:
        self.__pydantic_validator__.validate_python(self._to_wire_names(values), self_instance=self)

    # pydantic calls a custom __init__ for every validated dict; this marker says that ours only renames keywords
    __init__.__pydantic_base_init__ = True  # type: ignore[attr-defined]

    @classmethod
    def __pydantic_init_subclass__(cls, **kwargs: Any) -> None:
        super().__pydantic_init_subclass__(**kwargs)
        cls._python_to_wire = {
            name: field.validation_alias if isinstance(field.validation_alias, str) else name
            for name, field in cls.model_fields.items()
        }

    @classmethod
    def _to_wire_names(cls, values: Mapping[str, Any]) -> dict[str, Any]:
        known = cls._python_to_wire
        if not values.keys() <= known.keys():
            unknown = [name for name in values if name not in known and not cls._accepts_extra(name)]
            if unknown:
                found = [cls._unknown(name, values) for name in unknown]
                raise ValidationError.from_exception_data(cls.__name__, found)
        return {known.get(name, name): value for name, value in values.items()}

    @classmethod
    def _accepts_extra(cls, name: str) -> bool:
        return cls.model_config.get("extra") == "allow" and name not in cls._python_to_wire.values()

    @classmethod
    def _unknown(cls, name: str, values: Mapping[str, Any]) -> InitErrorDetails:
        import difflib

        near = difflib.get_close_matches(name, cls._python_to_wire, n=1)
        hint = f"; did you mean {near[0]}?" if near else ""
        error = PydanticCustomError("unknown_field", "no such field{hint}", {"hint": hint})
        return InitErrorDetails(type=error, loc=(name,), input=values[name])

    @classmethod
    def of(cls, /, **values: Any) -> Self:
        """Construct from Python names, leaving out every value that is `OMIT`. Raises pydantic's ValidationError."""
        return cls(**{name: value for name, value in values.items() if value is not OMIT})

    def _form_to_judge(self) -> dict[str, Any]:
        return given(self)

    def wire(self) -> dict[str, Any]:
        """The wire form: a dict by wire names that holds what was given and nothing else."""
        return self.model_dump(by_alias=True, exclude_unset=True)

    def wire_json(self) -> bytes:
        """The wire form as JSON bytes."""
        return self.__pydantic_serializer__.to_json(self, by_alias=True, exclude_unset=True)


class RequestModel(WireModel):
    """Base of what is sent: unknown fields, wrong types and broken rules are refused before anything leaves."""

    model_config = ConfigDict(extra="forbid")


class AnswerModel(WireModel):
    """Base of what is received: unknown fields are kept, unknown enum values stay as they came."""

    __slots__ = ("_raw_response",)
    model_config = ConfigDict(extra="allow")


class OpenRequestModel(RequestModel):
    """Base of requests whose contract leaves room for properties it does not name; those go by wire name."""

    model_config = ConfigDict(extra="allow")


class _Root(RootModel[Any]):
    """What both roots share: the value itself, strictly read."""

    model_config = ConfigDict(strict=True, validate_by_alias=True, validate_by_name=False, allow_inf_nan=False)

    def wire(self) -> Any:
        """The wire form: plain JSON values by wire names."""
        return self.model_dump(by_alias=True, exclude_unset=True)

    def wire_json(self) -> bytes:
        """The wire form as JSON bytes."""
        return self.__pydantic_serializer__.to_json(self, by_alias=True, exclude_unset=True)


class RequestRoot(_Root):
    """Base of request bodies that are no objects with declared properties; `root` is the value."""

    def _form_to_judge(self) -> Any:
        return self.wire()


class AnswerRoot(_Root):
    """Base of answers that are no objects with declared properties; `root` is the value."""

    __slots__ = ("_raw_response",)
