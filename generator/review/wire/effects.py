"""What a kind of change does to callers and readers: the severity of a rule and its reason, said once per effect.

Severity comes from what is generated. Requests are strict and are sent as the contract says, so what narrows them breaks.
Answers are tolerant: unknown fields stay, enumerations are open, bounds and patterns are not judged; only their types and what
is required of them are. docs: templates/stillmotion/_runtime/models.py, generator/ir/types.py, generator/ir/shapes.py.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from generator.review.finding import Breaks, Severity

_WIRE, _API, _SOURCE = (Breaks.WIRE,), (Breaks.PYTHON_API,), (Breaks.PYTHON_SOURCE,)


@dataclass(frozen=True, slots=True)
class Effect:
    """The severity, who has to change something, and why."""

    severity: Severity
    breaks: tuple[Breaks, ...]
    why: str


EFFECTS: Mapping[str, Effect] = {
    "narrows": Effect(Severity.BREAKING, _WIRE, "A request that was accepted before may be refused now."),
    "narrows the type": Effect(
        Severity.BREAKING,
        (*_WIRE, *_API),
        "A request that was accepted before may be refused now, and the Python type takes less.",
    ),
    "widens": Effect(Severity.INFORMATION, (), "Whatever was accepted in a request is accepted as before, and more."),
    "may narrow": Effect(
        Severity.WARNING, _WIRE, "Whether every request that was accepted still is cannot be told from the two forms."
    ),
    "withdrawn": Effect(
        Severity.WARNING,
        (*_WIRE, *_API),
        "Callers that send it may be refused or ignored, and the name is gone from the Python signature.",
    ),
    "says nothing": Effect(Severity.INFORMATION, (), "Requests are made and accepted as before."),
    "means else": Effect(
        Severity.WARNING, _WIRE, "A call that leaves the value out is accepted as before and may do something else."
    ),
    "not sent": Effect(
        Severity.INFORMATION, (), "The property is readOnly: no request carries it, so no caller is concerned."
    ),
    "not judged": Effect(
        Severity.INFORMATION, (), "Answers are judged by types and required properties only, so all are read as before."
    ),
    "open": Effect(
        Severity.INFORMATION, (), "Enumerations of answers are open: a value that is not listed stays as it came."
    ),
    "raises": Effect(
        Severity.BREAKING,
        (*_WIRE, *_API),
        "Answers may not fit the types they were read with: released clients raise, and the Python type changes.",
    ),
    "fits": Effect(Severity.INFORMATION, (), "Every answer of the new form could come before."),
    "retyped": Effect(
        Severity.WARNING, _API, "Answers are still read, but the Python type that holds them may be another."
    ),
    "read as text": Effect(
        Severity.WARNING, _WIRE, "Headers of answers are kept as text: code that reads this one may find another form."
    ),
    "gone": Effect(Severity.WARNING, _API, "Answers are still read, but the attribute is gone from the Python model."),
    "not received": Effect(
        Severity.INFORMATION, (), "The property is writeOnly: no answer carries it, so no reader is concerned."
    ),
    "renames": Effect(Severity.BREAKING, _API, "The name in Python comes from this, so code that uses it must change."),
    "regroups": Effect(
        Severity.WARNING, _API, "In Python a method stands under its tag; whether it moves, the Python section tells."
    ),
    "hinted": Effect(Severity.INFORMATION, (), "Nothing stops working; it is announced."),
    "documents": Effect(Severity.INFORMATION, (), "Nothing on the wire and nothing in Python changes."),
    "new": Effect(Severity.INFORMATION, (), "Nothing that was there changes."),
    "unreachable": Effect(
        Severity.BREAKING, (*_WIRE, *_API), "Calls that worked are answered by an error, and the method is gone."
    ),
    "announced": Effect(
        Severity.WARNING,
        (*_WIRE, *_API),
        "The call is gone as it was announced; code that still makes it stops working.",
    ),
    "refused": Effect(Severity.BREAKING, _WIRE, "Calls that were let in may be refused."),
    "needs care": Effect(Severity.WARNING, _WIRE, "Whether running code is concerned depends on how it is used."),
    "unread": Effect(Severity.BREAKING, _WIRE, "Code that waits for this does not get it any more."),
    "kept on": Effect(Severity.WARNING, (), "The date until when it works is not known any more."),
    "retyped source": Effect(Severity.INFORMATION, _SOURCE, "What runs goes on running; a type checker may complain."),
}
