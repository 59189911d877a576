"""The strict YAML reader: values, places, bounds."""

from __future__ import annotations

import json
import time
from typing import Any

import pytest

from generator.diagnostics import Diagnostic, SpecError
from generator.load.document import Document, join_pointer, split_pointer
from generator.load.yaml_tree import MOST_BYTES, parse


def read(text: str) -> Document:
    return parse(text.encode(), "a.yaml", "specs/")


def refusals(raw: bytes) -> tuple[Diagnostic, ...]:
    with pytest.raises(SpecError) as caught:
        parse(raw, "a.yaml")
    return caught.value.diagnostics


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1", 1), ("-7", -7), ("+5", 5), ("0", 0), ("0x1F", 31), ("0o17", 15), ("18446744073709551615", 2**64 - 1),
        ("1.5", 1.5), (".5", 0.5), ("5.", 5.0), ("1e3", 1000.0), ("-2E-2", -0.02),
        ("true", True), ("True", True), ("FALSE", False), ("null", None), ("~", None), ("", None), ("NULL", None),
        ("'on'", "on"), ('"16:9"', "16:9"), ("1.2.3", "1.2.3"), ("720p", "720p"), ("5s", "5s"), ("v1", "v1"),
        ("a:b", "a:b"), ("https://a.b/c", "https://a.b/c"), ("16x9", "16x9"), ("yesterday", "yesterday"), ("nope", "nope"),
        ("y", "y"), ("Y", "Y"), ("n", "n"), ("N", "N"),
        (r'"\u00e9\n"', "é\n"), ("|\n  a\n  b\n", "a\nb\n"), (">-\n  a\n  b\n", "a b"), (r'"\e\x7f"', "\x1b\x7f"),
    ],
)  # fmt: skip
def test_scalars(text: str, value: Any) -> None:
    found = read(f"a: {text}\n")
    assert found.data == {"a": value}
    assert type(found.data["a"]) is type(value)


@pytest.mark.parametrize(
    "text",
    [
        *"yes Yes YES no No NO on On ON off OFF 16:9 1:30:00 20:30.5 010 -07 08 1_000 0x_1 0b101 -0x1 1_0.5 2024-01-01 00.5 =".split(),
        "2024-01-01T10:00:00Z",
        "2024-1-1 10:00:00",
    ],
)
def test_what_two_versions_of_yaml_read_differently_is_refused(text: str) -> None:
    (found,) = refusals(f"a: {text}\n".encode())
    assert (found.code, found.position.line, found.position.column) == ("YAML005", 1, 4)
    assert found.hint == f'quote it: "{text}"'


@pytest.mark.parametrize("text", [".inf", "-.INF", ".NaN", "1e400", "-1e999", "9" * 21, "9" * 5000, "0x" + "f" * 17])
def test_numbers_json_cannot_carry_are_refused(text: str) -> None:
    (found,) = refusals(f"a: {text}\n".encode())
    assert found.code == "YAML006"


def test_json_is_read_as_it_is() -> None:
    data = {"a": [1, 2.5, "é", None, True, {"b/c": {"d~e": []}}], "": {}, "on": "off"}
    assert read(json.dumps(data)).data == data


def test_places_of_keys_and_items() -> None:
    document = read('a:\n  b: 1\n  "c/d": [x, {e: z}]\n')
    places = {pointer: (place.line, place.column) for pointer, place in document.positions.items()}
    assert places == {
        "": (1, 1), "/a": (1, 1), "/a/b": (2, 3), "/a/c~1d": (3, 3),
        "/a/c~1d/0": (3, 11), "/a/c~1d/1": (3, 14), "/a/c~1d/1/e": (3, 15),
    }  # fmt: skip
    assert document.at("/a/c~1d/9/z") == document.positions["/a/c~1d"]
    assert document.at("/nothing").line == 1
    assert document.source("/a/b") == "specs/a.yaml:2"
    assert str(document.at("/a/b")) == "specs/a.yaml:2:3"
    assert "/a/q" not in document.positions
    assert len(document.positions) == 7


def test_columns_count_characters() -> None:
    assert refusals("é: {ü: on}\n".encode())[0].position.column == 8


def test_line_ends_of_windows() -> None:
    document = read("a: 1\r\nb:\r\n  c: |\r\n    x\r\n")
    assert document.data == {"a": 1, "b": {"c": "x\n"}}
    assert document.at("/b/c").line == 3


def test_all_findings_of_a_file_come_together() -> None:
    found = refusals(b"a: on\na: &x 1\n200: *x\nb: c: d\n")
    assert [finding.code for finding in found] == ["YAML005", "YAML002", "YAML007", "YAML003", "YAML007", "YAML001"]
    assert len(refusals(b"a: [" + b"on, " * 10_000 + b"]")) == 100


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        (b"[" * 100_000, "YAML010"),
        (b"{a: " * 100_000, "YAML010"),
        (b"- " * 100_000, "YAML010"),
        (b"a: [" + b"0," * 200_001 + b"]", "YAML010"),
        (b"a" * (MOST_BYTES + 1), "YAML010"),
        (b"? " + b"a" * 5_000 + b"\n: 1\n", "YAML010"),
        (b"a: " + b"1" * 1_000_000, "YAML006"),
        (b"a: *a", "YAML007"),
        (b"*a : b", "YAML007"),
        (b"&a a: b", "YAML007"),
        (b"<<: {a: 1}", "YAML007"),
        (b"!a b: c", "YAML004"),
        (b"%YAML 1.1\n---\na: b\n", "YAML004"),
        (b"? [a]\n: b", "YAML003"),
        (b"? {a: b}\n: b", "YAML003"),
        (b"~: b", "YAML003"),
        (b"true: b", "YAML003"),
        (b"1.5: b", "YAML003"),
        (b"on: b", "YAML005"),
        (b"\xff", "YAML009"),
        (b"a: \xed\xa0\x80", "YAML009"),
        (b'a: "\\ud800"', "YAML001"),
        (b'a: "\\x85"', "YAML009"),
        ("a: \u2028".encode(), "YAML009"),
        (b"a: \x07", "YAML009"),
        (b"a: \x00", "YAML009"),
        (b"\xef\xbb\xbfa: b", "YAML009"),
        ("a: 1".encode("utf-16"), "YAML009"),
        (b"\ta: b", "YAML001"),
        (b"a: `b`", "YAML001"),
        (b"a: 'b", "YAML001"),
        (b'a: "b" c', "YAML001"),
        (b"a: {b: c", "YAML001"),
        (b"a\nb: c", "YAML001"),
        (b"", "YAML008"),
        (b"# only a comment\n", "YAML008"),
        (b"text", "YAML008"),
        (b"a: 1\n---\nb: 2\n", "YAML008"),
    ],
)
def test_refusals_are_quick_and_named(raw: bytes, code: str) -> None:
    start = time.perf_counter()
    found = refusals(raw)
    assert code in {finding.code for finding in found}
    assert time.perf_counter() - start < 5


def test_quoted_merge_key_is_a_key() -> None:
    assert read('"<<": a\n').data == {"<<": "a"}


def test_pointers() -> None:
    assert join_pointer("", "a/b", "c~d", 0) == "/a~1b/c~0d/0"
    assert split_pointer("/a~1b/c~0d/0") == ["a/b", "c~d", "0"]
    assert split_pointer("") == []
