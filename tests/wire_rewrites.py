"""Rewrites of a contract that change nothing: another order, another YAML, references written out, other line breaks."""

from __future__ import annotations

import json
import random
import textwrap
from collections.abc import Callable
from typing import Any

import yaml

from tests.support import Json

Rewrite = Callable[[Any, random.Random, Json], Any]
_TEXTS = ("description", "summary", "title")
_SETS = ("required", "enum")
_SCHEMA_PLACES = ("schema", "items", "additionalProperties")
_SCHEMA_MAPS = ("properties", "schemas")
_DATA = ("example", "examples", "enum", "const", "default")


def shuffle_keys(node: Any, rng: random.Random, root: Json) -> Any:
    """Members of every mapping in another order."""
    if isinstance(node, dict):
        members = list(node.items())
        rng.shuffle(members)
        return {key: shuffle_keys(value, rng, root) for key, value in members}
    return [shuffle_keys(item, rng, root) for item in node] if isinstance(node, list) else node


def wrap_descriptions(node: Any, rng: random.Random, root: Json) -> Any:
    """Descriptions broken into lines elsewhere, with other spaces."""
    if isinstance(node, dict):
        return {
            key: (
                textwrap.fill(value, rng.choice((30, 60, 200)), break_long_words=False, break_on_hyphens=False)
                + rng.choice(("", "\n", "  "))
                if key in _TEXTS and isinstance(value, str)
                else wrap_descriptions(value, rng, root)
            )
            for key, value in node.items()
        }
    return [wrap_descriptions(item, rng, root) for item in node] if isinstance(node, list) else node


def shuffle_sets(node: Any, rng: random.Random, root: Json) -> Any:
    """`required`, `enum` and `tags` of calls in another order."""
    if isinstance(node, dict):
        found = {key: shuffle_sets(value, rng, root) for key, value in node.items()}
        for key in (*_SETS, *(("tags",) if "operationId" in node else ())):
            if isinstance(found.get(key), list):
                found[key] = rng.sample(found[key], len(found[key]))
        return found
    return [shuffle_sets(item, rng, root) for item in node] if isinstance(node, list) else node


def inline_references(node: Any, rng: random.Random, root: Json, inside: tuple[str, ...] = ()) -> Any:
    """Some references written out, also those of what is written out; a schema that holds itself stays a reference."""
    if isinstance(node, list):
        return [inline_references(item, rng, root, inside) for item in node]
    if not isinstance(node, dict):
        return node
    reference = node.get("$ref")
    if isinstance(reference, str) and reference not in inside and rng.random() < 0.7:
        target: Any = root
        for step in reference.removeprefix("#/").split("/"):
            target = target[step.replace("~1", "/").replace("~0", "~")]
        if "mapping" not in json.dumps(target):
            written = inline_references(target, rng, root, (*inside, reference))
            return {**written, **{key: value for key, value in node.items() if key != "$ref"}}
    return {
        key: value if key in ("mapping", *_DATA) else inline_references(value, rng, root, inside)
        for key, value in node.items()
    }


def rename_components(node: Any, rng: random.Random, root: Json) -> Any:
    """Component schemas by other names, wherever they are named."""
    return json.loads(json.dumps(node).replace("#/components/schemas/", "#/components/schemas/The")) | {
        "components": _renamed(node.get("components", {}))
    }


def _renamed(components: Json) -> Json:
    text = json.dumps(components).replace("#/components/schemas/", "#/components/schemas/The")
    found: Json = json.loads(text)
    if "schemas" in found:
        found["schemas"] = {f"The{name}": schema for name, schema in found["schemas"].items()}
    return found


def wrap_in_all_of(node: Any, rng: random.Random, root: Json) -> Any:
    """Some schemas as the only entry of an `allOf`, with or without a description beside it."""
    return _schemas(node, rng, lambda schema: {"allOf": [schema], **rng.choice(({}, {"description": "As it says."}))})


def spell_null(node: Any, rng: random.Random, root: Json) -> Any:
    """`type: [x, "null"]` as a union with null."""

    def spelled(schema: Json) -> Json:
        types = schema.get("type")
        if not isinstance(types, list) or len(types) != 2 or "null" not in types or "enum" in schema:
            return schema
        (other,) = [name for name in types if name != "null"]
        return {rng.choice(("anyOf", "oneOf")): [{**schema, "type": other}, {"type": "null"}]}

    return _schemas(node, rng, spelled)


def say_defaults(node: Any, rng: random.Random, root: Json) -> Any:
    """What is so anyway, said aloud."""
    said: Json = {"deprecated": False, "minLength": 0, "minItems": 0, "uniqueItems": False, "readOnly": False}
    return _schemas(node, rng, lambda schema: schema if "$ref" in schema else {**said, **schema})


def _schemas(node: Any, rng: random.Random, change: Callable[[Json], Json], parent: str = "") -> Any:
    """Changes some of the schemas in well-known places."""
    if isinstance(node, list):
        return [_schemas(item, rng, change) for item in node]
    if not isinstance(node, dict):
        return node
    found: Json = {}
    for key, value in node.items():
        below = value if key in _DATA else _schemas(value, rng, change, key)
        is_schema = parent in _SCHEMA_MAPS or (key in _SCHEMA_PLACES and parent not in _SCHEMA_MAPS)
        is_tag = isinstance(value, dict) and "const" in value
        found[key] = (
            change(below) if is_schema and isinstance(below, dict) and not is_tag and rng.random() < 0.5 else below
        )
    return found


SILENT: tuple[Rewrite, ...] = (shuffle_keys, wrap_descriptions, shuffle_sets, inline_references)
"""Rewrites that change no name and no line that people get; the others change what is generated, and nothing on the wire."""
REWRITES: tuple[Rewrite, ...] = (
    *SILENT,
    rename_components,
    wrap_in_all_of,
    spell_null,
    say_defaults,
)


class _NoAliases(yaml.CSafeDumper):
    def ignore_aliases(self, data: Any) -> bool:
        """Never an alias."""
        return True


class _QuotedTexts(_NoAliases):
    """Every text between quotes; the rest plain."""


_QuotedTexts.add_representer(
    str, lambda dumper, text: dumper.represent_scalar("tag:yaml.org,2002:str", text, style='"')
)
STRICT: tuple[str, ...] = ("json", "flow", "block", "texts")
"""Styles of YAML that the strict reader takes: no tag, no alias."""
STYLES: tuple[str, ...] = ("json", "flow", "block", "quoted", "aliases")


def written(data: Any, rng: random.Random, styles: tuple[str, ...] = STYLES) -> str:
    """Data as text, in one of many styles, with comments."""
    style = rng.choice(styles)
    if style == "json":
        return json.dumps(data, indent=rng.choice((None, 1, 4)), ensure_ascii=rng.random() < 0.5)
    text = yaml.dump(
        data,
        Dumper={"aliases": yaml.CSafeDumper, "texts": _QuotedTexts}.get(style, _NoAliases),
        sort_keys=False,
        default_flow_style=style == "flow",
        default_style='"' if style == "quoted" else None,
        width=rng.choice((40, 120, 1000)),
        allow_unicode=True,
    )
    return f"# another comment\n{text}# the end\n"


def rewritten(data: Json, seed: int, rewrites: tuple[Rewrite, ...] = REWRITES, styles: tuple[str, ...] = STYLES) -> str:
    """A contract after some rewrites."""
    rng = random.Random(seed)
    chosen = [*rng.sample(rewrites, rng.randint(1, len(rewrites)))]
    found: Any = data
    for rewrite in chosen:
        found = rewrite(found, rng, found)
    return written(found, rng, styles)
