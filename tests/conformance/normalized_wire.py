"""Made-up wire requests that a provider's contract takes, from the contract and the mapping's profiles of pictures.

One `Random` decides all. A draw starts from each property alone and is then mended until the cross-field rules hold.
"""

from __future__ import annotations

import base64
import functools
from collections.abc import Iterator, Mapping
from random import Random
from typing import Any

from pydantic import ValidationError

from generator.load.mapping_table import AssetProfile, Cases, Inline
from stillmotion import ImageToVideoRequest
from tests.conformance import normalized_table as told
from tests.conformance.normalized_table import Facts, facts

TEXTS = (
    "",
    "a cat yawns",
    "é",
    "\U0001f600 \U0001f600",
    "0",
    "null",
    "data:x",
    " spaced\n",
    "\x00\x1c\x85\u2028",
    "say <<<voice_1>>> and <<<voice_2>>>",
)
HOSTS = ("https://example.com", "http://example.com", "HTTPS://Example.com", "https://a.b", "https://bücher.example")
TAILS = ("/cat.png", "", "/a?sig=%2F+=&x=1", "/#f", "/é\U0001f600", "/a\x1cb", "/..//", "?q", ":8080/x", "/\u200b")
DATA = (
    b"\x89PNG\r\n\x1a\n" + bytes(5),
    b"\xff\xd8\xff" + b"\xfb\xef\xbe",
    b"GIF89a",
    b"x",
    b"http",
    bytes(range(250, 256)),
)
MEDIA = (
    None,
    None,
    "image/png",
    "image/jpeg",
    "IMAGE/PNG",
    "image/webp",
    "image/gif",
    "image/svg+xml",
    "image/i\u0307",
)
NUMBERS = (0, 1, 0.5, 0.05, 0.1, 1e-9, 1.0, 2.5, 30.5, 7, 100)
INTEGERS = (0, 1, 2, 5, 8, 10, 480, 832, 1080, 1920, 2147483637, 2147483638, 2**31, 2**53 + 1, 2**70)


def likely(random: Random, share: float) -> bool:
    """True for a share of the calls."""
    return random.random() < share


Wire = tuple[dict[str, Any], dict[str, Any], dict[str, Any]]
"""Body, query and headers of a request."""


def wire(random: Random, provider: str) -> Wire | None:
    """A request that the contract takes; None when the draw cannot be mended."""
    known = facts(provider)
    pool = {name: _property(random, known, name, one) for name, one in known.properties.items()}
    names = [name for name, one in known.properties.items() if one.required or likely(random, 0.45)]
    body = {name: pool[name] for name in names if known.properties[name].place == "body"}
    rest = {name: pool[name] for name in names if known.properties[name].place != "body"}
    for _ in range(20):
        if known.valid(body, rest):
            query = {name: value for name, value in rest.items() if known.properties[name].place == "query"}
            return body, query, {name: value for name, value in rest.items() if name not in query}
        body = _mended(random, known, body, pool, rest)
    return None


def _mended(
    random: Random, known: Facts, body: dict[str, Any], pool: Mapping[str, Any], rest: dict[str, Any]
) -> dict[str, Any]:
    """The body with one change: one that makes it valid where there is one, else any."""
    changes = list(_changes(known, body, pool))
    good = [one for one in changes if known.valid(one, rest)]
    return random.choice(good or changes)


