"""Bundles a contract written in several files: one document whose every `$ref` is `#/components/<section>/<Name>`.

Two passes: gather every target that is reached, name all of them at once, then copy. Names do not depend on the order
of the walk. What a `$ref` reaches outside the contract becomes a component; positions keep the file of origin.

| code | refused |
|---|---|
| REF001 | a URL: the network is never opened |
| REF002 | a path that leaves the specs folder, or is no YAML or JSON file below it |
| REF003 | a file that does not exist |
| REF004 | a pointer to nothing |
| REF005 | a pointer that is not a component of the contract |
| REF006 | a target that is not a mapping, or a `$ref` that is not text |
| REF007 | references that only lead to each other |
| REF008 | `$id`, `$anchor`, `$dynamicRef`, `$dynamicAnchor` |
| REF009 | `$ref` where OpenAPI or this generator has none |
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import unquote

from generator.diagnostics import Diagnostic, SpecError, excerpt, nearest
from generator.load.cycles import endless
from generator.load.document import Document, Mark, join_pointer, split_pointer
from generator.load.files import SUFFIXES
from generator.load.shape import IN_PLACE, SECTIONS, children

_ANCHORS = ("$id", "$anchor", "$dynamicRef", "$dynamicAnchor")
_URL = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|//")
_RELATIVE = re.compile(r"[^\x00-\x20\\?%:]+\Z")


@dataclass(frozen=True, slots=True, order=True)
class Target:
    """What a `$ref` leads to: a node of one file, read as one kind of thing."""

    file: str
    pointer: str
    kind: str


@dataclass(frozen=True, slots=True)
class Bundle:
    """The bundled contract and the names of all files it was read from."""

    document: Document
    files: frozenset[str]


def bundle(entry: Document, read: Callable[[str], Document], exists: Callable[[str], bool]) -> Bundle:
    """`entry` with everything its references reach in other files.

    `read` gives a file by its name below the specs root (SpecError when it cannot), `exists` tells whether there is
    one. Raises SpecError with all REF… findings, and those of the files that were read.
    """
    gathering = _Gathering(entry, read, exists)
    gathering.run()
    if gathering.findings:
        raise SpecError(gathering.findings)
    targets = sorted(gathering.outside)
    _check_sections(entry, targets)
    names = _names(entry, targets)
    document = _assemble(entry, gathering, names) if names or gathering.rewrites else entry
    return Bundle(document, frozenset(gathering.documents))


class _Gathering:
    """The walk over everything reached. `rewrites` maps id(mapping with $ref) to what it leads to."""

    def __init__(self, entry: Document, read: Callable[[str], Document], exists: Callable[[str], bool]) -> None:
        self.entry = entry
        self.documents: dict[str, Document] = {entry.name: entry}
        self.outside: set[Target] = set()
        self.rewrites: dict[int, Target] = {}
        self.findings: list[Diagnostic] = []
        self._read = read
        self._exists = exists
        self._broken: set[str] = set()
        # edges that do not go down into the value: references, and members that judge the same value
        self._edges: dict[Target, list[Target]] = {}

    def run(self) -> None:
        """Walks from the contract's root through every reference."""
        pending = [Target(self.entry.name, "", "root")]
        while pending:
            for found in self._walk(pending.pop()):
                # the contract's own components are below its root
                if found.file != self.entry.name and found not in self.outside:
                    self.outside.add(found)
                    pending.append(found)
        for loop in endless(self._edges):
            self._loop(loop)

    def _walk(self, start: Target) -> list[Target]:
        """The references below one node, not through them."""
        document = self.documents[start.file]
        found: list[Target] = []
        pending = [(start.pointer, start.kind, _at(document.data, start.pointer))]
        while pending:
            pointer, kind, node = pending.pop()
            if not isinstance(node, dict):
                continue
            here = Target(document.name, pointer, kind)
            if "$ref" in node:
                target = self._target(document, pointer, kind, node)
                if target is not None:
                    found.append(target)
                    self._edges.setdefault(here, []).append(target)
            if kind == "schema":
                self._refuse_anchors(document, pointer, node)
            for path, below, value in children(kind, node):
                place = join_pointer(pointer, *path)
                pending.append((place, below, value))
                if kind == "schema" and path[0] in IN_PLACE:
                    self._edges.setdefault(here, []).append(Target(document.name, place, below))
        return found

    def _target(self, document: Document, pointer: str, kind: str, node: dict[str, Any]) -> Target | None:
        place = join_pointer(pointer, "$ref")
        reference = node["$ref"]
        if kind not in SECTIONS:
            self._find(document, place, "REF009", f"$ref cannot stand in {kind}", "write the value out")
            return None
        if not isinstance(reference, str):
            self._find(document, place, "REF006", "a $ref is text", "as '#/components/schemas/Name'")
            return None
        file, _, fragment = reference.partition("#")
        name = self._file(document, place, file) if file else document.name
        if name is None:
            return None
        target = Target(name, unquote(fragment), kind)
        if not self._check(document, place, target):
            return None
        if {name, document.name} != {self.entry.name} or reference != f"#{target.pointer}":
            self.rewrites[id(node)] = target
        return target

    def _file(self, document: Document, place: str, file: str) -> str | None:
        """The name below the root of the file a reference names; it is read. None when refused."""
        if _URL.match(file):
            self._find(
                document,
                place,
                "REF001",
                f"{excerpt(file)} is a URL; the network is never opened",
                "copy the file below specs/ and name it by its relative path",
            )
            return None
        name = posixpath.normpath(posixpath.join(posixpath.dirname(document.name), file))
        if not _RELATIVE.match(file) or file.startswith("/") or name.split("/")[0] == "..":
            self._find(
                document,
                place,
                "REF002",
                f"{excerpt(file)} leaves the specs folder or is no plain path",
                "name a file below specs/ by its relative path, with '/'",
            )
            return None
        if not name.endswith(SUFFIXES):
            self._find(
                document,
                place,
                "REF002",
                f"{excerpt(file)} is no YAML or JSON file",
                f"name a file that ends in {', '.join(SUFFIXES)}",
            )
            return None
        return name if self._load(document, place, name) else None

    def _load(self, document: Document, place: str, name: str) -> bool:
        if name in self.documents or name in self._broken:
            return name in self.documents
        if not self._exists(name):
            self._find(
                document, place, "REF003", f"there is no file {excerpt(name)}", "the path is relative to this file"
            )
            return False
        try:
            self.documents[name] = self._read(name)
        except SpecError as error:
            self.findings.extend(error.diagnostics)
            self._broken.add(name)
        return name in self.documents

    def _check(self, document: Document, place: str, target: Target) -> bool:
        if target.pointer and not target.pointer.startswith("/"):
            self._find(
                document,
                place,
                "REF005",
                f"'#{target.pointer}' is not a JSON pointer",
                f"write '#/components/{SECTIONS[target.kind]}/Name'",
            )
            return False
        value = self.documents[target.file].data
        for segment in split_pointer(target.pointer):
            following = _member(value, segment)
            if following is _NOTHING:
                choices = list(value) if isinstance(value, dict) else []
                self._find(
                    document,
                    place,
                    "REF004",
                    f"'#{target.pointer}' leads to nothing: no {excerpt(segment)} there",
                    nearest(segment, choices),
                )
                return False
            value = following
        section = SECTIONS[target.kind]
        parts = split_pointer(target.pointer)
        if target.file == self.entry.name and (len(parts) != 3 or parts[:2] != ["components", section]):
            self._find(
                document,
                place,
                "REF005",
                f"a $ref here names one of components.{section}",
                f"make the target a component: '#/components/{section}/Name'",
            )
            return False
        if not isinstance(value, dict):
            self._find(document, place, "REF006", f"'#{target.pointer}' is not a mapping", "")
            return False
        return True

    def _refuse_anchors(self, document: Document, pointer: str, node: dict[str, Any]) -> None:
        for name in _ANCHORS:
            if name in node:
                place = join_pointer(pointer, name)
                self._find(
                    document, place, "REF008", f"{name} is not supported", "name the schema by $ref and its path"
                )

    def _loop(self, loop: list[Target]) -> None:
        first = min(loop)
        chain = " -> ".join(f"{target.file}#{target.pointer}" for target in loop[:5])
        document = self.documents[first.file]
        self._find(
            document,
            first.pointer,
            "REF007",
            f"references that only lead to each other: {chain}",
            "one of them must say what the value is",
        )

    def _find(self, document: Document, pointer: str, code: str, message: str, hint: str) -> None:
        self.findings.append(Diagnostic(document.at(pointer), code, message, hint, pointer))


