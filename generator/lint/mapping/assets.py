"""Pictures: every form has a way or a refusal, and the way exists. Sources: every row cites one.

| code | refused |
|---|---|
| MAP701 | an asset form without a way and without a refusal, or with a way that does not exist; a second profile |
| MAP901 | a source that cites nothing, or does not bear out the grade of its row |
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final

from generator.diagnostics import Diagnostic, excerpt, nearest
from generator.lint.mapping.domain import operator_of
from generator.lint.mapping.subject import Subject, carried
from generator.lint.mapping.values import wires_of
from generator.load.document import join_pointer
from generator.load.mapping_table import AssetOperator, AssetProfile, EachOperator, Refusal, Stored, Uploaded

_FORMS: Final = ("url", "bytes", "stored")
_MARK: Final = re.compile(r"\[(seed|ext|own)(:[a-z]+)?\] \S")


def check(subject: Subject) -> Iterator[Diagnostic]:
    """All findings about pictures and sources."""
    uploads = {upload.call for upload in subject.client.uploads}
    for name, profile in subject.table.assets.items():
        yield from _profile(subject, join_pointer("/assets", name), profile, uploads)
    yield from _second(subject)
    for found in subject.fates():
        operator = operator_of(found.fate)
        inner = operator.each[0] if isinstance(operator, EachOperator) else operator
        if isinstance(inner, AssetOperator) and inner.asset in subject.table.assets:
            profile = subject.table.assets[inner.asset]
            yield from _target(subject, found.pointer, profile, carried(found.fate), found)
    yield from _sources(subject, "", subject.document.data)


def _second(subject: Subject) -> Iterator[Diagnostic]:
    """One profile serves all pictures of a provider: what a second one says would be said to nobody."""
    for name in list(subject.table.assets)[1:]:
        message = f"the profile {excerpt(name)} is a second one: one serves all pictures of a provider"
        yield subject.find(join_pointer("/assets", name), "MAP701", message, "say it in the first one")


def _profile(subject: Subject, pointer: str, profile: AssetProfile, uploads: set[str]) -> Iterator[Diagnostic]:
    for form in _FORMS:
        way: Any = getattr(profile, form)
        if way is None:
            hint = f'add {form}: …, or {form}: {{refused: "why"}}'
            yield subject.find(pointer, "MAP701", f"nothing is said of pictures given as {form}", hint)
        call = getattr(way, "upload", None)
        if call is not None and call not in uploads:
            message = f"client.yaml has no upload by {excerpt(call)}"
            hint = nearest(call, uploads) or "add it to uploads there"
            yield subject.find(join_pointer(pointer, form), "MAP701", message, hint)


def _target(subject: Subject, pointer: str, profile: AssetProfile, paths: Any, found: Any) -> Iterator[Diagnostic]:
    in_parts = set(paths.values()) != {""}
    if isinstance(profile.stored, Stored) is not in_parts:
        message = (
            "a stored picture is written as its id and its kind" if not in_parts else "only stored ones have parts"
        )
        hint = "write to: {<id property>: id, <kind property>: kind}" if not in_parts else "write to: <property>"
        yield subject.find(f"{pointer}/to", "MAP701", message, hint)
    elif in_parts and isinstance(profile.stored, Stored):
        for form in ("url", "bytes"):
            if not isinstance(getattr(profile, form), Uploaded | Refusal | None):
                message = f"a picture that is written as an id cannot be given as {form} in the request itself"
                yield subject.find(f"{pointer}/to", "MAP701", message, "upload it, or refuse it, in its profile")
        kinds = next((path for path, part in paths.items() if part == "kind"), "")
        for wire in wires_of(subject, found.fate):
            unsaid = set(wire.values) - set(profile.stored.kinds.values())
            if wire.name == kinds.split(".")[-1] and unsaid:
                message = f"kinds of {excerpt(wire.name)} nobody names: {', '.join(sorted(map(str, unsaid)))}"
                yield subject.find(f"{pointer}/to", "MAP302", message, "add them to kinds")


def _sources(subject: Subject, pointer: str, node: Any) -> Iterator[Diagnostic]:
    """Every `source` anywhere in the table."""
    if isinstance(node, dict):
        source = node.get("source")
        if isinstance(source, str):
            yield from _source(subject, join_pointer(pointer, "source"), source, node)
        for name, value in node.items():
            yield from _sources(subject, join_pointer(pointer, name), value)
    elif isinstance(node, list):
        for index, value in enumerate(node):
            yield from _sources(subject, join_pointer(pointer, index), value)


def _source(subject: Subject, pointer: str, source: str, node: dict[str, Any]) -> Iterator[Diagnostic]:
    if _MARK.match(source) is None:
        hint = "begin with [seed], [ext] or [own], and say where"
        yield subject.find(pointer, "MAP901", f"{excerpt(source)} cites no seed, sheet or inference", hint)
    elif source.startswith("[own]") and node.get("basis", "documented") == "documented" and "basis" in node:
        yield subject.find(pointer, "MAP901", "an inference of ours is not documented", "write basis: assumed")