def _changes(known: Facts, body: dict[str, Any], pool: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    for name in sorted(known.places("body")):
        if name not in body:
            yield {**body, name: pool[name]}
        elif not known.properties[name].required:
            yield {key: value for key, value in body.items() if key != name}
        for value in listed(known.name, name) if name in body else ():
            if value != body[name]:
                yield {**body, name: value}


@functools.cache
def listed(provider: str, name: str) -> tuple[Any, ...]:
    """Every value that the contract or a joint table names for a property of the body."""
    known = facts(provider)
    found = [*_named(known.body, name), *_named({"properties": {name: known.properties[name].schema}}, name)]
    for joint in known.table.joint.values():
        if name in joint.wire:
            found += [row.wire[joint.wire.index(name)] for row in joint.rows]
    return tuple({repr(one): one for one in found}.values())


def _named(schema: Any, name: str) -> Iterator[Any]:
    if isinstance(schema, dict):
        inner = schema.get("properties", {}).get(name, {})
        yield from inner.get("enum", ())
        yield from [inner["const"]] if "const" in inner else []
        for value in schema.values():
            yield from _named(value, name)
    elif isinstance(schema, list):
        for item in schema:
            yield from _named(item, name)


def _property(random: Random, known: Facts, name: str, one: told.Property) -> Any:
    profile = pictures(known.name).get(name)
    if profile is not None:
        several = one.schema.get("type") == "array"
        made = [picture_text(random, profile) for _ in range(random.randint(1, 4) if several else 1)]
        return made if several else made[0]
    values = listed(known.name, name) if one.place == "body" else ()
    if values and likely(random, 0.9):
        return random.choice(values)
    return value(random, known.contract, one.schema)


@functools.cache
def pictures(provider: str) -> dict[str, AssetProfile]:
    """The wire properties whose text is a picture, with the profile it goes through."""
    known = facts(provider)
    found: dict[str, AssetProfile] = {}
    for row in known.table.request.values():
        for fate in row.cases if isinstance(row, Cases) else (row,):
            profile, target = told.profile_of(known, fate), told.target_of(fate)
            if profile is not None and target is not None:
                found[target] = profile
    return found


def picture_text(random: Random, profile: AssetProfile) -> str:
    """A picture as the wire has it: a link, or bytes in the profile's spelling, of a type that the profile takes."""
    if not isinstance(profile.bytes, Inline) or likely(random, 0.5):
        return url(random)
    data = random.choice([one for one in DATA if not one.startswith(b"GIF")])
    text = base64.b64encode(data).decode()
    if profile.bytes.inline == "base64":
        return text if not text.endswith("==") or likely(random, 0.7) else _loose(text)
    kind = random.choice([one for one in MEDIA if one and one.isascii()])
    return f"{random.choice(['data', 'DATA'])}:{kind};base64,{text}"


def _loose(text: str) -> str:
    """Another spelling of the same bytes: the bits behind the last byte are not zero."""
    alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
    return text[:-3] + alphabet[alphabet.index(text[-3]) + 1] + "=="


def value(random: Random, contract: Mapping[str, Any], schema: Any, depth: int = 5) -> Any:
    """A value of a schema, near its bounds; cross-field rules are not looked at."""
    schema = told.resolved(contract, schema)
    for keyword in ("anyOf", "oneOf"):
        if keyword in schema and "type" not in schema:
            return value(random, contract, random.choice(schema[keyword]), depth)
    if "const" in schema or "enum" in schema:
        return schema["const"] if "const" in schema else random.choice(schema["enum"])
    kinds = schema.get("type", "string")
    kind = kinds if isinstance(kinds, str) else random.choice([*kinds, kinds[0]])
    match kind:
        case "string":
            return _string(random, schema)
        case "integer" | "number":
            return _number(random, schema, INTEGERS if kind == "integer" else (*NUMBERS, *INTEGERS[:4]))
        case "boolean":
            return likely(random, 0.5)
        case "array":
            low, high = schema.get("minItems", 0), schema.get("maxItems", 3)
            size = random.randint(low, max(low, min(high, low + 3)))
            return [value(random, contract, schema.get("items", {}), depth - 1) for _ in range(size)]
        case "object":
            return _object(random, contract, schema, depth)
    return None


def _string(random: Random, schema: Mapping[str, Any]) -> str:
    if schema.get("format") == "uri":
        pattern = schema.get("pattern", "")
        return url(random, *(host for host in HOSTS if host.startswith("https" if "^https:" in pattern else "http")))
    return text(random, schema.get("maxLength"))


def _number(random: Random, schema: Mapping[str, Any], pool: tuple[Any, ...]) -> Any:
    low, high = schema.get("minimum", 0), schema.get("maximum", 2**80)
    above, below = schema.get("exclusiveMinimum", -1), schema.get("exclusiveMaximum", 2**80)
    fitting = [one for one in (*pool, low, high) if low <= one <= high and above < one < below]
    return random.choice([one for one in fitting if one != 2**80])


def _object(random: Random, contract: Mapping[str, Any], schema: Mapping[str, Any], depth: int) -> dict[str, Any]:
    properties, needed = schema.get("properties", {}), schema.get("required", ())
    names = [name for name in properties if name in needed or (depth > 0 and likely(random, 0.6))]
    return {name: value(random, contract, properties[name], depth - 1) for name in names}


def text(random: Random, longest: int | None) -> str:
    """Any text; sometimes one as long as is allowed."""
    if longest is not None and likely(random, 0.08):
        return "\U0001f600" * (longest - random.randint(0, 1))
    return random.choice(TEXTS) if likely(random, 0.7) else "".join(random.choices('ab \u00e9"\\\n{}', k=6))


def url(random: Random, *hosts: str) -> str:
    """An http(s) URL that the normalized model takes."""
    made = random.choice(hosts or HOSTS[:2]) + random.choice(TAILS)
    try:
        ImageToVideoRequest(start_frame=made, webhook_url=made)
    except ValidationError:
        return "https://example.com/plain"
    return made
