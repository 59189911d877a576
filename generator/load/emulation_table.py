"""The section `emulation` of `client.yaml`: what the emulator must know and nothing else in the specs says.

An answer is never written here: a row names an example by the operation whose file has it and by its name.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

Name = Annotated[str, StringConstraints(min_length=1)]
Situation = Literal[
    "key_missing",
    "key_wrong",
    "key_early",
    "key_expired",
    "invalid",
    "invalid_missing",
    "invalid_unknown",
    "invalid_type",
    "unknown_id",
    "unknown_path",
    "wrong_method",
    "concurrency",
    "too_early",
    "too_late",
]
State = Literal["queued", "running", "succeeded", "failed", "canceled"]
Total = Literal["items", "page", "size", "pages", "total", "cost"]


class _Row(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class Listing(_Row):
    """How a list of jobs is narrowed and counted."""

    filters: dict[Name, Name] = Field(
        default={}, description="query parameter to the property of an item it must equal"
    )
    unless_asked: tuple[State, ...] = Field(default=(), description="the states listed when no status is asked for")
    totals: dict[Name, Total] = Field(
        default={},
        description="property of the answer to what it counts: items of this page, the page, its size, pages, all items, cost",
    )
    source: Name


class Faults(_Row):
    """How a refused body is told fault by fault."""

    place: Name = Field(description="path of the list of names that lead to the fault, `detail[].loc` say")
    words: dict[Name, Name] = Field(default={}, description="pydantic's type of error to the provider's word")
    source: Name


class Balance(_Row):
    """Where the account's balance stands, and what one video takes from it, in the provider's unit."""

    call: Name
    path: Name
    each: Annotated[float, Field(gt=0)]
    source: Name


class Emulation(_Row):
    """Which example is the answer in which situation, and what of lists and notices no contract can say.

    Without a row the first example of a fitting error kind answers: of the operation itself, else of any.
    """

    situations: dict[Situation, dict[Name, Name]] = Field(
        default={}, description="operation to the name of its example; the first row also answers for all others"
    )
    texts: dict[Situation, Name] = Field(
        default={}, description="the message in that situation; {field} and {reason} are filled in"
    )
    faults: Faults | None = None
    lists: dict[Name, Listing] = {}
    balance: Balance | None = None
    cancel: dict[State, Name] = Field(
        default={}, description="state of the job to the example that answers a cancellation"
    )
    notify: tuple[State, ...] = Field(default=(), description="the states whose beginning is reported to a callback")
    source: Name
