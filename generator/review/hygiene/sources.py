"""Where the evidence for a value went: weaker sources, old sources under new values, comments that named one."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from typing import Any, Final

from generator.diagnostics import SpecError
from generator.load.document import Document, join_pointer
from generator.load.files import MAPPING
from generator.load.yaml_tree import parse
from generator.review.finding import Finding, Place, Side
from generator.review.parts import Files, from_to, sentence, shown

_GRADES: Final = ("[seed", "[ext", "[own")
_NAMES_A_SOURCE: Final = re.compile(r"https?://|\[(?:seed|ext|own)\b|\bsource\b", re.IGNORECASE)
_COMMENT: Final = re.compile(r"(?:^|\s)#\s?(.*)$")


def findings(name: str, old: bytes, new: bytes) -> Iterator[Finding]:
    """Findings about one file that both sides have."""
    provider = name.partition("/")[0] if "/" in name else ""
    documents = _document(name, old), _document(name, new)
    files = Files(provider, *documents)
    yield from _comments(files, name, old, new)
    if documents[0] and documents[1]:
        rows = list(_nodes(documents[0].data, documents[1].data))
        for pointer, before, after in rows:
            yield from _weakened(files, pointer, before, after)
        if "/examples/" not in name:
            yield from _kept(files, rows)


def _document(name: str, raw: bytes) -> Document | None:
    try:
        return parse(raw, name)
    except SpecError:
        return None


def _nodes(old: Any, new: Any, pointer: str = "") -> Iterator[tuple[str, Any, Any]]:
    """Mappings at the same pointer on both sides that differ and cite a source."""
    if old == new or type(old) is not type(new):
        return
    if isinstance(old, dict):
        if _source(old) and _source(new):
            yield pointer, old, new
        for key in old.keys() & new.keys():
            yield from _nodes(old[key], new[key], join_pointer(pointer, key))
    elif isinstance(old, list) and len(old) == len(new):  # rows that moved are not the same rows
        for index, (before, after) in enumerate(zip(old, new, strict=True)):
            yield from _nodes(before, after, join_pointer(pointer, index))


def _source(node: dict[str, Any]) -> str:
    """What a row of ours cites, or what a schema does."""
    source = node.get("source")
    outer = node.get("externalDocs")
    if isinstance(outer, dict):
        source = f"{outer.get('description', '')} {outer.get('url', '')}".strip()
    return source if isinstance(source, str) else ""


def _weakened(files: Files, pointer: str, old: dict[str, Any], new: dict[str, Any]) -> Iterator[Finding]:
    before, after = _source(old), _source(new)
    is_judged = bool(files.new and files.new.name.endswith(f"/{MAPPING}")) and _grade(after) == len(_GRADES)
    if _grade(after) > _grade(before) and not is_judged:  # lint refuses a row of a mapping that cites nothing
        yield files.finding("source-weakened", f"the source {from_to(before, after)}", pointer, pointer, pointer)


def _kept(files: Files, rows: list[tuple[str, Any, Any]]) -> Iterator[Finding]:
    """All rows of a file that say something else and cite the same source: one finding, or a table is a page of them."""
    kept = [(pointer, old, new) for pointer, old, new in rows if "source" in new and _source(old) == _source(new)]
    seen = [files.seen(pointer, pointer, pointer) for pointer, old, new in kept if _values(old) != _values(new)]
    if seen:
        said = ", ".join(one.subject for one in seen)
        provider, text = files.provider, f"what stands at {said} changed under the same source"
        yield Finding("source-kept", provider, sentence(text), tuple(sorted(seen)))


def _grade(source: str) -> int:
    """How good the best evidence is: 0 for the seed; 3 for none at all."""
    return next((number for number, mark in enumerate(_GRADES) if mark in source), len(_GRADES))


def _values(node: dict[str, Any]) -> dict[str, Any]:
    """What a row says itself: rows inside it that cite their own source answer for themselves."""
    return {key: _own(value) for key, value in node.items() if key != "source"}


def _own(value: Any) -> Any:
    if isinstance(value, dict):
        return None if "source" in value else {key: _own(inner) for key, inner in value.items()}
    return [_own(item) for item in value] if isinstance(value, list) else value


def _comments(files: Files, name: str, old: bytes, new: bytes) -> Iterator[Finding]:
    kept = Counter(text for _, text in _source_comments(new))
    everything = new.decode("utf-8", errors="replace")
    for line, text in _source_comments(old):
        if kept[text] > 0:
            kept[text] -= 1
        elif text not in everything:
            found = files.finding("source-comment-removed", f"the comment {shown(text)} is gone", name, None, None)
            yield _at_line(found, name, line)


def _at_line(found: Finding, name: str, line: int) -> Finding:
    seen = replace(found.occurrences[0], base=Place(Side.BASE, name, line, 1))
    return replace(found, occurrences=(seen,))


def _source_comments(raw: bytes) -> Iterator[tuple[int, str]]:
    if b"#" not in raw:
        return
    for number, line in enumerate(raw.decode("utf-8", errors="replace").split("\n"), start=1):
        found = _COMMENT.search(line) if "#" in line else None
        if found and _NAMES_A_SOURCE.search(found[1]) and line[: found.start()].count('"') % 2 == 0:
            yield number, found[1].strip()
