"""Judgements of lint that a specimen shows badly: what must be accepted, and near misses."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from generator.diagnostics import Diagnostic
from generator.lint import lint, patterns
from generator.lint.contract import operations
from generator.lint.json_paths import documented_values, walk
from generator.load import Document, load
from tests.unit.spec_samples import SAMPLE, changed, write

CONTRACT, CLIENT = "sample/openapi.yaml", "sample/client.yaml"
IMAGE = "image: {type: string, description: URL of the picture., minLength: 1}"


def judged(root: Path, files: dict[str, str]) -> tuple[Diagnostic, ...]:
    write(root, files)
    return lint(load(root))


def codes(root: Path, files: dict[str, str]) -> list[str]:
    return [finding.code for finding in judged(root, files)]


def contract(root: Path) -> Document:
    write(root, SAMPLE)
    return load(root).providers[0].contract


def test_the_sample_is_sound(tmp_path: Path) -> None:
    assert judged(tmp_path, dict(SAMPLE)) == ()


@pytest.mark.parametrize(
    "schema",
    [
        "{description: Any value., items: true}",
        "{description: Any value., type: object, additionalProperties: true}",
        "{description: 'Integers are numbers.', type: integer, minimum: 1, multipleOf: 2}",
        "{description: Or nothing., type: [string, 'null'], minLength: 1, enum: [a, null]}",
        "{description: No data URL., type: string, not: {pattern: '^data:'}}",
        "{description: Format of a number., type: number, format: int64}",
        "{$ref: '#/components/schemas/Error', description: Beside a reference., deprecated: true}",
    ],
)
def test_accepted_schemas(tmp_path: Path, schema: str) -> None:
    assert codes(tmp_path, changed(CONTRACT, IMAGE, f"{IMAGE}\n        other: {schema}")) in ([], ["STY008"])


@pytest.mark.parametrize("pattern", [r"^[a-z]+$", r"\d{4}-\d{2}", r"^(?:a|b)\.c$", "(?i)png", r"\(\?=literal\)"])
def test_patterns_both_engines_take(pattern: str) -> None:
    assert patterns.problem(pattern) is None


@pytest.mark.parametrize(
    ("pattern", "code"),
    [
        ("(?=a)", "SCH004"),
        ("(?<!a)b", "SCH004"),
        (r"(a)\1", "SCH004"),
        ("(", "SCH003"),
        ("[[a]", "SCH003"),
        ("a{99999999999}", "SCH003"),
        ("(" * 500 + ")" * 500, "SCH003"),
        ("a" * 2000, "SCH003"),
        (r"(\w{1000}){900}", "SCH003"),
    ],
)
def test_patterns_that_are_refused(pattern: str, code: str) -> None:
    found = patterns.problem(pattern)
    assert found is not None and found[0] == code


@pytest.mark.parametrize(
    ("path", "problem"),
    [
        ("videos[].id", ""),
        ("videos", ""),
        ("videos[]", ""),
        ("videos.id", "there is no 'id'"),
        ("videos[].id[]", "'id' is no list"),
        ("video[].id", "there is no 'video'"),
    ],
)
def test_json_paths(tmp_path: Path, path: str, problem: str) -> None:
    found = walk(contract(tmp_path), ["/components/schemas/VideoPage"], path)
    assert problem in found.problem
    assert bool(found.found) is not bool(problem)


def test_an_open_object_bears_any_path(tmp_path: Path) -> None:
    write(tmp_path, changed(CONTRACT, "url: {type: string, description: Where the file is.}",
                            "raw: {type: object, description: Whatever the model said.}"))  # fmt: skip
    document = load(tmp_path).providers[0].contract
    assert walk(document, ["/components/schemas/Video"], "raw.a.b[].c").problem == ""


def test_documented_values_are_found_through_open_enums(tmp_path: Path) -> None:
    found = documented_values(contract(tmp_path), ["/components/schemas/Video/properties/status"])
    assert found == ["waiting", "working", "done", "failed"]


def test_callbacks_are_no_calls(tmp_path: Path) -> None:
    assert [call.id for call in operations(contract(tmp_path))] == ["videos_create", "videos_list", "videos_get"]


def test_a_narrow_error_row_before_a_wide_one_is_fine(tmp_path: Path) -> None:
    """Kling sends some codes under any HTTP status, and documents one for each."""
    rows = "    - {http: [429], code: [8], kind: rate_limited, retry: backoff, source: '[seed]'}\n    - {code: [7, 8], kind"
    assert codes(tmp_path, changed(CLIENT, "    - {code: [7, 8], kind", rows)) == []


def test_a_wide_error_row_before_a_narrow_one_is_refused(tmp_path: Path) -> None:
    row = "    - {http: [503], code: [7], kind: authentication, retry: never, source: '[seed]'}\n  otherwise"
    (found,) = judged(tmp_path, changed(CLIENT, "  otherwise", row))
    assert (found.code, found.position.line) == ("MAP503", 28)


def test_findings_of_all_files_come_together(tmp_path: Path) -> None:
    files = {
        **changed(CLIENT, "id: id}", "id: nothing}"),
        CONTRACT: SAMPLE[CONTRACT].replace("      summary: List videos\n", "      x-a: 1\n"),
    }
    assert codes(tmp_path, files) == ["BEH004", "STY003", "KEY002"]


GET = """        "200":
          description: The video.
          content:
            application/json:
              schema: {$ref: "#/components/schemas/Video"}
