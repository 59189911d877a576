"""Pairs for the rules about calls, parameters, bodies, answers and what surrounds them: two edits of the sample per rule."""

from __future__ import annotations

from collections.abc import Iterator

from tests.support import Json
from tests.wire_sample import (
    Edit,
    at_other_path,
    at_path,
    body,
    both,
    deprecated,
    get,
    globally,
    got,
    header,
    id_in_path,
    kept,
    login,
    media,
    nothing,
    only_post,
    other_path,
    page,
    post,
    property_of,
    put,
    ranged,
    received,
    sample,
    schemes,
    secured,
    sent,
    tags,
    take,
    with_more_parameters,
)

_TEXT: Json = {"type": "string"}
_CHOICE: Json = {"type": "string", "enum": ["a", "b"]}
_TEAM: Json = {"name": "team", "in": "query", "description": "Whose.", "schema": _TEXT}
_HIDDEN: Json = {"type": "string", "writeOnly": True}
_SUNSET: Json = {"deprecated": True, "x-sunset": "2027-01-31"}
_BEARER: Json = {"bearer": []}
_KEY: Json = {"key": []}
_PLAIN: Json = {"schema": _TEXT}
_FILTER: Json = {"name": "filter", "in": "query", "description": "A filter."}


def _filter(*names: str, required: bool = False) -> Edit:
    members: Json = {"type": "object", "properties": dict.fromkeys(names, _TEXT)}
    members |= {"required": [names[-1]]} if required else {}
    return with_more_parameters({**_FILTER, "schema": members})


def _media_type(name: str) -> Edit:
    return both(put(media, **{name: _PLAIN}))


def _json(**schema: Json) -> Edit:
    return put(media, **{"application/json": dict(schema)})


def _renamed(name: str) -> Edit:
    def run(found: Json) -> None:
        media(found)[name] = media(found).pop("application/json")

    return run


def _scoped(*scopes: str) -> Json:
    return {"login": list(scopes)}


def _scheme(which: str, **members: str) -> Edit:
    return lambda found: schemes(found)[which].update(members)


_CALLS: dict[str, tuple[Edit, Edit]] = {
    "endpoint-added": (nothing, other_path),
    "api-path-removed-without-deprecation": (other_path, nothing),
    "api-path-removed-with-deprecation": (at_other_path(deprecated=True), nothing),
    "api-path-sunset-parse": (at_other_path(deprecated=True, **{"x-sunset": "soon"}), nothing),
    "api-removed-without-deprecation": (nothing, only_post),
    "api-removed-with-deprecation": (deprecated, only_post),
    "endpoint-deprecated": (nothing, deprecated),
    "endpoint-deprecated-with-sunset": (nothing, put(get, **_SUNSET)),
    "api-deprecated-sunset-parse": (nothing, put(get, deprecated=True, **{"x-sunset": "soon"})),
    "endpoint-reactivated": (deprecated, nothing),
    "sunset-deleted": (put(get, **_SUNSET), deprecated),
    "api-operation-id-removed": (nothing, put(get, operationId="videos_all")),
    "api-operation-id-added": (take(get, "operationId"), nothing),
    "api-tag-added": (nothing, put(get, tags=["videos", "films"])),
    "api-tag-removed": (put(get, tags=["videos", "films"]), nothing),
    "api-schema-removed": (nothing, take(lambda found: found["components"]["schemas"], "Video")),
    "callback-added": (nothing, received("callbacks")),
    "callback-removed": (received("callbacks"), nothing),
    "webhook-added": (nothing, received("webhooks")),
    "webhook-removed": (received("webhooks"), nothing),
    "server-added": (nothing, lambda found: found["servers"].append({"url": "https://eu.example.com"})),
    "server-removed": (lambda found: found["servers"].append({"url": "https://eu.example.com"}), nothing),
}

