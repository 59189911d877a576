"""Texts that would be code where somebody pasted them: they stay text, and the wire carries them code point for code point."""

from __future__ import annotations

import ast
import json
from typing import Any

import httpx2
import pytest

from tests import hostile
from tests.support import Server, Tree, World, call, contract, posts

PROVIDER = "hostile_texts"
PYTHON = [
    f"stillmotion/{PROVIDER}/{name}.py"
    for name in "__init__ async_client async_resources client errors models operations provider resources rules".split()
]


def test_enum_values_survive_to_the_bytes_of_a_request(provider: Any, world: World) -> None:
    server = Server(httpx2.Response(200, json={}))
    for number, text in enumerate(hostile.TEXTS):
        call(provider, world, f"texts.create{number}", server, pick=text, many=hostile.TEXTS)
        sent = server.requests[-1].content

        assert json.loads(sent) == {"pick": text, "many": hostile.TEXTS}
        assert sent.decode().startswith('{"pick":' + json.dumps(text, ensure_ascii=False))


def test_constants_take_their_own_text_only(provider: Any) -> None:
    for number, text in enumerate(hostile.TEXTS):
        field = f"text_{number}"

        assert provider.models.Texts(**{field: text}).wire() == {field: text}
        with pytest.raises(ValueError, match=field):
            provider.models.Texts(**{field: text + "x"})


def test_answers_keep_the_text(provider: Any, world: World) -> None:
    values = {f"alias_{number}": text for number, text in enumerate(hostile.TEXTS)}
    answer = call(provider, world, "texts.create0", Server(httpx2.Response(200, json=values)))

    assert answer.wire() == values


def test_what_a_refused_caller_reads_is_the_contracts_text(provider: Any) -> None:
    for number, text in enumerate(hostile.TEXTS):
        if text.strip():
            with pytest.raises(ValueError, match="contract_rule") as caught:
                provider.models.Texts(**{f"text_{number}": text, "pick": text})

            assert text.strip().rstrip(".") in str(caught.value)


def test_docstrings_hold_the_visible_part_of_every_text(everything: Tree) -> None:
    source = everything.files[f"stillmotion/{PROVIDER}/models.py"].decode()
    doc = next(
        ast.get_docstring(node) or ""
        for node in ast.parse(source).body
        if isinstance(node, ast.ClassDef) and node.name == "Aliases"
    )

    for text in ("{{ x }}", "{% raw %}", "\\N{DASH}", "\\x00", "# type: ignore", "coding: utf-7", "😀", "\\u202e"):
        assert text in doc


@pytest.mark.parametrize("path", PYTHON)
def test_modules_hold_visible_characters_only(everything: Tree, path: str) -> None:
    text = everything.files[path].decode("utf-8")

    assert [line for line in text.split("\n") if not line.isprintable()] == []


@pytest.mark.parametrize("path", PYTHON)
def test_nothing_of_a_spec_stands_in_the_first_two_lines(everything: Tree, path: str) -> None:
    head = everything.files[path].splitlines()[:2]
    other = everything.files[path.replace(PROVIDER, "acme")].splitlines()[:2]

    assert all(line.startswith(b"#") for line in head)
    assert head == other


def test_the_title_cannot_choose_an_encoding(everything: Tree) -> None:
    for path in PYTHON:
        code = compile(everything.files[path], path, "exec", dont_inherit=True)

        assert "coding: utf-7" not in str(code.co_names)
        assert ast.dump(ast.parse(everything.files[path])) == ast.dump(
            ast.parse(everything.files[path].decode("utf-8"))
        )


@pytest.mark.parametrize("text", ["\ud83d\ude00", "\U0001f600", "\U00010000"])
def test_astral_characters_are_one_code_point(make: Any, text: str) -> None:
    pair = text.encode("utf-16", "surrogatepass").decode("utf-16")
    schema = {"type": "object", "properties": {"pick": {"enum": [pair, "x"]}, pair: {"type": "string"}}}
    with make(sample=contract(posts(schema))).imported("stillmotion.sample") as sample:
        server = Server(httpx2.Response(200, json={}))
        call(sample, "sync", "things.create", server, pick=pair, field="v")

    assert server.requests[0].content == f'{{"pick":"{pair}","{pair}":"v"}}'.encode()
