"""What a fault makes of an answer, as a script for the network."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from email.utils import formatdate
from typing import Any, Final

from .faults import Fault
from .network import Script
from .provider import EVIL
from .wire import Answer

_PAGE: Final = Answer(200, b"<!doctype html><p>maintenance", {"content-type": "text/html"})
_TORN: Final = {
    "reset": Script(ending="reset"),
    "close": Script(ending="close"),
    "silence": Script(ending="silence"),
    "garbage": Script(((0.1, b"\x16\x03\x01 what is this\r\n\r\n"),), "close"),
}


def script(fault: Fault | None, answer: Answer, refusal: Answer, behind: Answer, seconds: float, wall: float) -> Script:
    """What comes back. `answer` is the good one, `refusal` the provider's own words for the fault's status; `behind` the
    answer to some other request, `seconds` how long a server takes to begin, `wall` its time of day."""
    if fault is None:
        return Script(((seconds, _dated(answer, wall).wire()),))
    if fault.where == "lost":
        torn = _TORN[fault.name.partition(",")[0].partition(" ")[0]]
        pieces = tuple((seconds, piece) for _, piece in torn.pieces)
        return replace(torn, pieces=pieces, tears_the_request=fault.name.endswith("is written"))
    if fault.where == "code":
        return Script(((seconds, _dated(_coded(fault, refusal, wall), wall).wire()),))
    if fault.name.endswith("behind the answer"):
        return Script(((seconds, _dated(answer, wall).wire() + _dated(behind, wall).wire()),))
    return _SPOILT[fault.name](seconds, _dated(answer, wall).wire())


def _dated(answer: Answer, wall: float) -> Answer:
    return replace(answer, headers={"date": formatdate(wall, usegmt=True), **answer.headers})


def _coded(fault: Fault, refusal: Answer, wall: float) -> Answer:
    if fault.name.startswith("redirect"):
        return Answer(fault.status, {}, {"location": f"{EVIL}/elsewhere.mp4?signature=0"})
    after = {
        "429 with Retry-After in seconds": "2",
        "429 with Retry-After as a date": formatdate(wall + 3, usegmt=True),
        "429 with Retry-After beyond any deadline": "7200",
        "503 with Retry-After, not taken": "1",
    }.get(fault.name)
    return replace(refusal, headers={**refusal.headers, **({"retry-after": after} if after else {})})


def _parts(seconds: float, wire: bytes, pause: float) -> tuple[tuple[float, bytes], ...]:
    size = len(wire) // 12 + 1
    pieces = [wire[start : start + size] for start in range(0, len(wire), size)]
    return ((seconds, pieces[0]), *((pause, piece) for piece in pieces[1:]))


def _cut(seconds: float, wire: bytes, ending: Any) -> Script:
    return Script(((seconds, wire[: len(wire) * 2 // 3]),), ending)


_SPOILT: Final[dict[str, Callable[[float, bytes], Script]]] = {
    "slow answer": lambda seconds, wire: Script(((seconds + 4, wire),)),
    "very slow answer": lambda seconds, wire: Script(((seconds + 90, wire),)),
    "trickle": lambda seconds, wire: Script(_parts(seconds, wire, 0.3)),
    "trickle that takes too long": lambda seconds, wire: Script(_parts(seconds, wire, 11.0)),
    "cut, then close": lambda seconds, wire: _cut(seconds, wire, "close"),
    "cut, then reset": lambda seconds, wire: _cut(seconds, wire, "reset"),
    "cut, then silence": lambda seconds, wire: _cut(seconds, wire, "silence"),
    "connection closed after the answer": lambda seconds, wire: Script(((seconds, wire),), "close"),
    "page of HTML, not taken": lambda seconds, wire: Script(((seconds, _PAGE.wire()),)),
    "page of HTML, taken": lambda seconds, wire: Script(((seconds, _PAGE.wire()),)),
    "empty 200, taken": lambda seconds, wire: Script(((seconds, Answer(200, b"").wire()),)),
}