_PARAMETERS: dict[str, tuple[Edit, Edit]] = {
    "new-required-request-parameter": (nothing, with_more_parameters({**_TEAM, "required": True})),
    "new-optional-request-parameter": (nothing, with_more_parameters(_TEAM)),
    "new-request-path-parameter": (id_in_path(False), id_in_path(True)),
    "new-required-request-default-parameter-to-existing-path": (nothing, at_path(True)),
    "new-optional-request-default-parameter-to-existing-path": (nothing, at_path(False)),
    "request-parameter-removed": (with_more_parameters(_TEAM), nothing),
    "request-parameter-removed-with-deprecation": (with_more_parameters({**_TEAM, "deprecated": True}), nothing),
    "request-parameter-became-required": (nothing, put(page, required=True)),
    "request-parameter-became-optional": (put(page, required=True), nothing),
    "request-parameter-deprecated": (nothing, put(page, deprecated=True)),
    "request-parameter-reactivated": (put(page, deprecated=True), nothing),
    "request-parameter-sunset-deleted": (put(page, **_SUNSET), put(page, deprecated=True)),
    "request-parameter-style-changed": (tags(), tags(style="spaceDelimited")),
    "request-parameter-explode-changed": (tags(), tags(explode=False)),
    "request-parameter-became-allow-reserved": (nothing, put(page, allowReserved=True)),
    "request-parameter-became-not-allow-reserved": (put(page, allowReserved=True), nothing),
    "request-header-property-became-required": (ranged(_TEXT), ranged(_TEXT, required=True)),
    "request-header-property-became-enum": (ranged(_TEXT), ranged(_CHOICE)),
    "new-required-request-header-property": (ranged(None), ranged(_TEXT, required=True)),
    "request-parameter-property-removed": (_filter("a", "b"), _filter("a")),
    "request-parameter-property-required-added": (_filter("a"), _filter("a", "b", required=True)),
    "request-parameter-property-optional-added": (_filter("a"), _filter("a", "b")),
    "request-parameter-property-became-required": (_filter("a"), _filter("a", required=True)),
    "request-parameter-property-became-optional": (_filter("a", required=True), _filter("a")),
}

_BODIES: dict[str, tuple[Edit, Edit]] = {
    "request-body-added-required": (take(post, "requestBody"), nothing),
    "request-body-added-optional": (take(post, "requestBody"), put(body, required=False)),
    "request-body-removed": (nothing, take(post, "requestBody")),
    "request-body-became-required": (put(body, required=False), nothing),
    "request-body-became-optional": (nothing, put(body, required=False)),
    "request-body-media-type-added": (nothing, lambda found: body(found)["content"].update({"text/plain": _PLAIN})),
    "request-body-media-type-removed": (lambda found: body(found)["content"].update({"text/plain": _PLAIN}), nothing),
    "request-body-media-type-schema-added": (put(body, content={"application/json": {}}), nothing),
    "request-body-media-type-schema-removed": (nothing, put(body, content={"application/json": {}})),
    "new-required-request-property": (nothing, property_of(sent, _TEXT, required=True)),
    "new-required-request-property-with-default": (
        nothing,
        property_of(sent, {**_TEXT, "default": "a"}, required=True),
    ),
    "new-optional-request-property": (nothing, property_of(sent, _TEXT)),
    "request-property-removed": (property_of(sent, _TEXT), nothing),
    "request-property-became-required": (property_of(sent, _TEXT), property_of(sent, _TEXT, required=True)),
    "request-property-became-optional": (property_of(sent, _TEXT, required=True), property_of(sent, _TEXT)),
    "request-property-became-required-with-default": (
        property_of(sent, {**_TEXT, "default": "a"}),
        property_of(sent, {**_TEXT, "default": "a"}, required=True),
    ),
    **{
        f"{way}-property-{rule}": edits
        for way, where in (("request", sent), ("response", got))
        for rule, edits in {
            "deprecated": (property_of(where, _TEXT), property_of(where, {**_TEXT, "deprecated": True})),
            "deprecated-with-sunset": (property_of(where, _TEXT), property_of(where, {**_TEXT, **_SUNSET})),
            "reactivated": (property_of(where, {**_TEXT, "deprecated": True}), property_of(where, _TEXT)),
        }.items()
    },
}

