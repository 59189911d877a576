"""Contracts of names and texts that nobody should choose, and that must do no harm."""

from __future__ import annotations

from typing import Any, Final

from tests.support import Json, contract, reference

PROPERTIES: Final = list(
    dict.fromkeys(
        [
            *"class def list str model_dump self timeout extra_body request a-b a_b a.b a/b a~b aB AB ab".split(),
            *"field Field value schema copy json wire of models rules id type import None True cls int float".split(),
            *"dict bool print Any é größe 中文 --- _ __ __init__ __class__ _x 2d 1 camelCase CamelCase".split(),
            *"camel_case CAMEL_CASE match case \u017f s K k ﬁ fi # $ref model_config model_fields root body".split(),
            *"parameters operations one_request optional_request whole_request call_options extra_headers extra_query enforce Self Omittable".split(),
            *(
                "",
                " ",
                "x" * 200,
                'a"b',
                "a'b",
                "a\\b",
                "a\nb",
                "a\rb",
                "a\tb",
                "a\u2028b",
                "a\u202eb",
                "a\ufeffb",
                "😀",
            ),
            *('"""', "{{ x }}", "{% raw %}", "\\N{DASH}", "\\x00", "%s", "e\u0301", "None", " lead", "trail "),
        ]
    )
)
# Component names are limited to [A-Za-z0-9._-] by OpenAPI.
SCHEMAS: Final = list(
    dict.fromkeys(
        """List Optional None BaseModel RequestModel AnswerModel OpenRequestModel RequestRoot AnswerRoot Any models
        model Model Literal Field Session AsyncSession SyncClient AsyncClient Client HostileNamesClient Union dict Dict
        AsyncHostileNamesClient TypeAlias UnusedRoot Unused_Root Self str Annotated ConfigDict RootModel Enum Omittable
        FileInput Ellipsis JsonValue Type a-b a_b ab AB a.b 2D class rules operations RawResponse object UUID AnyUrl
        NotImplemented Exception Decimal Path bytes EventStream Pager CallOptions Broken overload builtins TYPE_CHECKING
        Operation Provider PROVIDER Paging enforce model_validator Mapping Iterator Final cached_property True
        All Len Sum Isinstance Matches Same IsNumber IsUnique Float""".split()
    )
)
TAGS: Final = list(
    dict.fromkeys(
        [
            *SCHEMAS,
            *"close aclose base_url timeout http_client session _session __init__ __enter__ self é list float x-y x_y".split(),
            *("x" * 100, "{{ x }}", '"""', "a\nb", "api key", "\\N{DASH}", "a\u2028b"),
        ]
    )
)
METHODS: Final = list(
    dict.fromkeys(
        """str float int dict bool list bytes models overload operations builtins httpx2 self class def __init__
        _session import a-b a_b A_B aB get_thing getThing type id None any Any object property staticmethod Literal
        parameters body request call_options one_request optional_request whole_request timeout OMIT x-1 x.1 provider PROVIDER get_thing_pages
        {{x}} é 中 cached_property TYPE_CHECKING""".split()
    )
)
TEXTS: Final = [
    '"',
    "'",
    "'\"",
    '"""',
    "'''",
    "\\",
    "x\\",
    'x"',
    '"""\nimport os\nos.abort()\n"""',
    '\\"""',
    "a\nb",
    "a\rb",
    "a\r\nb",
    "a\tb",
    "a\x01b",
    "a\x0cb",
    "a\x1b[31mb",
    "a\x7fb",
    "\u202eabc\u202c",
    "\u2066abc\u2069",
    "a\u2028b\u2029c",
    "\ufeffabc",
    "\u200b",
    "\xa0",
    "😀",
    "𐀀",
    "\U000e0041",
    "é",
    "e\u0301",
    "ﬁ",
    "\\N{DASH}",
    "\\u0041",
    "\\x00",
    "\\ud800",
    "{{ x }}",
    "{% raw %}",
    "{# c #}",
    "{x}",
    "%s",
    "%(x)s",
    "# noqa",
    "# type: ignore",
    "*",
    "None",
    "",
    " ",
    "  both  ",
    "-*- coding: utf-7 -*-",
    "coding: utf-7",
    "a|b`c`<b>[x](javascript:0)",
]
ANYTHING: Final[Json] = {"200": {"description": "ok"}}


