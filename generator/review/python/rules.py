"""The rules of the Python layer. A type checker's complaint is "Python source"; what fails when it runs is "Python API"."""

from __future__ import annotations

from typing import Final

from generator.review.finding import Breaks, Layer, Rule, Severity


def _rule(severity: Severity, breaks: tuple[Breaks, ...], id_: str, why: str, example: str) -> Rule:
    return Rule(id_, Layer.PYTHON, severity, breaks, why, example)


def _breaking(id_: str, why: str, example: str) -> Rule:
    return _rule(Severity.BREAKING, (Breaks.PYTHON_API, Breaks.PYTHON_SOURCE), id_, why, example)


def _source(id_: str, why: str, example: str) -> Rule:
    return _rule(Severity.WARNING, (Breaks.PYTHON_SOURCE,), id_, why, example)


def _information(id_: str, why: str, example: str) -> Rule:
    return _rule(Severity.INFORMATION, (), id_, why, example)


_FIELDS: Final = (
    _breaking(
        "python-field-removed",
        "Setting it as a keyword is refused; reading it from an answer is no longer typed, and fails once it is not sent.",
        "ImageToVideoRequest.mood is gone, and so is create(mood=…)",
    ),
    _breaking(
        "python-field-added-required",
        "Every call that makes the model fails until it gives the new field.",
        "ImageToVideoRequest.size: Literal['SD', 'HD'] is new",
    ),
    _breaking(
        "python-field-became-required",
        "Calls that left it out fail.",
        "ImageToVideoRequest.seconds: Omittable[str] = None becomes str",
    ),
    _breaking(
        "python-answer-became-optional",
        "The attribute can be None, where code counts on a value.",
        "Task.id: str becomes Omittable[str]",
    ),
    _breaking(
        "python-type-narrowed",
        "Values that were accepted are refused before anything is sent.",
        "duration: Literal['5', '10'] becomes Literal['5']",
    ),
    _breaking(
        "python-type-changed",
        "What was accepted is refused, and what is accepted now was not.",
        "seed: int becomes str",
    ),
    _breaking(
        "python-answer-type-widened",
        "Readers meet a value of another type than the one they know.",
        "Task.reason: str becomes str | None",
    ),
    _breaking(
        "python-constraint-tightened",
        "Values that were accepted are refused before anything is sent.",
        "prompt: Field(max_length=2500) becomes Field(max_length=500)",
    ),
    _breaking(
        "python-rule-added",
        "Requests that break the rule are refused before anything is sent.",
        "at least one of image and image_tail is required",
    ),
    _breaking(
        "python-model-closed",
        "Fields that the model does not declare are refused.",
        "class Mood(OpenRequestModel) becomes class Mood(RequestModel)",
    ),
    _source(
        "python-alias-changed",
        "The attribute keeps its name and has another on the wire: stored JSON with the old one is not read into it.",
        "page_num: validation_alias 'pageNum' becomes 'page_num'",
    ),
    _information("python-field-added", "One more keyword or attribute.", "ImageToVideoRequest.mood is new"),
    _information("python-field-became-optional", "Calls may leave it out.", "count: int becomes Omittable[int] = None"),
    _information(
        "python-answer-became-required", "The attribute is never None.", "Task.id: Omittable[str] becomes str"
    ),
    _information(
        "python-type-widened", "More values are accepted.", "duration: Literal['5'] becomes Literal['5', '10']"
    ),
    _information(
        "python-answer-type-narrowed",
        "Readers meet fewer types; code for the others is never run.",
        "Task.reason: str | None becomes str",
    ),
    _information(
        "python-literal-changed",
        "Answers keep unknown words as text, so a word more or less only changes what an editor proposes.",
        "Task.state: Literal['new', 'ready'] | str gets 'paused'",
    ),
    _information(
        "python-constraint-loosened",
        "More values are accepted.",
        "prompt: Field(max_length=500) becomes Field(max_length=2500)",
    ),
    _information("python-rule-removed", "Requests are no longer held to the rule.", "image_tail may stand alone"),
    _information(
        "python-model-opened", "Fields that the model does not declare are sent.", "class Mood(OpenRequestModel)"
    ),
)

_SYMBOLS: Final = (
    _breaking(
        "python-kind-changed",
        "A class that becomes a type alias can no longer be called; an alias that becomes a class is another type.",
        "State: TypeAlias becomes class State",
    ),
    _breaking(
        "python-base-changed",
        "What the class is, and how strictly it validates, is another thing.",
        "class Voice(RequestModel) becomes class Voice(AnswerModel)",
    ),
    _breaking("python-symbol-removed", "Importing or calling it fails.", "kling.account.costs() is gone"),
    _breaking("python-symbol-renamed", "The old name fails.", "class Film becomes class Movie"),
    _breaking("python-parameter-removed", "Calls that give it fail.", "KlingClient(access_key=…) is gone"),
    _breaking(
        "python-parameter-required", "Calls that left it out fail.", "create(request=None) becomes create(request)"
    ),
    _breaking(
        "python-parameter-moved", "Calls by position give values to others.", "get(id, part) becomes get(part, id)"
    ),
    _breaking("python-return-changed", "Callers read another model.", "get() -> FilmAnswer becomes -> FilmState"),
    _source(
        "python-signature-changed",
        "A type checker may complain; calls go on working.",
        "operations.FILMS_GET: Final[Operation[models.A]] becomes Final[Operation[models.B]]",
    ),
    _information("python-symbol-added", "There is one more thing to import or call.", "kling.account.costs() is new"),
    _information("python-parameter-added", "One more keyword may be given.", "KlingClient(secret_key=…) is new"),
)

RULES: Final[tuple[Rule, ...]] = (*_FIELDS, *_SYMBOLS)
RANK: Final = {rule.id: (-rule.severity, number) for number, rule in enumerate(RULES)}
"""Worst first: under which of several rules a finding stands."""
