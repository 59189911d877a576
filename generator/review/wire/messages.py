"""What a call sends and gets: bodies, answers, headers, media types."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from generator.diagnostics import excerpt
from generator.load.document import join_pointer
from generator.review.wire.contract import mapping
from generator.review.wire.operations import schema_pointer
from generator.review.wire.seen import Seen, declared
from generator.review.wire.walk import Spot, Walk

_STRICT_MEDIA = ("application/json", "+json", "application/x-ndjson", "text/event-stream")

Node = tuple[str, Any]


@dataclass(frozen=True, slots=True)
class Way:
    """In which direction a message goes: the scope of its body, how a sentence names it, and whether our side sends it.

    A webhook's body is what we receive, so it is judged as an answer. What is answered to it is the receiver's own business
    and is not compared.
    """

    scope: str
    noun: str
    is_sent: bool


def compare_messages(walk: Walk, way: Way, subject: str, old: Node, new: Node) -> None:
    """Tells every change of the body and the answers of a call."""
    _body(walk, way, subject, old, new)
    if way.is_sent:
        _answers(walk, subject, old, new)


def _body(walk: Walk, way: Way, subject: str, old: Node, new: Node) -> None:
    base, head = walk.old.child(*old, "requestBody"), walk.new.child(*new, "requestBody")
    subject = f"{subject} · body"

    def tell(rule: str, clause: str, detail: str = "") -> None:
        root = (way.scope, rule, detail, declared(base[0], head[0]))
        walk.seen.append(Seen(rule, root, "", clause, subject, base[0], head[0]))

    if not (base[0] and head[0]):
        if head[0] and way.is_sent:
            word = "required" if mapping(head[1]).get("required") is True else "optional"
            tell(f"request-body-added-{word}", f"the request body was added, {word}")
        elif base[0] and way.is_sent:
            tell("request-body-removed", "the request body was removed")
        return
    was, now = mapping(base[1]).get("required") is True, mapping(head[1]).get("required") is True
    if was != now and way.is_sent:
        word = "required" if now else "optional"
        tell(f"request-body-became-{word}", f"the request body became {word}")
    before, after = _media(base), _media(head)
    what = f"{way.noun} body"
    for name in before.keys() - after.keys() if way.is_sent else ():
        tell("request-body-media-type-removed", f"the {what} may not be {excerpt(name)} any more", name)
    for name in after.keys() - before.keys() if way.is_sent else ():
        tell("request-body-media-type-added", f"the {what} may be {excerpt(name)} now", name)
    _schemas(walk, _Message(way.scope, way.noun, subject, what), before, after)


@dataclass(frozen=True, slots=True)
class _Message:
    scope: str
    noun: str
    subject: str
    what: str


def _media(node: Node) -> dict[str, Node]:
    """The media types of a body or answer, in small letters and without spaces."""
    here = join_pointer(node[0], "content")
    content = mapping(mapping(node[1]).get("content"))
    return {"".join(name.lower().split()): (join_pointer(here, name), value) for name, value in content.items()}


def _schemas(walk: Walk, message: _Message, before: dict[str, Node], after: dict[str, Node]) -> None:
    """Compares the schemas of the media types that both sides have."""
    for name in before:
        if name not in after:
            continue
        (old, old_node), (new, new_node) = before[name], after[name]
        base, head = schema_pointer(walk.old, old, old_node), schema_pointer(walk.new, new, new_node)
        base = base if base and walk.old.at(base) not in (True, {}) else ""
        head = head if head and walk.new.at(head) not in (True, {}) else ""
        subject = f"{message.subject} ({name})" if len(before) > 1 or len(after) > 1 else message.subject
        if (base and head) or False in (walk.old.at(base) if base else None, walk.new.at(head) if head else None):
            noun = f"{message.noun} body"
            loose = not any(part in name for part in _STRICT_MEDIA)
            below = (f"{message.scope}-property", f"{message.noun} property {{}}")
            walk.compare(base, head, Spot(f"{message.scope}-body", noun, subject, *below, loose=loose))
        elif base or head:
            way = "removed" if base else "added"
            rule = f"{message.scope}-body-media-type-schema-{way}"
            root = (message.scope, rule, declared(old, new))
            clause = f"the schema of the {message.what} {excerpt(name)} was {way}"
            walk.seen.append(Seen(rule, root, "", clause, subject, base or old, head or new))


def _answers(walk: Walk, subject: str, old: Node, new: Node) -> None:
    before, after = walk.old.members(*old, "responses"), walk.new.members(*new, "responses")
    for status in [*before, *(status for status in after if status not in before)]:
        if status.startswith("x-"):
            continue
        here = f"{subject} · {status}"
        base, head = before.get(status, ("", None)), after.get(status, ("", None))
        if base[0] and head[0]:
            _answer(walk, here, status, base, head)
            continue
        kind = "success" if status.startswith("2") else "non-success"
        change = "removed" if base[0] else "added"
        rule = f"response-{kind}-status-{change}"
        root = ("response", rule, status, old[0] if base[0] else new[0])
        clause = f"the answer {status} was {change}"
        walk.seen.append(Seen(rule, root, "", clause, here, base[0], head[0]))


def _answer(walk: Walk, subject: str, status: str, base: Node, head: Node) -> None:
    def tell(rule: str, clause: str, detail: str) -> None:
        root = ("response", rule, detail, declared(base[0], head[0]))
        walk.seen.append(Seen(rule, root, "", clause, subject, base[0], head[0]))

    before, after = _media(base), _media(head)
    gone = [name for name in before if name not in after]
    come = [name for name in after if name not in before]
    for name in list(gone):
        partner = next((other for other in come if _suffix(other) and _suffix(other) == _suffix(name)), None)
        partner = next((other for other in come if _bare(other) == _bare(name)), partner)
        if partner is None:
            continue
        gone.remove(name)
        come.remove(partner)
        for rule, clause, detail in (*_media_names(name, partner), *_media_parameters(name, partner)):
            tell(rule, f"the answer {status}: {clause}", detail)
        after[name] = after.pop(partner)
    for name in gone:
        tell("response-media-type-removed", f"the answer {status} may not be {excerpt(name)} any more", name)
    for name in come:
        tell("response-media-type-added", f"the answer {status} may be {excerpt(name)} now", name)
    _schemas(walk, _Message("response", "response", subject, f"answer {status}"), before, after)
    _headers(walk, subject, base, head)


def _bare(media_type: str) -> str:
    return media_type.partition(";")[0]


def _suffix(media_type: str) -> str:
    """What a media type is at bottom: `json` for `application/json` and `application/problem+json`."""
    return _bare(media_type).rpartition("/")[2].rpartition("+")[2]


def _media_names(old: str, new: str) -> list[tuple[str, str, str]]:
    """(rule, clause, detail) of a media type that became a wider or a narrower one of its kind."""
    before, after = _bare(old), _bare(new)
    if before == after:
        return []
    way = "changed" if "+" in before and "+" in after else "generalized" if "+" in before else "specialized"
    clause = f"the media type was changed from {excerpt(before)} to {excerpt(after)}"
    return [(f"response-media-type-name-{way}", clause, before)]


def _media_parameters(old: str, new: str) -> list[tuple[str, str, str]]:
    """(rule, clause, detail) of the parameters of a media type that changed."""
    before, after = (dict(part.partition("=")[::2] for part in name.split(";")[1:]) for name in (old, new))
    found = []
    for name in sorted(before.keys() | after.keys()):
        if before.get(name) == after.get(name):
            continue
        way = "added" if name not in before else "removed" if name not in after else "changed"
        clause = {
            "added": f"{excerpt(name)} was added to the media type {excerpt(_bare(old))}",
            "removed": f"{excerpt(name)} was removed from the media type {excerpt(_bare(old))}",
            "changed": f"{excerpt(name)} of the media type {excerpt(_bare(old))} was changed from"
            f" {excerpt(before.get(name))} to {excerpt(after.get(name))}",
        }[way]
        found.append((f"response-media-type-parameter-{way}", clause, name))
    return found


def _headers(walk: Walk, subject: str, base: Node, head: Node) -> None:
    before = {name.lower(): (name, node) for name, node in walk.old.members(*base, "headers").items()}
    after = {name.lower(): (name, node) for name, node in walk.new.members(*head, "headers").items()}
    for key in [*before, *(key for key in after if key not in before)]:
        name = (after.get(key) or before[key])[0]
        if key != "content-type":
            old, new = before.get(key, ("", ("", None)))[1], after.get(key, ("", ("", None)))[1]
            _header(walk, f"{subject} · header {name}", f"response header `{name}`", old, new)


def _header(walk: Walk, subject: str, noun: str, old: Node, new: Node) -> None:
    def tell(rule: str, clause: str) -> None:
        root = ("response", rule, declared(old[0], new[0]))
        walk.seen.append(Seen(rule, root, noun, clause, subject, old[0], new[0]))

    was, now = mapping(old[1]).get("required") is True, mapping(new[1]).get("required") is True
    if not new[0]:
        word = "required" if was else "optional"
        tell(f"{word}-response-header-removed", f"was removed ({word} before)")
    elif not old[0]:
        tell("response-header-added", "was added")
    else:
        if was != now:
            word = "required" if now else "optional"
            tell(f"response-header-became-{word}", f"became {word}")
        base, head = schema_pointer(walk.old, *old), schema_pointer(walk.new, *new)
        if base and head:
            below = ("response-header-property", f"property {{}} of {noun}")
            walk.compare(base, head, Spot("response-header", noun, subject, *below, loose=True))
