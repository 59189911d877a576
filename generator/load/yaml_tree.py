"""The strict YAML reader: plain data and the place of every node, in one pass over libyaml's event stream.

What two YAML readers could read differently, and what a reviewer could not see, is refused with a remedy:

| code | refused |
|---|---|
| YAML001 | what is not YAML at all |
| YAML002 | a key twice in one mapping |
| YAML003 | a key that is not text |
| YAML004 | tags, directives |
| YAML005 | plain scalars that YAML 1.1 and 1.2 read differently (`on`, `16:9`, `010`, `2024-01-01`) |
| YAML006 | numbers that are not finite or that JSON cannot carry |
| YAML007 | anchors, aliases and merge keys |
| YAML008 | an empty file, more than one document, a root that is not a mapping |
| YAML009 | invalid UTF-8, a byte order mark, characters nobody can see |
| YAML010 | more than 10 MB, 200,000 nodes, 200 levels, or a pointer of 4,000 characters |
| YAML011 | a member of `{…}` without a value: mostly a text with a comma that needs quotes |

MAP001, the code of a mapping that is no strict YAML, is another name for all of these.
"""

from __future__ import annotations

import re
from typing import Any

import yaml

from generator.diagnostics import Diagnostic, Position, SpecError, excerpt
from generator.load.document import Document, Mark
from generator.load.scalars import ScalarError, resolve

MOST_BYTES = 10_000_000
MOST_NODES = 200_000
MOST_LEVELS = 200
LONGEST_POINTER = 4_000
MOST_FINDINGS = 100

# C0 (but tab, LF, CR), DEL, C1, line separators, bidi controls, BOM, non-characters
_UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]")
_NEVER = re.compile("[\x00\x80-\x9f\ud800-\udfff]")
_BREAK = re.compile(r"\r\n|\r|\n")
_REMEDIES = (
    (
        "mapping values are not allowed",
        "quote the value: a plain scalar may not contain ': '; or check the indentation",
    ),
    ("found a tab character", "indent with spaces, not tabs"),
    ("could not find expected ':'", "a key needs ': ' behind it on its line; quote text that goes over lines"),
    ("invalid Unicode character escape", "a lone surrogate is no character; write the character itself"),
    ("found unexpected end of stream", "a quote or bracket is not closed"),
    ("did not find expected ',' or", "a bracket is not closed, or a text inside brackets needs quotes"),
    ("did not find expected node content", "a bracket is not closed, or a value is missing"),
    ("did not find expected", "check the indentation, and quote texts that begin or go on behind a quote"),
    ("unknown escape", "write a backslash in double quotes as \\\\, or use single quotes"),
    ("found undefined tag", "leave the tag out"),
    ("sequence entries are not allowed", "a list begins on its own line; quote a text that begins with '- '"),
)


def parse(raw: bytes, name: str, prefix: str = "") -> Document:
    """One file's bytes as a Document. Raises SpecError with everything found wrong in it."""
    file = prefix + name
    text = _decoded(raw, file)
    builder = _Builder(file)
    try:
        for event in yaml.parse(text, Loader=yaml.CSafeLoader):
            builder.take(event)
    except yaml.YAMLError as error:
        builder.findings.append(_not_yaml(error, text, file))
    except _Stop:
        pass
    builder.finish()
    return Document(name, builder.data, builder.mark, prefix)


def _decoded(raw: bytes, file: str) -> str:
    if len(raw) > MOST_BYTES:
        raise SpecError([_limit(Position(file, 1, 1), f"the file is larger than {MOST_BYTES:,} bytes")])
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        place = _place(raw[: error.start].decode("utf-8"), file)
        raise SpecError([Diagnostic(place, "YAML009", "the file is not UTF-8", "save it as UTF-8")]) from None
    unseen = _UNSEEN.search(text)
    if unseen:
        place = _place(text[: unseen.start()], file)
        bom = unseen.group() == "\ufeff"
        hint = "save it without one" if bom else "remove it, or write it as an escape in double quotes"
        what = "a byte order mark" if bom else f"the invisible character U+{ord(unseen.group()):04X}"
        raise SpecError([Diagnostic(place, "YAML009", f"the file contains {what}", hint)])
    return text