_ANSWERS: dict[str, tuple[Edit, Edit]] = {
    **{
        f"response-{kind}-status-{way}": edits
        for kind, status in (("success", "201"), ("non-success", "404"))
        for more in [lambda found, status=status: get(found)["responses"].update({status: {"description": "Other."}})]
        for way, edits in (("added", (nothing, more)), ("removed", (more, nothing)))
    },
    "response-media-type-added": (nothing, _media_type("text/plain")),
    "response-media-type-removed": (_media_type("text/plain"), nothing),
    "response-media-type-parameter-added": (_media_type("text/plain"), _media_type("text/plain; charset=a")),
    "response-media-type-parameter-removed": (_media_type("text/plain; charset=a"), _media_type("text/plain")),
    "response-media-type-parameter-changed": (
        _media_type("text/plain; charset=a"),
        _media_type("text/plain; charset=b"),
    ),
    "response-media-type-name-changed": (_renamed("application/a+json"), _renamed("application/b+json")),
    "response-media-type-name-generalized": (_renamed("application/problem+json"), nothing),
    "response-media-type-name-specialized": (nothing, _renamed("application/problem+json")),
    "response-body-media-type-schema-added": (_json(), nothing),
    "response-body-media-type-schema-removed": (nothing, _json()),
    "response-header-added": (nothing, header()),
    "required-response-header-removed": (header(required=True), nothing),
    "optional-response-header-removed": (header(), nothing),
    "response-header-became-optional": (header(required=True), header()),
    "response-header-became-required": (header(), header(required=True)),
    "response-required-property-added": (nothing, property_of(got, _TEXT, required=True)),
    "response-optional-property-added": (nothing, property_of(got, _TEXT)),
    "response-required-property-removed": (property_of(got, _TEXT, required=True), nothing),
    "response-optional-property-removed": (property_of(got, _TEXT), nothing),
    "response-property-became-required": (property_of(got, _TEXT), property_of(got, _TEXT, required=True)),
    "response-property-became-optional": (property_of(got, _TEXT, required=True), property_of(got, _TEXT)),
    "response-required-write-only-property-added": (nothing, property_of(got, _HIDDEN, required=True)),
    "response-optional-write-only-property-added": (nothing, property_of(got, _HIDDEN)),
    "response-required-write-only-property-removed": (property_of(got, _HIDDEN, required=True), nothing),
    "response-optional-write-only-property-removed": (property_of(got, _HIDDEN), nothing),
    "response-write-only-property-became-required": (
        property_of(got, _HIDDEN),
        property_of(got, _HIDDEN, required=True),
    ),
    "response-write-only-property-became-optional": (
        property_of(got, _HIDDEN, required=True),
        property_of(got, _HIDDEN),
    ),
    "response-write-only-property-enum-value-added": (
        property_of(got, {**_HIDDEN, "enum": ["a"]}),
        property_of(got, {**_HIDDEN, "enum": ["a", "b"]}),
    ),
    "response-write-only-property-changed": (
        property_of(got, _HIDDEN),
        property_of(got, {"type": "integer", "writeOnly": True}),
    ),
    "response-mediatype-became-enum": (_json(schema=_TEXT), _json(schema=_CHOICE)),
    "response-mediatype-became-not-enum": (_json(schema=_CHOICE), _json(schema=_TEXT)),
    "response-mediatype-enum-value-added": (_json(schema={**_TEXT, "enum": ["a"]}), _json(schema=_CHOICE)),
    "response-mediatype-enum-value-removed": (_json(schema=_CHOICE), _json(schema={**_TEXT, "enum": ["a"]})),
}

