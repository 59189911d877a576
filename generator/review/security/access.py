"""Who is sent the credential: the header of the contract, servers, trusted origins."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

from generator.ir.model import Provider
from generator.load import Document
from generator.load.document import join_pointer
from generator.review.finding import Finding
from generator.review.parts import Files, Pair, client_files, contract_files, from_to


def findings(pair: Pair) -> Iterator[Finding]:
    """Findings about hosts, and about the header that the contract's scheme names."""
    yield from _placement(pair)
    yield from _regions(contract_files(pair), pair.old_ir.regions, pair.new_ir.regions)
    yield from _calls(pair)
    yield from _origins(pair)


def _placement(pair: Pair) -> Iterator[Finding]:
    """Where the credential goes, when the contract moved it and not the table, which `credentials` judges."""
    old, new = pair.old_ir.auth, pair.new_ir.auth
    if old is None or new is None or (old.header, old.prefix) == (new.header, new.prefix):
        return
    chosen = [(one.client.auth.scheme, one.client.auth.prefix) if one.client else None for one in (pair.old, pair.new)]
    if chosen[0] == chosen[1]:
        before, after = (f"{one.header}: {one.prefix}…" for one in (old, new))
        where = contract_files(pair).where("components", "securitySchemes")
        text = f"the credential {from_to(before, after)}"
        yield contract_files(pair).finding("auth-placement-changed", text, "auth · header", *where)


def _regions(files: Files, old: tuple[tuple[str, str], ...], new: tuple[tuple[str, str], ...]) -> Iterator[Finding]:
    """One server at a place of its own that changed is one finding, whatever name it has now."""
    before, after = dict(old), dict(new)
    moved = [(a, b) for a, b in zip(old, new, strict=False) if a[1] != b[1] and b[1] not in before.values()]
    if len(old) == len(new) and all(a[0] == b[0] or a[0] not in after for a, b in moved) and len(moved) == 1:
        (old_name, old_url), (new_name, new_url) = moved[0]
        text = f"the server of region {new_name} {from_to(old_url, new_url)}; it is sent the credential"
        yield files.finding(
            "region-server-changed",
            text,
            f"region {new_name}",
            _server(files.old, old_url),
            _server(files.new, new_url),
        )
        del before[old_name], after[new_name]
    elif old and new and old[0][1] != new[0][1]:
        text = f"calls without a region went to {old[0][1]} ({old[0][0]}), go to {new[0][1]} ({new[0][0]})"
        yield files.finding("default-region-changed", text, "servers", "/servers/0", "/servers/0")
    for name, url in before.items():
        if name not in after:
            text = f"the region {name}, {url}, is gone"
            yield files.finding("region-removed", text, f"region {name}", _server(files.old, url), None)
        elif after[name] != url:
            text = f"the server of region {name} {from_to(url, after[name])}; it is sent the credential"
            where = _server(files.old, url), _server(files.new, after[name])
            yield files.finding("region-server-changed", text, f"region {name}", *where)
    for name, url in after.items():
        if name not in before:
            text = f"the region {name} is new: {url} is sent the credential"
            yield files.finding("region-added", text, f"region {name}", None, _server(files.new, url))


def _server(document: Document | None, url: str) -> str:
    servers = document.data.get("servers", []) if document else []
    found = (number for number, server in enumerate(servers) if server["url"].rstrip("/") == url)
    return join_pointer("/servers", next(found, 0))


def _calls(pair: Pair) -> Iterator[Finding]:
    old, new = _call_servers(pair.old_ir), _call_servers(pair.new_ir)
    for name in (name for name in old if name in new and old[name] != new[name]):
        text = f"{name} went to {old[name] or 'the region'}, goes to {new[name] or 'the region'}, with the credential"
        yield contract_files(pair).finding(
            "call-server-changed",
            text,
            f"{name} · server",
            _path(pair.old.contract, name),
            _path(pair.new.contract, name),
        )


def _call_servers(provider: Provider) -> dict[str, str]:
    return {call.name: call.server for resource in provider.resources for call in resource.operations}


def _path(document: Document, name: str) -> str:
    from generator.ir.calls import calls

    return next(call.place.pointer for call in calls(document) if call.id == name)


def _origins(pair: Pair) -> Iterator[Finding]:
    """Origins that no server of a region explains."""
    files = client_files(pair)
    regions = {_origin(url) for _, url in (*pair.old_ir.regions, *pair.new_ir.regions)}
    regions |= {_origin(url) for one in (pair.old_ir, pair.new_ir) for url in _call_servers(one).values() if url}
    old, new = set(pair.old_ir.trusted), set(pair.new_ir.trusted)
    if pair.old.client and pair.new.client:
        old, new = set(pair.old.client.trust.origins), set(pair.new.client.trust.origins)
    for origin in sorted((new - old) - regions):
        text = f"{origin} is sent the credential now"
        yield files.finding("trusted-origin-added", text, f"trust · {origin}", *files.where("trust", "origins"))
    for origin in sorted((old - new) - regions):
        text = f"{origin} is no longer sent the credential"
        yield files.finding("trusted-origin-removed", text, f"trust · {origin}", *files.where("trust", "origins"))


def _origin(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"
