"""Calls that came, went or changed, with their parameters."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from generator.diagnostics import excerpt
from generator.review.wire.contract import mapping
from generator.review.wire.messages import Way, compare_messages
from generator.review.wire.operations import Operation, Parameter, operations, parameters, schema_pointer
from generator.review.wire.schema import SCALARS
from generator.review.wire.seen import Seen, declared
from generator.review.wire.walk import Spot, Walk

_DATE = re.compile(r"\d{4}-\d{2}-\d{2}(?:\Z|T)")
_FORM = ("query", "cookie")
OUT = Way("request", "request", is_sent=True)
IN = Way("response", "webhook", is_sent=False)

Calls = dict[tuple[str, str], Operation]


def compare_calls(walk: Walk) -> None:
    """Tells every change below `paths`."""
    old = operations(walk.old, "/paths", walk.old.data.get("paths"))
    new = operations(walk.new, "/paths", walk.new.data.get("paths"))
    walk.seen.extend(_gone(old, new))
    for key, operation in new.items():
        if key not in old:
            root = ("call", "endpoint-added", operation.pointer)
            clause = f"`{operation.name}` was added"
            walk.seen.append(Seen("endpoint-added", root, "", clause, operation.name, "", operation.pointer))
    added_by_path = _shared_additions(walk, old, new)
    for key, operation in new.items():
        if key in old:
            _operation(walk, old[key], operation, added_by_path)


def _gone(old: Calls, new: Calls) -> Iterator[Seen]:
    kept = {path for path, _ in new}
    for (path, method), operation in old.items():
        if (path, method) in new:
            continue
        is_path = path not in kept
        sunset = operation.node.get("x-sunset")
        deprecated = operation.node.get("deprecated") is True
        rule = f"api{'-path' if is_path else ''}-removed-with{'' if deprecated else 'out'}-deprecation"
        what = f"the path `{operation.path}`" if is_path else f"`{operation.name}`"
        clause = f"{what}{', deprecated before,' if deprecated else ''} was removed"
        if deprecated and is_path and sunset and not _DATE.match(str(sunset)):
            rule, clause = "api-path-sunset-parse", f"{what} was removed; its sunset {excerpt(str(sunset))} is no date"
        root = ("call", rule, operation.item if is_path else operation.pointer)
        yield Seen(rule, root, "", clause, operation.name, operation.pointer)


def _shared_additions(walk: Walk, old: Calls, new: Calls) -> frozenset[str]:
    """Parameters that a path got for all its calls, each of which lacked it, by pointer."""
    found: set[str] = set()
    for key, operation in new.items():
        if key in old:
            before, after = parameters(walk.old, old[key]), parameters(walk.new, operation)
            found |= {one.pointer for name, one in after.items() if name not in before and one.shared}
    return frozenset(found)


def _operation(walk: Walk, old: Operation, new: Operation, shared: frozenset[str]) -> None:
    compare_described(walk, old, new)
    before, after = parameters(walk.old, old), parameters(walk.new, new)
    for key, parameter in before.items():
        if key not in after:
            walk.seen.append(_parameter_gone(new, parameter))
    for key, parameter in after.items():
        if key not in before:
            walk.seen.append(_parameter_come(new, parameter, parameter.pointer in shared))
        else:
            _parameter(walk, new, before[key], parameter)
    compare_messages(walk, OUT, new.name, (old.pointer, old.node), (new.pointer, new.node))
    _callbacks(walk, old, new)


def compare_described(walk: Walk, old: Operation, new: Operation) -> None:
    """Tells what changed in how a call is named and whether it is deprecated."""

    def tell(rule: str, clause: str, detail: str = "") -> None:
        root = ("call", rule, detail, new.pointer)
        walk.seen.append(Seen(rule, root, "", clause, new.name, old.pointer, new.pointer))

    before, after = old.node.get("operationId"), new.node.get("operationId")
    if before != after and before and after:
        clause = f"the operationId of `{new.name}` was changed from {excerpt(before)} to {excerpt(after)}"
        tell("api-operation-id-removed", clause)
    elif before and not after:
        tell("api-operation-id-removed", f"the operationId {excerpt(before)} was removed from `{new.name}`")
    elif after and not before:
        tell("api-operation-id-added", f"the operationId {excerpt(after)} was added to `{new.name}`")
    tags, others = _texts(old.node.get("tags")), _texts(new.node.get("tags"))
    for tag in sorted(tags - others):
        tell("api-tag-removed", f"the tag {excerpt(tag)} was removed from `{new.name}`", tag)
    for tag in sorted(others - tags):
        tell("api-tag-added", f"the tag {excerpt(tag)} was added to `{new.name}`", tag)
    for rule, clause in _lifecycle(old.node, new.node, f"`{new.name}`", "endpoint", "sunset-deleted"):
        tell(rule, clause)


def _texts(value: Any) -> frozenset[str]:
    return frozenset(item for item in value if isinstance(item, str)) if isinstance(value, list) else frozenset()


def _lifecycle(
    old: Mapping[str, Any], new: Mapping[str, Any], what: str, prefix: str, lost: str
) -> Iterator[tuple[str, str]]:
    """(rule, clause) of a deprecation that began, ended or lost its date."""
    was, now = old.get("deprecated") is True, new.get("deprecated") is True
    before, sunset = old.get("x-sunset"), new.get("x-sunset")
    if was and not now:
        yield f"{prefix}-reactivated", f"{what} is not deprecated any more"
    elif now and not was and prefix == "endpoint" and sunset:
        if _DATE.match(str(sunset)):
            yield "endpoint-deprecated-with-sunset", f"{what} was deprecated, to go on {excerpt(str(sunset))}"
        else:
            yield "api-deprecated-sunset-parse", f"{what} was deprecated; its sunset {excerpt(str(sunset))} is no date"
    elif now and not was:
        yield f"{prefix}-deprecated", f"{what} was deprecated"
    elif was and before and not sunset:
        yield lost, f"{what} is still deprecated, but its sunset {excerpt(str(before))} was removed"


def _noun(parameter: Parameter) -> str:
    return f"{parameter.location} parameter `{parameter.name}`"


def _parameter_gone(operation: Operation, parameter: Parameter) -> Seen:
    deprecated = parameter.node.get("deprecated") is True
    rule = "request-parameter-removed" + ("-with-deprecation" if deprecated else "")
    clause = f"{_noun(parameter)}{', deprecated before,' if deprecated else ''} was removed"
    return Seen(
        rule, ("request", rule, parameter.pointer), "", clause, _subject(operation, parameter), parameter.pointer
    )


def _subject(operation: Operation, parameter: Parameter) -> str:
    return f"{operation.name} · {_noun(parameter).replace('`', '')}"


def _parameter_come(operation: Operation, parameter: Parameter, everywhere: bool) -> Seen:
    required = parameter.node.get("required") is True
    word = "required" if required else "optional"
    rule, clause = f"new-{word}-request-parameter", f"{_noun(parameter)} was added, {word}"
    if parameter.location == "path":
        rule, clause = "new-request-path-parameter", f"{_noun(parameter)} was added"
    elif everywhere:
        rule = f"new-{word}-request-default-parameter-to-existing-path"
        clause = f"{_noun(parameter)} was added to every call of `{operation.path}`, {word}"
    root = ("request", rule, parameter.pointer)
    return Seen(rule, root, "", clause, _subject(operation, parameter), "", parameter.pointer)


def _parameter(walk: Walk, operation: Operation, old: Parameter, new: Parameter) -> None:
    subject = _subject(operation, new)

    def tell(rule: str, clause: str) -> None:
        root = ("request", rule, declared(old.pointer, new.pointer))
        walk.seen.append(Seen(rule, root, "", clause, subject, old.pointer, new.pointer))

    was = old.node.get("required") is True or old.location == "path"
    now = new.node.get("required") is True or new.location == "path"
    if was != now:
        way = "required" if now else "optional"
        tell(f"request-parameter-became-{way}", f"{_noun(new)} became {way}")
    lost = "request-parameter-sunset-deleted"
    for rule, clause in _lifecycle(old.node, new.node, _noun(new), "request-parameter", lost):
        tell(rule, clause)
    base, head = schema_pointer(walk.old, old.pointer, old.node), schema_pointer(walk.new, new.pointer, new.node)
    if "schema" in old.node and "schema" in new.node:
        for rule, clause in _serialization(walk, old, new, base, head):
            tell(rule, f"{_noun(new)}: {clause}")
    if old.location == "query":
        reserved, allowed = old.node.get("allowReserved") is True, new.node.get("allowReserved") is True
        if reserved != allowed:
            how = "sent as they are now" if allowed else "escaped now"
            tell(
                f"request-parameter-became-{'' if allowed else 'not-'}allow-reserved",
                f"{_noun(new)}: reserved characters are {how}",
            )
    if base and head:
        below = "request-header-property" if new.location == "header" else "request-parameter-property"
        noun = _noun(new)
        exploded = _style(old) == _style(new) == ("form", True)
        spot = Spot("request-parameter", noun, subject, below, f"property {{}} of {noun}", exploded=exploded)
        walk.compare(base, head, spot)


def _serialization(walk: Walk, old: Parameter, new: Parameter, base: str, head: str) -> Iterator[tuple[str, str]]:
    (style, explode), (new_style, new_explode) = _style(old), _style(new)
    if style != new_style:
        yield "request-parameter-style-changed", f"style was changed from {style} to {new_style}"
    elif explode != new_explode and not (_is_single(walk, base, new=False) and _is_single(walk, head, new=True)):
        clause = f"explode was changed from {str(explode).lower()} to {str(new_explode).lower()}"
        yield "request-parameter-explode-changed", clause


def _style(parameter: Parameter) -> tuple[str, bool]:
    """The style and explode in effect, with the defaults of OpenAPI: writing one out is no change."""
    style = str(parameter.node.get("style") or ("form" if parameter.location in _FORM else "simple"))
    return style, parameter.node.get("explode", style == "form") is True


def _is_single(walk: Walk, pointer: str, *, new: bool) -> bool:
    """Whether every value is one scalar, for which explode makes no difference."""
    schema = (walk.new if new else walk.old).schema(pointer)
    return bool(schema.types) and schema.types <= SCALARS


def _callbacks(walk: Walk, old: Operation, new: Operation) -> None:
    before = walk.old.members(old.pointer, old.node, "callbacks")
    after = walk.new.members(new.pointer, new.node, "callbacks")
    for name in [*before, *(name for name in after if name not in before)]:
        base, head = before.get(name, ("", None)), after.get(name, ("", None))
        if not (base[0] and head[0]):
            rule, way = ("callback-removed", "removed from") if base[0] else ("callback-added", "added to")
            clause = f"the callback `{name}` was {way} `{new.name}`"
            root = ("call", rule, declared(base[0], head[0]))
            walk.seen.append(Seen(rule, root, "", clause, f"{new.name} · callback {name}", base[0], head[0]))
            continue
        olds, news = operations(walk.old, base[0], base[1]), operations(walk.new, head[0], head[1])
        received(walk, f"{new.name} · callback {name}", list(olds.values()), list(news.values()))


def received(walk: Walk, subject: str, old: list[Operation], new: list[Operation]) -> None:
    """Tells what changed in what is received, method by method."""
    by_method = {operation.method: operation for operation in new}
    for operation in old:
        other = by_method.get(operation.method)
        if other is not None:
            compare_messages(walk, IN, subject, (operation.pointer, operation.node), (other.pointer, other.node))


def compare_webhooks(walk: Walk) -> None:
    """Tells every change below `webhooks`."""
    before = {name: node for name, node in mapping(walk.old.data.get("webhooks")).items() if not name.startswith("x-")}
    after = {name: node for name, node in mapping(walk.new.data.get("webhooks")).items() if not name.startswith("x-")}
    olds, news = operations(walk.old, "/webhooks", before), operations(walk.new, "/webhooks", after)
    for name in [*before, *(name for name in after if name not in before)]:
        base, _ = walk.old.members("", walk.old.data, "webhooks").get(name, ("", None))
        head, _ = walk.new.members("", walk.new.data, "webhooks").get(name, ("", None))
        if base and head:
            old = [one for one in olds.values() if one.path == name]
            received(walk, f"webhook {name}", old, [one for one in news.values() if one.path == name])
            continue
        rule = "webhook-removed" if base else "webhook-added"
        clause = f"the webhook `{name}` was {'removed' if base else 'added'}"
        walk.seen.append(Seen(rule, ("call", rule, base or head), "", clause, f"webhook {name}", base, head))