_CREDENTIALS: dict[str, tuple[Edit, Edit]] = {
    **{
        f"{prefix}-{rule}": (both(login(), old), both(login(), new))
        for prefix, needs in (("api-security", secured), ("api-global-security", globally))
        for rule, (old, new) in {
            "added": (needs(_BEARER), needs(_BEARER, _KEY)),
            "removed": (needs(_BEARER, _KEY), needs(_BEARER)),
            "scope-added": (needs(_scoped("read")), needs(_scoped("read", "write"))),
            "scope-removed": (needs(_scoped("read", "write")), needs(_scoped("read"))),
            "credential-needed": (needs(_BEARER, {}), needs(_BEARER)),
            "credential-not-needed": (needs(_BEARER), needs(_BEARER, {})),
        }.items()
    },
    "api-security-component-added": (take(schemes, "key"), nothing),
    "api-security-component-removed": (nothing, take(schemes, "key")),
    "api-security-component-type-changed": (nothing, put(schemes, key={"type": "http", "scheme": "bearer"})),
    "api-security-component-scheme-changed": (nothing, _scheme("bearer", scheme="basic")),
    "api-security-component-location-changed": (nothing, _scheme("key", **{"in": "query"})),
    "api-security-component-name-changed": (nothing, _scheme("key", name="X-Api-Key")),
    "api-security-component-oauth-url-changed": (login(), login(authorizationUrl="https://b.example")),
    "api-security-component-oauth-token-url-changed": (
        login(tokenUrl="https://a.example"),
        login(tokenUrl="https://b.example"),
    ),
    "api-security-component-oauth-scope-added": (login(), login(scopes={"read": "Reads.", "write": "Writes."})),
    "api-security-component-oauth-scope-removed": (login(scopes={"read": "Reads.", "write": "Writes."}), login()),
    "api-security-component-oauth-scope-changed": (login(), login(scopes={"read": "Reads everything."})),
}

_READ_ONLY: dict[str, tuple[Json, Json]] = {
    "enum-value-removed": (_CHOICE, {"type": "string", "enum": ["a"]}),
    "max-decreased": ({"type": "number", "maximum": 20}, {"type": "number", "maximum": 10}),
    "min-increased": ({"type": "number", "minimum": 10}, {"type": "number", "minimum": 20}),
    "max-length-decreased": ({"type": "string", "maxLength": 20}, {"type": "string", "maxLength": 10}),
    "max-items-decreased": ({"type": "array", "maxItems": 20}, {"type": "array", "maxItems": 10}),
    "max-properties-decreased": ({"type": "object", "maxProperties": 20}, {"type": "object", "maxProperties": 10}),
    "exclusive-min-increased": ({"type": "number", "exclusiveMinimum": 10}, {"type": "number", "exclusiveMinimum": 20}),
    "exclusive-max-decreased": ({"type": "number", "exclusiveMaximum": 20}, {"type": "number", "exclusiveMaximum": 10}),
    "changed": (_TEXT, {"type": "integer"}),
}


def _edits() -> dict[str, tuple[Edit, Edit]]:
    found = {**_CALLS, **_PARAMETERS, **_BODIES, **_ANSWERS, **_CREDENTIALS}
    for ending, (old, new) in _READ_ONLY.items():
        hidden = [property_of(sent, {**schema, "readOnly": True}) for schema in (old, new)]
        found[f"request-read-only-property-{ending}"] = (hidden[0], hidden[1])
    for way, where in (("request", sent), ("response", got)):
        for kind, required in (("required", True), ("optional", False)):
            for word, name in (("readOnly", "read-only"), ("writeOnly", "write-only")):
                without, with_it = kept(word, where, _TEXT, required)
                found[f"{way}-{kind}-property-became-{name}"] = (without, with_it)
                found[f"{way}-{kind}-property-became-not-{name}"] = (with_it, without)
    return found


def call_pairs() -> Iterator[tuple[str, Json, Json]]:
    """(rule, base contract, head contract)."""
    for rule, (old, new) in _edits().items():
        base, head = sample(), sample()
        old(base)
        new(head)
        yield rule, base, head