def _place(before: str, file: str) -> Position:
    lines = _BREAK.split(before)
    return Position(file, len(lines), len(lines[-1]) + 1)


def _limit(place: Position, message: str) -> Diagnostic:
    return Diagnostic(place, "YAML010", message, "split the file, or make it smaller")


def _not_yaml(error: yaml.YAMLError, text: str, file: str) -> Diagnostic:
    mark = getattr(error, "problem_mark", None)
    problem = str(getattr(error, "problem", None) or "the text is not YAML")
    place = Position(file, mark.line + 1, mark.column + 1) if mark else Position(file, 1, 1)
    if "cannot start any token" in problem and mark is not None:
        line = _BREAK.split(text)[mark.line]
        char = line[mark.column : mark.column + 1]
        if char == "\t":
            return Diagnostic(
                place, "YAML001", "a tab where a value or indentation is expected", "use spaces, not tabs"
            )
        return Diagnostic(place, "YAML001", f"a plain text may not begin with '{char}'", "quote the text")
    hint = next((remedy for part, remedy in _REMEDIES if part in problem), "")
    return Diagnostic(place, "YAML001", problem, hint)


class _Stop(Exception):
    """Nothing more is worth reading."""


class _Frame:
    """A collection that is being read. `key` is the mapping key whose value comes next, at `line` and `column`."""

    __slots__ = ("column", "data", "in_braces", "is_mapping", "key", "length", "line", "marks")

    def __init__(self, data: Any, marks: Any, length: int, in_braces: bool) -> None:
        self.data = data
        self.marks = marks
        self.length = length
        self.in_braces = in_braces
        self.is_mapping = isinstance(data, dict)
        self.key: str | None = None
        self.line = self.column = 0