"""
NAMED = "      operationId: videos_get\n"
SCHEMES = "    bearer: {type: http, scheme: bearer}\n"
NOTICE = """webhooks:
  seen:
    post:
      security: [{other: []}, {}]
      responses: {default: {description: Any answer.}}
"""


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (GET, GET + GET.replace('"200"', '"202"')),
        (GET, '        "202": {description: Taken.}\n        "204": {description: Gone.}\n'),
        (NAMED, f"{NAMED}      security: []\n"),
        (NAMED, f"{NAMED}      security: [{{}}]\n"),
        (NAMED, f"{NAMED}      servers: [{{url: 'https://files.example.com'}}]\n"),
        ("/videos/{id}:", "/videos/{id}:get:"),
        ("/videos/{id}:", "/videos/v{id}.json:"),
        ("/videos/{id}:", "/videos/...{id}/%20:"),
        ("name: signature", "name: X!#$%&'*+-.^_`|~9"),
    ],
)
def test_calls_that_are_accepted(tmp_path: Path, old: str, new: str) -> None:
    files = {CONTRACT: changed(CONTRACT, old, new)[CONTRACT]}
    assert codes(tmp_path, files) == []


def test_success_answers_may_write_one_schema_twice(tmp_path: Path) -> None:
    one = GET.replace('{$ref: "#/components/schemas/Video"}', "{type: array, items: {type: string}}")
    two = GET.replace('{$ref: "#/components/schemas/Video"}', "{items: {type: string}, type: array}")
    files = {CONTRACT: changed(CONTRACT, GET, one + two.replace('"200"', '"202"'))[CONTRACT]}
    assert codes(tmp_path, files) == []


def test_notices_have_a_security_of_their_own(tmp_path: Path) -> None:
    text = SAMPLE[CONTRACT].replace(SCHEMES, f"{SCHEMES}    other: {{type: http, scheme: bearer}}\n")
    assert codes(tmp_path, {CONTRACT: text.replace("components:\n", f"{NOTICE}components:\n", 1)}) == []


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("videos/{id}", "STR009"),
        ("/./{id}", "STR011"),
        ("/%2e%2E/{id}", "STR011"),
        ("/{id}/..", "STR011"),
        ("/{id}{id}", "STR011"),
        ("/{id}.", "STR011"),
        ("/a#{id}", "STR011"),
        ("/a\\{id}", "STR011"),
        ('/a"{id}', "STR011"),
        ("/it's/{id}", "STR011"),
        ("/a\u00a0/{id}", "STR011"),
        ("/a\u202e/{id}", "STR011"),
        ("/a\r/{id}", "STR011"),
        ("/{{id}}", "STR012"),
        ("/{id}}", "STR012"),
        ("/id}", "STR012"),
        ("/{i{d}", "STR012"),
        ("/{}", "STR012"),
    ],
)
def test_paths_that_are_refused(tmp_path: Path, path: str, code: str) -> None:
    files = {CONTRACT: changed(CONTRACT, "/videos/{id}:", f"{json.dumps(path)}:")[CONTRACT]}
    assert codes(tmp_path, files) == [code]


@pytest.mark.parametrize("name", ["", "a b", "a:b", "é", "a\n", "a\r\nb", '"a"', "a,b", "a/b"])
def test_header_names_that_are_refused(tmp_path: Path, name: str) -> None:
    files = {CONTRACT: changed(CONTRACT, "name: signature", f"name: {json.dumps(name)}")[CONTRACT]}
    assert codes(tmp_path, files) == ["HTTP011"]


@pytest.mark.parametrize(
    ("schema", "value", "found"),
    [
        ("{type: integer}", "7", []),
        ("{type: integer}", "seven", ["EXA004"]),
        ("{type: boolean}", "true", []),
        ("{type: boolean}", "1", ["EXA004"]),
        ("{type: string}", "7", []),
    ],
)
def test_header_examples_are_read_by_the_schema_behind_a_reference(
    tmp_path: Path, schema: str, value: str, found: list[str]
) -> None:
    cited = "externalDocs: {url: 'https://example.com', description: '[seed]'}"
    header = "{name: X-Level, in: header, description: Level., schema: {$ref: '#/components/schemas/Level'}}"
    text = SAMPLE[CONTRACT].replace(
        "        - {name: id, in: path", f"        - {header}\n        - {{name: id, in: path"
    )
    text = text.replace("  schemas:\n", f"  schemas:\n    Level: {{description: Level., {cited}, {schema[1:]}\n", 1)
    examples = "sample/examples/videos_get.yaml"
    request = f"request: {{headers: {{x-level: {json.dumps(value)}}}, path"
    files = {**SAMPLE, CONTRACT: text, examples: SAMPLE[examples].replace("request: {path", request)}
    assert codes(tmp_path, files) == found


@pytest.mark.parametrize(
    ("schema", "found"),
    [
        ("{allOf: [{$ref: '#/components/schemas/Error'}, {description: A rule., properties: {code: {const: 1}}}]}", []),
        ("{type: [object, 'null'], properties: {a: {type: string, description: A.}}}", ["STY007"]),
        ("{properties: {a: {type: string, description: A.}}}", ["STY007", "STY013"]),
    ],
)
def test_properties_ask_for_a_type(tmp_path: Path, schema: str, found: list[str]) -> None:
    raw = f"raw: {{description: Whatever., {schema[1:]}"
    files = {CONTRACT: changed(CONTRACT, "url: {type: string, description: Where the file is.}", raw)[CONTRACT]}
    assert codes(tmp_path, files) == found
