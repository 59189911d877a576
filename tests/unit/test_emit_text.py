"""The emission functions: whatever text goes in, one literal, docstring, comment, name or table cell comes out."""

from __future__ import annotations

import ast
import io
import keyword
import re
import tokenize
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from generator.emit.text import code, comment, docstring, ident, markdown, plain, pyrepr

HOSTILE = [
    '"',
    "'",
    "\"'",
    '"""',
    "'''",
    'ends in a quote"',
    "ends in a backslash\\",
    "\\",
    "\\\\",
    '\\"""',
    '\\" + evil() + "',
    '"""\nimport os\n"""',
    "a\rb",
    "a\r\nb",
    "a\x0cb",
    "a\x00b",
    "\\x00",
    "a\x85b",
    "a\u2028b\u2029c",
    "\u202eabc\u202c",
    "\ud800 lone \udfff",
    "\ud83d\ude00",
    "😀",
    "\ufeffx",
    "\\N{DASH}",
    "\\u0041",
    "{{ x }}{% raw %}{# c #}",
    "%s %(a)s {0} {x!r}",
    "-*- coding: utf-7 -*-",
    "# type: ignore",
    "a\tb",
    "\x1b[31mred",
    "\xa0",
    "",
    "   ",
    "- one\n- two\n\n* three",
    "x" * 300,
]
ANY_TEXT = st.text(st.characters(codec=None), max_size=60) | st.sampled_from(HOSTILE)
PAIRS = st.tuples(ANY_TEXT, ANY_TEXT, ANY_TEXT).map("".join)
VALUES: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | PAIRS,
    lambda inner: st.lists(inner, max_size=4).map(tuple) | st.dictionaries(ANY_TEXT, inner, max_size=4),
    max_leaves=12,
)
many = settings(max_examples=300, derandomize=True, deadline=None, database=None)


def hostile(test: Any) -> Any:
    """Every hostile text as an explicit example, beside the drawn ones."""
    for text in HOSTILE:
        test = example(text)(test)
    return test


@many
@given(VALUES)
def test_a_literal_equals_its_value(value: object) -> None:
    read = ast.literal_eval(pyrepr(value))

    assert repr(read) == repr(value)  # repr tells True from 1, 1 from 1.0


@many
@hostile
@given(PAIRS)
def test_a_text_literal_is_one_line_of_visible_characters(text: str) -> None:
    source = pyrepr(text)

    assert ast.literal_eval(source) == text
    assert source.isprintable()
    source.encode()


def test_lists_become_tuples_and_singletons_keep_their_comma() -> None:
    assert pyrepr(["a"]) == '("a",)'
    assert pyrepr([]) == "()"
    assert pyrepr({"a": [1, 2]}) == '{"a": (1, 2)}'


def test_what_has_no_literal_is_refused() -> None:
    with pytest.raises(TypeError):
        pyrepr(object())
    with pytest.raises(TypeError):
        pyrepr({"a": {1, 2}})


def shown(text: str) -> str:
    """The words a docstring must hold: hidden characters as escapes, never a quote or backslash at the end."""
    words = " ".join(plain(text).split())
    return (words + "." if words.endswith(('"', "\\")) else words) or "No description."


@many
@hostile
@given(PAIRS)
def test_a_docstring_never_breaks_out_and_loses_no_word(text: str) -> None:
    for indent in (0, 4, 8):
        pad = " " * indent
        body = f"{pad}{docstring(text, indent)}\n{pad}after = 1\n"
        source = {0: body, 4: f"class A:\n{body}", 8: f"class A:\n    def b(self):\n{body}"}[indent]
        scope: Any = ast.parse(source.encode())
        while indent and isinstance(scope.body[0], ast.ClassDef | ast.FunctionDef):
            scope = scope.body[0]

        assert [type(node) for node in scope.body] == [ast.Expr, ast.Assign]
        assert " ".join((ast.get_docstring(scope) or "").split()) == shown(text)


@many
@hostile
@given(PAIRS)
def test_a_docstring_ends_in_no_quote_or_backslash_and_its_lines_are_visible(text: str) -> None:
    lines = docstring(text, 4).split("\n")

    assert not docstring(text).removesuffix('"""').endswith(('"', "\\"))
    assert all(line.isprintable() and line == line.rstrip() for line in lines)


def test_long_docstrings_are_wrapped_and_lists_hang() -> None:
    lines = docstring("intro\n\n- " + "word " * 60 + "\n- second", 8).split("\n")

    assert max(map(len, lines)) <= 120
    assert lines[0] == '"""intro'
    assert lines[2].startswith("        - word")
    assert lines[3].startswith("          word")
    assert lines[-2:] == ["        - second", '        """']


@many
@hostile
@given(PAIRS)
def test_a_comment_stays_on_its_line(text: str) -> None:
    source = comment(text)
    module = f"before = 1\n\n{source}\nafter = 1\n"  # never in the first two lines, where it could name an encoding
    tokens = list(tokenize.generate_tokens(io.StringIO(module).readline))

    assert source.isprintable()
    assert [token.string.rstrip() for token in tokens if token.type == tokenize.COMMENT] == [source.rstrip()]
    assert len(ast.parse(module.encode()).body) == 2


@pytest.mark.parametrize(
    "name",
    [
        "",
        "1a",
        "a b",
        "a-b",
        "a.b",
        "class",
        "None",
        "é",
        "ﬁ",
        "a\n",
        "a\nb",
        "a;b",
        "a(",
        "x=1",
        "__import__('os')",
        " a",
    ],
)
def test_what_is_no_plain_name_is_refused(name: str) -> None:
    with pytest.raises(ValueError, match="not an identifier"):
        ident(name)


@many
@given(PAIRS | st.from_regex(r"[a-zA-Z_é0-9]{1,6}"))
def test_a_name_is_refused_or_stays_a_name(text: str) -> None:
    is_name = re.fullmatch(r"[A-Za-z_][A-Za-z0-9_]*", text) is not None and not keyword.iskeyword(text)
    if is_name:
        assert ident(text) == text
    else:
        with pytest.raises(ValueError, match="not an identifier"):
            ident(text)


@many
@hostile
@given(PAIRS)
def test_markdown_stays_in_its_cell(text: str) -> None:
    cell = markdown(text)
    unescaped = re.sub(r"\\.", "", cell)

    assert cell.isprintable()
    assert not set("`*_{}[]<>|#~\\") & set(unescaped)
    assert re.sub(r"\\(.)", r"\1", cell) == " ".join(plain(text).split())


@many
@hostile
@given(PAIRS)
def test_inline_code_stays_in_its_cell(text: str) -> None:
    cell = code(text)
    inner = cell[1:-1]

    assert cell.isprintable()
    if cell.startswith("`"):
        assert cell.endswith("`")
        assert not set("`|") & set(inner)
        assert inner == " ".join(plain(text).split())
    else:
        assert cell == markdown(text)