class _Builder:
    """Builds data and marks from events, without recursion; collects findings and goes on where it can."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.data: Any = None
        self.mark = Mark(file, 1, 1)
        self.findings: list[Diagnostic] = []
        self._frames: list[_Frame] = []
        self._nodes = 0
        self._documents = 0

    def take(self, event: Any) -> None:
        """One event. Raises _Stop when the rest cannot be read in a meaningful way."""
        kind = type(event)
        if kind is yaml.ScalarEvent:
            self._scalar(event)
        elif kind is yaml.MappingStartEvent:
            self._open(event, {}, {})
        elif kind is yaml.SequenceStartEvent:
            self._open(event, [], [])
        elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
            self._close()
        elif kind is yaml.AliasEvent:
            self._find(event, "YAML007", f"the alias {excerpt('*' + event.anchor)}", "write the value out, or use $ref")
            if self._expects_key():
                raise _Stop
            self._add(None, self._mark(event))
        elif kind is yaml.DocumentStartEvent:
            self._document(event)

    def finish(self) -> None:
        """Raises SpecError when anything was found."""
        if not self._documents and not self.findings:
            self.findings.append(Diagnostic(self.mark.position(), "YAML008", "the file is empty"))
        if not self.findings and not isinstance(self.data, dict):
            self.findings.append(Diagnostic(self.mark.position(), "YAML008", "the root is not a mapping"))
        if self.findings:
            raise SpecError(self.findings)

    def _document(self, event: Any) -> None:
        self._documents += 1
        if self._documents > 1:
            self._find(event, "YAML008", "a second document", "one file holds one document: remove the '---'")
            raise _Stop
        if event.version or event.tags:
            self._find(event, "YAML004", "a % directive", "leave it out")

    def _scalar(self, event: Any) -> None:
        text, style = event.value, event.style
        if event.anchor is not None or event.tag is not None:
            self._refuse_properties(event)
        if (style == '"' and not text.isascii()) or "\0" in text:
            self._refuse_characters(event, text)
        plain = not style and event.implicit[0]
        frame = self._frames[-1] if self._frames else None
        if frame is not None and frame.key is None and frame.is_mapping:
            self._key(event, frame, text, plain)
        else:
            start = event.start_mark
            value = self._value(event, text) if plain else text
            self._add(value, Mark(self.file, start.line + 1, start.column + 1))

    def _refuse_characters(self, event: Any, text: str) -> None:
        """What the check of the whole file cannot see: characters written as escapes."""
        never = _NEVER.search(text)
        if never:
            char = f"U+{ord(never.group()):04X}"
            self._find(event, "YAML009", f"a text with the character {char}", "leave it out")

    def _value(self, event: Any, text: str) -> Any:
        if not text and self._frames and self._frames[-1].in_braces:
            key = excerpt(self._frames[-1].key)
            self._find(event, "YAML011", f"{key} has no value", "quote a text that contains ','; or write null")
        try:
            return resolve(text)
        except ScalarError as error:
            self._find(event, error.code, str(error), error.hint)
            return None

    def _key(self, event: Any, frame: _Frame, text: str, plain: bool) -> None:
        frame.key, start = text, event.start_mark
        frame.line, frame.column = start.line + 1, start.column + 1
        if plain and text == "<<":
            self._find(event, "YAML007", "a merge key", "write the members out, or use $ref")
        elif plain and text not in frame.data:
            value = self._value(event, text)
            if value is not None and not isinstance(value, str):
                self._find(event, "YAML003", f"the key {excerpt(text)} is not text", f"quote it: {excerpt(text)}")
            elif value is None and (text in ("", "~") or text.lower() == "null"):
                self._find(event, "YAML003", "a key that is null", "quote it, or write the missing key")
        if text in frame.data:
            first = frame.marks[text].line
            self._find(
                event,
                "YAML002",
                f"the key {excerpt(text)} stands here again, first in line {first}",
                "remove or rename one of the two",
            )
        if frame.length + len(text) > LONGEST_POINTER:
            self._find(event, "YAML010", "the keys down to here are too long", "shorten them")
            raise _Stop

    def _open(self, event: Any, data: Any, children: Any) -> None:
        self._refuse_properties(event)
        if self._expects_key():
            self._find(event, "YAML003", "a mapping or list stands as a key", "a key is one quoted text")
            raise _Stop
        mark = self._mark(event, children)
        length = self._frames[-1].length + len(self._frames[-1].key or "") + 4 if self._frames else 0
        self._add(data, mark)
        self._frames.append(_Frame(data, children, length, bool(event.flow_style) and isinstance(data, dict)))
        if len(self._frames) > MOST_LEVELS:
            self.findings.append(_limit(mark.position(), f"more than {MOST_LEVELS} levels of nesting"))
            raise _Stop

    def _close(self) -> None:
        self._frames.pop()

    def _add(self, value: Any, mark: Mark) -> None:
        self._nodes += 1
        if self._nodes > MOST_NODES:
            self.findings.append(_limit(mark.position(), f"more than {MOST_NODES:,} nodes"))
            raise _Stop
        if not self._frames:
            self.data, self.mark = value, mark
            return
        frame = self._frames[-1]
        if frame.is_mapping:
            mark.line, mark.column = frame.line, frame.column
            frame.data[frame.key] = value
            frame.marks[frame.key] = mark
            frame.key = None
        else:
            frame.data.append(value)
            frame.marks.append(mark)

    def _expects_key(self) -> bool:
        return bool(self._frames) and self._frames[-1].key is None and self._frames[-1].is_mapping

    def _mark(self, event: Any, children: Any = None) -> Mark:
        start = event.start_mark
        return Mark(self.file, start.line + 1, start.column + 1, children)

    def _refuse_properties(self, event: Any) -> None:
        if event.anchor is not None:
            self._find(
                event, "YAML007", f"the anchor {excerpt('&' + event.anchor)}", "write the value out where it is needed"
            )
        if event.tag is not None:
            self._find(
                event, "YAML004", f"the tag {excerpt(event.tag)}", "leave it out; quote a text that begins with '!'"
            )

    def _find(self, event: Any, code: str, message: str, hint: str) -> None:
        mark = event.start_mark
        self.findings.append(Diagnostic(Position(self.file, mark.line + 1, mark.column + 1), code, message, hint))
        if len(self.findings) >= MOST_FINDINGS:
            raise _Stop
