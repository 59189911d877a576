"""How the credential is made and sent, and which links are never followed: what client.yaml says of it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, TypeAlias

from generator.load.client_table import ApiKeyWay, Auth, ClientTable, JoinedWay
from generator.load.document import join_pointer
from generator.review.finding import Finding
from generator.review.parts import Files, from_to, shown

Key: TypeAlias = tuple[str, ...]
"""A way by what it is and the environment variables that it reads."""


def findings(files: Files, old: ClientTable, new: ClientTable) -> Iterator[Finding]:
    """Findings about the credential of one provider."""
    yield from _placement(files, old.auth, new.auth)
    yield from _ways(files, old.auth, new.auth)
    yield from _links(files, old, new)


def _placement(files: Files, old: Auth, new: Auth) -> Iterator[Finding]:
    for name in ("scheme", "prefix"):
        before, after = getattr(old, name), getattr(new, name)
        if before != after:
            text = f"the {name} of the credential {from_to(before, after)}"
            yield files.finding("auth-placement-changed", text, f"auth · {name}", *files.where("auth", name))


def _ways(files: Files, old: Auth, new: Auth) -> Iterator[Finding]:
    before, after = ({_key(way): index for index, way in enumerate(one.ways)} for one in (old, new))
    for key in (key for key in before if key not in after):
        text = f"{_variables(key)} no longer gives a credential"
        yield files.finding("auth-way-removed", text, f"auth · {_variables(key)}", _at(before[key]), None)
    for key in (key for key in after if key not in before):
        text = f"{_variables(key)} gives a credential now"
        yield files.finding("auth-way-added", text, f"auth · {_variables(key)}", None, _at(after[key]))
    kept = [key for key in before if key in after]
    if kept != [key for key in after if key in before]:
        text = f"the ways to a credential are tried in another order, {_variables(_key(new.ways[0]))} first"
        yield files.finding("auth-ways-reordered", text, "auth · ways", *files.where("auth", "ways"))
    for key in kept:
        was, now = _seconds(old.ways[before[key]]), _seconds(new.ways[after[key]])
        if was != now:
            text = f"lifetime, backdate and renewal of the token {from_to(was, now)}, in seconds"
            yield files.finding("auth-token-changed", text, "auth · token", _at(before[key]), _at(after[key]))


def _key(way: Any) -> Key:
    match way:
        case ApiKeyWay(api_key=name):
            return "ready", name
        case JoinedWay(joined=names):
            return "joined", *names
        case _:
            return "signed", way.jwt.access_key, way.jwt.secret_key


def _variables(key: Key) -> str:
    return " and ".join(key[1:])


def _seconds(way: Any) -> tuple[int, ...]:
    recipe = getattr(way, "jwt", None)
    return (recipe.lifetime_seconds, recipe.backdate_seconds, recipe.renew_before_seconds) if recipe else ()


def _at(index: int) -> str:
    return join_pointer("/auth/ways", index)


def _links(files: Files, old: ClientTable, new: ClientTable) -> Iterator[Finding]:
    before, after = set(old.trust.ignore_links), set(new.trust.ignore_links)
    if before != after:
        text = f"the links that are never followed lose {shown(sorted(before - after))}, get {shown(sorted(after - before))}"
        yield files.finding(
            "ignored-links-changed", text, "trust · ignore_links", *files.where("trust", "ignore_links")
        )
