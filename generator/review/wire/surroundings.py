"""What surrounds the calls of a contract: credentials, servers, component schemas that went."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from generator.diagnostics import excerpt
from generator.load.document import join_pointer
from generator.review.wire.contract import Contract, mapping, sequence
from generator.review.wire.operations import Operation, operations
from generator.review.wire.schema import Schema
from generator.review.wire.seen import Seen
from generator.review.wire.walk import Walk

_FIELDS = {"type": "type", "scheme": "scheme", "in": "location", "name": "name"}
_DATA = frozenset("example examples enum default const".split())
_URLS = {"authorizationUrl": "oauth-url", "tokenUrl": "oauth-token-url"}

Requirements = dict[str, dict[str, frozenset[str]]]


def compare_security(walk: Walk) -> None:
    """Tells changes of what calls must prove: for all of them, for single ones, and of the schemes themselves."""
    old, new = walk.old.data.get("security"), walk.new.data.get("security")
    places = ("/security" if old is not None else "", "/security" if new is not None else "")
    if not any(places):
        pass
    else:
        walk.seen.extend(
            _alternatives("api-global-security", "calls", "", places, _requirements(old), _requirements(new))
        )
    before = operations(walk.old, "/paths", walk.old.data.get("paths"))
    after = operations(walk.new, "/paths", walk.new.data.get("paths"))
    for key, operation in after.items():
        if key in before:
            walk.seen.extend(_operation(before[key], operation, old, new))
    walk.seen.extend(_components(walk))


def _operation(old: Operation, new: Operation, old_global: Any, new_global: Any) -> Iterator[Seen]:
    base, head = old.node.get("security"), new.node.get("security")
    if base is None and head is None:
        return
    places = (
        join_pointer(old.pointer, "security") if base is not None else old.pointer,
        join_pointer(new.pointer, "security") if head is not None else new.pointer,
    )
    before = _requirements(old_global if base is None else base)
    after = _requirements(new_global if head is None else head)
    yield from _alternatives("api-security", f"`{new.name}`", new.name, places, before, after)


def _requirements(listed: Any) -> Requirements:
    """The alternatives by their schemes, each scheme with its scopes; the alternative "" is to prove nothing."""
    found: Requirements = {}
    for one in sequence(listed):
        schemes = {name: frozenset(str(scope) for scope in sequence(value)) for name, value in mapping(one).items()}
        found[" and ".join(sorted(schemes))] = schemes
    return found or {"": {}}


def _alternatives(
    prefix: str, what: str, subject: str, places: tuple[str, str], old: Requirements, new: Requirements
) -> Iterator[Seen]:
    single = bool(subject)

    def seen(rule: str, clause: str, detail: str) -> Seen:
        return Seen(rule, ("call", rule, detail, *places), "", clause, subject or "security", *places)

    may = f"{what} may {{}}be {'called' if single else 'made'} "
    for name in sorted(old.keys() | new.keys()):
        if name in old and name in new:
            yield from _scopes(prefix, what, single, seen, old[name], new[name])
        elif name:
            way, word, end = ("removed", "not ", " any more") if name in old else ("added", "", " now")
            yield seen(f"{prefix}-{way}", f"{may.format(word)}with {excerpt(name)}{end}", name)
        elif name in old:
            yield seen(f"{prefix}-credential-needed", f"{may.format('not ')}without a credential any more", name)
        else:
            yield seen(f"{prefix}-credential-not-needed", f"{may.format('')}without a credential now", name)


def _scopes(
    prefix: str,
    what: str,
    single: bool,
    seen: Any,
    old: Mapping[str, frozenset[str]],
    new: Mapping[str, frozenset[str]],
) -> Iterator[Seen]:
    for scheme in sorted(new):
        for scope in sorted(new[scheme] - old[scheme]):
            needs = f"{what} need{'s' if single else ''} the scope"
            yield seen(
                f"{prefix}-scope-added", f"{needs} {excerpt(scope)} of {excerpt(scheme)} now", f"{scheme} {scope}"
            )
        for scope in sorted(old[scheme] - new[scheme]):
            needs = f"{what} {'does' if single else 'do'} not need the scope"
            clause = f"{needs} {excerpt(scope)} of {excerpt(scheme)} any more"
            yield seen(f"{prefix}-scope-removed", clause, f"{scheme} {scope}")


def _components(walk: Walk) -> Iterator[Seen]:
    components = ("/components", "securitySchemes")
    before = walk.old.members(components[0], mapping(walk.old.data.get("components")), components[1])
    after = walk.new.members(components[0], mapping(walk.new.data.get("components")), components[1])
    for name in [*before, *(name for name in after if name not in before)]:
        old, new = before.get(name), after.get(name)
        subject = f"security scheme {name}"
        if old is None or new is None:
            way = "removed" if new is None else "added"
            base, head = old[0] if old else "", new[0] if new else ""
            rule, clause = f"api-security-component-{way}", f"the security scheme {excerpt(name)} was {way}"
            yield Seen(rule, ("call", rule, name), "", clause, subject, base, head)
            continue
        for rule, clause, detail in _scheme(mapping(old[1]), mapping(new[1])):
            noun = f"the security scheme {excerpt(name)}"
            identity = f"api-security-component-{rule}"
            yield Seen(identity, ("call", identity, name, detail), noun, clause, subject, old[0], new[0])


def _scheme(old: dict[str, Any], new: dict[str, Any]) -> Iterator[tuple[str, str, str]]:
    """(end of the rule, clause, detail) of what changed in one scheme."""
    if old.get("type") != new.get("type"):
        yield "type-changed", f"type was changed from {excerpt(old.get('type'))} to {excerpt(new.get('type'))}", ""
        return
    for field, rule in list(_FIELDS.items())[1:]:
        before, after = old.get(field), new.get(field)
        if field == "scheme" and isinstance(before, str) and isinstance(after, str):
            before, after = before.lower(), after.lower()
        if before != after:
            yield f"{rule}-changed", f"{field} was changed from {excerpt(before)} to {excerpt(after)}", ""
    flows, others = mapping(old.get("flows")), mapping(new.get("flows"))
    for flow in [name for name in flows if name in others]:
        yield from _flow(flow, mapping(flows[flow]), mapping(others[flow]))


def _flow(flow: str, old: dict[str, Any], new: dict[str, Any]) -> Iterator[tuple[str, str, str]]:
    for field, rule in _URLS.items():
        if old.get(field) != new.get(field):
            clause = f"{field} was changed from {excerpt(old.get(field))} to {excerpt(new.get(field))}"
            yield f"{rule}-changed", clause, flow
    before, after = mapping(old.get("scopes")), mapping(new.get("scopes"))
    for scope in sorted(before.keys() | after.keys()):
        if scope in before and scope in after:
            if " ".join(str(before[scope]).split()) != " ".join(str(after[scope]).split()):
                yield "oauth-scope-changed", f"what the scope {excerpt(scope)} means was changed", f"{flow} {scope}"
            continue
        way = "removed" if scope in before else "added"
        yield f"oauth-scope-{way}", f"the scope {excerpt(scope)} was {way}", f"{flow} {scope}"


def compare_servers(walk: Walk) -> None:
    """Tells servers that came or went, for all calls, for a path and for one call."""
    _servers(walk, "servers", ("", walk.old.data), ("", walk.new.data))
    before = operations(walk.old, "/paths", walk.old.data.get("paths"))
    after = operations(walk.new, "/paths", walk.new.data.get("paths"))
    for key, operation in after.items():
        if key in before:
            old = before[key]
            _servers(walk, f"{operation.path} · servers", _node(walk.old, old.item), _node(walk.new, operation.item))
            _servers(walk, f"{operation.name} · servers", (old.pointer, old.node), (operation.pointer, operation.node))


def _node(contract: Contract, pointer: str) -> tuple[str, Any]:
    return pointer, contract.at(pointer)


def _servers(walk: Walk, subject: str, old: tuple[str, Any], new: tuple[str, Any]) -> None:
    before, after = _urls(*old), _urls(*new)
    for url in [*before, *(url for url in after if url not in before)]:
        if url in before and url in after:
            continue
        rule, way = ("server-removed", "removed") if url in before else ("server-added", "added")
        base, head = before.get(url, ""), after.get(url, "")
        clause = f"the server {excerpt(url)} was {way}"
        walk.seen.append(Seen(rule, ("call", rule, base or head), "", clause, subject, base, head))


def _urls(pointer: str, node: Any) -> dict[str, str]:
    listed = sequence(mapping(node).get("servers"))
    return {
        str(one.get("url")).rstrip("/"): join_pointer(pointer, "servers", index)
        for index, one in enumerate(listed)
        if isinstance(one, dict)
    }


def compare_components(walk: Walk) -> None:
    """Tells component schemas that went, unless they are renamed, or written out where they were used."""
    before = walk.old.members("/components", mapping(walk.old.data.get("components")), "schemas")
    after = mapping(mapping(walk.new.data.get("components")).get("schemas"))
    gone = [name for name in before if name not in after]
    if not gone:
        return
    others = [schema for pointer, schema in _written(walk.new) if _is_news(walk, pointer, schema)]
    for name in gone:
        pointer = join_pointer("/components", "schemas", name)
        schema = walk.old.schema(pointer)
        if not any(walk.same(schema, other) for other in others):
            root = ("call", "api-schema-removed", pointer)
            clause = f"the schema `{name}` was removed"
            walk.seen.append(Seen("api-schema-removed", root, "", clause, f"schema {name}", pointer))


def _is_news(walk: Walk, pointer: str, schema: Schema) -> bool:
    """Whether a schema is not written at the same place of the base: there is none, or another, or a reference."""
    raw = walk.old.at(pointer)
    return not isinstance(raw, dict) or "$ref" in raw or not walk.same(walk.old.schema(pointer), schema)


def _written(contract: Contract) -> Iterator[tuple[str, Schema]]:
    """Every schema that is written out in a contract, wherever it stands."""
    pending: list[tuple[str, Any, bool]] = [("", contract.data, False)]
    while pending:
        pointer, node, is_schema = pending.pop()
        if is_schema and isinstance(node, dict) and "$ref" not in node:
            yield pointer, contract.schema(pointer)
        members = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
        for key, value in members:
            if isinstance(value, dict | list) and key not in _DATA:
                pending.append((join_pointer(pointer, key), value, _holds_schema(pointer, str(key))))


def _holds_schema(pointer: str, key: str) -> bool:
    parent = pointer.rpartition("/")[2]
    return key in ("schema", "items", "additionalProperties") or parent in (
        "schemas",
        "properties",
        "allOf",
        "anyOf",
        "oneOf",
    )