def _names() -> Json:
    schemas: Json = {
        name: {
            "type": "object",
            "additionalProperties": False,
            "properties": {"v": {"type": "string"}, "mood": {"enum": [name, "b"]}, "next": reference(name)}
            | {"words": {"type": "array", "items": {"type": "string", "maxLength": 3}, "uniqueItems": True}},
            "allOf": [{"description": "v or mood", "anyOf": [{"required": ["v"]}, {"required": ["mood"]}]}],
        }
        for name in SCHEMAS
    }
    schemas["Hostile"] = {
        "type": "object",
        "additionalProperties": False,
        "properties": {name: {"type": "string"} for name in PROPERTIES},
    }
    # the same names where request and answer are one component, so that it is generated twice
    schemas["Both"] = {
        "type": "object",
        "properties": {name: {"type": "string"} for name in PROPERTIES}
        | {f"of_{number}": reference(name) for number, name in enumerate(SCHEMAS)},
    }
    paths: Json = {"/hostile": {"post": _call("hostile_create", "hostile", reference("Hostile"))}}
    paths["/both"] = {"post": _call("hostile_both", "hostile", reference("Both"), reference("Both"))}
    for number, tag in enumerate(TAGS):
        schema = reference(tag if tag in schemas else "List")
        paths[f"/t{number}"] = {"post": _call(f"{tag}_create", tag, schema)}
    for number, name in enumerate(METHODS):
        paths[f"/m{number}/{{id}}"] = {
            "post": {**_call(name, "methods", reference("List")), "parameters": _parameters()}
        }
    return contract(paths, schemas)


def _call(identifier: str, tag: str, schema: Json, answer: Json | None = None) -> Json:
    content: Json = {"content": {"application/json": {"schema": answer}}} if answer else {}
    return {
        "operationId": identifier,
        "tags": [tag],
        "requestBody": {"required": True, "content": {"application/json": {"schema": schema}}},
        "responses": {"200": {"description": "ok", **content}},
    }


def _parameters() -> list[Json]:
    """Parameters whose names meet those of arguments, locals, builtins, and the body's."""
    made: list[tuple[str, str, Json]] = [
        ("id", "path", {"type": "string"}),
        ("ID", "query", {"type": "integer"}),
        ("list", "query", {"type": "array", "items": {"type": "string"}}),
        ("v", "query", {"type": "string"}),
        ("body", "query", {"type": "number"}),
        ("parameters", "query", {"type": "boolean"}),
        ("operations", "query", {"enum": [1, 2]}),
        ("request", "header", {"type": "string"}),
    ]
    return [{"name": n, "in": where, "required": where == "path", "schema": schema} for n, where, schema in made]


def _texts() -> Json:
    properties: Json = {
        f"text_{n}": {"const": text, "description": text, "title": text} for n, text in enumerate(TEXTS)
    }
    properties["pick"] = {"enum": TEXTS, "description": "any", "default": TEXTS[0]}
    properties["many"] = {"type": "array", "items": {"enum": TEXTS}}
    schemas: Json = {
        "Texts": {"type": "object", "additionalProperties": False, "properties": properties, "allOf": _rules()},
        **{f"Alias{n}": {"enum": [text, "other"], "description": text, "title": text} for n, text in enumerate(TEXTS)},
        "Aliases": {
            "type": "object",
            "description": "\n\n".join(TEXTS),
            "properties": {f"alias_{n}": reference(f"Alias{n}") for n in range(len(TEXTS))},
        },
    }
    paths: Json = {
        f"/p{n}": {
            "post": {**_call(f"texts_create{n}", "texts", reference("Texts"), reference("Aliases")), **_said(text)}
        }
        for n, text in enumerate(TEXTS)
    }
    return contract(
        paths,
        schemas,
        info={"title": "-*- coding: utf-7 -*-\n" + '"""', "version": '"""', "description": "\n".join(TEXTS)},
        servers=[{"url": "https://api.example.com", "description": 'x: """\\'}],
        tags=[{"name": "texts", "description": "\r".join(TEXTS)}],
        externalDocs={"url": 'https://example.com/\'"""', "description": "\\"},
    )


def _rules() -> list[Json]:
    return [
        {"description": text or "-", "not": {"required": [f"text_{n}", "pick"]}}
        for n, text in enumerate(TEXTS)
        if text.strip()
    ]


def _said(text: str) -> Json:
    return {"summary": text, "description": text, "externalDocs": {"url": "https://example.com", "description": text}}


CONTRACTS: Final[dict[str, Any]] = {"hostile_names": _names(), "hostile_texts": _texts()}