_NOTHING = object()


def _member(value: Any, segment: str) -> Any:
    if isinstance(value, dict):
        return value.get(segment, _NOTHING)
    if isinstance(value, list) and segment.isascii() and segment.isdecimal() and len(segment) < 10:
        return value[int(segment)] if int(segment) < len(value) else _NOTHING
    return _NOTHING


def _at(data: Any, pointer: str) -> Any:
    for segment in split_pointer(pointer):
        data = _member(data, segment)
    return data


def _check_sections(entry: Document, targets: list[Target]) -> None:
    """Raises SpecError when the contract has no place for a component that a reference brings in."""
    components = entry.data.get("components", {})
    for section in sorted({SECTIONS[target.kind] for target in targets}):
        member = components.get(section, {}) if isinstance(components, dict) else None
        if not isinstance(member, dict):
            pointer = join_pointer("/components", section)
            message = f"components.{section} is not a mapping"
            raise SpecError(
                [Diagnostic(entry.at(pointer), "REF006", message, "write a mapping, or remove it", pointer)]
            )


def _names(entry: Document, targets: list[Target]) -> dict[Target, str]:
    """One component name per target. The contract's own names stay; who shares a name gets its file's before it."""
    components = entry.data.get("components", {})
    names: dict[Target, str] = {}
    for section in sorted({SECTIONS[target.kind] for target in targets}):
        taken = {name.casefold() for name in components.get(section, {})}
        here = [target for target in targets if SECTIONS[target.kind] == section]
        plain = [_short_name(target).casefold() for target in here]
        for target in here:
            name = _short_name(target)
            if name.casefold() in taken or plain.count(name.casefold()) > 1:
                name = _stem(target.file) + name
            names[target] = _free(name, taken)
            taken.add(names[target].casefold())
    return names


