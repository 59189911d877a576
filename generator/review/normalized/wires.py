"""Which wire properties a row names, and which of them changed: the places by which a row hangs on a wire finding."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from generator.lint.contract import at
from generator.lint.json_paths import same_value, walk
from generator.lint.mapping import answers
from generator.lint.mapping.subject import Subject, carried
from generator.load.mapping_table import Constant, FromHeader, FromWords, Reader
from generator.review.finding import Occurrence, Side
from generator.review.parts import place


@dataclass(frozen=True, slots=True)
class Subjects:
    """What the mapping of one provider is about, on both sides."""

    name: str
    old: Subject
    new: Subject

    def seen(self, pointers: Iterable[tuple[Side, str]]) -> Iterator[Occurrence]:
        """The wire properties at these pointers that differ between the sides."""
        sides = {Side.BASE: self.old.contract, Side.HEAD: self.new.contract}
        spots = {spot for side, pointer in pointers for spot in (pointer, *same_value(sides[side], pointer))}
        for spot in sorted(spots):
            before, after = (at(document, spot) for document in sides.values())
            if before != after:
                base = place(Side.BASE, self.old.contract, spot) if before is not None else None
                head = place(Side.HEAD, self.new.contract, spot) if after is not None else None
                yield Occurrence(f"{self.name} · {spot}", base, head)


def of_field(subjects: Subjects, field: str) -> Iterator[tuple[Side, str]]:
    """The wire properties that the row of a request field names, on each side."""
    for side, subject in ((Side.BASE, subjects.old), (Side.HEAD, subjects.new)):
        for found in subject.fates():
            if found.field == field:
                paths = [*carried(found.fate)]
                if found.fate.joint:
                    paths += subject.table.joint[found.fate.joint].wire
                for path in paths:
                    yield from _wire(side, subject, found.fate.place, path)


def of_property(subjects: Subjects, where: str, path: str) -> Iterator[tuple[Side, str]]:
    """One wire property of the submit call, on each side that has it."""
    for side, subject in ((Side.BASE, subjects.old), (Side.HEAD, subjects.new)):
        yield from _wire(side, subject, where, path)


def _wire(side: Side, subject: Subject, where: str, path: str) -> Iterator[tuple[Side, str]]:
    wire = subject.wire(where, path)
    if wire is not None:
        yield side, wire.pointer


def of_reader(subjects: Subjects, name: str, *, is_video: bool) -> Iterator[tuple[Side, str]]:
    """The properties of answers that the row of an answer's field reads, on each side."""
    for side, subject in ((Side.BASE, subjects.old), (Side.HEAD, subjects.new)):
        rows = answers.videos(subject) if is_video else answers.fields(subject)
        if name in rows:
            yield from ((side, pointer) for pointer in _read(subject, rows[name], is_video=is_video))


def _read(subject: Subject, row: Reader, *, is_video: bool) -> Iterator[str]:
    if row.from_ is None:
        return
    for role, one in answers.readings(subject, row).items():
        path = one.path if isinstance(one, FromWords) else one
        if path and not isinstance(path, Constant | FromHeader):
            roots = answers.video_places(subject, role) if is_video else answers.jobs(subject, role)
            yield from walk(subject.contract, roots, path).found