def _free(name: str, taken: set[str]) -> str:
    number = 2
    found = name
    while found.casefold() in taken:
        found, number = f"{name}{number}", number + 1
    return found


def _short_name(target: Target) -> str:
    segments = split_pointer(target.pointer)
    name = re.sub(r"[^A-Za-z0-9._-]+", "_", segments[-1]).strip("_") if segments else ""
    return name or _stem(target.file)


def _stem(file: str) -> str:
    words = re.split(r"[^A-Za-z0-9]+", posixpath.splitext(posixpath.basename(file))[0])
    return "".join(word[:1].upper() + word[1:] for word in words) or "External"


def _assemble(entry: Document, gathering: _Gathering, names: dict[Target, str]) -> Document:
    def local(target: Target) -> str:
        name = names[target] if target in names else split_pointer(target.pointer)[-1]
        return "#" + join_pointer("", "components", SECTIONS[target.kind], name)

    references = {identity: local(target) for identity, target in gathering.rewrites.items()}
    data = _copy(entry.data, references)
    marks = entry.positions
    assert isinstance(marks, Mark)
    for target, name in sorted(names.items()):
        document = gathering.documents[target.file]
        section = SECTIONS[target.kind]
        data.setdefault("components", {}).setdefault(section, {})[name] = _copy(
            _at(document.data, target.pointer), references
        )
        marks = _grafted(marks, ("components", section, name), _mark_at(document.positions, target.pointer))
    return replace(entry, data=data, positions=marks)


def _copy(value: Any, references: dict[int, str]) -> Any:
    if isinstance(value, dict):
        copy = {key: _copy(item, references) for key, item in value.items()}
        if id(value) in references:
            copy["$ref"] = references[id(value)]
        return copy
    return [_copy(item, references) for item in value] if isinstance(value, list) else value


def _mark_at(marks: Any, pointer: str) -> Mark:
    for segment in split_pointer(pointer):
        marks = marks.child(segment)
    assert isinstance(marks, Mark)
    return marks


def _grafted(mark: Mark, path: tuple[str, ...], graft: Mark) -> Mark:
    """`mark` with `graft` at `path`; what is not on the way is shared."""
    if not path:
        return graft
    members = dict(mark.children) if isinstance(mark.children, dict) else {}
    below = members.get(path[0]) or Mark(graft.file, graft.line, graft.column, {})
    members[path[0]] = _grafted(below, path[1:], graft)
    return Mark(mark.file, mark.line, mark.column, members)
